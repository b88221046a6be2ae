# SPDX-License-Identifier: Apache-2.0
"""What a state says: which row answers, what is unclear and why, and the map of all.

The states of these tests are made up; those of the rulebook have features of their own.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from keiimport import Engine, InputError, Rulebook, Verdict
from keiimport.report.text import render
from keiimport.rulebook.files import read_folder
from keiimport.rulebook.loader import load_files
from keiimport.states import StateTable
from keiimport.verdict_schema import verdict_schema
from keiimport.verdict_types import StateAnswer

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CARRY = json.loads((ROOT / "examples/carry-1998.json").read_text(encoding="utf-8"))


@cache
def rulebook() -> Rulebook:
    """The rules as shipped, with the states of these tests instead of the real ones."""
    files = dict(read_folder(ROOT / "rules"))
    files = {name: data for name, data in files.items() if not name.startswith("states/")}
    for path in (HERE / "states").iterdir():
        files[f"states/{path.name}"] = path.read_bytes()
    return load_files(files, folder=str(ROOT / "rules"))


@cache
def engine() -> Engine:
    return Engine(rulebook())


def verdict(state: str | None, as_of: str | None = None, **facts: Any) -> Verdict:
    """The verdict of the Carry with other facts, by dotted names."""
    case = json.loads(json.dumps(CARRY))
    for name, value in facts.items():
        part, _, key = name.partition("__")
        case[part][key] = value
    return engine().evaluate(case, as_of=as_of, state=state)


def ask(state: str, as_of: str | None = None, **facts: Any) -> StateAnswer:
    """What a state says of the Carry."""
    found = verdict(state, as_of, **facts).state
    assert found is not None
    return found


LONG_AGO = {"entry__date": "2023-06-01", "as_of": "2026-11-21"}
"""It came in before Rhode Island's day, so that nobody knows when it was registered there."""


class TestWhichRow:
    def test_the_lowest_rank_that_holds_answers(self) -> None:
        found = ask("NC")
        assert found.rules == ("states.nc.mini_truck",)
        assert found.applies_to == "mini_truck"
        assert found.roads == "roads posted up to 55 mph"
        assert found.conditions == ("the inspection is passed", "a seat belt for each seat")

    def test_a_row_that_fails_leaves_the_next(self) -> None:
        found = ask("NC", vehicle__displacement="710 cc")
        assert found.rules == ("states.nc.kei",)

    def test_every_state_has_the_shared_rows(self) -> None:
        found = ask("GA", vehicle__market="US", vehicle__certified_to=["us_fmvss"])
        assert (found.outcome, found.applies_to) == ("allowed", "conforming")

    @pytest.mark.parametrize(
        ("day", "outcome"), [("2025-08-31", "unclear"), ("2025-09-01", "allowed")]
    )
    def test_the_law_of_the_day_is_asked(self, day: str, outcome: str) -> None:
        assert ask("TX", as_of=day).outcome == outcome

    @pytest.mark.parametrize(
        ("since", "outcome"), [("2024-05-31", "restricted"), ("2024-06-01", "banned")]
    )
    def test_what_was_registered_early_may_stay(self, since: str, outcome: str) -> None:
        found = ask("RI", entry__first_registered_in_state=since)
        assert found.outcome == outcome
        assert found.missing == ()

    def test_conflicting_sources_stand_side_by_side(self) -> None:
        found = ask("TX", as_of="2025-01-01")
        assert found.sources == ("a clerk says yes: A", "another says no: B")
        assert (found.last_checked, found.confidence) == (date(2026, 1, 2), "secondary")

    def test_a_state_without_rows_is_unclear(self) -> None:
        found = ask("WY")
        assert (found.outcome, found.rules, found.sources) == ("unclear", (), ())
        assert "no rule there" in found.because


