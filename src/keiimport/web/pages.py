# SPDX-License-Identifier: Apache-2.0
"""The pages `/` and `/ask`: a question, kept only in the address, and its answer."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Final, Self
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from keiimport.engine import Engine
from keiimport.errors import InputError, KeiimportError
from keiimport.facts.case import Case, flat
from keiimport.interviewing import Reply, interview
from keiimport.question.check import SHORT, check
from keiimport.question.replies import Asked, question_about, understood
from keiimport.report.html import environment, shown
from keiimport.report.view import untold, view

router = APIRouter(include_in_schema=False)

WORDS: Final = "q"
MOST_FACTS: Final = 300  # facts in one address
_SHORTLY: Final = {fact: name for name, fact in SHORT.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words, and facts as written, in order; one without a value is not known."""

    words: str = ""
    told: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]], keep_unknown: bool = False) -> Self:
        """The question in the query of an address."""
        words, told = "", []
        for name, value in named:
            value = " ".join(value.split())
            fact = SHORT.get(name, name)
            if name == WORDS:
                words = value
            elif "." in fact and (value or keep_unknown):
                told.append((fact, value))
        if len(told) > MOST_FACTS:
            raise InputError(f"there are {len(told)} facts", f"at most {MOST_FACTS}")
        return cls(words, tuple(told))

    def __bool__(self) -> bool:
        return bool(self.words or self.told)

    def text(self, name: str) -> str:
        """What was written for a fact, named in full or in short."""
        fact = SHORT.get(name, name)
        return next((value for told, value in reversed(self.told) if told == fact), "")

    def telling(self, name: str, value: str) -> Self:
        """The same with one more fact."""
        return replace(self, told=(*self.told, (SHORT.get(name, name), value)))

    def without(self, place: int) -> Self:
        """The same without the fact at a place."""
        return replace(self, told=self.told[:place] + self.told[place:][1:])

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for an address or a form."""
        found = [(WORDS, self.words)] if self.words else []
        return found + [(_SHORTLY.get(fact, fact), value) for fact, value in self.told]

    def address(self, page: str = "/") -> str:
        """The address of a page with this question."""
        return f"{page}?{urlencode(self.pairs())}"

    def facts(self, engine: Engine) -> dict[str, Any]:
        """The facts as JSON, the last of each; None if not known."""
        found: dict[str, Any] = {}
        for fact, text in self.told:
            value = value_of(engine, fact, text)
            if value is not None or fact not in found:
                found[fact] = value
        return found

    def case(self, engine: Engine) -> tuple[Case, list[str]]:
        """The case that it describes, and remarks on how its words were read."""
        told = {fact: value for fact, value in self.facts(engine).items() if value is not None}
        if not self.words:
            return Case.parse(told), []
        checked = check(self.words, engine, {}, told)
        return checked.case, checked.reading.remarks

    def command(self) -> str | None:
        """The same question as a command, if words and options can express it."""
        if not self.words or any(fact not in _SHORTLY for fact, _ in self.told):
            return None
        options = [f"--{name}={text}" for name in SHORT if (text := self.text(name))]
        return shlex.join(["keiimport", "check", *self.words.split(), *options])


def value_of(engine: Engine, name: str, text: str) -> Any:
    """The JSON value of a fact from its text; None if that is empty."""
    if not text:
        return None
    fact = engine.rulebook.vocabulary.get(name)
    value = text if fact is None else understood(question_about(fact), text)
    if fact is None and text in ("yes", "no"):  # whether a standard is met
        value = text == "yes"
    Case.parse({name: value})
    return value


# --- building blocks of pages ---

HTML: Final = "text/html"

# the static files with their media types
KINDS: Final = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}


def page(
    template: str, request: Request, *, problem: KeiimportError | None = None, **told: Any
) -> Response:
    """A page, with the problem in the input, if any."""
    found = written(template, here=request.url.path, choices=choices, problem=problem, **told)
    return Response(found, 400 if problem else 200, {"cache-control": "no-store"}, HTML)


def written(template: str, **told: Any) -> str:
    """A rendered template."""
    return environment("keiimport.web").get_template(template).render(told)


def choices(asked: Asked) -> list[tuple[str, str]]:
    """The choices of a question, as values and words; empty if the answer is typed."""
    if asked.kind == "bool":
        return [("yes", "yes"), ("no", "no")]
    each = list(zip(asked.choices, asked.words, strict=True))
    if asked.kind != "choices":
        return each
    both = ", ".join(asked.choices), " and ".join(asked.words)
    return [("none", "none"), *each, both] if len(each) == 2 else []


# --- the pages ---


@router.get("/static/{name}")
async def file(name: str) -> Response:
    """A static file; the style sheet extends that of the report."""
    if name not in KINDS:
        raise HTTPException(404)
    found = (files("keiimport.web") / "static" / name).read_bytes()
    if name == "style.css":
        found = (files("keiimport.report") / "templates" / name).read_bytes() + found
    return Response(found, media_type=KINDS[name], headers={"cache-control": "no-cache"})


@router.get("/")
async def ask(request: Request, full: bool = False) -> Response:
    """The page with one line to ask in, and the answer."""
    asked = Question.of(request.query_params.multi_items())
    answer, problem = None, None
    try:
        if asked:
            answer = await request.app.state.short(lambda engine: _answered(engine, asked, full))
    except InputError as error:
        problem = error
    return page("ask.html", request, problem=problem, asked=asked, answer=answer, full=full)


def _answered(engine: Engine, asked: Question, full: bool) -> dict[str, Any]:
    case, remarks = asked.case(engine)
    answered = engine.evaluate(case)
    verdict, known = answered.to_dict(), engine.rulebook.vocabulary
    hangs = [each["fact"] for each in verdict["missing"]]
    wanted = untold(verdict) + list((verdict["duty"] or {}).get("missing") or ())
    # what the short answer asks for comes first
    wanted = hangs + wanted if verdict["outcome"] == "undetermined" else wanted + hangs
    asks = [known[name] for name in dict.fromkeys(wanted) if name in known]
    timeline = answered.timeline().to_dict()
    return shown(verdict, timeline, full=full, unread=remarks) | {
        "forms": verdict["forms"],
        "next": [question_about(fact) for fact in asks[:3]],
        # so that the address gives the same answer on any day
        "dated": asked if asked.text("date") else asked.telling("date", verdict["entry_date"]),
        "json": json.dumps(case.to_dict(), ensure_ascii=False, indent=2),
    }


# --- the interview ---


@router.get("/ask")
async def interviewed(request: Request) -> Response:
    """The next question, or the answer if no further question matters."""
    named = request.query_params
    asked = Question.of(named.multi_items(), keep_unknown=True)
    about, reply = named.get("about", ""), " ".join(named.get("answer", "").split())
    work = request.app.state.short
    found, problem = None, None
    try:
        if about:
            said = "" if "unknown" in named else reply
            await work(lambda engine: value_of(engine, about, said))
            return RedirectResponse(asked.telling(about, said).address("/ask"), 303)
    except InputError as error:
        problem = error
    try:
        found = await work(lambda engine: _asked(engine, asked))
    except InputError as error:
        problem = error
    return page("interview.html", request, found=found, problem=problem, reply=reply, asked=asked)


def _asked(engine: Engine, asked: Question) -> dict[str, Any]:
    case = asked.facts(engine)
    if asked.words:
        case = {**case, **flat(asked.case(engine)[0].to_dict())}
    unknown = {fact for fact, text in asked.told if not text}
    talk = interview(case, engine=engine, opening=True, foresee=False)
    turn = next(talk)
    while turn.question is not None and turn.question.fact in unknown:
        # answered with "don't know" before, so not asked again
        unknown.remove(turn.question.fact)
        turn = talk.send(Reply.UNKNOWN)
    talk.close()
    known = engine.rulebook.vocabulary
    titles = [known[name].title if name in known else name for name, _ in asked.told]
    return {"question": turn.question, "view": view(turn.verdict.to_dict()), "titles": titles}
