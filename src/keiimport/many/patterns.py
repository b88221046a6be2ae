# SPDX-License-Identifier: Apache-2.0
"""Patterns: all that tests say of rows whatever the day, as one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from keiimport.facts.comparisons import IsOneOf
from keiimport.inference.columns import Kleene
from keiimport.many.interning import Interner
from keiimport.many.outlook import Outlook, Split, Truths
from keiimport.many.settling import (
    DONE,
    DONE_DOORS,
    STATED,
    STATED_DOORS,
    Settling,
    fallback,
    literal,
)

_WORD = 39
"""Truths that go into one number of 63 bits."""


class Patterns:
    """Tells rows apart by all that settling them, and saying why, looks at.

    Args:
        settling: settles rows.
        nodes: for each path the nodes that matter while somebody claims it.
        always: nodes that matter besides.
        guarded: for a node those that matter while it is true.
    """

    def __init__(
        self,
        settling: Settling,
        nodes: Mapping[int, Sequence[int]],
        always: Sequence[int] = (),
        guarded: Mapping[int, Sequence[int]] | None = None,
    ) -> None:
        law = settling.law
        self._settling = settling
        self._actions = tuple(name for name, undone in law.stated.items() if undone is False)
        guarded = guarded or {}
        under = (node for each in (*nodes.values(), *guarded.values()) for node in each)
        self._doors = Split(law, sorted({*always, *guarded, *under}))
        still = set(self._doors.still)
        # what stands below a node that moves is among what is still
        self._nodes = {
            place: tuple(sorted(still.intersection(Split(law, each).still)))
            for place, each in nodes.items()
        }
        self._always = Split(law, sorted({*always, *guarded})).still
        self._guarded = {
            guard: tuple(sorted(still.intersection(Split(law, each).still)))
            for guard, each in guarded.items()
        }
        self._asked = (
            (DONE, settling.roots),
            (STATED, settling.roots),
            (DONE_DOORS, settling.partial),
            (STATED_DOORS, settling.partial),
        )
        # its numbers are never given twice, so that no group takes one pattern for another
        self._found = Interner()

    def numbers(
        self, outlooks: Sequence[Outlook], more: Sequence[pl.Series | int] = ()
    ) -> pl.Series:
        """The number of the pattern of each row.

        Args:
            outlooks: the rows, seen in each of some ways.
            more: numbers that tell them apart besides.
        """
        height = outlooks[0].held.height
        words = [word for outlook in outlooks for word in self._words(outlook)]
        words += more
        return self._found.numbers(columns_of(words, height))

    def _words(self, outlook: Outlook) -> list[pl.Series | int]:
        words: list[pl.Series | int] = []
        seen: list[Truths] = []
        for acts, split in self._asked:
            seen.append(outlook.still(split, acts))
            words += packed(seen[-1], split.still)
        doors = outlook.still(self._doors, DONE_DOORS)
        for place, nodes in self._nodes.items():
            words += packed(doors, nodes, self._claimed(seen[0], place))
        words += packed(doors, self._always)
        for guard, nodes in self._guarded.items():
            words += packed(doors, nodes, self._true(doors, guard))
        told = [outlook.held.truth(IsOneOf(n, frozenset({True}))) for n in self._actions]
        word, settled = _packed([fallback(truth, False) for truth in told])
        words.append(settled if word is None else outlook.held.select(word.alias("word"))[0])
        return words

    def _true(self, truths: Truths, node: int) -> pl.Series | bool | None:
        """Whether a node is true; None where that hangs on a day."""
        if node not in truths:
            return None
        truth = fallback(truths[node], False)
        return truths.take(truth) if isinstance(truth, pl.Expr) else truth

    def _claimed(self, truths: Truths, place: int) -> pl.Series | bool | None:
        """Whether somebody claims a path; None where that hangs on a day."""
        if self._settling.claims[place] in self._settling.roots.clocks:
            return None
        claim = self._settling.claim(truths, place)
        return claim if isinstance(claim, bool) or claim is None else truths.take(claim)


def packed(
    truths: Truths, nodes: Sequence[int], where: pl.Series | bool | None = None
) -> list[pl.Series | int]:
    """The truths of some nodes as numbers, equal for rows in which they are equal.

    Args:
        truths: the truths.
        nodes: the nodes.
        where: the rows in which somebody asks; in others they are zero. None asks in all.
    """
    words: list[pl.Series | int] = []
    for start in range(0, len(nodes), _WORD):
        word, settled = _packed([truths[node] for node in nodes[start : start + _WORD]])
        if where is False:
            words.append(0)
        elif isinstance(where, pl.Series):
            asked = pl.when(pl.lit(where)).then(pl.lit(settled) if word is None else word)
            words.append(truths.take(asked.otherwise(0)))
        else:
            words.append(settled if word is None else truths.take(word))
    return words


def _packed(truths: Sequence[Kleene]) -> tuple[pl.Expr | None, int]:
    """A number for a row of truths: an expression, or what it is for all rows."""
    settled, word = 0, None
    for truth in truths:
        settled *= 3
        word = None if word is None else word * 3
        if isinstance(truth, pl.Expr):
            digit = literal(truth).cast(pl.Int64).fill_null(2)
            word = digit if word is None else word + digit
        else:
            settled += 2 if truth is None else int(truth)
    return (None if word is None else word + settled), settled


def columns_of(words: Sequence[pl.Series | int], height: int) -> list[pl.Series]:
    """Numbers as columns, those that are the same for all rows as well."""
    return [
        pl.repeat(word, height, dtype=pl.Int64, eager=True)
        if isinstance(word, int)
        else word.cast(pl.Int64)
        for word in words
    ]
