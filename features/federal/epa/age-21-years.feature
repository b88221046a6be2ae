@keiimport @cite:40_CFR_85.1511(f)(2) @cite:40_CFR_85.1502
Feature: The exclusion at 21 years
  EPA counts calendar years: the year of import minus the year of production. At 21 an original
  vehicle enters under code E, with no letter and no bond.

  Background:
    Given the vehicle:
      | market     | JP         |
      | body       | pickup     |
      | powertrain | gasoline   |

  @epa.age.21_years @epa.code_e @epa.age.stand_in @epa.age.history
  Rule: Only the years count, not the months

    Scenario Outline: the year of entry less the year of manufacture
      Given vehicle.manufactured is <built>
      And it enters on <entry>
      Then conclusion epa.age_21_years is <old enough>
      And EPA code E is <code E>

      Examples:
        | built      | entry      | old enough | code E  |
        | 2005-01-01 | 2026-01-01 | true       | open    |
        | 2005-12-31 | 2026-01-01 | true       | open    |
        | 2005       | 2026-06-15 | true       | open    |
        | 2005-12    | 2025-12-31 | false      | not_yet |
        | 2006-01    | 2026-12-31 | false      | not_yet |
        | H17.12     | 2026-01-01 | true       | open    |

    @T-E1
    Scenario: a car of December 2005 in January 2026
      Given the vehicle:
        | body                   | passenger_car |
        | manufactured           | 2005-12       |
        | original_configuration | true          |
        | engine                 | original      |
      And it enters on 2026-01-05
      Then EPA code E is open
      And the chosen epa path is EPA code E
      And HS-7 box 1 is not_yet

    Scenario: a date on both sides of the new year is asked for
      Given vehicle.manufactured is {"earliest": "2005-11", "latest": "2006-02"}
      And it enters on 2026-11-21
      Then EPA code E is needs_facts
      And a warning says "the year of first registration instead"

    Scenario: it opens on the first of January
      Given vehicle.manufactured is 2022-06
      And it enters on 2026-11-21
      Then EPA code E opens on 2043-01-01
      And the answer says "June 2047"

    @T-D1
    Scenario: a kei truck of 2001 is old enough for EPA before it is for NHTSA
      Given the vehicle:
        | kei          | true |
        | manufactured | 2001 |
      And it enters on 2026-11-21
      Then EPA code E is open
      And HS-7 box 1 is needs_facts
      And the outcome is undetermined

    Scenario Outline: before the rules applied, EPA's answer is not known
      Given vehicle.manufactured is 1960-05
      And it enters on <entry>
      Then conclusion epa.age_21_years is <old enough>
      And <warns> says "we have its law from 1 July 1988 on"
      And a warning says "we could not confirm that they applied from 1 July 1988"

      Examples:
        | entry      | old enough | warns      |
        | 1988-06-30 | unknown    | a warning  |
        | 1988-07-01 | true       | no warning |

    Scenario Outline: by the text of February 1996 it is known: <entry>
      Given vehicle.manufactured is 1960-05
      And it enters on <entry>
      Then <warns> says "we could not confirm that they applied from 1 July 1988"

      Examples:
        | entry      | warns      |
        | 1996-02-13 | a warning  |
        | 1996-02-14 | no warning |

  @epa.age.original @epa.code_e @epa.age.engine_swap @cite:EPA_import_FAQ_(January_2017)
  Rule: Age is not enough: it must be original, or have an engine that counts as such

    Scenario Outline: engines and changes
      Given the vehicle:
        | manufactured           | 1998-05         |
        | original_configuration | <configuration> |
        | engine                 | <engine>        |
      And it enters on 2026-11-21
      Then conclusion epa.original is <original>
      And EPA code E is <code E>

      Examples:
        | configuration | engine          | original | code E      |
        | true          | original        | true     | open        |
        | true          | equivalent      | true     | open        |
        | true          | certified_newer | true     | open        |
        | false         | certified_newer | true     | open        |
        |               | certified_newer | true     | open        |
        | false         | original        | false    | closed      |
        | true          | other           | false    | closed      |
        | false         | other           | false    | closed      |
        | false         | absent          | false    | closed      |

    Scenario: another engine shuts the door although the truck is old
      Given the vehicle:
        | manufactured   | 1996-03 |
        | engine         | other   |
        | body_replaced  | false   |
        | remanufactured | false   |
      And it enters on 2026-11-21
      Then EPA code E is closed because "neither the original nor an identical one"
      And HS-7 box 1 is open
      And the outcome is conditional
      And it depends on agency
      And an action says "hire an independent commercial importer"
      And a warning says "its age does not help"

    Scenario: that nothing was changed is presumed, and said
      Given vehicle.manufactured is 1998-05
      And it enters on 2026-11-21
      Then the outcome is admissible
      And it assumes original_engine
      And it assumes original_configuration

    Scenario Outline: a governor that was added has to come out again
      Given vehicle.manufactured is 1998-05
      And vehicle.limited_speed is <speed>
      And it enters on 2026-11-21
      Then EPA code E is open
      And the certainty is assumed
      And it assumes original_configuration
      And a paper says "take out the governor or block that was added (<speed>)"
      And a warning says "may not count as original and unmodified either"

      Examples:
        | speed  |
        | 25 mph |
        | 20 mph |

    @F4.1 @F4.4
    Scenario: nothing is to be taken out where nobody added it
      Given vehicle.manufactured is 1998-05
      And it enters on 2026-11-21
      Then EPA code E is open
      And no paper says "take out the governor or block"
      And a paper says "August 2024 edition"
      And a reason cites "form 3520-1 (August 2024)"

    Scenario: an electric vehicle of 21 years is no exception
      Given the vehicle:
        | manufactured           | 2005-04  |
        | powertrain             | electric |
        | original_configuration | true     |
      And it enters on 2026-11-21
      Then EPA code E is open

    Scenario Outline: whether an old car or truck was built electric is asked where nobody told it
      Given the vehicle:
        | make         | <make>   |
        | model        | <model>  |
        | manufactured | <built>  |
        | powertrain   | electric |
      And it enters on 2026-11-21
      Then the outcome is <outcome>

      Examples:
        | make   | model     | built   | outcome      |
        | Suzuki | Carry     | 1994-05 | undetermined |
        | Suzuki |           | 1994-05 | undetermined |
        | Vespa  |           | 2000-05 | undetermined |
        | Nissan | Hypermini | 2000-05 | admissible   |
        | Yamaha | Passol    | 2000-05 | admissible   |

    Scenario: an old petrol vehicle converted to electric before import
      Given the vehicle:
        | manufactured | 1998-05  |
        | powertrain   | electric |
        | engine       | other    |
      And it enters on 2026-11-21
      Then EPA code E is closed

  @cite:40_CFR_85.1502 @cite:49_USC_30112(b)(9)
  Rule: EPA's clock is not NHTSA's

    Scenario Outline: one vehicle, three days, two agencies
      Given vehicle.manufactured is 2001-11-22
      And it enters on <entry>
      Then EPA code E is <EPA>
      And HS-7 box 1 is <NHTSA>
      And the outcome is <outcome>

      Examples:
        | entry      | EPA     | NHTSA   | outcome    |
        | 2021-12-31 | not_yet | not_yet | not_yet    |
        | 2026-11-21 | open    | not_yet | not_yet    |
        | 2026-11-22 | open    | open    | admissible |

  @epa.penalties.violation.before_2017 @epa.penalties.violation.2017 @epa.penalties.refusal
  @epa.penalties.false_declaration @cite:42_USC_7524
  Rule: What a wrong declaration costs is said, by the law of the day

    Scenario Outline: the penalty of the day
      Given the vehicle:
        | manufactured | 1980-05 |
        | market       | JP      |
      And it enters on <day>
      Then EPA code E is open
      And a restriction says "<words>"
      And a restriction says "must leave within 90 days"
      And a restriction says "a fine of up to $320,000"

      Examples:
        | day        | words   |
        | 2016-12-31 | $25,000 |
        | 2017-01-01 | $44,539 |

  @epa.age.heavy_engine
  Rule: Of heavy trucks it is not known what lets in an old engine

    Scenario Outline: rated for <gvwr>, on <day>
      Given the vehicle:
        | make         | Hino    |
        | model        | Ranger  |
        | chassis_code |         |
        | body         | <body>  |
        | gvwr         | <gvwr>  |
        | manufactured | 1990-05 |
      And it enters on <day>
      Then <what> says "heavy-duty engines go with form 3520-21"

      Examples:
        | body    | gvwr      | day        | what       |
        | pickup  | 14,001 lb | 2026-12-01 | a warning  |
        | pickup  | 14,000 lb | 2026-12-01 | no warning |
        | pickup  | 14,001 lb | 2023-03-26 | no warning |
        | trailer | 14,001 lb | 2026-12-01 | no warning |
