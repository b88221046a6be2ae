# SPDX-License-Identifier: Apache-2.0
"""Words of strangers in every fact: none becomes markup, a command or a line of its own."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest

import keiimport
from keiimport.report import calendar, html, text
from keiimport.report.drawing import drawing
from keiimport.report.words import clean

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "sakura-2022.json"

HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>",
    "</style><b>&lt;/textarea&gt;",
    "javascript:alert(1)",
    "&quot;&#x27;&#60;script&#62;",
    "<!-- --><![CDATA[ ]]>",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    '"]:::false; click n0 "javascript:alert(1)"',
    "%%{init: {'securityLevel': 'loose'}}%%",
    "#35;#quot;\n  n0 --> n1\nsubgraph x",
    'x"]; n0 [URL="javascript:alert(1)"]; "',
    "\\",
    '\\\\" \\N \\G \\l',
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://example.com/\r\nSUMMARY:y",
    "a;b,c:d\\n\\;",
    "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m\x90q\x9c\x85",
    "\u202egnp.exe\u2066\u2069\u200f\ufeff\u2028\u2029",
    "\x00\x08\x7f\t\v\f",
    "[bold red]x[/bold red] :smile: [link=file:///etc/passwd]y[/link]",
    "=1+1",
    "ﷺ" * 40,
    "無" * 300,
    "w" * 400,
)
"""What people try against pages, terminals, drawings and calendars."""

KEPT: Final = frozenset(
    {
        "outcome", "strict_outcome", "certainty", "depends_on", "agency", "stay", "chosen", "id",
        "kind", "truth", "source", "confidence", "concludes", "earliest", "earliest_possible",
        "opens_on", "opens_possible", "entry_date", "from", "until", "day", "before", "after",
        "what", "state", "binds", "settles", "agencies", "name",
    }
)  # fmt: skip
"""Keys whose words the engine chooses among its own; a few of them are also facts below."""

STEERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def poisoned(value: Any, nasty: str, key: str = "") -> Any:
    """The same with `nasty` behind every text that is not chosen from a list of words."""
    if isinstance(value, dict):
        return {name: poisoned(inner, nasty, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner, nasty, key) for inner in value]
    return value + nasty if isinstance(value, str) and key not in KEPT else value


@cache
def clean_verdict() -> keiimport.Verdict:
    return keiimport.evaluate(EXAMPLE.read_bytes(), state="GA")


@cache
def clean_page() -> list[str]:
    return Skeleton(clean_verdict().to_html()).parts


def verdict(nasty: str) -> dict[str, Any]:
    found = poisoned(clean_verdict().to_dict(), nasty)
    for fact in found["facts"]:
        fact["value"] = nasty
    found["state"]["name"] += nasty
    return dict(found)


def days(nasty: str) -> dict[str, Any]:
    return dict(poisoned(clean_verdict().timeline().to_dict(), nasty))


def proof(nasty: str) -> dict[str, Any]:
    return dict(poisoned(clean_verdict().why("nhtsa.box_1"), nasty, "proof"))


class Skeleton(HTMLParser):
    """The elements and attributes of a page, without its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [f"{name}={value}" if name in ("class", "id") else name for name, value in attrs]
        if tag != "span" or "lang" not in dict(attrs):
            self.parts.append(f"{tag} {' '.join(names)}")

    def handle_comment(self, data: str) -> None:
        self.parts.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(decl)


def hostile(function: Any) -> Any:
    return pytest.mark.parametrize("nasty", HOSTILE, ids=range(len(HOSTILE)))(function)


PAGES: Final = (
    lambda word: html.render(verdict(word), days(word), full=True),
    lambda word: html.render_answer(verdict(word)),
    lambda word: html.render_why(proof(word)),
)
"""Every page, with a word of a stranger in it."""


@cache
def harmless() -> list[list[str]]:
    return [Skeleton(render("x")).parts for render in PAGES]


