@keiimport
Feature: The law of the day
  A vehicle gets the law that stood on the day it enters, or on the day that is asked for. Before an
  agency's rules are covered the answer stays open, and says why.

  @nhtsa.off_road.letters.1988 @nhtsa.eligibility @nhtsa.box_13 @nhtsa.box_10 @nhtsa.penalties
  @epa.nonroad.covered.2008 @nhtsa.lsv.definition.1998
  Rule: The same vehicle under the law of its day

    Scenario Outline: a Skyline of 1997 that would come in with a registered importer
      Given the vehicle:
        | make         | Nissan             |
        | model        | Skyline GT-R (R33) |
        | drive_side   | right              |
        | manufactured | 1997-05            |
        | certified_to | none               |
        | title        | clean              |
        | theft_marked | true               |
      And it enters on <day>
      Then conclusion eligibility.decided is <decided>
      And HS-7 box 1 is <box 1>

      Examples:
        | day        | decided | box 1   |
        | 1999-06-15 | unknown | not_yet |
        | 2005-06-15 | true    | not_yet |
        | 2010-06-15 | true    | not_yet |
        | 2019-06-15 | true    | not_yet |
        | 2025-06-15 | true    | open    |
        | 2026-06-15 | true    | open    |

    Scenario Outline: a kei truck of 1990 at each agency, and what it pays
      Given the vehicle:
        | kei                    | true     |
        | market                 | JP       |
        | body                   | pickup   |
        | designed_for           | cargo    |
        | open_cargo_bed         | true     |
        | wheels                 | 4        |
        | powertrain             | gasoline |
        | displacement           | 550 cc   |
        | gvwr                   | 900 kg   |
        | country_of_manufacture | JP       |
        | registered_in          | JP       |
        | manufactured           | 1990-05-10 |
        | certified_to           | none     |
        | epa_certified          | false    |
      And entry.value is 5000 USD
      And entry.transport is ocean
      And it enters on <day>
      Then the outcome is <outcome>
      And HS-7 box 1 is <box 1>
      And EPA code E is <code E>
      And the door "entry for consumption" is open
      And the duty amount is <duty>

      Examples:
        | day        | outcome    | box 1   | code E  | duty      |
        | 1991-06-15 | not_yet    | not_yet | not_yet | $1,250.00 |
        | 1999-06-15 | not_yet    | not_yet | not_yet | $1,250.00 |
        | 2005-06-15 | not_yet    | not_yet | not_yet | $1,250.00 |
        | 2010-06-15 | not_yet    | not_yet | not_yet | $1,250.00 |
        | 2011-01-01 | not_yet    | not_yet | open    | $1,250.00 |
        | 2019-06-15 | admissible | open    | open    | $1,250.00 |
        | 2025-06-15 | admissible | open    | open    | $1,750.00 |
        | 2026-06-15 | admissible | open    | open    | $1,750.00 |
        | 2026-11-21 | admissible | open    | open    | $1,250.00 |

    Scenario Outline: a kei truck held to 25 mph and called off-road
      Given the vehicle:
        | kei                          | true    |
        | market                       | JP      |
        | body                         | pickup  |
        | designed_for                 | cargo   |
        | wheels                       | 4       |
        | manufactured                 | 1990-05 |
        | limited_speed                | 25 mph  |
        | off_road.advertised_on_road  | false   |
        | off_road.title_assistance    | false   |
        | off_road.sold_by_car_dealers | false   |
        | off_road.warning_label       | true    |
        | off_road.registrable_abroad  | false   |
        | off_road.epa_governor_opinion | tamperproof |
      And entry.purpose is off_road
      And it enters on <day>
      Then HS-7 box 8 is <box 8>
      And conclusion epa.nonroad.covered is <covered>

      Examples: by NHTSA's letters, and by EPA's notice of 2008
        | day        | box 8       | covered |
        | 1991-12-15 | open        | true    |
        | 1999-06-15 | open        | true    |
        | 2005-06-15 | needs_facts | true    |
        | 2010-06-15 | needs_facts | unknown |
        | 2019-06-15 | needs_facts | unknown |
        | 2025-06-15 | needs_facts | unknown |
        | 2026-06-15 | needs_facts | unknown |

    Scenario Outline: doors that began on a day of their own
      Given the vehicle:
        | make         | Nissan  |
        | model        | March   |
        | market       | JP      |
        | manufactured | 1985-05 |
        | theft_marked | true    |
      And the entry:
        | date             | <day>           |
        | purpose          | show_or_display |
        | nhtsa_permission | true            |
      Then HS-7 box 10 is <box 10>

      Examples:
        | day        | box 10  |
        | 1991-06-15 | not_yet |
        | 1999-06-15 | not_yet |
        | 2005-06-15 | open    |

  @nhtsa.age.25_years
  Rule: Before the rules are covered the answer stays open

    Scenario Outline: too early for NHTSA or for both
      Given the vehicle:
        | market       | JP      |
        | manufactured | 1950-05 |
      And it enters on <day>
      Then the outcome is undetermined
      And the answer says "<words>"

      Examples:
        | day        | words |
        | 1990-01-30 | 1990  |
        | 1985-06-15 | 19    |
