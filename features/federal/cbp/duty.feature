@keiimport @cbp.tariff
Feature: The duty on a vehicle of Japan, day by day
  The lines of the tariff that stand on the day of the entry for consumption are stacked. The
  figures leave the fees out; where sources differ on a line, the figure has it.

  Rule: A kei truck younger than 25 calendar years pays 25 %, and for some months 50 %

    Background:
      Given the kei truck of the examples
      And it was built in 2015-06
      And it is worth $5,000
      And it is entered for consumption

    Scenario Outline: a young kei truck on <day> pays <rate>
      Given it enters on <day>
      Then the heading is 8704.31.01
      And the duty is <rate>
      And the duty amount is <amount>

      Examples:
        | day        | rate | amount    |
        | 2025-04-02 | 25 % | $1,250.00 |
        | 2025-04-03 | 50 % | $2,500.00 |
        | 2025-04-05 | 50 % | $2,500.00 |
        | 2025-08-06 | 50 % | $2,500.00 |
        | 2025-08-07 | 50 % | $2,500.00 |
        | 2025-09-15 | 50 % | $2,500.00 |
        | 2025-09-16 | 25 % | $1,250.00 |
        | 2026-02-23 | 25 % | $1,250.00 |
        | 2026-02-24 | 25 % | $1,250.00 |
        | 2026-07-23 | 25 % | $1,250.00 |
        | 2026-07-24 | 25 % | $1,250.00 |
        | 2026-11-21 | 25 % | $1,250.00 |

  Rule: A kei truck of 25 calendar years is free of Section 232, and on the text of little else

    Background:
      Given the kei truck of the examples
      And it was built in 1998-05
      And it is worth $5,000
      And it is entered for consumption

    Scenario Outline: an old kei truck on <day> pays <rate>, or <without>
      Given it enters on <day>
      And it was loaded on <day>
      Then the heading is 8704.31.01
      And the duty is <rate>
      And the duty says "<without>"

      Examples:
        | day        | rate | without |
        | 2025-04-02 | 25 % | 25 %    |
        | 2025-04-03 | 25 % | 25 %    |
        | 2025-04-05 | 35 % | 25 %    |
        | 2025-08-06 | 35 % | 25 %    |
        | 2025-08-07 | 25 % | 25 %    |
        | 2026-02-23 | 25 % | 25 %    |
        | 2026-02-24 | 35 % | 25 %    |
        | 2026-07-23 | 35 % | 25 %    |
        | 2026-07-24 | 25 % | 25 %    |
        | 2026-11-21 | 25 % | 25 %    |

    Scenario: What was collected under IEEPA can be had back
      Given it enters on 2025-06-01
      Then the duty says "you can get 9903.01.25 back"
      And the duty says "9903.01.25 is disputed"
      And a warning says "sources differ on whether 9903.01.25 is charged"
      And a reason cites "EO 14257"

    @T-D2
    Scenario: Section 122 is disputed for old vehicles
      Given it enters on 2026-05-15
      Then the duty is 35 %
      And the duty says "if the extra tariff 9903.03.01 is not charged, which is disputed"

    @T-D1
    Scenario: Built in 2001, it is exempt on any day of 2026
      Given it was built in 2001
      And it enters on 2026-11-21
      Then the duty is 25 %
      And the duty says "9903.94.04"

    @T-D4
    Scenario: Built in 2001, it was not exempt yet in 2025
      This case is sometimes worked out as 25 % and a disputed 10 % under IEEPA. But 2025 less 2001
      is 24, and the exemption asks for 25: Section 232 adds its 25 %, and IEEPA adds nothing to it.

      Given it was built in 2001
      And it enters on 2025-06-01
      Then the duty is 50 %
      And the duty amount is $2,500.00
      And the duty says "9903.94.01"

    Scenario: Built in 2000, it was exempt in 2025, and paid under IEEPA on the text
      Given it was built in 2000
      And it enters on 2025-06-01
      Then the duty is 35 %
      And the duty says "9903.94.04"
      And the duty says "9903.01.25 is disputed"
      And the duty says "you can get 9903.01.25 back"

    Scenario: On 24 February 2026 what was loaded before is free of Section 122
      Given it enters on 2026-02-26
      And it was loaded on 2026-02-20
      Then the duty is 25 %

    Scenario: Loaded on that day, it pays
      Given it enters on 2026-02-26
      And it was loaded on 2026-02-24
      Then the duty is 35 %

    Scenario: The day of loading is never presumed
      Given it enters on 2026-02-26
      Then the duty is 25 % to 35 %
      And the duty says "if day of loading is 2026-02-23 or earlier"

    Scenario: After the fourth day it no longer matters
      Given it enters on 2026-02-28
      Then the duty is 35 %

  Rule: A car of more than 1,000 cc and 25 calendar years

    Background:
      Given the passenger car of the examples
      And it was built in 1990-03
      And displacement is 1600 cc
      And it is worth $10,000
      And it is entered for consumption

    @T-D7
    Scenario Outline: an old car on <day> pays <rate>
      Given it enters on <day>
      And it was loaded on <day>
      Then the heading is 8703.23.01
      And the duty is <rate>
      And the duty amount is <amount>

      Examples:
        | day        | rate   | amount    |
        | 2010-06-01 | 2.5 %  | $250.00   |
        | 2025-04-02 | 2.5 %  | $250.00   |
        | 2025-04-04 | 2.5 %  | $250.00   |
        | 2025-04-05 | 12.5 % | $1,250.00 |
        | 2025-08-06 | 12.5 % | $1,250.00 |
        | 2025-08-07 | 15 %   | $1,500.00 |
        | 2026-02-23 | 15 %   | $1,500.00 |
        | 2026-02-24 | 12.5 % | $1,250.00 |
        | 2026-07-23 | 12.5 % | $1,250.00 |
        | 2026-07-24 | 12.5 % | $1,250.00 |
        | 2026-08-01 | 12.5 % | $1,250.00 |
        | 2026-11-21 | 12.5 % | $1,250.00 |

    Scenario Outline: What was collected under IEEPA can be had back: <day>
      Given it enters on <day>
      And it was loaded on <day>
      Then the duty says "<line> is disputed"
      And the duty says "you can get <line> back"
      And the duty says "2.5 %"

      Examples:
        | day        | line               |
        | 2025-06-01 | 9903.01.25         |
        | 2025-10-01 | 9903.02.72 or .73  |

    Scenario: Section 122 is disputed for old cars, and the figure has it
      Given it enters on 2026-05-15
      Then the duty is 12.5 %
      And the duty says "2.5 %"
      And the duty says "if the extra tariff 9903.03.01 is not charged, which is disputed"

    Scenario: The tariff on forced labor is disputed for old cars, and the figure has it
      Given it enters on 2026-11-21
      Then the duty is 12.5 %
      And the duty says "2.5 %"
      And the duty says "9903.05.48 or .49 is disputed"
      And a warning says "sources differ on whether 9903.05.48 or .49 is charged"

    @cbp.tariff.s301_fl.transit
    Scenario Outline: On <day>, loaded on <loaded>, it pays <rate>
      Given it enters on <day>
      And it was loaded on <loaded>
      Then the duty is <rate>

      Examples:
        | day        | loaded     | rate   |
        | 2026-07-27 | 2026-07-23 | 2.5 %  |
        | 2026-07-27 | 2026-07-24 | 12.5 % |
        | 2026-07-28 | 2026-07-23 | 12.5 % |

  Rule: A car of more than 1,000 cc younger than 25 calendar years

    Background:
      Given the passenger car of the examples
      And it was built in 2012-03
      And displacement is 1300 cc
      And it is worth $10,000
      And it is entered for consumption

    Scenario Outline: a young car on <day> pays <rate>
      Given it enters on <day>
      Then the heading is 8703.22.01
      And the duty is <rate>

      Examples:
        | day        | rate   |
        | 2025-04-02 | 2.5 %  |
        | 2025-04-03 | 27.5 % |
        | 2025-04-05 | 27.5 % |
        | 2025-08-06 | 27.5 % |
        | 2025-08-07 | 27.5 % |
        | 2025-09-15 | 27.5 % |
        | 2025-09-16 | 15 %   |
        | 2026-02-23 | 15 %   |
        | 2026-02-24 | 15 %   |
        | 2026-07-23 | 15 %   |
        | 2026-07-24 | 15 %   |
        | 2026-11-21 | 15 %   |

  Rule: A petrol kei car of any age is no vehicle of Section 232, but an article of metal

    Background:
      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 657 cc        |
        | manufactured           | 2010-03       |
        | metal_share            | 65 %          |
        | steel_value_share      | 20 %          |
      And it is worth $10,000
      And it is entered for consumption

    @T-D6
    Scenario Outline: a petrol kei car on <day> pays <rate>
      Given it enters on <day>
      And it was loaded on <day>
      Then the heading is 8703.21.01
      And the duty is <rate>
      And the duty amount is <amount>

      Examples:
        | day        | rate   | amount    |
        | 2025-04-02 | 2.5 %  | $250.00   |
        | 2025-04-04 | 2.5 %  | $250.00   |
        | 2025-04-05 | 12.5 % | $1,250.00 |
        | 2025-08-06 | 12.5 % | $1,250.00 |
        | 2025-08-07 | 15 %   | $1,500.00 |
        | 2025-08-17 | 15 %   | $1,500.00 |
        | 2025-08-18 | 22.5 % | $2,250.00 |
        | 2026-02-23 | 22.5 % | $2,250.00 |
        | 2026-02-24 | 20.5 % | $2,050.00 |
        | 2026-04-05 | 20.5 % | $2,050.00 |
        | 2026-04-06 | 27.5 % | $2,750.00 |
        | 2026-06-07 | 27.5 % | $2,750.00 |
        | 2026-06-08 | 15 %   | $1,500.00 |
        | 2026-07-01 | 15 %   | $1,500.00 |
        | 2026-07-24 | 15 %   | $1,500.00 |
        | 2026-11-21 | 15 %   | $1,500.00 |

    Scenario Outline: A car of 1995 has no exemption from the tariff on metals: <day>
      Given it was built in 1995-06
      And it enters on <day>
      Then the duty is <rate>
      And the duty says "no exception for old vehicles"

      Examples:
        | day        | rate   |
        | 2026-05-01 | 27.5 % |
        | 2026-11-21 | 15 %   |

    Scenario Outline: With less than 15 % metal by weight it pays <rate> on <day>
      Given vehicle.metal_share is 14 %
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | day        | rate   |
        | 2026-05-01 | 12.5 % |
        | 2026-07-01 | 12.5 % |
        | 2026-11-21 | 12.5 % |

    Scenario Outline: <metal> metal by weight, on the first days of that line: <day>
      Given vehicle.metal_share is <metal>
      And it was loaded on <day>
      And it enters on <day>
      Then conclusion duty.metals.little is <little>

      Examples:
        | metal | day        | little |
        | 14 %  | 2026-04-05 | false  |
        | 14 %  | 2026-04-06 | true   |
        | 15 %  | 2026-04-06 | false  |

    @F1.2 @cbp.tariff.little_metal
    Scenario: Nobody asks whether a whole vehicle is more than 15 % metal
      Given nobody says vehicle.metal_share
      And it enters on 2026-11-21
      Then the duty is 15 %
      And conclusion tariff.little_metal is false
      And it does not ask for vehicle.metal_share

    Scenario: With nothing presumed, both are possible
      Given nobody says vehicle.metal_share
      And nothing is presumed
      And it enters on 2026-11-21
      Then the duty is 12.5 % to 15 %
      And the duty says "share of metal by weight is"

    Scenario: While nobody says how much of its value is steel, none to all is possible
      Given nobody says vehicle.steel_value_share
      And it enters on 2025-10-01
      And it was loaded on 2025-09-01
      Then the duty is 15 % to 52.5 %
      And the duty amount is $1,500.00 to $5,250.00

    @T-C29
    Scenario: Of an old kei car sources differ on whether it paid under IEEPA
      Given it was built in 1972-06
      And it enters on 2025-06-01
      Then the duty is 12.5 %
      And the duty says "9903.01.25 is disputed"
      And the duty says "you can get 9903.01.25 back"

  Rule: A battery-electric kei car

    Scenario Outline: an electric kei car on <day> pays <rate>
      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | electric      |
        | manufactured           | 2023-03       |
      And it is entered for consumption
      And it enters on <day>
      Then the heading is 8703.80.00
      And the duty is <rate>

      Examples:
        | day        | rate   |
        | 2025-04-02 | 2.5 %  |
        | 2025-04-03 | 27.5 % |
        | 2025-04-05 | 27.5 % |
        | 2025-08-07 | 27.5 % |
        | 2025-09-15 | 27.5 % |
        | 2025-09-16 | 15 %   |
        | 2026-02-24 | 15 %   |
        | 2026-03-01 | 15 %   |
        | 2026-07-24 | 15 %   |
        | 2026-11-21 | 15 %   |

  Rule: A motorcycle of up to 700 cc

    Background:
      Given the vehicle:
        | country_of_manufacture | JP         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | gasoline   |
        | manufactured           | 2012-03    |
        | steel_value_share      | 20 %       |
      And it is entered for consumption

    Scenario Outline: a motorcycle of <cc> on <day> pays <rate>
      Given vehicle.displacement is <cc>
      And it enters on <day>
      And it was loaded on <day>
      Then the heading is <heading>
      And the duty is <rate>

      Examples:
        | cc     | day        | heading    | rate   |
        | 600 cc | 2025-04-02 | 8711.40.30 | 0 %    |
        | 600 cc | 2025-06-01 | 8711.40.30 | 10 %   |
        | 600 cc | 2025-08-07 | 8711.40.30 | 15 %   |
        | 600 cc | 2025-10-01 | 8711.40.30 | 15 %   |
        | 400 cc | 2025-08-17 | 8711.30.00 | 15 %   |
        | 400 cc | 2025-08-18 | 8711.30.00 | 22 %   |
        | 400 cc | 2026-03-01 | 8711.30.00 | 18 %   |
        | 400 cc | 2026-04-06 | 8711.30.00 | 10 %   |
        | 600 cc | 2026-03-01 | 8711.40.30 | 10 %   |
        | 600 cc | 2026-11-21 | 8711.40.30 | 12.5 % |
        | 750 cc | 2026-11-21 | 8711.40.60 | 12.5 % |

  Rule: The duty follows the country where it was built

    @cbp.tariff.autos_deal.korea @cbp.tariff.autos_deal.europe @cbp.tariff.autos_232.general @T-D12
    Scenario Outline: a young car of <origin> on <day> pays <rate>
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 2015-03       |
      And it is entered for consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | origin | day        | rate   |
        | KR     | 2025-10-31 | 27.5 % |
        | KR     | 2025-11-01 | 15 %   |
        | DE     | 2025-07-31 | 27.5 % |
        | DE     | 2025-08-01 | 15 %   |
        | IN     | 2026-11-21 | 27.5 % |
        | CN     | 2018-07-05 | 2.5 %  |
        | CN     | 2018-07-06 | 27.5 % |
        | CN     | 2026-11-21 | 52.5 % |

      Examples: the countries of the European Union, and days on which a tariff turns
        | origin | day        | rate             |
        | CN     | 2025-02-03 | 27.5 %           |
        | HK     | 2025-02-04 | 2.5 % to 12.5 %  |
        | MO     | 2025-02-04 | 2.5 % to 12.5 %  |
        | CN     | 2025-03-06 | 27.5 % to 47.5 % |
        | BY     | 2025-04-05 | 35 %             |
        | CA     | 2025-04-05 | 27.5 %           |
        | CU     | 2025-04-05 | 35 %             |
        | MX     | 2025-04-05 | 27.5 %           |
        | RU     | 2025-04-05 | 60 %             |
        | US     | 2025-04-05 | 27.5 %           |
        | KP     | 2025-05-02 | 35 %             |
        | BR     | 2025-08-06 | 27.5 %           |
        | CA     | 2025-08-07 | 27.5 %           |
        | HK     | 2025-08-07 | 47.5 %           |
        | MX     | 2025-08-07 | 27.5 %           |
        | CN     | 2025-08-17 | 72.5 %           |
        | BY     | 2025-08-18 | 35 %             |
        | CU     | 2025-08-18 | 35 %             |
        | KP     | 2025-08-18 | 35 %             |
        | MO     | 2025-08-18 | 47.5 %           |
        | RU     | 2025-08-18 | 60 %             |
        | US     | 2025-08-18 | 27.5 %           |
        | IN     | 2025-08-27 | 27.5 %           |
        | AE     | 2026-02-27 | 27.5 %           |

    @cbp.tariff.s301_fl.korea @cbp.tariff.s301_fl.switzerland @cbp.tariff.s301_fl.taiwan
    @cbp.tariff.s301_fl.europe @cbp.tariff.s301_fl.china @cbp.tariff.s301_fl.neighbours
    @cbp.tariff.s301_fl.countries_10 @cbp.tariff.s301_fl.countries_12_5
    @cbp.tariff.ieepa.others @cbp.tariff.ieepa.europe @cbp.tariff.ieepa.korea
    @cbp.tariff.ieepa.korea.2025_08 @cbp.tariff.ieepa.switzerland @cbp.tariff.ieepa.switzerland.2025_08
    @cbp.tariff.ieepa.liechtenstein.2025_08 @cbp.tariff.ieepa.china.2025_04_05
    @cbp.tariff.ieepa.china.2025_04_09 @cbp.tariff.ieepa.china.2025_04_10
    @cbp.tariff.ieepa.china.2025_05_14 @cbp.tariff.ieepa_fentanyl.2025_02
    @cbp.tariff.ieepa_fentanyl.2025_03 @cbp.tariff.ieepa_fentanyl.2025_11
    @cbp.tariff.ieepa.canada.2025_03 @cbp.tariff.ieepa.canada.2025_08 @cbp.tariff.ieepa.mexico
    @cbp.tariff.ieepa.countries_15 @cbp.tariff.ieepa.countries_18 @cbp.tariff.ieepa.countries_19
    @cbp.tariff.ieepa.countries_20 @cbp.tariff.ieepa.countries_25 @cbp.tariff.ieepa.countries_30
    @cbp.tariff.ieepa.countries_35 @cbp.tariff.ieepa.countries_40 @cbp.tariff.ieepa.countries_41
    @cbp.tariff.ieepa.brazil @cbp.tariff.ieepa.india
    Scenario Outline: an old car of <origin> on <day> pays <rate>
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 1998-03       |
      And it is entered for consumption
      And it was loaded on <day>
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | origin | day        | rate    |
        | DE     | 2025-09-01 | 15 %    |
        | IN     | 2025-06-01 | 12.5 %  |
        | IN     | 2025-09-01 | 52.5 %  |
        | CN     | 2025-02-03 | 27.5 %  |
        | CN     | 2025-02-04 | 37.5 %  |
        | CN     | 2025-03-03 | 37.5 %  |
        | CN     | 2025-03-04 | 47.5 %  |
        | CN     | 2025-04-04 | 47.5 %  |
        | CN     | 2025-04-05 | 57.5 %  |
        | CN     | 2025-04-08 | 57.5 %  |
        | CN     | 2025-04-09 | 131.5 % |
        | CN     | 2025-04-10 | 172.5 % |
        | CN     | 2025-05-13 | 172.5 % |
        | CN     | 2025-05-14 | 57.5 %  |
        | CN     | 2025-11-09 | 57.5 %  |
        | CN     | 2025-11-10 | 47.5 %  |
        | HK     | 2025-11-10 | 22.5 %  |
        | CN     | 2026-02-23 | 47.5 %  |
        | CN     | 2026-02-24 | 37.5 %  |
        | CA     | 2025-03-03 | 2.5 %   |
        | CA     | 2025-03-04 | 27.5 %  |
        | CA     | 2025-07-31 | 27.5 %  |
        | CA     | 2025-08-01 | 37.5 %  |
        | CA     | 2026-02-23 | 37.5 %  |
        | CA     | 2026-02-24 | 12.5 %  |
        | MX     | 2025-03-04 | 27.5 %  |
        | MX     | 2026-02-23 | 27.5 %  |
        | MX     | 2026-02-24 | 12.5 %  |
        | TH     | 2025-08-06 | 12.5 %  |
        | TH     | 2025-08-07 | 21.5 %  |
        | NI     | 2025-09-01 | 20.5 %  |
        | VN     | 2025-09-01 | 22.5 %  |
        | MD     | 2025-09-01 | 27.5 %  |
        | ZA     | 2025-09-01 | 32.5 %  |
        | RS     | 2025-09-01 | 37.5 %  |
        | LA     | 2025-09-01 | 42.5 %  |
        | SY     | 2025-09-01 | 43.5 %  |
        | NO     | 2025-09-01 | 17.5 %  |
        | GB     | 2025-09-01 | 12.5 %  |
        | AU     | 2026-02-23 | 12.5 %  |
        | KR     | 2025-11-13 | 17.5 %  |
        | KR     | 2025-11-14 | 15 %    |
        | CH     | 2025-11-13 | 41.5 %  |
        | CH     | 2025-11-14 | 15 %    |
        | LI     | 2025-11-13 | 17.5 %  |
        | LI     | 2025-11-14 | 15 %    |
        | BR     | 2025-08-05 | 12.5 %  |
        | BR     | 2025-08-06 | 52.5 %  |
        | IN     | 2025-08-26 | 27.5 %  |
        | IN     | 2025-08-27 | 52.5 %  |
        | IN     | 2026-02-06 | 52.5 %  |
        | IN     | 2026-02-07 | 27.5 %  |
        | KR     | 2026-07-23 | 12.5 %  |
        | KR     | 2026-07-24 | 12.5 %  |
        | CH     | 2026-07-24 | 12.5 %  |
        | DE     | 2026-11-21 | 10 %    |
        | TW     | 2026-11-21 | 10 %    |
        | CN     | 2026-11-21 | 40 %    |
        | IN     | 2026-11-21 | 12.5 %  |
        | GB     | 2026-11-21 | 12.5 %  |
        | AU     | 2026-11-21 | 15 %    |
        | CA     | 2026-11-21 | 12.5 %  |
        | MX     | 2026-07-23 | 12.5 %  |
        | MX     | 2026-07-24 | 12.5 %  |
        | MC     | 2026-11-21 | 2.5 %   |
        | US     | 2026-11-21 | 2.5 %   |

      Examples: every country with a rate of its own, and the days on which one turns
        | origin | day        | rate    |
        | MX     | 2025-03-03 | 2.5 %   |
        | HK     | 2025-04-05 | 32.5 %  |
        | MO     | 2025-04-05 | 32.5 %  |
        | HK     | 2025-04-09 | 106.5 % |
        | MO     | 2025-04-09 | 106.5 % |
        | MO     | 2025-04-10 | 147.5 % |
        | HK     | 2025-05-03 | 147.5 % |
        | GB     | 2025-06-30 | 12.5 %  |
        | AF     | 2025-08-06 | 12.5 %  |
        | AT     | 2025-08-06 | 12.5 %  |
        | BA     | 2025-08-06 | 12.5 %  |
        | BD     | 2025-08-06 | 12.5 %  |
        | BN     | 2025-08-06 | 12.5 %  |
        | CH     | 2025-08-06 | 12.5 %  |
        | IQ     | 2025-08-06 | 12.5 %  |
        | KR     | 2025-08-06 | 12.5 %  |
        | LA     | 2025-08-06 | 12.5 %  |
        | LI     | 2025-08-06 | 12.5 %  |
        | NI     | 2025-08-06 | 12.5 %  |
        | SY     | 2025-08-06 | 12.5 %  |
        | AE     | 2025-08-07 | 12.5 %  |
        | AF     | 2025-08-07 | 17.5 %  |
        | AT     | 2025-08-07 | 15 %    |
        | BA     | 2025-08-07 | 32.5 %  |
        | BD     | 2025-08-07 | 22.5 %  |
        | BN     | 2025-08-07 | 27.5 %  |
        | CH     | 2025-08-07 | 41.5 %  |
        | IQ     | 2025-08-07 | 37.5 %  |
        | KR     | 2025-08-07 | 17.5 %  |
        | LA     | 2025-08-07 | 42.5 %  |
        | LI     | 2025-08-07 | 17.5 %  |
        | NI     | 2025-08-07 | 20.5 %  |
        | SY     | 2025-08-07 | 43.5 %  |
        | AF     | 2025-08-17 | 17.5 %  |
        | AT     | 2025-08-17 | 15 %    |
        | BA     | 2025-08-17 | 32.5 %  |
        | BD     | 2025-08-17 | 22.5 %  |
        | BN     | 2025-08-17 | 27.5 %  |
        | CH     | 2025-08-17 | 41.5 %  |
        | ID     | 2025-08-17 | 21.5 %  |
        | IQ     | 2025-08-17 | 37.5 %  |
        | KR     | 2025-08-17 | 17.5 %  |
        | LA     | 2025-08-17 | 42.5 %  |
        | LI     | 2025-08-17 | 17.5 %  |
        | NI     | 2025-08-17 | 20.5 %  |
        | SY     | 2025-08-17 | 43.5 %  |
        | AO     | 2025-08-18 | 17.5 %  |
        | AT     | 2025-08-18 | 15 %    |
        | BO     | 2025-08-18 | 17.5 %  |
        | BW     | 2025-08-18 | 17.5 %  |
        | CD     | 2025-08-18 | 17.5 %  |
        | CH     | 2025-08-18 | 41.5 %  |
        | CI     | 2025-08-18 | 17.5 %  |
        | CM     | 2025-08-18 | 17.5 %  |
        | CR     | 2025-08-18 | 17.5 %  |
        | CY     | 2025-08-18 | 15 %    |
        | CZ     | 2025-08-18 | 15 %    |
        | DK     | 2025-08-18 | 15 %    |
        | DZ     | 2025-08-18 | 32.5 %  |
        | EC     | 2025-08-18 | 17.5 %  |
        | EE     | 2025-08-18 | 15 %    |
        | ES     | 2025-08-18 | 15 %    |
        | FI     | 2025-08-18 | 15 %    |
        | FJ     | 2025-08-18 | 17.5 %  |
        | GB     | 2025-08-18 | 12.5 %  |
        | GH     | 2025-08-18 | 17.5 %  |
        | GQ     | 2025-08-18 | 17.5 %  |
        | GR     | 2025-08-18 | 15 %    |
        | GY     | 2025-08-18 | 17.5 %  |
        | HR     | 2025-08-18 | 15 %    |
        | HU     | 2025-08-18 | 15 %    |
        | IE     | 2025-08-18 | 15 %    |
        | IL     | 2025-08-18 | 17.5 %  |
        | IQ     | 2025-08-18 | 37.5 %  |
        | IS     | 2025-08-18 | 17.5 %  |
        | IT     | 2025-08-18 | 15 %    |
        | JO     | 2025-08-18 | 17.5 %  |
        | KH     | 2025-08-18 | 21.5 %  |
        | KR     | 2025-08-18 | 17.5 %  |
        | KZ     | 2025-08-18 | 27.5 %  |
        | LA     | 2025-08-18 | 42.5 %  |
        | LI     | 2025-08-18 | 17.5 %  |
        | LK     | 2025-08-18 | 22.5 %  |
        | LS     | 2025-08-18 | 17.5 %  |
        | LT     | 2025-08-18 | 15 %    |
        | LU     | 2025-08-18 | 15 %    |
        | LV     | 2025-08-18 | 15 %    |
        | LY     | 2025-08-18 | 32.5 %  |
        | MG     | 2025-08-18 | 17.5 %  |
        | MK     | 2025-08-18 | 17.5 %  |
        | MT     | 2025-08-18 | 15 %    |
        | MU     | 2025-08-18 | 17.5 %  |
        | MW     | 2025-08-18 | 17.5 %  |
        | MY     | 2025-08-18 | 21.5 %  |
        | MZ     | 2025-08-18 | 17.5 %  |
        | NA     | 2025-08-18 | 17.5 %  |
        | NG     | 2025-08-18 | 17.5 %  |
        | NI     | 2025-08-18 | 20.5 %  |
        | NL     | 2025-08-18 | 15 %    |
        | NR     | 2025-08-18 | 17.5 %  |
        | NZ     | 2025-08-18 | 17.5 %  |
        | PG     | 2025-08-18 | 17.5 %  |
        | PH     | 2025-08-18 | 21.5 %  |
        | PK     | 2025-08-18 | 21.5 %  |
        | PL     | 2025-08-18 | 15 %    |
        | PT     | 2025-08-18 | 15 %    |
        | RO     | 2025-08-18 | 15 %    |
        | SE     | 2025-08-18 | 15 %    |
        | SI     | 2025-08-18 | 15 %    |
        | SK     | 2025-08-18 | 15 %    |
        | SY     | 2025-08-18 | 43.5 %  |
        | TD     | 2025-08-18 | 17.5 %  |
        | TN     | 2025-08-18 | 27.5 %  |
        | TR     | 2025-08-18 | 17.5 %  |
        | TT     | 2025-08-18 | 17.5 %  |
        | TW     | 2025-08-18 | 22.5 %  |
        | UG     | 2025-08-18 | 17.5 %  |
        | VE     | 2025-08-18 | 17.5 %  |
        | VU     | 2025-08-18 | 17.5 %  |
        | ZM     | 2025-08-18 | 17.5 %  |
        | ZW     | 2025-08-18 | 17.5 %  |
        | BE     | 2025-10-31 | 15 %    |
        | CA     | 2025-10-31 | 37.5 %  |
        | CA     | 2025-11-01 | 37.5 %  |
        | MO     | 2025-11-10 | 22.5 %  |
        | AF     | 2026-02-23 | 17.5 %  |
        | BA     | 2026-02-23 | 32.5 %  |
        | BD     | 2026-02-23 | 22.5 %  |
        | BG     | 2026-02-23 | 15 %    |
        | BN     | 2026-02-23 | 27.5 %  |
        | BR     | 2026-02-23 | 52.5 %  |
        | CH     | 2026-02-23 | 15 %    |
        | ID     | 2026-02-23 | 21.5 %  |
        | IQ     | 2026-02-23 | 37.5 %  |
        | KR     | 2026-02-23 | 15 %    |
        | MM     | 2026-02-23 | 42.5 %  |
        | NI     | 2026-02-23 | 20.5 %  |
        | SY     | 2026-02-23 | 43.5 %  |
        | AF     | 2026-02-24 | 12.5 %  |
        | AT     | 2026-02-24 | 12.5 %  |
        | BA     | 2026-02-24 | 12.5 %  |
        | BD     | 2026-02-24 | 12.5 %  |
        | BN     | 2026-02-24 | 12.5 %  |
        | BR     | 2026-02-24 | 12.5 %  |
        | CH     | 2026-02-24 | 12.5 %  |
        | ID     | 2026-02-24 | 12.5 %  |
        | IQ     | 2026-02-24 | 12.5 %  |
        | KR     | 2026-02-24 | 12.5 %  |
        | LA     | 2026-02-24 | 12.5 %  |
        | NI     | 2026-02-24 | 12.5 %  |
        | SY     | 2026-02-24 | 12.5 %  |
        | GB     | 2026-04-05 | 12.5 %  |
        | AE     | 2026-07-23 | 12.5 %  |
        | AR     | 2026-07-23 | 12.5 %  |
        | AT     | 2026-07-23 | 12.5 %  |
        | CH     | 2026-07-23 | 12.5 %  |
        | CN     | 2026-07-23 | 37.5 %  |
        | TW     | 2026-07-23 | 12.5 %  |
        | AE     | 2026-07-24 | 15 %    |
        | AO     | 2026-07-24 | 15 %    |
        | AR     | 2026-07-24 | 12.5 %  |
        | AT     | 2026-07-24 | 10 %    |
        | BD     | 2026-07-24 | 12.5 %  |
        | BE     | 2026-07-24 | 10 %    |
        | BG     | 2026-07-24 | 10 %    |
        | BH     | 2026-07-24 | 15 %    |
        | BS     | 2026-07-24 | 15 %    |
        | CL     | 2026-07-24 | 15 %    |
        | CN     | 2026-07-24 | 40 %    |
        | CO     | 2026-07-24 | 15 %    |
        | CR     | 2026-07-24 | 15 %    |
        | CY     | 2026-07-24 | 10 %    |
        | CZ     | 2026-07-24 | 10 %    |
        | DK     | 2026-07-24 | 10 %    |
        | DO     | 2026-07-24 | 15 %    |
        | DZ     | 2026-07-24 | 15 %    |
        | EC     | 2026-07-24 | 12.5 %  |
        | EE     | 2026-07-24 | 10 %    |
        | EG     | 2026-07-24 | 15 %    |
        | ES     | 2026-07-24 | 10 %    |
        | FI     | 2026-07-24 | 10 %    |
        | GR     | 2026-07-24 | 10 %    |
        | GT     | 2026-07-24 | 12.5 %  |
        | GY     | 2026-07-24 | 15 %    |
        | HK     | 2026-07-24 | 15 %    |
        | HN     | 2026-07-24 | 12.5 %  |
        | HR     | 2026-07-24 | 10 %    |
        | HU     | 2026-07-24 | 10 %    |
        | ID     | 2026-07-24 | 12.5 %  |
        | IE     | 2026-07-24 | 10 %    |
        | IL     | 2026-07-24 | 15 %    |
        | IQ     | 2026-07-24 | 15 %    |
        | JO     | 2026-07-24 | 12.5 %  |
        | KH     | 2026-07-24 | 12.5 %  |
        | KW     | 2026-07-24 | 15 %    |
        | KZ     | 2026-07-24 | 15 %    |
        | LK     | 2026-07-24 | 12.5 %  |
        | LT     | 2026-07-24 | 10 %    |
        | LU     | 2026-07-24 | 10 %    |
        | LV     | 2026-07-24 | 10 %    |
        | LY     | 2026-07-24 | 15 %    |
        | MA     | 2026-07-24 | 15 %    |
        | MT     | 2026-07-24 | 10 %    |
        | MY     | 2026-07-24 | 12.5 %  |
        | NG     | 2026-07-24 | 15 %    |
        | NI     | 2026-07-24 | 15 %    |
        | NL     | 2026-07-24 | 10 %    |
        | NO     | 2026-07-24 | 15 %    |
        | NZ     | 2026-07-24 | 15 %    |
        | OM     | 2026-07-24 | 15 %    |
        | PE     | 2026-07-24 | 15 %    |
        | PH     | 2026-07-24 | 15 %    |
        | PK     | 2026-07-24 | 12.5 %  |
        | PL     | 2026-07-24 | 10 %    |
        | PT     | 2026-07-24 | 10 %    |
        | QA     | 2026-07-24 | 15 %    |
        | RO     | 2026-07-24 | 10 %    |
        | SA     | 2026-07-24 | 15 %    |
        | SE     | 2026-07-24 | 10 %    |
        | SG     | 2026-07-24 | 15 %    |
        | SI     | 2026-07-24 | 10 %    |
        | SK     | 2026-07-24 | 10 %    |
        | SV     | 2026-07-24 | 12.5 %  |
        | TH     | 2026-07-24 | 15 %    |
        | TR     | 2026-07-24 | 15 %    |
        | TT     | 2026-07-24 | 12.5 %  |
        | TW     | 2026-07-24 | 10 %    |
        | UY     | 2026-07-24 | 15 %    |
        | VE     | 2026-07-24 | 15 %    |
        | VN     | 2026-07-24 | 15 %    |
        | ZA     | 2026-07-24 | 15 %    |

    @F2.ieepa @cbp.tariff.ieepa.transit_april @cbp.tariff.ieepa.transit_august @cbp.tariff.ieepa_fentanyl.transit
    @cbp.tariff.ieepa.brazil_transit @cbp.tariff.ieepa.india_transit
    Scenario Outline: what was on its way: an old car of <origin>, loaded on <loaded>, entered on <day>
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 1998-03       |
      And it is entered for consumption
      And it was loaded on <loaded>
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | origin | loaded     | day        | rate   |
        | JP     | 2025-04-04 | 2025-05-26 | 2.5 %  |
        | JP     | 2025-04-05 | 2025-05-26 | 12.5 % |
        | JP     | 2025-04-04 | 2025-05-27 | 12.5 % |
        | JP     | 2025-08-06 | 2025-10-04 | 12.5 % |
        | JP     | 2025-08-07 | 2025-10-04 | 15 %   |
        | JP     | 2025-08-06 | 2025-10-05 | 15 %   |
        | TH     | 2025-08-06 | 2025-10-04 | 12.5 % |
        | TH     | 2025-08-06 | 2025-10-05 | 21.5 % |
        | CN     | 2025-01-31 | 2025-03-03 | 27.5 % |
        | CN     | 2025-02-01 | 2025-03-03 | 37.5 % |
        | CN     | 2025-01-31 | 2025-03-07 | 47.5 % |
        | BR     | 2025-08-05 | 2025-10-04 | 12.5 % |
        | BR     | 2025-08-05 | 2025-10-05 | 52.5 % |
        | IN     | 2025-08-26 | 2025-09-16 | 27.5 % |
        | IN     | 2025-08-26 | 2025-09-17 | 52.5 % |

    @cbp.tariff.s301_china.electric @T-C22
    Scenario Outline: an electric <body> of China on <day> pays <rate>
      Given the vehicle:
        | country_of_manufacture | CN         |
        | body                   | <body>     |
        | designed_for           | <for>      |
        | open_cargo_bed         | <bed>      |
        | seats                  | 2          |
        | rear_seats             | <rear>     |
        | wheels                 | 4          |
        | gvwr                   | 1500 kg    |
        | powertrain             | electric   |
        | manufactured           | 2018-01-02 |
      And it is entered for consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | body          | for    | bed   | rear  | day        | rate    |
        | passenger_car | people | false | fixed | 2024-09-26 | 27.5 %  |
        | passenger_car | people | false | fixed | 2024-09-27 | 102.5 % |
        | passenger_car | people | false | fixed | 2026-11-21 | 127.5 % |
        | pickup        | cargo  | true  | none  | 2024-09-27 | 50 %    |
        | pickup        | cargo  | true  | none  | 2026-11-21 | 75 %    |

    @cbp.tariff.metals.steel_content_uk @cbp.tariff.metals.steel_content @cbp.tariff.ieepa_rest.europe
    @cbp.tariff.ieepa_rest.korea @cbp.tariff.ieepa_rest.korea.2025_08
    @cbp.tariff.ieepa_rest.switzerland @cbp.tariff.ieepa_rest.switzerland.2025_08
    @cbp.tariff.ieepa_rest.liechtenstein.2025_08 @cbp.tariff.ieepa_rest.china.2025_05_14
    @cbp.tariff.ieepa_rest.countries_15 @cbp.tariff.ieepa_rest.countries_18
    @cbp.tariff.ieepa_rest.countries_19 @cbp.tariff.ieepa_rest.countries_20
    @cbp.tariff.ieepa_rest.countries_25 @cbp.tariff.ieepa_rest.countries_30
    @cbp.tariff.ieepa_rest.countries_35 @cbp.tariff.ieepa_rest.countries_40
    @cbp.tariff.ieepa_rest.countries_41 @cbp.tariff.ieepa_rest.others
    Scenario Outline: a petrol kei car of <origin> on <day> pays <rate>, for the metal in it
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 657 cc        |
        | manufactured           | 2010-03       |
        | metal_share            | 65 %          |
        | steel_value_share      | 20 %          |
      And it is entered for consumption
      And it was loaded on <day>
      And it enters on <day>
      Then the duty is <rate>

      Examples: what is not steel pays the tariff under IEEPA
        | origin | day        | rate   |
        | FR     | 2025-10-06 | 22.5 % |
        | GB     | 2025-08-17 | 12.5 % |
        | GB     | 2025-10-06 | 15.5 % |
        | KR     | 2025-10-06 | 24.5 % |
        | KR     | 2025-11-14 | 22.5 % |
        | CH     | 2025-10-06 | 43.7 % |
        | CH     | 2025-11-14 | 22.5 % |
        | LI     | 2025-10-06 | 24.5 % |
        | CN     | 2025-10-06 | 65.5 % |
        | TH     | 2025-10-06 | 27.7 % |
        | NI     | 2025-10-06 | 26.9 % |
        | VN     | 2025-10-06 | 28.5 % |
        | MD     | 2025-10-06 | 32.5 % |
        | ZA     | 2025-10-06 | 36.5 % |
        | RS     | 2025-10-06 | 40.5 % |
        | LA     | 2025-10-06 | 44.5 % |
        | SY     | 2025-10-06 | 45.3 % |
        | NO     | 2025-10-06 | 24.5 % |
        | AU     | 2025-10-06 | 20.5 % |
        | FR     | 2026-11-21 | 15 %   |

    @cbp.tariff.autos_deal.united_kingdom @T-D13
    Scenario Outline: a young car of the United Kingdom on <day>, room in the quota: <room>
      Given the vehicle:
        | country_of_manufacture | GB            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 2015-03       |
      And it is entered for consumption
      And entry.quota_open is <room>
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | day        | room  | rate   |
        | 2025-06-29 | true  | 27.5 % |
        | 2025-07-15 | true  | 10 %   |
        | 2025-07-15 | false | 27.5 % |
        | 2026-11-21 | true  | 10 %   |

    @cbp.tariff.s338.canada
    Scenario Outline: a petrol kei car of Canada on <day>
      Given the vehicle:
        | country_of_manufacture | CA            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 657 cc        |
        | manufactured           | 2010-03       |
        | metal_share            | 65 %          |
      And it is entered for consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | day        | rate |
        | 2026-09-14 | 15 % |
        | 2026-09-15 | 65 % |

    @cbp.tariff.s301_brazil
    Scenario Outline: an old motorcycle of Brazil on <day>
      Given the vehicle:
        | country_of_manufacture | BR         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | gasoline   |
        | displacement           | 200 cc     |
        | manufactured           | 1998-03    |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | day        | rate         |
        | 2026-07-21 | 10 %         |
        | 2026-07-22 | 35 %         |
        | 2026-11-21 | 37.5 %       |

    @cbp.tariff.s301_brazil @cbp.tariff.s301_fl.countries_12_5
    Scenario Outline: a petrol car of Brazil, built <built>, on 2026-11-21
      Given the vehicle:
        | country_of_manufacture | BR            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | <built>       |
      And it is entered for consumption
      And it enters on 2026-11-21
      Then the duty is <rate>
      And <speaker> says "9903.05.01"

      # sources differ on what the age costs, so that the higher rate is shown with a warning
      Examples:
        | built   | rate   | speaker    |
        | 2001-03 | 40 %   | a warning  |
        | 2002-01 | 27.5 % | no warning |

    Scenario: Nobody told it, so nothing is presumed
      Given the vehicle:
        | body           | passenger_car |
        | designed_for   | people        |
        | open_cargo_bed | false         |
        | seats          | 4             |
        | rear_seats     | fixed         |
        | wheels         | 4             |
        | powertrain     | gasoline      |
        | displacement   | 1600 cc       |
        | manufactured   | 2015-03       |
      And it is entered for consumption
      And it enters on 2026-11-21
      Then the duty is 10 % to 60 %
      And the duty says "set `vehicle.country_of_manufacture`"

  @cbp.tariff.preference.korus @cbp.tariff.preference.usmca @cbp.tariff.autos_232.usmca
  Rule: Who claims a trade agreement pays no general duty

    @T-D12
    Scenario Outline: a young <body> of <origin> on <day>, <claim> claimed, pays <rate>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | body                   | <body>   |
        | designed_for           | <for>    |
        | open_cargo_bed         | <bed>    |
        | seats                  | 4        |
        | rear_seats             | fixed    |
        | wheels                 | 4        |
        | gvwr                   | 1900 kg  |
        | powertrain             | gasoline |
        | displacement           | 1600 cc  |
        | manufactured           | 2014-03  |
      And the entry:
        | type       | consumption |
        | preference | <claim>     |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | body          | for    | bed   | origin | claim | day        | rate   |
        | passenger_car | people | false | KR     | korus | 2015-12-31 | 2.5 %  |
        | passenger_car | people | false | KR     | korus | 2016-01-01 | 0 %    |
        | passenger_car | people | false | KR     | korus | 2025-10-31 | 25 %   |
        | passenger_car | people | false | KR     | korus | 2025-11-01 | 15 %   |
        | passenger_car | people | false | KR     |       | 2025-10-31 | 27.5 % |
        | passenger_car | people | false | KR     | usmca | 2016-01-01 | 2.5 %  |
        | passenger_car | people | false | JP     | korus | 2016-01-01 | 2.5 %  |
        | pickup        | cargo  | true  | KR     | korus | 2016-01-01 | 25 %   |
        | passenger_car | people | false | CA     | usmca | 2020-06-30 | 2.5 %  |
        | passenger_car | people | false | CA     | usmca | 2020-07-01 | 0 %    |
        | passenger_car | people | false | MX     | usmca | 2020-07-01 | 0 %    |
        | passenger_car | people | false | JP     | usmca | 2020-07-01 | 2.5 %  |
        | pickup        | cargo  | true  | MX     | usmca | 2020-07-01 | 0 %    |
        | passenger_car | people | false | CA     | usmca | 2025-03-20 | 0 %    |
        | passenger_car | people | false | CA     | usmca | 2026-11-21 | 25 %   |

    Scenario Outline: a Canadian car with <share> of US content, approved: <approved>, on <day>
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | <built>       |
        | us_content_share       | <share>       |
      And the entry:
        | type                | consumption |
        | value               | $10,000     |
        | preference          | usmca       |
        | us_content_approved | <approved>  |
      And it enters on <day>
      Then the duty amount is <amount>

      Examples:
        | origin | built   | share | approved | day        | amount             |
        | CA     | 2018-03 | 40 %  | true     | 2025-04-03 | $1,500.00          |
        | MX     | 2018-03 | 40 %  | true     | 2026-11-21 | $1,500.00          |
        | CA     | 2018-03 |       | true     | 2026-11-21 | $0.00 to $2,500.00 |
        | CA     | 2018-03 | 40 %  | false    | 2026-11-21 | $2,500.00          |
        | CA     | 2018-03 | 40 %  |          | 2026-11-21 | $2,500.00          |
        | CA     | 1998-03 | 40 %  | true     | 2026-11-21 | $0.00              |
        | CA     | 2018-03 | 40 %  | true     | 2025-04-02 | $0.00              |

    Scenario Outline: the catalogue knows that a <model> is no heavy vehicle
      Given a case:
        """
        {"vehicle": {"make": "<make>", "model": "<model>", "manufactured": "2024-05",
                     "country_of_manufacture": "MX", "certified_to": ["us_fmvss"],
                     "epa_certified": true, "powertrain": "gasoline"},
         "entry": {"date": "2026-12-02", "value": 30000, "preference": "usmca"}}
        """
      Then the heading is 8704.31.01
      And the duty amount is $7,500.00

      Examples:
        | make   | model    |
        | Toyota | Tacoma   |
        | Ford   | Maverick |

    Scenario: US content helps only who claims the USMCA
      Given the vehicle:
        | country_of_manufacture | CA            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 2018-03       |
        | us_content_share       | 40 %          |
      And the entry:
        | type                | consumption |
        | value               | $10,000     |
        | preference          | korus       |
        | us_content_approved | true        |
      And it enters on 2025-04-03
      Then the duty amount is $2,750.00

  @cbp.tariff.metals.us_steel
  Rule: A petrol kei car whose metal is of the United States pays 10 % in all

    Scenario Outline: <share> of its metal is American, on <day>
      Given the vehicle:
        | country_of_manufacture | JP            |
        | body                   | passenger_car |
        | designed_for           | people        |
        | open_cargo_bed         | false         |
        | seats                  | 4             |
        | rear_seats             | fixed         |
        | wheels                 | 4             |
        | powertrain             | gasoline      |
        | displacement           | 657 cc        |
        | manufactured           | 1995-03       |
        | metal_share            | <metal>       |
        | us_steel_share         | <share>       |
      And it is entered for consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | metal | share  | day        | rate   |
        | 60 %  | 85 %   | 2026-06-08 | 10 %   |
        | 60 %  | 84.9 % | 2026-06-08 | 15 %   |
        | 60 %  |        | 2026-06-08 | 15 %   |
        | 60 %  | 85 %   | 2026-06-07 | 27.5 % |
        | 60 %  | 85 %   | 2026-11-21 | 10 %   |
        | 14 %  | 85 %   | 2026-11-21 | 12.5 % |

  @F2.chapter_98
  Rule: A line free of duty counts where its own door is open

    Background:
      Given the vehicle:
        | country_of_manufacture | DE            |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | 1600 cc       |
        | manufactured           | 2015-05       |
      And it is worth $5,000
      And entry.transport is land
      And it enters on 2026-11-21

    @cbp.tariff.temporary
    Scenario Outline: under bond, for <purpose>
      Given the entry:
        | type       | tib       |
        | purpose    | <purpose> |
        | for_resale | <sale>    |
        | bond       | <bond>    |
      Then the duty is <rate>

      Examples: the bond may still be posted
        | purpose  | sale  | bond  | rate |
        | research | false | true  | 0 %  |
        | research | false |       | 0 %  |
        | research | false | false | 0 %  |
        | research | true  | true  | 15 % |
        | road_use | false | true  | 15 % |

    @cbp.tariff.nonresident
    Scenario Outline: a visitor's car, resident here: <resident>
      Given the entry:
        | type         | nonresident_personal |
        | purpose      | visit                |
        | personal_use | true                 |
        | for_resale   | false                |
      And importer.us_resident is <resident>
      Then the duty is <rate>

      Examples:
        | resident | rate |
        | false    | 0 %  |
        | true     | 15 % |

    Scenario: nobody says whether the visitor lives here
      Given the entry:
        | type         | nonresident_personal |
        | purpose      | visit                |
        | personal_use | true                 |
        | for_resale   | false                |
      Then the duty is 0 % to 15 %
      And it asks for importer.us_resident

    @cbp.tariff.returned
    Scenario Outline: a German car that comes back, left on <left>, improved: <improved>
      Given entry.type is goods_returned
      And vehicle.exported is <left>
      And vehicle.improved_abroad is <improved>
      And it enters on <day>
      Then the duty is <rate>

      Examples: since 25 April 2016 what left less than three years ago
        | left       | improved | day        | rate  |
        | 2023-11-22 | false    | 2026-11-21 | 0 %   |
        | 2023-11-21 | false    | 2026-11-21 | 15 %  |
        | 2025-06-01 | true     | 2026-11-21 | 15 %  |
        | 2015-06-01 | false    | 2016-04-25 | 0 %   |
        | 2015-06-01 | false    | 2016-04-24 | 2.5 % |

    Scenario: while nobody says when it left, both are possible
      Given entry.type is goods_returned
      And vehicle.improved_abroad is false
      Then the duty is 0 % to 15 %
      And the duty says "day it left the United States is 2023-11-22 or later"

    @cbp.tariff.taken_abroad
    Scenario Outline: a resident's own car, taken abroad: <taken>
      Given importer.kind is returning_resident
      And vehicle.taken_abroad is <taken>
      Then the duty is <rate>

      Examples:
        | taken | rate |
        | true  | 0 %  |
        | false | 15 % |

    @cbp.tariff.government_orders
    Scenario Outline: a car of <kind>
      Given importer.kind is <kind>
      And vehicle.taken_abroad is false
      Then the duty is <rate>

      Examples:
        | kind              | rate |
        | government_orders | 0 %  |
        | individual        | 15 % |

    @cbp.tariff.warehouse @cbp.tariff.zone @cbp.tariff.transit
    Scenario Outline: what is not entered for consumption pays nothing: <type>
      Given entry.type is <type>
      Then the duty is 0 %
      And the duty says "<note>"

      Examples:
        | type               | note                          |
        | warehouse          | withdrawn for consumption     |
        | foreign_trade_zone | privileged foreign status     |
        | export_transit     | never entered for consumption |

  @F2.column_2 @cite:HTSUS_general_note_3(b)
  Rule: Goods of Russia and Belarus pay column 2 since 9 April 2022

    @cbp.tariff.column_2.8703 @cbp.tariff.russia.2022
    Scenario Outline: a car of <origin> of <cc> on <day>
      Given the vehicle:
        | country_of_manufacture | <origin>      |
        | body                   | passenger_car |
        | powertrain             | gasoline      |
        | displacement           | <cc>          |
        | manufactured           | 1990-05       |
      And it enters on <day>
      And it was loaded on <day>
      Then the heading is <heading>
      And the duty is <rate>

      Examples: from 27 July 2022 what note 30(b) lists of Russia pays 35 % instead
        | origin | cc      | day        | heading    | rate  |
        | RU     | 1600 cc | 2022-04-08 | 8703.23.01 | 2.5 % |
        | RU     | 1600 cc | 2022-04-09 | 8703.23.01 | 10 %  |
        | RU     | 1600 cc | 2022-07-26 | 8703.23.01 | 10 %  |
        | RU     | 1600 cc | 2022-07-27 | 8703.23.01 | 35 %  |
        | RU     | 1300 cc | 2022-07-27 | 8703.22.01 | 10 %  |
        | BY     | 1600 cc | 2022-07-27 | 8703.23.01 | 10 %  |
        | RU     | 1600 cc | 2026-07-23 | 8703.23.01 | 45 %  |

      Examples: Section 301 on forced labor adds to column 2 for Russia alone
        | origin | cc      | day        | heading    | rate   |
        | RU     | 1600 cc | 2026-11-21 | 8703.23.01 | 47.5 % |
        | BY     | 1600 cc | 2026-11-21 | 8703.23.01 | 10 %   |

    @cbp.tariff.column_2.8704 @cbp.tariff.column_2.8711 @cbp.tariff.column_2.8702 @cbp.tariff.column_2.8705
    @cbp.tariff.column_2.8710 @cbp.tariff.column_2.8716
    Scenario Outline: a <body> of Belarus
      Given the vehicle:
        | country_of_manufacture | BY       |
        | body                   | <body>   |
        | gvwr                   | 4500 kg  |
        | seats                  | <seats>  |
        | fire_pump              | true     |
        | designed_for           | <for>    |
        | powertrain             | gasoline |
        | displacement           | 600 cc   |
        | made_for_roads         | true     |
        | manufactured           | 1990-05  |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | body        | seats | for   | day        | rate |
        | pickup      | 2     | cargo | 2022-04-09 | 25 % |
        | motorcycle  |       |       | 2022-04-08 | 0 %  |
        | motorcycle  |       |       | 2022-04-09 | 10 % |
        | bus         | 20    |       | 2022-04-08 | 2 %  |
        | bus         | 20    |       | 2022-04-09 | 25 % |
        | fire_engine | 4     |       | 2022-04-08 | 0 %  |
        | fire_engine | 4     |       | 2022-04-09 | 25 % |
        | armored     |       |       | 2022-04-08 | 0 %  |
        | armored     |       |       | 2022-04-09 | 35 % |
        | trailer     |       | cargo | 2022-04-08 | 0 %  |
        | trailer     |       | cargo | 2022-04-09 | 45 % |

    @cbp.tariff.column_2.8709 @cbp.tariff.column_2.8708 @cbp.tariff.column_2.embargo.8709
    @cbp.tariff.column_2.embargo.8708
    Scenario Outline: a works truck and parts of <origin>
      Given the vehicle:
        | country_of_manufacture | <origin>  |
        | body                   | pickup    |
        | open_cargo_bed         | true      |
        | works_truck            | <works>   |
        | made_for_roads         | false     |
        | top_speed              | 20 mph    |
        | engine                 | <engine>  |
        | transmission_present   | <gears>   |
        | gvwr                   | 2 t       |
      And entry.purpose is <purpose>
      And it enters on 2023-01-10
      Then the duty is <rate>

      Examples: what parts pay by column 2 is not known here
        | origin | works | engine   | gears | purpose  | rate        |
        | BY     | true  | original | true  | off_road | 35 %        |
        | CU     | true  | original | true  | off_road | 35 %        |
        | JP     | true  | original | true  | off_road | 0 %         |
        | BY     | false | absent   | false | parts    | 0 % to more |
        | CU     | false | absent   | false | parts    | 0 % to more |

    @cbp.tariff.column_2.embargo.8703 @cbp.tariff.column_2.embargo.8704 @cbp.tariff.column_2.embargo.8711
    @cbp.tariff.column_2.embargo.8702 @cbp.tariff.column_2.embargo.8705
    @cbp.tariff.column_2.embargo.8710 @cbp.tariff.column_2.embargo.8716
    Scenario Outline: a <body> of Cuba, whose goods are barred besides
      Given the vehicle:
        | country_of_manufacture | CU       |
        | body                   | <body>   |
        | gvwr                   | 4500 kg  |
        | seats                  | <seats>  |
        | fire_pump              | true     |
        | designed_for           | <for>    |
        | powertrain             | gasoline |
        | displacement           | 600 cc   |
        | made_for_roads         | true     |
        | manufactured           | 1990-05  |
      And it enters on 2010-04-09
      Then the duty is <rate>
      And the duty says "are barred whatever they pay"

      Examples:
        | body          | seats | for   | rate |
        | passenger_car |       |       | 10 % |
        | pickup        | 2     | cargo | 25 % |
        | motorcycle    |       |       | 10 % |
        | bus           | 20    |       | 25 % |
        | fire_engine   | 4     |       | 25 % |
        | armored       |       |       | 35 % |
        | trailer       |       | cargo | 45 % |

  @F2.section_301 @cite:83_FR_28710
  Rule: Section 301 on China reaches every heading of chapter 87

    @cbp.tariff.s301_china.list_1 @cbp.tariff.s301_china.list_2 @cbp.tariff.s301_china.list_3
    @cbp.tariff.s301_china.list_3.2018 @cbp.tariff.s301_china.list_4a @cbp.tariff.s301_china.list_4a.2019
    @cbp.tariff.s301_china.list_1_electric @cbp.tariff.s301_china.electric
    Scenario Outline: a <body> of China, <drive>, <cc>, on <day>
      Given the vehicle:
        | country_of_manufacture | CN           |
        | body                   | <body>       |
        | powertrain             | <drive>      |
        | displacement           | <cc>         |
        | gvwr                   | 1900 kg      |
        | seats                  | <seats>      |
        | equipment              | other        |
        | designed_for           | <for>        |
        | made_for_roads         | true         |
        | manufactured           | 2017-05      |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | body            | drive    | cc      | seats | for    | day        | rate   |
        | motorcycle      | gasoline | 990 cc  |       |        | 2018-07-05 | 2.4 %  |
        | motorcycle      | gasoline | 990 cc  |       |        | 2018-07-06 | 27.4 % |
        | bus             | diesel   | 4000 cc | 20    |        | 2018-07-06 | 27 %   |
        | bus             | electric |         | 20    |        | 2024-09-26 | 27 %   |
        | bus             | electric |         | 20    |        | 2024-09-27 | 102 %  |
        | motorcycle      | electric |         |       |        | 2018-08-22 | 0 %    |
        | motorcycle      | electric |         |       |        | 2018-08-23 | 25 %   |
        | motorcycle      | gasoline | 49 cc   |       |        | 2018-08-23 | 25 %   |
        | pickup          | hydrogen |         |       | cargo  | 2018-08-22 | 25 %   |
        | pickup          | hydrogen |         |       | cargo  | 2018-08-23 | 50 %   |
        | special_purpose | diesel   | 4000 cc |       |        | 2018-08-23 | 25 %   |
        | trailer         | none     |         |       | people | 2018-09-23 | 0 %    |
        | trailer         | none     |         |       | people | 2018-09-24 | 10 %   |
        | trailer         | none     |         |       | people | 2019-05-10 | 25 %   |
        | golf_cart       | electric |         |       |        | 2019-08-31 | 2.5 %  |
        | golf_cart       | electric |         |       |        | 2019-09-01 | 17.5 % |
        | golf_cart       | electric |         |       |        | 2020-02-14 | 10 %   |
        | motorcycle      | gasoline | 200 cc  |       |        | 2020-02-13 | 15 %   |
        | motorcycle      | gasoline | 750 cc  |       |        | 2020-02-14 | 9.9 %  |
        | armored         | diesel   | 4000 cc |       |        | 2020-02-14 | 7.5 %  |

  @F2.section_232 @cite:HTSUS_9903.74.01
  Rule: Section 232 on heavy vehicles reaches all of note 38, and spares what is 25 years old

    @cbp.tariff.heavy_232.general @cbp.tariff.heavy_232.age @cbp.tariff.heavy_232.buses
    Scenario Outline: a <body> of <built>, <drive>, on <day>
      Given the vehicle:
        | country_of_manufacture | AU      |
        | body                   | <body>  |
        | powertrain             | <drive> |
        | ignition               | spark   |
        | displacement           | 6000 cc |
        | gvwr                   | 9000 kg |
        | seats                  | <seats> |
        | kei                    | false   |
        | length                 | 8 m     |
        | made_for_roads         | true    |
        | manufactured           | <built> |
      And it enters on <day>
      And it was loaded on <day>
      Then the duty is <rate>

      Examples:
        | body   | drive    | seats | built   | day        | rate |
        | pickup | diesel   | 3     | 2015-05 | 2025-10-31 | 35 % |
        | pickup | diesel   | 3     | 2015-05 | 2025-11-01 | 50 % |
        | pickup | gasoline | 3     | 2015-05 | 2025-11-01 | 50 % |
        | pickup | hybrid   | 3     | 2015-05 | 2025-11-01 | 50 % |
        | bus    | gasoline | 30    | 2015-05 | 2025-11-01 | 12 % |
        | bus    | gasoline | 30    | 2001-05 | 2025-11-01 | 12 % |
        | pickup | diesel   | 3     | 2001-05 | 2025-11-01 | 50 % |

    Scenario Outline: a <body> of 2000 in the year 2025 pays by the tariffs that do not name it
      Given the vehicle:
        | country_of_manufacture | AU       |
        | body                   | <body>   |
        | powertrain             | gasoline |
        | displacement           | 6000 cc  |
        | gvwr                   | 9000 kg  |
        | seats                  | <seats>  |
        | kei                    | false    |
        | length                 | 8 m      |
        | made_for_roads         | true     |
        | manufactured           | 2000-05  |
      And it enters on 2025-11-01
      And it was loaded on 2025-10-10
      Then the duty says "9903.74.07"
      And the duty is <rate>

      Examples:
        | body   | seats | rate |
        | bus    | 30    | 12 % |
        | pickup | 3     | 35 % |

    @cbp.tariff.heavy @cbp.tariff.heavy_232.general_by_weight @cbp.tariff.heavy_232.age_by_weight
    Scenario Outline: an electric truck of <gvwr> and <built>
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | pickup   |
        | powertrain             | electric |
        | gvwr                   | <gvwr>   |
        | kei                    | <kei>    |
        | length                 | 5 m      |
        | made_for_roads         | true     |
        | manufactured           | <built>  |
      And it enters on 2026-11-21
      Then conclusion tariff.heavy is <heavy>
      And the duty is <rate>

      Examples: 10,000 pounds are 4,536 kg
        | gvwr      | kei   | built   | heavy | rate |
        | 10000 lb  | false | 2020-01 | false | 25 % |
        | 10001 lb  | false | 2020-01 | true  | 50 % |
        | 10001 lb  | false | 2001-01 | true  | 25 % |

    Scenario: a kei vehicle is never asked whether it is heavy
      Given vehicle.kei is true
      And it enters on 2026-11-21
      Then conclusion tariff.heavy is false

    @cbp.tariff.heavy_232.usmca @cbp.tariff.heavy_232.usmca_by_weight
    Scenario Outline: a <drive> truck of Mexico that qualifies, with 40 % of US content, approved: <approved>
      Given the vehicle:
        | country_of_manufacture | MX       |
        | body                   | pickup   |
        | powertrain             | <drive>  |
        | displacement           | 6000 cc  |
        | gvwr                   | 9000 kg  |
        | kei                    | false    |
        | length                 | 8 m      |
        | made_for_roads         | true     |
        | us_content_share       | 40 %     |
        | manufactured           | 2024-05  |
      And the entry:
        | preference          | <claim>    |
        | us_content_approved | <approved> |
      And it enters on 2026-11-21
      Then the duty is <rate>

      Examples: who claims another agreement, or none, has no use of it
        | drive    | claim | approved | rate |
        | diesel   | usmca | true     | 15 % |
        | diesel   | usmca | false    | 25 % |
        | diesel   | korus | true     | 50 % |
        | electric | usmca | true     | 15 % |
        | electric | usmca | false    | 25 % |
        | electric | korus | true     | 50 % |

    @cbp.tariff.autos_deal.united_kingdom
    Scenario: the quota of the United Kingdom is for cars alone, and a pickup pays in full
      Given the vehicle:
        | country_of_manufacture | GB      |
        | body                   | pickup  |
        | powertrain             | diesel  |
        | gvwr                   | 3 t     |
        | kei                    | false   |
        | length                 | 5 m     |
        | made_for_roads         | true    |
        | manufactured           | 2020-05 |
      And entry.quota_open is true
      And it enters on 2026-01-20
      Then the duty is 50 %
      And the duty says "9903.94.01"

    @cbp.tariff.metals.full_value @cbp.tariff.metals.full_value_since_june @cbp.tariff.metals.little
    Scenario Outline: a caravan of <metal> metal on <day>, for the metal in it
      Given the vehicle:
        | country_of_manufacture | GB      |
        | body                   | trailer |
        | designed_for           | people  |
        | metal_share            | <metal> |
        | manufactured           | 2020-05 |
      And it enters on <day>
      And it was loaded on <day>
      Then the duty is <rate>

      Examples:
        | metal | day        | rate |
        | 60 %  | 2026-04-06 | 25 % |
        | 60 %  | 2026-06-07 | 25 % |
        | 60 %  | 2026-06-08 | 25 % |
        | 14 %  | 2026-06-07 | 10 % |

  @F2.base @cite:NY_A88342 @cite:NY_C82316 @cite:NY_C89071
  Rule: The base of former years
    What the Uruguay Round took off in steps was gone in 1999.

    @cbp.tariff.base.8711_10 @cbp.tariff.base.8711_20 @cbp.tariff.base.8711_30 @cbp.tariff.base.8711_40_30
    @cbp.tariff.base.8711_40_60 @cbp.tariff.base.8711_50
    Scenario Outline: a motorcycle of <cc> on <day>
      Given the vehicle:
        | country_of_manufacture | CN         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | gasoline   |
        | displacement           | <cc>       |
      And it enters on <day>
      Then the duty is <rate>

      Examples: an unknown rate has no upper end
        | cc     | day        | rate        |
        | 49 cc  | 1995-12-31 | 0 % to more |
        | 49 cc  | 1996-01-01 | 2.2 %       |
        | 49 cc  | 1997-06-01 | 1.5 %       |
        | 49 cc  | 1998-06-01 | 0.7 %       |
        | 49 cc  | 1999-01-01 | 0 %         |
        | 200 cc | 1995-06-01 | 0 % to more |
        | 200 cc | 1996-06-01 | 2.2 %       |
        | 200 cc | 1997-06-01 | 1.5 %       |
        | 200 cc | 1998-06-01 | 0.7 %       |
        | 200 cc | 1999-01-01 | 0 %         |
        | 400 cc | 1995-06-01 | 0 % to more |
        | 400 cc | 1996-06-01 | 2.2 %       |
        | 400 cc | 1997-06-01 | 1.5 %       |
        | 400 cc | 1998-06-01 | 0.7 %       |
        | 400 cc | 1999-01-01 | 0 %         |
        | 600 cc | 1995-06-01 | 0 % to more |
        | 600 cc | 1996-06-01 | 2.2 %       |
        | 600 cc | 1997-06-01 | 1.5 %       |
        | 600 cc | 1998-06-01 | 0.7 %       |
        | 600 cc | 1999-01-01 | 0 %         |
        | 746 cc | 1996-12-31 | 0 % to more |
        | 746 cc | 1997-11-24 | 2.9 %       |
        | 746 cc | 1998-01-01 | 2.7 %       |
        | 746 cc | 1999-01-01 | 2.4 %       |
        | 990 cc | 1996-12-31 | 0 % to more |
        | 990 cc | 1997-06-01 | 2.9 %       |
        | 990 cc | 1998-06-01 | 2.7 %       |
        | 990 cc | 1999-06-01 | 2.4 %       |

      Examples: the last and the first day of each step
        | cc    | day        | rate  |
        | 49 cc | 1997-01-01 | 1.5 % |
        | 49 cc | 1997-12-31 | 1.5 % |
        | 49 cc | 1998-12-31 | 0.7 % |
        | 49 cc | 2019-05-09 | 25 %  |

    @cite:NY_N023090 @cbp.tariff.base.8711_90 @cbp.tariff.base.8711_60
    Scenario Outline: an electric cycle on <day>
      Given the vehicle:
        | country_of_manufacture | CN         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | electric   |
      And it enters on <day>
      Then the heading is <heading>
      And the duty is <rate>

      Examples:
        | day        | heading    | rate        |
        | 1998-06-01 | 8711.90    | 0 % to more |
        | 2008-03-01 | 8711.90.01 | 0 %         |
        | 2017-01-01 | 8711.60.00 | 0 %         |

    @cite:NY_A86867
    Scenario Outline: a <body> with <gear> on <day>
      Given the vehicle:
        | country_of_manufacture | DE      |
        | body                   | <body>  |
        | fire_pump              | true    |
        | equipment              | <gear>  |
        | powertrain             | diesel  |
        | seats                  | <seats> |
        | designed_for           | <for>   |
      And it enters on <day>
      Then the heading is <heading>
      And the duty is <rate>

      Examples:
        | body            | gear             | seats | for    | day        | heading    | rate        |
        | fire_engine     |                  |       |        | 1995-12-31 | 8705.30.00 | 0 % to more |
        | fire_engine     |                  |       |        | 1996-06-01 | 8705.30.00 | 2.2 %       |
        | fire_engine     |                  |       |        | 1997-06-01 | 8705.30.00 | 1.5 %       |
        | fire_engine     |                  |       |        | 1998-06-01 | 8705.30.00 | 0.7 %       |
        | fire_engine     |                  |       |        | 1999-01-01 | 8705.30.00 | 0 %         |
        | special_purpose | crane            |       |        | 1998-06-01 | 8705.10.00 | 0 % to more |
        | special_purpose | crane            |       |        | 1999-01-01 | 8705.10.00 | 0 %         |
        | special_purpose | drilling_derrick |       |        | 1998-06-01 | 8705.20.00 | 0 % to more |
        | special_purpose | drilling_derrick |       |        | 1999-01-01 | 8705.20.00 | 0 %         |
        | special_purpose | concrete_mixer   |       |        | 1998-06-01 | 8705.40.00 | 0 % to more |
        | special_purpose | concrete_mixer   |       |        | 1999-01-01 | 8705.40.00 | 0 %         |
        | special_purpose | other            |       |        | 1998-06-01 | 8705.90.00 | 0 % to more |
        | special_purpose | other            |       |        | 1999-01-01 | 8705.90.00 | 0 %         |
        | armored         |                  |       |        | 1998-06-01 | 8710.00.00 | 0 % to more |
        | armored         |                  |       |        | 1999-01-01 | 8710.00.00 | 0 %         |
        | bus             |                  | 20    |        | 1998-06-01 | 8702.10    | 0 % to more |
        | bus             |                  | 20    |        | 1999-01-01 | 8702.10    | 2 %         |
        | trailer         |                  |       | people | 1998-06-01 | 8716.10.00 | 0 % to more |
        | trailer         |                  |       | people | 1999-01-01 | 8716.10.00 | 0 %         |
        | trailer         |                  |       | cargo  | 1998-06-01 | 8716.39.00 | 0 % to more |
        | trailer         |                  |       | cargo  | 1999-01-01 | 8716.39.00 | 0 %         |

    @F1.4 @cbp.tariff.base.cab_chassis
    Scenario Outline: a chassis with a cab of <gvwr>, still to be finished: <incomplete>
      Given the vehicle:
        | country_of_manufacture | JP           |
        | body                   | pickup       |
        | incomplete             | <incomplete> |
        | powertrain             | diesel       |
        | displacement           | 4000 cc      |
        | gvwr                   | <gvwr>       |
        | kei                    | false        |
        | length                 | 6 m          |
        | made_for_roads         | true         |
        | manufactured           | 2020-05      |
      And it enters on 2021-02-16
      Then the duty is <rate>

      Examples:
        | gvwr | incomplete | rate |
        | 9 t  | true       | 4 %  |
        | 9 t  | false      | 25 % |
        | 9 t  |            | 25 % |
        | 4 t  | true       | 25 % |
        | 21 t | true       | 25 % |

  @cite:HTSUS_heading_8427 @cite:HTSUS_heading_8429 @cite:Proclamation_11032
  Rule: Forklifts, earthmovers and tractors are nearly free at the base, and articles of metal since 2025

    @cbp.tariff.base.8427 @cbp.tariff.base.8429 @cbp.tariff.base.8701_20 @cbp.tariff.base.8701_90
    @cbp.tariff.base.8427.1989 @cbp.tariff.base.8429.1989 @cbp.tariff.base.8701_20.1989
    @cbp.tariff.base.8701_90.1989 @cbp.tariff.metals.full_value @cbp.tariff.metals.machines
    @cbp.tariff.metals.machines_deal @cbp.tariff.metals.list_x @cbp.tariff.heavy_232.general
    @cbp.tariff.heavy_232.age @cbp.tariff.s301_china.list_1 @cbp.tariff.s301_china.list_2
    @cbp.tariff.column_2.8427 @cbp.tariff.column_2.embargo.8427 @cbp.tariff.column_2.8701_20
    @cbp.tariff.column_2.embargo.8701_20 @cbp.tariff.column_2.8701_90
    @cbp.tariff.column_2.embargo.8701_90
    Scenario Outline: a <body> of <origin>, built in <built>, entered on <day>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | body                   | <body>   |
        | powertrain             | diesel   |
        | manufactured           | <built>  |
      And it enters on <day>
      Then the heading is <heading>
      And the duty is <rate>

      Examples: at the base
        | body         | origin | built | day        | heading            | rate        |
        | forklift     | JP     | 1990  | 1998-12-31 | 8427               | 0 % to more |
        | forklift     | JP     | 1990  | 1999-01-01 | 8427               | 0 %         |
        | earthmover   | JP     | 1990  | 1998-12-31 | 8429               | 0 % to more |
        | earthmover   | JP     | 2010  | 2024-06-01 | 8429               | 0 %         |
        | road_tractor | JP     | 1990  | 1998-12-31 | 8701.21 to 8701.29 | 0 % to more |
        | road_tractor | JP     | 2010  | 2024-06-01 | 8701.21 to 8701.29 | 4 %         |
        | tractor      | JP     | 1990  | 1998-12-31 | 8701.91 to 8701.95 | 0 % to more |
        | tractor      | JP     | 2010  | 2024-06-01 | 8701.91 to 8701.95 | 0 %         |

      Examples: the metal in them, 15 % in all since June 2026 for farms and from partners
        | body         | origin | built | day        | heading            | rate |
        | forklift     | JP     | 1999  | 2026-06-07 | 8427               | 25 % |
        | forklift     | JP     | 1999  | 2026-06-08 | 8427               | 15 % |
        | forklift     | VN     | 1999  | 2026-06-08 | 8427               | 25 % |
        | earthmover   | DE     | 2015  | 2026-06-08 | 8429               | 15 % |
        | earthmover   | VN     | 2015  | 2026-06-08 | 8429               | 25 % |
        | tractor      | VN     | 2015  | 2026-06-07 | 8701.91 to 8701.95 | 25 % |
        | tractor      | VN     | 2015  | 2026-06-08 | 8701.91 to 8701.95 | 15 % |

      Examples: the partners of 9903.82.22, and no total of 15 % without normal trade relations
        | body         | origin | built | day        | heading            | rate   |
        | forklift     | CH     | 1999  | 2026-06-08 | 8427               | 15 %   |
        | forklift     | TW     | 1999  | 2026-06-08 | 8427               | 15 %   |
        | earthmover   | AR     | 2015  | 2026-06-08 | 8429               | 15 %   |
        | forklift     | TH     | 1999  | 2026-06-08 | 8427               | 25 %   |
        | tractor      | BY     | 2015  | 2026-06-08 | 8701.91 to 8701.95 | 52.5 % |

      Examples: a road tractor is a heavy vehicle, and an article of metal once it is 25 years old
        | body         | origin | built | day        | heading            | rate |
        | road_tractor | JP     | 2015  | 2025-11-01 | 8701.21 to 8701.29 | 29 % |
        | road_tractor | JP     | 2015  | 2026-11-21 | 8701.21 to 8701.29 | 29 % |
        | road_tractor | JP     | 2001  | 2026-11-21 | 8701.21 to 8701.29 | 29 % |

      Examples: China, and the countries of column 2
        | body         | origin | built | day        | heading            | rate   |
        | forklift     | CN     | 2015  | 2018-07-05 | 8427               | 0 %    |
        | forklift     | CN     | 2015  | 2018-07-06 | 8427               | 25 %   |
        | earthmover   | CN     | 2015  | 2026-11-21 | 8429               | 50 %   |
        | tractor      | CN     | 2015  | 2018-08-22 | 8701.91 to 8701.95 | 0 %    |
        | tractor      | CN     | 2015  | 2018-08-23 | 8701.91 to 8701.95 | 25 %   |
        | road_tractor | CN     | 2015  | 2018-08-23 | 8701.21 to 8701.29 | 29 %   |
        | forklift     | RU     | 2015  | 2024-06-01 | 8427               | 35 %   |
        | forklift     | CU     | 2015  | 2020-06-01 | 8427               | 35 %   |
        | road_tractor | BY     | 2015  | 2024-06-01 | 8701.21 to 8701.29 | 25 %   |
        | road_tractor | CU     | 2015  | 2020-06-01 | 8701.21 to 8701.29 | 25 %   |
        | tractor      | BY     | 2015  | 2024-06-01 | 8701.91 to 8701.95 | 27.5 % |
        | tractor      | CU     | 2015  | 2020-06-01 | 8701.91 to 8701.95 | 27.5 % |

    @cbp.tariff.metals.machines @cbp.tariff.metals.machines_deal
    Scenario Outline: a mobile crane of <origin> is mobile industrial equipment since June 2026, on <day>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | body                   | special_purpose |
        | equipment              | crane    |
        | powertrain             | diesel   |
        | manufactured           | 2015     |
      And it enters on <day>
      Then the heading is 8705.10.00
      And the duty is <rate>

      Examples:
        | origin | day        | rate |
        | JP     | 2026-06-07 | 25 % |
        | JP     | 2026-06-08 | 15 % |
        | VN     | 2026-06-08 | 25 % |

    @cbp.tariff.metals.us_steel_added @cbp.tariff.metals.us_steel_added.april
    Scenario Outline: a forklift of Vietnam, <share> of whose metal is American, on <day>
      Given the vehicle:
        | country_of_manufacture | VN       |
        | body                   | forklift |
        | powertrain             | diesel   |
        | manufactured           | 2015     |
        | us_steel_share         | <share>  |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | share  | day        | rate |
        | 95 %   | 2026-06-07 | 10 % |
        | 94.9 % | 2026-06-07 | 25 % |
        | 85 %   | 2026-06-08 | 10 % |
        | 84.9 % | 2026-06-08 | 25 % |

    @cbp.tariff.metals.uk_steel_added @cbp.tariff.metals.uk_steel_added.april
    Scenario Outline: a caravan of <origin>, <share> of whose metal is British, on <day>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | body                   | trailer  |
        | designed_for           | people   |
        | manufactured           | 2015     |
        | metal_share            | <metal>  |
        | uk_steel_share         | <share>  |
      And it enters on <day>
      Then the heading is 8716.10.00
      And the duty is <rate>

      Examples:
        | origin | metal | share  | day        | rate   |
        | GB     | 60 %  | 95 %   | 2026-06-07 | 15 %   |
        | GB     | 60 %  | 95 %   | 2026-06-08 | 15 %   |
        | GB     | 60 %  | 94.9 % | 2026-06-08 | 25 %   |
        | GB     | 60 %  |        | 2026-06-08 | 25 %   |
        | GB     | 14 %  | 95 %   | 2026-06-08 | 10 %   |
        | DE     | 60 %  | 95 %   | 2026-06-08 | 25 %   |

    @cbp.tariff.perhaps_container_chassis @cbp.china.container_chassis
    Scenario Outline: a trailer of <origin> for <cargo>, entered on <day>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | body                   | trailer  |
        | designed_for           | <cargo>  |
        | manufactured           | 2015     |
      And it enters on <day>
      Then <warns> says "a chassis for containers pays 100 % more"

      Examples:
        | origin | cargo  | day        | warns      |
        | CN     | cargo  | 2026-11-10 | a warning  |
        | CN     | cargo  | 2026-11-09 | no warning |
        | CN     | people | 2026-11-10 | no warning |
        | VN     | cargo  | 2026-11-10 | no warning |

    @cbp.tariff.metals.full_value_since_june @cbp.tariff.metals.list_x @cbp.tariff.metals.list_x_column_2
    Scenario Outline: a <body> of <origin> in December 2026
      Given the vehicle:
        | country_of_manufacture | <origin>   |
        | body                   | <body>     |
        | powertrain             | gasoline   |
        | displacement           | 400 cc     |
        | manufactured           | 2015-05    |
        | made_for_roads         | false      |
      And it enters on 2026-12-02
      Then the duty is <rate>

      Examples: golf carts and snowmobiles did not move to the list of 15 % in all
        | body       | origin | rate   |
        | golf_cart  | JP     | 27.5 % |
        | snowmobile | JP     | 27.5 % |
        | golf_cart  | VN     | 27.5 % |

    @cbp.tariff.metals.full_value_since_june @cbp.tariff.heavy_232.age
    Scenario: the metal in an old bus, which note 38 may leave out, is disputed
      Given the vehicle:
        | country_of_manufacture | JP      |
        | body                   | bus     |
        | seats                  | 26      |
        | powertrain             | diesel  |
        | manufactured           | 1998-03 |
      And it enters on 2026-12-02
      Then the duty is 27 %
      And the duty says "9903.82.09 is disputed"

    @cbp.tariff.metals.steel_content_machines
    Scenario: a forklift with its steel told apart, in the winter of 2025
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | forklift |
        | powertrain             | diesel   |
        | manufactured           | 2015     |
        | steel_value_share      | 40 %     |
      And it is entered for consumption
      And it was loaded on 2025-11-01
      And it enters on 2025-12-01
      Then the duty is 29 %

  @F2.section_122 @F2.usmca @cite:HTSUS_general_note_11
  Rule: The USMCA frees motorcycles too, and what enters under it of Section 122 and forced labor

    @cbp.tariff.preference.usmca @cbp.tariff.s122 @cbp.tariff.s301_fl.neighbours
    Scenario Outline: a motorcycle of Mexico on <day>, <claim> claimed
      Given the vehicle:
        | country_of_manufacture | MX         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | gasoline   |
        | displacement           | 990 cc     |
        | steel_value_share      | 20 %       |
        | manufactured           | 2024-05    |
      And the entry:
        | preference | <claim> |
        | loaded     | <day>   |
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | claim | day        | rate   |
        |       | 2024-06-01 | 2.4 %  |
        | usmca | 2024-06-01 | 0 %    |
        | usmca | 2025-06-01 | 0 %    |
        |       | 2025-06-01 | 27.4 % |
        | usmca | 2026-05-01 | 0 %    |
        |       | 2026-05-01 | 12.4 % |
        | usmca | 2026-11-21 | 0 %    |
        |       | 2026-11-21 | 12.4 % |

    @cbp.tariff.s338.motorcycles
    Scenario Outline: a motorcycle of Canada of <cc> on <day> pays Section 338, under the USMCA as well
      Given the vehicle:
        | country_of_manufacture | CA         |
        | body                   | motorcycle |
        | wheels                 | 2          |
        | powertrain             | gasoline   |
        | displacement           | <cc>       |
        | manufactured           | 2024-05    |
      And entry.preference is usmca
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | cc     | day        | rate |
        | 990 cc | 2026-08-21 | 0 %  |
        | 990 cc | 2026-08-22 | 50 % |
        | 800 cc | 2026-08-22 | 0 %  |

  @F2.future
  Rule: The tariff of a day before the schedule is not guessed, and after it today's goes on

    Scenario Outline: a kei truck that enters on <day>
      Given the kei truck of the examples
      And it was built in 1980-05
      And it enters on <day>
      Then the duty is <rate>
      And a warning says "<warning>"

      Examples:
        | day        | rate          | warning                                               |
        | 1988-12-31 | not estimated | our tariff starts on 1 January 1989 |
        | 1999-06-01 | 25 %          | import forms are sworn                                |
        | 2026-12-31 | 25 %          | import forms are sworn                                |
        | 2027-01-01 | 25 %          | today's law carried forward                           |

  @cbp.value.freight_included @cite:19_USC_1401a(b)(4)(A)
  Rule: Freight and insurance to the United States are no part of the value
    Where the bills name them apart. A price that includes them is the most that duty can be due on, and
    how much of it is not known until somebody says what they cost.

    Scenario Outline: the price includes freight: <included>
      Given the vehicle:
        | make         | Honda   |
        | model        | Beat    |
        | chassis_code | PP1     |
        | manufactured | 1995-05 |
      And the entry:
        | date             | 2026-11-21 |
        | value            | $8,000     |
        | freight_included | <included> |
      And the entry:
        | costs.freight    | <freight>   |
        | costs.insurance  | <insurance> |
      Then the duty amount is <duty>
      And <warns> says "no duty is due on the freight and insurance in the price"

      Examples:
        | included | freight | insurance | duty                   | warns      |
        | true     |         |           | $0.00 to $1,200.00     | a warning  |
        | true     | $1,800  |           | $0.00 to $930.00       | a warning  |
        | true     | $1,800  | $200      | $900.00                | a warning  |
        | false    |         |           | $1,200.00              | no warning |
        | false    | $1,800  | $200      | $1,200.00              | no warning |
        |          |         |           | $1,200.00              | no warning |

  @cbp.trade_agreement.other
  Rule: Other trade agreements are not counted on, but named

    Scenario Outline: a car built in <country>
      Given the vehicle:
        | make                   | Holden        |
        | body                   | passenger_car |
        | displacement           | 3,800 cc      |
        | manufactured           | 1995-05       |
        | country_of_manufacture | <country>     |
      And it enters on 2026-11-21
      Then <warns> says "the figure does not count on that"

      Examples:
        | country | warns      |
        | AU      | a warning  |
        | JP      | no warning |

  @cbp.tariff.no_automobile @cbp.tariff.autos_232.other
  Rule: Section 232 on automobiles is for cars, vans and light trucks alone

    Scenario Outline: a utility vehicle of <origin> with an open bed on <day> pays <rate>
      Given the vehicle:
        | country_of_manufacture | <origin>        |
        | body                   | utility_vehicle |
        | designed_for           | cargo           |
        | open_cargo_bed         | true            |
        | steering               | wheel           |
        | made_for_roads         | false           |
        | powertrain             | gasoline        |
        | displacement           | 963 cc          |
        | gvwr                   | 1200 kg         |
        | manufactured           | 2024-03         |
        | wheels                 | 4               |
      And entry.purpose is off_road
      And it is entered for consumption
      And it enters on <day>
      Then the heading is 8704.31.01
      And the duty is <rate>
      And the duty says "9903.94.02"

      Examples:
        | origin | day        | rate   |
        | CN     | 2026-12-01 | 62.5 % |
        | TW     | 2026-12-01 | 25 %   |
        | VN     | 2026-12-01 | 37.5 % |
        | JP     | 2026-12-01 | 25 %   |
        | TW     | 2025-06-15 | 35 %   |

    Scenario: an electric go-kart of Italy
      Given the vehicle:
        | country_of_manufacture | IT       |
        | body                   | go_kart  |
        | powertrain             | electric |
        | manufactured           | 2024-03  |
      And entry.purpose is off_road
      And it is entered for consumption
      And it enters on 2026-12-01
      Then the heading is 8703.80.00
      And the duty is 10 %
      And the duty says "9903.94.02"

    @cbp.tariff.perhaps_no_automobile @cbp.tariff.autos_232.perhaps_other
    Scenario Outline: of a <body> of <origin> it is disputed, and the figure has it
      Given the vehicle:
        | country_of_manufacture | <origin>       |
        | body                   | <body>         |
        | wheels                 | <wheels>       |
        | steering               | wheel          |
        | powertrain             | gasoline       |
        | displacement           | 2700 cc        |
        | manufactured           | <built>        |
        | seats                  | 4              |
      And it is entered for consumption
      And it enters on 2026-12-01
      Then the duty is <rate>
      And the duty says "<without>"
      And the duty says "<line>"

      Examples:
        | body       | origin | wheels | built   | rate   | without | line       |
        | motor_home | JP     | 4      | 2015-03 | 15 %   | 12.5 %  | 9903.94.02 |
        | motor_home | IT     | 4      | 2015-03 | 15 %   | 10 %    | 9903.94.02 |
        | ambulance  | JP     | 4      | 2010-03 | 15 %   | 12.5 %  | 9903.94.02 |
        | motorcycle | VN     | 3      | 2024-03 | 27.5 % | 15 %    | 9903.94.02 |
        | ambulance  | JP     | 4      | 1998-03 | 12.5 % | 2.5 %   | 9903.94.04 |
