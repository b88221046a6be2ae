# SPDX-License-Identifier: Apache-2.0
"""The cases that are measured: real vehicles out of `examples/`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from keiimport.engine import Engine
from keiimport.facts.case import Case
from keiimport.facts.comparisons import FactValue

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

CASES = {
    "Sakura 2022": "sakura-2022",
    "Carry 1998": "carry-1998",
    "kei truck H13": "kei-truck-h13",
}
"""The cases of the table, each with its file: closed until 2047, open, undetermined."""


class Subject(NamedTuple):
    """One case in every form that is measured."""

    name: str
    told: dict[str, Any]
    case: Case


def subjects() -> list[Subject]:
    """The cases of the table, ready to be evaluated."""
    return [_subject(name, EXAMPLES / f"{stem}.json") for name, stem in CASES.items()]


def examples() -> list[Subject]:
    """Every example there is."""
    return [_subject(file.stem, file) for file in sorted(EXAMPLES.glob("*.json"))]


def _subject(name: str, file: Path) -> Subject:
    told = json.loads(file.read_text(encoding="utf-8"))
    return Subject(name, told, Case.parse(told))


def facts_of(engine: Engine, case: Case) -> dict[str, FactValue | None]:
    """Everything known of `case` once the catalogue and the presumptions have filled it in."""
    return dict(engine.evaluate(case, today=date(2026, 11, 21)).explained.decided.facts)
