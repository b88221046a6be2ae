@keiimport @states
Feature: Michigan
  Titles were revoked from July 2024; in November the Secretary of State thought again.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Michigan

  @states.mi.kei_before @states.mi.kei_2024_07 @states.mi.kei_2024_08 @states.mi.kei_2024_11 @states.mi.kei_2024_12
  Rule: Revoked in July 2024, taken back in November 2024

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                          |
        | 2024-06-30 | allowed | until July 2024                |
        | 2024-07-01 | unclear | could not find                 |
        | 2024-07-31 | unclear | could not find                 |
        | 2024-08-01 | banned  | revoked titles                 |
        | 2024-10-31 | banned  | revoked titles                 |
        | 2024-11-01 | unclear | could not find                 |
        | 2024-11-30 | unclear | could not find                 |
        | 2024-12-01 | allowed | as a pickup or a station wagon |
        | 2026-11-21 | allowed | never as a mini-truck          |
