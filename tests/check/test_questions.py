# SPDX-License-Identifier: Apache-2.0
"""Questions as people ask them: what is understood, what comes of it, what must be said."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import keiimport
from keiimport.engine import Engine
from keiimport.errors import RuleError
from keiimport.facts.dates import format_date
from keiimport.question.builds import builds
from keiimport.question.check import Checked, check, read
from keiimport.question.clauses import set_aside
from keiimport.question.phrases import phrases, plain, read_phrases
from keiimport.question.reader import Reader
from keiimport.question.years import plain_years, rewritten, whole_years

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
def test_a_question_is_understood_and_answered(question: dict[str, str]) -> None:
    found = answer(question["words"])
    for each in question["understood"].split("; "):
        fact, _, value = each.partition("=")
        assert str(found.reading.told.get(fact)).casefold() == value.casefold(), fact
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


YEAR_FIRST = [
    each["words"]
    for each in ANSWERED
    if re.match("[0-9]{4} .", each["words"]) and not each["words"].endswith("2002")
]


@pytest.mark.parametrize("words", YEAR_FIRST)
def test_a_year_may_stand_at_either_end(words: str) -> None:
    year, _, rest = words.partition(" ")
    assert read(f"{rest} {year}", engine()).told == read(words, engine()).told


@pytest.mark.parametrize(
    "words",
    [
        "Nissan Elgrand not built before 2001",
        "Toyota Crown younger than 25 years old",
        "Honda Acty thirty years old",
        "Daihatsu Copen after the summer of 2001",
        "1995 Honda Beat 850,000 yen at 150 yen per dollar",
        "2001 VW Lupo GTI built 10/01",
    ],
)
@pytest.mark.parametrize("apart", ["  ", "\t", " \n", "\u3000"])
def test_it_does_not_matter_how_words_are_spaced(words: str, apart: str) -> None:
    told = check(words, engine(), DAY).case.to_dict()
    assert check(apart.join(words.split(" ", 3)), engine(), DAY).case.to_dict() == told
    assert check(f' "{words}" ', engine(), DAY).case.to_dict() == told


def test_a_question_of_many_years_is_read_at_once() -> None:
    begun = process_time()
    read("1999 " * 390 + "Honda Acty", engine())
    assert process_time() - begun < 2


def test_a_visit_is_one_wherever_it_is_told() -> None:
    """In words or beside them: what may come in to stay may come in for a visit."""
    beside = check("1998 Honda Acty", engine(), DAY | {"entry.purpose": "visit"})
    in_words = check("1998 Honda Acty for a visit", engine(), DAY)
    for found in (beside, in_words):
        assert found.case.to_dict()["entry"]["purpose"] == "visit" and not found.reading.notes
        assert found.verdict.outcome == "admissible"
    assert beside.verdict.chosen == in_words.verdict.chosen


def test_the_next_year_before_a_name_is_that_of_a_model() -> None:
    year = date.today().year + 1
    told = check(f"{year} Honda N-Box", engine(), {}).case.to_dict()["vehicle"]
    assert told["model_year"] == str(year) and "manufactured" not in told


def test_a_month_of_arrival_is_the_next_such_month() -> None:
    found = check("1998 Suzuki Carry arriving in January", engine(), {})
    day = date(date.today().year + 1, 1, 1)
    assert found.case.to_dict()["entry"]["date"] == day.isoformat()


@pytest.mark.parametrize(
    ("age", "earliest", "latest", "outcome"),
    [
        ("24 years and 11 months old", "2001-11-22", "2001-12-21", "not_yet"),
        ("25 years and 2 months old", "2001-08-22", "2001-09-21", "admissible"),
        ("exactly 25 years old today", "2000-11-22", "2001-12-31", "undetermined"),
        ("20-year-old", "2005-11-22", "2006-12-31", "not_yet"),
    ],
)
def test_an_age_bounds_the_build(age: str, earliest: str, latest: str, outcome: str) -> None:
    found = answer(f"Honda Acty {age}")
    told = found.reading.told["vehicle.manufactured"]
    assert told == f"between {earliest} and {latest}"
    assert found.verdict.outcome == outcome and not found.reading.unread
    assert found.to_dict()["case"]["vehicle"]["manufactured"] == told


@pytest.mark.parametrize(
    "words",
    [
        "Hey folks, curious whether a 1996 Mira is banned or illegal in Georgia, any issues with "
        "customs or the DMV?",
        "Thinking of a 2000 Acty, tiny and cute, for groceries and errands on rural backroads in "
        "Tennessee - worth the hassle and the tariffs?",
        "I wonder what the fees and taxes on a 1997 Beat are, any experiences with brokers?",
        "nissan sakura as NEV with speed limiter",
        "Single-Family-Owned 1979 Toyota Land Cruiser FJ40",
        "Turbocharged 1992 Autozam AZ-1",
        "平成8年のスズキ キャリイ DD51T をテキサスに輸入できますか",
    ],
)
def test_what_people_say_besides_is_no_riddle(words: str) -> None:
    assert not answer(words).reading.unread


REWRITES = Path(keiimport.__file__).parent / "question" / "rewrites.csv"


BUILDS = REWRITES.with_name("builds.csv")


@pytest.mark.parametrize(
    "row", list(csv.DictReader(BUILDS.open(encoding="utf-8"))), ids=lambda row: row["said"]
)
def test_remarks_tell_of_the_build(row: dict[str, str]) -> None:

    days = [each.days for each in builds(row["said"], (), engine())]
    assert days and all("2004" in format_date(each) for each in days)


@pytest.mark.parametrize(
    "row", list(csv.DictReader(REWRITES.open(encoding="utf-8"))), ids=lambda row: row["said"]
)
def test_what_is_rewritten_reads_as_its_example(row: dict[str, str]) -> None:
    assert flat(rewritten(row["said"], row["stage"])) == row["read"]


MAPPING = Path(keiimport.__file__).parent / "batch/mappings/japanese-auction.yaml"
BODIES_AND_NAMES = {
    # of a factory as often as not, and names of trim levels
    *("camper", "camping", "camping car", "welfare", "キャンピング", "キャンパー", "福祉"),
    *("food truck", "kitchen car", "wheelchair", "移動販売", "キッチンカー"),
    *("スロープ", "車いす", "車椅子", "カスタム済", "カスタム車", "ターボ化", "kai", "fire"),
}
HELD = ("altered", "engine", "body_replaced", "title")


@pytest.mark.parametrize(
    "word",
    [
        word
        for each in yaml.safe_load(MAPPING.read_text(encoding="utf-8"))["words"]
        for word in each.get("words", ())
        if word not in BODIES_AND_NAMES
    ],
)
def test_a_word_of_change_in_a_feed_is_one_in_a_question(word: str) -> None:
    told = read(f"1995 Suzuki Carry {word}", engine()).told
    assert any(f"vehicle.{each}" in told for each in HELD) or "entry.purpose" in told


@pytest.mark.parametrize(
    "words",
    ["no accidents", "accident free", "not stolen", "no engine swap", "never modified", "無事故"],
)
def test_a_word_that_is_turned_round_tells_no_change(words: str) -> None:
    told = read(f"1995 Suzuki Carry {words}", engine()).told
    assert not told.get("vehicle.altered") and not told.get("vehicle.numbers_altered")
    assert told.get("vehicle.engine", "original") == "original"


WORDS = sorted({word for each in QUESTIONS for word in each["words"].split() if word.isascii()})


@example(["tesla-swapped", "Fuso"])
@example(["Ontario", "AE86", "CA"])
@example(["C10", "RAF", "Hindustan"])
@example(["KX41", "C10", "GTV"])
@example(["Fellow", "[FOR"])
@example(["Copen", "L400"])
@settings(max_examples=75, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "blorb", "xyzzy", "12", "TX"]), max_size=8))
def test_nothing_is_dropped_in_silence(asked: list[str]) -> None:
    """Each word tells something, is one that tells nothing, or is named."""
    try:
        found = read(" ".join(asked), engine())
    except keiimport.InputError:
        return
    known = {plain(word) for each in found.understood for word in each.words.split()}
    said = phrases(engine())
    idle = said.fillers.union(*(each.parts for each in said.phrases if not each.told))
    text = plain_years(" ".join(asked))
    is_name = Reader(text, engine())._is_name
    left, aside = set_aside(text, said, is_name)
    assert not set(aside) - set(found.unread)
    spelled = rewritten(whole_years(left), "sums").split()
    for place, word in enumerate(spelled):
        bare = word.strip("?!,;:()[]|").rstrip(".")
        beside = {plain(each.strip("?!,;:()")) for each in spelled[max(place - 1, 0) : place + 2]}
        # four doors, lot 1993, stock BX12345
        counted = bare.isalnum() and any(map(str.isdigit, bare)) and beside & idle
        noted = any(bare in note for note in found.notes)
        parts = bare.split("-")  # 2JZ-swapped
        split = all(plain(part) in known | idle or part in found.unread for part in parts)
        short = plain(bare).partition("'")[0]  # that's
        understood = not bare or not {plain(bare), short}.isdisjoint(known | idle)
        assert understood or split or counted or noted or bare in found.unread


@pytest.mark.parametrize(
    ("words", "outcome", "day"),
    [
        ("can I import a 2004 Suzuki Carry in 2040", "admissible", "2040-01-01"),
        ("2004-03 Suzuki Carry arriving April 2029", "admissible", "2029-04-01"),
        ("can I import a 2014 Suzuki Carry in 2039", "not_yet", None),  # only on its birthday
        ("1998 Suzuki Carry import it in 2020", "admissible", None),
        ("2004 Suzuki Carry, shaken expires in 2040", "not_yet", None),
        ("2004 Suzuki Carry ETA 12/01/2040", "not_yet", None),
    ],
)
def test_a_month_or_year_of_entry_begins_with_its_first_day(
    words: str, outcome: str, day: str | None
) -> None:
    found = check(words, engine(), {})
    assert (found.verdict.outcome, found.reading.told.get("entry.date")) == (outcome, day)


def test_this_month_beside_a_build_is_that_of_entry() -> None:
    found = read(f"1999 Honda Acty importing {date.today():%B %Y}", engine())
    assert found.told["vehicle.manufactured"] == "1999"
    assert any("is not one day: tell the day of entry" in note for note in found.notes)


def test_a_day_that_could_be_two_is_named_with_the_word_before_it() -> None:
    found = read("ETA 12/01/2026 A110", engine())
    assert any("`ETA 12/01/2026` is not one day" in note for note in found.notes)


@settings(max_examples=75, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_asked_back(text: str) -> None:
    try:
        assert read(text, engine()).told
    except keiimport.InputError as error:
        assert error.error


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("b16,not,engine", "a code, its first year, cc and makers"),
        ("b.6* 1989 1595 honda,not,engine", "a code, its first year, cc and makers"),
        ("motor,not,like", "two words"),
    ],
)
def test_a_row_of_a_mark_that_lacks_something_is_told(row: str, expected: str) -> None:
    with pytest.raises(RuleError) as raised:
        read_phrases(f"say,fact,value\n{row}\n")
    assert raised.value.expected == expected and "cannot be marked" in str(raised.value)


def test_a_row_of_phrases_may_stand_for_several() -> None:
    found = read_phrases("say,fact,value\n[no|without a] [gearbox|clutch],vehicle.altered,true\n")
    said = {" ".join(phrase.parts) for phrase in found.phrases}
    assert said == {"no gearbox", "no clutch", "without a gearbox", "without a clutch"}


def test_a_british_plate_is_no_word_that_was_not_understood() -> None:
    for plate in ("P123 ABC", "P123ABC", "AB51 CDE", "ABC 123D"):
        assert not read(f"1996 Suzuki Cappuccino, reg {plate}", engine()).unread
    assert read("1996 Suzuki Cappuccino xyzzy P123 ABC", engine()).unread == ["xyzzy"]


def test_no_words_that_tell_nothing_are_the_name_of_a_model() -> None:
    """A Fairlady Z is no special edition of another model."""
    names = {
        plain(said)
        for make, model in engine().catalogue.names
        for said in (model, f"{make} {model}")
    }
    idle = {" ".join(each.parts) for each in phrases(engine()).phrases if not each.told}
    assert not idle & names
