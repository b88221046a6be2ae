@keiimport @states
Feature: Trailers, off-road machines, Canadian vehicles and kei cars
  What a state says of imported cars and trucks is not about every vehicle.

  Background:
    Given it enters on 2026-12-01

  @states.any.trailer @states.ak.trailer @states.ia.trailer @states.applies.trailer
  Rule: What is about engines is not about trailers

    Scenario Outline: a trailer of 1998 in <code>
      Given the vehicle:
        | body                   | trailer |
        | manufactured           | 1998-05 |
        | country_of_manufacture | JP      |
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state   | words                        |
        | AK   | unclear | whether it spares trailers   |
        | CA   | allowed | vehicles with engines        |
        | HI   | allowed | vehicles with engines        |
        | IL   | allowed | vehicles with engines        |
        | IA   | banned  | trailers count as vehicles   |
        | ME   | allowed | vehicles with engines        |
        | TX   | allowed | lamps, brakes, hitch         |

    Scenario Outline: <built> in <code>
      Given the vehicle:
        | body                   | trailer |
        | manufactured           | <built> |
        | country_of_manufacture | JP      |
      And entry.state is <code>
      And the law of <day>
      Then the state is <state>

      Examples:
        | built   | code | day        | state   |
        | 1979-05 | AK   | 2026-12-01 | allowed |
        | 1979-05 | IA   | 2006-12-31 | allowed |
        | 1979-05 | IA   | 2007-01-01 | banned  |

  @states.any.off_road_machine @states.applies.off_road_machine
  Rule: What is no road vehicle gets no ordinary plate

    Scenario: armored
      Given the vehicle:
        | body         | armored |
        | manufactured | 1998-05 |
        | steering     | wheel   |
      And it goes to Texas
      Then the state is unclear
      And the state says "not built for roads"

    Scenario: a kei truck that NHTSA calls no motor vehicle
      Given the Carry of the examples
      And it was built in 1998-05
      And the vehicle:
        | off_road.nhtsa_opinion | not_motor_vehicle |
      And it goes to Texas
      Then the state is unclear

    Scenario: a cart with the label of a low-speed vehicle is one
      Given the example low-speed-vehicle-2025
      And it goes to Texas
      Then the state is restricted

  @states.any.canadian @states.ak.canadian @states.ca.canadian @states.hi.canadian @states.ia.canadian
  @states.applies.canadian
  Rule: States take a Canadian vehicle on its maker's letter

    Scenario Outline: in <code>, with a letter: <letter>
      Given the vehicle:
        | make                   | Toyota        |
        | model                  | Corolla       |
        | manufactured           | 2015-05       |
        | certified_to           | canada_cmvss  |
        | epa_certified          | true          |
        | manufacturer_letter    | <letter>      |
        | title                  | clean         |
        | body                   | passenger_car |
        | displacement           | 1800 cc       |
        | country_of_manufacture | CA            |
      And entry.state is <code>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | code | letter | state   | words                       |
        | AK   | true   | allowed | in place of the US label    |
        | CA   | true   | allowed | emission standards          |
        | HI   | true   | unclear | in place of the label       |
        | IA   | true   | unclear | the maker's US label itself |
        | IL   | true   | allowed | Canadian standards          |
        | ME   | true   | allowed | Canadian standards          |
        | NY   | true   | allowed | Canadian standards          |
        | WI   | true   | allowed | Canadian standards          |

    Scenario: before Iowa's law on labels
      Given the vehicle:
        | manufactured        | 2001-05      |
        | certified_to        | canada_cmvss |
        | manufacturer_letter | true         |
      And entry.state is IA
      And it enters on 2006-12-31
      Then the state is allowed

  @states.any.importer_label @states.ak.importer_label @states.ca.importer_label @states.applies.importer_label
  Rule: A registered importer's label does as well, once it is on

    Scenario Outline: a smart of 2003 in <code>
      Given the vehicle:
        | make               | smart         |
        | model              | fortwo        |
        | model_year         | 2003          |
        | drive_side         | left          |
        | manufactured       | 2003-05-10    |
        | body               | passenger_car |
        | eligibility_number | VCP-27        |
      And importer.ri_contract is true
      And entry.state is <code>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | code | state   | words                                   |
        | TX   | allowed | registered importer                     |
        | AK   | unclear | whether a registered importer's label   |
        | CA   | unclear | answers for safety alone                |

    Scenario: what no importer can bring in is not meant
      Given the vehicle:
        | make         | Nissan  |
        | model        | Sakura  |
        | manufactured | 2022-06 |
      And importer.ri_contract is true
      And it goes to Georgia
      Then the state is banned

  @states.al.kei_car @states.in.kei_car @states.ks.kei_car @states.ky.kei_car @states.la.kei_car
  @states.mo.kei_car @states.nc.kei_car @states.ok.kei_car @states.wv.kei_car @states.applies.kei_car
  Rule: A law on mini-trucks says nothing of kei cars

    Scenario Outline: a Cappuccino of <built> in <code>
      Given the vehicle:
        | make         | Suzuki     |
        | model        | Cappuccino |
        | manufactured | <built>    |
        | market       | JP         |
      And entry.state is <code>
      Then the state is <state>

      Examples:
        | code | built   | state   |
        | AL   | 1993-05 | allowed |
        | IN   | 1993-05 | allowed |
        | KS   | 1993-05 | allowed |
        | KY   | 1993-05 | allowed |
        | LA   | 1993-05 | allowed |
        | MO   | 1993-05 | allowed |
        | NC   | 1993-05 | allowed |
        | OK   | 1993-05 | allowed |
        | WV   | 1993-05 | allowed |
        | AL   | 2008-05 | unclear |
        | IA   | 1993-05 | banned  |

  @states.ca.motorcycle @states.ca.motorcycle_1977 @states.ca.motorcycle_50_cc @states.applies.motorcycle
  Rule: California's rules on imported motorcycles begin with 1978

    Scenario Outline: <cc> of <built>
      Given the vehicle:
        | make          | Honda      |
        | body          | motorcycle |
        | wheels        | 2          |
        | displacement  | <cc>       |
        | manufactured  | <built>    |
        | registered_in | JP         |
      And entry.state is CA
      Then the state is <state>

      Examples:
        | cc     | built   | state   |
        | 400 cc | 1977-05 | allowed |
        | 400 cc | 1978-05 | banned  |
        | 49 cc  | 1990-05 | unclear |
        | 51 cc  | 1990-05 | banned  |

  Rule: Only Japan has kei vehicles

    Scenario Outline: <make> <body> registered in <country>, for <persons>
      Given the vehicle:
        | make             | <make>    |
        | body             | <body>    |
        | manufactured     | 1965-05   |
        | registered_in    | <country> |
        | designed_persons | <persons> |
      And entry.state is <code>
      Then the state is <state>

      Examples:
        | make    | body          | country | persons | code | state   |
        | Reliant |               | GB      |         | RI   | allowed |
        | Toyota  | bus           | JP      |         | RI   | allowed |
        | Toyota  |               | JP      | 5       | RI   | allowed |
        | Honda   |               | JP      | 4       | RI   | unclear |

  Rule: Of what may enter only later it is what the state says then

    Scenario Outline: a Carry of <built> in <code>
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | market       | JP      |
        | manufactured | <built> |
      And entry.state is <code>
      Then the outcome is <outcome>
      And the state is <state>

      Examples:
        | built   | code | outcome    | state      |
        | 2001-05 | CT   | admissible | allowed    |
        | 2002-05 | CT   | not_yet    | allowed    |
        | 2002-05 | CO   | not_yet    | banned     |
        | 2003-05 | CO   | not_yet    | restricted |

    Scenario: on the day of the law that was asked for
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | market       | JP      |
        | manufactured | 2003-05 |
      And it goes to Colorado
      And the law of 2026-12-01
      Then the state is banned

  Rule: A golf cart or a utility vehicle gets no plate for cars, whatever nobody told of it

    Scenario Outline: a <body> of 1999, made for roads: <made>, certified to: <label>
      Given the vehicle:
        | body           | <body>  |
        | made_for_roads | <made>  |
        | certified_to   | <label> |
        | manufactured   | 1999-05 |
      And entry.state is TX
      Then the state is <state>

      Examples:
        | body            | made  | label    | state   |
        | golf_cart       | true  |          | allowed |
        | pickup          |       |          | allowed |

    Scenario: nobody told whether New York's is steered by a wheel or by a handlebar
      Given the vehicle:
        | make         | Kawasaki        |
        | body         | utility_vehicle |
        | manufactured | 1999-05         |
      And entry.state is NY
      Then the state is unclear
      And the state says "no ordinary plate"

  @states.any.conforming
  Rule: A car with its maker's US label is not asked whether it is a low-speed vehicle

    Scenario Outline: a Civic that Canada registered, in <code>
      Given the vehicle:
        | make          | Honda    |
        | model         | Civic    |
        | manufactured  | 2015     |
        | registered_in | CA       |
        | certified_to  | us_fmvss |
      And entry.state is <code>
      Then the state is allowed
      And the state says "like any other vehicle"

      Examples:
        | code |
        | AL   |
        | CA   |
        | HI   |
        | WY   |

  @states.ca.conforming_new @states.wa.conforming_new
  Rule: California and Washington take below 7,500 miles only what is certified for California

    Scenario Outline: a Mustang of <year> with <miles>, in <code>
      Given the vehicle:
        | make            | Ford           |
        | model           | Mustang        |
        | market          | US             |
        | manufactured    | <year>         |
        | certified_to    | us_fmvss       |
        | certified_by    | original_maker |
        | certified_class | as_built       |
        | odometer        | <miles>        |
      And entry.state is <code>
      And it enters on 2026-12-01
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | year    | miles   | code | state   | words                          |
        | 2024-05 | 7499 mi | CA   | unclear | not certified for California   |
        | 2024-05 | 7500 mi | CA   | allowed | like any other vehicle         |
        | 2024-05 |         | CA   | allowed | less than 7,500 miles          |
        | 2024-05 | 7499 mi | WA   | unclear | California's emission label    |
        | 2024-05 | 7500 mi | WA   | allowed | like any other vehicle         |
        | 2008-05 | 3000 mi | WA   | allowed | like any other vehicle         |
        | 2024-05 | 3000 mi | TX   | allowed | like any other vehicle         |

  @states.ne.mini_truck @states.ne.kei_car
  Rule: Nebraska's mini-trucks have a bed or a compartment for hauling

    Scenario Outline: a <body> of <width> in Nebraska
      Given the vehicle:
        | make         | Suzuki  |
        | market       | JP      |
        | kei          | true    |
        | body         | <body>  |
        | wheels       | 4       |
        | width        | <width> |
        | displacement | 657 cc  |
        | curb_weight  | 700 kg  |
        | manufactured | 1996-05 |
      And entry.state is NE
      And it enters on 2026-12-01
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | body          | width   | state      | words                       |
        | pickup        | 1395 mm | restricted | registered as such          |
        | passenger_car | 1395 mm | allowed    | titled and registered       |
