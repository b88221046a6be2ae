# SPDX-License-Identifier: Apache-2.0
"""Columns that only a verdict says: which doors are chosen, how sure, and on whom it depends.

A verdict is asked for one row of each group. What it says hangs on the truths that its
proof looks at, and on how sure the facts are; see `Explained.look`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from keiimport.errors import InputError
from keiimport.many.answers import PRECISION, OutputColumn, cells_of
from keiimport.many.clocks import NEVER
from keiimport.many.filled import Filling
from keiimport.many.group_answers import ALONE, found_schema
from keiimport.many.groups import LaidOut
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.reason_codes import door_nodes, explaining_nodes
from keiimport.many.rows import Rows, SomeRows
from keiimport.many.settling import Settling
from keiimport.rulebook.model import Condition
from keiimport.verdict.law import Law
from keiimport.verdict.verdict import Verdict


class Explained:
    """Asks verdicts for columns.

    Args:
        law: the rules.
        filling: fills in rows.
        columns: the columns asked for.
        evaluate: the verdict of one case.
        law_day: the day whose law is used, or None where it is the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self,
        law: Law,
        filling: Filling,
        columns: Mapping[str, OutputColumn],
        evaluate: Callable[[object], Verdict],
        law_day: int | None,
        strict: bool,
    ) -> None:
        self._filling = filling
        self._evaluate = evaluate
        self._columns = {n: column for n, column in columns.items() if n != PRECISION}
        self._schema = found_schema(columns)
        self._strict = strict
        self._twice = "strict_outcome" in columns and not strict
        self._plans = Plans(law, law_day)
        nodes = {place: door_nodes(law, place) for doors in law.doors for place in doors.counted}
        gates = [node for gate in law.gates for node in _gate_nodes(law, gate.barred_when)]
        gates += [
            node
            for gate in law.gates
            if gate.raised_when is not None
            for node in _gate_nodes(law, gate.raised_when)
        ]
        self._patterns = Patterns(Settling(law, law_day), nodes, gates)

    def look(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """The patterns of some rows, and which of their facts are known, and surely."""
        some = kinds.gather(new)
        bare, presumed = self._filling.fill(SomeRows(rows, new), some)
        seen = [Outlook(self._plans, bare if self._strict else presumed)]
        if self._twice:
            seen.append(Outlook(self._plans, bare))
        sure = self._filling.sureness(bare, bare if self._strict else presumed, some)
        return self._patterns.numbers(seen, sure)

    def work_out(self, laid_out: LaidOut, new: pl.Series) -> pl.DataFrame:
        """The answers of some rows."""
        cells = list(self._cells(laid_out, new))
        table = pl.DataFrame(cells, schema={**self._raw(), ALONE: pl.Boolean()}, orient="row")
        clocks = laid_out.clocks.filter(laid_out.held.filter(new), new)
        days = [name for name, column in self._columns.items() if column.is_day]
        return table.with_columns(
            clocks.which(table[name].fill_null(NEVER)).alias(name) for name in days
        )

    def _raw(self) -> dict[str, Any]:
        return {n: pl.Int64() if c.is_day else c.dtype for n, c in self._columns.items()}

    def _cells(self, laid_out: LaidOut, new: pl.Series) -> Iterator[tuple[Any, ...]]:
        nothing = (*(None for _ in self._columns), True)
        wrong = laid_out.wrong
        for row in new:
            if wrong[row]:
                yield nothing
                continue
            try:
                cells = cells_of(self._evaluate(laid_out.rows.case(row)), self._columns)
            except InputError:
                yield nothing
            else:
                yield (*cells.values(), False)


def _gate_nodes(law: Law, condition: Condition) -> tuple[int, ...]:
    return explaining_nodes(law, condition)
