# SPDX-License-Identifier: Apache-2.0
"""Loading a whole rulebook."""

from __future__ import annotations

import contextlib
import json
import pickle
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import keiimport
from keiimport.errors import RuleError, RuleErrors
from keiimport.facts.vocabulary import FactType
from keiimport.logic.bundle import Bundle
from keiimport.rulebook.checks import warnings
from keiimport.rulebook.files import fingerprint
from keiimport.rulebook.loader import load_files
from keiimport.rulebook.model import Agency, Paper, Rulebook

Load = Callable[..., Rulebook]
HERE = Path(__file__).parent
RULE = "  - {{id: r.{0}, concludes: {1}, cite: [X], confidence: verified, when: {2}}}\n"


def test_everything_arrives(load_sample: Callable[[Path], Rulebook]) -> None:
    """Paths, gates, remarks, agencies and sentences are as written."""
    book = load_sample(HERE / "good" / "conditions.yaml")
    (path,) = book.paths
    assert (path.id, path.agency, path.form, path.box, path.code) == (
        "nhtsa.box_1", "nhtsa", "HS-7", "1", None,
    )  # fmt: skip
    assert (path.stay, path.prefer, path.theoretical, path.purposes) == (
        "permanent", 10, False, ("road_use",),
    )  # fmt: skip
    assert path.claimed_when is not None and path.claimed_when.op == "not"
    first, second = path.papers
    assert first == Paper("HS-7")
    assert (second.name, second.cite) == ("a bond for {vehicle.make}", ("Y",))
    assert second.when is not None and second.when.op == "not"
    assert path.restrictions == (Paper("none"),)
    (gate,) = book.gates
    assert (gate.agency, gate.barred_when.op) == ("epa", "not")
    (remark,) = book.remarks
    assert remark.truths == frozenset({False, None})
    assert remark.paths == ("nhtsa.box_1",)
    assert book.agencies[1] == Agency("epa", "Environmental Protection Agency", None)
    assert book.agencies[0].covered_from is not None
    assert book.version == "test"
    assert book.always == ("forms are sworn, and the agencies decide at the port",)
    assert book.exactly_one == (("class.truck", "class.car"),)
    truck, car = book.conclusions["class.truck"], book.conclusions["class.car"]
    assert (truck.when_no_rule, truck.title, truck.explain) == (False, "truck", "always")
    assert (car.when_no_rule, car.title, car.explain) == (None, "car", "when_used")


def test_hash(base: dict[str, bytes], types: Mapping[str, FactType]) -> None:
    """The rulebook names every file it was read from, whatever order they came in."""
    files = base | {"b/x.yaml": b"title: X\n", "a.yaml": b"title: A\n"}
    book = load_files(files, types=types)
    assert book.hash == fingerprint(files)
    assert book.files == tuple(sorted(files))
    assert load_files(dict(reversed(files.items())), types=types) == book


def test_pickles(load_sample: Callable[[Path], Rulebook]) -> None:
    """A rulebook can be kept between runs."""
    book = load_sample(HERE / "good" / "standards")
    copy = pickle.loads(pickle.dumps(book))
    assert copy.rules == book.rules and dict(copy.vocabulary) == dict(book.vocabulary)


def test_missing_files(types: Mapping[str, FactType]) -> None:
    """Without its own files a folder is no rulebook."""
    with pytest.raises(RuleErrors, match=r"there is no file `rulebook.yaml`"):
        load_files({"a.yaml": b"title: A\n"}, types=types)


def test_at_most_twenty_errors(load: Load) -> None:
    """Many errors are cut, in the order of the file, and counted."""
    rules = "".join(RULE.format(n, "class.a", f"class.x{n:02}") for n in range(30))
    with pytest.raises(RuleErrors) as raised:
        load(f"title: A\nconclusions:\n  class.a: {{when_no_rule: false}}\nrules:\n{rules}")
    errors = raised.value.errors
    assert len(errors) == 20
    assert [error.place.line for error in errors[:-1] if error.place] == list(range(5, 24))
    assert errors[-1].sentence() == "there are 11 more errors"


