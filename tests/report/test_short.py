# SPDX-License-Identifier: Apache-2.0
"""The short answer: one screen, in one order, of what matters."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict.cases import verdicts

import keiimport
from keiimport.report.states import state_line
from keiimport.report.text import MOST_LINES, WIDTH
from keiimport.report.text import render_short as render
from keiimport.verdict import Verdict

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
DAY = {"date": "2026-11-21"}
ORDER = [
    "Vehicle",
    "Answer",
    "Safety",
    "Emissions",
    "Customs",
    "State",
    "Bring",
    "Watch out",
    "Assumed",
]


def columns(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(mark) in "WF") for mark in line)


def fits(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) <= MOST_LINES and all(columns(line) <= WIDTH for line in lines)


@cache
def verdict(name: str, **entry: Any) -> dict[str, Any]:
    path = next(path for path in EXAMPLES if path.stem == name)
    case = json.loads(path.read_bytes())
    case["entry"] |= entry
    return keiimport.evaluate(case).to_dict()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits_on_a_screen(path: Path) -> None:
    text = keiimport.evaluate(path.read_bytes()).to_text()
    assert fits(text)
    assert "only if you ask for it" not in text, "doors that nobody would use are never in it"
    assert "theoretical" not in text


def test_it_keeps_its_order() -> None:
    lines = render(verdict("carry-1998")).splitlines()
    labels = [line[:11].strip() for line in lines if line[:11].strip()]
    assert labels[: len(ORDER)] == ORDER


def test_a_limiter_does_not_help_and_the_headline_says_why() -> None:
    text = flat(render(verdict("sakura-2022-limited")))
    headline = text.partition(" Answer Not yet")[2].partition(" Safety ")[0]
    assert "25 mph" in headline
    assert "built for 130 km/h" in headline
    assert "never turns a faster vehicle into a low-speed vehicle" in headline


def test_what_was_told_and_not_believed_is_said() -> None:
    assert "you said 25 mph, but the catalogue has 130 km/h" in flat(
        render(verdict("sakura-2022-told-25-mph"))
    )


def test_it_begins_with_the_answer_of_the_verdict() -> None:
    said = verdict("sakura-2022")
    assert f" Answer {said['headline']}" in flat(render(said))


def test_a_price_gives_dollars_and_none_gives_rates() -> None:
    assert "duty $1,250.00 (25 %); with fees $1,284." in flat(
        render(verdict("carry-1998", value=5000))
    )
    text = flat(render(verdict("carry-1998")))
    assert "; plus freight, insurance," in text
    assert "duty 25 % of the price; on each $1,000: merchandise processing fee $3.46 (at" in text
    assert "The price and the state." in text


def test_a_disputed_duty_says_what_it_is_otherwise() -> None:
    """The totals beside it cover both."""
    case = {"vehicle": {"make": "Nissan", "model": "Skyline", "manufactured": "1995"}}
    text = flat(keiimport.evaluate({**case, "entry": DAY | {"value": 20000}}).to_text())
    assert "or $500.00 if the extra tariff 9903.05.48 or .49 is not charged, which" in text
    assert "duty $2,500.00 (12.5 %), or" in text


def test_a_governor_comes_out_only_where_one_is_told() -> None:
    assert "governor" not in render(verdict("carry-1998"))
    assert "governor" in render(verdict("sakura-2022-limited"))


def test_a_state_that_refuses_it_is_said() -> None:
    state = {"name": "Nowhere", "outcome": "banned", "because": "it refuses mini trucks"}
    text = flat(render(verdict("carry-1998") | {"state": state}))
    assert "Nowhere: not allowed on its roads; it refuses mini trucks" in text


def test_a_state_says_what_its_branches_say() -> None:
    """Not `unclear` where its one known branch allows it with limits, alone and on the map."""
    example = {"vehicle": {"make": "Suzuki", "model": "Every", "manufactured": "1998"}}
    text = flat(keiimport.evaluate(example, state="MN").to_text())
    assert "State Minnesota: allowed with limits if it weighs at most 2200 lb empty" in text
    found = flat(keiimport.evaluate(example, state="all").to_text())
    assert " MN " in found.partition("allowed with limits:")[2].partition(";")[0]


def test_an_undecided_answer_says_what_it_hangs_on() -> None:
    text = flat(render(verdict("x-trail-2001-11")))
    assert "Tell next When was it built?" in text
    assert "built? If from 2001-11-01 to 2001-11-21: yes, it may be imported; if from" in text


def test_what_is_not_understood_is_said() -> None:
    text = flat(render(verdict("carry-1998"), unread=["not understood: `blorb`"]))
    assert "Note Not understood: `blorb`." in text


def test_text_from_strangers_cannot_steer_the_terminal() -> None:
    text = render(verdict("carry-1998"), unread=["\x1b[2J\u202eno\x07 [bold]x[/bold]"])
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[bold]x[/bold]" in text


def test_keys_that_are_missing_are_passed_over() -> None:
    assert "\nAnswer     No.\n" in render({"outcome": "refused"})


def test_colours_are_written_when_asked_for() -> None:
    assert "\x1b[1;32mAnswer" in render(verdict("carry-1998"), colour=True)


@settings(max_examples=40, deadline=None)
@given(found=verdicts(), width=st.integers(20, 200))
def test_it_fits_whatever_is_told(found: Verdict, width: int) -> None:
    assert fits(render(found.to_dict(), width=width))


def test_a_disputed_duty_is_said_without_a_price_too() -> None:
    told = {"make": "Nissan", "model": "Skyline", "manufactured": "1999-05"}
    text = flat(keiimport.evaluate({"vehicle": told, "entry": {"date": "2026-11-30"}}).to_text())
    assert "duty 12.5 % of the price, or 2.5 % if" in text
    assert "classified under" not in text


def test_a_free_entry_that_nobody_claimed_is_named() -> None:
    told = {
        "vehicle": {"make": "Ford", "model": "Mustang", "manufactured": "1967-05",
                    "country_of_manufacture": "US"},
        "entry": {"date": "2026-11-30", "value": "25000 USD"},
    }  # fmt: skip
    text = flat(keiimport.evaluate(told).to_text())
    assert "it may be free of duty under 9801.00.10" in text.partition(" State ")[0]


@pytest.mark.parametrize(
    ("plate", "said"),
    [
        ("ordinary", "ordinary plate"),
        ("ordinary, permanent from 11 years on", "ordinary plate, permanent from 11 years on"),
        ("ordinary; collector above 30 years", "ordinary plate; collector above 30 years"),
        ("limited agricultural plate", "limited agricultural plate"),
        ("mini-truck tag", "mini-truck tag"),
        ("off-road decal", "off-road decal"),
    ],
)
def test_a_plate_is_called_as_people_call_it(plate: str, said: str) -> None:
    state = {"name": "Ohio", "outcome": "restricted", "plate": plate, "roads": "all"}
    assert state_line(state) == f"Ohio: allowed with limits; {said}; all; "


def test_a_wait_begins_with_its_day() -> None:
    told = {"vehicle": {"make": "Honda", "model": "Fit", "manufactured": "2012"}}
    text = flat(keiimport.evaluate(told | {"entry": {"date": "2026-11-30"}}).to_text())
    assert "Answer Not yet. It turns 25 in January 2037" in text
    assert "or later. It can come in sooner only if its maker's" in text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "without a US or Canadian safety label"),
        (["us_fmvss"], "with a US safety label"),
        (["canada_cmvss"], "with a Canadian safety label"),
        (["us_fmvss", "canada_cmvss"], "with US and Canadian safety labels"),
    ],
)
def test_the_labels_that_were_told_are_said_in_words(told: list[str], said: str) -> None:
    case = {"vehicle": {"make": "Honda", "manufactured": "2010", "certified_to": told}}
    text = keiimport.evaluate({**case, "entry": {"date": "2026-11-29"}}).to_text()
    assert said in " ".join(text.split())


def test_what_an_action_costs_is_told_where_no_figure_counts_it() -> None:
    cart = "20 mph electric golf cart from China built 2024 price 4000 USD"
    said = flat(render(keiimport.check(cart).verdict.to_dict()))
    assert "not counted here: more than the value of the vehicle (to pay the deposit" in said
