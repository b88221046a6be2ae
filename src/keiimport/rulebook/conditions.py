# SPDX-License-Identifier: Apache-2.0
"""Conditions, from YAML nodes to `model.Condition`, with every name checked.

A condition is a name that must hold, a list (all of it), or a mapping with one of `all`,
`any`, `not`, `unknown`, `for_each`, or a name with a test; `because` and `otherwise` may
stand beside any of these. Tests on facts are `{at_most: [25 mph, 40 km/h]}`, `{is: truck}`.
"""

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from keiimport.errors import InputError, Place, RuleError
from keiimport.facts import comparisons, problems
from keiimport.facts.case import Case, fact_types
from keiimport.facts.comparisons import AtLeast, AtMost, HasAged, Includes, IsOneOf, IsTold
from keiimport.facts.data import rows
from keiimport.facts.problems import wrong
from keiimport.facts.units import DIMENSIONS, parse_figure
from keiimport.facts.vocabulary import FactType, Vocabulary
from keiimport.rulebook.grammar import DAY_FORM, parse_day
from keiimport.rulebook.model import LAW_DAY, Condition, ConditionOp
from keiimport.rulebook.problems import Problems, either, likely, listed, no_such
from keiimport.rulebook.yaml import BRACED, ListNode, MapNode, ScalarNode, Yaml

OPERATORS = ("all", "any", "not", "unknown", "for_each")
MEANT = {"and": "all", "or": "any"}
"""Names used elsewhere; by spelling alone, `and` would be taken for `any`."""

_WORDS = ("because", "otherwise")

Joined = Literal["all", "any"]

LAW_DAY_TYPE = FactType(LAW_DAY, "date")
PAIR_TOLERANCE = 20  # two printed figures of a threshold differ by at most one part in this many
_YEARS = re.compile(r"([1-9][0-9]{0,2}) years?\Z")
_TESTS = rows(__file__, "tests.csv")
ALLOWED = {row["kind"]: tuple(row["tests"].split()) for row in _TESTS}
"""The tests that each kind of fact allows."""

_KINDS = {row["kind"]: row["called"] for row in _TESTS}


