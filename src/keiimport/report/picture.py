# SPDX-License-Identifier: Apache-2.0
"""A picture of when each door opens, as SVG within a page; the words beside it say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from keiimport.report.markup import Markup, tag
from keiimport.report.words import Json, clean, door

_WIDTH: Final = 720
_LEFT: Final = 150
_ROW: Final = 34
_TOP: Final = 34
_BEYOND: Final = 4
"""Years that are drawn beyond the last change."""

_INK: Final = "#14532d"
_FILLS: Final = {
    "open": _INK,
    "admissible": _INK,
    "needs_action": "#cfe8d6",
    "conditional": "#cfe8d6",
    "needs_facts": "url(#maybe)",
    "undetermined": "url(#maybe)",
}
"""How a period is drawn; what is closed is left white."""

_WORDS: Final = {
    "open": "open",
    "admissible": "open",
    "needs_action": "open once something is done",
    "conditional": "open once something is done",
    "needs_facts": "not decided",
    "undetermined": "not decided",
}


class Period(NamedTuple):
    """Days on which an answer stays the same; `last` is None where it stays so for good."""

    first: date
    last: date | None
    outcome: str


class Row(NamedTuple):
    """One door, or the whole, through time."""

    name: str
    periods: tuple[Period, ...]

    @property
    def words(self) -> str:
        """The same in words."""
        return "; ".join(
            f"{_WORDS.get(period.outcome, 'closed')} from {period.first}"
            + (f" until {period.last}" if period.last else "")
            for period in self.periods
        )


def rows(timeline: Json) -> list[Row]:
    """The whole, then the doors that are open at some time or may be."""
    found = [Row("the whole", _periods(timeline.get("periods") or ()))]
    for path in timeline.get("paths") or ():
        periods = _periods(path.get("periods") or ())
        if not path.get("theoretical") and any(p.outcome in _FILLS for p in periods):
            found.append(Row(door(path), periods))
    return found if len(found) > 1 else []


def picture(found: Sequence[Row]) -> Markup:
    """The rows on one axis of years."""
    starts = [period.first for row in found for period in row.periods]
    first_year = min(starts).year
    last_year = min(max(starts).year + _BEYOND, date.max.year)
    height = _TOP + _ROW * len(found) + 8
    scale = (_WIDTH - _LEFT) / (last_year + 1 - first_year)

    def across(day: date | None) -> float:
        if day is None:
            return float(_WIDTH)
        passed = day.year - first_year + (day.timetuple().tm_yday - 1) / 366
        return round(_LEFT + passed * scale, 1)

    described = "; ".join(f"{row.name}: {row.words}" for row in found)
    drawn = [
        tag("title", "When each door is open", id="timeline-name"),
        tag("desc", described, id="timeline-words"),
        _hatching(),
    ]
    step = max(1, -(-(last_year + 1 - first_year) // 10))
    for year in range(first_year, last_year + 1, step):
        x = str(across(date(year, 1, 1)))
        drawn.append(tag("line", x1=x, x2=x, y1=str(_TOP - 10), y2=str(height), stroke="#d9d9d9"))
        drawn.append(tag("text", str(year), x=x, y="16", font_size="12", fill="#4d4d4d"))
    for number, row in enumerate(found):
        top = _TOP + number * _ROW
        drawn.append(tag("text", row.name, x="0", y=str(top + 16), font_size="13", fill="#1b1b1b"))
        drawn += [
            _block(across(p.first), across(p.last), top, _FILLS[p.outcome])
            for p in row.periods
            if p.outcome in _FILLS
        ]
    return tag(
        "svg",
        drawn,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby="timeline-name",
        aria_describedby="timeline-words",
        xmlns="http://www.w3.org/2000/svg",
    )


def _block(left: float, right: float, top: int, fill: str) -> Markup:
    width = str(max(round(right - left, 1), 2.0))
    place = {"x": str(left), "y": str(top), "width": width, "height": "22"}
    return tag("rect", fill=fill, stroke=_INK, **place)


def _hatching() -> Markup:
    stripe = tag("line", x1="0", y1="0", x2="0", y2="6", stroke=_INK, stroke_width="3")
    pattern = tag(
        "pattern",
        stripe,
        id="maybe",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return tag("defs", pattern)


def _periods(told: Sequence[Any]) -> tuple[Period, ...]:
    """The periods as told; neighbours with one answer are one."""
    found: list[Period] = []
    for each in told:
        last = each.get("until")
        outcome = clean(each.get("outcome"))
        period = Period(
            date.fromisoformat(each["from"]), date.fromisoformat(last) if last else None, outcome
        )
        if found and found[-1].outcome == outcome:
            found[-1] = Period(found[-1].first, period.last, outcome)
        else:
            found.append(period)
    return tuple(found)
