# SPDX-License-Identifier: Apache-2.0
"""The verdict as JSON text, its constant parts written once for each situation.

The text is what `json.dumps` makes of the plain values. Most of it is the same for all
vehicles in one situation: doors that nobody claims, the standards, all of a reason but its
words. Those parts are kept with the account of the situation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from keiimport.verdict import written
from keiimport.verdict.doors import Door
from keiimport.verdict.explanation import Explanation

encode = json.JSONEncoder(ensure_ascii=False).encode
"""What `json.dumps` does for all that is written here."""

MOST_TEXTS = 64
"""How many texts of the standards are kept for one situation."""

_WORDS = '"because": ""'
"""Where the words of a reason go; a quoted mark inside a text is never written so."""


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


def paths(explained: Explanation, asked_for: Callable[[int, Door], list[str]]) -> str:
    """`written.paths` as text."""
    account = explained.account
    kept, waits = account.texts, explained.settled.outcome == "needs_facts"
    found: list[str] = []
    for place, (said, door) in enumerate(zip(account.doors, explained.doors, strict=True)):
        # a door that does not suit has no days; what it waits for is told where others wait too
        constant = not said.suits and not waits and "{" not in said.because
        text = kept.get(place) if constant else None
        if text is None:
            text = encode(written.path(explained, place, door, asked_for(place, door)))
            if constant:
                kept[place] = text
        found.append(text)
    return f"[{', '.join(found)}]"


def standards(explained: Explanation) -> str:
    """`written.standards` as text."""
    facts, kept = explained.sight.facts, explained.account.texts_of_standards
    met = tuple([facts.get(standard.met) for standard in explained.law.rulebook.standards])
    text = kept.get(met)
    if text is None:
        if len(kept) >= MOST_TEXTS:
            kept.clear()
        text = kept[met] = encode(written.standards(explained))
    return text


def reasoning(explained: Explanation) -> str:
    """`written.reasoning` as text."""
    account = explained.account
    if account.texts_of_steps is None:
        parts = [
            encode(written.step(explained.law, step, "")).split(_WORDS) for step in account.steps
        ]
        account.texts_of_steps = [
            (f'{before}"because": ', step.because, after)
            for step, (before, after) in zip(account.steps, parts, strict=True)
        ]
    said = explained.said
    found = [
        f"{before}{encode(said(because))}{after}"
        for before, because, after in account.texts_of_steps
    ]
    return f"[{', '.join(found)}]"
