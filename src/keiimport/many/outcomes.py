# SPDX-License-Identifier: Apache-2.0
"""Outcomes, their days and reason codes, worked out for whole columns."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from keiimport.many.answers import PRECISION
from keiimport.many.filled import Filling
from keiimport.many.group_answers import ALONE
from keiimport.many.groups import LaidOut
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.reason_columns import ReasonColumns
from keiimport.many.rows import Rows, SomeRows
from keiimport.many.settling import Settling
from keiimport.verdict.law import Law
from keiimport.verdict.outcome import OVERALL

OUTCOME_COLUMNS = frozenset(
    ("outcome", "strict_outcome", "earliest", "earliest_possible", "reason", PRECISION, "rulebook")
)
"""The columns that are worked out so."""


class Outcomes:
    """Works out the columns of `OUTCOME_COLUMNS`.

    Args:
        law: the rules.
        filling: fills in rows.
        columns: those of the columns that are asked for.
        law_day: the day whose law is used, or None where it is the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self,
        law: Law,
        filling: Filling,
        columns: Collection[str],
        law_day: int | None,
        strict: bool,
    ) -> None:
        self._law = law
        self._filling = filling
        self._strict = strict
        self._reasoned = "reason" in columns
        self._twice = "strict_outcome" in columns and not strict
        self._plans = Plans(law, law_day)
        self._settling = Settling(law, law_day)
        self._reasons = ReasonColumns(self._settling)
        self._patterns = Patterns(self._settling, self._reasons.nodes if self._reasoned else {})

    def look(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """The patterns of some rows."""
        bare, presumed = self._filling.fill(SomeRows(rows, new), kinds.gather(new))
        seen = [Outlook(self._plans, bare if self._strict else presumed)]
        if self._twice:
            seen.append(Outlook(self._plans, bare))
        return self._patterns.numbers(seen)

    def work_out(self, laid_out: LaidOut, new: pl.Series) -> pl.DataFrame:
        """The answers of some rows."""
        rows, kinds = SomeRows(laid_out.rows, new), laid_out.kinds.gather(new)
        bare, presumed = self._filling.fill(rows, kinds)
        outlook = Outlook(self._plans, bare if self._strict else presumed)
        settled = self._settling.settle(outlook, paths=self._reasoned)
        strictly = settled
        if self._twice:
            strictly = self._settling.settle(Outlook(self._plans, bare), paths=False)
        clocks = outlook.clocks
        found = {
            "outcome": _outcomes(settled.outcome),
            "strict_outcome": _outcomes(strictly.outcome),
            "earliest": clocks.which(settled.earliest),
            "earliest_possible": clocks.which(settled.possible),
            ALONE: settled.odd | strictly.odd,
        }
        if self._reasoned:
            found["reason"] = self._reasons.of(outlook, settled)
        table = pl.DataFrame([column.alias(name) for name, column in found.items()])
        return table.with_columns(rulebook=pl.lit(self._law.rulebook.hash))


def _outcomes(places: pl.Series) -> pl.Series:
    return pl.Series(list(OVERALL.values()), dtype=pl.String).gather(places)
