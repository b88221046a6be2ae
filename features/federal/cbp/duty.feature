@keiimport @cbp.tariff
Feature: The duty on a vehicle of Japan, day by day
  The lines of the tariff that stand on the day of the entry for consumption are stacked. The
  figures leave the fees out; where sources differ on a line, the figure has it.

  Rule: A kei truck younger than 25 calendar years pays 25 %, and for some months 50 %

    Background:
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | pickup   |
        | open_cargo_bed         | true     |
        | designed_for           | cargo    |
        | seats                  | 2        |
        | rear_seats             | none     |
        | wheels                 | 4        |
        | gvwr                   | 1050 kg  |
        | powertrain             | gasoline |
        | displacement           | 660 cc   |
        | manufactured           | 2015-06  |
      And entry.value is $5,000
      And entry.type is consumption

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
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | pickup   |
        | open_cargo_bed         | true     |
        | designed_for           | cargo    |
        | seats                  | 2        |
        | rear_seats             | none     |
        | wheels                 | 4        |
        | gvwr                   | 1050 kg  |
        | powertrain             | gasoline |
        | displacement           | 660 cc   |
        | manufactured           | 1998-05  |
      And entry.value is $5,000
      And entry.type is consumption

    Scenario Outline: an old kei truck on <day> pays <rate>, or <without>
      Given it enters on <day>
      And entry.loaded is <day>
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
      Then the duty says "9903.01.25 can be had back"
      And the duty says "9903.01.25 is disputed"
      And a warning says "sources differ on whether 9903.01.25 is collected"
      And a reason cites "EO 14257"

    @T-D2
    Scenario: Section 122 is disputed for old vehicles
      Given it enters on 2026-05-15
      Then the duty is 35 %
      And the duty says "if 9903.03.01 is not collected, which is disputed"

    @T-D1
    Scenario: Built in 2001, it is exempt on any day of 2026
      Given vehicle.manufactured is 2001
      And it enters on 2026-11-21
      Then the duty is 25 %
      And the duty says "9903.94.04"

    @T-D4
    Scenario: Built in 2001, it was not exempt yet in 2025
      This case is sometimes worked out as 25 % and a disputed 10 % under IEEPA. But 2025 less 2001
      is 24, and the exemption asks for 25: Section 232 adds its 25 %, and IEEPA adds nothing to it.

      Given vehicle.manufactured is 2001
      And it enters on 2025-06-01
      Then the duty is 50 %
      And the duty amount is $2,500.00
      And the duty says "9903.94.01"

    Scenario: Built in 2000, it was exempt in 2025, and paid under IEEPA on the text
      Given vehicle.manufactured is 2000
      And it enters on 2025-06-01
      Then the duty is 35 %
      And the duty says "9903.94.04"
      And the duty says "9903.01.25 is disputed"
      And the duty says "9903.01.25 can be had back"

    Scenario: On 24 February 2026 what was loaded before is free of Section 122
      Given it enters on 2026-02-26
      And entry.loaded is 2026-02-20
      Then the duty is 25 %

    Scenario: Loaded on that day, it pays
      Given it enters on 2026-02-26
      And entry.loaded is 2026-02-24
      Then the duty is 35 %

    Scenario: The day of loading is never presumed
      Given it enters on 2026-02-26
      Then the duty is 25 % to 35 %
      And the duty says "if day of loading is until 2026-02-23"

    Scenario: After the fourth day it no longer matters
      Given it enters on 2026-02-28
      Then the duty is 35 %

  Rule: A car of more than 1,000 cc and 25 calendar years

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
        | displacement           | 1600 cc       |
        | manufactured           | 1990-03       |
      And entry.value is $10,000
      And entry.type is consumption

    @T-D7
    Scenario Outline: an old car on <day> pays <rate>
      Given it enters on <day>
      And entry.loaded is <day>
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
      Then the duty says "<line> is disputed"
      And the duty says "<line> can be had back"
      And the duty says "2.5 %"

      Examples:
        | day        | line               |
        | 2025-06-01 | 9903.01.25         |
        | 2025-10-01 | 9903.02.72 or .73  |

    Scenario: Section 122 is disputed for old cars, and the figure has it
      Given it enters on 2026-05-15
      Then the duty is 12.5 %
      And the duty says "2.5 %"
      And the duty says "if 9903.03.01 is not collected, which is disputed"

    Scenario: The tariff on forced labor is disputed for old cars, and the figure has it
      Given it enters on 2026-11-21
      Then the duty is 12.5 %
      And the duty says "2.5 %"
      And the duty says "9903.05.48 or .49 is disputed"
      And a warning says "sources differ on whether 9903.05.48 or .49 is collected"

    @cbp.tariff.s301_fl.transit
    Scenario Outline: On <day>, loaded on <loaded>, it pays <rate>
      Given it enters on <day>
      And entry.loaded is <loaded>
      Then the duty is <rate>

      Examples:
        | day        | loaded     | rate   |
        | 2026-07-27 | 2026-07-23 | 2.5 %  |
        | 2026-07-27 | 2026-07-24 | 12.5 % |
        | 2026-07-28 | 2026-07-23 | 12.5 % |

  Rule: A car of more than 1,000 cc younger than 25 calendar years

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
        | displacement           | 1300 cc       |
        | manufactured           | 2012-03       |
      And entry.value is $10,000
      And entry.type is consumption

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
      And entry.value is $10,000
      And entry.type is consumption

    @T-D6
    Scenario Outline: a petrol kei car on <day> pays <rate>
      Given it enters on <day>
      And entry.loaded is <day>
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
      Given vehicle.manufactured is 1995-06
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

    Scenario: While nobody says how much metal is in it, both are possible
      Given nobody says vehicle.metal_share
      And it enters on 2026-11-21
      Then the duty is 12.5 % to 15 %
      And the duty says "if share of metal by weight is"

    Scenario: While nobody says how much of its value is steel, none to all is possible
      Given nobody says vehicle.steel_value_share
      And it enters on 2025-10-01
      Then the duty is 15 % to 52.5 %
      And the duty amount is $1,500.00 to $5,250.00

    @T-C29
    Scenario: Of an old kei car sources differ on whether it paid under IEEPA
      Given vehicle.manufactured is 1972-06
      And it enters on 2025-06-01
      Then the duty is 12.5 %
      And the duty says "9903.01.25 is disputed"
      And the duty says "9903.01.25 can be had back"

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
      And entry.type is consumption
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
      And entry.type is consumption

    Scenario Outline: a motorcycle of <cc> on <day> pays <rate>
      Given vehicle.displacement is <cc>
      And it enters on <day>
      And entry.loaded is <day>
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
      And entry.type is consumption
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

    @cbp.tariff.s301_fl.others @cbp.tariff.ieepa.others @cbp.tariff.ieepa.reciprocal_china
    @cbp.tariff.s301_fl.korea
    Scenario Outline: an old car of <origin> on <day> pays <rate>
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
        | manufactured           | 1998-03       |
      And entry.type is consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | origin | day        | rate             |
        | DE     | 2025-09-01 | 15 %             |
        | IN     | 2025-06-01 | 12.5 %           |
        | IN     | 2025-09-01 | 2.5 % to more    |
        | CN     | 2025-06-01 | 27.5 % to more   |
        | CN     | 2025-04-04 | 27.5 %           |
        | CN     | 2025-04-05 | 27.5 % to more   |
        | CN     | 2026-02-23 | 27.5 % to more   |
        | CN     | 2026-02-24 | 27.5 % to 37.5 % |
        | CA     | 2025-06-01 | 2.5 % to more    |
        | KR     | 2026-07-23 | 12.5 %           |
        | KR     | 2026-07-24 | 2.5 % to 12.5 %  |
        | KR     | 2026-11-21 | 12.5 %           |
        | CH     | 2026-07-24 | 2.5 % to 12.5 %  |
        | DE     | 2026-11-21 | 10 %             |
        | TW     | 2026-11-21 | 10 %             |
        | CN     | 2026-11-21 | 40 %             |
        | IN     | 2026-11-21 | 2.5 % to more    |
        | US     | 2026-11-21 | 2.5 %            |

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
      And entry.type is consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | body          | for    | bed   | rear  | day        | rate    |
        | passenger_car | people | false | fixed | 2024-09-26 | 27.5 %  |
        | passenger_car | people | false | fixed | 2024-09-27 | 102.5 % |
        | passenger_car | people | false | fixed | 2026-11-21 | 127.5 % |
        | pickup        | cargo  | true  | none  | 2024-09-27 | 50 %    |
        | pickup        | cargo  | true  | none  | 2026-11-21 | 75 %    |

    @cbp.tariff.metals.steel_content_uk
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
      And entry.type is consumption
      And it enters on <day>
      Then the duty is <rate>

      Examples:
        | origin | day        | rate          |
        | FR     | 2025-10-01 | 22.5 %        |
        | GB     | 2025-10-01 | 2.5 % to more |
        | FR     | 2026-11-21 | 15 %          |

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
      And entry.type is consumption
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
      And entry.type is consumption
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
        | 2026-11-21 | 25 % to more |

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
      And entry.type is consumption
      And it enters on 2026-11-21
      Then the duty is 10 % to 52.5 %
      And the duty says "tell `vehicle.country_of_manufacture`"

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
      And entry.type is consumption
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

  Rule: What is not entered for consumption pays no duty

    @cbp.tariff.temporary @cbp.tariff.nonresident @cbp.tariff.returned
    @cbp.tariff.warehouse @cbp.tariff.transit
    Scenario Outline: an entry of the type <type>
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | pickup   |
        | open_cargo_bed         | true     |
        | designed_for           | cargo    |
        | seats                  | 2        |
        | rear_seats             | none     |
        | wheels                 | 4        |
        | gvwr                   | 1050 kg  |
        | powertrain             | gasoline |
        | displacement           | 660 cc   |
        | manufactured           | 1998-05  |
      And entry.value is $5,000
      And entry.type is <type>
      And it enters on 2026-11-21
      Then the duty is 0 %
      And the duty says "<note>"

      Examples:
        | type                 | note                                     |
        | tib                  | while the bond stands                    |
        | nonresident_personal | sold within a year                       |
        | goods_returned       | must have been made in the United States |
        | warehouse            | withdrawn for consumption                |
        | export_transit       | never entered for consumption            |

  Rule: The tariff of a day that is not written down is not guessed

    Scenario Outline: a kei truck that enters on <day>
      Given the vehicle:
        | country_of_manufacture | JP       |
        | body                   | pickup   |
        | open_cargo_bed         | true     |
        | designed_for           | cargo    |
        | seats                  | 2        |
        | rear_seats             | none     |
        | wheels                 | 4        |
        | gvwr                   | 1050 kg  |
        | powertrain             | gasoline |
        | displacement           | 660 cc   |
        | manufactured           | 1980-05  |
      And it enters on <day>
      Then the duty is <rate>
      And a warning says "<warning>"

      Examples:
        | day        | rate          | warning                                               |
        | 1988-12-31 | not estimated | the tariff stands in this rulebook from 1989-01-01 on |
        | 1999-06-01 | 25 %          | import forms are sworn                                |
        | 2026-12-31 | 25 %          | import forms are sworn                                |
        | 2027-01-01 | not estimated | the tariff is known here until 2026-12-31             |
