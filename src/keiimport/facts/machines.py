# SPDX-License-Identifier: Apache-2.0
"""Machines that are no road models, by what they are called, and what that tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from keiimport.errors import InputError, RuleError
from keiimport.facts.case import Case
from keiimport.facts.data import table_rows
from keiimport.facts.names import Name, squashed

_COLUMNS: Final = ("facts", "makes", "names")


class Machine(NamedTuple):
    """What a name says, whoever the maker is or for certain makers only."""

    name: str
    makes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Machines(dict[str, list[Machine]]):
    """The machines by name, letters and digits only."""

    @classmethod
    def read(cls, csv_text: str, file: str = "data/machines.csv") -> Machines:
        """Read the table; none at all where the text is empty."""
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
        """What a model's name says; where several machines match, the longest counts."""
        said = Name.of(f"{make} {model}" if make else model)
        maker = Name.of(make) if make else None
        for key in sorted(self.keys() & said.joined, key=len, reverse=True):
            for machine in self[key]:
                its = any(maker.same_maker(Name.of(each)) for each in machine.makes if maker)
                if its or not (machine.makes and maker):
                    words = {"true": True, "false": False}
                    return {fact: words.get(value, value) for fact, value in machine.facts}
        return {}
