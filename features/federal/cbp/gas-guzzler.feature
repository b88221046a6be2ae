@keiimport @cbp.gas_guzzler @cite:26_USC_4064
Feature: The gas-guzzler tax
  Who imports a car stands in its maker's place for the tax on cars that burn much. It goes by EPA's
  measure of the model type: who tells none is shown none, and no kei vehicle comes near it.

  Background:
    Given the vehicle:
      | country_of_manufacture | JP            |
      | body                   | passenger_car |
      | designed_for           | people        |
      | open_cargo_bed         | false         |
      | made_for_roads         | true          |
      | off_road_features      | false         |
      | top_speed              | 200 km/h      |
      | gvwr                   | 2000 kg       |
      | curb_weight            | 1600 kg       |
      | seats                  | 5             |
      | designed_persons       | 5             |
      | rear_seats             | fixed         |
      | wheels                 | 4             |
      | powertrain             | gasoline      |
      | displacement           | 4000 cc       |
      | manufactured           | 1998-05       |
      | model_year             | 1998          |
    And the entry:
      | type      | consumption |
      | value     | $10,000     |
      | transport | air         |

  Rule: The tax rises as the fuel economy falls

    Scenario Outline: <economy> and the line <line>
      Given vehicle.fuel_economy is <economy>
      And it enters on 2026-11-21
      Then conclusion duty.tax.<line> is <holds>

      Examples:
        | economy  | line       | holds |
        | 22.4 mpg | below_22_5 | true  |
        | 22.5 mpg | below_22_5 | false |
        | 21.5 mpg | below_22_5 | true  |
        | 21.4 mpg | below_21_5 | true  |
        | 21.5 mpg | below_21_5 | false |
        | 20.5 mpg | below_21_5 | true  |
        | 20.4 mpg | below_20_5 | true  |
        | 20.5 mpg | below_20_5 | false |
        | 19.5 mpg | below_20_5 | true  |
        | 19.4 mpg | below_19_5 | true  |
        | 19.5 mpg | below_19_5 | false |
        | 18.5 mpg | below_19_5 | true  |
        | 18.4 mpg | below_18_5 | true  |
        | 18.5 mpg | below_18_5 | false |
        | 17.5 mpg | below_18_5 | true  |
        | 17.4 mpg | below_17_5 | true  |
        | 17.5 mpg | below_17_5 | false |
        | 16.5 mpg | below_17_5 | true  |
        | 16.4 mpg | below_16_5 | true  |
        | 16.5 mpg | below_16_5 | false |
        | 15.5 mpg | below_16_5 | true  |
        | 15.4 mpg | below_15_5 | true  |
        | 15.5 mpg | below_15_5 | false |
        | 14.5 mpg | below_15_5 | true  |
        | 14.4 mpg | below_14_5 | true  |
        | 14.5 mpg | below_14_5 | false |
        | 13.5 mpg | below_14_5 | true  |
        | 13.4 mpg | below_13_5 | true  |
        | 13.5 mpg | below_13_5 | false |
        | 12.5 mpg | below_13_5 | true  |
        | 12.4 mpg | below_12_5 | true  |
        | 12.5 mpg | below_12_5 | false |

    Scenario Outline: it is in the total, with <economy> on <day>
      Given vehicle.fuel_economy is <economy>
      And it enters on <day>
      Then the total is <total>

      Examples:
        | economy  | day        | total     |
        | 21.4 mpg | 2024-12-01 | $1,584.64 |
        | 22.5 mpg | 2024-12-01 | $284.64   |

    Scenario: nobody tells the fuel economy
      Given it enters on 2024-12-01
      Then the total is $284.64

    Scenario Outline: it is of 1991 in this form: <economy> on <day>
      Given vehicle.fuel_economy is <economy>
      And vehicle.manufactured is 1985-05
      And vehicle.model_year is 1985
      And it enters on <day>
      Then conclusion duty.tax.below_<line>_5 is <holds>

      Examples:
        | economy | line | day        | holds |
        | 12 mpg  | 12   | 1990-12-31 | false |
        | 12 mpg  | 12   | 1991-01-01 | true  |
        | 13 mpg  | 13   | 1990-12-31 | false |
        | 13 mpg  | 13   | 1991-01-01 | true  |
        | 14 mpg  | 14   | 1990-12-31 | false |
        | 14 mpg  | 14   | 1991-01-01 | true  |
        | 15 mpg  | 15   | 1990-12-31 | false |
        | 15 mpg  | 15   | 1991-01-01 | true  |
        | 16 mpg  | 16   | 1990-12-31 | false |
        | 16 mpg  | 16   | 1991-01-01 | true  |
        | 17 mpg  | 17   | 1990-12-31 | false |
        | 17 mpg  | 17   | 1991-01-01 | true  |
        | 18 mpg  | 18   | 1990-12-31 | false |
        | 18 mpg  | 18   | 1991-01-01 | true  |
        | 19 mpg  | 19   | 1990-12-31 | false |
        | 19 mpg  | 19   | 1991-01-01 | true  |
        | 20 mpg  | 20   | 1990-12-31 | false |
        | 20 mpg  | 20   | 1991-01-01 | true  |
        | 21 mpg  | 21   | 1990-12-31 | false |
        | 21 mpg  | 21   | 1991-01-01 | true  |
        | 22 mpg  | 22   | 1990-12-31 | false |
        | 22 mpg  | 22   | 1991-01-01 | true  |

  @cbp.gas_guzzler.automobile @cbp.gas_guzzler.seldom
  Rule: It is of cars driven by fuel, up to 6,000 lb

    Scenario Outline: <fact> is <value>
      Given vehicle.fuel_economy is 12 mpg
      And <fact> is <value>
      And it enters on 2026-11-21
      Then conclusion tax.automobile is <taxed>
      And <warning> says "gas-guzzler tax is paid to the Internal Revenue Service"

      Examples:
        | fact        | value          | taxed | warning    |
        | curb_weight | 6000 lb        | true  | a warning  |
        | curb_weight | 6001 lb        | false | no warning |
        | powertrain  | diesel         | true  | a warning  |
        | powertrain  | hybrid         | true  | a warning  |
        | powertrain  | plug_in_hybrid | true  | a warning  |
        | powertrain  | electric       | false | no warning |
        | wheels      | 3              | false | no warning |
        | wheels      | 4              | true  | a warning  |
        | wheels      | 6              | false | no warning |
        | body        | pickup         | false | no warning |

    Scenario Outline: a model year of <year>
      Given vehicle.fuel_economy is 12 mpg
      And vehicle.manufactured is <built>
      And vehicle.model_year is <year>
      And it enters on 2026-11-21
      Then conclusion tax.automobile is <taxed>

      Examples:
        | year | built   | taxed |
        | 1980 | 1980-01 | true  |
        | 1979 | 1979-12 | false |

    Scenario: not made for roads
      Given vehicle.fuel_economy is 12 mpg
      And vehicle.made_for_roads is false
      And it enters on 2026-11-21
      Then conclusion tax.automobile is false

    Scenario: just above the lowest line
      Given vehicle.fuel_economy is 22.5 mpg
      And it enters on 2026-11-21
      Then no warning says "gas-guzzler"

  Rule: Whoever tells the fuel economy of a car need not weigh it

    Scenario Outline: a car of unknown weight, rated for <gvwr>
      Given the vehicle:
        | curb_weight  |        |
        | gvwr         | <gvwr> |
        | fuel_economy | 12 mpg |
      Then conclusion tax.automobile is <taxed>

      Examples:
        | gvwr    | taxed   |
        | 2000 kg | true    |
        |         | true    |
        | 3000 kg | unknown |
