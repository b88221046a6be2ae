# SPDX-License-Identifier: Apache-2.0
"""A picture of when each door opens: where its bars lie, in percent, for a template to draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from keiimport.report.words import Json, Outcome, cleaned, day_words, labels, outcome

BEYOND: Final = 4  # years that are drawn beyond the last change
TICKS: Final = 6  # the most years that are named: as many as a phone has room for


Period = tuple[date, date | None, Outcome]  # the first day, the last unless it stays so


class Drawn(NamedTuple):
    """One door, or the whole, through time: from where, how wide and how; the same in words."""

    name: str
    bars: list[tuple[float, float, str]]
    words: str


class Picture(NamedTuple):
    """The years that are named, each with its place, and the rows below them."""

    years: list[tuple[int, float]]
    rows: list[Drawn]


def picture(timeline: Json) -> Picture | None:
    """The whole, then each door that is ever open or may be; None where nothing changes."""
    timeline = cleaned(timeline)
    names = labels(timeline["paths"])
    told = [("Altogether", _periods(timeline["periods"]))]
    for path in timeline["paths"]:
        periods = _periods(path["periods"])
        if not path["theoretical"] and any(found.drawn for _, _, found in periods):
            told.append((names[path["id"]], periods))
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
        rows.append(Drawn(name, bars, "; ".join(map(_words, periods))))
    return Picture(years, rows)


def _words(period: Period) -> str:
    first, last, found = period
    until = f" until {day_words(last)}" if last else ""
    return f"{found.period if found.drawn else 'closed'} from {day_words(first)}{until}"


def _periods(told: Sequence[Json]) -> list[Period]:
    """The periods as told; neighbours with one answer are one."""
    found = []
    for name, (first, *rest) in groupby(told, lambda each: str(each["outcome"])):
        last = [first, *rest][-1]["until"]
        day = date.fromisoformat
        found.append((day(first["from"]), day(last) if last else None, outcome(name)))
    return found
