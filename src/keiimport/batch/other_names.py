# SPDX-License-Identifier: Apache-2.0
"""Columns of other people's tables: the facts they tell by other names, and by their cells."""

import re
from collections.abc import Iterable, Mapping

from keiimport.errors import InputError, nearest
from keiimport.facts import headings
from keiimport.facts.case import Case, fact_types
from keiimport.facts.completion import ALTERED, BUILT, ENTRY, REGISTERED
from keiimport.facts.contradictions import same_roundly
from keiimport.facts.data import patterns, rows
from keiimport.facts.headings import fact_type, facts_named, is_told, kind_of
from keiimport.facts.problems import shown
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import Fact

ENGINE, BODY = "vehicle.engine", "vehicle.body"

_RE = patterns(__file__)
_ROWS = rows(headings.__file__, "headings.csv")
_FEWEST = {row["name"]: int(row["words"]) for row in _ROWS if row["words"]}
"""The least number of words in a headline, for each fact whose column may hold headlines."""


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
    for day, fact in headings.DAYS.items():
        for column in (each for each in columns if kinds[each] == day):
            if REGISTERED not in taken and fact not in taken:
                found[column] = (fact, "")
                taken.add(fact)
    if REGISTERED in taken and BUILT not in taken:  # the more exact of both counts
        other = "registered" if any(kinds[column] == "year" for column in found) else "year"
        more = [column for column in columns if kinds[column] == other and column not in found]
        found |= dict.fromkeys(more[:1], (REGISTERED, ""))
    return found


def _unit_of(said: str, fact: str) -> str:
    """The unit of figures of a fact, given what is said behind it, or its name alone."""
    dimension = fact_type(fact).dimension
    if dimension is None or _is_unit(said, fact):
        return said if dimension else ""
    # a count has no unit, and no displacement in cc is as small as one in litres
    kind = DIMENSIONS[dimension]
    return "" if kind.whole or kind.small else headings.OWN_UNITS


def _with_unit(column: str, sure: Mapping[str, str]) -> tuple[str | None, str]:
    """The fact that a column surely tells, with the unit after its name, or the name: `FOB USD`."""
    name, unit = headings.name_and_unit(column)
    shorter, _, last = headings.spaced_name(name).rpartition(" ")
    sides = [(side, "") for side in headings.by_script(column)]
    for said, behind in ((column, ""), (name, unit) if unit else (shorter, last), *sides):
        could = facts_named(said)
        fact = could[0] if len(could) == 1 else sure.get(headings.spaced_name(said))
        other = headings.KINDS.get(fact or "", "")  # an engine in cc
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


def read_as(column: str, fact: str, unit: str) -> str:
    """A sentence on how a column with another name is read."""
    units = {"": "", headings.OWN_UNITS: " where a cell has its unit"}
    return f"the column {shown(column)} is read as `{fact}`" + units.get(unit, f" in {unit}")


def told_otherwise(cells: Mapping[str, Iterable[object]]) -> Mapping[str, str]:
    """Find columns whose cells tell another fact than their heading: an `Engine` of 660 cc."""
    entering = any(ENTRY in facts_named(name) for name in cells)
    found: dict[str, str] = {}
    for name, column in cells.items():
        told, facts = [str(each) for each in column if each], facts_named(name)
        which = (cell for cell in told if any(mark.isdigit() or mark == " " for mark in cell))
        if facts == (ENGINE,) and not all(is_told(ENGINE, cell) for cell in which):
            found[name] = headings.KINDS[ENGINE]
        elif facts == ("entry.type",) and 2 * sum(is_told(BODY, e) for e in told) > len(told):
            found[name] = BODY
        elif kind_of(name) == "arrival" and told and not entering:
            found |= {name: ENTRY} if all(is_told(ENTRY, each) for each in told) else {}
            entering = name in found  # the first of several
    return found


def figure_in(text: str, told: object = None) -> str | None:
    """The displacement in a cell on the engine, else its text; None if it tells of changes."""
    fact = headings.KINDS[ENGINE]
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
    plain, name = headings.plain_name, headings.plain_name(column)
    of_year = name.replace("year", "month").replace("年", "月")
    names = {of_year, "month", "月"} if of_year != name else {f"{name}_month"}
    months = (str(told) for each, told in cells.items() if told and plain(each) in names)
    told = "-".join(text.strip().removesuffix(".0") for text in (str(year), *months))
    return told if re.fullmatch("[0-9]{4}-.+", told) and is_told(REGISTERED, told) else year
