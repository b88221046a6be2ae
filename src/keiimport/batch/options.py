# SPDX-License-Identifier: Apache-2.0
"""What was asked of a run: which table, which law, which columns; all of it can be sent on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from keiimport.batch.sources import Format


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a run.

    Attributes:
        input_format: what the table is written in.
        output_format: what the answers are written in.
        today: the day of entry of rows that tell none.
        entry_date: a day to tell of every row that tells none; it counts as told.
        as_of: the day whose law is used, whatever the day of entry.
        strict: presume nothing.
        scenarios: hypothetical reforms laid over the law.
        rules: the folder of the rules; None: those that come with this package.
        mapping: the mapping file or its name; None: the columns are named like facts.
        parameters: numbers for the mapping.
        keep: columns to hand through.
        keep_unknown: hand through every column that is no fact.
        reasons: whether to add the chain of reasons.
        columns: the columns of the answer that are asked; None: all but the reasons.
        summary: whether to count what only a summary looks at.
    """

    input_format: Format
    output_format: Format
    today: date
    entry_date: date | None = None
    as_of: date | None = None
    strict: bool = False
    scenarios: tuple[str, ...] = ()
    rules: str | None = None
    mapping: str | None = None
    parameters: Mapping[str, float] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    keep_unknown: bool = False
    reasons: bool = False
    columns: tuple[str, ...] | None = None
    summary: bool = False

    def digest(self) -> str:
        """What tells these options from others, but for the day that is today."""
        told = {name: value for name, value in asdict(self).items() if name != "today"}
        text = json.dumps(told, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
