# SPDX-License-Identifier: Apache-2.0
"""`keiimport why`: the proof of one path."""

from __future__ import annotations

from typing import Any, Final, Literal

import click

from keiimport.cli.cases import only_case
from keiimport.cli.options import Law, form, in_state, law
from keiimport.cli.output import page, write, written
from keiimport.errors import InputError
from keiimport.explain.doors import place_of
from keiimport.logic.engines import second_opinion
from keiimport.verdict_types import plain

_LISTED: Final = ("id", "form", "box", "code", "title", "outcome", "because")


@click.command("why")
@click.argument("path", metavar="PATH")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("text", "json", "mermaid", "dot", "html")
@in_state
@law
def command(
    path: str,
    file: str,
    form: Literal["text", "json", "mermaid", "dot", "html"],
    state: str | None,
    law: Law,
) -> int:
    """Show why PATH (such as nhtsa.box_1) is open to the case in FILE, or what of it fails.

    FILE holds one JSON object. The proof is a tree down to the facts, each with its source;
    of a path that is closed it keeps what fails, and nothing else. An agency (such as epa) in
    the place of PATH lists its paths.
    """
    case = only_case(file)
    engine = law.engine(second_opinion())
    paths = [known for known in engine.index.paths if known.agency == path]
    if not paths:
        place_of(path, [known.id for known in engine.index.paths])
    verdict = engine.evaluate(case, as_of=law.as_of, strict=law.strict, state=state)
    if paths:
        _list_paths([plain(each) for each in verdict.paths if each.agency == path], form)
        return 0
    found = verdict.why(path)
    if form == "json":
        write(written(found))
    elif form == "text":
        from keiimport.report.text import render_why as render

        write(page(render, found))
    elif form == "html":
        from keiimport.report.html import render_why

        write(render_why(found))
    else:
        from keiimport.report.drawing import dot, mermaid

        write((mermaid if form == "mermaid" else dot)(found))
    return 0


def _list_paths(paths: list[dict[str, Any]], form: str) -> None:
    """Write the paths of an agency, to choose one of them."""
    if form not in ("text", "json"):
        raise InputError(
            "a list of paths is not drawn", at="--format", got=form, expected="`text` or `json`"
        )
    if form == "json":
        write(written([{key: path[key] for key in _LISTED} for path in paths]))
        return
    from keiimport.report.text import render_paths

    write(page(render_paths, paths))