def test_exclusive_versions(load_sample: Callable[[Path], Rulebook]) -> None:
    """Each accepted way of telling versions apart fails once its last difference goes."""
    text = (HERE / "good" / "versions.yaml").read_text()
    for there, instead in (
        ("from: 2006-01-01, clock: manufactured}\n    when: vehicle.kei\n  - id: window_and",
         "from: 2005-12-31, clock: manufactured}\n    when: vehicle.kei\n  - id: window_and"),
        ("before: 2006-01-01", "before: 2006-01-02"),
        ("[road_use]", "[road_use, export]"),
        ("applies: class.car", "applies: vehicle.kei"),
        ("at_most: [3000 lb, 1361 kg]", "at_most: 3001 lb"),
        ("21 years", "26 years"),
        ("    overrides: [override.any]\n", ""),
        ("when: {not: class.truck}", "when: vehicle.kei"),
    ):  # fmt: skip
        assert there in text
        with pytest.raises(RuleErrors, match="for one and the same case") as raised:
            Bundle.make(load_text(text.replace(there, instead, 1), load_sample))
        assert len(raised.value.errors) == 1


def load_text(text: str, load_sample: Callable[[Path], Rulebook]) -> Rulebook:
    """Load the text of one rule file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "versions.yaml"
        file.write_text(text)
        return load_sample(file)


def test_actions_where_they_help(load: Load) -> None:
    """Twice under `not`, under a gate's `not`, and through conclusions is fine."""
    book = load(
        "title: A\nagency: nhtsa\nconclusions:\n  bond.missing: {when_no_rule: false}\n"
        "rules:\n" + RULE.format("a", "bond.missing", "{not: entry.bond}") + "paths:\n"
        "  - {id: p.a, form: F, title: T, stay: transit, cite: [X], confidence: verified,\n"
        "     open_when: {not: bond.missing}}\n"
        "gates:\n"
        "  - {id: g.a, title: T, cite: [X], confidence: verified, barred_when: bond.missing}\n"
    )
    assert book.vocabulary.actions[0].name == "entry.bond"


def test_warnings(load: Load) -> None:
    """Conclusions that nobody asks for or no rule concludes are suspicious, not wrong."""
    book = load(
        "title: A\nconclusions:\n  class.a: {when_no_rule: false}\n"
        "  b.unread: {when_no_rule: false}\n  c.shown: {when_no_rule: false, explain: always}\n"
        "rules:\n" + RULE.format("b", "b.unread", "class.a") + RULE.format("c", "c.shown", "true")
    )
    assert warnings(book, date(2026, 1, 1)) == (
        "a.yaml:3:3: no rule concludes `class.a`",
        "a.yaml:4:3: nobody asks for `b.unread`",
    )


def test_warnings_of_days_without_a_text(load: Load) -> None:
    """Between two texts of one conclusion no day is left out unnoticed."""
    head = "title: A\nconclusions:\n  class.a: {when_no_rule: false}\nrules:\n"
    texts = [
        RULE.format(id, "class.a", "true").replace("when:", f"in_force: {{{window}}}, when:")
        for id, window in (
            ("a.1998", "from: 1998-06-17, until: 2005-08-31, clock: manufactured"),
            ("a.2005", "from: 2005-10-03, until: 2006-06-04, clock: manufactured"),
            ("a.2006", "from: 2006-06-05, clock: manufactured"),
        )
    ]
    (warning,) = warnings(load(head + "".join(texts)), date(2026, 1, 1))
    assert "no text of `class.a` is in force from 2005-09-01 to 2005-10-02" in warning
    assert "`r.a.1998` and `r.a.2005`" in warning
    whole = head + "".join(texts).replace("2005-08-31", "2005-10-02")
    assert warnings(load(whole), date(2026, 1, 1)) == ()


