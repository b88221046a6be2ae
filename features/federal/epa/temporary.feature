@keiimport @cite:40_CFR_85.1511(b)
Feature: For a while and for a purpose
  Repair, testing, display and the visit of a nonresident need EPA's approval in writing before the
  vehicle ships. Foreign forces and diplomats need none.

  Background:
    Given the vehicle:
      | market       | JP       |
      | body         | pickup   |
      | powertrain   | gasoline |
      | manufactured | 2015-06  |
    And it enters on 2026-11-21

  @epa.temporary.nonroad @cite:40_CFR_1068.325
  Rule: What EPA counts as no motor vehicle goes by the off-road form for a time as well

    Scenario Outline: a machine made for <roads> roads, brought in for display
      Given a case:
        """
        {"vehicle": {"body": "utility_vehicle", "designed_for": "people", "powertrain": "gasoline",
                     "displacement": "800 cc", "country_of_manufacture": "CN", "manufactured": "2023-05"},
         "entry": {"date": "2026-11-21"}}
        """
      And vehicle.made_for_roads is <made>
      And entry.purpose is show_or_display
      Then <what> says "form 3520-21 takes the place of 3520-1"

      Examples:
        | roads | made  | what       |
        | no    | false | a warning  |
        | all   | true  | no warning |

  @epa.temporary.prior_approval @epa.code_g @epa.code_i @epa.code_k @epa.temporary.letters @epa.temporary.letters_by_order
  Rule: Codes G, I and K need EPA's letter and a bond

    Scenario Outline: purpose and papers
      Given the entry:
        | purpose        | <purpose> |
        | epa_permission | <letter>  |
        | bond           | <bond>    |
      Then EPA code <code> is <outcome>
      And EPA code B is closed

      Examples:
        | purpose         | letter | bond  | code | outcome      |
        | repair          | true   | true  | G    | open         |
        | repair          | false  | true  | G    | needs_action |
        | repair          | true   | false | G    | needs_action |
        | research        | true   | true  | I    | open         |
        | research        |        | true  | I    | needs_action |
        | research        | true   | false | I    | needs_action |
        | show_or_display | true   | true  | K    | open         |
        | show_or_display |        |       | K    | needs_action |
        | show_or_display | false  | true  | K    | needs_action |
        | road_use        | true   | true  | G    | closed       |
        | road_use        | true   | true  | I    | closed       |
        | road_use        | true   | true  | K    | closed       |

    Scenario: the letter is the agency's to give
      Given entry.purpose is show_or_display
      Then EPA code K is needs_action
      And conclusion epa.prior_approval is true
      And an action says "apply to EPA for written approval"
      And a warning says "K for display"

    Scenario: with the letter in hand
      Given entry.purpose is show_or_display
      And entry.epa_permission is true
      Then conclusion epa.prior_approval is true

    # Where something else can still be done, an approval nobody has yet counts as obtainable; it
    # is seen missing where every door of both agencies stands open already.
    Scenario: without it, while nothing waits for it
      Given vehicle.manufactured is 1990-05
      Then conclusion epa.prior_approval is false
      And the outcome is admissible

  @epa.code_n @epa.temporary.letter_n
  Rule: Code N is for members of foreign forces and governments on assignment

    Scenario Outline: who brings it
      Given the importer:
        | kind                       | <importer> |
        | state_department_clearance | <cleared>  |
        | assignment_orders          | <orders>   |
      And entry.purpose is visit
      And entry.personal_use is <own use>
      Then EPA code N is <code N>

      Examples:
        | importer         | cleared | orders | own use | code N       |
        | diplomat         | true    |        | true    | open         |
        | diplomat         |         |        | true    | needs_action |
        | foreign_military |         | true   | true    | open         |
        | foreign_military |         |        | true    | needs_action |
        | diplomat         | true    |        | false   | closed       |
        | individual       | true    | true   | true    | closed       |

    Scenario: the letter of the code was not seen beside its meaning
      Given importer.kind is foreign_military
      And entry.purpose is visit
      Then a warning says "that code N of form 3520-1"

    Scenario Outline: for the length of an assignment, on the road too, and for nothing else
      Given the importer:
        | kind                       | <importer> |
        | state_department_clearance | true       |
        | assignment_orders          | true       |
      And entry.purpose is <purpose>
      Then EPA code N is <code N>

      Examples:
        | importer         | purpose  | code N |
        | diplomat         | visit    | open   |
        | diplomat         | road_use | open   |
        | foreign_military | road_use | open   |
        | foreign_military | racing   | closed |

    @T-E8
    Scenario: 45 vehicles declared as foreign nationals' own, and sold
      Given importer.kind is diplomat
      And entry.purpose is visit
      And entry.for_resale is true
      And entry.personal_use is false
      Then EPA code N is closed because "not for the importer's own use"

  @epa.code_o @epa.temporary.returning_resident
  Rule: Code O is for the visit of a nonresident, one year at most

    Scenario Outline: who visits
      Given the importer:
        | us_resident | <resident> |
      And the entry:
        | purpose        | <purpose> |
        | personal_use   | <own use> |
        | epa_permission | <letter>  |
      Then EPA code O is <code O>

      Examples:
        | resident | purpose  | own use | letter | code O       |
        | false    | visit    | true    | true   | open         |
        | false    | visit    | true    |        | needs_action |
        | true     | visit    | true    | true   | closed       |
        |          | visit    | true    | true   | needs_facts  |
        | false    | visit    | false   | true   | closed       |
        | false    | road_use | true    | true   | closed       |

    Scenario: what the exemption forbids
      Given importer.us_resident is false
      And entry.purpose is visit
      And entry.epa_permission is true
      Then a restriction says "a trip to Canada or Mexico does not count as export"
      And a paper says "day and length of the stay"
      And no warning says "code O"

    Scenario: a returning resident has no exemption
      Given importer.kind is returning_resident
      Then EPA code O is closed
      And the outcome is not_yet
      And a warning says "no exemption for returning residents' vehicles"

  @epa.export_only @epa.temporary.export @cite:42_USC_7522(b)(3)
  Rule: A vehicle only for export passes through

    Scenario Outline: purposes
      Given entry.purpose is <purpose>
      Then the door "no declaration to EPA (only for export, and labelled so)" is <path>

      Examples:
        | purpose  | path   |
        | export   | open   |
        | road_use | closed |

    # 40 CFR 85.1511(b)(5) asks approval and a bond; 85.1704(c) lets makers off
    Scenario Outline: what leaves the custody of Customs needs EPA's letter and a bond
      Given entry.purpose is export
      And entry.type is <entry>
      And importer.kind is <importer>
      And entry.epa_permission is <letter>
      And entry.bond is <bond>
      Then the door "no declaration to EPA (only for export, and labelled so)" is <path>

      Examples:
        | entry          | importer              | letter | bond  | path         |
        | export_transit | individual            | false  | true  | open         |
        | warehouse      | individual            | false  | true  | needs_action |
        | warehouse      | individual            | true   | false | needs_action |
        | warehouse      | individual            | true   | true  | open         |
        | warehouse      | original_manufacturer | false  | true  | open         |

    Scenario Outline: the letter is among the papers of whoever needs it
      Given entry.purpose is export
      And entry.type is <entry>
      And importer.kind is <importer>
      And entry.epa_permission is true
      And entry.bond is true
      And entry.export_label is true
      Then <a or no> paper says "EPA's letter and the bond"

      Examples:
        | entry          | importer              | a or no |
        | warehouse      | individual            | a       |
        | export_transit | individual            | no      |
        | warehouse      | original_manufacturer | no      |

    Scenario: which declaration EPA takes was not seen
      Given entry.purpose is export
      Then a warning says "which declaration EPA takes"
