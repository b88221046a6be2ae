# SPDX-License-Identifier: Apache-2.0
@keiimport
Feature: Why, and why not
  The proof of one path is a tree down to the facts, each with where it comes from. What is open
  keeps the cheapest way in which it is; what is closed keeps what fails, and nothing else.
  `keiimport why nhtsa.box_1 case.json` shows it.

  Rule: A closed door is explained by what fails

    @nhtsa.box_1
    Scenario: the Sakura is too young, and nothing else is wrong with box 1
      Given the example sakura-2022
      Then HS-7 box 1 is not_yet
      And the proof of nhtsa.box_1 says "built June 2022, it is not yet 25 years old on 21 November 2026"
      And the proof of nhtsa.box_1 says "date of manufacture is June 2022"
      And the proof of nhtsa.box_1 says "49 USC 30112(b)(9)"

    @nhtsa.box_2a
    Scenario: no label of its maker, because a vehicle made for Japan is presumed to bear none
      Given the example sakura-2022
      Then HS-7 box 2A is closed
      And the proof of nhtsa.box_2a says "no permanent label from its maker"
      And the proof of nhtsa.box_2a says "no_us_label"

    @nhtsa.box_4
    Scenario: a door for another purpose
      Given the example sakura-2022
      Then HS-7 box 4 is closed
      And the proof of nhtsa.box_4 says "you are importing it for road use; this box is for export"

  Rule: An open door is explained by what holds, with its sources

    @nhtsa.box_1
    Scenario: a Carry of 1998
      Given the example carry-1998
      Then HS-7 box 1 is open
      And the proof of nhtsa.box_1 says "it is at least 25 years old on 21 November 2026"
      And the proof of nhtsa.box_1 says "original_engine"

  Rule: A door that is not decided is explained by what is not known

    @nhtsa.box_1
    Scenario: a kei truck whose paper gives the year alone
      Given the example kei-truck-h13
      Then HS-7 box 1 is needs_facts
      And the proof of nhtsa.box_1 says "date of manufacture is 2001 (H13), which is not exact enough"
