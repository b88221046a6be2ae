# SPDX-License-Identifier: Apache-2.0
"""A mapping at work: the columns of somebody's table made into facts, a column at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

import polars as pl

from keiimport.batch.cells import as_text
from keiimport.batch.mapping import Cell, ColumnForm, TableMapping, WordsForm, columns_found
from keiimport.facts.headings import fact_type
from keiimport.facts.units import DIMENSIONS

_NEEDS = {"digit": r"[0-9]", "letter": r"\p{L}"}
_NUMBER = r"^[0-9][0-9,]*(?:\.[0-9]+)?$"
_BESIDE = r"[,\s]|^(?:¥|JPY)|(?:円|JPY|yen)$"
"""What stands in or beside a figure that is multiplied."""
_UNTOLD = pl.lit(None, dtype=pl.String)


class Transform:
    """Makes the facts of each row out of the columns of a table."""

    def __init__(self, mapping: TableMapping, parameters: Mapping[str, float]) -> None:
        self._form = mapping.form
        self._parameters = mapping.parameters(parameters)

    def facts(self, table: pl.DataFrame) -> pl.DataFrame:
        """A column for each fact that is told, by its dotted name."""
        present = columns_found(self._form, table.columns)
        found = as_text(table.select(column for each in present.values() for column in each))
        empty = pl.DataFrame(height=table.height)
        text = empty.with_columns(
            found.select(
                pl.coalesce(columns).str.normalize("NFKC").alias(name)
                for name, columns in present.items()
            )
        )
        told: dict[str, pl.Expr] = {}
        ends: dict[str, dict[str, pl.Expr]] = {}
        for name, column in self._form.columns.items():
            if name not in present:
                continue
            says = _says(name, column)
            if column.fact is not None:
                value = self._value(column, pl.when(says).then(pl.col(name)))
                if value is not None and column.end is not None:
                    ends.setdefault(column.fact, {})[column.end] = value
                elif value is not None:
                    _tell(told, column.fact, value)
            for fact, cell in column.also.items():
                _tell(told, fact, pl.when(says).then(_literal(fact, cell)))
        for fact, each in ends.items():
            _tell(told, fact, _range(each.get("from", _UNTOLD), each.get("to", _UNTOLD)))
        for fact, cell in self._form.facts.items():
            _tell(told, fact, _literal(fact, cell))
        hits = {f"#{n}": _hit(words, present) for n, words in enumerate(self._form.words)}
        text = text.with_columns(**hits)
        for number, words in enumerate(self._form.words):
            _use_words(told, words, pl.col(f"#{number}"))
        return text.with_columns(**told).select(*told) if told else empty

    def _value(self, column: ColumnForm, cell: pl.Expr) -> pl.Expr | None:
        """What a cell says of the fact; None where it is not read at all."""
        assert column.fact is not None
        fact = fact_type(column.fact)
        if column.times is not None:
            factor = self._parameters.get(column.times)
            if factor is None:
                return None
            number = cell.str.replace_all(_BESIDE, "").cast(pl.Float64, strict=False)
            product = (number * factor).round(2).cast(pl.String)
            return pl.coalesce(product, cell)
        if column.values is not None:
            values = {_plain(key): value for key, value in column.values.items()}
            return cell.str.to_lowercase().replace_strict(
                values,
                default=None,
                return_dtype=pl.Boolean if fact.kind == "bool" else pl.String,
            )
        if column.unit is not None and column.unit != DIMENSIONS[fact.dimension or ""].base:
            bare = cell.str.contains(_NUMBER)
            return pl.when(bare).then(cell + pl.lit(f" {column.unit}")).otherwise(cell)
        return cell


def _says(name: str, column: ColumnForm) -> pl.Expr:
    cell = pl.col(name)
    says = cell.is_not_null()
    if column.nothing:
        says &= ~cell.str.to_lowercase().is_in([_plain(word) for word in column.nothing])
    if column.values is not None:
        says &= cell.str.to_lowercase().is_in([_plain(word) for word in column.values])
    for need in column.needs:
        says &= cell.str.contains(_NEEDS[need])
    return says


def _range(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """A range of days from its two ends, either of which may be missing."""
    return (
        pl.when(first.is_not_null() & last.is_not_null())
        .then(pl.concat_str(first, pl.lit(" ~ "), last))
        .when(first.is_not_null())
        .then(first + pl.lit(" or later"))
        .otherwise(last + pl.lit(" or earlier"))
    )


def _tell(told: dict[str, pl.Expr], fact: str, value: pl.Expr) -> None:
    told[fact] = pl.coalesce(told[fact], value) if fact in told else value


def _literal(fact: str, cell: Cell) -> pl.Expr:
    match fact_type(fact).kind:
        case "bool":
            return pl.lit(cell, dtype=pl.Boolean)
        case "choices":
            return pl.lit([str(cell)], dtype=pl.List(pl.String))
    return pl.lit(str(cell), dtype=pl.String)


def _use_words(told: dict[str, pl.Expr], words: WordsForm, hit: pl.Expr) -> None:
    for fact, cell in words.sets.items():
        value = pl.when(hit).then(_literal(fact, cell))
        told[fact] = value.otherwise(told[fact]) if fact in told else value
    for fact in words.unsets:
        if fact in told:
            told[fact] = pl.when(~hit).then(told[fact])


def _hit(words: WordsForm, present: Iterable[str]) -> pl.Expr:
    found = []
    for name in words.columns:
        if name not in present:
            continue
        # what joins words in codes parts them here
        cell = pl.col(name).str.to_lowercase().str.replace_all("_", " ", literal=True)
        if words.but_not:
            # the longest first: a longer text may begin with a shorter one
            denied = sorted(map(_plain, words.but_not), key=len, reverse=True)
            cell = cell.str.replace_all("|".join(map(_word, denied)), " ")
        if words.other_than:
            said = cell.str.strip_chars()
            usual = [_plain(word) for word in words.other_than]
            found.append((said != "") & ~said.is_in(usual))
        if words.whole:
            found.append(cell.str.strip_chars().is_in([_plain(word) for word in words.whole]))
        pattern = "|".join(
            [_word(_plain(word)) for word in words.words]
            + [re.escape(_plain(part)) for part in words.parts]
        )
        if pattern:
            found.append(cell.str.contains(pattern))
    return reduce(or_, (each.fill_null(False) for each in found), pl.lit(False))


def _word(word: str) -> str:
    """A pattern for a word: whole in Latin letters, anywhere in other scripts."""
    edge = r"(?-u:\b)"
    start = edge if re.match(r"[a-z0-9]", word) else ""
    end = edge if re.search(r"[a-z0-9]$", word) else ""
    return start + re.escape(word) + end


def _plain(word: str | int) -> str:
    return unicodedata.normalize("NFKC", str(word)).lower()
