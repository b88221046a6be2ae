@keiimport @states
Feature: Hawaii
  Model year 1968 and later needs its maker's US label, and age does not replace it.

  Background:
    Given the vehicle:
      | make         | Nissan        |
      | market       | JP            |
      | body         | passenger_car |
      | wheels       | 4             |
      | displacement | 2000 cc       |
      | certified_to | none          |
      | manufactured | 1970-05       |
    And it enters on 2026-11-29
    And it goes to Hawaii

  @states.hi.foreign_1968 @states.hi.foreign
  @F6.HI @F8.1
  Rule: The rule on labels begins at model year 1968

    Scenario Outline: at the edge of the model year
      Given manufactured is <built>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built   | state      | words                    |
        | 1967-12 | restricted | special interest vehicle |
        | 1968-01 | banned     | age does not replace it  |
        | 1992-05 | banned     | HB 1009                  |
        | 1992-05 | banned     | of any age, which a collector keeps |

    Scenario: the plate for antiques does not stand in for the registration
      Given manufactured is 1990-05
      Then the state says "Horseless Carriage"
      And the state says "does not replace the registration"
