@keiimport
Feature: Supposing an exemption at 15 years
  Canada lets vehicles of 15 years in. No bill would put that figure in the place of the 25 years
  of the United States; here it is supposed, counted as the 25 years are.

  @scenario.fifteen_years.age
  Rule: Everything that asks for the 25 years would ask for 15

    Scenario: the Sakura under the law as it stands
      Given the example sakura-2022
      Then HS-7 box 1 is not_yet because "not yet 25 years old"
      And HS-7 box 1 opens on 2047-06-30
      And the outcome is not_yet

    Scenario: the Sakura ten years sooner
      Given the example sakura-2022
      And the law of fifteen-years
      Then HS-7 box 1 is not_yet because "not yet 15 years old"
      And HS-7 box 1 opens on 2037-06-30
      And EPA code E opens on 2043-01-01
      And the answer says "Hypothetical: supposing an exemption at 15 years (Canada's age), not yet."
      And a reason cites "Canada's age in the place of 49 USC 30112(b)(9)"
      And a warning says "law today: the United States asks for 25 years"

    Scenario Outline: to the day, as the 25 years are counted
      Given the example x-trail-2005-03
      And vehicle.manufactured is <built>
      And the law of fifteen-years
      Then conclusion age.nhtsa_25_years is <old enough>

      Examples:
        | built      | old enough |
        | 2011-11-21 | true       |
        | 2011-11-22 | false      |
        | 2011-11    | unknown    |

  @nhtsa.age.registration_too_young
  Rule: Proof of the age would have to be 15 years old too

    Scenario Outline: a registration as proof
      Given the example x-trail-2005-03
      And vehicle.manufactured is 2011-06
      And vehicle.manufactured_evidence is registration
      And vehicle.first_registered is <registered>
      And the law of fifteen-years
      Then HS-7 box 1 is open
      And <who> says "not yet 15 years old"
      And no warning says "not yet 25 years old"

      Examples:
        | registered | who        |
        | 2011-12    | a warning  |
        | 2011-10    | no warning |
