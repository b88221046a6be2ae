@keiimport @states
Feature: Delaware
  A vehicle that was not made to the US standards of its model year is a "unique vehicle" there:
  a title without registration, until it is changed to them. The act names no age.

  Background:
    Given entry.state is DE

  @F6.DE @F8.1 @states.de.import
  Rule: What was not made to the US standards gets an unregistered title, whatever it is

    Scenario Outline: a kei truck, a larger import of 25 years and one that is younger
      Given the vehicle:
        | make         | <make>   |
        | market       | JP       |
        | kei          | <kei>    |
        | certified_to | none     |
        | wheels       | 4        |
        | manufactured | <built>  |
      And it enters on 2026-11-30
      Then the state is restricted
      And the state says "an unregistered title for clubs, shows and parades"
      And the state says "club activities, exhibits, tours, parades"

      Examples:
        | make   | kei   | built   |
        | Suzuki | true  | 1996-05 |
        | Nissan | false | 1992-05 |
        | Toyota | false | 2010-05 |

    Scenario Outline: one that its maker certified for the United States is no unique vehicle
      Given the vehicle:
        | make         | Nissan   |
        | market       | US       |
        | certified_to | us_fmvss |
        | manufactured | <built>  |
      And it enters on 2026-11-30
      Then the state is allowed
      And conclusion state.<row> is false

      Examples:
        | built   | row            |
        | 1992-05 | de.import      |
        | 1966-05 | de.import_1967 |

  @F6.DE @states.de.import @states.de.import_1967
  Rule: No US standard bound a car built before 1968

    Scenario Outline: the last day before the standards, and the first day with them
      Given the vehicle:
        | make         | Toyota  |
        | model        | 2000GT  |
        | market       | JP      |
        | kei          | false   |
        | certified_to | none    |
        | wheels       | 4       |
        | manufactured | <built> |
      And it enters on 2026-11-30
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built      | state      | words                            |
        | 1967-12-31 | unclear    | no US safety standard bound      |
        | 1968-01-01 | restricted | title without registration       |

  @F6.DE @states.de.import @states.de.import_before @states.de.import_1967
  Rule: The definition dates from 17 July 2024

    Scenario Outline: the last day before it, and the first day with it
      Given the Skyline GT-R of the examples
      And entry.state is DE
      And it was built in 1992-05
      And it enters on 2026-11-30
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2024-07-16 | unclear    |
        | 2024-07-17 | restricted |

    Scenario Outline: a car from before the standards
      Given the vehicle:
        | make         | Toyota     |
        | market       | JP         |
        | kei          | false      |
        | certified_to | none       |
        | wheels       | 4          |
        | manufactured | 1966-05-10 |
      And it enters on 2026-11-30
      And the law of <day>
      Then the state is unclear
      And the state says "<words>"

      Examples:
        | day        | words                             |
        | 2024-07-16 | we could not find the one before  |
        | 2024-07-17 | no US safety standard bound       |
