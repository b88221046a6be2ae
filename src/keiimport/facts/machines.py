# SPDX-License-Identifier: Apache-2.0
"""Machines that are not road vehicles, recognised by their names, and the facts these imply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from keiimport.errors import InputError, RuleError
from keiimport.facts.case import Case
from keiimport.facts.data import table_rows
from keiimport.facts.names import Name, squashed

_COLUMNS: Final = ("facts", "makes", "names")


class Machine(NamedTuple):
    """A machine's name and the facts it implies, for certain makers or for all."""

    name: str
    makes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Machines(dict[str, list[Machine]]):
    """The machines, by name in letters and digits alone."""

    @classmethod
    def read(cls, csv_text: str, file: str = "data/machines.csv") -> Machines:
        """Read the table, which may be empty."""
        found = cls()
        for (facts, makes, names), place in table_rows(csv_text, file, _COLUMNS):
            told = tuple((f, v) for f, _, v in (e.partition("=") for e in facts.split("; ")))
            try:
                Case.parse(dict(told))
            except InputError as error:
                raise RuleError(error.error, place, error.expected) from None
            for name in names.split("|"):
                machine = Machine(name, tuple(filter(None, makes.split("|"))), told)
                found.setdefault(squashed(name), []).append(machine)
        return found

    def told_in(self, make: str | None, model: str) -> Mapping[str, bool | str]:
        """The facts that a model's name implies; the longest machine name in it counts."""
        said = Name.of(f"{make} {model}" if make else model)
        maker = Name.of(make) if make else None
        for key in sorted(self.keys() & said.joined, key=len, reverse=True):
            for machine in self[key]:
                its = any(maker.same_maker(Name.of(each)) for each in machine.makes if maker)
                if its or not (machine.makes and maker):
                    words = {"true": True, "false": False}
                    return {fact: words.get(value, value) for fact, value in machine.facts}
        return {}
