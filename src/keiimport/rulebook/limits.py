# SPDX-License-Identifier: Apache-2.0
"""What of a fact is plausible at all: `least` and `most` in `facts.yaml`."""

from __future__ import annotations

from typing import cast

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.dates import parse_date
from keiimport.facts.units import parse_figure
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.problems import Problems
from keiimport.rulebook.yaml import MapNode, ScalarNode, Yaml


def limits(type: FactType, words: MapNode, problems: Problems) -> tuple[int | None, int | None]:
    """The least and the most that is plausible of a fact, in smallest units or ordinals.

    Args:
        type: the shape of the fact.
        words: where its words are written.
        problems: takes what is wrong: limits of what is no number or date, or limits that
            leave nothing.
    """
    least, most = (_limit(type, words.entries.get(key), problems) for key in ("least", "most"))
    if least is not None and most is not None and least > most:
        problems.add(
            f"nothing is plausible of `{type.name}`", words.place, "`least` no more than `most`"
        )
        return None, None
    return least, most


def _limit(type: FactType, node: Yaml | None, problems: Problems) -> int | None:
    if node is None:
        return None
    if type.kind not in ("number", "date"):
        problems.add(f"`{type.name}` has no limits", node.place, "a number or a date")
        return None
    if not isinstance(node, ScalarNode):
        problems.add(f"this is no limit of `{type.name}`", node.place, "one figure or one day")
        return None
    try:
        if type.kind == "number":
            return parse_figure(node.text, cast(str, type.dimension))
        day = parse_date(node.text).bounds
    except InputError as error:
        problems.add(error.error, node.place, error.expected)
        return None
    if not day.exact:
        problems.add(f"{shown(node.text)} is not a day", node.place, "such as `1880-01-01`")
        return None
    return day.low
