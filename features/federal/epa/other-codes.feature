@keiimport @cite:form_3520-1_(June_2013)
Feature: Codes for few people, or whose meaning we could not confirm
  Small old motorcycles, engines alone, bodies alone, and codes that are the original maker's or
  whose contents were not seen.

  Background:
    Given the vehicle:
      | powertrain   | gasoline |
      | manufactured | 2004-06  |
    And it enters on 2015-11-21

  @epa.motorcycle.small_and_old @epa.code_u @epa.other.letter_u
  Rule: Below 50 cc, motorcycles were regulated from model year 2006 on

    @F8.3
    Scenario Outline: kind, engine and year
      Given the vehicle:
        | body         | <body>  |
        | wheels       | 2       |
        | displacement | <cc>    |
        | manufactured | <built> |
        | model_year   | <year>  |
      Then conclusion epa.small_old_motorcycle is <small and old>
      And EPA code U is <code U>

      Examples:
        | body          | cc    | built      | year | small and old | code U |
        | motorcycle    | 49 cc | 2005-12-31 |      | true          | open   |
        | motorcycle    | 50 cc | 2005-12-31 |      | false         | closed |
        | motorcycle    | 49 cc | 2006-01-01 |      | false         | closed |
        | motorcycle    | 49 cc | 2005-10    | 2006 | false         | closed |
        | motorcycle    | 49 cc | 2006-01    | 2005 | true          | open   |
        | passenger_car | 49 cc | 2004-06    |      | false         | closed |

    Scenario: the letter of the code was not seen beside its meaning
      Given the vehicle:
        | body         | motorcycle |
        | displacement | 49 cc      |
      Then a warning says "that code U of form 3520-1"

    Scenario: the rule of 21 years is for motorcycles too
      Given the vehicle:
        | body         | motorcycle |
        | displacement | 400 cc     |
        | manufactured | 1994-06    |
      Then EPA code E is open

  @epa.no_engine @epa.code_w
  Rule: A body without its engine may be outside the rules, an engine on its own has its code
    Code W is for engines only, and this rulebook answers for vehicles, so it never opens. Whether a
    body without engine and transmission is outside the rules EPA decides, so that never opens either.

    Scenario Outline: what is missing
      Given the vehicle:
        | engine               | <engine>       |
        | transmission_present | <transmission> |
      And entry.purpose is parts
      Then the door "no declaration to EPA (a body or chassis without an engine)" is <path>
      And EPA code W is closed because "an engine on its own"

      Examples:
        | engine   | transmission | path        |
        | absent   | false        | needs_facts |
        | absent   | true         | closed      |
        | original | true         | closed      |
        |          | true         | closed      |
        |          |              | needs_facts |

    Scenario: a modern vehicle of which nobody says whether its engine is there is no plain no
      Given the vehicle:
        | manufactured | 2022-06 |
        | market       | JP      |
      And entry.purpose is parts
      And it enters on 2026-11-21
      Then the outcome is undetermined
      And the earliest possible day is 2026-11-21
      And it asks for vehicle.engine

    Scenario: without an engine it is left to the agencies, and the answer says why
      Given the vehicle:
        | manufactured         | 2022-06 |
        | market               | JP      |
        | engine               | absent  |
        | transmission_present | false   |
      And entry.purpose is parts
      And it enters on 2026-11-21
      Then the outcome is undetermined
      And the answer says "decides case by case"

    Scenario Outline: nobody needs to say that a shell is to be parts
      Given the vehicle:
        | make                 | Toyota  |
        | model                | Supra   |
        | chassis_code         | JZA80   |
        | manufactured         | <built> |
        | engine               | absent  |
        | transmission_present | <gears> |
      And it enters on 2026-11-30
      Then the outcome is <outcome>
      And the door "no declaration to EPA (a body or chassis without an engine)" is <path>
      And HS-7 box 8 is <box 8>

      Examples:
        | built   | gears | outcome      | path        | box 8       |
        | 1998-06 | false | undetermined | needs_facts | closed      |
        | 1998-06 |       | undetermined | needs_facts | closed      |
        | 1998-06 | true  | refused      | closed      | closed      |
        | 2012-06 | false | undetermined | needs_facts | needs_facts |

  @epa.code_h @epa.code_p @epa.code_q @epa.code_m1 @epa.code_m2 @epa.code_m3
  Rule: What was not seen is not decided
    These codes can only be claimed or not: nothing seen says when they open, and none is counted.

    @F8.4
    Scenario Outline: shown, never open
      Given importer.kind is <importer>
      Then EPA code <code> is <outcome>

      Examples:
        | importer              | code | outcome     |
        | original_manufacturer | P    | needs_facts |
        | original_manufacturer | Q    | needs_facts |
        | original_manufacturer | H    | needs_facts |
        | individual            | H    | closed      |
        | individual            | P    | closed      |
        | individual            | Q    | closed      |

    Scenario Outline: code M is for Canadian vehicles, of <importer>
      Given importer.kind is <importer>
      And vehicle.registered_in is <country>
      Then EPA code <code> is <outcome> because "<words>"

      Examples:
        | importer   | country | code | outcome     | words                |
        | individual | CA      | M-1  | needs_facts | this is the first    |
        | individual | CA      | M-2  | needs_facts | this is the second   |
        | individual | CA      | M-3  | needs_facts | EPA's letter         |
        | business   | CA      | M-1  | closed      | not for a business   |
        | business   | CA      | M-2  | closed      | not for a business   |
        | business   | CA      | M-3  | needs_facts | EPA's letter         |
        | individual | JP      | M-1  | closed      | to Canadian vehicles |
        | individual | JP      | M-3  | closed      | to Canadian vehicles |
