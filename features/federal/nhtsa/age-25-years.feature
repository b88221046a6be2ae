@keiimport @cite:49_USC_30112(b)(9) @cite:49_CFR_591.5(i)(1)
Feature: The 25-year exemption
  A vehicle that is at least 25 years old enters through box 1 of the HS-7, whatever standards it
  was built to. The years run from the day it was manufactured, not from a model year.

  Background:
    Given the vehicle:
      | make   | Suzuki |
      | model  | Carry  |
      | market | JP     |
      | kei    | true   |

  @nhtsa.age.25_years
  Rule: The years are full on the anniversary of the day of manufacture

    Scenario Outline: a build date known to the day, to the month or to the year
      What is known only to the month or the year lies between the first and the last day of it.

      Given vehicle.manufactured is <built>
      And it enters on <entry>
      Then conclusion age.nhtsa_25_years is <old enough>

      Examples: to the day
        | built      | entry      | old enough |
        | 2001-11-20 | 2026-11-21 | true       |
        | 2001-11-21 | 2026-11-21 | true       |
        | 2001-11-22 | 2026-11-21 | false      |

      Examples: to the month
        | built   | entry      | old enough |
        | 2001-10 | 2026-11-21 | true       |
        | 2001-11 | 2026-10-31 | false      |
        | 2001-11 | 2026-11-01 | unknown    |
        | 2001-11 | 2026-11-29 | unknown    |
        | 2001-11 | 2026-11-30 | true       |
        | 2001-12 | 2026-11-21 | false      |

      Examples: to the year
        | built | entry      | old enough |
        | 2000  | 2026-11-21 | true       |
        | 2001  | 2025-12-31 | false      |
        | 2001  | 2026-01-01 | unknown    |
        | 2001  | 2026-12-30 | unknown    |
        | 2001  | 2026-12-31 | true       |
        | 2002  | 2026-11-21 | false      |

      Examples: in Japanese eras
        | built         | entry      | old enough |
        | H13.11        | 2026-11-21 | unknown    |
        | 平成13年10月  | 2026-11-21 | true       |
        | H13           | 2026-12-31 | true       |

    Scenario Outline: born on a leap day, it comes of age on the first of March
      No authority was found for this; the later day is the safe one.

      Given vehicle.manufactured is 2000-02-29
      And it enters on <entry>
      Then conclusion age.nhtsa_25_years is <old enough>

      Examples:
        | entry      | old enough |
        | 2025-02-28 | false      |
        | 2025-03-01 | true       |

    Scenario: the model year does not count
      Given vehicle.model_year is 2001
      And it enters on 2026-11-21
      Then conclusion age.nhtsa_25_years is unknown
      And it asks for vehicle.manufactured

    Scenario Outline: a vehicle is never built after its first registration
      Given vehicle.first_registered is <registered>
      And it enters on 2026-11-21
      Then conclusion age.nhtsa_25_years is <old enough>

      Examples:
        | registered | old enough |
        | 2001-11-21 | true       |
        | 2001-10    | true       |
        | 2002-01    | unknown    |

    Scenario: nothing else is asked of an old vehicle
      Given the vehicle:
        | manufactured | 1998-05 |
        | drive_side   | right   |
        | certified_to | none    |
        | title        | salvage |
      And it enters on 2026-11-21
      Then HS-7 box 1 is open
      And the chosen nhtsa path is HS-7 box 1

    Scenario: the law before the exemption began is not answered
      Given vehicle.manufactured is 1960-05
      And it enters on 1989-06-01
      Then the outcome is undetermined

  @nhtsa.age.same_vehicle @nhtsa.age.new_body_old_chassis @nhtsa.age.engine_swap
  Rule: A vehicle that was rebuilt beyond restoration is as old as its rebuilding

    Scenario Outline: what was done to it
      Given the vehicle:
        | manufactured           | 1990-05         |
        | remanufactured         | <rebuilt>       |
        | original_configuration | <configuration> |
        | engine                 | <engine>        |
        | body_replaced          | <new body>      |
        | title                  | <title>         |
      And it enters on 2026-11-21
      Then conclusion age.date_of_manufacture_stands is <stands>
      And HS-7 box 1 is <box 1>

      Examples: as it left its maker, or with engines that count as such
        | rebuilt | configuration | engine          | new body | title | stands | box 1 |
        | false   | true          | original        | false    | clean | true   | open  |
        | false   | true          | equivalent      | false    | clean | true   | open  |
        | false   | true          | certified_newer | false    | clean | true   | open  |

      Examples: an engine swap, or another change of detail, builds no new vehicle
        | rebuilt | configuration | engine   | new body | title | stands | box 1 |
        | false   | true          | other    | false    | clean | true   | open  |
        | false   | true          | absent   | false    | clean | true   | open  |
        | false   | false         | other    | false    | clean | true   | open  |
        | false   | false         | original | false    | clean | true   | open  |

      Examples: another body on the original chassis, drive line and title
        | rebuilt | configuration | engine          | new body | title         | stands | box 1  |
        | false   | true          | original        | true     | clean         | true   | open   |
        | false   | true          | equivalent      | true     | clean         | true   | open   |
        | false   | true          | certified_newer | true     | clean         | true   | open   |
        | false   | true          | original        | true     | rebuilt       | true   | open   |
        | false   | true          | original        | true     | reconstructed | false  | closed |
        | false   | true          | other           | true     | clean         | false  | closed |
        | false   | true          | absent          | true     | clean         | false  | closed |

      Examples: rebuilt so far that it was manufactured anew
        | rebuilt | configuration | engine   | new body | title | stands | box 1  |
        | true    | true          | original | false    | clean | false  | closed |

    Scenario: a rebuilt vehicle without a label has no day on which it may enter
      Given the vehicle:
        | manufactured   | 1990-05 |
        | remanufactured | true    |
      And it enters on 2026-11-21
      Then the outcome is refused
      And there is no earliest day
      And there is no earliest possible day
      And the chosen nhtsa path is none

    Scenario: an unchanged vehicle is presumed, and the verdict says so
      Given vehicle.manufactured is 1990-05
      And it enters on 2026-11-21
      Then HS-7 box 1 is open
      And the certainty is assumed
      And it assumes original_engine
      And it assumes original_body
      And it assumes not_remanufactured

    Scenario: of a vehicle that was repaired or altered nothing is presumed
      Given vehicle.manufactured is 1990-05
      And vehicle.altered is true
      And it enters on 2026-11-21
      Then the outcome is undetermined
      And it does not assume original_engine
      And it does not assume original_body
      And it does not assume original_configuration
      And it does not assume not_remanufactured
      And it does not assume transmission_present
      And it asks for vehicle.remanufactured

    Scenario: without presumptions the state of the vehicle is asked for
      Given vehicle.manufactured is 1990-05
      And it enters on 2026-11-21
      And nothing is presumed
      Then HS-7 box 1 is needs_facts
      And it asks for vehicle.remanufactured

  @nhtsa.age.evidence_label @nhtsa.age.evidence_document @nhtsa.age.evidence_society
  @nhtsa.age.evidence_not_listed @nhtsa.age.evidence_untold
  @cite:NHTSA_importation_and_certification_FAQs
  Rule: The date must be provable, and NHTSA ranks the proofs

    Scenario Outline: what the date rests on
      Given vehicle.manufactured is 1990-05
      And vehicle.first_registered is 1990-06
      And vehicle.manufactured_evidence is <evidence>
      And it enters on 2026-11-21
      Then HS-7 box 1 is open
      And a warning says "<words>"

      Examples:
        | evidence           | words                           |
        | maker_label        | it comes first on NHTSA's list  |
        | registration       | on NHTSA's list it comes second |
        | invoice            | on NHTSA's list it comes second |
        | historical_society | it comes last on NHTSA's list   |
        | lookup             | not on NHTSA's list of proofs   |
        | claim              | not on NHTSA's list of proofs   |

    Scenario: nobody said what proves the date
      Given vehicle.manufactured is 1990-05
      And it enters on 2026-11-21
      Then a warning says "you haven't said what proves the date of manufacture"

    @nhtsa.age.registration_too_young
    Scenario Outline: a registration of 29 February is 25 years old on 1 March
      Given vehicle.manufactured is 2004-01
      And vehicle.first_registered is 2004-02-29
      And vehicle.manufactured_evidence is registration
      And it enters on <entry>
      Then <old> says "on NHTSA's list it comes second"
      And <young> says "does not prove the age"

      Examples:
        | entry      | old        | young      |
        | 2029-02-28 | no warning | a warning  |
        | 2029-03-01 | a warning  | no warning |

    @nhtsa.age.registration_too_young
    Scenario Outline: a registration proves the age only when it is itself 25 years old
      Given vehicle.manufactured is 2001-10
      And vehicle.first_registered is <registered>
      And vehicle.manufactured_evidence is registration
      And it enters on 2026-11-21
      Then <warns> says "does not prove the age"

      Examples:
        | registered | warns      |
        | 2001-10    | no warning |
        | 2001-12    | a warning  |

    @nhtsa.age.registration_too_young
    Scenario: the maker's label proves it whatever the registration says
      Given vehicle.manufactured is 2001-10
      And vehicle.first_registered is 2001-12
      And vehicle.manufactured_evidence is maker_label
      And it enters on 2026-11-21
      Then no warning says "does not prove the age"

    @nhtsa.age.registered_late
    Scenario Outline: built <built>, and first registered <registered>
      Given vehicle.manufactured is <built>
      And vehicle.first_registered is <registered>
      And it enters on 2026-11-21
      Then <warns> says "few vehicles wait so long"

      Examples:
        | built   | registered | warns      |
        | 1998-05 | 2003-05    | a warning  |
        | 1998-05 | 2000-05    | no warning |
        | 1990-05 | 2001-05    | no warning |
        | 2010-05 | 2014-05    | no warning |

    @nhtsa.age.arrived_too_young
    Scenario Outline: it arrives on <arrived>, and is declared on 2026-12-20
      Given vehicle.manufactured is 2001-12-15
      And entry.arrived is <arrived>
      And it enters on 2026-12-20
      Then <warns> says "before it was 25 years old"

      Examples:
        | arrived    | warns      |
        | 2026-12-01 | a warning  |
        | 2026-12-15 | no warning |
