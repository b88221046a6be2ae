# SPDX-License-Identifier: Apache-2.0
"""The same law for ZEN: a Program written as a JSON decision model (JDM).

ZEN has no unknowns, so the network is written in two values and every fact needs one:
what is not known counts as not so, and a number or date known within bounds as its
lowest. That is one way of knowing everything, so wherever keiimport is sure, both must
agree. Everything else is written as cheaply as ZEN allows: what is read once stands
inside the expression that reads it, dates are numbers (20261121), and facts that may be
missing without harm are left out of the context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from keiimport.decide.rule_index import AgencyDoors, RuleIndex
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
)
from keiimport.rulebook.model import LAW_DAY

Facts = Mapping[str, FactValue | None]
_KEY = "graph"
WHOLE = "whole"
"""The key under which the model says whether every agency lets the vehicle in."""


def available() -> bool:
    """Whether zen-engine is installed here."""
    return find_spec("zen") is not None


def root_keys(index: RuleIndex) -> dict[str, int]:
    """The key of each truth that is asked for, with its node."""
    asked = [f"{what}:{path.id}" for what in ("offer", "claim") for path in index.paths]
    asked += [f"{what}:{gate.id}" for what in ("barred", "raised") for gate in index.gates]
    return {_key(name): index.program.names[name] for name in asked}


class Zen:
    """A decision graph, read once by ZEN.

    Asked by key through a static loader, which is its fastest way for one case: a decision
    made by `create_decision` is compiled anew in every call.
    """

    def __init__(self, graph: Mapping[str, Any]) -> None:
        loader = {"type": "static", "content": {_KEY: graph}}
        self._engine = import_module("zen").ZenEngine({"loader": loader})

    def evaluate(self, context: Mapping[str, Any], *, trace: bool) -> dict[str, Any]:
        """The result for one context; with `trace` also every truth on the way to it."""
        return dict(self._engine.evaluate(_KEY, context, {"trace": trace})["result"])

    def batch(self, contexts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The results of many contexts in one call."""
        requests = [{"key": _KEY, "context": context} for context in contexts]
        return [dict(found["data"]["result"]) for found in self._engine.evaluate_batch(requests)]


