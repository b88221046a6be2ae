@keiimport @nhtsa.fmvss @cite:49_USC_30112(a)(1) @cite:49_CFR_Part_571
Feature: Which safety standards bind
  A standard binds by class, by weight and by the day of manufacture. What a maker could choose
  while a standard was phased in, and what the texts leave open, may bind and is never a yes.

  Rule: The build date decides among the texts of a standard

    Scenario Outline: a kei truck built in June 2005
      Forward control, about 3,100 lb gross, two seats, no label: what it would have had to meet.

      Given the vehicle:
        | market          | JP       |
        | body            | pickup   |
        | designed_for    | cargo    |
        | kei             | true     |
        | manufactured    | 2005-06  |
        | forward_control | true     |
        | wheels          | 4        |
        | seats           | 2        |
        | rear_seats      | none     |
        | powertrain      | gasoline |
        | transmission    | manual   |
        | roof            | closed   |
        | top_speed       | 120 km/h |
        | gvwr            | 1400 kg  |
        | curb_weight     | 770 kg   |
      And it enters on 2026-11-21
      Then class truck holds
      And standard <standard> <binds>

      Examples: crash standards that bind
        | standard | binds |
        | 135      | binds |
        | 201      | binds |
        | 202      | binds |
        | 204      | binds |
        | 206      | binds |
        | 208      | binds |
        | 214      | binds |
        | 216      | binds |
        | 225      | binds |
        | 301      | binds |

      Examples: not for forward control, not yet, or for others
        | standard | binds         |
        | 212      | does not bind |
        | 219      | does not bind |
        | 126      | does not bind |
        | 138      | does not bind |
        | 202a     | does not bind |
        | 226      | does not bind |
        | 305      | does not bind |
        | 500      | does not bind |

    Scenario Outline: an electric kei car built in March 2024
      Given the vehicle:
        | market          | JP            |
        | body            | passenger_car |
        | designed_for    | people        |
        | kei             | true          |
        | manufactured    | 2024-03       |
        | forward_control | false         |
        | wheels          | 4             |
        | seats           | 4             |
        | rear_seats      | fixed         |
        | back_door       | hatch         |
        | doors           | 5             |
        | powertrain      | electric      |
        | high_voltage    | true          |
        | transmission    | automatic     |
        | roof            | closed        |
        | top_speed       | 130 km/h      |
        | gvwr            | 1300 kg       |
        | curb_weight     | 1080 kg       |
      And it enters on 2026-11-21
      Then class passenger_car holds
      And standard <standard> <binds>

      Examples: what binds it
        | standard | binds |
        | 111      | binds |
        | 126      | binds |
        | 135      | binds |
        | 138      | binds |
        | 141      | binds |
        | 201      | binds |
        | 202a     | binds |
        | 204      | binds |
        | 206      | binds |
        | 208      | binds |
        | 212      | binds |
        | 214      | binds |
        | 216a     | binds |
        | 219      | binds |
        | 225      | binds |
        | 226      | binds |
        | 305      | binds |
        | part_581 | binds |

      Examples: what does not
        | standard | binds         |
        | 301      | does not bind |
        | 305a     | does not bind |
        | 401      | does not bind |
        | 202      | does not bind |
        | 216      | does not bind |
        | 500      | does not bind |

  Rule: While a standard is phased in, its maker chose which vehicles meet it

    Scenario Outline: the stability control of a car
      Given the vehicle:
        | market       | JP            |
        | body         | passenger_car |
        | designed_for | people        |
        | manufactured | <built>       |
        | wheels       | 4             |
        | top_speed    | 130 km/h      |
        | gvwr         | 1300 kg       |
      And it enters on 2026-11-21
      Then standard 126 <stability>

      Examples:
        | built      | stability     |
        | 2008-08-31 | does not bind |
        | 2008-09-01 | may bind      |
        | 2011-08-31 | may bind      |
        | 2011-09-01 | binds         |

  Rule: An unknown build date leaves open what changed in between

    Scenario: a car of 2011
      Given the vehicle:
        | market       | JP            |
        | body         | passenger_car |
        | designed_for | people        |
        | manufactured | 2011          |
        | wheels       | 4             |
        | top_speed    | 130 km/h      |
        | gvwr         | 1300 kg       |
      And it enters on 2026-11-21
      Then standard 126 may bind
      And standard 208 binds

  Rule: What a standard leaves out must be known before it is a no

    Scenario Outline: windshield mounting leaves out forward control
      Given the vehicle:
        | market          | JP         |
        | body            | pickup     |
        | designed_for    | cargo      |
        | manufactured    | 2005-06    |
        | wheels          | 4          |
        | top_speed       | 120 km/h   |
        | gvwr            | <weight>   |
        | forward_control | <position> |
        | roof            | closed     |
        | seats           | 2          |
      And it enters on 2026-11-21
      Then standard 212 <binds>

      Examples:
        | weight   | position | binds         |
        | 1400 kg  | true     | does not bind |
        | 1400 kg  | false    | binds         |
        | 1400 kg  |          | may bind      |
        | 10000 lb | false    | binds         |
        | 10001 lb | false    | does not bind |
        | 4536 kg  | false    | binds         |
        | 4537 kg  | false    | does not bind |

    Scenario Outline: a petrol car has no electric drive to protect
      Given the vehicle:
        | market       | JP            |
        | body         | passenger_car |
        | designed_for | people        |
        | manufactured | 2020-06       |
        | wheels       | 4             |
        | seats        | 4             |
        | top_speed    | 130 km/h      |
        | gvwr         | 1300 kg       |
        | powertrain   | <powertrain>  |
        | high_voltage | <voltage>     |
      And it enters on 2026-11-21
      Then standard 305 <electric>
      And standard 301 <liquid fuel>

      Examples:
        | powertrain | voltage | electric      | liquid fuel   |
        | gasoline   |         | does not bind | binds         |
        | electric   | true    | binds         | does not bind |
        | electric   |         | may bind      | does not bind |
        |            |         | may bind      | may bind      |
