# SPDX-License-Identifier: Apache-2.0
"""Mapping files: what the columns of somebody's table mean, written down as data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from keiimport.errors import InputError, RuleError
from keiimport.facts.bounds import shown
from keiimport.facts.case import Case
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.files import MAX_BYTES
from keiimport.rulebook.grammar import Form
from keiimport.rulebook.problems import Problems, likely, no_such
from keiimport.rulebook.shapes import check_form
from keiimport.rulebook.yaml import MapNode, ScalarNode, Yaml, read_yaml

Word = Annotated[str, Field(min_length=1)]
Cell = bool | int | str
Needs = Literal["digit", "letter"]


class ColumnForm(Form):
    """What one column of the table says."""

    fact: Word | None = Field(
        None,
        description="the fact that it tells; of several columns for one fact the first that says "
        "something counts",
    )
    end: Literal["from", "to"] | None = Field(
        None, description="which end of a range of days it tells, where two columns make one"
    )
    nothing: list[str | int] = Field(
        [], description="cells that say nothing, in whatever case; an empty one never does"
    )
    needs: list[Needs] = Field(
        [], description="what a cell must hold to say anything: `digit`, `letter`"
    )
    values: dict[str, Cell] | None = Field(
        None, description="what each cell means; any other says nothing"
    )
    unit: Word | None = Field(None, description="the unit of a bare number")
    times: Word | None = Field(
        None, description="the parameter that numbers are multiplied with; unread without it"
    )
    also: dict[str, Cell] = Field({}, description="facts that hold wherever it says something")
    keep: bool = Field(False, description="whether it stands in the output too")


class WordsForm(Form):
    """Words that say something wherever they stand."""

    title: Word = Field(description="what the words say")
    columns: list[Word] = Field(min_length=1, description="the columns to look into")
    whole: list[str | int] = Field([], description="cells that are exactly this")
    other_than: list[str | int] = Field(
        [], description="cells that say something, and none of this"
    )
    words: list[str | int] = Field(
        [], description="whole words in Latin letters; in other scripts, text anywhere"
    )
    parts: list[str | int] = Field([], description="text anywhere, within words too")
    but_not: list[Word] = Field([], description="words that are passed over, told apart alike")
    sets: dict[str, Cell] = Field({}, description="the facts that they tell")
    unsets: list[Word] = Field([], description="the facts that are then not told")


class ParameterForm(Form):
    """A number that the caller gives."""

    title: Word = Field(description="what it is")


class MappingForm(Form):
    """A whole mapping file."""

    title: Word = Field(description="what table it is for")
    columns: dict[str, ColumnForm] = Field(min_length=1, description="the columns of the table")
    words: list[WordsForm] = Field([], description="words to look for")
    facts: dict[str, Cell] = Field({}, description="facts of every row")
    parameters: dict[str, ParameterForm] = Field({}, description="numbers that the caller gives")
    other_columns: Literal["keep", "leave_out", "refuse"] = Field(
        "keep", description="what becomes of columns that are not named here"
    )


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that was read and checked.

    Attributes:
        name: the file, or the name of one that comes with this package.
        form: what it says.
        digest: the SHA-256 of its bytes, in hexadecimal.
    """

    name: str
    form: MappingForm
    digest: str

    def parameters(self, given: Mapping[str, float]) -> dict[str, float]:
        """The parameters `given`, checked.

        Raises:
            InputError: when there is no such parameter, or it is no number above zero.
        """
        known = self.form.parameters
        for name, value in given.items():
            if name not in known:
                every = " or ".join(f"`{each}`" for each in known)
                raise InputError(
                    f"the mapping `{self.name}` has no parameter {shown(name)}",
                    at="parameter",
                    got=name,
                    expected=likely(name, known, every or "no parameter"),
                )
            if not 0 < value < float("inf"):
                raise InputError(
                    f"the parameter `{name}` is {value}",
                    at="parameter",
                    got=value,
                    expected="a number above zero",
                )
        return dict(given)


def mapping_names() -> tuple[str, ...]:
    """The mappings that come with this package, sorted."""
    names = (file.name for file in (files(__package__) / "mappings").iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def read_mapping(name: str | Path, facts: Mapping[str, FactType]) -> TableMapping:
    """Read a mapping file, or one that comes with this package by its name.

    Args:
        name: a file of YAML or JSON, or a name in `mapping_names`.
        facts: every fact that can be told, by its dotted name.

    Raises:
        InputError: there is no such mapping.
        RuleError: it cannot be a mapping; every mistake with its place.
    """
    text = str(name)
    data, file = _bytes_of(text)
    node = read_yaml(data, file)
    problems = Problems()
    form = check_form(MappingForm, node, problems)
    if form is not None and isinstance(node, MapNode):
        for error in _mistakes(form, node, facts):
            problems.add(error)
    problems.raise_all()
    assert form is not None  # anything wrong has been raised
    return TableMapping(text, form, hashlib.sha256(data).hexdigest())


def _bytes_of(name: str) -> tuple[bytes, str]:
    shipped = mapping_names()
    if name in shipped:
        file = f"{name}.yaml"
        return (files(__package__) / "mappings" / file).read_bytes(), file
    path = Path(name)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), path.name
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        known = ", ".join(f"`{each}`" for each in shipped)
        raise InputError(
            f"there is no mapping {shown(name)}: {reason}",
            at="mapping",
            got=name,
            expected=likely(name, shipped, f"a mapping file, or {known}"),
        ) from None


