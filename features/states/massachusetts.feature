@keiimport @states
Feature: Massachusetts
  The Registry refused kei vehicles in the summer of 2024 and took them back in September.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Massachusetts

  @states.ma.kei_before @states.ma.kei_2024_06 @states.ma.kei_2024_07 @states.ma.kei_2024_09
  Rule: The refusals of June or July 2024 ended on 2024-09-18

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                    |
        | 2024-05-31 | allowed | until the summer of 2024 |
        | 2024-06-01 | unclear | sources differ           |
        | 2024-07-02 | unclear | sources differ           |
        | 2024-07-03 | banned  | refused                  |
        | 2024-09-17 | banned  | refused                  |
        | 2024-09-18 | allowed | since 2024-09-18         |
        | 2026-11-21 | allowed | H.4053                   |
