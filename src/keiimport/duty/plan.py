# SPDX-License-Identifier: Apache-2.0
"""How the tariff lines that are paid under one heading stack.

The base comes first. A line is left out while a line of a layer that suppresses it stands.
What adds is added. A floor fills the base up to its rate, and only the largest floor counts:
chapter 99 measures its floors by the duty of column 1 alone, never by what other layers add.
A line that stands instead of the others leaves all of them out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from keiimport.rulebook.model import Portion, TariffRow


class Charge(NamedTuple):
    """A line that is paid."""

    row: TariffRow
    # the millionths that are paid of its part of the value, for a floor what the base lacks; None
    # where that is not known
    rate: int | None
    disputed: bool = False  # whether it is disputed that it is paid at all


@dataclass(frozen=True)
class Plan:
    """The lines that are paid for goods of one heading, whatever their value."""

    number: str  # the heading as the tariff prints it
    charges: tuple[Charge, ...]  # the lines, in the order of calculation

    @property
    def base(self) -> int | None:
        """The rate of the base line, which a floor may raise and other lines add to."""
        return next((c.rate for c in self.charges if c.row.kind == "base"), None)

    @cached_property
    def paid(self) -> tuple[tuple[int | None, Portion], ...]:
        """The rates that come to something, each with its part of the value.

        Plans that are alike in this come to the same, whatever their headings.
        """
        return tuple([(c.rate, c.row.of) for c in self.charges if c.rate != 0])

    @cached_property
    def shares(self) -> tuple[str, ...]:
        """The facts about shares of the value that it asks for."""
        asked = (charge.row.of.fact for charge in self.charges if charge.rate != 0)
        return tuple(dict.fromkeys(fact for fact in asked if fact is not None))


def plans(heading: str, live: Sequence[TariffRow]) -> tuple[Plan] | tuple[Plan, Plan]:
    """The plans for goods of `heading` while the lines `live` hold.

    Returns:
        One plan, or two where it is disputed whether a line is paid: with it, the figure,
        and without it.
    """
    concerned = [row for row in live if heading in row.headings]
    # what replaces the general duty changes no classification
    bases = (row.number for row in concerned if row.kind == "base")
    # as people write it where no line prints it: `8704.31`
    number = next(bases, "") or heading.partition(".")[2].replace("_", ".")
    kept = _kept(concerned)
    layers = {row.layer for row in kept}
    disputed = {row.rule for row in kept if row.contested_by & layers}
    figure = Plan(number, _stacked(kept, disputed))
    disputed = {charge.row.rule for charge in figure.charges if charge.disputed}
    if not disputed:
        return (figure,)
    # what a disputed line left out is disputed too: it does not come in its place
    undisputed = [row for row in concerned if not row.contested_by & layers]
    return (figure, Plan(number, _stacked(_kept(undisputed), set())))


def _kept(rows: Sequence[TariffRow]) -> list[TariffRow]:
    """The lines not suppressed by another line that is kept."""
    instead = [row for row in rows if row.kind == "instead"]
    if instead:
        return instead[:1]

    def stands(row: TariffRow) -> bool:
        # no circle of layers: the loader checks that
        return not any(stands(other) for other in rows if other.layer in row.suppressed_by)

    return [row for row in rows if stands(row)]


def _stacked(rows: Sequence[TariffRow], disputed: Collection[str]) -> tuple[Charge, ...]:
    """The kept lines, in the order of calculation."""
    bases = [row for row in rows if row.kind in ("base", "instead")]
    adds = [row for row in rows if row.kind == "add"]
    floors = [row for row in rows if row.kind == "floor"]
    charges = [_charge(row, row.rate, disputed) for row in (*bases, *adds)]
    if floors:
        # a floor of unknown rate may be the highest
        highest = max(floors, key=lambda row: (row.rate is None, row.rate or 0))
        charges.append(_charge(highest, _lacking(highest.rate, bases), disputed))
    return tuple(charges)


def _charge(row: TariffRow, rate: int | None, disputed: Collection[str]) -> Charge:
    # what comes to nothing is not worth a dispute
    return Charge(row, rate, row.rule in disputed and rate != 0)


def _lacking(floor: int | None, bases: Sequence[TariffRow]) -> int | None:
    """The rate that the base lacks to reach a floor."""
    rates = [row.rate for row in bases if row.rate is not None]
    if floor is None or len(rates) < len(bases):
        return None
    return max(0, floor - sum(rates))
