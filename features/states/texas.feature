@keiimport @states
Feature: Texas
  A department refused from 2021, reversed itself in April 2024, and a law followed in 2025.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Texas

  @states.any.kei @states.tx.kei_2021 @states.tx.kei_2024_04 @states.tx.kei_2024 @states.tx.kei_2025
  Rule: The department's policy changed in April 2024, and the law stands from 2025-09-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                       |
        | 2020-12-31 | unclear | found no rule there |
        | 2021-01-01 | banned  | refused and revoked         |
        | 2024-03-31 | banned  | refused and revoked         |
        | 2024-04-01 | unclear | could not find              |
        | 2024-04-30 | unclear | could not find              |
        | 2024-05-01 | allowed | registered them again       |
        | 2025-08-31 | allowed | registered them again       |
        | 2025-09-01 | allowed | miniature vehicle           |
        | 2026-11-21 | allowed | Transp. Code 502.001(21-a)  |

  @states.tx.kei_2025_young
  Rule: A miniature vehicle must comply with federal law

    Scenario Outline: 25 years to the day
      Given chassis_code is DB52T
      And manufactured is <built>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | built      | state   |
        | 2001-11-21 | allowed |
        | 2001-11-22 | unclear |

    Scenario Outline: a Sakura of 2022, imported by <kind>
      Given the example sakura-2022
      And the importer:
        | kind              | <kind>   |
        | assignment_orders | <orders> |
      And it goes to Texas
      Then the outcome is <outcome>
      And the state is <state>
      And the state says "<words>"

      Examples:
        | kind             | orders | outcome    | state   | words                     |
        | individual       |        | not_yet    | allowed | that meets federal law    |
        | foreign_military | true   | admissible | unclear | must comply with federal law |

  @states.tx.low_speed_vehicle
  Rule: Neighborhood electric vehicles may use roads posted up to 45 mph

    Scenario: a low-speed vehicle with its maker's label
      Given the example low-speed-vehicle-2025
      And it goes to Texas
      And road_speed_limit is 50 mph
      Then the state is restricted
      And the state says "roads posted up to 45 mph"
      And the state says "a road posted at 50 mph is not allowed"
