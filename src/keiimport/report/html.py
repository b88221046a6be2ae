# SPDX-License-Identifier: Apache-2.0
"""A verdict, or a proof, as a page that prints like a short opinion.

In `templates/`, `page.html` is the frame of every page, `parts.html` what other pages use too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from keiimport.report import proof, words
from keiimport.report.sections import sections
from keiimport.report.view import view
from keiimport.report.words import Json, Outcome, clean, cleaned, day_words, labels, outcome

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_STRANGE: Final = re.compile(r"[^\w .,\-/'()?!✓✗§+*=°·’–]|_")  # what Mermaid or HTML may read
_JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]+")


def render(verdict: Json, timeline: Json | None = None, *, full: bool = False) -> str:
    """Render a verdict, and its timeline, as a self-contained page.

    In full it also has the closed doors, every reason, the facts and the standards.
    """
    return written("verdict.html", **shown(verdict, timeline, full=full))


def shown(
    verdict: Json, timeline: Json | None = None, *, full: bool = False, unread: Sequence[str] = ()
) -> dict[str, Any]:
    """The variables of a page on a verdict (see `render`), with notes on words not understood."""
    return {
        "view": view(verdict, unread),
        "sections": sections(verdict, full=full),
        "timeline": picture(timeline) if timeline else None,
        "full": full,
        "foot": made_by(verdict),
    }


def render_answer(verdict: Json) -> str:
    """Render the short answer as a fragment of a page, such as a notebook shows."""
    return written("answer.html", view=view(verdict))


def render_why(why: Json) -> str:
    """Render the proof of a path as a self-contained page."""
    found = proof.lines(why.get("proof") or {}, whole=True)
    told = {"why": proof.said(why), "proof": found, "marks": words.TRUTHS}
    return written("why.html", **told, foot=made_by(why))


def made_by(verdict: Json) -> str:
    """A sentence on the days that an answer holds for and the rules behind it."""
    verdict = cleaned(verdict)
    entry, law = day_words(verdict["entry_date"]), day_words(verdict["law_as_of"])
    return f"Entry on {entry}, law of {law}, rulebook {words.rules_used(verdict)}."


def written(name: str, **told: Any) -> str:
    """Render a template of this package."""
    return environment().get_template(name).render(told)


@cache
def environment(*packages: str) -> Environment:
    """The templates, those of other packages first; their values are cleaned and escaped."""
    # needed only for pages; importing it takes as long as an answer
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    loaders = [PackageLoader(package) for package in (*packages, "keiimport.report")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=lambda name: str(name).endswith((".html", ".css")),
        undefined=StrictUndefined,
        # markup is made of clean text already
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters |= {"said": _said, "entities": partial(_STRANGE.sub, lambda m: f"#{ord(m[0])};")}
    return made


def _said(value: object) -> Markup:
    """A text as markup, Japanese words marked as such; no line begins with a percent sign."""
    from markupsafe import Markup, escape

    safe = str(escape(clean(value))).replace(" %", "\N{NO-BREAK SPACE}%")
    return Markup(_JAPANESE.sub(lambda found: f'<span lang="ja">{found[0]}</span>', safe))


# --- when each door opens: where its bars lie, in percent, for a template to draw ---

BEYOND: Final = 4  # years drawn beyond the last change
TICKS: Final = 6  # the most years named, as many as fit on a phone

Period = tuple[date, date | None, Outcome]  # the first day, the last unless it stays so


def picture(timeline: Json) -> Json | None:
    """The timeline of the whole and of each door that may open; None if nothing changes.

    `years` are labels with their places; each of `rows` has a `name`, `bars` (start, width and
    class), and the same in `words`. Places and widths are in percent.
    """
    timeline = cleaned(timeline)
    names = labels(timeline["paths"])
    told = [("Altogether", _periods(timeline["periods"]))]
    for path in filter(words.is_drawn, timeline["paths"]):
        told.append((names[path["id"]], _periods(path["periods"])))
    if all(len(periods) < 2 for _, periods in told):
        return None
    starts = [first for _, periods in told for first, _, _ in periods]
    begin = min(starts)
    end = date(min(max(starts).year + BEYOND, date.max.year), 12, 31)

    def across(day: date | None) -> float:
        return 100.0 if day is None else round(100 * (day - begin) / (end - begin), 2)

    step = -(-(end.year - begin.year) // TICKS)
    years = [(year, across(date(year, 1, 1))) for year in range(begin.year + 1, end.year, step)]
    rows = []
    for name, periods in told:
        bars = [
            (across(first), round(max(across(last) - across(first), 1.0), 2), found.drawn)
            for first, last, found in periods
            if found.drawn
        ]
        rows.append({"name": name, "bars": bars, "words": "; ".join(map(_words, periods))})
    return {"years": years, "rows": rows}


def _words(period: Period) -> str:
    first, last, found = period
    until = f" until {day_words(last)}" if last else ""
    return f"{found.period if found.drawn else 'closed'} from {day_words(first)}{until}"


def _periods(told: Sequence[Json]) -> list[Period]:
    day, found = date.fromisoformat, []
    for name, each in groupby(told, lambda each: str(each["outcome"])):
        first, *_, last = [*each] * 2
        until = day(last["until"]) if last["until"] else None
        found.append((day(first["from"]), until, outcome(name)))
    return found
