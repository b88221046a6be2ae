@keiimport
Feature: Letters and decisions of NHTSA
  Each scenario retells one letter or decision: the facts as they were told to the agency, and what
  it answered. The letters bind nobody else, and what they left open stays open here.

  @nhtsa.off_road.letters.1988 @nhtsa.off_road.policy.1988 @nhtsa.off_road.policy.2008
  @nhtsa.off_road.factors @nhtsa.off_road.no_approvals
  @nhtsa.motor_vehicle.called_off_road @nhtsa.motor_vehicle.slow_and_odd
  Rule: Is it a motor vehicle

    Background:
      Given the vehicle:
        | body                         | pickup   |
        | wheels                       | 4        |
        | designed_for                 | cargo    |
        | powertrain                   | gasoline |
        | certified_to                 | none     |
        | off_road.advertised_on_road  | false    |
        | off_road.title_assistance    | false    |
        | off_road.sold_by_car_dealers | false    |
        | off_road.warning_label       | true     |
        | off_road.registrable_abroad  | false    |
      And entry.purpose is off_road

    @B1
    Scenario: golf carts of at most 20 mph with a shape of their own
      Given the vehicle:
        | body         | golf_cart |
        | top_speed    | 20 mph    |
        | manufactured | 1985-01   |
      And entry.purpose is road_use
      And it enters on 1990-02-01
      Then class motor_vehicle does not hold

    @B3
    Scenario: a light industrial truck of 25 mph, sold off the road only
      Given the vehicle:
        | make         | Mitsubishi |
        | model        | SH27       |
        | top_speed    | 25 mph     |
        | manufactured | 1988-06    |
        | registered_in | JP        |
      And it enters on 1990-02-01
      And the law of 1988-10-31
      Then conclusion off_road.letters_let_it is true
      And a reason cites "3143o"

    Scenario Outline: a mini truck made for <speed>, in the years of those letters
      A governor that is set above what it was made for changes nothing.

      Given the vehicle:
        | make          | Mitsubishi |
        | model         | SH27       |
        | top_speed     | <speed>    |
        | limited_speed | 60 km/h    |
        | manufactured  | 1988-06    |
        | registered_in | JP         |
      And it enters on <day>
      Then conclusion off_road.letters_let_it is <truth>

      Examples:
        | speed   | day        | truth |
        | 40 km/h | 1988-10-31 | true  |
        | 41 km/h | 1988-10-31 | false |
        | 40 km/h | 1988-10-30 | false |
        | 40 km/h | 2000-03-26 | true  |
        | 40 km/h | 2000-03-27 | false |

    Scenario Outline: one made to go faster, and held to <limit>, in the years of those letters
      Given the vehicle:
        | make          | Mitsubishi |
        | model         | SH27       |
        | top_speed     | 60 mph     |
        | limited_speed | <limit>    |
        | manufactured  | 1988-06    |
        | registered_in | JP         |
      And it enters on 1990-02-01
      Then conclusion off_road.letters_let_it is <truth>

      Examples:
        | limit   | truth |
        | 40 km/h | true  |
        | 41 km/h | false |

    @B3
    Scenario Outline: the policy of each period
      Given the vehicle:
        | top_speed     | 25 mph  |
        | manufactured  | 1988-06 |
        | registered_in | JP      |
      And it enters on <day>
      Then conclusion off_road.letters_let_it is <let>
      And HS-7 box 8 is <box 8>

      Examples:
        | day        | let   | box 8       |
        | 1990-02-01 | true  | open        |
        | 2000-03-26 | true  | open        |
        | 2000-03-27 | false | needs_facts |
        | 2008-09-25 | false | needs_facts |
        | 2008-09-26 | false | needs_facts |

    @B3
    Scenario Outline: 25 mph and all five factors, or none of it
      Given the vehicle:
        | top_speed                   | <speed>      |
        | limited_speed               | <held to>    |
        | off_road.advertised_on_road | <advertised> |
        | manufactured                | 1988-06      |
        | registered_in               | JP           |
      And it enters on 1995-06-15
      Then conclusion off_road.letters_let_it is <let>
      And a warning says "letters of 1988 to 1999"
      And a warning says "the five factors NHTSA weighs"

      Examples:
        | speed  | held to | advertised | let   |
        | 25 mph | 25 mph  | false      | true  |
        | 60 mph | 25 mph  | false      | true  |
        | 60 mph | 30 mph  | false      | false |
        | 60 mph | 25 mph  | true       | false |

    @B4
    Scenario: a Hijet held to 25 mph, sold off the road and then asked for by a city for its streets
      Given the vehicle:
        | kei           | true    |
        | market        | JP      |
        | limited_speed | 25 mph  |
        | manufactured  | 1991-05 |
      And entry.purpose is road_use
      And it enters on 1991-12-03
      Then class motor_vehicle holds
      And HS-7 box 8 is closed

    @B4
    Scenario: the same Hijet while it is sold off the road only
      Given the vehicle:
        | kei           | true    |
        | market        | JP      |
        | limited_speed | 25 mph  |
        | manufactured  | 1991-05 |
      And it enters on 1991-12-03
      Then HS-7 box 8 is open
      And the certainty is assumed

    @B5
    Scenario: mini vans and trucks of Asia Motors rebuilt for 25 mph before their sale
      Given the vehicle:
        | registered_in | KR      |
        | top_speed     | 25 mph  |
        | manufactured  | 1998-10 |
      And it enters on 1999-01-25
      Then HS-7 box 8 is open
      And a reason cites "17892-2.ztv"

    @B6
    Scenario: nothing changed in the five factors by May 2000
      Given the vehicle:
        | top_speed      | 25 mph  |
        | made_for_roads | false   |
        | kei            | false   |
        | registered_in  | KR      |
        | length         | 3600 mm |
        | manufactured   | 2000-03 |
      And it enters on 2000-05-04
      Then conclusion off_road.factors_favour is true
      And HS-7 box 8 is open

    @B7
    Scenario: a Daewoo Labo with a governor, turf tires and a dump box
      Given the vehicle:
        | make           | Daewoo     |
        | model          | Labo       |
        | made_for_roads | true       |
        | top_speed      | 110 km/h   |
        | limited_speed  | 40 km/h    |
        | manufactured   | 1999-10    |
      And it enters on 2000-03-27
      Then HS-7 box 8 is needs_facts
      And it asks for vehicle.off_road.nhtsa_opinion
      And a reason says "Westward letter of 2000"

    @B8
    Scenario: a dealer who claims an approval
      Given the vehicle:
        | registered_in | KR      |
        | top_speed     | 25 mph  |
        | manufactured  | 2001-06 |
      And it enters on 2002-01-22
      Then a warning says "NHTSA does not approve any vehicle or importer"

    @B9
    Scenario: Korean minis whose five factors speak for them
      Given the vehicle:
        | made_for_roads | false   |
        | kei            | false   |
        | length         | 3600 mm |
        | top_speed      | 25 mph  |
        | manufactured   | 2000-03 |
      And it enters on 2000-09-01
      Then conclusion off_road.factors_favour is true

    @B11
    Scenario: a low-speed vehicle is a motor vehicle
      Given the vehicle:
        | body            | utility_vehicle   |
        | designed_for    | people            |
        | top_speed       | 24 mph            |
        | made_for_roads  | true              |
        | certified_class | low_speed_vehicle |
        | manufactured    | 2000-06           |
      And entry.purpose is road_use
      And it enters on 2001-01-15
      Then class low_speed_vehicle holds
      And class motor_vehicle holds

    @B13
    Scenario: an armoured car that was made for no road
      Given the vehicle:
        | body           | utility_vehicle |
        | made_for_roads | false           |
        | kei            | false           |
        | registered_in  | GB              |
        | length         | 3800 mm         |
        | top_speed      | 58 mph          |
        | manufactured   | 1975-06         |
      And it enters on 1993-06-15
      Then HS-7 box 8 is open

    @B14
    Scenario: an electric work cycle of three wheels
      Given the vehicle:
        | body           | utility_vehicle |
        | wheels         | 3               |
        | powertrain     | electric        |
        | made_for_roads | false           |
        | kei            | false           |
        | top_speed      | 12 mph          |
        | manufactured   | 2000-06         |
      And it enters on 2001-01-15
      Then class motor_vehicle does not hold

    @B15
    Scenario: new mini trucks for private land, refused at the port
      Given the vehicle:
        | kei          | true    |
        | market       | JP      |
        | manufactured | 2022-06 |
      And it enters on 2023-01-15
      Then HS-7 box 8 is needs_facts
      And the answer says "Do not ship on this"
      And a warning says "report being refused at the port"

  @nhtsa.lsv.limiter @nhtsa.lsv.newly_built
  Rule: Low-speed vehicles

    Background:
      Given the vehicle:
        | body           | passenger_car |
        | designed_for   | people        |
        | made_for_roads | true          |
        | wheels         | 4             |
        | gvwr           | 1000 kg       |
        | powertrain     | electric      |
        | manufactured   | 2012-06       |
        | certified_to   | none          |
      And it enters on 2014-12-09

    @L1 @L4 @E8
    Scenario: a faster vehicle with a governor, also through a registered importer
      Given the vehicle:
        | top_speed          | 60 mph  |
        | limited_speed      | 25 mph  |
        | eligibility_number | VSP-999 |
      And importer.kind is registered_importer
      Then class low_speed_vehicle does not hold
      And a reason cites "79 FR 73140"
      And HS-7 box 2A is closed

    @L2
    Scenario: a body of a faster car, newly built with a slow electric drive
      Given the vehicle:
        | top_speed       | 25 mph            |
        | certified_to    | us_fmvss          |
        | certified_by    | original_maker    |
        | certified_class | low_speed_vehicle |
      Then class low_speed_vehicle holds
      And HS-7 box 2A is open

    @L3
    Scenario: nobody lists tests for an importer, the maker certifies
      Given the vehicle:
        | top_speed | 25 mph |
      Then class low_speed_vehicle holds
      And HS-7 box 2A is closed because "no permanent label from its maker"

    @L5
    Scenario: 4,000 lb were refused
      Given the vehicle:
        | top_speed | 25 mph  |
        | gvwr      | 4000 lb |
      Then class low_speed_vehicle does not hold

    @L6
    Scenario: there is no class for 35 mph
      Given vehicle.top_speed is 35 mph
      Then class low_speed_vehicle does not hold

    @L7
    Scenario: a golf cart that was sped up after its sale
      Given the vehicle:
        | body          | golf_cart |
        | top_speed     | 15 mph    |
        | manufactured  | 2003-06   |
      Then class low_speed_vehicle does not hold

    @L10
    Scenario: a limiter leaves the maker's standards binding
      Given the vehicle:
        | top_speed     | 90 mph  |
        | limited_speed | 55 mph  |
      Then standard 124 binds
      And standard 135 binds

  @nhtsa.age.same_vehicle @nhtsa.age.new_body_old_chassis
  Rule: Restored, rebuilt, replicated

    Background:
      Given the vehicle:
        | body         | passenger_car |
        | market       | EU            |
        | manufactured | 1965-05       |
        | certified_to | none          |

    @R1
    Scenario: a Jaguar of 1965 with another body under its old title
      Given the vehicle:
        | engine         | original |
        | body_replaced  | true     |
        | remanufactured | false    |
        | title          | clean    |
      And it enters on 1990-06-15
      Then conclusion age.date_of_manufacture_stands is true
      And standard 208 does not bind

    @R2
    Scenario: old chassis and engines under new bodies built abroad as composites
      Given the vehicle:
        | remanufactured | true |
      And it enters on 1991-06-15
      Then conclusion age.date_of_manufacture_stands is false
      And HS-7 box 1 is closed

    @R5
    Scenario: a Beetle of 1969 with a new body from Mexico
      Given the vehicle:
        | manufactured   | 1969-05  |
        | engine         | original |
        | body_replaced  | true     |
        | remanufactured | false    |
        | title          | clean    |
      And it enters on 1997-06-15
      Then HS-7 box 1 is open

    @R6
    Scenario Outline: Land Rovers stopped at box 1: restored, or assembled anew
      Given the vehicle:
        | manufactured   | 1970-05   |
        | engine         | original  |
        | body_replaced  | false     |
        | remanufactured | <rebuilt> |
      And it enters on 1999-10-15
      Then HS-7 box 1 is <box 1>

      Examples:
        | rebuilt | box 1  |
        | false   | open   |
        | true    | closed |

    @R8
    Scenario: Defenders of 25 years may come, and rebuilding them makes new vehicles
      Given the vehicle:
        | manufactured   | 1988-05 |
        | remanufactured | true    |
      And it enters on 2016-06-15
      Then HS-7 box 1 is closed because "counts as a new vehicle"

  @nhtsa.motor_vehicle.parts_only @nhtsa.equipment @nhtsa.class.motorcycle
  Rule: Parts, wheels and classes

    @P1 @P2
    Scenario Outline: bodies and kits without a drive come in as equipment, item by item
      Given the vehicle:
        | engine               | absent  |
        | transmission_present | false   |
        | made_for_roads       | true    |
        | manufactured         | 1993-05 |
      And entry.purpose is parts
      And it enters on <day>
      Then conclusion motor_vehicle.parts_only is unknown
      And HS-7 box 8 is needs_facts
      And conclusion equipment.wheel_covers.on_its_own is <wheel covers>
      And conclusion equipment.glazing.on_its_own is true
      And a paper says "glazing: each certified to standard 205"

      Examples:
        | day        | wheel covers |
        | 1994-04-25 | true         |
        | 2026-11-21 | false        |

    @P4
    Scenario: a car taken apart abroad stays a car
      Given the vehicle:
        | engine               | original      |
        | transmission_present | true          |
        | made_for_roads       | true          |
        | make                 | Lotus         |
        | model                | Elise         |
        | manufactured         | 1999-05       |
        | certified_to         | none          |
      And entry.purpose is parts
      And it enters on 2000-06-15
      Then HS-7 box 8 is closed because "it is more than a collection of parts"
      And HS-7 box 3 is closed

    @W1
    Scenario Outline: two wheels side by side at the rear count as two
      Given the vehicle:
        | body         | passenger_car |
        | designed_for | people        |
        | wheels       | <wheels>      |
        | top_speed    | 60 mph        |
        | manufactured | 1980-05       |
      And it enters on 1990-06-15
      Then class motorcycle <motorcycle>
      And class passenger_car <car>

      Examples:
        | wheels | motorcycle    | car           |
        | 3      | holds         | does not hold |
        | 4      | does not hold | holds         |

    @C1
    Scenario: a delivery van developed as a truck, with seats added
      Given the vehicle:
        | body         | van     |
        | designed_for | people  |
        | wheels       | 4       |
        | top_speed    | 60 mph  |
        | designed_persons | 6   |
        | manufactured | 1974-05 |
      And it enters on 1990-06-15
      Then class multipurpose holds

    @C2
    Scenario Outline: a small pickup with extra seats
      Given the vehicle:
        | body         | suv     |
        | designed_for | <for>   |
        | wheels       | 4       |
        | top_speed    | 70 mph  |
        | designed_persons | 4   |
        | manufactured | 1977-05 |
      And it enters on 1990-06-15
      Then class truck <truck>
      And class multipurpose <multipurpose>

      Examples:
        | for    | truck         | multipurpose  |
        | cargo  | holds         | does not hold |
        | people | does not hold | holds         |

    @C3
    Scenario: a van for more than ten is a bus
      Given the vehicle:
        | body             | van     |
        | designed_for     | people  |
        | wheels           | 4       |
        | top_speed        | 70 mph  |
        | designed_persons | 12      |
        | manufactured     | 1986-05 |
      And it enters on 1990-06-15
      Then class bus holds

    @C4
    Scenario: a small off-roader
      Given the vehicle:
        | body             | suv     |
        | designed_for     | people  |
        | wheels           | 4       |
        | top_speed        | 70 mph  |
        | designed_persons | 4       |
        | manufactured     | 1990-05 |
      And it enters on 1991-06-15
      Then class multipurpose holds

    @C5
    Scenario Outline: the engine and the wheel, measured from bumper to bumper
      Given the vehicle:
        | body            | pickup      |
        | designed_for    | cargo       |
        | wheels          | 4           |
        | top_speed       | 70 mph      |
        | gvwr            | 1400 kg     |
        | curb_weight     | 700 kg      |
        | roof            | closed      |
        | seats           | 2           |
        | forward_control | <forward>   |
        | manufactured    | 1999-05     |
      And it enters on 2026-11-21
      Then standard 212 <binds>
      And standard 219 <binds>

      Examples:
        | forward | binds         |
        | true    | does not bind |
        | false   | binds         |

  @nhtsa.eligibility
  Rule: Decisions of eligibility

    Background:
      Given the vehicle:
        | make         | Nissan             |
        | model        | Skyline GT-R (R32) |
        | drive_side   | right              |
        | manufactured | 1993-05            |
        | certified_to | none               |
        | title        | clean              |
        | theft_marked | true               |

    @E1 @E2
    Scenario Outline: the Skyline before and after the decision was rescinded in part
      Given vehicle.eligibility_number is VCP-17
      And it enters on <day>
      Then HS-7 box 3 is <box 3>

      Examples:
        | day        | box 3        |
        | 2000-01-19 | needs_action |
        | 2006-02-28 | needs_action |
        | 2006-03-01 | closed       |

    @E2
    Scenario: the R33 of the months that were found eligible
      Given the vehicle:
        | model              | Skyline GT-R (R33) |
        | manufactured       | 1997-05            |
        | eligibility_number | VCP-32             |
      And it enters on 2006-03-01
      Then HS-7 box 3 is needs_action

    @E4
    Scenario: a later smart, whose decision was not seen
      Given the vehicle:
        | make               | smart   |
        | model              | fortwo  |
        | model_year         | 2006    |
        | manufactured       | 2006-03 |
        | drive_side         | left    |
        | eligibility_number | VCP-30  |
      And it enters on 2008-06-15
      Then HS-7 box 3 is needs_facts

    @E9
    Scenario: bumpers are no matter of eligibility
      Given the vehicle:
        | model              | Skyline GT-R (R33) |
        | manufactured       | 1997-05            |
        | eligibility_number | VCP-32             |
        | fmvss.part_581     | false              |
      And it enters on 2006-11-15
      Then conclusion eligibility.decided is true
      And HS-7 box 3 is needs_action
      And a restriction says "safety and bumper standards"

  @nhtsa.box_10 @nhtsa.show_or_display_list
  Rule: Show or display

    @D1
    Scenario: a Skyline of which 560 were made was approved in 2012
      Given the vehicle:
        | make             | Nissan                   |
        | model            | Skyline GT-R Nismo (R32) |
        | manufactured     | 1990-03                  |
        | production_count | 560                      |
      And the entry:
        | date    | 2012-12-15      |
        | purpose | show_or_display |
      Then conclusion show_or_display.approved is true
      And HS-7 box 10 is needs_action
      And a warning says "exceptional significance"

    @D2
    Scenario: a Skyline GTS-T of 1995 was refused
      Given the vehicle:
        | make         | Nissan        |
        | model        | Skyline GTS-T |
        | manufactured | 1995-05       |
      And the entry:
        | date    | 2012-12-15      |
        | purpose | show_or_display |
      Then HS-7 box 10 is closed because "NHTSA has refused this model"
