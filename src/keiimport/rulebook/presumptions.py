# SPDX-License-Identifier: Apache-2.0
"""`presumptions.yaml`: what is presumed, and whether it may be.

A presumption can open a door, so none is tried on a fact unless the words of that fact
(`presumable` in `facts.yaml`) allow it, and then only in the direction or with the value that
they name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from keiimport.errors import Place
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, FactValue
from keiimport.facts.problems import shown, wrong
from keiimport.facts.sources import ALL_STANDARDS, Presumption, Tests
from keiimport.facts.vocabulary import STANDARD, FactType
from keiimport.rulebook.conditions import ConditionReader, Joined, value_in
from keiimport.rulebook.grammar import Form, Id, Test, Text, needed, optional
from keiimport.rulebook.model import Condition
from keiimport.rulebook.problems import listed, no_such
from keiimport.rulebook.vocabulary import ONLY, PRESUMABLE, FactsFile
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

_WAYS = ("value", "calendar_year_of", "at_most_before")
_CONDITIONS = ("given", "off_when", "off_when_contradicted")
_YEARS = re.compile(r"([0-9][0-9]?) years?")
_SAME = ("id", "calendar_year_of", "always_listed", "only_closes", "follows")
_STANDARD = {ONLY: True}  # a standard may only be presumed to be met


class PresumptionForm(Form):
    """A value taken for granted while nothing contradicts it."""

    id: Id = needed("its own id")
    fact: Text | None = optional("the fact it fills")
    facts: list[Text] = optional("the facts it fills", [])
    value: Any = optional("the value it fills in")
    calendar_year_of: Text | None = optional("a date whose calendar year is the value")
    at_most_before: dict[Text, Text] | None = optional("a later date, and at most how many years")
    text: Text | None = optional("the value in words")
    say: Text | None = optional("what is presumed, as said aloud: one clause")
    because: Text = needed("why it may be presumed")
    if_wrong: Text = needed("what to tell when it is wrong")
    given: list[Test] = optional("tests that must all hold, or `any` of some", [])
    off_when: list[Test] = optional("tests of which none may hold, or not `all`", [])
    off_when_contradicted: list[Text] = optional("facts that may not contradict the catalogue", [])
    always_listed: bool = optional("whether every verdict names it", False)
    only_closes: bool = optional("whether it can close doors and open none", False)
    follows: bool = optional("whether it follows from `given`, and is no guess", False)


class PresumptionsFile(Form):
    """`presumptions.yaml`: the only defaults there are."""

    title: Text | None = None
    presumptions: list[PresumptionForm] = needed("the presumptions in order")


def presumptions_of(
    form: PresumptionsFile, facts: FactsFile, reader: ConditionReader
) -> tuple[Presumption, ...]:
    """Read what is presumed, in the order of the file; the words of the facts say what may be."""
    found = []
    seen: set[str] = set()
    for each in form.presumptions:
        with reader.problems.noting():
            if each.id in seen:
                raise wrong("two_presumptions", each.at("id"), id=each.id)
            seen.add(each.id)
            presumption = _presumption(each, reader)
            found.append(presumption)
            _check_presumable(presumption, each.node, facts, reader)
    return tuple(found)


def _presumption(form: PresumptionForm, reader: ConditionReader) -> Presumption:
    node = form.node
    names = ([form.fact] if form.fact else []) + form.facts
    if not names:
        raise wrong("fills_nothing", node.place, id=form.id)
    types = [
        FactType(name, "bool") if name == ALL_STANDARDS else _known(name, _names_at(node), reader)
        for name in (_below(name, reader)[0] for name in names)
    ]
    if len({(type.kind, type.dimension, type.choices) for type in types}) > 1:
        raise wrong("fills_kinds", node.place, id=form.id)
    ways = [key for key in _WAYS if key in node.entries]
    if len(ways) != 1:
        raise wrong("one_value", node.place, listed(_WAYS), id=form.id)
    at = node.entries[ways[0]]
    value: FactValue | None = None
    before = None
    for key in _CONDITIONS if ways[0] != "value" else ():
        if key in node.entries:
            raise wrong("by_date_alone", node.entries[key].place, id=form.id, key=key)
    if form.calendar_year_of is not None:
        said = f"the calendar year of {_date_title(form.calendar_year_of, at, reader)}"
        if types[0].dimension != "year":
            raise wrong("no_year", at.place, name=types[0].name)
    elif form.at_most_before is not None:
        before, said = _before(names, types[0], cast(MapNode, at), reader)
    else:
        value, said = _value(types[0], at, reader)
    for name in form.off_when_contradicted:
        _known(name, node.entries["off_when_contradicted"].place, reader)
    first = reader.vocabulary.get(names[0])
    return Presumption(
        **{key: getattr(form, key) for key in _SAME},
        facts=tuple(names),
        value=value,
        text=form.text or said,
        say=form.say or f"{first.title if first else names[0]}: {form.text or said}",
        because=reader.words(node.get("because")) or "",
        if_wrong=reader.words(node.get("if_wrong")) or "",
        at_most_before=before,
        given=tuple(_groups(form.items("given"), "any", reader)),
        off_when=tuple(_groups(form.items("off_when"), "all", reader)),
        off_when_contradicted=frozenset(form.off_when_contradicted),
        place=node.place,
    )


def _names_at(node: MapNode) -> Place:
    return (node.get("fact") or node.entries["facts"]).place


def _known(name: str, place: Place, reader: ConditionReader) -> FactType:
    if name not in reader.vocabulary:
        raise no_such("fact", name, place, reader.vocabulary, "the name of a fact")
    return reader.vocabulary[name].type


def _below(name: str, reader: ConditionReader) -> list[str]:
    """The facts that a name or a pattern such as `vehicle.fmvss.*` stands for."""
    stem = name.removesuffix("*")
    return [fact for fact in reader.vocabulary if name != stem and fact.startswith(stem)] or [name]


def _date_title(name: str, node: Yaml, reader: ConditionReader) -> str:
    fact = reader.vocabulary.get(name)
    if fact is None or fact.type.kind != "date":
        raise wrong("no_date", node.place, name=name)
    return fact.title


def _before(
    names: list[str], type: FactType, node: MapNode, reader: ConditionReader
) -> tuple[tuple[str, int], str]:
    ((name, years), *others) = node.entries.items()
    title = _date_title(name, node, reader)
    found = _YEARS.fullmatch(years.text) if isinstance(years, ScalarNode) else None
    if others or found is None or len(names) > 1 or type.kind != "date":
        raise wrong("no_first_day", node.place)
    return (name, int(found[1])), f"at most {found[0]} before {title}"


def _value(type: FactType, node: Yaml, reader: ConditionReader) -> tuple[FactValue, str]:
    if type.kind == "choices":
        if not isinstance(node, ListNode):
            raise wrong("is_list", node.place, name=type.name)
        held = frozenset(str(value_in(type, "value", item)) for item in node.items)
        return held, ", ".join(sorted(held)).replace("_", " ") or "none"
    if type.kind in ("bool", "choice", "text"):
        value = value_in(type, "value", node)
        words = ("no", "yes")[value] if isinstance(value, bool) else value.replace("_", " ")
        return value, words
    bounds = Bounds(None, None)
    for one in _tests_of(reader.tested(type, node, node.place)):
        if not isinstance(one, AtLeast | AtMost):
            raise wrong("no_figure", node.place, name=type.name)
        limit = Bounds(one.high, None) if isinstance(one, AtLeast) else Bounds(None, one.low)
        narrower = bounds.intersect(limit)
        if narrower is None:
            is_pair = isinstance(node, ScalarNode) or len(node.plain()) == 1
            raise wrong("pair" if is_pair else "nothing_left", node.place)
        bounds = narrower
    return bounds, _limits_said(node)


def _limits_said(node: Yaml) -> str:
    if isinstance(node, ScalarNode):
        return node.text
    parts = []
    for key, value in cast(MapNode, node).entries.items():
        figure = cast(ScalarNode, value.items[0] if isinstance(value, ListNode) else value).text
        parts.append(figure if key == "is" else f"{key.replace('_', ' ')} {figure}")
    return " and ".join(parts)


def _groups(items: Sequence[Yaml], inner: Joined, reader: ConditionReader) -> Iterator[Tests]:
    """The groups under `given`, of each of which any test must hold, or under `off_when`, all."""
    for item in items:
        before = len(reader.problems)
        asked = reader.read(item)
        if len(reader.problems) > before:
            continue
        found = tuple(_tests_of(asked))
        yield from [found] if asked.op == inner else ((one,) for one in found)


def _tests_of(asked: Condition) -> Iterator[Comparison]:
    """The tests that a condition is, without `not`: above 550 cc is at least the next figure."""
    for part in asked.parts if asked.op in ("all", "any") else (asked,):
        negated = part.op == "not"
        match (part.parts[0] if negated else part).comparison:
            case None:
                raise wrong("more_tests", part.place)
            case test if not negated:
                yield test
            case AtMost(name, low, high):
                yield AtLeast(name, low + 1, high + 1)
            case AtLeast(name, low, high):
                yield AtMost(name, low - 1, high - 1)
            case test:
                raise wrong("rests_on_not", part.place, name=test.reads[0])


def _check_presumable(
    presumption: Presumption, node: MapNode, facts: FactsFile, reader: ConditionReader
) -> None:
    value, place = presumption.value, _names_at(node)
    value_place = node.entries["value"].place if "value" in node.entries else place
    is_floor = isinstance(value, Bounds) and value.low is not None and value.high is None
    for name in (each for filled in presumption.facts for each in _below(filled, reader)):
        about = {"id": presumption.id, "name": name}
        words = facts.facts.get(name)
        is_met = name.startswith(STANDARD)
        allowed: Any = _STANDARD if is_met else words is not None and words.presumable
        if allowed is False:
            raise wrong("never_presumed", place, **about)
        if isinstance(allowed, dict):
            only = allowed[ONLY] if isinstance(allowed[ONLY], list) else [allowed[ONLY]]
            # a list of words is one value
            meant: list[object] = [frozenset(only)] if isinstance(value, frozenset) else only
            if isinstance(value, Bounds) and words is not None:
                figure: Any = words.node.entries["presumable"]
                type = reader.type_of(name) or FactType(name, "bool")
                meant = [_value(type, figure.entries[ONLY], reader)[0]]
            if value not in meant:
                expected = " or ".join(map(shown, only)) or "`[]`"
                raise wrong("presumes_other", value_place, expected, **about)
        elif (key := PRESUMABLE[allowed]) and key not in node.entries:
            raise wrong("presumes_value", value_place, key=key, **about)
        elif allowed == "floor" and not is_floor:
            raise wrong("presumes_more", value_place, **about)
