# SPDX-License-Identifier: Apache-2.0
"""Column headings of other people's tables: the facts they may mean, and what is set aside."""

import warnings
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from keiimport.errors import InputError, InputWarning, nearest
from keiimport.facts.case import KEYS, Case, fact_types
from keiimport.facts.data import patterns, rows
from keiimport.facts.models import SECTIONS
from keiimport.facts.problems import bad_input, refused, shown
from keiimport.facts.vocabulary import STANDARD, Fact, FactType

BUILT, FIRST_REGISTERED = "vehicle.manufactured", "vehicle.first_registered"
DATED = frozenset({BUILT, FIRST_REGISTERED})

_TELLING = [row for row in rows(__file__, "heading_kinds.csv") if row["tells"]]
DAYS = {row["kind"]: row["tells"] for row in _TELLING if row["day"]}
"""The facts told by columns of dates; the first of several has precedence."""
SAID = {row["kind"]: row["tells"] for row in _TELLING if not row["day"]}
"""The facts that words in columns of some kinds may tell."""

MISSPELT = 0.7  # from 0 to 1, how alike a misspelt heading is to what was meant

OWN_UNITS = "*"
"""The unit of a column in which every cell must have its own."""

_RE = patterns(__file__)
KINDS = {row["name"]: row["kind"] for row in rows(__file__, "headings.csv")}
"""The kind of column of each heading or fact."""


class Headings(NamedTuple):
    """The meaning of a table's columns."""

    facts: Mapping[str, str]
    aside: Mapping[str, str]  # of each other column why it is set aside, in a sentence


def read_headings(
    columns: Iterable[str],
    kept: Collection[str] = (),
    *,
    alone: bool = True,
    others: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    vocabulary: Iterable[Fact] = (),
) -> Headings:
    """Find the facts that the columns of a table tell.

    Args:
        columns: their names.
        kept: columns to pass through unread.
        alone: whether at least one column must be a fact.
        others: the facts that columns of other names surely tell, with the units of their figures.
        vocabulary: the facts, with other names for their columns.
    """
    called = {name: f.name for f in vocabulary for name in (*f.columns, *f.perhaps_columns)}
    facts: dict[str, str] = {}
    aside: dict[str, InputError] = {}
    for column in (each for each in columns if each not in kept):
        try:
            facts[column] = others[column][0] if column in others else fact_named(column)
        except InputError as error:
            meant = called.get(spaced_name(name_and_unit(column)[0]))
            if meant and kind_of(column) not in SAID:
                error = InputError(error.error, at=error.at, got=column, expected=f"`{meant}`")
            aside[column] = error
    if not DATED.intersection(facts.values()):
        for column in aside:
            if unclear := unclear_day(column):
                raise unclear
    # a price alone says of no vehicle which it is
    sure = [name for name in facts if name not in others or others[name][1] != OWN_UNITS]
    if aside and alone and not sure:
        first, names = next(iter(aside.values())), ", ".join(map(shown, [*aside][:8]))
        if len(aside) > 1:
            raise bad_input("no_known_column", at=first.at, got=first.got, names=names)
        raise first
    return Headings(facts, {column: aside_words(error) for column, error in aside.items()})


@lru_cache(maxsize=4096)
def kind_of(column: str) -> str:
    """The kind of a column that is no fact, as `headings.csv` has it."""
    kinds = (KINDS.get(plain_name(each), "") for each in (column, *by_script(column)))
    other = "month" if _RE["month"].search(column.casefold()) else ""
    return min(filter(None, kinds), default=other)


def name_and_unit(column: str) -> tuple[str, str]:
    """The name of a column, and what stands in brackets behind it: `Mileage (km)`."""
    found = _RE["in brackets"].fullmatch(column.strip())
    return (found[1], found[2]) if found else (column, "")


def by_script(column: str) -> list[str]:
    """Split a name in two scripts: `Make / メーカー`."""
    sides = [side for side in _RE["between scripts"].split(column) if side]
    return sides if len({side.isascii() for side in sides}) > 1 else []


