# SPDX-License-Identifier: Apache-2.0
"""The engine for millions: a Program as Polars expressions, one column for each truth.

Nullable Booleans are Kleene's three values natively. A number or a date is a pair of
integer columns, its bounds. A node that is read more than once becomes a column of its own,
stage after stage, so that shared conclusions are worked out once; the plan is built once for
the nodes that are asked, and reads only the facts that they look at.

What is the same for every row is no column: facts that all rows share settle the tests on
them when the plan is made, and with them all that follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

import polars as pl

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
    Truth,
)
from keiimport.inference.program import Node, Program

LOWEST, HIGHEST = -(2**63), 2**63 - 1
"""Stand for a missing lower and a missing upper bound."""

CHEAP = (IsOneOf, IsTold, Includes)
"""Comparisons that are written again wherever they are read."""

UNKNOWN = pl.lit(None, dtype=pl.Boolean)

Facts = Mapping[str, FactValue | None]

Kleene = Truth | pl.Expr
"""A truth of all rows, or a column of truths."""


def low(fact: str) -> str:
    """The column of the lower bound of a number or a date."""
    return f"{fact}#low"


def high(fact: str) -> str:
    """The column of the upper bound of a number or a date."""
    return f"{fact}#high"


def told(fact: str) -> str:
    """The column that says whether a fact is known at all: true or null."""
    return f"{fact}#told"


def includes(fact: str, value: str) -> str:
    """The column that says whether a list has a value: null where the list is not known."""
    return f"{fact}#has {value}"


def reached(age: HasAged, end: str) -> str:
    """The column of the day on which what is of the `low` or the `high` day reaches an age."""
    return f"{age.since}#{end} + {age.years} {age.count} {age.leap_day}"


class Columns:
    """The truths of some nodes of a Program, for every row of a frame of facts.

    The frame has a column for each fact, as `schema` lists them: its value (Boolean, or text,
    which may be an Enum), or its two bounds as integers with `LOWEST` and `HIGHEST` where
    there is none; a column for each value that a list is asked for, and one where a rule asks
    whether the fact is told. Null is not told.

    Args:
        program: the network.
        roots: the nodes that are asked.
        shared: facts that are the same for all rows, with their values; they are no columns.
        given: nodes whose truths are columns of the frame, by the names `n<node>`.
        settled: nodes whose truth is known and the same for all rows.
        ages: whether the frame has the days on which ages are reached, by `reached`.

    Attributes:
        schema: the columns that the frame must have.
        settled: the roots that come out the same for all rows, with their truth.
        open: the roots that do not.
    """

    def __init__(
        self,
        program: Program,
        roots: Sequence[int],
        *,
        shared: Facts | None = None,
        given: Collection[int] = (),
        settled: Mapping[int, Truth] | None = None,
        ages: bool = False,
    ) -> None:
        self.program = program
        self.roots = tuple(roots)
        writer = _Writer(program, self.roots, shared or {}, given, settled or {})
        self.cone = writer.cone
        written = {root: writer.written[root] for root in self.roots}
        self.settled = {n: text for n, text in written.items() if not isinstance(text, pl.Expr)}
        self.open = tuple(dict.fromkeys(n for n in self.roots if n not in self.settled))
        self.schema = _schema(writer.tests, ages)
        self.schema |= {f"n{number}": pl.Boolean() for number in writer.given}
        self._stages = [] if ages else _ages(writer.tests)
        self._stages += writer.stages
        self._last = {n: text for n, text in written.items() if isinstance(text, pl.Expr)}

    def frame(self, rows: Iterable[Facts]) -> pl.DataFrame:
        """A frame of the facts of each row."""
        cases = list(rows)
        if not self.schema:
            return pl.DataFrame({"row": range(len(cases))})
        columns = {name: [_cell(name, facts) for facts in cases] for name in self.schema}
        return pl.DataFrame(columns, schema=self.schema)

    def plan(self, facts: pl.LazyFrame, names: Sequence[str] | None = None) -> pl.LazyFrame:
        """The truth of each root as a nullable Boolean column, for rows yet to come.

        Args:
            facts: a frame with the columns of `schema`; others pass through nothing.
            names: the names of the columns, one for each root; by default `n<node>`.
        """
        named = [f"n{root}" for root in self.roots] if names is None else list(names)
        for stage in self._stages:
            facts = facts.with_columns(**stage)
        return facts.select(
            **{
                name: self._last[root] if root in self._last else _literal(self.settled[root])
                for name, root in zip(named, self.roots, strict=True)
            }
        )

    def truths(self, facts: pl.DataFrame, names: Sequence[str] | None = None) -> pl.DataFrame:
        """The truth of each root, a column each, for every row of `facts`."""
        if not facts.height:
            named = [f"n{root}" for root in self.roots] if names is None else names
            return pl.DataFrame(schema=dict.fromkeys(named, pl.Boolean))
        found = self.plan(facts.lazy(), names).collect()
        if found.height == facts.height:
            return found
        # nothing that is asked looks at a fact
        return pl.concat([found] * facts.height)

    def differing(self, facts: pl.DataFrame) -> dict[int, pl.Series]:
        """The truths of the roots that are `open`, by node."""
        if not self.open:
            return {}
        plan = facts.lazy().select(list(self.schema))
        for stage in self._stages:
            plan = plan.with_columns(**stage)
        found = plan.select(**{f"n{root}": self._last[root] for root in self.open}).collect()
        return dict(zip(self.open, found.get_columns(), strict=True))


def _schema(comparisons: Iterable[Comparison], ages: bool) -> dict[str, pl.DataType]:
    """The columns that `comparisons` look at."""
    schema: dict[str, pl.DataType] = {}
    for comparison in comparisons:
        match comparison:
            case IsOneOf(fact, values):
                words = any(isinstance(value, str) for value in values)
                if schema.get(fact) != pl.String():
                    schema[fact] = pl.String() if words else pl.Boolean()
            case Includes(fact, value):
                schema[includes(fact, value)] = pl.Boolean()
            case IsTold(fact):
                schema[told(fact)] = pl.Boolean()
            case HasAged() as age if ages:
                for end in ("low", "high"):
                    schema[reached(age, end)] = pl.Int64()
                schema[low(age.by)] = schema[high(age.by)] = pl.Int64()
            case AtLeast() | AtMost() | HasAged():
                for fact in comparison.reads:
                    schema[low(fact)] = schema[high(fact)] = pl.Int64()
    return schema


def _cell(name: str, facts: Facts) -> object:
    """What stands in a column for one row."""
    fact, _, part = name.partition("#")
    value = facts.get(fact)
    if part == "told":
        return None if value is None else True
    if part.startswith("has "):
        return None if value is None else part.removeprefix("has ") in value  # type: ignore[operator]
    if part:
        end = None
        if isinstance(value, Bounds):
            end = value.low if part == "low" else value.high
        return (LOWEST if part == "low" else HIGHEST) if end is None else end
    return value


def _ages(comparisons: Iterable[Comparison]) -> list[dict[str, pl.Expr]]:
    """The days on which ages are reached, each different day counted once."""
    found: dict[str, pl.Expr] = {}
    for age in comparisons:
        if isinstance(age, HasAged):
            for end in ("low", "high"):
                column = pl.col(f"{age.since}#{end}")
                found[reached(age, end)] = column.map_batches(
                    lambda days, age=age: days_reached(age, days),  # type: ignore[misc]
                    return_dtype=pl.Int64,
                    is_elementwise=True,
                )
    return [found] if found else []


def days_reached(age: HasAged, days: pl.Series) -> pl.Series:
    """The day on which what is of each of `days` reaches an age; what is missing stays so."""
    different = days.unique()
    found = [day if day in (LOWEST, HIGHEST) else age.reached(day) for day in different]
    return days.replace_strict(different, pl.Series(found, dtype=pl.Int64), return_dtype=pl.Int64)


class _Writer:
    """Writes the stages of one plan: each a set of columns over those before.

    Attributes:
        cone: the nodes that are worked out, every node after those it reads.
        written: the text or the truth of each of them.
        tests: the comparisons that the text looks at.
        given: the nodes whose columns it looks at.
        stages: the columns of each stage, over those before.
    """

    def __init__(
        self,
        program: Program,
        roots: Sequence[int],
        shared: Facts,
        given: Collection[int],
        settled: Mapping[int, Truth],
    ) -> None:
        self.program = program
        self.shared = shared
        known = {*given, *settled}
        self.cone = _cone(program, roots, known)
        self.truth: dict[int, Truth] = {n: settled[n] for n in self.cone if n in settled}
        for number in self.cone:
            if number not in known:
                self._settle(number)
        nodes = program.nodes
        read = [n for n in _cone(program, roots, {*known, *self.truth}) if n not in self.truth]
        self.given = [number for number in read if number in known]
        written = [number for number in read if number not in known]
        self.tests = [
            program.comparisons[nodes[n].args[0]] for n in written if nodes[n].op == "test"
        ]
        self.uses = dict.fromkeys(read, 0)
        for number in written:
            node = nodes[number]
            # the formula of a choice has everything in it twice
            for child in node.children:
                if child in self.uses:
                    self.uses[child] += 2 if node.op == "choose" else 1
        self.written: dict[int, Kleene] = dict(self.truth)
        self.written |= {number: pl.col(f"n{number}") for number in self.given}
        self.level = dict.fromkeys(self.given, -1)
        self.stages = self._stages(written)

    def _settle(self, number: int) -> None:
        """Find the truth of a node, where it is the same for all rows."""
        node = self.program.nodes[number]
        if node.op == "test":
            comparison = self.program.comparisons[node.args[0]]
            if all(name in self.shared for name in comparison.reads):
                self.truth[number] = comparison.truth(self.shared)
            return
        truth = _settled(node, self.truth)
        if not isinstance(truth, _Open):
            self.truth[number] = truth

    def _stages(self, numbers: Sequence[int]) -> list[dict[str, pl.Expr]]:
        """The stages in order, but for the last, which has the roots and nothing else."""
        kept: list[dict[str, pl.Expr]] = []
        for number in numbers:
            node = self.program.nodes[number]
            level = max((self.level.get(child, -1) for child in node.children), default=-1)
            text = self.expression(node)
            if self.uses[number] > 1 and not self.is_cheap(node):
                level += 1
                while len(kept) <= level:
                    kept.append({})
                kept[level][f"n{number}"] = text
                text = pl.col(f"n{number}")
            self.level[number] = level
            self.written[number] = text
        return kept

    def is_cheap(self, node: Node) -> bool:
        if node.op == "test":
            return isinstance(self.program.comparisons[node.args[0]], CHEAP)
        return not node.children

    def expression(self, node: Node) -> pl.Expr:
        if node.op == "test":
            return comparison_column(self.program.comparisons[node.args[0]])
        parts = [self.written[child] for child in node.children]
        match node.op:
            case "not":
                found = negated(parts[0])
            case "all":
                found = all_of(parts)
            case "any":
                found = any_of(parts)
            case "choose":
                pairs = list(zip(parts[0::2], parts[1::2], strict=True))
                every = all_of([any_of([negated(live), value]) for live, value in pairs])
                some = any_of([all_of([live, value]) for live, value in pairs])
                found = pl.coalesce(_literal(every), _literal(some))
            case _:
                raise AssertionError(node.op)
        assert isinstance(found, pl.Expr)
        return found


def _cone(program: Program, roots: Iterable[int], known: Collection[int]) -> list[int]:
    """The nodes that `roots` rest on, each after those it reads, none below what is known."""
    reached: set[int] = set()
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            if number not in known:
                waiting += program.nodes[number].children
    return sorted(reached)


class _Open:
    """Stands for a truth that differs from row to row."""


_OPEN = _Open()


def _settled(node: Node, known: Mapping[int, Truth]) -> Truth | _Open:
    """The truth of a node, where what is known of its children settles it."""
    if not node.children:
        return {"true": True, "false": False, "unknown": None}[node.op]
    parts: list[Truth | _Open] = [known.get(child, _OPEN) for child in node.children]
    match node.op:
        case "not":
            part = parts[0]
            return part if part is None or isinstance(part, _Open) else not part
        case "all" | "any":
            return _joined(parts, node.op == "any")
        case "choose":
            pairs = list(zip(parts[0::2], parts[1::2], strict=True))
            every = _joined([_joined([_not(live), value], True) for live, value in pairs], False)
            if every is True or every is False:
                return every
            some = _joined([_joined([live, value], False) for live, value in pairs], True)
            return _OPEN if isinstance(every, _Open) else some
    raise AssertionError(node.op)


def _not(part: Truth | _Open) -> Truth | _Open:
    return part if part is None or isinstance(part, _Open) else not part


def _joined(parts: Sequence[Truth | _Open], absorbing: bool) -> Truth | _Open:
    """`any` of truths where true absorbs all others, `all` where false does."""
    if any(part is absorbing for part in parts):
        return absorbing
    if any(isinstance(part, _Open) for part in parts):
        return _OPEN
    return None if any(part is None for part in parts) else not absorbing


# -- truths, the same for all rows or in columns -------------------------------


def all_of(parts: Iterable[Kleene]) -> Kleene:
    """`all` of truths, which may be the same for all rows."""
    return _combined(parts, False)


def any_of(parts: Iterable[Kleene]) -> Kleene:
    """`any` of truths, which may be the same for all rows."""
    return _combined(parts, True)


def _combined(parts: Iterable[Kleene], absorbing: bool) -> Kleene:
    columns: list[pl.Expr] = []
    unknown = False
    for part in parts:
        if isinstance(part, pl.Expr):
            columns.append(part)
        elif part is None:
            unknown = True
        elif part is absorbing:
            return absorbing
    if not columns:
        return None if unknown else not absorbing
    if unknown:
        columns.append(UNKNOWN)
    if len(columns) == 1:
        return columns[0]
    return pl.any_horizontal(columns) if absorbing else pl.all_horizontal(columns)


def negated(part: Kleene) -> Kleene:
    """`not` of a truth."""
    if isinstance(part, pl.Expr):
        return ~part
    return None if part is None else not part


def _literal(part: Kleene) -> pl.Expr:
    return part if isinstance(part, pl.Expr) else pl.lit(part, dtype=pl.Boolean)


def comparison_column(comparison: Comparison) -> pl.Expr:
    """A test on facts as a nullable Boolean column; of ages by the days they are reached on."""
    match comparison:
        case IsOneOf(fact, values):
            if not values:
                return pl.when(pl.col(fact).is_not_null()).then(False)
            if values == {True}:
                return pl.col(fact)
            if values == {False}:
                return ~pl.col(fact)
            if values == {True, False}:
                return pl.when(pl.col(fact).is_not_null()).then(True)
            tests = [pl.col(fact) == value for value in sorted(values, key=str)]
            return (
                reduce(or_, tests)
                if len(tests) < 4
                else pl.col(fact).is_in(sorted(map(str, values)))
            )
        case Includes(fact, value):
            return pl.col(includes(fact, value))
        case IsTold(fact):
            return pl.col(told(fact))
        case AtLeast(fact, least, most):
            first, last = pl.col(low(fact)), pl.col(high(fact))
            holds = first >= most
            if least != most:
                holds |= (first == least) & (last == least)
            return holds | ((last >= least) & UNKNOWN)
        case AtMost(fact, least, most):
            first, last = pl.col(low(fact)), pl.col(high(fact))
            holds = last <= least
            if least != most:
                holds |= (first == most) & (last == most)
            return holds | ((first <= most) & UNKNOWN)
        case HasAged() as age:
            holds = pl.col(reached(age, "high")) <= pl.col(low(age.by))
            fails = pl.col(reached(age, "low")) > pl.col(high(age.by))
            return holds | (~fails & UNKNOWN)
    raise AssertionError(comparison)
