# SPDX-License-Identifier: Apache-2.0
"""The engines that can answer for one case, behind one face.

Each finds the truth of the same asked nodes (the roots) of the same Program. `direct`
is the default; `naive` is the written semantics; `rete` is the second opinion; `both`
runs `direct` and `rete` and refuses to answer when they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, Protocol, cast

from keiimport.errors import EngineDisagreement, InputError, nearest
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference import naive
from keiimport.inference.direct import Direct, Evaluator, Slots, truths_of

if TYPE_CHECKING:
    from keiimport.inference.rete import Rete

EngineName = Literal["direct", "rete", "naive", "both"]
ENGINE_NAMES: tuple[EngineName, ...] = ("direct", "rete", "naive", "both")
Facts = Mapping[str, FactValue | None]
Asked = Callable[[Facts], Sequence[Truth]]
"""Answers for the case it was started with, some facts being changed."""


class CaseEngine(Protocol):
    """What every engine can do."""

    def start(self, facts: Facts) -> Asked:
        """Take in the facts of one case."""
        ...

    @property
    def unchecked(self) -> CaseEngine:
        """The engine for trying out what other answers would change."""
        ...


class DirectEngine:
    """Generated Python."""

    def __init__(self, direct: Direct, roots: Sequence[int]) -> None:
        self._direct = direct
        self._roots = tuple(roots)

    @property
    def unchecked(self) -> CaseEngine:
        """This engine."""
        return self

    def start(self, facts: Facts) -> LaidOut:
        """Lay the facts out once; each question then only changes a few places."""
        direct = self._direct
        return LaidOut(direct, direct.evaluator(self._roots), direct.layout.slots(facts))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Answers by generated Python for one case.

    Attributes:
        direct: the Program and its layout.
        evaluate: finds the truths that are asked for.
        slots: the facts of the case, laid out.
    """

    direct: Direct
    evaluate: Evaluator
    slots: Slots

    def __call__(self, changes: Facts) -> Sequence[Truth]:
        """The truth of what is asked, some facts being changed."""
        return truths_of(self.evaluate(self.direct.layout.changed(self.slots, changes)))


class NaiveEngine:
    """The written semantics."""

    def __init__(self, direct: Direct, roots: Sequence[int]) -> None:
        self._program = direct.program
        self._roots = tuple(roots)

    @property
    def unchecked(self) -> CaseEngine:
        """This engine."""
        return self

    def start(self, facts: Facts) -> Asked:
        """Keep the facts."""

        def ask(changes: Facts) -> Sequence[Truth]:
            found = naive.truths(self._program, {**facts, **changes})
            return [found[root] for root in self._roots]

        return ask


class ReteEngine:
    """Forward chaining on durable-rules.

    Most of the Program are the tables of standards, which seldom matter. They are left
    out, as unknown, at first: what is settled without them is settled. Only a case in which
    something that is asked hangs on them gets the whole.
    """

    def __init__(self, direct: Direct, roots: Sequence[int]) -> None:
        from keiimport.inference.rete import Rete, available

        if not available():
            raise InputError(
                "the engine `rete` needs durable-rules, which this Python does not have",
                at="engine",
                got="rete",
                expected="`direct`",
            )
        self._program = program = direct.program
        self._roots = tuple(roots)
        self._part = program.largest_part(roots)
        self._make = partial(Rete, roots=self._roots)

    @cached_property
    def _small(self) -> Rete | None:
        return None if self._part is None else self._make(self._program.without(self._part))

    @cached_property
    def _whole(self) -> Rete:
        return self._make(self._program)

    @property
    def unchecked(self) -> CaseEngine:
        """This engine."""
        return self

    def start(self, facts: Facts) -> Asked:
        """Keep the facts; the same question is answered once."""
        answers: dict[tuple[Truth, ...], Sequence[Truth]] = {}

        def ask(changes: Facts) -> Sequence[Truth]:
            now = {**facts, **changes}
            tested = tuple(comparison.truth(now) for comparison in self._program.comparisons)
            if tested not in answers:
                answers[tested] = self._answer(tested)
            return answers[tested]

        return ask

    def _answer(self, tested: Sequence[Truth]) -> Sequence[Truth]:
        if self._small is not None:
            found = self._small.network(tested)
            if not self._hangs_on_part(found):
                return [found[root] for root in self._roots]
        found = self._whole.network(tested)
        return [found[root] for root in self._roots]

    def _hangs_on_part(self, found: Mapping[int, Truth]) -> bool:
        """Whether what was left out could settle a root: only unknown nodes lie between."""
        nodes = self._program.nodes
        stack = [root for root in self._roots if found[root] is None]
        seen = set(stack)
        while stack:
            number = stack.pop()
            if number == self._part:
                return True
            below = [n for n in nodes[number].children if n not in seen and found[n] is None]
            seen.update(below)
            stack += below
        return False


class BothEngines:
    """`direct`, checked by `rete` at every question."""

    def __init__(self, direct: Direct, roots: Sequence[int]) -> None:
        self._first = DirectEngine(direct, roots)
        self._second = ReteEngine(direct, roots)
        self._roots = tuple(roots)

    @property
    def unchecked(self) -> CaseEngine:
        """`direct` alone: what is only supposed needs no second opinion."""
        return self._first

    def start(self, facts: Facts) -> Asked:
        """Start both."""
        first, second = self._first.start(facts), self._second.start(facts)

        def ask(changes: Facts) -> Sequence[Truth]:
            one, two = list(first(changes)), list(second(changes))
            if one != two:
                raise EngineDisagreement(
                    "the engines `direct` and `rete` found different truths for this case, so "
                    "no answer is given; please report the case and the rulebook's hash"
                )
            return one

        return ask


_ENGINES: Mapping[EngineName, Callable[[Direct, Sequence[int]], CaseEngine]] = {
    "direct": DirectEngine,
    "naive": NaiveEngine,
    "rete": ReteEngine,
    "both": BothEngines,
}

CHECKED_BY: Mapping[EngineName, tuple[str, ...]] = {
    "direct": ("direct",),
    "naive": ("naive",),
    "rete": ("rete",),
    "both": ("direct", "rete"),
}
"""What `checked_by` says for each engine."""


def make_engine(name: str, direct: Direct, roots: Sequence[int]) -> CaseEngine:
    """The engine called `name`, asked for `roots`.

    Raises:
        InputError: there is no such engine, or it cannot run here.
    """
    if name not in _ENGINES:
        near = nearest(name, ENGINE_NAMES)
        raise InputError(
            f"there is no engine `{name}`",
            at="engine",
            got=name,
            expected=f"`{near}`" if near else "one of " + ", ".join(ENGINE_NAMES),
        )
    return _ENGINES[cast(EngineName, name)](direct, roots)
