# SPDX-License-Identifier: Apache-2.0
"""Evaluating one table in memory at a time, such as each block of a cluster."""

import warnings
from dataclasses import replace
from typing import Any, Unpack

import polars as pl

from keiimport.batch.evaluate import Evaluator
from keiimport.batch.options import Asked, Options
from keiimport.engine import Engine
from keiimport.errors import InputError, InputWarning


class TableEvaluator:
    """Evaluates one table after another; it can be pickled and sent to another process.

    Args:
        asked: the options of `keiimport.batch.options.Asked`. Rules are read here and sent
            along, so other machines do not need them; today is the same on every machine.

    Raises:
        InputError: an option cannot be understood.
        RuleError: the rules or the mapping cannot be read.
    """

    def __init__(self, **asked: Unpack[Asked]) -> None:
        options = Options.of(**asked)
        # so that mistakes show here and not on some other machine
        evaluator = Evaluator(options)
        self._engine: Engine | None = evaluator.engine
        self._mapping = evaluator.mapping
        rulebook = evaluator.engine.rulebook  # which includes scenarios and overlays
        self._options = replace(options, rules=rulebook, scenarios=(), overlays=())

    def __call__(self, table: Any) -> pl.DataFrame:
        """The answers for each row of a table, in order, beside the columns passed through.

        Raises:
            InputError: its columns cannot be understood.
        """
        if not hasattr(table, "__arrow_c_stream__"):
            raise InputError("this is no table", "a Polars frame, or an Arrow table", at="table")
        evaluator = Evaluator(self._options, self._engine, self._mapping)
        self._engine = evaluator.engine
        found = evaluator.of_table(pl.DataFrame(table))
        for note in found.summary.warnings:
            warnings.warn(note, InputWarning, stacklevel=2)
        return found.table

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the engine, which each process makes itself."""
        return self.__dict__ | {"_engine": None}
