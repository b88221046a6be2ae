@keiimport
Feature: Connected vehicles of China and Russia
  From model year 2027 nobody may sell vehicles that connect and whose maker or software China or
  Russia control; hardware follows with model year 2030. Old vehicles are outside, and a private
  person's single vehicle seems to be, which nobody has confirmed.

  Background:
    Given the vehicle:
      | make          | BYD           |
      | body          | passenger_car |
      | kei           | true          |
      | manufactured  | 2027-02-02    |
      | model_year    | 2027          |
      | connected     | true          |
      | maker_control | CN            |
    And entry.for_resale is true
    And it enters on 2027-06-01

  @commerce.connected_vehicles @commerce.maker.2027 @cite:15_CFR_791.304
  Rule: A maker that China or Russia control may sell none from model year 2027

    Scenario: barred whatever its doors say
      Then gate commerce.connected_vehicles is barred
      And the outcome is refused
      And the answer says "China or Russia control"

    Scenario Outline: what was built before 2026 is outside even where its model year is told as 2027
      Given vehicle.manufactured is <built>
      Then gate commerce.connected_vehicles is <gate>

      Examples:
        | built      | gate   |
        | 2025-12-31 | clear  |
        | 2026-01-01 | barred |

    Scenario Outline: maker and model year
      Given vehicle.maker_control is <country>
      And vehicle.model_year is <year>
      And vehicle.connectivity_software is JP
      And vehicle.connectivity_hardware is JP
      Then conclusion commerce.maker_barred is <barred>
      And gate commerce.connected_vehicles is <gate>

      Examples:
        | country | year | barred | gate   |
        | CN      | 2027 | true   | barred |
        | RU      | 2027 | true   | barred |
        | JP      | 2027 | false  | clear  |
        | CN      | 2026 | false  | clear  |

    Scenario Outline: nobody said what the <body> weighs
      Given vehicle.kei is false
      And vehicle.body is <body>
      Then gate commerce.connected_vehicles is <gate>

      Examples:
        | body          | gate    |
        | passenger_car | barred  |
        | station_wagon | barred  |
        | van           | unclear |

    Scenario: before the rule was in force
      Given the law of 2025-03-16
      Then conclusion commerce.maker_barred is false
      And conclusion commerce.software_barred is false
      And conclusion commerce.hardware_barred is false

    Scenario Outline: in force since 17 March 2025: the law of <day>
      Given vehicle.connectivity_software is CN
      And vehicle.connectivity_hardware is CN
      And vehicle.model_year is 2030
      And the law of <day>
      Then conclusion commerce.maker_barred is <barred>
      And conclusion commerce.software_barred is <barred>
      And conclusion commerce.hardware_barred is <barred>

      Examples:
        | day        | barred |
        | 2025-03-16 | false  |
        | 2025-03-17 | true   |

    Scenario: a vehicle built before 2026 is outside whatever else is not known
      Given the vehicle:
        | manufactured  | 1998-05 |
      And nobody says model_year
      And nobody says connected
      And nobody says maker_control
      Then gate commerce.connected_vehicles is clear

    Scenario: who controls the maker of a new one has to be known
      Given nobody says maker_control
      Then gate commerce.connected_vehicles is unclear
      And a reason says "country that controls its maker"

  @commerce.software.2027 @cite:15_CFR_791.303
  Rule: Software from China or Russia bars from model year 2027

    Scenario Outline: software
      Given vehicle.maker_control is JP
      And vehicle.connectivity_software is <country>
      And vehicle.connectivity_hardware is JP
      And vehicle.model_year is <year>
      Then conclusion commerce.software_barred is <barred>
      And gate commerce.connected_vehicles is <gate>

      Examples:
        | country | year | barred | gate   |
        | CN      | 2027 | true   | barred |
        | CN      | 2026 | false  | clear  |
        | RU      | 2027 | true   | barred |
        | JP      | 2027 | false  | clear  |

  @commerce.hardware.2030 @cite:15_CFR_791.302
  Rule: Hardware from China or Russia bars from model year 2030, and on its own from 2029

    Scenario Outline: hardware
      Given vehicle.maker_control is JP
      And vehicle.connectivity_software is JP
      And vehicle.connectivity_hardware is <country>
      And vehicle.model_year is <year>
      And entry.purpose is <purpose>
      And it enters on <day>
      Then conclusion commerce.hardware_barred is <barred>

      Examples:
        | country | year | purpose  | day        | barred |
        | CN      | 2030 | road_use | 2030-06-01 | true   |
        | RU      | 2030 | road_use | 2030-06-01 | true   |
        | CN      | 2029 | road_use | 2030-06-01 | false  |
        | JP      | 2030 | road_use | 2030-06-01 | false  |
        | CN      | 2027 | parts    | 2029-01-01 | true   |
        | CN      | 2027 | parts    | 2028-12-31 | false  |

  @commerce.connected_vehicle
  Rule: What has nothing that connects, or weighs more than 10,000 lb, is outside

    Scenario Outline: content and weight
      Given vehicle.body is van
      And vehicle.connected is <connects>
      And vehicle.kei is <kei>
      And vehicle.length is 5 m
      And vehicle.gvwr is <weight>
      Then conclusion commerce.connected is <reached>

      Examples:
        | connects | kei   | weight   | reached |
        | true     | false | 10000 lb | true    |
        | true     | false | 10001 lb | false   |
        | false    | false | 10000 lb | false   |

  @commerce.traded @commerce.private @commerce.control
  Rule: A private person's single vehicle seems to be outside

    Scenario: that is an inference, and says so
      Given entry.for_resale is false
      Then conclusion commerce.trade is false
      And gate commerce.connected_vehicles is clear
      And a warning says "we concluded"

    Scenario: its maker is not private
      Given entry.for_resale is false
      And importer.kind is original_manufacturer
      Then conclusion commerce.trade is true

    Scenario Outline: a business is asked whether it will sell the vehicle
      Given importer.kind is <importer>
      And entry.for_resale is <resale>
      And vehicle.market is US
      And vehicle.kei is false
      And vehicle.length is 5 m
      And vehicle.gvwr is 1500 kg
      And vehicle.certified_to is us_fmvss
      And vehicle.epa_certified is true
      Then gate commerce.connected_vehicles is <gate>
      And the outcome is <outcome>

      Examples:
        | importer            | resale | gate   | outcome    |
        | business            | true   | barred | refused    |
        | business            | false  | clear  | admissible |
        | registered_importer | true   | barred | refused    |

    Scenario: a business that does not say it waits for an answer
      Given nobody says entry.for_resale
      And importer.kind is business
      And vehicle.market is US
      And vehicle.certified_to is us_fmvss
      And vehicle.epa_certified is true
      Then conclusion commerce.trade is unknown
      And gate commerce.connected_vehicles is unclear
      And the outcome is undetermined
      And it asks for entry.for_resale

    Scenario Outline: what was built in <built> is told nothing of a private person, nor of Hong Kong
      Given entry.for_resale is false
      And vehicle.manufactured is <built>
      And vehicle.maker_control is <control>
      Then <warns> says "<words>"

      Examples:
        | built      | control | warns      | words                  |
        | 2026-01-01 | CN      | a warning  | we concluded           |
        | 2025-12-31 | CN      | no warning | we concluded           |
        | 2026-01-01 | HK      | a warning  | Hong Kong or Macau     |
        | 2025-12-31 | HK      | no warning | Hong Kong or Macau     |

    Scenario: Hong Kong is not settled
      Given vehicle.maker_control is HK
      Then a warning says "Hong Kong"
