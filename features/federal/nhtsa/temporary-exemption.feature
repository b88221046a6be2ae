@keiimport
Feature: Temporary exemptions for makers
  NHTSA may exempt a maker's vehicles from a standard for a time. The door is shown, and never
  counts: no private person can open it.

  Background:
    Given the example sakura-2022

  @nhtsa.part_555 @cite:49_USC_30113
  Rule: An exemption is for makers, never for a private person

    Scenario: a private person
      Then the door "temporarily exempted on its maker's petition" is closed because "never a private person"
      And the chosen nhtsa path is HS-7 box 1

    Scenario Outline: even a maker's exemption answers for nobody else
      Given importer.kind is <maker>
      And importer.exempted_sales is 2000
      And entry.nhtsa_permission is true
      Then the door "temporarily exempted on its maker's petition" is open
      And the outcome is not_yet

      Examples:
        | maker                   |
        | original_manufacturer   |
        | low_volume_manufacturer |

  @nhtsa.exemption.cap @cite:49_USC_30113
  Rule: One exemption covers at most 2,500 vehicles sold in any 12 months

    Scenario Outline: up to the cap
      Given importer.kind is original_manufacturer
      And importer.exempted_sales is <sales>
      Then conclusion exemption.within_the_cap is <within>
      And the door "temporarily exempted on its maker's petition" is <door>

      Examples:
        | sales | within | door         |
        | 2500  | true   | needs_action |
        | 2501  | false  | closed       |

    Scenario: nobody says how many
      Given importer.kind is original_manufacturer
      Then the door "temporarily exempted on its maker's petition" is needs_facts
      And it does not ask for importer.exempted_sales
