# SPDX-License-Identifier: Apache-2.0
"""The same case, day, rulebook and options give the same bytes, whoever runs it and when."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, ROOT, Told_, case_of, engine, told_cases

from keiimport import InputError
from keiimport.decide.rule_index import RuleIndex
from keiimport.logic.engines import CHECKED_BY, EngineName, make_judge
from keiimport.logic.rete import available
from keiimport.verdict import KEYS
from keiimport.verdict_types import plain

SAMPLE = sorted(EXAMPLES)[::4]
"""The examples that other processes evaluate."""

CODE = """
import hashlib, sys, keiimport
engine = keiimport.Engine()
for path in sys.argv[1:]:
    case = open(path, 'rb').read()
    for options in ({}, {'strict': True}, {'as_of': '2010-05-05'}):
        text = engine.evaluate(case, **options).to_json()
        print(hashlib.sha256(text.encode()).hexdigest())
"""


def printed(hash_seed: str, zone: str, **others: str) -> str:
    """What another process finds."""
    paths = [str(ROOT / "examples" / f"{name}.json") for name in SAMPLE]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "TZ": zone,
        **others,
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE, *paths],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout


def test_every_process_finds_the_same_bytes() -> None:
    """Sets are ordered otherwise in each process, and clocks differ; verdicts do not.

    Nor do they with rules that another process has compiled.
    """
    here = "".join(
        hashlib.sha256(engine().evaluate(case, **options).to_json().encode()).hexdigest() + "\n"
        for case in map(EXAMPLES.__getitem__, SAMPLE)
        for options in ({}, {"strict": True}, {"as_of": "2010-05-05"})
    )
    assert printed("1", "Asia/Tokyo", KEIIMPORT_CACHE="off") == here
    assert printed("2", "America/Los_Angeles") == here


@settings(max_examples=40, deadline=None)
@given(told_cases(most=4))
def test_twice_is_the_same(told: dict[str, Told_]) -> None:
    """An engine remembers nothing of the cases before, whatever was read of them."""
    try:
        case = case_of(told)
        first = engine().evaluate(case)
        first.outcome  # noqa: B018
        partly = first.missing
    except InputError:
        return
    second = engine().evaluate(case)
    assert second.to_json() == first.to_json()
    assert second.missing == partly


@settings(max_examples=20, deadline=None)
@given(st.lists(told_cases(most=3), min_size=2, max_size=5))
def test_what_came_before_does_not_matter(row: list[dict[str, Told_]]) -> None:
    """A case after others, whatever was kept of them, reads as it does to a new engine."""
    try:
        asked = [case_of(told) for told in row]
        warm = [engine().evaluate(case).to_json() for case in asked]
    except InputError:
        return
    base = engine()
    for case, expected in zip(asked, warm, strict=True):
        fresh = copy.copy(base)
        fresh.index = RuleIndex(base._bundle)
        assert fresh.evaluate(case).to_json() == expected


@pytest.mark.skipif(not available(), reason="durable-rules cannot be imported by this Python")
def test_engines_differ_only_in_who_checked() -> None:
    """Whichever engine answers, the rest of the verdict is the same, byte for byte."""
    base, others = engine(), {}
    names: tuple[EngineName, ...] = ("naive", "rete", "both")
    for kind in names:
        others[kind] = copy.copy(base)
        others[kind].name = kind
        others[kind]._judge = make_judge(kind, base.index.bundle, base.index.roots)
    # trying out answers takes long by any other engine: only `both` is asked of an open case
    for name, kinds in (("sakura-2022-limited", names), ("kei-truck-h13", ("both",))):
        expected = cases.example(name).to_dict()
        for kind in kinds:
            found = others[kind].evaluate(EXAMPLES[name]).to_dict()
            assert found.pop("checked_by") == list(CHECKED_BY[kind])
            assert found == {key: value for key, value in expected.items() if key != "checked_by"}


def test_today_is_told_and_warned_of() -> None:
    """Without a day of entry today's is used, once, and the verdict says so."""
    told = {"vehicle.manufactured": "1998-05", "vehicle.certified_to": []}
    day = date(2026, 11, 21)
    verdict = engine().evaluate(told, today=day)
    dated = engine().evaluate({**told, "entry.date": "2026-11-21"})
    assert verdict.entry_date == verdict.law_as_of == date(2026, 11, 21)
    assert any("you haven't said when it enters" in text for text in verdict.warnings)
    assert verdict.outcome == dated.outcome
    assert not any("you haven't said when it enters" in text for text in dated.warnings)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_verdict_is_plain_json(name: str) -> None:
    """Every key in its order, every attribute the value of its key, text that reads back."""
    verdict = cases.example(name)
    found = verdict.to_dict()
    assert tuple(found) == KEYS
    assert json.loads(verdict.to_json()) == found
    assert json.loads(verdict.to_json(indent=2)) == found
    assert all(found[key] == plain(getattr(verdict, key)) for key in KEYS)


@settings(max_examples=40, deadline=None)
@given(
    told_cases(most=5),
    st.sampled_from(({}, {"strict": True}, {"as_of": "2010-05-05"}, {"state": "all"})),
)
def test_the_text_is_that_of_the_plain_values(
    told: dict[str, Told_], options: dict[str, object]
) -> None:
    """Parts of the text that are kept for a situation are those a whole verdict is written in."""
    verdict = cases.evaluated(told, **options)
    assert verdict.to_json() == json.dumps(verdict.to_dict(), ensure_ascii=False)
    assert verdict.to_json() == cases.evaluated(told, **options).to_json()
