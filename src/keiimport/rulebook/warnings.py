# SPDX-License-Identifier: Apache-2.0
"""What is suspicious of a rulebook, but not wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from keiimport.rulebook.checks import stem
from keiimport.rulebook.model import Clock, Rule, Rulebook, Window, entries, needed_by
from keiimport.rulebook.rows import DUTY_PREFIX, STATE_PREFIX

SHOWN_PREFIXES: Final = ("class.", "standard.", STATE_PREFIX, DUTY_PREFIX)
"""Conclusions that verdicts show whether or not another rule asks for them."""

STALE_AFTER: Final = 730
"""Days after which a row should be compared with its sources again."""

_CODE = re.compile(r"(\d+ (?:CFR|USC))(?: Part| part)? (\d+)")


def warnings(book: Rulebook, today: date | None = None) -> tuple[str, ...]:
    """What is suspicious but not wrong, each with its place.

    Args:
        book: the rules.
        today: the day by which a row is too long unchecked; none is where it is left out.
    """
    found = [*_unread(book), *_gaps(book), *_lonely_citations(book)]
    return tuple(found if today is None else [*found, *_stale(book, today)])


def _unread(book: Rulebook) -> Iterator[str]:
    """Conclusions that nobody reads, or that no rule concludes."""
    read = {name for entry in entries(book) for name in needed_by(entry)}
    read.update(name for row in book.tariff for name in row.headings)
    concluded = {rule.concludes for rule in book.rules}
    for name, conclusion in book.conclusions.items():
        shown = conclusion.explain != "when_used" or name.startswith(SHOWN_PREFIXES)
        if name not in read and not shown:
            yield f"{conclusion.place}: nobody asks for `{name}`"
        if name not in concluded and conclusion.gap is None:
            yield f"{conclusion.place}: no rule concludes `{name}`"


def _gaps(book: Rulebook) -> Iterator[str]:
    """Days between two texts of one conclusion on which none of them is in force."""
    texts: dict[tuple[str, str, Clock], list[tuple[Rule, Window]]] = defaultdict(list)
    for rule in book.rules:
        version = stem(rule.id) if rule.adds else rule.concludes
        if rule.window is not None and rule.applies is None and version is not None:
            texts[rule.concludes, version, rule.window.clock].append((rule, rule.window))
    for (name, _, clock), versions in texts.items():
        versions.sort(key=lambda version: version[1].start or 0)
        for (one, before), (other, after) in pairwise(versions):
            if before.end is None or after.start is None or after.start <= before.end + 1:
                continue
            first, last = (
                date.fromordinal(day).isoformat() for day in (before.end + 1, after.start - 1)
            )
            yield (
                f"{other.place}: no text of `{name}` is in force from {first} to {last} (clock "
                f"{clock}), between `{one.id}` and `{other.id}`"
            )


def _lonely_citations(book: Rulebook) -> Iterator[str]:
    """Parts of a code that are cited once in all, where others of the file cite one like it."""
    everywhere: Counter[str] = Counter()
    files: dict[str, dict[str, str]] = defaultdict(dict)
    for part in entries(book):
        for cite in part.cite:
            if part.place is not None and (found := _CODE.match(cite)):
                law = f"{found[1]} {found[2]}"
                everywhere[law] += 1
                stem_of_file = part.place.file.rpartition(".")[0]
                files[stem_of_file][law] = f"{part.place}: `{part.id}`"
    for cited in files.values():
        for law, where in cited.items():
            near = [other for other in cited if _one_off(other, law) and everywhere[other] > 1]
            if everywhere[law] == 1 and near:
                yield f"{where} alone cites {law}, and others here {near[0]}: is it misspelt?"


def _one_off(one: str, other: str) -> bool:
    """Whether two texts differ by one character, or by two that changed places."""
    if len(one) == len(other):
        places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(places) == 2 and sorted(one[i] for i in places) == sorted(
            other[i] for i in places
        )
        return len(places) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _stale(book: Rulebook, today: date) -> Iterator[str]:
    """Rows that nobody compared with their sources for long."""
    for row in book.states:
        if today.toordinal() - row.last_checked > STALE_AFTER:
            day = date.fromordinal(row.last_checked).isoformat()
            yield f"{row.place}: `{row.rule}` was last checked on {day}, over two years ago"
