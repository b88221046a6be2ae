# SPDX-License-Identifier: Apache-2.0
"""The face of whole tables: whatever holds rows is read, and answered in the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.case import ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.comparisons import Comparison
from keiimport.facts.known import Filled
from keiimport.many.alike import Alike, checker
from keiimport.many.answers import REASONS
from keiimport.many.duty import DUTY_COLUMNS, Duties, duty_groups, tests_of_duty
from keiimport.many.explained import Explained
from keiimport.many.filled import Filling
from keiimport.many.group_answers import GroupAnswers
from keiimport.many.groups import Look, outcome_groups
from keiimport.many.kinds import ToldFacts
from keiimport.many.looking import Looks
from keiimport.many.outcomes import Outcomes, worked_out
from keiimport.many.reading import Reader
from keiimport.many.reasons import Reasons, explained_nodes
from keiimport.many.table import Evaluate, Table, chosen_columns
from keiimport.many.wordings import Wordings
from keiimport.verdict.law import Law


def table(
    law: Law,
    catalogue: Catalogue,
    evaluate: Evaluate,
    fill: Callable[[ToldFacts], Filled],
    outputs: Sequence[str] | None,
    reasons: bool,
    *,
    today: date,
    law_day: int | None,
    strict: bool,
    asked: Mapping[str, ToldValue],
    one_by_one: bool,
) -> Table:
    """What answers tables under some options of `Engine.evaluate_many`.

    Args:
        law: the rules.
        catalogue: the vehicles that are known.
        evaluate: the verdict of one case under these options.
        fill: fills in what was told, presuming nothing.
        outputs: the columns asked for; all but the reasons where None.
        reasons: whether to add the reasons.
        today: the day of entry of rows that tell none.
        law_day: the day whose law is used, or None where it is the day of entry.
        strict: whether nothing is presumed.
        asked: facts that hold of all rows, whatever they tell.
        one_by_one: whether to ask for the verdict of every different row.

    Raises:
        InputError: there is no such column.
    """
    columns = chosen_columns(law, outputs, reasons)

    def filling(tests: Iterable[Comparison]) -> Filling:
        return Filling(law, catalogue, fill, today, list(tests), asked)

    shared = {name: column for name, column in columns.items() if name not in DUTY_COLUMNS}
    grouped = None
    alike = law.over_days.exact and not any(column.worded for column in shared.values())
    if alike and not one_by_one:
        told = explained_nodes(law) if REASONS in shared else ()
        filled = filling(law.tests((*law.roots, *told)))
        found: Outcomes | Explained
        if all(map(worked_out, shared)):
            found = Outcomes(law, filled, shared, evaluate, law_day, strict)
        else:
            found = Explained(law, filled, shared, evaluate, law_day, strict)
        look: Look = found.look
        chains = None
        if REASONS in shared:
            chains = Reasons(law, filled, Wordings(filled, fill), law_day, strict)
            look = Looks((look, chains.look))
        groups = outcome_groups(law, filled, look, told)
        grouped = GroupAnswers(groups, shared, found.work_out, chains)
    duties = None
    owed = [name for name in columns if name in DUTY_COLUMNS]
    if owed:
        duties = Duties(law, duty_groups(law, filling(tests_of_duty(law)), strict), evaluate, owed)
    reader = Reader(Alike(law, catalogue).cuts, checker(law))
    return Table(reader, evaluate, columns, grouped, duties)


def answers(table: Table, rows: object) -> pl.DataFrame | pl.LazyFrame:
    """The answers of a table for whatever holds rows; lazy where that is.

    Raises:
        InputError: it holds no rows, or a column is no fact.
    """
    if isinstance(rows, pl.LazyFrame):
        return rows.map_batches(table.answers, schema=table.schema, streamable=True)
    return table.answers(_rows(rows))


def _rows(rows: object) -> pl.DataFrame | Sequence[object]:
    if isinstance(rows, pl.DataFrame):
        return rows
    if hasattr(rows, "__arrow_c_stream__"):
        frame = pl.DataFrame(rows)
        assert isinstance(frame, pl.DataFrame)
        return frame
    if isinstance(rows, Sequence) and not isinstance(rows, str | bytes | bytearray):
        return rows
    if hasattr(rows, "__iter__") and not isinstance(rows, str | bytes | bytearray | Mapping):
        return list(rows)
    raise InputError(
        f"{shown(rows)} is no table",
        at="rows",
        expected="a frame, an Arrow table, or a list of cases",
    )
