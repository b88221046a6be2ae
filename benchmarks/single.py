# SPDX-License-Identifier: Apache-2.0
"""One case at a time: the outcome, the proof, the JSON, and others beside them."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import keiimport
from benchmarks.cases import Subject, examples, facts_of, subjects
from benchmarks.cold import ALONE, KEPT, REFERENCE, cold_starts
from benchmarks.jdm import context
from benchmarks.market import cases, pieces
from benchmarks.rivals import BATCH, Zen, zen_available, zen_version
from benchmarks.rows import Aim, Report, Row
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
QUESTIONS = "timeline and remedies"
LOOK = "one look at the doors"
RETE = "outcome, engine rete"
NAIVE = "outcome, engine naive"
ZEN_TRACE = "zen-engine, with trace"
ZEN = "zen-engine, no trace"
ZEN_BATCH = "zen-engine, a batch of 100"

AIMS: Mapping[str, Aim] = {
    OUTCOME: Aim(20.0),
    PROOF: Aim(100.0),
    RENDERED: Aim(500.0),
    NEW_OUTCOME: Aim(20.0),
    NEW_PROOF: Aim(100.0),
    NEW_RENDERED: Aim(500.0),
    QUESTIONS: Aim(20_000.0),
}
"""Microseconds."""

ZEN_AIM = Aim(5.0, least=True)
COLD_AIM = Aim(2.0)
EVERY_EXAMPLE = "all examples"
LOTS = "lots of a market"
MOST_LOTS = 10
"""Lots of a made-up market that are evaluated one after the other."""

NOTES = (
    "Times are those of the processor in the quickest of interleaved rounds; beside them, times "
    "the first row. An aim is missed by as much as the worst case misses it.",
    "zen-engine answers in two values, for one day, from facts already filled in: it is "
    "given the same conditions but does less. Its fair partner is one look at the doors.",
    "All examples: every file of examples/ in turn, the mean of one. Lots of a market: "
    f"{MOST_LOTS} lots that differ, one after the other, the mean of one.",
    "Kind never seen: whatever was worked out for earlier cases is forgotten before each case, and "
    "of the lots before the first of them.",
)

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure.

    Attributes:
        rounds: slices for each thing measured.
        slice_seconds: about how long a slice takes.
        processes: runs of each process of the cold start.
    """

    rounds: int = 45
    slice_seconds: float = 0.003
    processes: int = 15

    @classmethod
    def quick(cls) -> Effort:
        """Just enough to see that everything runs."""
        return cls(rounds=1, slice_seconds=0.0, processes=1)


def measure_all(effort: Effort) -> Report:
    """Measure one evaluation and the cold start."""
    engine = Engine()
    rows = [*evaluation_rows(engine, effort), *cold_rows(effort)]
    about = {
        "keiimport": keiimport.__version__,
        "rulebook": engine.rulebook.hash[:12],
        "conditions": str(len(engine.index.program.cone(engine.index.roots))),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "zen-engine": zen_version(),
        "rounds": str(effort.rounds),
    }
    notes = NOTES if zen_available() else (*NOTES, "zen-engine is not installed: make bench")
    return Report(about, tuple(rows), notes)


# ---------------------------------------------------------------- one evaluation


def evaluation_rows(engine: Engine, effort: Effort) -> list[Row]:
    """A row for each case and each way of asking."""
    zen = Zen(engine.index) if zen_available() else None
    second = Engine(engine.rulebook, engine="rete") if rete.available() else None
    naive = Engine(engine.rulebook, engine="naive")
    runs: dict[tuple[str, str], Run] = {}
    for subject in subjects():
        for what, run in ways(subject, engine, second, naive, zen).items():
            runs[subject.name, what] = run
    every = examples()
    runs.update({(EVERY_EXAMPLE, what): run for what, run in ways_of_all(every).items()})
    lots = market_cases(engine, MOST_LOTS)
    runs.update({(LOTS, what): run for what, run in ways_of_lots(engine, lots).items()})
    seconds = quickest(runs, rounds=effort.rounds, slice_seconds=effort.slice_seconds)
    sizes = {EVERY_EXAMPLE: len(every), LOTS: len(lots)}
    micro = {
        (case, what): taken * 1e6 / (BATCH if what == ZEN_BATCH else sizes.get(case, 1))
        for (case, what), taken in seconds.items()
    }
    rows = [
        Row(
            "evaluation",
            case,
            what,
            value,
            "µs",
            ratio=value / micro[case, OUTCOME],
            aim=AIMS.get(what),
        )
        for (case, what), value in micro.items()
    ]
    return [*rows, *compared(micro)]


