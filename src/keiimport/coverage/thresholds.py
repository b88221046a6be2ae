# SPDX-License-Identifier: Apache-2.0
"""The thresholds that no scenario touches from both sides.

A threshold is touched where it decides: where the definition that asks for it would be the other
way if it alone were (see `keiimport.coverage.atoms`). All scenarios are looked at together, on
their days of entry, in the worlds of the kernel: a bit for each, so that a rulebook and some
thousand scenarios take seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from keiimport.coverage.atoms import definition
from keiimport.coverage.recording import Asked
from keiimport.decide.decision import MOST_CASES, Bits
from keiimport.decide.rule_index import RuleIndex
from keiimport.decide.worlds import CaseFacts, worlds_of
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.facts.comparisons import AtLeast, AtMost, HasAged
from keiimport.rulebook.describe import part_words
from keiimport.rulebook.model import Condition, Entry, Rule, entries
from keiimport.rulebook.ways import standing_one_way


@dataclass(slots=True)
class Threshold:
    """A test against a figure, a day or an age, in one definition.

    Attributes:
        entry: what is defined.
        condition: the test where it stands first.
        holding: whether some scenario shows it decide while it holds.
        failing: whether some scenario shows it decide while it fails.
    """

    entry: Entry
    condition: Condition
    holding: bool = False
    failing: bool = False


class Thresholds:
    """The thresholds of the rules, and from which sides cases touched them.

    Args:
        index: the rules.
    """

    def __init__(self, index: RuleIndex) -> None:
        self._index = index
        compiled = index.bundle.compiled
        self._nodes = compiled.conditions
        self._lives = compiled.lives
        self.all: list[Threshold] = []
        asked: set[int] = set()
        for entry in entries(index.rulebook):
            if standing_one_way(entry) is not None:
                continue
            found: dict[int, Threshold] = {}
            leaves = [part for part in definition(entry).walk() if part.number in self._nodes]
            for part in leaves:
                if isinstance(part.comparison, AtLeast | AtMost | HasAged):
                    found.setdefault(self._nodes[part.number], Threshold(entry, part))
            if found:
                self.all += found.values()
                asked.update(self._nodes[part.number] for part in leaves)
                if isinstance(entry, Rule):
                    asked.add(self._lives[entry.id])
        self._asked = sorted(asked)

    def see(self, cases: Sequence[CaseFacts]) -> None:
        """Look at each threshold in some cases."""
        index = self._index
        for start in range(0, len(cases), MOST_CASES):
            worlds = worlds_of(index, cases[start : start + MOST_CASES])
            run = index.kernel.evaluator(self._asked)
            rails = run(*worlds.rails, worlds.every)
            found = dict(zip(self._asked, zip(rails[::2], rails[1::2], strict=True), strict=True))
            # the first slot of each look is the day of entry
            first = sum(1 << at for at in range(0, worlds.every.bit_length(), worlds.slots))
            for threshold in self.all:
                if not (threshold.holding and threshold.failing):
                    self._touch(threshold, found, first)

    def _touch(self, threshold: Threshold, found: Mapping[int, Bits], days: int) -> None:
        entry, node = threshold.entry, self._nodes[threshold.condition.number]
        if isinstance(entry, Rule):
            days &= found[self._lives[entry.id]][0]
        whole = definition(entry)
        hold_if, fail_if = self._bits(whole, {**found, node: (days, 0)}, days)
        hold_not, fail_not = self._bits(whole, {**found, node: (0, days)}, days)
        decides = hold_if & fail_not | fail_if & hold_not
        threshold.holding |= bool(decides & found[node][0])
        threshold.failing |= bool(decides & found[node][1])

    def _bits(self, condition: Condition, found: Mapping[int, Bits], days: int) -> Bits:
        match condition.op:
            case "true":
                return days, 0
            case "unknown":
                return 0, 0
            case "not":
                holds, fails = self._bits(condition.parts[0], found, days)
                return fails, holds
            case "all" | "any":
                every = condition.op == "all"
                sure, other = days, 0
                for part in condition.parts:
                    holds, fails = self._bits(part, found, days)
                    sure &= holds if every else fails
                    other |= fails if every else holds
                return (sure, other) if every else (other, sure)
            case _:
                holds, fails = found[self._nodes[condition.number]]
                return holds & days, fails & days


def untouched(engine: Engine, scenarios: Iterable[Asked]) -> Iterator[str]:
    """The thresholds that no scenario touches from both sides, a warning for each.

    Args:
        engine: the rules.
        scenarios: the cases; those under a hypothetical reform show nothing of the law.
    """
    cases = []
    for asked in scenarios:
        if not asked.scenarios:
            try:
                verdict = engine.evaluate(asked.case, as_of=asked.as_of, strict=asked.strict)
            except KeiimportError:
                continue
            cases.append(verdict.case)
    thresholds = Thresholds(engine.index)
    thresholds.see(cases)
    vocabulary = engine.rulebook.vocabulary
    for threshold in thresholds.all:
        sides = [
            side
            for side, is_seen in (("holds", threshold.holding), ("fails", threshold.failing))
            if not is_seen
        ]
        if sides:
            where = threshold.condition.place or threshold.entry.place
            words = part_words(threshold.condition, vocabulary)
            yield f"{where}: no scenario shows `{words}` decide where it {' or '.join(sides)}"
