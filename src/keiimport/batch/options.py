# SPDX-License-Identifier: Apache-2.0
"""What was asked of a run: which table, which law, which columns; all of it can be sent on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, Unpack

from keiimport.batch.files import Format
from keiimport.facts.case import Case
from keiimport.facts.texts import state_asked
from keiimport.facts.units import RATE
from keiimport.logic.engines import EngineName
from keiimport.rulebook.model import Rulebook


class Asked(TypedDict, total=False):
    """What may be asked of every row, whatever the table comes from.

    Attributes:
        rules: a rulebook or a folder of rules instead of those that come with keiimport.
        mapping: what the columns mean: a mapping file, or one that comes with keiimport.
            Without one, columns are named like facts, with or without their section.
        id: columns to hand through as they are.
        pass_through: hand every column through that is no fact.
        entry_date: the day of entry of rows that tell none; by default today.
        exchange_rate: what one unit of another currency is worth in US dollars, for rows that
            tell no rate.
        state: a name or two letters, to ask that state instead of the one of a row.
        as_of: the day whose law to use, whatever the day of entry.
        strict: presume nothing.
        scenarios: hypothetical reforms to lay over the law.
        overlays: folders or files of one's own to lay over it.
        engine: how to infer: `kernel` (the default), `rete`, `naive` or `both`.
        reasons: add the full chain of reasons.
        columns: the columns of the answer, by default all.
        today: the day that counts as today.
        encoding: what a text file is written in; found out where not told.
        raw_cells: leave cells of CSV as they are, even if a spreadsheet would run them.
    """

    rules: Rulebook | str | Path | None
    mapping: str | Path | None
    id: Iterable[str]
    pass_through: bool
    entry_date: date | None
    exchange_rate: float | None
    state: str | None
    as_of: date | None
    strict: bool
    scenarios: Iterable[str]
    overlays: Iterable[Path | str]
    engine: EngineName
    reasons: bool
    columns: Iterable[str] | None
    today: date | None
    encoding: str | None
    raw_cells: bool


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a run, each thing in one form; `today` is for rows that tell no day."""

    today: date
    input_format: Format = "parquet"
    output_format: Format = "parquet"
    rules: Rulebook | str | None = None
    summary: bool = False
    mapping: str | None = None
    id: tuple[str, ...] = ()
    pass_through: bool = False
    entry_date: date | None = None
    exchange_rate: float | None = None
    state: str | None = None
    as_of: date | None = None
    strict: bool = False
    scenarios: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    engine: EngineName = "kernel"
    reasons: bool = False
    columns: tuple[str, ...] | None = None
    encoding: str | None = None
    raw_cells: bool = False

    @classmethod
    def of(cls, **asked: Unpack[Asked]) -> Options:
        """The options that somebody asked for, with today found out where it was not told."""
        told: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
        forms: Mapping[str, Callable[[Any], object]] = {
            "rules": lambda rules: str(rules) if isinstance(rules, Path) else rules,
            "mapping": str,
            "id": tuple,
            "exchange_rate": _rate,
            "state": state_asked,
            "scenarios": lambda names: tuple(sorted(names)),
            "overlays": lambda paths: tuple(map(str, paths)),
            "columns": tuple,
        }
        told |= {name: form(told[name]) for name, form in forms.items() if name in told}
        return cls(**{"today": date.today()} | told)

    def digest(self) -> str:
        """What tells these options from others, but for the rules and the day that is today."""
        names = {field.name for field in fields(self)} - {"rules", "today"}
        told = {name: getattr(self, name) for name in names}
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _rate(told: float) -> float:
    Case.parse({RATE: told})
    return told
