@keiimport @states
Feature: Pennsylvania
  A mini truck gets an off-road title or a plate of limited use; plain registrations from before the
  change are kept.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Pennsylvania
    And first_registered_in_state is 2026-11-21

  @states.pa.mini_truck_before @states.pa.mini_truck_2021 @states.pa.mini_truck
  Rule: No plain plate since PennDOT's change of 2021

    Scenario Outline: on any day, for one never registered there before
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                                    |
        | 2020-12-31 | allowed    | until 2021                               |
        | 2021-01-01 | unclear    | could not find                           |
        | 2021-12-31 | unclear    | could not find                           |
        | 2022-01-01 | restricted | off-road title                           |
        | 2026-11-21 | restricted | antique (25 years) or classic (15 years) |

  @states.pa.kei_grandfathered @states.pa.kei_registered_2021 @T-S11
  Rule: Plain registrations from before the change are kept

    Scenario Outline: the day of the first registration decides
      Given first_registered_in_state is <registered>
      Then the state is <state>

      Examples:
        | registered | state      |
        | 2018-05-01 | allowed    |
        | 2020-12-31 | allowed    |
        | 2021-01-01 | unclear    |
        | 2021-12-31 | unclear    |
        | 2022-01-01 | restricted |

  @states.pa.kei_grandfathered @states.pa.kei_registered_2021
  Rule: Nothing had to be kept before the change

    Scenario Outline: by the day of the law, for one registered there in 2018
      Given first_registered_in_state is 2018-05-01
      And the law of <day>
      Then conclusion state.pa.kei_grandfathered is <kept>
      And conclusion state.pa.kei_registered_2021 is <kept>

      Examples:
        | day        | kept  |
        | 2020-12-31 | false |
        | 2021-01-01 | true  |

  @states.pa.mini_truck @states.pa.kei_26 @states.pa.kei
  Rule: PennDOT's page draws the line at 130 x 78 x 60 inches and 660 cc

    Scenario Outline: at the edges of the definition
      Given the vehicle:
        | make         | Suzuki         |
        | model        |                |
        | chassis_code |                |
        | market       | JP             |
        | kei          | true           |
        | body         | pickup         |
        | wheels       | 4              |
        | width        | 1475 mm        |
        | displacement | <displacement> |
        | length       | <length>       |
        | manufactured | <built>        |
      Then the state is <state>

      Examples:
        | built   | displacement | length   | state      |
        | 1998-11 | 660 cc       | 130 in   | restricted |
        | 1998-11 | 660 cc       | 130.1 in | allowed    |
        | 1998-11 | 661 cc       | 130 in   | allowed    |
        | 2000-12 | 660 cc       | 130.1 in | allowed    |
        | 2001-01 | 660 cc       | 130.1 in | unclear    |

    Scenario: a length that two sources tell differently leaves both answers standing
      Given length is 130.1 in
      Then the state is unclear
      And the state says "allowed with limits if it is at most 130 in long; otherwise allowed"
