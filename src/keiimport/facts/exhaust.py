# SPDX-License-Identifier: Apache-2.0
"""The letters before the hyphen of a Japanese type code, and the years in which they were given.

`DBA-KSP130` met the exhaust rules of 2005. The letters stand on the papers of the vehicle and
bound the day of its build as a window of production does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.data import table_rows
from keiimport.facts.sources import CONFIDENCES, Confidence, with_margin

_COLUMNS = ["prefix", "meaning", "first_year", "last_year", "confidence", "sources"]
_REST = "**"
"""Stands for any two letters or digits more."""


class ExhaustPrefix(NamedTuple):
    """A prefix, or all that begin alike.

    Attributes:
        given: the days on which it may have been given, with the margin for how well its years
            were seen.
    """

    given: Bounds
    years: str
    confidence: Confidence


class ExhaustPrefixes:
    """Every prefix whose years are known."""

    def __init__(self, rows: Iterable[tuple[str, ExhaustPrefix]] = ()) -> None:
        self._rows = dict(rows)

    @classmethod
    def read(cls, csv_text: str, file: str = "data/exhaust-prefixes.csv") -> ExhaustPrefixes:
        """Read the table."""
        found: dict[str, ExhaustPrefix] = {}
        for (name, _, *cells), place in table_rows(csv_text, file, _COLUMNS):
            if name in found:
                raise RuleError(f"there are two lines for {shown(name)}", place=place)
            try:
                found[name] = _read(*cells)
            except ValueError:
                raise RuleError(
                    f"the line of {shown(name)} cannot be understood",
                    place=place,
                    expected="years such as `2003`, the first before the last, and a confidence",
                ) from None
        return cls(found.items())

    def get(self, prefix: str | None) -> ExhaustPrefix | None:
        """What is known of a prefix as told, if anything."""
        if prefix is None:
            return None
        wide = prefix[0] + _REST if len(prefix) == 1 + len(_REST) else ""
        return self._rows.get(prefix) or self._rows.get(wide)


def _read(first: str, last: str, confidence: str, sources: str) -> ExhaustPrefix:
    sure = cast(Confidence, confidence)
    if sure not in CONFIDENCES[:3]:
        raise ValueError(sure)
    days = Bounds(
        date(int(first), 1, 1).toordinal() if first else None,
        date(int(last), 12, 31).toordinal() if last else None,
    )
    years = f"from {first or None} {f'to {last}' if last else 'on'}"
    return ExhaustPrefix(with_margin(days, sure, sure), years, sure)
