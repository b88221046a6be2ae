@keiimport @states
Feature: Oklahoma
  Mini-trucks are registered since November 2008.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Oklahoma

  @states.ok.mini_truck_before @states.ok.mini_truck
  Rule: Registered since 2008-11-01, off the interstates

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                     |
        | 2008-10-31 | unclear    | 2008-11-01                |
        | 2008-11-01 | restricted | all roads but interstates |
        | 2026-11-21 | restricted | Oklahoma Tax Commission   |
