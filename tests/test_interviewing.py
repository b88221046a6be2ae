# SPDX-License-Identifier: Apache-2.0
"""The interview: it asks what matters, and comes to what the complete case comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.verdict.cases import EXAMPLES, Told_, case_of, engine, told_cases

import keiimport
from keiimport import Case, InputError, Verdict
from keiimport.decide.decision import DecidedCase
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import nested
from keiimport.interviewing import COST, OPENING, Change, DoorChange, Reply, Turn, interview
from keiimport.logic import rete
from keiimport.logic.cells import samples
from keiimport.question.replies import Asked
from keiimport.report.words import labels
from keiimport.session import EngineName

MOST_QUESTIONS = 120
SESSION_ENGINES: tuple[EngineName, ...] = ("kernel", *(("rete",) if rete.available() else ()))


def talk(case: object, answers: Callable[[str], object], **options: Any) -> tuple[list[str], Turn]:
    """The facts that were asked for, and the last turn."""
    conversation = interview(case, engine=engine(), foresee=False, **options)
    turn = next(conversation)
    asked: list[str] = []
    while turn.question is not None:
        asked.append(turn.question.fact)
        assert len(asked) < MOST_QUESTIONS
        turn = conversation.send(answers(turn.question.fact))
    return asked, turn


def nobody(fact: str) -> object:
    return Reply.UNKNOWN


# --- the one question that settles it ---


def test_a_year_only_paper_is_settled_by_one_question() -> None:
    """A kei truck of 2001: asked for the build month, admissible with that alone."""
    asked, turn = talk(EXAMPLES["kei-truck-h13"], {"vehicle.manufactured": "H13.2"}.get)
    assert asked == ["vehicle.manufactured"]
    assert turn.verdict.outcome == "admissible"


def test_a_question_says_what_its_answers_would_make() -> None:
    """25 years before the day of entry lies the line."""
    question = next(interview(EXAMPLES["kei-truck-h13"], engine=engine())).question
    assert question is not None
    assert question.held == "2001 (H13)"
    assert "nhtsa.box_1" in question.settles
    first = question.prospects[0]
    assert (first.answer, first.outcome) == (
        "from 2001-01-01 to 2001-11-21",
        "admissible",
    )


def test_a_settled_case_asks_nothing() -> None:
    """Nothing hangs on an answer."""
    asked, turn = talk(EXAMPLES["carry-1998"], nobody)
    assert asked == []
    assert turn.verdict.outcome == "admissible"


# --- don't know, back, change, save ---


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_nobody_knows_is_asked_once_and_stays_unknown(name: str) -> None:
    """No question comes twice, and the outcome is that of the case as it was."""
    asked, turn = talk(EXAMPLES[name], nobody)
    assert len(asked) == len(set(asked))
    assert turn.verdict.outcome == engine().evaluate(EXAMPLES[name]).outcome


def test_a_saved_case_goes_on_where_it_stopped() -> None:
    """What nobody knew is null in the case, and is not asked for again."""
    asked, turn = talk(EXAMPLES["leaf-2011-either-market"], nobody)
    assert asked
    again, after = talk(turn.case, nobody)
    assert again == []
    assert after.verdict.outcome == turn.verdict.outcome
    Case.parse(turn.case)


def test_back_takes_the_last_answer_back() -> None:
    """The same question again, and the case as it was."""
    conversation = interview(EXAMPLES["kei-truck-h13"], engine=engine())
    first = next(conversation)
    after = conversation.send("H13.2")
    assert after.question is None
    again = conversation.send(Reply.BACK)
    assert again.question is not None and first.question is not None
    assert again.question.fact == first.question.fact
    assert again.case == first.case
    assert conversation.send(Reply.BACK).problem is not None


def test_an_earlier_answer_can_be_changed() -> None:
    """Any fact can be asked for anew, and the outcome follows."""
    conversation = interview(EXAMPLES["carry-1998"], engine=engine())
    assert next(conversation).question is None
    turn = conversation.send(Change("vehicle.manufactured"))
    assert turn.question is not None and turn.question.why == "changed"
    turn = conversation.send("2020-05")
    assert turn.verdict.outcome != "admissible"
    assert turn.case["vehicle"]["manufactured"] == "2020-05"


def test_stop_ends_it_with_what_is_known() -> None:
    """The verdict is what the generator returns."""
    conversation = interview(EXAMPLES["kei-truck-h13"], engine=engine())
    next(conversation)
    with pytest.raises(StopIteration) as ended:
        conversation.send(Reply.STOP)
    assert ended.value.value.outcome == "undetermined"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("soon", "is not a date"),
        ("2035", "enters"),
        (Change("vehicle.gvvr"), "vehicle.gvwr"),
    ],
)
def test_a_reply_that_cannot_be_taken_changes_nothing(reply: object, words: str) -> None:
    """The same question comes again, with what was wrong."""
    conversation = interview(EXAMPLES["kei-truck-h13"], engine=engine())
    first = next(conversation)
    turn = conversation.send(reply)
    assert turn.problem is not None and words in turn.problem.sentence()
    assert turn.question == first.question
    assert turn.case == first.case


def test_words_and_numbers_of_choices_are_understood() -> None:
    """`us fmvss`, the number of a choice, `none`."""
    for reply, kept in (
        ("us fmvss", ["us_fmvss"]),
        ("1, 2", ["us_fmvss", "canada_cmvss"]),
        ("none", []),
    ):
        conversation = interview(EXAMPLES["carry-1998"], engine=engine())
        next(conversation)
        conversation.send(Change("vehicle.certified_to"))
        turn = conversation.send(reply)
        assert turn.problem is None
        assert turn.case["vehicle"]["certified_to"] == kept


def test_what_is_presumed_is_asked_only_when_wanted() -> None:
    """With `confirm`, the presumptions on which the outcome hangs are questions as well."""
    asked, turn = talk(EXAMPLES["carry-1998"], {"vehicle.engine": "other"}.get, confirm=True)
    assert "vehicle.engine" in asked
    assert turn.verdict.outcome != "admissible"


def test_a_case_that_cannot_be_is_refused_at_once() -> None:
    """Before any question."""
    with pytest.raises(InputError, match="gvwr"):
        interview({"vehicle": {"gvwr": "heavy"}}, engine=engine())


# --- the same verdict as the complete case ---


def agrees(verdict: Verdict, told: Mapping[str, Told_]) -> bool:
    """Whether nothing that the verdict takes as known differs from what the case tells."""
    for name, value in told.items():
        held = verdict.explained.known.get(name)
        if held is None:
            continue
        whole = value.bounds if isinstance(value, StatedBounds) else value
        if isinstance(held.value, Bounds) and isinstance(whole, Bounds):
            if not held.value.contains(whole):
                return False
        elif held.value != whole:
            return False
    return True


@st.composite
def partly(draw: Any) -> tuple[dict[str, Told_], list[str]]:
    """A complete case, and the facts that are left for the interview."""
    told = draw(told_cases(most=3, other_days=False))
    actions = {fact.name for fact in engine().index.actions}
    # without its code a vehicle of another engine is another one, and no swap
    kept = actions | {"entry.date", "vehicle.chassis_code"}
    names = sorted(name for name in told if name not in kept)
    assume(names)
    return told, draw(st.lists(st.sampled_from(names), max_size=3, unique=True))


def waiving_letters() -> set[str]:
    """The letters by which somebody waives a door."""
    index = engine().index
    waivers = [path.claimed_unless for path in index.paths if path.claimed_unless is not None]
    read = index.program.facts_read(map(index.node, waivers))
    return {letter.name for letter in index.rulebook.vocabulary.letters}.intersection(read)


@settings(max_examples=12, deadline=None)
@given(partly())
def test_it_comes_to_what_the_complete_case_comes_to(
    given_: tuple[dict[str, Told_], list[str]],
) -> None:
    """Asked only what mattered, it ends with the outcome of the case told at once.

    Whoever answers knows what the complete case knows, be it from the catalogue or presumed.
    What the interview takes from there itself is not asked for, so a case that tells it
    otherwise is no part of this; nor is what would raise a gate, which a warning names, nor a
    letter by which a door would no longer be claimed.
    """
    told, left = given_
    try:
        whole = case_of(told)
        complete = engine().evaluate(whole)
        begun = case_of({name: value for name, value in told.items() if name not in left})
        engine().evaluate(begun)
    except InputError:
        assume(False)
    asked, turn = talk(begun, {**known_to(complete), **flat(whole)}.get)
    # what is answered in part may be asked for once more
    assert all(asked.count(name) <= 2 for name in asked)
    assume(agrees(turn.verdict, told))
    assume(turn.verdict.explained.open_gates.unraised.keys().isdisjoint(left))
    assume(waiving_letters().isdisjoint(left))
    assert turn.verdict.outcome == complete.outcome


@settings(max_examples=15, deadline=None)
@given(partly())
def test_what_is_asked_matters_at_that_moment(
    given_: tuple[dict[str, Told_], list[str]],
) -> None:
    """Some answer to a question settles a door it names, or with others the outcome."""
    told, left = given_
    try:
        begun = case_of({name: value for name, value in told.items() if name not in left})
        conversation = interview(begun, engine=engine(), foresee=False)
        turn = next(conversation)
    except InputError:
        return
    for _ in range(3):
        question = turn.question
        if question is None:
            break
        if question.why == "open":
            assert settles_something(turn.verdict, question), question
        turn = conversation.send(Reply.UNKNOWN)


def settles_something(verdict: Verdict, question: Asked) -> bool:
    places = {path.id: place for place, path in enumerate(engine().index.paths)}
    if not question.settles:
        names = {name for each in verdict.questions.sets.sets for name in each.facts}
        return question.fact in names or not verdict.questions.sets.complete
    now = {place: standing_of(verdict._decided, place) for place in places.values()}
    kind = engine().rulebook.vocabulary[question.fact].type
    for answer in samples(
        engine().index.thresholds.get(kind.name, ()), kind, verdict.explained.decided.facts
    ):
        then = verdict.suppose(question.fact, answer)
        if then is not None:
            for path in question.settles:
                if standing_of(then, places[path]) != now[places[path]]:
                    return True
    return False


def standing_of(decided: DecidedCase, place: int) -> str:
    return decided.decision(place).outcome


def known_to(verdict: Verdict) -> dict[str, object]:
    """Every fact that a verdict takes as known, as an answer."""
    return {
        name: StatedBounds(held.value, held.text) if isinstance(held.value, Bounds) else held.value
        for name, held in verdict.explained.known.items()
    }


def flat(case: dict[str, Any]) -> dict[str, Any]:
    from keiimport.facts.case import flat

    return flat(case)


def test_a_case_survives_being_taken_apart() -> None:
    """Standards and the five factors are facts of their own."""
    for text in EXAMPLES.values():
        whole = Case.parse(text).to_dict()
        assert nested(flat(whole)) == whole


# --- the doors beside the questions ---


def test_an_answer_says_which_doors_it_opened() -> None:
    """The month opens box 1; taking it back leaves it in doubt again."""
    conversation = interview(EXAMPLES["kei-truck-h13"], engine=engine())
    first = next(conversation)
    assert first.changes == ()
    assert first.doors["nhtsa.box_1"] is None
    after = conversation.send("H13.2")
    assert DoorChange("nhtsa.box_1", None, True) in after.changes
    assert after.doors["nhtsa.box_1"] is True
    again = conversation.send(Reply.BACK)
    assert DoorChange("nhtsa.box_1", True, None) in again.changes
    assert again.doors == first.doors


def test_no_two_doors_share_a_label() -> None:
    paths = keiimport.evaluate(EXAMPLES["carry-1998"]).to_dict()["paths"]
    names = labels(paths)
    assert len(set(names.values())) == len(names) == len(paths)


def test_a_conversation_about_nothing_begins_with_what_it_is() -> None:
    conversation = interview({"entry": {"date": "2026-11-21"}}, engine=engine(), foresee=False)
    asked, turn = [], next(conversation)
    for reply in ("Suzuki", "Carry", "1998-05", "JP", "TX", 5000):
        assert turn.question is not None
        asked.append(turn.question.fact)
        turn = conversation.send(reply)
    assert tuple(asked) == (*OPENING, *COST)
    assert turn.verdict.outcome == "admissible"
    assert turn.question is not None and turn.question.why == "cost", "the duty needs it"


def test_a_no_asks_nothing_for_the_duty() -> None:
    told = {"vehicle": {"make": "Nissan", "model": "Sakura", "manufactured": "2022-06"}}
    conversation = interview(told, engine=engine(), foresee=False, opening=True)
    turn = next(conversation)
    while turn.question is not None:
        assert turn.question.why != "cost"
        turn = conversation.send(Reply.UNKNOWN)
    assert turn.verdict.outcome == "not_yet"


def asked_while_open(told: dict[str, object]) -> list[str]:
    """What is asked of somebody who knows nothing more, until the outcome is settled or left."""
    conversation = interview(told, engine=engine(), foresee=False)
    asked, turn = [], next(conversation)
    while turn.question is not None and turn.question.why == "open":
        asked.append(turn.question.fact)
        turn = conversation.send(Reply.UNKNOWN)
    return asked


def test_what_settles_nothing_beside_what_nobody_knows_is_not_asked() -> None:
    """Whether it was rebuilt decides; without that no build date does."""
    case = {"chassis_code": "B5AW", "manufactured": "2022-07", "title": "reconstructed"}
    asked = asked_while_open({"vehicle": case, "entry": {"date": "2026-11-21"}})
    assert asked == ["vehicle.remanufactured", "vehicle.body_replaced"]


def test_who_does_not_know_of_the_label_is_asked_of_no_single_standard() -> None:
    """A label mostly settles every standard, and only a maker knows of one without it."""
    case = {"make": "Honda", "model": "Civic", "manufactured": "2019", "registered_in": "CA"}
    case |= {"country_of_manufacture": "CA"}
    asked = asked_while_open({"vehicle": case, "entry": {"date": "2026-12-03"}})
    assert asked == ["vehicle.certified_to", "vehicle.epa_certified"]


def test_the_label_is_asked_for_before_where_it_comes_from_and_all_else() -> None:
    case = {"vehicle": {"make": "Honda", "model": "NSX", "manufactured": "2012"}}
    conversation = interview(case, engine=engine(), foresee=False, opening=True)
    asked, turn = [], next(conversation)
    while turn.question is not None:
        asked.append(turn.question.fact)
        turn = conversation.send(Reply.UNKNOWN)
    assert asked[:2] == ["vehicle.certified_to", "vehicle.registered_in"]
    assert asked[-2:] == [*COST] and len(asked) < 10
    assert not {"vehicle.certified_by", "vehicle.certified_class", "vehicle.airbags"} & {*asked}
    assert not any(name.startswith("vehicle.fmvss.") for name in asked)


def test_a_no_is_settled_before_the_country_and_the_price_are_asked_for() -> None:
    case = {"vehicle": {"make": "Honda", "model": "NSX", "manufactured": "2012"}}
    conversation = interview(case, engine=engine(), foresee=False, opening=True)
    next(conversation)
    turn = conversation.send([])
    assert turn.verdict.outcome == "not_yet"
