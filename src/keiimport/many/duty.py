# SPDX-License-Identifier: Apache-2.0
"""The duty of whole tables: one formula for all rows that pay alike, then sums of whole columns.

Which lines and fees are paid is found once for each kind of row, by what a single case asks.
What they come to is reckoned from each row's own value, in whole numbers, as `verdict.duty.money`
does it for one value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, HasAged
from keiimport.inference.cells import edges
from keiimport.many.alike import about
from keiimport.many.fact_cells import FactCells
from keiimport.many.filled import Filling
from keiimport.many.groups import Groups
from keiimport.many.rows import Rows, SomeRows
from keiimport.rulebook.model import LAW_DAYS, FeeRow
from keiimport.verdict.duty.cases import Facts
from keiimport.verdict.duty.formula import Formula, formula_of
from keiimport.verdict.duty.rows import VALUE
from keiimport.verdict.law import Law
from keiimport.verdict.verdict import Verdict

MOST_KINDS = 100_000
"""Kinds of cases whose formulas are kept."""

MOVED = ("entry.entered", "entry.arrived", "entry.loaded")
"""Days of an entry beside that of importation."""

_ROOM = 2**62
_DECIMALS = 8
MONEY = pl.Decimal(18, 2)

LOW, HIGH = pl.col("low"), pl.col("high")


@dataclass(frozen=True, slots=True)
class DutyColumn:
    """A column about the duty.

    Attributes:
        dtype: its type.
        key: the key of the duty of a verdict that it holds.
    """

    dtype: pl.DataType
    key: str

    def read(self, verdict: Verdict) -> Any:
        """What stands in it, from the verdict of a row."""
        told = None if verdict.duty is None else verdict.duty[self.key]
        if told is None or self.dtype == pl.String():
            return told
        if self.dtype == pl.Float64():
            return float(Decimal(told.removesuffix(" %")) / 100)
        return Decimal(told.removeprefix("$").replace(",", ""))


DUTY_COLUMNS = {
    "duty_heading": DutyColumn(pl.String(), "hts"),
    "duty_rate": DutyColumn(pl.Float64(), "rate"),
    "duty_low": DutyColumn(MONEY, "low"),
    "duty_high": DutyColumn(MONEY, "high"),
    "duty_amount": DutyColumn(MONEY, "amount"),
    "duty_total": DutyColumn(MONEY, "total"),
}
"""The columns about the duty, by name."""


def duty_groups(law: Law, filling: Filling, strict: bool) -> Groups:
    """Tells apart rows that pay by other lines of the tariff, whatever they are worth.

    Args:
        law: the rules.
        filling: fills in rows.
        strict: whether nothing is presumed.
    """
    days, ages = _days_of(law)
    windows = sorted({*law._windows, *days})
    tests, shares = tests_of_duty(law), _shares(law)
    cells = FactCells(tests, shares)

    def look(rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        some = SomeRows(rows, new)
        bare, presumed = filling.fill(some, kinds.gather(new))
        return cells.numbers(some, bare if strict else presumed)

    return Groups(
        filling,
        filling.tests,
        windows,
        ages,
        apart=MOVED,
        exact=shares,
        later=False,
        look=look,
    )


def tests_of_duty(law: Law) -> list[Comparison]:
    """The tests by which lines of the tariff and fees stand."""
    program = law.program
    nodes = (program.nodes[n] for n in program.cone(law.duty.nodes))
    return [program.comparisons[node.args[0]] for node in nodes if node.op == "test"]


def _days_of(law: Law) -> tuple[set[int], list[HasAged]]:
    """The days on which the tariff and the fees change, and the ages they look at."""
    book, tests = law.rulebook, tests_of_duty(law)
    days: set[int] = set()
    for fact in LAW_DAYS:
        days.update(edges([test for test in tests if fact in test.reads], fact, {}))
    for cover in (book.tariff_cover, book.fees_cover):
        days |= about(cover.first, cover.last)
    return days, [test for test in tests if isinstance(test, HasAged)]


def _shares(law: Law) -> tuple[str, ...]:
    """The facts whose own figures are reckoned with."""
    of = [row.of.fact for row in law.duty.tariff]
    return tuple(dict.fromkeys(fact for fact in of if fact is not None))


class Looks:
    """What the tariff and the fees look at in a case, whatever it is worth.

    Attributes:
        shares: the facts whose own figures are reckoned with.
    """

    def __init__(self, law: Law) -> None:
        self.shares = _shares(law)
        tests = tests_of_duty(law)
        read = dict.fromkeys(name for test in tests for name in test.reads)
        aged = {test.by for test in tests if isinstance(test, HasAged)}
        # ages are counted to these days, and lie in the order of the other days of a fact
        self._exact = tuple(dict.fromkeys([*LAW_DAYS, *sorted(aged), *self.shares]))
        self._cells = {
            name: [test for test in tests if name in test.reads]
            for name in read
            if name not in self._exact
        }
        self._edges: dict[Hashable, list[int]] = {}

    def of(self, facts: Facts) -> Hashable:
        """Equal for cases with the same formula."""
        exact = tuple([facts.get(name) for name in self._exact])
        found: list[Hashable] = [exact]
        for name, tests in self._cells.items():
            held = facts.get(name)
            if isinstance(held, Bounds):
                cuts = self._edges.get(key := (name, exact))
                if cuts is None:
                    if len(self._edges) >= MOST_KINDS:
                        self._edges.clear()
                    cuts = self._edges[key] = sorted(edges(tests, name, facts))
                ends = [None if e is None else bisect_right(cuts, e) for e in (held.low, held.high)]
                found.append((*ends, held.exact))
            else:
                found.append((type(held), held))
        return tuple(found)


class Duties:
    """Finds what is owed for rows.

    Args:
        law: the rules.
        groups: which rows pay alike.
        evaluate: the verdict of one case.
        names: the columns to give.
    """

    def __init__(
        self,
        law: Law,
        groups: Groups,
        evaluate: Callable[[object], Verdict],
        names: Sequence[str],
    ) -> None:
        self._law = law
        self._evaluate = evaluate
        self._names = list(names)
        self._groups = groups
        self._looks = Looks(law)
        self._known: dict[Hashable, int] = {}
        self._formulas: list[Formula | None] = [None]
        self._numbers: dict[Formula | None, int] = {None: 0}

    def columns(self, rows: Rows, right: pl.Series) -> pl.DataFrame:
        """The columns about the duty for each row.

        Args:
            rows: the rows.
            right: whether each row can be understood; the others have nothing in them.
        """
        table = pl.DataFrame(
            [
                pl.int_range(rows.height, eager=True).alias("row"),
                self._formulas_of(rows, right).alias("formula"),
                *rows.bounds(VALUE),
            ]
        )
        found = [self._reckoned(part, rows) for part in table.partition_by("formula")]
        if not found:
            return pl.DataFrame(schema={name: DUTY_COLUMNS[name].dtype for name in self._names})
        return pl.concat(found).sort("row").select(self._names)

    def _formulas_of(self, rows: Rows, right: pl.Series) -> pl.Series:
        """The number of the formula of each row."""
        if self._groups.full or len(self._formulas) > MOST_KINDS:
            self._groups.forget()
            self._formulas, self._numbers = [None], {None: 0}
            self._known.clear()
        laid_out = self._groups.lay_out(rows)
        wrong = laid_out.wrong

        def make(new: pl.Series) -> pl.Series:
            found = [0 if wrong[row] else self._formula(rows, row) for row in new]
            return pl.Series(found, dtype=pl.UInt32)

        numbers = self._groups.numbers(laid_out, make)
        return pl.select(pl.when(pl.lit(right)).then(pl.lit(numbers)).otherwise(0)).to_series()

    def _formula(self, rows: Rows, row: int) -> int:
        """The number of the formula for a row and all that pay alike."""
        facts = self._evaluate(rows.case(row)).values
        number = self._known.get(name := self._looks.of(facts))
        if number is not None:
            return number
        formula = formula_of(self._law, facts)
        number = self._numbers.setdefault(formula, len(self._formulas))
        if len(self._known) >= MOST_KINDS:
            self._known.clear()
        self._known[name] = number
        if number == len(self._formulas):
            self._formulas.append(formula)
        return number

    def _reckoned(self, rows_alike: pl.DataFrame, rows: Rows) -> pl.DataFrame:
        """What rows with one formula owe."""
        formula = self._formulas[rows_alike["formula"][0]]
        if formula is None:
            nothing = [pl.lit(None, dtype=c.dtype).alias(n) for n, c in DUTY_COLUMNS.items()]
            return rows_alike.select("row", *nothing)
        most = _largest(formula)
        small = rows_alike.filter(HIGH.is_null() | HIGH.le(most))
        found = small.lazy().select("row", **_sums(formula)).collect()
        if small.height == rows_alike.height:
            return found
        return pl.concat([found, self._alone(rows_alike.filter(HIGH.gt(most))["row"], rows)])

    def _alone(self, asked: pl.Series, rows: Rows) -> pl.DataFrame:
        """Rows whose sums are too large for whole columns."""
        verdicts = [self._evaluate(rows.case(row)) for row in asked]
        cells = [
            pl.Series(name, [column.read(v) for v in verdicts], dtype=column.dtype)
            for name, column in DUTY_COLUMNS.items()
        ]
        return pl.DataFrame([asked, *cells])


def _largest(formula: Formula) -> int:
    """The largest value (cents) whose sums fit into 64 bits."""
    rates = [rate for reading in formula.readings for rate in reading]
    rates += [row.rate for rows in formula.fees for row, _ in rows if row.rate is not None]
    return min(((_ROOM - r.denominator) // (2 * max(r.numerator, 1)) for r in rates), default=_ROOM)


def _sums(formula: Formula) -> dict[str, pl.Expr]:
    """The columns of the rows of one formula, from both ends of their values."""
    nothing = pl.lit(None, dtype=pl.Int64)
    low = high = amount = total = nothing
    sums = [_sum(rates, end) for rates in formula.readings for end in (LOW, HIGH)]
    if formula.complete and sums:
        low = pl.min_horizontal(sums)
        high = pl.max_horizontal(sums) if formula.bounded else nothing
    known = pl.lit(formula.rate is not None)
    if formula.rate is not None:
        ways = [_sum(rates, LOW) for rates in formula.ways]
        exact = LOW == HIGH
        # ways of one rate may still round apart
        differ = exact & (pl.min_horizontal(ways) != pl.max_horizontal(ways))
        known = ~differ.fill_null(False)
        amount = pl.when(exact & known).then(ways[0]).otherwise(nothing)
    if not formula.fees_beyond:
        fees = [_fee(rows) for rows in formula.fees]
        least = pl.sum_horizontal([pl.lit(0, pl.Int64), *(fee[0] for fee in fees)])
        most = pl.sum_horizontal([pl.lit(0, pl.Int64), *(fee[1] for fee in fees)])
        same = pl.all_horizontal([pl.lit(True), *(fee[0] == fee[1] for fee in fees)])
        if formula.disputed:
            total = pl.when(same).then(amount + least)
        else:
            total = pl.when(low + least == high + most).then(low + least)
        total = pl.when(amount.is_not_null()).then(total).otherwise(nothing)
    rate = None if formula.rate is None else round(float(formula.rate), _DECIMALS)
    return {
        "duty_heading": pl.lit(formula.heading, dtype=pl.String),
        "duty_rate": pl.when(known).then(pl.lit(rate, dtype=pl.Float64)).otherwise(None),
        "duty_low": _dollars(low),
        "duty_high": _dollars(high),
        "duty_amount": _dollars(amount),
        "duty_total": _dollars(total),
    }


def _half_up(rate: Fraction, value: pl.Expr) -> pl.Expr:
    """Whole cents of a part of a value; half a cent goes up."""
    return (value * (2 * rate.numerator) + rate.denominator) // (2 * rate.denominator)


def _sum(rates: Sequence[Fraction], value: pl.Expr) -> pl.Expr:
    """The sum of parts of a value, each rounded; nothing of a value that is not known."""
    return reduce(pl.Expr.add, (_half_up(rate, value) for rate in rates), value * 0)


def _fee(rows: Sequence[tuple[FeeRow, bool]]) -> tuple[pl.Expr, pl.Expr]:
    """The least and the most that a fee may come to."""
    ends = [_fee_of(rows, LOW), _fee_of(rows, HIGH)]
    return pl.min_horizontal([e[0] for e in ends]), pl.max_horizontal([e[1] for e in ends])


def _fee_of(rows: Sequence[tuple[FeeRow, bool]], value: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The same for one value: of the rows the first that fits and holds counts."""
    least = most = value * 0
    for row, holds in reversed(rows):
        owed = _owed(row, value)
        here = (owed, owed)
        if not holds:
            here = pl.min_horizontal(owed, least), pl.max_horizontal(owed, most)
        if row.value_up_to is None:
            least, most = here
        else:
            fits = pl.when(value <= row.value_up_to)
            least, most = fits.then(here[0]).otherwise(least), fits.then(here[1]).otherwise(most)
    return least, most


def _owed(row: FeeRow, value: pl.Expr) -> pl.Expr:
    """A fee in cents, with its minimum and its maximum."""
    if row.rate is None:
        return value * 0 + row.fixed
    amount = _half_up(row.rate, value)
    # a minimum above a maximum gives way to it, so this is no clip
    if row.minimum is not None:
        amount = pl.when(amount < row.minimum).then(row.minimum).otherwise(amount)
    if row.maximum is not None:
        amount = pl.when(amount > row.maximum).then(row.maximum).otherwise(amount)
    return amount


def _dollars(cents: pl.Expr) -> pl.Expr:
    return (cents.cast(pl.Decimal(18, 0)) * pl.lit(Decimal("0.01"))).cast(MONEY)
