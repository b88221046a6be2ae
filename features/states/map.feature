@keiimport @states
Feature: The map of the states
  What every state and the District of Columbia say on 2026-11-21. A word here is only as good as
  its row in `rules/states/states.csv`, which names its sources and how well they were seen.

  Rule: A kei truck of 1998, never registered in the state, whose owner has another vehicle

    Scenario Outline: a Suzuki Carry in each state
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | chassis_code | DD51T   |
        | manufactured | 1998-05 |
        | curb_weight  | 700 kg  |
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-21
      And first_registered_in_state is 2026-11-21
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                         |
        | AL   | restricted | any road but interstates      |
        | AK   | unclear    | no mini-truck law             |
        | AZ   | allowed    | general title law             |
        | AR   | restricted | roads posted up to 55 mph     |
        | CA   | banned     | certificate of conformance    |
        | CO   | unclear    | 2028-01-01                    |
        | CT   | unclear    | antique plate                 |
        | DE   | unclear    | sources differ                |
        | DC   | unclear    | certification label           |
        | FL   | restricted | streets posted up to 35 mph   |
        | GA   | banned     | MVD-2023-05                   |
        | HI   | unclear    | US label                      |
        | ID   | unclear    | ordinary registration         |
        | IL   | banned     | Not Eligible for Registration |
        | IN   | restricted | all roads but interstates     |
        | IA   | banned     | Iowa DOT                      |
        | KS   | restricted | county roads                  |
        | KY   | restricted | two-lane roads                |
        | LA   | restricted | off-road decal                |
        | ME   | banned     | off-road vehicle              |
        | MD   | unclear    | historic plate                |
        | MA   | allowed    | passenger or commercial       |
        | MI   | allowed    | pickup or a station wagon     |
        | MN   | restricted | local permit                  |
        | MS   | allowed    | ordinary                      |
        | MO   | restricted | local ordinance               |
        | MT   | unclear    | local ordinances only         |
        | NE   | restricted | expressways                   |
        | NV   | unclear    | illegal                       |
        | NH   | restricted | agricultural                  |
        | NJ   | unclear    | illegal                       |
        | NM   | unclear    | illegal                       |
        | NY   | banned     | neither titles nor registers  |
        | NC   | restricted | roads posted up to 55 mph     |
        | ND   | restricted | off-highway                   |
        | OH   | restricted | local authority               |
        | OK   | restricted | all roads but interstates     |
        | OR   | banned     | does not register             |
        | PA   | restricted | off-road title                |
        | RI   | banned     | refuses and revokes           |
        | SC   | allowed    | antique from 25 years         |
        | SD   | allowed    | ordinary                      |
        | TN   | unclear    | medium-speed                  |
        | TX   | allowed    | miniature vehicle             |
        | UT   | restricted | 50 mph                        |
        | VT   | unclear    | illegal                       |
        | VA   | restricted | antique plate                 |
        | WA   | allowed    | ordinary                      |
        | WV   | restricted | controlled access             |
        | WI   | restricted | collector                     |
        | WY   | restricted | multipurpose vehicle          |

  Rule: A low-speed vehicle with its maker's label, and the highest posted speed of its roads

    Scenario Outline: a low-speed vehicle in each state
      Given the example low-speed-vehicle-2025
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                       |
        | AL   | unclear    | two figures                 |
        | AK   | restricted | roads posted up to 35 mph   |
        | AZ   | restricted | roads posted up to 35 mph   |
        | AR   | unclear    | no ceiling                  |
        | CA   | restricted | roads posted up to 35 mph   |
        | CO   | restricted | roads posted up to 35 mph   |
        | CT   | unclear    | a bill of 2024              |
        | DE   | restricted | roads posted up to 35 mph   |
        | DC   | unclear    | no ceiling                  |
        | FL   | restricted | roads posted up to 35 mph   |
        | GA   | restricted | roads posted up to 35 mph   |
        | HI   | restricted | roads posted up to 35 mph   |
        | ID   | restricted | roads posted up to 35 mph   |
        | IL   | restricted | roads posted up to 30 mph   |
        | IN   | restricted | roads posted up to 35 mph   |
        | IA   | restricted | roads posted up to 35 mph   |
        | KS   | restricted | roads posted up to 40 mph   |
        | KY   | restricted | roads posted up to 35 mph   |
        | LA   | restricted | roads posted up to 35 mph   |
        | ME   | restricted | roads posted up to 35 mph   |
        | MD   | restricted | roads posted up to 30 mph   |
        | MA   | restricted | roads posted up to 30 mph   |
        | MI   | restricted | roads posted up to 35 mph   |
        | MN   | restricted | roads posted up to 35 mph   |
        | MS   | unclear    | no statute in 2010          |
        | MO   | restricted | roads posted up to 35 mph   |
        | MT   | restricted | roads posted up to 25 mph   |
        | NE   | restricted | roads posted up to 35 mph   |
        | NV   | restricted | roads posted up to 35 mph   |
        | NH   | restricted | a ceiling that was not seen |
        | NJ   | restricted | roads posted up to 25 mph   |
        | NM   | restricted | roads posted up to 35 mph   |
        | NY   | restricted | roads posted up to 35 mph   |
        | NC   | restricted | roads posted up to 35 mph   |
        | ND   | restricted | roads posted up to 35 mph   |
        | OH   | restricted | roads posted up to 35 mph   |
        | OK   | restricted | roads posted up to 35 mph   |
        | OR   | restricted | roads posted up to 35 mph   |
        | PA   | restricted | a ceiling that was not seen |
        | RI   | restricted | roads posted up to 35 mph   |
        | SC   | restricted | roads posted up to 35 mph   |
        | SD   | restricted | roads posted up to 35 mph   |
        | TN   | restricted | roads posted up to 35 mph   |
        | TX   | restricted | roads posted up to 45 mph   |
        | UT   | restricted | roads posted up to 35 mph   |
        | VT   | restricted | roads posted up to 35 mph   |
        | VA   | restricted | roads posted up to 35 mph   |
        | WA   | restricted | roads posted up to 35 mph   |
        | WV   | unclear    | no ceiling                  |
        | WI   | restricted | roads posted up to 35 mph   |
        | WY   | unclear    | no ceiling                  |

  @states.any.conforming
  Rule: A vehicle with its maker's US label is registered like any other

    Scenario Outline: a US Leaf in states that refuse kei vehicles
      Given the example leaf-2011-us
      And entry.state is <code>
      Then the state is allowed

      Examples:
        | code |
        | GA   |
        | ME   |
        | IL   |

    Scenario: a label that nobody tells leaves the state open
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | chassis_code | DD51T   |
        | manufactured | 1998-05 |
      And it enters on 2026-11-21
      And entry.state is GA
      And nothing is presumed
      Then the state is unclear
      And the state says "vehicle.certified_to"
      And the state says "otherwise banned"

  @states.any.nonconforming
  Rule: A larger vehicle not built to US standards has an answer only where the law names it

    Scenario Outline: a Delica of 1995
      Given the vehicle:
        | make         | Mitsubishi        |
        | model        | Delica Space Gear |
        | chassis_code | PD8W              |
        | manufactured | 1995-05           |
      And it enters on 2026-11-21
      And entry.state is <code>
      Then the state is <state>

      Examples:
        | code | state   |
        | ME   | banned  |
        | IL   | banned  |
        | CA   | banned  |
        | TX   | unclear |
        | GA   | unclear |