class TestUnknown:
    def test_what_is_not_yet_here_was_not_registered_here(self) -> None:
        found = verdict("RI")
        assert found.state is not None
        assert (found.state.outcome, found.state.missing) == ("banned", ())
        presumed = [each for each in found.assumptions if each.id == "not_registered_before_entry"]
        assert [each.fact for each in presumed] == ["entry.first_registered_in_state"]

    def test_what_may_hold_is_never_passed_over(self) -> None:
        found = ask("RI", **LONG_AGO)
        assert found.outcome == "unclear"
        assert found.missing == ("entry.first_registered_in_state",)
        assert found.because == (
            "allowed with limits if it was first registered there before 2024-06-01; "
            "otherwise not allowed"
        )
        assert found.roads is None and found.titled is None

    def test_each_possible_answer_is_a_branch(self) -> None:
        kept, refused = ask("RI", **LONG_AGO).branches
        assert kept.if_ == "it was first registered there before 2024-06-01"
        assert (kept.outcome, kept.rules) == ("restricted", ("states.ri.kei_grandfathered",))
        assert kept.missing == ("entry.first_registered_in_state",)
        assert (refused.if_, refused.outcome) == ("otherwise", "banned")
        assert (refused.rules, refused.missing) == (("states.ri.kei",), ())

    def test_the_weakest_of_the_possible_rows_counts(self) -> None:
        found = ask("RI", **LONG_AGO)
        assert (found.confidence, found.last_checked) == ("secondary", date(2026, 9, 9))
        assert found.cite == ("R.I. 1", "R.I. 2")

    def test_where_all_possible_rows_agree_it_is_certain(self) -> None:
        found = ask("NC", vehicle__displacement={"min": 600, "max": 700})
        assert found.outcome == "restricted"
        assert found.missing == ("vehicle.displacement",)
        assert found.roads is None, "on the roads they differ"
        assert found.interstates == "no"
        assert found.conditions == ("the inspection is passed",)
        assert found.because == (
            "if its engine has at most 660 cc, it is a mini-truck; otherwise, it is a small car"
        )

    def test_a_certain_answer_has_no_branches(self) -> None:
        assert ask("NC").branches == ()

    def test_an_unknown_conclusion_is_traced_to_its_facts(self) -> None:
        case = {
            "vehicle": {"manufactured": "1998-05", "market": "JP"},
            "entry": {"date": "2023-06-01"},
        }
        found = engine().evaluate(case, state="RI").state
        assert found is not None
        assert found.outcome == "unclear"
        assert "vehicle.kei" in found.missing
        assert [(each.if_, each.outcome) for each in found.branches] == [
            (
                "it is a kei vehicle and it was first registered there before 2024-06-01",
                "restricted",
            ),
            ("it is a kei vehicle", "banned"),
            ("otherwise", "unclear"),
        ]
        assert found.branches[-1].because.startswith("we found no rule there")

    def test_a_row_that_an_earlier_one_swallows_is_dropped(self) -> None:
        """Tex. 1 is of no use to what is no kei vehicle, and any row for kei has nothing to add."""
        case = {"vehicle": {"manufactured": "1998-05", "market": "JP"}, "entry": {}}
        found = engine().evaluate(case, state="NC").state
        assert found is not None
        assert [each.rules for each in found.branches] == [
            ("states.nc.mini_truck",),
            ("states.nc.kei",),
            (),
        ]
        told = engine().evaluate({**case, "vehicle": {**case["vehicle"], "kei": True}}, state="NC")
        assert told.state is not None
        assert [each.rules for each in told.state.branches] == [
            ("states.nc.mini_truck",),
            ("states.nc.kei",),
        ]

    def test_what_one_row_denies_need_not_be_told_for_the_other(self) -> None:
        """Without its label known it conforms or it does not; nothing else is left."""
        case = {"vehicle": {"manufactured": "1998-05", "kei": False}, "entry": {}}
        found = engine().evaluate(case, state="GA", strict=True).state
        assert found is not None
        assert [(each.if_, each.outcome) for each in found.branches] == [
            ("it is a vehicle with a US label", "allowed"),
            ("otherwise", "banned"),
        ]

    def test_a_branch_that_means_the_same_as_the_rest_is_dropped(self) -> None:
        case = {"vehicle": {"manufactured": "1998-05", "market": "JP"}, "entry": {}}
        found = engine().evaluate(case, state="WI").state
        assert found is not None
        assert (found.outcome, found.branches, found.missing) == ("banned", (), ())


class TestBeside:
    def test_an_antique_plate_stands_beside_the_answer(self) -> None:
        found = ask("GA")
        assert found.outcome == "banned"
        (way,) = found.alternatives
        assert (way.if_, way.applies_to, way.outcome) == (None, "antique", "restricted")
        assert (way.plate, way.use_limits) == ("an antique plate", "parades")
        assert way.confidence == "unverified"

    def test_an_age_counts_calendar_years(self) -> None:
        built = "2001-12-31"
        assert ask("GA", vehicle__manufactured=built, entry__date="2026-01-01").alternatives
        passing = {"entry__purpose": "export", "entry__export_label": True}
        young = {"vehicle__manufactured": "2002", "entry__date": "2026-12-31"}
        assert not ask("GA", **young, **passing).alternatives

    def test_of_what_enters_later_it_is_that_of_then(self) -> None:
        young = {"vehicle__manufactured": "2002", "entry__date": "2026-12-31"}
        assert verdict("GA", **young).outcome == "not_yet"
        assert ask("GA", **young).alternatives


