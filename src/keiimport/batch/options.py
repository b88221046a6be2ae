# SPDX-License-Identifier: Apache-2.0
"""The options of a run: which table, which law, which columns. They can be pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Self, TypedDict, Unpack

from keiimport.batch.files import Format
from keiimport.facts.case import Case
from keiimport.facts.texts import state_asked
from keiimport.facts.units import RATE
from keiimport.logic.engines import EngineName
from keiimport.rulebook.arguments import day_of, fit
from keiimport.rulebook.model import Rulebook


class Asked(TypedDict, total=False):
    """What can be asked of every row of a table, wherever it comes from.

    Attributes:
        rules: a rulebook or a folder of rules instead of those that come with keiimport.
        mapping: what the columns mean: a mapping file, or the name of one that comes with
            keiimport. Without one, columns are named like facts, with or without their section.
        id: columns to pass through unchanged.
        pass_through: pass through every column that is not a fact.
        entry_date: the day of entry of rows without one; by default today.
        exchange_rate: what one unit of another currency is worth in US dollars, for rows
            without a rate.
        state: the name or the two letters of a state to ask about instead of that of the row.
        as_of: the day whose law to use, whatever the day of entry.
        strict: presume nothing.
        scenarios: hypothetical reforms to lay over the law.
        overlays: folders or files of one's own to lay over it.
        engine: how to infer: `kernel` (the default), `rete`, `naive` or `both`.
        reasons: add the full chain of reasons.
        columns: the columns of the answer, by default all.
        today: the day that counts as today.
        encoding: the encoding of a text file; by default it is detected.
        raw_cells: leave CSV cells as they are, even if a spreadsheet would run them.
    """

    rules: Rulebook | str | Path | None
    mapping: str | Path | None
    id: Iterable[str]
    pass_through: bool
    entry_date: date | str | None
    exchange_rate: float | None
    state: str | None
    as_of: date | str | None
    strict: bool
    scenarios: Iterable[str]
    overlays: Iterable[Path | str]
    engine: EngineName
    reasons: bool
    columns: Iterable[str] | None
    today: date | str | None
    encoding: str | None
    raw_cells: bool


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run in their final form; `today` is for rows without a day."""

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
    def of(cls, **asked: Unpack[Asked]) -> Self:
        """The options in their final form, with today filled in."""
        told: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
        forms: Mapping[str, Callable[[Any], object]] = {
            "rules": lambda rules: str(rules) if isinstance(rules, Path) else rules,
            "mapping": str,
            "state": state_asked,
            **{name: partial(day_of, name=name) for name in ("entry_date", "as_of", "today")},
            "scenarios": lambda names: tuple(sorted(names)),
            "overlays": lambda paths: tuple(map(str, paths)),
        }
        if "exchange_rate" in told:
            Case.parse({RATE: told["exchange_rate"]})
        kinds = {name: kind.__forward_arg__ for name, kind in Asked.__annotations__.items()}
        told = {name: fit(kinds.get(name), name, value) for name, value in told.items()}
        told |= {name: form(told[name]) for name, form in forms.items() if name in told}
        return cls(**{"today": date.today()} | told)

    def digest(self) -> str:
        """A hash of these options, apart from the rules and today."""
        names = {field.name for field in fields(self)} - {"rules", "today"}
        told = {name: getattr(self, name) for name in names}
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
