# SPDX-License-Identifier: Apache-2.0
"""Rows of JSON Lines, each with keys of its own: a key that is no fact costs only its row."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from keiimport.batch.names import fact_named, told_twice, unknown_column
from keiimport.batch.rows import Case
from keiimport.errors import InputError
from keiimport.facts.case import Case as ReadCase
from keiimport.facts.models import KEYS


@dataclass(frozen=True, slots=True)
class KeysApart:
    """What the keys of many rows are.

    Attributes:
        facts: the fact of each key that tells one.
        wrong: of each other key what to say of the rows that have it.
    """

    facts: Mapping[str, str]
    wrong: Mapping[str, str]

    def error(self) -> pl.Expr:
        """The sentence for each row of a table with these keys, or null."""
        said = [pl.when(pl.col(n).is_not_null()).then(pl.lit(s)) for n, s in self.wrong.items()]
        return pl.coalesce([*said, pl.lit(None, dtype=pl.String)])


def tell_keys_apart(
    keys: Iterable[str], kept: Container[str], wanted: Callable[[str], bool]
) -> KeysApart | None:
    """Tell the keys of rows apart; None where each row has to be looked at by itself.

    Args:
        keys: the keys, those of sections dotted.
        kept: the keys that are handed through.
        wanted: whether a key would be handed through if the first rows had it.
    """
    facts: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for key in keys:
        if key in kept:
            continue
        try:
            fact = _fact_of(key, wanted)
        except InputError as error:
            wrong[key] = error.sentence()
            continue
        if fact in KEYS or fact in facts.values():
            return None
        if fact_named(fact) is None:
            wrong[key] = _refusal(fact)
        else:
            facts[key] = fact
    return KeysApart(facts, wrong)


def case_of(told: Case, kept: Container[str], wanted: Callable[[str], bool]) -> dict[str, object]:
    """The case that a row tells, without what is handed through.

    Raises:
        InputError: when a key is no fact, or two tell the same.
    """
    case: dict[str, object] = {}
    keys: dict[str, str] = {}
    for key, value in told.items():
        if key in kept or value is None:
            continue
        fact = _fact_of(key, wanted)
        if fact in keys:
            raise told_twice(fact, keys[fact], key)
        case[fact], keys[fact] = value, key
    return case


def with_day(case: Case, day: Mapping[str, str]) -> Case:
    """A case with a day of entry where it tells none."""
    entry = case.get("entry")
    held = isinstance(entry, Mapping) and entry.get("date") is not None
    return case if held or case.get("entry.date") is not None else {**case, **day}


def _fact_of(key: str, wanted: Callable[[str], bool]) -> str:
    """The fact that a key tells, a section, or a dotted name that a case will refuse."""
    if wanted(key):
        raise InputError(
            f"the column `{key}` is not in the first rows", at=key, expected=f"`--id {key}`"
        )
    fact = key if key in KEYS else fact_named(key)
    if fact is None and "." not in key:
        raise unknown_column(key)
    return fact or key


def _refusal(name: str) -> str:
    """What a case says of a dotted name that is no fact."""
    try:
        ReadCase.parse({name: True})
    except InputError as error:
        return error.sentence()
    raise AssertionError(name)