def test_warnings_of_citations_that_look_misspelt(load: Load) -> None:
    """A part of a code that is cited once, one character off another of the same file."""
    text = "title: A\nconclusions:\n  class.a: {when_no_rule: false}\nrules:\n"
    for id, cite in (("a", "49 CFR 591.5"), ("b", "49 CFR 591.6"), ("c", "49 CFR 519.5")):
        rule = RULE.format(id, "class.a", "true").replace("concludes", "adds_to")
        text += rule.replace("[X]", f"[{cite}]")
    found = [w for w in warnings(load(text), date(2026, 1, 1)) if "misspelt" in w]
    assert found and all("49 CFR 519" in w and "49 CFR 591" in w for w in found)


def test_warnings_of_rows_that_nobody_checked_for_two_years() -> None:
    """Each row of the states by the day on which it was last compared with its sources."""
    book = keiimport.load_rulebook()
    last = max(row.last_checked for row in book.states)
    stale = [w for w in warnings(book, date.fromordinal(last + 731)) if "last checked" in w]
    assert len(stale) == len(book.states)
    assert not any("last checked" in w for w in warnings(book, date.fromordinal(last)))


def test_fast_enough(load: Load) -> None:
    """A rulebook of 1,500 conditions is read in well under half a second."""
    names = [f"class.c{n}" for n in range(300)]
    text = "title: A\nconclusions:\n"
    text += "".join(f"  {name}: {{when_no_rule: false}}\n" for name in names) + "rules:\n"
    tests = "[{vehicle.wheels: {at_least: 4}}, vehicle.kei, {vehicle.gvwr: {below: 900 kg}}]"
    text += "".join(RULE.format(n, name, tests) for n, name in enumerate(names))
    load(text)
    begin = perf_counter()
    load(text)
    assert perf_counter() - begin < 2, "several times slower than on any machine it was tried on"


WORDS = st.sampled_from(
    [
        *("class.a", "class.b", "vehicle.kei", "vehicle.gvwr", "entry.date", "law.day", "a.t"),
        *("all", "any", "not", "unknown", "for_each", "because", "otherwise", "age", "told", "is"),
        *("above", "from", "any_of", "includes", "at_least", "by", "count", "table", "key", "row"),
        *("25 mph", "1 kg", "2006-06-05", "25 years", "{vehicle.gvwr}", "{", "", "a.{row}", "?"),
    ]
)
ANYTHING = st.recursive(
    WORDS | st.booleans() | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(condition=ANYTHING, key=st.sampled_from(["when", "applies", "unless", "in_force", "cite"]))
def test_any_condition(load: Load, condition: object, key: str) -> None:
    """Whatever stands where a condition stands, it loads or raises a rule error."""
    rule = {"id": "r.a", "concludes": "class.a", "cite": ["X"], "confidence": "verified"}
    table = {
        "id": "a.t",
        "file": "t.csv",
        "concludes": "class.b",
        "when_no_rule": False,
        "confidence": "verified",
        "cite": ["X"],
        "columns": {"row": "key"},
    }
    rules = {
        "title": "A",
        "conclusions": {"class.a": {"when_no_rule": False}},
        "rules": [rule | {"when": True} | {key: condition}],
        "tables": [table],
    }
    with contextlib.suppress(RuleError):
        load(json.dumps(rules, ensure_ascii=False), t_csv="row\none\n")


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cells=st.lists(WORDS | st.text(max_size=5), min_size=4, max_size=4),
    column=st.recursive(
        WORDS | st.sampled_from(["fact", "test", "conclusion", "window", "cell", "key", "cite"]),
        lambda inner: st.dictionaries(
            st.sampled_from(["fact", "test", "conclusion", "window", "selector", "joined"]), inner
        ),
        max_leaves=3,
    ),
)
def test_any_table(load: Load, cells: list[str], column: object) -> None:
    """Whatever a table holds and declares, it loads or raises a rule error."""
    table = {
        "id": "a.t",
        "file": "t.csv",
        "concludes": "class.{row}",
        "when_no_rule": False,
        "columns": {"row": "key", "x": column, "cite": "cite", "confidence": "confidence"},
    }
    rules = {"title": "A", "tables": [table]}
    with contextlib.suppress(RuleError):
        load(json.dumps(rules), t_csv="row,x,cite,confidence\n" + ",".join(cells) + "\n")
