@keiimport
Feature: Ways in other than importing it to keep and drive
  A vehicle that may not stay may still come for a while, for its own purpose and under its own
  terms. None of these doors ever answers the question whether it may be driven here for good.

  Background:
    Given the vehicle:
      | make         | Nissan  |
      | model        | Sakura  |
      | chassis_code | B6AW    |
      | manufactured | 2022-06 |
    And it enters on 2026-11-21

  @nhtsa.box_4 @cite:49_CFR_591.5(c)
  Rule: What is only to be exported again needs the label that says so

    Scenario: without the label it is still to do
      Given entry.purpose is export
      Then HS-7 box 4 is needs_action
      And the outcome is conditional
      And it depends on importer

    Scenario: with the label
      Given entry.purpose is export
      And entry.export_label is true
      Then HS-7 box 4 is open
      And the chosen nhtsa path is HS-7 box 4

    Scenario: for the road the door is shut
      Given entry.export_label is true
      Then HS-7 box 4 is closed
      And the outcome is not_yet

  @nhtsa.box_5 @cite:49_CFR_591.5(d)
  Rule: A nonresident may bring a vehicle registered abroad for a year

    Scenario: a visitor from Japan
      Given entry.purpose is visit
      And importer.us_resident is false
      And vehicle.registered_in is JP
      Then HS-7 box 5 is open
      And EPA code O is needs_action
      And the outcome is conditional
      And it depends on agency
      And the answer says "It may stay for at most one year, and must then leave."
      And a restriction says "nothing that extends the year"

    Scenario: a resident
      Given entry.purpose is visit
      And importer.us_resident is true
      And vehicle.registered_in is JP
      Then HS-7 box 5 is closed because "lives in the United States"

    Scenario: registered here already
      Given entry.purpose is visit
      And importer.us_resident is false
      And vehicle.registered_in is US
      Then HS-7 box 5 is closed because "registered in the United States"

    Scenario: nobody says where the importer lives
      Given entry.purpose is visit
      And vehicle.registered_in is JP
      Then the outcome is undetermined
      And it asks for importer.us_resident

    @nhtsa.temporary.nonresident
    Scenario Outline: a nonresident who does not say what for hears of the visit
      Given the importer:
        | us_resident | <resident> |
      And the vehicle:
        | registered_in | JP      |
        | manufactured  | <built> |
        | chassis_code  |         |
        | model         |         |
      And the entry:
        | purpose | <purpose> |
      Then <warns> says "for a visit of up to a year"

      Examples:
        | resident | built   | purpose  | warns      |
        | false    | 2015-05 |          | a warning  |
        | false    | 2015-05 | visit    | no warning |
        | false    | 1995-05 |          | no warning |
        | true     | 2015-05 |          | no warning |
        |          | 2015-05 |          | no warning |

    @nhtsa.temporary.visitor_from_next_door
    Scenario Outline: a visitor from <country>
      Given the importer:
        | us_resident | <resident> |
      And the vehicle:
        | registered_in | <country> |
        | manufactured  | 2015-05   |
        | chassis_code  |           |
        | model         |           |
      And the entry:
        | purpose | visit |
      Then <warns> says "over the border from Canada as a nonresident on a visit"

      Examples:
        | country | resident | warns      |
        | CA      | false    | a warning  |
        | MX      | false    | no warning |
        | CA      | true     | no warning |

  @nhtsa.box_6 @nhtsa.box_12 @nhtsa.assignment.shown @nhtsa.temporary.assignment @cite:49_USC_30144
  Rule: Diplomats and foreign forces on assignment

    Scenario Outline: for the time of the assignment, and for their own use
      Given the importer:
        | kind                       | <kind>    |
        | state_department_clearance | <cleared> |
        | assignment_orders          | <orders>  |
      And entry.purpose is visit
      And entry.personal_use is <own use>
      Then HS-7 box <box> is <outcome>

      Examples: each has to show it in its own way
        | kind             | cleared | orders | own use | box | outcome      |
        | diplomat         | true    |        | true    | 6   | open         |
        | diplomat         | false   |        | true    | 6   | needs_action |
        | diplomat         |         | true   | true    | 6   | needs_action |
        | diplomat         | true    |        | false   | 6   | closed       |
        | foreign_military |         | true   | true    | 12  | open         |
        | foreign_military |         | false  | true    | 12  | needs_action |
        | foreign_military | true    |        | true    | 12  | needs_action |
        | foreign_military |         | true   | false   | 12  | closed       |

    Scenario Outline: until it is shown, it is still to do
      Given importer.kind is <kind>
      Then the outcome is conditional
      And it depends on <whom>
      And an action says "<todo>"
      And the answer says "It may stay for the length of your assignment; when that ends, it must leave"

      Examples:
        | kind             | whom     | todo                         |
        | diplomat         | agency   | form DS-1504                 |
        | foreign_military | importer | get the official orders      |

    Scenario Outline: the privilege of one is no use to the other, nor to anybody else
      Given the importer:
        | kind                       | <kind> |
        | state_department_clearance | true   |
        | assignment_orders          | true   |
      Then conclusion assignment.shown is <shown>

      Examples:
        | kind             | shown |
        | diplomat         | true  |
        | foreign_military | true  |
        | government_orders | false |
        | individual       | false |

    @epa.code_n @cbp.foreign_official
    Scenario Outline: on the road is what it is for, whether anybody says so or not
      Given the importer:
        | kind                       | <kind> |
        | state_department_clearance | true   |
        | assignment_orders          | true   |
      And the entry:
        | purpose | <purpose> |
      Then the outcome is admissible
      And the chosen nhtsa path is HS-7 box <box>
      And the chosen epa path is EPA code N
      And the chosen cbp path is the door "entry of a vehicle of foreign officials or forces"
      And the duty is 0 %
      And a restriction says "must leave when the assignment ends"

      Examples:
        | kind             | purpose  | box |
        | diplomat         |          | 6   |
        | diplomat         | road_use | 6   |
        | diplomat         | visit    | 6   |
        | foreign_military |          | 12  |
        | foreign_military | road_use | 12  |

    @nhtsa.temporary.assignment
    Scenario Outline: what it does not give is said
      Given importer.kind is <kind>
      Then <warns> says "to keep the vehicle here afterwards takes another box"

      Examples:
        | kind              | warns      |
        | diplomat          | a warning  |
        | foreign_military  | a warning  |
        | individual        | no warning |

    Scenario Outline: an old car or a labelled one is here to stay
      Given the vehicle:
        | make         | Ford            |
        | model        | Mustang         |
        | chassis_code |                 |
        | manufactured | <built>         |
        | certified_to | <label>         |
      And importer.kind is diplomat
      Then the chosen nhtsa path is HS-7 box <box>

      Examples:
        | built   | label    | box |
        | 1995-05 | none     | 1   |
        | 2015-05 | us_fmvss | 2A  |
        | 2015-05 | none     | 6   |

    Scenario: what an official brings in to sell has no such box
      Given importer.kind is diplomat
      And entry.personal_use is false
      And entry.for_resale is true
      Then HS-7 box 6 is closed
      And the outcome is not_yet

  @nhtsa.box_5 @nhtsa.temporary.repair @cite:NHTSA_letter_to_J._Fogelman,_1990-04-26_(nht90-2.33)
  Rule: A nonresident may bring a vehicle registered abroad for repair
    Box 5 serves this too, though no box of the form names repair. A resident has none.

    Scenario Outline: who brings it, and where it is registered
      Given entry.purpose is repair
      And the importer:
        | us_resident | <resident> |
      And the vehicle:
        | registered_in | <country> |
      Then HS-7 box 5 is <box 5>
      And a warning says "for a nonresident's own vehicle that is registered abroad"

      Examples:
        | resident | country | box 5       |
        | false    | BS      | open        |
        | false    | US      | closed      |
        | true     | BS      | closed      |
        |          | BS      | needs_facts |
        | false    |         | needs_facts |

    Scenario: a dealer's customer car is no personal use
      Given entry.purpose is repair
      And importer.us_resident is false
      And vehicle.registered_in is BS
      And entry.personal_use is false
      Then HS-7 box 5 is closed because "for personal use only"

    Scenario: a resident waits until it is old enough
      Given entry.purpose is repair
      And importer.us_resident is true
      Then the outcome is not_yet
      And the chosen nhtsa path is HS-7 box 1

    @F3.2
    Scenario: with EPA's letter and the bond it may come
      Given entry.purpose is repair
      And importer.us_resident is false
      And vehicle.registered_in is BS
      And entry.epa_permission is true
      And entry.bond is true
      Then the chosen nhtsa path is HS-7 box 5
      And the chosen epa path is EPA code G
      And the answer says "Yes"

    Scenario: for a visit nothing more is to be said of repair
      Given entry.purpose is visit
      Then no warning says "covers repair only"

  @nhtsa.box_7 @cite:49_CFR_591.5(j)
  Rule: Research and racing need NHTSA's permission, unless a maker brings it

    Scenario: the agency has to agree
      Given entry.purpose is research
      Then HS-7 box 7 is needs_action
      And it depends on agency

    Scenario: it has agreed
      Given entry.purpose is racing
      And entry.nhtsa_permission is true
      Then HS-7 box 7 is open

    Scenario: a maker of certified vehicles
      Given entry.purpose is research
      And importer.kind is original_manufacturer
      Then HS-7 box 7 is open

  @nhtsa.box_9 @cite:49_CFR_591.5(e)
  Rule: What is to be manufactured further hangs on its maker's document

    Scenario: nobody has told what the document says
      Given entry.purpose is further_manufacture
      Then HS-7 box 9 is needs_facts
      And it asks for vehicle.incomplete

    Scenario Outline: incomplete, and marked against theft
      Given entry.purpose is further_manufacture
      And vehicle.incomplete is <incomplete>
      And vehicle.theft_marked is <marked>
      Then HS-7 box 9 is <box 9>

      Examples:
        | incomplete | marked | box 9        |
        | true       | true   | open         |
        | false      | true   | closed       |
        | true       | false  | needs_action |

  @nhtsa.box_11 @cite:49_CFR_591.5(k)
  Rule: Parts under the theft prevention standard need its marks

    Background:
      Given nobody says vehicle.chassis_code
      And nobody says vehicle.model
      And the vehicle:
        | body            | passenger_car |
        | wheels          | 4             |
        | designed_for    | people        |
        | top_speed       | 160 km/h      |
        | manufactured    | 2005-06       |
        | high_theft_line | true          |
      And entry.purpose is parts

    Scenario Outline: bound and marked or not
      Given the vehicle:
        | engine               | absent   |
        | transmission_present | false    |
        | high_theft_line      | <listed> |
        | theft_marked         | <marked> |
      Then HS-7 box 11 is <box 11>

      Examples: whether it is mere parts stays a matter of the case
        | listed | marked | box 11      |
        | true   | true   | needs_facts |
        | true   | false  | needs_facts |
        | false  | true   | closed      |

    Scenario: with its engine it is a vehicle
      Given the vehicle:
        | engine               | original |
        | transmission_present | true     |
        | theft_marked         | true     |
      Then HS-7 box 11 is closed because "it has an engine"

  @nhtsa.temporary.resident
  Rule: Whoever lives here brings nothing in for a visit

    Scenario Outline: living here: <resident>
      Given entry.purpose is visit
      And importer.us_resident is <resident>
      Then <what> says "set `entry.purpose: road_use`"

      Examples:
        | resident | what       |
        | true     | a warning  |
        | false    | no warning |
