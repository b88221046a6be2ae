@keiimport @states
Feature: Rhode Island
  Two waves of revocations, then a law that keeps what was registered before June 2024.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Rhode Island
    And first_registered_in_state is 2026-11-21

  @states.ri.kei_before @states.ri.kei_2021
  Rule: New registrations are refused since August 2021

    Scenario Outline: on any day, for one never registered there before
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                         |
        | 2021-07-31 | unclear | revoked since                 |
        | 2021-08-01 | banned  | refuses and revokes           |
        | 2024-06-27 | banned  | refuses and revokes           |
        | 2026-11-21 | banned  | new registrations are refused |

  @states.ri.kei_grandfathered
  @F6.3
  Rule: What was first registered in the state before 2024-06-01 is kept, on roads posted up to 35 mph

    Scenario Outline: the day of the first registration decides
      Given first_registered_in_state is <registered>
      And the law of <day>
      Then the state is <state>

      Examples: at the edge of the date
        | registered | day        | state      |
        | 2019-05-01 | 2026-11-21 | restricted |
        | 2024-05-31 | 2026-11-21 | restricted |
        | 2024-06-01 | 2026-11-21 | banned     |
        | 2026-11-21 | 2026-11-21 | banned     |

      Examples: at the edge of the law
        | registered | day        | state      |
        | 2019-05-01 | 2024-06-27 | banned     |
        | 2019-05-01 | 2024-06-28 | restricted |

    @not_registered_before_entry
    Scenario Outline: what came in after that day was not registered there before
      Given nobody says entry.first_registered_in_state
      And it enters on <entry>
      And the law of 2026-11-21
      Then the state is <state>

      Examples:
        | entry      | state   |
        | 2026-11-21 | banned  |
        | 2024-06-01 | banned  |
        | 2024-05-31 | unclear |

    Scenario: a day that nobody knows is asked for, and both answers are shown
      Given nobody says entry.first_registered_in_state
      And it enters on 2023-06-01
      And the law of 2026-11-21
      Then the state is unclear
      And the state says "entry.first_registered_in_state"
      And the state says "allowed with limits if"
      And the state says "otherwise not allowed"
      And the answer says "Rhode Island"

    Scenario: it does not pass to a buyer, and a faster road is out
      Given first_registered_in_state is 2019-05-01
      And road_speed_limit is 45 mph
      Then the state is restricted
      And the state says "not transferable"
      And the state says "a road posted at 45 mph is not allowed"

  @states.any.low_speed_vehicle @states.ri.low_speed_vehicle
  Rule: Low-speed vehicles may use roads posted up to 35 mph from 2024-07-01

    Scenario Outline: before and after
      Given the example low-speed-vehicle-2025
      And it goes to Rhode Island
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2024-06-30 | unclear    |
        | 2024-07-01 | restricted |
