# SPDX-License-Identifier: Apache-2.0
"""The dimensions of quantities: their units, their smallest units, their words.

They are rows of `units.csv`. Conversions are exact: the inch (25.4 mm), the pound (0.45359237 kg)
and standard gravity (9.80665 m/s2) are defined by international agreement, and every other factor
follows: a metric horsepower is 75 kgf m/s, a horsepower 550 ft lbf/s.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from keiimport.facts.data import rows


class Dimension(NamedTuple):
    """A kind of quantity.

    Attributes:
        base: the unit of bare numbers and of printed ones (empty: a plain number).
        units: how many smallest units make one of each unit, by its usual spelling.
        thousands: the units in which figures of thousands are common, so that a point
            before three digits may stand between thousands.
        small: the unit of bare numbers below 10, where those are never in the base unit.
        unclear: spellings that are several units, each with those that it may be.
    """

    name: str
    called: str
    base: str
    units: Mapping[str, Fraction]
    smallest: str
    expected: str
    thousands: frozenset[str]
    small: str
    unclear: Mapping[str, str]

    def usual_unit(self, number: Fraction) -> str:
        """The unit of a number that has none."""
        return self.small if self.small and 0 < number < 10 else self.base

    @property
    def scale(self) -> Fraction:
        """How many smallest units make one base unit."""
        return self.units[self.base]

    @property
    def whole(self) -> bool:
        """Whether it counts things, so that only whole numbers make sense."""
        return not self.base


def _dimension(row: Mapping[str, str]) -> Dimension:
    grain = Fraction(row["smallest"].split()[0])
    units = {}
    for each in row["units"].split("; "):
        spellings, _, size = each.rpartition("=")
        units.update(dict.fromkeys(spellings.split("|"), Fraction(size) / grain))
    return Dimension(
        row["name"],
        row["called"],
        row["base"],
        MappingProxyType(units),
        row["smallest"],
        row["expected"],
        frozenset(row["thousands"].split()),
        row["small"],
        dict.fromkeys(filter(None, row["unclear"].split("|")), row["meant"]),
    )


DIMENSIONS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {row["name"]: _dimension(row) for row in rows(__file__, "units.csv")}
)
"""Every dimension by name."""
