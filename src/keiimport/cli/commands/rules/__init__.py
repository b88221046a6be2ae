# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules`: read the law that verdicts rest on; here to list, to show, and its schemas."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click

from keiimport.cli.app import LazyGroup
from keiimport.cli.options import form, overlays, rules
from keiimport.cli.output import indented, page_width, write

command = LazyGroup(
    "rules",
    package="keiimport.cli.commands.rules",
    names=("list", "show", "check", "diff", "coverage", "schema"),
    help="List, show, check, compare and cover the rules that verdicts rest on.",
)


@command.command("list")
@form("json", "text")
@rules
def list_rules(form: Literal["json", "text"], folder: Path | None) -> None:
    """List every rule, path, gate and remark with its dates and citations."""
    from keiimport.rulebook.describe import summary
    from keiimport.rulebook.loader import load
    from keiimport.rulebook.model import entries

    found = entries(load(folder))
    if form == "json":
        write(indented([summary(entry) for entry in found]))
        return
    width = max(len(entry.id) for entry in found)
    for entry in found:
        kind = type(entry).__name__.lower()
        write(f"{entry.id:{width}}  {kind:6}  {'; '.join(entry.cite)}".rstrip())


@command.command("show")
@click.argument("name", metavar="ID")
@form("json", "text")
@overlays
@rules
def show(
    name: str, form: Literal["json", "text"], overlays: tuple[Path, ...], folder: Path | None
) -> None:
    """Show whatever has a name in the rules, and what reads it.

    A rule, path, gate or remark; a row of a state, a line of the tariff or a fee; every rule of
    a conclusion; a presumption; or a fact, with what it means and where to find it.
    """
    from keiimport.rulebook.describe import found
    from keiimport.rulebook.loader import load

    shown = found(load(folder, overlays=overlays), name)
    write(indented(shown) if form == "json" else "\n".join(_lines(shown)))


def _lines(shown: object, indent: str = "") -> Iterator[str]:
    """Keys and values as lines, those within others further to the right."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            label = f"{indent}{key.replace('_', ' ')}:"
            within = value if isinstance(value, list) else [value]
            if any(isinstance(each, dict | list) for each in within):
                yield label
                yield from _lines(value, indent + "  ")
            else:
                yield from _wrapped(f"{label} {_words(value)}", indent + "    ")
    elif isinstance(shown, list):
        for item in shown:
            first, *rest = _lines(item, indent + "  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest
    else:
        yield from _wrapped(f"{indent}{_words(shown)}", indent + "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, page_width(), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value is None else str(value)


@command.command("schema")
@click.argument("name", type=click.Choice(["case", "mapping", "rules", "verdict"]), default="case")
def schema(name: str) -> None:
    """Print the JSON Schema of a case, of a mapping, of a rule file or of a verdict."""
    write(indented(schema_of(name)))


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a name."""
    match name:
        case "case":
            from keiimport.facts.case import case_schema

            return case_schema()
        case "mapping":
            from keiimport.batch.mapping import MappingForm

            return MappingForm.model_json_schema()
        case "verdict":
            from keiimport.verdict_schema import verdict_schema

            return verdict_schema()
    from keiimport.rulebook.grammar import rule_schema
    from keiimport.rulebook.vocabulary import words_schema

    schema = rule_schema()
    return schema | {"$defs": {**schema["$defs"], **words_schema()}}
