# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules schema`: JSON Schemas for editors and other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import click

from keiimport.cli.output import indented, write

Schema = Mapping[str, object]


def _case() -> Schema:
    from keiimport.facts.case import case_schema

    return case_schema()


def _rules() -> Schema:
    from keiimport.rulebook.grammar import rule_schema
    from keiimport.rulebook.sentences import words_schema

    schema = rule_schema()
    return schema | {"$defs": {**schema["$defs"], **words_schema()}}


def _mapping() -> Schema:
    from keiimport.batch.mapping import MappingForm

    return MappingForm.model_json_schema()


def _verdict() -> Schema:
    from keiimport.verdict_schema import verdict_schema

    return verdict_schema()


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "case": _case,
    "mapping": _mapping,
    "rules": _rules,
    "verdict": _verdict,
}


@click.command("schema")
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="case")
def command(name: str) -> None:
    """Print the JSON Schema of a case, of a mapping, of a rule file or of a verdict."""
    write(indented(SCHEMAS[name]()))
