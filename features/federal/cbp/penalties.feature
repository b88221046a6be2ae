@keiimport @cbp.penalties @cite:19_USC_1592(c)(1)
Feature: What a false entry costs at Customs
  The penalties of 19 USC 1592 stand since 3 October 1978, by how much care was missing. Every type of
  entry carries them, those for a time as well.

  Background:
    Given the vehicle:
      | manufactured | 1960-05 |
      | market       | JP      |

  Rule: The penalty follows the care that was missing, by the law of the day

    Scenario Outline: the penalty for <penalty> on <day>
      Given it enters on <day>
      Then conclusion cbp.penalty.<penalty> is <due>

      Examples:
        | penalty          | day        | due   |
        | fraud            | 1978-10-03 | true  |
        | fraud            | 1978-10-02 | false |
        | gross_negligence | 1978-10-03 | true  |
        | gross_negligence | 1978-10-02 | false |
        | negligence       | 1978-10-03 | true  |
        | negligence       | 1978-10-02 | false |
        | seizure          | 2026-11-21 | true  |

    @F5 @cbp.penalties.seizure
    Scenario Outline: an entry for consumption says "<words>"
      Given it enters on 2026-11-21
      Then the door "entry for consumption" is open
      And a restriction says "<words>"

      Examples:
        | words                            |
        | up to the domestic value         |
        | up to four times the duty        |
        | up to 40 % of the dutiable value |
        | up to twice the duty             |
        | up to 20 % of the dutiable value |
        | may be seized and forfeited      |
        | of the day that is found out     |
        | ask for the stamped entry        |

  Rule: Entries for a time carry it too

    Scenario Outline: <type> for <purpose>
      Given entry.type is <type>
      And entry.purpose is <purpose>
      And importer.us_resident is false
      And entry.personal_use is true
      And entry.for_resale is false
      And it enters on 2026-11-21
      Then the chosen cbp path is the door "<door>"
      And a restriction says "a fraudulent statement"

      Examples:
        | type                 | purpose  | door                                             |
        | tib                  | research | temporary importation under bond                 |
        | nonresident_personal | visit    | entry of a nonresident's own vehicle for a while |
        | export_transit       | export   | transit under bond for export                    |
        | warehouse            | research | entry into a bonded warehouse                    |

    Scenario: a diplomat's vehicle
      Given importer.kind is diplomat
      And entry.purpose is visit
      And entry.personal_use is true
      And it enters on 2026-11-21
      Then the chosen cbp path is the door "entry of a vehicle of foreign officials or forces"
      And a restriction says "a fraudulent statement"

  @cbp.consumption
  Rule: The security filing of a ship's cargo is asked for since 2009, and costs since 2010

    Scenario Outline: on <day>
      Given entry.transport is ocean
      And it enters on <day>
      Then a <what> says "<words>"

      Examples:
        | day        | what        | words                    |
        | 2009-01-26 | paper       | importer security filing |
        | 2010-01-26 | restriction | $5,000 each time         |

