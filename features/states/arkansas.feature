@keiimport @states
Feature: Arkansas
  Mini-trucks on roads posted up to 55 mph.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | chassis_code | DD51T   |
      | manufactured | 1998-05 |
      | curb_weight  | 700 kg  |
    And it enters on 2026-11-21
    And entry.state is AR

  @states.ar.mini_truck_before @states.ar.mini_truck
  Rule: Since 2009-07-30

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                     |
        | 2009-07-29 | unclear    | 2009-07-30                |
        | 2009-07-30 | restricted | roads posted up to 55 mph |
        | 2026-11-21 | restricted | 27-14-726                 |

  @states.ar.mini_truck
  Rule: At most 135 inches long

    Scenario Outline: at the edge of the definition
      Given length is <length>
      Then the state is <state>

      Examples:
        | length   | state      |
        | 135 in   | restricted |
        | 135.1 in | unclear    |
