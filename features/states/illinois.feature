@keiimport @states
Feature: Illinois
  Plates are revoked since the spring of 2025, and titles branded.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Illinois

  @states.il.any_before @states.il.any_spring_2025 @states.il.any_2025
  Rule: Revoked since the spring of 2025

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                         |
        | 2025-02-28 | unclear | being revoked since           |
        | 2025-03-01 | unclear | could not find                |
        | 2025-05-31 | unclear | could not find                |
        | 2025-06-01 | banned  | revokes plates                |
        | 2026-11-21 | banned  | Not Eligible for Registration |

  @states.il.any_2025
  Rule: Every vehicle not built to US standards is meant, not only the small ones

    Scenario: a Delica of 1995
      Given the vehicle:
        | make         | Mitsubishi        |
        | model        | Delica Space Gear |
        | chassis_code | PD8W              |
        | manufactured | 1995-05           |
      Then the state is banned
      And the state says "any_nonconforming"

  @states.il.low_speed_vehicle
  Rule: Low-speed vehicles stop at roads posted 30 mph

    Scenario: one with its maker's label on a road posted 35 mph
      Given the example low-speed-vehicle-2025
      And it goes to Illinois
      And road_speed_limit is 35 mph
      Then the state is restricted
      And the state says "a road posted at 35 mph is not allowed"

  @states.il.low_speed_vehicle @states.any.low_speed_vehicle
  Rule: Low-speed vehicles have used roads posted up to 30 mph since 2010

    Scenario Outline: before and after
      Given the example low-speed-vehicle-2025
      And it goes to Illinois
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2009-12-31 | unclear    |
        | 2010-01-01 | restricted |
