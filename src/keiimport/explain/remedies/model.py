# SPDX-License-Identifier: Apache-2.0
"""What a remedy is: changes that a person can make, and what they open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from keiimport.decide.decision import Outcome
from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.explain.words import day_text, door_named, in_figures, listed
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.comparisons import FactValue
from keiimport.facts.vocabulary import Fact
from keiimport.verdict_types import plain


def worded(fact: Fact, value: FactValue) -> str:
    """A value in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Bounds():
            return in_figures(fact.type, value)
        case frozenset():
            return ", ".join(sorted(value)) or "none"
    return fact.word(value)


def told(fact: Fact, value: FactValue) -> bool | str | list[str]:
    """A value as a case tells it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return worded(fact, value) if isinstance(value, Bounds) else value


def telling(fact: Fact, value: FactValue) -> StatedValue:
    """A value as the case takes it in."""
    return StatedBounds(value, worded(fact, value)) if isinstance(value, Bounds) else value


Json = dict[str, Any]
Kind = Literal["open", "time", "action", "facts", "nothing", "theoretical"]

TIME = ENTRY_DAY
"""The change that consists in waiting."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person can do.

    Attributes:
        fact: the fact that becomes otherwise; the day of entry, where one has to wait.
        before: what it is now, in words; None where nobody told.
        value: what it becomes.
        words: what to do, in words.
        instead: other values that would do as well.
    """

    fact: Fact
    before: str | None
    value: FactValue
    words: str
    instead: tuple[FactValue, ...] = ()

    @property
    def kind(self) -> str:
        """time, work, papers or choice."""
        return "time" if self.fact.name == TIME else self.fact.change

    @staticmethod
    def of(
        fact: Fact,
        before: str | None,
        values: Sequence[FactValue],
        say: Callable[..., str],
    ) -> Change:
        """That a fact becomes the first of `values`, or another of them."""
        if fact.name == TIME:
            words = say("remedy.wait", day=worded(fact, values[0]))
        elif fact.unknown == "action":
            words = fact.todo or fact.title
        else:
            become = listed((worded(fact, value) for value in values), "or")
            name = "remedy.do" if fact.todo else "remedy.become"
            words = say(name, todo=fact.todo, title=fact.title, values=become)
        return Change(fact, before, values[0], words, tuple(values[1:]))

    def to_dict(self) -> Json:
        """The change as plain JSON values."""
        return {
            "fact": self.fact.name,
            "kind": self.kind,
            "from": self.before,
            "to": told(self.fact, self.value),
            "or": [told(self.fact, value) for value in self.instead],
            "what": self.words,
            "depends_on": self.fact.depends_on or "importer",
            "cost": self.fact.cost or None,
        }


@dataclass(frozen=True, slots=True)
class Remedy:
    """A set of changes that opens a door; none of them can be left out.

    Attributes:
        changes: what to do.
        opens_on: the day of entry on which it is then certainly open (date ordinal).
        outcome: what the whole comes to on that day.
    """

    changes: tuple[Change, ...]
    opens_on: int
    outcome: Outcome

    @property
    def discretionary(self) -> bool:
        """Whether it would be a yes, but hangs on the yes of an agency, which may refuse."""
        agency = any(change.fact.depends_on == "agency" for change in self.changes)
        return agency and self.outcome == "admissible"

    @property
    def kind(self) -> Kind:
        """Whether waiting alone does it, or something has to be done."""
        return "time" if all(change.kind == "time" for change in self.changes) else "action"

    def to_dict(self) -> Json:
        """The remedy as plain JSON values."""
        return {
            "kind": self.kind,
            "changes": [change.to_dict() for change in self.changes],
            "opens_on": day_text(self.opens_on),
            # what an agency may refuse is no yes
            "outcome": "conditional" if self.discretionary else self.outcome,
        }


@dataclass(frozen=True, slots=True)
class Block:
    """A fact, in words, that shuts a door whatever else is changed."""

    fact: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """What opens one door, or the whole.

    Attributes:
        id: the path, or `whole`.
        outcome: what it comes to as things stand.
        kind: `open`; `time` where waiting alone opens it; `action` where something has to
            be done; `facts` where only answers can; `nothing`; or `theoretical` for what
            is open to no private person.
        remedies: the sets of changes, the smallest first.
        blocked_by: where nothing helps, facts that shut it whatever else is changed.
        missing: where only answers help, the facts to tell.
        because: the same in words.
    """

    id: str
    outcome: str
    kind: Kind
    remedies: tuple[Remedy, ...] = ()
    blocked_by: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Remedies:
    """What could be done about a case, door by door.

    Attributes:
        law: the law it was found by.
        entry: the day of entry (date ordinal).
        law_day: the day of the law.
        whole: what makes the whole a yes.
        ways: what opens each path, in the order of the rulebook.
    """

    law: RuleIndex
    entry: int
    law_day: int
    whole: Way
    ways: tuple[Way, ...]

    def way(self, id: str) -> Way:
        """What opens one path, or the `whole`.

        Raises:
            KeyError: there is no such path.
        """
        return {way.id: way for way in (self.whole, *self.ways)}[id]

    def to_dict(self) -> Json:
        """The remedies as plain JSON values."""
        return {
            "outcome": self.whole.outcome,
            "entry_date": day_text(self.entry),
            "law_as_of": day_text(self.law_day),
            "rulebook": {"version": self.law.rulebook.version, "hash": self.law.rulebook.hash},
            "scenarios": [scenario.id for scenario in self.law.rulebook.scenarios],
            "whole": plain(self.whole),
            "paths": [
                door_named(path) | plain(way)
                for path, way in zip(self.law.paths, self.ways, strict=True)
            ],
            "warnings": [self.law.rulebook.vocabulary.say("remedy.sworn")],
        }