def decision_graph(**steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A graph of expressions by their keys, step after step; those of the last are the result."""
    inner = [(name, "expressionNode", _expressions(name, rows)) for name, rows in steps.items()]
    schema = {"schema": ""}
    nodes = [("input", "inputNode", schema), *inner, ("output", "outputNode", schema)]
    return {
        "nodes": [
            {
                "id": name,
                "type": kind,
                "name": name,
                "position": {"x": 300 * place, "y": 0},
                "content": content,
            }
            for place, (name, kind, content) in enumerate(nodes)
        ],
        "edges": [
            {"id": f"{one}-{two}", "type": "edge", "sourceId": one, "targetId": two}
            for (one, *_), (two, *_) in pairwise(nodes)
        ],
    }


def doors_of(index: RuleIndex) -> dict[str, Any]:
    """The doors of the law as a decision graph.

    Two steps: the conclusions, each shared truth once; then the doors and the whole, which
    alone are the result.
    """
    writer = _Writer(index)
    roots = root_keys(index)
    conclusions = [*writer.shared(set(roots.values())), *_covered(index)]
    doors = {key: writer.reference(node, "") for key, node in roots.items()}
    doors[WHOLE] = " and ".join(_agency(index, agency) for agency in index.doors) or "true"
    return decision_graph(conclusions=conclusions, doors=doors.items())


def context(index: RuleIndex, facts: Facts) -> dict[str, Any]:
    """What the decision model is given for `facts`, completed where they are not known."""
    kinds = _kinds(index)
    tree: dict[str, Any] = {}
    for name in index.program.facts_read(index.roots):
        value = _value(kinds[name], facts.get(name))
        if value is not None:
            section, _, rest = name.partition(".")
            tree.setdefault(section, {})[_key(rest)] = value
    tree.setdefault("law", {})["day"] = _day(facts.get(LAW_DAY))
    return tree


# ---------------------------------------------------------------- expressions


class _Writer:
    """Writes nodes as expressions; the facts of dates are those of the vocabulary."""

    def __init__(self, index: RuleIndex) -> None:
        self.program = index.program
        self.kinds = _kinds(index)
        self.cone = self.program.cone(index.roots)
        self.keys: dict[int, str] = {}
        self.text: dict[int, str] = {}

    def shared(self, roots: set[int]) -> Iterable[tuple[str, str]]:
        """Key and expression of every truth that is read more than once, in order."""
        uses: Counter[int] = Counter()
        for number in self.cone:
            # the live parts and values of a choice are read once each, as here written
            uses.update(self.program.nodes[number].children)
        names = {node: name for name, node in self.program.names.items()}
        for number in self.cone:
            self.text[number] = self.expression(number)
            plain = self.program.nodes[number].op in ("true", "false", "unknown")
            if number in roots or (uses[number] > 1 and not plain):
                key = self.keys[number] = _key(names.get(number, f"n{number}"))
                yield key, self.text[number]

    def reference(self, number: int, here: str = "$.") -> str:
        """How another expression reads a truth; `here` leads to keys of the same node."""
        key = self.keys.get(number)
        return self.text[number] if key is None else here + key

    def expression(self, number: int) -> str:
        node = self.program.nodes[number]
        match node.op:
            case "test":
                return self.test(self.program.comparisons[node.args[0]])
            case "true":
                return "true"
            case "false" | "unknown":
                return "false"
            case "not":
                return f"not ({self.reference(node.args[0])})"
            case "all" | "any":
                word = " and " if node.op == "all" else " or "
                return "(" + word.join(self.reference(child) for child in node.args) + ")"
            case "choose":
                pairs = zip(node.args[0::2], node.args[1::2], strict=True)
                branches = (
                    f"({self.reference(live)} and {self.reference(value)})" for live, value in pairs
                )
                return f"({' or '.join(branches)})"
        raise AssertionError(node.op)

    def test(self, comparison: Comparison) -> str:
        match comparison:
            case IsOneOf(fact, values):
                words = sorted(values, key=str)
                if values <= {True, False}:
                    tests = [f"{_path(fact)} {'==' if v else '!='} true" for v in words]
                    return f"({' or '.join(tests)})"
                if len(words) == 1:
                    return f"({_path(fact)} == {_quoted(str(words[0]))})"
                return f"({_path(fact)} in [{', '.join(_quoted(str(v)) for v in words)}])"
            case Includes(fact, value):
                return f"({_quoted(value)} in {_path(fact)})"
            case IsTold():
                return "true"
            case AtLeast(fact, low, _):
                return f"({_path(fact)} >= {self.figure(fact, low)})"
            case AtMost(fact, _, high):
                return f"({_path(fact)} <= {self.figure(fact, high)})"
            case HasAged() as aged:
                return f"({aged_expression(aged)})"

    def figure(self, fact: str, number: int) -> int:
        return as_date(number) if self.kinds[fact] == "date" else number


def aged_expression(aged: HasAged) -> str:
    """Whether `years` have passed, in numbers such as 20261121."""
    since, by = _path(aged.since), _path(aged.by)
    if aged.count == "calendar_years":
        return f"floor({since} / 10000) + {aged.years} <= floor({by} / 10000)"
    reached = f"{since} + {aged.years * 10000}"
    if aged.leap_day == "next_day":
        # what would be a 29 February that there is not is passed on the next day
        return f"{reached} <= {by}"
    year = f"floor({since} / 10000) + {aged.years}"
    short = f"(({year}) % 4 != 0 or (({year}) % 100 == 0 and ({year}) % 400 != 0))"
    return f"{reached} - ({since} % 10000 == 229 and {short} ? 1 : 0) <= {by}"


def _agency(index: RuleIndex, doors: AgencyDoors) -> str:
    """A door is claimed and open, where the agency has any, and no gate is raised and bars."""
    paths = [index.paths[i].id for i in doors.counted]
    opened = [f"($.{_key(f'claim:{id}')} and $.{_key(f'offer:{id}')})" for id in paths]
    text = "(" + (" or ".join(opened) or str(doors.only_bars).lower()) + ")"
    for i in doors.gates:
        gate = index.gates[i].id
        text += f" and not ($.{_key(f'raised:{gate}')} and $.{_key(f'barred:{gate}')})"
    if doors.agency.covered_from is not None:
        text += f" and {_key(f'covered:{doors.agency.id}')}"
    return f"({text})"


def _covered(index: RuleIndex) -> Iterable[tuple[str, str]]:
    """Whether the law of each agency is written down for the day of the law."""
    for doors in index.doors:
        since = doors.agency.covered_from
        if since is not None:
            yield _key(f"covered:{doors.agency.id}"), f"{_path(LAW_DAY)} >= {as_date(since)}"


def _expressions(name: str, rows: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {
        "expressions": [
            {"id": f"{name}{place}", "key": key, "value": value}
            for place, (key, value) in enumerate(rows)
        ],
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


# ---------------------------------------------------------------- facts


def _value(kind: str, held: FactValue | None) -> Any:
    """A fact of a kind as a plain value; None for what may be left out."""
    match kind:
        case "bool" | "text":
            return held
        case "list":
            return sorted(held) if isinstance(held, frozenset) else []
        case "date":
            return _day(held)
        case "told":
            return None
    return _lowest(held)


def _kinds(index: RuleIndex) -> dict[str, str]:
    """How each fact is given: bool, text, list, number, date, or not at all (told)."""
    vocabulary = index.rulebook.vocabulary
    kinds: dict[str, str] = {}
    for comparison in index.program.comparisons:
        for name in comparison.reads:
            fact = vocabulary.get(name)
            match comparison:
                case IsOneOf(_, values):
                    kind = "bool" if values <= {True, False} else "text"
                case Includes():
                    kind = "list"
                case HasAged():
                    kind = "date"
                case AtLeast() | AtMost():
                    dated = name == LAW_DAY or (fact is not None and fact.type.kind == "date")
                    kind = "date" if dated else "number"
                case IsTold():
                    kind = "told"  # always true in two values
            if name not in kinds or kind != "told":
                kinds[name] = kind
    return kinds


def _lowest(held: FactValue | None) -> int:
    if not isinstance(held, Bounds):
        return 0
    return held.low if held.low is not None else held.high or 0


def _day(held: FactValue | None) -> int:
    return as_date(max(1, _lowest(held)))


def as_date(ordinal: int) -> int:
    """A day as a number: 20261121."""
    day = date.fromordinal(ordinal)
    return day.year * 10000 + day.month * 100 + day.day


def _path(fact: str) -> str:
    section, _, rest = fact.partition(".")
    return f"{section}.{_key(rest)}"


def _key(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)


def _quoted(text: str) -> str:
    mark = '"' if "'" in text else "'"
    if mark in text or "\\" in text:
        raise ValueError(f"`{text}` cannot be written in an expression")
    return f"{mark}{text}{mark}"
