@keiimport
Feature: The heading of the tariff, by what the vehicle is when it is entered
  Customs classifies by the features a vehicle has at entry. A limiter, an off-road title or the
  plans of its buyer move a kei truck to no other heading. Where the features speak for both
  persons and goods, nothing is concluded here: Customs has to weigh them.

  @cbp.features.goods @cbp.heading.goods @cbp.features.whole @cbp.features.light
  @cbp.heading.works_truck @cbp.subheading
  @cite:HTSUS_heading_8704
  Rule: An open bed, a truck's body or a van without seats that stay makes a vehicle for goods

    @T-C1
    Scenario: a Subaru Sambar of 1993 that was to be a works truck
      Given the vehicle:
        | make           | Subaru   |
        | model          | Sambar   |
        | manufactured   | 1993     |
        | body           | pickup   |
        | open_cargo_bed | true     |
        | rear_seats     | none     |
        | powertrain     | gasoline |
        | displacement   | 660 cc   |
        | kei            | true     |
        | works_truck    | true     |
      And it enters on 2024-07-01
      Then conclusion hts.8709 is false
      And conclusion hts.8704_31 is true
      And conclusion hts.passenger is false

    @T-C3
    Scenario: a Hijet Deck Van of 2022, with four seats before an open bed
      The letter is of March 2023. Customs takes Japan's gross weight of 1,430 kg for the rating.

      Given the vehicle:
        | make           | Daihatsu |
        | body           | pickup   |
        | designed_for   | people   |
        | seats          | 4        |
        | rear_seats     | fixed    |
        | seat_anchors   | true     |
        | open_cargo_bed | true     |
        | powertrain     | gasoline |
        | displacement   | 658 cc   |
        | gvwr           | 1430 kg  |
        | made_for_roads | true     |
      And it enters on 2023-04-01
      Then conclusion hts.made_for_persons is false
      And conclusion hts.goods is true
      And conclusion hts.8704_31 is true

    @T-C6
    Scenario Outline: a Hijet of 2023 held to 25 mph, with an ATV title planned, is a truck still
      Given the vehicle:
        | body           | pickup   |
        | open_cargo_bed | true     |
        | powertrain     | gasoline |
        | displacement   | 658 cc   |
        | gvwr           | 1500 lb  |
        | made_for_roads | true     |
        | limited_speed  | <limit>  |
        | top_speed      | 100 km/h |
        | works_truck    | <works>  |
      And entry.purpose is off_road
      And it enters on 2024-10-01
      Then conclusion hts.8709 is false
      And conclusion hts.8704_31 is true

      Examples:
        | limit  | works |
        | 25 mph | true  |
        | 20 mph | false |

    @T-C9
    Scenario: a Transit Connect that crosses the sea with seats that come out again
      Given the vehicle:
        | body           | cargo_van |
        | designed_for   | cargo     |
        | rear_seats     | removable |
        | open_cargo_bed | false     |
        | powertrain     | gasoline  |
        | displacement   | 2000 cc   |
        | gvwr           | 5005 lb   |
        | made_for_roads | true      |
      And it enters on 2012-05-01
      Then conclusion hts.goods is true
      And conclusion hts.8704_31 is true

    Scenario Outline: vans
      Given the vehicle:
        | body            | <body>    |
        | designed_for    | <for>     |
        | rear_seats      | <seats>   |
        | seat_anchors    | <anchors> |
        | rear_windows    | <windows> |
        | cargo_partition | <wall>    |
        | open_cargo_bed  | false     |
        | made_for_roads  | true      |
      And it enters on 2024-06-01
      Then conclusion hts.goods is <goods>
      And conclusion hts.passenger is <persons>

      Examples:
        | body          | for    | seats     | anchors | windows | wall  | goods   | persons |
        | van           | people | fixed     |         |         |       | false   | true    |
        | van           | people | removable |         |         |       | false   | true    |
        | cargo_van     | cargo  | none      |         |         |       | true    | false   |
        | cargo_van     | cargo  | removable |         |         |       | true    | false   |
        | cargo_van     | cargo  | fixed     | true    | true    | false | false   | true    |
        | cargo_van     | cargo  | fixed     | true    | true    | true  | unknown | unknown |
        | cargo_van     | cargo  | fixed     | false   | true    | false | unknown | unknown |
        | cargo_van     | cargo  |           |         |         |       | unknown | unknown |
        | passenger_car | people | none      |         |         |       | false   | true    |
        | passenger_car | cargo  | none      |         |         |       | true    | false   |
        | passenger_car | cargo  | fixed     |         |         |       | false   | true    |
        | suv           |        |           |         |         |       | false   | true    |
        | van           |        | fixed     |         |         |       | unknown | unknown |

    Scenario Outline: up to 5 metric tons and above
      Given the vehicle:
        | body           | pickup |
        | open_cargo_bed | true   |
        | powertrain     | <fuel> |
        | gvwr           | <gvwr> |
        | made_for_roads | true   |
        | kei            | <kei>  |
        | length         | 5 m    |
      And it enters on 2024-06-01
      Then conclusion hts.light is <light>
      And conclusion hts.8704_<line> is true

      Examples:
        | fuel     | gvwr     | kei   | light | line |
        | gasoline | 5000 kg  | false | true  | 31   |
        | gasoline | 5001 kg  | false | false | 32   |
        | gasoline |          | true  | true  | 31   |
        | diesel   | 5000 kg  | false | true  | 21   |
        | diesel   | 20000 kg | false | false | 22   |
        | diesel   | 20001 kg | false | false | 23   |

    Scenario Outline: hybrid trucks above 5 metric tons: <ignition>, <gvwr>, <day>
      Given the vehicle:
        | body           | pickup     |
        | powertrain     | hybrid     |
        | ignition       | <ignition> |
        | gvwr           | <gvwr>     |
        | kei            | false      |
        | length         | 8 m        |
        | made_for_roads | true       |
      And it enters on <day>
      Then conclusion hts.8704_<line> is true

      Examples:
        | ignition    | gvwr | day        | line |
        | compression | 9 t  | 2022-01-26 | 22   |
        | compression | 9 t  | 2022-01-27 | 42   |
        | compression | 21 t | 2022-01-26 | 23   |
        | compression | 21 t | 2022-01-27 | 43   |
        | spark       | 9 t  | 2022-01-26 | 32   |
        | spark       | 9 t  | 2022-01-27 | 52   |

  @cbp.features.persons @cbp.heading.persons @cbp.heading.motorcycle @cite:HTSUS_heading_8703
  Rule: Rear seats that stay, windows and no wall make a vehicle for persons

    @T-C10
    Scenario: a Nissan Pathfinder of two doors is no truck
      Given the vehicle:
        | body           | suv      |
        | designed_for   | people   |
        | doors          | 2        |
        | rear_seats     | fixed    |
        | open_cargo_bed | false    |
        | powertrain     | gasoline |
        | displacement   | 2960 cc  |
        | made_for_roads | true     |
      And it enters on 1990-06-01
      Then conclusion hts.8703_23 is true
      And conclusion hts.goods is false

    @cite:NY_N340362
    Scenario: a Subaru Sambar Dias of 1994 with two rows behind the driver and anchors
      Given the vehicle:
        | body            | van      |
        | rear_seats      | fixed    |
        | seat_anchors    | true     |
        | rear_windows    | true     |
        | cargo_partition | false    |
        | open_cargo_bed  | false    |
        | powertrain      | gasoline |
        | displacement    | 658 cc   |
        | made_for_roads  | true     |
      And it enters on 2024-06-01
      Then conclusion hts.8703_21 is true

    @T-C21
    Scenario: a Varica van with eight seats, governed to 24 mph for resorts
      The ruling says nothing of its displacement but by the subheading.

      Given the vehicle:
        | body           | van      |
        | designed_for   | people   |
        | seats          | 8        |
        | rear_seats     | fixed    |
        | open_cargo_bed | false    |
        | limited_speed  | 24 mph   |
        | powertrain     | gasoline |
        | displacement   | 1600 cc  |
        | works_truck    | false    |
      And entry.purpose is off_road
      And it enters on 1996-01-15
      Then conclusion hts.8703_23 is true

    @T-C20
    Scenario: a Tomcar, a utility vehicle for fun and the field
      Given the vehicle:
        | body           | utility_vehicle |
        | designed_for   | people          |
        | open_cargo_bed | false           |
        | top_speed      | 30 mph          |
        | powertrain     | gasoline        |
        | displacement   | 952 cc          |
        | made_for_roads | false           |
        | works_truck    | true            |
      And entry.purpose is off_road
      And it enters on 2005-01-28
      Then conclusion hts.8703_21 is true
      And conclusion hts.8709 is false

    @T-C22
    Scenario: an MF-V8 of China, with four wheels and a battery
      Given the vehicle:
        | body                   | passenger_car |
        | designed_for           | people        |
        | rear_seats             | fixed         |
        | open_cargo_bed         | false         |
        | powertrain             | electric      |
        | country_of_manufacture | CN            |
        | works_truck            | false         |
      And it enters on 2023-06-01
      Then conclusion hts.8703_80 is true

    @T-C8
    Scenario Outline: the Nissan S-Cargo stays open
      Entered as a car, charged as a truck, protested: the question was put to headquarters and its
      answer was not seen. A bench and anchors speak for persons, port holes or no windows at all
      for goods.

      Given the vehicle:
        | make            | Nissan  |
        | model           | S-Cargo |
        | manufactured    | <built> |
        | rear_seats      | fixed   |
        | seat_anchors    | true    |
        | rear_windows    | false   |
        | cargo_partition | false   |
      And it enters on 2018-03-01
      Then conclusion hts.passenger is unknown
      And conclusion hts.goods is unknown

      Examples:
        | built |
        | 1989  |
        | 1990  |

    @T-C17
    Scenario: a GEM of Korea, whose ruling was not seen to its end, is not scored
      Given the vehicle:
        | powertrain | electric |
        | top_speed  | 25 mph   |
        | gvwr       | 1336 kg  |
      And it enters on 2008-05-02
      Then conclusion hts.passenger is unknown
      And conclusion hts.goods is unknown

    Scenario Outline: catalogue vehicles
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | chassis_code | <code>  |
        | manufactured | <built> |
      And it enters on 2026-11-21
      Then conclusion hts.<line> is true

      Examples:
        | make   | model              | code  | built   | line    |
        | Suzuki | Carry              | DD51T | 1998-05 | 8704_31 |
        | Honda  | Beat               | PP1   | 1991-08 | 8703_21 |
        | Nissan | Sakura             | B6AW  | 2022-06 | 8703_80 |
        | Nissan | Figaro             | FK10  | 1991-06 | 8703_21 |
        | Nissan | Skyline GT-R (R32) | BNR32 | 1992-05 | 8703_23 |

  @cbp.subheading.off_highway_dumper
  Rule: A kei dump truck is made for the road, and so is no off-highway dumper

    @T-C4 @cite:NY_N331411 @cite:NY_N338708
    Scenario Outline: a Hijet Mini Dumper
      Given the vehicle:
        | body           | dump_truck |
        | powertrain     | gasoline   |
        | displacement   | 658 cc     |
        | gvwr           | 1490 kg    |
        | top_speed      | 100 km/h   |
        | made_for_roads | <roads>    |
        | kei            | <kei>      |
      And entry.purpose is off_road
      And it enters on <day>
      Then conclusion hts.8704_10 is <dumper>
      And conclusion hts.8704_31 is <truck>

      Examples: the letters of 2023 and 2024, and what would be one
        | day        | roads | kei   | dumper | truck |
        | 2023-04-01 | true  | true  | false  | true  |
        | 2024-04-01 | true  | true  | false  | true  |
        | 2024-04-01 | false | true  | false  | true  |
        | 2024-04-01 | false | false | true   | false |

  @cbp.heading.works_truck @cbp.works_truck.revocation
  Rule: Only what was built for factories, warehouses, docks and airports is a works truck

    @T-C18 @cite:HQ_964598
    Scenario: the Micro Truk of 2001, an outlier that later rulings did not follow
      Given the vehicle:
        | body           | pickup   |
        | open_cargo_bed | true     |
        | powertrain     | gasoline |
        | top_speed      | 25 mph   |
        | made_for_roads | false    |
        | works_truck    | true     |
      And entry.purpose is off_road
      And it enters on 2001-11-13
      Then conclusion hts.8709 is true
      And conclusion hts.goods is false
      And conclusion hts.8704_31 is false
      And a warning says "proposed to revoke"

    @T-C28
    Scenario: a rebuilt mini truck of the Philippines that users report as free of duty (NY H87834)
      What users say of that ruling moves nothing: by its features it is a truck, unless it is a
      works truck.
      Given the vehicle:
        | body                   | pickup   |
        | open_cargo_bed         | true     |
        | designed_for           | cargo    |
        | powertrain             | gasoline |
        | displacement           | 660 cc   |
        | gvwr                   | 1300 kg  |
        | country_of_manufacture | PH       |
      And entry.purpose is off_road
      And it enters on 2024-06-03
      And vehicle.works_truck is false
      Then conclusion hts.8704_31 is true
      And the duty is 25 %

    @cite:HQ_H299177
    Scenario: the Vantage mini truck, whose answer was not seen
      Given the vehicle:
        | body           | pickup   |
        | open_cargo_bed | true     |
        | powertrain     | gasoline |
        | displacement   | 998 cc   |
        | gvwr           | 2722 lb  |
        | top_speed      | 25 mph   |
        | made_for_roads | false    |
      And entry.purpose is off_road
      And it enters on 2018-10-01
      Then conclusion hts.8709 is unknown
      And conclusion hts.8704_31 is unknown
      And conclusion hts.passenger is false

  @cbp.subheading @cite:HTSUS_subheading_8703.80 @cite:HTSUS_subheading_8704.60
  Rule: Engine, displacement and the nomenclature of the day decide the subheading
    Hybrid and electric cars have lines of their own since 2017, hybrid and electric trucks since
    27 January 2022.

    Scenario Outline: cars
      Given the vehicle:
        | body           | passenger_car |
        | designed_for   | people        |
        | rear_seats     | fixed         |
        | open_cargo_bed | false         |
        | made_for_roads | true          |
        | powertrain     | <drive>       |
        | ignition       | <ignition>    |
        | displacement   | <size>        |
      And it enters on <day>
      Then conclusion hts.8703_<line> is true
      And conclusion hts.8703_<other> is false

      Examples: petrol
        | drive    | ignition | size    | day        | line | other |
        | gasoline |          | 1000 cc | 2024-06-01 | 21   | 22    |
        | gasoline |          | 1001 cc | 2024-06-01 | 22   | 21    |
        | gasoline |          | 1500 cc | 2024-06-01 | 22   | 23    |
        | gasoline |          | 1501 cc | 2024-06-01 | 23   | 22    |
        | gasoline |          | 3000 cc | 2024-06-01 | 23   | 24    |
        | gasoline |          | 3001 cc | 2024-06-01 | 24   | 23    |

      Examples: diesel
        | drive  | ignition | size    | day        | line | other |
        | diesel |          | 1500 cc | 2024-06-01 | 31   | 32    |
        | diesel |          | 1501 cc | 2024-06-01 | 32   | 31    |
        | diesel |          | 2500 cc | 2024-06-01 | 32   | 33    |
        | diesel |          | 2501 cc | 2024-06-01 | 33   | 32    |

      Examples: hybrid and electric
        | drive          | ignition    | size    | day        | line | other |
        | hybrid         | spark       | 1800 cc | 2017-01-01 | 40   | 23    |
        | hybrid         | spark       | 1800 cc | 2016-12-31 | 23   | 40    |
        | hybrid         | spark       | 660 cc  | 2016-12-31 | 21   | 40    |
        | hybrid         | spark       | 1300 cc | 2016-12-31 | 22   | 40    |
        | hybrid         | spark       | 3500 cc | 2016-12-31 | 24   | 40    |
        | hybrid         | compression | 2000 cc | 2017-01-01 | 50   | 40    |
        | hybrid         | compression | 1400 cc | 2016-12-31 | 31   | 50    |
        | hybrid         | compression | 2000 cc | 2016-12-31 | 32   | 50    |
        | hybrid         | compression | 2600 cc | 2016-12-31 | 33   | 50    |
        | plug_in_hybrid | spark       | 1800 cc | 2024-06-01 | 60   | 40    |
        | plug_in_hybrid | compression | 2000 cc | 2024-06-01 | 70   | 50    |
        | electric       |             |         | 2017-01-01 | 80   | 90    |
        | electric       |             |         | 2016-12-31 | 90   | 80    |
        | hydrogen       |             |         | 2016-12-31 | 90   | 80    |

    Scenario: a fuel cell car is not settled today
      Given the vehicle:
        | body           | passenger_car |
        | designed_for   | people        |
        | made_for_roads | true          |
        | open_cargo_bed | false         |
        | powertrain     | hydrogen      |
      And it enters on 2024-06-01
      Then conclusion hts.8703_80 is unknown
      And conclusion hts.8703_90 is unknown

    Scenario: a golf cart
      Given the vehicle:
        | body           | golf_cart |
        | open_cargo_bed | false     |
        | powertrain     | electric  |
        | works_truck    | false     |
      And it enters on 2024-06-01
      Then conclusion hts.8703_10 is true
      And conclusion hts.8703_10_10 is false
      And conclusion hts.8703_80 is false

    @cbp.heading.forklift @cbp.heading.earthmover @cbp.heading.road_tractor @cbp.heading.tractor
    Scenario Outline: a <body> has a heading of its own, for as long as it is one
      Given the vehicle:
        | body                 | <body>    |
        | powertrain           | diesel    |
        | engine               | <engine>  |
        | transmission_present | <engined> |
      And entry.purpose is <purpose>
      And it enters on 2024-06-01
      Then conclusion hts.<heading> is <holds>
      And conclusion hts.8709 is false
      And conclusion hts.whole is false

      Examples:
        | body         | engine   | engined | purpose  | heading | holds |
        | forklift     | original | true    | off_road | 8427    | true  |
        | forklift     | absent   | false   | parts    | 8427    | false |
        | earthmover   | original | true    | off_road | 8429    | true  |
        | earthmover   | absent   | false   | parts    | 8429    | false |
        | road_tractor | original | true    | road_use | 8701_20 | true  |
        | road_tractor | absent   | false   | parts    | 8701_20 | false |
        | tractor      | original | true    | off_road | 8701_90 | true  |
        | tractor      | absent   | false   | parts    | 8701_90 | false |

    Scenario Outline: a <body> with an engine of <cc>
      Given the vehicle:
        | body           | <body>       |
        | open_cargo_bed | false        |
        | country_of_manufacture | JP   |
        | powertrain     | <powertrain> |
        | displacement   | <cc>         |
        | works_truck    | false        |
      And it enters on 2024-06-01
      Then conclusion hts.<heading> is true
      And conclusion hts.<other> is false
      And the duty is 2.5 %

      Examples: snowmobiles have a line of their own, go-karts go by their engine
        | body       | powertrain | cc     | heading    | other   |
        | snowmobile | gasoline   | 600 cc | 8703_10_10 | 8703_21 |
        | go_kart    | gasoline   | 125 cc | 8703_21    | 8703_10 |
        | go_kart    | electric   |        | 8703_80    | 8703_10 |

    @T-C13 @T-C14
    Scenario Outline: trucks with other drives
      Electric pickups and the EV2plus+ of 2017 came under "other", where no electric line stood yet.

      Given the vehicle:
        | body           | pickup     |
        | open_cargo_bed | true       |
        | gvwr           | 1500 kg    |
        | made_for_roads | true       |
        | powertrain     | <drive>    |
        | ignition       | <ignition> |
      And it enters on <day>
      Then conclusion hts.8704_<line> is true
      And conclusion hts.8704_<other> is false

      Examples:
        | drive    | ignition    | day        | line | other |
        | electric |             | 2017-06-01 | 90   | 60    |
        | electric |             | 2022-01-26 | 90   | 60    |
        | electric |             | 2022-01-27 | 60   | 90    |
        | hybrid   | spark       | 2022-01-26 | 31   | 51    |
        | hybrid   | spark       | 2022-01-27 | 51   | 31    |
        | hybrid   | compression | 2022-01-26 | 21   | 41    |
        | hybrid   | compression | 2022-01-27 | 41   | 21    |
        | hydrogen |             | 2022-01-26 | 90   | 60    |
        | hydrogen |             | 2024-06-01 | 90   | 60    |

    Scenario Outline: an off-highway dumper is no other truck, whatever drives it
      Given the vehicle:
        | body           | dump_truck |
        | open_cargo_bed | true       |
        | gvwr           | 1500 kg    |
        | kei            | false      |
        | made_for_roads | false      |
        | powertrain     | <drive>    |
      And it enters on <day>
      Then conclusion hts.8704_10 is true
      And conclusion hts.8704_90 is false

      Examples:
        | drive    | day        |
        | electric | 2017-06-01 |
        | hydrogen | 2024-06-01 |

  @cbp.heading.motorcycle @cbp.features.whole @cbp.subheading @cite:HTSUS_heading_8711
  Rule: Motorcycles have their own heading

    Scenario Outline: by displacement
      Given the vehicle:
        | body         | motorcycle |
        | powertrain   | <drive>    |
        | displacement | <size>     |
      And it enters on <day>
      Then conclusion hts.8711 is true
      And conclusion hts.8711_<line> is true
      And conclusion hts.passenger is false

      Examples:
        | drive    | size   | day        | line  |
        | gasoline | 50 cc  | 2024-06-01 | 10    |
        | gasoline | 51 cc  | 2024-06-01 | 20    |
        | gasoline | 250 cc | 2024-06-01 | 20    |
        | gasoline | 251 cc | 2024-06-01 | 30    |
        | gasoline | 500 cc | 2024-06-01 | 30    |
        | gasoline | 700 cc | 2024-06-01 | 40    |
        | gasoline | 700 cc | 2024-06-01 | 40_30 |
        | gasoline | 701 cc | 2024-06-01 | 40_60 |
        | gasoline | 801 cc | 2024-06-01 | 50    |
        | electric |        | 2017-01-01 | 60    |

    @F1.11 @cite:NY_N023090
    Scenario: electric ones had none before 2017, and were others
      Given the vehicle:
        | body       | motorcycle |
        | powertrain | electric   |
      And it enters on 2016-12-31
      Then conclusion hts.8711_60 is false
      And conclusion hts.8711_90 is true

    Scenario: what has neither engine nor motor of the others
      Given the vehicle:
        | body       | motorcycle |
        | powertrain | hydrogen   |
      And it enters on 2024-06-01
      Then conclusion hts.8711_90 is true

  @F1.1 @cbp.features.persons @cbp.heading.persons
  Rule: Nobody asks a closed body for an open bed

    Scenario Outline: a <body> of which nothing else is told
      Given the vehicle:
        | body         | <body>   |
        | rear_seats   | <seats>  |
        | designed_for | <for>    |
        | powertrain   | gasoline |
        | displacement | 1500 cc  |
      And it enters on 2005-06-01
      Then conclusion hts.8703_22 is <so>

      Examples: a pickup, a dump truck and a utility vehicle are asked
        | body            | seats | for    | so      |
        | passenger_car   |       |        | true    |
        | station_wagon   |       |        | true    |
        | suv             |       |        | true    |
        | van             | fixed | people | true    |
        | passenger_car   | none  | cargo  | false   |
        | pickup          |       |        | false   |
        | utility_vehicle |       |        | unknown |

    Scenario: a sedan of 1,500 cc from Japan, built in January 2005
      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | 1500 cc       |
        | manufactured           | 2005-01       |
      And entry.value is $10,000
      And it enters on 2005-06-01
      Then the heading is 8703.22.01
      And the duty is 2.5 %
      And the duty amount is $250.00

    Scenario Outline: a sedan of <size> built in <built>, of which nobody said what it burns
      Small cars of those years ran on gasoline; larger and later ones are asked.

      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | displacement           | <size>        |
        | manufactured           | <built>       |
      And it enters on 2012-06-01
      Then conclusion hts.8703_22 is <so>

      Examples:
        | size    | built   | so      |
        | 1500 cc | 2005-01 | true    |
        | 1500 cc | 2009-12 | true    |
        | 1500 cc | 2010-01 | unknown |

    Scenario: the sedan of 1,500 cc as people tell it
      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | displacement           | 1500 cc       |
        | manufactured           | 2005-01       |
      And entry.value is $10,000
      And it enters on 2005-06-01
      Then the heading is 8703.22.01
      And the duty amount is $250.00
      And it assumes petrol_engine

    Scenario: with nothing presumed it is not settled
      Given the vehicle:
        | body         | passenger_car |
        | powertrain   | gasoline      |
        | displacement | 1500 cc       |
      And nothing is presumed
      And it enters on 2005-06-01
      Then conclusion hts.8703_22 is unknown

    @cbp.features.persons @cite:Explanatory_Notes_to_heading_87.03
    Scenario Outline: a <body> carries people, whatever it began as
      Given the vehicle:
        | body         | <body>   |
        | powertrain   | gasoline |
        | displacement | 2000 cc  |
        | manufactured | 1996     |
      And it enters on 2026-11-21
      Then conclusion hts.8703_23 is true
      And conclusion hts.goods is false

      Examples:
        | body       |
        | motor_home |
        | ambulance  |

  @F1.6 @cbp.heading.special_purpose @cbp.heading.armored @cbp.heading.trailer @cbp.features.goods
  @cite:NY_A86867
  Rule: Special purpose vehicles, armored ones and trailers have headings of their own

    Scenario Outline: a kei fire engine, with its pump: <pump>
      Given the vehicle:
        | body           | fire_engine |
        | fire_pump      | <pump>      |
        | kei            | true        |
        | market         | JP          |
        | powertrain     | gasoline    |
        | displacement   | 660 cc      |
        | made_for_roads | true        |
      And it enters on 2024-06-01
      Then conclusion hts.8705_30 is <special>
      And conclusion hts.8704_31 is <truck>

      Examples:
        | pump  | special | truck   |
        | true  | true    | false   |
        | false | false   | true    |
        |       | unknown | unknown |

    Scenario: the pump is asked for
      Given the vehicle:
        | body                   | fire_engine |
        | country_of_manufacture | JP          |
        | kei                    | true        |
        | market                 | JP          |
        | powertrain             | gasoline    |
        | displacement           | 660 cc      |
        | manufactured           | 1995-05     |
      And entry.value is $4,000
      And it enters on 2026-11-21
      Then the duty is 12.5 % to 25 %
      And the duty says "if it is classified under 8705.30.00"

    Scenario Outline: a <gear> on wheels
      Given the vehicle:
        | body      | special_purpose |
        | equipment | <gear>          |
      And entry.purpose is <purpose>
      And vehicle.engine is <engine>
      And vehicle.transmission_present is <gears>
      And it enters on 2024-06-01
      Then conclusion hts.8705 is <special>
      And conclusion hts.8705_<line> is <special>
      And conclusion hts.goods is false

      Examples:
        | gear             | line | purpose  | engine   | gears | special |
        | crane            | 10   | road_use | original | true  | true    |
        | drilling_derrick | 20   | road_use | original | true  | true    |
        | concrete_mixer   | 40   | road_use | original | true  | true    |
        | other            | 90   | road_use | original | true  | true    |
        | other            | 90   | parts    | absent   | false | false   |

    @F1.7 @cite:NY_N018157_(a_Ferret)
    Scenario Outline: a Ferret of 1960, its hull alone: <parts>
      Given the vehicle:
        | body                 | armored  |
        | engine               | <engine> |
        | transmission_present | <gears>  |
      And entry.purpose is <purpose>
      And it enters on 2008-03-01
      Then conclusion hts.8710 is <armored>
      And conclusion hts.passenger is false

      Examples:
        | parts | engine   | gears | purpose         | armored |
        | no    | original | true  | show_or_display | true    |
        | yes   | absent   | false | parts           | false   |

    @F1.8
    Scenario Outline: a trailer designed for <for>
      Given the vehicle:
        | body         | trailer |
        | designed_for | <for>   |
      And it enters on 2024-06-01
      Then conclusion hts.8716 is true
      And conclusion hts.8716_<line> is true
      And conclusion hts.goods is false

      Examples:
        | for    | line |
        | people | 10   |
        | cargo  | 39   |

    Scenario: what is no trailer
      Given vehicle.body is pickup
      And it enters on 2024-06-01
      Then conclusion hts.8716 is false

    Scenario: a kei truck or van whose body nobody told is a truck or a car, and nothing else
      Given the vehicle:
        | make         | Honda |
        | model        | Acty  |
        | manufactured | 1999  |
      And entry.value is $5,000
      And entry.type is consumption
      And it enters on 2026-11-21
      Then conclusion hts.8705 is false
      And conclusion hts.8710 is false
      And conclusion hts.8711 is false
      And conclusion hts.8716 is false
      And conclusion hts.8703_10 is false
      And conclusion hts.passenger is unknown
      And conclusion hts.goods is unknown
      And the duty is 15 % to 25 %
      And it assumes no_special_body

    Scenario Outline: once <fact> is <value> it may be a special one
      Given the vehicle:
        | make         | Honda |
        | model        | Acty  |
        | manufactured | 1999  |
      And <fact> is <value>
      And it enters on 2026-11-21
      Then conclusion hts.<heading> is unknown
      And it does not assume no_special_body

      Examples:
        | fact                    | value             | heading |
        | vehicle.equipment       | crane             | 8705    |
        | vehicle.fire_pump       | true              | 8705    |
        | vehicle.wheels          | 3                 | 8711    |
        | vehicle.steering        | handlebar         | 8711    |
        | vehicle.certified_class | low_speed_vehicle | 8703_10 |
        | vehicle.works_truck     | true              | 8705    |

    Scenario: a model that nobody knows may be a trailer where it has no engine
      Given the vehicle:
        | make         | Mercedes-Benz |
        | model        | Nowhere       |
        | manufactured | 1992          |
        | powertrain   | none          |
      And it enters on 2026-11-21
      Then conclusion hts.8716 is unknown
      And it does not assume no_special_body

    Scenario: a model that nobody knows, of a maker of cars, is no motorcycle
      Given the vehicle:
        | make         | Mercedes-Benz |
        | model        | Nowhere       |
        | manufactured | 1992          |
      And it enters on 2026-11-21
      Then conclusion hts.8711 is false
      And conclusion hts.8705 is false
      And it assumes no_special_body

    Scenario Outline: nothing known says what it carries, so it may be a <kind>
      Given the vehicle:
        | make          | Kawasaki |
        | registered_in | JP       |
        | manufactured  | 1999     |
      And it enters on 2026-11-21
      Then conclusion hts.<heading> is unknown

      Examples:
        | kind       | heading |
        | motorcycle | 8711    |
        | trailer    | 8716    |

    Scenario Outline: what a <body> is needs no assumption
      Given vehicle.body is <body>
      And entry.purpose is road_use
      And vehicle.steering is handlebar
      And nothing is presumed
      And it enters on 2024-06-01
      Then conclusion hts.<heading> is true
      And conclusion hts.goods is false
      And conclusion hts.passenger is false

      Examples:
        | body            | heading |
        | trailer         | 8716    |
        | armored         | 8710    |
        | special_purpose | 8705    |
        | motorcycle      | 8711    |

  @F1.9 @cbp.features.three_wheeled_car @cbp.heading.motorcycle @cite:NY_N250313_(a_Polaris_Slingshot)
  @cite:NY_M82063 @cite:NY_L80078
  Rule: Of three wheels the steering decides

    Scenario Outline: <wheels> wheels and a <steering>
      Given the vehicle:
        | body         | motorcycle |
        | wheels       | <wheels>   |
        | steering     | <steering> |
        | powertrain   | gasoline   |
        | displacement | 990 cc     |
      And it enters on 2014-06-01
      Then conclusion hts.8711_50 is <motorcycle>
      And conclusion hts.8703_21 is <car>

      Examples: a Slingshot, a Can-Am, and what nobody says of a motorcycle of two wheels
        | wheels | steering  | motorcycle | car     |
        | 3      | wheel     | false      | true    |
        | 3      | handlebar | true       | false   |
        | 3      |           | unknown    | unknown |
        | 2      |           | true       | false   |
        | 2      | wheel     | true       | false   |
        |        |           | true       | false   |

  @F1.5 @cbp.subheading @cite:NY_N241038
  Rule: Without its engine a vehicle comes under "other", whatever fuel it once had

    Scenario Outline: a <body> whose engine is <engine>
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | <body>   |
        | engine                 | <engine> |
        | powertrain             | gasoline |
        | displacement           | 1600 cc  |
        | gvwr                   | 2 t      |
        | made_for_roads         | true     |
      And entry.type is consumption
      And it enters on 2013-06-01
      Then the heading is <heading>
      And the duty is <rate>

      Examples:
        | body          | engine   | heading    | rate  |
        | passenger_car | absent   | 8703.90.01 | 2.5 % |
        | passenger_car | original | 8703.23.01 | 2.5 % |
        | pickup        | absent   | 8704.90.01 | 25 %  |
        | pickup        | original | 8704.31.01 | 25 %  |

    Scenario Outline: gas ignites by a spark: <fuel>
      Given the vehicle:
        | body           | <body>  |
        | powertrain     | <fuel>  |
        | displacement   | 1600 cc |
        | gvwr           | 2 t     |
        | made_for_roads | true    |
      And it enters on 2024-06-01
      Then conclusion hts.<line> is true

      Examples:
        | body          | fuel | line    |
        | passenger_car | lpg  | 8703_23 |
        | passenger_car | cng  | 8703_23 |
        | pickup        | lpg  | 8704_31 |

  @cbp.heading.ten_persons
  Rule: What carries ten persons is no car

    Scenario Outline: a small bus
      Given the vehicle:
        | body           | bus     |
        | length         | 6 m     |
        | kei            | false   |
        | seats          | <seats> |
        | open_cargo_bed | false   |
        | made_for_roads | true    |
      And it enters on 2024-06-01
      Then conclusion hts.8702 is <bus>
      And conclusion hts.passenger is <car>

      Examples:
        | seats | bus   | car   |
        | 10    | true  | false |
        | 9     | false | true  |

    @F1.3
    Scenario Outline: a Land Cruiser FJ45 that seats <seats>
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | suv      |
        | seats                  | <seats>  |
        | powertrain             | <drive>  |
        | ignition               | spark    |
        | displacement           | 4200 cc  |
        | manufactured           | 1980-05  |
      And it enters on 2023-12-12
      Then conclusion hts.8702 is <ten>
      And the heading is <heading>
      And the duty is <rate>

      Examples:
        | seats | drive    | ten   | heading    | rate  |
        | 10    | gasoline | true  | 8702.90    | 2 %   |
        | 10    | diesel   | true  | 8702.10    | 2 %   |
        | 10    | hybrid   | true  | 8702.30    | 2 %   |
        | 10    | electric | true  | 8702.40    | 2 %   |
        | 9     | gasoline | false | 8703.24.01 | 2.5 % |
        |       | gasoline | false | 8703.24.01 | 2.5 % |

    Scenario: a diesel hybrid that seats ten
      Given the vehicle:
        | body       | bus         |
        | seats      | 20          |
        | powertrain | hybrid      |
        | ignition   | compression |
      And it enters on 2023-12-12
      Then conclusion hts.8702_20 is true

    Scenario Outline: before 2017 a bus with <drive> drive
      Given the vehicle:
        | body       | bus        |
        | seats      | 20         |
        | powertrain | <drive>    |
        | ignition   | <ignition> |
      And it enters on 2016-12-31
      Then conclusion hts.8702_<line> is true

      Examples:
        | drive    | ignition    | line |
        | hybrid   | compression | 10   |
        | hybrid   | spark       | 90   |
        | electric |             | 90   |

    Scenario: no kei vehicle seats ten people, so nobody is asked how many it seats
      Given vehicle.kei is true
      And vehicle.market is JP
      And it enters on 2024-06-01
      Then conclusion hts.8702 is false

  @cbp.heading.parts
  Rule: A vehicle without its engine is a vehicle still, and a heap of parts is none

    Scenario Outline: taken apart
      Given the vehicle:
        | body                 | pickup   |
        | open_cargo_bed       | true     |
        | made_for_roads       | true     |
        | engine               | <engine> |
        | transmission_present | <gears>  |
      And entry.purpose is <purpose>
      And it enters on 2024-06-01
      Then conclusion hts.8708 is <parts>
      And conclusion hts.goods is <truck>

      Examples:
        | engine   | gears | purpose  | parts | truck |
        | absent   | false | parts    | true  | false |
        | absent   | true  | parts    | false | true  |
        | absent   | false | road_use | false | true  |
        | original | true  | parts    | false | true  |

  @cbp.heading.collectors_piece @cite:HTSUS_heading_9705
  Rule: A piece of history is claimed, and ordinary kei vehicles are none

    @T-C23 @T-C26
    Scenario Outline: a Bentley of 1929, a Mercedes of 1936, a Jaguar D-Type, a Porsche GT1
      Given the vehicle:
        | manufactured        | <built> |
        | historical_interest | true    |
        | kei                 | false   |
        | length              | 4.5 m   |
        | width               | 1.7 m   |
      And it enters on <day>
      Then conclusion hts.9705 is true

      Examples:
        | built | day        |
        | 1929  | 1998-06-01 |
        | 1936  | 1998-06-01 |
        | 1955  | 2025-06-15 |
        | 1996  | 2025-06-15 |

    @T-C24
    Scenario: an Alfa Romeo of 1937 whose ruling was taken back is a car by its features
      Given the vehicle:
        | manufactured        | 1937          |
        | historical_interest | false         |
        | body                | passenger_car |
        | designed_for        | people        |
        | open_cargo_bed      | false         |
        | made_for_roads      | true          |
      And it enters on 2021-06-01
      Then conclusion hts.9705 is false
      And conclusion hts.passenger is true

    @T-C27
    Scenario: a Ferrari of 1967 whose ruling was not seen to its end is not scored
      Given vehicle.manufactured is 1967
      And it enters on 2016-06-01
      Then conclusion hts.9705 is unknown

    Scenario: an old kei car is ordinary, whatever its owner thinks
      Given the vehicle:
        | kei                 | true |
        | historical_interest | true |
      And it enters on 2025-06-15
      Then conclusion hts.9705 is false

  @cbp.heading.antique @cite:HTSUS_heading_9706
  Rule: What is over a hundred years old is an antique

    Scenario Outline: the day
      Given vehicle.manufactured is <built>
      And it enters on 2026-11-21
      Then conclusion hts.9706 is <antique>

      Examples:
        | built      | antique |
        | 1926-11-22 | false   |
        | 1926-11-21 | true    |
        | 1926       | unknown |
        | 1998       | false   |

  @cbp.subheading
  Rule: Each line has two edges, and a hybrid counts by how it ignites

    Scenario Outline: a <drive> car of <size> on <day>, ignition: <ignition>
      Given the vehicle:
        | body           | passenger_car |
        | designed_for   | people        |
        | rear_seats     | fixed         |
        | open_cargo_bed | false         |
        | made_for_roads | true          |
        | powertrain     | <drive>       |
        | ignition       | <ignition>    |
        | displacement   | <size>        |
      And it enters on <day>
      Then conclusion <conclusion> is <truth>

      Examples:
        | drive          | ignition    | size    | day        | conclusion  | truth   |
        | hybrid         |             | 1000 cc | 2016-12-31 | hts.8703_21 | unknown |
        | hybrid         |             | 1500 cc | 2016-12-31 | hts.8703_31 | unknown |
        | hybrid         |             | 1501 cc | 2016-12-31 | hts.8703_31 | false   |
        | hybrid         |             | 3001 cc | 2016-12-31 | hts.8703_23 | false   |
        | hybrid         | compression | 2500 cc | 2016-12-31 | hts.8703_32 | true    |
        | hybrid         | compression | 2501 cc | 2016-12-31 | hts.8703_32 | false   |
        | hybrid         | spark       | 1001 cc | 2016-12-31 | hts.8703_21 | false   |
        | hybrid         | spark       | 3000 cc | 2016-12-31 | hts.8703_23 | true    |
        | hydrogen       |             |         | 2017-01-01 | hts.8703_80 | unknown |
        | plug_in_hybrid |             |         | 2016-12-31 | hts.8703_31 | unknown |
        | plug_in_hybrid |             |         | 2017-01-01 | hts.8703_31 | false   |

    Scenario Outline: a <drive> truck of <gvwr> on <day>, ignition: <ignition>
      Given the vehicle:
        | body           | pickup     |
        | powertrain     | <drive>    |
        | ignition       | <ignition> |
        | gvwr           | <gvwr>     |
        | kei            | false      |
        | length         | 8 m        |
        | made_for_roads | true       |
      And it enters on <day>
      Then conclusion <conclusion> is <truth>

      Examples:
        | drive          | ignition    | gvwr     | day        | conclusion  | truth   |
        | hybrid         |             | 20001 kg | 2022-01-27 | hts.8704_43 | unknown |
        | hybrid         | compression | 20000 kg | 2022-01-27 | hts.8704_43 | false   |
        | plug_in_hybrid |             | 20000 kg | 2016-12-31 | hts.8704_23 | false   |
        | plug_in_hybrid |             | 20001 kg | 2016-12-31 | hts.8704_23 | unknown |
        | plug_in_hybrid |             | 4 t      | 2016-12-31 | hts.8704_21 | unknown |

    Scenario Outline: a <drive> bus on <day>, ignition: <ignition>
      Given the vehicle:
        | body           | bus        |
        | seats          | 20         |
        | powertrain     | <drive>    |
        | ignition       | <ignition> |
        | made_for_roads | true       |
      And it enters on <day>
      Then conclusion <conclusion> is <truth>

      Examples:
        | drive          | ignition | day        | conclusion  | truth   |
        | electric       | spark    | 2017-01-01 | hts.8702_40 | true    |
        | hybrid         |          | 2017-01-01 | hts.8702_20 | unknown |
        | none           | spark    | 2016-12-31 | hts.8702_90 | true    |
        | plug_in_hybrid |          | 2016-12-31 | hts.8702_10 | unknown |

    Scenario Outline: a motorcycle of <cc>, drive: <drive>
      Given the vehicle:
        | body           | motorcycle |
        | wheels         | 2          |
        | powertrain     | <drive>    |
        | displacement   | <cc>       |
        | made_for_roads | true       |
      And it enters on 2024-06-01
      Then conclusion <conclusion> is <truth>

      Examples:
        | drive    | cc     | conclusion     | truth |
        | gasoline | 501 cc | hts.8711_30    | false |
        | gasoline | 701 cc | hts.8711_40_30 | false |
        | gasoline | 801 cc | hts.8711_40    | false |
        | none     |        | hts.8711_90    | true  |

  Rule: Trucks of makers of trucks are made for roads, and what a maker of electric ones builds is electric

    Scenario Outline: a <make> of which little is told
      Given the vehicle:
        | make         | <make>       |
        | body         | <body>       |
        | displacement | <engine>     |
        | powertrain   | <fuel>       |
        | gvwr         | <weight>     |
        | manufactured | 1998-05      |
      And it enters on 2026-11-21
      Then the heading is <heading>

      Examples:
        | make            | body       | engine  | fuel   | weight   | heading    |
        | Hino            | dump_truck | 7000 cc | diesel | 10000 kg | 8704.22.51 |
        | Isuzu           | dump_truck | 4300 cc | diesel | 4800 kg  | 8704.21.01 |
        | Mitsubishi Fuso | pickup     | 4300 cc | diesel | 7000 kg  | 8704.22.51 |
        | NIU             | motorcycle |         |        |          | 8711.60.00 |
        | Sur-Ron         |            |         |        |          | 8711.60.00 |

  @cbp.features.persons @cbp.heading.works_truck
  Rule: An all-terrain vehicle with a handlebar carries its rider

    Scenario Outline: steered with a <steering>
      Given the vehicle:
        | make                   | Honda           |
        | body                   | utility_vehicle |
        | steering               | <steering>      |
        | wheels                 | 4               |
        | powertrain             | gasoline        |
        | displacement           | 90 cc           |
        | country_of_manufacture | US              |
        | manufactured           | 1995-05         |
      And it enters on 2024-06-01
      Then conclusion hts.8709 is <works truck>
      And conclusion hts.8703_21 is <passenger>

      Examples:
        | steering  | works truck | passenger |
        | handlebar | false       | true      |
        |           | unknown     | unknown   |

  @cbp.features.light
  Rule: A truck that weighs little is one of up to 5 metric tons

    Scenario: a three-wheeled Midget, which nobody weighed
      Given the vehicle:
        | make         | Daihatsu |
        | model        | Midget   |
        | manufactured | 1962-05  |
      And it enters on 2024-06-01
      Then the heading is 8704.31.01

    Scenario Outline: rated for <gvwr> with <displacement>
      Given the vehicle:
        | body         | pickup         |
        | powertrain   | gasoline       |
        | displacement | <displacement> |
        | gvwr         | <gvwr>         |
        | wheels       | 3              |
        | manufactured | 1962-05        |
      And it enters on 2024-06-01
      Then conclusion hts.light is <light>

      Examples:
        | displacement | gvwr    | light   |
        | 1000 cc      |         | true    |
        | 1001 cc      |         | unknown |
        | 1000 cc      | 5001 kg | false   |
        | 1001 cc      | 5000 kg | true    |

  @cbp.heading.collectors_piece
  Rule: Of a maker of large cars nobody needs the size of the engine to know that it is no kei vehicle

    Scenario: a Jaguar D-Type of which the engine is not told
      Given the vehicle:
        | make                   | Jaguar        |
        | model                  | D-Type        |
        | manufactured           | 1955-05       |
        | body                   | passenger_car |
        | country_of_manufacture | GB            |
        | historical_interest    | true          |
      And it enters on 2024-06-01
      Then the heading is 9705.10.00
