# SPDX-License-Identifier: Apache-2.0
"""Random Programs and random facts for the tests of every engine.

Both are directed by type: a fact is compared only as its kind allows, and told with
values on the thresholds and one beside them, around 29 February, with one side open, or
not at all. As the builder and the loader of a rulebook guarantee, no `all` or `any` is
empty, and in every `choose` exactly one branch is live whatever the facts; the engines
need not agree where that is broken.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
)
from keiimport.logic.program import Node, Op, Program

FLAGS = ("flag.road", "flag.label", "flag.bond")
CHOICE, WORDS = "choice.body", ("van", "truck", "bus")
CHOICES, LABELS = "choices.labels", ("us", "canada")
NUMBERS = ("number.weight", "number.speed")
FIGURES = ((25, 25), (40, 43), (100, 100))
DATES = ("date.built", "date.entry")
YEARS = (0, 1, 4, 25)
DAYS = tuple(
    date.fromisoformat(day).toordinal()
    for day in (
        "1999-12-31",
        "2000-02-29",
        "2001-02-28",
        "2004-02-29",
        "2025-03-01",
        "2029-02-28",
        "2100-02-28",
    )
)
FACTS = (*FLAGS, CHOICE, CHOICES, *NUMBERS, *DATES)


def _near(boundaries: Sequence[int]) -> st.SearchStrategy[int]:
    return st.builds(int.__add__, st.sampled_from(boundaries), st.sampled_from((-1, 0, 1)))


def bounds(boundaries: Sequence[int]) -> st.SearchStrategy[Bounds]:
    """Exact values, intervals and intervals open on one side, ending on or beside `edges`."""
    near = _near(boundaries)
    pair = st.tuples(near, near).map(sorted)
    return st.one_of(
        near.map(Bounds.point),
        pair.map(lambda ends: Bounds(ends[0], ends[1])),
        near.map(lambda low: Bounds(low, None)),
        near.map(lambda high: Bounds(None, high)),
    )


def values(name: str) -> st.SearchStrategy[FactValue]:
    """What may be told of the fact `name`."""
    if name in FLAGS:
        return st.booleans()
    if name == CHOICE:
        return st.sampled_from((*WORDS, "other"))
    if name == CHOICES:
        return st.frozensets(st.sampled_from((*LABELS, "other")))
    if name in NUMBERS:
        return bounds(sorted({figure for pair in FIGURES for figure in pair}))
    return bounds(DAYS)


def facts() -> st.SearchStrategy[dict[str, FactValue]]:
    """A case: some facts told, others absent."""
    return st.fixed_dictionaries({}, optional={name: values(name) for name in FACTS})


def histories(longest: int = 12) -> st.SearchStrategy[list[tuple[str, FactValue | None]]]:
    """Facts told one by one, some of them again, some of them taken back."""
    telling = st.sampled_from(FACTS).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(st.none(), values(name), values(name)))
    )
    return st.lists(telling, max_size=longest)


def comparisons() -> st.SearchStrategy[Comparison]:
    """One test on one or two of the facts."""
    thresholds = st.one_of(
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(FIGURES)),
        st.tuples(st.sampled_from(DATES), st.sampled_from(DAYS).map(lambda day: (day, day))),
    )
    return st.one_of(
        st.sampled_from(FLAGS).map(lambda name: IsOneOf(name, frozenset({True}))),
        st.frozensets(st.sampled_from(WORDS), min_size=1).map(lambda any: IsOneOf(CHOICE, any)),
        st.sampled_from(LABELS).map(lambda label: Includes(CHOICES, label)),
        st.sampled_from(FACTS).map(IsTold),
        thresholds.map(lambda drawn: AtLeast(drawn[0], *drawn[1])),
        thresholds.map(lambda drawn: AtMost(drawn[0], *drawn[1])),
        st.builds(
            HasAged,
            since=st.just(DATES[0]),
            by=st.just(DATES[1]),
            years=st.sampled_from(YEARS),
            count=st.sampled_from(("anniversary", "calendar_years")),
            leap_day=st.sampled_from(("next_day", "last_day")),
        ),
    )


@dataclass(slots=True)
class Draft:
    """A Program being written, node by node, without the builder's simplifications."""

    tests: dict[Comparison, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def node(self, op: Op, *args: int) -> int:
        """Append a node, and return its number."""
        self.nodes.append(Node(op, args))
        return len(self.nodes) - 1

    def test(self, comparison: Comparison) -> int:
        """Append a node that tests; the same comparison may be tested twice."""
        return self.node("test", self.tests.setdefault(comparison, len(self.tests)))

    def fork(self, first: int, second: int | None = None) -> list[int]:
        """Two or three nodes of which exactly one holds."""
        other = self.node("not", first)
        if second is None:
            return [first, other]
        both = self.node("all", first, second)
        return [other, both, self.node("all", first, self.node("not", second))]

    def windows(self, fact: str, boundaries: Sequence[int]) -> list[int]:
        """Spans of `fact` that end at the rising `edges` and cover everything."""
        ends = [self.test(AtMost(fact, edge, edge)) for edge in boundaries]
        starts = [self.test(AtLeast(fact, edge + 1, edge + 1)) for edge in boundaries]
        middle = [
            self.node("all", start, end) for start, end in zip(starts, ends[1:], strict=False)
        ]
        return [ends[0], *middle, starts[-1]]

    def choose(self, lives: Sequence[int], says: Sequence[int]) -> int:
        """Append a choice between branches."""
        return self.node("choose", *(arg for pair in zip(lives, says, strict=True) for arg in pair))

    def program(self, named: Sequence[int]) -> Program:
        """The Program, with `named` called `c0`, `c1`, and so on."""
        names = {f"c{place}": number for place, number in enumerate(named)}
        return Program(tuple(self.tests), tuple(self.nodes), names)


@st.composite
def programs(draw: Callable[..., object], largest: int = 25) -> Program:
    """A Program of up to about `largest` steps over the facts above."""
    draft = Draft()

    def some(least: int, most: int) -> list[int]:
        numbers = st.integers(0, len(draft.nodes) - 1)
        drawn = draw(st.lists(numbers, min_size=least, max_size=most))
        assert isinstance(drawn, list)
        return drawn

    for comparison in draw(st.lists(comparisons(), min_size=1, max_size=8)):  # type: ignore[attr-defined]
        draft.test(comparison)
    steps = ("all", "any", "all", "any", "not", "fork", "windows", "true", "false", "unknown")
    for step in draw(st.lists(st.sampled_from(steps), max_size=largest)):  # type: ignore[attr-defined]
        if step in ("all", "any"):
            draft.node(step, *some(1, 10))
        elif step == "not":
            draft.node(step, *some(1, 1))
        elif step == "fork":
            lives = draft.fork(*some(1, 2))
            draft.choose(lives, some(len(lives), len(lives)))
        elif step == "windows":
            fact = draw(st.sampled_from((*NUMBERS, *DATES)))
            boundaries = DAYS if fact in DATES else tuple(low for low, _ in FIGURES)
            cuts = draw(st.lists(st.sampled_from(boundaries), min_size=1, max_size=3, unique=True))
            assert isinstance(fact, str) and isinstance(cuts, list)
            lives = draft.windows(fact, sorted(cuts))
            draft.choose(lives, some(len(lives), len(lives)))
        else:
            draft.node(step)
    last = len(draft.nodes) - 1
    return draft.program([last, *some(0, 5)])


def flag_program(seed: int, tests: int, size: int, widest: int = 6) -> Program:
    """A large Program of `size` nodes over `tests` yes-or-no facts, the same for each seed."""
    chance = random.Random(seed)
    draft = Draft()
    made = [draft.test(IsOneOf(f"flag.{number}", frozenset({True}))) for number in range(tests)]
    while len(draft.nodes) < size:
        kind = chance.choice(("all", "any", "all", "any", "not", "choose"))
        if kind == "not":
            made.append(draft.node("not", chance.choice(made)))
        elif kind == "choose":
            lives = draft.fork(*chance.sample(made, 2))
            made.append(draft.choose(lives, chance.sample(made, 3)))
        else:
            op: Op = "all" if kind == "all" else "any"
            made.append(draft.node(op, *chance.sample(made, chance.randint(2, widest))))
    return draft.program(made[-20:])
