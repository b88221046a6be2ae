# SPDX-License-Identifier: Apache-2.0
"""Chunk after chunk: rows read, made into facts, evaluated, and laid beside what is kept.

Nothing here looks from one row at another: what a table is like is learnt from its beginning,
once, and a row comes to the same wherever the table is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
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
    nothing_told,
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
from keiimport.errors import InputError, nearest
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
from keiimport.tables.table import Table, check_process, no_such_column

LINE, ERROR = "line", "error"
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
    notes: list[str] = field(default_factory=list)
    lines: pl.Series | None = None


class Evaluator:
    """Answers for chunks of one table.

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
            self._mapped = {name.casefold() for name in columns_read(self.mapping.form)}
        elif options.parameters:
            raise InputError("a parameter is for a mapping", at="parameter", expected="`--mapping`")
        self._columns: tuple[str, ...] | None = None
        self._separator = ","
        self._headlines: frozenset[str] = frozenset()
        self._noted: dict[str, str] = {}
        self.outputs: tuple[str, ...] | None = None
        if options.columns is not None:
            asked = _outputs(options.columns, self._evaluate(_NOTHING).columns)
            # what nobody asks for is not worked out: days take longest
            more = NEEDED if options.summary else ()
            self.outputs = tuple(dict.fromkeys([*asked, *more]))
        self.kept: dict[str, pl.DataType] | None = None

    def knows(self, column: str) -> bool:
        """Whether a column of this name would be read or handed through."""
        if column in self.options.id:
            return True
        if self.mapping is not None:
            return column.strip().casefold() in self._mapped
        return len(facts_named(column)) == 1

    def begin(self, columns: Sequence[str] | None, separator: str, first: Chunk | None) -> None:
        """Learn from the beginning of a table what is handed through, and what is no fact.

        Args:
            columns: its columns; None for JSON Lines, where each row has its own.
            separator: what stands between two cells of CSV.
            first: its first rows; None without any.

        Raises:
            InputError: when the columns cannot be understood, or one would stand twice.
        """
        self._columns = None if columns is None else tuple(columns)
        self._separator = separator
        if first is None:
            self._learn(pl.DataFrame(schema=dict.fromkeys(self._columns or (), pl.String)))
        elif self._by_lines:
            rows = [told for _, told, error in self._json_rows(first) if error is None]
            self._learn(frame_of(rows[:LOOKED_AT]) if rows else pl.DataFrame())
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
        schema = table.schema
        if self._by_lines:
            # each of its values has a type of its own
            self.kept = dict.fromkeys(dict.fromkeys([*self.options.id, *kept]), pl.Object())
        else:
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
        """The columns that are handed through, in order."""
        keep = self.options.id
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
            whole = self.options.pass_through
            wished = {name for name in columns if whole and len(facts_named(name)) != 1}
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
        if self.options.pass_through or (form.other_columns == "keep" and not keep):
            wished |= set(columns) - read
        return tuple(name for name in columns if name in keep or name in wished)

    def _refused(self, columns: Iterable[str]) -> dict[str, InputError]:
        """The columns that the mapping refuses, each with the error for it."""
        mapping, options = self.mapping, self.options
        if mapping is None or mapping.form.other_columns != "refuse" or options.pass_through:
            return {}
        read = {c for each in columns_found(mapping.form, columns).values() for c in each}
        refused = {}
        for name in columns:
            if name not in read and name not in options.id:
                near = nearest(name, mapping.form.columns)
                refused[name] = InputError(
                    f"the mapping `{mapping.name}` does not know the column {shown(name)}",
                    at=name,
                    got=name,
                    expected=f"`{near}`" if near else "the columns of the mapping",
                )
        return refused

    def read(self, chunk: Chunk) -> Told:
        """What the rows of a chunk tell.

        Raises:
            InputError: when a Parquet file is damaged there.
        """
        if self._by_lines:
            return self._told_by_keys(self._json_rows(chunk))
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
        found, aside = self._answered(told.facts, told.errors)
        lines = [] if told.lines is None else [pl.DataFrame({LINE: told.lines})]
        return Answers(pl.concat([*lines, told.kept, found], how="horizontal"), told.notes, aside)

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
        schema = {LINE: pl.Int64(), **(self.kept or {})}
        return pl.concat([pl.DataFrame(schema=schema), self._evaluate(_NOTHING)], how="horizontal")

    def _told(self, table: pl.DataFrame) -> Told:
        assert self.kept is not None  # learnt from the beginning of the table
        kept = pl.DataFrame(
            [
                table[name].cast(dtype)
                if name in table.columns
                else pl.repeat(None, table.height, dtype=dtype, eager=True).alias(name)
                for name, dtype in self.kept.items()
            ]
        )
        if self._transform is not None:
            return Told(kept, self._transform.facts(table), nothing(table.height))
        headings = read_headings(table.columns, self.kept, alone=False)
        notes = [*headings.aside.values(), *map(_headline_note, self._headlines)]
        columns: dict[str, list[str]] = {}
        for name, fact in headings.facts.items():
            if name not in self._headlines:
                columns.setdefault(fact, []).append(name)
        facts: list[pl.Series] = []
        errors = nothing(table.height)
        for fact, names in columns.items():
            each = table.select(names)
            if len(names) > 1:
                told = pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int64)) > 1
                twice = each.select(pl.when(told).then(pl.lit(_twice(fact, names)))).to_series()
                errors = either(errors, twice)
                each = as_text(each).select(pl.coalesce(names).alias(names[0]))
            facts.append(each.to_series().alias(fact))
        return Told(kept, _frame(facts, table.height), errors, notes)

    def _told_by_keys(self, rows: Iterable[JsonRow]) -> Told:
        """What rows of JSON Lines tell, each by its own keys."""
        assert self.kept is not None  # learnt from the beginning of the table
        lines: list[int] = []
        kept: list[dict[str, object]] = []
        facts: list[dict[str, object]] = []
        errors: list[str | None] = []
        self._noted = {}
        for line, told, error in rows:
            lines.append(line)
            kept.append({name: told[name] for name in self.kept if name in told})
            found: dict[str, object] = {}
            if error is None:
                error = self._tell(found, told)
            facts.append(found)
            errors.append(error)
        height = len(lines)
        passed = [
            pl.Series(name, [row.get(name) for row in kept], dtype=pl.Object) for name in self.kept
        ]
        table = frame_of(facts) if height else nothing_told(0)
        if self._transform is not None:
            table = self._transform.facts(table)
        return Told(
            pl.DataFrame(passed),
            table,
            pl.Series(errors, dtype=pl.String),
            list(self._noted.values()),
            pl.Series(lines, dtype=pl.Int64),
        )

    def _tell(self, found: dict[str, object], told: Mapping[str, object]) -> str | None:
        """Take the facts of one row of JSON Lines out of its keys; why that cannot be."""
        assert self.kept is not None
        keys: dict[str, str] = {}
        unclear: InputError | None = None
        for key, value in told.items():
            if value is None or key in self.kept:
                continue
            fact = self._fact_of(key)
            if fact is None:
                if (refused := self._refusal(key)) is not None:
                    return refused
                unclear = unclear or (unclear_day(key) if self.mapping is None else None)
            elif fact in keys:
                return _twice(fact, [keys[fact], key])
            else:
                keys[fact] = key
                found[fact] = value if self.mapping is None else cell_text(value)
        return unclear.sentence() if unclear and not DATED.intersection(keys) else None

    def _fact_of(self, key: str) -> str | None:
        """The fact that a key of JSON Lines tells, or its own name for a mapping; else None."""
        if self.mapping is not None:
            return key if key.strip().casefold() in self._mapped else None
        if key in self._headlines:
            self._noted.setdefault(key, _headline_note(key))
            return None
        could = facts_named(key)
        if len(could) == 1:
            return could[0]
        if key not in self._noted and len(self._noted) < MOST_NOTES:
            self._noted[key] = _why_no_fact(key)
        return None

    def _refusal(self, key: str) -> str | None:
        """Why the mapping lets no key of this name pass; None where it does."""
        error = self._refused([key]).get(key) if self.mapping is not None else None
        return None if error is None else error.sentence()

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
            day = options.entry_date.isoformat()
            told = (
                rows["entry.date"].to_list() if "entry.date" in rows.columns else [None] * len(rows)
            )
            cells = [day if cell is None else cell for cell in told]
            rows = rows.with_columns(column("entry.date", cells))
        answers = self._table.answers(rows)
        assert isinstance(answers, pl.DataFrame)  # as the rows are
        return answers


