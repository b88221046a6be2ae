@keiimport @states
Feature: Oregon
  Kei vehicles are not registered. A bill of 2025 did not pass, and the result of the next was not seen.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Oregon

  @states.or.kei @states.or.kei_2026 @T-S16
  Rule: Refused, with two bills pending one after the other

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state  | words                          |
        | 2024-01-01 | banned | does not register kei vehicles |
        | 2026-01-31 | banned | SB 1213                        |
        | 2026-02-01 | banned | could not find what came of it |
        | 2026-11-21 | banned | ask before giving up           |
