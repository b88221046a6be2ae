# SPDX-License-Identifier: Apache-2.0
"""The days on which vehicles may come in as calendar entries (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from keiimport.report.html import environment
from keiimport.report.words import Json, clean, cleaned, day_words, labels

FOLD: Final = 75  # octets of the longest line (RFC 5545, 3.1)
AHEAD: Final = 30  # days before the day on which the reminder rings


class Entry(NamedTuple):
    """An all-day entry: its day, its title and what stands under it."""

    day: date
    title: str
    text: str

    @property
    def day_after(self) -> date:
        """The day on which it is over."""
        return self.day + timedelta(days=1)

    @property
    def uid(self) -> str:
        """What tells it from any other."""
        return sha256(f"{self.day}\n{self.title}".encode()).hexdigest()[:32]


def entries(timeline: Json, vehicle: str) -> Iterator[Entry]:
    """The day from which on a vehicle certainly may come in, and the first on which it may.

    Nothing where it may come in on the day of entry already, or never.
    """
    timeline = cleaned(timeline)
    entry, certain, possible = (
        timeline[key] for key in ("entry_date", "earliest", "earliest_possible")
    )
    names = labels(timeline["paths"])
    opened = [
        names[path["id"]]
        for path in timeline["paths"]
        if certain and path["opens_on"] and entry < path["opens_on"] <= certain
    ]
    through = f" Doors that have opened by then: {', '.join(opened)}." if opened else ""
    law = f"By the law of {day_words(timeline['law_as_of'])}, if it is still the same."
    if certain > entry:
        text = f"From this day on it certainly may come in; it must not arrive earlier.{through}"
        yield Entry(date.fromisoformat(certain), f"May come in: {vehicle}", f"{text} {law}")
    if possible != certain and possible > entry:
        text = "The first day on which it may come in, if its papers show that it is old enough."
        title = f"May come in at the earliest: {vehicle}"
        yield Entry(date.fromisoformat(possible), title, f"{text} {law}")


def render(found: Iterable[Entry], stamp: str) -> str:
    """A calendar of all-day entries, each with a reminder; the same entries give the same text."""
    template = environment().get_template("calendar.ics")
    text = template.render(
        found=found, stamp=stamp.replace("-", ""), escaped=_escaped, days_ahead=AHEAD
    )
    return "\r\n".join(part for line in text.split("\n") for part in _folded(line))


def _escaped(text: str) -> str:
    """Text as RFC 5545 writes it (3.3.11)."""
    return re.sub(r"[\\;,]", r"\\\g<0>", clean(text))


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, cut between characters; what follows begins blank."""
    part = ""
    for mark in line:
        if len(f"{part}{mark}".encode()) > FOLD:
            yield part
            part = " "
        part += mark
    yield part
