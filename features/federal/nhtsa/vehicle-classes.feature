@keiimport @cite:49_CFR_571.3(b)
Feature: Vehicle classes of the safety standards
  Every vehicle has exactly one class, and the standards bind by class. The maker's purpose
  decides; body, wheels and seats show it.

  Background:
    Given the vehicle:
      | market       | JP      |
      | manufactured | 2015-06 |
      | wheels       | 4       |
      | top_speed    | 110 km/h |
      | seats        | 4       |
      | designed_for | people  |
    And it enters on 2026-11-21

  @nhtsa.class.passenger_car @nhtsa.class.multipurpose @nhtsa.class.truck @nhtsa.class.trailer
  @nhtsa.built.primarily_for_cargo
  Rule: The body shows what a vehicle was designed for

    Scenario Outline: bodies and classes
      Given the vehicle:
        | body         | <body> |
        | designed_for | <for>  |
      Then class <class> holds

      Examples:
        | body          | for    | class         |
        | passenger_car | people | passenger_car |
        | station_wagon | people | passenger_car |
        | suv           | people | multipurpose  |
        | van           | people | multipurpose  |
        | cargo_van     | cargo  | truck         |
        | pickup        | cargo  | truck         |
        | dump_truck    | cargo  | truck         |
        | dump_truck    | people | truck         |
        | pickup        | people | truck         |
        | cargo_van     | people | truck         |
        | passenger_car | cargo  | truck         |
        | trailer       | cargo  | trailer       |
        | trailer       | people | trailer       |

    Scenario Outline: a utility vehicle needs features for off-road use to be multipurpose
      Given the vehicle:
        | body              | utility_vehicle |
        | off_road_features | <features>      |
      Then class multipurpose <class>

      Examples:
        | features | class         |
        | true     | holds         |
        | false    | does not hold |

  @nhtsa.class.motorcycle @cite:NHTSA_letter_to_M._Fondiller,_1980_(aiam3272)
  Rule: Up to three wheels make a motorcycle, whatever the body

    Scenario Outline: wheels
      Given the vehicle:
        | body   | passenger_car |
        | wheels | <wheels>      |
      Then class motorcycle <motorcycle>
      And class passenger_car <car>

      Examples:
        | wheels | motorcycle    | car           |
        | 2      | holds         | does not hold |
        | 3      | holds         | does not hold |
        | 4      | does not hold | holds         |

    Scenario Outline: three wheels under any other body, and a trailer with two
      Given the vehicle:
        | body         | <body>  |
        | designed_for | <for>   |
        | seats        | <seats> |
        | wheels       | <wheels> |
      Then class motorcycle <motorcycle>
      And class <other> does not hold

      Examples:
        | body    | for    | seats | wheels | motorcycle    | other        |
        | pickup  | cargo  | 1     | 3      | holds         | truck        |
        | van     | people | 4     | 3      | holds         | multipurpose |
        | bus     | people | 12    | 3      | holds         | bus          |
        | trailer | cargo  | 0     | 2      | does not hold | truck        |

  @nhtsa.class.bus @cite:NHTSA_letter_of_1986_(86-3.38)
  Rule: More than ten persons make a bus

    Scenario Outline: seats
      Given the vehicle:
        | body  | van     |
        | seats | <seats> |
      Then class bus <bus>
      And class multipurpose <multipurpose>

      Examples:
        | seats | bus           | multipurpose  |
        | 10    | does not hold | holds         |
        | 11    | holds         | does not hold |

    Scenario Outline: neither a body for cargo nor that of a car becomes a bus by its seats
      Given the vehicle:
        | body         | <body> |
        | designed_for | <for>  |
        | seats        | 12     |
      Then class bus <bus>
      And class <class> holds

      Examples:
        | body          | for    | bus           | class         |
        | bus           | people | holds         | bus           |
        | bus           | cargo  | does not hold | truck         |
        | passenger_car | people | does not hold | passenger_car |

  Rule: A low-speed vehicle is nothing else

    Scenario Outline: slow and light
      Given the vehicle:
        | body         | <body>  |
        | designed_for | <for>   |
        | seats        | <seats> |
        | top_speed    | 24 mph  |
        | gvwr         | 900 kg  |
      Then class low_speed_vehicle holds
      And class <class> does not hold

      Examples:
        | body          | for    | seats | class         |
        | passenger_car | people | 4     | passenger_car |
        | suv           | people | 4     | multipurpose  |
        | pickup        | cargo  | 2     | truck         |
        | bus           | people | 12    | bus           |

  @japan.kei.limits @japan.kei.registered
  Rule: Japan's kei class is information, measured by the limits of the build date

    Scenario Outline: length, width, height and displacement
      Given the vehicle:
        | body         | passenger_car  |
        | manufactured | <built>        |
        | length       | <length>       |
        | width        | <width>        |
        | height       | 1.9 m          |
        | displacement | <displacement> |
        | kei          | <registered>   |
      And it enters on 2026-11-21
      Then class kei <kei>

      Examples: 550 cc
        | built      | length  | width   | displacement | registered | kei           |
        | 1985-06    | 3195 mm | 1395 mm | 543 cc       |            | holds         |
        | 1985-06    | 3295 mm | 1395 mm | 657 cc       | false      | does not hold |

      Examples: 660 cc
        | built      | length  | width   | displacement | registered | kei           |
        | 1995-06    | 3295 mm | 1395 mm | 657 cc       |            | holds         |
        | 1998-09-30 | 3395 mm | 1475 mm | 657 cc       | false      | does not hold |

      Examples: 660 cc, longer and wider
        | built      | length  | width   | displacement | registered | kei           |
        | 1998-10-01 | 3395 mm | 1475 mm | 657 cc       |            | holds         |
        | 2015-06    | 3400 mm | 1480 mm | 660 cc       |            | holds         |
        | 2015-06    | 3480 mm | 1475 mm | 658 cc       | false      | does not hold |

    Scenario: registered as one in Japan
      Given vehicle.kei is true
      Then class kei holds

    Scenario Outline: at the edges of the limits of each period
      Given the vehicle:
        | body         | passenger_car  |
        | manufactured | <built>        |
        | length       | <length>       |
        | width        | <width>        |
        | height       | <height>       |
        | displacement | <displacement> |
        | kei          | false          |
      And it enters on 2026-11-21
      Then class kei <kei>

      Examples: the limits of 1955
        | built      | length  | width   | height  | displacement | kei           |
        | 1955-04-03 | 3000 mm | 1300 mm | 2000 mm | 360 cc       | does not hold |
        | 1955-04-04 | 3000 mm | 1300 mm | 2000 mm | 360 cc       | holds         |
        | 1975-12-31 | 3000 mm | 1300 mm | 2000 mm | 360 cc       | holds         |
        | 1955-04-04 | 3001 mm | 1300 mm | 2000 mm | 360 cc       | does not hold |
        | 1955-04-04 | 3000 mm | 1301 mm | 2000 mm | 360 cc       | does not hold |
        | 1955-04-04 | 3000 mm | 1300 mm | 2001 mm | 360 cc       | does not hold |
        | 1955-04-04 | 3000 mm | 1300 mm | 2000 mm | 361 cc       | does not hold |

      Examples: the limits of 1976
        | built      | length  | width   | height  | displacement | kei           |
        | 1975-12-31 | 3200 mm | 1400 mm | 2000 mm | 550 cc       | does not hold |
        | 1976-01-01 | 3200 mm | 1400 mm | 2000 mm | 550 cc       | holds         |
        | 1989-12-31 | 3200 mm | 1400 mm | 2000 mm | 550 cc       | holds         |
        | 1976-01-01 | 3201 mm | 1400 mm | 2000 mm | 550 cc       | does not hold |
        | 1976-01-01 | 3200 mm | 1401 mm | 2000 mm | 550 cc       | does not hold |
        | 1976-01-01 | 3200 mm | 1400 mm | 2001 mm | 550 cc       | does not hold |
        | 1976-01-01 | 3200 mm | 1400 mm | 2000 mm | 551 cc       | does not hold |

      Examples: the limits of 1990
        | built      | length  | width   | height  | displacement | kei           |
        | 1989-12-31 | 3300 mm | 1400 mm | 2000 mm | 660 cc       | does not hold |
        | 1990-01-01 | 3300 mm | 1400 mm | 2000 mm | 660 cc       | holds         |
        | 1998-09-30 | 3300 mm | 1400 mm | 2000 mm | 660 cc       | holds         |
        | 1990-01-01 | 3301 mm | 1400 mm | 2000 mm | 660 cc       | does not hold |
        | 1990-01-01 | 3300 mm | 1401 mm | 2000 mm | 660 cc       | does not hold |
        | 1990-01-01 | 3300 mm | 1400 mm | 2001 mm | 660 cc       | does not hold |
        | 1990-01-01 | 3300 mm | 1400 mm | 2000 mm | 661 cc       | does not hold |

      Examples: the limits of 1998
        | built      | length  | width   | height  | displacement | kei           |
        | 1998-09-30 | 3400 mm | 1480 mm | 2000 mm | 660 cc       | does not hold |
        | 1998-10-01 | 3400 mm | 1480 mm | 2000 mm | 660 cc       | holds         |
        | 2020-01-01 | 3400 mm | 1480 mm | 2000 mm | 660 cc       | holds         |
        | 1998-10-01 | 3401 mm | 1480 mm | 2000 mm | 660 cc       | does not hold |
        | 1998-10-01 | 3400 mm | 1481 mm | 2000 mm | 660 cc       | does not hold |
        | 1998-10-01 | 3400 mm | 1480 mm | 2001 mm | 660 cc       | does not hold |
        | 1998-10-01 | 3400 mm | 1480 mm | 2000 mm | 661 cc       | does not hold |
