Feature: The electric car that everybody asks about

  Background:
    Given the electric car of the examples
    And it enters on 2026-11-21

  Scenario: no block makes a low-speed vehicle of it
    Given vehicle.limited_speed is 25 mph
    Then the outcome is not_yet
    And HS-7 box 2A is closed
    And class low_speed_vehicle does not hold

  Scenario: each agency has its own day
    Then HS-7 box 1 opens on 2047-06-30
    And EPA code E opens on 2043-01-01
    And the earliest day is 2047-06-30
