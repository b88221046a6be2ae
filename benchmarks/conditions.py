# SPDX-License-Identifier: Apache-2.0
"""One set of conditions out of the law, given to every engine in its own words.

Each is an `all` or `any` of comparisons of facts with words and figures. The rows know every
fact, since most of the others know no unknowns; their values lie at the thresholds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from benchmarks import zen
from keiimport.engine import Engine
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, IsOneOf
from keiimport.logic import rete

MOST = 40
"""How many conditions are asked."""

BLOCK = 16_384
"""Worlds of one pass."""

BATCH = 1000
"""Rows in one call of ZEN."""

Test = tuple[str, str, Any, bool]
"""A fact, `in`, `ge` or `le`, the words or the figure, and whether it must not be so."""


class Condition(NamedTuple):
    """One condition."""

    node: int  # in the program
    every: bool  # whether all tests must hold, or any
    tests: tuple[Test, ...]


def conditions(engine: Engine, most: int = MOST) -> list[Condition]:
    """The first conditions of the law that every engine can be given."""
    program = engine.index.program
    found: list[Condition] = []
    for number in program.cone(engine.index.roots):
        node = program.nodes[number]
        tests = [_test(engine, child) for child in node.args] if node.op in ("all", "any") else []
        if tests and all(tests):
            found.append(Condition(number, node.op == "all", tuple(t for t in tests if t)))
        if len(found) == most:
            break
    return found


def _test(engine: Engine, number: int) -> Test | None:
    program = engine.index.program
    node, negated = program.nodes[number], False
    if node.op == "not":
        node, negated = program.nodes[node.args[0]], True
    if node.op != "test":
        return None
    match program.comparisons[node.args[0]]:
        case IsOneOf(fact, values):
            return fact, "in", sorted(values, key=str), negated
        case AtLeast(fact, low, high) if low == high:
            return fact, "ge", low, negated
        case AtMost(fact, low, high) if low == high:
            return fact, "le", low, negated
    return None


def make_rows(asked: Sequence[Condition], rows: int, seed: int = 1) -> pl.DataFrame:
    """Rows that know every fact; figures lie at the thresholds and beside them."""
    random = np.random.default_rng(seed)
    choices: dict[str, list[Any]] = {}
    for condition in asked:
        for fact, how, value, _ in condition.tests:
            may = choices.setdefault(fact, [])
            may += value if how == "in" else [value - 1, value, value + 1]
    columns = {}
    for fact, may in choices.items():
        values = sorted(set(may), key=str)
        if all(isinstance(value, bool) for value in values):
            values = [False, True]
        elif all(isinstance(value, str) for value in values):
            values.append("other")
        columns[fact] = pl.Series(values).gather(random.integers(0, len(values), rows))
    return pl.DataFrame(columns)


def compare(engine: Engine, rows: Mapping[str, int], python: Path | None) -> dict[str, float]:
    """Rows a second of each engine, all over the same conditions, with the same answers.

    Args:
        engine: the law.
        rows: how many rows each engine is given; a slow one is given fewer.
        python: the Python of the environment of OpenFisca, where there is one.
    """
    asked = conditions(engine)
    table = make_rows(asked, max(rows.values()))
    ways: dict[str, Callable[[pl.DataFrame], Callable[[], int]]] = {
        "kernel": lambda given: _kernel(engine, asked, given)
    }
    if rete.available():
        ways["durable-rules"] = lambda given: _rete(engine, asked, given)
    if zen.available():
        ways["zen-engine"] = lambda given: _zen(asked, given)
    if find_spec("rule_engine") is not None:
        ways["rule-engine"] = lambda given: _rule_engine(asked, given)
    speed: dict[str, float] = {}
    counts: dict[int, int] = {}
    for name, way in ways.items():
        given = table.head(rows[name])
        run = way(given)
        begun = perf_counter()
        holding = run()
        speed[name] = given.height / (perf_counter() - begun)
        expected = counts.get(given.height)
        if expected is None:
            expected = counts[given.height] = _kernel(engine, asked, given)()
        if holding != expected:
            raise AssertionError(f"{name} found {holding} conditions true, not {expected}")
    if python is not None:
        given = table.head(rows["OpenFisca-core"])
        speed["OpenFisca-core"] = _openfisca(asked, given, python, _kernel(engine, asked, given)())
    return speed


# ---------------------------------------------------------------- the engines


def _worlds(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows as facts."""
    return [
        {fact: Bounds.point(v) if type(v) is int else v for fact, v in row.items()}
        for row in rows.iter_rows(named=True)
    ]


