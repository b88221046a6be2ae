# SPDX-License-Identifier: Apache-2.0
"""The page `/batch`: a table in, answers out; the table travels in forms, not kept here."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from keiimport.engine import Engine
from keiimport.errors import InputError, RuleError, need
from keiimport.facts.case import fact_types
from keiimport.facts.headings import told_facts
from keiimport.facts.problems import bad_input
from keiimport.report import words
from keiimport.web.pages import page
from keiimport.web.problems import Problem
from keiimport.web.settings import Settings

if TYPE_CHECKING:
    from keiimport.batch.files import Chunk

router = APIRouter(include_in_schema=False)

ADDRESS: Final = "/batch"
MOST_BYTES: Final = 2 << 20  # of a table, which is sent twice
MOST_COLUMNS: Final = 200
SAMPLES: Final = 3  # rows whose cells are shown beside each column
FIRST_ROWS: Final = 20  # rows of the answer that are shown

# the columns of the answer that are shown, as far as they are there
SHOWN: Final = ("outcome", "earliest", "reason", "duty_amount", "duty_total", "error")


class Column(NamedTuple):
    """A column: some of its cells, the fact that it is read as, its unit, and why."""

    name: str
    cells: Sequence[str]
    fact: str
    unit: str
    why: str


class Opened(NamedTuple):
    """A table that was read, its columns, and notes on it."""

    text: str
    columns: tuple[Column, ...]
    first: Chunk
    chunks: Sequence[Chunk]
    rows: Sequence[Mapping[str, object]]
    notes: tuple[str, ...]
    unclear: tuple[str, ...]  # problems that choosing facts may solve


@router.get(ADDRESS)
async def drop(request: Request) -> Response:
    """The page for dropping a table."""
    return _page(request)


@router.post(ADDRESS)
async def take(request: Request) -> Response:
    """Show what the columns of a table mean, or its answers once that is confirmed."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raise Problem(415, "a table is sent by the form of this page")
    async with request.form(max_files=1, max_fields=500, max_part_size=4 * MOST_BYTES) as form:
        file = form.get("file")
        sent = await file.read() if isinstance(file, UploadFile) else b""
        told = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    settings: Settings = request.app.state.settings
    state = request.app.state
    try:
        data = sent if sent.strip() else told.get("table", "").encode("utf-8", "replace")
        if not data.strip():
            raise InputError("there is no table", "a CSV file, or its text", at="file")
        if len(data) > MOST_BYTES:
            raise bad_input("large_table", most=MOST_BYTES >> 20)
        need("batch", "tables", "polars", "charset_normalizer")
        opened = await state.long(lambda engine: _opened(data, engine, settings))
        if "columns" not in told:
            vocabulary = await state.short(lambda engine: engine.rulebook.vocabulary)
            told_of = (fact for fact in vocabulary.values() if fact.unknown != "letter")
            facts = [(fact.name, fact.title) for fact in told_of]
            return _page(request, opened=opened, facts=facts)
        found = await state.long(lambda engine: _answered(opened, told, engine))
    except (InputError, RuleError) as error:
        return _page(request, problem=error)
    if "download" in told:
        headers = {"content-disposition": 'attachment; filename="answers.csv"'}
        return Response(found["csv"], media_type="text/csv", headers=headers)
    kept = [(name, value) for name, value in told.items() if name not in ("table", "download")]
    return _page(request, opened=opened, kept=kept, found=found)


def _page(request: Request, **told: Any) -> Response:
    usual: dict[str, Any] = {"opened": None, "found": None, "outcomes": words}
    usual |= {"megabytes": MOST_BYTES >> 20, "rows": request.app.state.settings.table_rows}
    return page("batch.html", request, **(usual | told))


def _opened(data: bytes, engine: Engine, settings: Settings) -> Opened:
    from keiimport.batch.evaluate import Evaluator
    from keiimport.batch.files import Position, encoding_of, open_source
    from keiimport.batch.options import Options

    encoding = encoding_of(data, None)
    text = data.decode(encoding or "utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > settings.table_rows + 1:
        raise bad_input("long_table", most=settings.table_rows)
    evaluator = Evaluator(Options.of(), engine)
    source = open_source("", "csv", stream=io.BytesIO(text.encode()), known=evaluator.columns.heads)
    names = source.first.columns
    if len(names) > MOST_COLUMNS:
        raise bad_input("wide_table", columns=len(names), most=MOST_COLUMNS)
    notes = (*source.notes, *((f"it was read as {encoding}",) if encoding else ()))
    unclear: tuple[str, ...] = ()
    try:
        evaluator.begin(source.first)
    except InputError as error:
        unclear = (error.sentence(),)
    chunks = [*source.chunks(Position(), 0)]
    told = [row.told for chunk in chunks for row in evaluator.rows(chunk)]
    facts, aside = evaluator.columns.meanings
    columns = (
        Column(
            name,
            [str(row[name])[:40] for row in told[: 5 * SAMPLES] if row.get(name)][:SAMPLES],
            *facts.get(name, ("", "")),
            aside.get(name, ""),
        )
        for name in names
    )
    return Opened(text, tuple(columns), source.first, chunks, told, notes, unclear)


def _answered(opened: Opened, told: Mapping[str, str], engine: Engine) -> dict[str, Any]:
    import polars

    from keiimport.batch.evaluate import Evaluator
    from keiimport.batch.mapping import has_unit, mapping_in
    from keiimport.batch.options import Options
    from keiimport.batch.parts import header, write_rows
    from keiimport.batch.summary import Summary

    columns = opened.columns
    chosen = [told.get(f"c{place}", "") for place in range(len(columns))]
    meant = {}
    for column, fact in zip(columns, chosen, strict=True):
        unit = column.unit if fact == column.fact else ""
        if fact and not unit:
            meant[column.name] = {"fact": fact}
        elif fact and has_unit(fact_types()[fact], unit):  # others a mapping does not know
            meant[column.name] = {"fact": fact, "unit": unit}
    as_read = chosen == [column.fact for column in columns]
    if not meant and not as_read:
        raise InputError("no column tells anything", "a fact for one column at least")
    mapping = None
    if not as_read:
        form = {"title": "as chosen", "columns": meant, "other_columns": "leave_out"}
        facts = told_facts(standard.number for standard in engine.rulebook.standards)
        mapping = mapping_in(json.dumps(form).encode(), "chosen.yaml", "as chosen", facts)
    asked = Options.of(state=told.get("state") or None)
    options = replace(asked, input_format="csv", output_format="csv")
    evaluator = Evaluator(options, engine, mapping)
    evaluator.begin(opened.first)
    answers, counted = [evaluator.empty()], Summary(warnings=[*opened.notes])
    for each in map(evaluator.answers, opened.chunks):
        answers.append(each.table)
        counted.merge(each.summary)
    whole = polars.concat(answers)
    names = {each: f"{each}_" if each in whole.columns else each for each in opened.first.columns}
    own = polars.DataFrame({n: [row.get(each) for row in opened.rows] for each, n in names.items()})
    table = polars.concat([whole.select("line"), own, whole.drop("line")], how="horizontal")
    first = table.head(FIRST_ROWS).select("line", *own.columns, *(n for n in SHOWN if n in whole))
    csv = io.BytesIO()
    csv.write(header(table, options))
    write_rows(table, options, csv)
    return {
        "csv": csv.getvalue(),
        "summary": counted.to_dict(),
        "heads": first.columns,
        "rows": first.rows(),
    }
