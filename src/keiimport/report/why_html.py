# SPDX-License-Identifier: Apache-2.0
"""The proof of one path as a page."""

from __future__ import annotations

from typing import Final

from keiimport.report.html import described, foot
from keiimport.report.markup import Markup, Part, tag
from keiimport.report.page import Section, page
from keiimport.report.proof import Line, lines
from keiimport.report.words import GROUPS, LAW_SEEN, Json, clean, door, joined, sentence, what

_MARKS: Final = {
    "true": ("✓", "holds", "yes"),
    "false": ("✗", "fails", "no"),
    "unknown": ("?", "not known", "wait"),
}
_TONES: Final = {"open": "yes", "needs_action": "wait", "needs_facts": "wait"}


def render(why: Json) -> str:
    """Write the proof of a path as one page that needs nothing besides itself.

    Args:
        why: what `Verdict.why()` gives.
    """
    word = GROUPS.get(clean(why.get("outcome")), (clean(why.get("outcome")), ""))[0]
    title = f"{door(why)}: {word[:1].lower()}{word[1:]}"
    sections = [Section("proof", "The proof", _proof(why))]
    papers = [tag("li", sentence(what(paper))) for paper in why.get("papers") or ()]
    if papers:
        sections.append(Section("papers", "Papers", tag("ul", papers)))
    limits = [tag("li", sentence(what(limit))) for limit in why.get("restrictions") or ()]
    if limits:
        sections.append(Section("restrictions", "Restrictions", tag("ul", limits)))
    return page(f"{title} · import opinion", _head(why, title), sections, foot(why))


def _head(why: Json, title: str) -> Markup:
    rows: list[tuple[str, Part]] = [("Path", clean(why.get("path")))]
    rows.append(("Law", joined(why.get("cite") or ())))
    if seen := LAW_SEEN.get(clean(why.get("confidence"))):
        rows.append(("How it was seen", seen))
    if why.get("opens_on"):
        rows.append(("Opens on", clean(why["opens_on"])))
    if why.get("missing"):
        rows.append(("Waits for", joined(why["missing"], ", ")))
    days = f"{clean(why.get('entry_date'))}, law of {clean(why.get('law_as_of'))}"
    rows.append(("Day of entry", days))
    if why.get("scenarios"):
        rows.append(("Supposing", joined(why["scenarios"])))
    said = clean(why.get("because")) if why.get("outcome") != "needs_facts" else ""
    return Markup(
        tag("p", sentence(clean(why.get("title"))), class_="kicker")
        + tag("h1", title, class_=_TONES.get(clean(why.get("outcome")), "no"))
        + (tag("p", sentence(said), class_="answer") if said else "")
        + described(rows)
    )


def _proof(why: Json) -> Markup:
    key = [f"{mark} {word}" for mark, word, _ in _MARKS.values()]
    tree = tag("ul", _line(lines(why.get("proof") or {}, whole=True)), class_="proof")
    return Markup(tag("p", "; ".join(key), class_="note") + tree)


def _line(line: Line) -> Markup:
    parts: list[Part] = []
    if line.truth in _MARKS:
        mark, word, tone = _MARKS[line.truth]
        parts.append(tag("span", mark, class_=f"mark {tone}", role="img", aria_label=word))
        parts.append(" ")
    parts.append(line.text)
    if line.cite:
        parts += [" ", tag("span", f"[{joined(line.cite)}]", class_="cite")]
    notes = joined((*([line.name] if line.name else ()), *line.notes))
    if notes:
        parts += [" ", tag("span", f"({notes})", class_="note")]
    if line.parts:
        parts.append(tag("ul", [_line(part) for part in line.parts]))
    return tag("li", parts)
