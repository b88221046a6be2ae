Feature: The truck that we mean to sell

  Background:
    Given the truck of the examples

  Scenario: it may come in today
    Given it enters on 2026-11-21
    Then the outcome is admissible
    And HS-7 box 1 is open
    And EPA code E is open

  Scenario: it could not in 2022
    Given it enters on 2022-11-21
    Then the outcome is not_yet
    And HS-7 box 1 opens on 2023-05-31
    And EPA code E is open

  Scenario Outline: what <state> says of it
    Given it enters on 2026-11-21
    And entry.state is <state>
    Then the state is <says>

    Examples:
      | state | says       |
      | TX    | allowed    |
      | PA    | restricted |

  Scenario: a customer who pays in yen
    Given our customer pays 600000 yen at 150
    And it enters on 2026-11-21
    Then the duty amount is $1,000.00
