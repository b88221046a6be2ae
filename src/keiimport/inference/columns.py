# SPDX-License-Identifier: Apache-2.0
"""The engine for millions: a Program as Polars expressions, one column for each truth.

Nullable Booleans are Kleene's three values natively. A number or a date is a pair of
integer columns, its bounds. A node that is read more than once becomes a column of its own,
stage after stage, so that shared conclusions are worked out once; the plan is built once for
the nodes that are asked, and reads only the facts that they look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

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
)
from keiimport.inference.program import Program

LOWEST, HIGHEST = -(2**63), 2**63 - 1
"""Stand for a missing lower and a missing upper bound."""

CHEAP = (IsOneOf, IsTold)
"""Comparisons that are written again wherever they are read."""

UNKNOWN = pl.lit(None, dtype=pl.Boolean)
UNIX = 719163
"""The ordinal of 1970-01-01, from which Polars counts days."""

_YEAR, _MONTH = 512, 32
"""A date as `year * 512 + month * 32 + day`: a year later is 512 more, and order is kept."""

_FIRST, _LAST = 0, 9999 * _YEAR + 12 * _MONTH + 31
_AFTER = 2**30
_LEAP_DAY = 2 * _MONTH + 29

Facts = Mapping[str, FactValue | None]


def low(fact: str) -> str:
    """The column of the lower bound of a number or a date."""
    return f"{fact}#low"


def high(fact: str) -> str:
    """The column of the upper bound of a number or a date."""
    return f"{fact}#high"


def told(fact: str) -> str:
    """The column that says whether a fact is known at all: true or null."""
    return f"{fact}#told"


class Columns:
    """The truths of some nodes of a Program, for every row of a frame of facts.

    The frame has a column for each fact, as `schema` lists them: its value (Boolean, text, or
    a list of texts), or its two bounds as integers with `LOWEST` and `HIGHEST` where there is
    none; and a column of its own where a rule asks whether the fact is told. Null is not told.

    Args:
        program: the network.
        roots: the nodes that are asked.
    """

    def __init__(self, program: Program, roots: Sequence[int]) -> None:
        self.program = program
        self.roots = tuple(roots)
        self.cone = program.cone(self.roots)
        self.schema = _schema(
            program.comparisons[program.nodes[number].args[0]]
            for number in self.cone
            if program.nodes[number].op == "test"
        )
        self._stages = _Writer(program, self.roots, self.cone).stages()

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
        for stage in self._stages[:-1]:
            facts = facts.with_columns(**stage)
        last = self._stages[-1]
        return facts.select(
            **{name: last[f"n{root}"] for name, root in zip(named, self.roots, strict=True)}
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


def _schema(comparisons: Iterable[Comparison]) -> dict[str, pl.DataType]:
    """The columns that `comparisons` look at."""
    schema: dict[str, pl.DataType] = {}
    for comparison in comparisons:
        match comparison:
            case IsOneOf(fact, values):
                words = any(isinstance(value, str) for value in values)
                if schema.get(fact) != pl.String():
                    schema[fact] = pl.String() if words else pl.Boolean()
            case Includes(fact, _):
                schema[fact] = pl.List(pl.String())
            case IsTold(fact):
                schema[told(fact)] = pl.Boolean()
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
    if part:
        end = None
        if isinstance(value, Bounds):
            end = value.low if part == "low" else value.high
        return (LOWEST if part == "low" else HIGHEST) if end is None else end
    return sorted(value) if isinstance(value, frozenset) else value


class _Writer:
    """Writes the stages of one plan: each a set of columns over those before."""

    def __init__(self, program: Program, roots: Sequence[int], cone: Sequence[int]) -> None:
        self.program = program
        self.roots = set(roots)
        self.cone = cone
        self.kept: list[dict[str, pl.Expr]] = [{}]
        self.level: dict[int, int] = {}
        self.written: dict[int, pl.Expr] = {}
        self.uses = dict.fromkeys(cone, 0)
        for number in cone:
            node = program.nodes[number]
            # the formula of a choice has everything in it twice
            for child in node.children:
                self.uses[child] += 2 if node.op == "choose" else 1

    def stages(self) -> list[dict[str, pl.Expr]]:
        """The stages in order; the last has the roots and nothing else."""
        dates = self.dates()
        if dates:
            self.kept.append(dates)
        first = len(self.kept) - 1
        for number in self.cone:
            node = self.program.nodes[number]
            level = max((self.level[child] for child in node.children), default=first)
            text = self.expression(number)
            if self.uses[number] > 1 and not self.is_cheap(number):
                level += 1
                while len(self.kept) <= level:
                    self.kept.append({})
                self.kept[level][f"n{number}"] = text
                text = pl.col(f"n{number}")
            self.level[number] = level
            self.written[number] = text
        last = {f"n{root}": self.written[root] for root in self.roots}
        return [*(stage for stage in self.kept if stage), last]

    def is_cheap(self, number: int) -> bool:
        node = self.program.nodes[number]
        if node.op == "test":
            return isinstance(self.program.comparisons[node.args[0]], CHEAP)
        return not node.children

    def dates(self) -> dict[str, pl.Expr]:
        """The dates that ages are counted from or to, as numbers that years are added to."""
        found: dict[str, pl.Expr] = {}
        for number in self.cone:
            node = self.program.nodes[number]
            if node.op != "test":
                continue
            comparison = self.program.comparisons[node.args[0]]
            if isinstance(comparison, HasAged):
                for fact in comparison.reads:
                    found[_day(low(fact))] = _packed(pl.col(low(fact)), _FIRST)
                    found[_day(high(fact))] = _packed(pl.col(high(fact)), _AFTER)
        return found

    def expression(self, number: int) -> pl.Expr:
        node = self.program.nodes[number]
        parts = [self.written[child] for child in node.children]
        match node.op:
            case "test":
                return comparison_column(self.program.comparisons[node.args[0]])
            case "true" | "false":
                return pl.lit(node.op == "true")
            case "unknown":
                return UNKNOWN
            case "not":
                return ~parts[0]
            case "all":
                return parts[0] if len(parts) == 1 else pl.all_horizontal(parts)
            case "any":
                return parts[0] if len(parts) == 1 else pl.any_horizontal(parts)
            case "choose":
                lives, values = parts[0::2], parts[1::2]
                pairs = list(zip(lives, values, strict=True))
                every = reduce(and_, [~live | value for live, value in pairs])
                some = reduce(or_, [live & value for live, value in pairs])
                return pl.coalesce(every, some)
        raise AssertionError(node.op)


def comparison_column(comparison: Comparison) -> pl.Expr:
    """A test on facts as a nullable Boolean column."""
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
            return pl.col(fact).list.contains(value)
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
            return _aged(age)
    raise AssertionError(comparison)


def _day(column: str) -> str:
    return f"{column}#day"


def _packed(ordinal: pl.Expr, missing: int) -> pl.Expr:
    """A date as a number to which a year is added by adding `_YEAR`."""
    known = ordinal.is_between(1, 3652059)
    day = pl.when(known).then(ordinal - UNIX).cast(pl.Int32).cast(pl.Date)
    packed = day.dt.year() * _YEAR + day.dt.month().cast(pl.Int32) * _MONTH + day.dt.day()
    return packed.fill_null(missing).cast(pl.Int32)


def _aged(age: HasAged) -> pl.Expr:
    """Whether the years have passed: surely, if even from the last day to the first."""
    since_last, since_first = pl.col(_day(high(age.since))), pl.col(_day(low(age.since)))
    by_first, by_last = pl.col(_day(low(age.by))), pl.col(_day(high(age.by)))
    holds = (since_last != _AFTER) & (_reached(age, since_last) <= by_first)
    fails = (since_first != _FIRST) & (_reached(age, since_first) > by_last)
    return holds | (~fails & UNKNOWN)


def _reached(age: HasAged, since: pl.Expr) -> pl.Expr:
    """The first day, packed, on which something of the day `since` is old enough."""
    year = since // _YEAR + age.years
    if age.count == "calendar_years":
        found = year * _YEAR + (_MONTH + 1)
    else:
        # the day after 28 February, packed as the 29th or as 1 March, is reached alike
        found = since + age.years * _YEAR
        if age.leap_day == "last_day":
            leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
            found -= ((since % _YEAR == _LEAP_DAY) & ~leap).cast(pl.Int32)
    return found.clip(upper_bound=_LAST)
