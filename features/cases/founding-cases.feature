@keiimport
Feature: The founding cases
  Real vehicles, entering on 2026-11-21 with nothing said but what their example tells. Each is
  a file in `examples/` and can be given to `keiimport evaluate` as it stands.

  @nhtsa.box_1 @nhtsa.age.25_years @cite:49_USC_30112(b)(9) @cite:49_CFR_591.5(i)(1)
  Rule: What was built for Japan enters freely on the anniversary of its manufacture, not before

    Scenario Outline: a young vehicle must wait for its 25 years
      A month without a day is certain from the last day of that month, and possible from its
      first. More than two years ahead, the answer names the month and says not to ship early.

      Given the example <example>
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is <certain>
      And the earliest possible day is <possible>
      And HS-7 box 1 is not_yet
      And HS-7 box 1 opens on <certain>
      And HS-7 box 2A is closed because "no permanent label from its maker"
      And HS-7 box 2B is closed because "only if you ask for it"
      And HS-7 box 3 is closed because "only if you ask for it"
      And HS-7 box 8 is closed
      And the chosen nhtsa path is HS-7 box 1
      And the answer says "It turns 25 in <month>"
      And the answer says "have it arrive on"
      And it assumes no_us_label
      And it does not ask for vehicle.manufactured

      Examples: electric kei cars and vans
        | example           | certain    | possible   | month          |
        | sakura-2022       | 2047-06-30 | 2047-06-01 | June 2047      |
        | ek-x-ev-2022      | 2047-07-31 | 2047-07-01 | July 2047      |
        | i-miev-2010       | 2035-05-31 | 2035-05-01 | May 2035       |
        | minicab-miev-2012 | 2037-01-31 | 2037-01-01 | January 2037   |
        | racco-2026        | 2051-09-30 | 2051-09-01 | September 2051 |

      Examples: petrol kei cars, whose build date picks the generation
        | example     | certain    | possible   | month        |
        | roox-2025   | 2050-10-31 | 2050-10-01 | October 2050 |
        | n-box-2012  | 2037-03-31 | 2037-03-01 | March 2037   |
        | spacia-2013 | 2038-05-31 | 2038-05-01 | May 2038     |

      Examples: larger cars
        | example         | certain    | possible   | month        |
        | leaf-2011-japan | 2036-01-31 | 2036-01-01 | January 2036 |
        | x-trail-2005-03 | 2030-03-31 | 2030-03-01 | March 2030   |

    Scenario Outline: the X-Trail of 2001, from the month to the day
      Given the example <example>
      When it is evaluated
      Then the outcome is <outcome>
      And HS-7 box 1 is <box 1>
      And the certainty is <certainty>

      Examples:
        | example            | outcome      | box 1       | certainty |
        | x-trail-2001-03    | admissible   | open        | assumed   |
        | x-trail-2001       | undetermined | needs_facts | assumed   |
        | x-trail-2001-11    | undetermined | needs_facts | assumed   |
        | x-trail-2001-11-21 | admissible   | open        | assumed   |
        | x-trail-2001-11-22 | not_yet      | not_yet     | assumed   |

    Scenario Outline: what would settle the X-Trail of 2001
      Given the example <example>
      When it is evaluated
      Then the outcome is undetermined
      And the earliest day is <certain>
      And it asks for vehicle.manufactured
      And a question says "month"

      Examples:
        | example         | certain    |
        | x-trail-2001    | 2026-12-31 |
        | x-trail-2001-11 | 2026-11-30 |

    Scenario: the X-Trail that is one day too young
      Given the example x-trail-2001-11-22
      When it is evaluated
      Then the earliest day is 2026-11-22
      And the earliest possible day is 2026-11-22

    Scenario: a kei truck of 1998 with nothing else said is let in on stated assumptions
      Given the example carry-1998
      When it is evaluated
      Then the outcome is admissible
      And the certainty is assumed
      And the strict outcome is undetermined
      And the chosen nhtsa path is HS-7 box 1
      And it assumes purpose_road_use
      And it assumes importer_individual
      And it assumes original_engine
      And it assumes original_configuration
      And a reason says "it is at least 25 years old"
      And class truck holds
      And class kei holds

    Scenario: a kei truck whose paper gives only the year Heisei 13
      Given the example kei-truck-h13
      When it is evaluated
      Then the outcome is undetermined
      And the earliest day is 2026-12-31
      And it asks for vehicle.manufactured
      And a question says "month"

    @nhtsa.age.registration_too_young
    Scenario: a registration that is itself too young does not prove the age
      Given the example registered-2001-12
      When it is evaluated
      Then HS-7 box 1 is open
      And a warning says "not yet 25 years old"
      And a warning says "does not prove the age"

  @nhtsa.certification.us_label @nhtsa.box_2a @cite:49_USC_30115 @cite:49_CFR_591.5(b)
  Rule: Only the permanent label of the original maker certifies a vehicle

    Scenario: the Japanese Sakura has no US label and is too fast for a low-speed vehicle
      Given the example sakura-2022
      When it is evaluated
      Then a reason says "no permanent label from its maker says that it meets the US standards"
      And a reason says "its top speed as built is 130 km/h"
      And a reason says "not yet 25 years old"
      And a reason cites "49 USC 30112(b)(9)"
      And fact vehicle.top_speed is 130 km/h from catalogue

    Scenario: a low-speed label fixed by a converter counts for nothing
      Given the example sakura-2022-converter-label
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is 2047-06-30
      And the earliest possible day is 2047-06-01
      And HS-7 box 2A is closed because "only the original maker can certify it"
      And class low_speed_vehicle does not hold

    Scenario Outline: the label of the US twin does not cover the Japanese car
      Given the example <example>
      When it is evaluated
      Then the outcome is not_yet
      And HS-7 box 2A is closed
      And a warning says "its label does not cover this vehicle"
      And a warning says "a private person cannot ask NHTSA"
      And HS-7 box 13 is closed because "not open to a private person"

      Examples:
        | example         |
        | i-miev-2010     |
        | leaf-2011-japan |

    Scenario Outline: the US version with the labels of its maker
      Given the example <example>
      When it is evaluated
      Then the outcome is admissible
      And HS-7 box 2A is open
      And the chosen nhtsa path is HS-7 box 2A
      And a reason says "its maker certified it to the US standards with a permanent label"

      Examples:
        | example              |
        | mitsubishi-i-us-2012 |
        | leaf-2011-us         |

    Scenario Outline: the number alone fills no label
      Given the example <example>
      And nobody says vehicle.certified_to
      When it is evaluated
      Then the outcome is undetermined
      And HS-7 box 2A is needs_facts
      And it asks for vehicle.certified_to

      Examples:
        | example              |
        | mitsubishi-i-us-2012 |
        | leaf-2011-us         |

    Scenario: ZE0 alone does not say for which market a Leaf was built
      Given the example leaf-2011-either-market
      When it is evaluated
      Then the outcome is undetermined
      And it asks for vehicle.certified_to
      And it does not assume no_us_label

    Scenario: of the Racco little is known, so only the label is the reason
      Given the example racco-2026
      When it is evaluated
      Then HS-7 box 2A is closed because "no permanent label from its maker"
      And a warning says "catalogue"
      And a warning says "verified"
      And fact vehicle.certified_to is none from presumed

  @nhtsa.lsv.limiter @cite:73_FR_55804 @cite:78_FR_29808 @cite:79_FR_73140
  Rule: A limiter never turns a faster vehicle into a low-speed vehicle

    Scenario: a block under the accelerator of a Sakura
      Given the example sakura-2022-limited
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is 2047-06-30
      And the earliest possible day is 2047-06-01
      And class low_speed_vehicle does not hold
      And a reason says "a block under the accelerator"
      And a reason says "Dynasty"
      And a reason cites "2000-06-28"
      And a reason cites "73 FR 55804"
      And a reason cites "78 FR 29808"
      And a reason cites "79 FR 73140"

    Scenario: a Sakura said to be built for 25 mph is not believed
      Given the example sakura-2022-told-25-mph
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is 2047-06-30
      And the earliest possible day is 2047-06-01
      And a warning says "you said `25 mph`, but the catalogue has `130 km/h`"
      And class low_speed_vehicle is unknown
      And HS-7 box 2A is closed because "no permanent label from its maker"

    Scenario: the Minicab-MiEV is too fast
      Given the example minicab-miev-2012
      When it is evaluated
      Then the outcome is not_yet
      And class low_speed_vehicle does not hold
      And a reason says "its top speed as built is 100 km/h"

    Scenario: the Minicab-MiEV with its weight told fails twice
      Given the example minicab-miev-2012-weighed
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is 2037-01-31
      And class low_speed_vehicle does not hold
      And a reason says "its top speed as built is 100 km/h"
      And a reason says "its gross weight rating is 1570 kg"

  @nhtsa.lsv.definition.2006 @cite:49_CFR_571.3(b) @cite:71_FR_20026
  Rule: The definition in force on the day of manufacture decides, and the class opens nothing

    Scenario Outline: a slow vehicle without a label
      Given the example <example>
      When it is evaluated
      Then the outcome is not_yet
      And the earliest day is <certain>
      And class low_speed_vehicle <class>
      And HS-7 box 2A is closed because "no permanent label from its maker"

      Examples:
        | example             | class         | certain    |
        | slow-2006-01        | does not hold | 2031-01-31 |
        | slow-2006-07        | holds         | 2031-07-31 |
        | slow-2006           | is unknown    | 2031-12-31 |
        | slow-pickup-2005-06 | does not hold | 2030-06-30 |

    Scenario: a new electric vehicle built and certified as a low-speed vehicle
      Given the example low-speed-vehicle-2025
      When it is evaluated
      Then the outcome is admissible
      And the chosen nhtsa path is HS-7 box 2A
      And the classes are low_speed_vehicle

    Scenario Outline: what binds a new low-speed vehicle
      Given the example low-speed-vehicle-2025
      When it is evaluated
      Then standard <standard> <binds>

      Examples: what is asked of it
        | standard | binds |
        | 500      | binds |
        | 111      | binds |
        | 141      | binds |
        | 205      | binds |
        | part_565 | binds |

      Examples: what is asked of faster vehicles only
        | standard | binds         |
        | 208      | does not bind |
        | 214      | does not bind |
        | 301      | does not bind |
        | 305      | does not bind |

      Examples: what the texts leave open, without blocking
        | standard | binds    |
        | 110      | may bind |
        | 114      | may bind |

  @nhtsa.motor_vehicle.called_off_road @nhtsa.off_road.westward @nhtsa.box_8 @cite:49_USC_30102(a)(7)
  Rule: A kei truck called off-road stays in doubt until NHTSA has written

    Scenario: a young Hijet for off-road use
      Given the example hijet-2023-off-road
      When it is evaluated
      Then the outcome is undetermined
      And it depends on the agency
      And the answer says "Do not ship on this"
      And HS-7 box 8 is needs_facts
      And it asks for vehicle.off_road.nhtsa_opinion
      And a reason says "five factors"
      And a reason says "Westward letter of 2000"
      And a reason cites "Westward, 2000-03-27"
