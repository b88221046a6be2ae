# SPDX-License-Identifier: Apache-2.0
"""Questions as people ask them: what is understood, what comes of it, what must be said."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import keiimport
from keiimport.engine import Engine
from keiimport.question.check import Checked, check, read
from keiimport.question.phrases import phrases, plain

QUESTIONS = list(csv.DictReader((Path(__file__).parent / "questions.csv").open(encoding="utf-8")))
ANSWERED = [each for each in QUESTIONS if each["outcome"] != "asks"]
ASKED_BACK = [each for each in QUESTIONS if each["outcome"] == "asks"]
DAY = {"entry.date": "2026-11-21"}


@cache
def engine() -> Engine:
    return Engine()


@cache
def answer(words: str) -> Checked:
    return check(words, engine(), DAY)


def flat(text: str) -> str:
    return " ".join(text.split())


def words(question: dict[str, str]) -> str:
    return question["words"]


def test_there_are_sixty_and_ten_are_asked_back() -> None:
    assert len(QUESTIONS) >= 60
    assert len(ASKED_BACK) >= 10


@pytest.mark.parametrize("question", ANSWERED, ids=words)
def test_a_question_is_understood(question: dict[str, str]) -> None:
    told = answer(question["words"]).reading.told
    for each in question["understood"].split("; "):
        fact, _, value = each.partition("=")
        assert str(told.get(fact)).casefold() == value.casefold(), fact


@pytest.mark.parametrize("question", ANSWERED, ids=words)
def test_a_question_is_answered(question: dict[str, str]) -> None:
    found = answer(question["words"])
    text = found.to_text()
    assert found.verdict.outcome == question["outcome"], text
    assert len(text.splitlines()) <= 25
    for said in filter(None, question["says"].split("|")):
        assert said in flat(text)


@pytest.mark.parametrize("question", ASKED_BACK, ids=words)
def test_what_cannot_be_answered_is_asked_back(question: dict[str, str]) -> None:
    with pytest.raises(keiimport.InputError) as error:
        check(question["words"], engine(), DAY)
    assert error.value.expected
    for said in question["says"].split("|"):
        assert said in error.value.sentence()


@pytest.mark.parametrize("question", ANSWERED, ids=words)
def test_a_year_may_stand_at_either_end(question: dict[str, str]) -> None:
    year, _, rest = question["words"].partition(" ")
    if year.isdecimal() and len(year) == 4 and rest and not rest.endswith("2002"):
        told = read(question["words"], engine()).told
        assert read(f"{rest} {year}", engine()).told == told


WORDS = sorted({word for each in QUESTIONS for word in each["words"].split() if word.isascii()})


@settings(max_examples=75, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "blorb", "xyzzy", "12", "TX"]), max_size=8))
def test_nothing_is_dropped_in_silence(asked: list[str]) -> None:
    """Each word tells something, is one that tells nothing, or is named."""
    try:
        found = read(" ".join(asked), engine())
    except keiimport.InputError:
        return
    known = {plain(word) for each in found.understood for word in each.words.split()}
    fillers = phrases(engine()).fillers
    for word in asked:
        each = plain(word.rstrip("?"))
        assert each in known | fillers or word.rstrip("?") in found.unread


@settings(max_examples=75, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_asked_back(text: str) -> None:
    try:
        assert read(text, engine()).told
    except keiimport.InputError as error:
        assert error.error
