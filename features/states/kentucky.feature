@keiimport @states
Feature: Kentucky
  Since 2025-06-27 a mini-truck is a street-legal special purpose vehicle where a city or county opted in.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-29
    And it goes to Kentucky

  @states.ky.mini_truck @states.ky.mini_truck_2025
  @F6.KY
  Rule: The law of 2025 lets cities and counties open their roads

    Scenario Outline: on any day
      Given the law of <day>
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | day        | words                                |
        | 2025-06-26 | other travel on public roads         |
        | 2025-06-27 | no interstates or parkways           |
        | 2026-11-29 | must have let them in by ordinance   |

  @states.ky.mini_truck_2025
  Rule: It is a law for trucks

    Scenario: a kei car is an import like others
      Given the vehicle:
        | make         | Suzuki     |
        | model        | Cappuccino |
        | chassis_code | EA21R      |
        | manufactured | 1996-05    |
      Then the state is allowed
