# SPDX-License-Identifier: Apache-2.0
"""The Python face for a conversation: tell one fact, see what follows from it by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path as Folder
from types import MappingProxyType, TracebackType

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import Bounds, Told, shown
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.dates import parse_date
from keiimport.inference.bundle import Bundle, bundle_of
from keiimport.inference.session import EngineName, ProgramSession
from keiimport.rulebook.model import LAW_DAY, Rulebook

ENTRY_DAY = "entry.date"


class Session:
    """What was told of one case so far, and what follows from it.

    A session knows only what it is told: it looks up no vehicle, presumes nothing, takes no
    action for undone and compares no fact with another. For a verdict, evaluate the case.
    The law is that of `entry.date`, once that is told, unless `as_of` names another day.

    With durable-rules each fact is followed through the network as it is told; without it
    everything is worked out again at each fact. One thread may use a session at a time;
    leaving its `with` block, or `close()`, frees what it holds.

    Args:
        rules: a rulebook, a folder of rules, or None for the rules that are shipped.
        as_of: the day whose law to use, instead of that of the entry day.
        engine: `rete` or `direct`; whichever this Python can run when left out.
        given: what is told from the start, by section: `vehicle={"make": "Suzuki"}`.

    Raises:
        RuleError: the rules cannot be read.
        InputError: what is given cannot be understood, or there is no such engine here.
    """

    def __init__(
        self,
        rules: Rulebook | Bundle | Folder | str | None = None,
        *,
        as_of: date | str | None = None,
        engine: EngineName | None = None,
        **given: object,
    ) -> None:
        bundle = rules if isinstance(rules, Bundle) else bundle_of(rules)
        told = Case.parse(given).told_facts
        pinned = None if as_of is None else law_day(as_of)
        self._vocabulary = bundle.rulebook.vocabulary
        names = bundle.compiled.program.names
        follows = {name: names[name] for name in bundle.rulebook.conclusions}
        follows |= {path.id: names[f"offer:{path.id}"] for path in bundle.rulebook.paths}
        for name in told:
            self._check(name)
        self._session = ProgramSession(bundle.compiled.program, follows, engine=engine)
        self._pinned = pinned is not None
        self._told: dict[str, ToldValue] = {}
        if pinned is not None:
            self._session.tell(LAW_DAY, Bounds.point(pinned))
        for name, value in told.items():
            self._take(name, value)

    @property
    def engine(self) -> EngineName:
        """Which engine follows the facts: `rete`, or `direct` where that cannot run."""
        return self._session.engine

    @property
    def told(self) -> Mapping[str, ToldValue]:
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
            InputError: there is no such fact, or the value cannot be understood; then
                nothing has changed.
            EngineDisagreement: the rules contradict themselves on what was told.
            KeiimportError: the session is closed.
        """
        self._check(name)
        told = Case.parse({name: value}).told_facts
        before = self._session.truths()
        self._take(name, told.get(name))
        after = self._session.truths()
        return {key: truth for key, truth in after.items() if truth is not before[key]}

    def truth(self, name: str) -> Truth:
        """The truth of one conclusion, or whether a path is open.

        Raises:
            InputError: there is no conclusion or path of that name.
        """
        return self._session.truth(name)

    def truths(self) -> dict[str, Truth]:
        """The truth of every conclusion, and of every path whether it is open."""
        return self._session.truths()

    def close(self) -> None:
        """Free what the session holds; it can be read afterwards, but not told more."""
        self._session.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take(self, name: str, told: ToldValue | None) -> None:
        value: FactValue | None = told.bounds if isinstance(told, Told) else told
        self._session.tell(name, value)
        if name == ENTRY_DAY and not self._pinned:
            self._session.tell(LAW_DAY, value)
        if told is None:
            self._told.pop(name, None)
        else:
            self._told[name] = told

    def _check(self, name: object) -> None:
        if not isinstance(name, str) or name not in self._vocabulary:
            near = nearest(name, self._vocabulary) if isinstance(name, str) else None
            raise InputError(
                f"there is no fact {shown(name)}",
                at=name if isinstance(name, str) else "",
                got=name,
                expected=f"`{near}`" if near else "the dotted name of a fact",
            )


def law_day(told: object) -> int:
    """The day that `as_of` names, as a date ordinal.

    Raises:
        InputError: it names no day, or more than one.
    """
    try:
        bounds = parse_date(told).bounds
    except InputError as error:
        raise error.located("as_of") from None
    if not bounds.exact or bounds.low is None:
        raise InputError(
            "the day of the law must be one day",
            at="as_of",
            got=str(told),
            expected="a day such as 2026-11-21",
        )
    return bounds.low
