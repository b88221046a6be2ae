@keiimport @cite:40_CFR_85.1511(f)(1) @cite:19_CFR_12.73(e)
Feature: Built before its kind was regulated
  What was built before EPA regulated its kind enters under code E whatever its state. The dates
  differ by kind. Today every such vehicle is past its 21 years as well; it matters for changed
  vehicles and for imports of earlier years.

  Background:
    Given the vehicle:
      | original_configuration | false         |
      | engine                 | other         |
      | epa_certified          | false         |
      | body                   | passenger_car |
      | designed_for           | people        |
      | off_road_features      | false         |
      | gvwr                   | 1200 kg       |
    And it enters on 1992-05-01

  @epa.pre_regulation @epa.first_regulated
  Rule: The first regulated day of each kind
    The year 1976 of diesel light trucks can end at unknown only: two sources differ.

    Scenario Outline: kinds and days
      Given the vehicle:
        | powertrain   | <powertrain> |
        | body         | <body>       |
        | gvwr         | <weight>     |
        | manufactured | <built>      |
      Then conclusion epa.built_before_regulation is <before>
      And the door "built before its kind was regulated" is <path>

      Examples: gasoline
        | powertrain | body          | weight  | built      | before | path   |
        | gasoline   | passenger_car | 1200 kg | 1967-12-31 | true   | open   |
        | gasoline   | pickup        | 1200 kg | 1967-12-31 | true   | open   |
        | gasoline   | passenger_car | 1200 kg | 1968-01-01 | false  | closed |

      Examples: diesel cars
        | powertrain | body          | weight  | built      | before | path   |
        | diesel     | passenger_car | 1200 kg | 1967-12-31 | true   | open   |
        | diesel     | passenger_car | 1200 kg | 1974-12-31 | true   | open   |
        | diesel     | passenger_car | 1200 kg | 1975-01-01 | false  | closed |

      Examples: diesel light trucks, on which the sources differ for 1976
        | powertrain | body   | weight  | built      | before  | path        |
        | diesel     | pickup | 1200 kg | 1974-12-31 | true    | open        |
        | diesel     | pickup | 1200 kg | 1975-12-31 | true    | open        |
        | diesel     | pickup | 1200 kg | 1976-01-01 | unknown | needs_facts |
        | diesel     | pickup | 1200 kg | 1976-12-31 | unknown | needs_facts |
        | diesel     | pickup | 1200 kg | 1977-01-01 | false   | closed      |

      Examples: motorcycles
        | powertrain | body       | weight | built      | before | path   |
        | gasoline   | motorcycle | 300 kg | 1977-12-31 | true   | open   |
        | gasoline   | motorcycle | 300 kg | 1978-01-01 | false  | closed |

      Examples: heavy vehicles
        | powertrain | body   | weight  | built      | before | path   |
        | diesel     | pickup | 9000 lb | 1969-12-31 | true   | open   |
        | diesel     | pickup | 9000 lb | 1970-01-01 | false  | closed |
        | diesel     | pickup | 9000 lb | 1974-12-31 | false  | closed |
        | diesel     | pickup | 9000 lb | 1976-06-01 | false  | closed |

    @epa.pre_regulation.conflict
    Scenario Outline: the disagreement is told where it matters
      Given the vehicle:
        | powertrain   | <powertrain> |
        | body         | <body>       |
        | manufactured | <built>      |
      And vehicle.original_configuration is true
      Then <warns> says "EPA's manual of 2008 gives 1 January 1977"

      Examples:
        | powertrain | body          | built   | warns      |
        | diesel     | pickup        | 1976-06 | a warning  |
        | gasoline   | pickup        | 1976-06 | no warning |
        | diesel     | passenger_car | 1976-06 | no warning |
        | diesel     | pickup        | 1975-06 | no warning |
        | diesel     | pickup        | 1975-12-31 | no warning |
        | diesel     | pickup        | 1976-01-01 | a warning  |
        | diesel     | pickup        | 1976-12-31 | a warning  |
        | diesel     | pickup        | 1977-01-01 | no warning |

    Scenario: a changed vehicle of an unknown year is asked for its year, and not refused
      Given nobody says vehicle.manufactured
      And vehicle.powertrain is gasoline
      Then the door "built before its kind was regulated" is needs_facts
      And the outcome is undetermined
      And it asks for vehicle.manufactured

    Scenario: a later vehicle is not asked about it
      Given vehicle.manufactured is 1985-01
      Then the door "built before its kind was regulated" is closed because "only if you ask for it"

  @epa.kind.light_truck @epa.kind.heavy @epa.kind.motorcycle
  Rule: Kinds as EPA tells them

    Scenario Outline: light trucks
      Given the vehicle:
        | body              | <body>     |
        | designed_for      | <for>      |
        | off_road_features | <off road> |
      Then conclusion epa.kind.light_truck is <light truck>

      Examples:
        | body          | for    | off road | light truck |
        | pickup        | cargo  | false    | true        |
        | suv           | people | true     | true        |
        | passenger_car | people | true     | false       |
        | van           | cargo  | false    | true        |
        | passenger_car | people | false    | false       |

    Scenario Outline: heavy ones and motorcycles
      Given the vehicle:
        | body | <body>   |
        | gvwr | <weight> |
      Then conclusion epa.kind.heavy is <heavy>
      And conclusion epa.kind.motorcycle is <motorcycle>

      Examples:
        | body          | weight  | heavy | motorcycle |
        | suv           | 8500 lb | false | false      |
        | suv           | 8501 lb | true  | false      |
        | passenger_car | 8501 lb | false | false      |
        | motorcycle    | 300 kg  | false | true       |

    Scenario Outline: a passenger car is a light-duty vehicle, whatever it weighs and climbs
      Given the vehicle:
        | powertrain        | diesel  |
        | body              | <body>  |
        | gvwr              |         |
        | off_road_features |         |
        | manufactured      | <built> |
      And nobody says vehicle.gvwr
      And nobody says vehicle.off_road_features
      Then the door "built before its kind was regulated" is <path>

      Examples:
        | body          | built      | path        |
        | passenger_car | 1974-12-31 | open        |
        | station_wagon | 1974-12-31 | open        |
        | passenger_car | 1975-01-01 | closed      |
        | suv           | 1974-12-31 | needs_facts |
