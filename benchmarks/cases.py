# SPDX-License-Identifier: Apache-2.0
"""The cases that are measured: real vehicles out of `examples/`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.engine import Engine
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import Case
from keiimport.facts.comparisons import FactValue
from keiimport.facts.complete import CaseCompleter
from keiimport.rulebook.model import LAW_DAY

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
    completed = CaseCompleter(engine.completer, case.told(), date(2026, 11, 21))(False)
    facts: dict[str, FactValue | None] = {n: held.value for n, held in completed.known.items()}
    entry = facts[ENTRY_DAY]
    assert isinstance(entry, Bounds) and entry.low is not None
    facts[LAW_DAY] = Bounds.point(entry.low)
    return facts