@hostile
def test_pages_keep_their_elements(nasty: str) -> None:
    """The same elements, attributes and classes as with harmless words, SVG among them."""
    for render, expected in zip(PAGES, harmless(), strict=True):
        page = render(nasty)
        assert Skeleton(page).parts == expected
        assert not STEERS.search(page)


@hostile
def test_a_terminal_is_not_steered(nasty: str) -> None:
    """No control and no direction of writing gets through, and marks are shown as they are."""
    found = verdict(nasty)
    for written in (
        text.render_short(found, unread=[nasty]),
        text.render(found),
        text.render_chain(found),
        text.render_timeline(days(nasty)),
        text.render_why(proof(nasty)),
    ):
        assert not STEERS.search(written)


@hostile
def test_a_drawing_in_mermaid_keeps_its_boxes(nasty: str) -> None:
    """Each line is a box, an arrow or a style, and within a box only harmless marks stand."""
    drawn = drawing(proof(nasty), "mermaid").split("\n")
    assert len(drawn) == len(drawing(proof("x"), "mermaid").split("\n")) or len(nasty) > 1
    inside = r"(?:[\w .,\-/'()?!✓✗§+*=°·’–]|#\d+;|<br/>)*"
    line = re.compile(
        rf'flowchart TD|  n\d+(?:\["{inside}"\]|\(\["{inside}"\]\))(?::::\w+)?|  n\d+ --> n\d+'
        r"|  classDef \w+ [\w:#,]+"
    )
    assert all(line.fullmatch(each) for each in drawn)


@hostile
def test_a_drawing_in_dot_keeps_its_boxes(nasty: str) -> None:
    """Each line is a box, an arrow or a setting, and no quote of a stranger ends a text."""
    quoted = r'"(?:[^"\\\n]|\\[\\"n])*"'
    line = re.compile(
        rf"digraph {quoted} \{{|  (?:node|edge) \[[^\]]*\];|  n\d+ \[label={quoted}, fillcolor="
        rf'"#\w+", color="#\w+"(?:, shape=ellipse)?\];|  n\d+ -> n\d+;|\}}'
    )
    assert all(line.fullmatch(each) for each in drawing(proof(nasty), "dot").split("\n"))


@hostile
def test_a_calendar_keeps_its_entries(nasty: str) -> None:
    """As many entries as days, each with a reminder, and the words come back as they were."""
    entries = list(calendar.entries(days(nasty), f"a car {nasty}"))
    read = icalendar.Calendar.from_ical(calendar.render(entries, "2026-11-21"))
    names = [part.name for part in read.walk()]
    assert names == ["VCALENDAR", *["VEVENT", "VALARM"] * len(entries)]
    for entry, event in zip(entries, read.walk("VEVENT"), strict=True):
        assert str(event["SUMMARY"]) == clean(entry.title)
        assert "ATTACH" not in event


@hostile
def test_a_case_with_it_in_every_text(nasty: str) -> None:
    """Told as a fact it is refused in a sentence, or answered without harm."""
    told = {
        "model": nasty,
        "chassis_code": nasty,
        "frame_number": nasty,
        "eligibility_number": nasty,
    }
    vehicle: dict[str, Any] = {"make": "Suzuki", "manufactured": "1998-05"}
    day = {"entry": {"date": "2026-11-21"}}
    taken = {}
    for fact, value in told.items():
        try:
            keiimport.evaluate({"vehicle": vehicle | {fact: value}} | day)
        except keiimport.InputError as error:
            assert error.error
            continue
        taken[fact] = value
    # every word that is taken stands on one page
    found = keiimport.evaluate({"vehicle": vehicle | taken} | day)
    page = found.to_html()
    assert Skeleton(page).parts[:8] == clean_page()[:8]
    assert not STEERS.search(page) and not STEERS.search(found.to_text(full=True))


def test_a_picture_has_words_of_strangers_as_words() -> None:
    """The names in a picture are texts for the template to escape, never markup."""
    drawn = html.picture(days("<script>"))
    assert drawn is not None
    assert "&lt;script&gt;" in html.render(verdict("<script>"), days("<script>"))
