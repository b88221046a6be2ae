@keiimport @states
Feature: Florida
  Mini trucks on streets posted up to 35 mph; what an ordinary registration of an old one allows
  was not confirmed. Other kei vehicles are titled like any vehicle from abroad.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Florida

  @states.fl.mini_truck_before @states.fl.mini_truck
  Rule: Since 2009-06-16

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state      | words                       |
        | 2009-06-15 | unclear    | 2009-06-16                  |
        | 2009-06-16 | restricted | streets posted up to 35 mph |
        | 2026-11-21 | restricted | 316.2122                    |

  @states.fl.mini_truck @states.fl.kei
  Rule: The body decides between a mini truck and another kei vehicle

    Scenario: a Beat of 1992 is no truck
      Given the vehicle:
        | make         | Honda   |
        | model        | Beat    |
        | chassis_code | PP1     |
        | manufactured | 1992-05 |
      Then the state is allowed
      And the state says "once the state has inspected them"

    Scenario: a Beat that is not yet 25 years old falls under no rule that was seen
      Given the vehicle:
        | make         | Honda   |
        | model        | Beat    |
        | chassis_code | PP1     |
        | manufactured | 1992-05 |
      And it enters on 2016-11-21
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is unclear
