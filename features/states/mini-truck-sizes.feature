@keiimport @states
Feature: The size of a mini-truck
  Some states say how large a mini-truck may be. A kei truck beyond it is another kei vehicle to them.

  Background:
    Given the vehicle:
      | make         | Suzuki  |
      | market       | JP      |
      | kei          | true    |
      | body         | pickup  |
      | wheels       | 4       |
      | certified_to | none    |
      | displacement | 656 cc  |
      | width        | 1475 mm |
      | length       | 3295 mm |
      | curb_weight  | 700 kg  |
      | manufactured | 1998-11 |
    And it enters on 2026-11-29

  @states.ar.mini_truck @states.in.mini_truck @states.ks.mini_truck @states.mn.mini_truck @states.nc.mini_truck @states.oh.mini_truck @states.pa.mini_truck
  Rule: The figure of the statute is still within it

    Scenario Outline: at the limit, and above it
      Given <fact> is <value>
      Then conclusion state.<state>.mini_truck is <within>

      Examples:
        | state | fact         | value    | within |
        | ar    | length       | 135 in   | true   |
        | ar    | length       | 135.1 in | false  |
        | in    | width        | 60 in    | true   |
        | in    | width        | 60.1 in  | false  |
        | in    | curb_weight  | 1600 lb  | true   |
        | in    | curb_weight  | 1601 lb  | false  |
        | ks    | length       | 160 in   | true   |
        | ks    | length       | 160.1 in | false  |
        | mn    | displacement | 660 cc   | true   |
        | mn    | displacement | 661 cc   | false  |
        | mn    | curb_weight  | 2200 lb  | true   |
        | mn    | curb_weight  | 2201 lb  | false  |
        | nc    | displacement | 660 cc   | true   |
        | nc    | displacement | 661 cc   | false  |
        | nc    | width        | 60 in    | true   |
        | nc    | width        | 60.1 in  | false  |
        | nc    | length       | 130 in   | true   |
        | nc    | length       | 130.1 in | false  |
        | oh    | displacement | 660 cc   | true   |
        | oh    | displacement | 661 cc   | false  |
        | oh    | curb_weight  | 2200 lb  | true   |
        | oh    | curb_weight  | 2201 lb  | false  |
        | pa    | displacement | 660 cc   | true   |
        | pa    | displacement | 661 cc   | false  |
        | pa    | width        | 60 in    | true   |
        | pa    | width        | 60.1 in  | false  |
        | pa    | length       | 130 in   | true   |
        | pa    | length       | 130.1 in | false  |
