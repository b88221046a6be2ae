@keiimport @cite:40_CFR_85.1511(e)
Feature: Racing
  A racing vehicle stays for good under code L, once EPA has approved it: its features count, not
  what its owner intends, and it never sees a public road.

  Background:
    Given the vehicle:
      | market       | JP            |
      | body         | passenger_car |
      | powertrain   | gasoline      |
      | manufactured | 2015-06       |
    And the entry:
      | date    | 2026-11-21 |
      | purpose | racing     |

  @epa.racing.features @epa.code_l @epa.racing.letter @epa.racing.not_off_road
  Rule: Features first, then EPA's letter

    Scenario Outline: features and letter
      Given vehicle.street_features is <features>
      And entry.epa_permission is <letter>
      Then conclusion epa.competition_vehicle is <racing vehicle>
      And EPA code L is <code L>

      Examples:
        | features   | letter | racing vehicle | code L       |
        | unsuitable | true   | true           | open         |
        | unsuitable | false  | true           | needs_action |
        | missing    | true   | true           | open         |
        | customary  | true   | false          | closed       |

    Scenario: what it is fit for is asked, not presumed
      Then EPA code L is needs_facts because "what street use usually needs"
      And a warning says "that code L of form 3520-1"

    Scenario: for the road nobody claims it
      Given entry.purpose is road_use
      Then EPA code L is closed because "only if you ask for it"

    @T-E9
    Scenario Outline: a racing car is no off-road utility vehicle
      Given vehicle.street_features is unsuitable
      And entry.purpose is <purpose>
      Then EPA code L is <code L>
      And the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is <off-road form>
      And <warns> says "cannot be declared as an off-road utility vehicle as well"

      Examples:
        | purpose  | code L       | off-road form | warns      |
        | racing   | needs_action | closed        | a warning  |
        | off_road | closed       | needs_facts   | no warning |

  @epa.code_l @epa.nonroad_competition
  Rule: What races off the roads and is no motor vehicle has form 3520-21

    Scenario Outline: a motorcycle of which street features are <features>
      Given the vehicle:
        | make                   | Yamaha     |
        | model                  | YZ250      |
        | market                 |            |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | displacement           | 250 cc     |
        | country_of_manufacture | JP         |
        | street_features        | <features> |
        | made_for_roads         | <roads>    |
      Then EPA code L is <code L>
      And the chosen epa path is <chosen>

      Examples:
        | features   | roads | code L       | chosen                  |
        | missing    |       | closed       | epa.nonroad_competition |
        | unsuitable | true  | needs_action | epa.code_l              |
