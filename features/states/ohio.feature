@keiimport @states
Feature: Ohio
  The statute forbids mini-trucks but where a local authority lets them in; a list that calls them
  legal is shown beside it.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Ohio

  @states.oh.mini_truck_before @states.oh.mini_truck
  Rule: Local authorities decide since 2017-01-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                   |
        | 2016-12-31 | unclear    | 2017-01-01              |
        | 2017-01-01 | restricted | a local authority opens |
        | 2026-11-21 | restricted | World Population Review |

  @states.oh.kei
  Rule: Of other kei vehicles nothing certain was seen

    Scenario: a Beat of 1992
      Given the vehicle:
        | make         | Honda   |
        | model        | Beat    |
        | chassis_code | PP1     |
        | manufactured | 1992-05 |
      Then the state is unclear
