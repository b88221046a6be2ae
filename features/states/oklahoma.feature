@keiimport @states
Feature: Oklahoma
  Mini-trucks are registered since November 2008.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | chassis_code | DD51T   |
      | manufactured | 1998-05 |
      | curb_weight  | 700 kg  |
    And it enters on 2026-11-21
    And entry.state is OK

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
