# SPDX-License-Identifier: Apache-2.0
"""A door waits for no more than it needs."""

from __future__ import annotations

from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import Told_, evaluated, told_cases

SKYLINE = {
    "vehicle.make": "Nissan",
    "vehicle.model": "Skyline GT-R (R33)",
    "vehicle.drive_side": "right",
    "vehicle.manufactured": "1997-05",
    "vehicle.title": "clean",
    "vehicle.theft_marked": True,
    "entry.date": "2018-06-01",
}


def waits_for(path: str, **told: object) -> tuple[str, ...]:
    said = {key.replace("__", "."): value for key, value in told.items()}
    verdict = cases.engine().evaluate({**SKYLINE, **said})
    return next(door.actions for door in verdict.paths if door.id == path)


def test_only_who_is_no_registered_importer_engages_one() -> None:
    """Of alternatives the one that needs the fewest actions counts."""
    assert waits_for("nhtsa.box_3") == ("importer.ri_contract", "entry.bond")
    assert waits_for("nhtsa.box_3", importer__kind="registered_importer") == ("entry.bond",)


def test_what_no_private_person_can_do_is_no_action() -> None:
    """A theoretical door is shown with what it waits for, and adds nothing to what to do."""
    told = {**SKYLINE, "importer.kind": "registered_importer"}
    verdict = cases.engine().evaluate(told)
    petition = next(door for door in verdict.paths if door.id == "nhtsa.box_13")
    assert petition.theoretical and petition.actions == ("entry.nhtsa_permission",)
    assert [row.action for row in verdict.actions] == ["entry.bond"]


@settings(max_examples=30, deadline=None)
@given(told_cases(most=4))
def test_doing_what_a_door_waits_for_opens_it(told: dict[str, Told_]) -> None:
    """With exactly that done, it waits for nothing more."""
    verdict = evaluated(told)
    for door in verdict.paths:
        if door.outcome == "needs_action":
            undone = verdict.explained.vocabulary
            assert door.actions
            done: dict[str, Told_] = {
                name: True for name in door.actions if undone[name].type.kind == "bool"
            }
            then = evaluated({**told, **done})
            after = next(row for row in then.paths if row.id == door.id)
            assert after.outcome == "open", door.id


def test_a_door_that_waits_for_an_action_says_which() -> None:
    """Also where the whole is a yes already, and another way to it waits for a fact."""
    vehicle = {
        "manufactured": "2001",
        "registered_in": "JP",
        "kei": True,
        "certified_to": ["us_fmvss", "canada_cmvss"],
    }
    verdict = cases.engine().evaluate({"vehicle": vehicle, "entry": {"date": "2026-11-21"}})
    door = next(door for door in verdict.paths if door.id == "epa.code_ee")
    assert (door.outcome, door.actions) == ("needs_action", ("vehicle.emissions_letter",))
