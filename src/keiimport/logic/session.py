# SPDX-License-Identifier: Apache-2.0
"""A Program in conversation: tell one fact, see which truths follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import Literal, Protocol

from keiimport.errors import InputError, KeiimportError, nearest, printable
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    Includes,
    IsOneOf,
    Truth,
)
from keiimport.logic import rete
from keiimport.logic.kernel import Kernel
from keiimport.logic.program import Program

EngineName = Literal["rete", "kernel"]


class ProgramSession:
    """What is known of one case so far, and the truths of a Program that follow from it.

    With durable-rules each fact is followed through the network as it is told; what was
    settled stays, unless a fact is told again with less or other knowledge. Without it
    everything is worked out again at each fact. Nothing is presumed here. One thread may
    use a session at a time; leaving its `with` block, or `close()`, frees what it holds.

    Args:
        program: the network.
        names: the conclusions to follow, as nodes of `program`; all that have a name
            when left out.
        engine: `rete` or `kernel`; whichever this Python can run when left out.

    Raises:
        ReteError: `rete` was asked for and cannot run here.
        EngineDisagreement: the network contradicts itself before any fact is told.
    """

    def __init__(
        self,
        program: Program,
        names: Mapping[str, int] | None = None,
        *,
        engine: EngineName | None = None,
    ) -> None:
        self._names = dict(program.names if names is None else names)
        self._engine: EngineName = engine or ("rete" if rete.available() else "kernel")
        roots = list(dict.fromkeys(self._names.values()))
        self._readers: dict[str, list[int]] = {}
        for number in _comparisons(program, roots):
            for fact in program.comparisons[number].reads:
                self._readers.setdefault(fact, []).append(number)
        self._comparisons = program.comparisons
        self._told: dict[str, FactValue] = {}
        self._closed = False
        self._network: _Network = (
            _Incremental(program, roots) if self._engine == "rete" else _Replayed(program, roots)
        )
        self._truths = self._ask()

    @property
    def engine(self) -> EngineName:
        """Which engine follows the facts: `rete`, or `kernel` where that cannot run."""
        return self._engine

    @property
    def told(self) -> Mapping[str, FactValue]:
        """The facts told so far, as a view that cannot be changed."""
        return MappingProxyType(self._told)

    def tell(self, name: str, value: FactValue | None) -> dict[str, Truth]:
        """Tell one fact, tell it anew, or take it back with None.

        Args:
            name: the dotted name of the fact. One that no conclusion here depends on is
                kept in `told` and changes nothing.
            value: what is known of it; numbers and dates as `Bounds`.

        Returns:
            The new truth of each conclusion that this changed.

        Raises:
            InputError: the value is of another kind than the rules compare it with; then
                nothing has changed.
            EngineDisagreement: the rules contradict themselves on what was told.
            KeiimportError: the session is closed.
        """
        return self.tell_all({name: value})

    def tell_all(self, values: Mapping[str, FactValue | None]) -> dict[str, Truth]:
        """Tell several facts at once, or take them back with None; see what follows of all.

        Args:
            values: what is known of each, by its dotted name.

        Returns:
            The new truth of each conclusion that this changed.

        Raises:
            InputError: a value is of another kind than the rules compare it with; then
                nothing has changed.
            EngineDisagreement: the rules contradict themselves on what was told.
            KeiimportError: the session is closed.
        """
        if self._closed:
            raise KeiimportError("the session is closed, so it can be told nothing more")
        touched: dict[int, None] = {}
        for name, value in values.items():
            readers = self._readers.get(name, [])
            touched.update(dict.fromkeys(readers))
            if value is not None:
                for number in readers:
                    _check(self._comparisons[number], name, value)
        for name, value in values.items():
            if value is None:
                self._told.pop(name, None)
            else:
                self._told[name] = value
        tested = [(number, self._comparisons[number].truth(self._told)) for number in touched]
        self._network.update(self._told, tested)
        before, self._truths = self._truths, self._ask()
        return {key: truth for key, truth in self._truths.items() if truth is not before[key]}

    def truth(self, name: str) -> Truth:
        """The truth of one conclusion.

        Raises:
            InputError: there is no conclusion of that name here.
        """
        if name not in self._truths:
            near = nearest(name, self._truths)
            raise InputError(
                f"there is no conclusion `{printable(name)}`",
                got=printable(name),
                expected=f"`{near}`" if near else "the name of a conclusion",
            )
        return self._truths[name]

    def truths(self) -> dict[str, Truth]:
        """The truth of every conclusion."""
        return dict(self._truths)

    def close(self) -> None:
        """Free what the session holds; it can be read afterwards, but not told more."""
        self._closed = True
        self._network.close()

    def __enter__(self) -> ProgramSession:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self) -> dict[str, Truth]:
        found = self._network.truths()
        return {name: found[node] for name, node in self._names.items()}


Tested = Iterable[tuple[int, Truth]]


class _Network(Protocol):
    """The truths of some roots while facts come and go."""

    def update(self, told: Mapping[str, FactValue], tested: Tested) -> None:
        """Take in the facts told, and the truth of each comparison that may have changed."""

    def truths(self) -> Mapping[int, Truth]:
        """The truth of every root."""

    def close(self) -> None:
        """Free what is held."""


class _Incremental:
    """On durable-rules: only what is newly settled is told."""

    def __init__(self, program: Program, roots: list[int]) -> None:
        self._rete = rete.Rete(program, roots)
        self._roots = roots
        self._settled: dict[int, bool] = {}
        self._rete.follow({})

    def update(self, told: Mapping[str, FactValue], tested: Tested) -> None:
        for number, truth in tested:
            if truth is None:
                self._settled.pop(number, None)
            else:
                self._settled[number] = truth
        self._rete.follow(self._settled)

    def truths(self) -> Mapping[int, Truth]:
        return {root: self._rete.truth(root) for root in self._roots}

    def close(self) -> None:
        self._rete.close()


class _Replayed:
    """Without durable-rules: all facts again through the default engine."""

    def __init__(self, program: Program, roots: list[int]) -> None:
        self._kernel = Kernel(program)
        self._roots = roots
        self._told: Mapping[str, FactValue] = {}

    def update(self, told: Mapping[str, FactValue], tested: Tested) -> None:
        self._told = dict(told)

    def truths(self) -> Mapping[int, Truth]:
        found = self._kernel.truths(self._roots, self._told)
        return dict(zip(self._roots, found, strict=True))

    def close(self) -> None:
        pass


def _comparisons(program: Program, roots: Iterable[int]) -> list[int]:
    nodes = (program.nodes[number] for number in program.cone(roots))
    return list(dict.fromkeys(node.args[0] for node in nodes if node.op == "test"))


def _check(comparison: Comparison, name: str, value: FactValue) -> None:
    match comparison:
        case AtLeast() | AtMost() | HasAged():
            fits, expected = isinstance(value, Bounds), "a number or a date, as bounds"
        case Includes():
            fits, expected = isinstance(value, frozenset), "a set of words"
        case IsOneOf():
            fits, expected = isinstance(value, bool | str), "true, false or a word"
        case _:
            return
    if not fits:
        got = printable(value) if isinstance(value, bool | str) else None
        raise InputError(
            "the value is of another kind than the fact", at=name, got=got, expected=expected
        )
