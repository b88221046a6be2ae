# SPDX-License-Identifier: Apache-2.0
"""Chunk after chunk: rows read, made into facts, evaluated, and laid beside what is kept.

Nothing here looks from one row at another: what a table is like is learnt from its beginning,
once, and a row comes to the same wherever the table is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from keiimport.batch.cells import (
    Rows,
    as_text,
    cell_text,
    column,
    either,
    frame_of,
    nothing,
    numbered,
    row_error,
)
from keiimport.batch.csv_rows import read_csv
from keiimport.batch.files import Chunk, read_parquet
from keiimport.batch.json_rows import JsonRow, read_json_lines
from keiimport.batch.mapping import TableMapping, columns_found, columns_read, read_mapping
from keiimport.batch.options import Options
from keiimport.batch.summary import NEEDED, Answers
from keiimport.batch.transform import Transform
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.headings import (
    DATED,
    aside_words,
    fact_named,
    facts_named,
    is_headline,
    read_headings,
    told_facts,
    unclear_day,
)
from keiimport.rulebook.problems import likely
from keiimport.tables.columns import ERROR
from keiimport.tables.table import Table, check_process, no_such_column

LINE = "line"
LOOKED_AT = 20
"""Different cells by which a column shows that it holds headlines."""

MOST_NOTES = 100
"""Keys of JSON Lines that are no facts and are told of by name."""


@dataclass(slots=True)
class Told:
    """What the rows of one chunk tell.

    Attributes:
        kept: the columns that are handed through.
        facts: a column for each fact.
        errors: a sentence for each row that cannot be read, and null for the others.
        notes: what to tell people of the columns.
        lines: where each row stands; None for a table in memory.
    """

    kept: pl.DataFrame
    facts: pl.DataFrame
    errors: pl.Series
    notes: Iterable[str] = ()
    lines: pl.Series | None = None


class Evaluator:
    """Answers for chunks of one table.

    Attributes:
        engine: the rules.
        mapping: what the columns mean, or None where they are named like facts.
        kept: the columns that are handed through, with their types; none before `begin`.

    Raises:
        InputError: when the columns asked for cannot be.
        RuleError: when the rules or the mapping cannot be read.
    """

    def __init__(
        self, options: Options, engine: Engine | None = None, mapping: TableMapping | None = None
    ) -> None:
        check_process()
        self.options = options
        rules = None if options.rules is None else Path(options.rules)
        self.engine = engine or Engine(
            rules, options.engine, scenarios=options.scenarios, overlays=options.overlays
        )
        self.mapping = mapping
        self._transform: Transform | None = None
        if options.mapping is not None:
            if self.mapping is None:
                standards = (standard.number for standard in self.engine.rulebook.standards)
                self.mapping = read_mapping(options.mapping, told_facts(standards))
            self._transform = Transform(self.mapping, options.parameters)
            self._mapped = columns_read(self.mapping.form)
        elif options.parameters:
            raise InputError("a parameter is for a mapping", at="parameter", expected="`--mapping`")
        self._columns: tuple[str, ...] | None = None
        self._separator = ","
        self._headlines: frozenset[str] = frozenset()
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
        if column in self.options.id:
            return True
        if self.mapping is not None:
            return column.strip().casefold() in self._mapped
        return len(facts_named(column)) == 1

    def begin(self, columns: Sequence[str] | None, separator: str, first: Chunk) -> None:
        """Learn from the beginning of a table what is handed through, and what is no fact.

        Args:
            columns: its columns; None for JSON Lines, where each row has its own.
            separator: what stands between two cells of CSV.
            first: its first rows.

        Raises:
            InputError: when the columns cannot be understood, or one would stand twice.
        """
        self._columns = None if columns is None else tuple(columns)
        self._separator = separator
        if self._by_lines:
            rows = [told for _, told, error in self._json_rows(first) if error is None]
            self._learn(frame_of(rows[:LOOKED_AT]))
        else:
            self._learn(self._rows(first).table)

    @property
    def _by_lines(self) -> bool:
        """Whether it is JSON Lines, of which each row has keys of its own."""
        return self.options.input_format == "jsonl"

    def _learn(self, table: pl.DataFrame) -> None:
        # a run that has no column of a fact, or an unclear one, stops before it begins
        kept = self._kept_of(table.columns)
        if self.mapping is None and any(name not in kept for name in table.columns):
            headings = read_headings(table.columns, kept)
            self._headlines = frozenset(
                name
                for name, fact in headings.facts.items()
                if name != fact and _holds_headlines(fact, table[name])
            )
        types = {n: pl.String() if dtype == pl.Null else dtype for n, dtype in table.schema.items()}
        if self._by_lines:
            # each of its values has a type of its own
            kept = tuple(dict.fromkeys([*self.options.id, *kept]))
            types = dict.fromkeys(kept, pl.Object())
        self.kept = {name: types[name] for name in kept}
        for name in self.kept:
            if name == LINE or name in self._table.schema:
                raise InputError(
                    f"the column `{name}` would stand twice in the output",
                    at=name,
                    expected="another name for it in the input",
                )

    def _kept_of(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns that are handed through, in order."""
        keep, others = self.options.id, self.options.pass_through
        for name in keep:
            if name not in columns and not self._by_lines:
                raise InputError(
                    f"there is no column {shown(name)} to keep",
                    at="id",
                    got=name,
                    expected=likely(name, columns, "a column of the table"),
                )
        marked: set[str] = set()
        if self.mapping is not None:
            form, found = self.mapping.form, columns_found(self.mapping.form, columns)
            if not found.keys() & form.columns.keys():
                such = ", ".join(f"`{name}`" for name in list(form.columns)[:4])
                raise InputError(
                    f"none of the columns of the mapping `{self.mapping.name}` is in the table",
                    at="mapping",
                    expected=f"a column such as {such}",
                )
            if self._columns is not None:
                for name in columns:
                    if (refusal := self._refusal(name)) is not None:
                        raise refusal
            if not keep:
                told = (found.get(name, ()) for name, each in form.columns.items() if each.keep)
                marked.update(*told)
                others = others or form.other_columns == "keep"
        return tuple(
            name
            for name in columns
            if name in keep or name in marked or (others and not self.knows(name))
        )

    def _refusal(self, column: str) -> InputError | None:
        """The error for a column that the mapping does not know and refuses."""
        mapping = self.mapping
        if mapping is None or mapping.form.other_columns != "refuse":
            return None
        if self.options.pass_through or self.knows(column):
            return None
        return InputError(
            f"the mapping `{mapping.name}` does not know the column {shown(column)}",
            at=column,
            got=column,
            expected=likely(column, mapping.form.columns, "the columns of the mapping"),
        )

    def read(self, chunk: Chunk) -> Told:
        """What the rows of a chunk tell.

        Raises:
            InputError: when a Parquet file is damaged there.
        """
        if self._by_lines:
            return self._told_by_keys(list(self._json_rows(chunk)))
        rows = self._rows(chunk)
        told = self._told(rows.table)
        told.lines, told.errors = rows.lines, either(rows.errors, told.errors)
        return told

    def _rows(self, chunk: Chunk) -> Rows:
        if chunk.text is None:
            return read_parquet(chunk)
        assert self._columns is not None  # CSV has a header
        if chunk.too_long:
            table = pl.DataFrame({name: nothing(1) for name in self._columns})
            return Rows(numbered(chunk.line, 1), table, pl.Series([_too_long(chunk)]))
        return read_csv(chunk.text, chunk.line, self._columns, self._separator)

    def _json_rows(self, chunk: Chunk) -> Iterable[JsonRow]:
        if chunk.too_long:
            return [(chunk.line, {}, _too_long(chunk))]
        assert chunk.text is not None  # it is no Parquet file
        return read_json_lines(chunk.text, chunk.line, nests=self._transform is None)

    def answers(self, told: Told) -> Answers:
        """A row of answers for each row of a chunk."""
        days = [n for n, dtype in told.facts.schema.items() if dtype.is_temporal()]
        before = self._table.aside.copy()
        found = self._evaluate(told.facts.with_columns(as_text(told.facts.select(days))))
        errors = either(told.errors, found[ERROR])
        answered = pl.when(pl.lit(errors.is_null())).then(pl.exclude(ERROR)).name.keep()
        found = found.with_columns(answered, errors.alias(ERROR))
        lines = [] if told.lines is None else [pl.DataFrame({LINE: told.lines})]
        table = pl.concat([*lines, told.kept, found], how="horizontal")
        return Answers(table, list(told.notes), self._table.aside - before)

    def of_table(self, table: pl.DataFrame) -> Answers:
        """A row of answers for each row of a table, beside what is handed through.

        Raises:
            InputError: when its columns cannot be understood.
        """
        self._columns = tuple(table.columns)
        self._learn(table)
        return self.answers(self._told(table))

    def empty(self) -> pl.DataFrame:
        """The columns of the output, without rows."""
        return pl.DataFrame(schema={LINE: pl.Int64(), **self.kept, **self._table.schema})

    def _told(self, table: pl.DataFrame) -> Told:
        kept = pl.DataFrame([table[name].cast(dtype) for name, dtype in self.kept.items()])
        errors = nothing(table.height)
        if self._transform is not None:
            return Told(kept, self._transform.facts(table), errors)
        headings = read_headings(table.columns, self.kept, alone=False)
        columns: dict[str, list[str]] = {}
        for name, fact in headings.facts.items():
            if name not in self._headlines:
                columns.setdefault(fact, []).append(name)
        facts: list[pl.Series] = []
        for fact, names in columns.items():
            each = table.select(names)
            if len(names) > 1:
                told = pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int64)) > 1
                twice = each.select(pl.when(told).then(pl.lit(_twice(fact, names)))).to_series()
                errors = either(errors, twice)
                each = as_text(each).select(pl.coalesce(names).alias(names[0]))
            facts.append(each.to_series().alias(fact))
        notes = [*headings.aside.values(), *map(_why_aside, self._headlines)]
        return Told(kept, pl.DataFrame(facts or None, height=table.height), errors, notes)

    def _told_by_keys(self, rows: Sequence[JsonRow]) -> Told:
        """What rows of JSON Lines tell, each by its own keys."""
        notes: dict[str, str] = {}
        facts: list[dict[str, object]] = []
        errors: list[str | None] = []
        for _, told, error in rows:
            facts.append({})
            errors.append(self._tell(facts[-1], told, notes) if error is None else error)
        kept = [
            pl.Series(name, [told.get(name) for _, told, _ in rows], dtype=pl.Object)
            for name in self.kept
        ]
        table = frame_of(facts)
        return Told(
            pl.DataFrame(kept),
            table if self._transform is None else self._transform.facts(table),
            pl.Series(errors, dtype=pl.String),
            notes.values(),
            pl.Series([line for line, _, _ in rows], dtype=pl.Int64),
        )

    def _tell(
        self, found: dict[str, object], told: Mapping[str, object], notes: dict[str, str]
    ) -> str | None:
        """Take the facts of one row of JSON Lines out of its keys; why that cannot be."""
        keys: dict[str, str] = {}
        unclear: InputError | None = None
        for key, value in told.items():
            if value is None or key in self.kept:
                continue
            if key in self._headlines or not self.knows(key):
                if (refusal := self._refusal(key)) is not None:
                    return refusal.sentence()
                if self.mapping is None:
                    unclear = unclear or unclear_day(key)
                    if key not in notes and len(notes) < MOST_NOTES:
                        notes[key] = _why_aside(key)
                continue
            fact = fact_named(key) if self.mapping is None else key
            if fact in keys:
                return _twice(fact, [keys[fact], key])
            keys[fact] = key
            found[fact] = value if self.mapping is None else cell_text(value)
        return unclear.sentence() if unclear and not DATED.intersection(keys) else None

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

    def _evaluate(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self.options.entry_date is not None:
            day = self.options.entry_date.isoformat()
            told = rows.get_column("entry.date", default=nothing(rows.height)).to_list()
            cells = [day if cell is None else cell for cell in told]
            rows = rows.with_columns(column("entry.date", cells))
        answers = self._table.answers(rows)
        assert isinstance(answers, pl.DataFrame)  # as the rows are
        return answers


def _holds_headlines(fact: str, cells: pl.Series) -> bool:
    if cells.dtype != pl.String:
        return False
    texts = cells.head(LOOKED_AT).drop_nulls().unique(maintain_order=True)
    return is_headline(fact, texts.to_list())


def _too_long(chunk: Chunk) -> str:
    return row_error(chunk.line, "the row is longer than 1 MiB", "at most 1 MiB for one")


def _why_aside(column: str) -> str:
    """Why a column is set aside that is no fact, or holds headlines."""
    try:
        fact = fact_named(column)
    except InputError as error:
        return aside_words(error)
    return (
        f"the cells of the column {shown(column)} are none of the words of `{fact}`: the column "
        "is set aside"
    )


def _twice(fact: str, names: Iterable[str]) -> str:
    words = " and ".join(shown(name) for name in names)
    return f"{fact}: the columns {words} both tell `{fact}`; expected one column for each fact"
