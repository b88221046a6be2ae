# SPDX-License-Identifier: Apache-2.0
"""The API under `/api/v1`: the questions of the command line, asked over HTTP.

A case, or a table, comes in the body; options stand in the address. Every answer is that of
the library, and every error its sentence.
"""

from __future__ import annotations

import json
import warnings
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response

from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import InputError, InputWarning
from keiimport.facts.bounds import shown
from keiimport.facts.case import Case, changed
from keiimport.facts.reading import list_elements, read_json
from keiimport.question.check import Checked, check
from keiimport.verdict import Verdict
from keiimport.verdict_difference import compare_verdicts
from keiimport.verdict_types import plain
from keiimport.web import arrow
from keiimport.web.guard import Lanes
from keiimport.web.openapi import ARROW, JSON, TEXT, answers, body
from keiimport.web.pages import SHORT
from keiimport.web.problems import Problem, expecting

PREFIX: Final = "/api/v1"
MANY: Final = f"{PREFIX}/evaluate-many"
MOST_VEHICLES: Final = 1000
MOST_WARNINGS: Final = 20
ROWS_AT_A_TIME: Final = 1000
"""Rows of a table that are answered before another request may have its turn."""

_QUESTION: Final = ("words", *SHORT)


def known_names(request: Request) -> None:
    """Refuse options that there are none of, and those that are told twice."""
    known = [field.alias for field in request.scope["route"].dependant.query_params]
    told = [name for name, _ in request.query_params.multi_items()]
    for name in told:
        if name not in known:
            said = f"there is no option {shown(name)}"
            raise InputError(said, at=name, expected=expecting(name, known) or "no option")
        if told.count(name) > 1:
            raise InputError(f"the option `{name}` is told twice", at=name, expected="it once")


Handler = TypeVar("Handler", bound=Callable[..., Any])
router = APIRouter(prefix=PREFIX, dependencies=[Depends(known_names)])

AsOf = Annotated[str | None, Query(description="the day whose law to use: `2026-11-21`")]
Strict = Annotated[bool, Query(description="presume nothing")]
State = Annotated[str | None, Query(description="ask this state, `TX` or `Texas`")]
StateOrAll = Annotated[str | None, Query(description="ask this state, or `all` of them")]
Format = Annotated[Literal["json", "text"], Query(description="what the answer is written in")]


def _posted(address: str, takes: str, **gives: str) -> Callable[[Handler], Handler]:
    """What answers at an address: the schema of what it takes, and those of what it gives."""
    extra = body(json=takes)
    return router.post(
        address, responses=answers(**gives), response_class=Response, openapi_extra=extra
    )


# --- a question in words ---


@router.get("/check", responses=answers(json="Checked", text=""), response_class=Response)
async def check_words(
    request: Request,
    words: Annotated[str, Query(description="make, model, year, where to: in any order")],
    state: State = None,
    price: Annotated[str | None, Query(description="what it costs, in US dollars")] = None,
    origin: Annotated[str | None, Query(alias="from", description="where it is registered")] = None,
    date: Annotated[str | None, Query(description="when it comes in; else today")] = None,
    format: Format = "json",
) -> Response:
    """Answer a question in the words people use."""
    told = {"words": words, "state": state, "price": price, "from": origin, "date": date}
    return await _checked(request, told, format)


@_posted("/check", "Question", json="Checked", text="")
async def check_question(request: Request, format: Format = "json") -> Response:
    """Answer a question in the words people use, however long."""
    told = _fields(await _json(request), _QUESTION, "words")
    for name, value in told.items():
        if not isinstance(value, str) and (name != "price" or not _is_number(value)):
            raise InputError(f"`{name}` is {shown(value)}", at=name, expected="text in quotes")
    return await _checked(request, told, format)


async def _checked(request: Request, told: dict[str, Any], form: str) -> Response:
    besides = {fact: told.get(name) for name, fact in SHORT.items()}

    def work(engine: Engine) -> str:
        found: Checked = check(told["words"], engine, besides)
        return found.to_text() if form == "text" else _written(found.to_dict())

    return _answer(await _lanes(request).short(work), form)


