# SPDX-License-Identifier: Apache-2.0
"""`keiimport when`: the timeline from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from tests.cli.conftest import ROOT

from keiimport.engine import Engine
from keiimport.report.calendar import Entry, render
from keiimport.report.text import render_timeline

Run = Callable[..., Any]
SAKURA = "examples/sakura-2022.json"


def test_json_is_the_timeline(run: Run) -> None:
    answer = run("when", SAKURA)
    assert (answer.code, answer.stderr) == (0, "")
    days = [change["day"] for change in answer.json["changes"] if change["what"] == "whole"]
    assert days == ["2047-06-01", "2047-06-30"]


def test_text_draws_it(run: Run) -> None:
    text = run("when", SAKURA, "--format", "text").stdout
    lines = {line.split("  ")[0]: line for line in text.splitlines()}
    assert lines["altogether"].endswith("█")
    assert "1 January 2043  EPA: open; 3520-1 code E: open" in text
    assert "30 June 2047    altogether: open; NHTSA: open; HS-7 box 1: open" in text
    assert "49 CFR 591.5(i)(1)" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_its_legend_and_its_days_fit_a_terminal_of_80_columns() -> None:
    found = Engine().evaluate((ROOT / SAKURA).read_bytes()).timeline()
    lines = render_timeline(found.to_dict(), width=80).splitlines()
    assert sum("█ open" in line and "- closed" in line for line in lines) == 1
    assert lines[2].endswith(" 2047-06-30")


def test_until_cuts_it(run: Run) -> None:
    answer = run("when", SAKURA, "--until", "2045-12-31").json
    assert answer["periods"][-1]["until"] == "2045-12-31"
    assert answer["changes_again"] == "2047-06-01"


def test_many_cases_take_a_line_each(run: Run) -> None:
    good = json.dumps({"vehicle": {"manufactured": "2010"}, "entry": {"date": "2026-11-21"}})
    answer = run("when", "-", data=f"{good}\n{{}}x\n{good}\n")
    assert answer.code == 0
    assert [row.get("line") for row in answer.rows] == [None, 2, None]
    assert answer.rows[0]["outcome"] == "not_yet" or answer.rows[0]["periods"]
    assert "line 2" in answer.rows[1]["error"]["error"]


def test_a_defect_costs_one_case_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate = Engine.evaluate

    def broken(self: Engine, case: Any, **options: Any) -> Any:
        return 1 // 0 if case.vehicle.make == "broken" else evaluate(self, case, **options)

    monkeypatch.setattr(Engine, "evaluate", broken)
    bad = json.dumps({"vehicle": {"make": "broken"}})
    good = json.dumps({"vehicle": {"manufactured": "2010"}, "entry": {"date": "2026-11-21"}})
    answer = run("when", "-", data=f"{bad}\n{good}\n")
    assert answer.code == 0
    assert "keiimport itself failed" in answer.rows[0]["error"]["error"]
    assert answer.rows[1]["periods"]


def test_bad_input_is_said(run: Run) -> None:
    answer = run("when", "-", data='{"vehicle": {"manufactured": "soon"}}')
    assert answer.code == 2
    assert answer.error["at"] == "vehicle.manufactured"
    assert run("when", SAKURA, "--until", "soon").code == 2


def test_a_calendar_has_the_certain_day_the_possible_day_and_a_reminder(run: Run) -> None:
    """RFC 5545, as a calendar library reads it."""
    said = run("when", SAKURA, "--format", "ics")
    assert said.code == 0
    calendar = icalendar.Calendar.from_ical(said.stdout)
    events = calendar.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2047, 6, 30), date(2047, 6, 1)]
    for event in events:
        assert "Nissan Sakura (B6AW), built 2022-06" in str(event["SUMMARY"])
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("TRIGGER") == timedelta(days=-30)
    assert len({str(event["UID"]) for event in events}) == 2
    assert not any(event.errors for event in events)


def test_lines_of_a_calendar_are_folded_and_end_as_the_standard_says() -> None:
    entry = Entry(date(2047, 6, 30), "アクティ" * 30, "soon; or, \\ later" * 20)
    text = render([entry], "2026-11-21")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line for line in lines)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == entry[1:]


def test_a_file_of_cases_makes_one_calendar(run: Run) -> None:
    cases = [
        {"vehicle": {"make": "スズキ", "model": "A, B; C\\D", "manufactured": built},
         "entry": {"date": "2026-11-21"}}
        for built in ("2010-05-03", "1990-01", "2099")
    ]  # fmt: skip
    said = run("when", "-", "--format", "ics", data=json.dumps(cases))
    assert "built 2099" in said.stderr
    assert "1 of 2 may come in already" in said.stderr
    (event,) = icalendar.Calendar.from_ical(said.stdout).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2035, 5, 3)
    assert "A, B; C\\D" in str(event["SUMMARY"])


def test_the_same_cases_give_the_same_calendar(run: Run) -> None:
    assert run("when", SAKURA, "--format", "ics").stdout == run(
        "when", SAKURA, "--format", "ics"
    ).stdout  # fmt: skip
