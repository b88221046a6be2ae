@keiimport @cite:19_CFR_12.74
Feature: The off-road form
  Form 3520-21 is for what is no motor vehicle for EPA. There the nonroad rules begin: a certified
  engine, a used small engine for one's own use, or 21 years in original state.

  Background:
    Given the vehicle:
      | market       | JP       |
      | kei          | true     |
      | body         | pickup   |
      | powertrain   | gasoline |
      | displacement | 660 cc   |
      | power        | 28 kW    |
      | manufactured | 2003-05  |
    And the entry:
      | date    | 2026-11-21 |
      | purpose | off_road   |

  @epa.nonroad.small @epa.nonroad.large @epa.nonroad.which_part
  @cite:40_CFR_Part_1048 @cite:40_CFR_Part_1054
  Rule: Displacement and power decide the part, and either makes an engine large

    Scenario Outline: cc and kW
      Given the vehicle:
        | powertrain   | <powertrain> |
        | displacement | <cc>         |
        | power        | <kW>         |
      Then conclusion epa.nonroad.small_engine is <small>
      And conclusion epa.nonroad.large_engine is <large>

      Examples:
        | powertrain | cc      | kW      | small   | large   |
        | gasoline   | 660 cc  | 30 kW   | true    | false   |
        | gasoline   | 660 cc  | 30.1 kW | false   | true    |
        | gasoline   | 1000 cc | 28 kW   | true    | false   |
        | gasoline   | 1001 cc | 28 kW   | false   | true    |
        | gasoline   | 660 cc  | 47 kW   | false   | true    |
        | gasoline   | 660 cc  |         | unknown | unknown |
        | diesel     | 660 cc  | 20 kW   | false   | false   |

    Scenario: a turbo engine of 660 cc is a large one
      Given vehicle.power is 47 kW
      Then a warning says "would need a certificate under 40 CFR Part 1048"

  @epa.nonroad.covered.2008 @epa.nonroad.covered.1988 @epa.nonroad_certified
  @epa.nonroad.illegal_imports
  @cite:EPA-420-F-09-014_(February_2009)
  Rule: From 8 December 2008 a governed mini truck needs a nonroad certificate
    Before that day the rule can end at yes or at unknown, never at no: which nonroad rules then stood
    for other vehicles was not seen.

    @T-E5
    Scenario Outline: the day and EPA's two letters
      Given the vehicle:
        | off_road.epa_governor_opinion | <governor>    |
        | off_road.epa_certificate      | <certificate> |
        | limited_speed                 | 25 mph        |
        | original_configuration        | false         |
      And it enters on <entry>
      Then conclusion epa.nonroad.covered is <covered>
      And the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is <path>

      Examples:
        | governor        | certificate   | entry      | covered | path        |
        | tamperproof     | not_certified | 2008-12-07 | true    | open        |
        | tamperproof     | not_certified | 2008-12-08 | false   | closed      |
        | tamperproof     | certified     | 2008-12-08 | true    | open        |
        | tamperproof     | certified     | 2026-11-21 | true    | open        |
        | not_tamperproof | certified     | 2008-12-07 | true    | closed      |
        | not_tamperproof | certified     | 2026-11-21 | true    | closed      |
        | tamperproof     |               | 2026-11-21 | unknown | needs_facts |
        |                 | certified     | 2026-11-21 | true    | needs_facts |

    Scenario: other vehicles before that day are not in the rulebook
      Given the vehicle:
        | off_road.epa_governor_opinion | not_tamperproof |
        | off_road.epa_certificate      | not_certified   |
      And it enters on 2008-01-15
      Then conclusion epa.nonroad.covered is unknown
      And the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is closed

    @T-E5
    Scenario: a governor and a promise are not enough
      Given vehicle.limited_speed is 25 mph
      Then the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is needs_facts
      And a warning says "do not replace EPA's two letters"
      And a reason cites "EPA325-F-09-003"

    Scenario: a fast utility vehicle with a certificate
      Given the vehicle:
        | market                   |                 |
        | kei                      | false           |
        | body                     | utility_vehicle |
        | top_speed                | 50 mph          |
        | made_for_roads           | false           |
        | street_features          | missing         |
        | off_road.epa_certificate | certified       |
      Then the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is open

    Scenario: for the road nobody claims it
      Given entry.purpose is road_use
      Then the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is closed because "only if you ask for it"

  @epa.nonroad.covered.before_recreational @epa.nonroad.covered.before_large
  @epa.nonroad.covered.before_small @epa.nonroad.recreational @epa.nonroad.kinds
  @epa.nonroad_certified @cite:40_CFR_1051.1(c) @cite:40_CFR_1048.1(b) @cite:40_CFR_90.1
  Rule: An off-road machine needs a certificate, or is older than the rules for its kind
    Snowmobiles, dirt bikes and all-terrain vehicles: model year 2006. Other engines with spark
    ignition: built in 2004 above 19 kW, and model year 1997 otherwise. Diesel engines: by their power,
    from model year 1996 to 2000. A governed truck is new when it is changed.

    Background:
      Given nobody says market
      And nobody says entry.purpose
      And the vehicle:
        | displacement    | 249 cc  |
        | street_features | missing |
        | made_for_roads  | false   |

    Scenario Outline: a <body> of <year> with a <steering>, <power>, <powertrain>
      Given the vehicle:
        | body         | <body>       |
        | kei          | false        |
        | steering     | <steering>   |
        | manufactured | <built>      |
        | model_year   | <year>       |
        | power        | <power>      |
        | powertrain   | <powertrain> |
        | site_machine | <site>       |
        | off_road.epa_certificate | not_certified |
      Then conclusion epa.nonroad.covered is <covered>
      And conclusion epa.nonroad.recreational is <recreational>

      Examples: Part 1051
        | body            | steering  | built   | year | power | powertrain | site  | covered | recreational |
        | motorcycle      | handlebar | 2005-06 | 2005 | 30 kW | gasoline   |       | true    | true         |
        | motorcycle      | handlebar | 2005-06 | 2006 | 30 kW | gasoline   |       | false   | true         |
        | utility_vehicle | handlebar | 2005-06 | 2005 | 18 kW | gasoline   |       | true    | true         |
        | utility_vehicle | handlebar | 2005-11 | 2006 | 18 kW | gasoline   |       | false   | true         |
        | snowmobile      | handlebar | 2005-06 | 2005 | 60 kW | gasoline   |       | true    | true         |
        | snowmobile      | handlebar | 2005-11 | 2006 | 60 kW | gasoline   |       | false   | true         |
        | utility_vehicle | handlebar | 2005-06 | 2005 | 18 kW | diesel     |       | false   | false        |

      Examples: Part 1048, and Part 90 before it
        | body            | steering  | built      | year | power | powertrain | site | covered | recreational |
        | special_purpose | wheel     | 2003-12-31 | 2003 | 40 kW | lpg        | true | true    | false        |
        | special_purpose | wheel     | 2004-01-01 | 2004 | 40 kW | lpg        | true | false   | false        |
        | special_purpose | wheel     | 2003-12-31 | 2003 | 19 kW | lpg        | true | false   | false        |
        | golf_cart       | wheel     | 1996-10    | 1996 | 8 kW  | gasoline   |      | true    | false        |
        | golf_cart       | wheel     | 1996-10    | 1997 | 8 kW  | gasoline   |      | false   | false        |

    Scenario Outline: the US emissions label of a <body> is one of a nonroad certificate
      Given the vehicle:
        | body          | <body>   |
        | steering      | <steers> |
        | powertrain    | gasoline |
        | manufactured  | 2018     |
        | epa_certified | true     |
      Then conclusion epa.nonroad.covered is <covered>
      And the chosen epa path is <form>

      Examples:
        | body       | steers    | covered | form                       |
        | snowmobile | handlebar | true    | path epa.nonroad_certified |
        | pickup     | wheel     | unknown | EPA code B                 |

    @epa.nonroad.covered.before_diesel @epa.nonroad.covered.before_diesel_steps
    @cite:63_FR_56968 @cite:40_CFR_89.112
    Scenario Outline: a diesel forklift of model year <year> with <power>
      Given the vehicle:
        | body         | special_purpose |
        | kei          | false           |
        | site_machine | true            |
        | powertrain   | <powertrain>    |
        | power        | <power>         |
        | model_year   | <year>          |
        | manufactured | <year>          |
        | off_road.epa_certificate | not_certified |
      Then conclusion epa.nonroad.covered is <covered>

      Examples: seen in the law
        | powertrain | power | year | covered |
        | diesel     | 40 kW | 1995 | true    |
        | diesel     |       | 1995 | true    |
        | diesel     | 36 kW | 1998 | true    |
        | diesel     | 36 kW | 1999 | false   |
        | diesel     | 200 kW | 1996 | false  |
        | gasoline   | 40 kW | 2003 | true    |

      Examples: the steps between, which are from memory
        | powertrain | power   | year | covered |
        | diesel     | 18 kW   | 1999 | true    |
        | diesel     | 18 kW   | 2000 | false   |
        | diesel     | 19 kW   | 1999 | false   |
        | diesel     | 37 kW   | 1997 | true    |
        | diesel     | 74 kW   | 1998 | false   |
        | diesel     | 75 kW   | 1997 | false   |
        | diesel     | 75 kW   | 1996 | true    |
        | diesel     | 129 kW  | 1996 | true    |
        | diesel     | 130 kW  | 1996 | false   |
        | diesel     | 561 kW  | 1999 | true    |
        | diesel     | 560 kW  | 1999 | false   |
        | diesel     | 561 kW  | 2000 | false   |

    Scenario Outline: a paper for a certified diesel machine
      Given a case:
        """
        {"vehicle": {"make": "Kubota", "body": "special_purpose", "site_machine": true, "manufactured": "2015",
                     "powertrain": "diesel", "off_road.epa_certificate": "<certificate>"},
         "entry": {"date": "2026-11-21"}}
        """
      Then <paper> says "40 CFR Part 1039"

      Examples:
        | certificate   | paper    |
        | certified     | a paper  |
        | not_certified | no paper |

    Scenario Outline: a utility vehicle is of Part 1051 above 25 mph alone
      Given the vehicle:
        | body         | utility_vehicle |
        | kei          | false           |
        | steering     | wheel           |
        | top_speed    | <speed>         |
        | displacement | <cc>            |
        | power        | <kW>            |
      Then conclusion epa.nonroad.recreational is <recreational>

      Examples: and with a small engine
        | speed  | cc      | kW      | recreational |
        | 25 mph | 700 cc  | 28 kW   | false        |
        | 26 mph | 700 cc  | 28 kW   | true         |
        | 26 mph | 1000 cc | 30 kW   | true         |
        | 26 mph | 1001 cc | 28 kW   | false        |
        | 26 mph | 700 cc  | 30.1 kW | false        |

    Scenario Outline: a motocross bike of <year>, and EPA's certificate: <certificate>
      Given a case:
        """
        {"vehicle": {"make": "Yamaha", "model": "YZ250F", "body": "motorcycle", "made_for_roads": false,
                     "street_features": "missing"}, "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | manufactured             | <year>        |
        | off_road.epa_certificate | <certificate> |
      Then the outcome is <outcome>
      And HS-7 box 8 is open
      And the chosen epa path is <epa>
      And a warning says "look for an emission label that names EPA"

      Examples:
        | year | certificate   | outcome      | epa                       |
        | 2004 |               | admissible   | path epa.nonroad_certified |
        | 2020 | certified     | admissible   | path epa.nonroad_certified |
        | 2020 |               | undetermined | path epa.nonroad_certified |
        | 2020 | not_certified | refused      | none                      |

    Scenario Outline: a paper for each
      Given a case:
        """
        {"vehicle": {"make": "Honda", "body": "utility_vehicle", "steering": "handlebar"},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | manufactured             | <year>        |
        | off_road.epa_certificate | <certificate> |
      Then a paper says "<paper>"

      Examples:
        | year | certificate | paper                                |
        | 2004 |             | proof of its model year              |
        | 2020 | certified   | the certificate under 40 CFR Part 1051 |

    Scenario: for competition with EPA's letter
      Given a case:
        """
        {"vehicle": {"make": "Yamaha", "model": "YZ250F", "body": "motorcycle", "made_for_roads": false,
                     "street_features": "missing", "manufactured": "2020", "racing_letter": true,
                     "off_road.epa_certificate": "not_certified"},
         "entry": {"date": "2026-11-21", "purpose": "racing", "epa_permission": true}}
        """
      Then the outcome is admissible
      And the chosen nhtsa path is HS-7 box 8
      And the door "nonroad vehicle for competition only" is open

    Scenario: an electric all-terrain vehicle has no nonroad engine
      Given a case:
        """
        {"vehicle": {"make": "Polaris", "body": "utility_vehicle", "steering": "handlebar",
                     "powertrain": "electric", "manufactured": "2021"},
         "entry": {"date": "2026-11-21"}}
        """
      Then the outcome is admissible
      And the chosen epa path is path epa.outside_the_rules
      And no warning says "look for an emission label that names EPA"

    Scenario: at 25 years form 3520-1 is no form for a golf cart
      Given a case:
        """
        {"vehicle": {"make": "Yamaha", "body": "golf_cart", "top_speed": "15 mph",
                     "powertrain": "gasoline", "manufactured": "1999"},
         "entry": {"date": "2026-11-21"}}
        """
      Then EPA code E is closed because "only if you ask for it"
      And it asks for vehicle.off_road.epa_certificate

    Scenario Outline: nor for a <body> of <make> whose speed nobody told
      Given a case:
        """
        {"vehicle": {"make": "<make>", "body": "<body>", "powertrain": "gasoline",
                     "manufactured": "1999", "power": "<power>"},
         "entry": {"date": "2026-11-21"}}
        """
      Then EPA code E is closed because "only if you ask for it"
      And the outcome is <outcome>

      Examples:
        | make    | body            | power | outcome      |
        | Polaris | utility_vehicle | 24 kW | admissible   |
        | Polaris | utility_vehicle |       | undetermined |
        | Yamaha  | golf_cart       | 8 kW  | undetermined |
        | Yamaha  | golf_cart       |       | undetermined |

  @epa.nonroad.ancient.21_years @epa.nonroad.ancient.ended @epa.nonroad_21_years
  @cite:40_CFR_1068.315(i) @cite:88_FR_4296
  Rule: Old and original equipment, until 26 March 2023, and no short cut for a governed truck
    The paragraph on old equipment and code 9 of the form were taken out from 27 March 2023 on.

    Scenario Outline: age and state
      Given the vehicle:
        | body                   | utility_vehicle |
        | top_speed              | 20 mph          |
        | manufactured           | <built>         |
        | original_configuration | <configuration> |
        | engine                 | <engine>        |
      And it enters on 2022-11-21
      Then conclusion epa.nonroad.ancient is <ancient>
      And the door "form 3520-21 as an original nonroad vehicle of at least 21 years (until March 2023)" is <path>

      Examples: what came of age after the end never had this door
        | built      | configuration | engine   | ancient | path    |
        | 2001-11-21 | true          | original | true    | open    |
        | 2001-11-22 | true          | original | false   | not_yet |
        | 2002-03-26 | true          | original | false   | not_yet |
        | 2002-03-27 | true          | original | false   | closed  |
        | 1999-05    | false         | original | false   | closed  |
        | 1999-05    | true          | other    | false   | closed  |

    @F8.2
    Scenario Outline: the last day
      Given the vehicle:
        | body         | utility_vehicle |
        | top_speed    | 20 mph          |
        | manufactured | 1999-05         |
      And it enters on <entry>
      Then conclusion epa.nonroad.ancient is <ancient>
      And the door "form 3520-21 as an original nonroad vehicle of at least 21 years (until March 2023)" is <path>

      Examples:
        | entry      | ancient | path   |
        | 2023-03-26 | true    | open   |
        | 2023-03-27 | false   | closed |
        | 2026-11-21 | false   | closed |

    Scenario Outline: built on a leap day, it is old enough on the first of March
      No authority was found for this; the later day is the safe one.

      Given the vehicle:
        | body         | utility_vehicle |
        | top_speed    | 20 mph          |
        | manufactured | 2000-02-29      |
      And it enters on <entry>
      Then conclusion epa.nonroad.ancient is <ancient>

      Examples:
        | entry      | ancient |
        | 2021-02-28 | false   |
        | 2021-03-01 | true    |

    Scenario: a truck that a governor made a nonroad vehicle has no way round the certificate
      Given the vehicle:
        | off_road.epa_governor_opinion | tamperproof   |
        | off_road.epa_certificate      | not_certified |
        | limited_speed                 | 25 mph        |
        | original_configuration        | false         |
        | engine                        | original      |
      Then the door "form 3520-21 as an original nonroad vehicle of at least 21 years (until March 2023)" is closed because "a governor does not make it an original nonroad vehicle"
      And the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is closed
      And EPA code E is closed

    Scenario: nor is it original for code E once EPA accepted the governor
      Given the vehicle:
        | off_road.epa_governor_opinion | tamperproof       |
        | off_road.nhtsa_opinion        | not_motor_vehicle |
        | off_road.epa_certificate      | not_certified     |
        | limited_speed                 | 25 mph            |
        | power                         | 37 kW             |
      Then EPA code E is closed because "only if you ask for it"
      And the door "form 3520-21 as an original nonroad vehicle of at least 21 years (until March 2023)" is closed
      And the outcome is refused

    Scenario Outline: while EPA has not accepted it, code E is for who takes the governor out
      Given the vehicle:
        | off_road.epa_governor_opinion | <opinion> |
        | limited_speed                 | 25 mph    |
      Then EPA code E is open
      And a paper says "take out the governor or block"

      Examples:
        | opinion         |
        | not_tamperproof |
        |                 |

  @epa.nonroad_own_use @cite:40_CFR_1054.630
  Rule: An individual may bring in used small engines for own use

    @T-E10
    Scenario: two used engines in five years
      Given the vehicle:
        | market           | JP              |
        | body             | utility_vehicle |
        | top_speed        | 20 mph          |
        | first_registered | 2003-08         |
      Then the door "form 3520-21 for a used small nonroad engine and the importer's own use" is open

    Scenario Outline: what closes it
      Given the vehicle:
        | body             | utility_vehicle |
        | top_speed        | 20 mph          |
        | first_registered | 2003-08         |
        | power            | <kW>            |
      And the importer:
        | kind | <importer> |
      And the entry:
        | personal_use | <own use> |
      Then the door "form 3520-21 for a used small nonroad engine and the importer's own use" is <path>

      Examples:
        | kW    | importer   | own use | path   |
        | 28 kW | individual | true    | open   |
        | 31 kW | individual | true    | closed |
        | 28 kW | business   | true    | closed |
        | 28 kW | individual | false   | closed |

    Scenario Outline: a golf cart was never registered, and is used unless somebody says that it is new
      Given a case:
        """
        {"vehicle": {"make": "Yamaha", "body": "golf_cart", "top_speed": "15 mph", "power": "8 kW",
                     "powertrain": "gasoline", "displacement": "400 cc", "manufactured": "2019"},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | used | <used> |
      Then the door "form 3520-21 for a used small nonroad engine and the importer's own use" is <path>
      And the outcome is <outcome>
      And it <assumes> used

      Examples:
        | used  | path   | outcome      | assumes         |
        |       | open   | admissible   | assumes         |
        | true  | open   | admissible   | does not assume |
        | false | closed | undetermined | does not assume |

    Scenario Outline: nothing is taken for used that is younger than a year or looks new
      Given a case:
        """
        {"vehicle": {"make": "Yamaha", "body": "golf_cart", "top_speed": "15 mph", "power": "8 kW",
                     "powertrain": "gasoline", "displacement": "400 cc"},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | manufactured     | <built>      |
        | first_registered | <registered> |
        | odometer         | <odometer>   |
      Then the door "form 3520-21 for a used small nonroad engine and the importer's own use" is <path>

      Examples:
        | built      | registered | odometer | path        |
        | 2025-11-21 |            |          | open        |
        | 2025-11-22 |            |          | needs_facts |
        | 2026       |            |          | needs_facts |
        | 2019       |            | 99 mi    | needs_facts |
        | 2019       |            | 100 mi   | open        |
        |            | 2026-06    |          | needs_facts |
        |            | 2025-06    |          | open        |
        |            | 2025-06    | 20 mi    | needs_facts |

    Scenario: it is not for all-terrain vehicles, which have a part of their own
      Given a case:
        """
        {"vehicle": {"make": "Honda", "body": "utility_vehicle", "steering": "handlebar",
                     "power": "18 kW", "powertrain": "gasoline", "displacement": "400 cc",
                     "manufactured": "2015", "used": true},
         "entry": {"date": "2026-11-21"}}
        """
      Then the door "form 3520-21 for a used small nonroad engine and the importer's own use" is closed because "not for snowmobiles, dirt bikes, all-terrain vehicles"

  @epa.nonroad_competition @cite:40_CFR_1068.310(a)
  Rule: Box 19 is for competition, with EPA's letter

    Scenario Outline: purpose and letter
      Given the vehicle:
        | body            | utility_vehicle |
        | street_features | unsuitable      |
      And the entry:
        | purpose        | <purpose> |
        | epa_permission | <letter>  |
      Then the door "nonroad vehicle for competition only" is <path>

      Examples:
        | purpose  | letter | path         |
        | racing   | true   | open         |
        | racing   |        | needs_action |
        | off_road | true   | closed       |
