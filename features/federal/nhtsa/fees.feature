@keiimport @nhtsa.fees_owed
Feature: What box 3 costs
  The fees of 49 CFR Part 594 are lines of the duty and count in its total: for certain where box 3 is
  open, as a span where it may be, and not at all where nobody claims it. The bond of 150 % is no
  cost: it comes back, and stands beside the total.

  Background:
    Given the vehicle:
      | make                   | smart         |
      | model                  | fortwo        |
      | model_year             | 2003          |
      | drive_side             | left          |
      | manufactured           | 2003-05-10    |
      | body                   | passenger_car |
      | designed_for           | people        |
      | open_cargo_bed         | false         |
      | seats                  | 2             |
      | rear_seats             | none          |
      | wheels                 | 4             |
      | powertrain             | gasoline      |
      | displacement           | 1200 cc       |
      | country_of_manufacture | FR            |
      | eligibility_number     | VCP-27        |
      | title                  | clean         |
      | theft_marked           | true          |
      | body_replaced          | false         |
      | remanufactured         | false         |
    And the importer:
      | kind        | individual |
      | ri_contract | true       |
    And the entry:
      | date      | 2026-11-28  |
      | type      | consumption |
      | value     | $8,000      |
      | transport | air         |
      | bond      | true        |

  @cite:49_CFR_594.8 @cite:79_FR_57002
  Rule: Where box 3 is open its fees are owed, and count

    Scenario: a petition let the model in
      Then HS-7 box 3 is open
      And the duty amount is $1,200.00
      And the duty says "$138.00"
      And the duty says "$9.34"
      And the duty says "$10.00"
      # 1,200 + 34.58 + 138 + 9.34 + 10
      And the total is $1,391.92
      And a reason cites "49 CFR 594.8(b)"

    @nhtsa.fees.by_petition
    Scenario Outline: NHTSA's initiative, a petition, or nobody knows: <number>
      Given the vehicle:
        | market             | CA             |
        | displacement       |                |
        | make               | Honda          |
        | model              | Civic          |
        | manufactured       | 2018-01-05     |
        | model_year         |                |
        | seats              | 5              |
        | rear_seats         | fixed          |
        | gvwr               | 1700 kg        |
        | off_road_features  | false          |
        | top_speed          | 180 km/h       |
        | certified_to       | canada_cmvss   |
        | certified_by       | original_maker |
        | eligibility_number | <number>       |
        | fmvss.138          | true           |
        | fmvss.201          | true           |
        | fmvss.206          | true           |
        | fmvss.208          | true           |
        | fmvss.213          | true           |
        | fmvss.214          | true           |
        | fmvss.225          | true           |
        | fmvss.226          | true           |
      Then the total is <total>
      And conclusion fee.by_petition is <petition>

      Examples:
        | number | petition | total                  |
        | VSA-80 | false    | $1,378.92              |
        |        | unknown  | $1,378.92 to $1,391.92 |

    Scenario: A number that the list here lacks may be of either kind, and may not cover it
      Given eligibility_number is VSP-999
      And the vehicle:
        | make | Fiat |
      Then HS-7 box 3 is needs_facts
      And conclusion fee.by_petition is unknown
      And the total is $1,234.58 to $1,391.92

    Scenario Outline: Nothing is owed where <what>
      Given <fact> is <value>
      Then conclusion duty.fee.nhtsa.vehicle_by_petition is true
      And HS-7 box 3 is <outcome>
      And the total is $1,234.58

      Examples:
        | what                         | fact        | value   | outcome      |
        | a contract is known to lack  | ri_contract | false   | needs_action |
        | the vehicle is a salvage one | title       | salvage | closed       |

    Scenario: A contract that nobody speaks of leaves both
      Given nobody says ri_contract
      Then HS-7 box 3 is needs_action
      And the total is $1,234.58 to $1,391.92

    Scenario: Nobody claims box 3
      Given nobody says eligibility_number
      And the vehicle:
        | make  | Suzuki |
        | model | Twin   |
      Then the total is $1,234.58

  @cite:49_CFR_594.9(e) @cite:49_CFR_594.10(d)
  Rule: A deposit instead of a surety, and paying by card, are for who says so

    Scenario Outline: <what>
      Given <fact> is <value>
      Then conclusion duty.fee.nhtsa.<fee> is <holds>
      And the total is <total>

      Examples:
        | what           | fact            | value | fee                       | holds | total     |
        | cash           | cash_deposit    | true  | cash_deposit              | true  | $1,881.58 |
        | a surety       | cash_deposit    | false | cash_deposit              | false | $1,391.92 |
        | by card        | ri_pays_by_card | true  | conformity_review_by_card | true  | $1,387.92 |
        | some other way | ri_pays_by_card | false | conformity_review_by_card | false | $1,391.92 |

  @nhtsa.bond @cite:49_CFR_591.8
  Rule: The bond of 150 % is a security and not in the total

    Scenario: worth $8,000
      Then the duty says "$12,000.00"
      And the duty says "conformance bond"
      And conclusion duty.bond.nhtsa.conformance is true
      And the total is $1,391.92
      And a reason cites "49 CFR 591.8"

    Scenario Outline: the law of <day>
      Given manufactured is 1989-05-10
      And it enters on <day>
      Then conclusion duty.bond.nhtsa.conformance is <holds>

      Examples:
        | day        | holds |
        | 1990-01-31 | true  |
        | 1990-01-30 | false |

  @nhtsa.fees.box_3_needed
  Rule: Nobody pays for box 3 who comes in through another

    Scenario Outline: on <day>
      Given it enters on <day>
      And manufactured is 2001-10-14
      And model_year is 2002
      Then conclusion fee.box_3_needed is <young>
      And the total is <total>

      Examples:
        | day        | young | total   |
        | 2026-10-13 | true  | $991.92 |
        | 2026-10-14 | false | $834.58 |

    Scenario Outline: a Canadian car <what>
      Given a case:
        """
        {"vehicle": {"make": "Toyota", "model": "Corolla", "manufactured": "2015-05",
          "certified_to": ["canada_cmvss"], "title": "clean", "country_of_manufacture": "CA",
          "registered_in": "CA", "displacement": "1800 cc", "body": "passenger_car",
          "powertrain": "gasoline", "epa_certified": true},
         "entry": {"date": "2026-12-01", "value": 5000, "transport": "land"}}
        """
      And <fact> is <value>
      Then the chosen nhtsa path is <path>
      And the total is <total>
      And it does not ask for importer.ri_contract

      Examples:
        | what                             | fact                 | value                  | path         | total     |
        | with its maker's letter          | manufacturer_letter  | true                   | nhtsa.box_2b | $1,409.58 |
        | whose maker is still to be asked | importer.us_resident | true                   | nhtsa.box_2b | $1,409.58 |
        | with the US label too            | certified_to         | us_fmvss, canada_cmvss | nhtsa.box_2a | $1,409.58 |
        | that only passes through         | purpose              | export                 | nhtsa.box_4  | $0.00     |

  Rule: Fees of NHTSA are those of the day

    Scenario Outline: the fees on <day>
      Given it enters on <day>
      And cash_deposit is true
      And ri_pays_by_card is true
      Then conclusion duty.fee.nhtsa.<fee> is <owed>

      Examples:
        | day        | fee                       | owed  |
        | 2014-10-01 | vehicle_by_petition       | true  |
        | 2014-10-01 | vehicle_by_initiative     | true  |
        | 2014-10-01 | cash_deposit              | true  |
        | 2014-10-01 | bond_processing           | true  |
        | 2014-10-01 | conformity_review_by_card | true  |
        | 2014-10-01 | conformity_review         | true  |
        | 2014-09-30 | vehicle_by_petition       | false |
        | 2014-09-30 | vehicle_by_initiative     | false |
        | 2014-09-30 | cash_deposit              | false |
        | 2014-09-30 | bond_processing           | false |
        | 2014-09-30 | conformity_review_by_card | false |
        | 2014-09-30 | conformity_review         | false |
