# SPDX-License-Identifier: Apache-2.0
"""Every plan that is possible for what is known of a case.

Each heading that its classification leaves open is looked at, and for each every cell of the
facts that its lines wait for. What an unknown could change is so never left out, and telling
it can only narrow what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from keiimport.decide.outcomes import in_bytes, in_world
from keiimport.decide.rule_index import RuleIndex
from keiimport.duty.money import Shares
from keiimport.duty.plan import Plan, plans
from keiimport.duty.rows import DutyRows, is_settled
from keiimport.explain.reads import Reads, remembered
from keiimport.explain.words import Say, interval, listed
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue, IsOneOf, Truth
from keiimport.facts.vocabulary import Fact, FactType
from keiimport.logic.cells import samples
from keiimport.rulebook.model import LAW_DAYS
from keiimport.rulebook.rows import MILLION, FeeRow, TariffRow

MOST_CELLS = 4096
"""More cells of unknown facts than this are not looked at."""

MOST_WORDS = 4
"""Of more words than these that come to the same only the first are told."""

Facts = Mapping[str, FactValue | None]


class Possible(NamedTuple):
    """A plan that is possible.

    Attributes:
        plan: the figure.
        without: what is paid if a disputed line is not, or None where none is disputed.
        facts: the facts that are not told, and how many cells each has.
        chosen: the cells of those facts, in words, under which it is the plan.
    """

    plan: Plan
    without: Plan | None = None
    facts: tuple[tuple[str, int], ...] = ()
    chosen: tuple[tuple[str, ...], ...] = ()


class Possibilities(NamedTuple):
    """What is possible."""

    found: tuple[Possible, ...]
    asked: tuple[str, ...] = ()
    complete: bool = True


class Shape(NamedTuple):
    """What the rows say of cases that they cannot tell apart, whatever these are worth.

    Attributes:
        possible: every plan that is possible.
        fees: the rows of each fee that may hold, each with whether it is known to.
        securities: the same of what must be secured.
        waits_for: by rule, the facts that leave it open whether a fee is due for sure.
    """

    possible: Possibilities
    fees: Sequence[Sequence[tuple[FeeRow, bool]]]
    securities: Sequence[Sequence[tuple[FeeRow, bool]]]
    waits_for: Mapping[str, Sequence[str]]


@remembered
def duty_shape(index: RuleIndex, reads: Reads) -> Shape:
    """What the tables of the tariff and of fees say, with everything done that lines wait for."""
    rows = index.view(DutyRows)
    possible = _possibilities(rows, reads)
    layers = [each.plan.layers for each in possible.found]
    fees = _open_fees(rows.fees, rows, reads, layers)
    securities = _open_fees(rows.securities, rows, reads, layers)
    open_rows = [row for group in (*fees, *securities) for row, holds in group if not holds]
    # nobody is asked whether somebody claims a door
    waits_for = {row.rule: _waited(rows.nodes_of(row)[:2], reads) for row in open_rows}
    return Shape(possible, fees, securities, waits_for)


def _open_fees(
    asked: Sequence[FeeRow], rows: DutyRows, reads: Reads, layers: Sequence[frozenset[str]]
) -> list[list[tuple[FeeRow, bool]]]:
    by_fee: dict[str, list[tuple[FeeRow, bool]]] = {}
    for row in asked:
        truth = _holds(row, rows, lambda node: _as_told(node, reads))
        # a fee may be left out under the layers of what is paid under the tariff
        left_out = [bool(row.suppressed_by & each) for each in layers] or [False]
        if truth is not False and not all(left_out):
            by_fee.setdefault(row.fee, []).append((row, bool(truth) and not any(left_out)))
    return list(by_fee.values())


def _holds(row: TariffRow | FeeRow, rows: DutyRows, truth_of: Callable[[int], Truth]) -> Truth:
    """Whether a row counts in the one world of these truths; see `DutyRows.holding`."""
    said = {node: truth_of(node) for node in rows.nodes_of(row)}
    rails = {node: (int(truth is True), int(truth is False)) for node, truth in said.items()}
    holds, fails = rows.holding(row, rails, 1)
    return True if holds else False if fails else None


def _as_told(node: int, reads: Reads) -> Truth:
    """The truth of a node, where what nobody said of an action may be either."""
    stated, index = reads.stated(node), reads.index
    if stated is reads.truth(node):
        return stated
    acts = [name for name in index.program.facts_read([node]) if name in index.stated]
    return stated if all(reads.known(name) for name in acts) else None


def _waited(nodes: Sequence[int], reads: Reads) -> list[str]:
    """The facts that leave some nodes open, whatever of them is known."""
    tests = reads.index.program.open_tests(nodes, lambda node: _as_told(node, reads))
    return list(dict.fromkeys(name for test in tests for name in test.reads))


def _possibilities(rows: DutyRows, reads: Reads) -> Possibilities:
    names = rows.index.program.names
    headings: list[str] = []
    for heading in rows.headings:
        truth = reads.truth(names[heading])
        if truth:
            headings = [heading]
            break
        if truth is None and heading not in rows.claimed:
            headings.append(heading)
    search = _Search(rows, reads)
    found = [search.under(heading) for heading in headings]
    asked = dict.fromkeys(name for each in found for name in each.asked)
    if len(found) > 1:
        waited = _waited([names[each] for each in headings], reads)
        told = {name: reads.value(name) for name in waited}
        asked |= dict.fromkeys(name for name in waited if not is_settled(name, told))
    return Possibilities(
        tuple(possible for each in found for possible in each.found),
        tuple(asked),
        all(each.complete for each in found),
    )


class _Search:
    def __init__(self, rows: DutyRows, reads: Reads) -> None:
        self.rows = rows
        self.reads = reads
        self.vocabulary = rows.index.rulebook.vocabulary

    def under(self, heading: str) -> Possibilities:
        concerned = self.rows.under[heading]
        holds = {row.rule: _holds(row, self.rows, self.reads.truth) for row in concerned}
        live = [row for row in concerned if holds[row.rule]]
        waiting = [row for row in concerned if holds[row.rule] is None]
        if not waiting:
            return Possibilities((self._possible(heading, live),))
        by_fact = self._cells(waiting)
        if prod(map(len, by_fact.values())) > MOST_CELLS:
            return Possibilities((), tuple(by_fact), complete=False)
        sizes = tuple((name, len(every)) for name, every in by_fact.items())
        groups: dict[tuple[Plan, Plan | None], list[tuple[str, ...]]] = {}
        for texts, ways in self._ways(waiting, by_fact):
            for settled in ways:
                holding = {row.rule for row in (*live, *settled)}
                order = [row for row in concerned if row.rule in holding]
                made = self._possible(heading, order)
                groups.setdefault((made.plan, made.without), []).append(texts)
        found = tuple(
            Possible(plan, without, sizes, tuple(group))
            for (plan, without), group in groups.items()
        )
        varying = {
            name for possible in found for name, _ in supposing(possible.facts, possible.chosen)
        }
        return Possibilities(found, tuple(name for name in by_fact if name in varying))

    def _cells(self, waiting: Sequence[TariffRow]) -> dict[str, list[Cell]]:
        # nobody is asked whether somebody claims a door
        nodes = [node for row in waiting for node in self.rows.nodes_of(row)[:2]]
        tests = list(self.rows.index.program.open_tests(nodes, self.reads.truth))
        told = {name: self.reads.value(name) for test in tests for name in test.reads}
        return {
            name: cells(tests, self.vocabulary[name], told, self.vocabulary.say)
            for name in told
            if name in self.vocabulary and name not in LAW_DAYS and not is_settled(name, told)
        }

    def _ways(
        self, waiting: Sequence[TariffRow], by_fact: Mapping[str, Sequence[Cell]]
    ) -> Iterator[tuple[tuple[str, ...], list[list[TariffRow]]]]:
        """For each combination of cells, in words, the waiting lines that hold then.

        Where even that leaves a line open, it holds one way and does not the other. All
        combinations are worlds of one pass.
        """
        combined = list(product(*by_fact.values()))
        varied: dict[str, list[tuple[FactValue, int]]] = {}
        for place, (name, every_cell) in enumerate(by_fact.items()):
            worlds = dict.fromkeys(every_cell, 0)
            for number, chosen in enumerate(combined):
                worlds[chosen[place]] |= 1 << number
            varied[name] = [(cell.value, these) for cell, these in worlds.items()]
        every = (1 << len(combined)) - 1
        nodes = [node for row in waiting for node in self.rows.nodes_of(row)]
        lines = self.reads.over(nodes, varied, every)
        rails = in_bytes([self.rows.holding(row, lines, every) for row in waiting], every)
        known: dict[tuple[Truth, ...], list[list[TariffRow]]] = {}
        for number, chosen in enumerate(combined):
            said = tuple(in_world(rails, number))
            ways = known.get(said)
            if ways is None:
                each = product(*((True, False) if truth is None else (truth,) for truth in said))
                ways = known[said] = [
                    [row for row, holds in zip(waiting, way, strict=True) if holds] for way in each
                ]
            yield tuple([cell.text for cell in chosen]), ways

    def _possible(self, heading: str, live: Sequence[TariffRow]) -> Possible:
        key = (heading, tuple([row.rule for row in live]))
        return self.rows.stacked.recall(key, lambda: Possible(*plans(heading, live)))


def corners(plan: Plan, facts: Facts) -> Iterator[Shares]:
    """The shares that a plan asks for, at each end of what they may be."""
    ends: list[set[int]] = []
    for name in plan.shares:
        held = facts.get(name)
        bounds = held if isinstance(held, Bounds) else Bounds(None, None)
        ends.append({bounds.low or 0, MILLION if bounds.high is None else bounds.high})
    for corner in product(*map(sorted, ends)):
        yield dict(zip(plan.shares, corner, strict=True))


def supposing(
    facts: Sequence[tuple[str, int]], chosen: Iterable[Sequence[str]]
) -> list[tuple[str, str]]:
    """What facts are in some combinations of cells, but for those that may be anything."""
    said = []
    for (name, every), here in zip(facts, zip(*chosen, strict=True), strict=True):
        texts = dict.fromkeys(here)
        if len(texts) < every:
            said.append((name, listed(texts, "or")))
    return said


class Cell(NamedTuple):
    """Values of a fact that every line treats alike.

    Attributes:
        value: one of them.
        text: all of them in words.
    """

    value: FactValue
    text: str


def cells(
    comparisons: Sequence[Comparison], fact: Fact, facts: Mapping[str, FactValue | None], say: Say
) -> list[Cell]:
    """Every cell of `fact`, within what `facts` says of it, in words that `say` knows.

    Unlike those of `keiimport.logic.cells` values that every line treats alike are one cell: the
    countries of the European Union are one answer to where it was built.
    """
    values = samples(comparisons, fact.type, facts)
    if fact.type.kind in ("number", "date"):
        points = [v for v in values if isinstance(v, Bounds)]
        return _ranges(points, fact.type, facts.get(fact.name), say)
    tests = [c for c in comparisons if isinstance(c, IsOneOf) and c.fact == fact.name]
    alike: dict[tuple[bool, ...], list[FactValue]] = {}
    for value in values:
        alike.setdefault(tuple([value in test.values for test in tests]), []).append(value)
    named = fact.type.kind != "bool"
    return [
        Cell(group[0], _listed(group, say) if any(key) or not named else say("value.another"))
        for key, group in alike.items()
    ]


def _listed(values: Sequence[FactValue], say: Say) -> str:
    words = [
        say("value.yes" if value else "value.no") if isinstance(value, bool) else str(value)
        for value in values
    ]
    if len(words) > MOST_WORDS:
        words[MOST_WORDS - 1 :] = [say("value.more", number=len(words) - MOST_WORDS + 1)]
    return ", ".join(words)


def _ranges(
    points: Sequence[Bounds], fact: FactType, held: FactValue | None, say: Say
) -> list[Cell]:
    bounds = held if isinstance(held, Bounds) else Bounds(None, None)
    lows = [point.low for point in points if point.low is not None]
    starts = [bounds.low, *lows[1:]]
    return [
        Cell(Bounds.point(low), interval(fact, start, after, bounds.high, say))
        for low, start, after in zip(lows, starts, [*lows[1:], None], strict=True)
    ]