class TestRoads:
    def test_a_faster_road_is_not_allowed(self) -> None:
        found = verdict("NC", entry__road_speed_limit="65 mph")
        assert found.state is not None
        said = "a road posted at 65 mph is not allowed: only roads posted up to 55 mph are"
        assert found.state.conditions[0] == said
        assert said in found.answer

    def test_a_slower_road_needs_no_words(self) -> None:
        assert ask("NC", entry__road_speed_limit="55 mph") == ask("NC")

    def test_a_range_may_not_be_allowed(self) -> None:
        found = ask("NC", entry__road_speed_limit={"min": "45 mph", "max": "65 mph"})
        assert "may not be allowed" in found.conditions[0]


class TestAnswer:
    @pytest.mark.parametrize("state", ["GA", "RI", "WY"])
    def test_a_ban_stands_in_the_second_sentence(self, state: str) -> None:
        found = verdict(state)
        assert found.state is not None
        first, second = found.answer.split(". ")[:2]
        assert first.startswith("Yes, ") and found.state.name in second

    @pytest.mark.parametrize("state", ["TX", "RI", "GA", "NC", None])
    def test_the_federal_outcome_does_not_change(self, state: str | None) -> None:
        found, plain = verdict(state).to_dict(), verdict(None).to_dict()
        for key in ("outcome", "strict_outcome", "chosen", "missing", "reasoning"):
            assert found[key] == plain[key]
        # one door is for what goes to a territory with customs of its own
        for path in plain["paths"]:
            if state is not None and "entry.state" in path["missing"]:
                path["missing"].remove("entry.state")
        assert found["paths"] == plain["paths"]

    def test_the_state_of_the_case_is_asked(self) -> None:
        assert verdict(None, entry__state="TX").state == ask("TX")
        assert ask("GA", entry__state="TX").state == "GA"

    def test_no_state_is_asked_unless_named(self) -> None:
        found = verdict(None)
        assert found.state is None
        assert "states" not in found.to_dict()


class TestMap:
    def test_the_map_has_every_state_by_name(self) -> None:
        found = verdict("all")
        assert [state.name for state in found.states] == [
            "California", "Georgia", "North Carolina", "Rhode Island", "Texas", "Wisconsin",
        ]  # fmt: skip
        assert found.state is None

    def test_each_state_says_the_same_alone(self) -> None:
        for state in verdict("all").states:
            assert state == ask(state.state)

    def test_the_state_of_the_case_is_asked_besides(self) -> None:
        found = verdict("all", entry__state="TX").to_dict()
        assert found["state"]["state"] == "TX" and len(found["states"]) == 6

    def test_the_text_groups_states_by_outcome(self) -> None:
        text = render(verdict("all").to_dict())
        assert text.index("Every state: Allowed: 1 of 6") < text.index("TX  Texas")
        assert text.index("Not allowed on its roads: 4 of 6") < text.index("GA  Georgia")

    def test_the_text_tells_one_state_whole(self) -> None:
        text = render(verdict("RI", **LONG_AGO).to_dict())
        for words in ("Rhode Island: depends", "the press: R.I. 2", "9 September 2026", "35 mph"):
            assert words in text

    @pytest.mark.parametrize("state", ["all", "TX", "RI", "GA", "WY"])
    def test_the_schema_allows_it(self, state: str) -> None:
        jsonschema.validate(verdict(state).to_dict(), verdict_schema())


SKYLINE = {
    "vehicle": {"make": "Nissan", "model": "Skyline GT-R", "chassis_code": "BNR32",
                "manufactured": "1992-05", "displacement": 2568},
    "entry": {"date": "2026-11-29"},
}  # fmt: skip
KEI_TRUCK = {
    "vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1996"},
    "entry": {"date": "2026-11-29"},
}
KEI_CAR = {
    "vehicle": {"make": "Suzuki", "model": "Cappuccino", "chassis_code": "EA21R",
                "manufactured": "1996-05"},
    "entry": {"date": "2026-11-29"},
}  # fmt: skip


