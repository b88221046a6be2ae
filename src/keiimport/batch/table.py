# SPDX-License-Identifier: Apache-2.0
"""One table in memory at a time: what a cluster calls for each of its blocks."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Unpack

import polars as pl

from keiimport.batch.evaluate import Evaluator
from keiimport.batch.options import Asked, Options
from keiimport.engine import Engine
from keiimport.errors import InputError, InputWarning
from keiimport.rulebook.model import Rulebook


class TableOptions(Asked, total=False):
    """What may be asked of a table in memory."""

    rules: Rulebook | str | Path | None


class TableEvaluator:
    """Evaluates one table after another; it can be sent to another process.

    Args:
        rules: a rulebook or a folder of rules instead of those that come with keiimport;
            a folder is read here and sent on, so other machines need not have it.
        asked: as `keiimport.batch.options.Asked` says; today is the same on every machine.

    Raises:
        InputError: when something asked cannot be.
        RuleError: when the rules or the mapping cannot be read.
    """

    def __init__(
        self, *, rules: Rulebook | str | Path | None = None, **asked: Unpack[Asked]
    ) -> None:
        self._options = options = Options.of(**asked)
        self._engine: Engine | None = Engine(
            rules, options.engine, options.scenarios, options.overlays
        )
        self._rulebook = self._engine.rulebook
        # what is wrong with the options shows here, and not on some other machine
        self._mapping = Evaluator(options, self._engine).mapping

    def __call__(self, table: Any) -> pl.DataFrame:
        """The answers for each row of a table, in its order, beside what is handed through.

        Raises:
            InputError: when its columns cannot be understood.
        """
        if self._engine is None:
            self._engine = Engine(self._rulebook, engine=self._options.engine)
        evaluator = Evaluator(self._options, self._engine, self._mapping)
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
