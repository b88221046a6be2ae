# SPDX-License-Identifier: Apache-2.0
"""Many days in one pass: the truth of a few nodes on every day that matters to a case.

Between two days of entry nothing differs but the clocks, and few tests look at a clock. So
a node that hangs on none is worked out once, as `direct` does it, and each rail of one that
does is the set of the days on which it holds, or fails: one integer with a bit for each day.
`and` of such sets is `&`, `or` is `|`. That is exact for every Program, whichever way its
clocks turn and whatever stands under a `not`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from keiimport.facts.comparisons import Comparison, FactValue
from keiimport.inference.direct import Direct, Layout, Slots, Writer
from keiimport.inference.program import Program

Rail = bool | int
"""True on every day, False on none, or the days as bits; the first day is the lowest."""

Calendar = tuple[int, ...]
"""The bits of all days, then for each test that moves the days it holds and those it fails."""

OverDays = Callable[[Slots, Calendar], tuple[Rail, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A node that counts on some days only.

    Attributes:
        node: what counts.
        when: the node that says on which days, or None for every day.
        surely: whether it has to be sure that it counts; otherwise it counts unless it is
            sure that it does not.
    """

    node: int
    when: int | None = None
    surely: bool = True


@dataclass(frozen=True, slots=True)
class Offers:
    """What is true where one of some nodes is and none of some others.

    Attributes:
        doors: of these one has to be true.
        bars: of these none may be true.
        free: whether it is true without any door.
    """

    doors: tuple[Counted, ...]
    bars: tuple[Counted, ...]
    free: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """All of it in a row of numbers."""
        rows = (
            (each.node, -1 if each.when is None else each.when, each.surely)
            for each in (*self.doors, *self.bars)
        )
        return (len(self.doors), self.free, *(number for row in rows for number in row))


class Days:
    """Generated evaluators over many days for one Program.

    Args:
        direct: the Program with its layout; generated code is kept there.
        roots: the nodes that may be asked for.
        moving: the facts that move with the day.
    """

    def __init__(self, direct: Direct, roots: Iterable[int], moving: Container[str]) -> None:
        self.direct = direct
        program = direct.program
        self.tests: dict[int, int] = {}
        self.moving: set[int] = set()
        for number in program.cone(roots):
            node = program.nodes[number]
            if node.op == "test":
                if any(name in moving for name in program.comparisons[node.args[0]].reads):
                    self.tests[number] = 1 + 2 * len(self.tests)
                    self.moving.add(number)
            elif not self.moving.isdisjoint(node.children):
                self.moving.add(number)
        self.comparisons: tuple[Comparison, ...] = tuple(
            program.comparisons[program.nodes[number].args[0]] for number in self.tests
        )
        self.reads = tuple(dict.fromkeys(n for test in self.comparisons for n in test.reads))
        self._made: dict[tuple[int, ...], OverDays] = {}

    def calendar(self, days: Iterable[Mapping[str, FactValue | None]]) -> Calendar:
        """What each test that moves finds, given the facts of every day."""
        held, failed = [0] * len(self.comparisons), [0] * len(self.comparisons)
        bit = 1
        for facts in days:
            for place, test in enumerate(self.comparisons):
                truth = test.truth(facts)
                if truth:
                    held[place] |= bit
                elif truth is False:
                    failed[place] |= bit
            bit <<= 1
        rails = (rail for pair in zip(held, failed, strict=True) for rail in pair)
        return (bit - 1, *rails)

    def each(self, roots: Sequence[int]) -> OverDays:
        """A function to (holds, fails) of each root, flattened."""
        return self._evaluator((-2, *roots), lambda: self._writer().each(roots))

    def offered(self, offers: Offers) -> OverDays:
        """A function to (holds, fails) of what is offered."""
        return self._evaluator((-3, *offers.key), lambda: self._offered(offers))

    def _evaluator(self, key: tuple[int, ...], text: Callable[[], str]) -> OverDays:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = cast(OverDays, self.direct.function(key, text))
        return made

    def _writer(self) -> _DayWriter:
        return _DayWriter(self.direct.program, self.direct.layout, self)

    def _offered(self, offers: Offers) -> str:
        """A function for each door, and one that asks those that count until one holds."""
        functions: list[str] = []
        counts = self._writer()
        both = (*offers.doors, *offers.bars)
        rails = [(each.when, each.surely) for each in both if each.when is not None]
        counts.prepare([node for node, _ in rails], rails)

        def asked(each: Counted, *then: str) -> list[str]:
            name = f"_{len(functions)}"
            functions.append(self._writer().door(name, each.node))
            if each.when is None:
                return [" on = d[0]", f" yes, no = {name}(v, d)", *(f" {line}" for line in then)]
            text, moves = counts.rail(each.when, each.surely)
            days = text if moves else f"(d[0] if {text} else 0)"
            on = days if each.surely else f"d[0] ^ {days}"
            lines = ("if on:", f" yes, no = {name}(v, d)", *(f" {line}" for line in then))
            return [f" on = {on}", *(f" {line}" for line in lines)]

        # once a door holds on every day, the others make no difference
        lines = [
            *(("holds = d[0]", "fails = 0") if offers.free else ("holds = 0", "fails = d[0]")),
            "while holds != d[0]:",
            *(
                line
                for each in offers.doors
                for line in asked(
                    each,
                    "holds |= yes & on",
                    "fails &= no | d[0] ^ on",
                    "if holds == d[0]: break",
                )
            ),
            " break",
            "if d:",
            *(
                line
                for each in offers.bars
                for line in asked(each, "holds &= no | d[0] ^ on", "fails |= yes & on")
            ),
            " pass",
        ]
        body = "\n ".join([*counts.body(), *lines, "return holds, fails"])
        texts = [*counts.functions, *functions]
        return "\n".join([*texts, f"def evaluate(v, d):\n {body}\n"])


