@keiimport
Feature: Rulings of Customs on single vehicles
  Each scenario retells one ruling: the vehicle as it was told to Customs, and what it pays. What the
  rulings say of safety and emissions is left to the agencies there too.

  Background:
    Given the vehicle:
      | body         | passenger_car |
      | designed_for | people        |
      | powertrain   | gasoline      |

  @cbp.heading.persons
  Rule: A car pays as a car, whatever it is worth to collectors

    Scenario Outline: <ruling>
      Given the vehicle:
        | country_of_manufacture | <origin> |
        | displacement           | <cc>     |
        | manufactured           | <built>  |
      And it enters on <day>
      Then the heading is <heading>
      And the duty is 2.5 %

      Examples: for a museum, for racing and display, and one of three
        | ruling                            | origin | cc      | built | day        | heading    |
        | NY 815818 (a Talbot-Lago T150 C)  | FR     | 4000 cc | 1938  | 1995-12-07 | 8703.24.01 |
        | NY N065799 (a 250 Testa Rossa)    | IT     | 2953 cc | 1957  | 2009-07-10 | 8703.23.01 |
        | NY N330503 (a Bugatti EB112)      | IT     | 6000 cc | 1994  | 2023-02-10 | 8703.24.01 |
        | HQ H307522 (an Alfa Romeo 8C)     | IT     | 2905 cc | 1937  | 2020-05-13 | 8703.23.01 |

      Examples: of whatever model years, as asked before buying any
        | ruling                            | origin | cc      | built | day        | heading    |
        | NY R01222 (cars of 1995 to 2000)  | JP     | 2000 cc | 1998  | 2005-01-05 | 8703.23.01 |

  @cbp.goods_returned @cbp.returned.unchanged @cbp.returned.unchanged.2016
  Rule: A foreign car that finds no buyer abroad comes back free since 2016 alone

    Scenario Outline: <ruling>, sent to an auction at Monaco and not sold
      Given the vehicle:
        | country_of_manufacture | IT      |
        | displacement           | 2715 cc |
        | manufactured           | 1952    |
        | exported               | <left>  |
        | improved_abroad        | false   |
      And entry.type is goods_returned
      And it enters on <day>
      Then the duty is <rate>

      Examples: the first had paid duty when it first came
        | ruling                          | left       | day        | rate  |
        | HQ 951876 (a Ferrari 225 S)     | 1990-05-01 | 1990-06-15 | 2.5 % |
        | HQ H278564 (high-end cars)      | 2016-03-01 | 2016-05-29 | 0 %   |
        | HQ H278564, three years later   | 2016-03-01 | 2019-03-01 | 2.5 % |

  @cbp.taken_abroad @cbp.taken_abroad.by_owner
  Rule: A car that a resident of the United States never took abroad does not come back

    Scenario: HQ 226446, the Canadian car of the importer's mother, lent for weeks in New York
      Given importer.us_resident is true
      And vehicle.registered_in is CA
      And vehicle.taken_abroad is false
      And it enters on 1995-07-07
      Then the door "entry of a resident's own vehicle that was taken abroad" is closed
      And the chosen cbp path is the door "entry for consumption"

    Scenario: nor does it come in as that of a nonresident
      Given importer.us_resident is true
      And entry.purpose is visit
      And it enters on 1995-07-07
      Then the door "entry of a nonresident's own vehicle for a while" is closed because "lives in the United States"
