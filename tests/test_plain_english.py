# SPDX-License-Identifier: Apache-2.0
"""Everything that rules and words can print is what a customs broker would say aloud.

`plain_english.csv` lists phrases that no person should read, with what to say instead, and the few
sentences that are hard to read for a reason.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import median

import textstat
from tests.verdict.cases import EXAMPLES, example

import keiimport
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.files import rules_folder, scenario_names

HERE = Path(__file__).parent
LISTED = list(csv.DictReader((HERE / "plain_english.csv").read_text("utf-8").splitlines()))
BANNED = [re.compile(row["text"], re.IGNORECASE) for row in LISTED if row["kind"] == "banned"]
HARD = [row["text"] for row in LISTED if row["kind"] == "hard"]

FLOOR = 40
"""The Flesch reading ease below which a sentence is for scholars."""

ORDINARY = 70
"""That of half of all sentences at least: plain English."""

FEWEST_WORDS = 15
"""Below that a long word or two decide the figure, and nothing is told of how a sentence reads."""

PROSE = {
    *("title", "because", "otherwise", "say", "name", "unsaid", "opening", "gap", "unless", "text"),
    *("question", "where", "todo", "cost", "if_wrong", "note", "label", "refundable", "conditions"),
    *("always", "scope", "law", "proposal", "invention", "sentences", "choices"),
    *("plate", "roads", "use_limits", "grandfather"),
}
"""The fields of the models whose text people read."""


def sentences(part: object, field: str = "") -> Iterator[str]:
    """Every text for people in a part of a rulebook."""
    if isinstance(part, str):
        if field in PROSE and " " in part:
            yield part
    elif names := getattr(part, "_fields", None) or getattr(part, "__dataclass_fields__", None):
        for name in names:
            yield from sentences(getattr(part, name), name)
    elif isinstance(part, Vocabulary):
        yield from sentences(list(part.values()))
        yield from sentences(list(part.sentences.values()), "sentences")
    elif isinstance(part, Mapping):
        for key, each in part.items():
            # the words of a state stand under the names of their columns
            yield from sentences(each, key if field == "texts" else field)
    elif isinstance(part, list | tuple | frozenset):
        for each in part:
            yield from sentences(each, field)


@cache
def printed() -> tuple[str, ...]:
    """Every sentence that rules and words can print, reforms among them, once."""
    law = keiimport.load_rulebook()
    # a reform stands in for doors of the law, so both are walked
    reformed = keiimport.load_rulebook(scenarios=scenario_names(rules_folder()))
    return tuple(dict.fromkeys([*sentences(law), *sentences(reformed)]))


@cache
def answered() -> tuple[str, ...]:
    """What the examples come to: the answer, the short text and the full one."""
    verdicts = [example(name) for name in sorted(EXAMPLES)]
    return tuple(text for v in verdicts for text in (v.answer, v.to_text(), v.to_text(full=True)))


def read_aloud(sentence: str) -> str:
    """A sentence without its places, its keys, its citations in brackets and other scripts."""
    text = re.sub(r"\{[^}]*\}", "it", sentence)
    text = re.sub(r"\([^)]*\)|`[^`]*`|[^\x00-\x7f]", "", text)
    # each part of a sentence is taken in on its own
    return re.sub(r"\s*[;:] ", ". ", text)


def test_every_kind_of_sentence_is_walked() -> None:
    """Facts, rules, papers, gates, remarks, presumptions, states, the tariff, forms and words."""
    found = set(printed())
    for sentence in (
        "date of manufacture",
        "it turns 25",
        "HS-7 declaration with box 1 and the date of manufacture",
        "there is foreign soil on it, which is never let in, not even on a vehicle",
        "hardly any vehicle but a bus seats ten people",
        "roads posted up to 35 mph",
        "we found no limit on its roads",
        "parts pay from 0 to 4 %, depending on what they are",
        "the four digits of that port",
        "only if you ask for it",
    ):
        assert sentence in found
    assert len(found) > 2500


def test_nobody_reads_a_banned_phrase() -> None:
    """Neither in what can be printed nor in what the examples come to."""
    read = [*printed(), *(" ".join(text.split()) for text in answered())]
    for banned in BANNED:
        assert not [text for text in read if banned.search(text)], banned.pattern


def test_sentences_read_easily() -> None:
    """No sentence is for scholars, but for the few that are listed with their reason."""
    ease = {
        text: textstat.flesch_reading_ease(read_aloud(text))
        for text in printed()
        if len(read_aloud(text).split()) >= FEWEST_WORDS
    }
    hard = {text: found for text, found in ease.items() if found < FLOOR}
    assert not {text: found for text, found in hard.items() if not text.startswith(tuple(HARD))}
    # what is easy by now needs no leave
    assert all(any(text.startswith(start) for text in hard) for start in HARD)
    assert median(ease.values()) >= ORDINARY


def test_answers_read_easily() -> None:
    """The answer of every example is plain English as a whole."""
    ease = {name: textstat.flesch_reading_ease(example(name).answer) for name in EXAMPLES}
    assert {name: found for name, found in ease.items() if found < 60} == {}
