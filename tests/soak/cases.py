# SPDX-License-Identifier: Apache-2.0
"""Random cases from a seed: the examples with a few facts told otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from random import Random
from typing import Any

from tests.verdict.cases import (
    EXAMPLES,
    LEAP_DAYS,
    SAMPLE_DAY,
    case_of,
    engine,
    names,
    telling,
    thresholds,
    told_by,
    words,
)

from keiimport import InputError
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.dates import format_date

Json = dict[str, Any]


@cache
def turning_days() -> tuple[int, ...]:
    """Days of entry about which the law turns."""
    return (SAMPLE_DAY, *thresholds("vehicle.manufactured"), *LEAP_DAYS)


def random_case(chance: Random, most: int = 6) -> Json:
    """A case as plain JSON."""
    while True:
        told: dict[str, Any] = dict(told_by(chance.choice(sorted(EXAMPLES))))
        for name in chance.sample(names(), chance.randrange(most + 1)):
            if chance.random() < 0.25:
                told.pop(name, None)
            else:
                told[name] = _value(chance, name)
        day = SAMPLE_DAY if chance.random() < 0.5 else chance.choice(turning_days())
        point = Bounds.point(max(day + chance.choice((-1, 0, 1)), date(1960, 1, 1).toordinal()))
        told[ENTRY_DAY] = StatedBounds(point, format_date(point))
        try:
            return case_of(told)
        except InputError:
            continue


def _value(chance: Random, name: str) -> Any:
    kind = engine().rulebook.vocabulary[name].type
    if kind.kind == "bool":
        return chance.random() < 0.5
    if kind.kind == "choices":
        return frozenset(each for each in kind.choices if chance.random() < 0.4)
    if kind.kind == "choice" and kind.choices:
        return chance.choice(kind.choices)
    if kind.kind not in ("number", "date"):
        return chance.choice(words(name))
    near = [chance.choice(thresholds(name)) + chance.choice((-1, 0, 1)) for _ in "ab"]
    low, high = sorted(max(0, each) for each in near)
    exact, both = Bounds.point(low), Bounds(low, high)
    bounds = chance.choice([exact, exact, both, Bounds(low, None), Bounds(None, high)])
    return telling(kind, bounds)


def smaller_case(case: Mapping[str, Any], fails: Callable[[Json], bool]) -> Json:
    """The case with every fact left out without which it still fails."""
    found: Json = {section: dict(facts) for section, facts in case.items()}
    for section in list(found):
        for fact in list(found[section]):
            less = {
                s: {f: v for f, v in fs.items() if (s, f) != (section, fact)}
                for s, fs in found.items()
            }
            if fails(less):
                found = less
    return found


def smaller_bytes(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The bytes with every stretch left out without which they still fail."""
    size = len(data) // 2
    while size:
        place = 0
        while place < len(data):
            less = data[:place] + data[place + size :]
            if fails(less):
                data = less
            else:
                place += size
        size //= 2
    return data
