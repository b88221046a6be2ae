# SPDX-License-Identifier: Apache-2.0
"""The eras by which Japan counts years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keiimport.facts.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Era:
    """An era by which Japan counts years.

    Attributes:
        readable_from: the first era year whose days are Gregorian days.
    """

    name: str
    kanji: str
    first: date
    last: date | None
    readable_from: int = 1

    @property
    def letter(self) -> str:
        """The letter that stands for it, such as H for Heisei."""
        return self.name[0]

    @property
    def offset(self) -> int:
        """What to add to an era year to get the western year."""
        return self.first.year - 1

    @property
    def last_year(self) -> int:
        """Its last year; two digits at most are ever written."""
        return 99 if self.last is None else self.last.year - self.offset

    @property
    def bounds(self) -> Bounds:
        """All its days."""
        last = None if self.last is None else self.last.toordinal()
        return Bounds(self.first.toordinal(), last)


# The calendar as proclaimed. Japan took up the Gregorian calendar with Meiji 6 (1873).
ERAS = (
    Era("Meiji", "明治", date(1868, 1, 25), date(1912, 7, 29), readable_from=6),
    Era("Taisho", "大正", date(1912, 7, 30), date(1926, 12, 24)),
    Era("Showa", "昭和", date(1926, 12, 25), date(1989, 1, 7)),
    Era("Heisei", "平成", date(1989, 1, 8), date(2019, 4, 30)),
    Era("Reiwa", "令和", date(2019, 5, 1), None),
)
