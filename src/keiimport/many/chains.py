# SPDX-License-Identifier: Apache-2.0
"""Chains of reasons as JSON text with places, filled with the words of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from keiimport.many.clocks import ENTRY
from keiimport.many.filled import PRESUMED, UNKNOWN
from keiimport.many.groups import LaidOut
from keiimport.many.ordinals import UNIX
from keiimport.many.wordings import Words
from keiimport.rulebook.model import LAW_DAY
from keiimport.verdict import rendered
from keiimport.verdict.doors import opening_day
from keiimport.verdict.law import Law
from keiimport.verdict.proof import Step
from keiimport.verdict.words import day_text, taken_apart, value_text


class Opens(NamedTuple):
    """The place of the day on which a path, given by its place, opens."""

    path: int


class Day(NamedTuple):
    """The place of a day of the row; see `Clocks.which`."""

    which: int


class Fact(NamedTuple):
    """The place of a fact.

    Attributes:
        name: the fact.
        spaced: whether it is written with spaces.
    """

    name: str
    spaced: bool


Part = str | Opens | Day | Fact
Chain = tuple[Part, ...]
"""A chain as text, with the places of what each row fills in."""


class Chains:
    """Makes chains of steps.

    Args:
        law: the rules.
        law_day: the day whose law is used, or None where it is the day of entry.
    """

    def __init__(self, law: Law, law_day: int | None) -> None:
        self._law = law
        self._law_day = law_day
        self._opening = {opening_day(path): place for place, path in enumerate(law.paths)}
        self._presumed = _presumed(law)
        self.forget()

    def forget(self) -> None:
        """Forget the texts that chains had in common."""
        self._texts: dict[str, str] = {}

    def of(self, steps: Sequence[Step], sure: Mapping[str, int | None]) -> Chain | None:
        """A chain; None where its words are another row's own.

        Args:
            steps: its steps.
            sure: how sure each fact in its words is; see `filled.SURENESS`; None where no test
                asks for it.
        """
        joined: list[Part] = []
        for part in self._parts(steps, sure):
            if part is None:
                return None
            if isinstance(part, str) and joined and isinstance(last := joined[-1], str):
                joined[-1] = last + part
            else:
                joined.append(part)
        # one text for all chains that have it in common
        return tuple(self._texts.setdefault(p, p) if isinstance(p, str) else p for p in joined)

    def _parts(
        self, steps: Sequence[Step], sure: Mapping[str, int | None]
    ) -> Iterator[Part | None]:
        mark = "["
        for step in steps:
            before, because, after = rendered.step_text(self._law, step)
            yield mark + before
            if because:
                first, blanks = taken_apart(because)
                yield '"' + _inside(first)
                for name, rest in blanks:
                    yield self._place(name, sure)
                    yield _inside(rest)
                yield '"' + after
            mark = ", "
        yield "]" if steps else "[]"

    def _place(self, name: str, sure: Mapping[str, int | None]) -> Part | None:
        """What goes into the place of a fact: its words, where all rows of a chain share them."""
        if name == LAW_DAY:
            return Day(ENTRY) if self._law_day is None else day_text(self._law_day)
        if name in self._opening:
            return Opens(self._opening[name])
        vocabulary = self._law.rulebook.vocabulary
        # a choice has no underscores where people read it
        spaced = name in vocabulary and vocabulary[name].type.kind.startswith("choice")
        # what no test asks for may be known of one row and not of another
        held = sure[name]
        if held == UNKNOWN:
            return _inside(value_text(name, {}, vocabulary))
        if held == PRESUMED:
            text = self._presumed[name]
            if text is None:
                return None
            return _inside(text.replace("_", " ") if spaced else text)
        return Fact(name, spaced)


def _presumed(law: Law) -> Mapping[str, str | None]:
    """Facts in the words in which they are presumed; None where it is not always the same."""
    found: dict[str, str | None] = {}
    for presumption in law.rulebook.presumptions:
        facts = presumption.facts
        if any(fact.endswith("*") for fact in facts):
            facts = (*facts, *law.standards_met)
        text = None if presumption.calendar_year_of else presumption.text
        for fact in facts:
            found[fact] = text if found.get(fact, text) == text else None
    return found


class Filler:
    """Fills chains with the words of rows.

    Args:
        laid_out: the rows.
        words: their facts in words.
    """

    def __init__(self, laid_out: LaidOut, words: Words) -> None:
        self._laid_out = laid_out
        self._words = words
        self._columns: dict[Day | Fact, pl.Series] = {}

    def filled(self, chain: Chain, rows: pl.Series) -> pl.Series:
        """A chain with the words of some rows, given by their places; null where one is none."""
        names = {part: str(n) for n, part in enumerate(chain) if isinstance(part, Day | Fact)}
        text = pl.concat_str(
            [
                pl.col(names[part]) if isinstance(part, Day | Fact) else pl.lit(part)
                for part in chain
            ]
        )
        if not names:
            return pl.select(text).to_series().new_from_index(0, len(rows))
        told = pl.DataFrame(
            [self._column(part).gather(rows).alias(name) for part, name in names.items()]
        )
        # rows that tell the same share one text
        different = told.unique(maintain_order=True).with_columns(text.alias("text"))
        if different.height == told.height:
            return different["text"]
        return told.join(
            different, on=told.columns, how="left", maintain_order="left", nulls_equal=True
        )["text"]

    def _column(self, part: Day | Fact) -> pl.Series:
        found = self._columns.get(part)
        if found is None:
            found = self._columns[part] = self._made(part)
        return found

    def _made(self, part: Day | Fact) -> pl.Series:
        if isinstance(part, Day):
            height = self._laid_out.rows.height
            which = pl.repeat(part.which, height, dtype=pl.UInt16, eager=True)
            days = self._laid_out.clocks.day_of(which) - UNIX
            # rows of other chains may never see that day
            return days.cast(pl.Int32, strict=False).cast(pl.Date).cast(pl.String)
        texts = self._words.of(part.name)
        if part.spaced:
            texts = texts.str.replace_all("_", " ", literal=True)
        different = texts.unique()
        inside = [None if text is None else _inside(text) for text in different]
        return texts.replace_strict(
            different, pl.Series(inside, dtype=pl.String), return_dtype=pl.String
        )


def _inside(text: str) -> str:
    """A text as it stands between the quotes of JSON."""
    return rendered.encode(text)[1:-1]
