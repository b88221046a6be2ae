# SPDX-License-Identifier: Apache-2.0
"""Which column of a table tells which fact, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from keiimport.batch.mapping import MappingForm, TableMapping, columns_found
from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.fact_types import known_types
from keiimport.facts.vocabulary import FactType
from keiimport.tables import reading

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
    _check_kept(keep, columns)
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
            raise told_twice(fact, other, column)
        else:
            facts[column] = fact
    return Names(facts, tuple(kept))


def names_under(
    mapping: TableMapping,
    columns: Sequence[str],
    *,
    keep: Sequence[str] = (),
    keep_unknown: bool = False,
) -> Names:
    """The columns of a table that a mapping reads, and those that are handed through.

    Args:
        mapping: what the columns mean.
        columns: their names, in order.
        keep: the columns to hand through; where none is named, the mapping decides.
        keep_unknown: hand through whatever the mapping does not name.

    Raises:
        InputError: when none of the columns of the mapping is there, when one to keep is
            missing, or when one is not named and the mapping refuses such.
    """
    form = mapping.form
    found = columns_found(form, columns)
    if not found.keys() & form.columns.keys():
        raise InputError(
            f"none of the columns of the mapping `{mapping.name}` is in the table",
            at="mapping",
            expected="a column such as " + ", ".join(f"`{n}`" for n in list(form.columns)[:4]),
        )
    _check_kept(keep, columns)
    read = {column for each in found.values() for column in each}
    others = [name for name in columns if name not in read]
    for error in refused_under(mapping, columns, keep=keep, keep_unknown=keep_unknown).values():
        raise error
    wished = {column for n, each in found.items() if _is_kept(form, n) for column in each}
    whole = keep_unknown or (form.other_columns == "keep" and not keep)
    kept = [
        name
        for name in columns
        if name in keep or (whole and name in others) or (name in wished and not keep)
    ]
    facts = {name: column.fact or "" for name, column in form.columns.items() if name in found}
    return Names(facts, tuple(kept))


def _is_kept(form: MappingForm, name: str) -> bool:
    return name in form.columns and form.columns[name].keep


def refused_under(
    mapping: TableMapping, columns: Sequence[str], *, keep: Sequence[str], keep_unknown: bool
) -> dict[str, InputError]:
    """The columns that a mapping refuses, each with the error for it."""
    form = mapping.form
    if form.other_columns != "refuse" or keep_unknown:
        return {}
    read = {column for each in columns_found(form, columns).values() for column in each}
    refused = {}
    for name in columns:
        if name not in read and name not in keep:
            near = nearest(name, form.columns)
            refused[name] = InputError(
                f"the mapping `{mapping.name}` does not know the column {shown(name)}",
                at=name,
                got=name,
                expected=f"`{near}`" if near else "the columns of the mapping",
            )
    return refused


def told_twice(fact: str, first: str, second: str) -> InputError:
    """The error for two columns that tell the same fact."""
    return InputError(
        f"the columns {shown(first)} and {shown(second)} both tell `{fact}`",
        at=second,
        expected="one column for each fact",
    )


def _check_kept(keep: Sequence[str], columns: Sequence[str]) -> None:
    for name in keep:
        if name not in columns:
            near = nearest(name, columns)
            raise InputError(
                f"there is no column {shown(name)} to keep",
                at="id",
                got=name,
                expected=f"`{near}`" if near else "a column of the table",
            )


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
