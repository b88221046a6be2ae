@keiimport @states
Feature: Alaska
  From model year 1981 on the state asks for the maker's US label or letter, whatever the age and size.

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
    And it goes to Alaska

  @states.ak.foreign_1981 @states.ak.foreign
  @F8.1
  Rule: The rule on labels begins at model year 1981

    Scenario Outline: at the edge of the model year
      Given the vehicle:
        | manufactured | <built>      |
        | model_year   | <model year> |
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built   | model year | state   | words                         |
        | 1980-12 |            | allowed | begins at model year 1981     |
        | 1981-01 |            | banned  | 25 years of age do not help   |
        | 1980-10 | 1981       | banned  | the maker's US label or letter |
        | 1992-05 |            | banned  | the maker's US label or letter |

    Scenario: a kei vehicle is no exception
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | chassis_code | DD51T   |
        | displacement |         |
        | body         |         |
        | manufactured | 1998-05 |
      Then class kei holds
      And the state is banned
      And the answer says "Alaska does not allow it"
