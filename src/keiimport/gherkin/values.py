# SPDX-License-Identifier: Apache-2.0
"""From the words of a feature file to the values and keys of a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from keiimport.facts.case import fact_types, flat, nested

PARTS = ("vehicle", "importer", "entry")


def full_name(name: str, part: str = "") -> str | None:
    """The dotted name of a fact that was written whole, without its part, or by its last word.

    None when no fact, or more than one, is called so. Names that begin with a part are returned
    as they are, for the case itself to judge.
    """
    if name.split(".")[0] in PARTS:
        return name
    if part:
        return f"{part}.{name}"
    if name.startswith("fmvss."):
        return f"vehicle.{name}"
    found = [known for known in fact_types() if known.endswith(f".{name}")]
    return found[0] if len(found) == 1 else None


def value_of(text: str, fact: str) -> Any:
    """The JSON value that `text` stands for.

    `true` and `false` are Booleans, text that begins with a bracket is JSON, words between
    commas are a list where the fact is a list (`none` is the empty list), digits are a
    number where the fact is a number, and an empty cell is not told. Everything else,
    dates and quantities with units among them, stays text.
    """
    text = text.strip()
    if not text:
        return None
    if text in ("true", "false"):
        return text == "true"
    if text[0] in "[{":
        return json.loads(text)
    type = fact_types().get(fact)
    if type and type.kind == "choices":
        return [] if text == "none" else [word.strip() for word in text.split(",")]
    if type and type.kind == "number" and text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        return int(text)
    return text


def retold(case: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A case with other values of facts, however dotted its keys are; None takes a fact away.

    Raises:
        InputError: something is told both whole and in parts.
    """
    kept = {name: value for name, value in flat(case).items() if name not in facts}
    told = {name: value for name, value in facts.items() if value is not None}
    return dict(nested(kept | told))


DUTY_MEASURES = {
    "heading": ("hts", "hts", "hts"),
    "duty": ("rate", "rate_low", "rate_high"),
    "duty amount": ("amount", "low", "high"),
    "total": ("total", "total_low", "total_high"),
}
"""What a feature can measure of the duty: the key of the figure, and of its lowest and highest."""


def duty_measure(duty: Mapping[str, Any] | None, measure: str) -> str:
    """A figure of the duty as a feature writes it: `25 %`, or `2.5 % to 15 %`."""
    if duty is None:
        return "not estimated"
    figure, low, high = (duty[key] for key in DUTY_MEASURES[measure])
    if figure is not None:
        return str(figure)
    if low is None and high is None:
        return "not known"
    return f"{low} to {high or 'more'}"
