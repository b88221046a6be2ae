# SPDX-License-Identifier: Apache-2.0
"""The pages `/` and `/ask`: one line to ask, the answer on one screen, the interview."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import flat
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
    told: dict[str, Any] = {"answer": None, "error": None, "full": full}
    if asked:
        try:
            work = partial(_shown, asked=asked, full=full)
            told["answer"] = await request.app.state.lanes.short(work)
        except InputError as error:
            told["error"] = error
    status = HTTPStatus.BAD_REQUEST if told["error"] else HTTPStatus.OK
    return page("ask.html", request, status, asked=asked, examples=EXAMPLES, **told)


def _shown(engine: Engine, asked: Question, full: bool) -> dict[str, Any]:
    """What the page of an answer shows."""
    found: Answer = asked.answer(engine)
    verdict = found.verdict.to_dict()
    # whoever opens the address on another day sees the same answer
    dated = asked if asked.text("date") else asked.telling(("entry.date", verdict["entry_date"]))
    asks = next_facts(verdict, engine.rulebook.vocabulary)
    return {
        "view": view(verdict, found.remarks),
        "sections": sections(verdict, full=full),
        "timeline": picture(found.verdict.timeline().to_dict()),
        "forms": verdict["forms"],
        "foot": made_by(verdict),
        "next": [question_about(fact) for fact in asks],
        "link": dated.address(),
        "pairs": asked.pairs(),
        "interview": asked.address("/ask"),
        "map": asked.address("/states"),
        "command": dated.command(),
        "json": json.dumps(found.case.to_dict(), ensure_ascii=False, indent=2),
    }


# --- the interview ---


@router.get("/ask")
async def interviewed(request: Request) -> Response:
    """The next question, or the answer when nothing that could be asked matters."""
    named = request.query_params
    asked = Question.of(named.multi_items(), keep_unknown=True)
    about, reply = named.get("about", ""), " ".join(named.get("answer", "").split())
    lanes = request.app.state.lanes
    found, problem = None, None
    if about:
        said = "" if "unknown" in named else reply
        try:
            await lanes.short(lambda engine: value_of(engine, about, said))
        except InputError as error:
            problem = error
        else:
            told = asked.telling((about, said)).address("/ask")
            return RedirectResponse(told, HTTPStatus.SEE_OTHER)
    try:
        found = await lanes.short(lambda engine: _asked(engine, asked))
    except InputError as error:
        problem = error
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
