# SPDX-License-Identifier: Apache-2.0
"""Mutants of the rules: what no scenario and no example would notice.

    python -m tests.mutants [--asked FILE] [--one-in N] [WORD ...]

makes every small mistake one could make in the rules of `rules/federal/` (a threshold off by
one, `at_most` for `below`, a condition left out, `all` for `any`, an exception turned into a
condition, a window a day off, a rule forgotten) and asks the cases of all scenarios and
examples again. A mutant that changes none of their verdicts survives and is listed with the
id and the place of its rule: a scenario is missing, or the rule says something twice. WORDs
keep only mutants with one of them in their file's or their own name, `--one-in N` the same
one in N every time, `--asked FILE` takes the cases from what `pytest --keiimport-coverage
FILE` recorded. Rows of the table of standards are left out; a mutant that the checks at load
refuse is killed by them.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from keiimport import Engine, KeiimportError
from keiimport.coverage.recording import read_recording
from keiimport.facts.comparisons import (
    AtLeast,
    AtMost,
    Comparison,
    FactValue,
    HasAged,
    IsOneOf,
    Truth,
)
from keiimport.facts.units import DIMENSIONS
from keiimport.facts.vocabulary import Vocabulary
from keiimport.logic.bundle import Bundle
from keiimport.rulebook.checks import check
from keiimport.rulebook.model import Condition, Paper, Rule, Rulebook, Window

ROOT = Path(__file__).parents[1]
FOLDER = "federal/"
MOST_PARTS = 20
"""A condition of more parts than this comes from a table: only two of its parts are left out."""


NEAR_TABLES = ("certification", "fmvss")
"""Files whose rules may matter only together with the table of standards."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case that a scenario or an example evaluates."""

    stem: str
    case: Any
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook with one mistake in it.

    Attributes:
        name: the id of the rule, and what is wrong with it.
        stem: its file, without folder and ending.
        book: the rulebook.
        place: where the rule stands.
    """

    name: str
    stem: str
    book: Rulebook
    place: str = ""


# -- the cases ---------------------------------------------------------------


def all_cases(recording: Path | None = None) -> list[Asked]:
    """The cases of all features and examples that can be evaluated.

    Args:
        recording: what `pytest --keiimport-coverage FILE` wrote; the features are run without.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = recording or _recorded(Path(folder))
        lines = file.read_bytes().splitlines()
    asked: list[Asked] = []
    for scenario in read_recording(lines, file.name):
        # a hypothetical reform is another rulebook, whose mistakes are not looked for here
        options = {"as_of": scenario.as_of, "strict": scenario.strict}
        one = Asked(Path(scenario.place).stem, scenario.case, options)
        if not scenario.scenarios and one not in asked:
            asked.append(one)
    examples = sorted((ROOT / "examples").glob("*.json"))
    return [*asked, *(Asked("examples", path.read_bytes(), {}) for path in examples)]


