# SPDX-License-Identifier: Apache-2.0
"""Column headings of other people's tables: which fact each means, and which are set aside."""

import re
import warnings
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from keiimport.errors import InputError, InputWarning, nearest
from keiimport.facts.case import KEYS, Case, fact_types
from keiimport.facts.contradictions import same_roundly
from keiimport.facts.data import patterns, rows
from keiimport.facts.models import SECTIONS
from keiimport.facts.problems import bad_input, refused, shown
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import STANDARD, Fact, FactType

BUILT, FIRST_REGISTERED = "vehicle.manufactured", "vehicle.first_registered"
DATED = frozenset({BUILT, FIRST_REGISTERED})
ALTERED, ENGINE, BODY = "vehicle.altered", "vehicle.engine", "vehicle.body"
ENTRY = "entry.date"

_TELLING = [row for row in rows(__file__, "heading_kinds.csv") if row["tells"]]
DAYS = {row["kind"]: row["tells"] for row in _TELLING if row["day"]}
"""The facts told by columns of dates; the first of several has precedence."""
SAID = {row["kind"]: row["tells"] for row in _TELLING if not row["day"]}
"""The facts that words in columns of some kinds may tell."""

OWN_UNITS = "*"
"""The unit of a column in which every cell must have its own."""

_RE = patterns(__file__)
_ROWS = rows(__file__, "headings.csv")
_KINDS = {row["name"]: row["kind"] for row in _ROWS}
"""The kind of column of each heading or fact."""
_FEWEST = {row["name"]: int(row["words"]) for row in _ROWS if row["words"]}
"""The least number of words in a headline, for each fact whose column may hold headlines."""


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
        others: the meanings found by `other_names`.
        vocabulary: the facts, with other names for their columns.
    """
    called = {name: f.name for f in vocabulary for name in (*f.columns, *f.perhaps_columns)}
    facts: dict[str, str] = {}
    aside: dict[str, InputError] = {}
    for column in (each for each in columns if each not in kept):
        try:
            facts[column] = others[column][0] if column in others else fact_named(column)
        except InputError as error:
            if meant := called.get(_words(_parted(column)[0])):
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


def other_names(
    columns: Iterable[str], vocabulary: Iterable[Fact]
) -> Mapping[str, tuple[str, str]]:
    """Find columns whose other names surely mean a fact, with the unit of their figures.

    Such names are `Mileage (km)`, `cc` and `Maker`; of `Mileage` alone every cell must have its
    unit. A column with the fact's own name comes first, then the first of the others.
    """
    columns = tuple(columns)
    sure = {name: fact.name for fact in vocabulary for name in fact.columns}
    taken = {could[0] for could in map(facts_named, columns) if len(could) == 1}
    found: dict[str, tuple[str, str]] = {}
    for column in columns:
        fact, unit = _with_unit(column, sure)
        if fact is not None and fact not in taken and not facts_named(column):
            found[column] = (fact, _unit_of(unit, fact))
            taken.add(fact)
    kinds = {column: kind_of(column) for column in columns}
    for day, fact in DAYS.items():
        for column in (each for each in columns if kinds[each] == day):
            if FIRST_REGISTERED not in taken and fact not in taken:
                found[column] = (fact, "")
                taken.add(fact)
    if FIRST_REGISTERED in taken and BUILT not in taken:  # the more exact of both counts
        other = "registered" if any(kinds[column] == "year" for column in found) else "year"
        more = [column for column in columns if kinds[column] == other and column not in found]
        found |= dict.fromkeys(more[:1], (FIRST_REGISTERED, ""))
    return found


def told_otherwise(cells: Mapping[str, Iterable[object]]) -> Mapping[str, str]:
    """Find columns whose cells tell another fact than their heading: an `Engine` of 660 cc."""
    entering = any(ENTRY in facts_named(name) for name in cells)
    found: dict[str, str] = {}
    for name, column in cells.items():
        told, facts = [str(each) for each in column if each], facts_named(name)
        which = (cell for cell in told if any(mark.isdigit() or mark == " " for mark in cell))
        if facts == (ENGINE,) and not all(is_told(ENGINE, cell) for cell in which):
            found[name] = _KINDS[ENGINE]
        elif facts == ("entry.type",) and 2 * sum(is_told(BODY, e) for e in told) > len(told):
            found[name] = BODY
        elif kind_of(name) == "arrival" and told and not entering:
            found |= {name: ENTRY} if all(is_told(ENTRY, each) for each in told) else {}
            entering = name in found  # the first of several
    return found


def figure_in(text: str, told: object = None) -> str | None:
    """The displacement in a cell on the engine, else its text; None if it tells of changes."""
    fact = _KINDS[ENGINE]
    if is_told(ENGINE, text):
        return None
    found = {whole or f"{bare} L" for whole, bare in _RE["figure"].findall(text)}
    figures = [each for each in (*found, told) if each and is_told(fact, str(each))]
    ends = [Case.parse({fact: each}).vehicle.given["displacement"].bounds for each in figures]
    if len(ends) > 1 and not all(same_roundly(ends[0], end) for end in ends[1:]):
        return None if told else text
    return next(iter(found), text)


def says_altered(column: str, cell: object) -> bool:
    """Whether a cell says that a vehicle is altered: known marks, and any text about changes."""
    if kind_of(column) not in ("change", "mark") or not any(map(str.isalpha, str(cell or ""))):
        return False
    try:
        return Case.parse({ALTERED: str(cell)}).told().get(ALTERED) is True
    except InputError:
        return kind_of(column) == "change"


@lru_cache(maxsize=4096)
def kind_of(column: str) -> str:
    """The kind of a column that is no fact, as `headings.csv` has it."""
    kinds = (_KINDS.get(_plain(each), "") for each in (column, *_sides(column)))
    other = "month" if re.search("month|月", column.casefold()) else ""
    return min(filter(None, kinds), default=other)


def _unit_of(said: str, fact: str) -> str:
    """The unit of figures of a fact, given what is said behind it, or its name alone."""
    dimension = fact_type(fact).dimension
    if dimension is None or _is_unit(said, fact):
        return said if dimension else ""
    # a count has no unit, and no displacement in cc is as small as one in litres
    kind = DIMENSIONS[dimension]
    return "" if kind.whole or kind.small else OWN_UNITS


def read_as(column: str, fact: str, unit: str) -> str:
    """A sentence on how a column with another name is read."""
    units = {"": "", OWN_UNITS: " where a cell has its unit"}
    return f"the column {shown(column)} is read as `{fact}`" + units.get(unit, f" in {unit}")


def _parted(column: str) -> tuple[str, str]:
    found = _RE["in brackets"].fullmatch(column.strip())
    return (found[1], found[2]) if found else (column, "")


def _sides(column: str) -> list[str]:
    """Split a name in two scripts: `Make / メーカー`."""
    sides = [side for side in re.split(r"\s*[/|\n・(（)）]\s*", column) if side]
    return sides if len({side.isascii() for side in sides}) > 1 else []


def _with_unit(column: str, sure: Mapping[str, str]) -> tuple[str | None, str]:
    """The fact that a column surely tells, with the unit after its name, or the name: `FOB USD`."""
    name, unit = _parted(column)
    shorter, _, last = _words(name).rpartition(" ")
    sides = [(side, "") for side in _sides(column)]
    for said, behind in ((column, ""), (name, unit) if unit else (shorter, last), *sides):
        could = facts_named(said)
        fact = could[0] if len(could) == 1 else sure.get(_words(said))
        other = _KINDS.get(fact or "", "")  # an engine in cc
        fact = other if other in fact_types() and _is_unit(behind, other) else fact
        measured = fact is not None and fact_type(fact).dimension is not None
        if fact is not None and (not behind or (measured and _is_unit(behind, fact))):
            return fact, behind or said.strip()
    return None, ""


def _is_unit(unit: str, fact: str) -> bool:
    """Whether figures of a fact may have this unit; if it is ambiguous, each cell has its own."""
    dimension = fact_type(fact).dimension
    if dimension is not None and unit.casefold().lstrip("万만") in DIMENSIONS[dimension].unclear:
        return True
    return is_told(fact, f"1 {unit}")


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


def by_section(row: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Rename the columns of a row to facts for `Case.parse`; warn of others and drop them."""
    if all(key in SECTIONS or key in fact_types() for key in row):
        return row
    told = {key: key for key in row if key in KEYS or not isinstance(key, str)}
    headings = read_headings(row, told, alone=not told)
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
    near = nearest(column, _names())
    return f"`{near}`" if near else "a name such as `model`, or `title` for words"


