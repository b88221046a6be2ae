# SPDX-License-Identifier: Apache-2.0
"""Random cases from a seed, by what they tell and by how they tell it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from random import Random
from typing import Any

from tests.soak.found import Json
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

from keiimport import Case, InputError
from keiimport.decide.rule_index import ENTRY_DAY
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import fact_types
from keiimport.facts.dates import format_date
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import FactType


@cache
def turning_days() -> tuple[int, ...]:
    """Days of entry about which the law turns."""
    return (SAMPLE_DAY, *thresholds("vehicle.manufactured"), *LEAP_DAYS)


def random_case(chance: Random, most: int = 6) -> Json:
    """An example with a few facts told otherwise, or not at all; the engine takes it."""
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
        with suppress(InputError):
            case = case_of(told)
            engine().evaluate(case)  # what cannot be, such as a build after the entry, is refused
            return case


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


_FIGURES = ("{}", "{:,}", "{}.5", "{}.123", "{:,}.25", "0.{:05}", "{} 000")
_AMOUNTS = (
    *("{a} {u}", "{a}{u}", "{a}", "{u} {a}", "about {a} {u}", "{a}-{b} {u}", "{a} to {b} {u}"),
    *("{a} {u} or more", "at least {a} {u}", "{a}k {u}", "{a}万{u}", "{a} {u}~{b} {u}"),
)
_DAYS = (
    *("{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{m}/{y}"),
    *("H{e}.{m}", "平成{e}年{m}月", "S{z}", "令和元年", "{y}{m:02}{d:02}", "{d}.{m}.{y}"),
    *("{y}-{later}", "{y}~{later}", "before {y}", "{y} or later", "{y}-{m:02} or earlier"),
    *("between {y} and {later}", "{y}-{m:02}-{d:02}T00:00:00", "May {y}", "early {y}", "{y}s"),
)
_TEXTS = (
    *("Suzuki", "Carry", "DD51T-100001", "vcp 32", "VSP-1", "JP", "Japan", "USA", "Texas", "TX"),
    *("n/a", "none", "不明", "{}", ' {"min": 3}', "｛｝", "㌔" * 60, "ﬃ" * 99, "リーフ " * 60),
)
_ODD = (
    "{}[]\"'\\ 　｛㍿½²ªßİΩ・～－\u200b\u00ad\u202e\ufeff\u0301゛パNa/-.?*0123VCP|,;=+@\t\n\u2028"
)


def random_words(chance: Random) -> Json:
    """A few facts in the words of whoever tells them, sound or not, by dotted names."""
    types = fact_types()
    told = {name: _in_words(chance, types[name]) for name in chance.sample(sorted(types), 3)}
    if chance.random() < 0.2:
        told["entry.value"] = _figure(chance) + chance.choice((" JPY", "万円", " EUR"))
        told["entry.exchange_rate"] = _figure(chance)
    return told


def _in_words(chance: Random, fact: FactType) -> Any:
    if chance.random() < 0.05 or not (fact.choices or fact.kind in ("bool", "number", "date")):
        odd = "".join(chance.choice(_ODD) for _ in range(chance.choice((1, 3, 20, 100, 140))))
        run = chance.choice(("", "2005")) + odd[:2] * 40 + chance.choice(("", "12"))
        return chance.choice((odd, run, *_TEXTS))
    if fact.kind == "bool":
        return chance.choice((True, False, "yes", "NO", 1, 0.0, "有", "1.0"))
    if fact.kind == "choices":
        some = [each for each in fact.choices if chance.random() < 0.5]
        return chance.choice((some, some * 2, "|".join(some), str(some)))
    if fact.choices:
        return chance.choice(fact.choices)
    ends = ("earliest", "latest") if fact.kind == "date" else ("min", "max")
    if chance.random() < 0.25:
        return {end: _point(chance, fact) for end in ends if chance.random() < 0.8}
    return _point(chance, fact)


def _point(chance: Random, fact: FactType) -> Any:
    if fact.kind == "date":
        year = chance.randrange(1950, 2035)
        day = {"m": chance.randrange(1, 13), "d": chance.randrange(1, 29)}
        era = {"e": chance.randrange(1, 32), "z": chance.randrange(30, 65)}
        return chance.choice(_DAYS).format(y=year, later=year + chance.randrange(9), **day, **era)
    if chance.random() < 0.3:
        return chance.choice((chance.randrange(10**7), chance.random() * 10**5))
    unit = chance.choice(list(DIMENSIONS[fact.dimension or "count"].units))
    return chance.choice(_AMOUNTS).format(a=_figure(chance), b=_figure(chance), u=unit)


def _figure(chance: Random) -> str:
    return chance.choice(_FIGURES).format(chance.randrange(10 ** chance.randrange(1, 9)))


def changed_on_the_way(told: Mapping[str, Any]) -> str | None:
    """What becomes of a case that is written and read again; None: it stays the same."""
    try:
        case = Case.parse(told)
    except InputError:
        return None
    try:
        again = Case.parse(json.loads(json.dumps(case.to_dict())))
    except InputError as error:
        return f"what was written cannot be read: {error}"
    if _meaning(again) != _meaning(case):
        return f"it was {_meaning(case)} and came back as {_meaning(again)}"
    if Case.parse(again.to_dict()) != again:
        return "it is another one each time"
    return None


def _meaning(case: Case) -> Json:
    """What a case tells, without the words it was told in."""
    told = case.told().items()
    return {n: each.bounds if isinstance(each, StatedBounds) else each for n, each in told}
