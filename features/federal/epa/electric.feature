@keiimport
Feature: Electric vehicles
  No tailpipe is no exemption: an electric motor vehicle needs EPA's certificate like any other, and
  before 21 calendar years no code is known to let one in without it.

  Background:
    Given the vehicle:
      | market       | JP            |
      | body         | passenger_car |
      | powertrain   | electric      |
      | manufactured | 2015-06       |
    And it enters on 2026-11-21

  @epa.electric.motor_vehicles_too @epa.electric.under_21 @cite:42_USC_7522(a)(1)
  Rule: It needs EPA's certificate, or 21 calendar years

    Scenario Outline: what an electric vehicle has
      Given the vehicle:
        | powertrain    | <powertrain> |
        | manufactured  | <built>      |
        | epa_certified | <label>      |
        | top_speed     | <speed>      |
      Then conclusion epa.electric_without_code is <shut out>

      Examples:
        | powertrain | built   | label | speed  | shut out |
        | electric   | 2015-06 | false | 80 mph | true     |
        | electric   | 2005-06 | false | 80 mph | false    |
        | electric   | 2015-06 | true  | 80 mph | false    |
        | electric   | 2015-06 | false | 25 mph | false    |
        | gasoline   | 2015-06 | false | 80 mph | false    |

    Scenario: no code is open for it
      Then EPA code B is closed
      And EPA code E is not_yet
      And EPA code E opens on 2036-01-01
      And the door "no declaration to EPA (electric, and no motor vehicle)" is closed
      And the outcome is not_yet
      And a warning says "gives code Y (unregulated fuel) to electric vehicles"
      And a warning says "expensive and rare"

    @T-E4
    Scenario: an electric roadster of model year 2009, sold without a certificate
      Given the vehicle:
        | market        | US       |
        | manufactured  | 2009-05  |
        | certified_to  | us_fmvss |
        | epa_certified | false    |
      And it enters on 2010-06-01
      Then conclusion epa.electric_without_code is true
      And EPA code B is closed
      And a reason cites "Tesla Motors"
      And a reason cites "42 USC 7522(a)(1)"

  @epa.electric.unregulated_fuel @epa.code_y
  Rule: Code Y is shown and never counted
    Customs' list of 2016 gives it to electric vehicles and the law asks for a certificate, so the rule can end at no or
    at unknown, never at yes.

    Scenario Outline: fuels
      Given vehicle.powertrain is <powertrain>
      Then conclusion epa.unregulated_fuel is <unregulated>
      And EPA code Y is <code Y>

      Examples:
        | powertrain | unregulated | code Y      |
        | gasoline   | false       | closed      |
        | diesel     | false       | closed      |
        | hybrid     | false       | closed      |
        | electric   | unknown     | needs_facts |
        | hydrogen   | unknown     | needs_facts |

    Scenario: it makes nothing undetermined
      Given the vehicle:
        | market        | US       |
        | certified_to  | us_fmvss |
        | epa_certified | false    |
        | top_speed     | 80 mph   |
      Then EPA code Y is needs_facts because "get a written answer from EPA"
      And EPA code Y is needs_facts because "electric and fuel cell vehicles of any model year"
      And the chosen epa path is EPA code E
      And EPA code E is not_yet

  @epa.nonroad_certified
  Rule: An electric vehicle has no nonroad engine that a certificate could cover

    Scenario: an electric kei car called off-road waits for no certificate of an engine
      Given vehicle.manufactured is 2022-06
      And entry.purpose is off_road
      And it enters on 2026-11-21
      Then the door "form 3520-21 as a nonroad vehicle, certified or older than its rules" is closed because "has no nonroad engine"
      And it does not ask for vehicle.off_road.epa_certificate

  @epa.outside_the_rules @epa.electric.inference
  Rule: A slow electric vehicle is outside EPA's rules by inference

    Scenario Outline: speed and changes
      Given the vehicle:
        | top_speed              | <speed>         |
        | powertrain             | <powertrain>    |
        | original_configuration | <configuration> |
      Then the door "no declaration to EPA (electric, and no motor vehicle)" is <path>

      Examples:
        | speed  | powertrain | configuration | path   |
        | 25 mph | electric   | true          | open   |
        | 26 mph | electric   | true          | closed |
        | 25 mph | electric   | false         | closed |
        | 25 mph | gasoline   | true          | closed |

    Scenario: and the verdict says that it is an inference
      Given vehicle.top_speed is 24 mph
      Then the door "no declaration to EPA (electric, and no motor vehicle)" is open
      And a warning says "concluded from two definitions"
      And a warning says "epa.outside_the_rules: we could not find the text of this law"
      And the chosen epa path is the door "no declaration to EPA (electric, and no motor vehicle)"
