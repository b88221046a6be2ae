@keiimport @cite:42_USC_7522(a)(1)
Feature: Certified for the United States, or identical to what is
  A vehicle younger than 21 stays only with EPA's certificate. The label under the hood shows it; a
  label of the safety standards does not.

  Background:
    Given the vehicle:
      | manufactured | 2015-06       |
      | body         | passenger_car |
      | powertrain   | gasoline      |
    And it enters on 2026-11-21

  @epa.certified.us_label @epa.code_b @epa.certified.letter_b @epa.certified.safety_label_only
  Rule: Code B needs EPA's label on an unmodified vehicle

    Scenario Outline: label and changes
      Given the vehicle:
        | market                 | US              |
        | epa_certified          | <label>         |
        | original_configuration | <configuration> |
      Then conclusion epa.us_certified is <certified>
      And EPA code B is <code B>

      Examples:
        | label | configuration | certified | code B      |
        | true  | true          | true      | open        |
        | true  |               | true      | open        |
        | true  | false         | false     | closed      |
        | false | true          | false     | closed      |

    Scenario: the letter of the code was not seen beside its meaning, and the verdict says so
      Given the vehicle:
        | market        | US   |
        | epa_certified | true |
      Then EPA code B is open
      And the certainty is assumed
      And a warning says "that code B of form 3520-1"

    Scenario: a label of the safety standards leaves the emissions open
      Given the vehicle:
        | market       | US       |
        | certified_to | us_fmvss |
      Then EPA code B is needs_facts
      And it asks for vehicle.epa_certified
      And it does not assume no_epa_label

    Scenario: with the safety label and without EPA's
      Given the vehicle:
        | market        | US       |
        | certified_to  | us_fmvss |
        | epa_certified | false    |
      Then HS-7 box 2A is open
      And EPA code B is closed because "no US emissions label"
      And a warning says "says nothing about emissions"
      And the outcome is not_yet
      And the earliest day is 2036-01-01

    Scenario: what was built for Japan has no label of EPA
      Given vehicle.market is JP
      Then EPA code B is closed because "no US emissions label"
      And fact vehicle.epa_certified is false from presumed

    Scenario: nor does nobody's word make one for a Canadian vehicle
      Given vehicle.market is CA
      Then EPA code B is needs_facts
      And it does not assume no_epa_label

  @epa.code_ee @epa.certified.letter_ee
  Rule: Code EE is for what the maker calls identical to a certified version

    Background:
      Given the vehicle:
        | market              | CA           |
        | certified_to        | canada_cmvss |
        | epa_certified       | false        |
        | emissions_letter    | true         |
        | manufacturer_letter | true         |
        | title               | clean        |

    Scenario: with both letters of the maker
      Then EPA code EE is open
      And the chosen epa path is EPA code EE
      And the outcome is admissible
      And a warning says "that code EE of form 3520-1"

    @F4.3 @epa.certified.moving_from_canada
    Scenario Outline: people who move from Canada may not need the letter
      Given vehicle.registered_in is <country>
      And entry.for_resale is <resale>
      Then <warns> says "people who move from Canada"

      Examples:
        | country | resale | warns      |
        | CA      | false  | a warning  |
        | CA      | true   | no warning |
        | MX      | false  | no warning |

    Scenario: a letter can still be asked for
      Given nobody says vehicle.emissions_letter
      Then EPA code EE is needs_action
      And the outcome is conditional
      And it depends on the importer
      And an action says "emission controls of a version certified"

    Scenario Outline: what closes it for own use
      Given <fact> is <value>
      Then EPA code EE is closed because "<words>"

      Examples:
        | fact                           | value | words                                   |
        | entry.personal_use             | false | for the importer's own use only         |
        | vehicle.original_configuration | false | not in its original, unmodified         |

    Scenario: where it is to be sold nobody is asked whose use it is for
      Given entry.for_resale is true
      And importer.kind is individual
      Then EPA code EE is closed because "own use, not for resale"
      And it does not ask for entry.personal_use

    Scenario: nor is a diplomat who sells it on, whose use nobody presumes
      Given entry.for_resale is true
      And importer.kind is diplomat
      Then EPA code EE is closed
      And EPA code N is closed because "own use"
      And it does not ask for entry.personal_use

    Scenario Outline: who serves a foreign government needs no letter, with EPA's label: <label>
      Given importer.kind is <kind>
      And nobody says vehicle.emissions_letter
      And vehicle.epa_certified is <label>
      Then EPA code EE is <code EE>
      And the chosen epa path is EPA code <chosen>

      Examples:
        | kind             | label | code EE      | chosen |
        | individual       | false | needs_action | EE     |
        | diplomat         | false | closed       | N      |
        | foreign_military | false | closed       | N      |
        | diplomat         | true  | closed       | B      |

    Scenario Outline: a visitor from Canada gets no letter from the maker: <residence>, <entry fact> <value>
      Given nobody says vehicle.emissions_letter
      And vehicle.registered_in is CA
      And importer.us_resident is <residence>
      And <entry fact> is <value>
      Then EPA code EE is <code EE>
      And the chosen epa path is EPA code <chosen>

      Examples:
        | residence | entry fact    | value                | code EE      | chosen |
        | false     | entry.purpose | visit                | closed       | O      |
        | false     | entry.purpose | road_use             | needs_action | EE     |
        | true      | entry.purpose | visit                | needs_action | EE     |

    Scenario: who does not say where he lives may be a resident
      Given nobody says vehicle.emissions_letter
      And entry.purpose is visit
      Then EPA code EE is needs_action

    Scenario Outline: nor whoever has it repaired here and takes it home: <fact> <value>
      Given nobody says vehicle.emissions_letter
      And importer.us_resident is false
      And entry.purpose is repair
      And <fact> is <value>
      Then EPA code EE is closed because "only if you ask for it"
      And the chosen epa path is EPA code G

      Examples:
        | fact          | value |
        | entry.type    | tib   |
        | entry.bond    | true  |

    Scenario: nor whoever enters it as a nonresident's own
      Given nobody says vehicle.emissions_letter
      And importer.us_resident is false
      And entry.type is nonresident_personal
      Then EPA code EE is closed because "only if you ask for it"

    Scenario: nobody claims it for a vehicle from Japan
      Given the vehicle:
        | market       | JP   |
        | certified_to | none |
      Then EPA code EE is closed because "only if you ask for it"

  @epa.code_ff @epa.certified.letter_ff
  Rule: Code FF is the same for a business that sells or leases

    Background:
      Given the vehicle:
        | market           | CA           |
        | certified_to     | canada_cmvss |
        | epa_certified    | false        |
        | emissions_letter | true         |
      And importer.kind is business
      And entry.for_resale is true

    Scenario: for resale
      Then EPA code FF is open
      And a warning says "that code FF of form 3520-1"

    Scenario Outline: what closes it for a business
      Given <fact> is <value>
      Then EPA code FF is closed because "<words>"

      Examples:
        | fact                           | value      | words                       |
        | entry.for_resale               | false      | to be sold or leased        |
        | importer.kind                  | individual | this code is for a business |
        | vehicle.original_configuration | false      | not in its original         |

    Scenario: who imports it is asked where nobody says, and it is to be sold
      Given nobody says importer.kind
      Then EPA code FF is needs_facts because "who imports it?"

    Scenario Outline: the maker's letter says it, or EPA's label shows it
      Given nobody says vehicle.certified_to
      And the vehicle:
        | emissions_letter | <letter> |
        | epa_certified    | <label>  |
      Then EPA code FF is <code FF>

      Examples:
        | letter | label | code FF      |
        | false  | true  | open         |
        | true   | false | open         |
        | false  | false | needs_action |

  @epa.code_f
  Rule: What code F asks for today is not known
    It can only be claimed or not, and is never counted: nothing seen says when it opens.

    Scenario: a certified vehicle that was driven abroad
      Given the vehicle:
        | epa_certified | true |
        | registered_in | JP   |
      Then EPA code F is needs_facts because "could not find"
      And the chosen epa path is EPA code B

    Scenario Outline: one that stayed where the fuel spoils no catalyst
      Given the vehicle:
        | epa_certified | true      |
        | registered_in | <country> |
      Then EPA code F is closed because "only if you ask for it"

      Examples:
        | country |
        | US      |
        | CA      |
        | MX      |

  @epa.trailer
  Rule: A trailer has no emission label to ask for

    Scenario Outline: labelled for <market>
      Given a case:
        """
        {"vehicle": {"body": "trailer", "designed_for": "cargo", "manufactured": "2018-05",
                     "country_of_manufacture": "CA"},
         "entry": {"date": "2026-12-01"}}
        """
      And vehicle.certified_to is <label>
      Then the chosen epa path is epa.trailer
      And EPA code B is closed
      And it does not ask for vehicle.epa_certified

      Examples:
        | market            | label        |
        | Canada            | canada_cmvss |
        | the United States | us_fmvss     |

    Scenario Outline: nor a code for what is identical to a certified version: resale <resale>
      Given a case:
        """
        {"vehicle": {"body": "trailer", "powertrain": "<powertrain>", "market": "CA",
                     "certified_to": ["canada_cmvss"], "emissions_letter": true,
                     "manufactured": "2018-05"},
         "importer": {"kind": "<kind>"}, "entry": {"date": "2026-12-01", "for_resale": <resale>}}
        """
      Then EPA code <code> is <outcome>

      Examples:
        | powertrain | kind       | resale | code | outcome |
        | none       | individual | false  | EE   | closed  |
        | none       | business   | true   | FF   | closed  |
        | gasoline   | individual | false  | EE   | open    |
        | gasoline   | business   | true   | FF   | open    |
