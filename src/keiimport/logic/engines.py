# SPDX-License-Identifier: Apache-2.0
"""Second opinions: independent engines that the kernel's answers are checked against.

The kernel answers. `naive`, the written semantics, and `rete`, forward chaining on
durable-rules, evaluate the worlds that an answer rests on, and no answer is given where one
of them differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

from keiimport.facts.comparisons import Facts, Truth
from keiimport.facts.problems import bad_input
from keiimport.logic import naive, rete
from keiimport.logic.program import Node
from keiimport.rulebook.problems import either

if TYPE_CHECKING:
    from keiimport.logic.bundle import Bundle

EngineName = Literal["kernel", "naive", "rete", "both"]
Judge = Callable[[Sequence[Facts]], list[list[Truth]]]
"""The truth of each node asked for in each of some worlds, given the facts of each."""

CHECKED_BY: Mapping[EngineName, tuple[str, ...]] = {
    "kernel": ("kernel",),
    "naive": ("kernel", "naive"),
    "rete": ("kernel", "rete"),
    "both": ("kernel", "rete"),
}
"""What `checked_by` says for each engine."""


def second_opinion() -> EngineName:
    """The engine that single cases are checked against: `rete` where it can run, else `naive`."""
    return "rete" if rete.available() else "naive"


def make_judge(name: str, bundle: Bundle, roots: Sequence[int]) -> Judge | None:
    """The judge called `name` for `roots`, None for `kernel`; an `InputError` for other names."""
    if name not in CHECKED_BY:
        raise bad_input("no_engine", either(str(name), CHECKED_BY), got=name, name=name)
    if name == "kernel":
        return None
    if name != "naive":
        return _Rete(bundle, tuple(roots))

    def judge(worlds: Sequence[Facts]) -> list[list[Truth]]:
        found = (naive.truths(bundle.compiled.program, facts) for facts in worlds)
        return [[each[root] for root in roots] for each in found]

    return judge


class _Rete:
    """Forward chaining on durable-rules.

    Most of the Program are the tables of standards, which seldom matter. They are first left
    out, as unknown: what is settled without them is settled. Only worlds in which a root
    depends on them are evaluated by the whole Program.
    """

    def __init__(self, bundle: Bundle, roots: tuple[int, ...]) -> None:
        rete.require()
        self._program, self._part = bundle.compiled.program, bundle.compiled.large_part
        self._roots = roots
        programs = [self._program]
        if self._part is not None:
            nodes = list(self._program.nodes)
            nodes[self._part] = Node("unknown")
            programs.insert(0, replace(self._program, nodes=tuple(nodes)))
        self._engines = [cache(partial(rete.Rete, each, roots)) for each in programs]

    def __call__(self, worlds: Sequence[Facts]) -> list[list[Truth]]:
        program = self._program
        tested = [tuple([each.truth(facts) for each in program.comparisons]) for facts in worlds]
        found: dict[int, Mapping[int, Truth]] = {}
        hanging = list(range(len(worlds)))
        for engine in self._engines:  # made when it is needed first
            if hanging:
                networks = engine().networks([tested[n] for n in hanging])
                found.update(zip(hanging, networks, strict=True))
                # those in which what was left out could settle a root
                parts = (program.open_part(self._roots, found[n].__getitem__) for n in hanging)
                each = zip(hanging, parts, strict=True)
                hanging = [n for n, part in each if any(node == self._part for node, _ in part)]
        return [[found[n][root] for root in self._roots] for n in range(len(worlds))]
