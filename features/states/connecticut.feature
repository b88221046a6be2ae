@keiimport @states
Feature: Connecticut
  From 25 years on the DMV verifies the number and asks for customs form 7501, whatever the size.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | market       | JP      |
      | kei          | true    |
      | body         | pickup  |
      | wheels       | 4       |
      | certified_to | none    |
      | manufactured | 1998-05 |
    And it enters on 2026-11-29
    And it goes to Connecticut

  @states.ct.kei @states.ct.kei_young
  @F6.CT
  Rule: The day on which it is 25 years old decides

    Scenario Outline: at the edge of the age
      Given manufactured is <built>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built      | state   | words                 |
        | 2001-11-29 | allowed | customs form 7501     |
        | 2001-11-30 | unclear | letters of EPA and DOT |
