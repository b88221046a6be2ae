@keiimport
Feature: What bars a vehicle at Customs, whatever its papers
  Some things keep a vehicle out whichever door it takes. Nobody tells of each vehicle that its
  numbers are its own and that no soil clings to it; so these gates count once somebody says so,
  and until then they are shown as unclear, asked for last and named in a warning.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | chassis_code | DD51T   |
      | manufactured | 1998-05 |
    And it enters on 2026-11-21

  @cbp.stolen_numbers @cbp.foreign_soil @cbp.nobody_says
  Rule: A gate that nobody raises is shown and does not count

    Scenario: nobody says anything
      Then gate cbp.stolen_numbers is unclear
      And gate cbp.foreign_soil is unclear
      And a reason says "you haven't said"
      And a warning says "you haven't said whether there is soil on it"
      And the outcome is admissible

    Scenario: where something else is asked, these questions come last
      Given manufactured is 2001
      Then the outcome is undetermined
      And it asks for vehicle.foreign_soil
      And it asks for vehicle.numbers_altered

    Scenario Outline: somebody says how it is
      Given vehicle.<fact> is <so>
      Then gate cbp.<gate> is <says>
      And the outcome is <outcome>

      Examples:
        | fact            | so    | gate           | says   | outcome    |
        | numbers_altered | true  | stolen_numbers | barred | refused    |
        | numbers_altered | false | stolen_numbers | clear  | admissible |
        | foreign_soil    | false | foreign_soil   | clear  | admissible |

    Scenario: the answer says what bars it
      Given vehicle.numbers_altered is true
      Then the answer says "its numbers are altered"
      And the chosen cbp path is the door "entry for consumption"

    Scenario Outline: soil is steam-cleaned off before it ships
      Given the vehicle:
        | foreign_soil | <soil>    |
        | soil_removed | <cleaned> |
      Then the outcome is <outcome>
      And it depends on <who>
      And <says> says "have it steam-cleaned"

      Examples:
        | soil  | cleaned | outcome     | who      | says      |
        | true  |         | conditional | importer | an action |
        | true  | false   | conditional | importer | an action |
        | true  | true    | admissible  | nobody   | no action |
        | false |         | admissible  | nobody   | no action |
        |       |         | admissible  | nobody   | no action |

    Scenario: it is said in the answer, too
      Given vehicle.foreign_soil is true
      Then the answer says "once you do this: have it steam-cleaned, underneath too, before it ships"

    Scenario: cleaning makes nothing older
      Given vehicle.foreign_soil is true
      And vehicle.manufactured is 2010-05
      Then the outcome is not_yet
      And the answer says "It turns 25"

    Scenario: nothing is left to warn of
      Given vehicle.foreign_soil is false
      And vehicle.numbers_altered is false
      Then no warning says "you haven't said whether there is soil"

  @cbp.antidumping @cbp.antidumping.scope.2025 @cbp.antidumping.cost @cbp.antidumping.perhaps
  @cite:90_FR_38759
  Rule: Low-speed vehicles of China cost a deposit, which shuts no door to who pays

    Background:
      Given the vehicle:
        | make           | none |
      And nobody says make
      And nobody says model
      And nobody says chassis_code
      And the vehicle:
        | manufactured           | 2024-11-01 |
        | body                   | golf_cart  |
        | designed_for           | people     |
        | country_of_manufacture | CN         |
        | wheels                 | 4          |
        | roof                   | open_body  |
        | top_speed              | 15 mph     |
        | gvwr                   | 1000 lb    |
        | powertrain             | electric   |
        | made_for_roads         | false      |
      And entry.purpose is off_road

    Scenario: the deposit is still to pay
      Then gate cbp.antidumping is clear
      And conclusion cbp.low_speed_personal_vehicle is true
      And the outcome is conditional
      And it depends on importer
      And an action says "pay the deposit for the antidumping"
      And the answer says "pay the deposit for the antidumping"
      And a warning says "several times the value"

    Scenario Outline: who does not say where it was made is told what it may cost
      Given vehicle.country_of_manufacture is <country>
      Then <warns> says "may cost more than the vehicle"

      Examples:
        | country | warns      |
        | JP      | no warning |
        | CN      | no warning |

    Scenario: nobody says where it was made
      Given nobody says vehicle.country_of_manufacture
      Then a warning says "may cost more than the vehicle"

    @cart_from_china
    Scenario Outline: a <body> from <country> of which nobody says where it was made
      Given nobody says vehicle.country_of_manufacture
      And vehicle.body is <body>
      And vehicle.registered_in is <country>
      Then conclusion cbp.low_speed_personal_vehicle is <reached>

      Examples:
        | body            | country | reached |
        | golf_cart       | CN      | true    |
        | utility_vehicle | CN      | true    |
        | golf_cart       | JP      | unknown |

    Scenario: it is paid
      Given entry.antidumping_deposit is true
      Then the outcome is admissible

    Scenario Outline: what the orders reach
      Given vehicle.<fact> is <value>
      And it enters on <day>
      Then conclusion cbp.low_speed_personal_vehicle is <reached>

      Examples:
        | fact                   | value   | day        | reached |
        | country_of_manufacture | JP      | 2026-11-21 | false   |
        | roof                   | closed  | 2026-11-21 | false   |
        | top_speed              | 26 mph  | 2026-11-21 | false   |
        | top_speed              | 25 mph  | 2026-11-21 | true    |
        | wheels                 | 3       | 2026-11-21 | false   |
        | wheels                 | 4       | 2024-12-06 | true    |
        | wheels                 | 4       | 2024-12-05 | false   |

    Scenario Outline: a <body> of <gvwr>
      Given vehicle.body is <body>
      And vehicle.gvwr is <gvwr>
      Then conclusion cbp.low_speed_personal_vehicle is <reached>

      Examples:
        | body            | gvwr    | reached |
        | utility_vehicle | 5500 lb | true    |
        | utility_vehicle | 5501 lb | false   |
        | golf_cart       | 5501 lb | true    |

    @golf_cart_open @golf_cart_four_wheels
    Scenario: a golf cart of which no more is said is open, on four wheels and light
      Given nobody says roof
      And nobody says wheels
      And nobody says gvwr
      Then conclusion cbp.low_speed_personal_vehicle is true
      And the outcome is conditional
      And an action says "pay the deposit for the antidumping"

    Scenario: of a utility vehicle nothing is taken for granted
      Given vehicle.body is utility_vehicle
      And nobody says roof
      Then conclusion cbp.low_speed_personal_vehicle is unknown
      And a warning says "may cost more than the vehicle"

  @F2.section_338 @cbp.excluded_from_canada @cbp.section_338.motorcycles.2026 @cite:Proclamation_11063_(91_FR_58325)
  Rule: Large motorcycles of Canada are excluded since 29 September 2026

    Scenario Outline: a motorcycle of <origin> of <cc>, arrived on <arrived>
      Given a case:
        """
        {"vehicle": {"body": "motorcycle", "wheels": 2, "powertrain": "gasoline",
                     "displacement": "<cc>", "country_of_manufacture": "<origin>",
                     "manufactured": "1998-05", "market": "CA", "foreign_soil": false,
                     "numbers_altered": false},
         "entry": {"date": "2026-11-21", "arrived": "<arrived>"}}
        """
      Then gate cbp.excluded_from_canada is <gate>

      Examples: what arrived before can still be entered
        | origin | cc     | arrived    | gate   |
        | CA     | 990 cc | 2026-11-20 | barred |
        | CA     | 801 cc | 2026-09-29 | barred |
        | CA     | 800 cc | 2026-09-29 | clear  |
        | CA     | 990 cc | 2026-09-28 | clear  |
        | US     | 990 cc | 2026-11-20 | clear  |

  @cbp.embargo
  Rule: Goods of Cuba, Iran and North Korea, and what was in use there, stay out
    The outline tells every kind; of what nobody tells anything it is taken for granted that it is
    none of them.

    Scenario Outline: made in <made>, last registered in <registered>
      Given the vehicle:
        | make                   | Chevrolet     |
        | model                  | Bel Air       |
        | chassis_code           |               |
        | body                   | passenger_car |
        | manufactured           | 1955-05       |
        | country_of_manufacture | <made>        |
        | registered_in          | <registered>  |
      Then gate cbp.embargo is <says>
      And the outcome is <outcome>

      Examples:
        | made | registered | says   | outcome    |
        | US   | CU         | barred | refused    |
        | CU   |            | barred | refused    |
        | IR   | DE         | barred | refused    |
        | KP   |            | barred | refused    |
        | JP   | IR         | barred | refused    |
        | JP   | KP         | barred | refused    |
        | US   | MX         | clear  | admissible |
        |      |            | clear  | admissible |

    Scenario Outline: what the importer says of it counts: <told>
      Given vehicle.embargoed is <told>
      Then gate cbp.embargo is <says>

      Examples:
        | told  | says   |
        | true  | barred |
        | false | clear  |

    Scenario: the answer names who may license it
      Given vehicle.registered_in is CU
      Then the answer says "unless the Treasury's Office of Foreign Assets Control (OFAC) licenses it"
      And there is no earliest day

    Scenario: strictly it is unclear, and counts once somebody says so
      Given nothing is presumed
      Then gate cbp.embargo is unclear

  @cbp.munitions_permit @cbp.munitions.armored
  Rule: An armored vehicle of armed forces needs the ATF's permit

    Background:
      Given the vehicle:
        | make                   | Daimler |
        | model                  | Ferret  |
        | chassis_code           |         |
        | body                   | armored |
        | manufactured           | 1960-05 |
        | country_of_manufacture | GB      |

    Scenario Outline: a scout car with the body <body> and the permit: <permit>
      Given vehicle.body is <body>
      And the entry:
        | munitions_permit | <permit> |
      Then conclusion cbp.munitions is <armored>
      And the outcome is <outcome>
      And it depends on <who>

      Examples:
        | body          | permit | armored | outcome     | who        |
        | armored       |        | true    | conditional | the agency |
        | armored       | false  | true    | conditional | the agency |
        | armored       | true   | true    | admissible  | nobody     |
        | passenger_car |        | false   | admissible  | nobody     |

    Scenario: the answer says what to get
      Then gate cbp.munitions_permit is clear
      And the answer says "apply to the ATF for a permit to import it (form 6) before it ships"

    Scenario Outline: a <make> <model> is known by its name
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | body         |         |
        | manufactured | 1965-05 |
      Then conclusion cbp.munitions is <armored>

      Examples:
        | make    | model   | armored |
        | Daimler | Ferret  | true    |
        | Alvis   | Saracen | true    |
        | FMC     | M113    | true    |
        | Alvis   | TD21    | unknown |

    @cbp.munitions.canada
    Scenario Outline: from <country>
      Given vehicle.registered_in is <country>
      Then <says> says "what comes from Canada needs no permit of the ATF"

      Examples:
        | country | says       |
        | CA      | a warning  |
        | GB      | no warning |
