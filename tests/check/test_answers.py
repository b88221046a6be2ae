# SPDX-License-Identifier: Apache-2.0
"""The short answers that people meet first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.answers import DAY, DEMO, GOLDEN, answers

import keiimport

ROOT = Path(__file__).parents[2]


def test_the_answers_are_those_of_the_file() -> None:
    """`make generate` writes it anew; a reader of its difference judges the change."""
    assert answers() == GOLDEN.read_text(encoding="utf-8")


def test_the_demonstration_fits_on_three_screens() -> None:
    shown = [keiimport.check(question, date=DAY).to_text() for question in DEMO]
    assert sum(len(text.splitlines()) + 2 for text in shown) <= 75


def test_make_asks_what_is_tested_here() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = re.findall(r"^ASK[0-9] +:= (.*)$", makefile, re.MULTILINE)
    assert tuple(asked) == DEMO


@pytest.mark.parametrize("option", [{"state": "TX"}, {"price": 5000}, {"origin": "JP"}])
def test_options_tell_what_words_tell(option: dict[str, object]) -> None:
    said = {"state": "to Texas", "price": "for 5000 dollars", "origin": "from Japan"}
    (name,) = option
    by_words = keiimport.check("1998 Suzuki Carry", said[name], date=DAY).verdict.to_dict()
    by_option = keiimport.check("1998 Suzuki Carry", date=DAY, **option).verdict.to_dict()  # type: ignore[arg-type]
    assert by_words["outcome"] == by_option["outcome"]
    assert by_words["duty"]["rate"] == by_option["duty"]["rate"]
