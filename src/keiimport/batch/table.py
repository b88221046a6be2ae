# SPDX-License-Identifier: Apache-2.0
"""One table in memory at a time: what a cluster calls for each of its blocks."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any, Unpack

import polars as pl

from keiimport.batch.evaluate import Evaluator
from keiimport.batch.options import Asked, Options
from keiimport.engine import Engine
from keiimport.errors import InputError, InputWarning


class TableEvaluator:
    """Evaluates one table after another; it can be sent to another process.

    Args:
        asked: as `keiimport.batch.options.Asked` says. A folder of rules is read here and sent
            on, so other machines need not have it; today is the same on every machine.

    Raises:
        InputError: when something asked cannot be.
        RuleError: when the rules or the mapping cannot be read.
    """

    def __init__(self, **asked: Unpack[Asked]) -> None:
        options = Options.of(**asked)
        # what is wrong with the options shows here, and not on some other machine
        evaluator = Evaluator(options)
        self._engine: Engine | None = evaluator.engine
        self._mapping = evaluator.mapping
        rulebook = evaluator.engine.rulebook  # in which everything is laid over it
        self._options = replace(options, rules=rulebook, scenarios=(), overlays=())

    def __call__(self, table: Any) -> pl.DataFrame:
        """The answers for each row of a table, in its order, beside what is handed through.

        Raises:
            InputError: when its columns cannot be understood.
        """
        evaluator = Evaluator(self._options, self._engine, self._mapping)
        self._engine = evaluator.engine
        found = evaluator.of_table(_frame(table))
        for note in found.notes:
            warnings.warn(note, InputWarning, stacklevel=2)
        asked = self._options.columns
        if asked is None:
            return found.table
        return found.table.select(*evaluator.columns.kept, *dict.fromkeys([*asked, "error"]))

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the engine, which each process makes for itself."""
        return self.__dict__ | {"_engine": None}


def _frame(table: Any) -> pl.DataFrame:
    if isinstance(table, pl.DataFrame):
        return table
    if not hasattr(table, "__arrow_c_stream__"):
        raise InputError("this is no table", "a Polars frame, or an Arrow table", at="table")
    return pl.DataFrame(table)