@dataclass(slots=True)
class ConditionReader:
    """Reads the conditions of a rulebook; `keys` has the key columns of each table."""

    vocabulary: Vocabulary
    conclusions: Collection[str]
    keys: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def read(self, node: Yaml, joined: Joined = "all") -> Condition:
        """Read a condition; `joined` is how a bare list is read."""
        with self.problems.noting():
            return self._read(node, joined)
        return Condition("unknown", place=node.place)

    def words(self, node: Yaml | None) -> str | None:
        """Read words for people; braces may hold only names of facts."""
        if node is None:
            return None
        text = node.plain()
        if not isinstance(text, str) or not text.strip():
            self.problems.note("no_words", node.place)
            return None
        for name in BRACED.findall(text):
            if self.type_of(name) is None:
                near = likely(name, [*self.vocabulary, LAW_DAY])
                self.problems.note("no_fact_in_words", node.place, near, name=name, text=text)
        if set("{}") & set(BRACED.sub("", text)):
            self.problems.note("lone_brace", node.place, text=text)
        return text

    def type_of(self, name: str) -> FactType | None:
        """The shape of the fact `name` (or of the law's day), or None."""
        if name == LAW_DAY:
            return LAW_DAY_TYPE
        fact = self.vocabulary.get(name)
        return None if fact is None else fact.type

    def named(self, name: str, place: Place) -> Condition:
        """The condition that the conclusion or Boolean fact `name` holds."""
        if name in self.conclusions:
            return self.new("conclusion", place, conclusion=name)
        if self.known_type(name, place).kind != "bool":
            raise wrong("not_true_alone", place, name=name)
        return self.new("fact", place, comparison=IsOneOf(name, frozenset({True})))

    def known_type(self, name: str, place: Place) -> FactType:
        """The shape of the fact `name`, written at `place`."""
        if (type := self.type_of(name)) is None:
            if name in MEANT:
                raise no_such("fact or conclusion", name, place, (), f"`{MEANT[name]}`")
            known = [*OPERATORS, *self.conclusions, *self.vocabulary, LAW_DAY]
            raise no_such("fact or conclusion", name, place, known, "a known name")
        return type

    def tested(self, type: FactType, node: Yaml, place: Place) -> Condition:
        """The condition that every test in `node` holds; a plain value means `is`."""
        name = type.name
        if isinstance(node, ScalarNode):
            if type.kind == "choices":
                raise wrong("list_untested", node.place, name=name, word=node.text or "...")
            return self._test(type, "is", node, place)
        if not isinstance(node, MapNode) or not node.entries:
            what = "nothing_tested" if isinstance(node, MapNode) else "test_is_list"
            raise wrong(what, node.place, f"a test: {listed(ALLOWED[type.kind])}", name=name)
        for key in node.entries:
            self.check_test(type, key, node.keys[key])
        tests = [self._test(type, key, value, place) for key, value in node.entries.items()]
        return self.joined("all", tests, place)

    def check_test(self, type: FactType, key: str, place: Place) -> None:
        """Refuse a test, written at `place`, that a fact does not allow."""
        allowed = ALLOWED[type.kind]
        if key in allowed:
            return
        offer = f"a test: {listed(allowed)}"
        if any(key in tests for tests in ALLOWED.values()):
            words = {"key": key, "name": type.name, "kind": _KINDS[type.kind]}
            raise wrong("misfit_test", place, offer, **words)
        raise wrong("no_test", place, likely(key, allowed, offer), key=key)

    def _test(self, type: FactType, key: str, node: Yaml, place: Place) -> Condition:
        if key == "told":
            if (value := node.plain()) is not True:
                raise wrong("untold", node.place, value=value)
            return self._fact(place, IsTold(type.name))
        if key == "age":
            return self._fact(place, self._age(type, node))
        match type.kind:
            case "bool" | "choice" | "text":
                nodes: Sequence[Yaml] = (node,)
                if key in ("any_of", "none_of"):
                    nodes = node.items if isinstance(node, ListNode) else ()
                    if not nodes:
                        raise wrong("test_needs_list", node.place, key=key, name=type.name)
                one_of = IsOneOf(type.name, frozenset(value_in(type, key, each) for each in nodes))
                return self._fact(place, one_of, negated=key in ("is_not", "none_of"))
            case "choices":
                includes = Includes(type.name, cast(str, value_in(type, key, node)))
                return self._fact(place, includes, negated=key == "excludes")
            case "number":
                low, high = _figures(type, key, node)
            case "date":
                low = high = day_in(_scalar(type, key, node))
        return self._limit(place, type.name, key, low, high)

    def _fact(
        self, place: Place, test: comparisons.Comparison, *, negated: bool = False
    ) -> Condition:
        fact = self.new("fact", place, comparison=test)
        return self.new("not", place, parts=(fact,)) if negated else fact

    def _limit(self, place: Place, name: str, key: str, low: int, high: int) -> Condition:
        """The test `key` of a number or a date, with the printed figures of its limit."""
        least, most = AtLeast(name, low, high), AtMost(name, low, high)
        match key:
            case "at_least" | "from" | "below":
                return self._fact(place, least, negated=key == "below")
            case "at_most" | "until" | "above":
                return self._fact(place, most, negated=key == "above")
            case "before":
                return self._fact(place, AtMost(name, low - 1, low - 1))
            case "after":
                return self._fact(place, AtLeast(name, low + 1, low + 1))
        exactly = self.new("all", place, parts=(self._fact(place, least), self._fact(place, most)))
        return self.new("not", place, parts=(exactly,)) if key == "is_not" else exactly

    def _age(self, type: FactType, node: Yaml) -> HasAged:
        if not isinstance(node, MapNode):
            raise wrong("age_keys", node.place)
        node.only(("at_least", "by", "count", "leap_day"), "age")

        def word(key: str, known: tuple[str, ...] = ()) -> Any:
            value = node.get(key)
            if value is None:
                raise wrong("age_lacks", node.place, listed(known), key=key)
            text = _scalar(type, "age", value).text
            if known and text not in known:
                raise wrong("cannot_stand", value.place, listed(known), value=text, key=key)
            return text

        years = _YEARS.match(word("at_least"))
        if years is None:
            raise wrong("no_age", node.entries["at_least"].place, value=word("at_least"))
        by = word("by")
        until = self.type_of(by)
        if until is None or until.kind != "date":
            raise wrong("no_end_of_age", node.entries["by"].place, value=by)
        count = word("count", ("anniversary", "calendar_years"))
        leap_day: comparisons.LeapDay = "next_day"
        if count == "anniversary" or "leap_day" in node.entries:
            leap_day = word("leap_day", ("next_day", "last_day"))
        return HasAged(type.name, by, int(years[1]), count, leap_day)

    def joined(self, op: Joined, parts: Sequence[Condition], place: Place) -> Condition:
        """All or any of `parts`; a single part is returned as it is."""
        return parts[0] if len(parts) == 1 else self.new(op, place, parts=tuple(parts))

    def new(self, op: ConditionOp, place: Place, **what: Any) -> Condition:
        """A condition with the next number."""
        return Condition(op, place=place, number=next(self.numbers), **what)

    def _read(self, node: Yaml, joined: Joined) -> Condition:
        if isinstance(node, ListNode):
            return self._list(joined, node)
        if isinstance(node, MapNode):
            return self._mapping(node)
        value = node.plain()
        if isinstance(value, bool):
            always = self.new("true", node.place)
            return always if value else self.new("not", node.place, parts=(always,))
        if value in (None, ""):
            raise wrong("nothing_asked", node.place)
        if not isinstance(value, str):
            raise wrong("no_name", node.place, value=value)
        return self.named(value, node.place)

    def _list(self, op: Joined, node: Yaml) -> Condition:
        if not isinstance(node, ListNode) or not node.items:
            raise wrong("needs_conditions", node.place, op=op)
        return self.joined(op, [self.read(item) for item in node.items], node.place)

    def _mapping(self, node: MapNode) -> Condition:
        asked = [key for key in node.entries if key not in _WORDS]
        for key in asked:
            if key not in OPERATORS and key not in self.conclusions and not self.type_of(key):
                if len(asked) > 1 and (guess := likely(key, _WORDS)):
                    raise wrong("unknown_key", node.keys[key], guess, key=key)
                self.known_type(key, node.keys[key])
        if not asked:
            raise wrong("words_alone", node.place)
        if len(asked) > 1:
            raise wrong("side_by_side", node.place, names=problems.listed(asked))
        words: dict[str, Any] = {k: self.words(node.get(k)) for k in _WORDS if k in node.entries}
        found = self._asked(asked[0], node.entries[asked[0]], node.keys[asked[0]])
        if words and (found.because or found.otherwise) and found.op != "unknown":
            found = self.new("all", found.place or node.place, parts=(found,))
        return found._replace(**words)

    def _asked(self, key: str, value: Yaml, place: Place) -> Condition:
        match key:
            case ("all" | "any") as op:
                return self._list(op, value)
            case "not":
                if isinstance(value, ListNode):
                    raise wrong("not_of_list", value.place)
                return self.new("not", place, parts=(self.read(value),))
            case "unknown":
                why = self.words(value)
                return self.new("unknown", place, because=why, otherwise=why)
            case "for_each":
                return self._for_each(value)
        if key not in self.conclusions:
            return self.tested(self.known_type(key, place), value, place)
        holds = value.plain() if isinstance(value, ScalarNode) else None
        if not isinstance(holds, bool):
            raise wrong("conclusion_tested", value.place, key=key)
        named = self.named(key, place)
        return named if holds else self.new("not", place, parts=(named,))

    def _for_each(self, node: Yaml) -> Condition:
        if not isinstance(node, MapNode):
            raise wrong("for_each_keys", node.place)
        node.only(("table", "key", "all", "any"), "for_each")
        table, column = node.get("table"), node.get("key")
        if not isinstance(table, ScalarNode) or not isinstance(column, ScalarNode):
            raise wrong("for_each_lacks", node.place)
        if ("all" in node.entries) == ("any" in node.entries):
            raise wrong("for_each_of_what", node.place)
        if table.text not in self.keys:
            raise no_such("table", table.text, table.place, self.keys, "the id of a table")
        values = self.keys[table.text].get(column.text)
        if not values:
            raise wrong("no_key_column", column.place, column=column.text, table=table.text)
        op: Joined = "all" if "all" in node.entries else "any"
        within = [substituted(node.entries[op], column.text, value) for value in values]
        return self.joined(op, [self._list(op, each) for each in within], node.place)


