@keiimport
Feature: Vehicles that NHTSA has decided to be eligible
  Box 3 stands on a decision of NHTSA about a model. A decision is claimed by its number or by a row
  of the list that fits; the list here is show or display is incomplete.

  @nhtsa.eligibility @nhtsa.eligibility_number @nhtsa.eligibility_marks @nhtsa.eligibility.refuted
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

    Scenario: a number of the list for another build date is a no
      Given vehicle.manufactured is 1998-09
      And vehicle.eligibility_number is VCP-32
      Then conclusion eligibility.number_refuted is true
      And HS-7 box 3 is closed because "took its decision back"

    Scenario: the wrong number for a vehicle that another decision covers
      Given the vehicle:
        | eligibility_number | VCP-17 |
        | title              | clean  |
        | theft_marked       | true   |
      Then conclusion eligibility.listed is true
      And HS-7 box 3 is needs_action
      And a warning says "another decision on the list does"

    Scenario: the model alone never refutes a number
      Given vehicle.model is "Skyline 25GT"
      And vehicle.eligibility_number is VCP-32
      Then conclusion eligibility.number_refuted is false
      And conclusion eligibility.decided is unknown

  @nhtsa.eligibility.decided @cite:49_CFR_593.9
  Rule: A number that nothing here refutes is looked up on NHTSA's list, and is no plain no

    Scenario Outline: what NHTSA's list says of it
      Given the vehicle:
        | make                  | Toyota        |
        | model                 | Celica        |
        | manufactured          | 2003-05       |
        | body                  | passenger_car |
        | kei                   | false         |
        | displacement          | 1800          |
        | drive_side            | left          |
        | certified_to          | none          |
        | title                 | clean         |
        | theft_marked          | true          |
        | eligibility_number    | VSP-999       |
        | eligibility_confirmed | <on list>     |
      And it enters on 2025-05-01
      Then conclusion eligibility.number_refuted is false
      And conclusion eligibility.decided is <decided>
      And HS-7 box 3 is <box 3>
      And the outcome is <outcome>

      Examples:
        | on list | decided | box 3        | outcome      |
        |         | unknown | needs_facts  | undetermined |
        | true    | true    | needs_action | conditional  |
        | false   | false   | closed       | not_yet      |

    Scenario: without a number the list here is show or display is incomplete, and the door counts as closed
      Given the vehicle:
        | make         | Toyota  |
        | model        | Celica  |
        | manufactured | 2003-05 |
        | displacement | 1800    |
        | drive_side   | left    |
        | certified_to | none    |
      And it enters on 2025-05-01
      Then conclusion eligibility.decided is unknown
      And HS-7 box 3 is closed
      And the outcome is not_yet

    Scenario Outline: the names it goes by, and another maker's car of the same name
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | <built> |
        | drive_side   | right   |
        | certified_to | none    |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples:
        | make   | model        | built   | day        | listed |
        | Nissan | Skyline GTS  | 1997-05 | 2006-03-01 | true   |
        | Nissan | Skyline      | 1997-05 | 2006-03-01 | true   |
        | Subaru | Skyline GT-R | 1997-05 | 2006-03-01 | false  |
        | Subaru | Skyline GT-R | 1999-05 | 2006-02-28 | false  |

    Scenario Outline: the number of a decision that was taken back
      Given the vehicle:
        | make               | Nissan       |
        | model              | Skyline GT-R |
        | manufactured       | 1999-05      |
        | drive_side         | right        |
        | eligibility_number | VCP-17       |
      And it enters on <day>
      Then conclusion eligibility.number_fits is <fits>

      Examples:
        | day        | fits  |
        | 2006-02-28 | true  |
        | 2006-03-01 | false |

  @nhtsa.eligibility.kei @cite:49_CFR_593.9
  Rule: No decision is on kei vehicles, whatever number is told

    Scenario Outline: a kei vehicle stays out by this door
      Given the vehicle:
        | make               | Suzuki   |
        | manufactured       | 2003-05  |
        | kei                | <kei>    |
        | displacement       | <cc>     |
        | drive_side         | right    |
        | certified_to       | none     |
        | eligibility_number | <number> |
      And it enters on 2016-05-01
      Then conclusion eligibility.never_decided is <never>
      And conclusion eligibility.decided is <decided>

      Examples:
        | kei   | cc   | number  | never | decided |
        | true  | 658  |         | true  | false   |
        | true  | 658  | VSP-999 | true  | false   |
        | false | 1298 |         | false | unknown |
        | false | 1298 | VSP-999 | false | unknown |

  @nhtsa.eligibility.vcp_32 @nhtsa.eligibility.skyline_rescinded @nhtsa.eligibility.skyline_2000
  @cite:71_FR_10591 @E1 @E2
  Rule: Of the Skyline only the R33 of 1996 to 1998 is eligible; for the rest NHTSA took it back

    Scenario Outline: by the day it was built and the day it comes in
      Given the vehicle:
        | make         | Nissan       |
        | model        | Skyline GT-R |
        | manufactured | <built>      |
        | kei          | false        |
        | displacement | 2568         |
        | length       | 4600 mm      |
        | drive_side   | right        |
        | certified_to | none         |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>
      And conclusion eligibility.refused is <refused>
      And conclusion eligibility.never_decided is <never>
      And conclusion eligibility.decided is <decided>

      Examples:
        | built      | day        | listed | refused | never | decided |
        | 1989-12-31 | 2006-02-28 | false  | false   | false | unknown |
        | 1990-01-01 | 2006-02-28 | true   | false   | false | true    |
        | 1999-12-31 | 2006-02-28 | true   | false   | false | true    |
        | 1990-01-01 | 2000-01-18 | false  | false   | false | unknown |
        | 1990-01-01 | 2006-03-01 | false  | true    | false | false   |
        | 1989-12-31 | 2006-03-01 | false  | false   | false | unknown |
        | 1995-12-31 | 2006-03-01 | false  | true    | false | false   |
        | 1996-01-01 | 2006-03-01 | true   | true    | false | true    |
        | 1998-06-30 | 2006-03-01 | true   | true    | false | true    |
        | 1998-07-01 | 2006-03-01 | false  | true    | false | false   |
        | 1999-12-31 | 2006-03-01 | false  | true    | false | false   |
        | 2000-01-01 | 2016-05-01 | false  | false   | true  | false   |
        | 2002-12-31 | 2016-05-01 | false  | false   | true  | false   |
        | 2003-01-01 | 2016-05-01 | false  | false   | false | unknown |

  @nhtsa.eligibility.vcp_27 @nhtsa.eligibility.vsp_107 @nhtsa.eligibility.vsp_218
  @nhtsa.eligibility_marks @E3 @E5 @cite:71_FR_41509
  Rule: Decisions whose numbers are known

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

      Examples: the Dino of 1973
        | make    | model        | year | side  | body          | number  | day        | decided |
        | Ferrari | Dino 246 GTS | 1973 | left  | passenger_car | VSP-107 | 1995-03-17 | true    |
        | Ferrari | Dino 246 GTS | 1973 | left  | passenger_car | VSP-107 | 1995-03-16 | false   |
        | Ferrari | Dino 246 GTS | 1972 | left  | passenger_car | VSP-107 | 1996-01-01 | false   |
        | Ferrari | Dino 246 GTS | 1974 | left  | passenger_car | VSP-107 | 1996-01-01 | false   |
        | Ferrari | Dino 246 GTS | 1973 | right | passenger_car | VSP-107 | 1996-01-01 | false   |

      Examples: the Land Cruiser of 1990 to 1996
        | make   | model        | year | side  | body | number  | day        | decided |
        | Toyota | Land Cruiser | 1993 | left  | suv  | VSP-218 | 1997-09-16 | true    |
        | Toyota | Land Cruiser | 1993 | left  | suv  | VSP-218 | 1997-09-15 | false   |
        | Toyota | Land Cruiser | 1997 | left  | suv  | VSP-218 | 2005-01-01 | false   |
        | Toyota | Land Cruiser | 1989 | left  | suv  | VSP-218 | 2005-01-01 | false   |
        | Toyota | Land Cruiser | 1993 | right | suv  | VSP-218 | 2005-01-01 | false   |

  @nhtsa.eligibility @cite:49_CFR_593.9
  Rule: Each decision names a make, a model, model years and mostly the driver's side

    Scenario Outline: what was decided eligible
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | model_year   | <year>  |
        | manufactured | <built> |
        | drive_side   | <side>  |
        | body         | suv     |
        | designed_for | people  |
        | wheels       | 4       |
        | top_speed    | 90 mph  |
        | certified_to | none    |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples:
        | make            | model           | year | built      | side  | day        | listed  |
        | Toyota          | RAV4            | 2005 |            | left  | 2006-04-17 | true    |
        | Toyota          | RAV4            | 2005 |            | left  | 2006-04-16 | false   |
        | Toyota          | RAV4            | 2004 |            | left  | 2026-05-01 | false   |
        | Toyota          | RAV4            | 2006 |            | left  | 2026-05-01 | false   |
        | Toyota          | RAV4            | 2005 |            | right | 2026-05-01 | false   |
        | Mitsubishi      | Pajero          | 1984 | 1984-06    | left  | 1996-09-05 | true    |
        | Mitsubishi      | Pajero          | 1984 | 1984-06    | left  | 1996-09-04 | false   |
        | Mitsubishi      | Pajero          | 1983 | 1984-06    | left  | 2026-05-01 | false   |
        | Mitsubishi      | Pajero          | 1985 | 1984-06    | left  | 2026-05-01 | false   |
        | Mitsubishi      | Pajero          | 1984 | 1984-06    | right | 2026-05-01 | false   |
        | Nissan          | Maxima          | 1989 |            | left  | 1995-12-08 | true    |
        | Nissan          | Maxima          | 1989 |            | left  | 1995-12-07 | false   |
        | Nissan          | Maxima          | 1988 |            | left  | 2026-05-01 | false   |
        | Nissan          | Maxima          | 1990 |            | left  | 2026-05-01 | false   |
        | Nissan          | Maxima          | 1989 |            | right | 2026-05-01 | false   |
        | Mercedes-Benz   | SLK             | 2014 |            | left  | 2016-03-30 | true    |
        | Mercedes-Benz   | SLK             | 2014 |            | left  | 2016-03-29 | false   |
        | Mercedes-Benz   | SLK             | 2013 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | SLK             | 2015 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | SLK             | 2014 |            | right | 2026-05-01 | false   |
        | Mercedes-Benz   | S280            | 1994 |            | left  | 1994-10-12 | true    |
        | Mercedes-Benz   | S280            | 1994 |            | left  | 1994-10-11 | false   |
        | Mercedes-Benz   | S280            | 1993 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | S280            | 1995 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | S280            | 1994 |            | right | 2026-05-01 | false   |
        | Mercedes-Benz   | 300CE           | 1992 |            | left  | 1995-09-12 | true    |
        | Mercedes-Benz   | 300CE           | 1992 |            | left  | 1995-09-11 | false   |
        | Mercedes-Benz   | 300CE           | 1991 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | 300CE           | 1993 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | 300CE           | 1992 |            | right | 2026-05-01 | false   |
        | Mercedes-Benz   | G320 LWB        | 1995 |            | left  | 1995-01-04 | true    |
        | Mercedes-Benz   | G320 LWB        | 1995 |            | left  | 1995-01-03 | false   |
        | Mercedes-Benz   | G320 LWB        | 1994 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | G320 LWB        | 1996 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | G320 LWB        | 1995 |            | right | 2026-05-01 | false   |
        | Mercedes-Benz   | Gelaendewagen   | 1999 |            | left  | 2001-06-30 | true    |
        | Mercedes-Benz   | Gelaendewagen   | 2000 |            | left  | 2026-05-01 | true    |
        | Mercedes-Benz   | Gelaendewagen   | 1999 |            | left  | 2001-06-29 | false   |
        | Mercedes-Benz   | Gelaendewagen   | 1998 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | Gelaendewagen   | 2001 |            | left  | 2026-05-01 | false   |
        | Mercedes-Benz   | Gelaendewagen   | 1999 |            | right | 2026-05-01 | false   |
        | BMW             | 7 Series        | 1992 |            | left  | 1998-01-12 | true    |
        | BMW             | 7 Series        | 1992 |            | left  | 1998-01-11 | false   |
        | BMW             | 7 Series        | 1991 |            | left  | 2026-05-01 | false   |
        | BMW             | 7 Series        | 1993 |            | left  | 2026-05-01 | false   |
        | BMW             | 7 Series        | 1992 |            | right | 2026-05-01 | false   |
        | Tatra           | 7 Series        | 1992 |            | left  | 2026-05-01 | false   |
        | BMW             | Isetta          | 1992 |            | left  | 2026-05-01 | false   |
        | BMW             | M3              | 2006 |            | left  | 2015-07-13 | true    |
        | BMW             | M3              | 2010 |            | left  | 2026-05-01 | true    |
        | BMW             | M3              | 2006 |            | left  | 2015-07-12 | false   |
        | BMW             | M3              | 2005 |            | left  | 2026-05-01 | false   |
        | BMW             | M3              | 2011 |            | left  | 2026-05-01 | false   |
        | BMW             | M3              | 2006 |            | right | 2026-05-01 | false   |
        | Audi            | A4              | 2000 | 1999-09-01 | left  | 2006-03-08 | true    |
        | Audi            | A4              | 2001 | 2001-08-31 | left  | 2026-05-01 | true    |
        | Audi            | A4              | 2000 | 1999-09-01 | left  | 2006-03-07 | false   |
        | Audi            | A4              | 1999 |            | left  | 2026-05-01 | false   |
        | Audi            | A4              | 2002 |            | left  | 2026-05-01 | false   |
        | Audi            | A4              | 2000 | 1999-09-01 | right | 2026-05-01 | false   |
        | Audi            | A4              | 1999 | 1999-09-01 | left  | 2026-05-01 | false   |
        | Audi            | A4              | 2002 | 2001-08-31 | left  | 2026-05-01 | false   |
        | Audi            | A4              | 2000 | 1999-08-31 | left  | 2026-05-01 | false   |
        | Audi            | A4              | 2000 | 2001-09-01 | left  | 2026-05-01 | false   |
        | Audi            | A8              | 2000 |            | left  | 2004-01-06 | true    |
        | Audi            | A8              | 2000 |            | left  | 2004-01-05 | false   |
        | Audi            | A8              | 1999 |            | left  | 2026-05-01 | false   |
        | Audi            | A8              | 2001 |            | left  | 2026-05-01 | false   |
        | Audi            | A8              | 2000 |            | right | 2026-05-01 | false   |
        | Audi            | RS6             | 2003 |            | left  | 2004-07-09 | true    |
        | Audi            | RS6             | 2003 |            | left  | 2004-07-08 | false   |
        | Audi            | RS6             | 2002 |            | left  | 2026-05-01 | false   |
        | Audi            | RS6             | 2004 |            | left  | 2026-05-01 | false   |
        | Audi            | RS6             | 2003 |            | right | 2026-05-01 | false   |
        | Audi            | Avant Quattro   | 1996 |            | left  | 1998-03-18 | true    |
        | Audi            | Avant Quattro   | 1996 |            | left  | 1998-03-17 | false   |
        | Audi            | Avant Quattro   | 1995 |            | left  | 2026-05-01 | false   |
        | Audi            | Avant Quattro   | 1997 |            | left  | 2026-05-01 | false   |
        | Audi            | Avant Quattro   | 1996 |            | right | 2026-05-01 | false   |
        | Audi            | 100             | 1989 |            | left  | 1994-12-28 | true    |
        | Audi            | 100             | 1989 |            | left  | 1994-12-27 | false   |
        | Audi            | 100             | 1988 |            | left  | 2026-05-01 | false   |
        | Audi            | 100             | 1990 |            | left  | 2026-05-01 | false   |
        | Audi            | 100             | 1989 |            | right | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1987 |            | left  | 1996-06-25 | true    |
        | Volkswagen      | Golf            | 1987 |            | left  | 1996-06-24 | false   |
        | Volkswagen      | Golf            | 1986 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1988 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1987 |            | right | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1993 |            | left  | 1995-01-12 | true    |
        | Volkswagen      | Golf            | 1993 |            | left  | 1995-01-11 | false   |
        | Volkswagen      | Golf            | 1992 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1994 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Golf            | 1993 |            | right | 2026-05-01 | false   |
        | Volkswagen      | Jetta           | 1994 |            | left  | 1998-11-25 | true    |
        | Volkswagen      | Jetta           | 1996 |            | left  | 2026-05-01 | true    |
        | Volkswagen      | Jetta           | 1994 |            | left  | 1998-11-24 | false   |
        | Volkswagen      | Jetta           | 1993 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Jetta           | 1997 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Jetta           | 1994 |            | right | 2026-05-01 | false   |
        | Volkswagen      | Passat          | 1992 |            | left  | 1996-07-12 | true    |
        | Volkswagen      | Passat          | 1992 |            | left  | 1996-07-11 | false   |
        | Volkswagen      | Passat          | 1991 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Passat          | 1993 |            | left  | 2026-05-01 | false   |
        | Volkswagen      | Passat          | 1992 |            | right | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2003 |            | left  | 2006-06-02 | true    |
        | Ferrari         | 360 Spider      | 2003 |            | left  | 2006-06-01 | false   |
        | Ferrari         | 360 Spider      | 2004 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2003 |            | right | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2002 | 2002-09-01 | left  | 2006-06-02 | unknown |
        | Ferrari         | 360 Spider      | 2002 | 2002-09-01 | left  | 2006-06-01 | false   |
        | Ferrari         | 360 Spider      | 2001 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2002 | 2002-09-01 | right | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2002 | 2002-08-31 | left  | 2026-05-01 | false   |
        | Ferrari         | 360 Spider      | 2002 | 2003-01-01 | left  | 2026-05-01 | false   |
        | Ferrari         | F12             | 2013 |            | left  | 2018-03-23 | true    |
        | Ferrari         | F12             | 2014 |            | left  | 2026-05-01 | true    |
        | Ferrari         | F12             | 2013 |            | left  | 2018-03-22 | false   |
        | Ferrari         | F12             | 2012 |            | left  | 2026-05-01 | false   |
        | Ferrari         | F12             | 2015 |            | left  | 2026-05-01 | false   |
        | Ferrari         | F12             | 2013 |            | right | 2026-05-01 | false   |
        | Ferrari         | F50             | 1996 | 1997-08-31 | left  | 2017-03-21 | true    |
        | Ferrari         | F50             | 1997 | 1997-08-31 | left  | 2026-05-01 | true    |
        | Ferrari         | F50             | 1996 | 1997-08-31 | left  | 2017-03-20 | false   |
        | Ferrari         | F50             | 1995 |            | left  | 2026-05-01 | false   |
        | Ferrari         | F50             | 1998 |            | left  | 2026-05-01 | false   |
        | Ferrari         | F50             | 1996 | 1997-08-31 | right | 2026-05-01 | false   |
        | Ferrari         | F50             | 1996 | 1997-09-01 | left  | 2026-05-01 | false   |
        | Ferrari         | F50             | 1995 | 1996-05-01 | left  | 2026-05-01 | false   |
        | Ferrari         | F50             | 1998 | 1997-08-31 | left  | 2026-05-01 | false   |
        | Ferrari         | 348 TB          | 1992 |            | left  | 1994-12-16 | true    |
        | Ferrari         | 348 TB          | 1992 |            | left  | 1994-12-15 | false   |
        | Ferrari         | 348 TB          | 1991 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 348 TB          | 1993 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 348 TB          | 1992 |            | right | 2026-05-01 | false   |
        | Ferrari         | 456 GT          | 1999 |            | left  | 2005-12-08 | true    |
        | Ferrari         | 456 GT          | 1999 |            | left  | 2005-12-07 | false   |
        | Ferrari         | 456 GT          | 1998 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 456 GT          | 2000 |            | left  | 2026-05-01 | false   |
        | Ferrari         | 456 GT          | 1999 |            | right | 2026-05-01 | false   |
        | Ferrari         | LaFerrari       | 2014 |            | left  | 2020-04-17 | true    |
        | Ferrari         | LaFerrari       | 2014 |            | left  | 2020-04-16 | false   |
        | Ferrari         | LaFerrari       | 2013 |            | left  | 2026-05-01 | false   |
        | Ferrari         | LaFerrari       | 2015 |            | left  | 2026-05-01 | false   |
        | Ferrari         | LaFerrari       | 2014 |            | right | 2026-05-01 | false   |
        | Ferrari         | Dino 246 GTS    | 1973 |            | left  | 1995-03-17 | true    |
        | Ferrari         | Dino 246 GTS    | 1973 |            | left  | 1995-03-16 | false   |
        | Ferrari         | Dino 246 GTS    | 1972 |            | left  | 2026-05-01 | false   |
        | Ferrari         | Dino 246 GTS    | 1974 |            | left  | 2026-05-01 | false   |
        | Ferrari         | Dino 246 GTS    | 1973 |            | right | 2026-05-01 | false   |
        | Lamborghini     | Diablo Coupe    | 1996 |            | left  | 2003-12-19 | true    |
        | Lamborghini     | Diablo Coupe    | 1997 |            | left  | 2026-05-01 | true    |
        | Lamborghini     | Diablo Coupe    | 1996 |            | left  | 2003-12-18 | false   |
        | Lamborghini     | Diablo Coupe    | 1995 |            | left  | 2026-05-01 | false   |
        | Lamborghini     | Diablo Coupe    | 1998 |            | left  | 2026-05-01 | false   |
        | Lamborghini     | Diablo Coupe    | 1996 |            | right | 2026-05-01 | false   |
        | Lamborghini     | Diablo Roadster | 1996 |            | left  | 2003-12-19 | true    |
        | Lamborghini     | Diablo Roadster | 1997 |            | left  | 2026-05-01 | true    |
        | Lamborghini     | Diablo Roadster | 1996 |            | left  | 2003-12-18 | false   |
        | Lamborghini     | Diablo Roadster | 1995 |            | left  | 2026-05-01 | false   |
        | Lamborghini     | Diablo Roadster | 1998 |            | left  | 2026-05-01 | false   |
        | Lamborghini     | Diablo Roadster | 1996 |            | right | 2026-05-01 | false   |
        | Alfa Romeo      | 8C Spider       | 2008 |            | left  | 2016-03-16 | true    |
        | Alfa Romeo      | 8C Spider       | 2010 |            | left  | 2026-05-01 | true    |
        | Alfa Romeo      | 8C Spider       | 2008 |            | left  | 2016-03-15 | false   |
        | Alfa Romeo      | 8C Spider       | 2007 |            | left  | 2026-05-01 | false   |
        | Alfa Romeo      | 8C Spider       | 2011 |            | left  | 2026-05-01 | false   |
        | Alfa Romeo      | 8C Spider       | 2008 |            | right | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1994 |            | left  | 2008-12-16 | unknown |
        | Land Rover      | Defender 90     | 1995 |            | left  | 2026-05-01 | unknown |
        | Land Rover      | Defender 90     | 1994 |            | left  | 2008-12-15 | false   |
        | Land Rover      | Defender 90     | 1993 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1996 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1994 |            | right | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1997 |            | left  | 2005-08-05 | true    |
        | Land Rover      | Defender 90     | 1997 |            | left  | 2005-08-04 | false   |
        | Land Rover      | Defender 90     | 1996 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1998 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 90     | 1997 |            | right | 2026-05-01 | false   |
        | Land Rover      | Defender 110    | 1993 |            | left  | 1997-07-28 | true    |
        | Land Rover      | Defender 110    | 1993 |            | left  | 1997-07-27 | false   |
        | Land Rover      | Defender 110    | 1992 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 110    | 1994 |            | left  | 2026-05-01 | false   |
        | Land Rover      | Defender 110    | 1993 |            | right | 2026-05-01 | false   |
        | Jeep            | Cherokee        | 1994 |            | right | 2007-08-07 | true    |
        | Jeep            | Cherokee        | 1994 |            | right | 2007-08-06 | false   |
        | Jeep            | Cherokee        | 1993 |            | right | 2026-05-01 | false   |
        | Jeep            | Cherokee        | 1995 |            | right | 2026-05-01 | false   |
        | Jeep            | Cherokee        | 1996 |            | right | 2007-08-07 | true    |
        | Jeep            | Cherokee        | 1996 |            | right | 2007-08-06 | false   |
        | Jeep            | Cherokee        | 1995 |            | right | 2026-05-01 | false   |
        | Jeep            | Cherokee        | 1997 |            | right | 2026-05-01 | false   |
        | Chevrolet       | Blazer          | 1997 |            | left  | 2001-05-21 | true    |
        | Chevrolet       | Blazer          | 1997 |            | left  | 2001-05-20 | false   |
        | Chevrolet       | Blazer          | 1996 |            | left  | 2026-05-01 | false   |
        | Chevrolet       | Blazer          | 1998 |            | left  | 2026-05-01 | false   |
        | Chevrolet       | Blazer          | 1997 |            | right | 2026-05-01 | false   |
        | Ford            | F-150           | 2009 |            | left  | 2016-01-13 | true    |
        | Ford            | F-150           | 2009 |            | left  | 2016-01-12 | false   |
        | Ford            | F-150           | 2008 |            | left  | 2026-05-01 | false   |
        | Ford            | F-150           | 2010 |            | left  | 2026-05-01 | false   |
        | Ford            | F-150           | 2009 |            | right | 2026-05-01 | false   |
        | Dodge           | Ram             | 1994 |            | left  | 1995-10-30 | true    |
        | Dodge           | Ram             | 1995 |            | left  | 2026-05-01 | true    |
        | Dodge           | Ram             | 1994 |            | left  | 1995-10-29 | false   |
        | Dodge           | Ram             | 1993 |            | left  | 2026-05-01 | false   |
        | Dodge           | Ram             | 1996 |            | left  | 2026-05-01 | false   |
        | Dodge           | Ram             | 1994 |            | right | 2026-05-01 | false   |
        | Harley-Davidson | VRSCA           | 2003 |            | right | 2002-10-31 | true    |
        | Harley-Davidson | VRSCA           | 2003 |            | right | 2002-10-30 | false   |
        | Harley-Davidson | VRSCA           | 2002 |            | right | 2026-05-01 | false   |
        | Harley-Davidson | VRSCA           | 2004 |            | right | 2026-05-01 | false   |
        | Jaguar          | XJS             | 1988 |            | left  | 2001-01-23 | true    |
        | Jaguar          | XJS             | 1990 |            | left  | 2026-05-01 | true    |
        | Jaguar          | XJS             | 1988 |            | left  | 2001-01-22 | false   |
        | Jaguar          | XJS             | 1987 |            | left  | 2026-05-01 | false   |
        | Jaguar          | XJS             | 1991 |            | left  | 2026-05-01 | false   |
        | Jaguar          | XJS             | 1988 |            | right | 2026-05-01 | false   |
        | Volvo           | 740 GL          | 1992 |            | left  | 1996-05-20 | true    |
        | Volvo           | 740 GL          | 1992 |            | left  | 1996-05-19 | false   |
        | Volvo           | 740 GL          | 1991 |            | left  | 2026-05-01 | false   |
        | Volvo           | 740 GL          | 1993 |            | left  | 2026-05-01 | false   |
        | Volvo           | 740 GL          | 1992 |            | right | 2026-05-01 | false   |
        | Saab            | 900 S           | 1987 |            | left  | 1998-12-16 | true    |
        | Saab            | 900 S           | 1989 |            | left  | 2026-05-01 | true    |
        | Saab            | 900 S           | 1987 |            | left  | 1998-12-15 | false   |
        | Saab            | 900 S           | 1986 |            | left  | 2026-05-01 | false   |
        | Saab            | 900 S           | 1990 |            | left  | 2026-05-01 | false   |
        | Saab            | 900 S           | 1987 |            | right | 2026-05-01 | false   |

    Scenario Outline: what was refused
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | model_year   | <year>  |
        | manufactured | <built> |
        | drive_side   | <side>  |
        | body         | suv     |
        | designed_for | people  |
        | wheels       | 4       |
        | top_speed    | 90 mph  |
        | certified_to | none    |
      And it enters on <day>
      Then conclusion eligibility.refused is <refused>

      Examples:
        | make          | model                 | year | built | side  | day        | refused |
        | Mitsubishi    | Lancer Evolution VII  | 2001 |       | left  | 2006-11-03 | true    |
        | Mitsubishi    | Lancer Evolution VII  | 2002 |       | left  | 2026-05-01 | true    |
        | Mitsubishi    | Lancer Evolution VII  | 2001 |       | left  | 2006-11-02 | false   |
        | Mitsubishi    | Lancer Evolution VII  | 2000 |       | left  | 2026-05-01 | false   |
        | Mitsubishi    | Lancer Evolution VII  | 2003 |       | left  | 2026-05-01 | false   |
        | Mitsubishi    | Lancer Evolution VII  | 2001 |       | right | 2026-05-01 | false   |
        | Mitsubishi    | Lancer Evolution VIII | 2003 |       | left  | 2006-11-03 | true    |
        | Mitsubishi    | Lancer Evolution VIII | 2003 |       | left  | 2006-11-02 | false   |
        | Mitsubishi    | Lancer Evolution VIII | 2002 |       | left  | 2026-05-01 | false   |
        | Mitsubishi    | Lancer Evolution VIII | 2004 |       | left  | 2026-05-01 | false   |
        | Mitsubishi    | Lancer Evolution VIII | 2003 |       | right | 2026-05-01 | false   |
        | Mitsubishi    | 3000GT                | 1993 |       | right | 1995-09-21 | true    |
        | Mitsubishi    | 3000GT                | 1995 |       | right | 2026-05-01 | true    |
        | Mitsubishi    | 3000GT                | 1993 |       | right | 1995-09-20 | false   |
        | Mitsubishi    | 3000GT                | 1992 |       | right | 2026-05-01 | false   |
        | Mitsubishi    | 3000GT                | 1996 |       | right | 2026-05-01 | false   |
        | Porsche       | 911 GT3               | 1999 |       | right | 2001-08-01 | true    |
        | Porsche       | 911 GT3               | 2000 |       | right | 2026-05-01 | true    |
        | Porsche       | 911 GT3               | 1999 |       | right | 2001-07-31 | false   |
        | Porsche       | 911 GT3               | 1998 |       | right | 2026-05-01 | false   |
        | Porsche       | 911 GT3               | 2001 |       | right | 2026-05-01 | false   |
        | Porsche       | 959                   | 1999 |       | right | 2026-05-01 | false   |
        | Mercedes-Benz | Maybach S600 Pullman  | 2017 |       | right | 2021-03-17 | true    |
        | Mercedes-Benz | Maybach S600 Pullman  | 2019 |       | right | 2026-05-01 | true    |
        | Mercedes-Benz | Maybach S600 Pullman  | 2017 |       | right | 2021-03-16 | false   |
        | Mercedes-Benz | Maybach S600 Pullman  | 2016 |       | right | 2026-05-01 | false   |
        | Mercedes-Benz | Maybach S600 Pullman  | 2020 |       | right | 2026-05-01 | false   |
        | Alfa Romeo    | 164 Quadrifoglio      | 1994 |       | right | 1995-03-31 | true    |
        | Alfa Romeo    | 164 Quadrifoglio      | 1994 |       | right | 1995-03-30 | false   |
        | Alfa Romeo    | 164 Quadrifoglio      | 1993 |       | right | 2026-05-01 | false   |
        | Alfa Romeo    | 164 Quadrifoglio      | 1995 |       | right | 2026-05-01 | false   |
        | Daimler       | DS420                 | 1971 |       | right | 1994-03-25 | true    |
        | Daimler       | DS420                 | 1971 |       | right | 1994-03-24 | false   |
        | Daimler       | DS420                 | 1970 |       | right | 2026-05-01 | false   |
        | Daimler       | DS420                 | 1972 |       | right | 2026-05-01 | false   |
        | Kia           | Sportage              | 1996 |       | right | 1997-02-12 | true    |
        | Kia           | Sportage              | 1996 |       | right | 1997-02-11 | false   |
        | Kia           | Sportage              | 1995 |       | right | 2026-05-01 | false   |
        | Kia           | Sportage              | 1997 |       | right | 2026-05-01 | false   |
        | Chevrolet     | Cheyenne              | 2014 |       | right | 2021-08-26 | true    |
        | Chevrolet     | Cheyenne              | 2018 |       | right | 2026-05-01 | true    |
        | Chevrolet     | Cheyenne              | 2014 |       | right | 2021-08-25 | false   |
        | Chevrolet     | Cheyenne              | 2013 |       | right | 2026-05-01 | false   |
        | Chevrolet     | Cheyenne              | 2019 |       | right | 2026-05-01 | false   |
        | CF Moto       | CF125T-2              | 2003 |       | right | 2005-08-05 | true    |
        | CF Moto       | CF125T-2              | 2004 |       | right | 2026-05-01 | true    |
        | CF Moto       | CF125T-2              | 2003 |       | right | 2005-08-04 | false   |
        | CF Moto       | CF125T-2              | 2002 |       | right | 2026-05-01 | false   |
        | CF Moto       | CF125T-2              | 2005 |       | right | 2026-05-01 | false   |
        | Lita          | GLE-6                 | 2012 |       | right | 2014-12-09 | true    |
        | Lita          | GLE-6                 | 2012 |       | right | 2014-12-08 | false   |
        | Lita          | GLE-6                 | 2011 |       | right | 2026-05-01 | false   |
        | Lita          | GLE-6                 | 2013 |       | right | 2026-05-01 | false   |

    Scenario Outline: trailers of one maker
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | body         | <body>  |
        | designed_for | cargo   |
        | wheels       | 2       |
        | top_speed    | 60 mph  |
        | model_year   | <year>  |
        | certified_to | none    |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples:
        | make                     | model               | body    | year | day        | listed |
        | Schuler Spezialfahrzeuge |                     | trailer | 2019 | 2021-10-15 | true   |
        | Schuler Spezialfahrzeuge |                     | trailer | 2019 | 2021-10-14 | false  |
        | Schuler Spezialfahrzeuge |                     | trailer | 2018 | 2026-05-01 | false  |
        | Schuler Spezialfahrzeuge |                     | trailer | 2020 | 2026-05-01 | false  |
        | Schuler Spezialfahrzeuge |                     | pickup  | 2019 | 2026-05-01 | false  |
        | Hatty                    | 45 foot double-axle | trailer | 1999 | 2007-10-22 | true   |
        | Hatty                    | 45-foot double-axle | trailer | 2000 | 2007-10-22 | true   |
        | Hatty                    | 45 foot double-axle | trailer | 1999 | 2007-10-21 | false  |
        | Hatty                    | 45 foot double-axle | trailer | 1998 | 2026-05-01 | false  |
        | Hatty                    | 45 foot double-axle | trailer | 2001 | 2026-05-01 | false  |
        | Hatty                    | 45 foot double-axle | pickup  | 1999 | 2026-05-01 | false  |
        | Hatty                    | 20 foot single-axle | trailer | 1999 | 2026-05-01 | false  |
        | Tatra                    | 45 foot double-axle | trailer | 1999 | 2026-05-01 | false  |

  @nhtsa.eligibility.vsa_1 @nhtsa.eligibility.vsa_81
  @nhtsa.eligibility.vsa_82 @nhtsa.eligibility.vsa_83 @nhtsa.eligibility.built_to.2017
  @nhtsa.eligibility.built_to.2018 @nhtsa.eligibility.built_to.2009
  @nhtsa.eligibility.built_to.2010 @nhtsa.eligibility.built_to.2011
  @nhtsa.eligibility.built_to.light.2011 @nhtsa.eligibility.built_to.light.2017 @E10 @E11
  @cite:62_FR_26348 @cite:63_FR_41617 @cite:72_FR_54975 @cite:77_FR_70538 @cite:83_FR_415

    Scenario Outline: however it is written, and no other model: <make> <model> of <year>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | model_year   | <year>  |
        | manufactured | <built> |
        | drive_side   | <side>  |
      And it enters on <day>
      Then conclusion eligibility.<outcome> is <truth>

      Examples:
        | make            | model                  | year | built      | side  | day        | outcome       | truth   |
        | Nissan          | Skyline                | 1996 | 1996-01-01 | right | 2026-05-01 | listed        | true    |
        | Nissan          | Skyline GT-R           | 1996 | 1996-01-01 | right | 2026-05-01 | listed        | true    |
        | Nissan          | Skyline GT-R (R33)     | 1996 | 1996-01-01 | right | 2026-05-01 | listed        | true    |
        | Nissan          | Skyline GTS            | 1996 | 1996-01-01 | right | 2026-05-01 | listed        | true    |
        | Nissan          | Nowhere                | 1996 | 1996-01-01 | right | 2026-05-01 | listed        | false   |
        | Nissan          | Skyline                | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Skyline GT-R           | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Skyline GT-R (R32)     | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Skyline GT-R (R33)     | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Skyline GT-R (R34)     | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Skyline GTS            | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | true    |
        | Nissan          | Nowhere                | 1990 | 1990-01-01 | right | 2006-02-28 | listed        | false   |
        | Nissan          | Skyline                | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Skyline GT-R           | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Skyline GT-R (R32)     | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Skyline GT-R (R33)     | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Skyline GT-R (R34)     | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Skyline GTS            | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | true    |
        | Nissan          | Nowhere                | 1990 | 1990-01-01 | left  | 2026-05-01 | refused       | false   |
        | Nissan          | Skyline GT-R           | 2000 | 2000-01-01 | left  | 2026-05-01 | never_decided | true    |
        | Nissan          | Skyline GT-R (R34)     | 2000 | 2000-01-01 | left  | 2026-05-01 | never_decided | true    |
        | Smart           | fortwo                 | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | Fortwo                 | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | fortwo coupe           | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | Fortwo Coupe           | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | fortwo cabriolet       | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | Fortwo Cabriolet       | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | City Coupe             | 2002 |            | left  | 2026-05-01 | listed        | true    |
        | Smart           | Nowhere                | 2002 |            | left  | 2026-05-01 | listed        | false   |
        | Toyota          | Land Cruiser           | 1990 |            | left  | 2026-05-01 | listed        | true    |
        | Toyota          | Nowhere                | 1990 |            | left  | 2026-05-01 | listed        | false   |
        | Toyota          | RAV4                   | 2005 |            | left  | 2026-05-01 | listed        | true    |
        | Toyota          | Nowhere                | 2005 |            | left  | 2026-05-01 | listed        | false   |
        | Mitsubishi      | Pajero                 | 1984 |            | left  | 2026-05-01 | listed        | true    |
        | Mitsubishi      | Nowhere                | 1984 |            | left  | 2026-05-01 | listed        | false   |
        | Nissan          | Maxima                 | 1989 |            | left  | 2026-05-01 | listed        | true    |
        | Nissan          | Nowhere                | 1989 |            | left  | 2026-05-01 | listed        | false   |
        | Mitsubishi      | Lancer Evolution VII   | 2001 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | Lancer Evo VII         | 2001 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | Nowhere                | 2001 |            | left  | 2026-05-01 | refused       | false   |
        | Mitsubishi      | Lancer Evolution VIII  | 2003 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | Lancer Evo VIII        | 2003 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | Nowhere                | 2003 |            | left  | 2026-05-01 | refused       | false   |
        | Mitsubishi      | 3000GT                 | 1993 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | 3000GT VR-4            | 1993 |            | left  | 2026-05-01 | refused       | true    |
        | Mitsubishi      | Nowhere                | 1993 |            | left  | 2026-05-01 | refused       | false   |
        | Mercedes-Benz   | SLK                    | 2014 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | SLK Class              | 2014 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | SLK-Class              | 2014 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Nowhere                | 2014 |            | left  | 2026-05-01 | listed        | false   |
        | Mercedes-Benz   | S280                   | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | S 280                  | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Nowhere                | 1994 |            | left  | 2026-05-01 | listed        | false   |
        | Mercedes-Benz   | 300CE                  | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | 300 CE                 | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Nowhere                | 1992 |            | left  | 2026-05-01 | listed        | false   |
        | Mercedes-Benz   | G320 LWB               | 1995 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | G 320 LWB              | 1995 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Gelaendewagen G320 LWB | 1995 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Nowhere                | 1995 |            | left  | 2026-05-01 | listed        | false   |
        | Mercedes-Benz   | Gelaendewagen          | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Gelandewagen           | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Geländewagen           | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | G-Class                | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | G-Wagen                | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Mercedes-Benz   | Nowhere                | 1999 |            | left  | 2026-05-01 | listed        | false   |
        | BMW             | 7 Series               | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | 730i                   | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | 735i                   | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | 740i                   | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | 750i                   | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | Nowhere                | 1992 |            | left  | 2026-05-01 | listed        | false   |
        | BMW             | M3                     | 2006 |            | left  | 2026-05-01 | listed        | true    |
        | BMW             | Nowhere                | 2006 |            | left  | 2026-05-01 | listed        | false   |
        | Tatra           | M3                     | 2006 |            | left  | 2026-05-01 | listed        | false   |
        | Audi            | A4                     | 2000 | 1999-09-01 | left  | 2026-05-01 | listed        | true    |
        | Audi            | S4                     | 2000 | 1999-09-01 | left  | 2026-05-01 | listed        | true    |
        | Audi            | RS4                    | 2000 | 1999-09-01 | left  | 2026-05-01 | listed        | true    |
        | Audi            | Nowhere                | 2000 | 1999-09-01 | left  | 2026-05-01 | listed        | false   |
        | Audi            | A8                     | 2000 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | S8                     | 2000 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | Nowhere                | 2000 |            | left  | 2026-05-01 | listed        | false   |
        | Audi            | RS6                    | 2003 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | RS6 Avant              | 2003 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | Nowhere                | 2003 |            | left  | 2026-05-01 | listed        | false   |
        | Audi            | Avant Quattro          | 1996 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | A6 Avant Quattro       | 1996 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | Nowhere                | 1996 |            | left  | 2026-05-01 | listed        | false   |
        | Audi            | 100                    | 1989 |            | left  | 2026-05-01 | listed        | true    |
        | Audi            | Nowhere                | 1989 |            | left  | 2026-05-01 | listed        | false   |
        | Volkswagen      | Golf                   | 1987 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Nowhere                | 1987 |            | left  | 2026-05-01 | listed        | false   |
        | Volkswagen      | Golf                   | 1993 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Golf III               | 1993 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Nowhere                | 1993 |            | left  | 2026-05-01 | listed        | false   |
        | Volkswagen      | Jetta                  | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Nowhere                | 1994 |            | left  | 2026-05-01 | listed        | false   |
        | Volkswagen      | Passat                 | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Passat 4-door          | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Volkswagen      | Nowhere                | 1992 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | 360 Spider             | 2003 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | 360 Coupe              | 2003 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 2003 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | 360 Spider             | 2002 | 2002-09-01 | left  | 2026-05-01 | listed        | unknown |
        | Ferrari         | 360 Coupe              | 2002 | 2002-09-01 | left  | 2026-05-01 | listed        | unknown |
        | Ferrari         | Nowhere                | 2002 | 2002-09-01 | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | F12                    | 2013 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | F12 Berlinetta         | 2013 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | F12berlinetta          | 2013 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 2013 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | F50                    | 1996 | 1997-08-31 | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 1996 | 1997-08-31 | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | 348 TB                 | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | 348TB                  | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 1992 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | 456 GT                 | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | 456GT                  | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | 456 GTA                | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | 456GTA                 | 1999 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 1999 |            | left  | 2026-05-01 | listed        | false   |
        | Tatra           | 456 GT                 | 1999 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | LaFerrari              | 2014 |            | left  | 2026-05-01 | listed        | true    |
        | Ferrari         | La Ferrari             | 2014 |            | left  | 2026-05-01 | listed        | true    |
        | Tatra           | LaFerrari              | 2014 |            | left  | 2026-05-01 | listed        | false   |
        | Ferrari         | Dino 246 GTS           | 1973 |            | left  | 1996-05-01 | listed        | true    |
        | Ferrari         | 246 GTS                | 1973 |            | left  | 1996-05-01 | listed        | true    |
        | Ferrari         | Nowhere                | 1973 |            | left  | 1996-05-01 | listed        | false   |
        | Tatra           | 246 GTS                | 1973 |            | left  | 1996-05-01 | listed        | false   |
        | Lamborghini     | Diablo Coupe           | 1996 |            | left  | 2026-05-01 | listed        | true    |
        | Lamborghini     | Nowhere                | 1996 |            | left  | 2026-05-01 | listed        | false   |
        | Lamborghini     | Diablo Roadster        | 1996 |            | left  | 2026-05-01 | listed        | true    |
        | Alfa Romeo      | 8C Spider              | 2008 |            | left  | 2026-05-01 | listed        | true    |
        | Alfa Romeo      | Nowhere                | 2008 |            | left  | 2026-05-01 | listed        | false   |
        | Land Rover      | Defender 90            | 1994 |            | left  | 2026-05-01 | listed        | unknown |
        | Land Rover      | Nowhere                | 1994 |            | left  | 2026-05-01 | listed        | false   |
        | Land Rover      | Defender 90            | 1997 |            | left  | 2026-05-01 | listed        | true    |
        | Land Rover      | Nowhere                | 1997 |            | left  | 2026-05-01 | listed        | false   |
        | Land Rover      | Defender 110           | 1993 |            | left  | 2026-05-01 | listed        | true    |
        | Land Rover      | Nowhere                | 1993 |            | left  | 2026-05-01 | listed        | false   |
        | Porsche         | 911 GT3                | 1999 |            | left  | 2026-05-01 | refused       | true    |
        | Porsche         | Nowhere                | 1999 |            | left  | 2026-05-01 | refused       | false   |
        | Mercedes-Benz   | Maybach S600 Pullman   | 2017 |            | left  | 2026-05-01 | refused       | true    |
        | Mercedes-Benz   | Nowhere                | 2017 |            | left  | 2026-05-01 | refused       | false   |
        | Alfa Romeo      | 164 Quadrifoglio       | 1994 |            | left  | 2026-05-01 | refused       | true    |
        | Alfa Romeo      | 164 Q4                 | 1994 |            | left  | 2026-05-01 | refused       | true    |
        | Alfa Romeo      | Nowhere                | 1994 |            | left  | 2026-05-01 | refused       | false   |
        | Daimler         | DS420                  | 1971 |            | left  | 2026-05-01 | refused       | true    |
        | Daimler         | DS 420                 | 1971 |            | left  | 2026-05-01 | refused       | true    |
        | Daimler         | Nowhere                | 1971 |            | left  | 2026-05-01 | refused       | false   |
        | Tatra           | DS420                  | 1971 |            | left  | 2026-05-01 | refused       | false   |
        | Kia             | Sportage               | 1996 |            | left  | 2026-05-01 | refused       | true    |
        | Kia             | Nowhere                | 1996 |            | left  | 2026-05-01 | refused       | false   |
        | Jeep            | Cherokee               | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Jeep            | Cherokee               | 1996 |            | left  | 2026-05-01 | listed        | true    |
        | Chevrolet       | Blazer                 | 1997 |            | left  | 2026-05-01 | listed        | true    |
        | Ford            | F-150                  | 2009 |            | left  | 2026-05-01 | listed        | true    |
        | Ford            | F150                   | 2009 |            | left  | 2026-05-01 | listed        | true    |
        | Dodge           | Ram                    | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Dodge           | Ram pickup             | 1994 |            | left  | 2026-05-01 | listed        | true    |
        | Chevrolet       | Cheyenne               | 2014 |            | left  | 2026-05-01 | refused       | true    |
        | Chevrolet       | Nowhere                | 2014 |            | left  | 2026-05-01 | refused       | false   |
        | Harley-Davidson | VRSCA                  | 2003 |            | left  | 2026-05-01 | listed        | true    |
        | CF Moto         | CF125T-2               | 2003 |            | left  | 2026-05-01 | refused       | true    |
        | CF Moto         | Nowhere                | 2003 |            | left  | 2026-05-01 | refused       | false   |
        | Lita            | GLE-6                  | 2012 |            | left  | 2026-05-01 | refused       | true    |
        | Lita            | GLE6                   | 2012 |            | left  | 2026-05-01 | refused       | true    |
        | Lita            | Nowhere                | 2012 |            | left  | 2026-05-01 | refused       | false   |
        | Jaguar          | XJS                    | 1988 |            | left  | 2026-05-01 | listed        | true    |
        | Jaguar          | XJ-S                   | 1988 |            | left  | 2026-05-01 | listed        | true    |
        | Jaguar          | XJ6                    | 1988 |            | left  | 2026-05-01 | listed        | true    |
        | Jaguar          | Nowhere                | 1988 |            | left  | 2026-05-01 | listed        | false   |
        | Volvo           | 740 GL                 | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Volvo           | 940 GL                 | 1992 |            | left  | 2026-05-01 | listed        | true    |
        | Volvo           | Nowhere                | 1992 |            | left  | 2026-05-01 | listed        | false   |
        | Saab            | 900 S                  | 1987 |            | left  | 2026-05-01 | listed        | true    |
        | Saab            | 900S                   | 1987 |            | left  | 2026-05-01 | listed        | true    |
        | Saab            | Nowhere                | 1987 |            | left  | 2026-05-01 | listed        | false   |

      Examples: other models of the makers whose door the wheel on the left does not narrow
        | make            | model   | year | built   | side | day        | outcome | truth   |
        | Jeep            | Nowhere | 1994 | 1994-05 | left | 2010-05-01 | listed  | unknown |
        | Jeep            | Nowhere | 1996 | 1996-05 | left | 2010-05-01 | listed  | unknown |
        | Chevrolet       | Nowhere | 1997 | 1997-05 | left | 2010-05-01 | listed  | unknown |
        | Ford            | Nowhere | 2009 | 2009-05 | left | 2017-05-01 | listed  | unknown |
        | Dodge           | Nowhere | 1994 | 1994-05 | left | 2010-05-01 | listed  | unknown |
        | Harley-Davidson | Nowhere | 2003 | 2003-05 | left | 2010-05-01 | listed  | unknown |
        | Ford            | F150    | 2009 | 2009-05 | left | 2017-05-01 | listed  | true    |

  Rule: Canadian-certified vehicles are decided by class, weight and build date

    Background:
      Given the vehicle:
        | make         | Honda         |
        | model        | Civic         |
        | market       | CA            |
        | certified_to | canada_cmvss  |
        | body         | passenger_car |
        | designed_for | people        |
        | wheels       | 4             |
        | top_speed    | 90 mph        |
        | gvwr         | 1500 kg       |
        | drive_side   | left          |
        | fmvss.118    | true          |
        | fmvss.138    | true          |
        | fmvss.201    | true          |
        | fmvss.202a   | true          |
        | fmvss.206    | true          |
        | fmvss.208    | true          |
        | fmvss.213    | true          |
        | fmvss.214    | true          |
        | fmvss.216    | true          |
        | fmvss.225    | true          |
        | fmvss.226    | true          |
        | fmvss.111    | true          |
        | fmvss.401    | true          |

    Scenario Outline: by the day it was built
      Given vehicle.manufactured is <built>
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples: cars
        | built      | day        | listed  |
        | 2009-08-31 | 2024-06-01 | unknown |
        | 2009-09-01 | 2012-11-25 | unknown |
        | 2009-09-01 | 2012-11-26 | true    |
        | 2010-08-31 | 2024-06-01 | true    |
        | 2011-08-31 | 2024-06-01 | true    |
        | 2017-08-31 | 2024-06-01 | true    |
        | 2017-09-01 | 2018-01-03 | true    |
        | 2017-09-01 | 2018-01-02 | false   |
        | 2018-04-30 | 2024-06-01 | true    |
        | 2018-05-01 | 2024-06-01 | true    |
        | 2022-08-31 | 2024-06-01 | true    |
        | 2022-09-01 | 2024-06-01 | unknown |

    @canadian_label_and_us_standards
    Scenario Outline: what a maker does alike for both countries is not asked, its tires are: built <built>
      Given a case:
        """
        {"vehicle": {"make": "Honda", "model": "Civic", "manufactured": "<built>", "registered_in": "CA",
                     "certified_to": ["canada_cmvss"], "title": "clean", "drive_side": "left",
                     "body": "passenger_car"},
         "importer": {"kind": "registered_importer"},
         "entry": {"date": "2026-12-02", "for_resale": true}}
        """
      Then HS-7 box 3 is needs_facts because "standard 138"
      And it asks for vehicle.fmvss.138
      And it does not ask for vehicle.roof
      And it does not ask for vehicle.top_speed

      Examples:
        | built   |
        | 2012-05 |
        | 2019-05 |

    Scenario: with tires that warn it comes down to what the importer does
      Given vehicle.manufactured is 2019-05
      And nobody says vehicle.fmvss.226
      And the vehicle:
        | title | clean |
      And entry.for_resale is true
      And importer.kind is registered_importer
      Then HS-7 box 3 is needs_action
      And it assumes canadian_label_and_us_standards

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
      Then HS-7 box 3 is <box 3>
      And the outcome is <outcome>

      Examples:
        | built   | title   | box 3       | outcome      |
        | 2019-05 | clean   | open        | admissible   |
        | 2008-05 | clean   | needs_facts | undetermined |
        | 2016-05 | clean   | open        | admissible   |
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
      Then HS-7 box 3 is needs_action because "still to do: post the bond"
      And the outcome is conditional
      And the answer says "once you do this: post the bond, usually through a customs broker."

    Scenario Outline: what it had to meet from the start
      Given the vehicle:
        | manufactured     | <built> |
        | fmvss.<standard> | false   |
        | roof             | closed  |
        | doors            | 4       |
      And it enters on 2024-06-01
      Then conclusion eligibility.built_to.<year> is <met>
      And conclusion eligibility.listed is <listed>

      Examples:
        | built   | standard | year | met   | listed |
        | 2010-08 | 401      | 2009 | false | false  |
        | 2010-09 | 401      | 2010 | true  | true   |
        | 2009-10 | 202a     | 2009 | false | false  |
        | 2011-08 | 118      | 2010 | false | false  |
        | 2011-08 | 202a     | 2010 | false | false  |
        | 2011-08 | 138      | 2010 | false | false  |
        | 2011-09 | 118      | 2011 | true  | true   |
        | 2011-09 | 138      | 2011 | false | false  |
        | 2017-08 | 201      | 2011 | false | false  |
        | 2017-08 | 206      | 2011 | false | false  |
        | 2017-08 | 208      | 2011 | false | false  |
        | 2017-08 | 213      | 2011 | false | false  |
        | 2017-08 | 214      | 2011 | false | false  |
        | 2017-08 | 225      | 2011 | false | false  |
        | 2017-08 | 226      | 2011 | true  | true   |
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

    Scenario Outline: ejection mitigation is asked of a car only where it binds
      Given the vehicle:
        | manufactured | <built> |
        | fmvss.226    | <met>   |
        | roof         | <roof>  |
        | doors        | 2       |
      And it enters on 2024-06-01
      Then conclusion eligibility.built_to.<year> is <built to>
      And conclusion eligibility.listed is <listed>

      Examples:
        | built   | roof        | met   | year | built to | listed  |
        | 2017-10 | convertible | false | 2017 | true     | true    |
        | 2017-10 | closed      | false | 2017 | false    | false   |
        | 2017-10 | closed      | true  | 2017 | true     | true    |
        | 2017-10 |             | false | 2017 | unknown  | unknown |
        | 2019-10 | convertible | false | 2018 | true     | true    |
        | 2019-10 | closed      | false | 2018 | false    | false   |

    Scenario Outline: the number of its class fits while its decision stands
      Given the vehicle:
        | manufactured       | <built>  |
        | body               | <body>   |
        | gvwr               | 2000 kg  |
        | eligibility_number | <number> |
      And it enters on <day>
      Then conclusion eligibility.number_fits is true
      And conclusion eligibility.number_refuted is false

      Examples:
        | built      | body          | number | day        |
        | 1996-06-01 | passenger_car | VSA-80 | 1997-05-13 |
        | 1996-06-01 | passenger_car | VSA-80 | 1998-08-03 |
        | 1996-06-01 | passenger_car | VSA-80 | 1998-08-04 |
        | 2005-06-01 | passenger_car | VSA-80 | 2007-09-26 |
        | 2005-06-01 | passenger_car | VSA-80 | 2007-09-27 |
        | 2005-06-01 | passenger_car | VSA-80 | 2012-11-25 |
        | 2009-09-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2010-09-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2011-09-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2017-09-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2018-05-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2022-09-01 | passenger_car | VSA-80 | 2024-06-01 |
        | 2011-09-01 | pickup        | VSA-81 | 2012-11-25 |
        | 2011-09-01 | pickup        | VSA-81 | 2024-06-01 |
        | 2012-09-01 | pickup        | VSA-81 | 2024-06-01 |
        | 2017-09-01 | pickup        | VSA-81 | 2018-01-02 |
        | 2017-09-01 | pickup        | VSA-81 | 2018-01-03 |
        | 2018-05-01 | pickup        | VSA-81 | 2024-06-01 |
        | 2022-09-01 | pickup        | VSA-81 | 2024-06-01 |

    Scenario Outline: <number> on a truck of <weight> built on <built>
      Up to 10,000 lb one number, above it another, whatever else a decision asks for.

      Given the vehicle:
        | manufactured       | <built>  |
        | body               | pickup   |
        | designed_for       | cargo    |
        | gvwr               | <weight> |
        | eligibility_number | <number> |
      And it enters on <day>
      Then conclusion eligibility.number_fits is <fits>

      Examples:
        | built      | weight  | number | day        | fits  |
        | 2011-08-31 | 4536 kg | VSA-81 | 2012-11-25 | true  |
        | 2011-08-31 | 4537 kg | VSA-81 | 2012-11-25 | false |
        | 2011-09-01 | 4537 kg | VSA-81 | 2012-11-25 | false |
        | 2012-09-01 | 4536 kg | VSA-81 | 2012-11-25 | true  |
        | 2011-09-01 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2012-09-01 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2017-09-01 | 4536 kg | VSA-81 | 2018-01-02 | true  |
        | 2017-09-01 | 4537 kg | VSA-81 | 2018-01-02 | false |
        | 2018-04-30 | 4536 kg | VSA-81 | 2024-06-01 | true  |
        | 2018-04-30 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2018-05-01 | 4536 kg | VSA-81 | 2024-06-01 | true  |
        | 2018-05-01 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2022-08-31 | 4536 kg | VSA-81 | 2024-06-01 | true  |
        | 2022-08-31 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2022-09-01 | 4536 kg | VSA-81 | 2024-06-01 | true  |
        | 2022-09-01 | 4537 kg | VSA-81 | 2024-06-01 | false |
        | 2010-06-01 | 4536 kg | VSA-82 | 2024-06-01 | false |
        | 2010-06-01 | 4537 kg | VSA-82 | 2024-06-01 | true  |

    Scenario Outline: light trucks built from September 2011 to August 2012
      Given the vehicle:
        | manufactured     | <built>  |
        | body             | pickup   |
        | designed_for     | cargo    |
        | gvwr             | <weight> |
        | fmvss.<standard> | <met>    |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples:
        | built      | weight  | day        | standard | met   | listed  |
        | 2011-08-31 | 4536 kg | 2024-06-01 | 201      | true  | unknown |
        | 2011-09-01 | 4536 kg | 2024-06-01 | 201      | true  | true    |
        | 2011-09-01 | 4536 kg | 2012-11-26 | 201      | true  | true    |
        | 2011-09-01 | 4536 kg | 2012-11-25 | 201      | true  | unknown |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 201      | true  | true    |
        | 2012-09-01 | 4536 kg | 2024-06-01 | 201      | true  | unknown |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 201      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 202a     | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 206      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 208      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 213      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 214      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 216      | false | false   |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 138      | false | false   |
        | 2012-08-31 | 3000 kg | 2024-06-01 | 225      | false | unknown |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 225      | false | true    |
        | 2012-08-31 | 4536 kg | 2024-06-01 | 118      | false | true    |
        | 2012-08-31 | 4537 kg | 2024-06-01 | 201      | true  | unknown |

    Scenario Outline: light trucks built from September 2017, of whose standards we know only some
      Given the vehicle:
        | manufactured     | <built>  |
        | body             | pickup   |
        | designed_for     | cargo    |
        | gvwr             | <weight> |
        | fmvss.<standard> | <met>    |
      And it enters on <day>
      Then conclusion eligibility.listed is <listed>

      Examples:
        | built      | weight  | day        | standard | met   | listed  |
        | 2017-09-01 | 4536 kg | 2018-01-03 | 201      | false | false   |
        | 2017-09-01 | 4536 kg | 2018-01-02 | 201      | false | unknown |
        | 2017-08-31 | 4536 kg | 2024-06-01 | 201      | false | unknown |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 201      | true  | unknown |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 138      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 201      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 206      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 208      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 213      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 214      | false | false   |
        | 2018-04-30 | 4536 kg | 2024-06-01 | 226      | false | unknown |
        | 2018-05-01 | 4536 kg | 2024-06-01 | 201      | false | unknown |
        | 2018-04-30 | 4537 kg | 2024-06-01 | 201      | false | unknown |

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
      Given vehicle.manufactured is 2008-06
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
      And HS-7 box 3 is needs_facts

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
        | make               | Suzuki   |
        | model              | Carry    |
        | market             | JP       |
        | kei                | true     |
        | registered_in      | CA       |
        | certified_to       | none     |
        | body               | pickup   |
        | drive_side         | right    |
        | manufactured       | 2005-06  |
        | eligibility_number | <number> |
      And it enters on 2026-11-21
      Then HS-7 box 3 is closed
      And HS-7 box 2B is closed
      And HS-7 box 1 opens on 2030-06-30

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
      Then the door "a replica of a low-volume manufacturer" is <outcome>

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
      Then HS-7 box 3 is needs_action
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
      Then HS-7 box 1 is open
      And conclusion penalty.<penalty> is <due>
      And a restriction says "<words>"

      Examples:
        | day        | penalty               | due   | words                   |
        | 2023-04-19 | violation.before_2023 | true  | the amount for that day |
        | 2023-04-20 | violation.before_2023 | false | $21,000                 |
        | 2024-12-29 | violation.statute     | true  | $21,000                 |
        | 2024-12-29 | violation.2025        | false | $21,000                 |
        | 2024-12-30 | violation.2025        | true  | $27,874                 |
        | 2024-12-30 | violation.statute     | false | $139,356,994            |
        | 2026-11-21 | false_declaration     | true  | 18 USC 1001             |
