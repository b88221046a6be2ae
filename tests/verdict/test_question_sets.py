# SPDX-License-Identifier: Apache-2.0
"""Sets of questions: each settles what it says, none can be smaller, and none is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verdict import cases
from tests.verdict.cases import Told_, engine, evaluated, told_cases

from keiimport import Verdict
from keiimport.explain.missing import MOST_ANSWERS
from keiimport.explain.question_sets import MOST_FACTS, QuestionSet, question_sets
from keiimport.facts.comparisons import FactValue
from keiimport.facts.vocabulary import Fact
from keiimport.logic.cells import samples
from keiimport.verdict_types import Prospect, plain

FEW = 6
"""How many facts a search by hand looks at."""


def outcomes(verdict: Verdict, facts: Sequence[Fact]) -> Iterator[str]:
    """What the whole comes to for every combination of answers that can be."""
    tried = [
        samples(
            engine().index.thresholds.get(fact.name, ()), fact.type, verdict.explained.decided.facts
        )
        for fact in facts
    ]
    for chosen in product(*(each[:: 1 + len(each) // MOST_ANSWERS] for each in tried)):
        answers = {fact.name: value for fact, value in zip(facts, chosen, strict=True)}
        [then] = verdict._counterfactuals.answered([answers])
        if then is not None:
            yield then.decision(None).outcome


def settles(verdict: Verdict, facts: Sequence[Fact], enough: Callable[[object], bool]) -> bool:
    found = list(outcomes(verdict, facts))
    return bool(found) and enough(each != "needs_facts" for each in found)


def by_hand(verdict: Verdict, facts: Sequence[Fact], enough: Callable[[object], bool]) -> set[str]:
    """The smallest sets that settle it, each tried with every combination of answers."""
    found: list[set[str]] = []
    for size in range(1, MOST_FACTS + 1):
        for chosen in combinations(facts, size):
            names = {fact.name for fact in chosen}
            if not any(smaller <= names for smaller in found) and settles(verdict, chosen, enough):
                found.append(names)
    return {" ".join(sorted(names)) for names in found}


def named(sets: Sequence[QuestionSet]) -> set[str]:
    return {" ".join(sorted(each.facts)) for each in sets}


def asked_of(verdict: Verdict) -> list[Fact]:
    vocabulary = engine().rulebook.vocabulary
    return [vocabulary[name] for name in verdict.questions._unknown if name in vocabulary]


@st.composite
def undecided(draw: Callable[..., object]) -> Verdict:
    """An example with some facts taken back, so that more is unknown of it."""
    told = dict(cases.told_by(draw(st.sampled_from(sorted(cases.EXAMPLES)))))  # type: ignore[arg-type]
    kept = sorted(name for name in told if not name.startswith("entry."))
    gone = draw(st.lists(st.sampled_from(kept), max_size=4, unique=True))
    for name in gone:  # type: ignore[attr-defined]
        del told[name]
    return evaluated(told, strict=draw(st.booleans()))


@settings(max_examples=25, deadline=None)
@given(undecided(), st.data())
def test_they_are_the_sets_that_a_search_by_hand_finds(
    verdict: Verdict, data: st.DataObject
) -> None:
    """Among a few unknown facts: every set, always and sometimes, and no other."""
    few = [fact for fact in asked_of(verdict) if len(answers(verdict, fact)) <= 5]
    if not few:
        return
    chosen = data.draw(st.lists(st.sampled_from(few), min_size=1, max_size=FEW, unique=True))
    found = question_sets(verdict._decided, chosen, verdict._counterfactuals.answered, 20_000)
    assert found.complete
    always = by_hand(verdict, chosen, all)
    assert named([each for each in found.sets if each.settles == "always"]) == always
    sometimes = {
        names
        for names in by_hand(verdict, chosen, any)
        if not any(set(one.split()) <= set(names.split()) for one in always)
    }
    assert named([each for each in found.sets if each.settles == "sometimes"]) == sometimes


def answers(verdict: Verdict, fact: Fact) -> list[FactValue]:
    return samples(
        engine().index.thresholds.get(fact.name, ()), fact.type, verdict.explained.decided.facts
    )


@settings(max_examples=25, deadline=None)
@given(undecided())
def test_each_settles_what_it_says_and_the_best_come_first(verdict: Verdict) -> None:
    found = question_sets(
        verdict._decided, asked_of(verdict), verdict._counterfactuals.answered, most=200
    )
    if verdict.outcome != "undetermined":
        assert (found.sets, found.complete) == ((), True)
    vocabulary = engine().rulebook.vocabulary
    for each in found.sets[:6]:
        assert 1 <= len(each.facts) <= MOST_FACTS
        assert settles(
            verdict,
            [vocabulary[name] for name in each.facts],
            all if each.settles == "always" else any,
        )
        assert each.outcome != "undetermined"
        assert list(each.example) == list(each.facts)
    kinds = [each.settles for each in found.sets]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("name", ["x-trail-2001", "x-trail-2001-11"])
def test_the_month_alone_settles_it(name: str) -> None:
    (found,) = cases.example(name).questions.sets.sets
    assert found.settles == "always"
    assert found.facts == ("vehicle.manufactured",)


def test_two_letters_and_a_certificate_settle_an_offroad_truck() -> None:
    """No two of the three do, whatever they say; a bad answer to one settles it alone."""
    found = engine().evaluate(cases.EXAMPLES["hijet-2023-off-road"]).questions.sets
    assert found.complete
    first, *others = found.sets
    assert (first.settles, len(first.facts), first.outcome) == ("always", 3, "admissible")
    assert {(each.settles, len(each.facts)) for each in others} == {("sometimes", 1)}
    assert {each.outcome for each in others} == {"not_yet"}


def test_a_search_that_is_cut_off_says_so() -> None:
    verdict = cases.example("hijet-2023-off-road")
    facts = asked_of(verdict)
    cut = question_sets(verdict._decided, facts, verdict._counterfactuals.answered, most=5)
    assert not cut.complete


def test_a_settled_case_has_nothing_to_ask() -> None:
    found = engine().evaluate(cases.EXAMPLES["carry-1998"]).questions.sets
    assert plain(found) == {"outcome": "admissible", "sets": [], "complete": True}


# -- the answers that matter -------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(told_cases(most=3))
def test_each_answer_gives_the_outcome_it_says(told: dict[str, Told_]) -> None:
    """One value of every interval of a missing fact gives one of the outcomes listed."""
    verdict = evaluated(told)
    vocabulary = engine().rulebook.vocabulary
    for missing in verdict.missing[:2]:
        said = {each.outcome for each in missing.answers}
        fact = vocabulary[missing.fact]
        if not said:
            continue
        tried: Mapping[str, str] = {"open": "admissible", "needs_action": "conditional"}
        tried = {**tried, "needs_facts": "undetermined", "closed": "refused"}
        assert {tried.get(each, each) for each in outcomes_of(verdict, fact)} == said


def outcomes_of(verdict: Verdict, fact: Fact) -> Iterator[str]:
    for answer in answers(verdict, fact):
        then = verdict.suppose(fact.name, answer)
        if then is not None:
            yield then.decision(None).outcome


def test_the_year_only_paper_has_a_line_in_its_year() -> None:
    missing = cases.example("kei-truck-h13").missing[0]
    assert missing.fact == "vehicle.manufactured"
    assert missing.answers == (
        Prospect("from 2001-01-01 to 2001-11-21", "admissible"),
        Prospect("from 2001-11-22 to 2001-12-31", "not_yet"),
    )


def test_what_is_unknown_only_on_a_later_day_names_the_doors_it_settles() -> None:
    """Closed today whatever the answer; by 2047 each agency waits for one of its own."""
    told = {**_told("sakura-2022"), "vehicle.certified_to": [], "vehicle.epa_certified": False}
    told |= {"entry.purpose": "road_use", "importer.kind": "individual"}
    verdict = engine().evaluate(told, strict=True)
    decided = verdict._decided
    assert verdict.outcome == "undetermined"
    assert decided.doors_on(decided.day, True).whole is False
    settles = {each.fact: each.settles for each in verdict.missing}
    assert settles["vehicle.remanufactured"] == ("nhtsa.box_1",)
    assert settles["vehicle.engine"] == ("epa.code_e",)


def _told(name: str) -> dict[str, object]:
    from keiimport import Case
    from keiimport.facts.case import flat

    return flat(Case.parse(cases.EXAMPLES[name]).to_dict())