Text = tuple[str, bool]
"""An expression, and whether it is a set of days."""


class _DayWriter(Writer):
    """Writes evaluators over many days: beside `v`, the facts, they read `d`, a calendar."""

    given = "v, d"

    def __init__(self, program: Program, layout: Layout, days: Days) -> None:
        super().__init__(program, layout)
        self.days = days

    def each(self, roots: Sequence[int]) -> str:
        wanted = [(root, rail) for root in roots for rail in (True, False)]
        self.prepare(roots, [*wanted, *wanted])
        return self.function("".join(f"{self.written[rail]}, " for rail in wanted))

    def door(self, name: str, root: int) -> str:
        """The text of a function of one node, which is called only where it counts."""
        self.prefix = name
        wanted = [(root, True), (root, False)]
        self.prepare([root], wanted)
        rails = [self.rail(*rail) for rail in wanted]
        every = [text if moves else f"d[0] if {text} else 0" for text, moves in rails]
        return self.function(", ".join(every), name)

    def rail(self, number: int, holds: bool) -> Text:
        return self.written[number, holds], number in self.days.moving

    def is_inline(self, number: int, key: tuple[int, bool]) -> bool:
        return number in self.days.tests or super().is_inline(number, key)

    def expression(self, number: int, holds: bool) -> str:
        if number not in self.days.moving:
            return super().expression(number, holds)
        node = self.program.nodes[number]
        match node.op:
            case "test":
                return f"d[{self.days.tests[number] + (not holds)}]"
            case "not":
                return self.written[node.args[0], not holds]
            case "all" | "any":
                join = _all if (node.op == "all") == holds else _any
                return join([self.rail(child, holds) for child in node.args])[0]
            case "choose":
                pairs = list(zip(node.args[0::2], node.args[1::2], strict=True))
                every = [
                    _any([self.rail(live, False), self.rail(value, holds)]) for live, value in pairs
                ]
                some = [
                    _all([self.rail(live, True), self.rail(value, holds)]) for live, value in pairs
                ]
                return _any([*some, _all(every)])[0]
        raise AssertionError(node.op)


def _all(parts: Sequence[Text]) -> Text:
    """On the days of every part; what is the same on all days is looked at first."""
    still = [text for text, moves in parts if not moves]
    moving = [text for text, moves in parts if moves]
    if not moving:
        return ("(" + " and ".join(still) + ")" if still else "True"), False
    sets = moving[0] if len(moving) == 1 else "(" + " & ".join(moving) + ")"
    return ("(" + " and ".join([*still, sets]) + ")" if still else sets), True


def _any(parts: Sequence[Text]) -> Text:
    """On the days of any part."""
    still = [text for text, moves in parts if not moves]
    moving = [text for text, moves in parts if moves]
    if not moving:
        return ("(" + " or ".join(still) + ")" if still else "False"), False
    sets = moving[0] if len(moving) == 1 else "(" + " | ".join(moving) + ")"
    return (f"(d[0] if {' or '.join(still)} else {sets})" if still else sets), True
