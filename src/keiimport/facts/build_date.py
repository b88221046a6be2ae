# SPDX-License-Identifier: Apache-2.0
"""When it was built: bounded by the entry, the first registration and the production."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue import CatalogueRow, Match
from keiimport.facts.catalogue_rows import LAST_OF_ITS_NAME
from keiimport.facts.completion import (
    ARRIVED,
    BUILT,
    ENTERED,
    ENTRY,
    EVIDENCE,
    MODEL_YEAR,
    REGISTERED,
    Completion,
)
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.exhaust import ExhaustPrefix
from keiimport.facts.sources import Confidence, Source, SourcedValue, weakest
from keiimport.facts.vehicle_numbers import Numbers


def take_entry_day(completion: Completion, today: date) -> None:
    """Take the day of entry told, or `today` where none was."""
    told = completion.bounds_of(ENTRY)
    if told is None or told.low is None:
        ordinal, text = today.toordinal(), today.isoformat()
        completion.set(ENTRY, SourcedValue(Bounds.point(ordinal), text, "today", "verified"))
        completion.warnings.append(f"no entry date was told: today, {text}, is used")
        completion.entry_day = ordinal
    else:
        completion.entry_day = told.low


def take_other_days(completion: Completion) -> None:
    """Unless somebody says otherwise it arrives, and is entered, on the day of entry.

    Not the day of loading, which is never that one.
    """
    same_day = completion.known[ENTRY]._replace(source="derived")
    for name in (ENTERED, ARRIVED):
        if name not in completion.known:
            completion.set(name, same_day)


def bound_build(completion: Completion) -> None:
    """Bound the build by the first registration and by the day of entry.

    Raises:
        InputError: when it was built after it was first registered, or after it enters.
    """
    registered = completion.known.get(REGISTERED)
    built = completion.known.get(BUILT)
    if registered is not None:
        _compare_with_entry(completion, registered)
        built = _no_later_than(built, registered)
    elif completion.text_of(EVIDENCE) == "registration":
        completion.warnings.append(
            "a registration is told as the evidence of the build, but not its date: tell "
            "`vehicle.first_registered`, since it proves no more years than it is old itself"
        )
    if built is None or not isinstance(built.value, Bounds):
        return
    low, high = built.value.low, built.value.high
    if low is not None and low > completion.entry_day:
        entry = completion.known[ENTRY]
        day = f"today, {entry.text}" if entry.source == "today" else entry.text
        raise InputError(
            f"the vehicle was built after it enters: built {built.text}, entry {day}",
            at=BUILT,
            got=built.text,
            expected=f"a build no later than {date.fromordinal(completion.entry_day)}, or a "
            f"later `{ENTRY}`",
        )
    if high is None or high > completion.entry_day:
        built = built._replace(value=Bounds(low, completion.entry_day))
    completion.set(BUILT, built)


def _compare_with_entry(completion: Completion, registered: SourcedValue) -> None:
    assert isinstance(registered.value, Bounds)
    if registered.value.low is not None and registered.value.low > completion.entry_day:
        completion.warnings.append(
            f"first registered `{registered.text}`, which is after the day of entry, "
            f"{completion.known[ENTRY].text}: one of the two is wrong, unless it was first "
            "registered after the entry"
        )


def _no_later_than(built: SourcedValue | None, registered: SourcedValue) -> SourcedValue | None:
    """The build, which is never later than the first registration."""
    assert isinstance(registered.value, Bounds)
    last = registered.value.high
    if last is None:
        return built
    if built is None:
        text = f"{format_date(Bounds(None, last))}, by the first registration"
        return SourcedValue(Bounds(None, last), text, "first_registered", "verified")
    assert isinstance(built.value, Bounds)
    low, high = built.value.low, built.value.high
    if low is not None and low > last:
        raise InputError(
            "the vehicle was built after it was first registered: built "
            f"{built.text}, first registered {registered.text}",
            at=BUILT,
            got=built.text,
            expected=f"a build no later than {date.fromordinal(last)}",
        )
    if high is not None and high <= last:
        return built
    text = f"{built.text}, by {date.fromordinal(last)} when it was first registered"
    return SourcedValue(Bounds(low, last), text, "first_registered", "verified")


_EARLY_MONTHS = 12
"""Catalogues mostly name the day of sale: a vehicle may be built so many months before."""

_LATE_MONTHS = 24
"""Longer than that no vehicle waits for its first registration."""


class _Window(NamedTuple):
    """When vehicles like it were built.

    Attributes:
        seen: the days, as they were seen.
        days: the same with the margin for how well they were seen.
        by: what says so, in short words.
        because: the same as a clause.
        source: where it comes from.
        confidence: how well it was seen.
    """

    seen: Bounds
    days: Bounds
    by: str
    because: str
    source: Source
    confidence: Confidence


def bound_by_production(completion: Completion, match: Match, prefix: ExhaustPrefix | None) -> None:
    """Bound the build by the months of production, and by the years of its exhaust prefix.

    Rows that were ruled out say nothing, but for those of a name that is known to have begun
    with them.
    """
    rows = match.rows
    if match.other_years:
        first = min(match.ruled_out, key=lambda row: row.produced.low or 0)
        rows = match.ruled_out if first.is_first_of_its_name else ()
    windows = [_production(rows, match.numbered)] if rows else []
    if prefix is not None:
        windows.append(_of_prefix(prefix))
    built = completion.known.get(BUILT)
    if built is not None and any(_contradicts(completion, built, window) for window in windows):
        return
    if windows:
        _narrow(completion, built, _joined(windows))


@lru_cache(maxsize=4096)
def _production(rows: tuple[CatalogueRow, ...], numbered: bool) -> _Window:
    seen, days = rows[0].produced, rows[0].may_be_built
    for row in rows:
        seen, days = seen.hull(row.produced), days.hull(row.may_be_built)
    latest = max(rows, key=lambda row: row.produced.high or 0)
    if not numbered and LAST_OF_ITS_NAME not in latest.note:
        # something of the name may have been built after them
        seen, days = Bounds(seen.low, None), Bounds(days.low, None)
    sure = weakest(c for row in rows for c in (row.start_confidence, row.end_confidence))
    sure = sure if numbered else "unverified"
    first = min(rows, key=lambda row: row.produced.low or 0)
    began = f"began in {_month(seen.low)}" if seen.low is not None else ""
    ended = f"ended in {_month(seen.high)}" if seen.high is not None else ""
    because = f"production of {first.title} {' and '.join(filter(None, (began, ended)))}"
    because += " by the catalogue" + (" (unverified)" if sure == "unverified" else "")
    return _Window(seen, days, "in the catalogue", because, "catalogue", sure)


def _of_prefix(prefix: ExhaustPrefix) -> _Window:
    because = f"its exhaust prefix was given {prefix.years}"
    by, sure = "by its exhaust prefix", prefix.confidence
    return _Window(prefix.given, prefix.given, by, because, "derived", sure)


def _joined(windows: Sequence[_Window]) -> _Window:
    """What all windows allow, or any of them where they do not fit each other."""
    last = min(windows, key=lambda w: date.max.toordinal() if w.days.high is None else w.days.high)
    days = windows[0].days
    for window in windows[1:]:
        days = days.intersect(window.days) or days.hull(window.days)
    because = " and ".join(window.because for window in windows)
    return last._replace(days=days, because=because)


def _contradicts(completion: Completion, built: SourcedValue, window: _Window) -> bool:
    """Doubt a build from before a window; warn of one from after it, which is believed."""
    assert isinstance(built.value, Bounds)
    low, high = built.value.low, built.value.high
    begin, end = window.days.low, window.days.high
    told = f"built `{built.text}`, but {window.because}"
    if begin is not None and high is not None and high < begin:
        if completion.opens(BUILT) not in ("lower", "other"):
            completion.warnings.append(f"{told}: what was told is used")
            return True
        assert window.seen.low is not None
        until = completion.entry_day if end is None else min(end, completion.entry_day)
        if end is None and high >= months_later(window.seen.low, -_EARLY_MONTHS):
            until = min(_soon_after(window.seen.low), until)
        later = f"{_month(window.seen.low)} or later {window.by}"
        _doubt_build(completion, built, later, window.because, until, window.confidence)
        return True
    if end is None:
        return False
    if low is not None and low > end:
        completion.warnings.append(f"{told}: what was told is used")
        return True
    registered = completion.known.get(REGISTERED)
    if low is None and registered is not None:
        assert isinstance(registered.value, Bounds)
        if (registered.value.low or 0) > months_later(end, _LATE_MONTHS):
            completion.contradicted.add(BUILT)
            completion.warnings.append(
                f"first registered {registered.text}, but {window.because}: one of the two is wrong"
            )
    return False


def _narrow(completion: Completion, built: SourcedValue | None, window: _Window) -> None:
    """Bound a build that nobody told; one that is told keeps the ends that it has."""
    low, high = window.days.low, window.days.high
    last = completion.entry_day if high is None else min(high, completion.entry_day)
    if built is not None:
        assert isinstance(built.value, Bounds)
        if built.value.low is None and low is not None and completion.opens(BUILT) is not None:
            text = f"{_month(low)} or later {window.by}, {built.text}"
            value = Bounds(low, built.value.high)
            completion.set(BUILT, SourcedValue(value, text, "derived", built.confidence))
    elif low is not None and low > completion.entry_day:
        completion.warnings.append(f"{window.because}, which is after the day of entry")
    elif low is not None or high is not None:
        text = f"{_month(last)} or earlier"
        if low is not None:
            text = f"{_month(low)} or later"
            if last < completion.entry_day:
                text = f"between {_month(low)} and {_month(last)}"
                completion.warnings.append(
                    f"nobody said when it was built: {window.because}, so the papers have to say "
                    f"a day {text}"
                )
        completion.set(
            BUILT, SourcedValue(Bounds(low, last), text, window.source, window.confidence)
        )


def _soon_after(start: int) -> int:
    """The last day of the month after that in which production began."""
    return months_later(start, 2) - 1


def check_model_year(completion: Completion, numbers: Numbers) -> None:
    """Doubt a build that is too early for the model year told, or that of the VIN."""
    built, told = completion.known.get(BUILT), completion.known.get(MODEL_YEAR)
    years = [] if numbers.model_year is None else [numbers.model_year]
    if told is not None and isinstance(told.value, Bounds) and told.value.low is not None:
        years.append(told.value.low)
    if built is None or not years:
        return
    assert isinstance(built.value, Bounds)
    year = max(years)
    first = date(year - _EARLY, 1, 1)
    if built.value.high is None or built.value.high >= first.toordinal():
        return
    whose = "told" if numbers.model_year != year else "of the VIN"
    why = f"its model year {whose} is {year}, and none of that is built before {first.year}"
    if completion.opens(BUILT) not in ("lower", "other"):
        completion.warnings.append(f"built `{built.text}`, but {why}: what was told is used")
        return
    sure: Confidence = "verified" if told is None or told.source == "told" else told.confidence
    later = f"{first.year} or later by its model year"
    _doubt_build(completion, built, later, why, completion.entry_day, sure)


_EARLY = 2
"""Years before its model year in which a vehicle may have been built: no law, but more than
any maker is known to have taken."""


def check_codes(completion: Completion, groups: Iterable[Match]) -> None:
    """Doubt a build that does not fit every one of the chassis codes in conflict.

    It is believed only where the vehicles of all of them were in production by then: one
    that the catalogue does not know may be of any age.

    Args:
        completion: the case.
        groups: what the catalogue has for the codes of each number.
    """
    built = completion.known.get(BUILT)
    if built is None or completion.opens(BUILT) not in ("lower", "other"):
        return
    assert isinstance(built.value, Bounds)
    if built.value.high is not None and all(
        any((row.may_be_built.low or 0) <= built.value.high for row in match.rows)
        for match in groups
    ):
        return
    why = "not all of its chassis codes are of vehicles that were built by then"
    _doubt_build(
        completion, built, "later by its chassis codes", why, completion.entry_day, "verified"
    )


def _doubt_build(
    completion: Completion, built: SourcedValue, later: str, why: str, until: int, sure: Confidence
) -> None:
    """Built too early for what else is known: any day up to `until` may be right."""
    assert isinstance(built.value, Bounds)
    completion.contradicted.add(BUILT)
    text = f"{built.text} as told, {later}"
    completion.set(BUILT, SourcedValue(Bounds(built.value.low, until), text, built.source, sure))
    day = "the entry" if until == completion.entry_day else date.fromordinal(until).isoformat()
    completion.warnings.append(
        f"built `{built.text}`, but {why}: any day up to {day} is taken as possible"
    )


def _month(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()[:7]
