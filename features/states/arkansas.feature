@keiimport @states
Feature: Arkansas
  Mini-trucks on roads posted up to 55 mph.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Arkansas

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
