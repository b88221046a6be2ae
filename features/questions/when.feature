@keiimport
Feature: When
  A "no" is only half of an answer: the other half is the day on which it ends, and the clock that
  ends it. Each agency has a clock of its own.

  @nhtsa.age.25_years @nhtsa.box_1 @epa.age.21_years
  Rule: Each agency counts the years by its own clock

    Scenario: the Sakura of June 2022, to the year 2047
      EPA lets it in first, at 21 calendar years; the safety agency at 25 years to the day. As only
      the month of its build is known, the day is possible on the 1st and certain on the 30th.

      Given the example sakura-2022
      Then from 2026-11-21 the outcome is not_yet
      And from 2043-01-01 agency epa is admissible
      And from 2043-01-01 the outcome is not_yet
      And from 2047-06-01 HS-7 box 1 is needs_facts
      And from 2047-06-01 the outcome is undetermined
      And from 2047-06-30 the outcome is admissible
      And what changes on 2043-01-01 is "21 calendar years have passed since the last possible"
      And what changes on 2047-06-01 is "25 years have passed since the first possible"
      And what changes on 2047-06-30 is "25 years have passed since the last possible"

    Scenario: the truck of November 2001, whose clocks disagree
      For EPA it came of age with the calendar year; for the safety agency nobody can say until the
      last day of the month is past.

      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | body         | pickup  |
        | kei          | true    |
        | market       | JP      |
        | manufactured | 2001-11 |
      And it enters on 2021-06-01
      Then from 2021-06-01 the outcome is not_yet
      And from 2022-01-01 agency epa is admissible
      And from 2022-01-01 agency nhtsa is not_yet
      And from 2026-11-01 agency nhtsa is undetermined
      And from 2026-11-30 agency nhtsa is admissible
      And from 2026-11-30 the outcome is admissible
      And what changes on 2022-01-01 is "21 calendar years have passed"
      And what changes on 2026-11-30 is "25 years have passed since the last possible"

  @nhtsa.eligibility.vcp_17 @nhtsa.eligibility.vcp_32
  Rule: A decision that is rescinded closes the door, and is named once

    Scenario: a Skyline R34 of 1999 that came in until February 2006
      Given the vehicle:
        | make           | Nissan     |
        | model          | Skyline    |
        | drive_side     | right      |
        | manufactured   | 1999-05-05 |
        | title          | clean      |
        | theft_marked   | true       |
        | body_replaced  | false      |
        | remanufactured | false      |
        | certified_to   | none       |
      And importer.ri_contract is true
      And entry.bond is true
      And it enters on 2004-01-01
      Then from 2006-02-28 HS-7 box 3 is open
      And from 2006-03-01 HS-7 box 3 is closed
      And what changes on 2006-03-01 is "`nhtsa.eligibility.vcp_32` comes into force, `nhtsa.eligibility.skyline_rescinded` comes into force and `nhtsa.eligibility.vcp_17` is no longer in force"
