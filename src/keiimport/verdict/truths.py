# SPDX-License-Identifier: Apache-2.0
"""The truth of any node for one case, found when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference import naive
from keiimport.verdict.law import Law


class Truths:
    """Truths of one case on one day.

    What explanations usually ask for (the core) is computed in one go by generated
    code; the long tables of standards only when one of their nodes is asked for.
    """

    def __init__(self, law: Law, facts: Mapping[str, FactValue | None]) -> None:
        self._law = law
        self._facts = facts
        self._core: list[Truth] | None = None
        self._all: list[Truth] | None = None

    def __call__(self, node: int) -> Truth:
        """The truth of a node."""
        place = self._law.core_place.get(node)
        if place is None:
            return self._everything()[node]
        if self._core is None:
            direct = self._law.bundle.direct
            self._core = direct.truths(self._law.core, direct.layout.slots(self._facts))
        return self._core[place]

    def _everything(self) -> list[Truth]:
        if self._all is None:
            self._all = naive.truths(self._law.program, self._facts)
        return self._all
