@keiimport
Feature: The types of entry
  Anybody may enter a vehicle for consumption and pay the duty. The other entries are for those who
  say so, and the ones for a time never answer whether it may be driven here for good.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | chassis_code | DD51T   |
      | manufactured | 1998-05 |
    And it enters on 2026-11-21

  @cbp.consumption @cite:19_USC_1484
  Rule: Whoever says nothing else enters it for consumption
    Its condition holds always, so that it closes only by purpose or by another type of entry.

    Scenario: with nothing said
      Then the door "entry for consumption" is open
      And the chosen cbp path is the door "entry for consumption"
      And the outcome is admissible
      And a warning says "duty and fees are an estimate"

    Scenario Outline: by purpose
      Given entry.purpose is <purpose>
      Then the door "entry for consumption" is <consumption>

      Examples:
        | purpose         | consumption |
        | road_use        | open        |
        | off_road        | open        |
        | research        | open        |
        | racing          | open        |
        | show_or_display | open        |
        | repair          | open        |
        | parts           | open        |
        | visit           | open        |
        | export          | closed      |

    Scenario Outline: another type of entry said
      Given entry.type is <type>
      And entry.purpose is road_use
      Then the door "entry for consumption" is <consumption>
      And the outcome is <outcome>

      Examples:
        | type                 | consumption | outcome    |
        | consumption          | open        | admissible |
        | informal             | open        | admissible |
        | goods_returned       | open        | admissible |
        | tib                  | closed      | refused    |
        | warehouse            | closed      | refused    |
        | foreign_trade_zone   | closed      | refused    |
        | nonresident_personal | closed      | refused    |
        | export_transit       | closed      | refused    |

    Scenario Outline: an entry for a time says nothing of the purpose, which is then asked
      Given entry.type is <type>
      Then the outcome is undetermined
      And it asks for entry.purpose
      And the answer says "What is it imported for?"

      Examples:
        | type                 |
        | tib                  |
        | warehouse            |
        | foreign_trade_zone   |
        | nonresident_personal |
        | export_transit       |

    Scenario Outline: a purpose that nobody told closes no door of one that is for a time
      Young as it is, it may come in for research or for display, and may be kept for export.

      Given entry.type is <type>
      And it was built in 2010-05
      Then the outcome is undetermined
      And the earliest possible day is 2026-11-21
      And the answer says "What is it imported for?"

      Examples:
        | type                 |
        | tib                  |
        | warehouse            |
        | foreign_trade_zone   |
        | nonresident_personal |
        | export_transit       |

    Scenario: a no that Customs says names its own door
      Given entry.type is tib
      And entry.purpose is road_use
      Then the answer says "Temporary importation under bond does not fit: you are importing it for road use"
      And the proof of cbp.consumption says "only if you ask for it"

    Scenario Outline: how it comes decides on the filing before it is loaded
      The filing of 24 hours before began with the rule of 2009.

      Given entry.transport is <transport>
      And it enters on <day>
      Then <what> says "importer security filing"
      And a paper says "entry or immediate delivery, form CBP 3461"
      And a paper says "<carriage>"

      Examples:
        | transport | day        | what     | carriage               |
        | ocean     | 2026-11-21 | a paper  | bill of lading         |
        | ocean     | 2009-01-26 | a paper  | bill of lading         |
        | ocean     | 2009-01-25 | no paper | bill of lading         |
        | air       | 2026-11-21 | no paper | air waybill            |
        | land      | 2026-11-21 | no paper | carrier's manifest     |

    Scenario Outline: the bond and the papers by value
      Given entry.value is <value>
      And entry.transport is ocean
      Then <what> says "customs bond, for a formal entry"
      And a paper says "輸出予定届出証明書"
      And a paper says "with a translation into English"
      And a paper says "entry summary, form CBP 7501"

      Examples:
        | value    | what     |
        | 5000 USD | a paper  |
        | 2501 USD | a paper  |
        | 2500 USD | no paper |

  @cbp.informal @cbp.informal.limit.2025_suspended @cbp.informal.limit.2013
  @cbp.informal.limit.1998 @cbp.informal.additional_duties @cite:19_CFR_143.21(a)
  Rule: What is worth little may be entered informally
    The limit was $2,000 since 2 July 1998 and has been $2,500 since 7 January 2013.

    Scenario Outline: the limit of the day
      Given entry.type is informal
      And entry.value is <value>
      And it enters on <day>
      Then the door "informal entry of a low value" is <informal>
      And conclusion cbp.small_value is <small>

      Examples:
        | value    | day        | informal    | small   |
        | 2500 USD | 2026-11-21 | open        | true    |
        | 2501 USD | 2026-11-21 | closed      | false   |
        | 2500 USD | 2013-01-07 | open        | true    |
        | 2500 USD | 2013-01-06 | not_yet     | false   |
        | 2000 USD | 2013-01-06 | open        | true    |
        | 2001 USD | 2013-01-06 | not_yet     | false   |
        | 2000 USD | 1998-07-02 | open        | true    |
        | 2001 USD | 1998-07-02 | not_yet     | false   |
        | 1000 USD | 1998-07-01 | needs_facts | unknown |

    Scenario: Customs may ask for a formal entry all the same
      Given entry.type is informal
      And entry.value is 2000 USD
      Then the door "informal entry of a low value" is open
      And a warning says "Customs may ask for a formal entry of anything"

  @cbp.informal.limit.2018 @cbp.informal.limit.2025_march @cbp.informal.limit.2025_april
  @cbp.informal.limit.2025_suspended @cite:90_FR_17608
  Rule: What an additional duty named was informal up to $250 only
    Customs suspended that for every country on 30 April 2025.

    Scenario Outline: from <country>, worth <value>, on <day>
      Given entry.type is informal
      And vehicle.country_of_manufacture is <country>
      And entry.value is <value>
      And it enters on <day>
      Then conclusion cbp.small_value is <small>

      Examples:
        | country | value    | day        | small |
        | CN      | 2500 USD | 2018-07-05 | true  |
        | CN      | 2501 USD | 2018-07-05 | false |
        | CN      | 251 USD  | 2018-07-06 | false |
        | CN      | 250 USD  | 2018-07-06 | true  |
        | JP      | 2500 USD | 2018-07-06 | true  |
        | JP      | 2501 USD | 2018-07-06 | false |
        | CN      | 251 USD  | 2025-03-03 | false |
        | CA      | 2500 USD | 2025-03-03 | true  |
        | CA      | 251 USD  | 2025-03-04 | false |
        | MX      | 251 USD  | 2025-03-04 | false |
        | CN      | 251 USD  | 2025-03-04 | false |
        | MX      | 250 USD  | 2025-03-04 | true  |
        | JP      | 2500 USD | 2025-04-02 | true  |
        | JP      | 2501 USD | 2025-04-02 | false |
        | JP      | 251 USD  | 2025-04-03 | false |
        | JP      | 250 USD  | 2025-04-03 | true  |
        | JP      | 251 USD  | 2025-04-29 | false |
        | JP      | 2500 USD | 2025-04-30 | true  |
        | JP      | 2501 USD | 2025-04-30 | false |
        | CN      | 2500 USD | 2025-04-30 | true  |

    Scenario: In April 2025 it opens again a day later
      Given entry.type is informal
      And entry.value is 2000 USD
      And it enters on 2025-04-29
      Then the door "informal entry of a low value" is not_yet because "only up to $250"
      And the door "informal entry of a low value" opens on 2025-04-30
      And the door "entry for consumption" is open

    Scenario: Nobody says where it was built
      Given entry.type is informal
      And entry.value is 2000 USD
      And the vehicle:
        | make         |         |
        | model        | Nowhere |
        | chassis_code |         |
      And it enters on 2020-01-15
      Then conclusion cbp.small_value is unknown

  @cbp.goods_returned @cbp.returned.unchanged @cbp.returned.unchanged.2016
  @cbp.goods_returned.american @cbp.goods_returned.recent @cbp.goods_returned.repaired
  @cite:HTSUS_subheading_9801.00.10
  Rule: What comes back as it left is free, since 2016 within three years whatever its origin

    Scenario Outline: where it was made, and what was done to it
      Given entry.type is goods_returned
      And vehicle.country_of_manufacture is <country>
      And vehicle.improved_abroad is <improved>
      Then the door "entry of goods that come back as they left" is <path>

      Examples:
        | country | improved | path   |
        | US      | false    | open   |
        | US      | true     | closed |

    Scenario Outline: body work and new paint in Mexico, improved: <improved>
      Customs said in 1994 that cars sent there for it may pay on that work alone (HQ 557890).

      Given vehicle.improved_abroad is <improved>
      Then <what> says "the value of that work alone"

      Examples:
        | improved | what       |
        | true     | a warning  |
        | false    | no warning |

    Scenario Outline: of <country>, it left on <left> and enters on <day>
      Given entry.type is goods_returned
      And the vehicle:
        | country_of_manufacture | <country> |
        | exported               | <left>    |
        | improved_abroad        | false     |
        | manufactured           | 1998-05   |
      And it enters on <day>
      Then the door "entry of goods that come back as they left" is <path>

      Examples:
        | country | left       | day        | path        |
        | US      | 1999-05-01 | 2016-04-24 | open        |
        | US      | 1999-05-01 | 2016-04-25 | open        |
        | JP      | 2015-05-01 | 2016-04-24 | not_yet     |
        | JP      | 2015-05-01 | 2016-04-25 | open        |
        | JP      | 2023-11-22 | 2026-11-21 | open        |
        | JP      | 2023-11-21 | 2026-11-21 | closed      |
        | JP      | 2024-02-29 | 2027-02-27 | open        |
        | JP      | 2024-02-29 | 2027-02-28 | closed      |
        | JP      |            | 2026-11-21 | needs_facts |

    @cite:HQ_H314176
    Scenario Outline: nobody claims it, and the facts fit: of <country>, left on <left>
      Given the vehicle:
        | country_of_manufacture | <country> |
        | exported               | <left>    |
      And it enters on <day>
      Then <what> says "<words>"

      Examples:
        | country | left       | day        | what       | words                                |
        | US      |            | 2026-11-21 | a warning  | as made in the United States, if it  |
        | JP      |            | 2026-11-21 | no warning | as made in the United States, if it  |
        | JP      | 2025-06-01 | 2026-11-21 | a warning  | less than three years ago            |
        | JP      | 2015-06-01 | 2026-11-21 | no warning | less than three years ago            |
        | JP      | 2015-06-01 | 2016-04-24 | no warning | less than three years ago            |

  @cbp.taken_abroad @cbp.taken_abroad.perhaps @cite:HTSUS_subheading_9804.00.45
  Rule: A resident's own car that was taken abroad comes back free, whatever its origin

    Scenario Outline: brought back by <kind>, for resale: <sale>
      Given vehicle.taken_abroad is true
      And the importer:
        | kind        | <kind>     |
        | us_resident | <resident> |
      And entry.personal_use is <own>
      And entry.for_resale is <sale>
      Then the door "entry of a resident's own vehicle that was taken abroad" is <path>

      Examples:
        | kind               | resident | own   | sale  | path        |
        | returning_resident |          | true  | false | open        |
        | individual         | true     | true  | false | open        |
        | individual         | false    | true  | false | closed      |
        | individual         |          | true  | false | needs_facts |
        | returning_resident |          | false | false | closed      |
        | returning_resident |          | true  | true  | closed      |

    Scenario: it is chosen before the entry with duty
      Given vehicle.taken_abroad is true
      And importer.kind is returning_resident
      And entry.personal_use is true
      And entry.for_resale is false
      Then the chosen cbp path is the door "entry of a resident's own vehicle that was taken abroad"
      And a paper says "registration card"

    Scenario Outline: nobody says it of a car that was registered in <country>
      Given importer.kind is <kind>
      And the vehicle:
        | registered_in | <country> |
        | taken_abroad  | <taken>   |
      Then <what> says "if the importer owned it in the United States"

      Examples:
        | kind               | country | taken | what       |
        | returning_resident | US      |       | a warning  |
        | returning_resident | JP      |       | no warning |
        | returning_resident | US      | false | no warning |
        | individual         | US      |       | no warning |

  @cbp.taken_abroad.by_owner @cbp.government_orders.belongings @cbp.informal
  Rule: The entry that is free, or small, is the one to use

    Scenario Outline: <kind>, taken abroad: <taken>, entered as <type>, worth <value>
      Given a case:
        """
        {"vehicle": {"make": "Ford", "model": "Mustang", "manufactured": "1995-05",
                     "registered_in": "DE", "displacement": "4900 cc"},
         "entry": {"date": "2026-12-01", "transport": "ocean"}}
        """
      And importer.kind is <kind>
      And the vehicle:
        | taken_abroad | <taken> |
      And the entry:
        | type  | <type>  |
        | value | <value> |
      Then the chosen cbp path is cbp.<path>

      Examples:
        | kind               | taken | type     | value  | path              |
        | returning_resident | true  |          | $5,000 | taken_abroad      |
        | returning_resident | false |          | $5,000 | consumption       |
        | government_orders  |       |          | $5,000 | government_orders |
        | individual         |       | informal | $1,500 | informal          |
        | individual         |       | informal | $3,000 | consumption       |
        | individual         |       |          | $1,500 | consumption       |

  @cbp.entry_to_stay
  Rule: What is to stay is entered for consumption

    Scenario Outline: as <type>, for <purpose>
      Given a case:
        """
        {"vehicle": {"make": "Suzuki", "model": "Carry", "market": "JP", "manufactured": "1998-05"},
         "entry": {"date": "2026-12-01"}}
        """
      And entry.type is <type>
      And entry.purpose is <purpose>
      Then <what> says "set `entry.type: consumption`"

      Examples:
        | type        | purpose  | what       |
        | tib         | road_use | a warning  |
        | warehouse   | road_use | a warning  |
        | foreign_trade_zone | road_use | a warning  |
        | warehouse   | export   | no warning |
        | consumption | road_use | no warning |

  @cbp.who_moves_here @cite:HTSUS_subheading_9804.00.35
  Rule: Who moves here may have the vehicle free of duty, or not

    Scenario Outline: by who arrives, as <type>, for <purpose>
      Given a case:
        """
        {"vehicle": {"make": "Suzuki", "model": "Carry", "market": "JP", "manufactured": "1998-05"},
         "entry": {"date": "2026-12-01"}}
        """
      And entry.type is <type>
      And entry.purpose is <purpose>
      Then <what> says "refused the van of an immigrant"

      Examples:
        | type                 | purpose  | what       |
        | nonresident_personal | road_use | a warning  |
        | nonresident_personal | visit    | no warning |
        | consumption          | road_use | no warning |

  @cbp.rented_abroad @cite:HTSUS_subheading_9804.00.60
  Rule: A resident may drive a car rented abroad for 30 days, free of duty

    Scenario Outline: on a visit, by residence: <resident>
      Given entry.purpose is visit
      And importer.us_resident is <resident>
      Then <what> says "rented abroad"

      Examples:
        | resident | what       |
        | true     | a warning  |
        | false    | no warning |

  @cbp.from_puerto_rico @cbp.from_a_territory
  Rule: What comes from Puerto Rico is not imported, what comes from Guam is

    Scenario Outline: registered in <place>
      Given a case:
        """
        {"vehicle": {"make": "Suzuki", "model": "Carry", "market": "JP", "manufactured": "1998-05"},
         "entry": {"date": "2026-12-01"}}
        """
      And vehicle.registered_in is <place>
      Then <inside> says "inside the customs territory"
      And <outside> says "entered as from abroad"

      Examples:
        | place | inside     | outside    |
        | PR    | a warning  | no warning |
        | GU    | no warning | a warning  |
        | JP    | no warning | no warning |

  @cbp.government_orders @cite:HTSUS_subheading_9805.00.50 @cite:HQ_220113
  Rule: Soldiers and federal staff on orders bring their car free of duty

    Scenario Outline: for own use: <own>, for resale: <sale>
      Given importer.kind is <kind>
      And entry.personal_use is <own>
      And entry.for_resale is <sale>
      Then the door "entry of the belongings of someone returning on government orders" is <path>

      Examples:
        | kind              | own   | sale  | path   |
        | government_orders | true  | false | open   |
        | government_orders | false | false | closed |
        | government_orders | true  | true  | closed |
        | individual        | true  | false | closed |

    Scenario: what to bring, and what it does not do
      Given importer.kind is government_orders
      And entry.personal_use is true
      And entry.for_resale is false
      Then the chosen cbp path is the door "entry of the belongings of someone returning on government orders"
      And a paper says "at least 140 days"
      And a restriction says "a leased one does not count"
      And a restriction says "not what NHTSA and EPA require"

  @cbp.returning_resident @cbp.returning_resident.accompanying
  Rule: A returning resident has a small exemption

    Scenario: for the traveller's own use
      Given importer.kind is returning_resident
      Then the door "entry of a returning resident's vehicle with the personal exemption" is open
      And the chosen cbp path is the door "entry for consumption"
      And a warning says "does not count the traveller's exemption"

    Scenario: not for resale
      Given importer.kind is returning_resident
      And entry.for_resale is true
      Then the door "entry of a returning resident's vehicle with the personal exemption" is closed because "not for a vehicle that is to be sold"

  @cbp.nonresident
  Rule: A nonresident may drive an own vehicle for a time, free of duty

    Scenario Outline: who
      Given entry.purpose is visit
      And vehicle.registered_in is JP
      And importer.us_resident is <resident>
      And entry.for_resale is <resale>
      Then the door "entry of a nonresident's own vehicle for a while" is <path>

      Examples:
        | resident | resale | path   |
        | false    | false  | open   |
        | true     | false  | closed |
        | false    | true   | closed |

    Scenario: it never makes road use a yes
      Given importer.us_resident is false
      Then the door "entry of a nonresident's own vehicle for a while" is closed because "you are importing it for road use"

    Scenario: a visit of who lives here is no visit of a nonresident
      Given entry.purpose is visit
      And importer.us_resident is true
      And it was built in 1995-05
      Then the outcome is admissible
      And the chosen cbp path is the door "entry for consumption"

    Scenario Outline: who sells it here enters it as anybody does, and owes the duty
      Given entry.purpose is visit
      And importer.us_resident is false
      And entry.for_resale is <resale>
      And it was built in 1995-05
      Then the outcome is admissible
      And the chosen cbp path is the door "<door>"

      Examples:
        | resale | door                                             |
        | true   | entry for consumption                            |
        | false  | entry of a nonresident's own vehicle for a while |

  @cbp.foreign_official
  Rule: Foreign officials and forces bring their own vehicles

    Scenario Outline: own use, and shown to be on assignment
      Given the importer:
        | kind                       | <who>    |
        | state_department_clearance | <shown>  |
        | assignment_orders          | <shown>  |
      And entry.purpose is visit
      And entry.personal_use is <own>
      Then the door "entry of a vehicle of foreign officials or forces" is <path>

      Examples:
        | who              | shown | own   | path         |
        | diplomat         | true  | true  | open         |
        | diplomat         |       | true  | needs_action |
        | foreign_military | true  | true  | open         |
        | foreign_military |       | true  | needs_action |
        | diplomat         | true  | false | closed       |
        | individual       | true  | true  | closed       |

    @cbp.tariff.foreign_official
    Scenario Outline: theirs is free of duty, so they do not enter it for consumption
      Given importer.kind is <who>
      And entry.purpose is road_use
      And entry.personal_use is <own>
      Then the chosen cbp path is the door "<door>"
      And the duty is <duty>

      Examples:
        | who              | own   | door                                              | duty |
        | diplomat         | true  | entry of a vehicle of foreign officials or forces | 0 %  |
        | foreign_military | true  | entry of a vehicle of foreign officials or forces | 0 %  |
        | individual       | true  | entry for consumption                             | 25 % |
        | diplomat         | false | entry for consumption                             | 25 % |

    Scenario Outline: what it does not let in they enter for consumption like everybody else
      Given importer.kind is diplomat
      And entry.purpose is <purpose>
      And entry.personal_use is true
      Then the chosen cbp path is the door "entry for consumption"

      Examples:
        | purpose  |
        | off_road |
        | racing   |
        | parts    |

    Scenario Outline: whoever asks for it shows another paper
      Given importer.kind is <who>
      Then a paper says "<paper>"

      Examples:
        | who              | paper                                  |
        | diplomat         | form DS-1504                           |
        | foreign_military | on duty in the United States           |

    Scenario: a time-limited entry is no answer for the road
      Given importer.us_resident is false
      And entry.purpose is road_use
      And entry.type is nonresident_personal
      Then the outcome is refused

  @cbp.outside @cbp.outside.territories @cbp.outside.guam @cbp.outside.samoa
  @cbp.outside.marianas @cbp.outside.virgin_islands @nhtsa.territories @epa.territories
  @cite:19_CFR_7.2 @cite:HTSUS_general_note_2 @cite:49_USC_30102(a)(10) @cite:42_USC_7602(d)
  Rule: What stays in a territory outside the customs territory pays no US duty
    The safety and emission laws hold there all the same: both count it among the States.

    Scenario Outline: where it is kept
      Given entry.state is <state>
      And entry.value is 3000 USD
      Then the door "entry with the territory's customs office, without US duty" is <outside>
      And the door "entry for consumption" is <consumption>
      And the duty is <duty>

      Examples:
        | state | outside | consumption | duty     |
        | GU    | open    | closed      | 0 % to more |
        | AS    | open    | closed      | 0 % to more |
        | MP    | open    | closed      | 0 % to more |
        | VI    | open    | closed      | 0 % to more |
        | PR    | closed  | open        | 25 %     |
        | HI    | closed  | open        | 25 %     |

    Scenario Outline: what is said of each
      Given entry.state is <state>
      Then a warning says "<words>"
      And a warning says "NHTSA's law counts this territory as a State"
      And a warning says "the Clean Air Act counts this territory as a State"

      Examples:
        | state | words                                       |
        | GU    | no duty but a use tax                       |
        | AS    | an excise tax of its own                    |
        | MP    | customs and taxes of their own              |
        | VI    | a duty of their own on what was made        |

    Scenario: too young is too young there as well
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | manufactured | 2010-05 |
      And entry.state is GU
      Then the outcome is not_yet

  @cbp.tib
  Rule: A bond lets it in for a time and a purpose, free of duty

    Scenario Outline: bond and purpose
      Given entry.type is tib
      And entry.purpose is <purpose>
      And entry.for_resale is false
      And entry.bond is <bond>
      And importer.us_resident is <resident>
      Then the door "temporary importation under bond" is <path>

      Examples:
        | purpose         | bond  | resident | path         |
        | research        | true  | true     | open         |
        | repair          | true  | true     | open         |
        | show_or_display | true  | true     | open         |
        | racing          | true  | false    | open         |
        | racing          | true  | true     | closed       |
        | research        | false | true     | needs_action |
        | road_use        | true  | true     | closed       |

    Scenario: nobody brings in for a time what is to be sold
      Given entry.type is tib
      And entry.purpose is repair
      And entry.for_resale is true
      And entry.bond is true
      Then the door "temporary importation under bond" is closed because "a vehicle that is to be sold"

  @cbp.warehouse
  Rule: A bonded warehouse only keeps it

    Scenario Outline: bond
      Given entry.type is warehouse
      And entry.purpose is export
      And entry.bond is <bond>
      Then the door "entry into a bonded warehouse" is <path>

      Examples:
        | bond  | path         |
        | true  | open         |
        | false | needs_action |

  @cbp.foreign_trade_zone @cbp.zone.declarations @cite:19_USC_81c
  Rule: A foreign-trade zone keeps it outside the customs territory
    What leaves the zone to stay is entered for consumption then (entry type 06).

    Scenario Outline: in a zone, without a bond of the importer, for <purpose>
      Given entry.type is foreign_trade_zone
      And entry.purpose is <purpose>
      And entry.bond is false
      Then the door "admission to a foreign-trade zone" is <path>

      Examples:
        | purpose             | path   |
        | export              | open   |
        | further_manufacture | open   |
        | repair              | open   |
        | road_use            | closed |

    Scenario: it is declared when it leaves the zone
      Given entry.type is foreign_trade_zone
      And entry.purpose is export
      Then a warning says "offered for the customs territory"
      And a paper says "form CBP 214"
      And a paper says "type 06"
      And the duty is 0 %

  @cbp.export_transit
  Rule: What is only to leave again travels under bond
    Its condition holds always, so that it closes only by purpose.

    Scenario Outline: for export and for the road
      Given entry.purpose is <purpose>
      Then the door "transit under bond for export" is <path>

      Examples:
        | purpose  | path   |
        | export   | open   |
        | road_use | closed |

    Scenario Outline: who wants it in a warehouse does not want transit: <type>
      Given entry.purpose is export
      And entry.bond is true
      And entry.type is <type>
      Then the door "transit under bond for export" is <transit>
      And the chosen cbp path is <chosen>

      Examples:
        | type               | transit | chosen                 |
        | export_transit     | open    | cbp.export_transit     |
        | warehouse          | closed  | cbp.warehouse          |
        | foreign_trade_zone | closed  | cbp.foreign_trade_zone |
        | consumption        | open    | cbp.export_transit     |

    @cbp.tariff.transit
    Scenario Outline: for export it pays no duty, unless it is entered for consumption after all
      Given the entry:
        | purpose | export  |
        | type    | <type>  |
        | value   | $10,000 |
      Then the duty amount is <paid>

      Examples:
        | type           | paid      |
        |                | $0.00     |
        | export_transit | $0.00     |
        | consumption    | $2,500.00 |

  @cbp.tib
  Rule: Who enters under a temporary bond declares that it is not to be sold

    Scenario Outline: for show, to be sold: <sold>
      Given the entry:
        | type       | tib             |
        | purpose    | show_or_display |
        | bond       | true            |
        | for_resale | <sold>          |
      Then the door "temporary importation under bond" is <path>

      Examples:
        | sold | path   |
        |      | open   |
        | true | closed |
