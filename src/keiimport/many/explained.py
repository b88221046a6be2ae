# SPDX-License-Identifier: Apache-2.0
"""Columns that only a verdict says: which doors are chosen, how sure, and on whom it depends.

A verdict is asked for one row of each group. What it says hangs on the truths that its
proof looks at, and on how sure the facts are; see `Looking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from keiimport.errors import InputError
from keiimport.many.answers import PRECISION, REASONS, OutputColumn, cells_of
from keiimport.many.clocks import NEVER
from keiimport.many.filled import Filling
from keiimport.many.group_answers import ALONE
from keiimport.many.groups import LaidOut
from keiimport.many.looking import Looking, explained_patterns
from keiimport.many.outlook import Plans
from keiimport.many.settling import Settling
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
        self._evaluate = evaluate
        self._columns = {n: c for n, c in columns.items() if n not in (PRECISION, REASONS)}
        self._looking = Looking(
            filling,
            Plans(law, law_day),
            explained_patterns(Settling(law, law_day)),
            strict=strict,
            twice="strict_outcome" in columns and not strict,
            sure=True,
        )
        self.look = self._looking.look

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
