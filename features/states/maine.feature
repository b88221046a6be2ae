@keiimport @states
Feature: Maine
  Since June 2021 a vehicle not built to US standards counts as an off-road vehicle, whatever its size.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Maine

  @states.me.any_before @states.me.any_2021
  Rule: Off the road from 2021-06-15

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                |
        | 2021-06-14 | unclear | before June 2021     |
        | 2021-06-15 | banned  | off-road vehicle     |
        | 2025-01-01 | banned  | off-road vehicle     |
        | 2026-11-21 | banned  | final report of 2026 |

  @states.me.antique @states.me.antique_kept @states.me.antique_before @T-S23
  @states.me.antique_before_2021
  @F8.6
  Rule: From 2025 the antique plate asks for more than 35 years, unless it was there before

    Scenario Outline: the antique plate of a vehicle with its maker's US label
      Given the vehicle:
        | make            | Honda          |
        | model           | Civic          |
        | chassis_code    |                |
        | market          | US             |
        | body            | passenger_car  |
        | certified_to    | us_fmvss       |
        | certified_by    | original_maker |
        | certified_class | as_built       |
        | manufactured    | <built>        |
      And first_registered_in_state is <registered>
      And the law of <day>
      Then conclusion state.me.antique is <antique>
      And conclusion state.me.antique_kept is <kept>
      And conclusion state.me.antique_before is <before>

      Examples:
        | built   | registered | day        | antique | kept  | before |
        | 2000-05 | 2026-11-21 | 2026-11-21 | false   | false | false  |
        | 2000-05 | 2024-12-31 | 2026-11-21 | false   | true  | false  |
        | 2000-05 | 2025-01-01 | 2026-11-21 | false   | false | false  |
        | 1991-05 | 2026-11-21 | 2026-11-21 | false   | false | false  |
        | 1990-05 | 2026-11-21 | 2026-11-21 | true    | false | false  |
        | 2000-05 | 2024-12-31 | 2024-12-31 | false   | false | true   |
        | 2000-12 | 2024-12-31 | 2024-12-31 | false   | false | true   |
        | 2001-01 | 2024-12-31 | 2024-12-31 | false   | false | false  |
        | 1985-05 | 2026-11-21 | 2024-12-31 | false   | false | true   |
        | 1985-05 | 2026-11-21 | 2025-01-01 | true    | false | false  |
        | 2000-05 | 2024-12-31 | 2025-01-01 | false   | true  | false  |
        | 2001-05 | 2024-12-31 | 2026-11-21 | false   | false | false  |
        | 1990-12 | 2026-11-21 | 2026-11-21 | true    | false | false  |
        | 2000-12 | 2024-12-31 | 2026-11-21 | false   | true  | false  |
        | 1985-05 | 2026-11-21 | 2021-06-15 | false   | false | true   |
        | 1985-05 | 2026-11-21 | 2021-06-14 | false   | false | false  |

    Scenario Outline: since June 2021 it is closed to what was not built to the US standards
      Given manufactured is <built>
      And nobody says chassis_code
      And first_registered_in_state is 2021-05-01
      And the law of <day>
      Then conclusion state.me.antique is false
      And conclusion state.me.antique_kept is false
      And conclusion state.me.antique_before is false
      And conclusion state.me.antique_before_2021 is <open>

      Examples:
        | built   | day        | open  |
        | 1985-05 | 2021-06-14 | true  |
        | 1985-05 | 2021-06-15 | false |
        | 1985-05 | 2026-11-21 | false |
        | 2000-12 | 2021-06-14 | true  |
        | 2001-01 | 2021-06-14 | false |
