@keiimport @states
Feature: Idaho
  Since October 2021 the state takes what HS-7 admits, box 1 among it.

  @states.id.kei_before @states.id.kei
  Rule: A kei vehicle from the policy of 2021-10-01 on

    Scenario Outline: on any day
      Given the Carry of the examples
      And it was built in 1998-05
      And it enters on 2026-11-29
      And it goes to Idaho
      And the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words              |
        | 2021-09-30 | unclear | since 2008         |
        | 2021-10-01 | allowed | what HS-7 admits   |
        | 2026-11-29 | allowed | IDAPA 39.02.05.401 |

    Scenario: below 25 years no rule was seen
      Given the vehicle:
        | make         | Suzuki  |
        | market       | JP      |
        | kei          | true    |
        | manufactured | 2005-05 |
        | certified_to | none    |
      And it enters on 2026-11-29
      And it goes to Idaho
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is unclear

  @states.id.import_25 @states.id.import_25_before
  Rule: A larger import, and what was said of all states before

    Scenario Outline: a Skyline on any day
      Given the Skyline GT-R of the examples
      And it was built in 1992-05
      And it enters on 2026-11-29
      And it goes to Idaho
      And the law of <day>
      Then the state is allowed
      And the state says "<words>"

      Examples:
        | day        | words                               |
        | 2021-09-30 | no text of the state from that time |
        | 2021-10-01 | the rule on gray-market vehicles    |
