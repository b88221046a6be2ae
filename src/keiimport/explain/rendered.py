# SPDX-License-Identifier: Apache-2.0
"""The verdict as JSON text, its constant parts written once for each situation.

The text is what `json.dumps` makes of the plain values. Most of it is the same for all
vehicles in one situation: doors that nobody claims, the standards, all of a reason but its
words. Those parts are kept with the account of the situation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain import written
from keiimport.explain.doors import PathResult
from keiimport.explain.explanation import Explanation
from keiimport.explain.proof import Step
from keiimport.explain.template import AnswerTemplate
from keiimport.explain.words import day_text

encode = json.JSONEncoder(ensure_ascii=False).encode
"""What `json.dumps` does for all that is written here."""

MOST_TEXTS = 64
"""How many texts of the standards are kept for one situation."""

Pieces = tuple[tuple[str, ...], tuple[str, ...]]
"""The keys whose values have places, and the text around these places."""


def joined(
    keys: Iterable[str],
    value: Callable[[str], object],
    written_apart: Mapping[str, Callable[[], str]],
) -> str:
    """An object as JSON text.

    Args:
        keys: its keys in order.
        value: the plain value of a key.
        written_apart: what writes the value of a key that has a writer of its own.
    """
    parts: list[str] = []
    plain: dict[str, object] = {}
    for key in keys:
        write = written_apart.get(key)
        if write is None:
            plain[key] = value(key)
            continue
        if plain:
            parts.append(encode(plain)[1:-1])
            plain = {}
        parts.append(f"{encode(key)}: {write()}")
    if plain:
        parts.append(encode(plain)[1:-1])
    return f"{{{', '.join(parts)}}}"


def pieces(plain: Mapping[str, object], varying: Container[str]) -> Pieces:
    """An object as JSON text with places left for the values of some keys.

    Args:
        plain: the object.
        varying: the keys whose values are put in later.

    Returns:
        The keys with a place, and the text before, between and after those places.
    """
    keys: list[str] = []
    texts: list[str] = []
    text = "{"
    for place, (key, value) in enumerate(plain.items()):
        text += f"{', ' if place else ''}{encode(key)}: "
        if key in varying:
            keys.append(key)
            texts.append(text)
            text = ""
        else:
            text += encode(value)
    return tuple(keys), (*texts, text + "}")


def paths(explained: Explanation, asked_for: Callable[[int, PathResult], list[str]]) -> str:
    """`written.paths` as text."""
    template = explained.template
    waits = explained.decision.outcome == "needs_facts"
    found: list[str] = []
    for place, door in enumerate(explained.doors):
        kept = template.texts.get((place, waits))
        if kept is None:
            plain = written.path(explained, place, door, asked_for(place, door))
            kept = pieces(plain, _varying(template, place, waits))
            template.texts[place, waits] = kept
        keys, texts = kept
        for key, text in zip(keys, texts, strict=False):
            found.append(text)
            match key:
                case "opens_possible":
                    found.append(_day(door.opens_possible))
                case "opens_on":
                    found.append(_day(door.opens_on))
                case "because":
                    found.append(encode(door.because))
                case "missing":
                    found.append(encode(asked_for(place, door)))
                case "papers" | "restrictions":
                    papers = template.papers[place][key == "restrictions"]
                    found.append(encode([explained.said(paper) for paper in papers]))
        found.append(texts[-1])
        found.append(", ")
    return f"[{''.join(found[:-1])}]"


def _varying(template: AnswerTemplate, place: int, waits: bool) -> set[str]:
    """The keys of a door whose values differ within one situation."""
    said = template.doors[place]
    varying = set()
    if said.suits:
        varying |= {"opens_possible", "opens_on"}
    if waits:
        # what it waits for is told where others wait too
        varying.add("missing")
    if "{" in said.because:
        varying.add("because")
    for key, papers in zip(("papers", "restrictions"), template.papers[place], strict=True):
        if any("{" in paper for paper in papers):
            varying.add(key)
    return varying


def _day(day: int | None) -> str:
    return "null" if day is None else f'"{day_text(day)}"'


def standards(explained: Explanation) -> str:
    """`written.standards` as text."""
    facts, kept = explained.decided.facts, explained.standards.texts
    met = tuple([facts.get(standard.met) for standard in explained.index.rulebook.standards])
    text = kept.get(met)
    if text is None:
        if len(kept) >= MOST_TEXTS:
            kept.clear()
        text = kept[met] = encode(written.standards(explained))
    return text


def reasoning(explained: Explanation) -> str:
    """`written.reasoning` as text."""
    template = explained.template
    if template.texts_of_steps is None:
        template.texts_of_steps = [step_text(explained.index, step) for step in template.steps]
    said = explained.said
    found = [
        f"{before}{encode(said(because))}{after}" if because else before
        for before, because, after in template.texts_of_steps
    ]
    return f"[{', '.join(found)}]"


def step_text(index: RuleIndex, step: Step) -> tuple[str, str, str]:
    """A step before its words, the words with their places, and after them.

    Words without a place are in the text before them.
    """
    if "{" not in step.because:
        return encode(written.step(index, step, step.because)), "", ""
    before, after = pieces(written.step(index, step, ""), ("because",))[1]
    return before, step.because, after
