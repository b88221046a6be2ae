@keiimport
Feature: Certification and conformity
  A vehicle younger than 25 years enters through box 2A with its maker's US label, through box 2B
  with its maker's Canadian label, or through box 3 once NHTSA has decided that its model is
  eligible and a registered importer answers for it.

  @nhtsa.certification.us_label @nhtsa.box_2a @cite:49_CFR_591.5(b) @cite:49_USC_30115
  Rule: Box 2A needs the permanent US label of the original maker

    Background:
      Given the vehicle:
        | manufactured | 2015-06       |
        | market       | US            |
        | body         | passenger_car |
        | designed_for | people        |
        | wheels       | 4             |
        | top_speed    | 90 mph        |
        | gvwr         | 1600 kg       |
        | powertrain   | gasoline      |
        | certified_to | us_fmvss      |
      And it enters on 2026-11-21

    Scenario: certified by its maker
      Then path nhtsa.box_2a is open
      And the chosen nhtsa path is nhtsa.box_2a
      And it assumes us_label_means_conformity

    Scenario Outline: whose label it is
      Given vehicle.certified_by is <maker of the label>
      Then path nhtsa.box_2a is <box 2A>

      Examples:
        | maker of the label  | box 2A |
        | original_maker      | open   |
        | converter           | closed |
        | registered_importer | closed |

    Scenario: no label at all
      Given vehicle.certified_to is none
      Then path nhtsa.box_2a is closed because "no permanent label of its maker"

    Scenario: nobody says whether there is a label
      Given nobody says vehicle.certified_to
      Then path nhtsa.box_2a is needs_facts
      And it asks for vehicle.certified_to

    @nhtsa.certification.conforms @cite:49_USC_30112(a)(1)
    Scenario: certified, but known to miss a standard that binds it
      Given vehicle.fmvss.214 is false
      Then path nhtsa.box_2a is closed because "214"

    @nhtsa.certification.conforms
    Scenario: missing a standard that does not bind it closes nothing
      Given vehicle.fmvss.500 is false
      Then path nhtsa.box_2a is open

    Scenario: without presumptions the label alone does not show conformity
      Given nothing is presumed
      Then path nhtsa.box_2a is needs_facts

  @nhtsa.box_2b @cite:49_CFR_591.5(g)
  Rule: Box 2B needs a Canadian label, the maker's letter, personal use and an undamaged vehicle

    Background:
      Given the vehicle:
        | manufactured        | 2015-06       |
        | market              | CA            |
        | body                | passenger_car |
        | certified_to        | canada_cmvss  |
        | manufacturer_letter | true          |
        | title               | clean         |
      And the entry:
        | date         | 2026-11-21 |
        | personal_use | true       |

    Scenario: all of it
      Then path nhtsa.box_2b is open
      And path nhtsa.box_2a is closed
      And the chosen nhtsa path is nhtsa.box_2b
      And the outcome is admissible

    Scenario Outline: what closes it
      Given <fact> is <value>
      Then path nhtsa.box_2b is closed because "<words>"

      Examples:
        | fact                        | value         | words                                 |
        | vehicle.certified_to        | none          | nobody claims it                      |
        | entry.personal_use          | false         | the door is for personal use only     |
        | vehicle.title               | salvage       | its title is salvage                  |
        | vehicle.title               | rebuilt       | its title is rebuilt                  |
        | vehicle.title               | reconstructed | its title is reconstructed            |

    Scenario: the title is asked for
      Given nobody says vehicle.title
      Then path nhtsa.box_2b is needs_facts
      And it asks for vehicle.title

    Scenario Outline: the maker's letter can still be asked of the maker
      Given the vehicle:
        | manufacturer_letter | <letter> |
      Then path nhtsa.box_2b is needs_action
      And the outcome is conditional
      And it depends on the importer

      Examples:
        | letter |
        |        |
        | false  |

    Scenario: a vehicle merely registered in Canada carries no Canadian label
      Given the vehicle:
        | market        | JP   |
        | registered_in | CA   |
        | certified_to  | none |
      Then path nhtsa.box_2b is closed

  @nhtsa.box_3 @nhtsa.eligibility @cite:49_CFR_591.5(f) @cite:49_USC_30141 @cite:71_FR_10591
  Rule: Box 3 needs an eligibility decision, a registered importer and a bond

    Background:
      Given the vehicle:
        | make               | Nissan  |
        | model              | Skyline |
        | chassis_code       | BCNR33  |
        | drive_side         | right   |
        | manufactured       | 1997-05 |
        | eligibility_number | VCP-32  |
        | title              | clean   |
        | theft_marked       | true    |
      And it enters on 2016-05-01

    Scenario: eligible, and still everything to do
      Then path nhtsa.box_3 is needs_action
      And the outcome is conditional
      And it depends on the importer
      And an action says "registered importer"
      And an action says "bond"

    Scenario: with a registered importer and the bond
      Given importer.ri_contract is true
      And entry.bond is true
      Then path nhtsa.box_3 is open
      And the chosen nhtsa path is nhtsa.box_3

    Scenario: a registered importer needs no contract with another
      Given importer.kind is registered_importer
      And entry.bond is true
      Then path nhtsa.box_3 is open

    Scenario Outline: built outside the months that were decided
      Not being on a list that is known to be incomplete is no proof, but it opens nothing.

      Given vehicle.manufactured is <built>
      Then path nhtsa.box_3 is <box 3>

      Examples:
        | built      | box 3        |
        | 1996-01-01 | needs_action |
        | 1998-06-30 | needs_action |

    Scenario Outline: a rescinded decision counts until the day before
      Given vehicle.eligibility_number is VCP-17
      And it enters on <entry>
      Then conclusion eligibility.decided is <decided>

      Examples:
        | entry      | decided |
        | 2006-02-28 | true    |
        | 2006-03-01 | unknown |

    Scenario: the law of another day can be asked for
      Given vehicle.eligibility_number is VCP-17
      And the law of 2006-02-28
      Then conclusion eligibility.decided is true

    Scenario: salvage and reconstructed vehicles are shut out
      Given vehicle.title is salvage
      Then path nhtsa.box_3 is closed because "its title is salvage"

    Scenario: another body makes it a reconstructed vehicle
      Given vehicle.body_replaced is true
      Then path nhtsa.box_3 is closed because "reconstructed"

    Scenario: its parts must bear the marks of the theft prevention standard already
      Given nobody says vehicle.theft_marked
      Then path nhtsa.box_3 is needs_facts
      And it asks for vehicle.theft_marked

    Scenario: nobody claims it without a number
      Given nobody says vehicle.eligibility_number
      Then path nhtsa.box_3 is closed because "nobody claims it"

  @nhtsa.certification.nothing_left
  Rule: Without a label, only an eligibility decision would help before the 25 years are full

    Scenario: a kei car of 2015 without any label
      Given the vehicle:
        | market       | JP            |
        | kei          | true          |
        | body         | passenger_car |
        | manufactured | 2015-06       |
      And it enters on 2026-11-21
      Then the outcome is not_yet
      And a warning says "only a decision that the model is eligible would help"
      And path nhtsa.box_13 is closed because "theoretical for a private person"
