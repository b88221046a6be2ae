# SPDX-License-Identifier: Apache-2.0
"""The build date, limited by entry, first registration and production."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, reduce
from typing import NamedTuple

from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue import Match, Warned
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.completion import BUILT, ENTRY, MODEL_YEAR, REGISTERED, Completion
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.identity import Numbers, is_light
from keiimport.facts.problems import refused
from keiimport.facts.sources import MARGINS, Confidence, Source, SourcedValue, weakest


def take_entry_day(completion: Completion, today: date) -> None:
    """Use the entry date told, or `today`, and the same for arrival and formal entry by default."""
    first = completion.bounds_of(ENTRY).low
    if first is None:
        first, text = today.toordinal(), today.isoformat()
        completion.known[ENTRY] = SourcedValue(Bounds.point(first), text, "today", "verified")
        completion.warn("today", day=text)
    completion.entry_day = first
    same_day = completion.known[ENTRY]._replace(source="derived")
    for name in ("entry.entered", "entry.arrived"):
        completion.offer(name, same_day)


def bound_build(completion: Completion) -> None:
    """Limit the build date by the first registration and the day of entry."""
    registered, entry = completion.known.get(REGISTERED), completion.known[ENTRY]
    if registered is not None:
        if (registered.bounds.low or 0) > completion.entry_day:
            completion.warn("registered_later", value=registered.text, day=entry.text)
        _bound_by_registration(completion, registered)
    elif completion.text_of("vehicle.manufactured_evidence") == "registration":
        completion.warn("registration_day")
    built, last = completion.known.get(BUILT), completion.entry_day
    if built is None:
        return
    day = f"today, {entry.text}" if entry.source == "today" else entry.text
    _check_built_by(built, last, "built_after_entry", entry=day)
    low, high = built.bounds
    if high is None or high > last:
        completion.known[BUILT] = built._replace(value=Bounds(low, last))


def _bound_by_registration(completion: Completion, registered: SourcedValue) -> None:
    built, last, low = completion.known.get(BUILT), registered.bounds.high, None
    if last is None:
        return
    if built is None:
        text = completion.say("by_registration", built=format_date(Bounds(None, last)))
    else:
        _check_built_by(built, last, "built_after_registration", registered=registered.text)
        low, high = built.bounds
        if high is not None and high <= last:
            return
        text = completion.say("when_registered", built=built.text, day=date.fromordinal(last))
    completion.known[BUILT] = SourcedValue(Bounds(low, last), text, "first_registered", "verified")


def _check_built_by(built: SourcedValue, last: int, error: str, **words: str) -> None:
    if built.bounds.low is not None and built.bounds.low > last:
        raise refused(built.text, error, last=date.fromordinal(last), **words)


class _Window(NamedTuple):
    """The days on which vehicles like this one were built."""

    seen: Bounds
    days: Bounds  # the same with the margin for how well they were seen
    by: str  # what says so, by the name of a sentence of `words.yaml`
    because: tuple[Warned, ...]
    source: Source
    confidence: Confidence


def bound_by_production(completion: Completion, match: Match, numbers: Numbers) -> None:
    """Limit the build date by the production months, the exhaust prefix and the model year.

    Catalogue rows that were ruled out are used only if a name is known to begin with them. Rows for
    other markets still show when vehicles of a name were built, since the catalogue may lack some
    of those sold in the market told.
    """
    rows = match.rows + match.elsewhere
    if match.other_years:
        first = min(match.ruled_out, key=lambda row: row.produced.low or 0)
        rows = match.ruled_out if first.is_first_of_its_name else ()
    windows = [_production(rows, match.numbered)] if rows else []
    if prefix := numbers.prefix:
        because = (("prefix", {"years": prefix.years}),)
        given, sure = prefix.given, prefix.confidence
        windows.append(_Window(given, given, "by_prefix", because, "derived", sure))
    told = completion.bounds_of(MODEL_YEAR)
    if numbers.model_year is not None and numbers.vin and numbers.vin.north_american:
        windows.append(_of_model_year(numbers.model_year, is_light(completion)))
    elif told.low is not None and told.exact:
        window = _of_model_year(told.low, True, "model_year")
        windows.append(window._replace(by="by_model_year", source="derived"))
    built = completion.known.get(BUILT)
    contradicted = built and any(_contradicts(completion, built, window) for window in windows)
    if windows and not contradicted:
        _narrow(completion, built, _joined(windows))


def in_production(completion: Completion, match: Match) -> Match:
    """Keep the rows that fit the model year and first registration told; all if none fits."""
    rows = match.rows
    year, registered = completion.bounds_of(MODEL_YEAR), completion.bounds_of(REGISTERED)
    if year.low is not None and year.exact:
        days = _of_model_year(year.low, True).days
        rows = tuple(row for row in rows if row.may_be_built.overlaps(days))
    if registered.low is not None:
        soonest = months_later(registered.low, -MARGINS["registration"])
        rows = tuple(r for r in rows if r.may_be_built.overlaps(Bounds(soonest, registered.high)))
    return match._replace(rows=rows or match.rows)


def _of_model_year(year: int, light: bool, name: str = "vin_model_year") -> _Window:
    """When vehicles of a model year were built; a heavy truck's VIN may mean 30 years later."""
    first, last = _first_day(year), date(year + 1, 12, 31)
    days = Bounds(first.toordinal(), last.toordinal() if light else None)
    because = ((name, {"year": year, "first": first.year}),)
    return _Window(days, days, "by_vin", because, "vin", "secondary")


