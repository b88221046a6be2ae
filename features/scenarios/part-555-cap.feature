@keiimport
Feature: Supposing the cap on temporary exemptions raised
  H.R. 7389 would let a maker sell 90,000 exempted vehicles in any 12 months instead of 2,500. It
  still helps makers only: for the owner of a Sakura nothing changes.

  Background:
    Given the example sakura-2022

  @nhtsa.part_555
  Rule: The raised cap opens no door to a private person

    Scenario: the Sakura under the law as it stands
      Then the door "temporarily exempted on its maker's petition" is closed because "at most 2,500 vehicles a year for up to 2 years"
      And HS-7 box 1 opens on 2047-06-30

    Scenario: the Sakura under the raised cap
      Given the law of part-555-cap
      Then the door "temporarily exempted on its maker's petition, under the higher cap" is closed because "at most 90,000 vehicles a year instead of 2,500"
      And HS-7 box 1 opens on 2047-06-30
      And the outcome is not_yet
      And the answer says "Hypothetical: supposing temporary exemptions for 90,000 vehicles a year, no"
      And a warning says "H.R. 7389"

  @scenario.part_555_cap.cap
  Rule: A maker could sell 90,000 exempted vehicles a year

    Scenario Outline: what a maker may sell: <sales>
      Given importer.kind is original_manufacturer
      And importer.exempted_sales is <sales>
      And the law of <law>
      Then the door "temporarily exempted on its maker's petition<cap>" is <outcome>
      And HS-7 box 1 is not_yet

      Examples:
        | sales | law          | cap                    | outcome      |
        | 2500  | 2026-11-21   |                        | needs_action |
        | 50000 | 2026-11-21   |                        | closed       |
        | 50000 | part-555-cap | , under the higher cap | needs_action |
        | 90000 | part-555-cap | , under the higher cap | needs_action |
        | 90001 | part-555-cap | , under the higher cap | closed       |
