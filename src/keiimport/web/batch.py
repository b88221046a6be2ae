# SPDX-License-Identifier: Apache-2.0
"""The page `/batch`: a table in, answers out; the forms of the pages carry it, no server."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from keiimport.engine import Engine
from keiimport.errors import InputError, KeiimportError, RuleError, nearest, needing
from keiimport.facts.headings import facts_named, told_facts
from keiimport.report import words
from keiimport.rulebook.problems import bad_input
from keiimport.web.pages import page
from keiimport.web.problems import Problem
from keiimport.web.settings import Settings

router = APIRouter(include_in_schema=False)

ADDRESS: Final = "/batch"
MOST_BYTES: Final = 2 << 20  # of a table on a page, which travels twice
MOST_COLUMNS: Final = 200
SAMPLES: Final = 3  # rows whose cells are shown beside each column
NEAR: Final = 0.8  # how much alike the name of a column and that of a fact must be
FIRST_ROWS: Final = 20  # rows of the answer that are shown

# the columns of the answer that are shown, as far as they are there
SHOWN: Final = ("line", "outcome", "earliest", "reason", "duty_amount", "duty_total", "error")


class Column(NamedTuple):
    """A column of a table, some of its cells, the fact that it seems to tell, and why."""

    name: str
    cells: Sequence[str]
    fact: str
    why: str


class Opened(NamedTuple):
    """A table that was read: all of it as CSV, and what is known of it."""

    text: str
    columns: tuple[Column, ...]
    rows: int
    notes: tuple[str, ...]


@router.get(ADDRESS)
async def drop(request: Request) -> Response:
    """Where a table is dropped."""
    return _page(request)


@router.post(ADDRESS)
async def take(request: Request) -> Response:
    """Take a table, or a table with the meaning of its columns."""
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
        data = _table(sent, told.get("table", ""))
        with needing("batch", "tables", "polars", "charset_normalizer"):
            opened = await state.long(lambda engine: _opened(data, engine, settings))
            if "columns" not in told:
                vocabulary = await state.short(lambda engine: engine.rulebook.vocabulary)
                told_of = (fact for fact in vocabulary.values() if fact.unknown != "letter")
                facts = [(fact.name, fact.title) for fact in told_of]
                return _page(request, opened=opened, facts=facts)
            found = await state.long(lambda _: _answered(opened, told, settings))
    except (InputError, RuleError) as error:
        return _page(request, problem=error)
    except KeiimportError as error:
        raise Problem(501, str(error)) from None
    if "download" in told:
        headers = {"content-disposition": 'attachment; filename="answers.csv"'}
        return Response(found["csv"], media_type="text/csv; charset=utf-8", headers=headers)
    kept = [(name, value) for name, value in told.items() if name not in ("table", "download")]
    return _page(request, opened=opened, kept=kept, found=found)


def _page(request: Request, **told: Any) -> Response:
    usual: dict[str, Any] = {"opened": None, "found": None, "outcomes": words}
    usual |= {"megabytes": MOST_BYTES >> 20, "rows": request.app.state.settings.table_rows}
    return page("batch.html", request, **(usual | told))


def _table(sent: bytes, pasted: str) -> bytes:
    data = sent if sent.strip() else pasted.encode("utf-8", "replace")
    if not data.strip():
        raise InputError("there is no table", "a CSV file, or its text", at="file")
    if len(data) > MOST_BYTES:
        raise bad_input("large_table", most=MOST_BYTES >> 20)
    return data


def _opened(data: bytes, engine: Engine, settings: Settings) -> Opened:
    from keiimport.batch.files import encoding_of, open_source
    from keiimport.batch.rows import read_csv

    encoding = encoding_of(data, None)
    text = data.decode(encoding or "utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    rows = text.count("\n")
    if rows > settings.table_rows + 1:
        raise bad_input("long_table", most=settings.table_rows)
    table = io.BytesIO(text.encode())
    source = open_source("", "csv", stream=table, known=lambda name: bool(_only_fact(name)))
    names = source.columns or ()
    if len(names) > MOST_COLUMNS:
        raise bad_input("wide_table", columns=len(names), most=MOST_COLUMNS)
    read = read_csv(islice(source.first.texts, 5 * SAMPLES), names, source.separator)
    first = [row.told for row in read]
    meant = {
        column: (fact.name, "it is often called so")
        for fact in engine.rulebook.vocabulary.values()
        for column in (*fact.columns, *fact.perhaps_columns)
    }
    meant |= _shipped(engine)
    columns = tuple([_column(name, first, meant) for name in names])
    notes = (*source.notes, *((f"it was read as {encoding}",) if encoding else ()))
    return Opened(text, columns, rows, notes)


def _only_fact(name: str) -> str:
    """The fact that a column of this name tells; empty where it could be several, or none."""
    could = facts_named(name)
    return could[0] if len(could) == 1 else ""


def _shipped(engine: Engine) -> dict[str, tuple[str, str]]:
    """The columns that the mappings know which come with this package: the fact, and why."""
    from keiimport.batch.mapping import mapping_names, read_mapping

    facts = told_facts(standard.number for standard in engine.rulebook.standards)
    found: dict[str, tuple[str, str]] = {}
    for mapping in (read_mapping(name, facts) for name in mapping_names()):
        why = f"the mapping {mapping.name} reads it so"
        for name, column in mapping.form.columns.items():
            if column.fact is not None:
                found.setdefault(name.casefold().replace("_", " "), (column.fact, why))
    return found


def _column(
    name: str, rows: Sequence[Mapping[str, object]], meant: Mapping[str, tuple[str, str]]
) -> Column:
    cells = [str(row[name])[:40] for row in rows if name in row][:SAMPLES]
    if fact := _only_fact(name):
        return Column(name, cells, fact, "it is named like the fact")
    plain = " ".join(name.casefold().replace("_", " ").split())
    if plain in meant:
        return Column(name, cells, *meant[plain])
    near = nearest(name, (fact.rpartition(".")[2] for fact in told_facts()), NEAR)
    if near and (fact := _only_fact(near)):
        return Column(name, cells, fact, "the nearest name; look whether it is meant")
    return Column(name, cells, "", "")


def _answered(opened: Opened, told: Mapping[str, str], settings: Settings) -> dict[str, Any]:
    import polars

    from keiimport.batch.job import run

    meant = {
        column.name: {"fact": fact, "keep": True}
        for place, column in enumerate(opened.columns)
        if (fact := told.get(f"c{place}", ""))
    }
    if not meant:
        raise InputError("no column tells anything", "a fact for one column at least")
    mapping = {"title": "as chosen", "columns": meant, "other_columns": "keep"}
    output = io.BytesIO()
    with TemporaryDirectory(prefix="keiimport-") as folder:
        file = Path(folder) / "chosen.yaml"
        file.write_text(json.dumps(mapping), encoding="utf-8")
        counted = run(
            io.BytesIO(opened.text.encode()),
            output,
            input_format="csv",
            output_format="csv",
            mapping=file,
            rules=settings.rules,
            state=told.get("state") or None,
            summary=True,
        )
    table = polars.read_csv(output.getvalue(), infer_schema=False, n_rows=FIRST_ROWS)
    own = [column.name for column in opened.columns if column.name in table.columns]
    shown = table.select([*own, *(name for name in SHOWN if name in table.columns)])
    return {
        "csv": output.getvalue(),
        "summary": counted.to_dict(),
        "heads": shown.columns,
        "rows": shown.rows(),
    }
