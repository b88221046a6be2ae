@keiimport
Feature: Each agency has its own clock
  One kei truck of November 2001 and three days of entry. NHTSA counts from the day of manufacture to
  the anniversary, EPA subtracts calendar years and asks for 21, and the tariff on vehicles subtracts
  calendar years as well and asks for 25.

  Background:
    Given the example kei-truck-2001-11

  @nhtsa.age.25_years @epa.age.21_years @nhtsa.box_1 @epa.code_e
  @cbp.tariff.made_25_years_before @cbp.tariff.autos_232.age
  Rule: Calendar years for emissions and the tariff, the anniversary for safety

    Scenario: in 2021 for nobody
      Given it enters on 2021-12-31
      Then EPA code E is not_yet
      And EPA code E opens on 2022-01-01
      And HS-7 box 1 is not_yet
      And conclusion tariff.made_25_years_before is false
      And a reason says "it is not yet 21 calendar years old in the year it enters (31 December 2021)"
      And a reason says "it is not yet 25 years old on 31 December 2021"
      And the outcome is not_yet

    Scenario: in February 2026 for EPA and for the tariff, and not for NHTSA
      Given it enters on 2026-02-01
      Then EPA code E is open
      And HS-7 box 1 is not_yet
      And HS-7 box 1 opens on 2026-11-30
      And conclusion tariff.made_25_years_before is true
      And the duty says "made at least 25 years before: no Section 232 duty on vehicles"
      And a reason says "it is at least 21 calendar years old in the year it enters (1 February 2026)"
      And a reason says "it is not yet 25 years old on 1 February 2026"
      And the outcome is not_yet
      And the earliest possible day is 2026-11-01
      And the earliest day is 2026-11-30

    Scenario: at the end of November 2026 for all of them
      Given it enters on 2026-11-30
      Then EPA code E is open
      And HS-7 box 1 is open
      And the duty says "made at least 25 years before: no Section 232 duty on vehicles"
      And the outcome is admissible
      And a reason says "it is at least 25 years old on 30 November 2026"

    Scenario Outline: what the tariff makes of the calendar year, entered on <day>
      In June 2025 the truck is 24 years old for the tariff and pays Section 232 as well. On the last
      day of that year the deal with Japan adds nothing to its 25 %, and from the next day on it is
      out of Section 232 altogether.

      Given it enters on <day>
      Then conclusion tariff.made_25_years_before is <old enough>
      And the duty amount is <duty>
      And the duty says "<words>"

      Examples:
        | day        | old enough | duty      | words                                        |
        | 2025-06-01 | false      | $2,500.00 | Section 232 on vehicles                      |
        | 2025-12-31 | false      | $1,250.00 | Section 232 on vehicles of Japan             |
        | 2026-01-01 | true       | $1,250.00 | made at least 25 years before: no Section 232 |

    @T-D1
    Scenario: a kei truck known to be of 2001 on 21 November 2026
      Given vehicle.manufactured is 2001
      And it enters on 2026-11-21
      Then EPA code E is open
      And HS-7 box 1 is needs_facts
      And the duty is 25 %
      And the duty says "made at least 25 years before: no Section 232 duty on vehicles"
      And the duty says "Section 301 on forced labor, Japan: 12.5 % in all"

  @nhtsa.box_1 @epa.code_e @cbp.tariff.made_25_years_before @cbp.harbor.hmf
  Rule: Four days count, each for its own law
    The day of importation is NHTSA's and EPA's. The duty is that of the entry for consumption, the
    clauses for what was under way look at the day of loading, and the harbor fee at the arrival.

    Scenario: brought in on the last days of 2025 and entered for consumption in the new year
      Given it enters on 2025-12-30
      And entry.entered is 2026-01-02
      Then HS-7 box 1 is not_yet
      And a reason says "it is not yet 25 years old on 30 December 2025"
      And conclusion tariff.made_25_years_before is true
      And the duty says "9903.94.04"

    Scenario: EPA's year is that of the importation, whenever the duty is paid
      Given it enters on 2021-12-30
      And entry.entered is 2022-01-03
      Then EPA code E is not_yet
      And EPA code E opens on 2022-01-01

    Scenario Outline: loaded on <loaded>, before or after the tariff began
      Given vehicle.manufactured is 1998-05
      And it enters on 2026-02-26
      And entry.loaded is <loaded>
      Then the duty is <rate>

      Examples:
        | loaded     | rate |
        | 2026-02-23 | 25 % |
        | 2026-02-24 | 35 % |

    Scenario Outline: the harbor fee began with arrivals of 1991
      Given vehicle.manufactured is 1980-05
      And it enters on 1991-01-02
      And entry.arrived is <arrived>
      And entry.transport is ocean
      Then conclusion duty.fee.hmf is <due>

      Examples:
        | arrived    | due   |
        | 1990-12-31 | false |
        | 1991-01-01 | true  |
