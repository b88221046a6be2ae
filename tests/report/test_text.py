# SPDX-License-Identifier: Apache-2.0
"""The readable text of a verdict, made from hand-written verdicts."""

from __future__ import annotations

from typing import Any

import pytest

from keiimport.report.text import render


def path(name: str, outcome: str, **more: Any) -> dict[str, Any]:
    box = name.removeprefix("nhtsa.box_").upper()
    return {
        "id": name,
        "agency": "nhtsa",
        "form": "HS-7",
        "box": box,
        "title": f"the title of {box}",
        "outcome": outcome,
        "stay": "permanent",
        "theoretical": False,
        "opens_possible": None,
        "opens_on": None,
        "papers": [],
        "restrictions": [],
        "because": f"the reason of {box}",
    } | more


@pytest.fixture
def verdict() -> dict[str, Any]:
    return {
        "outcome": "not_yet",
        "strict_outcome": "undetermined",
        "certainty": "assumed",
        "depends_on": None,
        "answer": "No, not before June 2047.",
        "earliest": "2047-06-30",
        "earliest_possible": "2047-06-01",
        "entry_date": "2026-11-21",
        "law_as_of": "2026-11-21",
        "rulebook": {"version": "2026.11", "hash": "0123456789abcdef"},
        "scenarios": [],
        "assumptions": [
            {
                "id": "purpose_road_use",
                "fact": "entry.purpose",
                "value": "road_use",
                "says": "for use on the road",
                "because": "most people mean to drive it",
                "if_wrong": "tell `entry.purpose`",
            }
        ],
        "facts": [],
        "classification": ["motor_vehicle", "kei"],
        "standards": [
            {
                "standard": "208",
                "title": "Crash",
                "binds": True,
                "met": False,
                "because": "no label",
            },
            {"standard": "111", "title": "Mirrors", "binds": True, "met": None, "because": None},
            {"standard": "500", "title": "Slow", "binds": False, "met": None, "because": None},
        ],
        "paths": [
            path("nhtsa.box_2a", "closed"),
            path(
                "nhtsa.box_1",
                "not_yet",
                opens_possible="2047-06-01",
                opens_on="2047-06-30",
                papers=["an HS-7 form", "proof of the build date"],
                restrictions=["keep the papers"],
            ),
            path("nhtsa.box_7", "needs_action", stay="temporary"),
            path("nhtsa.box_13", "closed", theoretical=True),
        ],
        "gates": [
            {
                "id": "commerce.connected",
                "outcome": "barred",
                "because": "it calls home",
                "cite": [],
            },
            {"id": "cbp.soil", "outcome": "clear", "because": None, "cite": []},
        ],
        "chosen": {"nhtsa": "nhtsa.box_1", "epa": None},
        "duty": None,
        "state": None,
        "missing": [
            {
                "fact": "vehicle.manufactured",
                "question": "In which month was it built?",
                "where": "the export certificate (輸出抹消仮登録証明書)",
                "settles": ["nhtsa.box_1"],
            }
        ],
        "actions": [{"action": "entry.bond", "what": "post a bond", "depends_on": "agency"}],
        "reasoning": [
            {
                "step": 1,
                "rule": "nhtsa.age",
                "concludes": "age.nhtsa_25_years",
                "title": "at least 25 years old",
                "truth": "false",
                "because": "it was built in June 2022",
                "cite": ["49 USC 30112(b)(9)", "49 CFR 591.5(i)"],
                "uses": ["vehicle.manufactured"],
                "confidence": "secondary",
            }
        ],
        "warnings": ["duty is an estimate"],
        "checked_by": ["kernel", "rete"],
    }


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_begins_with_the_short_answer(verdict: dict[str, Any]) -> None:
    lines = [line[:10].rstrip() for line in render(verdict, width=200).splitlines()[:5]]
    assert lines == ["Vehicle", "Answer", "Safety", "Emissions", "State"]


