# SPDX-License-Identifier: Apache-2.0
"""Evaluating a table chunk by chunk, once its first rows have shown what its columns mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import polars as pl

from keiimport.batch.columns import LOOKED_AT, Columns
from keiimport.batch.files import Chunk, read_parquet
from keiimport.batch.mapping import TableMapping, read_mapping
from keiimport.batch.options import Options
from keiimport.batch.rows import Row, read_csv, read_json_lines, rows_of
from keiimport.batch.summary import NEEDED, Summary
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.headings import told_facts
from keiimport.facts.problems import bad_input, shown
from keiimport.rulebook.arguments import called
from keiimport.tables.columns import ERROR
from keiimport.tables.table import Table, check_process

LINE = "line"
WARNINGS = "warnings"


class Answers(NamedTuple):
    """A row of answers for each row of a chunk, and what they come to."""

    table: pl.DataFrame
    summary: Summary


def _in_column(error: str, above: Mapping[str, str]) -> str:
    """The sentence of an error with the heading of its column in place of the fact."""
    fact, _, said = error.partition(": ")
    name = above.get(fact, fact)
    return error if name in fact else f"column {shown(name)}: {said}"


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
            numbers = (standard.number for standard in self.engine.rulebook.standards)
            self.mapping = read_mapping(options.mapping, told_facts(numbers))
        self.columns = Columns(options, self.engine, self.mapping)
        self.outputs: tuple[str, ...] | None = None
        self._for_summary: list[str] = []  # columns that only the summary needs
        if options.columns is not None:
            known = self._table.schema
            for name in options.columns:
                called(name, known, "column of answers", "columns")
            # nothing else is worked out: days take longest
            if options.summary:
                self._for_summary = [n for n in NEEDED if n not in (*options.columns, ERROR)]
            self.outputs = (*options.columns, *self._for_summary)

    def begin(self, first: Chunk) -> None:
        """Learn what the columns mean from the first rows of a table."""
        if first.parquet:
            table = read_parquet(first)
            self._learn(table.schema, rows_of(table))
            return
        rows = [*islice((row for row in self.rows(first) if row.error is None), LOOKED_AT)]
        found = dict.fromkeys(name for row in rows for name in row.told)
        text: pl.DataType = pl.Object() if self.columns.by_lines else pl.String()
        self._learn(dict.fromkeys(first.columns or found, text), rows)

    def _learn(self, types: Mapping[str, pl.DataType], rows: Iterable[Row]) -> None:
        self.columns.learn(types, rows)
        for name in self.columns.kept:
            if name == LINE or name in self._table.schema:
                raise bad_input("twice_in_output", at=name, name=name)

    def answers(self, chunk: Chunk) -> Answers:
        """A row of answers for each row of a chunk."""
        if chunk.parquet:
            return self._in_table(read_parquet(chunk), chunk.line)
        rows = [*self.rows(chunk)]
        kept = [
            pl.Series(name, [row.told.get(name) for row in rows], dtype=dtype)
            for name, dtype in self.columns.kept.items()
        ]
        return self._answers(rows, pl.DataFrame(kept))

    def of_table(self, table: pl.DataFrame) -> Answers:
        """A row of answers for each row of a table, beside the columns passed through."""
        self._learn(table.schema, rows_of(table))
        found = self._in_table(table, 1)
        return found._replace(table=found.table.drop(LINE))

    def _in_table(self, table: pl.DataFrame, line: int) -> Answers:
        kept = [table[name].cast(dtype) for name, dtype in self.columns.kept.items()]
        read = table.select(self.columns.are_read(table.columns))
        return self._answers([*rows_of(read, line)], pl.DataFrame(kept))

    def rows(self, chunk: Chunk) -> Iterator[Row]:
        """The rows of a chunk of text."""
        if self.columns.by_lines:
            return read_json_lines(chunk.texts, None if self.mapping is None else self.options.id)
        return read_csv(chunk.texts, chunk.columns, chunk.separator)

    def _answers(self, rows: Sequence[Row], kept: pl.DataFrame) -> Answers:
        notes: dict[str, str] = {}
        facts: list[Mapping[str, object]] = []
        remarks: list[list[str]] = []
        errors = [row.error for row in rows]
        places: list[int | None] = [None] * len(rows)
        for number, row in enumerate(rows):
            if row.error is None:
                try:
                    told, said = self.columns.told(row.told, notes)
                except InputError as error:
                    errors[number] = error.sentence()
                else:
                    places[number] = len(facts)
                    facts.append(told)
                    remarks.append(said)
        before = self._table.aside.copy()
        found = self._table.answers(facts)
        assert isinstance(found, pl.DataFrame)  # as the rows are not lazy
        if any(remarks) and WARNINGS in found.columns:
            more = pl.Series(remarks, dtype=pl.List(pl.String()))
            found = found.with_columns(pl.concat_list(more, WARNINGS).alias(WARNINGS))
        # rows that could not be read become empty ones among the others
        found = found[pl.Series(places, dtype=pl.UInt32)]
        read = {} if self.columns.by_lines else self.columns.meanings.facts
        above = {fact: name for name, (fact, _) in read.items()}
        said = [each and _in_column(each, above) for each in found[ERROR].to_list()]
        found = found.with_columns(pl.Series(ERROR, said, dtype=pl.String))
        error_of = pl.coalesce(pl.Series(errors, dtype=pl.String), pl.col(ERROR))
        found = found.with_columns(error_of.alias(ERROR))
        answered = pl.when(pl.col(ERROR).is_null()).then(pl.exclude(ERROR)).name.keep()
        lines = pl.DataFrame({LINE: pl.Series([row.line for row in rows], dtype=pl.Int64)})
        table = pl.concat([lines, kept, found.with_columns(answered)], how="horizontal")
        aside = notes if self.columns.by_lines else self.columns.meanings.aside
        summary = Summary.of(table, [*aside.values()], self._table.aside - before)
        return Answers(table.drop(self._for_summary), summary)

    def empty(self) -> pl.DataFrame:
        """The columns of the output, without rows."""
        schema = {LINE: pl.Int64(), **self.columns.kept, **self._table.schema}
        return pl.DataFrame(schema=schema).drop(self._for_summary)

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
