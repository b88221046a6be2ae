@keiimport
Feature: Vehicles that NHTSA has decided to be eligible
  Box 3 stands on a decision of NHTSA about a model. A decision is claimed by its number or by a row
  of the list that fits; the list here is known to lack rows.

  @nhtsa.eligibility @nhtsa.eligibility_number @nhtsa.eligibility.refuted @nhtsa.eligibility.listed
  @nhtsa.eligibility.decided @nhtsa.eligibility.other_number @cite:71_FR_10591
  Rule: A number serves only the vehicles of its decision, while the decision stands

    Background:
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | drive_side   | right   |
        | manufactured | 1997-05 |
        | certified_to | none    |
      And it enters on 2016-05-01

    Scenario: a number that the list here does not have is a gap, not a no
      Given vehicle.manufactured is 1998-09
      And vehicle.eligibility_number is VSP-999
      Then conclusion eligibility.number_refuted is false
      And conclusion eligibility.decided is unknown
      And path nhtsa.box_3 is needs_facts

    Scenario: a number of the list for another build date is a no
      Given vehicle.manufactured is 1998-09
      And vehicle.eligibility_number is VCP-32
      Then conclusion eligibility.number_refuted is true
      And path nhtsa.box_3 is closed because "belongs to a decision that does not cover it"

    Scenario: the wrong number for a vehicle that another decision covers
      Given the vehicle:
        | eligibility_number | VCP-17 |
        | title              | clean  |
        | theft_marked       | true   |
      Then conclusion eligibility.listed is true
      And path nhtsa.box_3 is needs_action
      And a warning says "another decision of the list does"

    Scenario: the model alone never refutes a number
      Given vehicle.model is "Skyline 25GT"
      And vehicle.eligibility_number is VCP-32
      Then conclusion eligibility.number_refuted is false
      And conclusion eligibility.decided is unknown

  @nhtsa.eligibility.vcp_27 @nhtsa.eligibility.vsp_218 @nhtsa.eligibility_marks @E3 @E5
  @cite:71_FR_41509
  Rule: Decisions about models sold elsewhere

    Scenario Outline: which vehicles they name
      Given the vehicle:
        | make               | <make>   |
        | model              | <model>  |
        | model_year         | <year>   |
        | drive_side         | <side>   |
        | body               | <body>   |
        | designed_for       | people   |
        | wheels             | 4        |
        | top_speed          | 90 mph   |
        | certified_to       | none     |
        | eligibility_number | <number> |
      And it enters on <day>
      Then conclusion eligibility.decided is <decided>

      Examples: the smart of 2002 to 2004
        | make  | model  | year | side  | body          | number | day        | decided |
        | smart | fortwo | 2003 | left  | passenger_car | VCP-27 | 2006-07-21 | true    |
        | smart | fortwo | 2003 | left  | passenger_car | VCP-27 | 2006-07-20 | false   |
        | smart | fortwo | 2005 | left  | passenger_car | VCP-27 | 2008-01-01 | false   |
        | smart | fortwo | 2001 | left  | passenger_car | VCP-27 | 2008-01-01 | false   |
        | smart | fortwo | 2003 | right | passenger_car | VCP-27 | 2008-01-01 | false   |

      Examples: the Land Cruiser of 1990 to 1996
        | make   | model        | year | side  | body | number  | day        | decided |
        | Toyota | Land Cruiser | 1993 | left  | suv  | VSP-218 | 1997-09-16 | true    |
        | Toyota | Land Cruiser | 1993 | left  | suv  | VSP-218 | 1997-09-15 | false   |
        | Toyota | Land Cruiser | 1997 | left  | suv  | VSP-218 | 2005-01-01 | false   |
        | Toyota | Land Cruiser | 1989 | left  | suv  | VSP-218 | 2005-01-01 | false   |
        | Toyota | Land Cruiser | 1993 | right | suv  | VSP-218 | 2005-01-01 | false   |

  @nhtsa.eligibility.vsa_1 @nhtsa.eligibility.vsa_81
  @nhtsa.eligibility.vsa_82 @nhtsa.eligibility.vsa_83 @nhtsa.eligibility.built_to.2017
  @nhtsa.eligibility.built_to.2018 @E10 @E11 @cite:62_FR_26348 @cite:83_FR_415
  Rule: Canadian-certified vehicles are decided by class, weight and build date

    Background:
      Given the vehicle:
        | market       | CA            |
        | certified_to | canada_cmvss  |
        | body         | passenger_car |
        | designed_for | people        |
        | wheels       | 4             |
        | top_speed    | 90 mph        |
        | gvwr         | 1500 kg       |
        | drive_side   | left          |
        | fmvss.138    | true          |
        | fmvss.201    | true          |
        | fmvss.206    | true          |
        | fmvss.208    | true          |
        | fmvss.213    | true          |
        | fmvss.214    | true          |
        | fmvss.225    | true          |
        | fmvss.226    | true          |
        | fmvss.111    | true          |

    Scenario Outline: by the day it was built
      Given vehicle.manufactured is <built>
      And it enters on 2024-06-01
      Then conclusion eligibility.listed is <listed>

      Examples: cars
        | built      | listed  |
        | 2017-08-31 | unknown |
        | 2017-09-01 | true    |
        | 2018-04-30 | true    |
        | 2018-05-01 | true    |
        | 2022-08-31 | true    |
        | 2022-09-01 | unknown |

    Scenario Outline: its label claims the door, and what is not known of the decision is no plain no
      Given the vehicle:
        | manufactured     | <built>   |
        | title            | <title>   |
        | theft_marked     | true      |
        | epa_certified    | false     |
        | emissions_letter | true      |
      And entry.for_resale is true
      And importer.kind is registered_importer
      And entry.bond is true
      And it enters on 2024-06-01
      Then path nhtsa.box_3 is <box 3>
      And the outcome is <outcome>

      Examples:
        | built   | title   | box 3       | outcome      |
        | 2019-05 | clean   | open        | admissible   |
        | 2016-05 | clean   | needs_facts | undetermined |
        | 2023-05 | clean   | needs_facts | undetermined |
        | 2019-05 | salvage | closed      | not_yet      |

    Scenario: a registered importer engages no other one
      Given the vehicle:
        | manufactured     | 2019-05 |
        | title            | clean   |
        | theft_marked     | true    |
        | epa_certified    | false   |
        | emissions_letter | true    |
      And entry.for_resale is true
      And importer.kind is registered_importer
      And it enters on 2024-06-01
      Then path nhtsa.box_3 is needs_action because "still to do: post the bond"
      And the outcome is conditional
      And the answer says "if this is done first: post the bond, usually through a customs broker."

    Scenario Outline: what it had to meet from the start
      Given vehicle.manufactured is <built>
      And vehicle.fmvss.<standard> is false
      And it enters on 2024-06-01
      Then conclusion eligibility.built_to.<year> is <met>
      And conclusion eligibility.listed is <listed>

      Examples:
        | built   | standard | year | met   | listed |
        | 2017-10 | 138      | 2017 | false | false  |
        | 2017-10 | 201      | 2017 | false | false  |
        | 2017-10 | 206      | 2017 | false | false  |
        | 2017-10 | 208      | 2017 | false | false  |
        | 2017-10 | 213      | 2017 | false | false  |
        | 2017-10 | 214      | 2017 | false | false  |
        | 2017-10 | 225      | 2017 | false | false  |
        | 2017-10 | 226      | 2017 | false | false  |
        | 2017-10 | 111      | 2018 | false | true   |
        | 2019-10 | 111      | 2018 | false | false  |
        | 2019-10 | 226      | 2018 | false | false  |

    Scenario Outline: light trucks, heavy ones, motorcycles and trailers have numbers of their own
      Given the vehicle:
        | manufactured | <built>  |
        | body         | <body>   |
        | designed_for | cargo    |
        | wheels       | <wheels> |
        | gvwr         | <weight> |
      And it enters on 2024-06-01
      Then conclusion eligibility.listed is unknown

      Examples:
        | built   | body       | wheels | weight  |
        | 2019-10 | pickup     | 4      | 2000 kg |
        | 2023-10 | pickup     | 4      | 2000 kg |
        | 2019-10 | pickup     | 4      | 6000 kg |
        | 2019-10 | motorcycle | 2      | 300 kg  |
        | 2019-10 | trailer    | 2      | 600 kg  |

    Scenario Outline: numbers whose conditions were not seen stay open
      Given vehicle.manufactured is 2010-06
      And vehicle.eligibility_number is <number>
      And it enters on 2024-06-01
      Then conclusion eligibility.decided is unknown

      Examples:
        | number |
        | VSA-80 |
        | VSA-81 |

    Scenario Outline: the numbers of heavy trucks, and of trailers and motorcycles
      Given the vehicle:
        | manufactured       | 2010-06  |
        | body               | <body>   |
        | designed_for       | cargo    |
        | gvwr               | <weight> |
        | wheels             | <wheels> |
        | eligibility_number | <number> |
      And it enters on 2024-06-01
      Then conclusion eligibility.number_refuted is false
      And path nhtsa.box_3 is needs_facts

      Examples:
        | body       | weight  | wheels | number |
        | pickup     | 6000 kg | 4      | VSA-82 |
        | motorcycle | 300 kg  | 2      | VSA-83 |

    Scenario: with the wheel on the right no Canadian number fits
      Given vehicle.manufactured is 2019-10
      And vehicle.drive_side is right
      And vehicle.eligibility_number is VSA-80
      And it enters on 2024-06-01
      Then conclusion eligibility.decided is false

    Scenario Outline: the one number of before 1997 was rescinded
      Given vehicle.manufactured is 1993-05
      And vehicle.eligibility_number is VSA-1
      And it enters on <day>
      Then conclusion eligibility.decided is <decided>

      Examples:
        | day        | decided |
        | 1997-05-12 | true    |
        | 1997-05-13 | unknown |

    Scenario Outline: a kei truck that Canada let in by its age bears no Canadian label
      Given the vehicle:
        | market             | JP       |
        | kei                | true     |
        | registered_in      | CA       |
        | certified_to       | none     |
        | body               | pickup   |
        | drive_side         | right    |
        | manufactured       | 2005-06  |
        | eligibility_number | <number> |
      And it enters on 2026-11-21
      Then path nhtsa.box_3 is closed
      And path nhtsa.box_2b is closed
      And path nhtsa.box_1 opens on 2030-06-30

      Examples:
        | number |
        |        |
        | VSA-81 |

  @nhtsa.replica @cite:87_FR_13209
  Rule: A replica is declared by its low-volume manufacturer, and no private person can

    Scenario Outline: the day and the importer
      Given vehicle.manufactured is 2021-10
      And importer.kind is <importer>
      And it enters on <day>
      Then path nhtsa.replica is <outcome>

      Examples:
        | importer                | day        | outcome     |
        | low_volume_manufacturer | 2022-03-09 | needs_facts |
        | low_volume_manufacturer | 2022-03-08 | needs_facts |
        | individual              | 2022-03-09 | closed      |

  @nhtsa.fees @nhtsa.petition_fees @nhtsa.penalties @cite:79_FR_57002
  Rule: What it costs and what breaking the terms costs, by the law of the day

    Scenario Outline: the fees of a vehicle that comes in under box 3
      Given the vehicle:
        | make               | Nissan  |
        | model              | Skyline |
        | drive_side         | right   |
        | manufactured       | 1997-05 |
        | eligibility_number | VCP-32  |
        | title              | clean   |
        | theft_marked       | true    |
      And it enters on <day>
      Then path nhtsa.box_3 is needs_action
      And conclusion fee.<fee> is <due>
      And a restriction says "<words>"

      Examples:
        | day        | fee                       | due   | words      |
        | 2014-10-01 | vehicle_by_petition       | true  | $138       |
        | 2014-10-01 | vehicle_by_initiative     | true  | $125       |
        | 2014-10-01 | bond_processing           | true  | $9.34      |
        | 2014-10-01 | cash_deposit              | true  | $499       |
        | 2014-10-01 | conformity_review         | true  | $10        |
        | 2014-10-01 | conformity_review_by_card | true  | $6         |
        | 2014-09-30 | vehicle_by_petition       | false | within 120 |
        | 2014-09-30 | vehicle_by_initiative     | false | within 120 |
        | 2014-09-30 | bond_processing           | false | within 120 |
        | 2014-09-30 | cash_deposit              | false | within 120 |
        | 2014-09-30 | conformity_review         | false | within 120 |
        | 2014-09-30 | conformity_review_by_card | false | within 120 |

    Scenario Outline: the fees of a petition
      Given it enters on <day>
      Then conclusion fee.<fee> is <due>

      Examples:
        | day        | fee                         | due   |
        | 2014-10-01 | new_registered_importer     | true  |
        | 2014-10-01 | registered_importer_renewal | true  |
        | 2014-10-01 | petition_similar            | true  |
        | 2014-10-01 | petition_capable            | true  |
        | 2014-10-01 | inspection                  | true  |
        | 2014-09-30 | new_registered_importer     | false |
        | 2014-09-30 | registered_importer_renewal | false |
        | 2014-09-30 | petition_similar            | false |
        | 2014-09-30 | petition_capable            | false |
        | 2014-09-30 | inspection                  | false |

    Scenario Outline: the penalty of the day
      Given the vehicle:
        | manufactured | 1980-05 |
        | market       | JP      |
      And it enters on <day>
      Then path nhtsa.box_1 is open
      And conclusion penalty.<penalty> is <due>
      And a restriction says "<words>"

      Examples:
        | day        | penalty               | due   | words              |
        | 2023-04-19 | violation.before_2023 | true  | amount of that day |
        | 2023-04-20 | violation.before_2023 | false | $21,000            |
        | 2024-12-29 | violation.statute     | true  | $21,000            |
        | 2024-12-29 | violation.2025        | false | $21,000            |
        | 2024-12-30 | violation.2025        | true  | $27,874            |
        | 2024-12-30 | violation.statute     | false | $139,356,994       |
        | 2026-11-21 | false_declaration     | true  | 18 USC 1001        |
