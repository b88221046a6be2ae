# SPDX-License-Identifier: Apache-2.0
"""Pages from the templates beside the report's, and the files they need."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from fastapi import Request, Response

from keiimport.facts.texts import STATES
from keiimport.question.replies import Asked
from keiimport.report.html import environment
from keiimport.web.problems import Problem

HTML: Final = "text/html; charset=utf-8"

KINDS: Final = {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files that pages need, by the kind of each."""

MOST_CHOICES: Final = 80
"""Of more choices than these the answer is written, not chosen."""

_MENU: Final = (
    ("/", "Ask"),
    ("/ask", "Interview"),
    ("/states", "States"),
    ("/law", "The law"),
    ("/batch", "Tables"),
)


def page(template: str, request: Request, status: int = 200, **told: Any) -> Response:
    """A page.

    Args:
        template: the name of its template.
        request: what asked for it.
        status: the HTTP status.
        told: what the template is filled with.
    """
    found = written(template, here=request.url.path, choices=choices, **told)
    return Response(found, status, {"cache-control": "no-store"}, HTML)


def written(template: str, **told: Any) -> str:
    """A template, filled."""
    return environment("keiimport.web").get_template(template).render(menu=_MENU, **told)


def problem_page(problem: Problem) -> bytes:
    """A page that says why there is no other."""
    said = problem.to_dict()
    return written("problem.html", here="", problem=said).encode("utf-8", "backslashreplace")


@lru_cache(maxsize=64)
def static(name: str) -> bytes:
    """A file that pages need; the style is that of the report, and more."""
    found = (files("keiimport.web") / "static" / name).read_bytes()
    if name == "style.css":
        report = files("keiimport.report") / "templates" / name
        return report.read_bytes() + found
    return found


def choices(asked: Asked) -> list[tuple[str, str]]:
    """What may be chosen: values and their words; nothing where an answer is written."""
    if asked.kind == "bool":
        return [("yes", "yes"), ("no", "no")]
    if asked.kind != "choice" or not 0 < len(asked.choices) <= MOST_CHOICES:
        return []
    return [(each, STATES.get(each, each.replace("_", " "))) for each in asked.choices]
