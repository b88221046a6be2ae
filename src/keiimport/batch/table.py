# SPDX-License-Identifier: Apache-2.0
"""One table in memory at a time: what a cluster calls for each of its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import polars as pl

from keiimport.batch.evaluate import Evaluator
from keiimport.batch.options import Options
from keiimport.engine import Engine
from keiimport.errors import InputError

if TYPE_CHECKING:
    from keiimport.rulebook.model import Rulebook


class TableOptions(TypedDict, total=False):
    """What may be asked; `TableEvaluator` says what each means."""

    mapping: str | Path | None
    parameters: Mapping[str, float] | None
    id: Iterable[str]
    pass_through: bool
    as_of: date | None
    strict: bool
    scenarios: Iterable[str]
    rules: Rulebook | str | Path | None
    entry_date: date | None
    reasons: bool
    columns: Iterable[str] | None
    today: date | None


class TableEvaluator:
    """Evaluates tables that have the same columns; it can be sent to another process.

    Args:
        mapping: what the columns mean: a mapping file, or one that comes with keiimport.
            Without one, columns are named like facts, with or without their section.
        parameters: numbers that the mapping asks for.
        id: columns to hand through as they are.
        pass_through: hand every column through that is no fact.
        as_of: the day whose law to use, whatever the day of entry.
        strict: presume nothing.
        scenarios: hypothetical reforms to lay over the law.
        rules: a rulebook or a folder of rules instead of those that come with keiimport;
            a folder is read here and sent on, so other machines need not have it.
        entry_date: the day of entry of rows that tell none; by default today.
        reasons: add the full chain of reasons.
        columns: the columns of the answer, by default all.
        today: the day that counts as today, on every machine.
    """

    def __init__(
        self,
        *,
        mapping: str | Path | None = None,
        parameters: Mapping[str, float] | None = None,
        id: Iterable[str] = (),
        pass_through: bool = False,
        as_of: date | None = None,
        strict: bool = False,
        scenarios: Iterable[str] = (),
        rules: Rulebook | str | Path | None = None,
        entry_date: date | None = None,
        reasons: bool = False,
        columns: Iterable[str] | None = None,
        today: date | None = None,
    ) -> None:
        self._options = Options(
            input_format="parquet",
            output_format="parquet",
            today=today or date.today(),
            entry_date=entry_date,
            as_of=as_of,
            strict=strict,
            scenarios=tuple(sorted(scenarios)),
            mapping=None if mapping is None else str(mapping),
            parameters=dict(parameters or {}),
            keep=tuple(id),
            keep_unknown=pass_through,
            reasons=reasons,
            columns=None if columns is None else tuple(columns),
        )
        folder = Path(rules) if isinstance(rules, str) else rules
        self._engine: Engine | None = Engine(folder, scenarios=self._options.scenarios)
        self._rulebook = self._engine.rulebook
        # what is wrong with the options shows here, and not on some other machine
        self._mapping = Evaluator(self._options, None, engine=self._engine).mapping
        self._evaluators: dict[tuple[str, ...], Evaluator] = {}

    def __call__(self, table: Any) -> pl.DataFrame:
        """The answers for each row of a table, in its order, beside what is handed through.

        Args:
            table: a Polars frame, or anything with the Arrow C stream protocol.

        Raises:
            InputError: when its columns cannot be understood.
        """
        frame = _frame(table)
        key = tuple(frame.columns)
        if key not in self._evaluators:
            if self._engine is None:
                self._engine = Engine(self._rulebook)
            self._evaluators[key] = Evaluator(
                self._options, key, engine=self._engine, mapping=self._mapping
            )
        answers = self._evaluators[key].of_table(frame)
        asked = self._options.columns
        if asked is None:
            return answers
        kept = self._evaluators[key].kept or {}
        return answers.select(*kept, *dict.fromkeys([*asked, "error"]))

    def __getstate__(self) -> dict[str, Any]:
        """Everything but what each process makes for itself."""
        return self.__dict__ | {"_engine": None, "_evaluators": {}}


def _frame(table: Any) -> pl.DataFrame:
    if isinstance(table, pl.DataFrame):
        return table
    if not hasattr(table, "__arrow_c_stream__"):
        raise InputError(
            "this is no table", at="table", expected="a Polars frame, or an Arrow table"
        )
    return pl.DataFrame(table)
