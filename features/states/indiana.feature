@keiimport @states
Feature: Indiana
  Mini-trucks get plates of their own since 2016 and stay off the interstates.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Indiana

  @states.in.mini_truck_before @states.in.mini_truck
  Rule: On the road since 2016-01-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                     |
        | 2015-12-31 | banned     | off-road vehicles         |
        | 2016-01-01 | restricted | all roads but interstates |
        | 2026-11-21 | restricted | 9-13-2-103.1              |

  @states.in.mini_truck @states.in.kei @T-S14
  Rule: At most 60 inches wide and 1,600 lb

    Scenario Outline: at the edges of the definition
      Given <fact> is <value>
      Then the state is <state>

      Examples:
        | fact        | value   | state      |
        | curb_weight | 1600 lb | restricted |
        | curb_weight | 1601 lb | unclear    |
        | width       | 60 in   | restricted |

    Scenario: a weight that nobody tells is asked for
      Given nobody says curb_weight
      Then the state is unclear
      And the state says "vehicle.curb_weight"
