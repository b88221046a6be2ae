# SPDX-License-Identifier: Apache-2.0
"""When it was built: bounded by the entry, the first registration and the production."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue import CatalogueRow, Match
from keiimport.facts.dates import format_date
from keiimport.facts.filling import (
    ARRIVED,
    BUILT,
    ENTERED,
    ENTRY,
    EVIDENCE,
    MODEL_YEAR,
    REGISTERED,
    Filling,
)
from keiimport.facts.sources import Confidence, Known
from keiimport.facts.vehicle_numbers import Numbers


def take_entry_day(filling: Filling, today: date) -> None:
    """Take the day of entry told, or `today` where none was."""
    told = filling.bounds_of(ENTRY)
    if told is None or told.low is None:
        ordinal, text = today.toordinal(), today.isoformat()
        filling.set(ENTRY, Known(Bounds.point(ordinal), text, "today", "verified"))
        filling.warnings.append(f"no entry date was told: today, {text}, is used")
        filling.entry_day = ordinal
    else:
        filling.entry_day = told.low


def take_other_days(filling: Filling) -> None:
    """Unless somebody says otherwise it arrives, and is entered, on the day of entry.

    Not the day of loading, which is never that one.
    """
    same_day = filling.known[ENTRY]._replace(source="derived")
    for name in (ENTERED, ARRIVED):
        if name not in filling.known:
            filling.set(name, same_day)


def bound_build(filling: Filling) -> None:
    """Bound the build by the first registration and by the day of entry.

    Raises:
        InputError: when it was built after it was first registered, or after it enters.
    """
    registered = filling.known.get(REGISTERED)
    built = filling.known.get(BUILT)
    if registered is not None:
        _compare_with_entry(filling, registered)
        built = _no_later_than(built, registered)
    elif filling.text_of(EVIDENCE) == "registration":
        filling.warnings.append(
            "a registration is told as the evidence of the build, but not its date: tell "
            "`vehicle.first_registered`, since it proves no more years than it is old itself"
        )
    if built is None or not isinstance(built.value, Bounds):
        return
    low, high = built.value.low, built.value.high
    if low is not None and low > filling.entry_day:
        entry = filling.known[ENTRY]
        day = f"today, {entry.text}" if entry.source == "today" else entry.text
        raise InputError(
            f"the vehicle was built after it enters: built {built.text}, entry {day}",
            at=BUILT,
            got=built.text,
            expected=f"a build no later than {date.fromordinal(filling.entry_day)}, or a "
            f"later `{ENTRY}`",
        )
    if high is None or high > filling.entry_day:
        built = built._replace(value=Bounds(low, filling.entry_day))
    filling.set(BUILT, built)


def _compare_with_entry(filling: Filling, registered: Known) -> None:
    assert isinstance(registered.value, Bounds)
    if registered.value.low is not None and registered.value.low > filling.entry_day:
        filling.warnings.append(
            f"first registered `{registered.text}`, which is after the day of entry, "
            f"{filling.known[ENTRY].text}: one of the two is wrong, unless it was first "
            "registered after the entry"
        )


def _no_later_than(built: Known | None, registered: Known) -> Known | None:
    """The build, which is never later than the first registration."""
    assert isinstance(registered.value, Bounds)
    last = registered.value.high
    if last is None:
        return built
    if built is None:
        text = f"{format_date(Bounds(None, last))}, by the first registration"
        return Known(Bounds(None, last), text, "first_registered", "verified")
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
    return Known(Bounds(low, last), text, "first_registered", "verified")


def check_production(filling: Filling, match: Match) -> None:
    """Compare the build with the months of production, or begin it there.

    Rows that a chassis code names, but that were ruled out, begin no build that nobody
    told; yet one told from before their time is as doubtful. So is one of a name that is
    known to have begun with these rows.
    """
    start, built = match.start, filling.known.get(BUILT)
    candidates = match.rows or match.ruled_out
    if start is None or not candidates:
        return
    first = min(candidates, key=_start_of)
    surely = match.numbered or first.is_first_of_its_name
    if not match.rows and not (surely and match.before_production):
        return
    narrows = filling.opens(BUILT) in ("lower", "other")
    if built is None or match.before_production:
        sure: Confidence = "unverified" if match.loose else match.start_confidence
        began = f"production of {first.title} began in {_month(start)} by the catalogue"
        began += " (unverified)" if sure == "unverified" else ""
        if built is None:
            _begin_build(filling, start, began, sure)
        elif narrows:
            later = f"{_month(start)} or later in the catalogue"
            _doubt_build(filling, built, later, began, sure)
        else:
            filling.warnings.append(f"built `{built.text}`, but {began}: what was told is used")
    elif match.after_production:
        end = max(row.produced.high or 0 for row in match.rows)
        filling.warnings.append(
            f"built `{built.text}`, but production of {match.rows[0].title} ended in "
            f"{_month(end)} by the catalogue: what was told is used"
        )
    elif narrows and built.source == "first_registered":
        _raise_build(filling, start, built)


def check_model_year(filling: Filling, numbers: Numbers) -> None:
    """Doubt a build that is too early for the model year told, or that of the VIN."""
    built, told = filling.known.get(BUILT), filling.known.get(MODEL_YEAR)
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
    if filling.opens(BUILT) not in ("lower", "other"):
        filling.warnings.append(f"built `{built.text}`, but {why}: what was told is used")
        return
    sure: Confidence = "verified" if told is None or told.source == "told" else told.confidence
    _doubt_build(filling, built, f"{first.year} or later by its model year", why, sure)


_EARLY = 2
"""Years before its model year in which a vehicle may have been built: no law, but more than
any maker is known to have taken."""


def check_codes(filling: Filling, groups: Iterable[Match]) -> None:
    """Doubt a build that does not fit every one of the chassis codes in conflict.

    It is believed only where the vehicles of all of them were in production by then: one
    that the catalogue does not know may be of any age.

    Args:
        filling: the case.
        groups: what the catalogue has for the codes of each number.
    """
    built = filling.known.get(BUILT)
    narrows = filling.opens(BUILT) in ("lower", "other")
    if built is None or not narrows:
        return
    if all(match.rows and not match.before_production for match in groups):
        return
    why = "not all of its chassis codes are of vehicles that were built by then"
    _doubt_build(filling, built, "later by its chassis codes", why, "verified")


def _doubt_build(filling: Filling, built: Known, later: str, why: str, sure: Confidence) -> None:
    """Built too early for what else is known: any day up to the entry may be right."""
    assert isinstance(built.value, Bounds)
    filling.contradicted.add(BUILT)
    text = f"{built.text} as told, {later}"
    filling.set(BUILT, Known(Bounds(built.value.low, filling.entry_day), text, built.source, sure))
    filling.warnings.append(
        f"built `{built.text}`, but {why}: any day up to the entry is taken as possible"
    )


def _begin_build(filling: Filling, start: int, began: str, sure: Confidence) -> None:
    """Nobody told the build: it is no earlier than production began."""
    if start > filling.entry_day:
        filling.warnings.append(f"{began}, which is after the day of entry")
        return
    text = f"{_month(start)} or later"
    filling.set(BUILT, Known(Bounds(start, filling.entry_day), text, "catalogue", sure))


def _raise_build(filling: Filling, start: int, built: Known) -> None:
    """Only a registration bounds the build: it is no earlier than production began.

    A later first day can only close a door, so how sure the build is stays as it was.
    """
    assert isinstance(built.value, Bounds)
    if built.value.low is None:
        value = Bounds(start, built.value.high)
        text = f"{_month(start)} or later by the catalogue, {built.text}"
        filling.set(BUILT, Known(value, text, "derived", built.confidence))


def _start_of(row: CatalogueRow) -> int:
    return row.produced.low or 0


def _month(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()[:7]