# --- questions about one case ---


@_posted("/evaluate", "Case", json="Verdict", text="")
async def evaluate(
    request: Request,
    as_of: AsOf = None,
    strict: Strict = False,
    state: StateOrAll = None,
    format: Format = "json",
) -> Response:
    """What the law says about one case."""
    text = await _text(request)

    def work(engine: Engine) -> str:
        found = engine.evaluate(text, as_of=as_of, strict=strict, state=state)
        return found.to_text() if format == "text" else found.to_json()

    return _answer(await _lanes(request).short(work), format)


@_posted("/when", "Case", json="Timeline")
async def when(
    request: Request,
    until: Annotated[str | None, Query(description="tell of no later day than this")] = None,
    as_of: AsOf = None,
    strict: Strict = False,
    state: State = None,
) -> Response:
    """When each door, each agency and the whole change their answer, and why."""
    return await _of_verdict(
        request, lambda found: found.timeline(until).to_dict(), as_of, strict, state
    )


@_posted("/what-if", "Supposed", json="WhatIf")
async def what_if(
    request: Request, as_of: AsOf = None, strict: Strict = False, state: State = None
) -> Response:
    """The smallest changes that open each door; with `set`, what those facts would change."""
    told = _fields(await _json(request), ("case", "set"), "case")
    settings = told.get("set") or {}
    if not isinstance(settings, dict):
        raise InputError("it is no object", at="set", expected="facts with their values")

    def work(engine: Engine) -> str:
        case = changed(Case.parse(told["case"]), state=state)
        if not settings:
            return _written(engine.evaluate(case, as_of=as_of, strict=strict).remedies().to_dict())
        sides = (case, changed(case, settings))
        one, other = (engine.evaluate(side, as_of=as_of, strict=strict) for side in sides)
        return _written({"set": settings} | compare_verdicts(one, other).to_dict())

    return _answer(await _lanes(request).long(work))


@_posted("/why", "Case", json="Proof")
async def why(
    request: Request,
    path: Annotated[str, Query(description="the id of a door: `nhtsa.box_1`")],
    as_of: AsOf = None,
    strict: Strict = False,
    state: State = None,
) -> Response:
    """Why a door is open to a case, or what of it fails: a tree down to the facts."""
    return await _of_verdict(request, lambda found: found.why(path), as_of, strict, state)


@_posted("/states", "Case", json="States")
async def states(request: Request, as_of: AsOf = None, strict: Strict = False) -> Response:
    """What each state says of the vehicle once it is in."""
    return await _of_verdict(request, lambda found: found.states, as_of, strict, EVERY_STATE)


@_posted("/forms", "Case", json="Forms")
async def forms(request: Request, as_of: AsOf = None, strict: Strict = False) -> Response:
    """What to write in which field of which form."""
    return await _of_verdict(request, lambda found: found.forms, as_of, strict, None)


async def _of_verdict(
    request: Request,
    part: Callable[[Verdict], object],
    as_of: str | None,
    strict: bool,
    state: str | None,
) -> Response:
    text = await _text(request)

    def work(engine: Engine) -> str:
        found = engine.evaluate(text, as_of=as_of, strict=strict, state=state)
        return _written(plain(part(found)))

    return _answer(await _lanes(request).short(work))


@router.get("/vehicles", responses=answers(json="Vehicles"), response_class=Response)
async def vehicles(
    request: Request,
    words: Annotated[str, Query(description="make, model, chassis code or year: `Acty 1999`")],
    limit: Annotated[int, Query(ge=1, le=MOST_VEHICLES)] = 20,
) -> Response:
    """The vehicles that are known, with how well each fact was seen."""

    def work(engine: Engine) -> str:
        return _written([row.to_dict() for row in engine.catalogue.search(words[:200], limit)])

    return _answer(await _lanes(request).short(work))


# --- tables ---


