@keiimport
Feature: Supposing a federal kei class
  No such class is law or proposed. It is made up to see what it would change: recent kei vehicles
  as their makers built them would come in through a door of their own.

  Background:
    Given the example sakura-2022

  @scenario.kei_class.definition
  Rule: A recent kei vehicle, fast enough for ordinary roads, would belong to the class

    Scenario: the law as it stands knows no such class
      Then HS-7 box 1 opens on 2047-06-30
      And the chosen nhtsa path is HS-7 box 1
      And the answer says "It turns 25 in June 2047"
      And no warning says "hypothetical"

    Scenario: the Sakura under the scenario
      Given the law of kei-class
      Then class federal_kei holds
      And the door "federal kei class" is open
      And the chosen nhtsa path is the door "federal kei class"
      And the certainty is assumed
      And the outcome is not_yet
      And the answer says "Hypothetical: supposing a federal kei class, not yet."
      And EPA code E opens on 2043-01-01
      And a reason says "class.federal_kei is true"
      And a reason cites "no law; invented for this scenario"
      And a warning says "law today: federal law knows no kei class"
      And a warning says "proposed: none that we found"
      And a warning says "made up by us: the class"
      And no warning says "only if NHTSA has found the model eligible"

    Scenario Outline: what the class asks for
      Given the law of kei-class
      And <fact> is <value>
      Then class federal_kei <holds>
      And the door "federal kei class" is <door>

      Examples:
        | fact                           | value      | holds          | door        |
        | vehicle.gvwr                   | 2999 lb    | holds          | open        |
        | vehicle.gvwr                   | 3000 lb    | does not hold  | closed      |
        | vehicle.original_configuration | false      | holds          | open        |
        | vehicle.remanufactured         | true       | does not hold  | closed      |

    Scenario Outline: its first day is a day of manufacture
      Given the vehicle:
        | make           | Example   |
        | model          | Kei       |
        | chassis_code   |           |
        | kei            | true      |
        | wheels         | 4         |
        | gvwr           | 1200 kg   |
        | top_speed      | <speed>   |
        | made_for_roads | true      |
        | manufactured   | <built>   |
      And the law of kei-class
      Then class federal_kei <holds>

      Examples:
        | built      | speed   | holds         |
        | 2020-12-31 | 50 mph  | does not hold |
        | 2021-01-01 | 50 mph  | holds         |
        | 2021-01-01 | 49 mph  | does not hold |

    Scenario: a full-size car stays outside
      Given the example x-trail-2005-03
      And the law of kei-class
      Then class federal_kei does not hold
      And the door "federal kei class" is closed
      And a warning says "only if NHTSA has found the model eligible"

  Rule: Emissions, Customs and the states stay as they are

    Scenario: the warning says so
      Given the law of kei-class
      Then a warning says "emissions, Customs and the states stay as they are"
