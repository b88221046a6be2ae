@keiimport @states
Feature: Low-speed vehicles in the states
  A vehicle of 20 to 25 mph, certified by its maker as a low-speed vehicle, may use the slow roads of most states. The
  ceiling, the roads and the day on which it began differ.

  Background:
    Given the vehicle:
      | market          | US                |
      | designed_for    | people            |
      | wheels          | 4                 |
      | top_speed       | 24 mph            |
      | gvwr            | 2500 lb           |
      | manufactured    | 2024-05           |
      | certified_to    | us_fmvss          |
      | certified_by    | original_maker    |
      | certified_class | low_speed_vehicle |
    And it enters on 2026-11-29

  Rule: The state's own text names the roads

    Scenario Outline: the roads of <state>
      Given it goes to <state>
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | state         | words                            |
        | Connecticut   | roads posted up to 25 mph        |
        | Maryland      | roads posted up to 30 mph        |
        | Massachusetts | roads posted up to 30 mph        |
        | Mississippi   | open to bicycles                 |
        | South Dakota  | an affidavit of the owner        |
        | Wisconsin     | may open its roads posted        |

  @states.ct.low_speed_vehicle @states.ct.low_speed_vehicle_before
  Rule: Connecticut let them on its roads from October 2024

    Scenario Outline: by the day of the law
      Given it goes to Connecticut
      And the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                 |
        | 2024-09-30 | banned     | did not register      |
        | 2024-10-01 | restricted | posted up to 25 mph   |

  @states.ms.low_speed_vehicle
  Rule: What a state said before its first known text is not known

    Scenario Outline: Mississippi
      Given it goes to Mississippi
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2021-03-16 | unclear    |
        | 2021-03-17 | restricted |

  @states.dc.low_speed_vehicle
  Rule: A code that names no low-speed vehicle is told as such

    Scenario: the District of Columbia registers it as any motor vehicle
      Given it goes to District of Columbia
      Then the state is unclear
      And the state says "names no low-speed vehicle"
      And the state says "registered and inspected as any motor vehicle"
