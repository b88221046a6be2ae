# SPDX-License-Identifier: Apache-2.0
"""What may be presumed at all: what `presumable` says of a fact in `facts.yaml`.

A presumption can open a door, so none is tried on a fact unless the words of that fact
allow it, and then only in the direction or with the value that they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from keiimport.errors import Place, RuleError
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import FactValue
from keiimport.facts.presumptions import Presumption
from keiimport.rulebook.grammar import ANY_VALUE, CALENDAR_YEAR, EARLIEST, ONLY, PRESUMABLE_WORDS
from keiimport.rulebook.tables import MET_PREFIX
from keiimport.rulebook.yaml import MapNode, ScalarNode, Yaml

KEY = "presumable"

ALL_OF = ".*"
"""The end of a pattern that stands for every fact below a name."""

_HERE = Place("the table of standards", 1, 1)
_STANDARD = MapNode(_HERE, {ONLY: ScalarNode(_HERE, "true")}, {ONLY: _HERE})
"""A standard may only be presumed to be met."""


def check_presumable(
    presumption: Presumption,
    node: MapNode,
    facts: MapNode,
    known: Iterable[str],
    value_of: Callable[[str, Yaml], FactValue],
) -> None:
    """Refuse a presumption that fills a fact as its words do not allow.

    Args:
        presumption: the presumption as read.
        node: where it is written.
        facts: the words of the facts by name, as written.
        known: every fact there is.
        value_of: reads a value of the fact of a name.

    Raises:
        RuleError: the fact is never presumed, or not so.
    """
    place = node.entries["fact" if "fact" in node.entries else "facts"].place
    value_place = node.entries["value"].place if "value" in node.entries else place
    for name in _named(presumption.facts, known):
        allowed = _allowed(name, facts)
        if allowed is None:
            raise RuleError(
                f"`{presumption.id}` presumes `{name}`, which is never presumed",
                place=place,
                expected=f"a fact of which `facts.yaml` says that it is `{KEY}`",
            )
        if isinstance(allowed, MapNode):
            only = allowed.entries[ONLY]
            if presumption.value != value_of(name, only):
                raise RuleError(
                    f"`{presumption.id}` presumes another value of `{name}` than may be presumed",
                    place=value_place,
                    expected=_words(only),
                )
        elif allowed.text == ANY_VALUE:
            continue
        elif allowed.text in (CALENDAR_YEAR, EARLIEST):
            key = "calendar_year_of" if allowed.text == CALENDAR_YEAR else "at_most_before"
            if key not in node.entries:
                raise RuleError(
                    f"`{presumption.id}` presumes a value of `{name}`",
                    place=value_place,
                    expected=f"`{key}` alone",
                )
        elif not _is_floor(presumption.value):
            raise RuleError(
                f"`{presumption.id}` presumes more of `{name}` than a floor",
                place=value_place,
                expected="a limit from below alone, such as `above`",
            )


def _named(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names, and for a pattern every fact below it."""
    found: list[str] = []
    for name in names:
        stem = name.removesuffix(ALL_OF[1:])
        below = [fact for fact in known if fact.startswith(stem)] if name.endswith(ALL_OF) else ()
        found.extend(below or [name])
    return found


def _allowed(name: str, facts: MapNode) -> MapNode | ScalarNode | None:
    """What may be presumed of a fact, or None where nothing may be."""
    if name.startswith(MET_PREFIX):
        return _STANDARD
    words = facts.get(name)
    said = words.get(KEY) if isinstance(words, MapNode) else None
    if isinstance(said, MapNode):
        return said
    return said if isinstance(said, ScalarNode) and said.plain() in PRESUMABLE_WORDS else None


def _words(only: Yaml) -> str:
    """The one value that may be presumed, as it was written, and where."""
    texts = [item.text for item in getattr(only, "items", ()) if isinstance(item, ScalarNode)]
    value = only.text if isinstance(only, ScalarNode) else f"[{', '.join(texts)}]"
    return f"`{value}`" if only.place is _HERE else f"`{value}`, as in {only.place}"


def _is_floor(value: FactValue | None) -> bool:
    return isinstance(value, Bounds) and value.low is not None and value.high is None