def substituted(node: Yaml, key: str, value: str) -> Yaml:
    """`node` with `{key}` replaced by `value` everywhere, with spaces in words for people."""
    mark = f"{{{key}}}"
    if isinstance(node, ScalarNode):
        return replace(node, text=node.text.replace(mark, value))
    if isinstance(node, ListNode):
        return replace(node, items=tuple(substituted(item, key, value) for item in node.items))
    spoken = value.replace("_", " ")
    entries = {
        name.replace(mark, value): substituted(each, key, spoken if name in _WORDS else value)
        for name, each in node.entries.items()
    }
    keys = {name.replace(mark, value): place for name, place in node.keys.items()}
    return MapNode(node.place, entries, keys)


# --- values of tests ---


def _scalar(type: FactType, key: str, node: Yaml) -> ScalarNode:
    if isinstance(node, ScalarNode):
        return node
    what = "a list" if isinstance(node, ListNode) else "a mapping"
    one = "one value" if key in ("is", "is_not", "includes", "excludes", "value") else "values"
    raise wrong("no_value", node.place, one, what=what, key=key, name=type.name)


def value_in(type: FactType, key: str, written: Yaml) -> bool | str:
    """The word or Boolean under a key, checked against the fact."""
    node = _scalar(type, key, written)
    value = node.plain()
    if type.kind == "bool":
        if not isinstance(value, bool):
            raise wrong("no_truth", node.place, value=value, name=type.name)
        return value
    if isinstance(value, bool) and type.kind == "text":
        raise wrong("read_as_truth", node.place, value=value)
    no_text = value is None or isinstance(value, bool)
    if no_text or (type.choices and node.text not in type.choices):
        expected = either(node.text, type.choices, 30) if type.choices else "text"
        said = value if no_text else node.text
        raise wrong("no_value_of", node.place, expected, value=said, name=type.name)
    # any other spelling would never match a case
    if not type.choices and type.name in fact_types():
        try:
            told = Case.parse({type.name: node.text}).told().get(type.name)
        except InputError as error:
            raise RuleError(error.error, node.place, error.expected) from None
        if told != node.text:
            near = "something that says what it is" if told is None else f"`{told}`"
            raise wrong("told_otherwise", node.place, near, node=node, name=type.name)
    return node.text


