# SPDX-License-Identifier: Apache-2.0
"""What a verdict is made of: the one definition of its parts.

The attributes of a `Verdict`, its JSON form, the JSON Schema and the reference in the docs all
come from these classes. A trailing underscore keeps a name apart from a word of Python; JSON
has the name without it. Days are dates, ISO text in JSON; money and rates are text as people
write them (`$1,250.00`, `2.5 %`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from keiimport.decide.outcomes import Outcome, PathOutcome
from keiimport.duty_types import Cost as Cost
from keiimport.duty_types import Duty as Duty
from keiimport.duty_types import DutyAlternative as DutyAlternative
from keiimport.duty_types import DutyLine as DutyLine
from keiimport.duty_types import Fee as Fee
from keiimport.duty_types import LandedCost as LandedCost
from keiimport.facts import sources
from keiimport.facts.vocabulary import DependsOn
from keiimport.rulebook.model import Confidence
from keiimport.rulebook.rows import StateOutcome

KEYS = (
    "outcome",
    "strict_outcome",
    "certainty",
    "depends_on",
    "answer",
    "headline",
    "unless",
    "earliest",
    "earliest_possible",
    "entry_date",
    "law_as_of",
    "rulebook",
    "scenarios",
    "assumptions",
    "facts",
    "classification",
    "standards",
    "paths",
    "gates",
    "chosen",
    "duty",
    "state",
    "missing",
    "actions",
    "reasoning",
    "warnings",
    "forms",
    "checked_by",
)
"""The keys of a verdict, in the order they are written."""

Certainty = Literal["shown", "assumed"]
Stay = Literal["permanent", "temporary", "transit"]
GateOutcome = Literal["clear", "barred", "unclear"]
TruthWord = Literal["true", "false", "unknown"]
FactText = bool | str | tuple[str, ...]
"""The value of a fact: quantities and dates as text, several choices in order."""


class Unless(NamedTuple):
    """One thing that would make the answer better.

    Attributes:
        fact: the fact, or the conclusion that a partial table lacks.
        value: what it would have to be.
        outcome: the outcome then.
        earliest: the first day on which it may certainly come in then.
        words: what it is, to follow "unless".
    """

    fact: str
    value: FactText
    outcome: Outcome
    earliest: date | None
    words: str


class RulesUsed(NamedTuple):
    """The rules that answered.

    Attributes:
        version: the version of the rulebook.
        hash: the hash of all its files.
        with_: the files and folders of one's own that were laid over it.
    """

    version: str
    hash: str
    with_: tuple[str, ...] = ()


class Assumption(NamedTuple):
    """A presumption without which the verdict would not stand.

    Attributes:
        id: the presumption, as `rules/presumptions.yaml` names it.
        fact: the fact, or several with commas.
        value: what is presumed.
        says: the same as a broker would say it aloud, one clause.
        because: why a broker takes it for granted.
        if_wrong: what to do if it is not so.
    """

    id: str
    fact: str
    value: FactText
    says: str
    because: str
    if_wrong: str


class FactUsed(NamedTuple):
    """A fact that was used or told.

    Attributes:
        name: its dotted name.
        value: what it is.
        source: where it comes from.
        confidence: how sure it is.
    """

    name: str
    value: FactText
    source: sources.Source
    confidence: sources.Confidence


class StandardResult(NamedTuple):
    """A safety standard.

    Attributes:
        standard: its number in 49 CFR 571.
        title: what it is about.
        binds: whether the vehicle has to meet it; None where it is not known.
        met: whether it is known to meet it.
        because: why it binds or does not.
    """

    standard: str
    title: str
    binds: bool | None
    met: bool | None
    because: str | None


class PathResult(NamedTuple):
    """A door of an agency: a box of form HS-7, a code of form 3520-1, a type of customs entry.

    Attributes:
        id: the path, such as `nhtsa.box_1`.
        agency: the agency whose door it is.
        form: the form on which it is declared.
        box: the box of that form.
        code: the code of that form.
        title: what it is called.
        outcome: what it comes to on the day of entry.
        opens_possible: the first day on which it may be open.
        opens_on: the first day on which it is certainly open.
        stay: whether the vehicle may stay for good.
        theoretical: whether no private person can use it.
        actions: the facts to bring about first.
        papers: what to file or to bring.
        restrictions: what it forbids afterwards.
        missing: the facts it waits for.
        because: why.
        cite: the law.
        confidence: how well that law was seen.
    """

    id: str
    agency: str
    form: str
    box: str | None
    code: str | None
    title: str
    outcome: PathOutcome
    opens_possible: date | None
    opens_on: date | None
    stay: Stay
    theoretical: bool
    actions: tuple[str, ...]
    papers: tuple[str, ...]
    restrictions: tuple[str, ...]
    missing: tuple[str, ...]
    because: str
    cite: tuple[str, ...]
    confidence: Confidence


class GateResult(NamedTuple):
    """Something that only bars.

    Attributes:
        id: the gate.
        agency: whose it is.
        outcome: whether it bars.
        because: why.
        cite: the law.
    """

    id: str
    agency: str
    outcome: GateOutcome
    because: str | None
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRuling:
    """What a state does with a vehicle.

    Attributes:
        outcome: whether it may be driven on the state's roads; of several branches what they
            share, as with every other term.
        applies_to: the kind of vehicle that the row is about, such as `kei`.
        titled: whether it gets a title, which alone lets nobody drive it.
        plate: the plate it gets.
        roads: the roads it may use.
        posted_up_to: the highest posted speed of those roads.
        interstates: whether it may use them.
        use_limits: what it may be used for.
        grandfather: what earlier registrations keep.
        conditions: further conditions, one sentence each.
        because: why, in one clause.
        cite: the law.
        sources: what each source says and where.
        last_checked: the day on which the oldest of its rows was last checked.
        confidence: how well the least known of its rows is known.
        rules: the ids of its rows.
        missing: the facts that would settle whether they hold.
    """

    outcome: StateOutcome
    applies_to: str | None = None
    titled: str | None = None
    plate: str | None = None
    roads: str | None = None
    posted_up_to: str | None = None
    interstates: str | None = None
    use_limits: str | None = None
    grandfather: str | None = None
    conditions: tuple[str, ...] = ()
    because: str = ""
    cite: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    last_checked: date | None = None
    confidence: Confidence | None = None
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBranch(StateRuling):
    """One of several answers of a state.

    Attributes:
        if_: when it is the answer: a clause, `otherwise`, or None where it is certain.
    """

    if_: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAnswer(StateRuling):
    """What one state says.

    Attributes:
        state: its postal code.
        name: its name.
        branches: what it says in each case, in order, where a fact still decides; else empty.
        alternatives: other ways beside the answer, such as an antique plate.
    """

    state: str
    name: str
    branches: tuple[StateBranch, ...] = ()
    alternatives: tuple[StateBranch, ...] = ()


class Prospect(NamedTuple):
    """What an answer to a question would make of the whole.

    Attributes:
        answer: the answer, in words.
        outcome: the outcome then.
    """

    answer: str
    outcome: Outcome


class MissingFact(NamedTuple):
    """A fact worth telling next.

    Attributes:
        fact: its dotted name.
        question: the question to ask.
        where: where to find the answer.
        settles: the paths, or other parts of the answer, that it settles.
        answers: what each answer would lead to.
    """

    fact: str
    question: str
    where: str | None
    settles: tuple[str, ...]
    answers: tuple[Prospect, ...]


class Action(NamedTuple):
    """Something that could still be done.

    Attributes:
        action: the fact that it brings about.
        what: what to do.
        depends_on: who has to do it.
        cost: what it costs.
        for_: the paths and gates it is for.
    """

    action: str
    what: str
    depends_on: DependsOn | None
    cost: str | None
    for_: tuple[str, ...]


class Reason(NamedTuple):
    """A step of the chain.

    Attributes:
        step: its number, from 1 on.
        rule: the rule; None where a conclusion has none.
        concludes: what it concludes.
        title: that in a few words.
        truth: whether it holds.
        because: why.
        cite: the law.
        uses: the facts and the earlier steps that it rests on.
        confidence: how well that law was seen.
    """

    step: int
    rule: str | None
    concludes: str
    title: str
    truth: TruthWord
    because: str | None
    cite: tuple[str, ...]
    uses: tuple[str | int, ...]
    confidence: Confidence


class FormField(NamedTuple):
    """What to write in a field of a form.

    Attributes:
        field: the number or letter of the field.
        label: what the form calls it.
        value: what to write; None where only the declarant knows it.
        from_: the fact that it comes from.
        note: what to mind.
    """

    field: str
    label: str
    value: str | None
    from_: str | None
    note: str | None


class FormEntry(NamedTuple):
    """A form to file.

    Attributes:
        form: its number.
        edition: the edition of that day; None where it was not seen.
        fields: what to write where.
    """

    form: str
    edition: str | None
    fields: tuple[FormField, ...]


NAMES_FIRST = ("state", "name", "if_")
"""Attributes that come first in JSON, also where a class takes the others from another."""


def attribute_names(kind: type) -> list[str]:
    """The attributes of a part of a verdict, in order; none of what is no part."""
    if is_dataclass(kind):
        return [field.name for field in fields(kind)]
    return list(getattr(kind, "_fields", ()))


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """Each attribute of a class in order, and its name in JSON."""
    names = attribute_names(kind)
    names.sort(key=lambda name: name not in NAMES_FIRST)
    return tuple([(name, name.rstrip("_")) for name in names])


def plain(value: object) -> Any:
    """A part of a verdict as JSON values: objects, lists, text, numbers, true, false and null."""
    kind: Any = type(value)
    if kind is str or value is None or kind is bool or kind is int:
        return value
    if kind is tuple or kind is list:
        return [plain(each) for each in value]  # type: ignore[attr-defined]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(kind, "to_dict"):
        return value.to_dict()  # type: ignore[attr-defined]
    if keys := _keys(kind):
        return {key: plain(getattr(value, name)) for name, key in keys}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return value
