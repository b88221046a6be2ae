@keiimport
Feature: Each agency has its own clock
  One kei truck of November 2001 and three days of entry. NHTSA counts from the day of manufacture to
  the anniversary, EPA subtracts calendar years. What Customs counts is in the features of the duty.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | market       | JP      |
      | kei          | true    |
      | body         | pickup  |
      | manufactured | 2001-11 |

  @nhtsa.age.25_years @epa.age.21_years @nhtsa.box_1 @epa.code_e
  Rule: Calendar years for emissions, the anniversary for safety

    Scenario: in 2021 for nobody
      Given it enters on 2021-12-31
      Then path epa.code_e is not_yet
      And path epa.code_e opens on 2022-01-01
      And path nhtsa.box_1 is not_yet
      And a reason says "it is not yet 21 calendar years old in the year of 2021-12-31"
      And a reason says "it is not yet 25 years old on 2021-12-31"
      And the outcome is not_yet

    Scenario: in February 2026 for EPA and not for NHTSA
      Given it enters on 2026-02-01
      Then path epa.code_e is open
      And path nhtsa.box_1 is not_yet
      And path nhtsa.box_1 opens on 2026-11-30
      And a reason says "it is more than 20 calendar years old in the year of 2026-02-01"
      And a reason says "it is not yet 25 years old on 2026-02-01"
      And the outcome is not_yet
      And the earliest possible day is 2026-11-01
      And the earliest day is 2026-11-30

    Scenario: at the end of November 2026 for both
      Given it enters on 2026-11-30
      Then path epa.code_e is open
      And path nhtsa.box_1 is open
      And the outcome is admissible
      And a reason says "it is at least 25 years old on 2026-11-30"

    @T-D1
    Scenario: a kei truck known to be of 2001 on 21 November 2026
      Given vehicle.manufactured is 2001
      And it enters on 2026-11-21
      Then path epa.code_e is open
      And path nhtsa.box_1 is needs_facts
