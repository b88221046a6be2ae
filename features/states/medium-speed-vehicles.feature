@keiimport @states
Feature: Medium-speed vehicles
  Some states know a class of about 25 to 35 mph. The federal law does not: a new vehicle of that
  speed must meet the standards for cars or trucks before any state is asked.

  Background:
    Given the vehicle:
      | market       | JP            |
      | designed_for | people        |
      | body         | passenger_car |
      | wheels       | 4             |
      | kei          | false         |
      | width        | 1600 mm       |
      | top_speed    | 30 mph        |
      | manufactured | 2024-05-01    |
      | certified_to | none          |
    And it enters on 2026-11-21

  @states.applies.medium_speed
  Rule: Four wheels, above 25 and up to 35 mph

    Scenario Outline: at the edges of the speed
      Given top_speed is <speed>
      Then conclusion state.applies.medium_speed is <truth>

      Examples:
        | speed  | truth |
        | 25 mph | false |
        | 26 mph | true  |
        | 35 mph | true  |
        | 36 mph | false |

    Scenario: three wheels are another class
      Given wheels is 3
      Then conclusion state.applies.medium_speed is false

    Scenario: so are six
      Given wheels is 6
      Then conclusion state.applies.medium_speed is false

    Scenario: a kei vehicle has rows of its own
      Given vehicle.kei is true
      Then conclusion state.applies.medium_speed is false

    Scenario Outline: the states that have the class
      Then conclusion state.<row> is true

      Examples:
        | row             |
        | co.medium_speed |
        | ky.medium_speed |
        | md.medium_speed |
        | mn.medium_speed |
        | mt.medium_speed |
        | ok.medium_speed |
        | or.medium_speed |
        | tn.medium_speed |
        | tx.medium_speed |
        | wa.medium_speed |

    Scenario Outline: the highest posted speed, and no federal door
      Given entry.state is <code>
      Then the state says "<words>"
      And the state says "there is no federal class for it"
      And the outcome is not_yet

      Examples:
        | code | words                                 |
        | CO   | no title or registration before NHTSA |
        | KY   | know only low-speed vehicles          |
        | MT   | roads posted up to 45 mph             |
        | OK   | roads posted up to 45 mph             |
        | OR   | roads posted up to 45 mph             |
        | TN   | counties and cities may forbid it     |
        | TN   | roads posted up to 40 mph             |
        | WA   | county roads, not state routes        |
        | WA   | roads posted up to 35 mph             |

  @states.md.medium_speed
  Rule: Maryland measures the road by the vehicle

    Scenario: a car of 30 mph
      Given entry.state is MD
      Then the state says "at least 5 mph below its top speed"
