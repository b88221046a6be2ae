@keiimport @states
Feature: Georgia
  The Department of Revenue revoked titles in 2023. A bill to allow them was vetoed in May 2025.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Georgia

  @states.ga.kei_before @states.ga.kei_2023_05 @states.ga.kei_2023
  @F6.GA
  Rule: No titles since the bulletin of May 2023

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                       |
        | 2023-04-30 | unclear | later taken back            |
        | 2023-05-01 | unclear | we could not find its day   |
        | 2023-05-31 | unclear | we could not find its day   |
        | 2023-06-01 | banned  | refuses and revokes titles  |
        | 2023-06-15 | banned  | MVD-2023-05                 |
        | 2025-05-31 | banned  | vetoed on 2025-05-14        |
        | 2026-11-21 | banned  | nothing newer than the veto |

  @states.ga.kei_2023 @T-S2
  Rule: The federal answer does not change with the state's

    Scenario: admitted at the port, refused by the state
      Then the outcome is admissible
      And the state is banned
      And the answer says "Georgia does not allow it"
