@keiimport @states
Feature: Wisconsin
  No ordinary plate for the kei class, but a collector's plate from 20 years on, for an owner who
  also drives something else.

  Background:
    Given the Carry of the examples
    And it was built in 1998-05
    And it enters on 2026-11-21
    And it goes to Wisconsin

  @states.wi.collector @states.wi.kei
  Rule: A collector's plate asks for 20 years and another vehicle

    Scenario Outline: age and the other vehicle
      Given manufactured is <built>
      And importer.owns_another_vehicle is <another>
      And it enters on <entry>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | built   | another | entry      | state      |
        | 1998-05 | true    | 2026-11-21 | restricted |
        | 1998-05 | false   | 2026-11-21 | banned     |
        | 1998-05 | true    | 2018-01-01 | restricted |
        | 1998-05 | true    | 2017-12-31 | banned     |

    Scenario: whether there is another vehicle is asked, and both answers are shown
      Then the state is unclear
      And the state says "importer.owns_another_vehicle"
      And the state says "otherwise not allowed"

    Scenario: it is the plate of what has no US label
      Given vehicle.market is US
      And vehicle.certified_to is us_fmvss
      And importer.owns_another_vehicle is true
      Then conclusion state.wi.collector is false
