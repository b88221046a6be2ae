# SPDX-License-Identifier: Apache-2.0
"""The truth of any node for one case, found when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.facts.comparisons import FactValue, Truth
from keiimport.inference.direct import Slots
from keiimport.verdict.law import Law


class Truths(dict[int, Truth]):
    """Truths of one case on one day, by node.

    What explanations usually ask for (the core) is computed in one go; the long tables
    of standards only when one of their nodes is asked for.
    """

    def __init__(self, law: Law, facts: Mapping[str, FactValue | None]) -> None:
        self._ask(law, law.bundle.direct.layout.slots(facts))

    @classmethod
    def of_slots(cls, law: Law, slots: Slots, core: tuple[int, ...] | None = None) -> Truths:
        """The truths for facts that are laid out already.

        Args:
            law: the rulebook.
            slots: the facts.
            core: the nodes that are usually asked for, where those of the doors are not.
        """
        made = cls.__new__(cls)
        made._ask(law, slots, core)
        return made

    def _ask(self, law: Law, slots: Slots, core: tuple[int, ...] | None = None) -> None:
        self._law = law
        self._slots = slots
        asked = law.core if core is None else core
        self.update(zip(asked, law.bundle.direct.truths(asked, slots), strict=True))

    def __missing__(self, node: int) -> Truth:
        nodes = range(len(self._law.program.nodes))
        self.update(enumerate(self._law.bundle.direct.truths(nodes, self._slots)))
        return self[node]
