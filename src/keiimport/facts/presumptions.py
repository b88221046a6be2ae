# SPDX-License-Identifier: Apache-2.0
"""The only defaults there are: what is presumed when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.facts.completion import STANDARD, Completion
from keiimport.facts.dates import format_date, months_later
from keiimport.facts.sources import SourcedValue
from keiimport.facts.units import format_quantity
from keiimport.facts.vocabulary import Vocabulary
from keiimport.memory import Memory

Tests = tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Presumption:
    """A value taken for granted while its conditions hold and nothing contradicts it.

    Attributes:
        id: its name in verdicts.
        facts: the facts it fills where they are not known.
        value: the value it fills in, or None where one of the next two says.
        text: the value in words.
        say: what is presumed, as a broker would say it aloud, one clause.
        calendar_year_of: a date fact whose calendar year is the value.
        at_most_before: another date fact, and how many years before it the date lies at
            most; it narrows what is known of the date, or says that much where nothing is.
        because: why it may be presumed, one clause.
        if_wrong: what to tell when it is wrong, one sentence.
        given: tests on the facts known so far; of each group one must be true.
        off_when: tests of which no group may be true as a whole.
        off_when_contradicted: facts of which none may be told otherwise than the catalogue
            has them, whoever is believed.
        always_listed: it frames the question itself, so every verdict names it.
        only_closes: it can close doors and open none.
        follows: it is no presumption but follows from its conditions, also where none is made.
        known: what it makes known, or None where it is each case's own.
    """

    id: str
    facts: tuple[str, ...]
    value: FactValue | None
    text: str
    say: str
    because: str
    if_wrong: str
    calendar_year_of: str | None = None
    at_most_before: tuple[str, int] | None = None
    given: tuple[Tests, ...] = ()
    off_when: tuple[Tests, ...] = ()
    off_when_contradicted: frozenset[str] = frozenset()
    always_listed: bool = False
    only_closes: bool = False
    follows: bool = False
    known: SourcedValue | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = None
        if self.value is not None and self.follows:
            known = SourcedValue(self.value, self.text, "derived", "verified")
        elif self.value is not None:
            known = SourcedValue(self.value, self.text, "presumed", "presumed", self.id)
        object.__setattr__(self, "known", known)

    @property
    def tests(self) -> Tests:
        """Everything that its conditions ask."""
        return tuple(test for group in (*self.given, *self.off_when) for test in group)

    def applies(self, facts: Mapping[str, FactValue], disputed: Set[str]) -> bool:
        """Whether it may be presumed, given `facts`, of which some are disputed."""
        if not self.off_when_contradicted.isdisjoint(disputed):
            return False
        # every case asks each of them, and loops take half the time of `any` and `all`
        for group in self.given:
            for test in group:
                if test.truth(facts) is True:
                    break
            else:
                return False
        for group in self.off_when:
            for test in group:
                if test.truth(facts) is not True:
                    break
            else:
                return False
        return True

    def by_date(self, name: str, known: Mapping[str, SourcedValue]) -> SourcedValue | None:
        """What is known of one of its facts by another date; None where that says nothing more.

        A date that is known to lie earlier than that stays as it is.
        """
        held, (other, years) = known.get(name), self.at_most_before or (self.calendar_year_of, 0)
        since = known.get(other) if other else None
        if since is None:
            return None
        day, last = since.bounds.low, since.bounds.high
        if self.at_most_before is None:
            return _years_of(day, last, self.id) if held is None else None
        if day is None:
            return None
        first = months_later(day, -12 * years)
        if held is None:
            return _from_day(first, self.id)
        low, high = held.bounds.low, held.bounds.high
        if (low is not None and low >= first) or (high is not None and high < first):
            return None
        value = Bounds(first, high)
        return held._replace(
            value=value, text=format_date(value), presumption=self.id, unpresumed=held
        )


ALL_STANDARDS = STANDARD + "*"
"""Stands among the facts of a presumption for every safety standard."""

_MOST = 4096
"""Cases told apart by a run of presumptions that are remembered, each about 2 kB."""


_Filled = tuple[Mapping[str, SourcedValue], Mapping[str, FactValue]]


class Presuming:
    """What is still open is filled with what may be presumed, each seeing those before.

    What is contradicted is known to nobody, and stays open. A vehicle that is not as the
    catalogue has it may have been changed, so that less is presumed of it.

    Cases that the presumptions cannot tell apart are filled alike, and tried once: they look at
    few facts, and of days only at which side of a few others they lie.
    """

    def __init__(
        self, presumptions: Iterable[Presumption], vocabulary: Vocabulary, standards: Sequence[str]
    ) -> None:
        every = tuple(STANDARD + number for number in standards)
        facts = {p.id: every if ALL_STANDARDS in p.facts else p.facts for p in presumptions}
        dates = {name for name, fact in vocabulary.items() if fact.type.kind == "date"}
        self._runs: list[_Run | list[Presumption]] = []
        for same, group in groupby(presumptions, lambda each: each.known is not None):
            run = list(group)
            each_of = [(each, facts[each.id]) for each in run]
            self._runs.append(_Run(each_of, dates) if same else run)

    def fill(self, completion: Completion) -> None:
        """Fill in a case."""
        for run in self._runs:
            if isinstance(run, _Run):
                run.fill(completion)
                continue
            for each in run:
                for name in each.facts:
                    known = each.by_date(name, completion.known)
                    if (
                        known is not None
                        and name not in completion.contradicted
                        and each.applies(completion.values, completion.disputed)
                    ):
                        completion.set(name, known)


class _Run:
    """Presumptions one after another that fill in the same of every case they cannot tell apart."""

    def __init__(
        self, presumptions: Sequence[tuple[Presumption, tuple[str, ...]]], dates: Set[str]
    ) -> None:
        self._presumptions = presumptions
        tests = dict.fromkeys(test for each, _ in presumptions for test in each.tests)
        self._days = [test for test in tests if dates >= {*test.reads}]
        read = [name for test in tests if test not in self._days for name in test.reads]
        filled = [n for _, facts in presumptions for n in facts if not n.startswith(STANDARD)]
        self._facts = tuple(dict.fromkeys((*read, *filled)))
        self._found: Memory[Hashable, _Filled] = Memory(_MOST)

    def fill(self, completion: Completion) -> None:
        values = completion.values
        key = (
            tuple(map(values.get, self._facts)),
            tuple(completion.standards_told),
            tuple([test.truth(values) for test in self._days]),
            frozenset(completion.contradicted),
            frozenset(completion.disputed),
        )
        found = self._found.get(key)
        if found is None:
            found = self._found.keep(key, self._presumed(completion))
        completion.known |= found[0]
        values |= found[1]

    def _presumed(self, completion: Completion) -> _Filled:
        values, known = dict(completion.values), dict[str, SourcedValue]()
        for presumption, facts in self._presumptions:
            open_facts = [name for name in facts if name not in values]
            if open_facts and presumption.applies(values, completion.disputed):
                assert presumption.known is not None
                for name in open_facts:
                    if name not in completion.contradicted:
                        known[name] = presumption.known
                        values[name] = presumption.known.value
        return known, {name: held.value for name, held in known.items()}


@lru_cache(maxsize=4096)
def _from_day(first: int, presumption: str) -> SourcedValue:
    bounds = Bounds(first, None)
    return SourcedValue(bounds, format_date(bounds), "presumed", "presumed", presumption)


@lru_cache(maxsize=4096)
def _years_of(first: int | None, last: int | None, presumption: str) -> SourcedValue:
    ends = (None if day is None else date.fromordinal(day).year for day in (first, last))
    years = Bounds(*ends)
    return SourcedValue(years, format_quantity(years, "year"), "presumed", "presumed", presumption)
