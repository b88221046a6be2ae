# SPDX-License-Identifier: Apache-2.0
"""The default engine: Python generated once from a Program, two rails for each truth.

Every node has a rail `holds` and a rail `fails`; unknown is neither. A node that is
read once is written into the expression that reads it, so `and` and `or` stop as early
as they can; a node that is read more often gets a local name. Nothing from a rule file
enters the text but integers and checked names turned by `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import CodeType
from typing import cast

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
    IsTold,
    Truth,
)
from keiimport.facts.dates import anniversary, calendar_year_start
from keiimport.inference.program import Program

NEVER = 2**63
"""Stands for a missing upper bound; `-NEVER` for a missing lower one."""

MAX_DEPTH = 80
"""Expressions with more brackets within brackets get a local name: the parser has a limit."""

LARGE_PART = 100
"""From so many nodes on, a part that only one node reads gets a function of its own."""

MOST_KEPT = 1024
"""How many results of such a function are kept, each by all that it reads."""

KEPT = "kept_"
"""What the names of the tables begin with in which they keep it."""

_NAMES = re.compile(r"\b[hf][0-9]+\b")
_CALENDAR = re.compile(r"\bd\[")
_PLACES = re.compile(r"\bv\[([0-9]+)\]")

CHEAP = (AtLeast, AtMost, IsOneOf, IsTold)
"""Comparisons that cost no more than reading a local name would save."""

Slot = bool | str | frozenset[str] | int | None
Slots = list[Slot]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each fact stands in the list that generated code reads.

    Attributes:
        single: position of facts with one value (None when not known).
        bounded: position of the lower bound of numbers and dates; the upper follows.
        empty: the list for a case of which nothing is known.
    """

    single: Mapping[str, int]
    bounded: Mapping[str, int]
    empty: Slots
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _twice: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put both kinds of places into one table: those of lower bounds as `~position`."""
        places = {**self.single, **{name: ~at for name, at in self.bounded.items()}}
        twice = {name: at for name, at in self.single.items() if name in self.bounded}
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_twice", twice)

    def slots(self, facts: Mapping[str, FactValue | None]) -> Slots:
        """The list for `facts`; facts the Program never reads are left out."""
        row = self.empty.copy()
        place = self._places.get
        for name, value in facts.items():
            at = place(name)
            if at is None or value is None:
                continue
            if at >= 0:
                row[at] = value  # type: ignore[assignment]
                continue
            # the empty list has what stands for a missing end
            if value.low is not None:  # type: ignore[union-attr]
                row[~at] = value.low  # type: ignore[union-attr]
            if value.high is not None:  # type: ignore[union-attr]
                row[~at + 1] = value.high  # type: ignore[union-attr]
        for name, at in self._twice.items():
            row[at] = facts.get(name)  # type: ignore[assignment]
        return row

    def changed(self, row: Slots, changes: Mapping[str, FactValue | None]) -> Slots:
        """A copy of the list `row` in which some facts are otherwise."""
        row = row.copy()
        place = self._places.get
        for name, value in changes.items():
            at = place(name)
            if at is None:
                continue
            if at >= 0:
                row[at] = value  # type: ignore[assignment]
                continue
            self.put(row, ~at, value)  # type: ignore[arg-type]
            if name in self._twice:
                row[self._twice[name]] = value  # type: ignore[assignment]
        return row

    @staticmethod
    def put(row: Slots, position: int, bounds: Bounds | None) -> None:
        """Write a number or a date at `position`."""
        low = high = None
        if bounds is not None:
            low, high = bounds.low, bounds.high
        row[position] = -NEVER if low is None else low
        row[position + 1] = NEVER if high is None else high


def layout_of(program: Program) -> Layout:
    """The layout of every fact that `program` reads."""
    single: dict[str, int] = {}
    bounded: dict[str, int] = {}
    size = 0
    for comparison in program.comparisons:
        wide = isinstance(comparison, AtLeast | AtMost | HasAged)
        for name in comparison.reads:
            places, width = (bounded, 2) if wide else (single, 1)
            if name not in places:
                places[name] = size
                size += width
    empty: Slots = [None] * size
    for position in bounded.values():
        Layout.put(empty, position, None)
    return Layout(single, bounded, empty)


Evaluator = Callable[[Slots], tuple[bool, ...]]


class Direct:
    """Generated evaluators for one Program.

    `code` may be the code objects of an earlier `Direct` of the same Program; they are
    used instead of generating again.
    """

    def __init__(
        self, program: Program, code: Mapping[tuple[int, ...], CodeType] | None = None
    ) -> None:
        self.program = program
        self.layout = layout_of(program)
        self.code: dict[tuple[int, ...], CodeType] = dict(code or {})
        self._made: dict[tuple[int, ...], Evaluator] = {}
        self._scopes: list[dict[str, object]] = []

    def forget(self) -> None:
        """Forget what the parts apart came to for earlier cases."""
        for scope in self._scopes:
            for name, kept in scope.items():
                if name.startswith(KEPT) and isinstance(kept, dict):
                    kept.clear()

    def evaluator(self, roots: Sequence[int]) -> Evaluator:
        """A function from slots to (holds, fails) of each root, flattened."""
        key = tuple(roots)
        made = self._made.get(key)
        if made is None:
            made = cast(
                Evaluator,
                self.function(key, lambda: Writer(self.program, self.layout).truths(key)),
            )
            self._made[key] = made
        return made

    def function(self, key: tuple[int, ...], text: Callable[[], str]) -> object:
        """The function `evaluate` of a generated text, which is written once for each `key`."""
        code = self.code.get(key)
        if code is None:
            code = self.code[key] = compile(text(), "<keiimport program>", "exec")
        scope: dict[str, object] = {"A": anniversary, "Y": calendar_year_start, "I": itemgetter}
        exec(code, scope)
        self._scopes.append(scope)
        return scope["evaluate"]

    def truths(self, roots: Sequence[int], slots: Slots) -> list[Truth]:
        """The truth of each root."""
        return truths_of(self.evaluator(roots)(slots))


def truths_of(rails: Iterable[bool]) -> list[Truth]:
    """The truth of each root, from its two rails."""
    rail = iter(rails)
    # one iterator taken twice gives pairs without a copy
    return [True if holds else False if fails else None for holds, fails in zip(rail, rail)]  # noqa: B905


class Writer:
    """Writes the text of one evaluator.

    A large part of the network that only one node reads (the tables of standards behind
    a certification label) becomes a function of its own, called only where `and` and
    `or` do not stop before it. Cases seldom differ in what it reads, so it keeps what it
    found.
    """

    given = "v"
    """What every function takes: `v`, the facts laid out."""
    prefix = ""
    """What the names of functions begin with."""

    def __init__(self, program: Program, layout: Layout) -> None:
        self.program = program
        self.layout = layout
        self.roots: tuple[int, ...] = ()
        self.cone: list[int] = []
        self.lines: dict[tuple[int, bool], str] = {}
        self.functions: list[str] = []
        self.uses: dict[tuple[int, bool], int] = {}
        self.written: dict[tuple[int, bool], str] = {}
        self.depth: dict[tuple[int, bool], int] = {}
        self.apart: dict[int, set[int]] = {}
        self.inside: set[int] = set()

    def truths(self, roots: Sequence[int]) -> str:
        """The text of an evaluator to (holds, fails) of each root, flattened."""
        wanted = [(root, rail) for root in roots for rail in (True, False)]
        self.prepare(roots, [*wanted, *wanted])
        return self.function("".join(f"{self.written[rail]}, " for rail in wanted))

    def prepare(self, roots: Sequence[int], wanted: Sequence[tuple[int, bool]]) -> None:
        """Write all that `roots` depend on.

        Args:
            roots: the nodes asked for.
            wanted: the rails of them to be read, each as often as it is read; what is read
                twice gets a local name.
        """
        self.roots = tuple(roots)
        self.cone = self.program.cone(roots)
        self.apart = self.parts_apart()
        self.inside = {number for part in self.apart.values() for number in part}
        self.count(wanted)
        for number in self.cone:
            for rail in (True, False):
                if (number, rail) in self.uses:
                    self.write(number, rail)

    def function(self, result: str, name: str = "evaluate") -> str:
        """The whole text, which returns the tuple of what stands in `result`."""
        text = "\n ".join([*self.body(), f"return ({result})"])
        return "\n".join([*self.functions, f"def {name}({self.given}):\n {text}\n"])

    def body(self) -> list[str]:
        """The lines that give what is read more than once its local names."""
        return [line for key, line in self.lines.items() if key[0] not in self.inside]

    def parts_apart(self) -> dict[int, set[int]]:
        """The nodes to be computed by functions of their own, each with what only it reads."""
        found: dict[int, set[int]] = {}
        taken: set[int] = set()
        for number in reversed(self.cone):
            if number in self.roots or number in taken:
                continue
            below = set(self.program.cone([number]))
            if len(below) < LARGE_PART:
                continue
            only = below - self.reached_without(number) - {number}
            if len(only) >= LARGE_PART:
                found[number] = only
                taken |= only
        return found

    def reached_without(self, left_out: int) -> set[int]:
        """What the roots depend on by ways that do not lead through one node."""
        seen: set[int] = set()
        stack = list(self.roots)
        while stack:
            number = stack.pop()
            if number != left_out and number not in seen:
                seen.add(number)
                stack.extend(self.program.nodes[number].children)
        return seen

    def count(self, wanted: Sequence[tuple[int, bool]]) -> None:
        """How often each rail of each node is read."""
        for rail in wanted:
            self.uses[rail] = self.uses.get(rail, 0) + 1
        stack = list(dict.fromkeys(wanted))
        while stack:
            number, holds = stack.pop()
            for child in self.reads(number, holds):
                seen = self.uses.get(child, 0)
                self.uses[child] = seen + 1
                if not seen:
                    stack.append(child)

    def reads(self, number: int, holds: bool) -> list[tuple[int, bool]]:
        """The rails that one rail of a node is made of."""
        node = self.program.nodes[number]
        match node.op:
            case "not":
                return [(node.args[0], not holds)]
            case "all" | "any":
                return [(child, holds) for child in node.args]
            case "choose":
                lives, values = node.args[0::2], node.args[1::2]
                return [
                    *((live, True) for live in lives),
                    *((live, False) for live in lives),
                    *((value, holds) for value in values for _ in (0, 1)),
                ]
        return []

    def write(self, number: int, holds: bool) -> None:
        """Write one rail of a node, in place or as a local name."""
        text = self.expression(number, holds)
        key = (number, holds)
        if number in self.apart:
            self.written[key] = self.write_apart(number, holds, text)
            self.depth[key] = 0
            return
        depth = 2 + max((self.depth[child] for child in self.reads(number, holds)), default=0)
        if self.is_inline(number, key) and depth <= MAX_DEPTH:
            self.written[key] = text
            self.depth[key] = depth
        else:
            name = f"{'h' if holds else 'f'}{number}"
            self.lines[key] = f"{name} = {text}"
            self.written[key] = name
            self.depth[key] = 0

    def write_apart(self, number: int, holds: bool, text: str) -> str:
        """Write the function of a part, and return the call of it."""
        own = self.apart[number]
        needed: set[tuple[int, bool]] = set()
        stack = self.reads(number, holds)
        while stack:
            key = stack.pop()
            if key[0] in own and key not in needed:
                needed.add(key)
                stack.extend(self.reads(*key))
        body = [line for key, line in self.lines.items() if key in needed]
        made = {line.split(" = ", 1)[0] for line in body}
        read = {name for line in (*body, text) for name in _NAMES.findall(line)}
        given = "".join(f", {name}" for name in sorted(read - made))
        name = f"{self.prefix}{'H' if holds else 'F'}{number}"
        self.functions.append(self.keeping(name, given, body, text))
        return f"{name}({self.given}{given})"

    def keeping(self, name: str, given: str, body: Sequence[str], result: str) -> str:
        """The text of a function that keeps what it found, by all that it reads."""
        whole = "\n".join((*body, result))
        places = sorted(map(int, set(_PLACES.findall(whole))))
        days = ", d" if _CALENDAR.search(whole) else ""
        lines = [
            f"key = (read_{name}(v){days}{given},)",
            f"found = {KEPT}{name}.get(key)",
            "if found is None:",
            *(f" {line}" for line in body),
            f" found = {result}",
            f" if len({KEPT}{name}) >= {MOST_KEPT}: {KEPT}{name}.clear()",
            f" {KEPT}{name}[key] = found",
            "return found",
        ]
        return "\n".join(
            (
                f"{KEPT}{name} = {{}}",
                f"read_{name} = I({', '.join(map(str, places))})",
                f"def {name}({self.given}{given}):",
                *(f" {line}" for line in lines),
                "",
            )
        )

    def is_inline(self, number: int, key: tuple[int, bool]) -> bool:
        """Whether a rail is written where it is read."""
        node = self.program.nodes[number]
        if node.op == "test":
            return isinstance(self.program.comparisons[node.args[0]], CHEAP)
        return self.uses[key] == 1 or not node.children

    def expression(self, number: int, holds: bool) -> str:
        """The text of one rail of a node."""
        node = self.program.nodes[number]
        match node.op:
            case "true" | "false":
                return str((node.op == "true") == holds)
            case "unknown":
                return "False"
            case "test":
                return self.comparison(node.args[0], holds)
            case "not":
                return self.written[node.args[0], not holds]
            case "all" | "any":
                if not node.args:
                    return str((node.op == "all") == holds)
                word = " and " if (node.op == "all") == holds else " or "
                return "(" + word.join(self.written[child, holds] for child in node.args) + ")"
            case "choose":
                return self.choice(node.args[0::2], node.args[1::2], holds)
        raise AssertionError(node.op)

    def choice(self, lives: Sequence[int], values: Sequence[int], holds: bool) -> str:
        """Holds: every branch not live or true, or some branch live and true; fails alike."""
        every = " and ".join(
            f"({self.written[live, False]} or {self.written[value, holds]})"
            for live, value in zip(lives, values, strict=True)
        )
        some = " or ".join(
            f"({self.written[live, True]} and {self.written[value, holds]})"
            for live, value in zip(lives, values, strict=True)
        )
        return f"({some} or ({every}))"

    def comparison(self, number: int, holds: bool) -> str:
        """The text of one rail of a test on facts."""
        match self.program.comparisons[number]:
            case IsOneOf(fact, values):
                at = f"v[{self.layout.single[fact]}]"
                if not values:
                    return "False" if holds else f"{at} is not None"
                if holds:
                    tests = [_equals(at, value) for value in sorted(values, key=repr)]
                    return tests[0] if len(tests) == 1 else "(" + " or ".join(tests) + ")"
                if values == {True} or values == {False}:
                    return f"{at} is {True not in values}"
                listed = ", ".join(repr(value) for value in sorted(values, key=repr))
                return f"({at} is not None and {at} not in ({listed},))"
            case Includes(fact, value):
                at = f"v[{self.layout.single[fact]}]"
                return f"({at} is not None and {value!r} {'in' if holds else 'not in'} {at})"
            case IsTold(fact):
                return f"v[{self.layout.single[fact]}] is not None" if holds else "False"
            case AtLeast(fact, least, most):
                low, high = self.bounds(fact)
                if not holds:
                    return f"{high} < {least}"
                if least == most:
                    return f"{low} >= {least}"
                return f"({low} >= {most} or {low} == {high} == {least})"
            case AtMost(fact, least, most):
                low, high = self.bounds(fact)
                if not holds:
                    return f"{low} > {most}"
                if least == most:
                    return f"{high} <= {least}"
                return f"({high} <= {least} or {low} == {high} == {most})"
            case HasAged() as aged:
                since, by = self.bounds(aged.since), self.bounds(aged.by)
                edge = since[1] if holds else since[0]
                limit = by[0] if holds else by[1]
                if aged.count == "calendar_years":
                    reached = f"Y({edge}, {aged.years})"
                else:
                    reached = f"A({edge}, {aged.years}, {aged.leap_day!r})"
                known = f"{edge} != {NEVER if holds else -NEVER}"
                return f"({known} and {reached} {'<=' if holds else '>'} {limit})"

    def bounds(self, fact: str) -> tuple[str, str]:
        """Where the ends of a number or a date stand."""
        position = self.layout.bounded[fact]
        return f"v[{position}]", f"v[{position + 1}]"


def _equals(at: str, value: bool | str) -> str:
    return f"{at} is {value}" if isinstance(value, bool) else f"{at} == {value!r}"
