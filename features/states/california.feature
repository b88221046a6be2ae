@keiimport @states
Feature: California
  The year decides, and 25 years of age do not: model year 1975 and later needs a laboratory.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | market       | JP      |
      | kei          | true    |
      | body         | pickup  |
      | wheels       | 4       |
      | manufactured | 1974-05 |
    And it enters on 2026-11-21
    And it goes to California

  @states.ca.direct_import_1967 @states.ca.direct_import_1968 @states.ca.direct_import_1975
  Rule: Free to 1967, the rules of 1972 to 1974, a certificate of conformance from 1975

    Scenario Outline: at the edges, by the model year or the year it was built
      Given the vehicle:
        | manufactured | <built>      |
        | model_year   | <model year> |
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built   | model year | state      | words                       |
        | 1967-12 |            | allowed    | no import emission          |
        | 1968-01 |            | restricted | 15 November 1972            |
        | 1974-12 |            | restricted | 15 November 1972            |
        | 1975-01 |            | banned     | certificate of conformance  |
        | 1974-10 | 1975       | banned     | certificate of conformance  |
        | 1996-05 |            | banned     | 25 years of age do not help |

  @states.ca.direct_import_1975 @T-S19
  Rule: The federal answer does not change with the state's

    Scenario: a kei vehicle of 1996
      Given manufactured is 1996-05
      Then the outcome is admissible
      And the state is banned
      And the answer says "California does not allow it"

  @states.ca.direct_import_1967 @states.ca.direct_import_1968 @states.any.conforming
  Rule: What its maker built to the US standards is no direct import

    Scenario Outline: an old car with its maker's label
      Given the vehicle:
        | kei             |                |
        | market          | US             |
        | body            | passenger_car  |
        | certified_to    | us_fmvss       |
        | certified_by    | original_maker |
        | certified_class | as_built       |
        | manufactured    | <built>        |
      Then the state is allowed
      And conclusion state.ca.direct_import_1967 is false
      And conclusion state.ca.direct_import_1968 is false

      Examples:
        | built   |
        | 1967-05 |
        | 1970-05 |