@lru_cache(maxsize=4096)
def _production(rows: tuple[CatalogueRow, ...], numbered: bool) -> _Window:
    seen = reduce(Bounds.hull, [row.produced for row in rows])
    days = reduce(Bounds.hull, [row.may_be_built for row in rows])
    latest = max(rows, key=lambda row: row.produced.high or 0)
    if not numbered and not latest.is_last_of_its_name:
        # something of the name may have been built after them
        seen, days = Bounds(seen.low, None), Bounds(days.low, None)
    sure = weakest(c for row in rows for c in (row.start_confidence, row.end_confidence))
    sure = sure if numbered else "unverified"
    first = min(rows, key=lambda row: row.produced.low or 0)
    ends = {"began": seen.low, "ended": seen.high}
    months = {name: _month(end) for name, end in ends.items() if end is not None}
    name = "_".join(["production", *months, *(["unverified"] if sure == "unverified" else [])])
    because = ((name, {"vehicle": first.title, **months}),)
    return _Window(seen, days, "in_catalogue", because, "catalogue", sure)


def _because(completion: Completion, window: _Window) -> str:
    return " and ".join(completion.say(name, **places) for name, places in window.because)


def _joined(windows: Sequence[_Window]) -> _Window:
    """The days that all windows allow, or that any allows where they exclude each other."""
    last = min(windows, key=lambda w: date.max.toordinal() if w.days.high is None else w.days.high)
    every = (window.days for window in windows)
    days = reduce(lambda one, other: one.intersect(other) or one.hull(other), every)
    because = tuple(clause for window in windows for clause in window.because)
    return last._replace(days=days, because=because)


def _contradicts(completion: Completion, built: SourcedValue, window: _Window) -> bool:
    """Doubt a build date before the window; believe one after it, with a warning."""
    (low, high), (begin, end) = built.bounds, window.days
    if begin is not None and high is not None and high < begin:
        assert window.seen.low is not None
        until = completion.entry_day if end is None else min(end, completion.entry_day)
        last = completion.bounds_of(REGISTERED).high
        until = min(until, last) if last is not None and last >= begin else until
        if end is None and high >= months_later(window.seen.low, -MARGINS["sale"]):
            # or in the month after that in which production began
            until = min(months_later(window.seen.low, 2) - 1, until)
        later = completion.say("later", day=_month(window.seen.low), by=completion.say(window.by))
        why = _because(completion, window)
        _doubt_build(completion, built, later, why, until, window.confidence)
        return True
    if end is None:
        return False
    if low is not None and low > end:
        said = completion.say("built", value=built.text)
        completion.warn("used", told=said, because=_because(completion, window))
        return True
    registered = completion.known.get(REGISTERED)
    latest = months_later(end, MARGINS["registration"])
    if registered is not None and low is None and (registered.bounds.low or 0) > latest:
        completion.contradicted.add(BUILT)
        said = completion.say("registered", value=registered.text)
        completion.warn("wrong", told=said, because=_because(completion, window))
    return False


