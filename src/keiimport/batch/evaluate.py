# SPDX-License-Identifier: Apache-2.0
"""Chunk after chunk: rows read, made into facts, evaluated, and laid beside what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from keiimport.batch.cells import ERROR, nothing_told, read_cells, with_constants
from keiimport.batch.chunks import Chunk
from keiimport.batch.csv_rows import read_csv
from keiimport.batch.json_rows import JsonReader
from keiimport.batch.kept import cell_text, kept_columns, kept_of_objects
from keiimport.batch.mapping import TableMapping, read_mapping
from keiimport.batch.names import (
    Names,
    fact_named,
    name_columns,
    names_under,
    refused_under,
    told_facts,
)
from keiimport.batch.objects import KeysApart, case_of, tell_keys_apart, with_day
from keiimport.batch.options import Options
from keiimport.batch.rows import Case, Rows, row_error
from keiimport.batch.summary import NEEDED
from keiimport.batch.transform import Transform
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.models import SECTIONS
from keiimport.tables.table import no_such_column

LINE = "line"
ALWAYS = "error"
"""The column of the answer that is never left out."""


class Evaluator:
    """Answers for chunks of one table.

    Args:
        options: what was asked.
        columns: the columns of the table; None for JSON Lines.
        separator: what stands between two cells of CSV.
        engine: the rules, where they were read before.
        mapping: what the columns mean, where that was read before.

    Attributes:
        engine: the rules.
        mapping: what the columns mean, or None where they are named like facts.
        kept: the columns that are handed through, with their types; not known before the
            first chunk for JSON Lines.

    Raises:
        InputError: when the columns of the table, or those asked for, cannot be.
        RuleError: when the rules or the mapping cannot be read.
    """

    def __init__(
        self,
        options: Options,
        columns: Sequence[str] | None,
        separator: str = ",",
        engine: Engine | None = None,
        mapping: TableMapping | None = None,
    ) -> None:
        self.options = options
        rules = None if options.rules is None else Path(options.rules)
        self.engine = engine or Engine(rules, engine=options.engine, scenarios=options.scenarios)
        self.mapping = mapping
        self._transform: Transform | None = None
        if options.mapping is not None:
            if self.mapping is None:
                standards = (standard.number for standard in self.engine.rulebook.standards)
                self.mapping = read_mapping(options.mapping, told_facts(standards))
            self._transform = Transform(self.mapping, options.parameters)
        elif options.parameters:
            raise InputError("a parameter is for a mapping", at="parameter", expected="`--mapping`")
        self._separator = separator
        self._columns = None if columns is None else tuple(columns)
        self._names = None if columns is None else self._name(columns)
        self._json = JsonReader(nests=self._transform is None)
        self.outputs: tuple[str, ...] | None = None
        if options.columns is not None:
            asked = _outputs(options.columns, self.empty_answer().columns)
            # what nobody asks for is not worked out: days take longest
            more = NEEDED if options.summary else ()
            self.outputs = tuple(dict.fromkeys([*asked, *more]))
        self.kept: dict[str, pl.DataType] | None = None

    def fix_kept(self, first: Chunk | None) -> None:
        """Learn from the first chunk what is handed through, and of which type it is.

        Raises:
            InputError: when a column would stand twice in the output.
        """
        if first is None:
            names = () if self._names is None else self._names.kept
            self.kept = dict.fromkeys(names, pl.String())
        else:
            rows = self.rows(first)
            table = rows.table
            if not isinstance(table, pl.DataFrame):
                mapped = self._transform is not None
                table = self._table(table) if mapped else kept_of_objects(table, self._wanted)
            self._keep(table, self._kept_of(table.columns))
        self._check_kept()

    def _kept_of(self, columns: Sequence[str]) -> Sequence[str]:
        """The columns that are handed through; a key that is neither costs only its row."""
        if self._names is not None:
            return self._names.kept
        if self.mapping is not None:
            return self._name(columns).kept
        return [name for name in columns if self._wanted(name)]

    def _keep(self, table: pl.DataFrame, names: Sequence[str]) -> None:
        self.kept = {
            name: pl.String() if table.schema[name] == pl.Null else table.schema[name]
            for name in names
        }

    def _check_kept(self) -> None:
        assert self.kept is not None
        taken = {LINE, *self.empty_answer().columns}
        for name in self.kept:
            if name in taken:
                raise InputError(
                    f"the column `{name}` would stand twice in the output",
                    at=name,
                    expected="another name for it in the input",
                )

    def rows(self, chunk: Chunk) -> Rows:
        """The rows of a chunk as they stand in the table."""
        if chunk.text is None:
            table = pl.scan_parquet(chunk.path, glob=False).slice(chunk.start, chunk.rows).collect()
            lines = pl.int_range(chunk.line, chunk.line + table.height, dtype=pl.Int64, eager=True)
            return Rows(lines, table)
        if chunk.too_long:
            error = row_error(chunk.line, "the row is longer than 1 MiB", "at most 1 MiB for one")
            table = pl.DataFrame({name: [None] for name in self._columns or ()})
            return Rows(
                pl.Series([chunk.line], dtype=pl.Int64),
                [{}] if self._columns is None else table.cast(pl.String),
                pl.Series([error]),
            )
        if self._columns is not None:
            return read_csv(chunk.text, chunk.line, chunk.lines, self._columns, self._separator)
        return self._json.read(chunk.text, chunk.line, chunk.lines)

    def answers(self, rows: Rows) -> pl.DataFrame:
        """A row of answers for each row of a chunk."""
        assert self.kept is not None  # fixed before the first chunk
        table = rows.table
        if self._transform is not None and not isinstance(table, pl.DataFrame):
            table = self._table(table)
        if isinstance(table, pl.DataFrame):
            found, kept = self._of_table(table)
        else:
            found, kept = self._of_cases(table)
        if rows.errors is not None:
            found = _with_errors(found, _both(rows.errors, found[ALWAYS]))
        return pl.concat([pl.DataFrame({LINE: rows.lines}), kept, found], how="horizontal")

    def of_table(self, table: pl.DataFrame) -> pl.DataFrame:
        """A row of answers for each row of a table, beside what is handed through."""
        names = self._names or self._name(table.columns)
        self._keep(table, names.kept)
        self._check_kept()
        found, kept = self._of_table(table)
        return pl.concat([kept, found], how="horizontal")

    def empty_answer(self) -> pl.DataFrame:
        """The columns of an answer, without rows."""
        return self._evaluate(pl.DataFrame(schema={"vehicle.make": pl.String}))

    def empty(self) -> pl.DataFrame:
        """The columns of the output, without rows."""
        schema = {LINE: pl.Int64(), **(self.kept or {})}
        return pl.concat([pl.DataFrame(schema=schema), self.empty_answer()], how="horizontal")

    # ------------------------------------------------------------ rows of one form

    def _of_table(self, table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        assert self.kept is not None
        keys = self._keys(table.columns)
        if keys is None:
            return self._of_cases([_told(row) for row in table.iter_rows(named=True)])
        kept, errors = kept_columns(table, self.kept)
        if keys.wrong:
            errors = _both(table.select(keys.error().alias("wrong")).to_series(), errors)
        if self._transform is not None:
            facts = self._transform.facts(table)
        else:
            facts = table.select(pl.col(name).alias(fact) for name, fact in keys.facts.items())
        if not facts.width:
            facts = nothing_told(table.height)
        facts = read_cells(facts)
        sentence = _both(errors, facts[ERROR])
        found = self._evaluate(facts.drop(ERROR))
        return _with_errors(found, _both(sentence, found[ALWAYS])), kept

    def _keys(self, columns: Sequence[str]) -> KeysApart | None:
        """What the columns tell; None where each row has to be looked at by itself."""
        assert self.kept is not None
        options = self.options
        if self._names is not None:
            return KeysApart(self._names.facts, {})
        if self.mapping is None:
            return tell_keys_apart(columns, self.kept, self._wanted)
        refused = refused_under(
            self.mapping, columns, keep=options.keep, keep_unknown=options.keep_unknown
        )
        return KeysApart({}, {name: error.sentence() for name, error in refused.items()})

    def _evaluate(self, rows: pl.DataFrame | Sequence[Case]) -> pl.DataFrame:
        options = self.options
        if options.entry_date is not None:
            day = {"entry.date": options.entry_date.isoformat()}
            if isinstance(rows, pl.DataFrame):
                rows = with_constants(rows, day)
            else:
                rows = [with_day(case, day) for case in rows]
        answers: pl.DataFrame = self.engine.evaluate_many(
            rows,
            outputs=self.outputs,
            reasons=options.reasons,
            as_of=options.as_of,
            strict=options.strict,
            today=options.today,
            state=options.state,
        )
        return answers

    # ------------------------------------------------------------ rows of different forms

    def _of_cases(self, objects: Sequence[Case]) -> tuple[pl.DataFrame, pl.DataFrame]:
        assert self.kept is not None
        kept, wrong = kept_columns(kept_of_objects(objects, self.kept.__contains__), self.kept)
        cases: list[Case] = []
        errors: list[str | None] = []
        for told in objects:
            try:
                cases.append(case_of(told, self.kept, self._wanted))
                errors.append(None)
            except InputError as error:
                cases.append({})
                errors.append(error.sentence())
        found = self._evaluate(cases)
        sentences = _both(pl.Series(errors, dtype=pl.String), wrong)
        return _with_errors(found, _both(sentences, found[ALWAYS])), kept

    def _wanted(self, name: str) -> bool:
        """Whether a key of an object is handed through."""
        if name in self.options.keep:
            return True
        return self.options.keep_unknown and name not in SECTIONS and fact_named(name) is None

    def _table(self, objects: Sequence[Case]) -> pl.DataFrame:
        """Objects as a table of texts, for a mapping."""
        names = dict.fromkeys(name for told in objects for name in told)
        cells = {name: [cell_text(told.get(name)) for told in objects] for name in names}
        if not cells:
            return pl.DataFrame({"": pl.repeat(None, len(objects), dtype=pl.String, eager=True)})
        return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))

    def _name(self, columns: Sequence[str]) -> Names:
        options = self.options
        if self.mapping is not None:
            return names_under(
                self.mapping, columns, keep=options.keep, keep_unknown=options.keep_unknown
            )
        keep: Sequence[str] = options.keep
        if self._columns is None and options.input_format == "jsonl":
            keep = [name for name in keep if name in columns]
        return name_columns(columns, keep=keep, keep_unknown=options.keep_unknown)


def _outputs(asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The columns of the answer that are asked for, in order.

    Raises:
        InputError: when there is no such column.
    """
    for name in asked:
        if name not in known:
            raise no_such_column(name, known, "columns")
    return tuple(dict.fromkeys(asked))


def _with_errors(found: pl.DataFrame, errors: pl.Series) -> pl.DataFrame:
    """Answers with nothing beside an error."""
    if errors.null_count() == len(errors):
        return found
    bad = pl.lit(errors.is_not_null())
    return found.with_columns(
        **{name: pl.when(~bad).then(pl.col(name)) for name in found.columns if name != ALWAYS},
        **{ALWAYS: pl.lit(errors)},
    )


def _both(first: pl.Series, second: pl.Series) -> pl.Series:
    """The sentence of the first, or else of the second."""
    return pl.DataFrame({"a": first, "b": second}).select(pl.coalesce("a", "b")).to_series()


def _told(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}
