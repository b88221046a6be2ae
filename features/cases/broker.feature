@keiimport
Feature: What a customs broker takes for granted
  The papers of a vehicle say less than the law asks, and whoever reads many of them knows the
  rest: when a model was made, that a small Japanese pickup is a kei vehicle, that nobody put a US
  label on a car for Germany. Each answer names what it rests on, and no door opens on it unsaid.
  All enter on 2026-11-29.

  Background:
    Given it enters on 2026-11-29

  @nhtsa.box_1 @epa.code_e
  Rule: The end of production bounds the build as its start does

    Scenario Outline: <model>, of which nobody said when it was built
      Given the vehicle:
        | make         | <make>   |
        | model        | <model>  |
        | frame_number | <number> |
      Then the outcome is admissible
      And the certainty is assumed
      And a warning says "the papers must say a day between <days>"
      And it does not ask for vehicle.manufactured

      Examples:
        | make    | model         | number        | days                |
        | Honda   | Beat          |               | 1990-05 and 1997-02 |
        | Honda   | Beat          | PP1-1000001   | 1990-05 and 1997-02 |
        | Autozam | AZ-1          | PG6SA-100123  | 1990-               |
        | Nissan  | Skyline GT-R  | BNR32-300001  | 19                  |
        | Nissan  | Figaro        |               | 1990-02 and 1993-12 |

    Scenario: nothing ends the build of what is still made
      Given the vehicle:
        | make         | Suzuki   |
        | model        | Jimny    |
        | chassis_code | JB64W    |
      Then the outcome is not_yet
      And the earliest day is 2051-11-29

    Scenario: registered fourteen years after production ended, one of the two is wrong
      Given the vehicle:
        | chassis_code     | PP1     |
        | first_registered | 2010-03 |
      Then the outcome is undetermined
      And a warning says "one of the two is wrong"
      And it asks for vehicle.manufactured
      And it does not assume registered_soon_after_build

    Scenario Outline: a Beat built <built>, told before or after its months of production
      Months seen at second hand may be a year off; a build told within that year is kept, one
      told before it may be any day of the production.

      Given the vehicle:
        | chassis_code | PP1     |
        | manufactured | <built> |
      And it enters on <entry>
      Then the outcome is <outcome>

      Examples:
        | built   | entry      | outcome      |
        | 1991-03 | 2016-03-31 | admissible   |
        | 1990-04 | 2016-03-31 | undetermined |
        | 1990-04 | 2022-02-28 | admissible   |
        | 1999    | 2024-06-01 | undetermined |

  @nhtsa.box_1
  Rule: The first registration and the exhaust prefix bound the build from below

    Scenario Outline: <model> <code>, first registered in <registered>
      Given the vehicle:
        | make             | <make>       |
        | model            | <model>      |
        | chassis_code     | <code>       |
        | first_registered | <registered> |
      Then the outcome is not_yet
      And the earliest day is <certain>
      And the answer says "Not yet"

      Examples:
        | make   | model      | code       | registered | certain    |
        | Toyota | Aqua       | DAA-NHP10  | 2013       | 2038-12-31 |
        | Toyota | Vitz       | DBA-KSP130 | 2017       | 2042-12-31 |
        | Suzuki | Hustler    | 5BA-MR92S  | 2021       | 2046-12-31 |
        | Nissan | Note       | 5AA-SNE13  | 2022       | 2047-12-31 |
        | Honda  | Fit Hybrid | GP5        | 2014       | 2039-12-31 |
        | Honda  | Insight    | ZE2        | 2009       | 2034-12-31 |

    Scenario Outline: by the registration alone, within two years before it
      Given the vehicle:
        | make             | Toyota  |
        | model            | Nowhere |
        | registered_in    | JP      |
        | first_registered | 2003-11 |
      And it enters on <entry>
      Then the outcome is <outcome>
      And it <assumes> registered_soon_after_build

      Examples: the last day on which it is surely too young, the first on which it may be old enough
        | entry      | outcome      | assumes         |
        | 2026-10-31 | not_yet      | assumes         |
        | 2026-11-01 | undetermined | assumes         |
        | 2028-11-30 | admissible   | does not assume |

    Scenario: strictly, a registration says nothing of the day before it
      Given the vehicle:
        | make             | Toyota  |
        | registered_in    | JP      |
        | first_registered | 2017    |
      And nothing is presumed
      Then the outcome is undetermined

    Scenario: an exhaust prefix says it without a presumption
      Given the vehicle:
        | make         | Toyota     |
        | chassis_code | DBA-KSP130 |
      Then the outcome is not_yet
      And it assumes no_us_label
      And it does not assume registered_soon_after_build
      And it does not assume not_built_for_us

    Scenario: an old exhaust prefix is old enough
      Given the vehicle:
        | make         | Honda      |
        | chassis_code | V-ZZ9Z     |
      Then the outcome is admissible
      And a warning says "its exhaust prefix was given from 1990 to 1999"

    Scenario: a Skyline of 2003 and three stars is asked for its month
      Given the vehicle:
        | make             | Nissan  |
        | model            | Skyline |
        | chassis_code     | UA-V35  |
        | first_registered | 2003    |
      Then the outcome is undetermined
      And it asks for vehicle.manufactured
      And the earliest day is 2028-12-31

  @nhtsa.box_2a @epa.code_b
  Rule: Nobody labels a vehicle for a market to which nothing ties it

    Scenario Outline: <make> <model> of <built>, registered in <country>
      Given the vehicle:
        | make          | <make>    |
        | model         | <model>   |
        | manufactured  | <built>   |
        | registered_in | <country> |
      Then the outcome is not_yet
      And it assumes no_us_label
      And HS-7 box 2A is closed because "no permanent label from its maker"

      Examples:
        | make       | model   | built | country |
        | Volkswagen | ID.3    | 2021  | DE      |
        | Piaggio    | Ape     | 2015  | IT      |
        | Toyota     | Century | 2019  | JP      |
        | Toyota     | Alphard | 2005  |         |

    Scenario Outline: a name alone, registered where its twin with a label was sold too: <make> <model> in <country>
      Given the vehicle:
        | make          | <make>    |
        | model         | <model>   |
        | manufactured  | <built>   |
        | registered_in | <country> |
      Then the outcome is undetermined
      And it asks for vehicle.certified_to
      And it does not assume no_us_label

      Examples:
        | make   | model   | built | country |
        | Honda  | S2000   | 2003  | CA      |
        | Honda  | S2000   | 2003  | US      |
        | Nissan | Skyline | 2008  | CA      |

    Scenario Outline: where no twin with a label was sold, or its own number says that it is of Japan
      Given the vehicle:
        | make          | <make>   |
        | model         | <model>  |
        | frame_number  | <number> |
        | manufactured  | <built>  |
        | registered_in | CA       |
      Then the outcome is <outcome>
      And it assumes no_us_label

      Examples:
        | make   | model | number      | built | outcome |
        | Honda  | S2000 | AP1-1200123 | 2003  | not_yet |
        | Suzuki | Jimny | JB23W-30001 | 2004  | not_yet |

    Scenario Outline: something ties it to the United States or Canada: <fact> <value>
      Given the vehicle:
        | make         | Toyota  |
        | model        | Nowhere |
        | manufactured | 2015    |
      And <fact> is <value>
      Then it does not assume no_us_label
      And it does not assume not_built_for_us

      Examples:
        | fact                           | value            |
        | vehicle.registered_in          | US               |
        | vehicle.registered_in          | CA               |
        | vehicle.country_of_manufacture | US               |
        | vehicle.market                 | US               |
        | vehicle.market                 | CA               |
        | vehicle.certified_to           | us_fmvss         |
        | vehicle.certified_by           | original_maker   |
        | vehicle.certified_class        | passenger_car    |
        | vehicle.epa_certified          | true             |
        | vehicle.us_twin                | Nowhere (US)     |
        | vehicle.make                   | Ford             |

    Scenario: a VIN proves nothing of labels, and the answer says what a label would change
      Given the vehicle:
        | vin          | 1FUJGLDR69LAC9984 |
        | manufactured | 2008-09           |
      Then the outcome is not_yet
      And the earliest day is 2033-09-30
      And it assumes no_us_label
      And the answer says "It can come in sooner only if its maker's permanent US label is on it"

    Scenario: what NHTSA may have found eligible is said to be so
      Given the vehicle:
        | make         | BMW        |
        | model        | M3         |
        | manufactured | 2015-05-10 |
      Then the outcome is not_yet
      And the answer says "or if NHTSA's list of eligible vehicles has it"

  Rule: A kei vehicle is known by make or market, engine and build date

    Scenario Outline: <displacement> from Japan, built <built>
      Given the vehicle:
        | body         | <body>         |
        | displacement | <displacement> |
        | market       | JP             |
        | manufactured | <built>        |
        | length       | <length>       |
      Then class kei <holds>

      Examples:
        | body       | displacement | built   | length  | holds         |
        | pickup     | 658 cc       | 1996-04 |         | holds         |
        | pickup     | 661 cc       | 1996-04 |         | does not hold |
        | pickup     | 658 cc       | 1996-04 | 3.295 m | holds         |
        | pickup     | 658 cc       | 1996-04 | 3.395 m | is unknown    |
        | pickup     | 658 cc       | 1999-04 | 3.395 m | holds         |
        | pickup     | 658 cc       | 1999-04 | 3.45 m  | does not hold |
        | van        | 551 cc       | 1989-12 |         | is unknown    |
        | van        | 550 cc       | 1989-12 |         | holds         |
        | van        | 361 cc       | 1975-12 |         | is unknown    |
        | van        | 360 cc       | 1975-12 |         | holds         |
        | motorcycle | 250 cc       | 1996-04 |         | does not hold |
        | trailer    |              | 1996-04 |         | does not hold |

    Scenario Outline: by its make alone: <make>
      Given the vehicle:
        | make         | <make>        |
        | body         | passenger_car |
        | displacement | 600 cc        |
        | manufactured | 1996          |
      Then class kei <holds>

      Examples:
        | make   | holds      |
        | Suzuki | holds      |
        | スズキ  | holds      |
        | SUBARU | holds      |
        | Smart  | is unknown |

    Scenario Outline: a figure above the widest limit there was
      Given the vehicle:
        | make         | Isuzu   |
        | market       | JP      |
        | manufactured | 1996    |
        | <figure>     | <value> |
      Then class kei does not hold

      Examples:
        | figure       | value    |
        | displacement | 2600 cc  |
        | displacement | 661 cc   |
        | length       | 3.41 m   |
        | width        | 1.49 m   |
        | height       | 2.01 m   |
        | gvwr         | 10 t     |
        | gvwr         | 2001 kg  |
        | curb_weight  | 1501 kg  |

    Scenario Outline: a weight that a kei vehicle may have settles nothing: <figure> <value>
      Given the vehicle:
        | make         | Subaru  |
        | market       | JP      |
        | manufactured | 1996    |
        | <figure>     | <value> |
      Then class kei is unknown

      Examples:
        | figure      | value   |
        | gvwr        | 2000 kg |
        | curb_weight | 1500 kg |

    Scenario Outline: the states' answers to a 658 cc pickup of 1996-04: <state>
      Given the vehicle:
        | body         | pickup  |
        | displacement | 658 cc  |
        | market       | JP      |
        | manufactured | 1996-04 |
      And entry.state is <state>
      Then the state is <outcome>
      And it assumes kei

      Examples:
        | state | outcome    |
        | TX    | allowed    |
        | MT    | allowed    |
        | AL    | restricted |
        | FL    | restricted |
        | WY    | restricted |
        | GA    | banned     |
        | NY    | banned     |

    Scenario: cars have four wheels or more, three-wheelers are told
      Given the vehicle:
        | body         | pickup |
        | manufactured | 1996   |
      Then class motorcycle does not hold

    Scenario Outline: a Skyline of 2.6 l is no kei vehicle in <state>
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | displacement | 2600 cc |
        | manufactured | 1995-03 |
        | market       | JP      |
      And entry.state is <state>
      Then class kei does not hold
      And the state is <outcome>

      Examples:
        | state | outcome |
        | RI    | allowed |
        | NY    | allowed |
        | GA    | allowed |

  @nhtsa.box_1 @nhtsa.age.engine_swap @epa.code_e @epa.age.original
  Rule: Another engine is no new vehicle

    Scenario Outline: a Skyline of 2004 of which nobody told the engine is no kei vehicle in <state>
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | manufactured | 2004    |
      And the entry:
        | date  | 2026-11-29 |
        | state | <state>    |
      Then conclusion class.kei is false

      Examples:
        | state |
        | RI    |
        | NY    |
        | GA    |

    Scenario Outline: what Japan did not count as a kei vehicle, of <displacement>, built <built>
      Where the engine is within the limit of the class the other measures decide.

      Given the vehicle:
        | market       | JP             |
        | kei          | false          |
        | body         | passenger_car  |
        | displacement | <displacement> |
        | manufactured | <built>        |
      And the entry:
        | date  | 2026-11-29 |
        | state | NY         |
      Then conclusion class.kei is <kei>

      Examples:
        | displacement | built   | kei     |
        |              | 1995-05 | false   |
        | 659 cc       | 1995-05 | unknown |
        | 661 cc       | 1995-05 | false   |
        |              | 1985-05 | unknown |

    Scenario: a Skyline of 1995 with another engine
      Given the vehicle:
        | make          | Nissan  |
        | model         | Skyline |
        | manufactured  | 1995-03 |
        | registered_in | JP      |
        | engine        | other   |
      Then HS-7 box 1 is open
      And EPA code E is closed because "its engine is neither the original nor an identical one"

  @nhtsa.box_1
  Rule: A row of the catalogue that is ruled out says nothing of the build

    Scenario Outline: <model> under the code of another make or model
      Given the vehicle:
        | make          | Honda   |
        | model         | <model> |
        | chassis_code  | <code>  |
        | manufactured  | <built> |
        | registered_in | JP      |
      Then the outcome is admissible
      And HS-7 box 1 is open

      Examples:
        | model   | code  | built   |
        | Odyssey | E-RA1 | 1995-03 |
        | Insight | ZE1   | 1999-11 |

  @nhtsa.box_1 @epa.code_e
  Rule: A name is that of several bodies, and a truck is finished as more than one thing

    Scenario Outline: a <make> <model>, told as <body>, was not rebuilt for that
      Given the vehicle:
        | make         | <make>    |
        | model        | <model>   |
        | body         | <body>    |
        | fire_pump    | <pump>    |
        | manufactured | 1994-05   |
      Then the outcome is admissible
      And it does not ask for vehicle.remanufactured

      Examples: as it left the works
        | make       | model        | body            | pump |
        | Suzuki     | Carry        | dump_truck      |      |
        | Suzuki     | Carry        | fire_engine     | true |
        | Suzuki     | Carry        | special_purpose |      |
        | Suzuki     | Carry        | cargo_van       |      |

      Examples: as a listing calls it, or a body that our catalogue lacks
        | make       | model        | body            | pump |
        | Suzuki     | Jimny        | passenger_car   |      |
        | Suzuki     | Wagon R      | station_wagon   |      |
        | Mitsubishi | Pajero Mini  | passenger_car   |      |
        | Land Rover | Defender 110 | pickup          |      |
        | Nissan     | Skyline      | station_wagon   |      |

    Scenario Outline: what it is for Customs follows what it was finished as
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | body         | <body>  |
        | fire_pump    | true    |
        | manufactured | 1994-05 |
      Then the heading is <heading>

      Examples:
        | body        | heading    |
        | dump_truck  | 8704.31.01 |
        | cargo_van   | 8704.31.01 |
        | fire_engine | 8705.30.00 |

    Scenario: a body that is not that of its chassis code may be another one
      Given the vehicle:
        | make         | Suzuki        |
        | chassis_code | DC51T         |
        | body         | passenger_car |
        | manufactured | 1994-05       |
      Then the outcome is undetermined
      And it asks for vehicle.remanufactured

  @nhtsa.box_1
  Rule: Sites call the body of a car loosely, and its chassis code tells which it is

    Scenario Outline: a <code>, which its seller calls a <body>
      Given the vehicle:
        | chassis_code     | <code>       |
        | body             | <body>       |
        | first_registered | <registered> |
        | registered_in    | JP           |
      Then the outcome is <outcome>
      And fact vehicle.body is <is> from catalogue
      And a warning says "we go by the catalogue"

      Examples:
        | code    | body          | is            | registered | outcome    |
        | KZH106G | station_wagon | van           | 1998-09    | admissible |
        | DE51V   | van           | cargo_van     | 1999-11    | admissible |
        | S210V   | van           | cargo_van     | 2000-06    | admissible |
        | BG5     | suv           | station_wagon | 1996-09    | admissible |
        | DA64V   | van           | cargo_van     | 2006-03    | not_yet    |

    Scenario: by a name alone its seller knows the body better
      Given the vehicle:
        | make             | Suzuki  |
        | model            | Every   |
        | body             | van     |
        | first_registered | 1998-09 |
        | registered_in    | JP      |
      Then the outcome is admissible
      And fact vehicle.body is van from told

    Scenario: by a name alone no word for its body opens a door
      Given the vehicle:
        | make         | Toyota        |
        | model        | Land Cruiser  |
        | body         | station_wagon |
        | powertrain   | diesel        |
        | engine       | other         |
        | manufactured | 1974-06       |
      Then the outcome is conditional
      And a warning says "we treat it as unknown"

    Scenario: a bed on a van is another body
      Given the vehicle:
        | chassis_code     | KZH106G |
        | body             | pickup  |
        | first_registered | 1998-09 |
      Then the outcome is undetermined

  @nhtsa.box_1 @epa.code_e
  Rule: Of a rotary engine Japanese papers give one chamber, and that is no other engine

    Scenario Outline: <title> of <told>
      Given the vehicle:
        | make             | Mazda        |
        | model            | <model>      |
        | chassis_code     | <code>       |
        | body             | coupe        |
        | displacement     | <told>       |
        | first_registered | 1991-09      |
        | registered_in    | JP           |
      Then the outcome is admissible
      And fact vehicle.displacement is <told> from told
      And a warning says "one chamber of its rotary engine"
      And the heading is <heading>

      Examples:
        | title          | model | code  | told   | heading    |
        | an RX-7        | RX-7  | FD3S  | 654 cc | 8703.22.01 |
        | a Savanna RX-7 |       | FC3S  | 654 cc | 8703.22.01 |
        | an RX-7        | RX-7  |       | 654 cc | 8703.22.01 |
        | a Cosmo        |       | JCESE | 654 cc | 8703.23.01 |

    Scenario: a small engine in a car with pistons is another one
      Given the vehicle:
        | chassis_code     | EXY10   |
        | displacement     | 654 cc  |
        | first_registered | 1998-09 |
        | registered_in    | JP      |
      Then the outcome is undetermined

  @cbp.subheading
  Rule: A Japanese hybrid car runs on gasoline

    Scenario Outline: <model> of <built>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | chassis_code | <code>  |
        | manufactured | <built> |
      Then the heading is <heading>

      Examples:
        | make   | model | code  | built   | heading    |
        | Toyota | Prius | ZVW30 | 2010-09 | 8703.40.00 |
        | Nissan | Note  | HE12  | 2017-06 | 8703.40.00 |

  @cbp.subheading @nhtsa.box_1
  Rule: What bears a name is known by the model year or the first registration, as by the build

    Scenario Outline: a <model> of model year <year>, first registered <registered>
      Given the vehicle:
        | make             | <make>       |
        | model            | <model>      |
        | model_year       | <year>       |
        | first_registered | <registered> |
      Then the outcome is <outcome>
      And fact vehicle.body is <body> from <source>

      Examples:
        | make   | model   | year | registered | outcome      | body          | source    |
        | Nissan | Skyline | 1998 |            | admissible   | passenger_car | catalogue |
        | Nissan | Skyline |      | 2001-11-27 | admissible   | passenger_car | catalogue |
        | Nissan | Sakura  | 1998 |            | undetermined | passenger_car | catalogue |

    Scenario: the size of the engine settles the heading with it
      Given the vehicle:
        | make       | Nissan  |
        | model      | Skyline |
        | model_year | 1998    |
      Then the heading is 8703.23.01
      And it does not ask for vehicle.seats

  @epa.age.original
  Rule: A name that only kei vehicles ever had and another engine are an engine swap

    Scenario Outline: a <model> with <fact> <told>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | 1995-05 |
      And vehicle.<fact> is <told>
      Then the outcome is <outcome>
      And it <asks> vehicle.engine

      Examples:
        | make   | model      | fact         | told     | outcome      | asks             |
        | Suzuki | Cappuccino | displacement | 1300 cc  | undetermined | asks for         |
        | Suzuki | Cappuccino | displacement | 660 cc   | admissible   | does not ask for |
        | Honda  | Beat       | displacement | 1000 cc  | undetermined | asks for         |
        | Suzuki | Jimny      | displacement | 1300 cc  | admissible   | does not ask for |

  @nhtsa.box_2a
  Rule: What its maker certified as a low-speed vehicle left the factory electric

    Scenario Outline: an electric Dynasty of 2004, labelled by <who>
      Given the vehicle:
        | make                   | Dynasty           |
        | model                  | IT                |
        | body                   | passenger_car     |
        | wheels                 | 4                 |
        | top_speed              | 25 mph            |
        | gvwr                   | 2000 lb           |
        | powertrain             | electric          |
        | country_of_manufacture | CA                |
        | certified_to           | us_fmvss          |
        | certified_class        | low_speed_vehicle |
        | certified_by           | <who>             |
        | manufactured           | 2004-05           |
      Then HS-7 box 2A is <box 2A>
      And it <asks> vehicle.original_configuration

      Examples:
        | who            | box 2A | asks             |
        | original_maker | open   | does not ask for |
        | converter      | closed | asks for         |

  Rule: What is known by its maker or its market is not asked

    Scenario: a motorcycle with a sidecar is one
      Given the vehicle:
        | make                   | Ural    |
        | wheels                 | 3       |
        | displacement           | 745 cc  |
        | manufactured           | 1998-05 |
        | country_of_manufacture | RU      |
      Then the heading is 8711.40.60
      And it does not ask for vehicle.steering

    Scenario: a utility vehicle never comes near 5 metric tons
      Given the vehicle:
        | make                   | Kubota          |
        | body                   | utility_vehicle |
        | designed_for           | cargo           |
        | powertrain             | diesel          |
        | displacement           | 898 cc          |
        | manufactured           | 2015-05         |
        | off_road.warning_label | true            |
        | epa_certified          | true            |
        | country_of_manufacture | JP              |
      Then the heading is 8704.21.01
      And it does not ask for vehicle.gvwr

    @epa.code_e
    Scenario: its age does not put a utility vehicle on the form for the road
      Given the vehicle:
        | make                   | Kawasaki        |
        | model                  | Mule            |
        | body                   | utility_vehicle |
        | displacement           | 617 cc          |
        | manufactured           | 1998-05         |
        | country_of_manufacture | JP              |
      Then EPA code E is closed
      And the outcome is undetermined

    Scenario: nobody asks on which side the driver of a Canadian car sits
      Given the vehicle:
        | make               | Toyota        |
        | model              | Camry         |
        | body               | passenger_car |
        | manufactured       | 2008-05       |
        | certified_to       | canada_cmvss  |
        | eligibility_number | VSA-80        |
      Then it does not ask for vehicle.drive_side

    Scenario Outline: a <model> on <fuel>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | 1997-05 |
        | powertrain   | <fuel>  |
      And it enters on 2026-12-01
      Then EPA code E is <code E>

      Examples:
        | make   | model         | fuel | code E      |
        | Nissan | Skyline       | cng  | needs_facts |
        | Suzuki | Carry         | lpg  | needs_facts |
        | Toyota | Crown Comfort | lpg  | open        |

    Scenario: a labelled car known by its name alone takes neither engine nor wheel side of Japan's version
      Given the vehicle:
        | make                   | Toyota        |
        | model                  | Camry         |
        | body                   | passenger_car |
        | manufactured           | 2012-05       |
        | certified_to           | canada_cmvss  |
        | eligibility_number     | VSA-80        |
        | title                  | clean         |
        | country_of_manufacture | CA            |
      And importer.kind is registered_importer
      And entry.bond is true
      Then HS-7 box 3 is needs_facts
      And it does not ask for vehicle.drive_side

  Rule: Of several doors that stay shut the one that was meant is named

    Scenario: a salvaged Canadian car
      Given the vehicle:
        | make                | Toyota        |
        | model               | Camry         |
        | body                | passenger_car |
        | manufactured        | 2019-01       |
        | certified_to        | canada_cmvss  |
        | title               | salvage       |
        | manufacturer_letter | true          |
      Then the answer says "HS-7 box 2B does not fit: its title is salvage"
