# SPDX-License-Identifier: Apache-2.0
"""Outcomes, their days and reason codes, worked out for whole columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from keiimport.many.answers import PRECISION, REASONS, OutputColumn, opening_day
from keiimport.many.chosen_columns import ChosenColumns
from keiimport.many.clocks import NEVER, Clocks
from keiimport.many.filled import Filling
from keiimport.many.group_answers import ALONE
from keiimport.many.groups import LaidOut
from keiimport.many.looking import Looking, explained_patterns
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.reason_columns import ReasonColumns
from keiimport.many.rows import SomeRows
from keiimport.many.settling import Settling
from keiimport.verdict.law import AgencyDoors, Law
from keiimport.verdict.outcome import OVERALL
from keiimport.verdict.verdict import Verdict

OUTCOME_COLUMNS = frozenset(
    (
        "outcome",
        "strict_outcome",
        "earliest",
        "earliest_possible",
        "reason",
        PRECISION,
        "rulebook",
        REASONS,
    )
)
"""The columns that are worked out so, whatever the facts rest on; reasons have their own way."""

CHOSEN, OPENS_ON = "chosen_", "opens_on_"
"""How the names begin of the columns of the door that each agency would be passed by."""


def worked_out(column: str) -> bool:
    """Whether a column is worked out so."""
    return column in OUTCOME_COLUMNS or column.startswith((CHOSEN, OPENS_ON))


class Outcomes:
    """Works out the columns that `worked_out` names.

    Args:
        law: the rules.
        filling: fills in rows.
        columns: those of the columns that are asked for.
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
        self._law = law
        self._filling = filling
        self._strict = strict
        self._evaluate = evaluate
        self._reasoned = "reason" in columns
        self._twice = "strict_outcome" in columns and not strict
        self._doors = {n: c for n, c in columns.items() if n not in OUTCOME_COLUMNS}
        names = {name.removeprefix(CHOSEN).removeprefix(OPENS_ON) for name in self._doors}
        self._agencies = [doors for doors in law.doors if doors.agency.id in names]
        self._plans = Plans(law, law_day)
        self._settling = Settling(law, law_day)
        self._reasons = ReasonColumns(self._settling)
        self._chosen = ChosenColumns(self._settling)
        self._looking = Looking(
            filling,
            self._plans,
            self._patterns(),
            strict=strict,
            twice=self._twice,
            sure=bool(self._agencies),
        )
        self.look = self._looking.look

    def _patterns(self) -> Patterns:
        if self._agencies:
            return explained_patterns(self._settling)
        return Patterns(self._settling, self._reasons.nodes if self._reasoned else {})

    def work_out(self, laid_out: LaidOut, new: pl.Series) -> pl.DataFrame:
        """The answers of some rows."""
        rows, kinds = SomeRows(laid_out.rows, new), laid_out.kinds.gather(new)
        bare, presumed = self._filling.fill(rows, kinds)
        outlook = Outlook(self._plans, bare if self._strict else presumed)
        paths = self._reasoned or bool(self._agencies)
        settled = self._settling.settle(outlook, paths=paths)
        strictly = settled
        if self._twice:
            strictly = self._settling.settle(Outlook(self._plans, bare), paths=False)
        clocks = laid_out.clocks.filter(laid_out.held.filter(new), new)
        found = {
            "outcome": _outcomes(settled.outcome),
            "strict_outcome": _outcomes(strictly.outcome),
            "earliest": clocks.which(settled.earliest),
            "earliest_possible": clocks.which(settled.possible),
            ALONE: settled.odd | strictly.odd | (kinds == 0),
        }
        if self._reasoned:
            found["reason"] = self._reasons.of(outlook, settled)
        used = bare if self._strict else presumed
        doubtful = self._filling.doubtful(bare, used, kinds) if self._agencies else {}
        for agency in self._agencies:
            table = self._chosen.of(agency, outlook, settled, doubtful)
            found |= self._door(agency, table, clocks, laid_out, new, ~found[ALONE])
        table = pl.DataFrame([column.alias(name) for name, column in found.items()])
        return table.with_columns(rulebook=pl.lit(self._law.rulebook.hash))

    def _door(
        self,
        agency: AgencyDoors,
        table: pl.DataFrame,
        clocks: Clocks,
        laid_out: LaidOut,
        new: pl.Series,
        right: pl.Series,
    ) -> dict[str, pl.Series]:
        """The columns of the door of one agency; verdicts say which of those that are alike."""
        name = agency.agency.id
        chosen, opens_on = table["chosen"], table["opens_on"]
        tied = (table["tied"] & right).arg_true()
        if len(tied):
            asked = [self._evaluate(laid_out.rows.case(row)) for row in new.gather(tied)]
            ids = [verdict.chosen[name] for verdict in asked]
            days = [opening_day(verdict, name) for verdict in asked]
            chosen = chosen.scatter(tied, pl.Series(ids, dtype=pl.String))
            days_ = pl.Series([NEVER if day is None else day for day in days], dtype=pl.Int64)
            opens_on = opens_on.scatter(tied, days_)
        return {CHOSEN + name: chosen, OPENS_ON + name: clocks.which(opens_on)}


def _outcomes(places: pl.Series) -> pl.Series:
    return pl.Series(list(OVERALL.values()), dtype=pl.String).gather(places)
