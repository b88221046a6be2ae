# SPDX-License-Identifier: Apache-2.0
"""The steps about what comes after a "no": when it ends, and what would end it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keiimport.gherkin.scene import Scene
from keiimport.gherkin.steps import _step, path_of


@_step("then", "from {date:S} {track:Track} is {outcome:w}")
def from_day_it_is(keiimport_scene: Scene, date: str, track: str, outcome: str) -> None:
    """Expect an outcome, of the whole, an agency or a path, for an entry on that day."""
    keiimport_scene.look_at(date)
    if track == "the outcome":
        _expect_on(keiimport_scene, "periods", "", date, outcome)
    elif track.startswith("agency "):
        _expect_on(keiimport_scene, "agencies", track.removeprefix("agency "), date, outcome)
    else:
        id = str(path_of(keiimport_scene, track)["id"])
        _expect_on(keiimport_scene, "paths", id, date, outcome)


@_step("then", 'what changes on {date:S} is "{text}"')
def what_changes_on(keiimport_scene: Scene, date: str, text: str) -> None:
    """Expect that a clock turns on that day, and words in what it is."""
    changes = keiimport_scene.timeline["changes"]
    said = [by["because"] for change in changes if change["day"] == date for by in change["by"]]
    if not any(text.casefold() in words.casefold() for words in said):
        days = ", ".join(dict.fromkeys(change["day"] for change in changes)) or "none"
        keiimport_scene.fail(f"on {date} it is: {'; '.join(said) or 'nothing'}; days: {days}")


@_step("then", "{aim:Aim} with {changes}")
def it_would_open_with(keiimport_scene: Scene, aim: str, changes: str) -> None:
    """Expect one of the sets of changes, `fact = value and ...`, or `nothing`."""
    path = aim.removesuffix(" would open")
    if path == aim:
        _expect_way(keiimport_scene, keiimport_scene.remedies["whole"], changes)
        return
    ways = {way["id"]: way for way in keiimport_scene.remedies["paths"]}
    found = path_of(keiimport_scene, path)
    if found["id"] not in ways:
        keiimport_scene.fail(f"{path} needs no changes: it is {found['outcome']}")
    _expect_way(keiimport_scene, ways[found["id"]], changes)


def _expect_on(scene: Scene, listed: str, id: str, date: str, outcome: str) -> None:
    found = scene.timeline[listed]
    if id:
        tracks = {entry["id"]: entry["periods"] for entry in found}
        if id not in tracks:
            scene.fail(f"`{id}` is not among the {listed}: {', '.join(tracks)}")
        found = tracks[id]
    before = [period for period in found if period["from"] <= date]
    if not before:
        scene.fail(f"{date} is before the day of entry, {found[0]['from']}")
    scene.expect(f"{id or 'the outcome'} on {date}", outcome, before[-1]["outcome"])


def _written(value: object) -> str:
    """A value as a feature file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _expect_way(scene: Scene, way: Mapping[str, Any], changes: str) -> None:
    sets = [
        {c["fact"]: [_written(v) for v in (c["to"], *c["or"])] for c in r["changes"]}
        for r in way["remedies"]
    ]
    if changes == "nothing":
        scene.expect(f"{way['id']} to open with", "nothing", way["kind"])
        return
    wanted = dict(part.split(" = ", 1) for part in changes.split(" and "))
    for each in sets:
        if each.keys() == wanted.keys() and all(wanted[n] in each[n] for n in wanted):
            return
    scene.fail(f"expected {changes} for {way['id']}; offered: {sets or way['because']}")
