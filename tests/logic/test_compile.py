# SPDX-License-Identifier: Apache-2.0
"""What rules mean once they are compiled."""

from __future__ import annotations

from datetime import date

import pytest

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.vocabulary import FactType
from keiimport.logic import naive
from keiimport.logic.bundle import Bundle
from keiimport.logic.compile import compile_rulebook
from keiimport.logic.kernel import Kernel
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.loader import load_files
from keiimport.rulebook.model import Window, gaps_between

TYPES = {
    fact.name: fact
    for fact in (
        FactType("vehicle.manufactured", "date"),
        FactType("vehicle.wheels", "number", "count"),
        FactType("vehicle.kei", "bool"),
        FactType("vehicle.body", "choice", None, ("van", "pickup", "bus")),
        FactType("entry.date", "date"),
    )
}
FACTS = "facts:\n" + "\n".join(
    f'  {name}: {{title: {name.split(".")[1]}, question: "What?", where: there}}' for name in TYPES
)


def day(text: str) -> int:
    """A day as an ordinal."""
    return date.fromisoformat(text).toordinal()


def files(rules: str) -> dict[str, bytes]:
    """A rulebook of one file."""
    return {
        "rulebook.yaml": b'version: "t"\nagencies:\n  nhtsa: {name: N}\n',
        "facts.yaml": FACTS.encode(),
        "presumptions.yaml": b"presumptions: []\n",
        "words.yaml": (rules_folder() / "words.yaml").read_bytes(),
        "a.yaml": rules.encode(),
    }


def truth(rules: str, name: str, **facts: FactValue | None) -> Truth:
    """The truth of a conclusion under `rules`; facts by their last name."""
    compiled = compile_rulebook(load_files(files(rules), types=TYPES))
    named = {
        next(full for full in (*TYPES, "law.day") if full.endswith(f".{short}")): value
        for short, value in facts.items()
    }
    return naive.truths(compiled.program, named)[compiled.program.names[name]]


TWO_TEXTS = """
title: Two texts
conclusions:
  class.small: {when_no_rule: false, title: small}
rules:
  - id: old
    concludes: class.small
    cite: [A]
    confidence: verified
    in_force: {from: 1990-01-01, until: 1999-12-31, clock: manufactured}
    when: {vehicle.wheels: {at_most: 3}}
  - id: new
    concludes: class.small
    cite: [B]
    confidence: verified
    in_force: {from: 2000-01-01, clock: manufactured}
    when: {vehicle.wheels: {at_most: 4}}
"""


@pytest.mark.parametrize(
    ("built", "wheels", "expected"),
    [
        ("1989-12-31", 3, False),
        ("1990-01-01", 3, True),
        ("1999-12-31", 4, False),
        ("2000-01-01", 4, True),
        ("2000-01-01", 5, False),
    ],
)
def test_the_text_in_force_decides(built: str, wheels: int, expected: bool) -> None:
    """A rule is live within its window only, both days included; before the first: no rule."""
    found = truth(
        TWO_TEXTS,
        "class.small",
        manufactured=Bounds.point(day(built)),
        wheels=Bounds.point(wheels),
    )
    assert found is expected


@pytest.mark.parametrize(("wheels", "expected"), [(3, True), (4, None), (5, False)])
def test_two_texts_that_agree_settle_an_unknown_date(wheels: int, expected: Truth) -> None:
    """Built in 1999 or 2000: what both texts say is said, what they differ on is unknown."""
    built = Bounds(day("1999-06-01"), day("2000-06-01"))
    found = truth(TWO_TEXTS, "class.small", manufactured=built, wheels=Bounds.point(wheels))
    assert found is expected


def test_before_or_after_the_first_text_both_saying_no() -> None:
    """The days without a text are a window too, so that "no" on both sides is no."""
    built = Bounds(day("1985-01-01"), day("1995-01-01"))
    assert truth(TWO_TEXTS, "class.small", manufactured=built, wheels=Bounds.point(5)) is False
    assert truth(TWO_TEXTS, "class.small", manufactured=built, wheels=Bounds.point(3)) is None


OVERRIDE = """
title: Override
conclusions:
  class.small: {when_no_rule: unknown, title: small}
rules:
  - id: base
    concludes: class.small
    cite: [A]
    confidence: verified
    when: {vehicle.wheels: {at_most: 4}}
  - id: vans
    concludes: class.small
    overrides: [base]
    cite: [B]
    confidence: verified
    applies: {vehicle.body: van}
    when: {vehicle.kei: true}
"""


