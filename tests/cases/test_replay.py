# SPDX-License-Identifier: Apache-2.0
"""Cases that are kept: the founding ones, and every failure a random test ever shrank to.

Each `*.json` here is a list of entries: `says` (what has to hold, in a sentence), a `case` or
the name of an `example`, `options` of `evaluate`, and `expect`: keys of the verdict with their
values. `paths` is expected as outcomes by id, `chosen` by agency, `assumptions` and `missing` as
names, and of `warnings` some words each; all of these may hold more than is expected, but for a
`missing` that is empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.verdict.cases import EXAMPLES, engine

from keiimport import Verdict
from keiimport.decide.worlds import DONE, STATED
from keiimport.logic.rete import available
from keiimport.verdict_types import plain

HERE = Path(__file__).parent
ENTRIES = [
    pytest.param(entry, id=f"{path.stem}-{entry.get('example') or place}")
    for path in sorted(HERE.glob("*.json"))
    for place, entry in enumerate(json.loads(path.read_bytes()), start=1)
]


def case_of(entry: dict[str, Any]) -> object:
    return EXAMPLES[entry["example"]] if "example" in entry else entry["case"]


def found(verdict: Verdict, key: str, expected: Any) -> Any:
    """What the verdict has under a key, in the form that is expected."""
    value = plain(getattr(verdict, key))
    match key:
        case "paths":
            return {path["id"]: path["outcome"] for path in value if path["id"] in expected}
        case "assumptions":
            return [row["id"] for row in value if row["id"] in expected]
        case "missing":
            return [fact for fact in verdict.asked if fact in expected or not expected]
        case "chosen":
            return {agency: value[agency] for agency in expected}
        case "warnings":
            return [words for words in expected if any(words in text for text in value)]
    return value


@pytest.mark.parametrize("entry", ENTRIES)
def test_replay(entry: dict[str, Any]) -> None:
    """What is expected is found, key by key."""
    assert set(entry) <= {"says", "case", "example", "options", "expect"}
    assert entry["says"] and entry["expect"]
    verdict = engine().evaluate(case_of(entry), **entry.get("options", {}))
    expected = entry["expect"]
    for order in ("assumptions", "classification"):
        if order in expected:
            expected[order] = sorted(expected[order])
    got = {key: found(verdict, key, value) for key, value in expected.items()}
    for order in ("assumptions", "classification"):
        if order in got:
            got[order] = sorted(got[order])
    assert got == expected


@pytest.mark.skipif(not available(), reason="durable-rules cannot be imported by this Python")
@pytest.mark.parametrize("entry", ENTRIES)
def test_every_engine_agrees(entry: dict[str, Any]) -> None:
    """At the doors of each kept case, as stated and as done, on the entry day."""
    verdict = engine().evaluate(case_of(entry), **entry.get("options", {}))
    decided, index = verdict._decided, engine().index
    for done in (False, True):
        facts = decided.on(decided.day, done)
        asked = [other([facts])[0] for other in others()]
        kernel = index.kernel.truths(index.roots, facts)
        assert asked == [kernel, kernel]
        assert kernel == decided.roots(decided.day, DONE if done else STATED)


def others() -> list[Any]:
    from keiimport.logic.engines import make_judge

    if not _MADE:
        index = engine().index
        _MADE.extend(make_judge(name, index.bundle, index.roots) for name in ("naive", "rete"))
    return _MADE


_MADE: list[Any] = []
