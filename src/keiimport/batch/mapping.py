# SPDX-License-Identifier: Apache-2.0
"""Mapping files, which define as data what the columns of a table mean."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from keiimport.batch.rows import cell_text, with_unit
from keiimport.errors import InputError, Place, RuleError, reason
from keiimport.facts.case import Case
from keiimport.facts.headings import fact_type
from keiimport.facts.problems import bad_input, wrong
from keiimport.facts.units import DIMENSIONS, RATE
from keiimport.facts.vocabulary import FactType
from keiimport.memory import Memory
from keiimport.rulebook.files import MAX_BYTES
from keiimport.rulebook.grammar import Form, needed, optional
from keiimport.rulebook.problems import Problems, likely, no_such
from keiimport.rulebook.shapes import check_form
from keiimport.rulebook.yaml import MapNode, read_yaml

Word = Annotated[str, Field(min_length=1)]
Cell = bool | int | str
Needs = Literal["digit", "letter"]

_NEEDS = {"digit": re.compile(r"[0-9]"), "letter": re.compile(r"[^\W\d_]")}

MOST_TEXTS = 10_000  # texts remembered with whether they contain the words


def _word(word: str) -> str:
    """A pattern for a word: a whole word in Latin letters, anywhere in other scripts."""
    edge = r"(?a:\b)"
    start = edge if re.match(r"[a-z0-9]", word) else ""
    end = edge if re.search(r"[a-z0-9]$", word) else ""
    return start + re.escape(word) + end


def _plain(word: str | int) -> str:
    return unicodedata.normalize("NFKC", str(word)).lower()


class ColumnForm(Form):
    """What one column of the table says."""

    fact: Word | None = optional(
        "the fact that it tells; of several columns for one fact the first that says "
        "something counts"
    )
    end: Literal["from", "to"] | None = optional(
        "which end of a range of days it tells, where two columns make one"
    )
    nothing: list[str | int] = optional(
        "cells that say nothing, in whatever case; an empty one never does", []
    )
    needs: list[Needs] = optional("what a cell must hold to say anything: `digit`, `letter`", [])
    values: dict[str, Cell] | None = optional("what each cell means; any other says nothing")
    unit: Word | None = optional("the unit of a bare number")
    also: dict[str, Cell] = optional("facts that hold wherever it says something", {})
    keep: bool = optional("whether it stands in the output too", False)

    @cached_property
    def _nothing(self) -> set[str]:
        return {"", *map(_plain, self.nothing)}

    @cached_property
    def _meanings(self) -> dict[str, Cell]:
        return {_plain(word): value for word, value in (self.values or {}).items()}

    def says(self, text: str) -> bool:
        """Whether a cell means anything."""
        plain = text.lower()
        if plain in self._nothing or (self.values is not None and plain not in self._meanings):
            return False
        return all(_NEEDS[need].search(text) for need in self.needs)

    def value(self, text: str) -> object:
        """The value of the fact in a cell; None if it is not read."""
        if self.fact is None:
            return None
        fact = fact_type(self.fact)
        if self.values is not None:
            value = self._meanings[text.lower()]
            return value if fact.kind == "bool" else str(value)
        base = DIMENSIONS[fact.dimension].base if fact.dimension else None
        return with_unit(text, "" if self.unit in (None, base) else self.unit)


class WordsForm(Form):
    """Words that say something wherever they stand."""

    title: Word = needed("what the words say")
    columns: list[Word] = needed("the columns to look into", min_length=1)
    whole: list[str | int] = optional("cells that are exactly this", [])
    other_than: list[str | int] = optional("cells that say something, and none of this", [])
    words: list[str | int] = optional(
        "whole words in Latin letters; in other scripts, text anywhere", []
    )
    parts: list[str | int] = optional("text anywhere, within words too", [])
    but_not: list[Word] = optional("words that are passed over, told apart alike", [])
    sets: dict[str, Cell] = optional("the facts that they tell", {})
    unsets: list[Word] = optional("the facts that are then not told", [])

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        # longest first, since one may begin with another
        denied = sorted(map(_plain, self.but_not), key=len, reverse=True)
        words = [_word(_plain(word)) for word in self.words]
        words += [re.escape(_plain(part)) for part in self.parts]
        return re.compile("|".join(map(_word, denied))), re.compile("|".join(words))

    @cached_property
    def _seen(self) -> Memory[str, bool]:
        return Memory(MOST_TEXTS)

    def stand_in(self, texts: Mapping[str, str]) -> bool:
        """Whether a row contains one of them."""
        told = (texts[name] for name in self.columns if name in texts)
        return any(self._seen.recall(text, partial(self._look, text)) for text in told)

    def _look(self, text: str) -> bool:
        denied, words = self._patterns
        # what joins words in codes parts them here
        cell = text.lower().replace("_", " ")
        if denied.pattern:
            cell = denied.sub(" ", cell)
        plain = cell.strip()
        if self.other_than and plain and plain not in map(_plain, self.other_than):
            return True
        found = bool(words.pattern) and words.search(cell) is not None
        return found or plain in map(_plain, self.whole)


class MappingForm(Form):
    """A whole mapping file."""

    title: Word = needed("what table it is for")
    columns: dict[str, ColumnForm] = needed("the columns of the table", min_length=1)
    words: list[WordsForm] = optional("words to look for", [])
    facts: dict[str, Cell] = optional("facts of every row", {})
    other_columns: Literal["keep", "leave_out", "refuse"] = optional(
        "what becomes of columns that are not named here", "keep"
    )


class TableMapping:
    """A mapping that was read and checked."""

    def __init__(self, name: str, form: MappingForm, digest: str) -> None:
        self.name, self.form, self.digest = name, form, digest
        # the columns in which it looks for words
        self.texts = frozenset(each for words in form.words for each in words.columns)
        self._names = {each.casefold(): each for each in (*form.columns, *self.texts)}

    def name_of(self, column: str) -> str | None:
        """The name in the mapping of a column, whatever its case; None if it is not read."""
        return self._names.get(column.strip().casefold())

    def facts(self, row: Mapping[str, object]) -> dict[str, object]:
        """The facts in a row, by their dotted names."""
        texts = self._texts(row)
        told: dict[str, object] = {}
        ends: dict[str, dict[str, object]] = {}
        for name, column in self.form.columns.items():
            text = texts.get(name, "")
            if not column.says(text):
                continue
            value = column.value(text)
            if column.fact is not None and value is not None:
                if column.end is None:
                    told.setdefault(column.fact, value)
                else:
                    ends.setdefault(column.fact, {})[column.end] = value
            for fact, cell in column.also.items():
                told.setdefault(fact, _literal(fact, cell))
        for fact, each in ends.items():
            told.setdefault(fact, _range(each.get("from"), each.get("to")))
        for fact, cell in self.form.facts.items():
            told.setdefault(fact, _literal(fact, cell))
        for words in self.form.words:
            if words.stand_in(texts):
                told |= {fact: _literal(fact, cell) for fact, cell in words.sets.items()}
                for fact in words.unsets:
                    told.pop(fact, None)
        return told

    def _texts(self, row: Mapping[str, object]) -> dict[str, str]:
        texts: dict[str, str] = {}
        # sorted, since keys of JSON Lines come in any order
        for key in sorted(row):
            name = self.name_of(key)
            if name is None:
                continue
            text = (cell_text(row[key]) or "").strip()
            text = text if text.isascii() else unicodedata.normalize("NFKC", text)
            # the column spelt as in the mapping wins
            if text and (name == key or name not in texts):
                texts[name] = text
        return texts


def mapping_names() -> tuple[str, ...]:
    """The mappings that come with this package, sorted."""
    names = (file.name for file in (files(__package__) / "mappings").iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def read_mapping(name: str | Path, facts: Mapping[str, FactType]) -> TableMapping:
    """Read a mapping file, or one that comes with this package by its name."""
    name, path, shipped = str(name), Path(name), mapping_names()
    if name in shipped:
        path = Path(f"{name}.yaml")
        data = (files(__package__) / "mappings" / path.name).read_bytes()
        return mapping_in(data, path.name, name, facts)
    try:
        with path.open("rb") as stream:
            return mapping_in(stream.read(MAX_BYTES + 1), path.name, name, facts)
    except OSError as error:
        known = ", ".join(f"`{each}`" for each in shipped)
        expected, why = likely(name, shipped, f"a mapping file, or {known}"), reason(error)
        raise bad_input("no_mapping", expected, got=name, name=name, why=why) from None


def mapping_in(data: bytes, file: str, name: str, facts: Mapping[str, FactType]) -> TableMapping:
    """Read a mapping from the bytes of a file; errors use the names of the file and the mapping."""
    problems = Problems()
    form = check_form(MappingForm, read_yaml(data, file), problems)
    problems += () if form is None else _mistakes(form, facts)
    problems.raise_all()
    assert form is not None  # anything wrong has been raised
    return TableMapping(name, form, hashlib.sha256(data).hexdigest())


def _mistakes(form: MappingForm, facts: Mapping[str, FactType]) -> Iterator[RuleError]:
    for name, column in form.columns.items():
        if column.fact is None:
            for key in ("values", "unit", "end"):
                if getattr(column, key) is not None:
                    yield wrong("tells_no_fact", column.at(key), name=name, key=key)
        elif column.fact in facts:
            yield from _shape_of(column, facts[column.fact])
        else:
            yield _no_fact(column.fact, column.at("fact"), facts)
        yield from _values(column, "also", facts)
    yield from _values(form, "facts", facts)
    for words in form.words:
        if not (words.whole or words.other_than or words.words or words.parts):
            yield wrong("no_words_here", words.node.place)
        if not (words.sets or words.unsets):
            yield wrong("idle_words", words.node.place)
        yield from _values(words, "sets", facts)
        for number, fact in enumerate(words.unsets):
            if fact not in facts:
                unsets: Any = words.node.entries["unsets"]
                yield _no_fact(fact, unsets.items[number].place, facts)


def _no_fact(name: str, place: Place, facts: Mapping[str, FactType]) -> RuleError:
    return no_such("fact", name, place, facts, "a fact such as `vehicle.gvwr`")


def _shape_of(column: ColumnForm, fact: FactType) -> Iterator[RuleError]:
    for cell, place in _entries(column, "values"):
        yield from _value(fact, (column.values or {})[cell], place)
    if column.unit is not None and not has_unit(fact, column.unit):
        units = DIMENSIONS[fact.dimension].units if fact.dimension else ()
        expected = likely(column.unit, units, "a unit of it" if units else "no unit")
        yield wrong("no_unit_of", column.at("unit"), expected, fact=fact.name, unit=column.unit)
    if column.end is not None and fact.kind != "date":
        yield wrong("end_of_no_date", column.at("end"), fact=fact.name)


def has_unit(fact: FactType, unit: str) -> bool:
    """Whether a figure of a fact may have a unit, or be in a known currency."""
    try:
        Case.parse({fact.name: f"1 {unit}", RATE: 1})
    except InputError:
        return False
    return fact.dimension is not None


def _values(form: Form, key: str, facts: Mapping[str, FactType]) -> Iterator[RuleError]:
    for name, place in _entries(form, key):
        if name in facts:
            yield from _value(facts[name], getattr(form, key)[name], place)
        else:
            yield _no_fact(name, place, facts)


def _entries(form: Form, key: str) -> Iterator[tuple[str, Place]]:
    node = form.node.get(key)
    for name, value in node.entries.items() if isinstance(node, MapNode) else ():
        yield name, value.place


def _value(fact: FactType, value: Cell, place: Place) -> Iterator[RuleError]:
    """The error that a case with this value would raise, if any."""
    try:
        Case.parse({fact.name: [value] if fact.kind == "choices" else value})
    except InputError as error:
        yield RuleError(error.error, place, error.expected)


def _range(first: object, last: object) -> str:
    if first is not None and last is not None:
        return f"{first} ~ {last}"
    return f"{last} or earlier" if first is None else f"{first} or later"


def _literal(fact: str, cell: Cell) -> object:
    kind = fact_type(fact).kind
    return cell if kind == "bool" else [str(cell)] if kind == "choices" else str(cell)
