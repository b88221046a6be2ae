@keiimport @cite:49_USC_30102(a)(7)
Feature: Is it a motor vehicle
  Box 8 of the HS-7 declares that something is no motor vehicle, so that no vehicle standard
  binds it. What was built primarily for public roads is one, whatever it is called.

  Background:
    Given the vehicle:
      | body         | pickup  |
      | wheels       | 4       |
      | manufactured | 2015-06 |
      | certified_to | none    |
    And the entry:
      | date    | 2026-11-21 |
      | purpose | off_road   |

  @nhtsa.motor_vehicle.on_road @nhtsa.motor_vehicle.made_for_roads @nhtsa.box_8
  Rule: What was made for the road is a motor vehicle

    Scenario: a kei truck for the road
      Given the vehicle:
        | market | JP   |
        | kei    | true |
      And entry.purpose is road_use
      Then class motor_vehicle holds
      And HS-7 box 8 is closed

    Scenario Outline: what shows for what it was made
      Given the vehicle:
        | market         |           |
        | registered_in  | <country> |
        | kei            | <kei>     |
        | made_for_roads | <made>    |
        | body           | suv       |
        | length         | 3600 mm   |
      And entry.purpose is road_use
      Then conclusion motor_vehicle.made_for_roads is <truth>
      And class motor_vehicle <class>

      Examples:
        | country | kei   | made  | truth | class         |
        | KR      | false | true  | true  | holds         |
        | KR      | true  | false | true  | holds         |
        | JP      | false | false | true  | holds         |
        | KR      | false | false | false | does not hold |

  @nhtsa.motor_vehicle.slow_and_odd @nhtsa.motor_vehicle.none_by_kind
  @cite:NHTSA_letter_to_H._Kato,_1988-10-31_(3143o)
  Rule: An unusual shape together with at most 20 mph keeps a vehicle off the definition

    Scenario Outline: shape and speed
      Given the vehicle:
        | body           | <body>  |
        | top_speed      | <speed> |
        | kei            | false   |
        | made_for_roads | <made>  |
      And entry.purpose is road_use
      Then class motor_vehicle <class>

      Examples: made for roads it is one, however slow or odd
        | body            | speed   | made  | class         |
        | golf_cart       | 15 mph  |       | does not hold |
        | golf_cart       | 20 mph  | false | does not hold |
        | golf_cart       | 32 km/h |       | does not hold |
        | golf_cart       | 15 mph  | true  | holds         |
        | golf_cart       | 21 mph  | true  | holds         |
        | utility_vehicle | 20 mph  |       | does not hold |
        | utility_vehicle | 20 mph  | true  | holds         |
        | pickup          | 20 mph  | true  | holds         |

    @nhtsa.box_8
    Scenario Outline: a golf cart needs no purpose off the road
      Given the vehicle:
        | body       | golf_cart |
        | powertrain | electric  |
        | top_speed  | 15 mph    |
      And entry.purpose is <purpose>
      Then class motor_vehicle does not hold
      And HS-7 box 8 is open
      And a paper says "why it was not built for public roads"
      And no paper says "NHTSA's written opinion"

      Examples:
        | purpose  |
        | off_road |
        | road_use |

  @nhtsa.motor_vehicle.slow_two_wheeler @nhtsa.motor_vehicle.none_by_kind @nhtsa.box_8
  @cite:70_FR_34810
  Rule: A two- or three-wheeler that cannot reach 20 mph is no motor vehicle

    @F3.8
    Scenario Outline: speed and what it was made for
      Given the vehicle:
        | body           | motorcycle |
        | wheels         | <wheels>   |
        | top_speed      | <speed>    |
        | kei            | false      |
        | made_for_roads | <made>     |
      And entry.purpose is road_use
      Then conclusion motor_vehicle.slow_two_wheeler is <slow>
      And class motor_vehicle <class>
      And HS-7 box 8 is <box 8>

      Examples:
        | wheels | speed     | made | slow  | class         | box 8  |
        | 2      | 15 mph    |      | true  | does not hold | open   |
        | 3      | 31 km/h   |      | true  | does not hold | open   |
        | 2      | 20 mph    | true | false | holds         | closed |
        | 2      | 32 km/h   | true | false | holds         | closed |
        | 2      | 15 mph    | true | true  | holds         | closed |

    Scenario Outline: since NHTSA put that reading out for comment
      Given the vehicle:
        | body         | motorcycle |
        | top_speed    | 15 mph     |
        | manufactured | 2004-06    |
      And it enters on <day>
      Then conclusion motor_vehicle.slow_two_wheeler is <slow>

      Examples:
        | day        | slow  |
        | 2005-06-14 | false |
        | 2005-06-15 | true  |

  @nhtsa.motor_vehicle.off_road_machine @nhtsa.motor_vehicle.asked_by_kind
  @nhtsa.motor_vehicle.none_by_kind @nhtsa.motor_vehicle.kinds @nhtsa.box_8
  @cite:NHTSA_importation_and_certification_FAQs @cite:NHTSA_letter_to_US_Customs,_1976-02-03_(nht76-5.54)
  Rule: Dirt bikes without lamps, all-terrain vehicles and labelled utility vehicles are no motor vehicles
    Each was built for the ground off the roads, and shows it: by what it lacks, by its saddle and
    handlebars, by its maker's label. One that was made for roads as well is a motor vehicle.

    Scenario Outline: a <body> with <features> features, steered by a <steering>, and the label: <label>
      Given the vehicle:
        | make                   | Honda      |
        | body                   | <body>     |
        | kei                    | <kei>      |
        | steering               | <steering> |
        | street_features        | <features> |
        | off_road.warning_label | <label>    |
        | top_speed              | 60 mph     |
        | made_for_roads         | <made>     |
      And entry.purpose is road_use
      Then conclusion motor_vehicle.off_road_machine is <machine>
      And conclusion motor_vehicle.asked_by_kind is <asked>
      And HS-7 box 8 is <box 8>

      Examples: two wheels
        | body       | kei | steering  | features   | label | made  | machine | asked | box 8       |
        | motorcycle |     | handlebar | missing    |       | false | true    | true  | open        |
        | motorcycle |     | handlebar | unsuitable |       | false | true    | true  | open        |
        | motorcycle |     | handlebar |            |       | false | unknown | true  | needs_facts |
        | motorcycle |     | handlebar | customary  |       | false | false   | true  | closed      |
        | motorcycle |     | handlebar | missing    |       | true  | true    | false | closed      |
        | motorcycle |     | handlebar |            |       | true  | false   | false | closed      |

      Examples: four wheels
        | body            | kei   | steering  | features | label | made  | machine | asked | box 8       |
        | utility_vehicle | false | handlebar |          |       | false | true    | true  | open        |
        | utility_vehicle |       | handlebar |          |       |       | true    | true  | open        |
        | utility_vehicle | false | wheel     |          | true  | false | true    | true  | open        |
        | utility_vehicle | false | wheel     | customary | false | false | false  | true  | closed      |
        | utility_vehicle | false | wheel     | customary |      | false | unknown | true  | needs_facts |
        | utility_vehicle | false | wheel     |          |       | false | true    | true  | open        |
        | utility_vehicle | false | wheel     | unsuitable |     | false | true    | true  | open        |
        | utility_vehicle |       | wheel     |          | true  | false | unknown | unknown | closed    |
        | utility_vehicle | false | wheel     |          | true  | true  | true    | false | closed      |

      Examples: a kei truck is none of them, whatever it is called and whatever label it bears
        | body            | kei  | steering  | features | label | made  | machine | asked | box 8  |
        | utility_vehicle | true | wheel     | missing  | true  | false | false   | false | closed |
        | utility_vehicle | true | handlebar | missing  | true  | false | false   | false | closed |
        | pickup          | true | wheel     | missing  | true  | false | false   | false | closed |
        | pickup          | false | wheel    | missing  | true  | false | false   | false | closed |

    Scenario: a dirt bike with what Japan asks for on its roads waits like a motorcycle
      Given the vehicle:
        | make           | Honda      |
        | model          | XR230      |
        | body           | motorcycle |
        | registered_in  | JP         |
        | manufactured   | 2005       |
        | certified_to   |            |
      And entry.purpose is road_use
      Then the outcome is not_yet
      And HS-7 box 8 is closed

    Scenario: a known road model that is called a four-wheeler is none
      Given the vehicle:
        | make         | Toyota          |
        | model        | Hiace           |
        | body         | utility_vehicle |
        | steering     | handlebar       |
        | manufactured | 2003-05         |
        | powertrain   | gasoline        |
        | certified_to |                 |
      And entry.purpose is road_use
      Then the outcome is not_yet

    Scenario Outline: a labelled utility vehicle that Japan registered was made for roads
      Given the vehicle:
        | make                   | <make>          |
        | body                   | utility_vehicle |
        | steering               | wheel           |
        | registered_in          | JP              |
        | manufactured           | 2003-05         |
        | powertrain             | gasoline        |
        | displacement           | 658 cc          |
        | power                  | 20 kW           |
        | off_road.warning_label | true            |
        | certified_to           |                 |
      And entry.purpose is road_use
      Then the outcome is not_yet

      Examples:
        | make     |
        | Cushman  |
        | Kawasaki |

    Scenario Outline: a <body> said not to be made for roads, registered in <country>, for the road: <registered>
      Given the vehicle:
        | make                   | <make>       |
        | body                   | <body>       |
        | steering               | <steering>   |
        | registered_in          | <country>    |
        | road_registered        | <registered> |
        | street_features        | missing      |
        | off_road.warning_label | true         |
        | made_for_roads         | false        |
        | manufactured           | 2015-05      |
        | certified_to           |              |
      And entry.purpose is road_use
      Then conclusion motor_vehicle.none_by_kind is <none>
      And HS-7 box 8 is <box 8>

      Examples: what Japan may have registered is asked, and what was registered is no dirt bike
        | make    | body            | steering  | country | registered | none    | box 8       |
        | Honda   | motorcycle      | handlebar | JP      |            | unknown | needs_facts |
        | Honda   | motorcycle      | handlebar | JP      | true       | false   | closed      |
        | Honda   | motorcycle      | handlebar | JP      | false      | true    | open        |
        | Honda   | motorcycle      | handlebar |         |            | true    | open        |
        | Honda   | motorcycle      | handlebar | AT      | true       | false   | closed      |
        | Honda   | motorcycle      | handlebar | AT      |            | unknown | needs_facts |
        | Cushman | utility_vehicle | wheel     | JP      |            | unknown | closed      |
        | Polaris | utility_vehicle | wheel     |         |            | true    | open        |
        | Polaris | utility_vehicle | handlebar | JP      |            | true    | open        |

    Scenario Outline: a known road model is none of them, whatever it is called and what was taken off
      Given the vehicle:
        | make            | <make>     |
        | model           | <model>    |
        | body            | <body>     |
        | street_features | missing    |
        | off_road.warning_label | true |
        | made_for_roads  | false      |
        | manufactured    | 2003-05    |
        | certified_to    |            |
      And entry.purpose is road_use
      Then HS-7 box 8 is closed
      And the outcome is not_yet

      Examples:
        | make   | model  | body            |
        | Honda  | XR250  | motorcycle      |
        | Suzuki | Carry  | utility_vehicle |

    Scenario Outline: a <body> with <features> features, registered in <country>, made for roads: <made>
      Given the vehicle:
        | make            | Yamaha     |
        | body            | <body>     |
        | street_features | <features> |
        | registered_in   | <country>  |
        | made_for_roads  | <made>     |
        | manufactured    | 2015-05    |
        | powertrain      | gasoline   |
        | certified_to    |            |
      And entry.purpose is road_use
      Then conclusion motor_vehicle.off_road_machine is <machine>
      And conclusion motor_vehicle.asked_by_kind is <asked>
      And HS-7 box 8 is <box 8>

      Examples: a track and skis are for no road
        | body       | features | country | made | machine | asked | box 8  |
        | snowmobile |          |         |      | true    | true  | open   |
        | snowmobile |          | JP      |      | true    | true  | open   |
        | snowmobile |          |         | true | true    | false | closed |

      Examples: a go-kart may have been made for them, as some in Japan are
        | body    | features  | country | made | machine | asked   | box 8       |
        | go_kart | missing   |         |      | true    | true    | open        |
        | go_kart | missing   | JP      |      | true    | true    | needs_facts |
        | go_kart |           |         |      | unknown | true    | needs_facts |
        | go_kart | customary |         |      | false   | unknown | closed      |
        | go_kart | missing   |         | true | true    | false   | closed      |

    Scenario Outline: a go-kart for <purpose> needs no maker's letter, registered in <country>
      Given the vehicle:
        | body            | go_kart    |
        | registered_in   | <country>  |
        | manufactured    | 2015-05    |
        | powertrain      | gasoline   |
        | displacement    | 125 cc     |
      And entry.purpose is <purpose>
      Then HS-7 box 8 is <box 8>

      Examples:
        | purpose  | country | box 8       |
        | racing   |         | open        |
        | off_road |         | open        |
        | off_road | JP      | needs_facts |

    Scenario Outline: nor does the market of its model make a <body> one for roads
      Given the vehicle:
        | make         | <make>     |
        | body         | <body>     |
        | market       | <market>   |
        | manufactured | 2015-05    |
        | powertrain   | <power>    |
        | top_speed    | <speed>    |
        | certified_to |            |
      Then HS-7 box 8 is open
      And EPA code EE is closed

      Examples:
        | make    | body       | market | power    | speed  |
        | Ski-Doo | snowmobile | CA     | gasoline | 90 mph |
        | Yamaha  | snowmobile | JP     | gasoline | 90 mph |
        | Yamaha  | golf_cart  | CA     | electric | 15 mph |

    Scenario Outline: a golf cart is asked for its speed before its age
      Given the vehicle:
        | make         | Yamaha    |
        | body         | golf_cart |
        | powertrain   | electric  |
        | certified_to |           |
        | top_speed    | <speed>   |
      And entry.purpose is road_use
      Then the outcome is <outcome>
      And HS-7 box 8 is <box 8>
      And a warning says "counts no golf cart of at most 20 mph"

      Examples:
        | speed  | outcome      | box 8       |
        |        | undetermined | needs_facts |
        | 20 mph | admissible   | open        |

    Scenario: a golf cart that goes faster is a low-speed vehicle, which needs its maker's label
      Given the vehicle:
        | make         | Yamaha    |
        | body         | golf_cart |
        | powertrain   | electric  |
        | certified_to |           |
        | top_speed    | 21 mph    |
      And entry.purpose is road_use
      Then the outcome is not_yet
      And HS-7 box 8 is closed

    Scenario: of what was made for roads nothing of this is said
      Given the vehicle:
        | make | Suzuki |
        | kei  | true   |
      And entry.purpose is road_use
      Then no warning says "counts no golf cart of at most 20 mph"

  @nhtsa.motor_vehicle.site_machine @nhtsa.motor_vehicle.none_by_kind @nhtsa.box_8
  @cite:NHTSA_letter_to_J._Giletto_(17450.nhf)
  Rule: A machine that uses roads only to reach its next site is no motor vehicle

    Scenario: a known road model does not become one by its name alone
      Given the vehicle:
        | make         | Toyota       |
        | model        | Land Cruiser |
        | body         |              |
        | manufactured | 2003-05      |
        | powertrain   | gasoline     |
        | power        | 170 kW       |
        | site_machine | true         |
        | certified_to |              |
      And entry.purpose is road_use
      Then the outcome is not_yet

    Scenario Outline: a <body> of 25 years takes box 8 before box 1, which is for motor vehicles
      Given the vehicle:
        | make         | <make> |
        | body         | <body> |
        | manufactured | 1995   |
      And entry.purpose is road_use
      Then HS-7 box 1 is open
      And HS-7 box 8 is <box 8>
      And the chosen nhtsa path is <chosen>

      Examples:
        | make   | body         | box 8  | chosen     |
        | Toyota | forklift     | open   | HS-7 box 8 |
        | Iseki  | tractor      | open   | HS-7 box 8 |
        | Hino   | road_tractor | closed | HS-7 box 1 |

    Scenario Outline: a <make> <what> is a machine by its maker, unless that builds for the road too
      Given the vehicle:
        | make         | <make>    |
        | special_body | <special> |
        | body         | <body>    |
        | manufactured | 2015      |
      And entry.purpose is road_use
      Then HS-7 box 8 is <box 8>

      Examples:
        | make    | what       | special | body    | box 8         |
        | Kubota  | tractor    | true    |         | open          |
        | Komatsu |            |         |         | open          |
        | Unimog  | tractor    |         | tractor | closed        |

    @cite:NHTSA_letter_to_L._Schreiner_on_snow_and_aircraft_tractors_(1766y)
    Scenario Outline: a <body> is one by its body alone
      Given the vehicle:
        | body         | <body> |
        | manufactured | 2015   |
      And entry.purpose is <purpose>
      Then HS-7 box 8 is <box 8>
      And conclusion built.primarily_for_cargo is <truck>

      Examples: a road tractor is a truck
        | body         | purpose  | box 8  | truck   |
        | forklift     | road_use | open   | unknown |
        | earthmover   | off_road | open   | unknown |
        | tractor      | off_road | open   | unknown |
        | road_tractor | road_use | closed | true    |

    @F3.8
    Scenario Outline: dumpers for the site and dump trucks for the road
      Given the vehicle:
        | body         | dump_truck |
        | site_machine | <site>     |
        | kei          | false      |
        | made_for_roads | <made>   |
      And entry.purpose is <purpose>
      Then conclusion motor_vehicle.none_by_kind is <none>
      And HS-7 box 8 is <box 8>

      Examples: what was made for roads waits for NHTSA's opinion, however it is called
        | site  | made | purpose  | none  | box 8       |
        | true  |      | road_use | true  | open        |
        | true  |      | off_road | true  | open        |
        | true  | true | road_use | false | closed      |
        | false | true | road_use | false | closed      |
        |       | true | road_use | false | closed      |
        | false | true | off_road | false | needs_facts |

  @nhtsa.box_8 @cite:49_CFR_591.5(a)(1)
  Rule: What its maker built for racing comes in for good, with the maker's letter

    @F3.1
    Scenario Outline: built for racing, and the letter
      Given the vehicle:
        | body           | passenger_car |
        | kei            | false         |
        | made_for_roads | <for roads>   |
        | racing_letter  | <letter>      |
      And entry.purpose is racing
      Then HS-7 box 8 is <box 8>
      And HS-7 box 7 is needs_action

      Examples:
        | for roads | letter | box 8        |
        | false     | true   | open         |
        | false     |        | needs_action |
        | true      | true   | closed       |

    Scenario: with both letters a single-seater stays
      Given the vehicle:
        | make            | Dallara       |
        | body            | passenger_car |
        | kei             | false         |
        | powertrain      | gasoline      |
        | made_for_roads  | false         |
        | racing_letter   | true          |
        | street_features | unsuitable    |
      And entry.purpose is racing
      And entry.epa_permission is true
      Then the chosen nhtsa path is HS-7 box 8
      And the chosen epa path is EPA code L
      And a paper says "built for racing, not for public roads"

    Scenario: a road car is raced for a time under box 7 alone
      Given the vehicle:
        | registered_in  | JP            |
        | body           | passenger_car |
        | kei            | false         |
        | made_for_roads | true          |
      And entry.purpose is racing
      Then the chosen nhtsa path is HS-7 box 7

  @nhtsa.motor_vehicle.called_off_road @nhtsa.off_road.factors_favour
  @nhtsa.off_road.factors_against @nhtsa.box_8
  @cite:NHTSA_letter_to_W._Sanford,_1999-01-25_(17892-2.ztv)
  Rule: The five factors help a vehicle that was not made for roads

    Scenario Outline: all five for, or one against
      Given the vehicle:
        | made_for_roads                | false        |
        | kei                           | false        |
        | off_road.advertised_on_road   | <advertised> |
        | off_road.title_assistance     | <titles>     |
        | off_road.sold_by_car_dealers  | <dealers>    |
        | off_road.warning_label        | <label>      |
        | off_road.registrable_abroad   | <abroad>     |
      Then conclusion off_road.factors_favour is <favour>

      Examples:
        | advertised | titles | dealers | label | abroad | favour |
        | false      | false  | false   | true  | false  | true   |
        | true       | false  | false   | true  | false  | false  |
        | false      | true   | false   | true  | false  | false  |
        | false      | false  | true    | true  | false  | false  |
        | false      | false  | false   | false | false  | false  |
        | false      | false  | false   | true  | true   | false  |

    Scenario: a mini truck built for factories and farms, with all five
      Given the vehicle:
        | registered_in                | KR       |
        | made_for_roads               | false    |
        | powertrain                   | electric |
        | kei                          | false    |
        | length                       | 3600 mm  |
        | top_speed                    | 25 mph   |
        | off_road.advertised_on_road  | false    |
        | off_road.title_assistance    | false    |
        | off_road.sold_by_car_dealers | false    |
        | off_road.warning_label       | true     |
        | off_road.registrable_abroad  | false    |
      Then class motor_vehicle does not hold
      And HS-7 box 8 is open

  @nhtsa.off_road.westward
  Rule: A kei vehicle is never let in as off-road without a written opinion

    Scenario: calling it a utility vehicle does not help a kei vehicle
      Given the vehicle:
        | kei       | true            |
        | body      | utility_vehicle |
        | top_speed | 20 mph          |
      Then HS-7 box 8 is needs_facts
      And HS-7 box 1 is not_yet

    Scenario: nor does calling it parts while its engine is in it
      Given the vehicle:
        | kei            | true  |
        | made_for_roads | false |
      And entry.purpose is parts
      And vehicle.engine is original
      And vehicle.transmission_present is true
      Then HS-7 box 8 is closed because "it is more than a collection of parts"

    Scenario: a kei truck with all five factors in its favour
      Given the vehicle:
        | market                       | JP     |
        | kei                          | true   |
        | limited_speed                | 25 mph |
        | off_road.advertised_on_road  | false  |
        | off_road.title_assistance    | false  |
        | off_road.sold_by_car_dealers | false  |
        | off_road.warning_label       | true   |
        | off_road.registrable_abroad  | false  |
      Then the outcome is undetermined
      And HS-7 box 8 is needs_facts
      And it depends on the agency
      And the answer says "Do not ship on this"
      And it asks for vehicle.off_road.nhtsa_opinion
      And a reason says "Westward letter of 2000"

    Scenario Outline: once NHTSA has written
      Given the vehicle:
        | market                 | JP        |
        | kei                    | true      |
        | off_road.nhtsa_opinion | <opinion> |
      Then HS-7 box 8 is <box 8>
      And class motor_vehicle <class>

      Examples:
        | opinion           | box 8  | class         |
        | not_motor_vehicle | open   | does not hold |
        | motor_vehicle     | closed | holds         |

  @nhtsa.motor_vehicle.parts_only @nhtsa.motor_vehicle.parts_must_comply @cite:NHTSA_letter_to_G._Noll,_1996_(11538ZTV)
  Rule: Without engine and transmission it may be an assemblage of parts

    Scenario: neither engine nor transmission
      Given the vehicle:
        | engine               | absent |
        | transmission_present | false  |
        | made_for_roads       | true   |
      And entry.purpose is parts
      Then HS-7 box 8 is needs_facts
      And a warning says "may come in as equipment"

    Scenario: only the transmission is missing
      Given the vehicle:
        | engine               | original |
        | transmission_present | false    |
        | made_for_roads       | true     |
      And entry.purpose is parts
      Then conclusion motor_vehicle.parts_only is false
      And HS-7 box 8 is closed

    Scenario: only the engine is missing
      Given the vehicle:
        | engine               | absent |
        | transmission_present | true   |
        | made_for_roads       | true   |
      And entry.purpose is parts
      Then class motor_vehicle holds
      And HS-7 box 8 is closed