def ways(
    subject: Subject, engine: Engine, second: Engine | None, naive: Engine, zen: Zen | None
) -> dict[str, Run]:
    """Everything that is done with one case, by the words of the table."""
    case = subject.case
    found: dict[str, Run] = {
        OUTCOME: partial(_outcome, case),
        FROM_DICT: partial(_outcome, subject.told),
        PROOF: partial(_proof, case),
        RENDERED: partial(_rendered, case),
        NEW_OUTCOME: partial(_anew, engine, [case], _outcome_of),
        NEW_PROOF: partial(_anew, engine, [case], _proof_of),
        NEW_RENDERED: partial(_anew, engine, [case], Verdict.to_json),
        QUESTIONS: partial(_questions, engine, case),
        LOOK: _look(engine, subject),
    }
    if second is not None:
        found[RETE] = partial(second.outcome, case)
    found[NAIVE] = partial(naive.outcome, case)
    if zen is not None:
        given = context(engine.index, facts_of(engine, case))
        found[ZEN_TRACE] = partial(zen.evaluate, given, trace=True)
        found[ZEN] = partial(zen.evaluate, given, trace=False)
        found[ZEN_BATCH] = partial(zen.batch, [given] * BATCH)
    return found


def ways_of_all(every: list[Subject]) -> dict[str, Run]:
    """The chief ways, over every example."""
    known: list[Any] = [subject.case for subject in every]
    told: list[Any] = [subject.told for subject in every]
    return {
        OUTCOME: lambda: [_outcome(case) for case in known],
        FROM_DICT: lambda: [_outcome(case) for case in told],
        PROOF: lambda: [_proof(case) for case in known],
        RENDERED: lambda: [_rendered(case) for case in known],
    }


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


def ways_of_lots(engine: Engine, lots: list[Case]) -> dict[str, Run]:
    """The chief ways, over lots that differ."""
    return {
        OUTCOME: lambda: [_outcome_of(engine.evaluate(case)) for case in lots],
        PROOF: lambda: [_proof_of(engine.evaluate(case)) for case in lots],
        RENDERED: lambda: [engine.evaluate(case).to_json() for case in lots],
        NEW_OUTCOME: partial(_anew, engine, lots, _outcome_of),
        NEW_PROOF: partial(_anew, engine, lots, _proof_of),
        NEW_RENDERED: partial(_anew, engine, lots, Verdict.to_json),
    }


def compared(micro: Mapping[tuple[str, str], float]) -> list[Row]:
    """How many times faster than ZEN with trace."""
    return [
        Row(
            "against zen-engine with trace",
            case,
            f"{what.split(',')[0].split(':')[0]} is faster",
            micro[case, ZEN_TRACE] / micro[case, what],
            "times",
            aim=ZEN_AIM,
        )
        for what in (OUTCOME, PROOF, LOOK)
        for case, other in micro
        if other == ZEN_TRACE
    ]


def _outcome(case: object) -> object:
    return keiimport.evaluate(case).outcome


def _proof(case: object) -> object:
    return _proof_of(keiimport.evaluate(case))


def _outcome_of(verdict: Verdict) -> object:
    return verdict.outcome


def _proof_of(verdict: Verdict) -> object:
    return verdict.reasoning, verdict.paths


def _anew(engine: Engine, lots: Sequence[Case], ask: Callable[[Verdict], object]) -> object:
    """Evaluate cases after all that was worked out for earlier ones is forgotten."""
    engine.forget()
    return [ask(engine.evaluate(case)) for case in lots]


def _rendered(case: object) -> object:
    return keiimport.evaluate(case).to_json()


def _questions(engine: Engine, case: object) -> object:
    verdict = engine.evaluate(case)
    return verdict.timeline().to_dict(), verdict.remedies().to_dict()


def _look(engine: Engine, subject: Subject) -> Run:
    """The truth of every door today, from facts filled in beforehand."""
    kernel, roots = engine.index.kernel, engine.index.roots
    return partial(kernel.truths, roots, facts_of(engine, subject.case))


# ---------------------------------------------------------------- the cold start


def cold_rows(effort: Effort) -> list[Row]:
    """A row for each process."""
    seconds = cold_starts(effort.processes)
    reference = seconds[REFERENCE]
    rows = [
        Row("cold start", "", name, taken * 1e3, "ms", ratio=taken / reference)
        for name, taken in seconds.items()
    ]
    for name in (KEPT, ALONE):
        ratio = seconds[name] / reference
        rows.append(Row("cold start against one model", "", name, ratio, "times", aim=COLD_AIM))
    return rows
