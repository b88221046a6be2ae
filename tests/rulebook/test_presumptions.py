# SPDX-License-Identifier: Apache-2.0
"""The words of facts, and presumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from keiimport.errors import RuleErrors
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import fact_types
from keiimport.facts.comparisons import AtLeast, AtMost, Includes, IsOneOf
from keiimport.facts.sources import Presumption
from keiimport.facts.units import parse_figure
from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.loader import load_files
from keiimport.rulebook.model import Rulebook


@pytest.fixture
def presumed(load_sample: Callable[[Path], Rulebook]) -> Mapping[str, Presumption]:
    """The presumptions of the good sample, by id."""
    book = load_sample(Path(__file__).parent / "good" / "presumed")
    return {presumption.id: presumption for presumption in book.presumptions}


def test_conditions(presumed: Mapping[str, Presumption]) -> None:
    """`given` is all of its tests, with two limits in one; `off_when` is any of its."""
    kei = presumed["kei"]
    assert kei.facts == ("vehicle.kei",) and kei.value is True and kei.text == "yes"
    (body,), (begin,), (end,), (resident,), either = kei.given
    assert body == IsOneOf("vehicle.body", frozenset({"van", "pickup"}))
    assert isinstance(begin, AtLeast) and isinstance(end, AtMost)
    assert resident == IsOneOf("importer.us_resident", frozenset({True}))
    assert either == (
        IsOneOf("vehicle.make", frozenset({"Honda"})),
        AtMost("vehicle.wheels", 3, 3),
    )
    assert kei.off_when == (
        (AtLeast("vehicle.wheels", 5, 5),),
        (Includes("vehicle.certified_to", "us_fmvss"),),
        (AtLeast("vehicle.wheels", 3, 3), AtMost("vehicle.model_year", 2000, 2000)),
    )


def test_values(presumed: Mapping[str, Presumption]) -> None:
    """Limits, exact figures, lists, words and years."""
    above = parse_figure("25 mph", "speed") + 1
    assert presumed["fast"].value == Bounds(above, None)
    assert presumed["fast"].text == "above 25 mph"
    assert (presumed["no_label"].value, presumed["no_label"].text) == (frozenset(), "none")
    assert presumed["label"].value == frozenset({"us_fmvss"})
    assert presumed["label"].text == "a US label"
    assert presumed["wheels"].value == Bounds(4, 4)
    assert (presumed["body"].value, presumed["body"].text) == ("passenger_car", "passenger car")
    assert presumed["year"].value is None
    assert presumed["year"].calendar_year_of == "vehicle.manufactured"
    assert presumed["soon"].at_most_before == ("entry.date", 2)
    assert presumed["soon"].text.startswith("at most 2 years before ")
    assert presumed["met"].facts == ("vehicle.fmvss.*",) and presumed["met"].value is True


NEVER = (
    "vehicle.first_registered",
    "vehicle.gvwr",
    "vehicle.eligibility_number",
    "vehicle.title",
    "vehicle.off_road.warning_label",
    "vehicle.limited_speed",
    "importer.us_resident",
    "importer.ri_contract",
    "entry.state",
    "entry.value",
)
VALUES = {
    "date": "1990-01-01",
    "bool": "true",
    "text": "VCP-32",
    "vehicle.gvwr": "{at_most: 1361 kg}",
    "vehicle.limited_speed": "{at_most: 25 mph}",
    "entry.value": "{at_most: $900}",
    "vehicle.title": "clean",
    "entry.state": "TX",
}


def test_what_may_never_be_presumed_is_refused() -> None:
    """In the rules that are shipped: one presumption on each such fact, all refused."""
    files = read_folder(rules_folder())
    types = fact_types()
    added = "".join(
        f"  - {{id: p{n}, fact: {name}, because: so, if_wrong: tell, "
        f"value: {VALUES.get(name) or VALUES[types[name].kind]}}}\n"
        for n, name in enumerate(NEVER)
    )
    files["presumptions.yaml"] += added.encode()
    with pytest.raises(RuleErrors) as raised:
        load_files(files)
    refused = [error.error for error in raised.value.errors]
    assert refused == [
        f"`p{n}` presumes `{name}`, which is never presumed" for n, name in enumerate(NEVER)
    ]


def test_of_a_build_only_its_first_day_is_presumed() -> None:
    """By another date; a day of its own could open a door."""
    files = read_folder(rules_folder())
    files["presumptions.yaml"] += (
        b"  - {id: p, fact: vehicle.manufactured, because: so, if_wrong: tell, "
        b"value: {until: 2000-01-01}}\n"
    )
    with pytest.raises(RuleErrors, match="presumes a value of"):
        load_files(files)


def test_order_and_listing(load: Callable[..., Rulebook]) -> None:
    """Presumptions keep their order, and facts that of their file."""
    book = load()
    assert [presumption.id for presumption in book.presumptions] == ["purpose_road_use"]
    assert book.presumptions[0].always_listed
    assert next(iter(book.vocabulary)) == "vehicle.make"
    bond = book.vocabulary["entry.bond"]
    assert (bond.unknown, bond.depends_on, bond.todo, bond.order) == (
        "action", "importer", "post a bond", 3,
    )  # fmt: skip
    assert book.vocabulary["vehicle.top_speed"].opens == "lower"
    assert book.vocabulary["vehicle.make"].unknown == "askable"


def test_a_figure_that_alone_may_be_presumed_is_told_from_others() -> None:
    files = read_folder(rules_folder())
    seats = b'    type: count\n    presumable: any\n    question: "How many seats'
    assert seats in files["facts.yaml"]
    files["facts.yaml"] = files["facts.yaml"].replace(seats, seats.replace(b"any", b"{only: 2}"))
    files["presumptions.yaml"] = (
        b"presumptions:\n"
        b"  - {id: p, fact: vehicle.seats, because: so, if_wrong: tell, say: so, value: 2}\n"
        b"  - {id: q, fact: vehicle.seats, because: so, if_wrong: tell, say: so, value: 3}\n"
    )
    with pytest.raises(RuleErrors) as raised:
        load_files(files)
    (error,) = raised.value.errors
    assert error.error == "`q` presumes another value of `vehicle.seats` than may be presumed"
    assert error.expected == "`2`"
