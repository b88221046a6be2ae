# SPDX-License-Identifier: Apache-2.0
"""The API under `/api/v1`: the commands of the command line over HTTP."""

import json
import warnings
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.openapi.utils import get_openapi

from keiimport.batch.splitting import list_elements
from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import InputError, InputWarning
from keiimport.facts.case import Case, case_schema
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.reading import read_json
from keiimport.question.check import SHORT, check
from keiimport.rulebook.problems import either
from keiimport.verdict import Verdict
from keiimport.verdict_difference import suppose
from keiimport.verdict_schema import COMPONENTS, Schema, answer_schemas, typed
from keiimport.verdict_types import plain
from keiimport.web import arrow
from keiimport.web.problems import MEDIA_TYPE, Problem

ARROW: Final = "application/vnd.apache.arrow.stream"
JSON: Final = "application/json"
TEXT: Final = "text/plain"

_WRITTEN: Final = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))

PREFIX: Final = "/api/v1"
MANY: Final = f"{PREFIX}/evaluate-many"
ROWS_AT_A_TIME: Final = 1000  # rows answered before another request gets its turn


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    found = get_openapi(
        title="keiimport",
        version=app.version,
        description="May this vehicle come into the United States, and why? No legal advice.",
        routes=app.routes,
    )
    says = _WRITTEN["options"]
    for path, operations in found["paths"].items():
        name = path.removeprefix(PREFIX)
        for method, operation in operations.items():
            if method == "post":
                content = _content(_WRITTEN["bodies"][name])
                operation["requestBody"] = {"required": True, "content": content}
            told = {"description": "The answer", "content": _content(_WRITTEN["answers"][name])}
            operation["responses"] = {"200": told} | {
                code: {"description": said, "content": {MEDIA_TYPE: {"schema": typed("Problem")}}}
                for code, said in _WRITTEN["refused"].items()
                if code != "501" or path == MANY
            }
            for option in operation.get("parameters", ()):
                said = says.get(f"{name} {option['name']}") or says.get(option["name"])
                for of in (option, option["schema"]) if said else ():
                    of["description"] = said
    case = case_schema(COMPONENTS)
    schemas = {**_WRITTEN["schemas"], **case.pop("$defs", {}), "Case": case, **answer_schemas()}
    found["components"] = {"schemas": schemas}
    return found


def _content(kinds: str) -> Schema:
    kind, *others = kinds.split()
    return {JSON: {"schema": typed(kind)}} | {each: _WRITTEN["forms"][each] for each in others}


def known_names(request: Request) -> None:
    """Refuse unknown and repeated options."""
    known = [option.alias for option in get_flat_params(request.scope["route"].dependant)]
    told = [name for name, _ in request.query_params.multi_items()]
    for name in told:
        if name not in known:
            raise bad_input("no_option", either(name, known), at=name, name=name)
        if told.count(name) > 1:
            raise InputError(f"the option `{name}` is told twice", "it once", at=name)


router = APIRouter(
    prefix=PREFIX, dependencies=[Depends(known_names)], default_response_class=Response
)


Format = Literal["json", "text"]


def _law(as_of: str | None = None, strict: bool = False) -> dict[str, Any]:
    return {"as_of": as_of, "strict": strict}


Law = Annotated[dict[str, Any], Depends(_law)]  # by which law a case is answered


def _law_in_state(law: Law, state: str | None = None) -> dict[str, Any]:
    return law | {"state": state}


LawInState = Annotated[dict[str, Any], Depends(_law_in_state)]  # by which law, and in which state


@router.get("/check")
async def check_words(
    request: Request,
    words: str,
    state: str | None = None,
    price: str | None = None,
    origin: Annotated[str | None, Query(alias="from")] = None,
    date: str | None = None,
    format: Format = "json",
) -> Response:
    """Answer a question in the words people use."""
    besides = {"state": state, "price": price, "from": origin, "date": date}
    return await _checked(request, words, besides, format)


@router.post("/check")
async def check_question(request: Request, format: Format = "json") -> Response:
    """Answer a question in the words people use, however long; its keys are as in an address."""
    told = await _fields(request, ("words", *SHORT), "words")
    for name, value in told.items():
        is_price = name == "price" and type(value) in (int, float)
        if not isinstance(value, str) and not is_price:
            raise InputError(f"`{name}` is {shown(value)}", "text in quotes", at=name)
    return await _checked(request, told["words"], {name: told.get(name) for name in SHORT}, format)


async def _checked(request: Request, words: str, besides: dict[str, Any], form: str) -> Response:
    def work(engine: Engine) -> object:
        found = check(words, engine, besides)
        return found.to_text() if form == "text" else found.to_dict()

    return await _answered(request, work, form)


@router.post("/evaluate")
async def evaluate(request: Request, law: LawInState, format: Format = "json") -> Response:
    """What the law says about one case."""
    return await _of_verdict(
        request, law, lambda found: found.to_text() if format == "text" else found.to_json(), format
    )


@router.post("/when")
async def when(request: Request, law: LawInState, until: str | None = None) -> Response:
    """When each door, each agency and the whole change their answer, and why."""
    return await _of_verdict(request, law, lambda found: found.timeline(until))


