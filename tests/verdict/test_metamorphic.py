# SPDX-License-Identifier: Apache-2.0
"""What must not matter does not: the order of rules, facts nobody reads, how much is said."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, Told_, case_of, engine, evaluated, told_cases

from keiimport import Engine, InputError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.loader import load_files
from keiimport.rulebook.model import Rule, Rulebook


def told_back(verdict: Any) -> dict[str, Any]:
    """The verdict without the hash of its rulebook."""
    plain: dict[str, Any] = json.loads(verdict.to_json())
    plain["rulebook"].pop("hash")
    return plain


# -- order -------------------------------------------------------------------


def shuffled(rulebook: Rulebook, seed: int, rows: bool) -> Rulebook:
    """The rules in another order; the rows of tables, too, or where they were."""
    chance = random.Random(seed)

    def moves(rule: Rule) -> bool:
        return rows or rule.place is None or not rule.place.file.endswith(".csv")

    moving = [rule for rule in rulebook.rules if moves(rule)]
    chance.shuffle(moving)
    turned = iter(moving)
    kept = [next(turned) if moves(rule) else rule for rule in rulebook.rules]
    return replace(rulebook, rules=tuple(kept))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rules_does_not_matter(seed: int) -> None:
    """Rules are definitions: in any order they say the same, in the same words."""
    other = Engine(shuffled(engine().rulebook, seed, rows=False))
    for name, case in EXAMPLES.items():
        mine, own = told_back(other.evaluate(case)), told_back(cases.example(name))
        for row in (*mine["paths"], *own["paths"]):
            row["missing"].sort()
        assert mine == own, name


def test_the_order_of_rows_does_not_matter() -> None:
    """Nor that of the rows of tables, but for which of many is named first."""
    other = Engine(shuffled(engine().rulebook, 3, rows=True))
    for name, case in EXAMPLES.items():
        mine, own = told_back(other.evaluate(case)), told_back(cases.example(name))
        for verdict in (mine, own):
            del verdict["reasoning"]
            for row in (*verdict["standards"], *verdict["paths"]):
                del row["because"]
            for row in verdict["paths"]:
                row["missing"].sort()
        assert mine == own, name


def test_the_order_of_files_does_not_matter() -> None:
    """Files read in another order make the same rulebook, hash and all."""
    files = read_folder(rules_folder())
    names = list(files)
    random.Random(5).shuffle(names)
    turned = load_files({name: files[name] for name in names})
    plain = load_files(files)
    assert turned.hash == plain.hash
    assert turned == replace(plain, vocabulary=turned.vocabulary)
    assert list(turned.vocabulary) == list(plain.vocabulary)


def test_files_under_other_names_hold_the_same_law() -> None:
    """A file that is renamed, and so read at another time, changes no outcome."""
    files = read_folder(rules_folder())
    moved = {}
    for number, name in enumerate(sorted(files, reverse=True)):
        folder, _, last = name.rpartition("/")
        stays = not folder or name.endswith(".csv")
        moved[name if stays else f"{folder}/{number:02}-{last}"] = files[name]
    other = Engine(replace(load_files(moved), folder=engine().rulebook.folder))
    for name, case in EXAMPLES.items():
        mine, own = other.evaluate(case), cases.example(name)
        for key in ("outcome", "strict_outcome", "certainty", "earliest", "earliest_possible"):
            assert getattr(mine, key) == getattr(own, key), (name, key)
        assert sorted(mine.classification) == sorted(own.classification)
        assert mine.chosen == own.chosen
        assert {p.id: p.outcome for p in mine.paths} == {p.id: p.outcome for p in own.paths}


# -- facts that nobody reads -------------------------------------------------


@cache
def unread() -> tuple[str, ...]:
    """Facts that no rule, presumption, row of the catalogue or sum of costs looks at."""
    book = engine().rulebook
    index = engine().index
    read = set(index.program.facts_read(range(len(index.program.nodes))))
    for presumption in book.presumptions:
        read.update(name for test in presumption.tests for name in test.reads)
        read.update(presumption.facts)
    words = (rule.because or "" for rule in book.rules)
    mentioned = " ".join(words)
    read.update({"entry.value", *(row.of.fact for row in book.tariff if row.of.fact)})
    for name in EXAMPLES:
        read.update(cases.example(name)._completed.known)
    texts = {"vehicle.vin", "vehicle.frame_number", "vehicle.chassis_code", "vehicle.market"}
    return tuple(
        name
        for name, fact in book.vocabulary.items()
        if name not in read | texts
        and f"{{{name}}}" not in mentioned
        and (fact.type.kind in ("bool", "number") or fact.type.choices)
        and not name.startswith(("vehicle.fmvss.", "entry.costs."))
    )


def test_some_facts_are_read_by_nothing() -> None:
    """The next test tells something."""
    assert len(unread()) >= 3


@settings(max_examples=30, deadline=None)
@given(told_cases(most=3), st.data())
def test_a_fact_that_nothing_reads_changes_nothing(
    told: dict[str, Told_], data: st.DataObject
) -> None:
    """Nothing but its own line, as long as the catalogue has nothing on it either."""
    before = evaluated(told)
    name = data.draw(st.sampled_from(unread()))
    assume(name not in before._completed.known)
    after = evaluated({**told, name: some(name)})
    said, held = after.to_dict(), before.to_dict()
    assert [fact for fact in said.pop("facts") if fact["name"] != name] == held.pop("facts")
    assert said == held


def some(name: str) -> Told_:
    fact = engine().rulebook.vocabulary[name].type
    if fact.kind == "number":
        return StatedBounds(Bounds.point(7), "7")
    if fact.kind == "choices":
        return frozenset(fact.choices[:1])
    return True if fact.kind == "bool" else fact.choices[0]


# -- knowing more ------------------------------------------------------------


@cache
def events() -> frozenset[str]:
    """Facts that are no knowledge of the vehicle but change the case.

    What a door is claimed by makes it count; an action or a letter is something that
    happens; what tells the model apart fills in more than itself.
    """
    index = engine().index
    asked = [index.program.names[f"claim:{path.id}"] for path in index.paths]
    asked += [index.program.names.get(f"purpose:{path.id}", asked[0]) for path in index.paths]
    return frozenset(
        {
            *index.program.facts_read(asked),
            *index.stated,
            "vehicle.make",
            "vehicle.us_twin",
            "entry.date",
        }
    )


@settings(max_examples=60, deadline=None)
@given(told_cases(most=4), st.data())
def test_knowing_more_never_flips_a_settled_outcome(
    told: dict[str, Told_], data: st.DataObject
) -> None:
    """With nothing presumed, one more fact leaves every settled truth as it was.

    The outcome of the whole, as stated and as done, on the entry day and on later days. A
    fact the catalogue contradicts is not one more fact, and is passed over.
    """
    before = evaluated(told, strict=True)
    facts = before._decided.facts
    open_facts = [
        name
        for name in dict.fromkeys(cases.names())
        if name not in events()
        and ((held := facts.get(name)) is None or (isinstance(held, Bounds) and not held.exact))
    ]
    name = data.draw(st.sampled_from(open_facts))
    value = data.draw(cases.values(name))
    held = facts.get(name)
    if isinstance(held, Bounds) and isinstance(value, Bounds):
        within = held.intersect(value)
        assume(within is not None)
        assert within is not None
        value = within
    kind = engine().rulebook.vocabulary[name].type
    after = evaluated({**told, name: cases.telling(kind, value)}, strict=True)
    assume(after._completed.contradicted == before._completed.contradicted)
    assume(after._completed.models == before._completed.models)
    assume(knows_more(facts, after._decided.facts))
    today = before._decided.day
    for day in (today, *before._decided.days[1:5]):
        for done in (False, True):
            was, now = (
                before._decided.doors_on(day, done).whole,
                after._decided.doors_on(day, done).whole,
            )
            assert was is None or was is now
    if before.strict_outcome == "admissible":
        assert after.strict_outcome == "admissible"
    if before.strict_outcome in ("not_yet", "refused"):
        assert after.strict_outcome in ("not_yet", "refused", "undetermined")
        assert after._decided.doors_on(today, True).whole is False


def knows_more(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether everything known before is still so, or within what was."""
    for name, held in before.items():
        now = after.get(name)
        if isinstance(held, Bounds) and isinstance(now, Bounds):
            if not held.contains(now):
                return False
        elif held is not None and held != now:
            return False
    return True


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        ("2001", "2001-03", "2001-03-05"),
        ("2001", "2001-11", "2001-11-21"),
        ("2001", "2001-12", "2001-12-01"),
    ],
)
def test_a_better_date_only_settles(year: str, month: str, day: str) -> None:
    """From the year to the day: what is settled on the way stays, and the days close in."""
    vehicle = {"vehicle.certified_to": [], "entry.date": "2026-11-21"}
    found = [engine().evaluate({**vehicle, "vehicle.manufactured": d}) for d in (year, month, day)]
    for rough, fine in pairwise(found):
        assert rough.outcome in ("undetermined", fine.outcome)
        assert rough.earliest is not None and fine.earliest is not None
        assert rough.earliest >= fine.earliest
        assert rough.earliest_possible is not None and fine.earliest_possible is not None
        assert rough.earliest_possible <= fine.earliest_possible


# -- ways of saying the same -------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(told_cases(most=4), st.randoms(use_true_random=False))
def test_the_order_and_form_of_a_case_do_not_matter(
    told: dict[str, Told_], chance: random.Random
) -> None:
    """Nested or dotted, as text or as a mapping, in any order: the same bytes."""
    try:
        nested = case_of(told)
        expected = engine().evaluate(nested).to_json()
    except InputError:
        assume(False)
    parts = list(nested.items())
    chance.shuffle(parts)
    flat = [(f"{part}.{name}", value) for part, facts in parts for name, value in facts.items()]
    chance.shuffle(flat)
    assert engine().evaluate(dict(flat)).to_json() == expected
    assert engine().evaluate(json.dumps(dict(parts))).to_json() == expected


@settings(max_examples=30, deadline=None)
@given(told_cases(most=4))
def test_only_presumptions_tell_strict_from_usual(told: dict[str, Told_]) -> None:
    """`strict` is the outcome that `strict_outcome` gives, and presumes nothing."""
    usual, strict = evaluated(told), evaluated(told, strict=True)
    assert usual.strict_outcome == strict.outcome == strict.strict_outcome
    assert strict.assumptions == ()
    assert all(fact.source != "presumed" for fact in strict.facts)
