# SPDX-License-Identifier: Apache-2.0
"""The rows of states seen from the verdict: which belong to a state, which nodes they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from keiimport.rulebook.model import ANY_STATE, Condition, StateRow

if TYPE_CHECKING:
    from keiimport.verdict.law import Law


class StateRows:
    """The table of states of one rulebook, worked out when a state is first asked.

    Attributes:
        codes: the states that have rows.
        nodes: every node that the answers of states may ask for.
    """

    def __init__(self, law: Law) -> None:
        rows = law.rulebook.states
        self.codes = frozenset(row.state for row in rows) - {ANY_STATE}
        self.nodes = tuple(sorted(_Nodes(law).under(row.concludes for row in rows)))
        self._rows = rows

    def of(self, code: str) -> list[StateRow]:
        """The rows of a state with those that every state shares, the lowest rank first."""
        own = [row for row in self._rows if row.state in (code, ANY_STATE)]
        return sorted(own, key=lambda row: row.rank)


class _Nodes:
    """Collects the nodes of conclusions and of what they rest on, standards left out."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.seen: set[str] = set()

    def under(self, names: Iterator[str]) -> set[int]:
        compiled, found = self.law.bundle.compiled, set[int]()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in self.seen or name in self.law.standard_names:
                continue
            self.seen.add(name)
            found.add(self.law.program.names[name])
            for rule in self.law.rules_of[name]:
                found.update((compiled.lives[rule.id], compiled.values[rule.id]))
                waiting += rule.selector
                for whole in (rule.when, rule.applies, rule.unless):
                    for part in _parts(whole):
                        found.add(self.law.node(part))
                        waiting += [part.conclusion] if part.conclusion is not None else []
        return found


def _parts(whole: Condition | None) -> Iterator[Condition]:
    return iter(()) if whole is None else whole.walk()
