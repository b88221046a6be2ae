# SPDX-License-Identifier: Apache-2.0
"""The second opinion: the same network of truths, forward-chained by durable-rules.

Forward chaining knows neither negation nor unknown, so every node has two literals, "it
holds" and "it fails", each derived positively; a node with neither is unknown. One fact
stands for one literal, one rule derives a literal from all or any of a few others. Only
the network is checked so: the tests on facts and the compiler serve every engine.

durable-rules is frozen C whose limits show as a crash or an endless loop, so all that
must be known of it is in this module. A ruleset with more than 512 tests is never done
compiling, and other tables overflow: rulesets are cut early, and what one derives is
passed on to the next as facts. Deleting a state that never ran an action frees memory
it never had: every state begins by running the rule of literal 0.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from keiimport.errors import EngineDisagreement, KeiimportError
from keiimport.facts.comparisons import Truth
from keiimport.facts.problems import bad_input
from keiimport.logic.program import Program

WIDTH = 8  # most literals one rule reads; a frame of joined facts holds 16
MAX_TESTS = 250  # most different literals one ruleset reads; the table has 512 places
MAX_READERS = 60  # most rules of a ruleset that read one literal; the stack holds 64
MAX_RULES = 1000  # most rules in one ruleset; there is room for 4096
MAX_LITERALS = 200_000  # facts are told apart by a hash of their id; below, all differ

# The table of tests is searched from the low five bits of the hash of a property's name
# up to the first free place. These names begin at the last such place: the search for
# `id` and `sid` ends at once, and being many they leave few values to compare.
NAMES = ("ai", "cw", "c7", "dv", "d6", "ee", "gc", "hr", "h2", "ia", "jx", "j8", "ko", "ln", "nt")


class ReteError(KeiimportError):
    """The second engine failed, is closed, or refused what it must accept."""


def available() -> bool:
    """Whether durable-rules can be imported by this Python."""
    try:
        import durable_rules_engine  # noqa: F401
    except ImportError:
        return False
    return True


def require() -> None:
    """Raise an `InputError` where durable-rules cannot be imported."""
    if not available():
        raise bad_input("no_durable_rules", got="rete")


class Rete:
    """Some roots of a Program, and all they depend on, as rulesets; `close()` frees them."""

    def __init__(self, program: Program, roots: Sequence[int]) -> None:
        require()
        self._encoding = _Encoding(program, roots)
        self._names = {node: name for name, node in program.names.items()}
        self._rulesets: list[_Ruleset] = []
        self._lock = threading.Lock()
        self.close = weakref.finalize(self, _release, self._rulesets)
        self.close.atexit = False  # the memory of a process that ends is freed as a whole
        self._rulesets += map(_Ruleset, _batches(self._encoding.rules))
        self._known = bytearray(self._encoding.count)

    def networks(self, worlds: Sequence[Sequence[Truth]]) -> list[dict[int, Truth]]:
        """The truth of every node here in each world, given those of all comparisons in it.

        Raises:
            EngineDisagreement: when a node follows to be both true and false.
            ReteError: when durable-rules fails.
        """
        tests = self._encoding.tests
        told = [{n: truth for n in tests if (truth := each[n]) is not None} for each in worlds]
        begun = [self._begun(settled) for settled in told]
        with self._lock:
            for ruleset in self._rulesets:  # each leaves its memory, which is much, to the next
                try:
                    # what rests on less first: the rest then needs only be added to it
                    for known in sorted(begun, key=lambda known: len(ruleset.given_of(known))):
                        ruleset.derive(known)
                finally:
                    ruleset.forget()
        nodes = self._encoding.rails
        return [{node: self._truth(node, known) for node in nodes} for known in begun]

    def follow(self, settled: Mapping[int, bool]) -> None:
        """Assume the truths of these comparisons, by their numbers, and of no others."""
        self._known = self._begun(settled)
        for ruleset in self._rulesets:
            ruleset.derive(self._known)

    def _begun(self, settled: Mapping[int, bool]) -> bytearray:
        """For each literal a byte, 1 if it is known before any rule fires."""
        if not self.close.alive:
            raise ReteError("the second engine is closed")
        tests = self._encoding.tests
        told = [tests[number][not truth] for number, truth in settled.items() if number in tests]
        known = bytearray(self._encoding.count)
        for literal in [0, *self._encoding.given, *told]:
            known[literal] = 1
        return known

    def truth(self, node: int) -> Truth:
        """The truth of `node`, as far as it follows from what was assumed."""
        return self._truth(node, self._known)

    def _truth(self, node: int, known: bytearray) -> Truth:
        holds, fails = self._encoding.rails[node]
        if known[holds] and known[fails]:
            where = f"`{self._names[node]}`" if node in self._names else f"node {node}"
            raise EngineDisagreement(f"{where} follows to be both true and false")
        return True if known[holds] else False if known[fails] else None


class _Rule(NamedTuple):
    """`concludes` follows from every literal in `parts`, or from any one of them."""

    concludes: int
    parts: tuple[int, ...]
    every: bool = True

    def definition(self) -> str:
        """The rule in the JSON of durable-rules; `cap` lets one action take all matches."""
        tests = [_pattern(part) for part in self.parts]
        if self.every:
            joined = ",".join([f'{{"m{place}":{{{test}}}}}' for place, test in enumerate(tests)])
            return f'{{"all":[{joined}]}}'
        joined = ",".join([f"{{{test}}}" for test in tests])
        return f'{{"all":[{{"m":{{"$or":[{joined}]}}}}],"cap":{WIDTH}}}'


class _Encoding:
    """The literals (holds, fails) of nodes and comparisons, and the rules that derive them.

    `given` are the literals that need no facts. A rule stands after those it depends on.
    """

    def __init__(self, program: Program, roots: Sequence[int]) -> None:
        self.rails: dict[int, tuple[int, int]] = {}
        self.tests: dict[int, tuple[int, int]] = {}
        self.given: list[int] = []
        self.rules: list[_Rule] = []
        self.count = 1
        for number in program.cone(roots):
            node = program.nodes[number]
            if node.op == "not":
                holds, fails = self.rails[node.args[0]]
                self.rails[number] = fails, holds
                continue
            if node.op == "test" and node.args[0] in self.tests:
                self.rails[number] = self.tests[node.args[0]]
                continue
            holds, fails = self.rails[number] = self.literal(), self.literal()
            held = [self.rails[child][0] for child in node.children]
            failed = [self.rails[child][1] for child in node.children]
            match node.op:
                case "test":
                    self.tests[node.args[0]] = holds, fails
                case "all" | "true":
                    self.every(holds, held)
                    self.some(fails, failed)
                case "any" | "false":
                    self.some(holds, held)
                    self.every(fails, failed)
                case "choose":
                    self.choose(holds, held[0::2], failed[0::2], held[1::2])
                    self.choose(fails, held[0::2], failed[0::2], failed[1::2])

    def literal(self) -> int:
        if self.count == MAX_LITERALS:
            raise ReteError(f"the second engine has room for {MAX_LITERALS} literals, no more")
        self.count += 1
        return self.count - 1

    def every(self, concludes: int, parts: Iterable[int]) -> None:
        """`concludes` follows when all of `parts` do; of many parts, in groups first."""
        left = list(dict.fromkeys(parts))
        while len(left) > WIDTH:
            groups, left = _groups(left), []
            for group in groups:
                left.append(self.literal())
                self.rules.append(_Rule(left[-1], group))
        if left:
            self.rules.append(_Rule(concludes, tuple(left)))
        else:
            self.given.append(concludes)

    def some(self, concludes: int, parts: Iterable[int]) -> None:
        for group in _groups(list(dict.fromkeys(parts))):
            self.rules.append(_Rule(concludes, group, every=len(group) == 1))

    def choose(self, concludes: int, lives: list[int], idles: list[int], says: list[int]) -> None:
        """`concludes` follows when a live branch says so, or every branch that is not idle.

        One rail of D or C of `naive.choice`, and the same as there while exactly one
        branch is live. Where that is broken the two may differ; then both literals of
        the node follow, which `Rete.truth` refuses.
        """
        for live, said in zip(lives, says, strict=True):
            self.every(concludes, (live, said))
        either = [self.literal() for _ in says]
        for literal, *parts in zip(either, idles, says, strict=True):
            self.some(literal, parts)
        self.every(concludes, either)


def _groups(literals: list[int]) -> list[tuple[int, ...]]:
    return [tuple(literals[at : at + WIDTH]) for at in range(0, len(literals), WIDTH)]


def _batches(rules: Iterable[_Rule]) -> Iterator[list[_Rule]]:
    batch, readers = [_Rule(0, (0,))], Counter[int]()
    for rule in rules:
        crowded = any(readers[part] >= MAX_READERS for part in rule.parts)
        tests = len(readers) + sum(part not in readers for part in rule.parts)
        if crowded or tests > MAX_TESTS or len(batch) == MAX_RULES:
            yield batch
            batch, readers = [_Rule(0, (0,))], Counter()
        batch.append(rule)
        readers.update(rule.parts)
    if len(batch) > 1:
        yield batch


class _Ruleset:
    """One ruleset of durable-rules and its one state.

    It is told only new facts, unless one that it was told before no longer holds: nothing is
    ever taken out of a state, because what follows from one literal may follow from others too.
    """

    def __init__(self, rules: Sequence[_Rule]) -> None:
        # The C module alone: `durable.lang` starts threads that never end.
        import durable_rules_engine

        self.engine: Any = durable_rules_engine
        parts = {part for rule in rules for part in rule.parts}
        self.facts = {part: f'{{"id":"{part}",{_pattern(part)}}}' for part in parts}
        self.most_actions = sum(len(rule.parts) for rule in rules)
        self.state: int | None = None
        self.given: set[int] = set()  # what the state rests on
        self.concluded: set[int] = set()  # what followed from it here
        self.told: set[int] = set()  # which of both it was told
        # The name is what comes back when a rule fires: what it concludes, and its place.
        each = enumerate(rules)
        text = ",".join([f'"{rule.concludes}.{n}":{rule.definition()}' for n, rule in each])
        try:
            self.handle: int = self.engine.create_ruleset("keiimport", f"{{{text}}}")
        except self.engine.error as error:
            raise ReteError(f"the second engine cannot be set up: {error}") from error

    def given_of(self, known: bytearray) -> list[int]:
        return [literal for literal in self.facts if literal and known[literal]]

    def derive(self, known: bytearray) -> None:
        given = self.given_of(known)
        if not self.given.issubset(given):
            self.forget()
        self.given.update(given)
        for literal in self.concluded:
            known[literal] = 1
        if self.told.issuperset(given):
            return
        try:
            if self.state is None:
                state = self.tell(0)
                self.run(state, known)
                self.state = state
            for literal in given:
                if literal not in self.told:
                    self.tell(literal)
            self.run(self.state, known)
        except self.engine.error as error:
            raise ReteError(f"the second engine failed: {error}") from error

    def tell(self, literal: int) -> int:
        fact = self.facts[literal]
        refused, state = self.engine.assert_fact(self.handle, fact)
        if refused:
            raise ReteError(f"the second engine refused the fact `{fact}` (code {refused})")
        self.told.add(literal)
        return int(state)

    def run(self, state: int, known: bytearray) -> None:
        """Fire rules until none is left, telling each derived literal that is read here."""
        action = self.engine.start_action_for_state(self.handle, state)
        fired = action and action[1]
        for _ in range(self.most_actions):
            if not fired:
                return
            literal = int(fired[2 : fired.index(".")])
            known[literal] = 1
            self.concluded.add(literal)
            if literal in self.facts and literal not in self.told:
                self.tell(literal)
            fired = self.engine.complete_and_start_action(self.handle, state)
        if fired:
            raise ReteError("the second engine does not come to an end")

    def forget(self) -> None:
        if self.state is not None:
            self.engine.delete_state(self.handle, "0")
            self.state = None
        self.given, self.concluded, self.told = set(), set(), set()


def _pattern(literal: int) -> str:
    """The property that states a literal in JSON, both in facts and in the rules that read it."""
    return f'"{NAMES[literal % len(NAMES)]}":{literal}'


def _release(rulesets: list[_Ruleset]) -> None:
    for ruleset in rulesets:
        ruleset.forget()
        ruleset.engine.delete_ruleset(ruleset.handle)
    rulesets.clear()