@router.post(
    "/evaluate-many",
    responses=answers(json="Answers", arrow=""),
    response_class=Response,
    openapi_extra=body(json="Rows", arrow=""),
)
async def evaluate_many(
    request: Request,
    columns: Annotated[
        str | None, Query(description="the columns of the answer, with commas; else all")
    ] = None,
    reasons: Annotated[bool, Query(description="add the chain of reasons")] = False,
    as_of: AsOf = None,
    strict: Strict = False,
    state: State = None,
) -> Response:
    """What the law says about each row: a JSON list, or an Arrow stream, in and out.

    Facts stand under their dotted names. A row that cannot be evaluated has an `error`; columns
    that are set aside are named in `Warning` headers.
    """
    kind = _kind(request, JSON, ARROW)
    data = await request.body()
    outputs = None if columns is None else [name.strip() for name in columns.split(",")]
    most = request.app.state.settings.table_rows
    lanes = _lanes(request)
    arrow.polars()
    rows = await lanes.long(lambda _: arrow.read(data) if kind == ARROW else list(_elements(data)))
    if len(rows) > most:
        raise InputError(
            f"there are {len(rows):,} rows", expected=f"at most {most:,} in one request"
        )

    said: dict[str, None] = {}

    def work(engine: Engine, start: int) -> Any:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", InputWarning)
            found = engine.evaluate_many(
                rows[start : start + ROWS_AT_A_TIME],
                outputs=outputs,
                reasons=reasons,
                as_of=as_of,
                strict=strict,
                state=state,
            )
        said.update({str(each.message): None for each in caught})
        return found

    parts = [
        await lanes.long(lambda engine, start=start: work(engine, start))  # type: ignore[misc]
        for start in range(0, max(1, len(rows)), ROWS_AT_A_TIME)
    ]
    content = await lanes.long(lambda _: _table(parts, kind))
    found = Response(content, media_type=kind, headers={"cache-control": "no-store"})
    for each in list(said)[:MOST_WARNINGS]:
        found.headers.append("warning", f"299 keiimport {json.dumps(each[:500])}")
    return found


def _elements(data: bytes) -> Iterator[bytes]:
    """The elements of a JSON list, each as it was written."""
    text = data.removeprefix(BOM_UTF8).lstrip()
    if not text.startswith(b"["):
        raise InputError("the rows are no JSON list", expected="a list of objects")
    for item, (_, element) in enumerate(list_elements([text], 1)):
        if isinstance(element, InputError):
            raise element.located(f"[{item}]")
        yield element


def _table(parts: list[Any], kind: str) -> bytes:
    """The answers, written as they were asked for."""
    found = arrow.polars().concat(parts)
    return arrow.written(found) if kind == ARROW else bytes(found.write_json().encode())


# --- small things ---


def _lanes(request: Request) -> Lanes:
    found: Lanes = request.app.state.lanes
    return found


def _kind(request: Request, *kinds: str) -> str:
    """The kind of content that a request holds, which is one of `kinds`."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told not in kinds:
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"the body is sent as {shown(told) if told else 'nothing in particular'}",
            at="content-type",
            got=told[:200],
            expected=" or ".join(f"`{kind}`" for kind in kinds),
        )
    return told


async def _text(request: Request) -> bytes:
    """The body, which is JSON."""
    _kind(request, JSON)
    return await request.body()


async def _json(request: Request) -> Any:
    return read_json(await _text(request))


def _fields(data: object, known: tuple[str, ...], needed: str) -> dict[str, Any]:
    """An object with no other keys than these, and the one that is needed."""
    if not isinstance(data, dict):
        raise InputError("the body is no JSON object", expected=f"an object with `{needed}`")
    for name in data:
        if name not in known:
            said = f"there is no key {shown(name)}"
            raise InputError(said, at=name, expected=expecting(name, known))
    data = {name: value for name, value in data.items() if value is not None}
    if needed not in data:
        raise InputError(f"`{needed}` is missing", at=needed, expected=f"an object with `{needed}`")
    return data


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _answer(text: str, form: str = "json") -> Response:
    content = text.encode("utf-8", "backslashreplace")
    kind = f"{TEXT}; charset=utf-8" if form == "text" else JSON
    return Response(content, media_type=kind, headers={"cache-control": "no-store"})
