# SPDX-License-Identifier: Apache-2.0
"""Every plan that is possible for what is known of a case.

Each heading that its classification leaves open is looked at, and for each every cell of the
facts that its lines wait for. What an unknown could change is so never left out, and telling
it can only narrow what is possible.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress, product
from math import prod
from typing import NamedTuple

from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import repeated
from keiimport.duty.money import Shares
from keiimport.duty.plan import Charge, Plan, plans
from keiimport.explain.reads import Group, ReadMemory, Reads
from keiimport.explain.words import Say, answer_in_words, interval
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, Facts, FactValue, IsOneOf, Truth
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import cells
from keiimport.logic.kernel import Bits, truth_at
from keiimport.memory import Memory
from keiimport.rulebook.model import LAW_DAYS, MILLION, FeeRow, TariffRow

MOST_CELLS = 4096  # beyond so many cells of unknown facts, none is tried
MOST_OF_A_HEADING = 5_000
"""Questions that are kept for each heading: over 6,000 lots of a market at most 1,710."""

MOST_SHAPES = 2048  # as wholes: 12,000 lots of a market have 474
MOST_WORDS = 4  # of more words than these that come to the same only the first are told


class DutyRows:
    """The tables of the tariff and of fees, worked out when a duty is first asked for."""

    def __init__(self, index: RuleIndex) -> None:
        self.index = index
        book = index.rulebook
        self.fees = book.fees
        bases = [row for row in book.tariff if row.kind == "base"]
        # the conclusions about classification that base lines concern; the first that holds counts
        self.headings = tuple(dict.fromkeys(h for row in bases for h in row.headings))
        self.under = {h: [row for row in book.tariff if h in row.headings] for h in self.headings}
        # those that must be claimed, as each of their base lines must be
        anybody = {h for row in bases if not row.claimed for h in row.headings}
        self.claimed = frozenset(h for h in self.headings if h not in anybody)

    def nodes_of(self, row: TariffRow | FeeRow) -> list[int]:
        """The nodes that say whether a row counts: its law, its door, and the claim of that."""
        names = self.index.program.names
        doors = () if row.path is None else (f"offer:{row.path}", f"claim:{row.path}")
        return [names[name] for name in (row.concludes, *doors)]

    def holding(self, row: TariffRow | FeeRow, said: Mapping[int, Bits], every: int) -> Bits:
        """The worlds in which a row counts, and not, by where its nodes hold and fail.

        What must be claimed, or comes with a door, counts only where that is so.
        """
        law, *doors = self.nodes_of(row)
        holds, fails = said[law]
        if row.claimed:
            fails = every ^ holds
        if doors:
            offer, claim = (said[node] for node in doors)
            holds, fails = holds & claim[0] & offer[0], fails | offer[1] | every ^ claim[0]
        return holds, fails


class OpenFact(NamedTuple):
    """A fact not told, with the tests that lines make on it and its cells."""

    name: str
    tests: tuple[Comparison, ...]
    cells: Sequence[Sequence[FactValue]]


class Possible(NamedTuple):
    """A plan that is possible for what is known."""

    plan: Plan  # the figure
    without: Plan | None = None  # what is paid if a disputed line is not, where one is disputed
    open_facts: tuple[OpenFact, ...] = ()  # the facts that are not told
    # the cells of those facts, by their numbers, under which it is the plan
    chosen: tuple[tuple[int, ...], ...] = ()


class Possibilities(NamedTuple):
    """The plans that are possible for what is known."""

    found: tuple[Possible, ...]
    asked: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, eq=False)
class Shape:
    """The results for cases that the rows cannot tell apart, whatever their value."""

    found: tuple[Possible, ...]  # every plan that is possible
    asked: tuple[str, ...]  # the facts that would tell which of them
    complete: bool  # whether there are no others
    # the rows of each fee that may hold, each with whether it is known to
    fees: Sequence[Sequence[tuple[FeeRow, bool]]]
    securities: Sequence[Sequence[tuple[FeeRow, bool]]]  # the same of what must be secured
    # by rule, the facts that leave it open whether a fee is due for sure
    waits_for: Mapping[str, Sequence[str]]

    @cached_property
    def figures(self) -> Sequence[Plan]:
        """The plans that are the figure, one of all that come to the same."""
        return [*{each.plan.paid: each.plan for each in self.found}.values()]

    @cached_property
    def readings(self) -> Sequence[Plan]:
        """The figures, and what is paid without disputed lines."""
        others = [each.without for each in self.found if each.without is not None]
        return [*{plan.paid: plan for plan in (*self.figures, *others)}.values()]

    @cached_property
    def charges(self) -> Sequence[Charge]:
        """The different lines of the figures."""
        every = (charge for each in self.found for charge in each.plan.charges)
        return [*{(charge.row.rule, *charge[1:]): charge for charge in every}.values()]

    @cached_property
    def numbers(self) -> Sequence[str]:
        """The different headings."""
        return [*dict.fromkeys(each.plan.number for each in self.found)]

    @cached_property
    def is_disputed(self) -> bool:
        """Whether it is disputed that some line is paid."""
        return any(each.without is not None for each in self.found)


class Shapes:
    """The results of the tables of the tariff and of fees for cases.

    Each heading has a memory of its own: together they read so many facts that few cases are
    alike in all of them.
    """

    def __init__(self, index: RuleIndex) -> None:
        rows = index.view(DutyRows)
        self._headings = ReadMemory(partial(_headings, rows))
        self._under = {
            each: ReadMemory(partial(_under, rows, each), MOST_OF_A_HEADING)
            for each in rows.headings
        }
        self._fees = ReadMemory(partial(_fees, rows))
        self._shapes: Memory[tuple[int, ...], tuple[object, Shape]] = Memory(MOST_SHAPES)

    def of(self, group: Group) -> Sequence[Shape]:
        """The results for each case of a group, in order."""
        headings = self._headings.among(group, group.every)
        fees = self._fees.among(group, group.every)
        coming_under: dict[str, int] = {}
        for place, open_headings in headings.items():
            for heading in open_headings.names:
                coming_under[heading] = coming_under.get(heading, 0) | 1 << place
        under = {name: self._under[name].among(group, of) for name, of in coming_under.items()}
        found = []
        for place in group.cases:
            its = headings[place], fees[place], [under[n][place] for n in headings[place].names]
            key = tuple(map(id, (*its[:2], *its[2])))
            # kept with what it is made of, so that no other things get the same ids
            made = self._shapes.get(key) or self._shapes.keep(key, (its, _shape(*its)))
            found.append(made[1])
        return found


class _Headings(NamedTuple):
    """The possible headings; `asked` has the facts that would decide between them."""

    names: Sequence[str]
    asked: Sequence[str]


class _Fee(NamedTuple):
    """A fee that may be due: whether it surely is, and the facts that leave it open."""

    row: FeeRow
    holds: Truth
    waits_for: Sequence[str]


def _shape(headings: _Headings, due: Sequence[_Fee], found: Sequence[Possibilities]) -> Shape:
    asked = dict.fromkeys(name for each in found for name in each.asked)
    # which heading it is comes first only where the headings themselves differ in rate
    bases = {min((p.plan.base or 0 for p in each.found), default=0) for each in found}
    first, then = (headings.asked, asked) if len(bases) > 1 else (asked, headings.asked)
    every = tuple(possible for each in found for possible in each.found)
    layers = [{charge.row.layer for charge in each.plan.charges} for each in every]
    groups: dict[bool, dict[str, list[tuple[FeeRow, bool]]]] = {False: {}, True: {}}
    waits_for: dict[str, Sequence[str]] = {}
    for row, holds, waits in due:
        # a fee may be left out under the layers of what is paid under the tariff
        left_out = [bool(row.suppressed_by & each) for each in layers] or [False]
        if not all(left_out):
            sure = bool(holds) and not any(left_out)
            groups[row.security].setdefault(row.fee, []).append((row, sure))
            waits_for[row.rule] = waits
    complete = all(each.complete for each in found)
    fees, securities = ([*groups[secured].values()] for secured in (False, True))
    return Shape(every, (*dict.fromkeys((*first, *then)),), complete, fees, securities, waits_for)


def _headings(rows: DutyRows, reads: Reads) -> _Headings:
    names = rows.index.program.names
    open_headings: list[str] = []
    for heading in rows.headings:
        truth = reads.truth(names[heading])
        if truth:
            return _Headings((heading,), ())
        if truth is None and heading not in rows.claimed:
            open_headings.append(heading)
    if len(open_headings) < 2:
        return _Headings(open_headings, ())
    # what most of them wait for tells most of them apart: the body before the weight of trucks
    waits = Counter(name for each in open_headings for name in _waited([names[each]], reads))
    asked = sorted(waits, key=lambda name: -waits[name])
    return _Headings(open_headings, [name for name in asked if not reads.settled(name)])


def _fees(rows: DutyRows, reads: Reads) -> Sequence[_Fee]:
    """The fees that may be due, as told."""
    found = []
    for row in rows.fees:
        truth = _holds(row, rows, lambda node: _as_told(node, reads))
        if truth is not False:
            # nobody is asked whether somebody claims a door
            found.append(_Fee(row, truth, _waited(rows.nodes_of(row)[:2], reads)))
    return found


def _holds(row: TariffRow | FeeRow, rows: DutyRows, truth_of: Callable[[int], Truth]) -> Truth:
    """Whether a row counts in the one world of these truths; see `DutyRows.holding`."""
    said = {node: truth_of(node) for node in rows.nodes_of(row)}
    rails = {node: (int(truth is True), int(truth is False)) for node, truth in said.items()}
    return truth_at(rows.holding(row, rails, 1), 0)


def _as_told(node: int, reads: Reads) -> Truth:
    """The truth of a node if actions that were not told may be done or not."""
    stated, index = reads.stated(node), reads.index
    if stated is reads.truth(node):
        return stated
    acts = [name for name in index.program.facts_read([node]) if name in index.stated]
    return stated if all(reads.known(name) for name in acts) else None


def _waited(nodes: Sequence[int], reads: Reads) -> list[str]:
    """The facts that leave some nodes unknown, even if partly known."""
    tests = reads.index.program.open_tests(nodes, lambda node: _as_told(node, reads))
    return list(dict.fromkeys(name for test in tests for name in test.reads))


def _under(rows: DutyRows, heading: str, reads: Reads) -> Possibilities:
    """The possible plans under a heading, with every action done that its lines wait for."""
    concerned = rows.under[heading]
    holds = {row.rule: _holds(row, rows, reads.truth) for row in concerned}
    live = [row for row in concerned if holds[row.rule]]
    waiting = [row for row in concerned if holds[row.rule] is None]
    if not waiting:
        return Possibilities((Possible(*plans(heading, live)),))
    asked = _open_facts(rows, waiting, reads)
    if prod(len(each.cells) for each in asked) > MOST_CELLS:
        return Possibilities((), tuple(each.name for each in asked), complete=False)
    made: dict[frozenset[str], tuple[Plan, ...]] = {}
    groups: dict[tuple[Plan, ...], list[tuple[int, ...]]] = {}
    for numbers, ways in _ways(rows, waiting, asked, reads):
        for settled in ways:
            holding = frozenset([row.rule for row in (*live, *settled)])
            if holding not in made:
                made[holding] = plans(heading, [row for row in concerned if row.rule in holding])
            groups.setdefault(made[holding], []).extend(numbers)
    found = tuple(
        Possible(figure[0], figure[1] if figure[1:] else None, asked, tuple(sorted(group)))
        for figure, group in groups.items()
    )
    if len({tuple(plan.paid for plan in figure) for figure in groups}) == 1:
        return Possibilities(found)  # no answer changes the result
    varying = {fact.name for each in found for fact, _ in narrowed(asked, each.chosen)}
    return Possibilities(found, tuple(each.name for each in asked if each.name in varying))


def _open_facts(rows: DutyRows, waiting: Sequence[TariffRow], reads: Reads) -> tuple[OpenFact, ...]:
    vocabulary = rows.index.rulebook.vocabulary
    # nobody is asked whether somebody claims a door
    nodes = [node for row in waiting for node in rows.nodes_of(row)[:2]]
    tests = tuple(rows.index.program.open_tests(nodes, reads.truth))
    names = dict.fromkeys(name for test in tests for name in test.reads)
    found = []
    for name in names:
        if name in vocabulary and name not in LAW_DAYS and not reads.settled(name):
            of_it = tuple([test for test in tests if name in test.reads])
            found.append(OpenFact(name, of_it, reads.cells(name, of_it)))
    return tuple(found)


def _ways(
    rows: DutyRows, waiting: Sequence[TariffRow], asked: Sequence[OpenFact], reads: Reads
) -> Iterator[tuple[list[tuple[int, ...]], list[list[TariffRow]]]]:
    """The waiting lines that hold, with the combinations of cells, by numbers, where they do.

    Where even a combination leaves a line open, it holds one way and does not the other. All
    combinations are worlds of one pass.
    """
    combined = list(product(*(range(len(each.cells)) for each in asked)))
    varied: dict[str, list[tuple[FactValue, int]]] = {}
    alike = len(combined)  # worlds after one another in which a fact has one cell
    for fact in asked:
        times, period = len(combined) // alike, alike
        alike //= len(fact.cells)
        first = repeated((1 << alike) - 1, period, times)
        varied[fact.name] = [(v[0], first << n * alike) for n, v in enumerate(fact.cells)]
    every = (1 << len(combined)) - 1
    nodes = [node for row in waiting for node in rows.nodes_of(row)]
    lines = reads.over(nodes, varied, every)
    split: dict[tuple[Truth, ...], int] = {(): every}
    for row in waiting:
        holds, fails = rows.holding(row, lines, every)
        sides = ((True, holds), (False, fails), (None, every & ~(holds | fails)))
        split = {
            (*said, truth): worlds & side
            for said, worlds in split.items()
            for truth, side in sides
            if worlds & side
        }
    for said, part in sorted(split.items(), key=lambda part: part[1] & -part[1]):
        each = product(*((True, False) if truth is None else (truth,) for truth in said))
        ways = [[row for row, holds in zip(waiting, way, strict=True) if holds] for way in each]
        yield [*compress(combined, map("1".__eq__, reversed(f"{part:b}")))], ways


def corners(plan: Plan, facts: Facts) -> Iterator[Shares]:
    """The shares that a plan needs, at each end of their ranges."""
    ends: list[set[int]] = []
    for name in plan.shares:
        held = facts.get(name)
        bounds = held if isinstance(held, Bounds) else Bounds(None, None)
        ends.append({bounds.low or 0, MILLION if bounds.high is None else bounds.high})
    for corner in product(*map(sorted, ends)):
        yield dict(zip(plan.shares, corner, strict=True))


def narrowed(
    asked: Sequence[OpenFact], chosen: Iterable[Sequence[int]]
) -> list[tuple[OpenFact, list[int]]]:
    """The cells of facts in some combinations, without facts that may be anything."""
    found = []
    for fact, here in zip(asked, zip(*chosen, strict=True), strict=True):
        numbers = list(dict.fromkeys(here))
        if len(numbers) < len(fact.cells):
            found.append((fact, numbers))
    return found


def cells_in_words(asked: OpenFact, fact: Fact, facts: Facts, say: Say) -> list[str]:
    """The cells of a fact of one case, each in words that `say` knows."""
    if fact.type.kind in ("number", "date"):
        held = facts.get(fact.name)
        known = held if isinstance(held, Bounds) else Bounds(None, None)
        groups = cells(asked.tests, fact.type, facts)
        starts = [first.low for first, *_ in groups if isinstance(first, Bounds)]
        return [
            interval(fact.type, start, after, known.high, say)
            for start, after in zip([known.low, *starts[1:]], [*starts[1:], None], strict=True)
        ]
    named: set[FactValue] = {True, False}
    named.update(v for test in asked.tests if isinstance(test, IsOneOf) for v in test.values)
    # these words are the same in every case
    other = say("value.another")
    return [_listed(group, fact, say) if group[0] in named else other for group in asked.cells]


def _listed(values: Sequence[FactValue], fact: Fact, say: Say) -> str:
    words = [answer_in_words(fact, value, say) for value in values]
    if len(words) > MOST_WORDS:
        words[MOST_WORDS - 1 :] = [say("value.more", number=len(words) - MOST_WORDS + 1)]
    return ", ".join(words)
