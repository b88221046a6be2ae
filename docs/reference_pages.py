# SPDX-License-Identifier: Apache-2.0
"""The pages of docs/reference, written from the definitions themselves when the site is built."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

import keiimport
from keiimport.cli.app import LazyGroup, app
from keiimport.facts.case import fact_types
from keiimport.facts.dates import iso_day
from keiimport.facts.texts import STATES
from keiimport.facts.units import DIMENSIONS
from keiimport.rulebook.describe import find
from keiimport.rulebook.grammar import rule_schema
from keiimport.rulebook.model import ANY_STATE
from keiimport.verdict_schema import verdict_schema

ROOT = Path(__file__).parents[1]
REFERENCE = Path(__file__).parent / "reference"
SEEN = {"verified": "yes", "secondary": "secondary source", "unverified": "no"}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (REFERENCE / f"{name}.md").write_text("\n".join(page()) + "\n", encoding="utf-8")


# --- facts ---


def facts() -> Iterator[str]:
    """Every fact of a case: what it means, its unit, where to find it, who reads it."""
    law = keiimport.load_rulebook()
    yield "# Every fact of a case\n"
    yield (
        "A fact that nobody told is *not known*: it is asked for where it decides, presumed where "
        "a broker would presume it, and, for what can still be done, not yet done. Bare numbers "
        "are in the unit named here; text may name another."
    )
    part = ""
    for name in law.vocabulary:
        if name.split(".")[0] != part:
            part = name.split(".")[0]
            yield f"\n## `{part}`\n"
        yield from _fact(name, find(law, name) or {})


def _fact(name: str, told: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n### `{name}`\n"
    yield f"{_sentence(told['title'])} {told['question']}\n"
    rows = {
        "Where to find it": told.get("where"),
        "What it is": told.get("what"),
        "One of": _codes(told.get("one_of")),
        "Bare number in": _unit(name),
        "Not told means": told.get("not_told_means"),
        "Can be changed": told.get("can_be_changed"),
        "Read by": _readers(told.get("read_by") or ()),
    }
    yield from (f"{label}\n: {text}\n" for label, text in rows.items() if text)


def _readers(names: Sequence[str]) -> str:
    if not names:
        return "no rule: it tells which vehicle it is, or where it goes"
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(f"`{name}`" for name in names[:8]) + more


def _unit(name: str) -> str | None:
    kind = fact_types().get(name)
    return DIMENSIONS[kind.dimension].base if kind and kind.dimension else None


def _codes(words: Sequence[str] | None) -> str:
    return ", ".join(f"`{word}`" for word in words or ())


# --- the verdict ---


def verdict() -> Iterator[str]:
    """Every key of a verdict, with what is in it."""
    schema = verdict_schema()
    yield "# Every key of a verdict\n"
    yield (
        "The JSON form, which `to_dict()`, `keiimport evaluate` and the API give. In Python the "
        "same names are attributes. `keiimport rules schema verdict` prints its JSON Schema.\n"
    )
    parts = schema["$defs"]
    for name, value in schema["properties"].items():
        yield f"\n## `{name}`\n"
        yield f"{_sentence(value['description'])} {_sentence(_shape(value, parts))}\n"
        for key, inner in _properties(value, parts).items():
            yield f"- `{key}`: {_shape(inner, parts)}; {inner['description']}"
            if names := ", ".join(f"`{each}`" for each in _properties(inner, parts)):
                yield f"  with {names}"


def _properties(value: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is in the object within: itself, the items of a list, or what may be null."""
    if "$ref" in value:
        return _properties(parts[value["$ref"].rpartition("/")[2]], parts)
    if "properties" in value:
        return value["properties"]  # type: ignore[no-any-return]
    inner = [value["items"]] if "items" in value else value.get("anyOf", ())
    return next(filter(None, (_properties(each, parts) for each in inner)), {})


def _shape(value: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """What kind of value it is, in words."""
    if "$ref" in value:
        return "an object"
    if "enum" in value:
        return "one of " + ", ".join("null" if v is None else f"`{v}`" for v in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_shape(each, parts) for each in value["anyOf"]))
    if value.get("format") == "date":
        return "a day" + (" or null" if "null" in value.get("type", ()) else "")
    kinds = value.get("type", "any value")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds)


