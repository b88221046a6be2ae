@keiimport @states
Feature: Alabama
  Mini-trucks on any road but interstates, at 25 mph.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Alabama

  @states.al.mini_truck_before @states.al.mini_truck
  Rule: Since 2012-01-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                    |
        | 2011-12-31 | unclear    | 2012-01-01               |
        | 2012-01-01 | restricted | any road but interstates |
        | 2026-11-21 | restricted | 25 mph                   |
