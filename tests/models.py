# SPDX-License-Identifier: Apache-2.0
"""The sections of a case, written from `rules/facts.yaml`: `python -m tests.models`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from keiimport.facts.units import DIMENSIONS

TOP = Path(__file__).parents[1]
MODELS = TOP / "src" / "keiimport" / "facts" / "models.py"
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

from keiimport.facts.fields import Build, Date, Day, OneOf, Quantity, SomeOf, Standards, Text, YesNo
from keiimport.facts.sections import Part, Section
from keiimport.facts.units import in_dollars
'''
TAIL = '''

SECTIONS: Mapping[str, type[Section]] = {"vehicle": Vehicle, "importer": Importer, "entry": Entry}
"""The sections of a case by name, in order."""
'''


def models() -> str:
    """The module of the sections; the words of a fact fill its lines."""
    facts = yaml.safe_load((TOP / "rules" / "facts.yaml").read_text(encoding="utf-8"))["facts"]
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
            return f"{day.capitalize()} = {day.capitalize()}()"
        case form:
            kind = "Quantity" if form in DIMENSIONS else "Text"
            return f"{kind} = {kind}({_quoted(form)})"


def _quoted(word: str) -> str:
    return f'"{word}"'


if __name__ == "__main__":
    if "--check" not in sys.argv:
        MODELS.write_text(models(), encoding="utf-8")
    elif MODELS.read_text(encoding="utf-8") != models():
        sys.exit(f"{MODELS.relative_to(TOP)} is out of date; run: make generate")
