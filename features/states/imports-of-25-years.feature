@keiimport @states
Feature: Imports of 25 years that are no kei vehicles
  Most states register them like other foreign vehicles, as far as is known. The map says what each
  of them says; here is where an answer begins and ends.

  Background:
    Given the Skyline GT-R of the examples
    And it was built in 1992-05
    And it enters on 2026-11-29

  @states.al.import_25 @states.tx.import_25 @states.va.import_25
  Rule: The day on which it is 25 years old decides

    Scenario Outline: the last day too young, and the first day old enough
      Given the vehicle:
        | chassis_code |            |
        | model        |            |
        | market       | JP         |
        | kei          | false      |
        | certified_to | none       |
        | wheels       | 4          |
        | manufactured | 2001-11-29 |
      And it enters on <entry>
      And entry.state is <code>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | code | entry      | state      |
        | AL   | 2026-11-28 | unclear    |
        | AL   | 2026-11-29 | allowed    |
        | TX   | 2026-11-28 | unclear    |
        | TX   | 2026-11-29 | allowed    |
        | VA   | 2026-11-28 | unclear    |
        | VA   | 2026-11-29 | restricted |

  @states.pa.import_26 @states.pa.import
  Rule: Pennsylvania counts model years, and asks for no proof of US standards above 25 of them

    Scenario Outline: at the edge
      Given the vehicle:
        | chassis_code |         |
        | model        |         |
        | market       | JP      |
        | kei          | false   |
        | certified_to | none    |
        | wheels       | 4       |
        | manufactured | <built> |
      And it goes to Pennsylvania
      Then the state is <state>

      Examples:
        | built   | state   |
        | 2000-12 | allowed |
        | 2001-01 | unclear |

  @states.ma.import_25_before @states.ma.import_2024 @states.ma.import_25
  @F6.MA @F8.1
  Rule: Massachusetts refused them in the summer of 2024

    Scenario Outline: on any day
      Given it goes to Massachusetts
      And the law of <day>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | day        | state   | words                    |
        | 2024-05-31 | allowed | until the summer of 2024 |
        | 2024-06-01 | banned  | counters refused         |
        | 2024-09-17 | banned  | counters refused         |
        | 2024-09-18 | allowed | again since 2024-09-18   |

  Rule: A motorcycle is never a kei vehicle, however small it is

    Scenario Outline: a motorcycle of 249 cc in <state>
      Given the vehicle:
        | make          | Honda      |
        | body          | motorcycle |
        | displacement  | 249 cc     |
        | registered_in | JP         |
        | manufactured  | 1990-05    |
      And it goes to <state>
      Then the state is <says>

      Examples:
        | state | says    |
        | NY    | allowed |
        | OR    | allowed |
        | CO    | allowed |
        | KS    | allowed |
        | CA    | banned  |

  @states.ri.kei_2021 @states.ny.kei @states.ga.kei_2023
  @F6.2
  Rule: A state that refuses kei vehicles alone says yes to a car whose engine is no kei engine

    Scenario Outline: a car of a maker that built no kei vehicle, of which little is told, in <state>
      Given the vehicle:
        | make         | Land Rover  |
        | model        | Defender 90 |
        | manufactured | 1999        |
      And entry.state is <state>
      And it enters on 2026-11-21
      Then the state is allowed
      And it assumes maker_without_kei

      Examples:
        | state |
        | GA    |
        | NY    |
        | RI    |

    Scenario: a tiny engine may be one of a microcar
      Given the vehicle:
        | make         | Volkswagen |
        | displacement | 600 cc     |
        | manufactured | 1999       |
      And entry.state is NY
      And it enters on 2026-11-21
      Then it does not assume maker_without_kei

    Scenario Outline: a Skyline of 2.6 liters of which little is told
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | chassis_code |         |
        | displacement | 2600 cc |
        | manufactured | 1992    |
      And entry.state is <code>
      Then the state is allowed

      Examples:
        | code |
        | RI   |
        | NY   |
        | GA   |

    Scenario Outline: where nothing tells whether it is a kei vehicle, each answer has its branch
      Given the vehicle:
        | make         | Honda         |
        | model        |               |
        | chassis_code |               |
        | displacement |               |
        | market       | JP            |
        | body         | passenger_car |
        | manufactured | 1992          |
        | certified_to | none          |
      And entry.state is <code>
      Then the state is unclear
      And the state says "not allowed if it is a kei vehicle; otherwise allowed"
      And the answer says "depends: not allowed if it is a kei vehicle; otherwise allowed"

      Examples:
        | code |
        | RI   |
        | NY   |
        | GA   |

  @states.wi.foreign_1969 @states.wi.collector @states.wi.foreign
  @F6.WI @F8.1
  Rule: Wisconsin gives an ordinary plate up to model year 1969, and a collector's plate after it

    Scenario Outline: by model year and the other vehicle
      Given the vehicle:
        | chassis_code |         |
        | model        |         |
        | market       | JP      |
        | kei          | false   |
        | certified_to | none    |
        | wheels       | 4       |
        | manufactured | <built> |
      And importer.owns_another_vehicle is <another>
      And it goes to Wisconsin
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | built   | another | state      |
        | 1969-12 | false   | allowed    |
        | 1970-01 | false   | banned     |
        | 1970-01 | true    | restricted |
        | 1992-05 | true    | restricted |
        | 2007-01 | true    | banned     |

    Scenario Outline: what the rule on labels does not reach
      Given the vehicle:
        | chassis_code    |               |
        | model           |               |
        | displacement    | 356 cc        |
        | wheels          | 4             |
        | body            | passenger_car |
        | market          | <market>      |
        | kei             | <kei>         |
        | certified_to    | <label>       |
        | certified_by    | <by>          |
        | certified_class | <class>       |
        | manufactured    | 1969-05       |
      And importer.owns_another_vehicle is false
      And it goes to Wisconsin
      Then the state is <state>
      And conclusion state.wi.foreign_1969 is false

      Examples:
        | market | kei   | label    | by             | class    | state   |
        | JP     | true  | none     |                |          | banned  |
        | US     | false | us_fmvss | original_maker | as_built | allowed |

  @states.nd.unconventional @states.ut.novel
  Rule: Some states have another way beside their answer

    Scenario Outline: it stands among the alternatives
      Given entry.state is <code>
      Then the state is allowed
      And the state says "<words>"

      Examples:
        | code | words                  |
        | ND   | unconventional vehicle |
        | ND   | must have certified it |
        | UT   | novel vehicle          |
