# SPDX-License-Identifier: Apache-2.0
"""What two rulebooks say differently."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from keiimport import compare_rulebooks
from keiimport.rulebook.difference import Change, rules_in_force
from keiimport.rulebook.loader import load as load_law
from keiimport.rulebook.model import Rulebook

Load = Callable[..., Rulebook]

RULES = """title: A
conclusions:
  class.a: {when_no_rule: false, title: an a}
rules:
  - id: a.rule
    concludes: class.a
    cite: [X]
    in_force: {from: 2000-01-01, until: 2009-12-31}
    confidence: verified
    when:
      all:
        - vehicle.wheels: {is: 4}
        - vehicle.gvwr: {at_most: 1000 kg}
          otherwise: "too heavy"
"""


@pytest.fixture(scope="module")
def law() -> Rulebook:
    return load_law()


def only(a: Rulebook, b: Rulebook) -> Change:
    (change,) = compare_rulebooks(a, b).changes
    return change


class TestEntries:
    def test_nothing(self, load: Load) -> None:
        """Comments, the order of files and their names say nothing."""
        found = compare_rulebooks(load(RULES), load("# note\n" + RULES))
        assert not found
        assert found.to_dict() == {"changes": []}

    def test_a_threshold(self, load: Load) -> None:
        change = only(load(RULES), load(RULES.replace("1000 kg", "1100 kg")))
        assert (change.kind, change.id, change.change) == ("rule", "a.rule", "changed")
        (threshold,) = change.thresholds
        assert threshold.fact == "vehicle.gvwr"
        assert threshold.a is not None and threshold.a.endswith("at most 1,000 kg")
        assert threshold.b is not None and threshold.b.endswith("at most 1,100 kg")
        assert not change.others and change.dates is None

    def test_dates(self, load: Load) -> None:
        change = only(load(RULES), load(RULES.replace("2009-12-31", "2010-12-31")))
        assert change.dates is not None and change.dates[0] and change.dates[1]
        assert change.dates[0]["until"] == "2009-12-31"
        assert change.dates[1]["until"] == "2010-12-31"
        assert not change.thresholds and not change.others

    def test_another_condition(self, load: Load) -> None:
        other = RULES.replace("        - vehicle.wheels: {is: 4}\n", "        - vehicle.kei\n")
        change = only(load(RULES), load(other))
        assert set(change.others) == {"when"}
        assert {threshold.fact for threshold in change.thresholds} == {
            "vehicle.wheels",
            "vehicle.kei",
        }

    def test_all_for_any(self, load: Load) -> None:
        """The same tests put together otherwise."""
        change = only(load(RULES), load(RULES.replace("      all:\n", "      any:\n")))
        assert set(change.others) == {"when"}
        assert not change.thresholds

    def test_words_and_citations(self, load: Load) -> None:
        other = RULES.replace("cite: [X]", "cite: [X, Y]").replace("too heavy", "heavy")
        change = only(load(RULES), load(other))
        assert change.others["cite"] == (["X"], ["X", "Y"])
        assert set(change.others) == {"cite", "when"}

    def test_added_and_removed(self, load: Load) -> None:
        added = only(load("title: A\nconclusions: {class.a: {when_no_rule: false, title: an a}}\n"),
                     load(RULES))  # fmt: skip
        assert (added.change, added.id, added.a) == ("added", "a.rule", None)
        assert [threshold.a for threshold in added.thresholds] == [None] * len(added.thresholds)
        assert added.dates is not None and added.dates[0] is None

    def test_a_conclusion(self, load: Load) -> None:
        other = RULES.replace("when_no_rule: false", "when_no_rule: unknown")
        change = only(load(RULES), load(other))
        assert (change.kind, change.id) == ("conclusion", "class.a")
        assert change.others == {"when_no_rule": (False, None)}

    def test_what_else_a_body_is_finished_as(self, load: Load, base: dict[str, bytes]) -> None:
        """Pairs of words differ where their words do, also where there are as many."""
        also = b"where: look at it, finished_as: {van: [%s]}"
        facts = base["facts.yaml"].replace(b"where: look at it", also)
        one, other = (load(facts_yaml=(facts % word).decode()) for word in (b"bus", b"pickup"))
        assert only(one, other).others == {"finished_as": ([["van", "bus"]], [["van", "pickup"]])}

    def test_json(self, law: Rulebook) -> None:
        """Everything can be written as JSON, also of whole rulebooks."""
        nothing = compare_rulebooks(law, load_law(scenarios=["kei-class"]))
        assert json.loads(json.dumps(nothing.to_dict())) == nothing.to_dict()
        first = nothing.to_dict()["changes"][0]
        assert list(first) == [
            "change", "kind", "id", "was", "concludes", "title", "dates", "thresholds", "others",
            "a", "b",
        ]  # fmt: skip


class TestDays:
    @pytest.mark.parametrize("day", [date(1998, 6, 17), date(2005, 10, 3), date(2006, 6, 5)])
    def test_each_text_of_the_low_speed_vehicle(self, law: Rulebook, day: date) -> None:
        """On each of its first days the definition changes hands, and the day before it did not."""
        before = day - timedelta(days=1)
        found = compare_rulebooks(law, law, a_day=before, b_day=day).changes
        (change,) = [c for c in found if c.id.startswith("nhtsa.lsv.definition.")]
        assert change.id == f"nhtsa.lsv.definition.{day.year}"
        assert change.change == ("added" if day.year == 1998 else "replaced")
        assert change.dates is not None and change.dates[1]
        assert change.dates[1]["from"] == day.isoformat()
        assert not compare_rulebooks(law, law, a_day=before, b_day=before)

    def test_figures_as_the_law_prints_them(self, law: Rulebook) -> None:
        found = compare_rulebooks(law, law, a_day=date(2006, 6, 4), b_day=date(2006, 6, 5)).changes
        (change,) = [c for c in found if c.id == "nhtsa.lsv.definition.2006"]
        (threshold,) = change.thresholds
        assert threshold.a == "vehicle.gvwr below 2,500 lb or 1,134 kg"
        assert threshold.b == "vehicle.gvwr below 3,000 lb or 1,361 kg"

    def test_in_force(self, law: Rulebook) -> None:
        held = {rule.id for rule in rules_in_force(law, date(2005, 10, 3))}
        assert "nhtsa.lsv.definition.2005" in held
        assert not held & {"nhtsa.lsv.definition.1998", "nhtsa.lsv.definition.2006"}
        assert len(rules_in_force(law, None)) == len(law.rules)


class TestScenarios:
    def test_what_is_overridden_is_replaced(self, law: Rulebook) -> None:
        found = compare_rulebooks(law, load_law(scenarios=["fifteen-years"])).changes
        rule = found[0]
        assert (rule.id, rule.was) == ("scenario.fifteen_years.age", "nhtsa.age.25_years")
        (threshold,) = rule.thresholds
        assert threshold.a is not None and threshold.a.startswith("25 years")
        assert threshold.b is not None and threshold.b.startswith("15 years")
        assert {change.id: change.change for change in found}["nhtsa.box_1"] == "changed"

    def test_the_other_way_round(self, law: Rulebook) -> None:
        found = compare_rulebooks(load_law(scenarios=["part-555-cap"]), law).changes
        rule = found[0]
        assert (rule.id, rule.was) == ("nhtsa.exemption.cap", "scenario.part_555_cap.cap")
        (threshold,) = rule.thresholds
        assert threshold.a is not None and threshold.a.endswith("90,000")
        assert threshold.b is not None and threshold.b.endswith("2,500")
        assert [c.id for c in found if c.change == "removed"] == ["part-555-cap"]
