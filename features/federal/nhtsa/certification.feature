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
      Then HS-7 box 2A is open
      And the chosen nhtsa path is HS-7 box 2A
      And it assumes us_label_means_conformity

    Scenario: certified by its maker, and said to be repaired or altered since
      Given vehicle.altered is true
      Then HS-7 box 2A is needs_facts
      And it does not assume us_label_means_conformity

    Scenario Outline: a label on what was damaged says nothing of what the repair left
      Given vehicle.title is <title>
      Then HS-7 box 2A is <box 2A>

      Examples:
        | title   | box 2A      |
        | clean   | open        |
        | salvage | needs_facts |
        | rebuilt | needs_facts |

    Scenario Outline: whose label it is
      Given vehicle.certified_by is <maker of the label>
      Then HS-7 box 2A is <box 2A>

      Examples:
        | maker of the label  | box 2A |
        | original_maker      | open   |
        | converter           | closed |
        | registered_importer | closed |

    Scenario: no label at all
      Given vehicle.certified_to is none
      Then HS-7 box 2A is closed because "no permanent label from its maker"

    Scenario: nobody says whether there is a label
      Given nobody says vehicle.certified_to
      Then HS-7 box 2A is needs_facts
      And it asks for vehicle.certified_to

    @nhtsa.certification.conforms
    Scenario Outline: damaged or changed since, and still in order: <intact>
      Given vehicle.<fact> is <told>
      And the vehicle:
        | safety_intact | <intact> |
      Then HS-7 box 2A is <box 2A>
      And it <asks> vehicle.safety_intact

      Examples:
        | fact                   | told    | intact | box 2A      | asks             |
        | title                  | salvage |        | needs_facts | asks for         |
        | title                  | salvage | true   | open        | does not ask for |
        | title                  | salvage | false  | closed      | does not ask for |
        # what was changed has no code of EPA before its age, whatever the safety
        | original_configuration | false   |        | needs_facts | does not ask for |
        | original_configuration | false   | true   | open        | does not ask for |
        | title                  | clean   |        | open        | does not ask for |
        | title                  | clean   | false  | closed      | does not ask for |
        | fmvss.214              | false   | true   | closed      | does not ask for |

    @nhtsa.certification.conforms @cite:49_USC_30112(a)(1)
    Scenario: certified, but known to miss a standard that binds it
      Given vehicle.fmvss.214 is false
      Then HS-7 box 2A is closed because "214"

    @nhtsa.certification.conforms
    Scenario: missing a standard that does not bind it closes nothing
      Given vehicle.fmvss.500 is false
      Then HS-7 box 2A is open

    Scenario: without presumptions the label alone does not show conformity
      Given nothing is presumed
      Then HS-7 box 2A is needs_facts

  @nhtsa.certification.class_agrees @cite:49_CFR_567.4(g)
  Rule: A label certifies a vehicle of the class it names

    Scenario Outline: the class on the label and the class of the vehicle
      Given the vehicle:
        | manufactured    | 2015-06      |
        | market          | US           |
        | body            | <body>       |
        | designed_for    | <for>        |
        | wheels          | <wheels>     |
        | seats           | <seats>      |
        | top_speed       | <speed>      |
        | gvwr            | 1000 kg      |
        | certified_to    | us_fmvss     |
        | certified_class | <label>      |
      And it enters on 2026-11-21
      Then conclusion certification.class_agrees is <agrees>

      Examples: the same class
        | body          | for    | wheels | seats | speed  | label             | agrees |
        | passenger_car | people | 4      | 4     | 90 mph | passenger_car     | true   |
        | suv           | people | 4      | 4     | 90 mph | multipurpose      | true   |
        | pickup        | cargo  | 4      | 2     | 90 mph | truck             | true   |
        | bus           | people | 4      | 20    | 90 mph | bus               | true   |
        | motorcycle    | people | 2      | 1     | 90 mph | motorcycle        | true   |
        | passenger_car | people | 4      | 2     | 24 mph | low_speed_vehicle | true   |
        | suv           | people | 4      | 4     | 90 mph | as_built          | true   |

      Examples: its maker classifies, and may have had a reason
        | body          | for    | wheels | seats | speed  | label         | agrees  |
        | suv           | people | 4      | 4     | 90 mph | passenger_car | unknown |
        | passenger_car | people | 4      | 4     | 90 mph | multipurpose  | unknown |
        | passenger_car | people | 4      | 4     | 90 mph | truck         | unknown |
        | passenger_car | people | 4      | 4     | 90 mph | bus           | unknown |

      Examples: another kind of vehicle altogether
        | body          | for    | wheels | seats | speed  | label             | agrees |
        | passenger_car | people | 4      | 4     | 90 mph | motorcycle        | false  |
        | passenger_car | people | 4      | 4     | 90 mph | low_speed_vehicle | false  |
        | passenger_car | people | 4      | 2     | 24 mph | passenger_car     | false  |
        | motorcycle    | people | 2      | 1     | 90 mph | truck             | false  |
        | trailer       | cargo  | 4      | 0     | 90 mph | truck             | false  |

  @nhtsa.box_2b @nhtsa.certification.undamaged @cite:49_CFR_591.5(g)
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
      Then HS-7 box 2B is open
      And HS-7 box 2A is closed
      And the chosen nhtsa path is HS-7 box 2B

    Scenario Outline: what closes it
      Given <fact> is <value>
      Then HS-7 box 2B is closed because "<words>"

      Examples:
        | fact                        | value         | words                                  |
        | vehicle.certified_to        | none          | only if you ask for it                 |
        | vehicle.certified_by        | converter     | only the original maker can certify it |
        | entry.personal_use          | false         | this box is for personal use only      |
        | vehicle.title               | salvage       | its title is salvage                   |
        | vehicle.title               | rebuilt       | its title is rebuilt                   |
        | vehicle.title               | reconstructed | its title is reconstructed             |

    Scenario: without a title we cannot tell whether it was a salvage vehicle
      Given vehicle.title is none
      Then conclusion certification.undamaged is unknown
      And HS-7 box 2B is needs_facts

    Scenario Outline: who may use it
      Given importer.kind is <importer>
      Then HS-7 box 2B is <box 2B>

      Examples:
        | importer            | box 2B |
        | individual          | open   |
        | returning_resident  | open   |
        | government_orders   | open   |
        | diplomat            | open   |
        | foreign_military    | open   |
        | business            | closed |
        | registered_importer | closed |

    Scenario: the title is asked for
      Given nobody says vehicle.title
      Then HS-7 box 2B is needs_facts
      And it asks for vehicle.title

    Scenario Outline: the maker's letter can still be asked of the maker
      Given the vehicle:
        | manufacturer_letter | <letter> |
      Then HS-7 box 2B is needs_action
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
      Then HS-7 box 2B is closed

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
        | certified_to       | none    |
        | title              | clean   |
        | theft_marked       | true    |
      And it enters on 2016-05-01

    Scenario: eligible, and still everything to do
      Then HS-7 box 3 is needs_action
      And an action says "registered importer"
      And an action says "bond"

    Scenario: with a registered importer and the bond
      Given importer.ri_contract is true
      And entry.bond is true
      Then HS-7 box 3 is open
      And the chosen nhtsa path is HS-7 box 3

    Scenario: a registered importer needs no contract with another
      Given importer.kind is registered_importer
      And entry.bond is true
      Then HS-7 box 3 is open

    Scenario Outline: built outside the months that were decided
      Not being on a list that is known to be incomplete is no proof, but it opens nothing.

      Given vehicle.manufactured is <built>
      Then HS-7 box 3 is <box 3>

      Examples:
        | built      | box 3        |
        | 1996-01-01 | needs_action |
        | 1998-06-30 | needs_action |

    Scenario Outline: a decision covers what it names and nothing else
      What is refuted by a plain mark, such as the build date, is a no. A model is written in too
      many ways for that. Every Skyline known has its driver on the right: told otherwise, neither
      is believed. Another decision that covers the vehicle counts, whatever number was told.

      Given nobody says vehicle.chassis_code
      And vehicle.eligibility_number is <number>
      And the law of <law>
      And <fact> is <value>
      Then conclusion eligibility.decided is <decided>

      Examples: from 2006 the two R33 models, right-hand drive, built 1996-01 to 1998-06
        | number | law        | fact                 | value              | decided |
        | VCP-32 | 2006-03-01 | vehicle.drive_side   | right              | true    |
        | VCP-32 | 2006-02-28 | vehicle.drive_side   | right              | true    |
        | VSP-32 | 2016-05-01 | vehicle.drive_side   | right              | true    |
        | VCP-32 | 2016-05-01 | vehicle.drive_side   | left               | false   |
        | VCP-32 | 2016-05-01 | vehicle.make         | Honda              | false   |
        | VCP-32 | 2016-05-01 | vehicle.model        | March              | unknown |
        | VCP-32 | 2016-05-01 | vehicle.model        | Skyline GT-R       | true    |
        | VCP-32 | 2016-05-01 | vehicle.model        | Skyline GT-R (R33) | true    |
        | VCP-32 | 2016-05-01 | vehicle.model        | Skyline GTS        | true    |
        | VCP-32 | 2016-05-01 | vehicle.manufactured | 1995-12-31         | false   |
        | VCP-32 | 2016-05-01 | vehicle.manufactured | 1996-01-01         | true    |
        | VCP-32 | 2016-05-01 | vehicle.manufactured | 1998-06-30         | true    |
        | VCP-32 | 2016-05-01 | vehicle.manufactured | 1998-07-01         | false   |

      Examples: before 2006 every Skyline of the nineties
        | number | law        | fact                 | value              | decided |
        | VCP-17 | 2000-01-19 | vehicle.drive_side   | right              | true    |
        | VCP-17 | 2000-01-18 | vehicle.drive_side   | right              | false   |
        | VSP-17 | 2005-05-01 | vehicle.drive_side   | right              | true    |
        | VCP-17 | 2005-05-01 | vehicle.drive_side   | left               | false   |
        | VCP-17 | 2005-05-01 | vehicle.make         | Honda              | false   |
        | VCP-17 | 2005-05-01 | vehicle.model        | March              | unknown |
        | VCP-17 | 2005-05-01 | vehicle.model        | Skyline GT-R       | true    |
        | VCP-17 | 2005-05-01 | vehicle.model        | Skyline GT-R (R32) | true    |
        | VCP-17 | 2005-05-01 | vehicle.model        | Skyline GT-R (R33) | true    |
        | VCP-17 | 2005-05-01 | vehicle.model        | Skyline GTS        | true    |
        | VCP-17 | 2005-05-01 | vehicle.manufactured | 1989-12-31         | false   |
        | VCP-17 | 2005-05-01 | vehicle.manufactured | 1990-01-01         | true    |
        | VCP-17 | 2005-05-01 | vehicle.manufactured | 1999-12-31         | true    |
        | VCP-17 | 2005-05-01 | vehicle.manufactured | 2000-01-01         | false   |

    Scenario: the last of the generations that the rescinded decision named
      Given the vehicle:
        | model              | Skyline GT-R (R34) |
        | chassis_code       |                    |
        | manufactured       | 1999-06            |
        | eligibility_number | VCP-17             |
      And the law of 2005-05-01
      Then conclusion eligibility.decided is true

    Scenario Outline: a rescinded decision counts until the day before
      Given the vehicle:
        | model              | Skyline GT-R (R32) |
        | chassis_code       |                    |
        | manufactured       | 1993-05            |
        | eligibility_number | VCP-17             |
      And it enters on <entry>
      Then conclusion eligibility.decided is <decided>

      Examples:
        | entry      | decided |
        | 2006-02-28 | true    |
        | 2006-03-01 | false   |

    Scenario: the law of another day can be asked for
      Given vehicle.eligibility_number is VCP-17
      And the law of 2006-02-28
      Then conclusion eligibility.decided is true

    Scenario: salvage and reconstructed vehicles are shut out
      Given vehicle.title is salvage
      Then HS-7 box 3 is closed because "its title is salvage"

    Scenario: another body makes it a reconstructed vehicle
      Given vehicle.body_replaced is true
      Then HS-7 box 3 is closed because "reconstructed"

    @F3.4 @nhtsa.certification.theft_standard @nhtsa.fmvss.word.high_theft_line
    Scenario Outline: before September 2007 only lines listed for theft had to be marked
      Given nobody says vehicle.theft_marked
      And the vehicle:
        | high_theft_line | <listed> |
      Then conclusion standard.part_541.binds is <binds>
      And HS-7 box 3 is needs_action because "<to do>"

      Examples: no Skyline of Japan stood in the lists, which is presumed
        | listed | binds | to do               |
        |        | false | registered importer |
        | false  | false | registered importer |
        | true   | true  | inscribed           |

    @nhtsa.certification.theft_standard
    Scenario Outline: marking is work that can be done before it enters
      Given vehicle.high_theft_line is true
      And the vehicle:
        | theft_marked | <marked> |
      And importer.ri_contract is true
      And entry.bond is true
      Then HS-7 box 3 is <box 3>

      Examples:
        | marked | box 3        |
        | true   | open         |
        | false  | needs_action |
        |        | needs_action |

    @nhtsa.certification.theft_marks_before_2005
    Scenario Outline: what was marked later counts since November 2005
      Given vehicle.high_theft_line is <listed>
      And vehicle.manufactured is 1996-06
      And it enters on <day>
      And vehicle.eligibility_number is <number>
      Then <warns> says "only the original maker's own marks"

      Examples:
        | listed | day        | number | warns      |
        | true   | 2005-11-02 | VCP-17 | a warning  |
        | true   | 2005-11-03 | VCP-17 | no warning |
        | true   | 2006-03-01 | VCP-32 | no warning |
        | false  | 2005-11-02 | VCP-17 | no warning |

    Scenario: a row that fits claims the door without a number
      Given nobody says vehicle.eligibility_number
      Then HS-7 box 3 is needs_action

    Scenario: nobody claims it without a number or a row that fits
      Given nobody says vehicle.eligibility_number
      And vehicle.manufactured is 1998-09
      Then HS-7 box 3 is closed because "only if you ask for it"

  @nhtsa.certification.nothing_left @nhtsa.certification.us_twin @nhtsa.box_13
  Rule: Without a label, only an eligibility decision would help before the 25 years are full

    Scenario: a kei car of 2015 without any label
      Given the vehicle:
        | market       | JP            |
        | kei          | true          |
        | body         | passenger_car |
        | manufactured | 2015-06       |
      And it enters on 2026-11-21
      Then the outcome is not_yet
      And a warning says "only if NHTSA has found the model eligible"
      And HS-7 box 13 is closed because "not open to a private person"

    Scenario Outline: with a label of its own, neither the twin's label nor an eligibility decision matters
      Given the vehicle:
        | market       | <market>                  |
        | body         | passenger_car             |
        | manufactured | 2015-06                   |
        | certified_to | <label>                   |
        | us_twin      | Mitsubishi Mirage of 2015 |
      And it enters on 2026-11-21
      Then <twin> says "its label does not cover this vehicle"
      And <left> says "only if NHTSA has found the model eligible"

      Examples:
        | market | label    | twin       | left       |
        | JP     | none     | a warning  | a warning  |
        | US     | us_fmvss | no warning | no warning |

    Scenario Outline: box 13 is for a registered importer with leave to prepare a petition
      Given importer.kind is <importer>
      And entry.nhtsa_permission is <leave>
      And vehicle.manufactured is 2010-06
      And vehicle.theft_marked is true
      And it enters on <day>
      Then HS-7 box 13 is <box 13>

      Examples:
        | importer            | leave | day        | box 13       |
        | registered_importer | true  | 2026-11-21 | open         |
        | registered_importer | false | 2026-11-21 | needs_action |
        | individual          | true  | 2026-11-21 | closed       |
        | registered_importer | true  | 2011-09-26 | open         |
        | registered_importer | true  | 2011-09-25 | not_yet      |

  @nhtsa.box_2b @nhtsa.box_3 @nhtsa.box_10 @cite:49_CFR_591.5(g)
  Rule: A label of Canada or the United States hangs over no vehicle that nothing ties to them

    @F3.6 @F3.7
    Scenario Outline: a sports car of Britain for show or display
      Given the vehicle:
        | make          | McLaren       |
        | model         | F1            |
        | body          | passenger_car |
        | registered_in | <country>     |
        | vin           | <vin>         |
        | manufactured  | 2003-05       |
      And the entry:
        | date    | 2026-11-21      |
        | purpose | show_or_display |
      Then HS-7 box 2A is <box 2A>
      And HS-7 box 2B is closed because "only if you ask for it"
      And HS-7 box 10 is <box 10>

      Examples: the length of its number ties it to neither
        | country | vin               | box 2A      | box 10       |
        | GB      |                   | closed      | needs_action |
        | GB      | SA9AB5AC0T1048002 | closed      | needs_action |
        | US      |                   | needs_facts | needs_facts  |

    @F3.5 @nhtsa.age.engine_swap
    Scenario Outline: another engine makes no other vehicle of it
      Given the vehicle:
        | make         | Nissan   |
        | model        | Skyline  |
        | chassis_code | HCR32    |
        | manufactured | 1992-05  |
        | engine       | <engine> |
      And it enters on 2026-11-21
      Then HS-7 box 1 is open
      And EPA code E is <code E>

      Examples:
        | engine   | code E |
        | other    | closed |
        | original | open   |