class TestShipped:
    """What the table that is shipped says of cases as people tell them."""

    @pytest.mark.parametrize(
        ("case", "most"), [(SKYLINE, 8), (KEI_TRUCK, 13), (KEI_CAR, 22)],
        ids=["Skyline GT-R of 1992", "Carry of 1996", "Cappuccino of 1996"],
    )  # fmt: skip
    def test_few_states_leave_it_unclear(self, case: dict[str, Any], most: int) -> None:
        states = Engine().evaluate(case, state="all").states
        assert len(states) == 51
        assert sum(state.outcome == "unclear" for state in states) <= most

    def test_a_small_pickup_of_japan_is_a_kei_vehicle_in_each_state(self) -> None:
        """Assumed, and listed wherever the state would say something else of another."""
        engine = Engine()
        vehicle = {"body": "pickup", "displacement": "658 cc", "market": "JP"}
        case = {"vehicle": vehicle | {"manufactured": "1996-04"}, "entry": {"date": "2026-11-29"}}
        listed = []
        every = engine.evaluate(case, state="all")
        assert "kei" in [each.id for each in every.assumptions]
        for state in every.states:
            assert "vehicle.kei" not in state.missing, state
            verdict = engine.evaluate(case, state=state.state)
            if "kei" in [each.id for each in verdict.assumptions]:
                listed.append(state.state)
        # these five say the same of every import
        assert {each.state for each in every.states} - set(listed) == {"AK", "CA", "DE", "HI", "ME"}

    @pytest.mark.parametrize("case", [SKYLINE, KEI_TRUCK, KEI_CAR])
    def test_each_says_when_it_was_checked_and_from_what(self, case: dict[str, Any]) -> None:
        for state in Engine().evaluate(case, state="all").states:
            assert state.last_checked is not None and state.last_checked >= date(2026, 11, 21)
            assert state.sources and state.cite and state.because and state.rules

    @pytest.mark.parametrize(
        ("fact", "answers", "entry"),
        [
            ("importer.owns_another_vehicle", (True, False), "2026-11-29"),
            ("entry.first_registered_in_state", ("2018-05-01", "2021-05-01"), "2018-05-01"),
            ("vehicle.curb_weight", ("700 kg", "1050 kg"), "2026-11-29"),
        ],
    )
    def test_what_is_told_leads_to_one_of_the_branches(
        self, fact: str, answers: tuple[Any, ...], entry: str
    ) -> None:
        case: dict[str, Any] = {**KEI_TRUCK, "entry": {"date": entry}}
        ask = partial(Engine().evaluate, as_of="2026-11-29", state="all")
        before = ask(case).states
        asked = [state for state in before if state.missing == (fact,)]
        assert asked
        part, _, key = fact.partition(".")
        for answer in answers:
            told = {**case, part: {**case.get(part, {}), key: answer}}
            after = {state.state: state for state in ask(told).states}
            for state in asked:
                then = after[state.state]
                assert not then.branches
                assert then.outcome in {branch.outcome for branch in state.branches}

    @pytest.mark.parametrize("case", [SKYLINE, KEI_TRUCK, KEI_CAR])
    def test_no_two_branches_have_the_same_condition(self, case: dict[str, Any]) -> None:
        for strict in (False, True):
            for state in Engine().evaluate(case, state="all", strict=strict).states:
                conditions = [branch.if_ for branch in state.branches]
                assert len(set(conditions)) == len(conditions) != 1
                assert conditions[-1:] in ([], ["otherwise"])


class TestApart:
    """The law of states stays out of everything that nobody asks a state for."""

    def test_no_door_rests_on_it(self) -> None:
        index = engine().index
        fact = "entry.first_registered_in_state"
        assert fact in index.program.facts_read(row.node for row in StateTable(index).rows)
        assert fact not in index.program.facts_read(index.roots)

    def test_its_thresholds_ask_no_question_more(self) -> None:
        with_states = engine().index.comparisons
        plain = load_files(
            {n: d for n, d in read_folder(ROOT / "rules").items() if not n.startswith("states/")},
            folder=str(ROOT / "rules"),
        )
        assert set(with_states) == set(Engine(plain).index.comparisons)


@pytest.mark.parametrize("state", ["XX", "Texass", "", " "])
def test_a_state_that_is_none_is_an_error(state: str) -> None:
    with pytest.raises(InputError) as raised:
        verdict(state)
    assert raised.value.at == "state"
