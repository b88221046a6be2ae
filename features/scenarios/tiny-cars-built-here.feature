@keiimport
Feature: Supposing the remarks of December 2025 were law
  The remarks approved tiny cars built in America. No rule changed; and even taken literally they
  say nothing of a car that was built in Japan.

  Background:
    Given the example sakura-2022

  @scenario.tiny_cars.built_here
  Rule: The remarks speak of cars built in the United States

    Scenario: the Sakura under the law as it stands
      Then HS-7 box 1 opens on 2047-06-30
      And the answer says "It turns 25 in June 2047"

    Scenario: the Sakura was built in Japan
      Given the law of tiny-cars-built-here
      Then class tiny_car_built_here does not hold
      And the door "tiny cars built in the United States" is closed because "it was built in JP"
      And HS-7 box 1 opens on 2047-06-30
      And the chosen nhtsa path is HS-7 box 1
      And the answer says "Hypothetical: supposing approval of tiny cars built in the United States, no"
      And a warning says "remarks only"
      And a warning says "no standard was amended and no waiver issued"

    Scenario: one that was built here
      Given the vehicle:
        | make                     | Example |
        | model                    | Tiny    |
        | chassis_code             |         |
        | kei                      | true    |
        | manufactured             | 2026-06 |
        | made_for_roads           | true    |
        | country_of_manufacture   | US      |
      And the law of tiny-cars-built-here
      Then class tiny_car_built_here holds
      And the door "tiny cars built in the United States" is open

    Scenario: two scenarios at once
      Given the law of tiny-cars-built-here
      And the law of kei-class
      Then the door "tiny cars built in the United States" is closed
      And the door "federal kei class" is open
      And the answer says "supposing a federal kei class and approval of tiny cars"
