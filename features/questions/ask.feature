# SPDX-License-Identifier: Apache-2.0
@keiimport
Feature: What to ask next
  `keiimport ask case.json` asks one plain question at a time, the most useful first, and only
  while an answer still matters. "Don't know" is an answer: unknown stays unknown.

  Rule: The most useful question comes first

    @nhtsa.box_1
    Scenario: a kei truck whose paper gives the year alone needs one answer
      Given the example kei-truck-h13
      Then the outcome is undetermined
      And it asks for vehicle.manufactured
      And the first question says "When was it built?"
      And the first question says "frame-number look-up"

  Rule: One answer can settle it

    @nhtsa.box_1
    Scenario Outline: the month on the look-up settles the year-only paper
      Given the example kei-truck-h13
      And vehicle.manufactured is <month>
      Then HS-7 box 1 is <box 1>
      And it does not ask for vehicle.manufactured

      Examples: 25 years before the day of entry lies 21 November 2001
        | month      | box 1   |
        | H13.2      | open    |
        | 2001-10    | open    |
        | 2001-11-21 | open    |
        | 2001-11-22 | not_yet |
        | H13.12     | not_yet |

    @nhtsa.box_1
    Scenario: the month of the line itself is not enough
      Given the example kei-truck-h13
      And vehicle.manufactured is 2001-11
      Then HS-7 box 1 is needs_facts
      And it asks for vehicle.manufactured

  Rule: What settles nothing is not asked

    Scenario: a Carry of 1998 has nothing left to ask
      Given the example carry-1998
      Then the outcome is admissible
      And it does not ask for vehicle.gvwr
      And it does not ask for vehicle.certified_to
