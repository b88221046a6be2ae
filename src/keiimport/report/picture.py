# SPDX-License-Identifier: Apache-2.0
"""A picture of when each door opens: where its bars lie, in percent, for a template to draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from keiimport.report.words import Json, clean, day_words, labels

BEYOND: Final = 4
"""Years that are drawn beyond the last change."""

TICKS: Final = 6
"""The most years that are named: as many as a phone has room for."""

LOOKS: Final = {
    "open": ("open", "open"),
    "admissible": ("open", "open"),
    "needs_action": ("work", "open once something is done"),
    "conditional": ("work", "open once something is done"),
    "needs_facts": ("maybe", "not decided"),
    "undetermined": ("maybe", "not decided"),
}
"""How a period is drawn, and what it is; what is closed is left white."""


class Period(NamedTuple):
    """Days on which an answer stays the same; `last` is None where it stays so for good."""

    first: date
    last: date | None
    outcome: str


class Bar(NamedTuple):
    """A period as it is drawn: from where, how wide, how."""

    left: float
    width: float
    look: str


class Drawn(NamedTuple):
    """One door, or the whole, through time, with the same in words."""

    name: str
    bars: tuple[Bar, ...]
    words: str


class Picture(NamedTuple):
    """The years that are named, each with its place, and the rows below them."""

    years: tuple[tuple[int, float], ...]
    rows: tuple[Drawn, ...]


def picture(timeline: Json) -> Picture | None:
    """The whole, then each door that is ever open or may be; None where nothing changes."""
    names = labels(timeline.get("paths") or ())
    told = [("Altogether", _periods(timeline.get("periods") or ()))]
    for path in timeline.get("paths") or ():
        periods = _periods(path.get("periods") or ())
        if not path.get("theoretical") and any(p.outcome in LOOKS for p in periods):
            told.append((names[path["id"]], periods))
    if all(len(periods) < 2 for _, periods in told):
        return None
    starts = [period.first for _, periods in told for period in periods]
    begin = min(starts)
    end = date(min(max(starts).year + BEYOND, date.max.year), 12, 31)

    def across(day: date | None) -> float:
        return 100.0 if day is None else round(100 * (day - begin) / (end - begin), 2)

    def drawn(name: str, periods: Sequence[Period]) -> Drawn:
        bars = tuple(
            Bar(across(p.first), round(max(across(p.last) - across(p.first), 1.0), 2), look)
            for p in periods
            if (look := LOOKS.get(p.outcome, ("", ""))[0])
        )
        return Drawn(name, bars, "; ".join(map(_words, periods)))

    step = -(-(end.year - begin.year) // TICKS)
    years = tuple((y, across(date(y, 1, 1))) for y in range(begin.year + 1, end.year, step))
    return Picture(years, tuple(drawn(name, periods) for name, periods in told))


def _words(period: Period) -> str:
    said = f"{LOOKS.get(period.outcome, ('', 'closed'))[1]} from {day_words(period.first)}"
    return said + (f" until {day_words(period.last)}" if period.last else "")


def _periods(told: Sequence[Any]) -> tuple[Period, ...]:
    """The periods as told; neighbours with one answer are one."""
    found: list[Period] = []
    for outcome, group in groupby(told, lambda each: clean(each.get("outcome"))):
        alike = list(group)
        first, last = alike[0]["from"], alike[-1].get("until")
        last_day = date.fromisoformat(last) if last else None
        found.append(Period(date.fromisoformat(first), last_day, outcome))
    return tuple(found)
