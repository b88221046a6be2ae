@keiimport @states
Feature: The map of the states
  What every state and the District of Columbia say in November 2026. A word here is only as good as
  its row in `rules/states/states.csv`, which names its sources and how well they were seen.

  Rule: A kei truck of 1998, never registered in the state, whose owner has another vehicle

    Scenario Outline: a Suzuki Carry in each state
      Given the Carry of the examples
      And it was built in 1998-05
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-21
      And first_registered_in_state is 2026-11-21
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                             |
        | AL   | restricted | any road but interstates          |
        | AK   | banned     | 25 years of age do not help       |
        | AZ   | allowed    | general title law                 |
        | AR   | restricted | roads posted up to 55 mph         |
        | CA   | banned     | certificate of conformance        |
        | CO   | banned     | until 2028-01-01                  |
        | CT   | allowed    | whatever its size                 |
        | DE   | restricted | unique vehicle                    |
        | DC   | restricted | historic plate                    |
        | FL   | restricted | streets posted up to 35 mph       |
        | GA   | banned     | MVD-2023-05                       |
        | HI   | banned     | age does not replace it           |
        | ID   | allowed    | what HS-7 admits                  |
        | IL   | banned     | Not Eligible for Registration     |
        | IN   | restricted | all roads but interstates         |
        | IA   | banned     | Iowa DOT                          |
        | KS   | restricted | county roads                      |
        | KY   | restricted | KRS 186.077                       |
        | LA   | restricted | off-road decal                    |
        | ME   | banned     | off-road vehicle                  |
        | MD   | unclear    | historic plate                    |
        | MA   | allowed    | passenger or commercial           |
        | MI   | allowed    | pickup or a station wagon         |
        | MN   | restricted | local permit                      |
        | MS   | allowed    | ordinary                          |
        | MO   | restricted | local ordinance                   |
        | MT   | allowed    | permanent from 11 years on        |
        | NE   | restricted | expressways                       |
        | NV   | unclear    | one list calls them illegal       |
        | NH   | restricted | agricultural                      |
        | NJ   | unclear    | foreign title unit                |
        | NM   | unclear    | one list calls them illegal       |
        | NY   | banned     | neither titles nor registers      |
        | NC   | restricted | roads posted up to 55 mph         |
        | ND   | restricted | not designed for use on a highway |
        | OH   | restricted | local authority                   |
        | OK   | restricted | all roads but interstates         |
        | OR   | banned     | does not register                 |
        | PA   | restricted | off-road title                    |
        | RI   | banned     | refuses and revokes               |
        | SC   | allowed    | antique from 25 years             |
        | SD   | allowed    | ordinary                          |
        | TN   | unclear    | medium-speed                      |
        | TX   | allowed    | miniature vehicle                 |
        | UT   | restricted | 50 mph                            |
        | VT   | unclear    | one list calls them illegal       |
        | VA   | restricted | antique plate                     |
        | WA   | allowed    | ordinary                          |
        | WV   | restricted | controlled access                 |
        | WI   | restricted | collector                         |
        | WY   | restricted | multipurpose vehicle              |

  Rule: A low-speed vehicle with its maker's label, and the highest posted speed of its roads

    Scenario Outline: a low-speed vehicle in each state
      Given the example low-speed-vehicle-2025
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                       |
        | AL   | restricted | sources differ              |
        | AK   | restricted | roads posted up to 35 mph   |
        | AZ   | restricted | roads posted up to 35 mph   |
        | AR   | unclear    | no speed limit              |
        | CA   | restricted | roads posted up to 35 mph   |
        | CO   | restricted | roads posted up to 35 mph   |
        | CT   | restricted | roads posted up to 25 mph   |
        | DE   | restricted | roads posted up to 35 mph   |
        | DC   | unclear    | no speed limit              |
        | FL   | restricted | roads posted up to 35 mph   |
        | GA   | restricted | roads posted up to 35 mph   |
        | HI   | restricted | roads posted up to 35 mph   |
        | ID   | restricted | that are electric           |
        | IL   | restricted | roads posted up to 30 mph   |
        | IN   | restricted | that are electric           |
        | IA   | restricted | streets posted up to 35 mph |
        | KS   | restricted | roads posted up to 40 mph   |
        | KY   | restricted | roads posted up to 35 mph   |
        | LA   | restricted | roads posted up to 35 mph   |
        | ME   | restricted | roads posted up to 35 mph   |
        | MD   | restricted | roads posted up to 30 mph   |
        | MA   | restricted | roads posted up to 30 mph   |
        | MI   | restricted | roads posted up to 35 mph   |
        | MN   | restricted | roads posted up to 35 mph   |
        | MS   | restricted | open to bicycles            |
        | MO   | restricted | roads posted up to 35 mph   |
        | MT   | restricted | roads posted up to 25 mph   |
        | NE   | restricted | less than 3,000 lb          |
        | NV   | restricted | roads posted up to 35 mph   |
        | NH   | restricted | that we could not find      |
        | NJ   | restricted | roads posted up to 25 mph   |
        | NM   | restricted | that are electric           |
        | NY   | restricted | roads posted up to 35 mph   |
        | NC   | restricted | roads posted up to 35 mph   |
        | ND   | restricted | roads posted up to 35 mph   |
        | OH   | restricted | roads posted up to 35 mph   |
        | OK   | restricted | roads posted up to 35 mph   |
        | OR   | restricted | roads posted up to 35 mph   |
        | PA   | restricted | that we could not find      |
        | RI   | restricted | roads posted up to 35 mph   |
        | SC   | restricted | roads posted up to 35 mph   |
        | SD   | restricted | roads posted up to 35 mph   |
        | TN   | restricted | roads posted up to 35 mph   |
        | TX   | restricted | roads posted up to 45 mph   |
        | UT   | restricted | that are electric           |
        | VT   | restricted | roads posted up to 35 mph   |
        | VA   | restricted | roads posted up to 35 mph   |
        | WA   | restricted | closed to it                |
        | WV   | restricted | roads posted up to 25 mph   |
        | WI   | restricted | roads posted up to 35 mph   |
        | WY   | restricted | any road but interstates    |

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
      And it goes to Georgia
      And nothing is presumed
      Then the state is unclear
      And the state says "vehicle.certified_to"
      And the state says "otherwise not allowed"

  @F6.5 @F8.1
  Rule: A Skyline of 1992, whose owner has another vehicle

    Scenario Outline: a Skyline GT-R in each state
      Given the Skyline GT-R of the examples
      And it was built in 1992-05
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-29
      And entry.state is <code>
      Then the outcome is admissible
      And the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                                      |
        | AL   | allowed    | does not ask for US safety standards       |
        | AK   | banned     | 25 years of age do not help                |
        | AZ   | allowed    | level I                                    |
        | AR   | unclear    | does not mention 25 years                  |
        | CA   | banned     | certificate of conformance                 |
        | CO   | allowed    | DR 2698                                    |
        | CT   | allowed    | customs form 7501                          |
        | DE   | restricted | unique vehicle                             |
        | DC   | restricted | historic plate                             |
        | FL   | allowed    | once the state has inspected them          |
        | GA   | allowed    | larger imports are registered              |
        | HI   | banned     | age does not replace it                    |
        | ID   | allowed    | what HS-7 admits                           |
        | IL   | banned     | Not Eligible for Registration              |
        | IN   | allowed    | ask the Bureau of Motor Vehicles           |
        | IA   | banned     | Iowa Code 321.30                           |
        | KS   | allowed    | MVE-1                                      |
        | KY   | allowed    | names no exception                         |
        | LA   | allowed    | HS-7 stamped by Customs                    |
        | ME   | banned     | off-road vehicle                           |
        | MD   | unclear    | 27300-23T                                  |
        | MA   | allowed    | since 2024-09-18                           |
        | MI   | allowed    | since November 2024                        |
        | MN   | unclear    | could not find what it says about 25 years |
        | MS   | allowed    | 7501                                       |
        | MO   | allowed    | ask the Department of Revenue              |
        | MT   | allowed    | permanent from 11 years on                 |
        | NE   | allowed    | stickers                                   |
        | NV   | allowed    | classic vehicle                            |
        | NH   | allowed    | RSA 261:3                                  |
        | NJ   | allowed    | foreign title unit                         |
        | NM   | allowed    | Bernalillo                                 |
        | NY   | allowed    | model year 1973                            |
        | NC   | allowed    | HS-7 with box 1                            |
        | ND   | allowed    | affidavit 60662                            |
        | OH   | unclear    | no exception for 25 years                  |
        | OK   | allowed    | Service Oklahoma                           |
        | OR   | allowed    | meets the federal standards or is exempt   |
        | PA   | allowed    | 25 model years                             |
        | RI   | allowed    | only kei vehicles are refused              |
        | SC   | allowed    | letters of EPA and DOT                     |
        | SD   | allowed    | title an import at home first              |
        | TN   | unclear    | photo of the federal safety label          |
        | TX   | allowed    | HS-7 is not asked for                      |
        | UT   | allowed    | HB 228                                     |
        | VT   | allowed    | yearly inspection                          |
        | VA   | restricted | cannot be transferred                      |
        | WA   | allowed    | State Patrol                               |
        | WV   | allowed    | notarized translation                      |
        | WI   | restricted | NON USA STANDARD                           |
        | WY   | allowed    | safety letter                              |

  @states.any.nonconforming
  Rule: A larger import that is not yet 25 years old has no answer where nothing but its age opened one

    Scenario Outline: a van of 2005 in each state
      Given the vehicle:
        | make         | Toyota  |
        | market       | JP      |
        | body         | van     |
        | wheels       | 4       |
        | length       | 4800 mm |
        | displacement | 2400 cc |
        | certified_to | none    |
        | manufactured | 2005-05 |
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-29
      And entry.state is <code>
      And the importer:
        | kind              | foreign_military |
        | assignment_orders | true             |
      Then the state is <state>

      Examples:
        | code | state      |
        | AL   | unclear    |
        | AK   | banned     |
        | AZ   | unclear    |
        | AR   | unclear    |
        | CA   | banned     |
        | CO   | unclear    |
        | CT   | unclear    |
        | DE   | restricted |
        | DC   | unclear    |
        | FL   | unclear    |
        | GA   | unclear    |
        | HI   | banned     |
        | ID   | unclear    |
        | IL   | banned     |
        | IN   | unclear    |
        | IA   | banned     |
        | KS   | unclear    |
        | KY   | unclear    |
        | LA   | unclear    |
        | ME   | banned     |
        | MD   | unclear    |
        | MA   | unclear    |
        | MI   | unclear    |
        | MN   | unclear    |
        | MS   | unclear    |
        | MO   | unclear    |
        | MT   | unclear    |
        | NE   | unclear    |
        | NV   | unclear    |
        | NH   | unclear    |
        | NJ   | unclear    |
        | NM   | unclear    |
        | NY   | unclear    |
        | NC   | unclear    |
        | ND   | unclear    |
        | OH   | unclear    |
        | OK   | unclear    |
        | OR   | unclear    |
        | PA   | unclear    |
        | RI   | unclear    |
        | SC   | unclear    |
        | SD   | unclear    |
        | TN   | unclear    |
        | TX   | unclear    |
        | UT   | unclear    |
        | VT   | unclear    |
        | VA   | unclear    |
        | WA   | unclear    |
        | WV   | unclear    |
        | WI   | restricted |
        | WY   | unclear    |

    Scenario Outline: a territory, of whose law nothing was looked for
      Given the vehicle:
        | make         | Nissan       |
        | model        | Skyline GT-R |
        | chassis_code | BNR32        |
        | manufactured | 1992-05      |
      And it enters on 2026-11-29
      And entry.state is <territory>
      Then the state is unclear

      Examples:
        | territory   |
        | Puerto Rico |
        | GU          |