_NOTHING = pl.DataFrame(schema={"vehicle.make": pl.String})


def _holds_headlines(fact: str, cells: pl.Series) -> bool:
    if cells.dtype != pl.String:
        return False
    texts = cells.head(LOOKED_AT).drop_nulls().unique(maintain_order=True)
    return is_headline(fact, texts.to_list())


def _too_long(chunk: Chunk) -> str:
    return row_error(chunk.line, "the row is longer than 1 MiB", "at most 1 MiB for one")


def _headline_note(column: str) -> str:
    return (
        f"the cells of the column {shown(column)} are none of the words of "
        f"`{fact_named(column)}`: the column is set aside"
    )


@lru_cache(1000)
def _why_no_fact(key: str) -> str:
    try:
        fact_named(key)
    except InputError as error:
        return aside_words(error)
    return ""


def _twice(fact: str, names: Iterable[str]) -> str:
    words = " and ".join(shown(name) for name in names)
    return f"{fact}: the columns {words} both tell `{fact}`; expected one column for each fact"


def _frame(columns: Sequence[pl.Series], rows: int) -> pl.DataFrame:
    return pl.DataFrame(columns) if columns else nothing_told(rows)


def _outputs(asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The columns of the answer that are asked for, in order."""
    for name in asked:
        if name not in known:
            raise no_such_column(name, known, "columns")
    return tuple(dict.fromkeys(asked))


def _with_errors(found: pl.DataFrame, errors: pl.Series) -> pl.DataFrame:
    if errors.null_count() == len(errors):
        return found
    bad = pl.lit(errors.is_not_null())
    return found.with_columns(
        **{name: pl.when(~bad).then(pl.col(name)) for name in found.columns if name != ERROR},
        **{ERROR: pl.lit(errors)},
    )
