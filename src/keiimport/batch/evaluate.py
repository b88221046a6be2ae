# SPDX-License-Identifier: Apache-2.0
"""Chunk after chunk: rows read, made into facts, evaluated, and laid beside what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from keiimport.batch.cells import as_text, either, kept_columns, nothing_told
from keiimport.batch.csv_rows import read_csv
from keiimport.batch.files import Chunk, Rows, numbered, row_error
from keiimport.batch.json_rows import read_json_lines
from keiimport.batch.mapping import TableMapping, columns_found, columns_read, read_mapping
from keiimport.batch.options import Options
from keiimport.batch.summary import NEEDED
from keiimport.batch.transform import Transform
from keiimport.engine import Engine
from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import shown
from keiimport.facts.headings import (
    Headings,
    fact_named,
    is_headline,
    read_headings,
    told_facts,
)
from keiimport.tables.table import Table, no_such_column

LINE, ERROR = "line", "error"
_LOOKED_AT = 20
"""Different cells by which a column shows that it holds headlines."""


@dataclass(slots=True)
class Answers:
    """The answers of one chunk.

    Attributes:
        table: a row for each row.
        notes: what to tell people of its columns, once for the whole table.
        aside: how many cells of each fact could not be read and were set aside.
    """

    table: pl.DataFrame
    notes: list[str] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)


class Evaluator:
    """Answers for chunks of one table.

    Args:
        options: what was asked.
        engine: the rules, where they were read before.
        mapping: what the columns mean, where that was read before.

    Attributes:
        engine: the rules.
        mapping: what the columns mean, or None where they are named like facts.
        kept: the columns that are handed through, with their types; not known before the
            first chunk.

    Raises:
        InputError: when the columns asked for cannot be.
        RuleError: when the rules or the mapping cannot be read.
    """

    def __init__(
        self, options: Options, engine: Engine | None = None, mapping: TableMapping | None = None
    ) -> None:
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
        elif options.parameters:
            raise InputError("a parameter is for a mapping", at="parameter", expected="`--mapping`")
        self._columns: tuple[str, ...] | None = None
        self._separator = ","
        self.outputs: tuple[str, ...] | None = None
        if options.columns is not None:
            asked = _outputs(options.columns, self._evaluate(_NOTHING).columns)
            # what nobody asks for is not worked out: days take longest
            more = NEEDED if options.summary else ()
            self.outputs = tuple(dict.fromkeys([*asked, *more]))
        self.kept: dict[str, pl.DataType] | None = None

    def knows(self, column: str) -> bool:
        """Whether a column of this name would be read or handed through."""
        if column in self.options.keep:
            return True
        if self.mapping is not None:
            named = {name.casefold() for name in columns_read(self.mapping.form)}
            return column.strip().casefold() in named
        return _fact_named(column) is not None

    def take(self, columns: Sequence[str] | None, separator: str = ",") -> None:
        """Learn which columns the table has; None for JSON Lines, where each row has its own."""
        self._columns = None if columns is None else tuple(columns)
        self._separator = separator

    def fix_kept(self, first: Chunk | None) -> None:
        """Learn from the first chunk what is handed through, and of which type it is.

        Raises:
            InputError: when the columns cannot be understood, or one would stand twice.
        """
        rows = None if first is None else self.rows(first)
        table = pl.DataFrame(schema=dict.fromkeys(self._columns or (), pl.String))
        self._keep(table if rows is None else rows.table)

    def _keep(self, table: pl.DataFrame) -> None:
        # a run that has no column of a fact, or an unclear one, stops before it begins
        kept = self._kept_of(table.columns)
        if self.mapping is None and any(name not in kept for name in table.columns):
            read_headings(table.columns, kept)
        schema = table.schema
        self.kept = {n: pl.String() if schema[n] == pl.Null else schema[n] for n in kept}
        taken = {LINE, *self._evaluate(_NOTHING).columns}
        for name in self.kept:
            if name in taken:
                raise InputError(
                    f"the column `{name}` would stand twice in the output",
                    at=name,
                    expected="another name for it in the input",
                )

    def _kept_of(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns that are handed through, in order.

        Raises:
            InputError: when one of them is missing, or a mapping does not fit.
        """
        keep = self.options.keep
        for name in keep:
            if name not in columns and self.options.input_format != "jsonl":
                near = nearest(name, columns)
                raise InputError(
                    f"there is no column {shown(name)} to keep",
                    at="id",
                    got=name,
                    expected=f"`{near}`" if near else "a column of the table",
                )
        if self.mapping is None:
            whole = self.options.keep_unknown
            wished = {name for name in columns if whole and _fact_named(name) is None}
            return tuple(name for name in columns if name in keep or name in wished)
        form, found = self.mapping.form, columns_found(self.mapping.form, columns)
        if not found.keys() & form.columns.keys():
            raise InputError(
                f"none of the columns of the mapping `{self.mapping.name}` is in the table",
                at="mapping",
                expected="a column such as " + ", ".join(f"`{n}`" for n in list(form.columns)[:4]),
            )
        if self._columns is not None:
            for error in self._refused(columns).values():
                raise error
        read = {column for each in found.values() for column in each}
        marked = {n for n, column in form.columns.items() if column.keep and not keep}
        wished = {column for n, each in found.items() if n in marked for column in each}
        if self.options.keep_unknown or (form.other_columns == "keep" and not keep):
            wished |= set(columns) - read
        return tuple(name for name in columns if name in keep or name in wished)

    def _refused(self, columns: Iterable[str]) -> dict[str, InputError]:
        """The columns that the mapping refuses, each with the error for it."""
        mapping, options = self.mapping, self.options
        if mapping is None or mapping.form.other_columns != "refuse" or options.keep_unknown:
            return {}
        read = {c for each in columns_found(mapping.form, columns).values() for c in each}
        refused = {}
        for name in columns:
            if name not in read and name not in options.keep:
                near = nearest(name, mapping.form.columns)
                refused[name] = InputError(
                    f"the mapping `{mapping.name}` does not know the column {shown(name)}",
                    at=name,
                    got=name,
                    expected=f"`{near}`" if near else "the columns of the mapping",
                )
        return refused

    def rows(self, chunk: Chunk) -> Rows:
        """The rows of a chunk as they stand in the table."""
        if chunk.text is None:
            table = pl.scan_parquet(chunk.path, glob=False).slice(chunk.start, chunk.rows).collect()
            return Rows(numbered(chunk.line, table.height), table)
        if chunk.too_long:
            error = row_error(chunk.line, "the row is longer than 1 MiB", "at most 1 MiB for one")
            empty = {name: pl.Series([None], dtype=pl.String) for name in self._columns or ()}
            table = pl.DataFrame(empty) if empty else nothing_told(1)
            return Rows(numbered(chunk.line, 1), table, pl.Series([error]))
        if self._columns is not None:
            return read_csv(chunk.text, chunk.line, chunk.lines, self._columns, self._separator)
        nests = self._transform is None
        return read_json_lines(chunk.text, chunk.line, chunk.lines, nests=nests)

    def answers(self, rows: Rows) -> Answers:
        """A row of answers for each row of a chunk."""
        found, kept = self._of_table(rows.table, rows.errors)
        lines = pl.DataFrame({LINE: rows.lines})
        found.table = pl.concat([lines, kept, found.table], how="horizontal")
        return found

    def of_table(self, table: pl.DataFrame) -> Answers:
        """A row of answers for each row of a table, beside what is handed through.

        Raises:
            InputError: when its columns cannot be understood.
        """
        self.take(table.columns)
        self._keep(table)
        found, kept = self._of_table(table, None)
        found.table = pl.concat([kept, found.table], how="horizontal")
        return found

    def empty(self) -> pl.DataFrame:
        """The columns of the output, without rows."""
        schema = {LINE: pl.Int64(), **(self.kept or {})}
        return pl.concat([pl.DataFrame(schema=schema), self._evaluate(_NOTHING)], how="horizontal")

    def _of_table(
        self, table: pl.DataFrame, errors: pl.Series | None
    ) -> tuple[Answers, pl.DataFrame]:
        assert self.kept is not None  # fixed before the first chunk
        kept, wrong = kept_columns(table, self.kept)
        errors = either(errors, wrong)
        notes: list[str] = []
        if self._transform is not None:
            facts = self._transform.facts(table)
            refused = {
                name: error.sentence() for name, error in self._refused(table.columns).items()
            }
            errors = either(errors, _said(table, refused))
        else:
            facts, twice, notes = self._facts(table)
            errors = either(errors, twice)
        found, aside = self._answered(facts, errors)
        return Answers(found, notes, aside), kept

    def _facts(self, table: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series, list[str]]:
        """The columns of a table named like facts, what is told twice, and notes."""
        assert self.kept is not None
        try:
            headings = read_headings(table.columns, self.kept)
        except InputError as error:
            # only some rows: the others had columns of facts
            headings = Headings({}, {error.at: error.sentence()})
        notes = list(headings.aside.values())
        columns: dict[str, list[str]] = {}
        for column, fact in headings.facts.items():
            if column != fact and _holds_headlines(fact, table[column]):
                notes.append(
                    f"the cells of the column {shown(column)} are none of the words of `{fact}`: "
                    "the column is set aside"
                )
            else:
                columns.setdefault(fact, []).append(column)
        facts: list[pl.Series] = []
        sentences = pl.repeat(None, table.height, dtype=pl.String, eager=True)
        for fact, names in columns.items():
            each = table.select(names)
            if len(names) > 1:
                told = pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int64)) > 1
                words = " and ".join(shown(name) for name in names)
                expected = "one column for each fact"
                sentence = f"{fact}: the columns {words} both tell `{fact}`; expected {expected}"
                twice = each.select(pl.when(told).then(pl.lit(sentence))).to_series()
                sentences = either(sentences, twice)
                each = as_text(each).select(pl.coalesce(names).alias(names[0]))
            facts.append(each.to_series().alias(fact))
        return pl.DataFrame(facts) if facts else nothing_told(table.height), sentences, notes

    def _answered(
        self, facts: pl.DataFrame, errors: pl.Series
    ) -> tuple[pl.DataFrame, Counter[str]]:
        """The answers for some rows, of which some cannot be read, and what is set aside."""
        days = [n for n, dtype in facts.schema.items() if dtype.is_temporal()]
        before = self._table.aside.copy()
        found = self._evaluate(facts.with_columns(as_text(facts.select(days))))
        return _with_errors(found, either(errors, found[ERROR])), self._table.aside - before

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
        options = self.options
        if options.entry_date is not None:
            day = pl.lit(options.entry_date.isoformat())
            told = "entry.date" in rows.columns
            rows = rows.with_columns(
                (pl.coalesce("entry.date", day) if told else day).alias("entry.date")
            )
        answers = self._table.answers(rows)
        assert isinstance(answers, pl.DataFrame)  # as the rows are
        return answers


_NOTHING = pl.DataFrame(schema={"vehicle.make": pl.String})


def _holds_headlines(fact: str, cells: pl.Series) -> bool:
    if cells.dtype != pl.String:
        return False
    texts = cells.drop_nulls().unique(maintain_order=True).head(_LOOKED_AT)
    return is_headline(fact, texts.to_list())


def _fact_named(column: str) -> str | None:
    try:
        return fact_named(column)
    except InputError:
        return None


def _said(table: pl.DataFrame, sentences: Mapping[str, str]) -> pl.Series:
    """For each row the sentence about the first of some columns in which it says something."""
    said = [pl.when(pl.col(n).is_not_null()).then(pl.lit(s)) for n, s in sentences.items()]
    nothing = pl.repeat(None, table.height, dtype=pl.String)
    return table.select(pl.coalesce([*said, nothing]).alias(ERROR)).to_series()


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
        **{name: pl.when(~bad).then(pl.col(name)) for name in found.columns if name != ERROR},
        **{ERROR: pl.lit(errors)},
    )
