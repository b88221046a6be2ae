# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules`: read the law that verdicts rest on; here to list, to show, and its schemas."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Final

import click
import yaml

from keiimport.cli.app import LazyGroup
from keiimport.cli.options import form, options, rules
from keiimport.cli.output import indented, page_width, write

command = LazyGroup(
    "rules",
    package="keiimport.cli.commands.rules",
    places="list show check diff coverage schema",
    help="List, show, check, compare and cover the rules that verdicts rest on.",
)


@command.command("list")
@form("json", "text")
@rules
def list_rules(form: str, folder: Path | None) -> None:
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
@options("--with")
@rules
def show(name: str, form: str, overlays: tuple[Path, ...], folder: Path | None) -> None:
    """Show whatever has a name in the rules, and what reads it.

    A rule, path, gate or remark; a row of a state, a line of the tariff or a fee; every rule of
    a conclusion; a presumption; or a fact, with what it means and where to find it.
    """
    from keiimport.rulebook.describe import found
    from keiimport.rulebook.loader import load

    shown = found(load(folder, overlays=overlays), name)
    write(indented(shown) if form == "json" else _as_yaml(shown))


def _as_yaml(shown: object) -> str:
    how: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "default_flow_style": None}
    lines = []
    for line in yaml.safe_dump(shown, width=sys.maxsize, **how).splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")) + 4)
        words = textwrap.TextWrapper(page_width(), subsequent_indent=indent)
        words.break_long_words = words.break_on_hyphens = False
        lines += words.wrap(line)
    return "\n".join(lines)


_SCHEMAS: Final = {
    "case": "facts.case.case_schema",
    "mapping": "batch.mapping.MappingForm.model_json_schema",
    "rules": "rulebook.grammar.rule_schema",
    "verdict": "verdict_schema.verdict_schema",
}


@command.command("schema")
@click.argument("name", type=click.Choice(list(_SCHEMAS)), default="case")
def schema(name: str) -> None:
    """Print the JSON Schema of a case, of a mapping, of a rule file or of a verdict."""
    write(indented(schema_of(name)))


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a name."""
    schema: dict[str, Any] = resolve_name(f"keiimport.{_SCHEMAS[name]}")()
    if name == "rules":
        from keiimport.rulebook.vocabulary import words_schema

        schema["$defs"] |= words_schema()
    return schema
