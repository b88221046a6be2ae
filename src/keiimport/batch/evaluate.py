# SPDX-License-Identifier: Apache-2.0
"""Chunk after chunk: rows read, made into facts, evaluated, and laid beside what is kept.

Nothing here looks from one row at another: what a table is like is learnt from its beginning,
once, and a row comes to the same wherever the table is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import polars as pl

from keiimport.batch.files import Chunk, read_parquet
from keiimport.batch.mapping import TableMapping, read_mapping
from keiimport.batch.options import Options
from keiimport.batch.rows import Row, frame_of, read_csv, read_json_lines, rows_of, with_unit
from keiimport.batch.summary import NEEDED, Answers
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts import headings
from keiimport.facts.bounds import shown
from keiimport.memory import Memory
from keiimport.rulebook.problems import likely
from keiimport.tables.columns import ERROR
from keiimport.tables.table import Table, check_process, no_such_column

LINE = "line"
LOOKED_AT = 20  # rows by which a column shows that it holds headlines
MOST_NOTES = 100  # keys of JSON Lines that are no facts and are told of by name
MOST_NAMES = 10_000  # names of columns that are remembered with the facts they tell


class Evaluator:
    """Answers for chunks of one table."""

    def __init__(
        self, options: Options, engine: Engine | None = None, mapping: TableMapping | None = None
    ) -> None:
        check_process()
        self.options = options
        self.engine = engine or Engine(
            options.rules, options.engine, options.scenarios, options.overlays
        )
        self.mapping = mapping
        if options.mapping is not None and mapping is None:
            facts = headings.told_facts(
                standard.number for standard in self.engine.rulebook.standards
            )
            self.mapping = read_mapping(options.mapping, facts, options.parameters)
        elif options.mapping is None and options.parameters:
            raise InputError("a parameter is for a mapping", at="parameter", expected="`--mapping`")
        # each row of JSON Lines has keys of its own
        self._by_lines = options.input_format == "jsonl"
        self._columns: Sequence[str] = ()
        self._separator = ","
        self._headlines: frozenset[str] = frozenset()
        self._others: Mapping[str, tuple[str, str]] = {}
        self._others_of: Memory[tuple[str, ...], Mapping[str, tuple[str, str]]]
        self._others_of = Memory(MOST_NAMES)
        self._aside: list[str] = []
        self._meanings: Memory[str, str] = Memory(MOST_NAMES)
        self.outputs: tuple[str, ...] | None = None
        if options.columns is not None:
            known = tuple(self._table.schema)
            for name in options.columns:
                if name not in known:
                    raise no_such_column(name, known, "columns")
            # what nobody asks for is not worked out: days take longest
            more = NEEDED if options.summary else ()
            self.outputs = tuple(dict.fromkeys([*options.columns, *more]))
        self.kept: dict[str, pl.DataType] = {}

    def knows(self, column: str) -> bool:
        """Whether a column of this name would be read or handed through."""
        return column in self.options.id or self._meaning(column) != ""

    def _reads(self, column: str) -> bool:
        """Whether a column of this name is read, by whatever name."""
        return self.knows(column) or column in self._others

    def _meaning(self, column: str) -> str:
        """The fact that a column tells, or what the mapping calls it; empty for any other."""
        return self._meanings.recall(column, lambda: self._meant(column))

    def _meant(self, column: str) -> str:
        if self.mapping is not None:
            return self.mapping.name_of(column) or ""
        if column in self._others and not self._by_lines:
            return self._others[column][0]
        could = headings.facts_named(column)
        return could[0] if len(could) == 1 and column not in self._headlines else ""

    def begin(self, columns: Sequence[str] | None, separator: str, first: Chunk) -> None:
        """Learn from the beginning of a table what is handed through, and what is no fact."""
        self._columns, self._separator = columns or (), separator
        if first.parquet:
            table = read_parquet(first)
            self._learn(table.schema, rows_of(table))
            return
        rows = [*islice((row for row in self._rows(first) if row.error is None), LOOKED_AT)]
        names = dict.fromkeys(name for row in rows for name in row.told)
        text: pl.DataType = pl.Object() if self._by_lines else pl.String()
        self._learn(dict.fromkeys(columns or names, text), rows)

    def _learn(self, types: Mapping[str, pl.DataType], rows: Iterable[Row]) -> None:
        vocabulary = self.engine.rulebook.vocabulary.values()
        if self.mapping is None:
            self._others = headings.other_names(types, vocabulary)
            self._meanings.clear()
        # a run that has no column of a fact, or an unclear one, stops before it begins
        kept = self._kept_of(tuple(types))
        if self.mapping is None and any(name not in kept for name in types):
            begin = [*islice(rows, LOOKED_AT)]
            try:
                read = headings.read_headings(
                    types, kept, others=self._others, vocabulary=vocabulary
                )
            except InputError as error:
                raise _nested(begin) or error from None
            self._headlines = frozenset(
                name
                for name, fact in read.facts.items()
                if name != fact and _holds_headlines(fact, [row.told.get(name) for row in begin])
            )
            self._meanings.clear()
            self._aside = [
                *(headings.read_as(name, *meant) for name, meant in self._others.items()),
                *read.aside.values(),
                *map(_why_aside, self._headlines),
            ]
        self.kept = {name: types.get(name, pl.Object()) for name in kept}
        for name, dtype in self.kept.items():
            if dtype == pl.Null:
                self.kept[name] = pl.String()
            if name == LINE or name in self._table.schema:
                said = f"the column `{name}` would stand twice in the output"
                raise InputError(said, at=name, expected="another name for it in the input")

    def _kept_of(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns that are handed through, in order."""
        keep, others = self.options.id, self.options.pass_through
        for name in () if self._by_lines else keep:
            if name not in columns:
                said = f"there is no column {shown(name)} to keep"
                expected = likely(name, columns, "a column of the table")
                raise InputError(said, at="id", got=name, expected=expected)
        marked: set[str] = set()
        if self.mapping is not None:
            form = self.mapping.form
            found = {name: form.columns.get(self._meaning(name)) for name in columns}
            if not any(found.values()):
                such = ", ".join(f"`{name}`" for name in list(form.columns)[:4])
                said = f"none of the columns of the mapping `{self.mapping.name}` is in the table"
                raise InputError(said, at="mapping", expected=f"a column such as {such}")
            for name in () if self._by_lines else columns:
                self._check_known(name)
            if not keep:
                marked = {name for name, each in found.items() if each is not None and each.keep}
                others = others or form.other_columns == "keep"
        kept = (
            name
            for name in columns
            if name in keep or name in marked or (others and not self._reads(name))
        )
        return tuple(dict.fromkeys([*keep, *kept])) if self._by_lines else tuple(kept)

    def _check_known(self, column: str) -> None:
        """Refuse a column that the mapping does not know, where it says so."""
        mapping = self.mapping
        if mapping is None or mapping.form.other_columns != "refuse":
            return
        if not self.options.pass_through and not self.knows(column):
            said = f"the mapping `{mapping.name}` does not know the column {shown(column)}"
            expected = likely(column, mapping.form.columns, "the columns of the mapping")
            raise InputError(said, at=column, got=column, expected=expected)

    def answers(self, chunk: Chunk) -> Answers:
        """A row of answers for each row of a chunk."""
        if chunk.parquet:
            return self._in_table(read_parquet(chunk), chunk.line)
        rows = [*self._rows(chunk)]
        kept = [
            pl.Series(name, [row.told.get(name) for row in rows], dtype=dtype)
            for name, dtype in self.kept.items()
        ]
        return self._answers(rows, pl.DataFrame(kept))

    def of_table(self, table: pl.DataFrame) -> Answers:
        """A row of answers for each row of a table, beside what is handed through."""
        self._learn(table.schema, rows_of(table))
        found = self._in_table(table, 1)
        return found._replace(table=found.table.drop(LINE))

    def _in_table(self, table: pl.DataFrame, line: int) -> Answers:
        kept = pl.DataFrame([table[name].cast(dtype) for name, dtype in self.kept.items()])
        read = table.select(name for name in table.columns if self._meaning(name))
        return self._answers([*rows_of(read, line)], kept)

    def _rows(self, chunk: Chunk) -> Iterator[Row]:
        if self._by_lines:
            return read_json_lines(chunk.texts, None if self.mapping is None else self.options.id)
        return read_csv(chunk.texts, self._columns, self._separator)

    def _answers(self, rows: Sequence[Row], kept: pl.DataFrame) -> Answers:
        notes: dict[str, str] = {}
        facts: list[dict[str, object]] = []
        errors: list[str | None] = []
        places: list[int | None] = []
        for row in rows:
            error, place = row.error, None
            try:
                if error is None:
                    facts.append(self._facts_of(row.told, notes))
                    place = len(facts) - 1
            except InputError as wrong:
                error = wrong.sentence()
            errors.append(error)
            places.append(place)
        before = self._table.aside.copy()
        found = self._table.answers(frame_of(facts))
        assert isinstance(found, pl.DataFrame)  # as the rows are
        # rows that could not be read stand empty between the others
        found = found[pl.Series(places, dtype=pl.UInt32)]
        error_of = pl.coalesce(pl.Series(errors, dtype=pl.String), pl.col(ERROR))
        found = found.with_columns(error_of.alias(ERROR))
        answered = pl.when(pl.col(ERROR).is_null()).then(pl.exclude(ERROR)).name.keep()
        lines = pl.DataFrame({LINE: pl.Series([row.line for row in rows], dtype=pl.Int64)})
        table = pl.concat([lines, kept, found.with_columns(answered)], how="horizontal")
        said = [*notes.values()] if self._by_lines else self._aside
        return Answers(table, said, self._table.aside - before)

    def empty(self) -> pl.DataFrame:
        """The columns of the output, without rows."""
        return pl.DataFrame(schema={LINE: pl.Int64(), **self.kept, **self._table.schema})

    def _facts_of(self, told: Mapping[str, object], notes: dict[str, str]) -> dict[str, object]:
        """The facts that a row tells, unless it is unclear which."""
        if self._by_lines:
            self._look_at_keys(told, notes)
        found: dict[str, object] = {}
        if self.mapping is not None:
            found = self.mapping.facts(told)
        else:
            keys: dict[str, str] = {}
            others = self._others_among(told)
            for key, value in told.items():
                fact = others[key][0] if key in others else self._meaning(key)
                if value is None or key in self.kept or not fact:
                    continue
                if fact in keys:
                    said = f"the columns {shown(keys[fact])} and {shown(key)} both tell `{fact}`"
                    raise InputError(said, at=fact, expected="one column for each fact")
                keys[fact] = key
                value = value.isoformat()[:10] if isinstance(value, date) else value
                found[fact] = with_unit(value, others.get(key, ("", ""))[1])
        if self.options.entry_date is not None:
            found.setdefault("entry.date", self.options.entry_date.isoformat())
        return found

    def _others_among(self, told: Mapping[str, object]) -> Mapping[str, tuple[str, str]]:
        """What columns of other names tell; each row of JSON Lines has keys of its own."""
        if not self._by_lines or self.mapping is not None:
            return self._others
        names = tuple(told)
        vocabulary = self.engine.rulebook.vocabulary.values()
        return self._others_of.recall(names, lambda: headings.other_names(names, vocabulary))

    def _look_at_keys(self, told: Mapping[str, object], notes: dict[str, str]) -> None:
        """Refuse or note the keys of a row of JSON Lines that tell nothing."""
        unclear: InputError | None = None
        dated = False
        others = self._others_among(told)
        for key, value in told.items():
            if value is None or key in self.kept:
                continue
            dated = dated or self._meaning(key) in headings.DATED
            if key in others:
                dated = dated or others[key][0] in headings.DATED
                if key not in notes and len(notes) < MOST_NOTES:
                    notes[key] = headings.read_as(key, *others[key])
                continue
            if self.knows(key):
                continue
            self._check_known(key)
            if self.mapping is None:
                unclear = unclear or headings.unclear_day(key)
                if key not in notes and len(notes) < MOST_NOTES:
                    notes[key] = _why_aside(key)
        if unclear and not dated:
            raise unclear

    @property
    def _table(self) -> Table:
        options = self.options
        return self.engine.table(
            outputs=self.outputs,
            reasons=options.reasons,
            as_of=options.as_of,
            strict=options.strict,
            today=options.today,
            state=options.state,
        )


def _holds_headlines(fact: str, cells: Iterable[object]) -> bool:
    told = [cell for cell in cells if cell is not None]
    texts = [cell for cell in told if isinstance(cell, str)]
    return len(texts) == len(told) and headings.is_headline(fact, texts)


def _nested(rows: Iterable[Row]) -> InputError | None:
    """The error of a table of objects within objects that are no sections of a case, if it is."""
    for row in rows:
        for name, value in row.told.items():
            if isinstance(value, dict) and value:
                said = f"{shown(name)} holds an object, and is no part of a case"
                expected = f"`--mapping` with columns such as `{name}.{next(iter(value))}`"
                return InputError(said, at=name, expected=expected)
    return None


def _why_aside(column: str) -> str:
    """Why a column is set aside that is no fact, or holds headlines."""
    try:
        fact = headings.fact_named(column)
    except InputError as error:
        return headings.aside_words(error)
    return (
        f"the cells of the column {shown(column)} are none of the words of `{fact}`: the column "
        "is set aside"
    )
