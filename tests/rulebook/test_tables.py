# SPDX-License-Identifier: Apache-2.0
"""Decision tables: rows that are rules, and the plain CSV beneath."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import keiimport
from keiimport.facts.comparisons import AtMost, IsOneOf
from keiimport.facts.units import parse_figure
from keiimport.rulebook.model import Rulebook, Standard, Window
from keiimport.rulebook.yaml import read_csv


@pytest.fixture
def book(load_sample: Callable[[Path], Rulebook]) -> Rulebook:
    """The good sample of tables."""
    return load_sample(Path(__file__).parent / "good" / "standards")


def test_rows_are_rules(book: Rulebook) -> None:
    """A row adds an alternative, within its window, cut by its classes."""
    car = next(rule for rule in book.rules if rule.id == "nhtsa.fmvss.105.car")
    assert car.adds and car.concludes == "standard.105.binds"
    first, last = date(1968, 1, 1).toordinal(), date(1995, 12, 31).toordinal()
    assert car.window == Window("manufactured", first, last)
    assert car.selector == ("class.car",)
    assert car.cite == ("49 CFR 571.105 S3", "37 FR 17970")
    assert (car.confidence, car.title) == ("verified", "Brakes")
    assert car.because == "standard 105 (Brakes) asks for brakes, hydraulic at {vehicle.gvwr}"
    assert str(car.place) == "fmvss.csv:2:1"
    assert car.when.conclusion == "class.car"


def test_cells_are_conditions(book: Rulebook) -> None:
    """Cells of one row must all hold; a pair is two figures of one threshold."""
    heavy = next(rule for rule in book.rules if rule.id == "nhtsa.fmvss.105.heavy")
    assert heavy.selector == ("class.truck", "class.bus")
    assert heavy.when.op == "all"
    classes, weight, wheels, drive, fitted = heavy.when.parts
    assert [part.conclusion for part in classes.parts] == ["class.truck", "class.bus"]
    low, high = parse_figure("4536 kg", "weight"), parse_figure("10000 lb", "weight")
    low, high = sorted((low, high))
    assert weight.op == "not"
    assert weight.parts[0].comparison == AtMost("vehicle.gvwr", low, high)
    assert [part.op for part in wheels.parts] == ["fact", "fact"]
    assert drive.comparison == IsOneOf("vehicle.powertrain", frozenset({"gasoline", "diesel"}))
    assert fitted.op == "all"
    assert fitted.parts[0].conclusion == "fitted.hydraulic_brakes"
    assert (fitted.parts[1].op, fitted.parts[1].parts[0].conclusion) == ("not", "fitted.air_brakes")
    assert str(weight.place) == "fmvss.csv:3:49"


def test_unknown_cells(book: Rulebook) -> None:
    """A `?`, and a reason why the row is not encoded, make the row unknown."""
    air = next(rule for rule in book.rules if rule.id == "nhtsa.fmvss.121.all")
    assert air.selector == () and air.window is None
    assert [part.op for part in air.when.parts] == ["unknown", "unknown"]
    assert air.when.parts[1].otherwise == "only buses of a kind that no fact tells"


def test_standards_and_their_facts(book: Rulebook) -> None:
    """A list of standards brings the facts that say whether each is met."""
    brakes, air = book.standards
    assert brakes == Standard("105", "Brakes", "standard.105.binds", "vehicle.fmvss.105")
    assert air.number == "121"
    fact = book.vocabulary["vehicle.fmvss.121"]
    assert (fact.type.kind, fact.unknown, fact.change) == ("bool", "askable", "no")
    assert fact.question == "Does it meet standard 121 (Air brakes)?"
    assert book.conclusions["standard.105.binds"].title == "Brakes"


def test_partial_and_defaults(book: Rulebook) -> None:
    """A partial table is unknown where no row speaks; a row without cells always holds."""
    decided = book.conclusions["eligibility.decided"]
    assert (decided.when_no_rule, decided.gap) == (None, "the list of eligible vehicles")
    vsa = next(rule for rule in book.rules if rule.id == "nhtsa.eligibility.vsa_80")
    assert (vsa.cite, vsa.confidence, vsa.when.op) == (("49 CFR Part 593",), "secondary", "true")


def test_rows_with_a_cell(book: Rulebook) -> None:
    """A table may read a part of its file, and the words of a gap count its rows."""
    made = [rule.id for rule in book.rules if rule.concludes == "eligibility.made_known"]
    assert made == ["nhtsa.eligibility_made.vcp_32"]
    gap = book.conclusions["eligibility.missing_here"].gap
    assert gap == "a list of which 1 row of 2 has a make"


def test_for_each(book: Rulebook) -> None:
    """`for_each` goes once through the different keys, in names and in words."""
    conforms = next(rule for rule in book.rules if rule.id == "nhtsa.conforms")
    assert conforms.when.op == "all"
    assert [part.otherwise for part in conforms.when.parts] == [
        "standard 105 applies to it, and it does not meet it",
        "standard 121 applies to it, and it does not meet it",
    ]
    binds, met = conforms.when.parts[1].parts
    assert binds.parts[0].conclusion == "standard.121.binds"
    assert met.comparison == IsOneOf("vehicle.fmvss.121", frozenset({True}))


TEXT = st.text(alphabet=st.sampled_from('ab ",\n;é車'), max_size=8).map(str.strip)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=5))
def test_csv_reads_what_csv_writes(rows: list[list[str]]) -> None:
    """Cells come back as they were written, quotes, commas and line ends included."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    read = read_csv(written.getvalue().encode(), "f.csv")
    assert [[cell.text for cell in line] for line in read] == rows


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=5))
@example([[";;\n;", ""]])
def test_csv_places(rows: list[list[str]]) -> None:
    """The place of a cell is where its text, or its quote, begins."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = written.getvalue().split("\n")
    for line in read_csv(written.getvalue().encode(), "f.csv"):
        for cell in line:
            assert lines[cell.place.line - 1][cell.place.column - 1] == '"'


def test_csv_without_last_line_end() -> None:
    """An empty last cell counts, with or without a line end; empty lines do not."""
    for text in ("a,b\n1,", "a,b\n\n1,\n", "a,b\r\n1,\r\n\r\n"):
        assert [[cell.text for cell in line] for line in read_csv(text.encode(), "f.csv")] == [
            ["a", "b"],
            ["1", ""],
        ]


def test_each_row_of_a_table_is_a_line_of_a_door() -> None:
    """A restriction written once for a table stands once for each row, filled in and dated."""
    book = keiimport.load_rulebook()
    box = next(path for path in book.paths if path.id == "nhtsa.box_3")
    fees = [each for each in box.restrictions if each.name.startswith("NHTSA fee")]
    assert any("$138" in each.name for each in fees) and len(fees) == 6
    assert all(each.when is not None and each.cite for each in fees)
    assert not any("{" in each.name for each in box.restrictions)
