# SPDX-License-Identifier: Apache-2.0
"""What is plausible of a fact, and what a contradiction switches off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from keiimport.errors import RuleErrors
from keiimport.rulebook.model import Rulebook

Load = Callable[..., Rulebook]


def with_limits(base: Mapping[str, bytes], name: str, limits: str) -> str:
    """The base facts with limits in the words of one of them, each of which is one line."""
    return base["facts.yaml"].decode().replace(f"  {name}: {{", f"  {name}: {{{limits}, ")


def test_limits_are_read_in_smallest_units_and_days(load: Load, base: Mapping[str, bytes]) -> None:
    facts = with_limits(base, "vehicle.gvwr", "least: 20 kg, most: 100 t")
    gross = load(facts_yaml=facts).vocabulary["vehicle.gvwr"]
    assert (gross.least, gross.most) == (2_000_000_000, 10_000_000_000_000)
    built = load(
        facts_yaml=with_limits(base, "vehicle.manufactured", "least: 1880-01-01")
    ).vocabulary
    assert built["vehicle.manufactured"].least == date(1880, 1, 1).toordinal()
    assert list(built.limited) == ["vehicle.manufactured"]


@pytest.mark.parametrize(
    ("name", "limits", "error"),
    [
        ("vehicle.make", "least: 1", "`vehicle.make` has no limits"),
        ("vehicle.gvwr", "least: 20 mph", "is a speed, not a weight"),
        ("vehicle.gvwr", "least: [20 kg]", "this is no limit of `vehicle.gvwr`"),
        ("vehicle.gvwr", "least: 2 kg, most: 1 kg", "nothing is plausible of `vehicle.gvwr`"),
        ("vehicle.manufactured", "most: 1880", "`1880` is not a day"),
    ],
)
def test_a_bad_limit_is_named(
    load: Load, base: Mapping[str, bytes], name: str, limits: str, error: str
) -> None:
    with pytest.raises(RuleErrors) as raised:
        load(facts_yaml=with_limits(base, name, limits))
    (found,) = raised.value.errors
    assert error in found.error and found.place is not None
    assert found.place.file == "facts.yaml"


def test_what_a_contradiction_switches_off(load: Load, base: Mapping[str, bytes]) -> None:
    text = base["presumptions.yaml"].decode()
    off = "    off_when_contradicted: [vehicle.body, vehicle.powertrain]\n"
    (presumption,) = load(presumptions_yaml=text.rstrip() + "\n" + off).presumptions
    assert presumption.off_when_contradicted == {"vehicle.body", "vehicle.powertrain"}
    with pytest.raises(RuleErrors, match=r"there is no fact `vehicle\.bodi`"):
        load(presumptions_yaml=text.rstrip() + "\n" + off.replace("body", "bodi"))
