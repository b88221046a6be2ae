@keiimport
Feature: Bad input
  What cannot be understood is an error that says where, what was found and what was expected.
  It is never guessed at, and never a verdict.

  Rule: A key or a value that is not known is named, with the nearest that is

    Scenario Outline: one fact that cannot be understood
      Given a case:
        """
        {"<part>": {"<key>": <value>}}
        """
      When it is evaluated
      Then it is an error saying "<words>" at "<place>"

      Examples: unknown keys
        | part    | key   | value | words                 | place        |
        | vehicle | gvrw  | 1200  | did you mean `gvwr`   | vehicle.gvrw |
        | vehicle | modle | "Carry" | did you mean `model` | vehicle.modle |
        | entry   | stae  | "TX"  | did you mean `state`  | entry.stae   |

      Examples: wrong types
        | part    | key           | value   | words              | place                 |
        | vehicle | kei           | "maybe" | neither true nor false | vehicle.kei       |
        | vehicle | epa_certified | 2       | neither true nor false | vehicle.epa_certified |
        | vehicle | make          | true    | is not text        | vehicle.make          |
        | vehicle | body          | "pikup" | pickup             | vehicle.body          |
        | vehicle | certified_to  | ["fmvss"] | us_fmvss         | vehicle.certified_to[0] |

      Examples: impossible quantities
        | part    | key       | value      | words | place             |
        | vehicle | gvwr      | -5         | -5    | vehicle.gvwr      |
        | vehicle | gvwr      | "-5 kg"    | -5    | vehicle.gvwr      |
        | vehicle | top_speed | "25 lb"    | 25 lb | vehicle.top_speed |
        | vehicle | top_speed | "fast"     | fast  | vehicle.top_speed |

      Examples: impossible dates
        | part    | key          | value        | words      | place                |
        | vehicle | manufactured | "2001-02-30" | 2001-02-30 | vehicle.manufactured |
        | vehicle | manufactured | "2001-13"    | 2001-13    | vehicle.manufactured |
        | vehicle | manufactured | "H99"        | H99        | vehicle.manufactured |
        | entry   | date         | "2026-11"    | is not a full day | entry.date    |

      Examples: states and countries
        | part    | key           | value   | words                       | place                 |
        | entry   | state         | "XX"    | is not a state              | entry.state           |
        | entry   | state         | "Texsa" | did you mean `Texas`        | entry.state           |
        | vehicle | registered_in | "Japam" | did you mean `JP`           | vehicle.registered_in |

      Examples: not numbers
        | part    | key  | value    | words    | place          |
        | vehicle | gvwr | NaN      | NaN      | vehicle.gvwr   |
        | vehicle | gvwr | Infinity | Infinity | vehicle.gvwr   |

    Scenario: an unknown part of the case
      Given a case:
        """
        {"vehicles": {"make": "Suzuki"}}
        """
      Then it is an error saying "did you mean `vehicle`" at "vehicles"

    Scenario: one key that stands twice
      Given a case:
        """
        {"vehicle": {"make": "Suzuki", "make": "Honda"}}
        """
      Then it is an error saying "stands twice" at "vehicle.make"

  Rule: Dates must fit together

    Scenario: it enters before it was built
      Given the vehicle:
        | manufactured | 2026-12-01 |
      And it enters on 2026-11-21
      Then it is an error saying "2026-11-21" at "vehicle.manufactured"

    Scenario: it was registered before it was built
      Given the vehicle:
        | manufactured     | 2002-03 |
        | first_registered | 2001-12 |
      And it enters on 2026-11-21
      Then it is an error saying "2001-12" at "vehicle.manufactured"

    Scenario: a month that reaches past the day of entry is cut at that day
      Given the vehicle:
        | manufactured | 2026-11 |
        | certified_to | none    |
        | market       | JP      |
      And it enters on 2026-11-21
      Then the outcome is not_yet
      And the earliest possible day is 2051-11-01
      And the earliest day is 2051-11-21

  Rule: A case is one JSON object of reasonable size

    Scenario Outline: text that is no case
      Given the case in bad/<file>
      Then it is an error saying "<words>" at "the whole case"

      Examples:
        | file               | words       |
        | empty.json         | JSON        |
        | invalid-utf-8.json | UTF-8       |
        | deeply-nested.json | nests deeper |

    Scenario Outline: JSON that is no object
      Given a case:
        """
        <text>
        """
      Then it is an error saying "<words>" at "the whole case"

      Examples:
        | text      | words         |
        | [1, 2]    | not an object |
        | "Carry"   | not an object |
        | {"a": 1,} | JSON          |
        | null      | not an object |

  Rule: Absent and null both mean not told

    Scenario: a null is no error
      Given a case:
        """
        {"vehicle": {"make": "Suzuki", "manufactured": "1998-05", "vin": null, "market": "JP"},
         "importer": null,
         "entry": {"date": "2026-11-21", "state": null}}
        """
      Then the outcome is admissible
