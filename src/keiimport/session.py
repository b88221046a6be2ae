# SPDX-License-Identifier: Apache-2.0
"""Sessions: tell one fact at a time and see what follows by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path as Folder
from types import MappingProxyType
from typing import Literal, get_args

from keiimport.errors import KeiimportError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case, StatedValue
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.problems import bad_input
from keiimport.logic import rete
from keiimport.logic.bundle import Bundle, bundle_of
from keiimport.logic.kernel import Kernel
from keiimport.logic.program import Program
from keiimport.rulebook.arguments import called, checked, day_of
from keiimport.rulebook.model import LAW_DAYS, Rulebook
from keiimport.rulebook.problems import either

EngineName = Literal["rete", "kernel"]


class Session(AbstractContextManager["Session"]):
    """The facts told of a case so far, and what follows from them.

    A session knows only what it is told: it looks up no vehicle, presumes nothing, takes no
    action for undone and compares no fact with another. For a verdict, evaluate the case. The
    law is that of `entry.date`, once that is told, unless `as_of` names another day.

    With durable-rules only what hangs on a fact is worked out again as it is told; without it
    everything is. One thread may use a session at a time; leaving its `with` block, or
    `close()`, frees what it holds.

    Args:
        rules: a rulebook, a folder of rules, or None for the rules that are shipped.
        as_of: the day whose law to use, instead of that of the entry day.
        engine: `rete` or `kernel`; whichever this Python can run when left out.
        follow: the conclusions, and the paths by their ids, to follow; default: all.
        given: what is told from the start, by section: `vehicle={"make": "Suzuki"}`.

    Raises:
        RuleError: the rules cannot be read.
        InputError: what is given cannot be understood, or there is no such engine here.

    Example:
        >>> import keiimport
        >>> with keiimport.Session(entry={"date": "2026-11-21"}) as session:
        ...     session.tell("vehicle.manufactured", "H10.5")["age.nhtsa_25_years"]
        True
    """

    @checked
    def __init__(
        self,
        rules: Rulebook | Bundle | Folder | str | None = None,
        *,
        as_of: date | str | None = None,
        engine: EngineName | None = None,
        follow: Iterable[str] | None = None,
        **given: object,
    ) -> None:
        if engine not in (None, *(known := get_args(EngineName))):
            raise bad_input("no_engine", either(str(engine), known), got=engine, name=engine)
        bundle = rules if isinstance(rules, Bundle) else bundle_of(rules)
        told = Case.parse(given).told()
        day = day_of(as_of, "as_of")
        self._law_day = None if day is None else Bounds.point(day.toordinal())
        self._vocabulary = bundle.rulebook.vocabulary
        names = bundle.compiled.program.names
        follows = {name: names[name] for name in bundle.rulebook.conclusions}
        follows |= {path.id: names[f"offer:{path.id}"] for path in bundle.rulebook.paths}
        if follow is not None:
            follows = {name: called(name, follows, "conclusion or path") for name in follow}
        for name in told:
            self._check(name)
        self._network = Network(bundle.compiled.program, follows, engine)
        self._told: dict[str, StatedValue] = {}
        self._truths: dict[str, Truth] = dict.fromkeys(follows)
        self._closed = False
        self._know(told)

    @property
    def engine(self) -> EngineName:
        """Which engine follows the facts: `rete`, or `kernel` where that cannot run."""
        return self._network.engine

    @property
    def told(self) -> Mapping[str, StatedValue]:
        """The facts told so far, as a view that cannot be changed."""
        return MappingProxyType(self._told)

    def tell(self, name: str, value: object) -> dict[str, Truth]:
        """Tell one fact, tell it anew, or take it back with None.

        Args:
            name: the dotted name of the fact, such as `vehicle.manufactured`.
            value: what is known of it, in any form that a case takes: `"1998-05"`,
                `"H10.5"`, `"25 mph"`, `{"min": 900, "max": 1000}`, `True`.

        Returns:
            The new truth of each conclusion, by its name, that this changed; and of each
            path, by its id, whether it is open to this case.

        Raises:
            InputError: there is no such fact, or the value cannot be understood; nothing changes.
            EngineDisagreement: the rules contradict themselves on what was told.
            KeiimportError: the session is closed.
        """
        self._check(name)
        told = Case.parse({name: value}).told().get(name)
        if told is not None:
            return self._know({**self._told, name: told})
        return self._know({each: self._told[each] for each in self._told if each != name})

    def truth(self, name: str) -> Truth:
        """The truth of one conclusion, or whether a path is open.

        Raises:
            InputError: there is no conclusion or path of that name.
        """
        return called(name, self.truths(), "conclusion or path")

    def truths(self) -> dict[str, Truth]:
        """The truth of every conclusion, and of every path whether it is open."""
        return dict(self._truths)

    def close(self) -> None:
        """Free what the session holds; it can be read afterwards, but not told more."""
        self._closed = True
        self._network.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _know(self, told: Mapping[str, StatedValue]) -> dict[str, Truth]:
        """Replace the facts; returns the truths that this changed."""
        if self._closed:
            raise KeiimportError("the session is closed, so it can be told nothing more")
        facts: dict[str, FactValue] = {
            name: value.bounds if isinstance(value, StatedBounds) else value
            for name, value in told.items()
        }
        for law, follows in LAW_DAYS.items():
            if (day := self._law_day or facts.get(follows)) is not None:
                facts[law] = day
        truths = self._network.truths(facts)
        # only what the network took is known: it may refuse facts that contradict the rules
        before, self._truths = self._truths, truths
        self._told.clear()
        self._told |= told
        return {name: found for name, found in truths.items() if found is not before[name]}

    def _check(self, name: object) -> None:
        called(name, self._vocabulary, "fact", name if isinstance(name, str) else "")


class Network:
    """The truths of named nodes of a Program given some facts, by durable-rules if it runs."""

    def __init__(
        self, program: Program, names: Mapping[str, int], engine: EngineName | None = None
    ) -> None:
        self.engine: EngineName = engine or ("rete" if rete.available() else "kernel")
        self._names, self._tests = list(names), program.comparisons
        self._roots = list(names.values())
        self._kernel, self._rete = Kernel(program), None
        if self.engine == "rete":
            self._rete = rete.Rete(program, self._roots)

    def truths(self, facts: Mapping[str, FactValue]) -> dict[str, Truth]:
        """The truth of each conclusion."""
        if self._rete is None:
            found = self._kernel.truths(self._roots, facts)
        else:
            tried = [(number, test.truth(facts)) for number, test in enumerate(self._tests)]
            self._rete.follow({number: truth for number, truth in tried if truth is not None})
            found = [self._rete.truth(root) for root in self._roots]
        return dict(zip(self._names, found, strict=True))

    def close(self) -> None:
        """Free the memory of durable-rules."""
        if self._rete is not None:
            self._rete.close()