def _recorded(folder: Path) -> Path:
    """Run the features; the file with what they asked."""
    file = folder / "asked.jsonl"
    plugin = [] if entry_points(group="pytest11", name="keiimport") else ["-p", PLUGIN]
    options = ["-q", "-p", "no:cacheprovider", *plugin, "--keiimport-coverage", str(file)]
    command = [sys.executable, "-m", "pytest", *options, str(ROOT / "features")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return file


PLUGIN = "keiimport.gherkin.plugin"


def said(engine: Engine, asked: Asked) -> Any:
    """What a verdict decides, its words left out but for warnings and papers."""
    try:
        verdict = engine.evaluate(asked.case, **asked.options)
        plain = verdict.to_dict()
    except KeiimportError as error:
        return type(error).__name__
    for key in ("answer", "facts", "reasoning", "rulebook"):
        del plain[key]
    for rows in ("paths", "standards", "gates"):
        for row in plain[rows]:
            row.pop("because", None)
    names = engine.rulebook.conclusions
    used = [(step.concludes, step.truth) for step in verdict.reasoning]
    truths = [verdict.truth(name) for name in names if not name.startswith("standard.")]
    return plain, used, truths


# -- the mistakes ------------------------------------------------------------


def near(comparison: Comparison, vocabulary: Vocabulary) -> Iterator[tuple[str, Comparison]]:
    """The same test with its figure, its words or its count a little off."""
    match comparison:
        case AtLeast(fact, low, high) | AtMost(fact, low, high):
            known = vocabulary.get(fact)  # the day of the law is no fact of a case
            dimension = None if known is None else known.type.dimension
            one = 1 if dimension is None else int(DIMENSIONS[dimension].scale)
            for step in (-one, one):
                yield f"{step:+d}", type(comparison)(fact, low + step, high + step)
        case HasAged():
            for step in (-1, 1):
                yield f"{step:+d} years", replace(comparison, years=comparison.years + step)
            if comparison.count == "anniversary":  # calendar years know no 29 February
                turned = "last_day" if comparison.leap_day == "next_day" else "next_day"
                yield "leap day", but(comparison, leap_day=turned)
            other = "anniversary" if comparison.count == "calendar_years" else "calendar_years"
            yield "count", but(comparison, count=other)
        case IsOneOf(fact, values) if values <= {True, False}:
            yield "turned", IsOneOf(fact, frozenset({True, False}) - values)
        case IsOneOf(fact, values):
            for value in sorted(values, key=str) if len(values) > 1 else ():
                yield f"without {value}", IsOneOf(fact, values - {value})


def wrong(condition: Condition, vocabulary: Vocabulary) -> Iterator[tuple[str, Condition]]:
    """The condition with one mistake in it."""
    parts = condition.parts
    if condition.comparison is not None:
        tested = condition.comparison
        name = tested.reads[0]
        for what, other in near(tested, vocabulary):
            yield f"{name} {what}", replace(condition, comparison=other)
        if isinstance(tested, AtLeast | AtMost) and tested.low is not None:
            turned = AtMost if isinstance(tested, AtLeast) else AtLeast
            inner = replace(condition, comparison=turned(tested.fact, tested.low, tested.high))
            # a strict comparison for one that is not; numbers of conditions stay one each
            outer = Condition("not", (replace(inner, number=-1 - condition.number),))
            yield f"{name} strict", replace(outer, number=condition.number)
    if condition.op in ("all", "any"):
        if len(parts) > 1:
            dual = "any" if condition.op == "all" else "all"
            yield f"{dual} for {condition.op}", but(condition, op=dual)
        for place in range(len(parts) if len(parts) <= MOST_PARTS else 2):
            left = parts[:place] + parts[place + 1 :]
            if left:
                yield f"without {place + 1}, {_called(parts[place])}", but(condition, parts=left)
    if condition.op == "not":
        yield f"not lost before {_called(parts[0])}", replace(parts[0], otherwise=None)
    for place, part in enumerate(parts if len(parts) <= MOST_PARTS else parts[:2]):
        for what, other_part in wrong(part, vocabulary):
            yield what, replace(condition, parts=(*parts[:place], other_part, *parts[place + 1 :]))


def but(item: Any, **changes: Any) -> Any:
    """A copy of a part of the rulebook with some of it changed."""
    return replace(item, **changes)


def _called(condition: Condition) -> str:
    if condition.comparison is not None:
        return condition.comparison.reads[0]
    return condition.conclusion or f"{condition.op} of {len(condition.parts)}"


def wrong_windows(window: Window) -> Iterator[tuple[str, Window]]:
    """The window with one end a day off."""
    for step in (-1, 1):
        if window.start is not None:
            yield f"start {step:+d}", replace(window, start=window.start + step)
        if window.end is not None:
            yield f"end {step:+d}", replace(window, end=window.end + step)


def wrong_papers(papers: tuple[Paper, ...]) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """One paper asked of everybody."""
    for place, paper in enumerate(papers):
        if paper.when is not None:
            always = replace(paper, when=None)
            yield f"paper {place} always", (*papers[:place], always, *papers[place + 1 :])


def wrong_rules(rule: Rule, vocabulary: Vocabulary) -> Iterator[tuple[str, Rule | None]]:
    """The rule with one mistake in it, or forgotten."""
    yield "forgotten", None
    for key in ("when", "applies", "unless"):
        whole = getattr(rule, key)
        if whole is None:
            continue
        if key != "when":
            yield f"{key} forgotten", but(rule, **{key: None})
        for what, other in wrong(whole, vocabulary):
            yield f"{key}: {what}", but(rule, **{key: other})
    if rule.window is not None:
        yield "window forgotten", replace(rule, window=None)
        for what, window in wrong_windows(rule.window):
            yield f"window {what}", replace(rule, window=window)
    if rule.overrides:
        yield "overrides forgotten", replace(rule, overrides=())
    if rule.unless is not None:
        # the exception as a condition: it holds only where it should not
        turned = Condition("not", (rule.unless,), number=-1 - rule.unless.number)
        yield "unless turned", but(rule, unless=turned)


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Every mutant of the rules in `FOLDER`, but for the table of standards."""
    vocabulary = book.vocabulary
    tables = {standard.binds for standard in book.standards}
    for kind in ("rules", "paths", "gates", "remarks"):
        items = getattr(book, kind)
        for place, item in enumerate(items):
            where = item.place.file if item.place else ""
            if not where.startswith(FOLDER) or getattr(item, "concludes", "") in tables:
                continue
            for what, other in _mistakes(kind, item, vocabulary):
                kept = () if other is None else (other,)
                wrong_book = but(book, **{kind: (*items[:place], *kept, *items[place + 1 :])})
                name = f"{item.id}: {what}"
                yield Mutant(name, Path(where).stem, wrong_book, str(item.place))


def _mistakes(kind: str, item: Any, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    if kind == "rules":
        yield from wrong_rules(item, vocabulary)
        return
    if kind != "paths":
        yield "forgotten", None
    keys = {
        "paths": ("open_when", "claimed_when", "claimed_unless"),
        "gates": ("barred_when", "raised_when"),
    }
    for key in keys.get(kind, ("when",)):
        whole = getattr(item, key)
        if whole is not None:
            for what, other in wrong(whole, vocabulary):
                yield f"{key}: {what}", but(item, **{key: other})
    if kind == "paths":
        if item.claimed_when is not None:
            yield "claimed by everybody", but(item, claimed_when=None)
        for name in ("papers", "restrictions"):
            for what, papers in wrong_papers(getattr(item, name)):
                yield f"{name} {what}", but(item, **{name: papers})
        if item.purposes:
            yield "for every purpose", but(item, purposes=())
        yield "theoretical turned", but(item, theoretical=not item.theoretical)


# -- the hunt ----------------------------------------------------------------


def without_tables(book: Rulebook) -> Rulebook:
    """The rulebook without the rows of its standards: quick to compile."""
    tables = {standard.binds for standard in book.standards}
    return replace(book, rules=tuple(rule for rule in book.rules if rule.concludes not in tables))


class Hunt:
    """Asks the same cases of every mutant.

    First only for the truths of every named node with the facts as they were filled in,
    which is quick; whole verdicts, of a mutant that leaves all of them as they were.
    """

    def __init__(self, asked: list[Asked], book: Rulebook) -> None:
        self.asked = asked
        self.engines = {False: Engine(book), True: Engine(without_tables(book))}
        self.completed = [self._facts(one) for one in asked]
        self._expected: dict[tuple[bool, int], Any] = {}
        self._truths: dict[bool, list[dict[str, Truth]]] = {
            light: [truths(engine._bundle, facts) for facts in self.completed]
            for light, engine in self.engines.items()
        }

    def _facts(self, asked: Asked) -> Mapping[str, FactValue | None]:
        """The facts of a case, everything done that can be done."""
        try:
            decided = self.engines[False].evaluate(asked.case, **asked.options)._decided
        except KeiimportError:
            return {}
        return decided.on(decided.day, True)

    def expected(self, light: bool, place: int) -> Any:
        """What the rules as they are say of a case."""
        key = (light, place)
        if key not in self._expected:
            self._expected[key] = said(self.engines[light], self.asked[place])
        return self._expected[key]

    def killed_by(self, mutant: Mutant) -> str | None:
        """What notices a mutant, or None where it survives."""
        if check(mutant.book):
            return "the checks at load"
        depths = (True, False) if mutant.stem in NEAR_TABLES else (True,)
        for light in depths:
            try:
                bundle = Bundle.make(without_tables(mutant.book) if light else mutant.book)
            except KeiimportError:
                return "the proof at load"
            for asked, facts, own in zip(
                self.asked, self.completed, self._truths[light], strict=True
            ):
                if truths(bundle, facts) != own:
                    return asked.stem
        for light in depths:
            engine = Engine(without_tables(mutant.book) if light else mutant.book)
            for place, asked in enumerate(self.asked):
                if said(engine, asked) != self.expected(light, place):
                    return asked.stem
        return None


def truths(bundle: Bundle, facts: Mapping[str, FactValue | None]) -> dict[str, Truth]:
    """The truth of every conclusion, path, gate and remark."""
    names = bundle.compiled.program.names
    found = bundle.kernel.truths(tuple(names.values()), facts)
    return dict(zip(names, found, strict=True))


def is_one_in(count: int, name: str) -> bool:
    """Whether a mutant is the one in `count` that is looked at, the same one every time."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % count == 0


def main(*arguments: str) -> int:
    """Hunt all mutants, or those that were asked for; print those that survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--asked", type=Path, metavar="FILE")
    parser.add_argument("--one-in", type=int, default=1, metavar="N")
    told = parser.parse_args(arguments)
    book = Engine().rulebook
    hunt = Hunt(all_cases(told.asked), book)
    started, total, alive = time.monotonic(), 0, 0
    for mutant in mutants(book):
        words = f"{mutant.stem} {mutant.name}"
        if told.words and not any(word in words for word in told.words):
            continue
        if not is_one_in(told.one_in, mutant.name):
            continue
        total += 1
        if hunt.killed_by(mutant) is None:
            alive += 1
            print(f"survives  {mutant.name}  ({mutant.place})", flush=True)
    seconds = time.monotonic() - started
    print(f"{total} mutants, {len(hunt.asked)} cases, {alive} survive ({seconds:.0f} s)")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