def _mistakes(
    form: MappingForm, node: MapNode, facts: Mapping[str, FactType]
) -> Iterator[RuleError]:
    """What is wrong with names, units and values, each at its place."""
    for name, column in form.columns.items():
        here = _under(node, "columns", name)
        if column.fact is None:
            for key in ("values", "unit", "times", "end"):
                if getattr(column, key) is not None:
                    said = f"`{name}` has `{key}` and tells no fact"
                    yield RuleError(said, _under(here, key).place, "`fact` beside it")
        elif column.fact in facts:
            yield from _shape_of(column, here, facts[column.fact])
        else:
            yield _no_fact(column.fact, _under(here, "fact"), facts)
        yield from _values(column.also, _under(here, "also"), facts)
        if column.times is not None and column.times not in form.parameters:
            at, expected = _under(here, "times").place, "a name under `parameters`"
            yield no_such("parameter", column.times, at, form.parameters, expected)
    yield from _values(form.facts, _under(node, "facts"), facts)
    for place, words in enumerate(form.words):
        here = _under(node, "words", place)
        if not (words.whole or words.other_than or words.words or words.parts):
            expected = "`whole`, `other_than`, `words` or `parts`"
            yield RuleError("no words stand here", here.place, expected)
        if not (words.sets or words.unsets):
            yield RuleError("these words do nothing", here.place, "`sets` or `unsets`")
        yield from _values(words.sets, _under(here, "sets"), facts)
        for number, fact in enumerate(words.unsets):
            if fact not in facts:
                yield _no_fact(fact, _under(here, "unsets", number), facts)


def _no_fact(name: str, node: Yaml, facts: Mapping[str, FactType]) -> RuleError:
    return no_such("fact", name, node.place, facts, "a fact such as `vehicle.gvwr`")


def _shape_of(column: ColumnForm, node: Yaml, fact: FactType) -> Iterator[RuleError]:
    for cell, value in (column.values or {}).items():
        yield from _value(fact, value, _under(node, "values", cell))
    units = DIMENSIONS[fact.dimension].units if fact.dimension else ()
    if column.unit is not None and column.unit not in units:
        said = f"`{fact.name}` is not given in {shown(column.unit)}"
        expected = likely(column.unit, units, "a unit of it" if units else "no unit")
        yield RuleError(said, _under(node, "unit").place, expected)
    if column.end is not None and fact.kind != "date":
        said = f"`{fact.name}` is no date, so it has no first and last day"
        yield RuleError(said, _under(node, "end").place, "`end` on a date")
    if column.times is not None and fact.kind != "number":
        said = f"`{fact.name}` is no number, so it cannot be multiplied"
        yield RuleError(said, _under(node, "times").place, "`times` on a number")


def _values(
    values: Mapping[str, Cell], node: Yaml, facts: Mapping[str, FactType]
) -> Iterator[RuleError]:
    for name, value in values.items():
        here = _under(node, name)
        if name in facts:
            yield from _value(facts[name], value, here)
        else:
            yield _no_fact(name, here, facts)


def _value(fact: FactType, value: Cell, node: Yaml) -> Iterator[RuleError]:
    """Whether a value may be told of a fact, as a case would be read."""
    try:
        Case.parse({fact.name: [value] if fact.kind == "choices" else value})
    except InputError as error:
        yield RuleError(error.error, node.place, error.expected)


def _under(node: Yaml, *keys: str | int) -> Yaml:
    """The node below `node`, or as far as the way goes."""
    for key in keys:
        below: Any = None
        if isinstance(node, MapNode):
            below = node.entries.get(str(key))
            if below is None and str(key) in node.keys:
                return ScalarNode(node.keys[str(key)], str(key))
        elif not isinstance(node, ScalarNode) and isinstance(key, int) and key < len(node.items):
            below = node.items[key]
        if below is None:
            return node
        node = below
    return node


def columns_read(form: MappingForm) -> dict[str, str]:
    """Every column that a mapping looks at, as it names them, by the name in lower case."""
    more = (name for words in form.words for name in words.columns)
    return {name.casefold(): name for name in (*form.columns, *more)}


def columns_found(form: MappingForm, columns: Iterable[str]) -> dict[str, list[str]]:
    """The columns of a table for each column that a mapping looks at, where there is one.

    Upper and lower case are one: feeds write `marka_name`, `MARKA_NAME` and `Marka_Name`. The
    column that is written as in the mapping comes first.
    """
    named = columns_read(form)
    found: dict[str, list[str]] = {}
    for column in columns:
        name = named.get(column.strip().casefold())
        if name is not None:
            found.setdefault(name, []).append(column)
    # the order of the keys of JSON Lines is that of whatever rows were read together
    return {name: sorted(each, key=lambda c: (c != name, c)) for name, each in found.items()}
