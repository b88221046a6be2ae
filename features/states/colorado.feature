@keiimport @states
Feature: Colorado
  An act of 2025 takes registrations from 2028-01-01; until then the DMV refuses kei vehicles.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Colorado

  @states.co.kei_before_2025 @states.co.kei_before_2028 @states.co.kei_from_2028
  @F6.CO
  Rule: The kei law works from 2028-01-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                      |
        | 2024-06-01 | unclear    | uneven refusals            |
        | 2025-05-08 | unclear    | uneven refusals            |
        | 2025-05-09 | banned     | until 2028-01-01           |
        | 2027-12-31 | banned     | may not be driven          |
        | 2028-01-01 | restricted | roads posted up to 55 mph  |
        | 2030-01-01 | restricted | no limited-access highways |

  @states.co.kei_from_2028
  Rule: From 2028 on roads posted above 55 mph are out

    Scenario Outline: the road that is told
      Given the law of 2028-01-01
      And road_speed_limit is <limit>
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | limit  | words                                  |
        | 55 mph | roads posted up to 55 mph              |
        | 56 mph | a road posted at 56 mph is not allowed |
        | 65 mph | a road posted at 65 mph is not allowed |

  @states.co.low_speed_vehicle
  Rule: Low-speed vehicles have used roads posted up to 35 mph since August 2009

    Scenario Outline: before and after
      Given the example low-speed-vehicle-2025
      And it goes to Colorado
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2009-08-31 | unclear    |
        | 2009-09-01 | restricted |

    Scenario: only electric ones, and a few faster state highways
      Given the example low-speed-vehicle-2025
      And it goes to Colorado
      Then the state says "it must be electric"
      And the state says "state highways of 40 mph"
