# SPDX-License-Identifier: Apache-2.0
"""`keiimport ask`, with answers through a pipe and with a person at the keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import ROOT, Run

from keiimport.interviewing import interview
from keiimport.report.text import render_question
from keiimport.verdict_types import plain

TRUCK = str(ROOT / "examples/kei-truck-h13.json")


def test_one_answer_settles_the_year_only_paper(run: Run) -> None:
    """The question on standard error, the verdict on standard output."""
    said = run("ask", TRUCK, data="H13.2\n")
    assert said.code == 0
    assert said.stdout.startswith("Vehicle ")
    assert "\nAnswer     Yes" in said.stdout
    assert said.stderr.startswith("When was it built?")
    assert said.stderr.count("\n") == 1


def test_the_verdict_may_be_json(run: Run) -> None:
    said = run("ask", TRUCK, "--format", "json", data="H13.2\n")
    assert said.json["outcome"] == "admissible"


def test_without_answers_it_ends_with_what_is_known(run: Run) -> None:
    """The end of the input ends the interview."""
    said = run("ask", TRUCK, "--format", "json", data="")
    assert said.json["outcome"] == "undetermined"


@pytest.mark.parametrize("word", ["", "?", "don't know", "I don’t know", "not sure", "n/a", "不明"])
def test_nobody_has_to_know(run: Run, word: str) -> None:
    """Unknown stays unknown, and the question does not come again."""
    said = run("ask", TRUCK, "--format", "json", data=f"{word}\nstop\n")
    assert said.json["outcome"] == "undetermined"
    assert said.stderr.count("When was it built?") == 1


def test_a_bad_answer_is_said_and_asked_again(run: Run) -> None:
    said = run("ask", TRUCK, "--format", "json", data="soon\nH13.2\n")
    assert "`soon` is not a date" in said.stderr
    assert said.json["outcome"] == "admissible"


def test_back_and_change_work_through_a_pipe(run: Run) -> None:
    data = "H13.12\nback\nchange entry.date\n2027-06-01\nH13.12\n"
    said = run("ask", TRUCK, "--format", "json", data=data)
    assert said.json["entry_date"] == "2027-06-01"
    assert said.json["outcome"] == "admissible"


def test_a_fact_is_changed_by_its_short_name_and_a_file_must_be_named(run: Run) -> None:
    said = run("ask", TRUCK, "--format", "json", data="save\nchange manufactured\nH13.2\n")
    assert "`save FILE` names the file" in said.stderr
    assert said.json["outcome"] == "admissible"


def test_it_is_saved_and_goes_on(run: Run, tmp_path: Path) -> None:
    """What was saved can be evaluated, and asked on from where it stopped."""
    kept = tmp_path / "case.json"
    first = run("ask", TRUCK, "--save", str(kept), data="2001-11\n\n")
    assert first.code == 0
    case = json.loads(kept.read_text())
    assert case["vehicle"]["manufactured"] == "2001-11"
    evaluated = run("evaluate", str(kept))
    assert evaluated.code == 0
    again = run("ask", str(kept), "--format", "json", data="H13.2\n")
    assert again.json["outcome"] == "admissible"


def test_a_place_that_cannot_be_written_is_bad_input(run: Run, tmp_path: Path) -> None:
    said = run("ask", TRUCK, "--save", str(tmp_path / "no" / "case.json"), data="\n")
    assert said.code == 2
    assert said.error["at"] == "--save"


@pytest.mark.parametrize("width", [50, 100])
def test_the_screen_shows_the_question_and_the_doors(width: int) -> None:
    turn = next(interview(Path(TRUCK).read_bytes()))
    assert turn.question is not None
    doors = {"outcome": turn.verdict.outcome, "paths": plain(turn.verdict.paths)}
    text = render_question(plain(turn.question), doors, width=width)
    flat = " ".join(text.split())
    assert "When was it built?" in flat
    assert "HS-7 box 1" in flat
    assert "Known so far: 2001 (H13)." in flat
    assert "from 2001-01-01 to 2001-11-21: yes, it may be imported" in flat
    assert all(len(line) <= width for line in text.splitlines())
    assert "Nothing that could still be asked matters." in render_question(None, doors, width=width)


def test_long_choices_are_described_and_countries_named() -> None:
    talk = interview({"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}},
                     opening=True)  # fmt: skip
    shown = []
    for turn in (next(talk), talk.send("JP")):
        doors = {"outcome": "admissible", "paths": plain(turn.verdict.paths)}
        shown.append(render_question(plain(turn.question), doors, width=80))
    assert "Cuba, Iran, North Korea: no" in shown[0] and "anything else: yes" in shown[0]
    assert "a name, or two letters such as CA" in shown[1] and "AL" not in shown[1]


def test_the_sets_of_questions_can_be_listed(run: Run) -> None:
    """Nothing is asked; the smallest sets come out, and whether these are all."""
    said = run("ask", str(ROOT / "examples/x-trail-2001.json"), "--sets", "--format", "json")
    assert said.json["complete"] is True
    assert [each["facts"] for each in said.json["sets"]] == [["vehicle.manufactured"]]
    assert said.stderr == ""
    text = run("ask", str(ROOT / "examples/hijet-2023-off-road.json"), "--sets")
    assert "Settled by every answer" in text.stdout
    assert "not certified: not yet" in text.stdout
    page = run("ask", TRUCK, "--sets", "--format", "html")
    assert page.code == 2
    assert page.error["at"] == "--format"


def test_it_begins_with_what_it_is_where_from_where_to_and_the_price(run: Run) -> None:
    said = run("ask", data="hello\n1999 Honda Akty\nJP\nTexas\n$5000\nstop\n")
    asked = said.stderr.splitlines()
    assert asked[0].startswith("Which vehicle is it?")
    assert "No vehicle is named in `hello`" in asked[1]
    assert asked[2] == "took `Akty` for Acty"
    for word, line in zip(("country", "state", "value"), asked[3:6], strict=True):
        assert word in line
    assert "Texas" in said.stdout and "landed total" in said.stdout


def test_the_first_question_takes_the_words_of_the_others(run: Run) -> None:
    said = run("ask", "--format", "json", data="back\nhelp\nstop\n1999 Honda Acty\n")
    assert said.json["outcome"] == "undetermined" and said.code == 0
    assert "`stop` ends the interview" in said.stderr and "Who made" not in said.stderr
    assert "in `" not in said.stderr  # none of them was taken for a vehicle


def test_a_vehicle_that_is_told_is_not_asked_for_again(run: Run) -> None:
    said = run("ask", TRUCK, data="H13.2\n")
    assert "Which vehicle" not in said.stderr


def test_an_answer_that_comes_through_a_pipe_names_no_file(run: Run, tmp_path: Path) -> None:
    """Only `--save` says where, and what is no case stays as it is."""
    letter = tmp_path / "letter.txt"
    letter.write_text("mine")
    said = run("ask", TRUCK, data=f"save {letter}\nsave {tmp_path / 'new.json'}\nstop\n")
    assert said.code == 0 and letter.read_text() == "mine"
    assert not (tmp_path / "new.json").exists() and "begin with `--save FILE`" in said.stderr
    said = run("ask", TRUCK, "--save", str(letter), data="stop\n")
    assert said.code == 2 and "is no case" in said.error["error"] and letter.read_text() == "mine"
    kept = tmp_path / "kept.json"
    for _ in range(2):
        assert run("ask", TRUCK, "--save", str(kept), data=f"save {kept}\nstop\n").code == 0
    assert json.loads(kept.read_text())["vehicle"] and list(tmp_path.iterdir()) == [letter, kept]
