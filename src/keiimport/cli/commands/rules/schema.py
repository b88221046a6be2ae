# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules schema`: JSON Schemas for editors and other programs."""

from __future__ import annotations

from typing import Any

import click

from keiimport.cli.output import indented, write


@click.command("schema")
@click.argument("name", type=click.Choice(["case", "mapping", "rules", "verdict"]), default="case")
def command(name: str) -> None:
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
    from keiimport.rulebook.sentences import words_schema

    schema = rule_schema()
    return schema | {"$defs": {**schema["$defs"], **words_schema()}}
