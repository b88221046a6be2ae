@keiimport @cite:49_CFR_591.6(f)(2)
Feature: Show or display
  Box 10 is for one vehicle of historical or technological interest, with one letter of NHTSA, and
  at most 2,500 miles in any 12 months.

  Background:
    Given the vehicle:
      | make         | Subaru          |
      | model        | Impreza 22B STi |
      | manufactured | 1998-05         |
      | market       | JP              |
    And the entry:
      | date    | 2016-05-01      |
      | purpose | show_or_display |

  @nhtsa.box_10 @cite:64_FR_37878
  Rule: The letter decides, and its terms bind

    Scenario: without the letter
      Then HS-7 box 10 is needs_action
      And it depends on agency

    Scenario: with the letter
      Given entry.nhtsa_permission is true
      Then HS-7 box 10 is open
      And the chosen nhtsa path is HS-7 box 10
      And a restriction says "2,500 miles"
      And a paper says "proof of how many were made"

    # 49 CFR 591.5(j)(2)(ii), 591.6(f)(3), 591.7(c)
    Scenario Outline: a maker of certified vehicles needs no letter, but keeps the title
      Given importer.kind is <importer>
      And entry.nhtsa_permission is <letter>
      Then HS-7 box 10 is open
      And the chosen nhtsa path is HS-7 box 10
      And <the letter> paper says "NHTSA's letter of permission"
      And <the letter> paper says "proof of how many were made"
      And <the letter> paper says "an insurance policy"
      And <the statement> paper says "its maker's statement of what it is for"
      And <the statement> restriction says "its maker keeps the title"

      Examples:
        | importer              | letter | the letter | the statement |
        | original_manufacturer | false  | no         | a             |
        | individual            | true   | a          | no            |

    Scenario Outline: it began on 13 August 1999
      Given entry.nhtsa_permission is true
      And it enters on <day>
      Then HS-7 box 10 is <box 10>

      Examples:
        | day        | box 10  |
        | 1999-08-12 | not_yet |
        | 1999-08-13 | open    |

    Scenario: never an answer for the road
      Given entry.purpose is road_use
      And entry.nhtsa_permission is true
      Then HS-7 box 10 is closed
      And the outcome is not_yet

    Scenario: what a registered importer can bring in needs no show
      Given the vehicle:
        | make         | Nissan  |
        | model        | Skyline |
        | drive_side   | right   |
        | manufactured | 1997-05 |
      Then HS-7 box 10 is closed because "through a registered importer"

  @nhtsa.show_or_display.few_made @nhtsa.show_or_display.many_made
  @nhtsa.show_or_display.count_untold @nhtsa.show_or_display.us_version
  @cite:NHTSA_importation_and_certification_FAQs
  Rule: What NHTSA weighs is shown

    Scenario Outline: how many were made
      Given vehicle.production_count is <made>
      Then conclusion show_or_display.few_made is <few>
      And <many> says "exceptional significance and usually says no"

      Examples:
        | made | few   | many       |
        | 424  | true  | no warning |
        | 500  | true  | no warning |
        | 501  | false | a warning  |

    Scenario: how many were made was not told
      Then conclusion show_or_display.few_made is unknown
      And a warning says "you haven't said how many of the model were made"

    Scenario: a US version
      Given vehicle.us_twin is "Impreza of 1998"
      Then a warning says "a version of it was sold in the United States"

  @nhtsa.show_or_display_list @nhtsa.show_or_display.approved_before
  @nhtsa.show_or_display.list_partial
  Rule: The list of models approved and refused, known in part

    @D1 @D2
    Scenario Outline: models NHTSA has answered for
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | <built> |
      And it enters on 2022-05-01
      Then conclusion show_or_display.approved is <approved>
      And conclusion show_or_display.refused is <refused>
      And a warning says "show or display is incomplete"

      Examples: approved
        | make    | model                     | built   | approved | refused |
        | Nissan  | Skyline GT-R Nismo (R32)  | 1990-03 | true     | false   |
        | Nissan  | Skyline GT-R Nismo (R32)  | 1991-03 | false    | false   |
        | Nissan  | Skyline GT-R M-Spec Nur   | 2002-03 | true     | false   |
        | Nissan  | Skyline GT-R M-Spec Nur   | 2001-03 | false    | false   |
        | Nissan  | Skyline GT-R V-Spec       | 1999-03 | true     | false   |
        | Nissan  | Skyline GT-R V-Spec       | 2000-03 | false    | false   |
        | Subaru  | Impreza 22B STi           | 1998-05 | true     | false   |
        | Subaru  | Impreza 22B STi           | 1999-05 | false    | false   |
        | Subaru  | Alcyone SVX Version L 4WS | 1992-05 | true     | false   |
        | Subaru  | Alcyone SVX Version L 4WS | 1993-05 | false    | false   |
        | Honda   | NR750                     | 1992-05 | true     | false   |
        | Honda   | NR750                     | 1993-05 | false    | false   |
        | Rover   | Mini Cooper S             | 2000-05 | true     | false   |
        | Rover   | Mini Cooper S             | 1999-05 | false    | false   |
        | McLaren | F1                        | 1995-05 | true     | false   |
        | McLaren | F1                        | 1999-05 | false    | false   |
        | Porsche | 959                       | 1987-05 | true     | false   |
        | Porsche | 959                       | 1989-05 | false    | false   |

      Examples: refused
        | make       | model              | built   | approved | refused |
        | Nissan     | Skyline GTS-T      | 1995-05 | false    | true    |
        | Nissan     | Skyline GTS-T      | 1994-05 | false    | false   |
        | Honda      | Civic Mugen RR     | 1999-05 | false    | true    |
        | Mitsubishi | Lancer Evolution V | 1998-05 | false    | true    |
        | Mitsubishi | Lancer Evolution V | 1999-05 | false    | false   |
        | BMW        | M3 CSL             | 2003-05 | false    | true    |
        | BMW        | M3 CSL             | 2004-05 | false    | false   |
        | Lotus      | Elise              | 1999-05 | false    | true    |
        | Lotus      | Elise              | 2002-05 | false    | false   |
        | Lotus      | 340R               | 2000-05 | false    | true    |
        | Lotus      | 340R               | 2001-05 | false    | false   |
        | Trabant    | 601                | 1998-05 | false    | true    |

      Examples: approved, by a list of 2017
        | make          | model                      | built   | approved | refused |
        | BMW           | Z1                         | 1988-05 | true     | false   |
        | BMW           | Z1                         | 1992-05 | false    | false   |
        | Bugatti       | EB110                      | 1992-05 | true     | false   |
        | Bugatti       | EB110                      | 1996-05 | false    | false   |
        | Lamborghini   | Diablo GT                  | 1999-05 | true     | false   |
        | Lamborghini   | Diablo GT                  | 2000-05 | false    | false   |
        | Mercedes-Benz | 190E Evo II                | 1990-05 | true     | false   |
        | Mercedes-Benz | 190E Evo II                | 1991-05 | false    | false   |
        | Mercedes-Benz | G63 AMG 6x6                | 2013-05 | true     | false   |
        | Mercedes-Benz | G63 AMG 6x6                | 2014-05 | false    | false   |
        | Mercedes-Benz | CLK GTR                    | 1998-05 | true     | false   |
        | Mercedes-Benz | CLK GTR                    | 2000-05 | false    | false   |
        | Peugeot       | 205 T16                    | 2014-05 | true     | false   |
        | Peugeot       | 205 T16 replica            | 2014-05 | false    | false   |
        | Porsche       | GT1                        | 1998-05 | true     | false   |
        | Porsche       | GT1                        | 1999-05 | false    | false   |
        | Porsche       | 911 GT3 RS                 | 2004-05 | true     | false   |
        | Porsche       | 911 GT3 RS                 | 2005-05 | false    | false   |
        | Rimac         | Concept One                | 2014-05 | true     | false   |
        | Rimac         | Concept One replica        | 2014-05 | false    | false   |
        | McLaren       | Speedtail                  | 2020-05 | true     | false   |
        | McLaren       | Speedtail                  | 2021-05 | false    | false   |

      Examples: refused, by a list of refusals
        | make          | model                      | built   | approved | refused |
        | BMW           | M3 Cabriolet               | 1989-05 | false    | true    |
        | BMW           | M3 Cabriolet               | 1990-05 | false    | false   |
        | Jaguar        | XJ220 S                    | 1993-05 | false    | true    |
        | Jaguar        | XJ220 S                    | 1994-05 | false    | false   |
        | Aston Martin  | Virage Volante             | 1993-05 | false    | true    |
        | Aston Martin  | Virage Volante             | 1994-05 | false    | false   |
        | Strosek       | Diablo                     | 1993-05 | false    | true    |
        | Strosek       | Diablo                     | 1994-05 | false    | false   |
        | Porsche       | 959S                       | 1989-05 | false    | true    |
        | Porsche       | 959S                       | 1990-05 | false    | false   |
        | Morgan        | Le Mans '62                | 2002-05 | false    | true    |
        | Morgan        | Le Mans '62                | 2003-05 | false    | false   |

    Scenario Outline: to the day, of a later year: a <model> built on <built>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | <built> |
      And it enters on 2026-11-21
      Then conclusion show_or_display.<status> is <named>

      Examples:
        | make    | model     | built      | status   | named |
        | McLaren | Speedtail | 2019-12-31 | approved | false |
        | McLaren | Speedtail | 2020-01-01 | approved | true  |

      Examples: the last day of each, the other spellings, and another model of the maker
        | make          | model                         | built      | status   | named |
        | Aston Martin  | Virage Volante                | 1993-12-31 | refused  | true  |
        | Aston Martin  | Virage Volante                | 1994-01-01 | refused  | false |
        | Aston Martin  | another model                 | 1993-01-02 | refused  | false |
        | BMW           | M3 Cabriolet                  | 1989-12-31 | refused  | true  |
        | BMW           | M3 Cabriolet                  | 1990-01-01 | refused  | false |
        | BMW           | Z1                            | 1991-12-31 | approved | true  |
        | BMW           | Z1                            | 1992-01-01 | approved | false |
        | Bugatti       | EB110                         | 1996-01-01 | approved | false |
        | Bugatti       | EB110 GT                      | 1995-12-31 | approved | true  |
        | Bugatti       | EB110 SS                      | 1995-12-30 | approved | true  |
        | Bugatti       | another model                 | 1995-12-30 | approved | false |
        | Jaguar        | XJ220 S                       | 1993-12-31 | refused  | true  |
        | Jaguar        | XJ220 S                       | 1994-01-01 | refused  | false |
        | Lamborghini   | Diablo GT                     | 1999-12-31 | approved | true  |
        | Lamborghini   | Diablo GT                     | 2000-01-01 | approved | false |
        | Lotus         | Elise S1                      | 1997-01-01 | refused  | true  |
        | Lotus         | another model                 | 2000-12-31 | refused  | false |
        | McLaren       | Speedtail                     | 2020-12-31 | approved | true  |
        | McLaren       | Speedtail                     | 2021-01-01 | approved | false |
        | McLaren       | another model                 | 1993-01-02 | approved | false |
        | McLaren       | another model                 | 2020-01-02 | approved | false |
        | Mercedes-Benz | 190E 2.5-16 Evolution II      | 1990-12-31 | approved | true  |
        | Mercedes-Benz | 190E Evo II                   | 1991-01-01 | approved | false |
        | Mercedes-Benz | CLK GTR                       | 1999-12-31 | approved | true  |
        | Mercedes-Benz | CLK GTR                       | 2000-01-01 | approved | false |
        | Mercedes-Benz | G63 AMG 6x6                   | 2013-12-31 | approved | true  |
        | Mercedes-Benz | G63 AMG 6x6                   | 2014-01-01 | approved | false |
        | Morgan        | Le Mans '62                   | 2003-01-01 | refused  | false |
        | Morgan        | Le Mans 62                    | 2002-12-31 | refused  | true  |
        | Morgan        | another model                 | 2002-01-02 | refused  | false |
        | Nissan        | Skyline GT-R M-Spec Nur (R34) | 2002-01-02 | approved | true  |
        | Nissan        | Skyline GT-R V-Spec (R34)     | 1999-12-30 | approved | true  |
        | Peugeot       | 205 Turbo 16                  | 1990-05-01 | approved | true  |
        | Porsche       | 911 GT1                       | 1998-12-31 | approved | true  |
        | Porsche       | 911 GT1 Strassenversion       | 1998-12-31 | approved | true  |
        | Porsche       | 911 GT3 RS                    | 2004-12-31 | approved | true  |
        | Porsche       | 911 GT3 RS                    | 2005-01-01 | approved | false |
        | Porsche       | 959 S                         | 1989-12-31 | refused  | true  |
        | Porsche       | 959S                          | 1990-01-01 | refused  | false |
        | Porsche       | GT1                           | 1999-01-01 | approved | false |
        | Rover         | another model                 | 2000-12-31 | approved | false |
        | Strosek       | Diablo                        | 1994-01-01 | refused  | false |
        | Strosek       | Strosek Diablo                | 1993-12-31 | refused  | true  |
        | Strosek       | another model                 | 1993-01-02 | refused  | false |
        | Subaru        | Impreza 22B                   | 1998-12-31 | approved | true  |
        | Subaru        | another model                 | 1992-12-31 | approved | false |
        | Subaru        | another model                 | 1998-12-31 | approved | false |
        | Trabant       | P601                          | 1990-05-01 | refused  | true  |
        | Trabant       | another model                 | 1990-05-01 | refused  | false |

    Scenario Outline: to the day: a <model> built on <built>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | manufactured | <built> |
      Then conclusion show_or_display.<status> is <named>

      Examples:
        | make       | model                     | built      | status   | named |
        | Nissan     | Skyline GT-R Nismo        | 1989-12-31 | approved | false |
        | Nissan     | Skyline GT-R Nismo        | 1990-01-01 | approved | true  |
        | Nissan     | Skyline GT-R Nismo        | 1990-12-31 | approved | true  |
        | Nissan     | Skyline GT-R Nismo        | 1991-01-01 | approved | false |
        | Nissan     | Skyline GT-R M-Spec Nur   | 2001-12-31 | approved | false |
        | Nissan     | Skyline GT-R M-Spec Nur   | 2002-01-01 | approved | true  |
        | Nissan     | Skyline GT-R M-Spec Nur   | 2002-12-31 | approved | true  |
        | Nissan     | Skyline GT-R M-Spec Nur   | 2003-01-01 | approved | false |
        | Nissan     | Skyline GT-R V-Spec       | 1998-12-31 | approved | false |
        | Nissan     | Skyline GT-R V-Spec       | 1999-01-01 | approved | true  |
        | Nissan     | Skyline GT-R V-Spec       | 1999-12-31 | approved | true  |
        | Nissan     | Skyline GT-R V-Spec       | 2000-01-01 | approved | false |
        | Subaru     | Impreza 22B STi           | 1997-12-31 | approved | false |
        | Subaru     | Impreza 22B STi           | 1998-01-01 | approved | true  |
        | Subaru     | Impreza 22B STi           | 1998-12-31 | approved | true  |
        | Subaru     | Impreza 22B STi           | 1999-01-01 | approved | false |
        | Subaru     | Alcyone SVX Version L 4WS | 1991-12-31 | approved | false |
        | Subaru     | Alcyone SVX Version L 4WS | 1992-01-01 | approved | true  |
        | Subaru     | Alcyone SVX Version L 4WS | 1992-12-31 | approved | true  |
        | Subaru     | Alcyone SVX Version L 4WS | 1993-01-01 | approved | false |
        | Honda      | NR750                     | 1991-12-31 | approved | false |
        | Honda      | NR750                     | 1992-01-01 | approved | true  |
        | Honda      | NR750                     | 1992-12-31 | approved | true  |
        | Honda      | NR750                     | 1993-01-01 | approved | false |
        | Rover      | Mini Cooper S             | 1999-12-31 | approved | false |
        | Rover      | Mini Cooper S             | 2000-01-01 | approved | true  |
        | Rover      | Mini Cooper S             | 2000-12-31 | approved | true  |
        | Rover      | Mini Cooper S             | 2001-01-01 | approved | false |
        | McLaren    | F1                        | 1992-12-31 | approved | false |
        | McLaren    | F1                        | 1993-01-01 | approved | true  |
        | McLaren    | F1                        | 1998-12-31 | approved | true  |
        | McLaren    | F1                        | 1999-01-01 | approved | false |
        | Porsche    | 959                       | 1986-12-31 | approved | false |
        | Porsche    | 959                       | 1987-01-01 | approved | true  |
        | Porsche    | 959                       | 1988-12-31 | approved | true  |
        | Porsche    | 959                       | 1989-01-01 | approved | false |
        | Nissan     | Skyline GTS-T             | 1994-12-31 | refused  | false |
        | Nissan     | Skyline GTS-T             | 1995-01-01 | refused  | true  |
        | Nissan     | Skyline GTS-T             | 1995-12-31 | refused  | true  |
        | Nissan     | Skyline GTS-T             | 1996-01-01 | refused  | false |
        | Mitsubishi | Lancer Evolution V        | 1997-12-31 | refused  | false |
        | Mitsubishi | Lancer Evolution V        | 1998-01-01 | refused  | true  |
        | Mitsubishi | Lancer Evolution V        | 1998-12-31 | refused  | true  |
        | Mitsubishi | Lancer Evolution V        | 1999-01-01 | refused  | false |
        | BMW        | M3 CSL                    | 2002-12-31 | refused  | false |
        | BMW        | M3 CSL                    | 2003-01-01 | refused  | true  |
        | BMW        | M3 CSL                    | 2003-12-31 | refused  | true  |
        | BMW        | M3 CSL                    | 2004-01-01 | refused  | false |
        | Lotus      | Elise                     | 1996-12-31 | refused  | false |
        | Lotus      | Elise                     | 1997-01-01 | refused  | true  |
        | Lotus      | Elise                     | 2001-12-31 | refused  | true  |
        | Lotus      | Elise                     | 2002-01-01 | refused  | false |
        | Lotus      | 340R                      | 1999-12-31 | refused  | false |
        | Lotus      | 340R                      | 2000-01-01 | refused  | true  |
        | Lotus      | 340R                      | 2000-12-31 | refused  | true  |
        | Lotus      | 340R                      | 2001-01-01 | refused  | false |

      Examples: the day before the first year of each
        | make          | model                                | built      | status   | named |
        | BMW           | Z1                                   | 1987-12-31 | approved | false |
        | BMW           | Z1                                   | 1988-01-01 | approved | true  |
        | Bugatti       | EB110                                | 1991-12-31 | approved | false |
        | Bugatti       | EB110                                | 1992-01-01 | approved | true  |
        | Lamborghini   | Diablo GT                            | 1998-12-31 | approved | false |
        | Lamborghini   | Diablo GT                            | 1999-01-01 | approved | true  |
        | Mercedes-Benz | 190E Evo II                          | 1989-12-31 | approved | false |
        | Mercedes-Benz | 190E Evo II                          | 1990-01-01 | approved | true  |
        | Mercedes-Benz | G63 AMG 6x6                          | 2012-12-31 | approved | false |
        | Mercedes-Benz | G63 AMG 6x6                          | 2013-01-01 | approved | true  |
        | Mercedes-Benz | CLK GTR                              | 1997-12-31 | approved | false |
        | Mercedes-Benz | CLK GTR                              | 1998-01-01 | approved | true  |
        | Porsche       | GT1                                  | 1997-12-31 | approved | false |
        | Porsche       | GT1                                  | 1998-01-01 | approved | true  |
        | Porsche       | 911 GT3 RS                           | 2003-12-31 | approved | false |
        | Porsche       | 911 GT3 RS                           | 2004-01-01 | approved | true  |
        | BMW           | M3 Cabriolet                         | 1988-12-31 | refused  | false |
        | BMW           | M3 Cabriolet                         | 1989-01-01 | refused  | true  |
        | Jaguar        | XJ220 S                              | 1992-12-31 | refused  | false |
        | Jaguar        | XJ220 S                              | 1993-01-01 | refused  | true  |
        | Aston Martin  | Virage Volante                       | 1992-12-31 | refused  | false |
        | Aston Martin  | Virage Volante                       | 1993-01-01 | refused  | true  |
        | Strosek       | Diablo                               | 1992-12-31 | refused  | false |
        | Strosek       | Diablo                               | 1993-01-01 | refused  | true  |
        | Porsche       | 959S                                 | 1988-12-31 | refused  | false |
        | Porsche       | 959S                                 | 1989-01-01 | refused  | true  |
        | Morgan        | Le Mans '62                          | 2001-12-31 | refused  | false |
        | Morgan        | Le Mans '62                          | 2002-01-01 | refused  | true  |

    Scenario: refused before, the door is shut
      Given the vehicle:
        | make         | Mitsubishi         |
        | model        | Lancer Evolution V |
        | manufactured | 1998-05            |
      Then HS-7 box 10 is closed because "NHTSA has refused this model"

    Scenario: approved before, and still a letter for each vehicle
      Then HS-7 box 10 is needs_action
      And a warning says "you still have to apply"
