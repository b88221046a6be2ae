# SPDX-License-Identifier: Apache-2.0
"""The pages `/law` and `/states`: everything named in the rules, and what each state says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from gherkin.parser import Parser

from keiimport.decide.rule_index import RuleIndex
from keiimport.engine import EVERY_STATE, Engine
from keiimport.errors import InputError, nearest
from keiimport.facts.data import rows
from keiimport.facts.problems import bad_input
from keiimport.facts.texts import STATES, state_asked
from keiimport.report import words
from keiimport.report.html import shown
from keiimport.report.states import state_outcome
from keiimport.rulebook.describe import details, find
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.model import entries
from keiimport.rulebook.problems import either
from keiimport.web.pages import Question, page
from keiimport.web.problems import Problem

router = APIRouter(include_in_schema=False)

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)+")  # `hts.8704_31`, `nhtsa.box_1`
MOST_FOUND: Final = 200  # results shown of a search


class Named(NamedTuple):
    """Something named in the rules; `text` is what is searched, in lower case."""

    id: str
    kind: str
    title: str
    cite: tuple[str, ...]
    file: str
    text: str


class Scenario(NamedTuple):
    """A scenario of a feature file."""

    title: str
    place: str
    steps: tuple[str, ...]


@router.get("/law")
async def search(request: Request, q: str = "", kind: str = "", file: str = "") -> Response:
    """The doors, or the results of a search."""
    names = await request.app.state.short(lambda engine: engine.index.view(_names))
    sought = q.casefold().split()[:20]
    searched = bool(sought or kind or file)
    its = (each for each in names if kind in ("", each.kind) and file in ("", each.file))
    found = [each for each in its if all(word in each.text for word in sought)]
    shown = found[:MOST_FOUND] if searched else [each for each in names if each.kind == "door"]
    told: dict[str, Any] = {"q": q[:200], "kind": kind, "file": file, "searched": searched}
    told["counts"] = Counter(each.kind for each in names)
    told["files"] = Counter(each.file for each in names)
    return page("law.html", request, found=shown, total=len(found), **told)


@router.get("/law/{name:path}")
async def one(request: Request, name: str) -> Response:
    """One named thing in full, with the scenarios that show it."""
    state = request.app.state
    names, found = await state.short(
        lambda engine: (engine.index.view(_names), find(engine.rulebook, name))
    )
    known = [each.id for each in names]
    if found is None:
        near = nearest(name[:200], known)
        hint = f"; the nearest is `{near}`" if near else ""
        raise Problem(404, f"nothing in the rules is called `{name[:200]}`{hint}")
    own_rules = state.settings.rules is not None
    scenarios = [] if own_rules else await state.long(lambda _: _showing(name))
    return page("law_one.html", request, found=found, known=set(known), scenarios=scenarios)


def _names(index: RuleIndex) -> list[Named]:
    rulebook = index.rulebook
    rows: dict[str, tuple[str, object]] = {}
    rows |= {row.rule: ("state row", row) for row in rulebook.states}
    rows |= {row.rule: ("tariff line", row) for row in rulebook.tariff}
    rows |= {row.rule: ("fee", row) for row in rulebook.fees}
    kinds = {"path": "door", "gate": "bar"}
    found: list[dict[str, Any]] = [details(each, rulebook.vocabulary) for each in entries(rulebook)]
    named = []
    for each in sorted(found, key=lambda each: each["kind"] not in kinds):
        name, because = each["id"], each.get("because")
        kind, row = rows.get(name, (kinds.get(each["kind"], each["kind"]), ""))
        title = (row and because) or each.get("say") or each.get("title") or because or name
        file = str(each.get("place") or "").partition(":")[0]
        named.append(_named(name, kind, title, file, each, row, cite=each.get("cite") or ()))
    for presumed in rulebook.presumptions:
        title = f"{', '.join(presumed.facts)}: {presumed.text}"
        file = "presumptions.yaml"
        named.append(_named(presumed.id, "presumption", title, file, presumed.because))
    for name, conclusion in rulebook.conclusions.items():
        named.append(_named(name, "conclusion", conclusion.title or name))
    for fact in rulebook.vocabulary.values():
        named.append(_named(fact.name, "fact", fact.title, "facts.yaml", fact.question))
    return named


def _named(
    id: str, kind: str, title: str, file: str = "", *more: object, cite: Iterable[str] = ()
) -> Named:
    text = " ".join(map(str, (id, title, *more))).casefold()
    return Named(id, kind, title, tuple(cite), file, text)


def _showing(name: str) -> list[Scenario]:
    """The scenarios with a name or its stem as a tag, or with the name in a step."""
    stems = name.split(".")
    tags = {".".join(stems[:count]) for count in range(2, len(stems) + 1)} | {name}
    found = {scenario: None for tag in tags for scenario in _scenarios().get(tag, ())}
    return sorted(found, key=lambda each: each.place)


@cache
def _scenarios() -> dict[str, list[Scenario]]:
    """Every scenario by each of its tags, and by each name of the rules in its steps."""
    found: dict[str, list[Scenario]] = {}
    rules = rules_folder()
    folder = rules.parent / ("_features" if rules.name == "_rules" else "features")
    for file in sorted(folder.rglob("*.feature")):
        place = f"features/{file.relative_to(folder).as_posix()}"
        feature = Parser().parse(file.read_text(encoding="utf-8"))["feature"] or {}
        for tags, scenario in _tagged(feature, frozenset()):
            steps = tuple(f"{step['keyword']}{step['text']}" for step in scenario["steps"])
            made = Scenario(scenario["name"], f"{place}:{scenario['location']['line']}", steps)
            for name in tags.union(*map(_NAME.findall, steps)):
                found.setdefault(name, []).append(made)
    return found


def _tagged(node: Any, above: frozenset[str]) -> Iterator[tuple[frozenset[str], Any]]:
    """The scenarios in a feature or a rule, each with all its tags."""
    tags = above | {tag["name"].removeprefix("@") for tag in node.get("tags", ())}
    for child in node.get("children", ()):
        if "rule" in child:
            yield from _tagged(child["rule"], tags)
        elif "scenario" in child:
            own = child["scenario"]
            tables = (tag for table in own["examples"] for tag in table["tags"])
            named = (tag["name"].removeprefix("@") for tag in (*own["tags"], *tables))
            yield tags | set(named), own


# the tile of each jurisdiction, roughly where it is in the country
GRID: Final = Path(__file__).with_name("map.txt").read_text(encoding="ascii")

# the kinds of vehicle offered on the map, each with the query that asks about it
KINDS: Final = {row["kind"]: row for row in rows(__file__, "kinds.csv")}


@router.get("/states")
async def mapped(request: Request, kind: str = "kei-truck") -> Response:
    """The map for a kind of vehicle, or for the vehicle in the address."""
    asked, question = _asked(request, kind)
    found = await request.app.state.short(
        lambda engine: _evaluated(engine, question, EVERY_STATE, "states")
    )
    states = [each | {"shown": state_outcome(each)} for each in found["verdict"]["states"]]
    told: dict[str, Any] = {"kinds": KINDS, "kind": "" if asked else kind, "grid": GRID}
    told |= {"states": {each["state"]: each for each in states}, "words": words.STATES}
    return page("states.html", request, asked=asked, **told, **found)


@router.get("/states/{code}")
async def state(request: Request, code: str, kind: str = "kei-truck") -> Response:
    """The answer of one jurisdiction for a vehicle, and all its rows."""
    asked, question = _asked(request, kind)
    try:
        code = state_asked(code)
    except InputError as error:
        raise Problem(404, str(error)) from None

    def work(engine: Engine) -> dict[str, Any]:
        rows = (row.rule for row in engine.rulebook.states if row.state == code)
        said = [find(engine.rulebook, rule) for rule in rows]
        return {"rows": said, **_evaluated(engine, question, code, "state")}

    found = await request.app.state.short(work)
    here = asked.address("/states") if asked else f"/states?kind={kind}"
    told: dict[str, Any] = {"name": STATES[code], "map": here, "words": words.STATES}
    return page("state.html", request, **told, **found)


def _asked(request: Request, kind: str) -> tuple[Question, Question]:
    asked = Question.of(request.query_params.multi_items())
    if not asked and kind not in KINDS:
        raise bad_input("no_kind", either(kind, KINDS), got=kind)
    return asked, asked or Question.of(parse_qsl(KINDS[kind]["address"]))


def _evaluated(engine: Engine, question: Question, state: str, part: str) -> dict[str, Any]:
    verdict = engine.evaluate(question.case(engine)[0], state=state).to_dict()
    found = shown(verdict, full=state != EVERY_STATE)
    found["sections"] = [each for each in found["sections"] if each.name == part]
    return found | {"verdict": verdict, "vehicle": found["view"].vehicle}
