# SPDX-License-Identifier: Apache-2.0
"""What tests make of rows, as the number of a pattern."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from keiimport.many.filled import Filling, packed_sureness
from keiimport.many.groups import Look
from keiimport.many.interning import Interner
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.reason_codes import door_nodes, explaining_nodes
from keiimport.many.rows import Rows, SomeRows
from keiimport.many.settling import Settling


class Looking:
    """Finds the patterns of rows.

    Args:
        filling: fills in rows.
        plans: what is known of the rules.
        patterns: what counts.
        strict: whether nothing is presumed.
        twice: whether it matters besides what they are with nothing presumed.
        sure: whether it matters how sure facts are.
    """

    def __init__(
        self,
        filling: Filling,
        plans: Plans,
        patterns: Patterns,
        *,
        strict: bool,
        twice: bool,
        sure: bool,
    ) -> None:
        self._filling = filling
        self._plans = plans
        self._patterns = patterns
        self._strict = strict
        self._twice = twice
        self._sure = sure

    def look(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """The patterns of some rows."""
        some = kinds.gather(new)
        bare, presumed = self._filling.fill(SomeRows(rows, new), some)
        used = bare if self._strict else presumed
        seen = [Outlook(self._plans, used)]
        if self._twice:
            seen.append(Outlook(self._plans, bare))
        sure = self._filling.sureness(bare, used, some) if self._sure else {}
        return self._patterns.numbers(seen, packed_sureness(sure, list(sure)))


class Looks:
    """Tells rows apart that any of several looks does.

    Args:
        looks: the ways.
    """

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = looks
        self._found = Interner()

    def __call__(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """Numbers for some rows; see `Look`."""
        return self._found.numbers([look(rows, kinds, new) for look in self._looks])


def explained_patterns(settling: Settling) -> Patterns:
    """Tells apart all that what is said of doors and gates rests on."""
    law = settling.law

    def purpose(place: int) -> tuple[int, ...]:
        node = settling.purposes.get(place)
        return () if node is None else (node,)

    nodes = {
        place: (*door_nodes(law, place), *purpose(place))
        for doors in law.doors
        for place in doors.counted
    }
    gates = [node for gate in law.gates for node in explaining_nodes(law, gate.barred_when)]
    for gate in law.gates:
        if gate.raised_when is not None:
            gates += explaining_nodes(law, gate.raised_when)
    return Patterns(settling, nodes, gates)
