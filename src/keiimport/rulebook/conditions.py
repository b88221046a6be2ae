# SPDX-License-Identifier: Apache-2.0
"""Conditions, from YAML nodes to `model.Condition`, with every name checked.

A condition is a name that must hold, a list (all of it), or a mapping with one of `all`,
`any`, `not`, `unknown`, `for_each`, or a name with a test; `because` and `otherwise` may
stand beside any of these.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from keiimport.errors import Place, RuleError
from keiimport.facts import bounds
from keiimport.facts.bounds import shown
from keiimport.facts.comparisons import IsOneOf
from keiimport.facts.vocabulary import FactType, Vocabulary
from keiimport.rulebook.model import LAW_DAY, Condition, ConditionOp
from keiimport.rulebook.problems import Problems, likely, no_such
from keiimport.rulebook.tests_on_facts import LAW_DAY_TYPE, read_tests
from keiimport.rulebook.yaml import BRACED, ListNode, MapNode, ScalarNode, Yaml

OPERATORS = ("all", "any", "not", "unknown", "for_each")
_WORDS = ("because", "otherwise")

Joined = Literal["all", "any"]


@dataclass(slots=True)
class ConditionReader:
    """Reads the conditions of one rulebook; `keys` has those of each table, column by column."""

    vocabulary: Vocabulary
    conclusions: Collection[str]
    keys: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def read(self, node: Yaml, joined: Joined = "all") -> Condition:
        """Read one condition; `joined` is what a list alone means."""
        with self.problems.noting():
            return self._read(node, joined)
        return Condition("unknown", place=node.place)

    def words(self, node: Yaml | None) -> str | None:
        """Read words for people, whose braces may hold nothing but names of facts."""
        if node is None:
            return None
        text = node.plain()
        if not isinstance(text, str) or not text.strip():
            self.problems.add("there are no words here", node.place, "one sentence in quotes")
            return None
        for name in BRACED.findall(text):
            if self.type_of(name) is None:
                said = f"{{{name}}} in the words {shown(text)} is no fact"
                expected = likely(name, [*self.vocabulary, LAW_DAY], "the name of a fact")
                self.problems.add(said, node.place, expected)
        if set("{}") & set(BRACED.sub("", text)):
            said = f"a brace in the words {shown(text)} has no other one"
            expected = "the name of a fact in braces, such as `{vehicle.gvwr}`"
            self.problems.add(said, node.place, expected)
        return text

    def type_of(self, name: str) -> FactType | None:
        """The shape of the fact `name` (or of the law's day), None when there is none."""
        if name == LAW_DAY:
            return LAW_DAY_TYPE
        fact = self.vocabulary.get(name)
        return None if fact is None else fact.type

    def named(self, name: str, place: Place) -> Condition:
        """The condition that the conclusion or Boolean fact `name` holds."""
        if name in self.conclusions:
            return self.new("conclusion", place, conclusion=name)
        if self.known_type(name, place).kind != "bool":
            said = f"`{name}` is not true or false by itself"
            raise RuleError(said, place, f"a test, such as `{name}: {{told: true}}`")
        return self.new("fact", place, comparison=IsOneOf(name, frozenset({True})))

    def known_type(self, name: str, place: Place) -> FactType:
        """The shape of the fact `name`, written at `place`."""
        if (type := self.type_of(name)) is None:
            known = [*OPERATORS, *self.conclusions, *self.vocabulary, LAW_DAY]
            raise no_such("fact or conclusion", name, place, known, "a known name")
        return type

    def tested(self, type: FactType, node: Yaml, place: Place) -> Condition:
        """The condition that all tests hold that `node` asks of a fact."""
        return self._placed(read_tests(type, node, self.type_of), place)

    def _placed(self, test: Condition, place: Place) -> Condition:
        parts = tuple(self._placed(part, place) for part in test.parts)
        return self.new(test.op, place, parts=parts, comparison=test.comparison)

    def joined(self, op: Joined, parts: Sequence[Condition], place: Place) -> Condition:
        """All or any of `parts`; a single part is itself."""
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
        if not isinstance(value, str) or not value:
            said = "nothing is asked here" if value in (None, "") else f"{shown(value)} is no name"
            raise RuleError(said, node.place, "a condition")
        return self.named(value, node.place)

    def _list(self, op: Joined, node: Yaml) -> Condition:
        if not isinstance(node, ListNode) or not node.items:
            raise RuleError(f"`{op}` needs a list", node.place, "one condition after each `-`")
        return self.joined(op, [self.read(item) for item in node.items], node.place)

    def _mapping(self, node: MapNode) -> Condition:
        asked = [key for key in node.entries if key not in _WORDS]
        for key in asked:
            if key not in OPERATORS and key not in self.conclusions and not self.type_of(key):
                if len(asked) > 1 and (guess := likely(key, _WORDS)):
                    raise RuleError(f"unknown key {shown(key)}", node.keys[key], guess)
                self.known_type(key, node.keys[key])
        if not asked:
            said = "no condition stands beside these words"
            raise RuleError(said, node.place, "one condition")
        if len(asked) > 1:
            said = f"{bounds.listed(asked)} stand side by side"
            raise RuleError(said, node.place, "a list under `all:` or `any:`")
        words: dict[str, Any] = {
            key: self.words(node.get(key)) for key in _WORDS if key in node.entries
        }
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
                    expected = "`any:` or `all:` around the list"
                    raise RuleError("`not` takes one condition", value.place, expected)
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
            said = f"`{key}` is a conclusion, which only holds or does not"
            raise RuleError(said, value.place, "`true` or `false`")
        named = self.named(key, place)
        return named if holds else self.new("not", place, parts=(named,))

    def _for_each(self, node: Yaml) -> Condition:
        shape = "`{table: ..., key: ..., all: [...]}`"
        if not isinstance(node, MapNode):
            raise RuleError("`for_each` needs several keys", node.place, shape)
        node.only(("table", "key", "all", "any"), "for_each")
        table, column = node.get("table"), node.get("key")
        if not isinstance(table, ScalarNode) or not isinstance(column, ScalarNode):
            raise RuleError("`for_each` is not complete", node.place, shape)
        if ("all" in node.entries) == ("any" in node.entries):
            raise RuleError("`for_each` needs one of `all` and `any`", node.place, shape)
        if table.text not in self.keys:
            raise no_such("table", table.text, table.place, self.keys, "the id of a table")
        values = self.keys[table.text].get(column.text)
        if not values:
            said = f"{shown(column.text)} is no key of the table `{table.text}`"
            raise RuleError(said, column.place, "a column declared as `key`")
        op: Joined = "all" if "all" in node.entries else "any"
        within = [substituted(node.entries[op], column.text, value) for value in values]
        return self.joined(op, [self._list(op, each) for each in within], node.place)


def substituted(node: Yaml, key: str, value: str) -> Yaml:
    """`node` with `{key}` replaced by `value` in every key and text, by words in words."""
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
