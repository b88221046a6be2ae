# SPDX-License-Identifier: Apache-2.0
"""The engines that can answer for one case, behind one face.

Each finds the truth of the same asked nodes (the roots) of the same Program. `direct`
is the default; `naive` is the written semantics; `rete` is the second opinion; `both`
runs `direct` and `rete` and refuses to answer when they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, Protocol, cast

from keiimport.errors import EngineDisagreement, InputError, nearest
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference import naive
from keiimport.inference.direct import Direct

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

    def start(self, facts: Facts) -> Asked:
        """Lay the facts out once; each question then only changes a few places."""
        direct, roots = self._direct, self._roots
        layout = direct.layout
        base = layout.slots(facts)

        def ask(changes: Facts) -> Sequence[Truth]:
            row = base.copy()
            for name, value in changes.items():
                if name in layout.single:
                    row[layout.single[name]] = value  # type: ignore[assignment]
                if name in layout.bounded:
                    assert value is None or isinstance(value, Bounds)
                    layout.put(row, layout.bounded[name], value)
            return direct.truths(roots, row)

        return ask


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
    out, as unknown, at first: what is settled without them is settled. Only a case that
    is not gets the whole.
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
        part = program.largest_part(roots)
        self._small = None if part is None else Rete(program.without(part), self._roots)
        self._make = partial(Rete, program, self._roots)

    @cached_property
    def _whole(self) -> Rete:
        return self._make()

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
            if all(found[root] is not None for root in self._roots):
                return [found[root] for root in self._roots]
        found = self._whole.network(tested)
        return [found[root] for root in self._roots]


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
