@keiimport @cite:49_CFR_571.3(b)
Feature: Low-speed vehicles
  The law's word for a neighbourhood electric vehicle: four wheels, and as built faster than 20
  but not than 25 mph. The class is no door by itself; it decides which standards bind.

  Background:
    Given the vehicle:
      | market       | JP         |
      | designed_for | people     |
      | wheels       | 4          |
      | top_speed    | 24 mph     |
      | gvwr         | 1000 kg    |
      | manufactured | 2024-05-01 |
      | certified_to | none       |
    And it enters on 2026-11-21

  @nhtsa.lsv.speed
  Rule: Four wheels, and a speed as built above 20 and up to 25 mph

    Scenario Outline: at the edges of both printed figures
      The law prints miles and kilometres that differ a little: each value is held against the
      figure of its own unit, and what lies between the two is unknown.

      Given vehicle.top_speed is <speed>
      Then class low_speed_vehicle <class>

      Examples: in miles
        | speed  | class         |
        | 20 mph | does not hold |
        | 21 mph | holds         |
        | 25 mph | holds         |
        | 26 mph | does not hold |

      Examples: in kilometres
        | speed     | class         |
        | 32 km/h   | does not hold |
        | 33 km/h   | holds         |
        | 40 km/h   | holds         |
        | 40.1 km/h | is unknown    |
        | 41 km/h   | does not hold |

    Scenario Outline: any other number of wheels is another class
      Given vehicle.wheels is <wheels>
      Then class low_speed_vehicle does not hold

      Examples:
        | wheels |
        | 3      |
        | 6      |

    Scenario: a speed that nobody tells is asked for, not assumed slow
      Given nobody says vehicle.top_speed
      And nobody says vehicle.market
      Then class low_speed_vehicle is unknown

    Scenario: a vehicle from Japan is presumed to be faster
      Given nobody says vehicle.top_speed
      Then class low_speed_vehicle does not hold

  @nhtsa.lsv.definition.1998 @nhtsa.lsv.definition.2005 @nhtsa.lsv.definition.2006
  @cite:63_FR_33194 @cite:70_FR_48313 @cite:71_FR_20026
  Rule: The text in force on the day of manufacture defines the class

    Scenario Outline: three texts and their weights
      Given the vehicle:
        | manufactured | <built>  |
        | body         | <body>   |
        | designed_for | <for>    |
        | gvwr         | <weight> |
      And it enters on 2026-11-21
      Then class low_speed_vehicle <class>

      Examples: no such class before 1998-06-17
        | built      | body          | for    | weight  | class         |
        | 1998-06-16 | passenger_car | people | 2000 lb | does not hold |
        | 1998-06-17 | passenger_car | people | 2000 lb | holds         |

      Examples: the first text had no weight and left out trucks
        | built      | body          | for    | weight  | class         |
        | 2005-10-02 | passenger_car | people | 4000 lb | holds         |
        | 2005-10-02 | pickup        | cargo  | 2000 lb | does not hold |

      Examples: from 2005-10-03 trucks too, below 2,500 lb
        | built      | body          | for    | weight  | class         |
        | 2005-10-03 | pickup        | cargo  | 2000 lb | holds         |
        | 2005-10-03 | passenger_car | people | 2499 lb | holds         |
        | 2005-10-03 | passenger_car | people | 2500 lb | does not hold |
        | 2005-10-03 | passenger_car | people | 1133 kg | holds         |
        | 2005-10-03 | passenger_car | people | 1134 kg | does not hold |
        | 2006-06-04 | passenger_car | people | 2700 lb | does not hold |

      Examples: from 2006-06-05 below 3,000 lb
        | built      | body          | for    | weight  | class         |
        | 2006-06-05 | passenger_car | people | 2700 lb | holds         |
        | 2006-06-05 | passenger_car | people | 2999 lb | holds         |
        | 2006-06-05 | passenger_car | people | 3000 lb | does not hold |
        | 2006-06-05 | passenger_car | people | 1360 kg | holds         |
        | 2006-06-05 | passenger_car | people | 1361 kg | does not hold |

      Examples: a build date on both sides of a change
        | built | body          | for    | weight  | class         |
        | 2006  | passenger_car | people | 2400 lb | holds         |
        | 2006  | passenger_car | people | 2700 lb | is unknown    |
        | 2006  | passenger_car | people | 3100 lb | does not hold |
        | 1998  | passenger_car | people | 2000 lb | is unknown    |
        | 2005  | pickup        | cargo  | 2000 lb | is unknown    |

    Scenario: an unknown weight leaves the class of today open
      Given nobody says vehicle.gvwr
      Then class low_speed_vehicle is unknown

  @nhtsa.lsv.limiter @cite:73_FR_55804 @cite:78_FR_29808 @cite:79_FR_73140
  Rule: Speed is judged as designed and manufactured, never as limited afterwards

    Scenario Outline: a limiter on a faster vehicle
      Given the vehicle:
        | top_speed     | <built for> |
        | limited_speed | <held to>   |
      Then class low_speed_vehicle does not hold
      And a reason says "never turns a faster vehicle into a low-speed vehicle"
      And a reason cites "2000-06-28"
      And a reason cites "73 FR 55804"
      And a reason cites "78 FR 29808"
      And a reason cites "79 FR 73140"
      And the outcome is not_yet

      Examples:
        | built for | held to |
        | 130 km/h  | 25 mph  |
        | 100 km/h  | 40 km/h |
        | 26 mph    | 24 mph  |

    Scenario Outline: what is held to more than 25 mph is not held to a low speed
      Given the vehicle:
        | top_speed     | 130 km/h  |
        | limited_speed | <held to> |
      Then conclusion lsv.limited_only is <limited>

      Examples:
        | held to | limited |
        | 25 mph  | true    |
        | 26 mph  | false   |
        | 40 km/h | true    |
        | 41 km/h | false   |

    Scenario: a limiter on a vehicle that was slow already changes nothing
      Given the vehicle:
        | top_speed     | 25 mph |
        | limited_speed | 20 mph |
      Then class low_speed_vehicle holds
      And no reason says "never turns a faster vehicle"

  @nhtsa.lsv.newly_built @nhtsa.certification.us_label @cite:49_CFR_591.5(b)
  Rule: The class opens nothing; the certification of the original maker does

    Scenario: a slow vehicle without a label waits for its 25 years
      Then class low_speed_vehicle holds
      And HS-7 box 2A is closed because "no permanent label from its maker"
      And the outcome is not_yet
      And the earliest day is 2049-05-01

    Scenario: newly built on the body of a faster vehicle, and certified by who built it
      Given the vehicle:
        | market          | US                |
        | certified_to    | us_fmvss          |
        | certified_by    | original_maker    |
        | certified_class | low_speed_vehicle |
      Then class low_speed_vehicle holds
      And HS-7 box 2A is open
      And the chosen nhtsa path is HS-7 box 2A
      And a reason cites "Dowall"

    Scenario: newly built, with a label that somebody else fixed
      Given the vehicle:
        | market          | US                |
        | certified_to    | us_fmvss          |
        | certified_by    | converter         |
        | certified_class | low_speed_vehicle |
      Then conclusion lsv.newly_built_slow is false
      And HS-7 box 2A is closed because "a converter's label does not count"

    Scenario: the same label on a vehicle that is too fast
      Given the vehicle:
        | market          | US                |
        | top_speed       | 60 mph            |
        | certified_to    | us_fmvss          |
        | certified_by    | original_maker    |
        | certified_class | low_speed_vehicle |
      Then class low_speed_vehicle does not hold
      And HS-7 box 2A is closed because "its label names another class (low speed vehicle) than the one it belongs to"

  @cite:49_CFR_571.500_S5(b)(11) @cite:49_CFR_571.500_S5(b)(12)
  Rule: What standard 500 and its companions ask depends on the build date

    Scenario Outline: camera and sound
      Given the vehicle:
        | manufactured | <built>      |
        | powertrain   | <powertrain> |
      Then standard 500 binds
      And standard 111 <camera>
      And standard 141 <sound>

      Examples: the rear camera
        | built      | powertrain | camera        | sound         |
        | 2016-04-30 | electric   | does not bind | does not bind |
        | 2016-05-01 | electric   | may bind      | does not bind |
        | 2018-04-30 | electric   | may bind      | does not bind |
        | 2018-05-01 | electric   | binds         | does not bind |

      Examples: the sound of electric vehicles
        | built      | powertrain | camera | sound         |
        | 2020-02-29 | electric   | binds  | does not bind |
        | 2020-03-01 | electric   | binds  | may bind      |
        | 2021-02-28 | electric   | binds  | may bind      |
        | 2021-03-01 | electric   | binds  | binds         |
        | 2021-03-01 | gasoline   | binds  | does not bind |
