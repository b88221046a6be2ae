# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules show`: whatever has a name in the rules, with everything it says."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from keiimport.cli.options import form, overlays, rules
from keiimport.cli.output import indented, page_width, write
from keiimport.rulebook.describe import found
from keiimport.rulebook.loader import load


@click.command("show")
@click.argument("name", metavar="ID")
@form("json", "text")
@overlays
@rules
def command(
    name: str, form: Literal["json", "text"], overlays: tuple[Path, ...], folder: Path | None
) -> None:
    """Show whatever has a name in the rules, and what reads it.

    A rule, path, gate or remark; a row of a state, a line of the tariff or a fee; every rule of
    a conclusion; a presumption; or a fact, with what it means and where to find it.
    """
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