@pytest.mark.parametrize(
    "words",
    [
        "Answer No, not before June 2047.",
        "From 30 June 2047 for certain, 1 June 2047 at the earliest; the reason of 1.",
        "Day of entry 21 November 2026",
        "Without our assumptions not decided yet",
        "The vehicle is motor vehicle, kei",
        "Papers: HS-7 box 1 - An HS-7 form. - Proof of the build date.",
        "2026.11 (0123456789ab), checked by kernel and rete",
        "What keeps it out, or may connected It calls home.",
        "1. Post a bond. Whether it is done is up to the agency.",
        "Terms and penalties: HS-7 box 1 - Keep the papers.",
        "1. In which month was it built?",
        "Where to find it: The export certificate (輸出抹消仮登録証明書)",
        "settles nhtsa.box_1",
        "For use on the road. Most people mean to drive it.",
        "If that is wrong: tell `entry.purpose`",
        "1. at least 25 years old (age.nhtsa_25_years): no, because it was built in June 2022",
        "[49 USC 30112(b)(9); 49 CFR 591.5(i)]",
        "law found only in a secondary source",
        "- Duty is an estimate.",
    ],
)
def test_it_says(verdict: dict[str, Any], words: str) -> None:
    assert words in flat(render(verdict))


def test_standards_are_counted_only_where_the_answer_hangs_on_them(
    verdict: dict[str, Any],
) -> None:
    """By age no standard matters."""
    assert "bind this vehicle" not in render(verdict)
    uses = ["vehicle.fmvss.208"]
    step = {"step": 2, "concludes": "nhtsa.box_1", "truth": "false", "uses": uses}
    text = flat(render(verdict | {"reasoning": [step]}))
    assert "2 of 3 apply to this vehicle; we don't know whether it meets 1 of those" in text
    assert "208 Crash binds not met no label" in text


def test_doors_are_grouped_from_open_to_closed(verdict: dict[str, Any]) -> None:
    text = render(verdict)
    titles = ["Open once something is done", "Later", "Closed", "HS-7 box 2A", "HS-7 box 13"]
    places = [text.index(f": {title}\n" if title[0] != "H" else title) for title in titles]
    assert places == sorted(places)
    assert "the title of 7 (temporary)" in flat(text)


def test_what_is_clear_or_empty_is_left_out(verdict: dict[str, Any]) -> None:
    assert "cbp.soil" not in render(verdict)
    for key in ("missing", "assumptions", "warnings", "gates", "actions", "reasoning", "standards"):
        verdict[key] = []
    text = render(
        verdict | {"paths": [], "chosen": {}, "earliest": None, "earliest_possible": None}
    )
    assert len(text.splitlines()) < 15


def test_a_no_has_the_papers_of_what_opens_later_only(verdict: dict[str, Any]) -> None:
    """What is open besides is no door to recommend."""
    verdict["paths"].append(path("epa.code_e", "open", form="3520-1", papers=["a 3520-1 form"]))
    verdict["chosen"]["epa"] = "epa.code_e"
    assert "- A 3520-1 form" not in flat(render(verdict))
    assert "- A 3520-1 form" in flat(render(verdict | {"outcome": "conditional"}))


@pytest.mark.parametrize("width", [40, 60, 100])
def test_it_stays_within_its_width_and_plain(verdict: dict[str, Any], width: int) -> None:
    text = render(verdict, width=width)
    assert "\x1b" not in text
    assert all(len(line) <= width and line == line.rstrip() for line in text.splitlines())


def test_colours_are_written_when_asked_for(verdict: dict[str, Any]) -> None:
    assert "\x1b[" in render(verdict, colour=True)


def test_text_from_strangers_cannot_steer_the_terminal(verdict: dict[str, Any]) -> None:
    verdict["paths"][1]["title"] = "\x1b[2J[bold]Yes[/bold] \u202eno\x07"
    verdict["warnings"] = ["[red]:smile: \x9b31m"]
    text = render(verdict)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "[bold]Yes[/bold]" in text
    assert "[red]:smile:" in text


def test_keys_that_are_missing_are_passed_over() -> None:
    assert "\nAnswer     No.\n" in render({"outcome": "refused"})
