@keiimport @states
Feature: Iowa
  Since a law of 2006 nothing is titled or registered without its maker's label of the US standards.

  @states.ia.label_2006 @states.ia.label @states.ia.import_25_before
  Rule: A Skyline before, in and after 2006

    Scenario Outline: on any day
      Given the Skyline GT-R of the examples
      And it was built in 1992-05
      And it enters on 2026-11-29
      And it goes to Iowa
      And the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                               |
        | 2005-12-31 | allowed | no text of the state from that time |
        | 2006-01-01 | unclear | made in 2006                        |
        | 2006-12-31 | unclear | made in 2006                        |
        | 2007-01-01 | banned  | Iowa Code 321.30                    |
        | 2026-11-29 | banned  | 321.115                             |
        | 2026-11-29 | banned  | Iowa Code 321.30(2)                 |

  @states.ia.kei @states.any.conforming
  Rule: Kei vehicles too, and nothing that bears the label

    Scenario: a kei truck
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | chassis_code | DD51T   |
        | manufactured | 1998-05 |
      And it enters on 2026-11-29
      And it goes to Iowa
      Then the state is banned

    Scenario: a car with its maker's label
      Given the example leaf-2011-us
      And it goes to Iowa
      Then the state is allowed

  @states.ia.low_speed_vehicle @states.ia.off_highway
  Rule: What drives slower has sections of its own

    Scenario: a low-speed vehicle may cross faster streets
      Given the example low-speed-vehicle-2025
      And it goes to Iowa
      Then the state is restricted
      And the state says "faster streets may be crossed"

    Scenario: a utility vehicle needs insurance and a driver of 18
      Given the vehicle:
        | make         | Kawasaki        |
        | body         | utility_vehicle |
        | manufactured | 2015-05         |
      And it goes to Iowa
      Then the state is restricted
      And the state says "at least 18 with proof of insurance"
