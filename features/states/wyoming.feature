@keiimport @states
Feature: Wyoming
  Multipurpose vehicles on any road but interstates.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Wyoming

  @states.wy.kei_before @states.wy.kei
  Rule: Since 2008-01-01

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                    |
        | 2007-12-31 | unclear    | 2008-01-01               |
        | 2008-01-01 | restricted | any road but interstates |
        | 2026-11-21 | restricted | WYDOT                    |

  @states.wy.low_speed_vehicle
  Rule: A low-speed vehicle counts as a multipurpose vehicle too

    Scenario Outline: since the same day
      Given the example low-speed-vehicle-2025
      And it goes to Wyoming
      And the law of <day>
      Then the state is <state>

      Examples:
        | day        | state      |
        | 2007-12-31 | unclear    |
        | 2008-01-01 | restricted |
