@keiimport @states
Feature: Virginia
  Titles are given; the antique plate from 25 model years on is the way known. The status of a bill
  of 2022 that would let mini-trucks on roads posted up to 55 mph was not seen.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Virginia

  @states.va.kei_antique @states.va.kei
  Rule: The antique plate asks for 25 years and another vehicle for general use

    Scenario Outline: age, counted in calendar years, and the other vehicle
      Given manufactured is <built>
      And importer.owns_another_vehicle is <another>
      And it enters on <entry>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | built   | another | entry      | words             |
        | 1998-05 | true    | 2026-11-21 | no daily driving  |
        | 1998-05 | false   | 2026-11-21 | farm use          |
        | 1998-05 | true    | 2023-01-01 | no daily driving  |
        | 1998-05 | true    | 2022-12-31 | farm use          |

    Scenario: whether there is another vehicle is asked
      Then the state is restricted
      And the state says "importer.owns_another_vehicle"

    Scenario: the bill of 2022 is named
      Given importer.owns_another_vehicle is true
      Then the state says "SB 320"
