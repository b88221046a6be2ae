# SPDX-License-Identifier: Apache-2.0
"""The sections of a case and its JSON Schema, from `rules/facts.yaml`: `python -m tests.models`."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from keiimport.facts.texts import LONGEST_TEXT, MARKETS, STATES
from keiimport.facts.units import DIMENSIONS

TOP = Path(__file__).parents[1]
MODELS = TOP / "src" / "keiimport" / "facts" / "models.py"
SCHEMA = MODELS.with_name("case.schema.json")
SECTIONS = {
    "vehicle.off_road": (
        "OffRoad",
        "The factors by which the safety agency tells an off-road vehicle from a motor vehicle.",
    ),
    "vehicle": ("Vehicle", "What is told of the vehicle."),
    "importer": ("Importer", "What is told of whoever brings the vehicle in."),
    "entry.costs": (
        "Costs",
        "What is paid for the import besides duty and fees, as told; never made up.",
    ),
    "entry": (
        "Entry",
        "What is told of the entry into the United States; its value may be in another currency.",
    ),
}
LINES: dict[str, Any] = {
    "width": 100,
    "initial_indent": " " * 4,
    "subsequent_indent": " " * 8,
    "break_on_hyphens": False,
    "break_long_words": False,
}
JOINT = "\x1f"
"""Stands for a space at which no line ends."""

STANDARDS_AFTER = "vehicle.certified_class"
"""The standards are facts of their own table, not of `facts.yaml`."""

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""The sections of a case: every fact that can be told, in order, with the words it may take.

Written by `make generate` from `rules/facts.yaml`: change a fact there.
"""
# fmt: off

from collections.abc import Mapping
from typing import Literal

from keiimport.facts.fields import Date, OneOf, Quantity, SomeOf, Standards, Text, YesNo
from keiimport.facts.sections import Part, Section
from keiimport.facts.units import in_dollars
'''
TAIL = '''

SECTIONS: Mapping[str, type[Section]] = {"vehicle": Vehicle, "importer": Importer, "entry": Entry}
"""The sections of a case by name, in order."""
'''


def told_facts() -> dict[str, dict[str, Any]]:
    """The facts by name, with their words."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        (TOP / "rules" / "facts.yaml").read_text(encoding="utf-8")
    )["facts"]
    return found


def models() -> str:
    """The module of the sections; the words of a fact fill its lines."""
    facts = told_facts()
    return HEAD + "".join(map("".join, (_section(path, facts) for path in SECTIONS))) + TAIL


def _section(path: str, facts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    name, said = SECTIONS[path]
    yield f'\n\nclass {name}(Section, path="{path}"):\n    """{said}"""\n\n'
    if path == "entry":
        yield "    prepare = staticmethod(in_dollars)\n\n"
    parts = set()
    for fact, words in facts.items():
        if not fact.startswith(f"{path}."):
            continue
        first, *rest = fact.removeprefix(f"{path}.").split(".")
        if not rest:
            field = textwrap.fill(f"{first}: {_field(words)}", **LINES)
            yield field.replace(JOINT, " ") + "\n"
        elif first not in parts:
            parts.add(first)
            inner, _ = SECTIONS[f"{path}.{first}"]
            yield f"    {first}: Part[{inner}] = Part({inner})\n"
        if fact == STANDARDS_AFTER:
            yield "    fmvss: Standards = Standards()\n"


def _field(words: Mapping[str, Any]) -> str:
    for key, kind in (("one_of", "OneOf"), ("some_of", "SomeOf")):
        if key in words:
            return f"{kind}[Literal[{', '.join(map(_quoted, words[key]))}]]{JOINT}={JOINT}{kind}()"
    match words["type"]:
        case "bool":
            return "YesNo = YesNo()"
        case "date" | "day" | "build" as day:
            return f"Date = Date({_quoted(day)})"
        case form:
            kind = "Quantity" if form in DIMENSIONS else "Text"
            return f"{kind} = {kind}({_quoted(form)})"


def _quoted(word: str) -> str:
    return f'"{word}"'


# --- the JSON Schema of a case ---

RANGES = {
    "date": (
        ("earliest", "latest"),
        ["string", "integer"],
        "a date, a month, a year, a Japanese era date, or a range of them",
    )
} | {
    name: (("min", "max"), ["number", "string"], f"{kind.expected}, or a range")
    for name, kind in DIMENSIONS.items()
}
RANGES["build"] = RANGES["date"]
"""What may be told within bounds: the two ends, the types of each, and what it is in words."""

CODE = {"pattern": "^[A-Za-z]{2}$", "type": "string"}
TEXT = {"maxLength": LONGEST_TEXT, "type": "string"}
SCHEMAS: dict[str, Any] = {
    "bool": {"type": "boolean"},
    "day": {"description": "a full day", "type": "string"},
    "name": {"type": "string"},
    "text": TEXT,
    "eligibility_number": TEXT,
    "country": CODE,
    "market": {"anyOf": [{"enum": list(MARKETS)}, CODE]},
    "state": {"enum": [*STATES, *STATES.values()]},
}
"""What else may be told, by the words under `type` in `facts.yaml`."""

STANDARDS_SCHEMA = {
    "additionalProperties": {"type": ["boolean", "null"]},
    "title": "Fmvss",
    "type": "object",
}


def schema() -> str:
    """The JSON Schema (2020-12) of a case."""
    from keiimport.facts.case import Case  # its sections may just have been written
    from keiimport.facts.sections import Section

    parts = sorted((part.__name__, part) for path, part in Section.every.items() if path)
    facts = told_facts()
    whole = {"$defs": {name: _part(part, facts) for name, part in parts}, **_part(Case, facts)}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _part(section: Any, facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "additionalProperties": False,
        "description": section.__doc__.partition("\n")[0],
        "properties": {
            name: dict(sorted(_property(name, field, facts).items()))
            for name, field in section.fields.items()
        },
        "title": section.__name__,
        "type": "object",
    }


def _property(name: str, field: Any, facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    if field.fact == "vehicle.fmvss":
        return STANDARDS_SCHEMA
    title = {}
    if field.single:
        told, title = _told(facts[field.fact]), {"title": name.replace("_", " ").title()}
    else:
        told = {"$ref": f"#/$defs/{field.section.__name__}"}
        if not field.fact.count("."):
            return told  # a section is there also where nothing is told of it
    each = told["anyOf"] if field.fact == "vehicle.market" else [told]
    return {"anyOf": [*each, {"type": "null"}], "default": None, **title}


def _told(words: Mapping[str, Any]) -> dict[str, Any]:
    """What may be told of a fact."""
    if "one_of" in words:
        return {"enum": words["one_of"], "type": "string"}
    if "some_of" in words:
        return {"items": {"enum": words["some_of"], "type": "string"}, "type": "array"}
    form = words["type"]
    if form not in RANGES:
        found: dict[str, Any] = SCHEMAS[form]
        return found
    ends, types, about = RANGES[form]
    span = {
        "additionalProperties": False,
        "properties": {key: {"type": [*types, "null"]} for key in ends},
        "type": "object",
    }
    return {"anyOf": [{"type": types}, span], "description": about}


if __name__ == "__main__":
    for file, make in ((MODELS, models), (SCHEMA, schema)):
        text = make()
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file.relative_to(TOP)} is out of date; run: make generate")
