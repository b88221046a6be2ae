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

  @cite:registered_importer_newsletter_34_(2007)
  Rule: The theft prevention standard binds lines listed for theft, and from September 2007 others too

    Scenario Outline: by class, weight, day and list
      Given the vehicle:
        | body            | <body>     |
        | designed_for    | <for>      |
        | wheels          | 4          |
        | top_speed       | 160 km/h   |
        | gvwr            | <gvwr>     |
        | manufactured    | <built>    |
        | high_theft_line | <listed>   |
      And it enters on 2026-11-21
      Then conclusion standard.part_541.binds is <binds>

      Examples: what makers are too small, and which lines are exempt, no fact says
        | body          | for    | gvwr    | built   | listed | binds   |
        | passenger_car | people | 1800 kg | 1986-08 | true   | false   |
        | passenger_car | people | 1800 kg | 1986-09 | true   | true    |
        | passenger_car | people | 1800 kg | 2007-08 | false  | false   |
        | passenger_car | people | 1800 kg | 2007-09 | false  | unknown |
        | suv           | people | 2700 kg | 1996-08 | true   | false   |
        | suv           | people | 2700 kg | 1996-09 | true   | true    |
        | suv           | people | 2800 kg | 1996-09 | true   | false   |
        | suv           | people | 2700 kg | 2007-09 | false  | unknown |
        | pickup        | cargo  | 2700 kg | 2007-08 | true   | true    |
        | pickup        | cargo  | 2700 kg | 2007-08 | false  | false   |
        | pickup        | cargo  | 2700 kg | 2007-09 |        | unknown |

  Rule: The words of the table mean what the facts say

    Scenario Outline: one fact for each word
      Given <fact> is <value>
      And it enters on 2026-11-21
      Then conclusion fmvss.<word> is <truth>

      Examples:
        | fact                     | value                | word                 | truth |
        | vehicle.forward_control  | true                 | forward_control      | true  |
        | vehicle.forward_control  | false                | forward_control      | false |
        | vehicle.powertrain       | gasoline             | liquid_fuel          | true  |
        | vehicle.powertrain       | diesel               | liquid_fuel          | true  |
        | vehicle.powertrain       | hybrid               | liquid_fuel          | true  |
        | vehicle.powertrain       | plug_in_hybrid       | liquid_fuel          | true  |
        | vehicle.powertrain       | electric             | liquid_fuel          | false |
        | vehicle.powertrain       | hydrogen             | liquid_fuel          | false |
        | vehicle.rear_seats       | fixed                | rear_seat_present    | true  |
        | vehicle.rear_seats       | removable            | rear_seat_present    | true  |
        | vehicle.rear_seats       | none                 | rear_seat_present    | false |
        | vehicle.rear_seats       | none                 | no_rear_seat         | true  |
        | vehicle.rear_seats       | removable            | no_rear_seat         | false |
        | vehicle.seats            | 1                    | two_or_more_seats    | false |
        | vehicle.seats            | 2                    | two_or_more_seats    | true  |
        | vehicle.seats            | 4                    | five_or_more_seats   | false |
        | vehicle.seats            | 5                    | five_or_more_seats   | true  |
        | vehicle.wheels           | 2                    | two_wheels           | true  |
        | vehicle.wheels           | 3                    | two_wheels           | false |
        | vehicle.wheels           | 4                    | dual_wheels          | false |
        | vehicle.wheels           | 5                    | dual_wheels          | true  |
        | vehicle.doors            | 0                    | no_doors             | true  |
        | vehicle.doors            | 1                    | no_doors             | false |
        | vehicle.width            | 79 in                | under_80_inches_wide | true  |
        | vehicle.width            | 2031.9 mm            | under_80_inches_wide | true  |
        | vehicle.width            | 80 in                | under_80_inches_wide | false |
        | vehicle.transmission     | automatic            | automatic_with_park  | true  |
        | vehicle.transmission     | manual               | automatic_with_park  | false |
        | vehicle.roof             | convertible          | convertible          | true  |
        | vehicle.roof             | closed               | convertible          | false |
        | vehicle.roof             | open_body            | open_body            | true  |
        | vehicle.roof             | convertible          | open_body            | false |
        | vehicle.back_door        | trunk                | trunk_compartment    | true  |
        | vehicle.back_door        | hatch                | trunk_compartment    | false |
        | vehicle.back_door        | hatch                | back_door            | true  |
        | vehicle.back_door        | none                 | back_door            | false |
        | vehicle.high_voltage     | true                 | high_voltage         | true  |
        | vehicle.high_voltage     | false                | high_voltage         | false |
        | vehicle.airbags          | driver               | driver_airbag        | true  |
        | vehicle.airbags          | driver_and_passenger | driver_airbag        | true  |
        | vehicle.airbags          | none                 | driver_airbag        | false |
        | vehicle.event_recorder   | true                 | event_recorder       | true  |
        | vehicle.event_recorder   | false                | event_recorder       | false |
        | vehicle.sliding_doors    | true                 | sliding_door         | true  |
        | vehicle.sliding_doors    | false                | sliding_door         | false |
        | vehicle.special_features | air_brakes           | air_brakes           | true  |
        | vehicle.special_features | platform_lift        | platform_lift        | true  |
        | vehicle.special_features | built_in_child_seat  | built_in_child_seat  | true  |
        | vehicle.special_features | multistage           | multistage           | true  |
        | vehicle.special_features | none                 | air_brakes           | false |
        | vehicle.special_features | none                 | platform_lift        | false |
        | vehicle.special_features | none                 | built_in_child_seat  | false |
        | vehicle.special_features | none                 | multistage           | false |

    Scenario Outline: a school bus is a bus first
      Given the vehicle:
        | body             | <body>     |
        | designed_for     | people     |
        | wheels           | 4          |
        | seats            | <seats>    |
        | special_features | <features> |
        | manufactured     | 1990-05    |
      And it enters on 2026-11-21
      Then conclusion fmvss.school_bus is <truth>

      Examples:
        | body          | seats | features   | truth |
        | bus           | 20    | school_bus | true  |
        | bus           | 20    | none       | false |
        | passenger_car | 4     | school_bus | false |

    Scenario Outline: gas under pressure in an engine that burns it
      Given the vehicle:
        | powertrain       | <powertrain> |
        | special_features | <features>   |
      And it enters on 2026-11-21
      Then conclusion fmvss.compressed_natural_gas is <truth>

      Examples:
        | powertrain | features               | truth |
        | gasoline   | compressed_natural_gas | true  |
        | gasoline   | none                   | false |
        | electric   | compressed_natural_gas | false |
        | cng        |                        | true  |
        | lpg        | compressed_natural_gas | false |

    Scenario Outline: whether a van is a walk-in van no fact tells
      Given the vehicle:
        | body         | <body>  |
        | designed_for | <for>   |
        | seats        | <seats> |
      And it enters on 2026-11-21
      Then conclusion fmvss.walk_in_van is <truth>

      Examples:
        | body      | for    | seats | truth   |
        | cargo_van | cargo  | 1     | unknown |
        | van       | cargo  | 1     | unknown |
        | cargo_van | people | 1     | false   |
        | cargo_van | cargo  | 2     | false   |
        | pickup    | cargo  | 1     | false   |

  Rule: A vehicle described in full leaves open only what its maker could choose

    Scenario Outline: a pickup for cargo, year by year
      Closed, four wheels, nothing special about it: the day of manufacture alone decides.

      Given the vehicle:
        | market           | JP       |
        | body             | pickup   |
        | designed_for     | cargo    |
        | manufactured     | <built>  |
        | forward_control  | false    |
        | wheels           | 4        |
        | doors            | 2        |
        | seats            | 2        |
        | rear_seats       | none     |
        | roof             | closed   |
        | powertrain       | gasoline |
        | airbags          | none     |
        | sliding_doors    | false    |
        | special_features | none     |
        | top_speed        | 120 km/h |
        | gvwr             | 1400 kg  |
        | curb_weight      | 800 kg   |
      And it enters on 2031-01-01
      Then class truck holds
      And standard 105 <hydraulic brakes>
      And standard 126 <stability>
      And standard 127 <emergency braking>
      And standard 138 <tire pressure>
      And standard 203 <steering column>
      And standard 214 <side impact>
      And standard 216a <roof crush>
      And standard 226 <ejection>

      Examples:
        | built      | hydraulic brakes | steering column | side impact   | tire pressure | stability     | roof crush    | ejection      | emergency braking |
        | 1980-06-01 | does not bind    | does not bind   | does not bind | does not bind | does not bind | does not bind | does not bind | does not bind     |
        | 1985-06-01 | binds            | binds           | does not bind | does not bind | does not bind | does not bind | does not bind | does not bind     |
        | 1992-06-01 | binds            | binds           | does not bind | does not bind | does not bind | does not bind | does not bind | does not bind     |
        | 1999-06-01 | may bind         | binds           | binds         | does not bind | does not bind | does not bind | does not bind | does not bind     |
        | 2006-10-01 | does not bind    | binds           | binds         | may bind      | does not bind | does not bind | does not bind | does not bind     |
        | 2011-09-01 | does not bind    | binds           | binds         | binds         | binds         | does not bind | does not bind | does not bind     |
        | 2014-09-01 | does not bind    | binds           | binds         | binds         | binds         | may bind      | may bind      | does not bind     |
        | 2017-09-01 | does not bind    | binds           | binds         | binds         | binds         | binds         | binds         | does not bind     |
        | 2018-09-01 | does not bind    | binds           | binds         | binds         | binds         | binds         | binds         | does not bind     |
        | 2030-09-01 | does not bind    | binds           | binds         | binds         | binds         | binds         | binds         | binds             |

    Scenario Outline: an off-road vehicle for people, by its weight and its seats
      Given the vehicle:
        | market           | JP        |
        | body             | suv       |
        | designed_for     | people    |
        | manufactured     | <built>   |
        | forward_control  | false     |
        | wheels           | 4         |
        | doors            | 4         |
        | seats            | 5         |
        | rear_seats       | fixed     |
        | roof             | closed    |
        | powertrain       | gasoline  |
        | airbags          | <airbags> |
        | event_recorder   | true      |
        | sliding_doors    | true      |
        | special_features | none      |
        | top_speed        | 150 km/h  |
        | gvwr             | <gross>   |
        | curb_weight      | <curb>    |
      And it enters on 2031-01-01
      Then class multipurpose holds
      And standard 105 <hydraulic brakes>
      And standard 203 <steering column>
      And standard 225 <child seats>
      And standard part_563 <recorder>

      Examples: light
        | built      | gross   | curb    | airbags | hydraulic brakes | steering column | child seats   | recorder      |
        | 1985-06-01 | 1400 kg | 1000 kg | none    | binds            | binds           | does not bind | does not bind |
        | 1994-06-01 | 1400 kg | 1000 kg | none    | binds            | binds           | does not bind | does not bind |
        | 2000-06-01 | 1400 kg | 1000 kg | driver  | may bind         | may bind        | may bind      | does not bind |
        | 2012-09-01 | 1400 kg | 1000 kg | driver  | does not bind    | may bind        | binds         | binds         |
        | 2013-09-01 | 1400 kg | 1000 kg | driver  | does not bind    | may bind        | binds         | binds         |
        | 2030-09-01 | 1400 kg | 1000 kg | driver  | does not bind    | may bind        | binds         | binds         |

      Examples: heavy even when empty
        | built      | gross   | curb    | airbags | hydraulic brakes | steering column | child seats   | recorder      |
        | 1994-06-01 | 3700 kg | 2600 kg | none    | binds            | binds           | does not bind | does not bind |
        | 2013-09-01 | 3700 kg | 2600 kg | none    | binds            | binds           | binds         | does not bind |
        | 2013-09-01 | 4000 kg | 2400 kg | none    | binds            | binds           | does not bind | does not bind |

    Scenario Outline: a small bus
      Given the vehicle:
        | market           | JP         |
        | body             | bus        |
        | designed_for     | people     |
        | designed_persons | 14         |
        | manufactured     | <built>    |
        | forward_control  | false      |
        | wheels           | 4          |
        | doors            | 4          |
        | seats            | 14         |
        | rear_seats       | <rear>     |
        | roof             | closed     |
        | powertrain       | <drive>    |
        | airbags          | none       |
        | sliding_doors    | true       |
        | special_features | <features> |
        | top_speed        | 120 km/h   |
        | gvwr             | <gross>    |
        | curb_weight      | 2000 kg    |
      And it enters on 2031-01-01
      Then class bus holds
      And standard 105 <hydraulic brakes>
      And standard 206 <doors>
      And standard 225 <child seats>
      And standard 301 <fuel>
      And standard 303 <gas>

      Examples: for whom it is and what it burns
        | built      | gross   | rear  | drive    | features                           | hydraulic brakes | doors         | child seats   | fuel          | gas           |
        | 1980-06-01 | 4000 kg | fixed | diesel   | school_bus                         | binds            | does not bind | does not bind | binds         | does not bind |
        | 1980-06-01 | 4000 kg | fixed | diesel   | school_bus, air_brakes             | does not bind    | does not bind | does not bind | binds         | does not bind |
        | 1980-06-01 | 4000 kg | fixed | diesel   | none                               | does not bind    | does not bind | does not bind | binds         | does not bind |
        | 1990-06-01 | 5000 kg | fixed | diesel   | school_bus                         | binds            | does not bind | does not bind | binds         | does not bind |
        | 1990-06-01 | 5000 kg | fixed | diesel   | none                               | binds            | does not bind | does not bind | does not bind | does not bind |
        | 2004-06-01 | 3500 kg | fixed | diesel   | none                               | does not bind    | does not bind | binds         | binds         | does not bind |
        | 2004-06-01 | 3500 kg | none  | diesel   | none                               | does not bind    | does not bind | binds         | binds         | does not bind |
        | 2011-06-01 | 3500 kg | fixed | gasoline | compressed_natural_gas             | does not bind    | binds         | binds         | binds         | binds         |
        | 2011-06-01 | 5000 kg | fixed | gasoline | compressed_natural_gas, school_bus | binds            | does not bind | does not bind | binds         | binds         |
        | 2030-09-01 | 3500 kg | fixed | diesel   | none                               | does not bind    | binds         | binds         | binds         | does not bind |

    Scenario Outline: what a car carries brings its own standard
      Given the vehicle:
        | market           | JP            |
        | body             | passenger_car |
        | designed_for     | people        |
        | manufactured     | <built>       |
        | wheels           | 4             |
        | doors            | 2             |
        | seats            | 2             |
        | rear_seats       | <rear>        |
        | roof             | <roof>        |
        | back_door        | <back>        |
        | powertrain       | <drive>       |
        | high_voltage     | <voltage>     |
        | airbags          | none          |
        | event_recorder   | <recorder>    |
        | special_features | <features>    |
        | top_speed        | 150 km/h      |
        | gvwr             | 1500 kg       |
        | curb_weight      | 1100 kg       |
      And it enters on 2031-01-01
      Then class passenger_car holds
      And standard <standard> <binds>

      Examples: what is fitted
        | built      | roof        | back  | rear | drive    | voltage | recorder | features               | standard | binds         |
        | 2002-06-01 | closed      | trunk | none | gasoline | false   | false    | none                   | 401      | binds         |
        | 2002-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 401      | does not bind |
        | 2002-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 203      | binds         |
        | 2002-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 216      | binds         |
        | 2002-06-01 | convertible | trunk | none | gasoline | false   | false    | none                   | 216      | does not bind |
        | 2003-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 225      | binds         |
        | 2003-06-01 | convertible | trunk | none | gasoline | false   | false    | none                   | 225      | does not bind |
        | 2013-06-01 | closed      | hatch | none | gasoline | false   | true     | none                   | part_563 | binds         |
        | 2013-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | part_563 | does not bind |
        | 2006-06-01 | closed      | hatch | none | gasoline | false   | false    | platform_lift          | 404      | binds         |
        | 2006-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 404      | does not bind |
        | 1996-06-01 | closed      | hatch | none | gasoline | false   | false    | compressed_natural_gas | 304      | binds         |
        | 1996-06-01 | closed      | hatch | none | gasoline | false   | false    | none                   | 304      | does not bind |
        | 2026-06-01 | closed      | hatch | none | gasoline | false   | false    | built_in_child_seat    | 213      | binds         |
        | 2026-12-05 | closed      | hatch | none | gasoline | false   | false    | built_in_child_seat    | 213b     | binds         |
        | 2026-12-05 | closed      | hatch | none | gasoline | false   | false    | built_in_child_seat    | 213      | does not bind |

      Examples: what drives it
        | built      | roof   | back  | rear | drive    | voltage | recorder | features | standard | binds         |
        | 2028-09-01 | closed | hatch | none | hydrogen | true    | false    | none     | 307      | binds         |
        | 2028-09-01 | closed | hatch | none | hydrogen | true    | false    | none     | 308      | binds         |
        | 2028-09-01 | closed | hatch | none | electric | true    | false    | none     | 307      | does not bind |
        | 2028-09-01 | closed | hatch | none | electric | true    | false    | none     | 305a     | binds         |
        | 2028-09-01 | closed | hatch | none | electric | true    | false    | none     | 208      | binds         |
        | 2029-09-01 | closed | hatch | none | electric | true    | false    | none     | 305a     | binds         |
        | 2030-09-01 | closed | hatch | none | electric | true    | false    | none     | 127      | binds         |
        | 2030-09-01 | closed | hatch | none | electric | true    | false    | none     | 225      | binds         |
        | 2029-10-01 | closed | hatch | none | electric | true    | false    | none     | 127      | may bind      |

    Scenario Outline: an electric truck falls under the standard on its drive from October 2001
      Given the vehicle:
        | market       | JP       |
        | body         | pickup   |
        | designed_for | cargo    |
        | manufactured | <built>  |
        | wheels       | 4        |
        | powertrain   | electric |
        | high_voltage | true     |
        | top_speed    | 100 km/h |
        | gvwr         | 1400 kg  |
      And it enters on 2031-01-01
      Then standard 305 <binds>

      Examples:
        | built      | binds         |
        | 2001-09-30 | does not bind |
        | 2001-10-01 | binds         |

    Scenario Outline: a motorcycle, a trailer and a low-speed vehicle have few standards of their own
      Given the vehicle:
        | market       | JP      |
        | body         | <body>  |
        | designed_for | people  |
        | manufactured | <built> |
        | wheels       | <wheels> |
        | powertrain   | electric |
        | top_speed    | <speed> |
        | gvwr         | 900 kg  |
      And it enters on 2026-11-21
      Then class <class> holds
      And standard <standard> <binds>

      Examples: a motorcycle
        | body       | wheels | speed  | built      | class      | standard | binds         |
        | motorcycle | 2      | 60 mph | 2010-06-01 | motorcycle | 108      | binds         |
        | motorcycle | 2      | 60 mph | 2010-06-01 | motorcycle | 120      | binds         |
        | motorcycle | 2      | 60 mph | 2012-10-22 | motorcycle | 122a     | binds         |
        | motorcycle | 2      | 60 mph | 2012-10-23 | motorcycle | 122a     | may bind      |
        | motorcycle | 2      | 60 mph | 2014-09-01 | motorcycle | 122      | binds         |
        | motorcycle | 3      | 60 mph | 2014-09-01 | motorcycle | 122      | may bind      |
        | motorcycle | 3      | 60 mph | 2015-09-01 | motorcycle | 122      | binds         |
        | motorcycle | 2      | 60 mph | 2010-06-01 | motorcycle | 102      | does not bind |
        | motorcycle | 2      | 60 mph | 2010-06-01 | motorcycle | 302      | does not bind |

      Examples: a low-speed vehicle
        | body          | wheels | speed  | built      | class             | standard | binds         |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 500      | binds         |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 205      | binds         |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 141      | does not bind |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 111      | does not bind |
        | passenger_car | 4      | 25 mph | 2021-03-01 | low_speed_vehicle | 111      | binds         |
        | passenger_car | 4      | 25 mph | 2021-03-01 | low_speed_vehicle | 141      | binds         |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 102      | does not bind |
        | passenger_car | 4      | 25 mph | 2016-01-01 | low_speed_vehicle | 208      | does not bind |

      Examples: a trailer
        | body    | wheels | speed | built      | class   | standard | binds         |
        | trailer | 4      |       | 2016-01-01 | trailer | 102      | does not bind |
        | trailer | 4      |       | 2016-01-01 | trailer | 205      | does not bind |
        | trailer | 4      |       | 2016-01-01 | trailer | 500      | does not bind |

    Scenario Outline: a car before airbags, and a narrow truck of the nineties
      Given the vehicle:
        | market       | JP       |
        | body         | <body>   |
        | designed_for | <for>    |
        | manufactured | <built>  |
        | wheels       | 4        |
        | width        | <width>  |
        | top_speed    | 120 km/h |
        | gvwr         | 1400 kg  |
      And it enters on 2026-11-21
      Then standard <standard> <binds>

      Examples: belts or passive protection in front
        | body          | for    | built      | width   | standard | binds         |
        | passenger_car | people | 1967-12-31 | 1500 mm | 208      | does not bind |
        | passenger_car | people | 1972-01-01 | 1500 mm | 208      | binds         |

      Examples: lamps
        | body   | for   | built      | width   | standard | binds         |
        | pickup | cargo | 1968-12-31 | 1475 mm | 108      | does not bind |
        | pickup | cargo | 1995-06-01 | 1475 mm | 108      | binds         |

  Rule: Where the rows of a table end by weight, what is heavier falls under others or under none

    Scenario Outline: a <body> of <gross> built on <built> and standard <standard>
      Described in full, so that the weight decides: 10,000 lb are 4,536 kg.

      Given the vehicle:
        | market           | JP         |
        | body             | <body>     |
        | designed_for     | <for>      |
        | manufactured     | <built>    |
        | forward_control  | false      |
        | wheels           | 4          |
        | doors            | 4          |
        | seats            | <seats>    |
        | rear_seats       | fixed      |
        | roof             | closed     |
        | powertrain       | gasoline   |
        | airbags          | none       |
        | event_recorder   | false      |
        | sliding_doors    | false      |
        | special_features | <features> |
        | top_speed        | 120 km/h   |
        | gvwr             | <gross>    |
        | curb_weight      | 1200 kg    |
      And it enters on 2031-01-01
      Then standard <standard> <binds>

      Examples:
        | built      | body          | for    | seats | gross   | features                           | standard | binds         |
        | 1980-06-01 | suv           | people | 5     | 4537 kg | none                               | 208      | binds         |
        | 1980-06-01 | bus           | people | 14    | 2723 kg | school_bus                         | 105      | does not bind |
        | 1987-06-01 | suv           | people | 5     | 4537 kg | none                               | 204      | does not bind |
        | 1994-06-01 | suv           | people | 5     | 4537 kg | none                               | 208      | binds         |
        | 2003-06-01 | suv           | people | 5     | 4537 kg | none                               | 201      | does not bind |
        | 2003-06-01 | bus           | people | 14    | 4537 kg | none                               | 225      | does not bind |
        | 2003-06-01 | bus           | people | 14    | 4536 kg | school_bus, compressed_natural_gas | 303      | binds         |
        | 2009-06-01 | suv           | people | 5     | 4537 kg | none                               | 301      | does not bind |
        | 2009-06-01 | passenger_car | people | 5     | 4537 kg | none                               | 138      | does not bind |
        | 2012-06-01 | suv           | people | 5     | 4537 kg | none                               | 126      | does not bind |
        | 2015-06-01 | suv           | people | 5     | 4537 kg | none                               | 214      | does not bind |
        | 2016-06-01 | suv           | people | 5     | 4537 kg | none                               | 214      | does not bind |
        | 2016-06-01 | passenger_car | people | 5     | 4537 kg | none                               | 216a     | does not bind |
        | 2017-12-01 | suv           | people | 5     | 4537 kg | none                               | 214      | does not bind |
        | 2017-12-01 | suv           | people | 5     | 4537 kg | none                               | 216a     | does not bind |
        | 2017-12-01 | suv           | people | 5     | 4537 kg | none                               | 226      | does not bind |
        | 2018-12-01 | suv           | people | 5     | 4537 kg | none                               | 226      | does not bind |
        | 2029-06-01 | suv           | people | 5     | 4537 kg | none                               | 208      | binds         |
        | 2030-10-01 | suv           | people | 5     | 4537 kg | none                               | 127      | does not bind |
        | 2030-10-01 | suv           | people | 5     | 4537 kg | none                               | 225      | does not bind |
        | 2030-10-01 | bus           | people | 14    | 4537 kg | none                               | 225      | does not bind |

  Rule: Every edge of the table, from both sides
    The vehicles of the examples differ in what the table asks about: the class, the day of manufacture,
    the weights, and one or two things besides.

    Scenario Outline: an ordinary <kind>, built on <built>, <gross> gross and <unladen> unladen
      Given the <kind> of the examples
      And it was built on <built>
      And vehicle.gvwr is <gross>
      And vehicle.curb_weight is <unladen>
      And it enters on <day>
      Then standard <standard> <binds>

      Examples:
        | kind              | built      | gross    | unladen | day        | standard | binds         |
        | off-road car      | 1983-08-31 | 3499 kg  | 1300 kg | 2026-11-21 | 105      | does not bind |
        | off-road car      | 1983-09-01 | 3501 kg  | 1300 kg | 2026-11-21 | 105      | binds         |
        | off-road car      | 1983-09-01 | 3499 kg  | 1300 kg | 2026-11-21 | 105      | binds         |
        | car               | 1995-03-05 | 2000 kg  | 1300 kg | 2026-11-21 | 105      | binds         |
        | car               | 1995-03-06 | 2000 kg  | 1300 kg | 2026-11-21 | 105      | may bind      |
        | off-road car      | 1997-11-30 | 3500 kg  | 1300 kg | 2026-11-21 | 105      | binds         |
        | car               | 1996-05-06 | 2000 kg  | 1300 kg | 2026-11-21 | 107      | does not bind |
        | car               | 1985-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 108      | binds         |
        | car               | 1985-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 108      | binds         |
        | car               | 1968-03-31 | 2000 kg  | 1300 kg | 2026-11-21 | 110      | does not bind |
        | car               | 1968-04-01 | 2000 kg  | 1300 kg | 2026-11-21 | 110      | binds         |
        | low-speed vehicle | 2005-08-31 | 900 kg   | 1300 kg | 2026-11-21 | 110      | does not bind |
        | low-speed vehicle | 2005-09-01 | 4536 kg  | 1300 kg | 2026-11-21 | 110      | may bind      |
        | low-speed vehicle | 2005-09-01 | 4537 kg  | 1300 kg | 2026-11-21 | 110      | does not bind |
        | truck             | 1976-02-25 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | does not bind |
        | truck             | 1976-02-26 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | car               | 2016-04-30 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | off-road car      | 2016-04-30 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | car               | 2016-05-01 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | off-road car      | 2016-05-01 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | off-road car      | 2018-04-30 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | car               | 2018-05-01 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | off-road car      | 2018-05-01 | 2000 kg  | 1300 kg | 2026-11-21 | 111      | binds         |
        | car               | 1996-10-23 | 2000 kg  | 1300 kg | 2026-11-21 | 112      | binds         |
        | car               | 1996-10-24 | 2000 kg  | 1300 kg | 2026-11-21 | 112      | does not bind |
        | off-road car      | 1983-08-31 | 4000 kg  | 1300 kg | 2026-11-21 | 114      | does not bind |
        | car               | 1971-01-31 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | does not bind |
        | car               | 1971-02-01 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | binds         |
        | truck             | 1988-07-24 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | does not bind |
        | truck             | 1988-07-25 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | binds         |
        | car               | 2008-10-01 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | binds         |
        | car               | 2010-10-01 | 2000 kg  | 1300 kg | 2026-11-21 | 118      | binds         |
        | motorcycle        | 1976-07-31 | 2000 kg  | 1300 kg | 2026-11-21 | 120      | does not bind |
        | off-road car      | 1976-07-31 | 5036 kg  | 1300 kg | 2026-11-21 | 120      | does not bind |
        | motorcycle        | 1976-08-01 | 5036 kg  | 1300 kg | 2026-11-21 | 120      | binds         |
        | off-road car      | 1976-08-01 | 5036 kg  | 1300 kg | 2026-11-21 | 120      | binds         |
        | motorcycle        | 2014-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 122      | may bind      |
        | motorcycle        | 1973-12-31 | 2000 kg  | 1300 kg | 2026-11-21 | 122a     | does not bind |
        | motorcycle        | 1974-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 122a     | binds         |
        | motorcycle        | 1974-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 123      | does not bind |
        | motorcycle        | 1974-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 123      | may bind      |
        | off-road car      | 1997-12-01 | 3501 kg  | 1300 kg | 2026-11-21 | 135      | does not bind |
        | car               | 2000-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 135      | may bind      |
        | car               | 2000-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 135      | binds         |
        | truck             | 2017-07-31 | 12293 kg | 1300 kg | 2026-11-21 | 136      | does not bind |
        | truck             | 2017-08-01 | 11794 kg | 1300 kg | 2026-11-21 | 136      | may bind      |
        | truck             | 2017-08-02 | 11793 kg | 1300 kg | 2026-11-21 | 136      | does not bind |
        | car               | 1998-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | bus               | 1998-09-01 | 3860 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | bus               | 1998-09-01 | 3861 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | car               | 1998-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | off-road car      | 1998-09-01 | 4536 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | bus               | 2006-09-02 | 3860 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | bus               | 2006-09-02 | 3861 kg  | 1300 kg | 2026-11-21 | 201      | binds         |
        | car               | 1968-12-31 | 2000 kg  | 1300 kg | 2026-11-21 | 202      | does not bind |
        | car               | 1969-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 202      | binds         |
        | car               | 1968-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 203      | binds         |
        | off-road car      | 1981-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 204      | does not bind |
        | off-road car      | 1981-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 204      | binds         |
        | off-road car      | 1991-09-01 | 2000 kg  | 1814 kg | 2026-11-21 | 204      | binds         |
        | off-road car      | 1970-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 206      | binds         |
        | bus               | 2009-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 206      | does not bind |
        | car               | 1971-12-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | truck             | 1971-12-31 | 4537 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | truck             | 1972-01-01 | 4537 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1975-12-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1986-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1989-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1989-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1989-12-10 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1989-12-11 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1991-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-08-31 | 4536 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-08-31 | 2000 kg  | 1815 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-08-31 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | car               | 1991-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-09-01 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-09-01 | 3855 kg  | 2595 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1991-09-01 | 3856 kg  | 2595 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1994-09-01 | 2000 kg  | 2495 kg | 2026-11-21 | 208      | binds         |
        | bus               | 1996-05-05 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1997-08-30 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1997-08-30 | 3856 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 1997-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1997-08-31 | 3855 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1997-09-01 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1997-09-01 | 3856 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | bus               | 1998-08-31 | 2000 kg  | 2495 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 1998-08-31 | 3855 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 2003-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | bus               | 2005-09-01 | 3855 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | car               | 2006-08-31 | 4537 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2006-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2006-08-31 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2006-08-31 | 3856 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2007-09-01 | 2000 kg  | 2495 kg | 2026-11-21 | 208      | binds         |
        | truck             | 2009-08-31 | 3855 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | bus               | 2009-09-01 | 3855 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2009-09-01 | 2000 kg  | 2496 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2010-08-31 | 3856 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2010-09-01 | 2000 kg  | 2495 kg | 2026-11-21 | 208      | binds         |
        | bus               | 2016-11-27 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | bus               | 2016-11-28 | 2000 kg  | 1300 kg | 2026-11-21 | 208      | binds         |
        | off-road car      | 2028-09-01 | 3855 kg  | 1300 kg | 2028-10-01 | 208      | binds         |
        | off-road car      | 1971-06-30 | 2000 kg  | 1300 kg | 2026-11-21 | 210      | does not bind |
        | off-road car      | 1971-07-01 | 2000 kg  | 1300 kg | 2026-11-21 | 210      | binds         |
        | car               | 1970-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 212      | binds         |
        | off-road car      | 1978-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 212      | does not bind |
        | off-road car      | 1978-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 212      | binds         |
        | car               | 1972-12-31 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | does not bind |
        | car               | 1973-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 1993-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | off-road car      | 1993-08-31 | 3856 kg  | 1300 kg | 2026-11-21 | 214      | does not bind |
        | bus               | 1993-09-01 | 4536 kg  | 1300 kg | 2026-11-21 | 214      | may bind      |
        | car               | 1993-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | off-road car      | 1994-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | may bind      |
        | car               | 1996-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 1996-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | bus               | 2010-08-31 | 2722 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | truck             | 2014-08-30 | 2723 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 2014-08-31 | 2722 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | off-road car      | 2014-08-31 | 2722 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 2014-09-01 | 2723 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 2015-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | off-road car      | 2015-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | bus               | 2016-09-01 | 2722 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | off-road car      | 2016-10-05 | 2723 kg  | 1300 kg | 2026-11-21 | 214      | binds         |
        | car               | 1973-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 216      | does not bind |
        | car               | 1973-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 216      | binds         |
        | off-road car      | 2015-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 216a     | may bind      |
        | car               | 2015-09-01 | 2722 kg  | 1300 kg | 2026-11-21 | 216a     | binds         |
        | car               | 2016-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 216a     | binds         |
        | off-road car      | 2016-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 216a     | binds         |
        | car               | 2016-09-01 | 2723 kg  | 1300 kg | 2026-11-21 | 216a     | binds         |
        | bus               | 1973-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 217      | does not bind |
        | bus               | 1973-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 217      | binds         |
        | bus               | 2027-10-29 | 2000 kg  | 1300 kg | 2027-11-28 | 217a     | does not bind |
        | bus               | 2027-10-30 | 2000 kg  | 1300 kg | 2027-11-29 | 217a     | may bind      |
        | car               | 1976-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 219      | does not bind |
        | car               | 1976-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 219      | binds         |
        | off-road car      | 1977-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 219      | does not bind |
        | off-road car      | 1977-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 219      | binds         |
        | bus               | 1999-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 225      | does not bind |
        | off-road car      | 1999-10-06 | 3856 kg  | 1300 kg | 2026-11-21 | 225      | does not bind |
        | truck             | 1999-10-06 | 3856 kg  | 1300 kg | 2026-11-21 | 225      | does not bind |
        | bus               | 2002-08-31 | 3500 kg  | 1300 kg | 2026-11-21 | 225      | may bind      |
        | bus               | 2002-08-31 | 4536 kg  | 1300 kg | 2026-11-21 | 225      | may bind      |
        | bus               | 2002-08-31 | 4537 kg  | 1300 kg | 2026-11-21 | 225      | does not bind |
        | car               | 2000-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 225      | may bind      |
        | car               | 2000-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 225      | binds         |
        | car               | 2002-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 225      | binds         |
        | truck             | 2000-08-31 | 3855 kg  | 1300 kg | 2026-11-21 | 225      | may bind      |
        | truck             | 2002-08-31 | 3855 kg  | 1300 kg | 2026-11-21 | 225      | binds         |
        | truck             | 2002-08-31 | 3856 kg  | 1300 kg | 2026-11-21 | 225      | does not bind |
        | off-road car      | 2002-09-01 | 3501 kg  | 1300 kg | 2026-11-21 | 225      | binds         |
        | off-road car      | 2028-09-02 | 3856 kg  | 1300 kg | 2028-10-02 | 225      | does not bind |
        | car               | 2030-08-31 | 2000 kg  | 1300 kg | 2030-09-30 | 225      | binds         |
        | off-road car      | 2030-08-31 | 2000 kg  | 1300 kg | 2030-09-30 | 225      | binds         |
        | bus               | 2030-09-01 | 4536 kg  | 1300 kg | 2030-10-01 | 225      | binds         |
        | car               | 2013-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 226      | does not bind |
        | car               | 2013-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 226      | may bind      |
        | off-road car      | 2017-08-31 | 3222 kg  | 1300 kg | 2026-11-21 | 226      | may bind      |
        | off-road car      | 2018-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 226      | binds         |
        | bus               | 2024-12-29 | 2000 kg  | 1300 kg | 2026-11-21 | 227      | does not bind |
        | bus               | 2024-12-30 | 2000 kg  | 1300 kg | 2026-11-21 | 227      | may bind      |
        | car               | 2004-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car      | 2004-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | bus               | 2006-09-01 | 2723 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | car               | 2006-09-01 | 4536 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car      | 2007-08-30 | 4537 kg  | 1300 kg | 2026-11-21 | 301      | does not bind |
        | off-road car      | 2008-08-31 | 4536 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car      | 2008-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car      | 1972-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | 302      | does not bind |
        | off-road car      | 1972-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | 302      | binds         |
        | off-road car      | 1969-01-01 | 2000 kg  | 1300 kg | 2026-11-21 | part_565 | may bind      |
        | car               | 2008-10-26 | 2000 kg  | 1300 kg | 2026-11-21 | part_565 | may bind      |
        | car               | 2008-10-27 | 2000 kg  | 1300 kg | 2026-11-21 | part_565 | binds         |
        | car               | 1978-08-31 | 2000 kg  | 1300 kg | 2026-11-21 | part_581 | does not bind |
        | car               | 1978-09-01 | 2000 kg  | 1300 kg | 2026-11-21 | part_581 | binds         |

      Examples: edges that are easily overlooked
        | kind         | built      | gross   | unladen | day        | standard | binds         |
        | car          | 2005-10-04 | 2000 kg | 1300 kg | 2026-11-21 | 138      | does not bind |
        | off-road car | 2005-10-04 | 2000 kg | 1300 kg | 2026-11-21 | 138      | does not bind |
        | car          | 2005-10-05 | 2000 kg | 1300 kg | 2026-11-21 | 138      | may bind      |
        | off-road car | 2005-09-02 | 4537 kg | 1300 kg | 2026-11-21 | 301      | does not bind |
        | off-road car | 2005-10-05 | 4536 kg | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car | 2005-10-05 | 2722 kg | 1300 kg | 2026-11-21 | 301      | binds         |
        | off-road car | 2005-10-05 | 2723 kg | 1300 kg | 2026-11-21 | 301      | binds         |

    Scenario Outline: a <kind> with <fact>: <value>, built on <built>, <gross> gross and <unladen> unladen
      Given the <kind> of the examples
      And it was built on <built>
      And vehicle.gvwr is <gross>
      And vehicle.curb_weight is <unladen>
      And vehicle.<fact> is <value>
      And it enters on <day>
      Then standard <standard> <binds>

      Examples:
        | kind              | built      | gross   | unladen | fact             | value                  | day        | standard | binds         |
        | bus               | 1983-08-31 | 4000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 105      | binds         |
        | bus               | 1983-09-01 | 4000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 105      | binds         |
        | low-speed vehicle | 2010-08-31 | 900 kg  | 1300 kg | transmission     | automatic              | 2026-11-21 | 114      | may bind      |
        | low-speed vehicle | 2010-09-01 | 900 kg  | 1300 kg | transmission     | automatic              | 2026-11-21 | 114      | may bind      |
        | truck             | 1975-02-28 | 2000 kg | 1300 kg | special_features | air_brakes             | 2026-11-21 | 121      | does not bind |
        | truck             | 1975-03-01 | 2000 kg | 1300 kg | special_features | air_brakes             | 2026-11-21 | 121      | may bind      |
        | motorcycle        | 2015-08-31 | 2000 kg | 1300 kg | wheels           | 3                      | 2026-11-21 | 122      | may bind      |
        | motorcycle        | 2014-08-31 | 2000 kg | 1300 kg | wheels           | 3                      | 2026-11-21 | 122a     | may bind      |
        | car               | 2010-09-01 | 4536 kg | 1300 kg | sliding_doors    | true                   | 2026-11-21 | 126      | may bind      |
        | bus               | 1992-08-31 | 2000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 131      | does not bind |
        | bus               | 1992-09-01 | 2000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 131      | may bind      |
        | car               | 2020-02-29 | 2000 kg | 1300 kg | powertrain       | electric               | 2026-11-21 | 141      | does not bind |
        | low-speed vehicle | 2020-02-29 | 900 kg  | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | does not bind |
        | low-speed vehicle | 2020-02-29 | 900 kg  | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | does not bind |
        | car               | 2020-03-01 | 2000 kg | 1300 kg | powertrain       | electric               | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2020-03-01 | 900 kg  | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2020-03-01 | 900 kg  | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | may bind      |
        | bus               | 2021-02-28 | 4536 kg | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | may bind      |
        | bus               | 2021-02-28 | 4536 kg | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | may bind      |
        | bus               | 2021-02-28 | 4536 kg | 1300 kg | powertrain       | electric               | 2026-11-21 | 141      | may bind      |
        | car               | 2021-02-28 | 4537 kg | 1300 kg | powertrain       | electric               | 2026-11-21 | 141      | does not bind |
        | car               | 2021-02-28 | 4537 kg | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | does not bind |
        | car               | 2021-02-28 | 4537 kg | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | does not bind |
        | low-speed vehicle | 2021-02-28 | 900 kg  | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2021-02-28 | 900 kg  | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2021-03-01 | 900 kg  | 1300 kg | powertrain       | hybrid                 | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2021-03-01 | 900 kg  | 1300 kg | powertrain       | hydrogen               | 2026-11-21 | 141      | may bind      |
        | low-speed vehicle | 2021-03-01 | 900 kg  | 1300 kg | powertrain       | electric               | 2026-11-21 | 141      | may bind      |
        | bus               | 2002-08-31 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 201      | binds         |
        | bus               | 2006-08-31 | 3860 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 201      | binds         |
        | bus               | 2006-08-31 | 3861 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 201      | binds         |
        | bus               | 2006-09-01 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 201      | binds         |
        | off-road car      | 2006-09-01 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 201      | binds         |
        | car               | 1968-01-01 | 2000 kg | 1300 kg | airbags          | driver                 | 2026-11-21 | 203      | may bind      |
        | off-road car      | 1981-08-31 | 2000 kg | 1300 kg | airbags          | driver                 | 2026-11-21 | 203      | does not bind |
        | off-road car      | 1981-09-01 | 2000 kg | 1300 kg | airbags          | driver                 | 2026-11-21 | 203      | may bind      |
        | car               | 1997-09-02 | 2000 kg | 1300 kg | back_door        | hatch                  | 2026-11-21 | 206      | binds         |
        | bus               | 2010-08-31 | 2000 kg | 1300 kg | sliding_doors    | true                   | 2026-11-21 | 206      | binds         |
        | bus               | 2010-09-01 | 4536 kg | 1300 kg | sliding_doors    | true                   | 2026-11-21 | 206      | binds         |
        | bus               | 2010-09-02 | 4537 kg | 1300 kg | sliding_doors    | true                   | 2026-11-21 | 206      | does not bind |
        | car               | 1997-09-01 | 2000 kg | 1300 kg | back_door        | hatch                  | 2026-11-21 | 208      | binds         |
        | bus               | 1997-12-01 | 2000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 208      | binds         |
        | walk-in van       | 2003-08-31 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2026-11-21 | 208      | binds         |
        | walk-in van       | 2003-09-01 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2026-11-21 | 208      | binds         |
        | car               | 2005-08-31 | 2000 kg | 1300 kg | seats            | 5                      | 2026-11-21 | 208      | binds         |
        | off-road car      | 2005-08-31 | 2000 kg | 2495 kg | seats            | 5                      | 2026-11-21 | 208      | binds         |
        | car               | 2005-09-01 | 2000 kg | 1300 kg | seats            | 5                      | 2026-11-21 | 208      | binds         |
        | bus               | 2006-08-31 | 3222 kg | 1300 kg | special_features | multistage, school_bus | 2026-11-21 | 208      | binds         |
        | bus               | 2007-09-01 | 2000 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 208      | binds         |
        | off-road car      | 2030-09-01 | 3856 kg | 1300 kg | seats            | 2                      | 2030-10-01 | 208      | binds         |
        | car               | 1971-03-31 | 2000 kg | 1300 kg | special_features | built_in_child_seat    | 2026-11-21 | 213      | does not bind |
        | car               | 1971-04-01 | 2000 kg | 1300 kg | special_features | built_in_child_seat    | 2026-11-21 | 213      | binds         |
        | car               | 2026-12-04 | 2000 kg | 1300 kg | special_features | built_in_child_seat    | 2027-01-03 | 213b     | does not bind |
        | bus               | 2026-12-05 | 2000 kg | 1300 kg | special_features | built_in_child_seat    | 2027-01-04 | 213b     | binds         |
        | car               | 1993-09-01 | 2000 kg | 1300 kg | doors            | 0                      | 2026-11-21 | 214      | binds         |
        | walk-in van       | 1998-09-01 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2026-11-21 | 214      | may bind      |
        | car               | 2003-09-01 | 2000 kg | 1300 kg | doors            | 0                      | 2026-11-21 | 214      | binds         |
        | bus               | 2010-09-01 | 2000 kg | 1300 kg | special_features | multistage, school_bus | 2026-11-21 | 214      | binds         |
        | car               | 2014-08-31 | 2000 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | car               | 2014-09-01 | 2000 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | off-road car      | 2015-08-30 | 2723 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | car               | 2015-08-31 | 2000 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | off-road car      | 2015-08-31 | 2722 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | car               | 2015-09-01 | 2000 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | off-road car      | 2015-09-01 | 2723 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 214      | binds         |
        | truck             | 2016-08-31 | 2722 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 214      | binds         |
        | off-road car      | 2016-09-01 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 214      | binds         |
        | walk-in van       | 2029-08-31 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2029-09-30 | 214      | may bind      |
        | bus               | 2030-08-31 | 2000 kg | 1300 kg | special_features | school_bus             | 2030-09-30 | 214      | binds         |
        | car               | 2012-08-31 | 2000 kg | 1300 kg | doors            | 0                      | 2026-11-21 | 216      | binds         |
        | car               | 2012-09-01 | 2000 kg | 1300 kg | event_recorder   | true                   | 2026-11-21 | 216      | may bind      |
        | bus               | 2017-09-01 | 4536 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 216a     | may bind      |
        | bus               | 2018-10-06 | 3222 kg | 1300 kg | special_features | multistage, school_bus | 2026-11-21 | 216a     | does not bind |
        | off-road car      | 2018-10-06 | 4537 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 216a     | does not bind |
        | bus               | 1999-08-31 | 2000 kg | 1300 kg | rear_seats       | none                   | 2026-11-21 | 225      | does not bind |
        | car               | 1999-08-31 | 2000 kg | 1300 kg | seats            | 2                      | 2026-11-21 | 225      | does not bind |
        | off-road car      | 1999-09-01 | 3855 kg | 1300 kg | seats            | 2                      | 2026-11-21 | 225      | may bind      |
        | off-road car      | 1999-10-06 | 2000 kg | 1300 kg | roof             | convertible            | 2026-11-21 | 225      | may bind      |
        | bus               | 2002-08-31 | 4536 kg | 1300 kg | rear_seats       | none                   | 2026-11-21 | 225      | may bind      |
        | bus               | 2002-08-31 | 4537 kg | 1300 kg | rear_seats       | none                   | 2026-11-21 | 225      | does not bind |
        | bus               | 2002-09-01 | 4536 kg | 1300 kg | rear_seats       | none                   | 2026-11-21 | 225      | binds         |
        | bus               | 2002-09-01 | 4537 kg | 1300 kg | rear_seats       | none                   | 2026-11-21 | 225      | does not bind |
        | bus               | 2028-09-02 | 2000 kg | 1300 kg | roof             | convertible            | 2028-10-02 | 225      | binds         |
        | car               | 2028-09-02 | 2000 kg | 1300 kg | roof             | convertible            | 2028-10-02 | 225      | binds         |
        | bus               | 2029-08-31 | 2000 kg | 1300 kg | seats            | 1                      | 2029-09-30 | 225      | binds         |
        | bus               | 2030-09-01 | 2000 kg | 1300 kg | seats            | 1                      | 2030-10-01 | 225      | binds         |
        | off-road car      | 2030-09-01 | 3855 kg | 1300 kg | seats            | 2                      | 2030-10-01 | 225      | binds         |
        | off-road car      | 2017-08-31 | 4536 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 226      | may bind      |
        | walk-in van       | 1976-08-31 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2026-11-21 | 301      | does not bind |
        | walk-in van       | 1976-09-01 | 2000 kg | 1300 kg | rear_seats       | fixed                  | 2026-11-21 | 301      | binds         |
        | bus               | 1977-03-31 | 5036 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 301      | does not bind |
        | bus               | 1977-04-01 | 4537 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 301      | binds         |
        | bus               | 1977-04-02 | 4536 kg | 1300 kg | special_features | school_bus             | 2026-11-21 | 301      | binds         |
        | car               | 2004-08-31 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 301      | binds         |
        | off-road car      | 2004-08-31 | 2000 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 301      | binds         |
        | bus               | 2006-08-31 | 4537 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 301      | does not bind |
        | off-road car      | 2006-08-31 | 4536 kg | 1300 kg | special_features | multistage             | 2026-11-21 | 301      | binds         |
        | car               | 1995-08-31 | 2000 kg | 1300 kg | powertrain       | cng                    | 2026-11-21 | 303      | does not bind |
        | car               | 1995-03-26 | 2000 kg | 1300 kg | powertrain       | cng                    | 2026-11-21 | 304      | does not bind |
        | car               | 1995-03-27 | 2000 kg | 1300 kg | powertrain       | cng                    | 2026-11-21 | 304      | binds         |
        | motorcycle        | 2028-09-01 | 2000 kg | 1300 kg | powertrain       | hydrogen               | 2028-10-01 | 308      | may bind      |
        | car               | 2001-09-01 | 2000 kg | 1300 kg | back_door        | trunk                  | 2026-11-21 | 401      | binds         |
        | motorcycle        | 2005-06-30 | 2000 kg | 1300 kg | special_features | platform_lift          | 2026-11-21 | 404      | does not bind |
        | car               | 2005-07-01 | 2000 kg | 1300 kg | special_features | platform_lift          | 2026-11-21 | 404      | binds         |
        | motorcycle        | 2005-07-01 | 2000 kg | 1300 kg | special_features | platform_lift          | 2026-11-21 | 404      | may bind      |
        | low-speed vehicle | 2028-08-31 | 900 kg  | 1300 kg | powertrain       | hydrogen               | 2028-09-30 | 500      | may bind      |
        | truck             | 1996-08-31 | 2000 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | does not bind |
        | truck             | 1996-09-01 | 2722 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | binds         |
        | off-road car      | 2002-03-02 | 2723 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | does not bind |
        | truck             | 2002-03-02 | 2723 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | does not bind |
        | car               | 2007-08-31 | 2000 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | binds         |
        | off-road car      | 2007-08-31 | 2722 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | binds         |
        | car               | 2007-09-01 | 2000 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | may bind      |
        | off-road car      | 2007-09-01 | 2000 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | may bind      |
        | truck             | 2007-09-01 | 2000 kg | 1300 kg | high_theft_line  | true                   | 2026-11-21 | part_541 | may bind      |
        | car               | 2012-08-31 | 2000 kg | 1300 kg | event_recorder   | true                   | 2026-11-21 | part_563 | does not bind |
        | bus               | 2013-09-01 | 2000 kg | 2495 kg | event_recorder   | true                   | 2026-11-21 | part_563 | may bind      |
        | off-road car      | 2013-10-06 | 3855 kg | 1300 kg | event_recorder   | true                   | 2026-11-21 | part_563 | binds         |
        | off-road car      | 2013-10-06 | 2000 kg | 2496 kg | event_recorder   | true                   | 2026-11-21 | part_563 | does not bind |
        | truck             | 2013-10-06 | 3856 kg | 1300 kg | event_recorder   | true                   | 2026-11-21 | part_563 | does not bind |

      Examples: an automatic of either side of 10,000 lb
        | kind | built      | gross   | unladen | fact         | value     | day        | standard | binds         |
        | bus  | 2011-06-01 | 4536 kg | 1300 kg | transmission | automatic | 2026-11-21 | 114      | binds         |
        | bus  | 2011-06-01 | 4537 kg | 1300 kg | transmission | automatic | 2026-11-21 | 114      | does not bind |

      Examples: edges that are easily overlooked
        | kind         | built      | gross   | unladen | fact             | value      | day        | standard | binds         |
        | bus          | 1977-04-01 | 3500 kg | 1300 kg | special_features | school_bus | 2026-11-21 | 105      | does not bind |
        | bus          | 1977-04-01 | 3501 kg | 1300 kg | special_features | school_bus | 2026-11-21 | 105      | binds         |
        | off-road car | 2018-10-06 | 4536 kg | 1300 kg | special_features | multistage | 2026-11-21 | 216a     | may bind      |
        | off-road car | 2018-10-06 | 4537 kg | 1300 kg | special_features | multistage | 2026-11-21 | 216a     | does not bind |
        | off-road car | 2018-10-06 | 2722 kg | 1300 kg | special_features | multistage | 2026-11-21 | 216a     | binds         |
        | off-road car | 2018-10-06 | 2723 kg | 1300 kg | special_features | multistage | 2026-11-21 | 216a     | may bind      |

    Scenario Outline: a <kind> with <fact>: <value> and <other>: <also>, built on <built>, <gross> gross and <unladen> unladen
      Given the <kind> of the examples
      And it was built on <built>
      And vehicle.gvwr is <gross>
      And vehicle.curb_weight is <unladen>
      And vehicle.<fact> is <value>
      And vehicle.<other> is <also>
      And it enters on <day>
      Then standard <standard> <binds>

      Examples:
        | kind         | built      | gross   | unladen | fact           | value       | other            | also                   | day        | standard | binds         |
        | bus          | 1995-09-01 | 2000 kg | 1300 kg | powertrain     | cng         | special_features | school_bus             | 2026-11-21 | 208      | binds         |
        | bus          | 2015-08-30 | 2000 kg | 1300 kg | roof           | convertible | special_features | multistage, school_bus | 2026-11-21 | 214      | binds         |
        | car          | 2015-08-30 | 2000 kg | 1300 kg | doors          | 0           | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | car          | 2015-09-01 | 2000 kg | 1300 kg | doors          | 0           | roof             | convertible            | 2026-11-21 | 214      | binds         |
        | walk-in van  | 2015-09-01 | 2000 kg | 1300 kg | rear_seats     | fixed       | roof             | convertible            | 2026-11-21 | 214      | may bind      |
        | walk-in van  | 2012-08-31 | 2000 kg | 1300 kg | doors          | 0           | rear_seats       | fixed                  | 2026-11-21 | 216      | binds         |
        | car          | 1999-08-31 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 2                      | 2026-11-21 | 225      | does not bind |
        | bus          | 2002-08-31 | 2000 kg | 1300 kg | rear_seats     | none        | special_features | school_bus             | 2026-11-21 | 225      | does not bind |
        | bus          | 2002-08-31 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 1                      | 2026-11-21 | 225      | does not bind |
        | car          | 2000-08-31 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 2                      | 2026-11-21 | 225      | may bind      |
        | car          | 2000-09-01 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 2                      | 2026-11-21 | 225      | binds         |
        | off-road car | 2000-09-01 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 2                      | 2026-11-21 | 225      | binds         |
        | car          | 2001-10-01 | 2000 kg | 1300 kg | rear_seats     | none        | roof             | convertible            | 2026-11-21 | 225      | does not bind |
        | bus          | 2002-09-01 | 2000 kg | 1300 kg | rear_seats     | none        | special_features | school_bus             | 2026-11-21 | 225      | does not bind |
        | bus          | 2002-09-01 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 1                      | 2026-11-21 | 225      | does not bind |
        | car          | 2002-09-01 | 2000 kg | 1300 kg | rear_seats     | none        | seats            | 2                      | 2026-11-21 | 225      | binds         |
        | car          | 2030-09-01 | 2000 kg | 1300 kg | roof           | convertible | seats            | 2                      | 2030-10-01 | 225      | binds         |
        | off-road car | 2030-09-01 | 2000 kg | 1300 kg | roof           | convertible | seats            | 2                      | 2030-10-01 | 225      | binds         |
        | bus          | 1995-08-31 | 5036 kg | 1300 kg | powertrain     | cng         | special_features | school_bus             | 2026-11-21 | 303      | does not bind |
        | bus          | 1995-09-01 | 4537 kg | 1300 kg | powertrain     | cng         | special_features | school_bus             | 2026-11-21 | 303      | binds         |
        | car          | 2001-09-30 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2026-11-21 | 305      | does not bind |
        | car          | 2001-10-01 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2026-11-21 | 305      | binds         |
        | off-road car | 2027-08-31 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2027-09-30 | 305      | binds         |
        | car          | 2027-08-31 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2027-09-30 | 305a     | does not bind |
        | car          | 2027-09-01 | 4536 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2027-10-01 | 305a     | may bind      |
        | bus          | 2028-08-31 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | hybrid                 | 2028-09-30 | 305a     | may bind      |
        | car          | 2028-08-31 | 4537 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2028-09-30 | 305a     | does not bind |
        | off-road car | 2028-08-31 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | plug_in_hybrid         | 2028-09-30 | 305a     | may bind      |
        | car          | 2028-09-01 | 4536 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2028-10-01 | 305a     | binds         |
        | bus          | 2029-08-31 | 4537 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2029-09-30 | 305a     | may bind      |
        | bus          | 2029-09-01 | 4536 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2029-10-01 | 305a     | binds         |
        | off-road car | 2029-09-01 | 4537 kg | 1300 kg | high_voltage   | true        | powertrain       | electric               | 2029-10-01 | 305a     | binds         |
        | bus          | 2028-09-01 | 2000 kg | 1300 kg | high_voltage   | true        | powertrain       | hydrogen               | 2028-10-01 | 308      | binds         |
        | off-road car | 2013-08-31 | 2000 kg | 1300 kg | event_recorder | true        | special_features | multistage             | 2026-11-21 | part_563 | does not bind |
        | bus          | 2013-10-06 | 2000 kg | 1300 kg | event_recorder | true        | special_features | school_bus             | 2026-11-21 | part_563 | does not bind |
        | walk-in van  | 2013-10-06 | 2000 kg | 1300 kg | event_recorder | true        | rear_seats       | fixed                  | 2026-11-21 | part_563 | may bind      |

    Scenario Outline: a <kind> with <fact>: <value>, <other>: <also> and <third>: <too>, built on <built>, <gross> gross and <unladen> unladen
      Given the <kind> of the examples
      And it was built on <built>
      And vehicle.gvwr is <gross>
      And vehicle.curb_weight is <unladen>
      And vehicle.<fact> is <value>
      And vehicle.<other> is <also>
      And vehicle.<third> is <too>
      And it enters on <day>
      Then standard <standard> <binds>

      Examples:
        | kind         | built      | gross   | unladen | fact         | value | other      | also        | third            | too         | day        | standard | binds         |
        | walk-in van  | 2014-08-31 | 2000 kg | 1300 kg | rear_seats   | fixed | roof       | convertible | special_features | multistage  | 2026-11-21 | 214      | may bind      |
        | walk-in van  | 2014-09-01 | 2000 kg | 1300 kg | rear_seats   | fixed | roof       | convertible | special_features | multistage  | 2026-11-21 | 214      | may bind      |
        | walk-in van  | 2015-08-30 | 2000 kg | 1300 kg | doors        | 0     | rear_seats | fixed       | roof             | convertible | 2026-11-21 | 214      | may bind      |
        | off-road car | 2027-09-01 | 2000 kg | 1300 kg | high_voltage | true  | powertrain | electric    | top_speed        | 41 km/h     | 2027-10-01 | 305a     | may bind      |
        | car          | 2028-09-01 | 5036 kg | 1300 kg | high_voltage | true  | powertrain | electric    | top_speed        | 41 km/h     | 2028-10-01 | 305a     | may bind      |
        | car          | 2029-08-31 | 5036 kg | 1300 kg | high_voltage | true  | powertrain | electric    | top_speed        | 40 km/h     | 2029-09-30 | 305a     | does not bind |
        | car          | 2029-10-06 | 2000 kg | 1300 kg | high_voltage | true  | powertrain | electric    | top_speed        | 41 km/h     | 2029-11-05 | 305a     | binds         |

      Examples: the electric ones by their speed and weight
        | kind         | built      | gross   | unladen | fact       | value    | other        | also | third     | too     | day        | standard | binds         |
        | car          | 2010-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2026-11-21 | 305      | does not bind |
        | car          | 2010-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2026-11-21 | 305      | binds         |
        | off-road car | 2010-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2026-11-21 | 305      | does not bind |
        | off-road car | 2010-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2026-11-21 | 305      | binds         |
        | bus          | 2028-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2028-12-01 | 305a     | does not bind |
        | bus          | 2028-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2028-12-01 | 305a     | may bind      |
        | bus          | 2029-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2029-12-01 | 305a     | does not bind |
        | bus          | 2029-06-01 | 2000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2029-12-01 | 305a     | binds         |
        | bus          | 2029-10-01 | 5000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2029-12-01 | 305a     | does not bind |
        | bus          | 2029-10-01 | 5000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2029-12-01 | 305a     | binds         |
        | bus          | 2029-06-01 | 5000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 40 km/h | 2029-12-01 | 305a     | does not bind |
        | bus          | 2029-06-01 | 5000 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 41 km/h | 2029-12-01 | 305a     | may bind      |
        | bus          | 2005-06-01 | 4536 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 90 km/h | 2026-11-21 | 305      | binds         |
        | bus          | 2028-06-01 | 4536 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 90 km/h | 2028-12-01 | 305a     | may bind      |
        | bus          | 2005-06-01 | 4537 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 90 km/h | 2026-11-21 | 305      | does not bind |
        | bus          | 2028-06-01 | 4537 kg | 1300 kg | powertrain | electric | high_voltage | true | top_speed | 90 km/h | 2028-12-01 | 305a     | does not bind |