@lru_cache(maxsize=4096)
def is_told(fact: str, cell: str) -> bool:
    """Whether a cell can be read as this fact."""
    with suppress(InputError):
        return bool(Case.parse({fact: cell}))
    return False


def unclear_day(column: str) -> InputError | None:
    """Make an error for a column that may hold either the build date or the first registration."""
    if kind_of(column) not in DAYS:
        return None
    return refused(column, "which_day", at=column)


def aside_words(error: InputError) -> str:
    """Explain why a column is set aside."""
    near = error.expected if error.expected.startswith("`") else ""
    return f"{error.error}: the column is set aside" + (f"; did you mean {near}?" if near else "")


def by_section(row: Mapping[Any, Any], vocabulary: Iterable[Fact] = ()) -> Mapping[Any, Any]:
    """Rename the columns of a row to facts for `Case.parse`; warn of others and drop them."""
    if all(key in SECTIONS or key in fact_types() for key in row):
        return row
    told = {key: key for key in row if key in KEYS or not isinstance(key, str)}
    headings = read_headings(row, told, alone=not told, vocabulary=vocabulary)
    for sentence in headings.aside.values():
        warnings.warn(sentence, InputWarning, stacklevel=2)
    told |= headings.facts
    found: dict[Any, Any] = {}
    for key, value in row.items():
        if key in told and (value is not None or told[key] not in found):
            fact = told[key]
            if found.get(fact) is not None:
                raise bad_input("fact_twice", at=fact, fact=fact)
            found[fact] = value
    return found


def fact_named(column: str) -> str:
    """The fact that a column tells: `gvwr`, `vehicle.gvwr` or `Chassis Code`."""
    could = facts_named(column)
    if len(could) == 1:
        return could[0]
    if could:
        facts = " or ".join(f"`{name}`" for name in could)
        raise refused(column, "several_facts", facts, at=column)
    raise refused(column, "no_fact", _near(column[:100]), at=column)


@lru_cache(maxsize=4096)
def _near(column: str) -> str:
    from rapidfuzz.distance import OSA  # needed only for misspellings

    name = plain_name(column)
    near = nearest(name, _names()) or ""
    # `Plate` is no misspelt `date`
    meant = near[:1] == name[:1] and OSA.normalized_similarity(name, near) >= MISSPELT
    return f"`{near}`" if meant else "a name such as `model`, or `title` for words"


def facts_named(column: str) -> tuple[str, ...]:
    """The facts that a column's name may mean; `entry_date` is `entry.date`."""
    for name in (column, plain_name(column), column.replace("_", ".", 1)):
        if could := _names().get(name):
            return could
        for standard in (name, f"vehicle.{name}"):
            if standard.startswith(STANDARD) and standard != STANDARD:
                return (standard,)
    return ()


@cache
def side_facts() -> frozenset[str]:
    """The facts whose unreadable cells need not cost a row its answer.

    These are measures, countries and descriptions, which stay unknown or come from the catalogue if
    left out; a purpose left out is road use. Leaving out a date would give another answer, and a
    Boolean, or text about changes, may contradict what is presumed.
    """
    return frozenset(
        name
        for name, type in fact_types().items()
        if KINDS.get(name) == "described" or (type.kind == "number" and type.dimension != "year")
    )


def fact_type(name: str) -> FactType:
    """The kind of a fact, which may be a safety standard."""
    return fact_types().get(name) or FactType(name, "bool")


def told_facts(standards: Iterable[str] = ()) -> dict[str, FactType]:
    """Every fact that can be told, including one for each safety standard."""
    return {**fact_types(), **{(name := STANDARD + n): fact_type(name) for n in standards}}


def spaced_name(column: str) -> str:
    """The name of a column in lower case, with a blank between its words."""
    return plain_name(column).replace("_", " ")


def plain_name(column: str) -> str:
    """The name of a column in lower case, with `_` between its words."""
    return _RE["boundary"].sub("_", column.replace(". ", " ").rstrip(" :.#*?").lstrip()).casefold()


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in fact_types():
        parts = name.split(".")
        for ending in (".".join(parts[start:]) for start in range(len(parts))):
            found[ending] = (*found.get(ending, ()), name)
    return found
