@keiimport @states
Feature: Tennessee
  The state asks for a photo of the federal label. A mini-truck that goes faster than 30 mph and not
  faster than 35 is a medium-speed vehicle.

  Background:
    Given entry.state is TN
    And it enters on 2026-11-30

  @states.tn.mini_truck_35 @states.tn.kei @states.applies.held_to_35_mph
  Rule: A kei truck limited to more than 30 and at most 35 mph has a class of its own

    Scenario Outline: at both edges
      Given the Carry of the examples
      And it was built in 1996-05
      And entry.state is TN
      And it enters on 2026-11-30
      And vehicle.limited_speed is <speed>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | speed  | state      | words                       |
        | 30 mph | unclear    | sources differ              |
        | 49 km/h | restricted | roads posted up to 40 mph  |
        | 57 km/h | unclear    | sources differ             |
        | 31 mph | restricted | roads posted up to 40 mph   |
        | 35 mph | restricted | counties and cities         |
        | 36 mph | unclear    | sources differ              |

    Scenario: nobody said whether it is limited
      Given the Carry of the examples
      And it was built in 1996-05
      And entry.state is TN
      And it enters on 2026-11-30
      Then the state is unclear
      And the state says "if it is limited to more than 30 and at most 35 mph"
      And the state says "roads posted up to 40 mph"

    Scenario: a kei car is no mini-truck
      Given the vehicle:
        | make         | Suzuki     |
        | model        | Cappuccino |
        | manufactured | 1996-05    |
      And vehicle.limited_speed is 35 mph
      Then the state is unclear
      And conclusion state.tn.mini_truck_35 is false

  @states.tn.medium_speed
  Rule: The highest posted speed of the class

    Scenario: it stands in the answer
      Given the vehicle:
        | wheels       | 4       |
        | kei          | false   |
        | top_speed    | 34 mph  |
        | certified_to | none    |
        | manufactured | 2026-01 |
      Then the state says "roads posted up to 40 mph"
