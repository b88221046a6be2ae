# SPDX-License-Identifier: Apache-2.0
"""A Program in conversation: tell one fact, see which truths follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from keiimport.errors import InputError, KeiimportError, printable
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
    use a session at a time; `close()` frees what it holds.

    Args:
        program: the network.
        names: the conclusions to follow, as nodes of `program`.
        engine: `rete` or `kernel`; whichever this Python can run when left out.

    Attributes:
        engine: which engine follows the facts.
        truths: the truth of every conclusion, as a new mapping after each fact.

    Raises:
        ReteError: `rete` was asked for and cannot run here.
        EngineDisagreement: the network contradicts itself before any fact is told.
    """

    def __init__(
        self, program: Program, names: Mapping[str, int], *, engine: EngineName | None = None
    ) -> None:
        self.engine: EngineName = engine or ("rete" if rete.available() else "kernel")
        self._names = names
        self._roots = list(dict.fromkeys(names.values()))
        self._comparisons = program.comparisons
        self._readers: dict[str, list[int]] = {}
        nodes = (program.nodes[number] for number in program.cone(self._roots))
        for number in dict.fromkeys(node.args[0] for node in nodes if node.op == "test"):
            for fact in program.comparisons[number].reads:
                self._readers.setdefault(fact, []).append(number)
        self._told: dict[str, FactValue] = {}
        self._settled: dict[int, bool] = {}
        self._closed = False
        self._network = (
            rete.Rete(program, self._roots) if self.engine == "rete" else Kernel(program)
        )
        self.truths = self._follow()

    def tell(self, values: Mapping[str, FactValue | None]) -> dict[str, Truth]:
        """Tell facts, tell them anew, or take them back with None; see what follows of all.

        Args:
            values: what is known of each, by its dotted name; numbers and dates as `Bounds`.
                A fact that no conclusion here depends on changes nothing.

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
        for number in touched:
            truth = self._comparisons[number].truth(self._told)
            if truth is None:
                self._settled.pop(number, None)
            else:
                self._settled[number] = truth
        before, self.truths = self.truths, self._follow()
        return {name: truth for name, truth in self.truths.items() if truth is not before[name]}

    def close(self) -> None:
        """Free what the session holds; it can be read afterwards, but not told more."""
        self._closed = True
        if isinstance(self._network, rete.Rete):
            self._network.close()

    def _follow(self) -> dict[str, Truth]:
        if isinstance(self._network, rete.Rete):
            self._network.follow(self._settled)
            found = {root: self._network.truth(root) for root in self._roots}
        else:
            truths = self._network.truths(self._roots, self._told)
            found = dict(zip(self._roots, truths, strict=True))
        return {name: found[node] for name, node in self._names.items()}


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
