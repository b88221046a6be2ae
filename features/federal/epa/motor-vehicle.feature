@keiimport @cite:40_CFR_85.1703
Feature: Is it a motor vehicle for EPA
  EPA has its own definition. What cannot exceed 25 mph, what lacks the features of street use and
  what has features that rule streets out is no motor vehicle for EPA, whatever NHTSA says of it.

  Background:
    Given the vehicle:
      | market       | JP       |
      | body         | pickup   |
      | powertrain   | gasoline |
      | displacement | 660 cc   |
      | power        | 37 kW    |
      | manufactured | 2015-06  |
    And it enters on 2026-11-21

  @epa.motor_vehicle.slow @epa.motor_vehicle.definition @epa.motor_vehicle.agencies_differ
  Rule: The speed without a governor counts

    Scenario Outline: as built, on level pavement
      Given vehicle.top_speed is <speed>
      Then conclusion epa.slow_as_built is <slow>
      And conclusion epa.motor_vehicle is <motor vehicle>

      Examples:
        | speed   | slow  | motor vehicle |
        | 20 mph  | true  | false         |
        | 25 mph  | true  | false         |
        | 26 mph  | false | true          |
        | 40 km/h | true  | false         |
        | 41 km/h | false | true          |

    Scenario: a speed that nobody tells of a vehicle nobody knows
      Given nobody says vehicle.market
      Then conclusion epa.motor_vehicle is unknown

    Scenario: the two agencies may differ about the same vehicle
      Given vehicle.top_speed is 25 mph
      And vehicle.made_for_roads is true
      Then class motor_vehicle holds
      And conclusion epa.motor_vehicle is false
      And a warning says "each agency has its own definition"

  @epa.motor_vehicle.governor @epa.motor_vehicle.added_governor
  Rule: A governor counts only when EPA has judged it tamperproof enough

    Scenario Outline: what EPA has written
      Given the vehicle:
        | off_road.epa_governor_opinion | <opinion> |
        | limited_speed                 | 25 mph    |
      And entry.purpose is off_road
      Then conclusion epa.governed_for_good is <governed>
      And conclusion epa.motor_vehicle is <motor vehicle>

      Examples:
        | opinion         | governed | motor vehicle |
        | tamperproof     | true     | false         |
        | not_tamperproof | false    | true          |
        |                 | unknown  | unknown       |

    Scenario: a vehicle that nobody governed needs no such warning
      Then no warning says "does not make it a nonroad vehicle"

    Scenario: for the road nobody asks EPA to call it anything else
      Given vehicle.limited_speed is 25 mph
      Then conclusion epa.governed_for_good is false
      And conclusion epa.motor_vehicle is true
      And a warning says "does not make it a nonroad vehicle"

  @epa.motor_vehicle.features
  Rule: Features for streets, and features that rule streets out

    Scenario Outline: what the vehicle has
      Given vehicle.street_features is <features>
      Then conclusion epa.unfit_for_streets is <unfit>
      And conclusion epa.motor_vehicle is <motor vehicle>

      Examples:
        | features   | unfit | motor vehicle |
        | customary  | false | true          |
        | missing    | false | true          |
        | unsuitable | true  | false         |

    @cite:40_CFR_85.1703(b)
    Scenario: what was made for roads is a motor vehicle whatever it lacks
      Given vehicle.street_features is missing
      And vehicle.made_for_roads is false
      Then conclusion epa.unfit_for_streets is true
      And conclusion epa.motor_vehicle is false

    Scenario: what was made for roads is presumed to have them
      Then conclusion epa.unfit_for_streets is false

    Scenario: a utility vehicle is not
      Given vehicle.body is utility_vehicle
      Then conclusion epa.unfit_for_streets is unknown

    @T-E6
    Scenario: a vehicle that came in pieces is still a vehicle
      Given the vehicle:
        | engine               | absent |
        | transmission_present | true   |
        | epa_certified        | false  |
      And entry.purpose is parts
      Then conclusion epa.motor_vehicle is true
      And EPA code B is closed
      And the door "no declaration to EPA (a body or chassis without an engine)" is closed because "taken apart, it is still a vehicle"
      And the outcome is refused

  @epa.trailer @epa.motor_vehicle.trailer @cite:42_USC_7550(2)
  Rule: A trailer does not move by its own power

    Scenario Outline: body and drive
      Given the vehicle:
        | body       | <body>  |
        | powertrain | <drive> |
      And nobody says displacement
      And nobody says power
      Then the door "no declaration to EPA (a trailer has no engine)" is <path>

      Examples:
        | body    | drive    | path        |
        | trailer | none     | open        |
        | trailer | gasoline | closed      |
        | trailer |          | open        |
        | pickup  | none     | closed      |

    Scenario: a caravan of which nobody said that it has no engine
      Given vehicle.body is trailer
      And nobody says powertrain
      And nobody says displacement
      And nobody says power
      And it was built in 2015-05
      Then it assumes trailer_without_engine
      And it does not assume original_engine
      And the chosen epa path is the door "no declaration to EPA (a trailer has no engine)"

    Scenario: it needs no code, and that this is inferred is said
      Given the vehicle:
        | body         | trailer  |
        | wheels       | 2        |
        | powertrain   | none     |
        | market       | US       |
        | certified_to | us_fmvss |
      And nobody says displacement
      And nobody says power
      Then the chosen epa path is the door "no declaration to EPA (a trailer has no engine)"
      And the outcome is admissible
      And the certainty is assumed
      And a warning says "epa.trailer"

    @epa.code_e @epa.pre_regulation @F8.4
    Scenario Outline: its age changes nothing, and an engine does
      Given the vehicle:
        | body         | trailer |
        | powertrain   | <drive> |
        | gvwr         | 9000 kg |
        | market       | DE      |
        | manufactured | <built> |
      And nobody says displacement
      And nobody says power
      And it enters on 2026-11-30
      Then the chosen epa path is <path>
      And a paper says "<paper>"
      And no paper says "<other>"

      Examples:
        | drive    | built   | path                                                     | paper                                 | other                              |
        | none     | 1990-05 | the door "no declaration to EPA (a trailer has no engine)" | EPA's disclaimer code A in the entry  | form 3520-1 with code E            |
        | none     | 1965-05 | the door "no declaration to EPA (a trailer has no engine)" | EPA's disclaimer code A in the entry  | form 3520-1 with code E            |
        | gasoline | 1990-05 | EPA code E                                               | form 3520-1 with code E               | EPA's disclaimer code A            |

    Scenario: an old vehicle of whose body nobody spoke is not taken for one
      Given the vehicle:
        | market       | JP      |
        | manufactured | 1990-05 |
      And nobody says body
      And it enters on 2026-11-30
      Then the chosen epa path is EPA code E

  @epa.motor_vehicle.off_road_machine @epa.motor_vehicle.definition @cite:40_CFR_1051.1
  Rule: All-terrain vehicles and labelled utility vehicles are nonroad vehicles, lamps or not

    Scenario Outline: <body>, <steering>, label <label>, made for roads: <made>, kei: <kei>
      Given a case:
        """
        {"vehicle": {"top_speed": "50 mph", "street_features": "customary"},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | body                   | <body>     |
        | kei                    | <kei>      |
        | steering               | <steering> |
        | off_road.warning_label | <label>    |
        | made_for_roads         | <made>     |
      Then conclusion epa.off_road_machine is <machine>
      And conclusion epa.motor_vehicle is <motor vehicle>

      Examples:
        | body            | kei   | steering  | label | made  | machine | motor vehicle |
        | utility_vehicle | false | handlebar |       | false | true    | false         |
        | utility_vehicle | false | wheel     | true  | false | true    | false         |
        | utility_vehicle | false | wheel     | false | false | false   | true          |
        | utility_vehicle | false | wheel     |       | false | unknown | unknown       |
        | utility_vehicle | false | handlebar |       | true  | false   | true          |
        | utility_vehicle | true  | handlebar | true  | false | false   | true          |
        | pickup          | false | wheel     | true  | false | false   | true          |

    Scenario Outline: a forklift of 30 mph, for one site: <site>
      Given a case:
        """
        {"vehicle": {"top_speed": "30 mph", "street_features": "customary", "powertrain": "electric",
                     "body": "special_purpose", "kei": false, "manufactured": "2012"},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | site_machine   | <site> |
        | made_for_roads | <made> |
      Then conclusion epa.off_road_machine is <machine>

      Examples:
        | site  | made  | machine |
        | true  | false | true    |
        | true  |       | true    |
        | true  | true  | false   |
        | false | false | false   |

    Scenario Outline: a kei dump truck is no such machine, whoever says so
      Given a case:
        """
        {"vehicle": {"make": "Mitsubishi", "model": "Minicab", "kei": true, "body": "dump_truck",
                     "powertrain": "electric", "manufactured": "2015", "top_speed": "100 km/h",
                     "site_machine": true},
         "entry": {"date": "2026-11-21"}}
        """
      And the vehicle:
        | made_for_roads | <made> |
      Then conclusion epa.off_road_machine is false
      And the outcome is not_yet

      Examples:
        | made  |
        |       |
        | false |

    Scenario: an electric forklift comes in under box 8, and EPA asks for nothing
      Given a case:
        """
        {"vehicle": {"make": "Toyota", "site_machine": true, "powertrain": "electric", "manufactured": "2012"},
         "entry": {"date": "2026-11-21"}}
        """
      Then the outcome is admissible
      And the chosen nhtsa path is HS-7 box 8
      And the chosen epa path is path epa.outside_the_rules
