# SPDX-License-Identifier: Apache-2.0
"""From a Rulebook to a Program: what every rule means, as one network of truths.

A rule is a definition: while it is live its conclusion equals its `when`. Live means
in force on its clock, `applies` holds, and no rule that overrides it is live. A choice
among windows, overrides or declared-exclusive classes becomes one `choose` node.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from keiimport.facts.comparisons import Comparison, IsOneOf
from keiimport.logic.program import GAP_PREFIX, Compiled, Node, Op, Program, cone
from keiimport.rulebook import model

_ASKED = ("offer:", "claim:", "barred:", "raised:")


def compile_rulebook(rulebook: model.Rulebook) -> Compiled:
    """The Program of `rulebook`; its conclusions must not form a cycle."""
    return _Compiler(rulebook).compiled()


@dataclass(slots=True)
class ProgramBuilder:
    """Makes a Program node by node, writing each different one once."""

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
        parts: dict[int, None] = {}
        for child in children:
            child_op = self._op(child)
            if child_op == decisive:
                return child
            if child_op != neutral:
                parts[child] = None
        if not parts:
            return self.constant(op == "all")
        if len(parts) == 1:
            return next(iter(parts))
        return self._node(op, tuple(parts))


class _Compiler:
    def __init__(self, rulebook: model.Rulebook) -> None:
        self.rulebook = rulebook
        self.builder = ProgramBuilder()
        self.conditions: dict[int, int] = {}
        self.base_lives: dict[str, int] = {}
        self.lives: dict[str, int] = {}
        self.values: dict[str, int] = {}
        self.windows: dict[model.Window, int] = {}
        self.gaps: dict[str, None] = {}
        self.rules_of = model.rules_by_conclusion(rulebook)
        self.group_of = {name: group for group in rulebook.exactly_one for name in group}

    def compiled(self) -> Compiled:
        names = self.builder.names
        for conclusion in self.rulebook.conclusions:
            self.conclusion(conclusion)
        for path in self.rulebook.paths:
            opened = [self.condition(path.open_when)]
            if path.purposes:
                purposes: frozenset[bool | str] = frozenset(path.purposes)
                opened.append(self.builder.test(IsOneOf("entry.purpose", purposes)))
                names[f"purpose:{path.id}"] = opened[1]
            offer = self.builder.all(opened)
            names[f"offer:{path.id}"] = offer
            names[f"claim:{path.id}"] = self.builder.any([self.claim(path), *self.gaps_of(offer)])
            for paper in (*path.papers, *path.restrictions):
                if paper.when is not None:
                    self.condition(paper.when)
        for gate in self.rulebook.gates:
            names[f"barred:{gate.id}"] = self.condition(gate.barred_when)
            always = self.builder.constant(True)
            raised = gate.raised_when
            names[f"raised:{gate.id}"] = always if raised is None else self.condition(raised)
        for remark in self.rulebook.remarks:
            names[f"remark:{remark.id}"] = self.condition(remark.when)
        for presumption in self.rulebook.presumptions:
            for test in presumption.tests:
                self.builder.number(test)
        program = self.builder.program()
        asked = [node for name, node in program.names.items() if name.startswith(_ASKED)]
        return Compiled(
            program,
            self.conditions,
            self.lives,
            self.values,
            self.windows,
            tuple(self.gaps),
            program.largest_part(asked),
        )

    def gaps_of(self, offer: int) -> list[int]:
        """What is true where a partial table that an offer rests on lacks just this vehicle.

        Whoever is told that the table has it after all claims the path by that.
        """
        read = cone(self.builder.nodes, [offer])
        tests = (self.builder.test(IsOneOf(gap, frozenset({True}))) for gap in self.gaps)
        return [test for test in tests if test in read]

    def claim(self, path: model.Path) -> int:
        """The node that says whether a path is claimed and nothing waives it."""
        parts = [] if path.claimed_when is None else [self.condition(path.claimed_when)]
        if path.claimed_unless is not None:
            parts.append(self.builder.negate(self.condition(path.claimed_unless)))
        return self.builder.all(parts)

    def conclusion(self, name: str) -> int:
        """The node of a conclusion, made on first use."""
        known = self.builder.names.get(name)
        if known is None:
            known = self.meaning(name)
            self.builder.names[name] = known
        return known

    def meaning(self, name: str) -> int:
        definitions = [rule for rule in self.rules_of[name] if not rule.adds]
        additions = [rule for rule in self.rules_of[name] if rule.adds]
        for rule in (*definitions, *additions):
            self.values[rule.id] = self.value(rule)
            self.base_lives[rule.id] = self.live(rule)
        for rule in (*definitions, *additions):
            self.lives[rule.id] = self.not_overridden(rule, self.rules_of[name])
        chosen = otherwise = self.when_no_rule(name)
        if definitions:
            branches = [(self.lives[rule.id], self.values[rule.id]) for rule in definitions]
            branches += [(idle, otherwise) for idle in self.idle(definitions)]
            chosen = self.builder.choose(branches)
        return self.builder.any([chosen, *self.alternatives(additions)])

    def when_no_rule(self, name: str) -> int:
        conclusion = self.rulebook.conclusions[name]
        if conclusion.gap is None:
            return self.builder.constant(conclusion.when_no_rule)
        fact = GAP_PREFIX + name
        self.gaps[fact] = None
        return self.builder.test(IsOneOf(fact, frozenset({True})))

    def value(self, rule: model.Rule) -> int:
        when = self.condition(rule.when, leaving_out=rule.selector)
        if rule.unless is None:
            return when
        return self.builder.all([when, self.builder.negate(self.condition(rule.unless))])

    def live(self, rule: model.Rule) -> int:
        parts = [] if rule.window is None else [self.window(rule.window)]
        if rule.applies is not None:
            parts.append(self.condition(rule.applies))
        return self.builder.all(parts)

    def not_overridden(self, rule: model.Rule, rivals: Sequence[model.Rule]) -> int:
        stronger = [
            self.builder.negate(self.base_lives[rival.id])
            for rival in rivals
            if rule.id in rival.overrides
        ]
        return self.builder.all([self.base_lives[rule.id], *stronger])

    def window(self, window: model.Window) -> int:
        self.windows[window] = self.builder.all(map(self.builder.test, window.tests))
        return self.windows[window]

    def idle(self, definitions: Sequence[model.Rule]) -> list[int]:
        """Branches for when no definition is live.

        Where only windows of one clock decide, the days between them are windows too:
        written as `not any(live)` the choice would lose what it is for.
        """
        windows = [rule.window for rule in definitions if rule.window is not None]
        clocks = {window.clock for window in windows}
        plain = len(windows) == len(definitions) and len(clocks) == 1
        if plain and all(rule.applies is None for rule in definitions):
            return [self.window(gap) for gap in model.gaps_between(clocks.pop(), windows)]
        none_live = [self.builder.negate(self.base_lives[rule.id]) for rule in definitions]
        return [self.builder.all(none_live)]

    def alternatives(self, additions: Sequence[model.Rule]) -> list[int]:
        found = [self.alternative(rule) for rule in additions if not rule.selector]
        selected = [rule for rule in additions if rule.selector]
        if selected:
            branches = [
                (
                    self.conclusion(member),
                    self.builder.any(
                        self.alternative(rule) for rule in selected if member in rule.selector
                    ),
                )
                for member in self.group_of[selected[0].selector[0]]
            ]
            found.append(self.builder.choose(branches))
        return found

    def alternative(self, rule: model.Rule) -> int:
        return self.builder.all([self.lives[rule.id], self.values[rule.id]])

    def condition(self, condition: model.Condition, leaving_out: tuple[str, ...] = ()) -> int:
        if leaving_out and asks_only(condition, leaving_out):
            self.condition(condition)
            return self.builder.constant(True)
        match condition.op:
            case "all":
                node = self.builder.all([self.condition(p, leaving_out) for p in condition.parts])
            case "any":
                node = self.builder.any([self.condition(p) for p in condition.parts])
            case "not":
                node = self.builder.negate(self.condition(condition.parts[0]))
            case "fact":
                assert condition.comparison is not None
                node = self.builder.test(condition.comparison)
            case "conclusion":
                assert condition.conclusion is not None
                node = self.conclusion(condition.conclusion)
            case "true":
                node = self.builder.constant(True)
            case "unknown":
                node = self.builder.constant(None)
        self.conditions[condition.number] = node
        return node


def asks_only(condition: model.Condition, names: tuple[str, ...]) -> bool:
    """Whether `condition` asks nothing but whether one of the conclusions `names` holds."""
    if condition.op == "conclusion":
        return condition.conclusion in names
    return condition.op == "any" and all(asks_only(part, names) for part in condition.parts)