def facts_named(column: str) -> tuple[str, ...]:
    """The facts that a column's name may mean; `entry_date` is `entry.date`."""
    for name in (column, _plain(column), column.replace("_", ".", 1)):
        if could := _names().get(name):
            return could
        for standard in (name, f"vehicle.{name}"):
            if standard.startswith(STANDARD) and standard != STANDARD:
                return (standard,)
    return ()


def is_headline(fact: str, cells: Iterable[object]) -> bool:
    """Whether the cells of a column such as `title` or `type` are headlines of listings."""
    fewest, words = _FEWEST.get(fact), fact_type(fact).choices
    texts = [cell if isinstance(cell, str) else "" for cell in cells if cell is not None]
    if fewest is None or not texts:
        return False
    known = (nearest(text, words) or is_told(fact, text) for text in texts)
    return not any(known) and all(len(text.split()) >= fewest for text in texts)


def is_listing(column: str, cells: Iterable[object]) -> bool:
    """Whether most cells of a column are the text of a listing: `26k-Mile 1991 Honda Beat`."""
    texts = [cell if isinstance(cell, str) else "" for cell in cells if cell]
    several = 2 * sum(len(text.split()) > 1 for text in texts) > len(texts)
    is_fact = texts and any(is_told(fact, texts[0]) for fact in facts_named(column))
    return kind_of(column) in ("listing", "prose") and several and not is_fact


