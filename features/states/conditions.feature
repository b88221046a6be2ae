@keiimport @states
Feature: What a state adds to its answer
  Papers, inspections, brands and bills: what a broker says after yes or no.

  @F6.TX @F6.NJ @F6.WA @F6.NH @F6.DE @F6.HI @F6.UT @F8.7
  Rule: For imports of 25 years that are no kei vehicles

    Scenario Outline: a Skyline
      Given the vehicle:
        | make         | Nissan       |
        | model        | Skyline GT-R |
        | chassis_code | BNR32        |
        | manufactured | 1992-05      |
      And it enters on 2026-11-29
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                                           |
        | TX   | HS-7 is not asked for from 25 years on          |
        | NJ   | foreign title unit at Trenton                   |
        | WA   | no emissions test since 2020-01-01              |
        | NH   | HB 1350                                         |
        | DE   | unregistered title for clubs, shows and parades |
        | HI   | HB 480 of 2023                                  |
        | UT   | HB 228                                          |
        | UT   | novel vehicle                                   |
        | CO   | a bulletin of 2017                              |
        | SD   | must title an import at home first              |
        | CA   | for $7,500 to $15,000 by reports                |

  @F6.NE @F6.CO @F6.ND @F8.7
  Rule: For kei trucks

    Scenario Outline: a Carry
      Given the Carry of the examples
      And it was built in 1998-05
      And it enters on 2026-11-29
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                                                          |
        | NE   | mini-trucks are titled and registered as such                  |
        | CO   | not titled, registered or driven on the road before 2028-01-01 |
        | ND   | 39-29.2                                                        |
        | OH   | form DPS 1373                                                  |
        | OH   | needs no title                                                 |
        | SD   | must title an import at home first                             |
        | TN   | a photo of the federal safety label                            |
        | MD   | advocates name the historic plate                              |

  @F6.MT @F6.GA
  Rule: For low-speed vehicles

    Scenario Outline: a low-speed vehicle with its maker's label
      Given the example low-speed-vehicle-2025
      And it enters on 2026-11-29
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                                        |
        | MT   | roads posted above 45 mph may not be crossed |
        | GA   | O.C.G.A. 40-6-362 (law.justia.com            |

  @F8.5
  Rule: California finds the model year in the papers, not in the day it was built

    Scenario: how it is found stands in the answer
      Given the vehicle:
        | make         | Nissan       |
        | model        | Skyline GT-R |
        | chassis_code | BNR32        |
        | manufactured | 1992-05      |
      And it enters on 2026-11-29
      And it goes to California
      Then the state is banned
      And the state says "never from the day it was built"
      And the state says "diesels up to model year 1979"

  @F8.6 @F6.DE @F6.RI @F8.7
  Rule: A plate beside the answer says what it adds

    Scenario Outline: an antique plate
      Given the vehicle:
        | make         | Nissan       |
        | model        | Skyline GT-R |
        | chassis_code | BNR32        |
        | manufactured | 1992-05      |
      And it enters on 2026-11-29
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                                               |
        | DE   | antique, beside the ordinary plate                  |
        | RI   | general use once it passed the full inspection      |
        | NV   | classic vehicle                                     |
        | VT   | at most one day a week                              |
