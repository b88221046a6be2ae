# SPDX-License-Identifier: Apache-2.0
"""The page of a verdict: whole, in order, without scripts, and safe."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import keiimport
from keiimport.report import html, text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
VOID = {"meta", "br", "link", "col"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests look at it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.scopes: list[str | None] = []
        self.outside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if told.get("id"):
            self.ids.append(str(told["id"]))
        for name, value in attrs:
            assert not name.startswith("on"), f"{tag} {name}"
            if name in ("src", "href", "action") and value is not None:
                (self.targets if value.startswith("#") else self.outside).append(value)
        if tag == "th":
            self.scopes.append(told.get("scope"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_well_made(text: str) -> None:
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    page = Page(text)
    assert page.open == []
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    pairs = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in pairs)
    assert len(page.ids) == len(set(page.ids))
    assert {target[1:] for target in page.targets} <= set(page.ids)
    assert not page.outside
    assert not page.tags & {"script", "iframe", "img", "object", "form"}
    assert all(scope in ("row", "col") for scope in page.scopes)
    assert "@media print" in text and ":focus-visible" in text


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_of_an_example(example: Path) -> None:
    """Headings in order, every link leads somewhere, nothing is loaded from elsewhere."""
    verdict = keiimport.evaluate(example.read_bytes(), state="all")
    for full in (False, True):
        assert_well_made(verdict.to_html(full=full))
    assert_well_made(html.render_why(verdict.why("nhtsa.box_1")))


def test_it_reads_like_an_opinion() -> None:
    """The vehicle, the short answer, the days, costs before penalties, reasons, in this order."""
    verdict = keiimport.evaluate(next(e for e in EXAMPLES if e.stem == "sakura-2022").read_bytes())
    text = verdict.to_html()
    assert "<title>Nissan Sakura (B6AW), kei passenger car, built June 2022</title>" in text
    assert "<h1>Nissan Sakura (B6AW), kei passenger car, built June 2022</h1>" in text
    order = ["when", "costs", "papers", "limits", "assumptions", "reasons", "warnings"]
    places = [text.index('class="answer"'), *(text.index(f'<section id="{n}"') for n in order)]
    assert places == sorted(places)
    assert "open from 30 June 2047" in text
    assert "It turns 25 in June 2047; have it arrive on 30 June or later" in text


def test_closed_doors_and_standards_are_for_the_full_page() -> None:
    """What nobody would use is not on the short one, and standards count only where they matter."""
    verdict = keiimport.evaluate(next(e for e in EXAMPLES if e.stem == "sakura-2022").read_bytes())
    short, full = verdict.to_html(), verdict.to_html(full=True)
    assert "box 2B" not in short and "box 2B" in full
    for page in (short, full):
        assert "apply to this vehicle" not in page, "it waits for its age"


def test_what_only_the_duty_waits_for_is_for_the_full_page() -> None:
    """Nobody who asks about an Acty is asked for its fire pump; the duty is given as a span."""
    found = keiimport.check("1999 Honda Acty", date="2026-11-21").verdict
    assert "What would settle it" not in found.to_html()
    assert "What would settle it" in found.to_html(full=True)


def test_what_may_come_in_today_has_no_first_day() -> None:
    """The day of entry is said once, as the day of entry."""
    case = json.loads((EXAMPLES[0].parent / "carry-1998.json").read_bytes())
    for full in (False, True):
        found = keiimport.evaluate(case)
        for said in (found.to_html(full=full), found.to_text(full=full)):
            assert "arliest" not in said and "Not before" not in said


def test_no_big_yes_stands_over_what_a_state_forbids() -> None:
    """It may come in, and may not be driven there: said first, and not in the colour of a yes."""
    banned = "California does not allow it"
    for state, tone, colour, first in (("CA", "wait", 33, banned), ("TX", "yes", 32, "Yes")):
        case = json.loads((EXAMPLES[0].parent / "carry-1998.json").read_bytes())
        verdict = keiimport.evaluate(case, state=state)
        assert f'<p class="verdict {tone}"><strong>{first}' in verdict.to_html()
        assert f"[1;{colour}mAnswer" in text.render_short(verdict.to_dict(), colour=True)


def test_a_notebook_shows_the_short_answer() -> None:
    """As a piece of a page whose style stays its own."""
    verdict = keiimport.evaluate(EXAMPLES[0].read_bytes())
    shown = verdict._repr_html_()
    assert shown.startswith('<div class="keiimport">') and "<html" not in shown
    assert all(rule.startswith(".keiimport ") for rule in re.findall(r"^(.*) \{", shown, re.M))


def test_nothing_is_drawn_where_nothing_changes() -> None:
    """What may come in from today on for good needs no picture."""
    case = (EXAMPLES[0].parent / "carry-1998.json").read_bytes()
    assert "<svg" not in keiimport.evaluate(case).to_html()


def test_costs_are_shown_where_there_are_any() -> None:
    """The duty, and what an action usually costs."""
    verdict: dict[str, Any] = {
        "outcome": "conditional",
        "duty": {
            "lines": [{"what": "base duty", "rate": "2.5%", "amount": "$123.45", "cite": ["HTS"]}],
            "total": "$1,123.45",
        },
        "actions": [{"action": "x", "what": "post a bond", "cost": "about $500"}],
    }
    text = html.render(verdict)
    assert "$123.45" in text and "$1,123.45" in text and "about $500" in text
    assert_well_made(text)


def test_words_from_strangers_cannot_become_markup() -> None:
    """Every text of the verdict replaced by markup leaves the page as it was made."""
    nasty = '"><script>alert(1)</script>\u202e\x1b'

    def poisoned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: poisoned(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [poisoned(inner) for inner in value]
        return value + nasty if isinstance(value, str) else value

    verdict = keiimport.evaluate(EXAMPLES[0].read_bytes(), state="GA").to_dict()
    kept = {key: verdict[key] for key in ("outcome", "chosen")}
    paths = [poisoned(p) | {"id": p["id"], "outcome": p["outcome"]} for p in verdict["paths"]]
    text = html.render(poisoned(json.loads(json.dumps(verdict))) | kept | {"paths": paths})
    assert_well_made(text)
    assert "<script" not in text and "\x1b" not in text and "\u202e" not in text


def test_colours_have_contrast() -> None:
    """Every ink of the page against its white: at least 4.5 to 1 (WCAG 2, AA)."""
    style = (Path(html.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    inks = re.findall(r"--(ink|soft|link|yes|no|wait|later): (#[0-9a-f]{6})", style)
    assert len(inks) == 7
    for name, colour in inks:
        assert contrast(colour, "#ffffff") >= 4.5, name


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
