@keiimport @states
Feature: Cases from the states
  Real decisions and texts of agencies, told as cases.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | chassis_code | DD51T   |
      | manufactured | 1995-05 |
      | curb_weight  | 1600 lb |
    And it enters on 2026-11-21

  Rule: What was decided once is a case to hold the table against

  @T-S1 @states.ga.kei_2023
  Scenario: a Georgian owner of a titled kei truck, 2023
    Given it goes to Georgia
    And the law of 2023-06-15
    Then the state is banned
    And the state says "titles given earlier were revoked by letter"

  @T-S2 @states.ga.kei_2023
  Scenario: Georgia after the bill of 2025 passed and was vetoed
    Given it goes to Georgia
    And the law of 2025-06-01
    Then the state is banned
    And the state says "HB 308"

  @T-S3 @states.ri.kei_2021
  Scenario Outline: Rhode Island revokes an Acty and a Mira that it had registered
    Given the vehicle:
      | make         | <make>  |
      | model        | <model> |
      | chassis_code |         |
      | market       | JP      |
      | kei          | true    |
      | body         | <body>  |
      | manufactured | 1992-05 |
    And it goes to Rhode Island
    And first_registered_in_state is 2019-05-01
    And the law of <day>
    Then the state is <state>
    And the state says "<words>"

    Examples:
      | make     | model | body          | day        | state      | words               |
      | Honda    | Acty  | pickup        | 2021-08-15 | banned     | 31-19.4-1           |
      | Daihatsu | Mira  | passenger_car | 2021-08-15 | banned     | 31-19.4-1           |
      | Honda    | Acty  | pickup        | 2024-05-15 | banned     | refuses and revokes |
      | Honda    | Acty  | pickup        | 2024-07-01 | restricted | not transferable    |

  @T-S4 @states.me.any_2021
  Scenario: Maine and a Delica, which is no kei vehicle, 2021
    Given the vehicle:
      | make         | Mitsubishi        |
      | model        | Delica Space Gear |
      | chassis_code | PD8W              |
      | manufactured | 1995-05           |
    And it goes to Maine
    And the law of 2021-08-01
    Then class kei does not hold
    And the state is banned
    And the state says "off-road vehicle"

  @T-S8 @states.il.any_2025
  Scenario: Illinois brands the title of a registered kei truck, 2025
    Given it goes to Illinois
    And the law of 2025-06-15
    Then the state is banned
    And the state says "Not Eligible for Registration"

  @T-S10 @states.pa.mini_truck
  Scenario: Pennsylvania and a kei truck of 1995 without an earlier registration
    Given it goes to Pennsylvania
    And first_registered_in_state is 2026-11-21
    Then the state is restricted
    And the state says "antique (25 years)"
    And the state says "off-road title"

  @T-S11 @states.pa.kei_grandfathered
  Scenario: Pennsylvania and a kei truck already registered
    Given it goes to Pennsylvania
    And first_registered_in_state is 2018-05-01
    Then the state is allowed
    And the state says "kept"

  @T-S14 @states.in.mini_truck
  Scenario: Indiana and a mini-truck of 660 cc, 60 inches and 1,600 lb
    Given it goes to Indiana
    And displacement is 660 cc
    And width is 60 in
    Then the state is restricted
    And the state says "all roads but interstates"

  @T-S16 @states.or.kei_2026
  Scenario: Oregon refuses a kei truck
    Given it goes to Oregon
    Then the state is banned

  @T-S17 @states.la.mini_truck
  Scenario: Louisiana, roads posted up to 55 mph with a decal, and no controlled access
    Given it goes to Louisiana
    And road_speed_limit is 65 mph
    Then the state is restricted
    And the state says "controlled-access"
    And the state says "off-road decal"
    And the state says "a road posted at 65 mph is not allowed"

  @T-S18 @states.ky.mini_truck
  Scenario: Kentucky lets a mini-truck cross, and refuses to let it travel
    Given it goes to Kentucky
    And the law of 2025-06-26
    Then the state is restricted
    And the state says "two-lane roads to cross them"
    And the state says "other travel on public roads is refused"

  @T-S19 @states.ca.direct_import_1975
  Scenario: California and a kei car of 1996
    Given the vehicle:
      | make         | Suzuki     |
      | model        | Cappuccino |
      | chassis_code | EA21R      |
      | manufactured | 1996-05    |
    And it goes to California
    Then the outcome is admissible
    And the state is banned
    And the state says "laboratory"

  @T-S21 @states.fl.mini_truck
  Scenario: Florida, a mini truck and a road posted 45 mph
    Given it goes to Florida
    And road_speed_limit is 45 mph
    Then the state is restricted
    And the state says "a road posted at 45 mph is not allowed"
    And the state says "could not confirm"

  @T-S23 @states.me.antique
  Scenario: Maine, 26 years old and no antique before January 2025
    Given manufactured is 2000-05
    And chassis_code is DB52T
    And it goes to Maine
    And first_registered_in_state is 2026-11-21
    Then the state is banned
    And conclusion state.me.antique is false
    And conclusion state.me.antique_kept is false

  @F6.6
  Rule: What is not imported yet was registered in no state before

    Scenario: nobody said when Rhode Island first registered it
      Given the Carry of the examples
      And it was built in 1996-05
      And entry.state is RI
      And nobody says first_registered_in_state
      And it enters on 2026-11-30
      Then the state is banned
      And it assumes not_registered_before_entry

    Scenario: somebody said that it was, before the state refused them
      Given the Carry of the examples
      And it was built in 1996-05
      And entry.state is RI
      And first_registered_in_state is 2019-05-01
      And it enters on 2026-11-30
      Then the state is restricted
      And it does not assume not_registered_before_entry

  @states.any.conforming @states.any.low_speed_vehicle
  Rule: A car with its maker's US label and an engine of its size is no low-speed vehicle

    Scenario Outline: a Civic comes home to <state>
      Given the vehicle:
        | make                   | Honda         |
        | model                  | Civic         |
        | chassis_code           |               |
        | curb_weight            |               |
        | manufactured           | 2019-05       |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | 2000 cc       |
        | country_of_manufacture | US            |
        | certified_to           | us_fmvss      |
        | certified_class        | <label>       |
        | epa_certified          | true          |
      And it goes to <state>
      Then the state is <says>

      Examples:
        | state    | label             | says    |
        | Illinois |                   | allowed |
        | Texas    | passenger_car     | allowed |
        | Texas    | low_speed_vehicle | unclear |
