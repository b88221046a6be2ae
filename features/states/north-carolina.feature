@keiimport @states
Feature: North Carolina
  A law of 2019 reversed the ban, for trucks within its measures.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to North Carolina

  @states.nc.mini_truck_before @states.nc.mini_truck_2019 @states.nc.mini_truck
  Rule: Mini-trucks may use roads posted up to 55 mph since the law of 2019

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                     |
        | 2018-12-31 | banned     | refused                   |
        | 2019-01-01 | unclear    | could not find            |
        | 2019-12-31 | unclear    | could not find            |
        | 2020-01-01 | restricted | roads posted up to 55 mph |
        | 2026-11-21 | restricted | S.L. 2019-34              |

  @states.nc.mini_truck @states.nc.kei
  Rule: A mini-truck has at most 660 cc and is at most 130 inches long and 60 inches wide

    Scenario Outline: at the edges of the definition
      Given <fact> is <value>
      Then the state is <state>

      Examples:
        | fact         | value    | state      |
        | length       | 130 in   | restricted |
        | length       | 130.1 in | unclear    |
        | width        | 60 in    | restricted |
        | displacement | 660 cc   | restricted |

    Scenario: a kei truck of 2000 is 3,395 mm long, which is more than 130 inches
      Given chassis_code is DB52T
      And manufactured is 2000-05
      Then class kei holds
      And the state is unclear
      And the state says "outside the definition"

    Scenario: a kei car is no truck
      Given the vehicle:
        | make         | Honda   |
        | model        | Beat    |
        | chassis_code | PP1     |
        | manufactured | 1992-05 |
      Then the state is allowed
