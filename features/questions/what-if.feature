@keiimport
Feature: What if
  What would open a door that is closed: time, something that a person can do, or nothing. Every set
  of changes was tried out, and none of its parts can be left out.

  @epa.age.21_years @epa.code_e @nhtsa.box_1
  Rule: Another engine closes the doors of age, and the original one opens them again

    Scenario: the Skyline of 1997 with the wrong engine, and what would cure it
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | chassis_code | BCNR33  |
        | manufactured | 1997-05 |
        | engine       | other   |
      And it enters on 2026-11-21
      Then the outcome is conditional
      And it would be admissible with vehicle.engine = original
      And EPA code E would open with vehicle.engine = original

  @cbp.foreign_soil @cbp.stolen_numbers
  Rule: What a gate bars is let in once the gate is cleared, where anything clears it

    Scenario Outline: soil is washed off, and a stolen number stays one
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | chassis_code | DD51T   |
        | manufactured | 1998-05 |
      And vehicle.<fact> is true
      And it enters on 2026-11-21
      Then the outcome is <outcome>
      And it would be admissible with <changes>

      Examples:
        | fact            | outcome     | changes                     |
        | foreign_soil    | conditional | vehicle.soil_removed = true |
        | numbers_altered | refused     | nothing                     |

    Scenario: together with what opens a door
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | chassis_code | BCNR33  |
        | manufactured | 1997-05 |
        | engine       | other   |
        | foreign_soil | true    |
      And it enters on 2026-11-21
      Then it would be admissible with vehicle.engine = original and vehicle.soil_removed = true

  @nhtsa.box_1 @nhtsa.box_2a
  Rule: Where nothing but time helps, that is said

    Scenario: for the Sakura there is only time, and no letter and no work brings a label
      Given the example sakura-2022
      Then it would be admissible with entry.date = 2047-06-30
      And HS-7 box 1 would open with entry.date = 2047-06-30
      And HS-7 box 2A would open with nothing

  @nhtsa.box_4
  Rule: Nobody is told to say another purpose, nor another type of entry in its stead

    Scenario: a kei truck that is too young for the road is not sent away again
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | manufactured | 2004-03 |
      And it enters on 2026-11-21
      Then it would be admissible with entry.date = 2029-03-31
      And HS-7 box 4 would open with nothing
      And HS-7 box 7 would open with nothing
