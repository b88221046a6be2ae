# SPDX-License-Identifier: Apache-2.0
"""Whether a table says of each lot of the market what a single evaluation says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import polars as pl

from benchmarks.market import ENTRY, cases, pieces
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import nested
from keiimport.facts.headings import side_facts
from keiimport.facts.reading import read_json
from keiimport.tables.columns import DUTY_COLUMNS, OutputColumn, output_columns

OUTCOMES = ("outcome", "strict_outcome", "earliest", "earliest_possible", "reason")
DOORS = (
    *OUTCOMES,
    *(f"{what}_{who}" for who in ("nhtsa", "epa", "cbp") for what in ("chosen", "opens_on")),
)
EVERY = (
    *(*DOORS, "certainty", "depends_on", "answer", "missing", "warnings"),
    *(*DUTY_COLUMNS, "reasons"),
)
ASKED = {"outcomes": OUTCOMES, "doors": DOORS, "every": EVERY}
"""The columns to compare: the more, the longer each single evaluation takes."""

WAYS: Sequence[tuple[Mapping[str, Any], Sequence[str]]] = (
    ({}, ()),
    ({"strict": True}, ()),
    ({"as_of": "2015-03-01"}, ()),
    ({"as_of": "2027-05-01", "state": "TX"}, ()),
    ({}, ("fifteen-years", "kei-class")),
)
"""The ways of asking, by options and scenarios, each for as many of the lots."""


@dataclass(slots=True)
class Agreement:
    """What was compared."""

    rows: int = 0  # how many lots
    errors: int = 0  # how many of them neither could evaluate
    outcomes: Counter[str] = field(default_factory=Counter)
    differences: list[tuple[dict[str, Any], str, Any, Any]] = field(default_factory=list)
    """Of the first lots that differ: the lot, the column, and both answers."""
    different: int = 0  # how many lots differ
    many_seconds: float = 0.0
    single_seconds: float = 0.0


def compare(
    rows: int, seed: int = 1, columns: Sequence[str] = EVERY, at_once: int = 20_000
) -> Agreement:
    """Compare the answers for the first lots of a market."""
    found = Agreement()
    ways = [(Engine(scenarios=scenarios), options) for options, scenarios in WAYS]
    for table in pieces(rows, seed, at_once):
        for place, (engine, options) in enumerate(ways):
            asked = {n: c for n, c in output_columns(engine.index).items() if n in columns}
            _compare(engine, table.gather_every(len(ways), place), asked, options, found)
    return found


def _compare(
    engine: Engine,
    table: pl.DataFrame,
    columns: Mapping[str, OutputColumn],
    options: Mapping[str, Any],
    found: Agreement,
) -> None:
    """Compare what a table says with what is said of each of its lots alone."""
    begun = perf_counter()
    many = engine.evaluate_many(table.drop("lot"), outputs=[*columns], today=ENTRY, **options)
    found.many_seconds += perf_counter() - begun
    for case, row in zip(cases(table), many.to_dicts(), strict=True):
        begun = perf_counter()
        single = _single(engine, case, columns, options)
        found.single_seconds += perf_counter() - begun
        found.rows += 1
        found.errors += row["error"] is not None
        found.outcomes[row["outcome"] or "error"] += 1
        unlike = list(_unlike(row, single))
        found.different += bool(unlike)
        if len(found.differences) < 10:
            found.differences += [(case, *each) for each in unlike]


def _single(
    engine: Engine,
    case: dict[str, Any],
    columns: Mapping[str, OutputColumn],
    options: Mapping[str, Any],
) -> dict[str, Any]:
    told: Mapping[str, Any] = case
    aside: list[str] = []
    while True:
        try:
            verdict = engine.evaluate(told, today=ENTRY, **options)
            break
        except InputError as error:
            try:
                told, *_ = without_unread(told, error)
            except InputError:
                return dict.fromkeys(columns) | {"error": error.sentence()}
            aside.append(f"{error.sentence()}: it is set aside")
    found = {name: column.read(verdict) for name, column in columns.items()}
    if aside and "warnings" in found:
        found["warnings"] = [*aside, *found["warnings"]]
    return found | {"error": None}


def _unlike(row: dict[str, Any], single: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, expected in single.items():
        held = row[name]
        if name == "warnings" and held and expected:
            # one that is set aside has its place among the others in a table alone
            held, expected = sorted(held), sorted(expected)
        if held != expected:
            yield name, held, expected


def show_agreement(found: Agreement) -> None:
    """Print what was compared."""
    print(f"{found.rows:,} lots, {found.errors:,} of which cannot be evaluated")
    print(", ".join(f"{name} {count:,}" for name, count in found.outcomes.most_common()))
    ratio = found.single_seconds / max(found.many_seconds, 1e-9)
    print(f"the tables took a {ratio:.1f}th of the time of single evaluations")
    print(f"{found.different:,} lots differ")
    for case, column, held, expected in found.differences:
        print(f"  {column}: {held!r}, alone {expected!r}: {case}")


def without_unread(data: object, error: InputError) -> tuple[Mapping[str, Any], str, Any]:
    """A case without the side fact that cannot be read, with its name and value.

    Raises:
        InputError: what cannot be read is not a side fact.
    """
    for fact in side_facts():
        if error.at == fact or error.at.startswith((f"{fact}.", f"{fact}[")):
            case = read_json(data) if isinstance(data, str | bytes | bytearray) else data
            assert isinstance(case, Mapping)  # a fact in it has been looked at
            *sections, name = fact.split(".")
            case = section = dict(nested(case))
            for key in sections:
                section[key] = section = dict(section[key])
            return case, fact, section.pop(name)
    raise error
