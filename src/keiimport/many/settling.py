# SPDX-License-Identifier: Apache-2.0
"""The outcome of many rows and its days, as columns: the formula of `verdict.outcome`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from keiimport.inference.columns import Kleene, all_of, any_of, negated
from keiimport.many.clocks import NEVER
from keiimport.many.outlook import Acts, Outlook, Split, Truths
from keiimport.verdict.law import Law
from keiimport.verdict.outcome import OVERALL

DONE, STATED = Acts(gaps=True), Acts(done=False, gaps=True)
"""For the whole what is missing from partial tables counts as missing; for a door it does not."""

DONE_DOORS, STATED_DOORS = Acts(), Acts(done=False)

OUTCOMES = tuple(OVERALL)
"""What a path can come to, the best first; here each stands for its place."""

OPEN, NEEDS_ACTION, NEEDS_FACTS, NOT_YET, CLOSED = range(len(OUTCOMES))

SPARSE = 0.5
"""The part of the rows up to which it pays to look at some of them alone."""


@dataclass(slots=True)
class Later:
    """What a path comes to on the days after the entry.

    Attributes:
        holds: the rows in which it is open on any of them.
        may: the rows in which it may be.
        first: the first day on which it is open, `NEVER` where there is none.
    """

    holds: pl.Series
    may: pl.Series
    first: pl.Series


@dataclass(slots=True)
class Settled:
    """What rows come to.

    Attributes:
        outcome: the place of each outcome among `OUTCOMES`.
        earliest: the first day, from the entry day on, on which it is certainly open.
        possible: the first such day on which it may be open.
        still: what hangs on no day that moves, with everything done.
        today: every root on the day of entry, with everything done.
        stated: the same as things stand.
        done_says: what each agency says with everything done, a column each.
        stated_says: the same as things stand.
        odd: the rows in which a gate may be cleared by a letter or barred by it.
        waiting: the places of the rows that are not open today, whatever is done.
        later: of those rows, what each path whose days were asked for comes to.
    """

    outcome: pl.Series
    earliest: pl.Series
    possible: pl.Series
    still: Truths
    today: Truths
    stated: Truths
    done_says: pl.DataFrame
    stated_says: pl.DataFrame
    odd: pl.Series
    waiting: pl.Series
    later: dict[int, Later]

    def filter(self, rows: pl.Series) -> Settled:
        """Some of the rows, by their places."""
        places = pl.repeat(None, len(self.outcome), dtype=pl.UInt32, eager=True)
        counted = pl.int_range(len(self.waiting), dtype=pl.UInt32, eager=True)
        waits = places.scatter(self.waiting, counted).gather(rows)
        later = waits.drop_nulls()
        return Settled(
            self.outcome.gather(rows),
            self.earliest.gather(rows),
            self.possible.gather(rows),
            self.still.filter(rows),
            self.today.filter(rows),
            self.stated.filter(rows),
            self.done_says[rows],
            self.stated_says[rows],
            self.odd.gather(rows),
            waits.is_not_null().arg_true(),
            {
                place: Later(
                    known.holds.gather(later), known.may.gather(later), known.first.gather(later)
                )
                for place, known in self.later.items()
            },
        )

    def later_of(self, place: int) -> pl.DataFrame:
        """What a path comes to on later days: in all rows, of which some were not looked at."""
        known, height = self.later[place], len(self.outcome)
        nowhere = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
        never = pl.repeat(NEVER, height, dtype=pl.Int64, eager=True)
        return pl.DataFrame(
            [
                nowhere.clone().scatter(self.waiting, known.holds).alias("holds"),
                nowhere.clone().scatter(self.waiting, known.may).alias("may"),
                never.scatter(self.waiting, known.first).alias("then"),
            ]
        )


class Settling:
    """Settles rows.

    Args:
        law: the rules.
        law_day: the day whose law is used, or None where it is the day of entry.

    Attributes:
        purposes: for each path that suits some purposes, the node that says whether it does.
    """

    def __init__(self, law: Law, law_day: int | None) -> None:
        self.law = law
        self.law_day = law_day
        self.roots = Split(law, law.roots)
        self.partial = Split(law, [law.roots[i] for i in law.partial])
        names = law.program.names
        self.purposes = {
            i: names[f"purpose:{path.id}"]
            for i, path in enumerate(law.paths)
            if f"purpose:{path.id}" in names
        }
        self.claims = law.roots[len(law.paths) : 2 * len(law.paths)]
        self._moving = [i for i in range(len(law.paths)) if law.roots[i] in self.roots.clocks]

    # -- what stands on one day ----------------------------------------------

    def offer(self, truths: Truths, place: int) -> Kleene:
        """Whether a path is open."""
        return truths[self.law.roots[place]]

    def claim(self, truths: Truths, place: int) -> Kleene:
        """Whether somebody claims a path: true or false, never unknown."""
        return fallback(truths[self.claims[place]], place in self.law.waivable)

    def barred(self, truths: Truths, place: int) -> Kleene:
        """Whether a gate bars, which it does not before it is surely raised."""
        node = self.law.roots[2 * len(self.law.paths) + place]
        return all_of([self.raised(truths, place), truths[node]])

    def raised(self, truths: Truths, place: int) -> Kleene:
        """Whether a gate is surely raised: true or false, never unknown."""
        law = self.law
        return fallback(truths[law.roots[2 * len(law.paths) + len(law.gates) + place]], False)

    def says(self, truths: Truths, day: pl.Series) -> pl.DataFrame:
        """What each agency says, a column each by its id.

        Args:
            truths: the truth of every root.
            day: the day of entry.
        """
        columns = {}
        for doors in self.law.doors:
            offers = [all_of([self.claim(truths, i), self.offer(truths, i)]) for i in doors.counted]
            bars = [self.barred(truths, i) for i in doors.gates]
            says = literal(all_of([any_of([doors.only_bars, *offers]), negated(any_of(bars))]))
            since = doors.agency.covered_from
            if since is not None:
                law_day = pl.lit(day if self.law_day is None else self.law_day)
                says = pl.when(law_day >= since).then(says)
            columns[doors.agency.id] = says
        return truths.select(**columns)

    # -- all days ------------------------------------------------------------

    def settle(self, outlook: Outlook, *, paths: bool) -> Settled:
        """What rows come to.

        Args:
            outlook: the rows.
            paths: whether to find what each path comes to as well.
        """
        done = outlook.still(self.roots, DONE)
        today = outlook.today(self.roots, done)
        stated = outlook.today(self.roots, outlook.still(self.roots, STATED))
        day = outlook.day
        done_says, stated_says = self.says(today, day), self.says(stated, day)
        now = pl.DataFrame(
            [whole(done_says).alias("done"), whole(stated_says).alias("stated"), day.alias("day")]
        )
        outcome = now.select(
            pl.when(pl.col("done").fill_null(True) & pl.col("stated").fill_null(False))
            .then(OPEN)
            .when(pl.col("done"))
            .then(NEEDS_ACTION)
            .otherwise(NEEDS_FACTS)
            .cast(pl.UInt8)
            .alias("outcome")
        ).to_series()
        odd = self._odd(today, now["done"])
        waiting = (outcome == NEEDS_FACTS).arg_true()
        found = Settled(
            outcome, day, day, done, today, stated, done_says, stated_says, odd, waiting, {}
        )
        if len(waiting):
            self._wait(found, outlook.filter(waiting), done, now["done"].gather(waiting), paths)
        return found

    def _odd(self, truths: Truths, whole: pl.Series) -> pl.Series:
        """The rows in which it is not known whether a gate that waits for something bars."""
        raised = any_of([self.raised(truths, i) for i in self.law.acting_gates])
        return truths.select(odd=all_of([raised, pl.lit(whole.is_null())])).to_series()

    def _wait(
        self, found: Settled, outlook: Outlook, done: Truths, now: pl.Series, paths: bool
    ) -> None:
        """Look at the later days of the rows that are not open today."""
        height, waiting = outlook.held.height, found.waiting
        still = done.filter(waiting)
        never = pl.repeat(NEVER, height, dtype=pl.Int64, eager=True)
        earliest = never
        entry = pl.when(pl.lit(now.is_null())).then(pl.lit(outlook.day)).otherwise(NEVER)
        possible = pl.select(entry).to_series()
        odd = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
        partial: Truths | None = None
        if paths:
            self._begin(found, height)
            partial = outlook.still(self.partial, DONE_DOORS)
        for day in outlook.clocks.later():
            at = day.is_not_null()
            if not at.any():
                continue
            rows = at.arg_true() if at.mean() < SPARSE else None  # type: ignore[operator]
            here, base = outlook, still
            if rows is None:
                then = pl.select(pl.coalesce(pl.lit(day), pl.lit(outlook.day))).to_series()
            else:
                here, base, then = outlook.filter(rows), still.filter(rows), day.gather(rows)
            truths = here.on(self.roots, base, then)
            holds = whole(self.says(truths, then))
            table = pl.DataFrame(
                [
                    holds.alias("holds"),
                    then.alias("then"),
                    _taken(at, rows).alias("at"),
                    _taken(earliest, rows).alias("earliest"),
                    _taken(possible, rows).alias("possible"),
                ]
            )
            when, then_ = pl.col("at"), pl.col("then")
            made = table.select(
                pl.when(when & pl.col("holds"))
                .then(pl.min_horizontal("earliest", then_))
                .otherwise("earliest")
                .alias("earliest"),
                pl.when(when & pl.col("holds").fill_null(True))
                .then(pl.min_horizontal("possible", then_))
                .otherwise("possible")
                .alias("possible"),
            )
            earliest = _put(earliest, rows, made["earliest"])
            possible = _put(possible, rows, made["possible"])
            odd = _put(odd, rows, _taken(odd, rows) | (self._odd(truths, holds) & table["at"]))
            if partial is not None:
                doors = here.on(
                    self.partial, partial if rows is None else partial.filter(rows), then
                )
                self._note(found.later, truths, doors, table.select("at", "then"), rows)
        table = pl.DataFrame([now.alias("now"), earliest.alias("e"), possible.alias("p")])
        outcome = table.select(
            pl.when(pl.col("now").is_null() | ((pl.col("e") == NEVER) & (pl.col("p") != NEVER)))
            .then(NEEDS_FACTS)
            .when(pl.col("p") == NEVER)
            .then(CLOSED)
            .otherwise(NOT_YET)
            .cast(pl.UInt8)
        ).to_series()
        found.outcome = found.outcome.scatter(waiting, outcome)
        found.earliest = found.earliest.clone().scatter(waiting, earliest)
        found.possible = found.possible.clone().scatter(waiting, possible)
        found.odd = found.odd.scatter(waiting, _taken(found.odd, waiting) | odd)

    # -- each path -----------------------------------------------------------

    def doors(self, outlook: Outlook) -> tuple[Truths, Truths]:
        """The paths that rest on partial tables, today: with everything done, and as stated."""
        return tuple(  # type: ignore[return-value]
            outlook.today(self.partial, outlook.still(self.partial, acts))
            for acts in (DONE_DOORS, STATED_DOORS)
        )

    def with_later(self, settled: Settled, outlook: Outlook) -> Settled:
        """The same with what paths come to later in all rows, those that are open as well.

        Args:
            settled: what the rows come to.
            outlook: the rows.
        """
        height = outlook.held.height
        rows = pl.int_range(height, dtype=pl.UInt32, eager=True)
        found = replace(settled, waiting=rows, later={})
        self._begin(found, height)
        partial = outlook.still(self.partial, DONE_DOORS)
        for day in outlook.clocks.later():
            at = day.is_not_null()
            if at.any():
                then = pl.select(pl.coalesce(pl.lit(day), pl.lit(outlook.day))).to_series()
                truths = outlook.on(self.roots, settled.still, then)
                doors = outlook.on(self.partial, partial, then)
                days = pl.DataFrame({"at": at, "then": then})
                self._note(found.later, truths, doors, days, None)
        return found

    def _begin(self, found: Settled, height: int) -> None:
        nowhere = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
        never = pl.repeat(NEVER, height, dtype=pl.Int64, eager=True)
        for place in {*self._moving, *self.law.partial}:
            found.later[place] = Later(nowhere, nowhere, never)

    def _note(
        self,
        later: dict[int, Later],
        truths: Truths,
        doors: Truths,
        days: pl.DataFrame,
        rows: pl.Series | None,
    ) -> None:
        """Note which paths are open on one of the days after the entry."""
        for source in (doors, truths):
            offers: dict[int, Kleene] = {
                place: self.offer(source, place)
                for place in later
                if (place in self.law.partial) == (source is doors)
            }
            offers = {place: offer for place, offer in offers.items() if offer is not False}
            made = source.select(
                **{f"holds {place}": fallback(offer, False) for place, offer in offers.items()},
                **{f"may {place}": fallback(offer, True) for place, offer in offers.items()},
            )
            made = made.select(pl.all() & pl.lit(days["at"]))
            for place in offers:
                known, holds = later[place], made[f"holds {place}"]
                known.may = _or(known.may, rows, made[f"may {place}"])
                if holds.any():
                    known.holds = _or(known.holds, rows, holds)
                    day = pl.when(pl.lit(holds)).then(pl.lit(days["then"]))
                    before = pl.lit(_taken(known.first, rows))
                    first = pl.select(pl.min_horizontal(before, day)).to_series()
                    known.first = _put(known.first, rows, first)


def whole(says: pl.DataFrame) -> pl.Series:
    """What all agencies say together."""
    return says.select(pl.all_horizontal(pl.all())).to_series()


def fallback(truth: Kleene, unknown: bool) -> Kleene:
    """A truth with another in the place of unknown."""
    if isinstance(truth, pl.Expr):
        return truth.fill_null(unknown)
    return unknown if truth is None else truth


def literal(truth: Kleene) -> pl.Expr:
    """A truth as an expression."""
    return truth if isinstance(truth, pl.Expr) else pl.lit(truth, dtype=pl.Boolean)


def _or(column: pl.Series, rows: pl.Series | None, more: pl.Series) -> pl.Series:
    if rows is None:
        return column | more
    return _put(column, rows, column.gather(rows) | more)


def _taken(column: pl.Series, rows: pl.Series | None) -> pl.Series:
    return column if rows is None else column.gather(rows)


def _put(column: pl.Series, rows: pl.Series | None, values: pl.Series) -> pl.Series:
    return values if rows is None else column.clone().scatter(rows, values)
