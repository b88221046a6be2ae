# SPDX-License-Identifier: Apache-2.0
"""The Python face: an engine is a rulebook ready to answer for case after case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path as Folder

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.case import Case, ToldValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.dates import parse_date
from keiimport.facts.known import Filled, fill_in
from keiimport.inference.bundle import Bundle, keep, load_bundle
from keiimport.inference.engines import EngineName, make_engine
from keiimport.rulebook.files import read_data
from keiimport.rulebook.model import Rulebook
from keiimport.verdict.law import ENTRY_DAY, Law
from keiimport.verdict.outcome import Outcome
from keiimport.verdict.verdict import Verdict


class Engine:
    """Evaluates cases under one rulebook.

    Args:
        rulebook: a rulebook, a folder of rules, or None for the rules that are shipped.
        engine: `direct` (the default), `naive`, `rete`, or `both` (direct checked by rete).

    Raises:
        RuleError: the rules cannot be read.
        InputError: there is no such engine here.
    """

    def __init__(
        self, rulebook: Rulebook | Folder | None = None, engine: EngineName = "direct"
    ) -> None:
        if isinstance(rulebook, Rulebook):
            self._bundle = Bundle.make(rulebook)
        else:
            self._bundle = load_bundle(rulebook)
        self.law = Law(self._bundle)
        self.name: EngineName = engine
        self._engine = make_engine(engine, self._bundle.direct, self.law.roots)
        self._standards = tuple(standard.number for standard in self.rulebook.standards)

    @property
    def rulebook(self) -> Rulebook:
        """The rules this engine answers by."""
        return self._bundle.rulebook

    @cached_property
    def catalogue(self) -> Catalogue:
        """The vehicles known by make, model and chassis code."""
        return Catalogue.read(read_data(self.rulebook.folder, "vehicles.csv"))

    def evaluate(
        self,
        case: object,
        *,
        as_of: date | str | None = None,
        strict: bool = False,
        today: date | None = None,
    ) -> Verdict:
        """What the law says about one case.

        Args:
            case: a `Case`, a mapping with the same names, or JSON text.
            as_of: the day whose law to use, instead of that of the entry day.
            strict: presume nothing.
            today: the day to use where the case names no day of entry; default: today.

        Raises:
            InputError: the case cannot be understood.
            EngineDisagreement: two engines were asked and differ.
        """
        told = Case.parse(case)
        fill = partial(self._fill, told, today or date.today())
        filled = fill(strict, {})
        pinned = as_of is not None
        law_day = _day(as_of) if pinned else _entry_day(filled)
        return Verdict(
            self.law,
            self._engine,
            self.name,
            filled,
            fill,
            law_day,
            pinned=pinned,
            strict=strict,
        )

    def outcome(self, case: object, *, as_of: date | str | None = None) -> Outcome:
        """Only the outcome of `evaluate`."""
        return self.evaluate(case, as_of=as_of).outcome

    def keep(self) -> None:
        """Keep the compiled rules for the next start of this library."""
        keep(self._bundle)

    def _fill(
        self, case: Case, today: date, strict: bool, supposing: Mapping[str, ToldValue]
    ) -> Filled:
        return fill_in(
            case,
            self.rulebook.vocabulary,
            self.catalogue,
            self.rulebook.presumptions,
            self._standards,
            today=today,
            strict=strict,
            supposing=supposing,
        )


def _entry_day(filled: Filled) -> int:
    held = filled.known[ENTRY_DAY].value
    assert isinstance(held, Bounds) and held.low is not None
    return held.low


def _day(told: object) -> int:
    bounds = parse_date(told).bounds
    if not bounds.exact or bounds.low is None:
        raise InputError(
            "the day of the law must be one day",
            at="as_of",
            got=str(told),
            expected="a day such as 2026-11-21",
        )
    return bounds.low
