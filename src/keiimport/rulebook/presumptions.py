# SPDX-License-Identifier: Apache-2.0
"""`presumptions.yaml`: what is presumed, and whether it may be.

A presumption can open a door, so none is tried on a fact unless the words of that fact
(`presumable` in `facts.yaml`) allow it, and then only in the direction or with the value that
they name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from pydantic import Field

from keiimport.errors import Place, RuleError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, FactValue, IsOneOf
from keiimport.facts.presumptions import Presumption, Tests
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.facts import ANY_VALUE, CALENDAR_YEAR, EARLIEST, ONLY, PRESUMABLE_WORDS
from keiimport.rulebook.grammar import Form, Id, Test, Text
from keiimport.rulebook.model import LAW_DAY
from keiimport.rulebook.problems import likely, listed
from keiimport.rulebook.tables import MET_PREFIX
from keiimport.rulebook.tests_on_facts import FactTest, read_tests
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

_WAYS = ("value", "calendar_year_of", "at_most_before")
_YEARS = re.compile(r"([0-9][0-9]?) years?")


class PresumptionForm(Form):
    """A value taken for granted while nothing contradicts it."""

    id: Id = Field(description="its own id")
    fact: Text | None = Field(None, description="the fact it fills")
    facts: list[Text] = Field([], description="the facts it fills")
    value: Any = Field(None, description="the value it fills in")
    calendar_year_of: Text | None = Field(
        None, description="a date whose calendar year is the value"
    )
    at_most_before: dict[Text, Text] | None = Field(
        None, description="another date, and how many years before it the date lies at most"
    )
    text: Text | None = Field(None, description="the value in words")
    because: Text = Field(description="why it may be presumed")
    if_wrong: Text = Field(description="what to tell when it is wrong")
    given: list[Test] = Field([], description="tests that must all hold, or `any` of some")
    off_when: list[Test] = Field([], description="tests of which none may hold, or not `all`")
    off_when_contradicted: list[Text] = Field(
        [], description="facts that may not be told otherwise than the catalogue has them"
    )
    always_listed: bool = Field(False, description="whether every verdict names it")
    only_closes: bool = Field(False, description="whether it can close doors and open none")


class PresumptionsFile(Form):
    """`presumptions.yaml`: the only defaults there are."""

    title: Text | None = None
    presumptions: list[PresumptionForm] = Field(description="the presumptions in order")


def presumptions_of(
    form: PresumptionsFile, node: MapNode, facts: MapNode, reader: ConditionReader
) -> tuple[Presumption, ...]:
    """Read what is presumed, in the order of the file.

    Args:
        form: the presumptions.
        node: where they are written.
        facts: where the words of the facts are written, which say what may be presumed.
        reader: knows the facts; takes what is wrong.
    """
    words = cast(MapNode, facts.entries["facts"])
    nodes = cast(ListNode, node.entries["presumptions"]).items
    found = []
    for each, at in zip(form.presumptions, nodes, strict=True):
        try:
            presumption = _presumption(each, cast(MapNode, at), reader)
            found.append(presumption)
            _check_presumable(
                presumption,
                cast(MapNode, at),
                words,
                reader.vocabulary,
                lambda name, value: _value(_kind(name, reader), value, reader)[0],
            )
        except RuleError as error:
            reader.problems.errors.append(error)
    return tuple(found)


def _presumption(form: PresumptionForm, node: MapNode, reader: ConditionReader) -> Presumption:
    place = node.place
    names = ([form.fact] if form.fact else []) + form.facts
    if not names:
        raise RuleError(f"`{form.id}` fills no fact", place, "`fact` or `facts`")
    types = [_type(name, node, reader) for name in names]
    if len({(type.kind, type.dimension, type.choices) for type in types}) > 1:
        raise RuleError(f"`{form.id}` fills facts of different kinds", place, "facts of one kind")
    ways = [key for key in _WAYS if key in node.entries]
    if len(ways) != 1:
        raise RuleError(f"`{form.id}` needs one value", place, listed(_WAYS))
    value: FactValue | None = None
    year_of, before = form.calendar_year_of, None
    if year_of is not None:
        at = node.entries["calendar_year_of"]
        _check_date(year_of, at, reader)
        if types[0].dimension != "year":
            raise RuleError(f"`{types[0].name}` is no year", at.place, "a fact that is a year")
        said = f"the calendar year of {reader.vocabulary[year_of].title}"
    elif form.at_most_before is not None:
        at = node.entries["at_most_before"]
        before, said = _before(names, types[0], cast(MapNode, at), reader)
    else:
        value, said = _value(types[0], node.entries["value"], reader)
    return Presumption(
        id=form.id,
        facts=tuple(names),
        value=value,
        text=form.text or said,
        because=_words(node, "because", reader),
        if_wrong=_words(node, "if_wrong", reader),
        calendar_year_of=year_of,
        at_most_before=before,
        given=tuple(_given(node.get("given"), reader)),
        off_when=tuple(_off_when(node.get("off_when"), reader)),
        off_when_contradicted=_contradicted(form, node, reader),
        always_listed=form.always_listed,
        only_closes=form.only_closes,
    )


def _contradicted(form: PresumptionForm, node: MapNode, reader: ConditionReader) -> frozenset[str]:
    """The facts under `off_when_contradicted`."""
    for name in form.off_when_contradicted:
        if name not in reader.vocabulary:
            raise RuleError(
                f"there is no fact {shown(name)}",
                node.entries["off_when_contradicted"].place,
                likely(name, reader.vocabulary, "the name of a fact"),
            )
    return frozenset(form.off_when_contradicted)


def _words(node: MapNode, key: str, reader: ConditionReader) -> str:
    return reader.words(node.get(key)) or ""


def _type(name: str, node: MapNode, reader: ConditionReader) -> FactType:
    if name.endswith(ALL_OF):
        stem = name.removesuffix(ALL_OF[1:])
        below = [fact for fact in reader.vocabulary if fact.startswith(stem)]
        if below:
            return reader.vocabulary[below[0]].type
        if stem == MET_PREFIX:
            return FactType(name, "bool")
    fact = reader.vocabulary.get(name)
    if fact is None:
        key = "fact" if "fact" in node.entries else "facts"
        raise RuleError(
            f"there is no fact {shown(name)}",
            node.entries[key].place,
            likely(name, reader.vocabulary, "the name of a fact"),
        )
    return fact.type


def _kind(name: str, reader: ConditionReader) -> FactType:
    fact = reader.vocabulary.get(name)
    return FactType(name, "bool") if fact is None else fact.type


def _check_date(name: str, node: Yaml, reader: ConditionReader) -> None:
    source = reader.vocabulary.get(name)
    if source is None or source.type.kind != "date":
        raise RuleError(f"{shown(name)} is no date", node.place, "a date fact")


def _before(
    names: list[str], type: FactType, node: MapNode, reader: ConditionReader
) -> tuple[tuple[str, int], str]:
    """The other date and the years before it, and both in words."""
    ((name, years), *others) = node.entries.items()
    _check_date(name, node, reader)
    found = _YEARS.fullmatch(years.text) if isinstance(years, ScalarNode) else None
    if others or found is None or len(names) > 1 or type.kind != "date":
        raise RuleError(
            "this says no first day of a date",
            node.place,
            "a date fact to fill, and `{another date: a number of years}`",
        )
    said = f"at most {found[0]} before {reader.vocabulary[name].title}"
    return (name, int(found[1])), said


def _value(type: FactType, node: Yaml, reader: ConditionReader) -> tuple[FactValue, str]:
    """The value of a presumption and its words, from the tests it would pass."""
    if type.kind == "choices":
        if not isinstance(node, ListNode):
            raise RuleError(f"`{type.name}` is a list", node.place, "`[]` or words")
        words = FactType(type.name, "choice", None, type.choices)
        held: frozenset[str] = frozenset()
        if node.items:
            asked = MapNode(node.place, {"any_of": node}, {"any_of": node.place})
            (test,) = read_tests(words, asked, reader.type_of)
            held = frozenset(str(v) for v in cast(IsOneOf, test.comparisons[0]).values)
        return held, ", ".join(sorted(held)).replace("_", " ") or "none"
    tests = read_tests(type, node, reader.type_of)
    if type.kind in ("bool", "choice", "text"):
        one = tests[0].comparisons[0]
        if len(tests) == 1 and not tests[0].negated and isinstance(one, IsOneOf):
            (value, *others) = one.values
            if not others:
                return value, _said(value)
        raise RuleError(f"`{type.name}` needs one value", node.place, "one value")
    bounds = Bounds(None, None)
    for test in tests:
        narrower = bounds.intersect(_bounds(test, type, node))
        if narrower is None:
            raise RuleError("no value is left", node.place, "limits in order")
        bounds = narrower
    return bounds, _limits_said(node)


def _bounds(test: FactTest, type: FactType, node: Yaml) -> Bounds:
    """The values for which a test is certainly true."""
    bounds = Bounds(None, None)
    for one in test.comparisons:
        limit: Bounds | None
        match one, test.negated:
            case AtLeast(), False:
                limit = Bounds(one.high, None)
            case AtMost(), False:
                limit = Bounds(None, one.low)
            case AtLeast(), True:
                limit = Bounds(None, one.low - 1)
            case AtMost(), True:
                limit = Bounds(one.high + 1, None)
            case _:
                limit = None
        if limit is None or (test.negated and len(test.comparisons) > 1):
            raise RuleError(f"this is no value of `{type.name}`", node.place, "a figure or limits")
        narrower = bounds.intersect(limit)
        if narrower is None:
            raise RuleError("a pair is no exact value", node.place, "one figure")
        bounds = narrower
    return bounds


def _limits_said(node: Yaml) -> str:
    if isinstance(node, ScalarNode):
        return node.text
    assert isinstance(node, MapNode)
    parts = []
    for key, value in node.entries.items():
        first = value.items[0] if isinstance(value, ListNode) else value
        figure = cast(ScalarNode, first).text
        parts.append(figure if key == "is" else f"{key.replace('_', ' ')} {figure}")
    return " and ".join(parts)


def _said(value: bool | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.replace("_", " ")


def _given(node: Yaml | None, reader: ConditionReader) -> Iterator[Tests]:
    """The groups under `given`: of each one test must hold."""
    for item in _items(node):
        if (several := _under(item, "any")) is not None:
            yield tuple(_alone(one, reader) for one in several)
        else:
            yield from ((one,) for one in _comparisons(item, reader))


def _off_when(node: Yaml | None, reader: ConditionReader) -> Iterator[Tests]:
    """The groups under `off_when`: of none may all tests hold."""
    for item in _items(node):
        if (several := _under(item, "all")) is not None:
            yield tuple(one for each in several for one in _comparisons(each, reader))
        else:
            yield (_alone(item, reader),)


def _items(node: Yaml | None) -> Sequence[Yaml]:
    return node.items if isinstance(node, ListNode) else ()


def _under(item: Yaml, word: str) -> Sequence[Yaml] | None:
    """What stands under `any` or `all`, where the item is that."""
    if not isinstance(item, MapNode) or list(item.entries) != [word]:
        return None
    several = _items(item.entries[word])
    if not several:
        raise RuleError(f"nothing stands under `{word}`", item.place, "tests")
    return several


def _comparisons(item: Yaml, reader: ConditionReader) -> Tests:
    """What one item asks of one fact; nothing in it may be negated."""
    entries = item.entries.items() if isinstance(item, MapNode) else ()
    if isinstance(item, ScalarNode):
        entries = {item.text: ScalarNode(item.place, "true")}.items()
    if len(entries) != 1:
        raise RuleError("this is no test of one fact", item.place, "`{fact: {test: value}}`")
    ((name, value),) = entries
    fact = reader.vocabulary.get(name)
    if fact is None or name == LAW_DAY:
        raise RuleError(
            f"there is no fact {shown(name)}",
            item.place,
            likely(name, reader.vocabulary, "the name of a fact"),
        )
    tests = read_tests(fact.type, value, reader.type_of)
    return tuple(one for test in tests for one in _positive(test, name, item))


def _positive(test: FactTest, name: str, item: Yaml) -> Tests:
    """The comparisons of a test; `above 550 cc` is at least the next figure there is."""
    match test:
        case FactTest(comparisons, False):
            return comparisons
        case FactTest((AtMost(_, low, high),), True) if low == high:
            return (AtLeast(name, high + 1, high + 1),)
        case FactTest((AtLeast(_, low, high),), True) if low == high:
            return (AtMost(name, low - 1, low - 1),)
    raise RuleError(
        f"a presumption cannot rest on what `{name}` is not", item.place, "a test of what it is"
    )


def _alone(item: Yaml, reader: ConditionReader) -> Comparison:
    """The one test of an item."""
    comparisons = _comparisons(item, reader)
    if len(comparisons) > 1:
        raise RuleError("only single tests can stand here", item.place, "one limit in each test")
    return comparisons[0]


KEY = "presumable"

ALL_OF = ".*"
"""The end of a pattern that stands for every fact below a name."""

_HERE = Place("the table of standards", 1, 1)
_STANDARD = MapNode(_HERE, {ONLY: ScalarNode(_HERE, "true")}, {ONLY: _HERE})
"""A standard may only be presumed to be met."""


def _check_presumable(
    presumption: Presumption,
    node: MapNode,
    facts: MapNode,
    known: Iterable[str],
    value_of: Callable[[str, Yaml], FactValue],
) -> None:
    """Refuse a presumption that fills a fact as its words do not allow.

    Args:
        presumption: the presumption as read.
        node: where it is written.
        facts: the words of the facts by name, as written.
        known: every fact there is.
        value_of: reads a value of the fact of a name.

    Raises:
        RuleError: the fact is never presumed, or not so.
    """
    place = node.entries["fact" if "fact" in node.entries else "facts"].place
    value_place = node.entries["value"].place if "value" in node.entries else place
    for name in _each(presumption.facts, known):
        allowed = _allowed(name, facts)
        if allowed is None:
            raise RuleError(
                f"`{presumption.id}` presumes `{name}`, which is never presumed",
                place,
                f"a fact of which `facts.yaml` says that it is `{KEY}`",
            )
        if isinstance(allowed, MapNode):
            only = allowed.entries[ONLY]
            if presumption.value != value_of(name, only):
                raise RuleError(
                    f"`{presumption.id}` presumes another value of `{name}` than may be presumed",
                    value_place,
                    _only_said(only),
                )
        elif allowed.text == ANY_VALUE:
            continue
        elif allowed.text in (CALENDAR_YEAR, EARLIEST):
            key = "calendar_year_of" if allowed.text == CALENDAR_YEAR else "at_most_before"
            if key not in node.entries:
                raise RuleError(
                    f"`{presumption.id}` presumes a value of `{name}`",
                    value_place,
                    f"`{key}` alone",
                )
        elif not _is_floor(presumption.value):
            raise RuleError(
                f"`{presumption.id}` presumes more of `{name}` than a floor",
                value_place,
                "a limit from below alone, such as `above`",
            )


def _each(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names, and for a pattern every fact below it."""
    found: list[str] = []
    for name in names:
        stem = name.removesuffix(ALL_OF[1:])
        below = [fact for fact in known if fact.startswith(stem)] if name.endswith(ALL_OF) else ()
        found.extend(below or [name])
    return found


def _allowed(name: str, facts: MapNode) -> MapNode | ScalarNode | None:
    """What may be presumed of a fact, or None where nothing may be."""
    if name.startswith(MET_PREFIX):
        return _STANDARD
    words = facts.get(name)
    said = words.get(KEY) if isinstance(words, MapNode) else None
    if isinstance(said, MapNode):
        return said
    return said if isinstance(said, ScalarNode) and said.plain() in PRESUMABLE_WORDS else None


def _only_said(only: Yaml) -> str:
    """The one value that may be presumed, as it was written, and where."""
    texts = [item.text for item in getattr(only, "items", ()) if isinstance(item, ScalarNode)]
    value = only.text if isinstance(only, ScalarNode) else f"[{', '.join(texts)}]"
    return f"`{value}`" if only.place is _HERE else f"`{value}`, as in {only.place}"


def _is_floor(value: FactValue | None) -> bool:
    return isinstance(value, Bounds) and value.low is not None and value.high is None
