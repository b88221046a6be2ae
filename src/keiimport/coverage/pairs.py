# SPDX-License-Identifier: Apache-2.0
"""For each condition of each rule a pair of cases in which it alone turns the conclusion.

Modified condition and decision coverage, with masking: one case in which the condition holds
and would turn the conclusion if it failed, and one the other way round. What scenarios do not
show is looked for in cases near theirs, with one fact told otherwise; what cannot be is said
with its reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from time import monotonic
from typing import Any

from keiimport.coverage.atoms import Atom
from keiimport.coverage.recording import Asked
from keiimport.coverage.shown import SETTLED, Coverage, Row
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case
from keiimport.facts.reading import flat, nested
from keiimport.facts.vocabulary import FactType
from keiimport.facts.writing import written_date, written_quantity
from keiimport.logic.cells import samples
from keiimport.rulebook.describe import part_words

MOST_FACTS = 8
"""Facts that a condition reads which are told otherwise."""
MOST_VALUES = 12
"""Values of one of them that are tried."""


def find_pairs(found: Coverage, engine: Engine, seconds: float) -> dict[str, Any]:
    """The pair of each condition, those that scenarios lack looked for in cases near theirs.

    Args:
        found: what scenarios show, with every single test.
        engine: the rules.
        seconds: how long to look.
    """
    until = monotonic() + seconds
    pairs: list[dict[str, Any]] = []
    for row in found.rows:
        if row.atoms is None:
            continue
        for atom, reason in row.atoms.left_out.values():
            pairs.append(_pair(row, atom, engine, reason))
        for atom in row.atoms.decided():
            if len(atom.shown) < 2 and row.atoms.may_decide(atom):
                _look(found, row, atom, engine, until)
        for atom in row.atoms.decided():
            cannot = len(atom.shown) < 2 and not row.atoms.may_decide(atom)
            why = "whatever the other tests of the rule say, they settle it" if cannot else None
            pairs.append(_pair(row, atom, engine, why))
    able = [pair for pair in pairs if pair["no_pair_because"] is None]
    both = [pair for pair in able if pair["true"] and pair["false"]]
    return {
        "conditions": len(pairs),
        "with_pair": len(both),
        "without_by_reason": len(pairs) - len(able),
        "lacking": len(able) - len(both),
        "percent": round(100 * len(both) / len(able), 1) if able else 100.0,
        "pairs": pairs,
    }


def _pair(row: Row, atom: Atom, engine: Engine, reason: str | None) -> dict[str, Any]:
    return {
        "rule": row.entry.id,
        "condition": part_words(atom.condition, engine.rulebook.vocabulary),
        "place": str(atom.condition.place) if atom.condition.place else None,
        **{SETTLED[truth]: atom.shown.get(truth) for truth in SETTLED},
        "no_pair_because": reason,
    }


def _look(found: Coverage, row: Row, atom: Atom, engine: Engine, until: float) -> None:
    """Show a condition decide in cases near those that reach its rule."""
    assert row.atoms is not None  # only such rows are looked at
    for base in row.near:
        for case, place in _near(base, atom, engine):
            if monotonic() > until:
                return
            found.see(row, Asked("", place, case, as_of=base.as_of, strict=base.strict))
        row.atoms.decided()
        if len(atom.shown) == 2:
            return


def _near(base: Asked, atom: Atom, engine: Engine) -> Iterator[tuple[dict[str, Any], str]]:
    """Cases in which one fact that a condition reads is told otherwise, and what to call each."""
    program, vocabulary = engine.index.program, engine.rulebook.vocabulary
    try:
        read_case = Case.parse(base.case)
    except KeiimportError:
        return
    told = flat(read_case.to_dict())
    days = {n: v.bounds for n, v in read_case.told_facts.items() if isinstance(v, StatedBounds)}
    read = (name for name in program.facts_read([atom.node]) if name in vocabulary)
    for name in islice(read, MOST_FACTS):
        fact = vocabulary[name].type
        others = {n: bounds for n, bounds in days.items() if n != name}
        values = samples(program.comparisons, fact, others)
        for value in values[:: 1 + len(values) // MOST_VALUES]:
            try:
                said = _said(fact, value)
                case = dict(nested({**told, name: said}))
            except (KeiimportError, ValueError, AttributeError, TypeError):
                continue  # it can be told of no case
            yield case, f"{base.place} with {name}: {json.dumps(said, ensure_ascii=False)}"


def _said(fact: FactType, value: Any) -> Any:
    """A value as a case tells it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if not isinstance(value, Bounds):
        return value
    stated = StatedBounds(value, "")
    if fact.kind == "date":
        return written_date(stated)
    return written_quantity(stated, fact.dimension or "")