_KINDS = {
    "string": "text",
    "array": "a list",
    "object": "an object",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


# --- commands ---


def commands() -> Iterator[str]:
    """Every command, with its options."""
    yield "# Every command\n"
    yield (
        "Answers go to standard output, words for people to standard error. Exit code 0: "
        "evaluated, whatever the verdict; 2: bad input, with one line of JSON that says "
        "what, where and what was expected; 1: keiimport's own failure, or a missing extra.\n"
    )
    yield from _commands(app, ["keiimport"])


def _commands(group: LazyGroup, words: list[str]) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        here = [*words, name]
        if isinstance(command, LazyGroup):
            yield from _commands(command, here)
            continue
        yield f"\n## `{' '.join(here)}`\n"
        yield f"{_plain(command.help or '')}\n"
        inner = click.Context(command, info_name=" ".join(here))
        yield f"```text\n{command.get_usage(inner).removeprefix('Usage: ')}\n```\n"
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                record = parameter.get_help_record(inner)
                assert record is not None
                yield f"`{record[0]}`\n: {_plain(record[1])}\n"


def _plain(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).replace("|", r"\|")


# --- Python and HTTP ---


def python() -> Iterator[str]:
    """Every public name of the package."""
    yield "# Every public name in Python\n"
    yield "All of `from keiimport import ...`; `dir(keiimport)` shows the same.\n"
    for name in sorted(keiimport.__all__, key=str.casefold):
        thing = getattr(keiimport, name)
        kind = "autoclass" if isinstance(thing, type) else "autofunction"
        if isinstance(thing, type) and issubclass(thing, Exception):
            kind = "autoexception"
        members = "\n   :members:" if kind == "autoclass" else ""
        home = f"{thing.__module__}.{thing.__name__}"
        yield f"\n## `{name}`\n\n```{{eval-rst}}\n.. {kind}:: {home}{members}\n```"


def http() -> Iterator[str]:
    """Every address of the API, from its own OpenAPI."""
    from keiimport.web.app import application
    from keiimport.web.settings import Settings

    yield "# Every address of the API\n"
    yield (
        "`keiimport serve` answers them; `/api/v1/openapi.json` says the same to programs. Errors "
        "are `application/problem+json`: what is wrong, where, and what was expected. "
        "[The page about it](../web.md) says more.\n"
    )
    find = application(Settings()).openapi()
    for path, methods in find["paths"].items():
        for method, said in methods.items():
            yield f"\n## `{method.upper()} {path}`\n"
            yield f"{_plain(said.get('description') or said.get('summary') or '')}\n"
            for option in said.get("parameters", ()):
                meaning = option.get("description") or "as its name says"
                yield f"`{option['name']}`\n: {_plain(meaning)}\n"
            codes = ", ".join(
                f"{code} ({r['description']})" for code, r in said["responses"].items()
            )
            yield f"Answers: {codes}."


# --- the language of the rules ---

CONDITION = {
    "all": "every one of a list of conditions holds; a list without a word means the same",
    "any": "at least one of them holds",
    "not": "the condition does not hold; what is unknown stays unknown",
    "unknown": "the law is not encoded, for the reason written here: unknown, and said so",
    "for_each": "the same condition for each of several values",
}
"""The words that join conditions, which are the same everywhere."""


def rule_words() -> Iterator[str]:
    """Every word of the rule language, with an example from the rules themselves."""
    yield "# The rule language, word by word\n"
    yield (
        "Each word with what it means and the first place in `rules/` that uses it. Editors "
        "complete them with `schema/rules.schema.json`. [The tutorial](../law-tutorial.md) "
        "begins at the beginning.\n"
    )
    for title, words in rule_language().items():
        yield f"\n## {title}\n"
        for word, meaning in words.items():
            yield f"\n### {title}: `{word}`\n"
            yield f"{_sentence(meaning)}\n"
            where, text = example(word)
            yield f"```yaml\n# {where}\n{text}\n```" if text else "No rule that is shipped uses it."


@cache
def rule_language() -> Mapping[str, Mapping[str, str]]:
    """The words of each part of a rule file, with what they mean."""
    schema: Any = rule_schema()
    parts = schema["$defs"]
    found: dict[str, dict[str, str]] = {"A file": _meanings(schema)}
    for name, title in _FORMS.items():
        found[title] = _meanings(parts[name])
    found["A condition"] = dict(CONDITION)
    tests = next(each for each in parts["Test"]["anyOf"] if "properties" in each)
    found["A test of a fact"] = _meanings(tests)
    return found


_FORMS = {
    "RuleForm": "A rule",
    "InForceForm": "in_force",
    "OneWayForm": "one_way",
    "ConclusionForm": "A conclusion",
    "PathForm": "A path",
    "PaperForm": "A paper",
    "GateForm": "A gate",
    "RemarkForm": "A remark",
    "TableForm": "A table",
    "ConclusionColumn": "A column that is a conclusion",
    "FactColumn": "A column that is a fact",
    "AgeColumn": "A column that is an age",
    "WindowColumn": "A column that is a day of the law",
    "DeclarationForm": "A form to declare on",
    "EditionForm": "An edition of a form",
    "ScenarioForm": "A scenario",
}


def _meanings(form: Mapping[str, Any]) -> dict[str, str]:
    return {
        word: value.get("description") or _shape(value, {})
        for word, value in form.get("properties", {}).items()
    }


@cache
def _rule_files() -> Sequence[tuple[str, list[str]]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8").splitlines())
        for path in sorted((ROOT / "rules").rglob("*.yaml"))
        if path.name not in ("facts.yaml", "presumptions.yaml")
    ]


def example(word: str) -> tuple[str, str]:
    """The first place in the rules that uses a word: file and line, and the lines themselves."""
    pattern = re.compile(rf"(^|[\s{{\[-]){re.escape(word)}:(\s|$)")
    for name, lines in _rule_files():
        for number, line in enumerate(lines):
            if pattern.search(line) and not line.lstrip().startswith("#"):
                return f"{name}:{number + 1}", _snippet(lines, number)
    return "", ""


def _snippet(lines: list[str], number: int) -> str:
    """The line and what belongs to it, at most six lines."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    taken = [lines[number]]
    for line in lines[number + 1 : number + 6]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        taken.append(line)
    return textwrap.dedent("\n".join(taken)).strip()


# --- the law itself ---


def states() -> Iterator[str]:
    """Every row of every state, with its law and the day on which it was last checked."""
    law = keiimport.load_rulebook()
    rules = {rule.id: rule for rule in law.rules}
    yield "# Every state, and its law\n"
    yield (
        "What each jurisdiction says once a vehicle is in lawfully, row by row, from "
        "`rules/states/states.csv`. Of the rows that hold, the first is the answer. "
        "[How to correct one](../law-states.md).\n"
    )
    for code, name in {ANY_STATE: "All states", **STATES}.items():
        rows = [row for row in law.states if row.state == code]
        if not rows:
            continue
        yield f"\n## {name}\n"
        yield "| about | says | law | seen | checked |\n|---|---|---|---|---|"
        for row in sorted(rows, key=lambda row: row.rank):
            rule = rules[row.rule]
            cells = (
                row.kind.replace("_", " "),
                f"**{row.outcome}**: {rule.because or ''}",
                "; ".join(rule.cite),
                SEEN[rule.confidence],
                iso_day(row.last_checked),
            )
            yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def steps() -> Iterator[str]:
    """Every Gherkin step."""
    from keiimport.gherkin.steps import KNOWN

    yield "# Every step of a feature\n"
    yield "[Features of your own](../gherkin.md) says how they are used.\n"
    for known in KNOWN:
        yield f"`{known.kind.capitalize()} {known.words}`\n: {known.meaning}\n"


def _cell(text: str | None) -> str:
    return " ".join(str(text).split()).replace("|", "/").replace("<", "&lt;")


def _sentence(text: str) -> str:
    text = " ".join(str(text).split())
    text = text[:1].upper() + text[1:]
    return text if not text or text.endswith((".", "?", ":")) else f"{text}."


PAGES = {
    "commands": commands,
    "facts": facts,
    "http": http,
    "python": python,
    "rule-words": rule_words,
    "states": states,
    "steps": steps,
    "verdict": verdict,
}
"""The pages that are written, by their names; `doors` is written by `python -m tests.doors`."""

if __name__ == "__main__":
    main()
