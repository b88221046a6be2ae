@keiimport @cbp.fees
Feature: The fees of a customs entry
  The merchandise processing fee has a minimum and a maximum that change with the budget year, on
  1 October. The harbor fee is for ships alone, on the day of arrival.

  Background:
    Given the kei truck of the examples
    And it was built in 1995-05
    And it is entered for consumption

  Rule: Duty and fees make the total, to the cent

    @cbp.harbor.hmf
    Scenario: a kei truck of $5,000 by ship
      Given it is worth $5,000
      And entry.transport is ocean
      And it enters on 2026-11-21
      Then the duty amount is $1,250.00
      And the duty says "$34.58"
      And the duty says "$6.25"
      And the total is $1,290.83
      And a reason cites "FR Doc 2026-15530"

    Scenario: the same by air
      Given it is worth $5,000
      And entry.transport is air
      And it enters on 2026-11-21
      Then the total is $1,284.58

    Scenario: Nobody says how it comes
      Given it is worth $5,000
      And it enters on 2026-11-21
      Then the total is $1,284.58 to $1,290.83

  @cite:19_CFR_24.23(c)
  Rule: What qualifies under the USMCA or Korea's agreement pays no processing fee

    Scenario Outline: of <country>, claiming <agreement>
      Given a case:
        """
        {"vehicle": {"make": "Toyota", "model": "Camry", "manufactured": "2015-05",
                     "body": "passenger_car", "powertrain": "gasoline", "displacement": "2500 cc",
                     "certified_to": ["us_fmvss"], "epa_certified": true},
         "entry": {"date": "2026-12-01", "transport": "land", "value": 10000}}
        """
      And vehicle.country_of_manufacture is <country>
      And the entry:
        | preference | <agreement> |
      Then the total is <total>

      Examples:
        | country | agreement | total     |
        | CA      |           | $2,784.64 |
        | CA      | usmca     | $2,500.00 |
        | KR      |           | $1,534.64 |
        | KR      | korus     | $1,500.00 |

  @F2.fees @cbp.fees.mpf.2027 @cbp.fees.mpf.2024 @cbp.fees.mpf.2023 @cbp.fees.mpf.2022 @cbp.fees.mpf.2021
  @cbp.fees.mpf.2020 @cbp.fees.mpf.2019 @cbp.fees.mpf.2018 @cbp.fees.mpf.2011 @cbp.fees.mpf.1995
  Rule: The processing fee has a minimum and a maximum by budget year

    @T-D14
    Scenario Outline: worth <value> on <day>
      Given it is worth <value>
      And entry.transport is land
      And it enters on <day>
      Then the duty says "<fee>"

      Examples:
        | value    | day        | fee     |
        | $20,000  | 1999-06-01 | $42.00  |
        | $100     | 2011-09-30 | $25.00  |
        | $20,000  | 2011-10-01 | $69.28  |
        | $900,000 | 2017-12-31 | $485.00 |
        | $100     | 2018-01-01 | $25.67  |
        | $900,000 | 2018-09-30 | $497.99 |
        | $100     | 2018-10-01 | $26.22  |
        | $900,000 | 2019-09-30 | $508.70 |
        | $100     | 2019-10-01 | $26.79  |
        | $900,000 | 2020-09-30 | $519.76 |
        | $100     | 2020-10-01 | $27.23  |
        | $900,000 | 2021-09-30 | $528.33 |
        | $100     | 2021-10-01 | $27.75  |
        | $900,000 | 2022-09-30 | $538.40 |
        | $100     | 2022-10-01 | $29.66  |
        | $900,000 | 2023-09-30 | $575.35 |
        | $100     | 2023-10-01 | $31.67  |
        | $900,000 | 2024-09-30 | $614.35 |
        | $100     | 2024-10-01 | $32.71  |
        | $100     | 2025-09-30 | $32.71  |
        | $900,000 | 2025-09-30 | $634.62 |
        | $100     | 2025-10-01 | $33.58  |
        | $900,000 | 2025-10-01 | $651.50 |
        | $100     | 2026-10-15 | $34.58  |
        | $20,000  | 2026-10-15 | $69.28  |
        | $900,000 | 2026-10-15 | $670.86 |

    Scenario Outline: informal, worth <value> on <day>
      Given entry.type is informal
      And it is worth <value>
      And entry.transport is land
      And it enters on <day>
      Then the duty says "<fee>"

      Examples:
        | value     | day        | fee    |
        | $2,000    | 2010-06-01 | $2.00  |
        | $2,000.01 | 2010-06-01 | $25.00 |
        | $2,500    | 2013-01-07 | $2.00  |
        | $2,500    | 2018-06-01 | $2.05  |
        | $2,500    | 2019-06-01 | $2.10  |
        | $2,500    | 2020-06-01 | $2.14  |
        | $2,500    | 2021-06-01 | $2.18  |
        | $2,500    | 2022-06-01 | $2.22  |
        | $2,500    | 2023-06-01 | $2.37  |
        | $2,500    | 2024-06-01 | $2.53  |
        | $2,500    | 2025-09-30 | $2.62  |
        | $2,500    | 2026-09-30 | $2.69  |
        | $2,500    | 2026-10-01 | $2.77  |
        | $2,500.01 | 2026-10-01 | $34.58 |

      Examples: the last day of each budget year, and the first of the next
        | value  | day        | fee   |
        | $2,000 | 2013-01-06 | $2.00 |
        | $2,500 | 2017-12-31 | $2.00 |
        | $2,500 | 2018-01-01 | $2.05 |
        | $2,500 | 2018-09-30 | $2.05 |
        | $2,500 | 2018-10-01 | $2.10 |
        | $2,500 | 2019-09-30 | $2.10 |
        | $2,500 | 2019-10-01 | $2.14 |
        | $2,500 | 2020-09-30 | $2.14 |
        | $2,500 | 2020-10-01 | $2.18 |
        | $2,500 | 2021-09-30 | $2.18 |
        | $2,500 | 2021-10-01 | $2.22 |
        | $2,500 | 2022-09-30 | $2.22 |
        | $2,500 | 2022-10-01 | $2.37 |
        | $2,500 | 2023-09-30 | $2.37 |
        | $2,500 | 2023-10-01 | $2.53 |
        | $2,500 | 2024-09-30 | $2.53 |
        | $2,500 | 2024-10-01 | $2.62 |
        | $2,500 | 2025-09-30 | $2.62 |
        | $2,500 | 2025-10-01 | $2.69 |

    Scenario Outline: the fee in this form is of 1995: <day>
      Given it was built in 1985-05
      And it is worth $100
      And it enters on <day>
      Then conclusion <fee> is <owed>

      Examples:
        | fee               | day        | owed  |
        | duty.fee.mpf.1995 | 1994-12-31 | false |
        | duty.fee.mpf.1995 | 1995-01-01 | true  |

    Scenario Outline: and so is that of an informal entry: <day>
      Given it was built in 1985-05
      And entry.type is informal
      And it is worth $100
      And it enters on <day>
      Then conclusion <fee> is <owed>

      Examples:
        | fee                        | day        | owed  |
        | duty.fee.mpf.1995_informal | 1994-12-31 | false |
        | duty.fee.mpf.1995_informal | 1995-01-01 | true  |

    Scenario: Up to $2,500 it may be informal while nobody says so
      Given nobody says entry.type
      And it is worth $2,000
      And entry.transport is land
      And it enters on 2026-11-21
      Then the total is $502.77 to $534.58

  @F2.yen
  Rule: A value in another currency is turned into dollars by the rate told beside it

    Scenario: a kei truck of 600,000 yen
      Given it is worth 600000 JPY
      And entry.exchange_rate is 0.0066
      And entry.transport is ocean
      And it enters on 2026-11-21
      Then the duty amount is $990.00
      And the total is $1,029.53

    Scenario: without a rate the error says how to tell it
      Given it is worth 600000 JPY
      And it enters on 2026-11-21
      Then it is an error saying "is in another currency" at "entry.value"