def _narrow(completion: Completion, built: SourcedValue | None, window: _Window) -> None:
    """Set a build date that was not told; a date that was told keeps its known ends."""
    low, high = window.days
    last = completion.entry_day if high is None else min(high, completion.entry_day)
    if built is not None:
        if built.bounds.low is None and low is not None and completion.opens(BUILT) is not None:
            by = completion.say(window.by)
            text = completion.say("later_built", day=_month(low), by=by, built=built.text)
            value = Bounds(low, built.bounds.high)
            completion.known[BUILT] = SourcedValue(value, text, "derived", built.confidence)
    elif low is not None and low > completion.entry_day:
        completion.warn("after_entry", because=_because(completion, window))
    elif low is not None or high is not None:
        text = completion.vocabulary.say("value.or_earlier", high=_month(last))
        if low is not None and last < completion.entry_day:
            text = completion.say("month_span", low=_month(low), high=_month(last))
            completion.warn("no_build", because=_because(completion, window), span=text)
        elif low is not None:
            text = completion.vocabulary.say("value.or_later", low=_month(low))
        found = SourcedValue(Bounds(low, last), text, window.source, window.confidence)
        completion.known[BUILT] = found


def check_model_year(completion: Completion, numbers: Numbers) -> None:
    """Doubt a build date too early for the model year, told or read from the VIN."""
    built, told = completion.known.get(BUILT), completion.known.get(MODEL_YEAR)
    year = max(numbers.model_year or 0, (told and told.bounds.low) or 0)
    if built is None or built.bounds.high is None or not year:
        return
    first = _first_day(year)
    if built.bounds.high >= first.toordinal():
        return
    name = "model_year" if numbers.model_year != year else "vin_model_year"
    why = completion.say(name, year=year, first=first.year)
    sure: Confidence = "verified" if told is None or told.source == "told" else told.confidence
    later = completion.say("later_model_year", year=first.year)
    _doubt_build(completion, built, later, why, completion.entry_day, sure)


def _first_day(model_year: int) -> date:
    year = date(model_year, 1, 1).toordinal()
    return date.fromordinal(months_later(year, -MARGINS["model_year"]))


def check_codes(completion: Completion, groups: Iterable[Match]) -> None:
    """Doubt the build date, unless vehicles of all conflicting codes were in production by then."""
    built = completion.known.get(BUILT)
    if built is None or completion.opens(BUILT) not in ("lower", "other"):
        return
    last = built.bounds.high
    if last is not None and all(
        any((row.may_be_built.low or 0) <= last for row in match.rows) for match in groups
    ):
        return
    why, later = completion.say("codes"), completion.say("later_codes")
    _doubt_build(completion, built, later, why, completion.entry_day, "verified")


def _doubt_build(
    completion: Completion, built: SourcedValue, later: str, why: str, until: int, sure: Confidence
) -> None:
    """Extend a build date that may be too early to `until`, if being older could open a door."""
    told = completion.say("built", value=built.text)
    if completion.opens(BUILT) not in ("lower", "other"):
        completion.warn("used", told=told, because=why)
        return
    completion.contradicted.add(BUILT)
    text = completion.say("doubted", built=built.text, later=later)
    value = Bounds(built.bounds.low, until)
    completion.known[BUILT] = SourcedValue(value, text, built.source, sure)
    entered = until == completion.entry_day
    day = completion.say("entry") if entered else date.fromordinal(until).isoformat()
    completion.warn("built_until", told=told, because=why, day=day)


def _month(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()[:7]
