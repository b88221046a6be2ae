# SPDX-License-Identifier: Apache-2.0
"""The pages `/law`: whatever has a name in the rules, with its law, and what shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request, Response
from gherkin.parser import Parser

from keiimport.errors import nearest
from keiimport.rulebook.describe import described, details
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.model import Rulebook, entries
from keiimport.web.problems import Problem
from keiimport.web.render import page

router = APIRouter(include_in_schema=False)

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)+")
"""What may be a name in a step: `hts.8704_31`, `nhtsa.box_1`, `no_special_body`."""

MOST_FOUND: Final = 200
"""Of what is searched for."""


class Named(NamedTuple):
    """Something that has a name in the rules.

    Attributes:
        id: its name.
        kind: door, bar, rule, remark, state row, tariff line, fee, presumption, fact or conclusion.
        title: what it is, in words.
        cite: its law.
        file: where it stands.
        text: all that is searched, in lower case.
    """

    id: str
    kind: str
    title: str
    cite: tuple[str, ...]
    file: str
    text: str


class Scenario(NamedTuple):
    """A scenario of a feature file.

    Attributes:
        title: what it says.
        place: its file and line.
        steps: its steps, each as it is written.
    """

    title: str
    place: str
    steps: tuple[str, ...]


@router.get("/law")
async def listed(request: Request, q: str = "", kind: str = "", file: str = "") -> Response:
    """Everything that has a name, or what is searched for."""
    names = await _names(request)
    sought = q.casefold().split()[:20]
    searched = bool(sought or kind or file)
    found = [
        each
        for each in names
        if all(word in each.text for word in sought)
        and kind in ("", each.kind)
        and file in ("", each.file)
    ]
    return page(
        "law.html",
        request,
        q=q[:200],
        kind=kind,
        file=file,
        found=found[:MOST_FOUND] if searched else [each for each in names if each.kind == "door"],
        total=len(found),
        searched=searched,
        counts=Counter(each.kind for each in names),
        files=Counter(each.file for each in names),
    )


@router.get("/law/{name:path}")
async def one(request: Request, name: str) -> Response:
    """One thing with everything it says, and the scenarios that show it."""
    lanes, known = request.app.state.lanes, [each.id for each in await _names(request)]
    found = await lanes.short(lambda engine: described(engine.rulebook, name))
    if found is None:
        near = nearest(name[:200], known)
        hint = f"; the nearest is `{near}`" if near else ""
        raise Problem(404, f"nothing in the rules is called `{name[:200]}`{hint}")
    own_rules = request.app.state.settings.rules is not None
    shown = [] if own_rules else await lanes.long(lambda _: _showing(name))
    return page("law_one.html", request, found=found, known=set(known), scenarios=shown)


async def _names(request: Request) -> list[Named]:
    """Everything that has a name, doors first; the rules do not change while they are served."""
    state = request.app.state
    if not hasattr(state, "names"):
        state.names = await state.lanes.short(lambda engine: list(_all_names(engine.rulebook)))
    names: list[Named] = state.names
    return names


def _all_names(rulebook: Rulebook) -> Iterator[Named]:
    rows: dict[str, tuple[str, object]] = {}
    rows |= {row.rule: ("state row", row) for row in rulebook.states}
    rows |= {row.rule: ("tariff line", row) for row in rulebook.tariff}
    rows |= {row.rule: ("fee", row) for row in rulebook.fees}
    kinds = {"path": "door", "gate": "bar"}
    found: list[dict[str, Any]] = [details(each, rulebook.vocabulary) for each in entries(rulebook)]
    found.sort(key=lambda each: each["kind"] not in kinds)
    for each in found:
        name = each["id"]
        kind, row = rows.get(name, (kinds.get(each["kind"], each["kind"]), ""))
        title = each.get("say") or each.get("title") or each.get("because") or name
        if row:
            title = each.get("because") or title
        cite = tuple(each.get("cite") or ())
        file = str(each.get("place") or "").partition(":")[0]
        yield Named(name, kind, title, cite, file, _searched(each, row))
    for presumed in rulebook.presumptions:
        text = _searched(presumed.id, presumed.facts, presumed.text, presumed.because)
        title, file = f"{', '.join(presumed.facts)}: {presumed.text}", "presumptions.yaml"
        yield Named(presumed.id, "presumption", title, (), file, text)
    for name, conclusion in rulebook.conclusions.items():
        text = _searched(name, conclusion.title)
        yield Named(name, "conclusion", conclusion.title or name, (), "", text)
    for fact in rulebook.vocabulary.values():
        text = _searched(fact.name, fact.title, fact.question)
        yield Named(fact.name, "fact", fact.title, (), "facts.yaml", text)


def _searched(*parts: object) -> str:
    return " ".join(map(str, parts)).casefold()


# --- what shows it ---


def _showing(name: str) -> list[Scenario]:
    """The scenarios that carry a name, or the beginning of it, as a tag, or say it in a step."""
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
            line = scenario["location"]["line"]
            made = Scenario(scenario["name"], f"{place}:{line}", steps)
            for name in tags.union(*map(_NAME.findall, steps)):
                found.setdefault(name, []).append(made)
    return found


def _tagged(node: Any, above: frozenset[str]) -> Iterator[tuple[frozenset[str], Any]]:
    """The scenarios in a feature, or a rule, each with the tags it carries."""
    tags = above | {tag["name"].removeprefix("@") for tag in node.get("tags", ())}
    for child in node.get("children", ()):
        if "rule" in child:
            yield from _tagged(child["rule"], tags)
        elif "scenario" in child:
            own = child["scenario"]
            tables = (tag for table in own["examples"] for tag in table["tags"])
            named = (tag["name"].removeprefix("@") for tag in (*own["tags"], *tables))
            yield tags | set(named), own
