@keiimport @cite:40_CFR_85.1503 @cite:40_CFR_85.1509
Feature: Independent commercial importers
  Codes A, C, J and Z belong to holders of EPA's certificates. EPA releases such a vehicle to no
  private owner before it conforms, but an owner may hire an importer, as he hires a registered one.
  It is dear and rare.

  Background:
    Given the vehicle:
      | market       | JP       |
      | body         | pickup   |
      | powertrain   | gasoline |
      | manufactured | 2015-06  |
    And it enters on 2026-11-21

  @epa.commercial.importer @epa.commercial.wanted @epa.commercial.theoretical
  Rule: Claimed by such an importer, or by who has no other door

    Scenario Outline: by importer
      Given importer.kind is <importer>
      Then conclusion epa.commercial_wanted is <wanted>
      And EPA code A is <A and C> because "<words>"
      And EPA code C is <A and C>

      Examples:
        | importer                        | wanted  | A and C      | words            |
        | individual                      | unknown | closed       | only if you ask for it |
        | business                        | unknown | closed       | only if you ask for it |
        | registered_importer             | unknown | closed       | only if you ask for it |
        | independent_commercial_importer | true    | needs_action | still to do      |

    Scenario: a private person is told that it is dear and rare
      Then a warning says "expensive and rare, and we know of none for kei vehicles"

    Scenario: a commercial importer is not
      Given importer.kind is independent_commercial_importer
      Then no warning says "expensive and rare"

    @F4.2
    Scenario: a vehicle of a decision of NHTSA, below 21 calendar years
      Given the vehicle:
        | make               | Nissan        |
        | model              | Skyline       |
        | chassis_code       | BCNR33        |
        | body               | passenger_car |
        | manufactured       | 1997-06       |
        | eligibility_number | VCP-32        |
        | title              | clean         |
      And it enters on 2012-06-01
      Then the outcome is conditional
      And the chosen nhtsa path is HS-7 box 3
      And the chosen epa path is EPA code A
      And an action says "hire an independent commercial importer"
      And an action says "contract with a registered importer"
      And it depends on agency

    Scenario: at 21 calendar years nobody needs one
      Given the vehicle:
        | make               | Nissan        |
        | model              | Skyline       |
        | chassis_code       | BCNR33        |
        | body               | passenger_car |
        | manufactured       | 1997-06       |
        | eligibility_number | VCP-32        |
        | title              | clean         |
      And it enters on 2018-01-01
      Then EPA code A is closed because "only if you ask for it"
      And the chosen epa path is EPA code E

    Scenario Outline: with the contract and the certificate it may come in
      Given the vehicle:
        | make               | Nissan        |
        | model              | Skyline       |
        | chassis_code       | BCNR33        |
        | body               | passenger_car |
        | manufactured       | 1997-06       |
        | eligibility_number | VCP-32        |
      And it enters on 2012-06-01
      And the importer:
        | ici_contract    | <contract>    |
        | epa_certificate | <certificate> |
      Then conclusion epa.commercial_importer is true
      And EPA code C is <code C>
      And a paper says "the contract with the independent commercial importer"

      Examples:
        | contract | certificate | code C       |
        | true     | true        | open         |
        | false    | true        | needs_action |
        | true     |             | needs_action |

  @epa.code_a @epa.code_c @epa.code_j @epa.code_z @epa.commercial.6_years @epa.commercial.letters
  Rule: What each of them asks for

    Background:
      Given importer.kind is independent_commercial_importer
      And importer.epa_certificate is true

    Scenario Outline: code C begins at 6 calendar years
      Given vehicle.manufactured is <built>
      Then conclusion epa.age_6_years is <old enough>
      And EPA code C is <code C>

      Examples:
        | built      | old enough | code C  |
        | 2020-12-31 | true       | open    |
        | 2021-01-01 | false      | not_yet |

    Scenario: with its certificate
      Then conclusion epa.commercial_importer is true
      And EPA code A is open
      And EPA code C is open
      And EPA code Z is needs_facts
      And no paper says "the contract with the independent commercial importer"
      And a warning says "check the form before signing"

    Scenario: none of them without EPA's certificate
      Given importer.epa_certificate is false
      And vehicle.us_twin is "Suzuki Samurai of 1990"
      Then EPA code A is needs_action
      And EPA code Z is needs_action

    Scenario: code Z needs a certified version to follow
      Given vehicle.us_twin is "Suzuki Samurai of 1990"
      Then EPA code Z is open

    # 40 CFR 85.1511(b): prior approval in writing, and a bond
    @epa.commercial.approval_j
    Scenario Outline: code J needs EPA's letter and a bond, and is for tests alone
      Given entry.epa_permission is <letter>
      And entry.bond is <bond>
      And entry.purpose is <purpose>
      Then EPA code J is <code J>

      Examples:
        | letter | bond  | purpose  | code J       |
        | true   | true  | research | open         |
        | false  | true  | research | needs_action |
        | true   | false | research | needs_action |
        | true   | true  | road_use | closed       |

    Scenario: what comes in under code J leaves again unless it is certified
      Given entry.epa_permission is true
      And importer.epa_certificate is false
      And entry.bond is true
      And entry.purpose is research
      And entry.nhtsa_permission is true
      Then EPA code J is open
      And the chosen epa path is EPA code J
      And a restriction says "within 180 days of its entry"
      And a restriction says "one vehicle for each engine family"
      And a warning says "does not name code J among those that need EPA's letter"

    @epa.commercial.limits
    Scenario: how many one commercial importer may bring in a year
      Then a warning says "at most 25 cars and light trucks and 50 motorcycles a year"

    @epa.commercial.employees_abroad
    Scenario Outline: what employees of the United States bought overseas may be younger
      Given importer.kind is <importer>
      And vehicle.manufactured is <built>
      Then <a or no> warning says "a military or civilian employee of the United States"

      Examples:
        | importer                        | built   | a or no |
        | government_orders               | 2024-03 | a       |
        | government_orders               | 2020-03 | no      |
        | independent_commercial_importer | 2024-03 | no      |

    Scenario: tests before certification keep no old vehicle with another engine here
      Given importer.epa_certificate is false
      And the vehicle:
        | manufactured   | 1998-05 |
        | engine         | other   |
        | body_replaced  | false   |
        | remanufactured | false   |
      And entry.bond is true
      Then EPA code J is closed
      And the chosen epa path is EPA code A
      And the outcome is conditional

    Scenario: for anybody else codes J and Z stay closed
      Given importer.kind is individual
      And entry.bond is true
      Then EPA code J is closed
      And EPA code Z is closed

  Rule: What comes in at 25 years comes in by its age, whoever was to bring it in before

    Scenario: a kei truck with a number that NHTSA never gave
      Given the vehicle:
        | make               | Suzuki  |
        | model              | Carry   |
        | manufactured       | 2010-05 |
        | registered_in      | JP      |
        | eligibility_number | VCP-99  |
      And it enters on 2026-11-21
      Then the outcome is not_yet
      And the answer says "Then use HS-7 box 1 and EPA form 3520-1 code E"
