# SPDX-License-Identifier: Apache-2.0
"""The pages `/` and `/ask`: one line to ask, the answer on one screen, the interview."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.reading import flat
from keiimport.interviewing import Reply, Turn, interview
from keiimport.question.replies import question_about
from keiimport.report.html import made_by
from keiimport.report.picture import picture
from keiimport.report.sections import sections
from keiimport.report.view import view
from keiimport.web.question import Answer, Question, next_facts, value_of
from keiimport.web.render import KINDS, page, static

router = APIRouter(include_in_schema=False)

EXAMPLES: Final = (
    "1999 Honda Acty to Texas",
    "2022 Nissan Sakura limited to 25 mph",
    "Suzuki Carry DD51T-123456",
    "平成13年 スズキ ジムニー",
    "1995 Nissan Skyline to California, $20,000",
)
"""Questions to click, in the forms people ask in."""


@router.get("/static/{name}")
async def file(name: str) -> Response:
    """A file that pages need."""
    if name not in KINDS:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    return Response(static(name), media_type=KINDS[name], headers={"cache-control": "no-cache"})


@router.get("/")
async def ask(request: Request, full: bool = False) -> Response:
    """One line to ask, and the answer."""
    asked = Question.of(request.query_params.multi_items())
    told: dict[str, Any] = {"asked": asked, "examples": EXAMPLES, "full": full}
    if not asked:
        return page("ask.html", request, answer=None, error=None, **told)
    try:
        answer = await request.app.state.lanes.short(lambda engine: _shown(engine, asked, full))
    except InputError as error:
        status = HTTPStatus.BAD_REQUEST
        return page("ask.html", request, status, answer=None, error=error, **told)
    return page("ask.html", request, answer=answer, error=None, **told)


def _shown(engine: Engine, asked: Question, full: bool) -> dict[str, Any]:
    """What the page of an answer shows."""
    found: Answer = asked.answer(engine)
    verdict = found.verdict.to_dict()
    # whoever opens the address on another day sees the same answer
    dated = asked if asked.text("date") else asked.telling(("entry.date", verdict["entry_date"]))
    known = engine.rulebook.vocabulary
    return {
        "view": view(verdict, found.remarks),
        "sections": sections(verdict, full=full),
        "timeline": picture(found.verdict.timeline().to_dict()),
        "forms": verdict["forms"],
        "foot": made_by(verdict),
        "next": [question_about(known[name]) for name in next_facts(verdict, engine)],
        "link": dated.address(),
        "pairs": asked.pairs(),
        "interview": asked.address("/ask"),
        "map": asked.address("/states"),
        "command": dated.command(),
        "json": found.json(),
    }


# --- the interview ---


@router.get("/ask")
async def interviewed(request: Request) -> Response:
    """The next question, or the answer when nothing that could be asked matters."""
    named = request.query_params
    asked = Question.of(named.multi_items(), keep_unknown=True)
    about, reply = named.get("about", ""), " ".join(named.get("answer", "").split())
    lanes = request.app.state.lanes
    problem: InputError | None = None
    if about:
        unknown = "unknown" in named or not reply
        try:
            await lanes.short(lambda engine: value_of(engine, about, "" if unknown else reply))
        except InputError as error:
            problem = error
        else:
            told = asked.telling((about, "" if unknown else reply))
            return RedirectResponse(told.address("/ask"), HTTPStatus.SEE_OTHER)
    try:
        found = await lanes.short(lambda engine: _asked(engine, asked))
    except InputError as error:
        status = HTTPStatus.BAD_REQUEST
        return page("interview.html", request, status, found=None, problem=error, reply=reply)
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    return page("interview.html", request, status, found=found, problem=problem, reply=reply)


def _asked(engine: Engine, asked: Question) -> dict[str, Any]:
    """What the page of the interview shows."""
    case = asked.facts(engine)
    if asked.words:
        case = {**case, **flat(asked.answer(engine).case.to_dict())}
    turn = _turn(engine, asked, case)
    return {
        "question": turn.question,
        "view": view(turn.verdict.to_dict()),
        "told": [_line(engine, asked, place) for place in range(len(asked.told))],
        "pairs": asked.pairs(),
        "back": Question(asked.words, asked.told[:-1]).address("/ask") if asked.told else None,
        "page": asked.address(),
    }


def _turn(engine: Engine, asked: Question, case: dict[str, Any]) -> Turn:
    """Where the interview stands; what nobody knows better is not asked again."""
    unknown = {fact for fact, text in asked.told if not text}
    talk = interview(case, engine=engine, opening=True)
    turn = next(talk)
    seen: set[str] = set()
    while turn.question is not None and turn.question.fact in unknown - seen:
        seen.add(turn.question.fact)
        turn = talk.send(Reply.UNKNOWN)
    talk.close()
    return turn


def _line(engine: Engine, asked: Question, place: int) -> dict[str, str]:
    """An answer that was given, and the address at which it is asked for again."""
    name, text = asked.told[place]
    fact = engine.rulebook.vocabulary.get(name)
    rest = Question(asked.words, asked.told[:place] + asked.told[place + 1 :])
    title = name if fact is None else fact.title
    return {"title": title, "text": text or "not known", "again": rest.address("/ask")}