@pytest.mark.parametrize(
    ("body", "wheels", "kei", "expected"),
    [
        ("pickup", 4, False, True),
        ("van", 4, False, False),
        ("van", 9, True, True),
        ("pickup", 9, True, False),
        (None, 4, True, True),
        (None, 4, False, None),
        (None, 9, False, False),
    ],
)
def test_an_overriding_rule_silences_the_base(
    body: str | None, wheels: int, kei: bool, expected: Truth
) -> None:
    """A rule is live unless one that overrides it is; unknown which: both must agree."""
    found = truth(OVERRIDE, "class.small", body=body, wheels=Bounds.point(wheels), kei=kei)
    assert found is expected


ADDS = """
title: Alternatives
conclusions:
  class.small: {when_no_rule: false, title: small}
rules:
  - id: by_wheels
    adds_to: class.small
    cite: [A]
    confidence: verified
    when: {vehicle.wheels: {at_most: 3}}
    unless: {vehicle.body: bus}
  - id: by_kei
    adds_to: class.small
    in_force: {from: 2000-01-01}
    cite: [B]
    confidence: verified
    when: {vehicle.kei: true}
"""


@pytest.mark.parametrize(
    ("wheels", "body", "kei", "law", "expected"),
    [
        (3, "van", False, "1999-01-01", True),
        (3, "bus", False, "1999-01-01", False),
        (4, "van", True, "1999-12-31", False),
        (4, "van", True, "2000-01-01", True),
        (3, None, False, "2000-01-01", None),
    ],
)
def test_alternatives_add_up(
    wheels: int, body: str | None, kei: bool, law: str, expected: Truth
) -> None:
    """`adds_to` rules are alternatives, each in force on the law's day, each with its unless."""
    found = truth(
        ADDS,
        "class.small",
        wheels=Bounds.point(wheels),
        body=body,
        kei=kei,
        day=Bounds.point(day(law)),
    )
    assert found is expected


def test_windows_leave_gaps() -> None:
    """Before, between and after disjoint windows."""
    windows = [Window("law", 20, 29), Window("law", 10, 15)]
    assert gaps_between("law", windows) == [
        Window("law", None, 9),
        Window("law", 16, 19),
        Window("law", 30, None),
    ]


def test_touching_windows_leave_no_gap_between() -> None:
    """A text that ends the day before the next begins leaves no day without a text."""
    windows = [Window("law", None, 15), Window("law", 16, None)]
    assert gaps_between("law", windows) == []


CLASSES = """
title: Classes
conclusions:
  class.van: {{when_no_rule: false, title: van}}
  class.rest: {{when_no_rule: false, title: rest}}
exactly_one: [class.van, class.rest]
rules:
  - id: van
    concludes: class.van
    cite: [A]
    confidence: verified
    when: {{vehicle.body: van}}
  - id: rest
    concludes: class.rest
    cite: [A]
    confidence: verified
    when: {rest}
"""


def test_rules_rest_on_one_another_as_deep_as_they_like() -> None:
    last = 1000
    listed = "".join(
        f"  - {{id: r.{n}, concludes: c.{n}, cite: [X], confidence: verified, when: "
        f"{{any: [{f'c.{n - 1}' if n else 'vehicle.kei'}, vehicle.body: bus]}}}}\n"
        for n in range(last + 1)
    )
    named = "".join(f"  c.{n}: {{when_no_rule: false, title: c}}\n" for n in range(last + 1))
    rules = f"title: T\nconclusions:\n{named}rules:\n{listed}"
    program = compile_rulebook(load_files(files(rules), types=TYPES)).program
    assert Kernel(program).truths([program.names[f"c.{last}"]], {"vehicle.kei": True}) == [True]


def test_exclusive_classes_are_proved() -> None:
    """Classes of which exactly one holds for every vehicle are accepted."""
    rules = CLASSES.format(rest="{not: class.van}")
    Bundle.make(load_files(files(rules), types=TYPES))


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("{vehicle.body: {any_of: [van, bus]}}", "class.van and class.rest would hold"),
        ("{vehicle.body: pickup}", "none of them would hold for vehicle.body bus"),
    ],
)
def test_classes_that_overlap_or_leave_a_gap_are_refused(rest: str, words: str) -> None:
    """`exactly_one` is proved by trying every cell, and the cell that breaks it is named."""
    rulebook = load_files(files(CLASSES.format(rest=rest)), types=TYPES)
    with pytest.raises(RuleError, match=words):
        Bundle.make(rulebook)