def _figures(type: FactType, key: str, node: Yaml) -> tuple[int, int]:
    """The two printed figures of a threshold, smaller first; equal if only one is printed."""
    assert type.dimension is not None
    nodes = node.items if isinstance(node, ListNode) else (node,)
    words = {"number": len(nodes), "key": key, "name": type.name}
    if not 1 <= len(nodes) <= 2:
        raise wrong("figures", node.place, **words)
    figures = [figure_in(_scalar(type, key, each), type.dimension) for each in nodes]
    low, high = min(figures), max(figures)
    if (high - low) * PAIR_TOLERANCE > high:
        raise wrong("far_apart", node.place, percent=100 // PAIR_TOLERANCE, **words)
    return low, high


def figure_in(cell: ScalarNode, dimension: str) -> int:
    """The figure in a cell or value, in smallest units; its unit must be written."""
    kind = DIMENSIONS[dimension]
    if not kind.whole and re.fullmatch(r"[0-9.,\s-]+", cell.text):
        raise wrong("no_unit", cell.place, kind.expected, value=cell.text)
    try:
        return parse_figure(cell.text, dimension)
    except InputError as error:
        raise RuleError(error.error, cell.place, error.expected) from None


def day_in(cell: ScalarNode, expected: str = DAY_FORM) -> int:
    """The ordinal of the day in a cell or value."""
    if (day := parse_day(cell.plain())) is None:
        raise wrong("no_day", cell.place, expected, value=cell.plain())
    return day
