# SPDX-License-Identifier: Apache-2.0
"""The steps about what comes after a "no": when it ends, and what would end it."""

from __future__ import annotations

from keiimport.gherkin.scene import Scene
from keiimport.gherkin.steps import _step, entry, path_of, words_of


@_step("then", "from {date:S} {track:Track} is {outcome:w}")
def from_day_it_is(keiimport_scene: Scene, date: str, track: str, outcome: str) -> None:
    """Expect an outcome, of the whole, an agency or a path, for an entry on that day."""
    scene = keiimport_scene
    scene.look_at(date)
    timeline = scene.found.timeline().to_dict()
    if track == "the outcome":
        said, periods = track, timeline["periods"]
    elif track.startswith("agency "):
        said = track.removeprefix("agency ")
        periods = entry(scene, "agencies", "id", said, timeline["agencies"])["periods"]
    else:
        said = str(path_of(scene, track)["id"])
        periods = entry(scene, "paths", "id", said, timeline["paths"])["periods"]
    before = [period for period in periods if period["from"] <= date]
    if not before:
        scene.fail(f"{date} is before the day of entry, {periods[0]['from']}")
    scene.expect(f"{said} on {date}", outcome, before[-1]["outcome"])


@_step("then", 'what changes on {date:S} is "{text}"')
def what_changes_on(keiimport_scene: Scene, date: str, text: str) -> None:
    """Expect that a clock turns on that day, and words in what it is."""
    changes = keiimport_scene.found.timeline().to_dict()["changes"]
    said = [by["because"] for change in changes if change["day"] == date for by in change["by"]]
    if not any(text.casefold() in words.casefold() for words in said):
        days = ", ".join(dict.fromkeys(change["day"] for change in changes)) or "none"
        keiimport_scene.fail(f"on {date} it is: {'; '.join(said) or 'nothing'}; days: {days}")


@_step("then", "{aim:Aim} with {changes}")
def it_would_open_with(keiimport_scene: Scene, aim: str, changes: str) -> None:
    """Expect one of the sets of changes, `fact = value and ...`, or `nothing`."""
    scene, path = keiimport_scene, aim.removesuffix(" would open")
    remedies = scene.found.remedies().to_dict()
    way = remedies["whole"]
    if path != aim:
        ways = {way["id"]: way for way in remedies["paths"]}
        found = path_of(scene, path)
        if found["id"] not in ways:
            scene.fail(f"{path} needs no changes: it is {found['outcome']}")
        way = ways[found["id"]]
    if changes == "nothing":
        scene.expect(f"{way['id']} to open with", "nothing", way["kind"])
        return
    sets = [
        {c["fact"]: [words_of(v) for v in (c["to"], *c["or"])] for c in r["changes"]}
        for r in way["remedies"]
    ]
    wanted = dict(part.split(" = ", 1) for part in changes.split(" and "))
    for each in sets:
        if each.keys() == wanted.keys() and all(wanted[n] in each[n] for n in wanted):
            return
    scene.fail(f"expected {changes} for {way['id']}; offered: {sets or way['because']}")
