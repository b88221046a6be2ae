# SPDX-License-Identifier: Apache-2.0
"""What a verdict is made of: the one definition of its parts.

The attributes of a `Verdict`, its JSON form, the JSON Schema and the reference in the docs all
come from these classes and from what they say of each attribute. A trailing underscore keeps a
name apart from a word of Python; JSON has the name without it. Days are dates, ISO text in JSON;
money and rates are text as people write them (`$1,250.00`, `2.5 %`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from keiimport.decide.outcomes import Outcome, PathOutcome
from keiimport.facts import sources
from keiimport.facts.vocabulary import DependsOn
from keiimport.rulebook.model import Confidence, StateOutcome, Stay, TariffKind

Certainty = Literal["shown", "assumed"]
GateOutcome = Literal["clear", "barred", "unclear"]
TruthWord = Literal["true", "false", "unknown"]
Text = str | None  # None where nothing is known, or nothing is said
Texts = tuple[str, ...]
Day = date | None
FactText = bool | str | Texts  # quantities and dates as text, several choices in order


class Unless(NamedTuple):
    """One thing that would make the answer better."""

    fact: Annotated[str, "the fact, or the conclusion that a partial table lacks."]
    value: Annotated[FactText, "what it would have to be."]
    outcome: Annotated[Outcome, "the outcome then."]
    earliest: Annotated[Day, "the first day on which it may certainly come in then."]
    words: Annotated[str, 'what it is, to follow "unless".']


class RulesUsed(NamedTuple):
    """The rules that answered."""

    version: Annotated[str, "the version of the rulebook."]
    hash: Annotated[str, "the hash of all its files."]
    with_: Annotated[Texts, "the files and folders of one's own that were laid over it."] = ()


class Assumption(NamedTuple):
    """A presumption without which the verdict would not stand."""

    id: Annotated[str, "the presumption, as `rules/presumptions.yaml` names it."]
    fact: Annotated[str, "the fact, or several with commas."]
    value: Annotated[FactText, "what is presumed."]
    says: Annotated[str, "the same as a broker would say it aloud, one clause."]
    because: Annotated[str, "why a broker takes it for granted."]
    if_wrong: Annotated[str, "what to do if it is not so."]


class FactUsed(NamedTuple):
    """A fact that was used or told."""

    name: Annotated[str, "its dotted name."]
    value: Annotated[FactText, "what it is."]
    source: Annotated[sources.Source, "where it comes from."]
    confidence: Annotated[sources.Confidence, "how sure it is."]


class StandardResult(NamedTuple):
    """A safety standard."""

    standard: Annotated[str, "its number in 49 CFR 571."]
    title: Annotated[str, "what it is about."]
    binds: Annotated[bool | None, "whether the vehicle has to meet it; None where it is not known."]
    met: Annotated[bool | None, "whether it is known to meet it."]
    because: Annotated[Text, "why it binds or does not."]


class PathResult(NamedTuple):
    """A door of an agency: a box of form HS-7, a code of form 3520-1, a type of customs entry."""

    id: Annotated[str, "the path, such as `nhtsa.box_1`."]
    agency: Annotated[str, "the agency whose door it is."]
    form: Annotated[str, "the form on which it is declared."]
    box: Annotated[Text, "the box of that form."]
    code: Annotated[Text, "the code of that form."]
    title: Annotated[str, "what it is called."]
    outcome: Annotated[PathOutcome, "what it comes to on the day of entry."]
    opens_possible: Annotated[Day, "the first day on which it may be open."]
    opens_on: Annotated[Day, "the first day on which it is certainly open."]
    stay: Annotated[Stay, "whether the vehicle may stay for good."]
    theoretical: Annotated[bool, "whether no private person can use it."]
    actions: Annotated[Texts, "the facts to bring about first."]
    papers: Annotated[Texts, "what to file or to bring."]
    restrictions: Annotated[Texts, "what it forbids afterwards."]
    missing: Annotated[Texts, "the facts it waits for."]
    because: Annotated[str, "why."]
    cite: Annotated[Texts, "the law."]
    confidence: Annotated[Confidence, "how well that law was seen."]


class GateResult(NamedTuple):
    """Something that only bars."""

    id: Annotated[str, "the gate."]
    agency: Annotated[str, "whose it is."]
    outcome: Annotated[GateOutcome, "whether it bars."]
    because: Annotated[Text, "why."]
    cite: Annotated[Texts, "the law."]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRuling:
    """The answer of a state; of several branches, what all of them have in common."""

    outcome: Annotated[StateOutcome, "whether it may be driven on the roads of the state."]
    applies_to: Annotated[Text, "the kind of vehicle that the row is about, such as `kei`."] = None
    titled: Annotated[Text, "whether it gets a title, which alone lets nobody drive it."] = None
    plate: Annotated[Text, "the plate it gets."] = None
    roads: Annotated[Text, "the roads it may use."] = None
    posted_up_to: Annotated[Text, "the highest posted speed of those roads."] = None
    interstates: Annotated[Text, "whether it may use them."] = None
    use_limits: Annotated[Text, "what it may be used for."] = None
    grandfather: Annotated[Text, "what earlier registrations keep."] = None
    conditions: Annotated[Texts, "further conditions, one sentence each."] = ()
    because: Annotated[str, "why, in one clause."] = ""
    cite: Annotated[Texts, "the law."] = ()
    sources: Annotated[Texts, "what each source says and where."] = ()
    last_checked: Annotated[Day, "the day on which the oldest of its rows was last checked."] = None
    confidence: Annotated[Confidence | None, "how well its least known row is known."] = None
    rules: Annotated[Texts, "the ids of its rows."] = ()
    missing: Annotated[Texts, "the facts that would settle whether they hold."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBranch(StateRuling):
    """One of several answers of a state."""

    if_: Annotated[Text, "when it is the answer: a clause, `otherwise`, or None if certain."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAnswer(StateRuling):
    """The whole answer of a state."""

    state: Annotated[str, "its postal code."]
    name: Annotated[str, "its name."]
    branches: Annotated[tuple[StateBranch, ...], "its answers, while a fact still decides."] = ()
    alternatives: Annotated[tuple[StateBranch, ...], "other ways, such as an antique plate."] = ()


class Prospect(NamedTuple):
    """The outcome that an answer to a question would lead to."""

    answer: Annotated[str, "the answer, in words."]
    outcome: Annotated[Outcome, "the outcome then."]


class MissingFact(NamedTuple):
    """A fact worth telling next."""

    fact: Annotated[str, "its dotted name."]
    question: Annotated[str, "the question to ask."]
    where: Annotated[Text, "where to find the answer."]
    settles: Annotated[Texts, "the paths, or other parts of the answer, that it settles."]
    answers: Annotated[tuple[Prospect, ...], "what each answer would lead to."]


class Action(NamedTuple):
    """Something that could still be done."""

    action: Annotated[str, "the fact that it brings about."]
    what: Annotated[str, "what to do."]
    depends_on: Annotated[DependsOn | None, "who has to do it."]
    cost: Annotated[Text, "what it costs."]
    for_: Annotated[Texts, "the paths and gates it is for."]


class Reason(NamedTuple):
    """A step of the chain."""

    step: Annotated[int, "its number, from 1 on."]
    rule: Annotated[Text, "the rule; None where a conclusion has none."]
    concludes: Annotated[str, "what it concludes."]
    title: Annotated[str, "that in a few words."]
    truth: Annotated[TruthWord, "whether it holds."]
    because: Annotated[Text, "why."]
    cite: Annotated[Texts, "the law."]
    uses: Annotated[tuple[str | int, ...], "the facts and the earlier steps that it rests on."]
    confidence: Annotated[Confidence, "how well that law was seen."]


class DutyAlternative(NamedTuple):
    """One of several ways in which the duty may come out."""

    hts: Annotated[str, "its heading, or several with commas."]
    why: Annotated[str, "when it is the one."]
    rate: Annotated[Text, "the rate of all lines together, where it is one."]
    rate_low: Annotated[Text, "the lowest that it may be."]
    rate_high: Annotated[Text, "the highest that it may be."]
    low: Annotated[Text, "the least that may be owed."]
    high: Annotated[Text, "the most that may be owed."]
    amount: Annotated[Text, "what is owed, where it is one figure."]


class DutyLine(NamedTuple):
    """A line of the tariff that is paid."""

    what: Annotated[str, "what it is."]
    heading: Annotated[str, "its heading."]
    layer: Annotated[str, "the layer it belongs to, such as `section_232`."]
    kind: Annotated[TariffKind, "how it stacks."]
    rate: Annotated[Text, "its rate; None where it is not known."]
    of: Annotated[str, "what the rate is of."]
    amount: Annotated[Text, "what it comes to, where that is one figure."]
    refundable: Annotated[Text, "how it can be had back."]
    contested: Annotated[bool, "whether it is disputed that it is paid."]
    cite: Annotated[Texts, "the law."]
    confidence: Annotated[Confidence, "how well that law was seen."]
    rule: Annotated[str, "its row in the rulebook."]


class Fee(NamedTuple):
    """A fee, or a security that comes back."""

    what: Annotated[str, "what it is."]
    fee: Annotated[str, "its short name."]
    rate: Annotated[Text, "its rate of the value."]
    fixed: Annotated[Text, "its amount, where it does not follow the value."]
    minimum: Annotated[Text, "the least that is taken."]
    maximum: Annotated[Text, "the most that is taken."]
    amount: Annotated[Text, "what it comes to, where that is one figure."]
    low: Annotated[Text, "the least that it may come to."]
    high: Annotated[Text, "the most that it may come to."]
    certain: Annotated[bool, "whether it is surely due."]
    cite: Annotated[Texts, "the law."]
    confidence: Annotated[Confidence, "how well that law was seen."]
    rule: Annotated[str, "its row in the rulebook."]


class Cost(NamedTuple):
    """A cost of the import that was told."""

    what: Annotated[str, "what it is."]
    amount: Annotated[str, "how much it is."]


class LandedCost(NamedTuple):
    """The cost of the whole import: price, duty, fees, and every cost that was told."""

    costs: Annotated[tuple[Cost, ...], "the costs that were told."]
    missing: Annotated[Texts, "those that were not, and are not in the total."]
    amount: Annotated[Text, "the total, where it is one figure."]
    low: Annotated[Text, "the least that it may be."]
    high: Annotated[Text, "the most that it may be."]


class Duty(NamedTuple):
    """What Customs collects. An estimate: Customs settles what is owed."""

    hts: Annotated[Text, "the heading, where there is one."]
    alternatives: Annotated[tuple[DutyAlternative, ...], "the other ways in which it may come out."]
    origin: Annotated[Text, "the country where the vehicle was built."]
    value: Annotated[Text, "the value it is reckoned from."]
    lines: Annotated[tuple[DutyLine, ...], "the lines of the tariff that every way has in common."]
    rate: Annotated[Text, "the rate of all lines together, where it is one."]
    rate_low: Annotated[Text, "the lowest that it may be."]
    rate_high: Annotated[Text, "the highest that it may be."]
    low: Annotated[Text, "the least duty that may be owed."]
    high: Annotated[Text, "the most duty that may be owed."]
    amount: Annotated[Text, "the duty, where it is one figure."]
    fees: Annotated[tuple[Fee, ...], "the fees."]
    securities: Annotated[tuple[Fee, ...], "what must be secured and comes back."]
    total: Annotated[Text, "duty and fees together, where that is one figure."]
    total_low: Annotated[Text, "the least that both may be."]
    total_high: Annotated[Text, "the most that both may be."]
    valid_on: Annotated[date, "the day whose tariff is used."]
    carried_forward: Annotated[Text, "why it is only today's law carried forward."]
    missing: Annotated[Texts, "the facts that would settle more of it."]
    notes: Annotated[Texts, "what to know of it."]
    landed: Annotated[LandedCost, "what the whole import costs."]


class FormField(NamedTuple):
    """A field of a form, and what to write in it."""

    field: Annotated[str, "the number or letter of the field."]
    label: Annotated[str, "what the form calls it."]
    value: Annotated[Text, "what to write; None where only the declarant knows it."]
    from_: Annotated[Text, "the fact that it comes from."]
    note: Annotated[Text, "what to mind."]


class FormEntry(NamedTuple):
    """A form to file."""

    form: Annotated[str, "its number."]
    edition: Annotated[Text, "the edition of that day; None where it was not seen."]
    fields: Annotated[tuple[FormField, ...], "what to write where."]


NAMES_FIRST = ("state", "name", "if_")  # in JSON, wherever a class has them from


def attribute_names(kind: type) -> list[str]:
    """The attributes of a part of a verdict, in order; none of what is no part."""
    if is_dataclass(kind):
        return [field.name for field in fields(kind)]
    return list(getattr(kind, "_fields", ()))


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
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