def with_month(column: str, year: object, cells: Mapping[str, object]) -> object:
    """Combine a bare year with the month in another column: `Mfg Year`, `Mfg Month`."""
    name = _plain(column)
    of_year = name.replace("year", "month").replace("年", "月")
    names = {of_year, "month", "月"} if of_year != name else {f"{name}_month"}
    months = (str(told) for each, told in cells.items() if told and _plain(each) in names)
    told = "-".join(text.strip().removesuffix(".0") for text in (str(year), *months))
    return told if re.fullmatch("[0-9]{4}-.+", told) and is_told(FIRST_REGISTERED, told) else year


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
        if _KINDS.get(name) == "described" or (type.kind == "number" and type.dimension != "year")
    )


def fact_type(name: str) -> FactType:
    """The kind of a fact, which may be a safety standard."""
    return fact_types().get(name) or FactType(name, "bool")


def told_facts(standards: Iterable[str] = ()) -> dict[str, FactType]:
    """Every fact that can be told, including one for each safety standard."""
    return {**fact_types(), **{(name := STANDARD + n): fact_type(name) for n in standards}}


def _words(column: str) -> str:
    return _plain(column).replace("_", " ")


def _plain(column: str) -> str:
    return _RE["boundary"].sub("_", column.replace(". ", " ").rstrip(" :.#*?").lstrip()).casefold()


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in fact_types():
        parts = name.split(".")
        for ending in (".".join(parts[start:]) for start in range(len(parts))):
            found[ending] = (*found.get(ending, ()), name)
    return found
