# SPDX-License-Identifier: Apache-2.0
"""Proofs that rows share: each is made once, for all rows that answer as its first row did.

A proof is worked out by asking one thing after another: whether a node is true, whether a
fact is known, and surely. Whoever gives the same answers to just these questions has the same
proof, whatever else is known of him. All answers of a row stand in a sheet, a character each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import itemgetter

import polars as pl

from keiimport.facts.comparisons import Truth
from keiimport.many.filled import SURE, UNKNOWN
from keiimport.many.outlook import Truths
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict.proof import FactSet

Sureness = Mapping[str, pl.Series | int]
"""How sure each fact is; see `filled.SURENESS`."""

_TRUTHS: Mapping[str, Truth] = {"0": False, "1": True, "2": None}


class Asked:
    """One row, which remembers what it is asked.

    Attributes:
        places: the places in its sheet of what was asked.
        known: the names of the facts that are known, to be asked.
        doubtful: those of them that are not sure.
    """

    def __init__(self, sheet: str, places: Mapping[int | str, int]) -> None:
        self._sheet = sheet
        self._places = places
        self.places: set[int] = set()
        self.known: FactSet = _Facts(lambda fact: self.sureness(fact) != UNKNOWN)
        self.doubtful: FactSet = _Facts(lambda fact: (self.sureness(fact) or 0) > SURE)

    def truth(self, node: int) -> Truth:
        """The truth of a node."""
        place = self._places[node]
        self.places.add(place)
        return _TRUTHS[self._sheet[place]]

    def sureness(self, fact: str) -> int | None:
        """How sure a fact is; None where nobody asks for it."""
        place = self._places.get(fact)
        if place is None:
            return SURE if fact == LAW_DAY else None
        self.places.add(place)
        return int(self._sheet[place])


class _Facts:
    """The facts of which something holds, found when they are asked for."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self._holds = holds

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, str) and self._holds(fact)

    def isdisjoint(self, facts: Iterable[str], /) -> bool:
        """Whether a door rests on no presumption, of which no step tells."""
        return True


class _Questions:
    """What some proofs asked, and the proof for each combination of answers."""

    def __init__(self, places: Sequence[int]) -> None:
        self.answers: Callable[[str], Hashable] = itemgetter(*places) if places else _nothing
        self.found: dict[Hashable, int] = {}


class Proofs:
    """Finds the proofs of rows.

    Args:
        nodes: the nodes that may be asked.
        facts: the facts that may be asked.
    """

    def __init__(self, nodes: Sequence[int], facts: Sequence[str]) -> None:
        self._nodes = nodes
        self._facts = facts
        asked: list[int | str] = [*nodes, *facts]
        self._places = {each: place for place, each in enumerate(asked)}
        self._questions: dict[int, dict[tuple[int, ...], _Questions]] = {}

    def numbers(
        self,
        bases: pl.Series,
        truths: Truths,
        sure: Sureness,
        prove: Callable[[int, Asked], int],
    ) -> pl.Series:
        """The number of the proof of each row.

        Args:
            bases: numbers of all that proofs look at besides what they ask.
            truths: the truths of all that may be asked.
            sure: how sure each fact is.
            prove: makes the proof of a row, given by its place, and numbers it.
        """
        found: list[int] = []
        for row, (base, sheet) in enumerate(zip(bases, self._sheets(truths, sure), strict=True)):
            known = self._questions.setdefault(base, {})
            for questions in known.values():
                number = questions.found.get(questions.answers(sheet))
                if number is not None:
                    break
            else:
                asked = Asked(sheet, self._places)
                number = prove(row, asked)
                places = tuple(sorted(asked.places))
                if places not in known:
                    known[places] = _Questions(places)
                known[places].found[known[places].answers(sheet)] = number
            found.append(number)
        return pl.Series(found, dtype=pl.UInt32)

    def _sheets(self, truths: Truths, sure: Sureness) -> pl.Series:
        """The answers of each row."""
        digits: list[str | pl.Expr] = []
        for node in self._nodes:
            truth = truths[node]
            if isinstance(truth, pl.Expr):
                digits.append(truth.cast(pl.UInt8).fill_null(2).cast(pl.String))
            else:
                digits.append("2" if truth is None else str(int(truth)))
        for fact in self._facts:
            held = sure[fact]
            digits.append(str(held) if isinstance(held, int) else pl.lit(held.cast(pl.String)))
        return truths.take(pl.concat_str(_joined(digits)))


def _joined(digits: Sequence[str | pl.Expr]) -> list[pl.Expr]:
    """Characters one after the other, those that are the same for all rows in one."""
    found: list[str | pl.Expr] = []
    for digit in digits:
        last = found[-1] if found else None
        if isinstance(digit, str) and isinstance(last, str):
            found[-1] = last + digit
        else:
            found.append(digit)
    return [pl.lit(each) if isinstance(each, str) else each for each in found]


def _nothing(_: str) -> Hashable:
    return None
