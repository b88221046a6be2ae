# SPDX-License-Identifier: Apache-2.0
"""The days on which vehicles may come in as calendar entries (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from keiimport.report.html import written
from keiimport.report.words import Json, cleaned, day_words, labels

FOLD: Final = 75  # octets of the longest line (RFC 5545, 3.1)
AHEAD: Final = 30  # days before the entry for the reminder


class Entry(NamedTuple):
    """An all-day entry: its day, title and description."""

    day: date
    title: str
    text: str

    @property
    def after(self) -> date:
        """The next day, on which it ends."""
        return self.day + timedelta(days=1)

    @property
    def uid(self) -> str:
        """Its identifier, the same whenever it is written."""
        return sha256(f"{self.day}\n{self.title}".encode()).hexdigest()[:32]


def entries(timeline: Json, vehicle: str) -> Iterator[Entry]:
    """The first day a vehicle may come in, and the first on which it certainly may."""
    timeline = cleaned(timeline)
    keys = ("entry_date", "earliest", "earliest_possible")
    entry, certain, possible = (timeline[key] for key in keys)
    names = labels(timeline["paths"])
    paths = [path for path in timeline["paths"] if path["opens_on"]]
    opened = [names[path["id"]] for path in paths if entry < path["opens_on"] <= certain]
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
    text = written("calendar.ics", noted=[*found], stamp=stamp.replace("-", ""), days_ahead=AHEAD)
    return "\r\n".join(part for line in text.split("\n") for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, cut between characters; what follows begins blank."""
    part = ""
    for mark in line:
        if len(f"{part}{mark}".encode()) > FOLD:
            yield part
            part = " "
        part += mark
    yield part
