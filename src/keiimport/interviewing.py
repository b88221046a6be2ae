# SPDX-License-Identifier: Apache-2.0
"""The interview: a generator asks one plain question at a time, while any still matters."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from keiimport.decide.outcomes import OVERALL
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.explain.missing import answers_to, some
from keiimport.facts.case import Case, flat, nested
from keiimport.facts.comparisons import Truth
from keiimport.facts.reading import read_json
from keiimport.facts.vocabulary import Fact
from keiimport.question.replies import Asked, Why, question_about, understood
from keiimport.rulebook.arguments import called, checked
from keiimport.verdict import Verdict

Candidate = tuple[Fact, Why, tuple[str, ...]]  # what may be asked, why, the paths that it settles

NAMING = ("vehicle.make", "vehicle.model")  # what a number on the vehicle may tell
# what a conversation begins with: what it is, how old it is and where it comes from
ORIGIN = "vehicle.registered_in"
OPENING = (*NAMING, "vehicle.manufactured", ORIGIN)
COST = ("entry.state", "entry.value")  # what plates and duty depend on first


class Reply(Enum):
    """The replies to a question that are no answers."""

    UNKNOWN = "don't know"
    BACK = "back"
    STOP = "stop"


class Change(NamedTuple):
    """A request to answer the question about a fact again."""

    fact: str


class DoorChange(NamedTuple):
    """A door changed by the last reply: whether it is open; None: not known."""

    path: str
    before: Truth
    after: Truth


@dataclass(frozen=True, slots=True)
class Turn:
    """The state of the conversation.

    Attributes:
        question: the next question, or None when nothing that could be asked matters.
        case: what was told so far, as a case in JSON; what nobody knows is null.
        doors: of each path whether it is open as things stand, false where nobody claims it.
        changes: the doors that the last reply opened, closed or left in doubt.
        problem: why the last reply could not be taken, or None.
    """

    question: Asked | None
    verdict: Verdict
    case: dict[str, Any]
    doors: Mapping[str, Truth]
    changes: tuple[DoorChange, ...] = ()
    problem: InputError | None = None


Talk = Generator[Turn, object, Verdict]


@checked
def interview(
    case: object = None,
    *,
    engine: Engine | None = None,
    as_of: date | str | None = None,
    strict: bool = False,
    confirm: bool = False,
    foresee: bool = True,
    opening: bool | None = None,
    today: date | str | None = None,
) -> Talk:
    """Ask what still matters of a case, until nothing does.

    Each turn takes an answer (a JSON value as a case has it, or text as a person writes
    it), `Reply.UNKNOWN` or None for "don't know", `Reply.BACK`, `Reply.STOP` or `Change`.
    A reply that cannot be understood brings the same question again, with `problem` set.
    After the last question a turn without one is given; going back is still possible then.

    Args:
        case: what is told from the start: a `Case`, a mapping, or JSON text. Facts that are
            null count as unknown to everybody and are not asked for.
        engine: the rules to ask by; default: those that are shipped.
        as_of: the day whose law to use, instead of that of the entry day.
        strict: presume nothing.
        confirm: also ask about what is only presumed, where another answer would change
            the outcome.
        foresee: say with each question what its answers would lead to.
        opening: begin with what vehicle it is and where it comes from, and end, unless it is
            a no, with where it goes to, its price, and what the duty and the state still need;
            default: where nothing is told of the vehicle.
        today: the day of entry where none is told; default: today.

    Returns:
        A generator; what it returns in the end is the last verdict.

    Raises:
        InputError: what is told from the start cannot be understood.

    Example:
        >>> import keiimport
        >>> truck = {"kei": True, "body": "pickup", "registered_in": "JP", "manufactured": "H13"}
        >>> talk = keiimport.interview({"vehicle": truck, "entry": {"date": "2026-11-21"}})
        >>> next(talk).question.fact
        'vehicle.manufactured'
        >>> talk.send("H13.2").verdict.outcome
        'admissible'
    """
    data = read_json(case) if isinstance(case, str | bytes | bytearray) else case
    data = data.to_dict() if isinstance(data, Case) else {} if data is None else data
    Case.parse(data)
    assert isinstance(data, Mapping)
    told = flat(data)
    if opening is None:
        opening = not any(name.startswith("vehicle.") for name in told)
    rules = engine or Engine()
    evaluate = partial(rules.evaluate, as_of=as_of, strict=strict, today=today or date.today())
    return _Interview(rules, evaluate, confirm, foresee, told, opening).talk()


@dataclass(slots=True)
class _Interview:
    """The state of an interview from one turn to the next."""

    engine: Engine
    by_law: Callable[[object], Verdict]
    confirm: bool
    foresee: bool
    told: dict[str, Any]
    opening: bool
    exhausted: set[str] = field(default_factory=set)
    history: list[tuple[str, dict[str, Any], set[str]]] = field(default_factory=list)

    @property
    def vocabulary(self) -> Mapping[str, Fact]:
        return self.engine.rulebook.vocabulary

    def talk(self) -> Talk:
        verdict = self.evaluate(self.told)
        standing = verdict.doors
        wanted: str | None = None
        problem: InputError | None = None
        changes: tuple[DoorChange, ...] = ()
        while True:
            question = self.asked(verdict, wanted)
            told = dict(nested(self.told))
            reply = yield Turn(question, verdict, told, standing, changes, problem)
            problem, changes = None, ()
            if reply is Reply.STOP:
                return verdict
            try:
                match reply:
                    case Reply.BACK:
                        if not self.history:
                            raise InputError("there is nothing to go back to")
                        wanted, self.told, self.exhausted = self.history.pop()
                        verdict = self.evaluate(self.told)
                    case Change(fact):
                        called(fact, self.vocabulary, "fact")
                        wanted = fact
                    case _ if question is None:
                        return verdict
                    case _:
                        verdict, wanted = self.answer(question, reply), None
            except InputError as error:
                problem = error
            else:
                before, standing = standing, verdict.doors
                turned = (path for path, now in standing.items() if before[path] is not now)
                changes = tuple(DoorChange(path, before[path], standing[path]) for path in turned)

    def answer(self, question: Asked, reply: object) -> Verdict:
        """Take an answer and evaluate again; an answer that cannot be taken changes nothing."""
        fact = question.fact
        value = None if reply is Reply.UNKNOWN or reply is None else understood(question, reply)
        told = {**self.told, fact: value}
        if value is None and question.held and self.told.get(fact) is not None:
            # nobody knows more: what is partly known stays
            told[fact] = self.told[fact]
        verdict = self.evaluate(told)
        self.history.append((fact, self.told, set(self.exhausted)))
        if told[fact] is None or told[fact] == self.told.get(fact):
            self.exhausted.add(fact)
        else:
            self.exhausted.discard(fact)
        self.told = told
        return verdict

    def evaluate(self, told: Mapping[str, Any]) -> Verdict:
        verdict = self.by_law(nested(told))
        assert verdict.outcome
        return verdict

    def asked(self, verdict: Verdict, wanted: str | None) -> Asked | None:
        if wanted is not None:
            return self.question(verdict, self.vocabulary[wanted], "changed", ())
        unknown = {name for name, value in self.told.items() if value is None}
        skipped = verdict.questions.unasked(self.exhausted | unknown)
        each = chain(self.still_open(verdict, skipped), self.besides(verdict, skipped))
        return next((self.question(verdict, *found) for found in each), None)

    def still_open(self, verdict: Verdict, skipped: Set[str]) -> Iterator[Candidate]:
        """The facts that name the vehicle, then those that decide the outcome."""
        paths, questions = self.engine.index.paths, verdict.questions.besides(skipped)
        for name in OPENING if self.opening else ():
            known = name in NAMING and name in verdict.explained.known
            # where it comes from tells less than what settles a door, such as its label
            waits = name == ORIGIN and not skipped and questions and questions[0].settles
            if name not in self.told and name not in skipped and not known and not waits:
                yield self.vocabulary[name], "opening", ()
        # where no single answer settles anything, several may
        for each in sorted(questions, key=lambda question: not question.settles):
            if not verdict.questions.is_claim(each):
                yield each.fact, "open", tuple(paths[place].id for place in sorted(each.settles))

    def besides(self, verdict: Verdict, skipped: Set[str]) -> Iterator[Candidate]:
        """Facts that would claim another door, assumptions, and facts that the cost depends on."""
        if verdict.outcome in ("undetermined", "not_yet", "refused"):
            for name, doors in self.claims(verdict).items():
                if name not in skipped and self.matters(verdict, name):
                    yield self.vocabulary[name], "claim", doors
        done = self.told.keys() | skipped
        assumed = (each.fact.split(",") for each in verdict.assumptions if self.confirm)
        for name in map(str.strip, chain.from_iterable(assumed)):
            if name in self.vocabulary and name not in done and self.matters(verdict, name):
                yield self.vocabulary[name], "assumed", ()
        if self.opening and verdict.outcome not in ("not_yet", "refused"):
            parts = (verdict.duty, verdict.state) if verdict.outcome != "undetermined" else ()
            for name in chain(COST, *(part.missing for part in parts if part)):
                if name in self.vocabulary and name not in done:
                    yield self.vocabulary[name], "cost", ()

    def claims(self, verdict: Verdict) -> dict[str, tuple[str, ...]]:
        """The facts that would claim doors not claimed yet, each with those doors."""
        found: dict[str, tuple[str, ...]] = {}
        for path in verdict.paths:
            if path.outcome == "closed" and not path.theoretical:
                for name in path.missing:
                    if name in self.vocabulary:
                        found[name] = (*found.get(name, ()), path.id)
        return found

    def matters(self, verdict: Verdict, name: str) -> bool:
        fact = self.vocabulary[name]
        if fact.unknown == "action":
            return False
        tried = some(answers_to(self.engine.index, fact, verdict.explained.decided.facts))
        found = (then for answer in tried if (then := verdict.suppose(name, answer)) is not None)
        return any(OVERALL[then.decision(None).outcome] != verdict.outcome for then in found)

    def question(self, verdict: Verdict, fact: Fact, why: Why, settles: tuple[str, ...]) -> Asked:
        known = verdict.explained.known
        held = known[fact.name].text if fact.name in known else ""
        prospects = tuple(verdict.questions.prospects(fact)) if self.foresee else ()
        return question_about(fact, why, settles=settles, held=held, prospects=prospects)
