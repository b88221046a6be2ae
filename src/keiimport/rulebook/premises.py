# SPDX-License-Identifier: Apache-2.0
"""`facts.yaml` and `presumptions.yaml`: the words of the facts, and what may be presumed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from keiimport.errors import RuleError
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, FactValue, IsOneOf
from keiimport.facts.fields import KINDS
from keiimport.facts.presumptions import Presumption, Tests
from keiimport.facts.vocabulary import Fact, FactType, Vocabulary
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.grammar import FactForm, FactsFile, PresumptionForm, PresumptionsFile
from keiimport.rulebook.limits import limits
from keiimport.rulebook.model import LAW_DAY
from keiimport.rulebook.presumable import ALL_OF, check_presumable
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.tables import MET_PREFIX
from keiimport.rulebook.tests_on_facts import FactTest, read_tests
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

_WAYS = ("value", "calendar_year_of", "at_most_before")
_YEARS = re.compile(r"([0-9][0-9]?) years?")


def vocabulary(
    form: FactsFile,
    node: MapNode,
    types: Mapping[str, FactType],
    standard_facts: Iterable[Fact],
    problems: Problems,
) -> Vocabulary:
    """Join the shapes of the facts with their words.

    Args:
        form: the words.
        node: where they are written.
        types: the shape of every fact a case may have.
        standard_facts: the facts that tables of standards bring along.
        problems: takes what is wrong: words without a fact, a fact without words.
    """
    entries = cast(MapNode, node.entries["facts"])
    found: dict[str, Fact] = {}
    for name, words in form.facts.items():
        type = types.get(name)
        if type is None:
            missing = [known for known in types if known not in form.facts]
            problems.add(
                f"there is no fact {shown(name)}",
                entries.keys[name],
                likely(name, missing, "a fact that a case can have"),
            )
            continue
        _check_type(type, words, entries, problems)
        if words.unknown == "action":
            _check_action(type, words, entries, problems)
        _check_change(type, words, entries, problems)
        _check_unless(type, words, entries, problems)
        limited = limits(type, cast(MapNode, entries.entries[name]), problems)
        found[name] = _fact(type, words, *limited)
    for name in types:
        if name not in form.facts:
            problems.add(f"the fact `{name}` has no words", entries.place, f"`{name}:` among them")
    for fact in standard_facts:
        found.setdefault(fact.name, fact)
    return Vocabulary(found)


def _check_type(type: FactType, words: FactForm, entries: MapNode, problems: Problems) -> None:
    """What is written of how a fact is told must be what cases are read by."""
    told = words.one_of or words.some_of
    kind = KINDS.get(words.type or "")
    if (told and type.choices != tuple(told)) or (
        words.type is not None and kind != (type.kind, type.dimension)
    ):
        problems.add(
            f"`{type.name}` is told in other words by a case",
            entries.keys[type.name],
            listed(type.choices, 30) or f"a {type.kind}, as when cases were last generated",
        )


def _check_action(type: FactType, words: FactForm, entries: MapNode, problems: Problems) -> None:
    place = entries.keys[type.name]
    if type.kind != "bool":
        problems.add(f"`{type.name}` cannot be an action", place, "a fact that is true or false")
    if not words.todo:
        problems.add(f"the action `{type.name}` does not say what to do", place, "`todo`")
    if words.depends_on is None:
        problems.add(f"the action `{type.name}` does not say who does it", place, "`depends_on`")


def _check_change(type: FactType, words: FactForm, entries: MapNode, problems: Problems) -> None:
    """What a person can make of a fact must be something that it can be."""
    allowed: tuple[bool | str, ...] = (True, False) if type.kind == "bool" else type.choices
    for value in words.becomes:
        if type.kind not in ("bool", "choice") or words.change == "no":
            problems.add(
                f"`{type.name}` cannot become anything",
                entries.keys[type.name],
                "a choice, or a fact that is true or false, with `change`",
            )
            return
        if isinstance(value, bool) is not (type.kind == "bool") or value not in allowed:
            problems.add(
                f"`{type.name}` cannot become {shown(value)}",
                entries.keys[type.name],
                likely(str(value), [str(word) for word in allowed], "a value that it can have"),
            )


def _check_unless(type: FactType, words: FactForm, entries: MapNode, problems: Problems) -> None:
    """What an answer tries of a fact must be something that it can be."""
    for each in words.unless:
        values = each.value if type.kind == "choices" else [each.value]
        allowed: Sequence[bool | str] = (True, False) if type.kind == "bool" else type.choices
        if not isinstance(values, list) or any(value not in allowed for value in values):
            problems.add(
                f"`{type.name}` cannot be {shown(each.value)}",
                entries.keys[type.name],
                "a value that it can have: true or false, a choice, or a list of choices",
            )


def _fact(type: FactType, words: FactForm, least: int | None, most: int | None) -> Fact:
    return Fact(
        type=type,
        question=words.question,
        where=words.where,
        unknown=words.unknown,
        change=words.change,
        depends_on=words.depends_on,
        opens=words.opens,
        title=words.title,
        todo=words.todo or "",
        order=words.order,
        cost=words.cost or "",
        becomes=tuple(words.becomes),
        least=least,
        most=most,
        unless=tuple(
            (frozenset(each.value) if isinstance(each.value, list) else each.value, each.words)
            for each in words.unless
        ),
    )


def presumptions(
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
            check_presumable(
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
        raise RuleError(f"`{form.id}` fills no fact", place=place, expected="`fact` or `facts`")
    types = [_type(name, node, reader) for name in names]
    if len({(type.kind, type.dimension, type.choices) for type in types}) > 1:
        raise RuleError(f"`{form.id}` fills facts of different kinds", place=place,
                        expected="facts of one kind")  # fmt: skip
    ways = [key for key in _WAYS if key in node.entries]
    if len(ways) != 1:
        raise RuleError(f"`{form.id}` needs one value", place=place, expected=listed(_WAYS))
    value: FactValue | None = None
    year_of, before = form.calendar_year_of, None
    if year_of is not None:
        at = node.entries["calendar_year_of"]
        _check_date(year_of, at, reader)
        if types[0].dimension != "year":
            raise RuleError(
                f"`{types[0].name}` is no year", place=at.place, expected="a fact that is a year"
            )
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
                place=node.entries["off_when_contradicted"].place,
                expected=likely(name, reader.vocabulary, "the name of a fact"),
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
            place=node.entries[key].place,
            expected=likely(name, reader.vocabulary, "the name of a fact"),
        )
    return fact.type


def _kind(name: str, reader: ConditionReader) -> FactType:
    fact = reader.vocabulary.get(name)
    return FactType(name, "bool") if fact is None else fact.type


def _check_date(name: str, node: Yaml, reader: ConditionReader) -> None:
    source = reader.vocabulary.get(name)
    if source is None or source.type.kind != "date":
        raise RuleError(f"{shown(name)} is no date", place=node.place, expected="a date fact")


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
            place=node.place,
            expected="a date fact to fill, and `{another date: a number of years}`",
        )
    said = f"at most {found[0]} before {reader.vocabulary[name].title}"
    return (name, int(found[1])), said


def _value(type: FactType, node: Yaml, reader: ConditionReader) -> tuple[FactValue, str]:
    """The value of a presumption and its words, from the tests it would pass."""
    if type.kind == "choices":
        if not isinstance(node, ListNode):
            raise RuleError(f"`{type.name}` is a list", place=node.place, expected="`[]` or words")
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
        raise RuleError(f"`{type.name}` needs one value", place=node.place, expected="one value")
    bounds = Bounds(None, None)
    for test in tests:
        narrower = bounds.intersect(_bounds(test, type, node))
        if narrower is None:
            raise RuleError("no value is left", place=node.place, expected="limits in order")
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
            raise RuleError(
                f"this is no value of `{type.name}`",
                place=node.place,
                expected="a figure or limits",
            )
        narrower = bounds.intersect(limit)
        if narrower is None:
            raise RuleError("a pair is no exact value", place=node.place, expected="one figure")
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
        raise RuleError(f"nothing stands under `{word}`", place=item.place, expected="tests")
    return several


def _comparisons(item: Yaml, reader: ConditionReader) -> Tests:
    """What one item asks of one fact; nothing in it may be negated."""
    entries = item.entries.items() if isinstance(item, MapNode) else ()
    if isinstance(item, ScalarNode):
        entries = {item.text: ScalarNode(item.place, "true")}.items()
    if len(entries) != 1:
        raise RuleError(
            "this is no test of one fact", place=item.place, expected="`{fact: {test: value}}`"
        )
    ((name, value),) = entries
    fact = reader.vocabulary.get(name)
    if fact is None or name == LAW_DAY:
        raise RuleError(
            f"there is no fact {shown(name)}",
            place=item.place,
            expected=likely(name, reader.vocabulary, "the name of a fact"),
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
        f"a presumption cannot rest on what `{name}` is not",
        place=item.place,
        expected="a test of what it is",
    )


def _alone(item: Yaml, reader: ConditionReader) -> Comparison:
    """The one test of an item."""
    comparisons = _comparisons(item, reader)
    if len(comparisons) > 1:
        raise RuleError(
            "only single tests can stand here", place=item.place, expected="one limit in each test"
        )
    return comparisons[0]
