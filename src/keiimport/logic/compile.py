# SPDX-License-Identifier: Apache-2.0
"""Compiling: from a Rulebook to a Program.

A rule is a definition: while it is live its conclusion equals its `when`. Live means
in force on its clock, `applies` holds, and no rule that overrides it is live. A choice
among windows, overrides or declared-exclusive classes becomes one `choose` node.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from keiimport.facts.comparisons import Comparison, IsOneOf
from keiimport.logic.program import GAP_PREFIX, Compiled, Node, Op, Program
from keiimport.rulebook import model

_ASKED = ("offer:", "claim:", "barred:", "raised:")


def compile_rulebook(rulebook: model.Rulebook) -> Compiled:
    """Compile `rulebook`, whose conclusions must not form a cycle."""
    return _Compiler(rulebook).compiled()


@dataclass(slots=True)
class ProgramBuilder:
    """Builds a Program node by node; equal nodes are made once."""

    comparisons: dict[Comparison, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)  # what verdicts and engines can ask for
    _numbers: dict[Node, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def _node(self, op: Op, args: tuple[int, ...] = ()) -> int:
        node = Node(op, args)
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    def constant(self, truth: bool | None) -> int:
        """A node that is always `truth`."""
        return self._node("unknown" if truth is None else "true" if truth else "false")

    def number(self, comparison: Comparison) -> int:
        """The number of a test on facts."""
        return self.comparisons.setdefault(comparison, len(self.comparisons))

    def test(self, comparison: Comparison) -> int:
        """A node for one test on facts."""
        return self._node("test", (self.number(comparison),))

    def negate(self, child: int) -> int:
        """Not `child`."""
        op = self._op(child)
        if op == "not":
            return self.nodes[child].args[0]
        if op in ("true", "false"):
            return self.constant(op == "false")
        return self._node("not", (child,))

    def all(self, children: Iterable[int]) -> int:
        """True when every child is true, false when one is false."""
        return self._joined("all", children)

    def any(self, children: Iterable[int]) -> int:
        """True when one child is true, false when every child is false."""
        return self._joined("any", children)

    def choose(self, branches: Iterable[tuple[int, int]]) -> int:
        """The value of the branch that is live; exactly one of them is."""
        kept = [(live, value) for live, value in branches if self._op(live) != "false"]
        for live, value in kept:
            if self._op(live) == "true":
                return value
        values = {value for _, value in kept}
        if len(values) == 1:
            return values.pop()
        return self._node("choose", tuple(n for pair in kept for n in pair))

    def program(self) -> Program:
        """The finished Program."""
        return Program(tuple(self.comparisons), tuple(self.nodes), dict(self.names))

    def _op(self, number: int) -> Op:
        return self.nodes[number].op

    def _joined(self, op: Literal["all", "any"], children: Iterable[int]) -> int:
        neutral, decisive = ("true", "false") if op == "all" else ("false", "true")
        parts = tuple(dict.fromkeys(child for child in children if self._op(child) != neutral))
        decided = [child for child in parts if self._op(child) == decisive]
        if decided or len(parts) == 1:
            return (decided or parts)[0]
        return self._node(op, parts) if parts else self.constant(op == "all")


class _Compiler(ProgramBuilder):
    def __init__(self, rulebook: model.Rulebook) -> None:
        super().__init__()
        self.rulebook = rulebook
        self.conditions: dict[int, int] = {}
        self.base_lives: dict[str, int] = {}
        self.lives: dict[str, int] = {}
        self.values: dict[str, int] = {}
        self.windows: dict[model.Window, int] = {}
        self.gaps: dict[str, None] = {}
        self.rules_of = model.rules_by_conclusion(rulebook)
        self.group_of = {name: group for group in rulebook.exactly_one for name in group}

    def compiled(self) -> Compiled:
        names = self.names
        for conclusion in self.rulebook.conclusions:
            self.conclusion(conclusion)
        for path in self.rulebook.paths:
            opened = [self.condition(path.open_when)]
            if path.purposes:
                purposes: frozenset[bool | str] = frozenset(path.purposes)
                opened.append(self.test(IsOneOf("entry.purpose", purposes)))
                names[f"purpose:{path.id}"] = opened[1]
            offer = names[f"offer:{path.id}"] = self.all(opened)
            claim = (self.every(path.claimed_when), self.none_of(path.claimed_unless))
            names[f"claim:{path.id}"] = self.any([self.all(claim), *self.gaps_of(offer)])
            for paper in (*path.papers, *path.restrictions):
                self.every(paper.when)
        for gate in self.rulebook.gates:
            names[f"barred:{gate.id}"] = self.condition(gate.barred_when)
            names[f"raised:{gate.id}"] = self.every(gate.raised_when)
        for remark in self.rulebook.remarks:
            names[f"remark:{remark.id}"] = self.condition(remark.when)
        for presumption in self.rulebook.presumptions:
            for test in presumption.tests:
                self.number(test)
        program = self.program()
        asked = [node for name, node in names.items() if name.startswith(_ASKED)]
        nodes = (self.conditions, self.lives, self.values, self.windows, tuple(self.gaps))
        return Compiled(program, *nodes, program.largest_part(asked))

    def gaps_of(self, offer: int) -> list[int]:
        """Tests of whether the partial tables that an offer rests on lack just this vehicle."""
        read = self.program().cone([offer])
        tests = (self.test(IsOneOf(gap, frozenset({True}))) for gap in self.gaps)
        return [test for test in tests if test in read]

    def every(self, *asked: model.Condition | None) -> int:
        return self.all([self.condition(each) for each in asked if each is not None])

    def none_of(self, *asked: model.Condition | None) -> int:
        return self.all([self.negate(self.condition(each)) for each in asked if each is not None])

    def conclusion(self, name: str) -> int:
        if name not in self.names:
            self.names[name] = self.meaning(name)
        return self.names[name]

    def meaning(self, name: str) -> int:
        definitions = [rule for rule in self.rules_of[name] if not rule.adds]
        additions = [rule for rule in self.rules_of[name] if rule.adds]
        for rule in (*definitions, *additions):
            when = self.condition(rule.when, leaving_out=rule.selector)
            self.values[rule.id] = self.all([when, self.none_of(rule.unless)])
            days = [] if rule.window is None else [self.window(rule.window)]
            self.base_lives[rule.id] = self.all([*days, self.every(rule.applies)])
        for rule in (*definitions, *additions):
            stronger = (rival.id for rival in self.rules_of[name] if rule.id in rival.overrides)
            idle = [self.negate(self.base_lives[rival]) for rival in stronger]
            self.lives[rule.id] = self.all([self.base_lives[rule.id], *idle])
        chosen = otherwise = self.when_no_rule(name)
        if definitions:
            branches = [(self.lives[rule.id], self.values[rule.id]) for rule in definitions]
            branches += [(idle, otherwise) for idle in self.idle(definitions)]
            chosen = self.choose(branches)
        return self.any([chosen, *self.alternatives(additions)])

    def when_no_rule(self, name: str) -> int:
        conclusion = self.rulebook.conclusions[name]
        if conclusion.gap is None:
            return self.constant(conclusion.when_no_rule)
        fact = GAP_PREFIX + name
        self.gaps[fact] = None
        return self.test(IsOneOf(fact, frozenset({True})))

    def window(self, window: model.Window) -> int:
        self.windows[window] = self.all(map(self.test, window.tests))
        return self.windows[window]

    def idle(self, definitions: Sequence[model.Rule]) -> list[int]:
        # where only windows of one clock decide, the days between them are windows too: written as
        # `not any(live)` the choice would lose what it is for
        windows = [rule.window for rule in definitions if rule.window is not None]
        clocks = {window.clock for window in windows}
        plain = len(windows) == len(definitions) and len(clocks) == 1
        if plain and all(rule.applies is None for rule in definitions):
            return [self.window(gap) for gap in model.gaps_between(clocks.pop(), windows)]
        return [self.all([self.negate(self.base_lives[rule.id]) for rule in definitions])]

    def alternatives(self, additions: Sequence[model.Rule]) -> list[int]:
        """Nodes for additions; the rows that are cut by exclusive classes become one choice."""
        hold = {r.id: self.all([self.lives[r.id], self.values[r.id]]) for r in additions}
        found = [hold[rule.id] for rule in additions if not rule.selector]
        selected = [rule for rule in additions if rule.selector]
        branches: list[tuple[int, int]] = []
        for member in self.group_of[selected[0].selector[0]] if selected else ():
            rows = [hold[rule.id] for rule in selected if member in rule.selector]
            branches.append((self.conclusion(member), self.any(rows)))
        return [*found, self.choose(branches)] if branches else found

    def condition(self, condition: model.Condition, leaving_out: tuple[str, ...] = ()) -> int:
        if leaving_out and asks_only(condition, leaving_out):
            self.condition(condition)
            return self.constant(True)
        match condition.op:
            case "all":
                node = self.all([self.condition(p, leaving_out) for p in condition.parts])
            case "any":
                node = self.any([self.condition(p) for p in condition.parts])
            case "not":
                node = self.negate(self.condition(condition.parts[0]))
            case "fact":
                assert condition.comparison is not None
                node = self.test(condition.comparison)
            case "conclusion":
                assert condition.conclusion is not None
                node = self.conclusion(condition.conclusion)
            case "true":
                node = self.constant(True)
            case "unknown":
                node = self.constant(None)
        self.conditions[condition.number] = node
        return node


def asks_only(condition: model.Condition, names: tuple[str, ...]) -> bool:
    """Whether `condition` asks only for one of the conclusions `names`."""
    if condition.op == "conclusion":
        return condition.conclusion in names
    return condition.op == "any" and all(asks_only(part, names) for part in condition.parts)