def _kernel(engine: Engine, asked: Sequence[Condition], rows: pl.DataFrame) -> Callable[[], int]:
    kernel = engine.index.kernel
    run = kernel.evaluator([condition.node for condition in asked])
    worlds = _worlds(rows)
    blocks = [worlds[start : start + BLOCK] for start in range(0, len(worlds), BLOCK)]
    laid = [(*kernel.rails(block), (1 << len(block)) - 1) for block in blocks]
    return lambda: sum(rail.bit_count() for block in laid for rail in run(*block)[::2])


def _rete(engine: Engine, asked: Sequence[Condition], rows: pl.DataFrame) -> Callable[[], int]:
    program = engine.index.program
    nodes = [condition.node for condition in asked]
    second = rete.Rete(program, nodes)
    tested = [[test.truth(facts) for test in program.comparisons] for facts in _worlds(rows)]

    def run() -> int:
        networks = (second.networks([truths])[0] for truths in tested)
        return sum(found[node] is True for found in networks for node in nodes)

    return run


def _zen(asked: Sequence[Condition], rows: pl.DataFrame) -> Callable[[], int]:
    texts = [(f"n{place}", _text(condition)) for place, condition in enumerate(asked)]
    engine, given = zen.Zen(zen.decision_graph(conditions=texts)), _flat_rows(rows)

    def run() -> int:
        return sum(
            value is True
            for start in range(0, len(given), BATCH)
            for found in engine.batch(given[start : start + BATCH])
            for value in found.values()
        )

    return run


def _rule_engine(asked: Sequence[Condition], rows: pl.DataFrame) -> Callable[[], int]:
    module = import_module("rule_engine")
    rules = [module.Rule(_text(condition)) for condition in asked]
    given = _flat_rows(rows)
    return lambda: sum(rule.matches(row) for row in given for rule in rules)


def _text(condition: Condition) -> str:
    """A condition as most engines write it."""
    parts = []
    for fact, how, value, negated in condition.tests:
        if how == "in":
            text = " or ".join(f"{_flat(fact)} == {json.dumps(word)}" for word in value)
        else:
            text = f"{_flat(fact)} {'>=' if how == 'ge' else '<='} {value}"
        parts.append(f"not ({text})" if negated else f"({text})")
    return (" and " if condition.every else " or ").join(parts)


def _flat(fact: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in fact)


def _flat_rows(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return rows.rename(_flat).to_dicts()


def _openfisca(
    asked: Sequence[Condition], rows: pl.DataFrame, python: Path, expected: int
) -> float:
    """OpenFisca-core in its own process; words are given to it as numbers."""
    # words, and figures beyond 32 bits, are given by their place among those that there are
    places: dict[str, list[Any]] = {}
    arrays = {}
    for fact in rows.columns:
        values = rows[fact]
        if values.dtype != pl.Boolean:
            places[fact] = values.unique().sort().to_list()
            numbers = pl.Series(range(len(places[fact])), dtype=pl.Int64)
            values = values.replace_strict(pl.Series(places[fact]), numbers)
        arrays[_flat(fact)] = values.cast(pl.Int64).to_numpy()
    plain = [
        {
            "every": condition.every,
            "tests": [
                (_flat(fact), how, _placed(how, value, places.get(fact)), negated)
                for fact, how, value, negated in condition.tests
            ],
        }
        for condition in asked
    ]
    with TemporaryDirectory() as folder:
        np.savez(Path(folder) / "rows.npz", **arrays)
        (Path(folder) / "conditions.json").write_text(json.dumps(plain))
        script = Path(__file__).with_name("openfisca_conditions.py")
        told = subprocess.run(
            [str(python), str(script), folder], capture_output=True, text=True, check=False
        )
    if told.returncode:
        print(told.stderr[-2000:], file=sys.stderr)
        return float("nan")
    found = json.loads(told.stdout)
    if found["holding"] != expected:
        raise AssertionError(f"OpenFisca found {found['holding']} conditions true, not {expected}")
    return rows.height / float(found["seconds"])


def _placed(how: str, value: Any, places: Sequence[Any] | None) -> Any:
    """Words as places, and figures as the place from or up to which it holds."""
    if places is None:
        return [int(each) for each in value]
    if how == "in":
        return [places.index(each) if each in places else -1 for each in value]
    return bisect_left(places, value) if how == "ge" else bisect_right(places, value) - 1
