# SPDX-License-Identifier: Apache-2.0
"""Chains of reasons for many rows: each proved once, and filled with the words of every row.

A chain looks at the truths of the day of entry, at what each door comes to, and at which
facts are known and how surely. All that is worked out in columns for one row of each group;
what one row was asked while its chain was proved tells which others share it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from keiimport.facts.comparisons import IsOneOf, Truth
from keiimport.many.chains import Chain, Chains, Day, Filler, Opens
from keiimport.many.clocks import Clocks
from keiimport.many.door_columns import DoorColumns
from keiimport.many.filled import Filling, packed_sureness
from keiimport.many.groups import LaidOut
from keiimport.many.interning import Interner
from keiimport.many.outlook import Outlook, Plans
from keiimport.many.patterns import Patterns
from keiimport.many.proofs import Asked, Proofs, Sureness
from keiimport.many.reason_codes import concluding_nodes, door_nodes, explaining_nodes
from keiimport.many.rows import Rows, SomeRows
from keiimport.many.settling import (
    DONE_DOORS,
    OPEN,
    OUTCOMES,
    STATED_DOORS,
    Later,
    Settled,
    Settling,
    fallback,
)
from keiimport.many.wordings import Wordings
from keiimport.verdict.account import conclude_explained, say_gate
from keiimport.verdict.doors import say_door
from keiimport.verdict.law import Law
from keiimport.verdict.proof import Prover
from keiimport.verdict.situation import Situation
from keiimport.verdict.words import places

CHAIN = "#chain"
"""The column that has the number of the chain of each group."""

MOST_KEPT = 50_000
"""Chains that are kept."""

_NOBODY = len(OUTCOMES)
"""Stands for what a path comes to that nobody claims."""

_ALONE = 0
"""The chain of rows that only their own verdict can give reasons for."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """How doors, gates and actions stand in some rows.

    Attributes:
        doors: what each path comes to; null where nobody claims it for its purposes.
        barred: whether each gate bars.
        raised: whether somebody raised each gate.
        done: whether each action is done already.
        opened: whether the whole is open as things stand.
    """

    doors: Sequence[pl.Series]
    barred: Sequence[pl.Series]
    raised: Sequence[pl.Series]
    done: dict[str, pl.Series]
    opened: pl.Series

    def columns(self) -> list[pl.Series]:
        """All of it as numbers."""
        truths = (*self.barred, *self.raised, *self.done.values(), self.opened)
        return [
            *(door.fill_null(_NOBODY) for door in self.doors),
            *(each.cast(pl.UInt8).fill_null(2) for each in truths),
        ]


class Reasons:
    """Finds chains of reasons.

    Args:
        law: the rules.
        filling: fills in rows; it knows the tests of `explained_nodes`.
        wordings: finds the words for the facts of rows.
        law_day: the day whose law is used, or None where it is the day of entry.
        strict: whether nothing is presumed.
    """

    def __init__(
        self, law: Law, filling: Filling, wordings: Wordings, law_day: int | None, strict: bool
    ) -> None:
        self._law = law
        self._filling = filling
        self._wordings = wordings
        self._strict = strict
        self._plans = Plans(law, law_day)
        self._settling = Settling(law, law_day)
        names = law.program.names
        self._nodes = explained_nodes(law)
        self._facts = tuple(sorted(filling.read))
        self._actions = tuple(name for name, undone in law.stated.items() if undone is False)
        self._chains = Chains(law, law_day)
        self._patterns = Patterns(
            self._settling,
            {place: door_nodes(law, place) for place in range(len(law.paths))},
            _always_nodes(law),
            {names[name]: concluding_nodes(law, name) for name in law.explained_when_true},
        )
        self.forget()

    @property
    def full(self) -> bool:
        """Whether so much was met that it is time to `forget` it."""
        return len(self._kept) > MOST_KEPT or self._wordings.full

    def forget(self) -> None:
        """Begin anew; numbers of chains that were given before mean nothing any more."""
        self._wordings.forget()
        self._chains.forget()
        self._standings = Interner()
        self._proofs = Proofs(self._nodes, self._facts)
        self._proved: list[Chain | None] = []
        self._kept: list[Chain | None] = [None]
        self._numbers: dict[Hashable, int] = {}

    # -- which chain ---------------------------------------------------------

    def look(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> pl.Series:
        """Numbers for rows by all that their chains look at, whatever the day."""
        outlook, sure = self._seen(rows, kinds, new)
        return self._patterns.numbers([outlook], packed_sureness(sure, list(sure)))

    def work_out(self, laid_out: LaidOut, new: pl.Series, alone: pl.Series) -> pl.Series:
        """The numbers of the chains of some rows, given by their places.

        Args:
            laid_out: the rows.
            new: the places.
            alone: which of them are asked alone anyway.
        """
        asked = (~alone).arg_true()
        found = pl.repeat(_ALONE, len(new), dtype=pl.UInt32, eager=True)
        if not len(asked):
            return found
        new = new.gather(asked)
        outlook, sure = self._seen(laid_out.rows, laid_out.kinds, new)
        settled = self._settling.settle(outlook, paths=False)
        settled = self._settling.with_later(settled, outlook)
        standing = self._standing(outlook, settled)
        proved = self._prove_all(outlook, standing, sure)
        clocks = laid_out.clocks.filter(laid_out.held.filter(new), new)
        return found.scatter(asked, self._with_days(proved, clocks, settled.later))

    def _seen(self, rows: Rows, kinds: pl.Series, new: pl.Series) -> tuple[Outlook, Sureness]:
        some = kinds.gather(new)
        bare, presumed = self._filling.fill(SomeRows(rows, new), some)
        held = bare if self._strict else presumed
        return Outlook(self._plans, held), self._filling.sureness(bare, held, some)

    def _standing(self, outlook: Outlook, settled: Settled) -> _Standing:
        settling, law, today = self._settling, self._law, settled.today
        every = replace(law.doors[0], counted=tuple(range(len(law.paths))))
        doors = DoorColumns(settling, outlook, settled, settling.doors(outlook), every)
        nobody = pl.repeat(None, outlook.held.height, dtype=pl.UInt8, eager=True)
        outcomes = []
        for place in every.counted:
            door = doors.door(place)
            # a door for other purposes is shut without a word on what it asks
            suits = pl.when(pl.col("claim") & pl.col("fits")).then(pl.col("rank").cast(pl.UInt8))
            outcomes.append(nobody if door is None else door.select(suits).to_series())
        gates = range(len(law.gates))
        done = {
            name: fallback(outlook.held.truth(IsOneOf(name, frozenset({True}))), False)
            for name in self._actions
        }
        return _Standing(
            outcomes,
            [today.select(barred=settling.barred(today, place))["barred"] for place in gates],
            [today.select(raised=settling.raised(today, place))["raised"] for place in gates],
            {
                name: outlook.held.select(truth.alias(name))[0]
                if isinstance(truth, pl.Expr)
                else pl.repeat(truth is True, outlook.held.height, dtype=pl.Boolean, eager=True)
                for name, truth in done.items()
            },
            settled.outcome == OPEN,
        )

    # -- proving -------------------------------------------------------------

    def _prove_all(self, outlook: Outlook, standing: _Standing, sure: Sureness) -> pl.Series:
        """The place of the chain of each row among all that were proved."""
        bases = self._standings.numbers(standing.columns())
        found = pl.repeat(0, len(bases), dtype=pl.UInt32, eager=True)
        opened = standing.opened
        # what is open is explained as things stand, all else with everything done
        for acts, rows in ((STATED_DOORS, opened.arg_true()), (DONE_DOORS, (~opened).arg_true())):
            if not len(rows):
                continue
            here = {
                fact: each if isinstance(each, int) else each.gather(rows)
                for fact, each in sure.items()
            }
            numbers = self._proofs.numbers(
                bases.gather(rows),
                outlook.filter(rows).truths(acts, self._nodes),
                here,
                lambda row, asked, rows=rows: self._prove(standing, rows[row], asked),  # type: ignore[misc]
            )
            found = found.scatter(rows, numbers)
        return found

    def _prove(self, standing: _Standing, row: int, asked: Asked) -> int:
        """The place of the chain of a row like which none was met before."""
        law = self._law
        prover = Prover(law, asked.known, asked.doubtful, asked.truth)
        situation = _situation(law, standing, row)
        conclude_explained(prover)
        for place, outcome in enumerate(situation.doors):
            if outcome is not None:
                say_door(prover, situation, place)
        for place in range(len(law.gates)):
            say_gate(prover, situation, place)
        # whether a fact is known, and how, is seen in its place as well
        told = {name for step in prover.steps for name in places(step.because)}
        sure = {fact: asked.sureness(fact) for fact in sorted(told)}
        self._proved.append(self._chains.of(prover.steps, sure))
        return len(self._proved) - 1

    def _with_days(self, proved: pl.Series, clocks: Clocks, later: dict[int, Later]) -> pl.Series:
        """The numbers of chains in which it is known which days of a row they name."""
        which: dict[int, pl.Series] = {}
        found = []
        for row, place in enumerate(proved):
            chain = self._proved[place]
            days = []
            for part in chain or ():
                if isinstance(part, Opens):
                    if part.path not in which:
                        which[part.path] = clocks.which(later[part.path].first)
                    days.append(which[part.path][row])
            found.append(_ALONE if chain is None else self._number(place, chain, days))
        return pl.Series(found, dtype=pl.UInt32)

    def _number(self, place: int, chain: Chain, days: Sequence[int]) -> int:
        name = (place, *days)
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._kept)
            left = iter(days)
            self._kept.append(
                tuple(Day(next(left)) if isinstance(part, Opens) else part for part in chain)
            )
        return number

    # -- its words -----------------------------------------------------------

    def chains(self, laid_out: LaidOut, numbers: pl.Series) -> pl.Series:
        """The chain of each row, as JSON; null where only its own verdict says.

        Args:
            laid_out: the rows.
            numbers: the numbers of their chains.
        """
        filler = Filler(laid_out, self._wordings.of(laid_out))
        table = pl.DataFrame({"chain": numbers}).with_row_index("row")
        pieces, rows = [pl.Series(dtype=pl.String)], [pl.Series(dtype=pl.UInt32)]
        for (number,), each in table.group_by("chain", maintain_order=True):
            chain = self._kept[number]
            rows.append(each["row"])
            if chain is None:
                pieces.append(pl.repeat(None, each.height, dtype=pl.String, eager=True))
            else:
                pieces.append(filler.filled(chain, each["row"]))
        return pl.concat(pieces).gather(pl.concat(rows).arg_sort())


def _situation(law: Law, standing: _Standing, row: int) -> Situation:
    """What the chain of a row depends on besides truths and how sure facts are."""
    doors = [column[row] for column in standing.doors]
    barred: list[Truth] = [column[row] for column in standing.barred]
    return Situation(
        None,
        frozenset(),
        frozenset(),
        tuple(None if outcome is None else OUTCOMES[outcome] for outcome in doors),
        tuple(barred),
        tuple(column[row] for column in standing.raised),
        tuple(
            action.name in standing.done and standing.done[action.name][row]
            for action in law.actions
        ),
    )


def explained_nodes(law: Law) -> tuple[int, ...]:
    """Every node whose truth a chain of reasons may look at."""
    found = set(_always_nodes(law))
    for place in range(len(law.paths)):
        found.update(door_nodes(law, place))
    for name in law.explained_when_true:
        found.update(concluding_nodes(law, name))
    return tuple(sorted(found))


def _always_nodes(law: Law) -> tuple[int, ...]:
    """The nodes that every chain looks at, whoever claims what."""
    names = law.program.names
    found = {names[name] for name in law.explained_when_true}
    found.update(names[n] for path in law.paths if (n := f"purpose:{path.id}") in names)
    for name in law.explained:
        found.update(concluding_nodes(law, name))
    for gate in law.gates:
        found.update(explaining_nodes(law, gate.barred_when))
        if gate.raised_when is not None:
            found.update(explaining_nodes(law, gate.raised_when))
    return tuple(sorted(found))
