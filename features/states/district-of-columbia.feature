@keiimport @states
Feature: The District of Columbia
  The District of Columbia says nothing of kei vehicles, and frees historic vehicles of standards
  that did not bind them when made. A list of papers and a chart of the city ask for the US label.

  @states.dc.kei_historic @states.dc.kei @cite:18_DCMR_701
  Rule: Old enough for the plate, its use is limited; younger, nobody says

    Scenario Outline: a Carry built in <built>
      Given the Carry of the examples
      And it was built in <built>
      And it enters on 2026-12-02
      And entry.state is DC
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | built   | state      | words                      |
        | 1998-05 | restricted | at most 1,000 miles a year |
        | 2003-05 | unclear    | certification label        |

  @states.dc.import_historic @states.dc.import @cite:D.C._Code_50-1501.03
  Rule: In the District so is any import of 25 years

    Scenario Outline: a Skyline built in <built>
      Given a case:
        """
        {"vehicle": {"make": "Nissan", "model": "Skyline", "market": "JP"},
         "entry": {"date": "2026-12-02", "state": "DC"}}
        """
      And vehicle.manufactured is <built>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | built   | state      |
        | 1995-05 | restricted |
        | 2004-05 | unclear    |
