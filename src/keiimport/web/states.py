# SPDX-License-Identifier: Apache-2.0
"""The pages `/states`: the map of the 51 jurisdictions, and each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request, Response

from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import InputError, nearest
from keiimport.facts.texts import STATES
from keiimport.report import words
from keiimport.report.html import made_by
from keiimport.report.sections import sections
from keiimport.report.states import state_outcome
from keiimport.report.view import view
from keiimport.rulebook.describe import described
from keiimport.web.problems import Problem, expecting
from keiimport.web.question import Question
from keiimport.web.render import page

router = APIRouter(include_in_schema=False)

GRID: Final = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
"""Where the tile of each jurisdiction lies: about where it lies in the country."""

SIGNS: Final = {
    "allowed": "yes",
    "restricted": "limits",
    "banned": "no",
    "depends": "it depends",
    "unclear": "unclear",
}
"""The word on each tile, so that no colour says anything alone."""


class Kind(NamedTuple):
    """A kind of vehicle that the map is drawn for.

    Attributes:
        title: what it is.
        question: one vehicle of the kind.
    """

    title: str
    question: Question


_LSV: Final = {
    "vehicle.body": "passenger_car",
    "vehicle.wheels": "4",
    "vehicle.powertrain": "electric",
    "vehicle.top_speed": "25 mph",
    "vehicle.gvwr": "2200 lb",
    "vehicle.manufactured": "2020",
    "vehicle.certified_to": "us_fmvss",
    "vehicle.certified_class": "low_speed_vehicle",
    "vehicle.certified_by": "original_maker",
}

KINDS: Final[Mapping[str, Kind]] = {
    "kei-truck": Kind("a kei truck", Question("1998 Suzuki Carry truck")),
    "kei-car": Kind("a kei car", Question("1998 Suzuki Alto")),
    "larger-import": Kind("a larger import of 25 years", Question("1998 Nissan Skyline")),
    "low-speed": Kind("a low-speed vehicle", Question("", tuple(_LSV.items()))),
}


class Tile(NamedTuple):
    """A jurisdiction on the map."""

    code: str
    column: int
    row: int


def tiles() -> list[Tile]:
    """Every tile of the map."""
    lines = [line.split() for line in GRID.strip().splitlines()]
    return [
        Tile(code, column, row)
        for row, line in enumerate(lines)
        for column, code in enumerate(line)
        if code != ".."
    ]


@router.get("/states")
async def mapped(request: Request, kind: str = "kei-truck") -> Response:
    """The map, for a kind of vehicle or for the one in the address."""
    asked, question = _asked(request, kind)
    found = await request.app.state.lanes.short(
        lambda engine: _evaluated(engine, question, EVERY_STATE, "states")
    )
    shown = [each | {"shown": state_outcome(each)} for each in found["verdict"]["states"]]
    told: dict[str, Any] = {"states": {each["state"]: each for each in shown}}
    told |= {"kinds": KINDS, "kind": "" if asked else kind, "signs": SIGNS}
    told |= {"tiles": tiles(), "asked": asked, "words": words.STATES}
    return page("states.html", request, **told, **found)


@router.get("/states/{code}")
async def one(request: Request, code: str, kind: str = "kei-truck") -> Response:
    """What one jurisdiction says: of a vehicle, and in every row of its own."""
    asked, question = _asked(request, kind)
    if code not in STATES:
        near = nearest(code, STATES)
        hint = f"`{near}`" if near else "two capital letters, such as `TX`"
        raise Problem(404, f"there is no state {code[:40]!r}; expected {hint}")

    def work(engine: Engine) -> dict[str, Any]:
        rows = [row for row in engine.rulebook.states if row.state == code]
        said = [described(engine.rulebook, row.rule) for row in rows]
        return {"rows": said, **_evaluated(engine, question, code, "state")}

    found = await request.app.state.lanes.short(work)
    here = asked.address("/states") if asked else f"/states?kind={kind}"
    told: dict[str, Any] = {"name": STATES[code], "map": here, "words": words.STATES}
    return page("state.html", request, **told, **found)


def _asked(request: Request, kind: str) -> tuple[Question, Question]:
    """The question in the address, which may be empty, and the one that is answered."""
    asked = Question.of(request.query_params.multi_items())
    if not asked and kind not in KINDS:
        said = "there is no such kind of vehicle"
        raise InputError(said, at="kind", got=kind, expected=expecting(kind, KINDS))
    return asked, asked or KINDS[kind].question


def _evaluated(engine: Engine, question: Question, state: str, part: str) -> dict[str, Any]:
    """The verdict on what is asked, and what pages show of it in one of its sections."""
    verdict = engine.evaluate(question.answer(engine).case, state=state).to_dict()
    full = state != EVERY_STATE
    return {
        "verdict": verdict,
        "sections": [each for each in sections(verdict, full=full) if each.name == part],
        "foot": made_by(verdict),
        "vehicle": view(verdict).vehicle,
    }