@router.post("/what-if")
async def what_if(request: Request, law: LawInState) -> Response:
    """The smallest changes that open each door; with `set`, what those facts would change.

    `set` has facts by their dotted names; null takes one back.
    """
    told = await _fields(request, ("case", "set"), "case")
    settings, state = told.get("set", {}), law.pop("state")
    if not isinstance(settings, dict):
        raise InputError("it is no object", "facts with their values", at="set")

    def work(engine: Engine) -> object:
        return suppose(partial(engine.evaluate, **law), Case.parse(told["case"]), settings, state)

    return await _answered(request, work, lane="long")


@router.post("/why")
async def why(request: Request, path: str, law: LawInState) -> Response:
    """Why a door is open to a case, or what of it fails: a tree down to the facts."""
    return await _of_verdict(request, law, lambda found: found.why(path))


@router.post("/states")
async def states(request: Request, law: Law) -> Response:
    """What each state says of the vehicle once it is in."""
    return await _of_verdict(request, law | {"state": EVERY_STATE}, lambda found: found.states)


@router.post("/forms")
async def forms(request: Request, law: Law) -> Response:
    """What to write in which field of which form."""
    return await _of_verdict(request, law, lambda found: found.forms)


async def _of_verdict(
    request: Request, law: dict[str, Any], part: Callable[[Verdict], object], form: str = "json"
) -> Response:
    text = await _text(request)
    return await _answered(request, lambda engine: part(engine.evaluate(text, **law)), form)


async def _answered(
    request: Request, work: Callable[[Engine], object], form: str = "json", lane: str = "short"
) -> Response:
    """Run `work` in a lane, which turns its result into JSON unless it is text."""

    def written(engine: Engine) -> bytes:
        found = work(engine)
        if not isinstance(found, str):
            found = json.dumps(
                plain(found), ensure_ascii=False, allow_nan=False, separators=(",", ":")
            )
        return found.encode("utf-8", "backslashreplace")

    content = await getattr(request.app.state, lane)(written)
    kind = TEXT if form == "text" else JSON
    return Response(content, media_type=kind, headers={"cache-control": "no-store"})


@router.get("/vehicles")
async def vehicles(
    request: Request, words: str, limit: Annotated[int, Query(ge=1, le=1000)] = 20
) -> Response:
    """The vehicles that are known, with how well each fact was seen."""
    return await _answered(request, lambda engine: engine.catalogue.search(words, limit))


# --- tables ---


@router.post("/evaluate-many")
async def evaluate_many(
    request: Request, law: LawInState, columns: str | None = None, reasons: bool = False
) -> Response:
    """What the law says about each row: a JSON list, or an Arrow stream, in and out.

    Facts stand under their dotted names. A row that cannot be evaluated has an `error`; columns
    that are set aside are named in `Warning` headers.
    """
    kind = _kind(request, JSON, ARROW)
    data = await request.body()
    outputs = None if columns is None else [name.strip() for name in columns.split(",")]
    state = request.app.state
    most = state.settings.table_rows
    arrow.polars()
    rows = await state.long(lambda _: arrow.read(data) if kind == ARROW else list(_elements(data)))
    if len(rows) > most:
        raise InputError(f"there are {len(rows):,} rows", f"at most {most:,} in one request")

    said: dict[str, None] = {}

    def work(engine: Engine, start: int) -> Any:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", InputWarning)
            part = rows[start : start + ROWS_AT_A_TIME]
            found = engine.evaluate_many(part, outputs=outputs, reasons=reasons, **law)
        said.update({str(each.message): None for each in caught})
        return found

    parts = [
        await state.long(lambda engine, start=start: work(engine, start))
        for start in range(0, max(1, len(rows)), ROWS_AT_A_TIME)
    ]
    content = await state.long(lambda _: _table(parts, kind))
    found = Response(content, media_type=kind, headers={"cache-control": "no-store"})
    for each in list(said)[:20]:
        found.headers.append("warning", f"299 keiimport {json.dumps(each[:500])}")
    return found


def _elements(data: bytes) -> Iterator[bytes]:
    text = data.removeprefix(BOM_UTF8).lstrip()
    if not text.startswith(b"["):
        raise InputError("the rows are no JSON list", "a list of objects")
    for item, (_, element) in enumerate(list_elements([text], 1)):
        if isinstance(element, InputError):
            raise element.located(f"[{item}]")
        yield element


def _table(parts: list[Any], kind: str) -> bytes:
    found = arrow.polars().concat(parts)
    return arrow.written(found) if kind == ARROW else bytes(found.write_json().encode())


def _kind(request: Request, *kinds: str) -> str:
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told not in kinds:
        said = f"the body is sent as {shown(told) if told else 'nothing in particular'}"
        expected = " or ".join(f"`{kind}`" for kind in kinds)
        raise Problem(415, said, at="content-type", got=told[:200], expected=expected)
    return told


async def _text(request: Request) -> bytes:
    _kind(request, JSON)
    return await request.body()


async def _fields(request: Request, known: tuple[str, ...], needed: str) -> dict[str, Any]:
    """The body as an object with only `known` keys, one of them `needed`."""
    data = read_json(await _text(request))
    if not isinstance(data, dict):
        raise InputError("the body is no JSON object", f"an object with `{needed}`")
    for name in data:
        if name not in known:
            raise InputError(f"there is no key {shown(name)}", either(name, known), at=name)
    data = {name: value for name, value in data.items() if value is not None}
    if needed not in data:
        raise InputError(f"`{needed}` is missing", f"an object with `{needed}`", at=needed)
    return data
