# SPDX-License-Identifier: Apache-2.0
"""Words for what went wrong in a scenario: the verdict in a few lines, the nearest step."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 96


def nearest_step(kind: str, text: str, patterns: Mapping[str, Iterable[str]]) -> str:
    """The step that `text` was probably meant to match; steps of its kind are preferred."""
    known = list(patterns.get(kind, ())) or [
        each for several in patterns.values() for each in several
    ]
    words = text.casefold()
    from rapidfuzz import fuzz  # not where every step is known

    def likeness(pattern: str) -> float:
        return max(fuzz.ratio(spelling, words) for spelling in spellings(pattern))

    return max(known, key=likeness)


def spellings(pattern: str) -> list[str]:
    """What a pattern can read, without its placeholders: one text for each choice in it."""
    plain = re.sub(r"\{\w+\}", "", pattern).casefold()
    choice = re.search(r"\((.*?)\)", plain)
    if choice is None:
        return [plain]
    return [plain.replace(choice[0], word) for word in choice[1].split("|")]


def account(verdict: Mapping[str, Any]) -> str:
    """The JSON form of a verdict as a person would read it when a scenario about it fails."""
    lines = [
        f"outcome: {verdict['outcome']} (strict: {verdict['strict_outcome']},"
        f" certainty: {verdict['certainty']}, depends on: {verdict['depends_on'] or 'nobody'})",
        f"answer: {verdict['answer']}",
        f"earliest: {verdict['earliest'] or 'never'},"
        f" possible from: {verdict['earliest_possible'] or 'never'};"
        f" entry {verdict['entry_date']}, law of {verdict['law_as_of']}",
        f"classes: {', '.join(verdict['classification']) or 'none'}",
    ]
    if state := verdict["state"]:
        lines.append(f"state: {state['name']} {state['outcome']}: {state['because']}")
    lines += _section("assumes", (f"{a['id']}: {a['because']}" for a in verdict["assumptions"]))
    lines += _section(
        "paths", (f"{p['id']} {p['outcome']}: {p['because']}" for p in verdict["paths"])
    )
    lines += _section("reasons", map(reason_line, verdict["reasoning"]))
    lines += _section("asks for", (m["fact"] for m in verdict["missing"]))
    lines += _section("warnings", verdict["warnings"])
    return "\n".join(lines)


def reason_line(reason: Mapping[str, Any]) -> str:
    """One reason of the chain on one line."""
    cited = f" [{'; '.join(reason['cite'])}]" if reason["cite"] else ""
    return (
        f"{reason['step']}. {reason['concludes']} is {reason['truth']}: {reason['because']}{cited}"
    )


def _section(title: str, entries: Iterable[str]) -> list[str]:
    found = list(entries)
    if not found:
        return []
    wrapped = (
        textwrap.fill(str(entry), WIDTH, initial_indent="  ", subsequent_indent="    ")
        for entry in found
    )
    return [f"{title}:", *wrapped]
