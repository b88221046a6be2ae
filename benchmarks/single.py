# SPDX-License-Identifier: Apache-2.0
"""One case at a time: the outcome, the proof, the JSON, and others beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from benchmarks import zen
from benchmarks.cases import examples, facts_of, subjects
from benchmarks.cold import ALONE, KEPT, REFERENCE, cold_starts
from benchmarks.market import cases, pieces
from benchmarks.report import Aim, Report, Row
from benchmarks.timing import quickest
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import Case
from keiimport.logic import rete
from keiimport.verdict import Verdict

OUTCOME = "outcome, from a Case"
FROM_DICT = "outcome, from a dict"
PROOF = "proof: reasoning and paths"
RENDERED = "rendered: to_json()"
NEW_OUTCOME = "outcome, kind never seen"
NEW_PROOF = "proof, kind never seen"
NEW_RENDERED = "rendered, kind never seen"
NEW_MISSING = "missing, kind never seen"
QUESTIONS = "timeline and remedies"
LOOK = "one look at the doors"
RETE = "outcome, engine rete"
NAIVE = "outcome, engine naive"
ZEN_TRACE = "zen-engine, with trace"
ZEN = "zen-engine, no trace"
ZEN_BATCH = "zen-engine, a batch of 100"
BATCH = 100

AIMS: Mapping[str, Aim] = {
    OUTCOME: Aim(30.0),
    PROOF: Aim(400.0),
    RENDERED: Aim(2_000.0),
    NEW_OUTCOME: Aim(100.0),
    NEW_PROOF: Aim(400.0),
    NEW_RENDERED: Aim(2_000.0),
    NEW_MISSING: Aim(5_000.0),
    QUESTIONS: Aim(5_000.0),
}
"""Microseconds."""

ZEN_AIM = Aim(5.0, least=True)
COLD_AIM = Aim(2.0)
EVERY_EXAMPLE = "all examples"
LOTS = "lots of a market"

NOTES = (
    "Times are those of the processor in the quickest of interleaved rounds; beside them, times "
    "the first row. An aim is missed by as much as the worst case misses it.",
    "zen-engine answers in two values, for one day, from facts already filled in: it is "
    "given the same conditions but does less. Its fair partner is one look at the doors.",
    "All examples: every file of examples/ in turn, the mean of one. Lots of a market: "
    "some that differ, one after the other, the mean of one.",
    "Kind never seen: whatever was worked out for earlier cases is forgotten before each case, and "
    "of the lots before the first of them.",
)

Run = Callable[[], object]


class Effort(NamedTuple):
    """How long to measure."""

    rounds: int = 45  # slices for each thing measured
    slice_seconds: float = 0.003  # about how long a slice takes
    processes: int = 15  # runs of each process of the cold start, after a first one
    lots: int = 10  # of a made-up market, evaluated one after the other


QUICK = Effort(1, 0.0, 0, 2)
"""Just enough to see that everything runs."""


def measure_all(effort: Effort) -> Report:
    """Measure one evaluation and the cold start."""
    engine = Engine()
    rows = [*evaluation_rows(engine, effort), *cold_rows(effort)]
    notes = NOTES if zen.available() else (*NOTES, "zen-engine is not installed: make bench")
    conditions = len(engine.index.program.cone(engine.index.roots))
    about = {"conditions": str(conditions), "rounds": str(effort.rounds)}
    return Report(rows, notes, rulebook=engine.rulebook.hash[:12], **about)


# --- one evaluation ---


def evaluation_rows(engine: Engine, effort: Effort) -> list[Row]:
    """A row for each case and each way of asking."""
    every, lots = examples(), market_cases(engine, effort.lots)
    ways = ways_of_one(engine)
    ways[EVERY_EXAMPLE] = _chief(engine, [subject.case for subject in every])
    ways[EVERY_EXAMPLE][FROM_DICT] = _asking(engine, [subject.told for subject in every], _outcome)
    ways[LOTS] = _chief(engine, lots) | _anew(engine, lots)
    runs = {(case, what): run for case, found in ways.items() for what, run in found.items()}
    seconds = quickest(runs, rounds=effort.rounds, slice_seconds=effort.slice_seconds)
    sizes = {EVERY_EXAMPLE: len(every), LOTS: len(lots)}
    micro = {
        (case, what): taken * 1e6 / (BATCH if what == ZEN_BATCH else sizes.get(case, 1))
        for (case, what), taken in seconds.items()
    }
    rows = [
        Row("evaluation", what, value, "µs", case, AIMS.get(what))
        for (case, what), value in micro.items()
    ]
    # how many times faster than ZEN with trace
    for what in (OUTCOME, PROOF, LOOK):
        said = f"{what.split(',')[0].split(':')[0]} is faster"
        for case, other in micro:
            if other == ZEN_TRACE:
                times = micro[case, ZEN_TRACE] / micro[case, what]
                group = "against zen-engine with trace"
                rows.append(Row(group, said, times, "times", case, ZEN_AIM))
    return rows


def ways_of_one(engine: Engine) -> dict[str, dict[str, Run]]:
    """Everything that is done with each case of the table, by the words of the table."""
    judges = {NAIVE: Engine(engine.rulebook, engine="naive")}
    if rete.available():
        judges[RETE] = Engine(engine.rulebook, engine="rete")
    graph = zen.Zen(zen.doors_of(engine.index)) if zen.available() else None
    ways: dict[str, dict[str, Run]] = {}
    for name, told, case in subjects():
        facts = facts_of(engine, case)
        found = ways[name] = _chief(engine, [case]) | _anew(engine, [case])
        found[FROM_DICT] = _asking(engine, [told], _outcome)
        found[QUESTIONS] = _asking(engine, [case], _questions)
        # the truth of every door today, from facts filled in beforehand
        found[LOOK] = partial(engine.index.kernel.truths, engine.index.roots, facts)
        for what, judge in judges.items():
            found[what] = _asking(judge, [case], _outcome)
        if graph is not None:
            given = zen.context(engine.index, facts)
            found[ZEN_TRACE] = partial(graph.evaluate, given, trace=True)
            found[ZEN] = partial(graph.evaluate, given, trace=False)
            found[ZEN_BATCH] = partial(graph.batch, [given] * BATCH)
    return ways


def market_cases(engine: Engine, most: int) -> list[Case]:
    """Lots of a market that is made up from a seed, as a listing site reads them."""
    found: list[Case] = []
    table = next(pieces(2 * most, rows_at_once=2 * most))
    for told in cases(table):
        try:
            case = Case.parse(told)
            engine.evaluate(case)
        except InputError:
            continue
        found.append(case)
    return found[:most]


def _chief(engine: Engine, cases: Sequence[Case]) -> dict[str, Run]:
    """The chief ways of asking, over one case or several."""
    asked = {OUTCOME: _outcome, PROOF: _proof, RENDERED: Verdict.to_json}
    return {what: _asking(engine, cases, ask) for what, ask in asked.items()}


def _anew(engine: Engine, cases: Sequence[Case]) -> dict[str, Run]:
    """The same after all that was worked out for earlier cases is forgotten."""
    asked: dict[str, Callable[[Verdict], object]] = {
        NEW_OUTCOME: _outcome,
        NEW_PROOF: _proof,
        NEW_RENDERED: Verdict.to_json,
        NEW_MISSING: attrgetter("missing"),
    }
    return {what: _asking(engine, cases, ask, anew=True) for what, ask in asked.items()}


def _asking(
    engine: Engine,
    cases: Sequence[object],
    ask: Callable[[Verdict], object],
    *,
    anew: bool = False,
) -> Run:
    def run() -> object:
        if anew:
            engine.forget()
        return [ask(engine.evaluate(case)) for case in cases]

    return run


def _outcome(verdict: Verdict) -> object:
    return verdict.outcome


def _proof(verdict: Verdict) -> object:
    return verdict.reasoning, verdict.paths


def _questions(verdict: Verdict) -> object:
    return verdict.timeline().to_dict(), verdict.remedies().to_dict()


# --- the cold start ---


def cold_rows(effort: Effort) -> list[Row]:
    """A row for each process."""
    seconds = cold_starts(effort.processes)
    rows = [Row("cold start", name, taken * 1e3, "ms") for name, taken in seconds.items()]
    for name in (KEPT, ALONE):
        times = seconds[name] / seconds[REFERENCE]
        rows.append(Row("cold start against one model", name, times, "times", aim=COLD_AIM))
    return rows
