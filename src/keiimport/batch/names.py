# SPDX-License-Identifier: Apache-2.0
"""Which column of a table tells which fact, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.fact_types import known_types
from keiimport.facts.vocabulary import FactType
from keiimport.many import reading

STANDARD = reading.STANDARD


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns of a table are.

    Attributes:
        facts: the fact of each column that tells one.
        kept: the columns that stand in the output as they are, in order.
    """

    facts: Mapping[str, str]
    kept: tuple[str, ...]


def name_columns(
    columns: Sequence[str], *, keep: Sequence[str] = (), keep_unknown: bool = False
) -> Names:
    """Tell the columns of a table apart.

    Args:
        columns: their names, in order.
        keep: columns to hand through, whatever their names are.
        keep_unknown: hand every column through that is no fact.

    Raises:
        InputError: when a column is no fact and not kept, when two tell the same fact, or
            when a column to keep is missing.
    """
    for name in keep:
        if name not in columns:
            near = nearest(name, columns)
            raise InputError(
                f"there is no column {shown(name)} to keep",
                at="id",
                got=name,
                expected=f"`{near}`" if near else "a column of the table",
            )
    facts: dict[str, str] = {}
    kept: list[str] = []
    for column in columns:
        if column in keep:
            kept.append(column)
            continue
        fact = fact_named(column)
        if fact is None and keep_unknown:
            kept.append(column)
        elif fact is None:
            raise unknown_column(column)
        elif fact in facts.values():
            other = next(name for name, told in facts.items() if told == fact)
            raise InputError(
                f"the columns {shown(other)} and {shown(column)} both tell `{fact}`",
                at=column,
                expected="one column for each fact",
            )
        else:
            facts[column] = fact
    return Names(facts, tuple(kept))


def unknown_column(column: str) -> InputError:
    """The error for a column that is no fact."""
    try:
        reading.fact_named(column)
    except InputError as error:
        if error.expected.startswith("`"):
            return error
        more = f"{error.expected}, `--id` or `--pass-through`"
        return InputError(error.error, at=error.at, got=error.got, expected=more)
    raise AssertionError(column)


def fact_named(column: str) -> str | None:
    """The fact that a column of this name tells, or None.

    A fact may be told without its section where no other ends alike: `gvwr`.
    """
    try:
        return reading.fact_named(column)
    except InputError:
        return None


def fact_type(name: str) -> FactType:
    """The shape of a fact, the standards too."""
    return known_types().get(name) or FactType(name, "bool")


def told_facts(standards: Iterable[str] = ()) -> dict[str, FactType]:
    """Every fact that can be told, and a standard each by its number."""
    more = {STANDARD + number: FactType(STANDARD + number, "bool") for number in standards}
    return {**known_types(), **more}
