# SPDX-License-Identifier: Apache-2.0
"""The verdict: everything that is said about one case, worked out when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Self, TypeVar

from keiimport import verdict_types as parts
from keiimport.capitals import inside
from keiimport.decide.case_facts import CaseFacts
from keiimport.decide.decision import DecidedCase, decide, decide_one, differences
from keiimport.decide.outcomes import OVERALL, Outcome
from keiimport.decide.rule_index import RuleIndex
from keiimport.duty.account import Account
from keiimport.errors import EngineDisagreement
from keiimport.explain import written
from keiimport.explain.answer import Answer
from keiimport.explain.counterfactuals import Counterfactuals, Refill, case_facts, unless
from keiimport.explain.doors import classes, place_of
from keiimport.explain.explanation import Explanation
from keiimport.explain.missing import Questions
from keiimport.explain.proof import Prover
from keiimport.explain.words import listed
from keiimport.facts.comparisons import FactValue, Truth
from keiimport.facts.complete import CompletedCase
from keiimport.facts.vocabulary import DependsOn
from keiimport.forms import forms
from keiimport.logic.engines import CHECKED_BY, EngineName, Judge
from keiimport.rulebook.arguments import called, checked
from keiimport.rulebook.files import overlay_name
from keiimport.states import STATE, StateTable, asked_states, rests_on, state_sentence
from keiimport.verdict_types import Certainty, plain

if TYPE_CHECKING:
    from keiimport.explain.remedies import Remedies
    from keiimport.explain.timeline import Timeline


Made_co = TypeVar("Made_co", covariant=True)


class Key(cached_property[Made_co]):
    """An attribute that the JSON form has too, under the same name; worked out once."""


# what of the verdict stands beside the proof of a path
WHY_CONTEXT = ("entry_date", "law_as_of", "rulebook", "scenarios", "checked_by")


@dataclass(frozen=True, eq=False, repr=False)
class Verdict:
    """What the rulebook says about one case.

    Every key of the JSON form is an attribute of the same name; `keiimport.verdict_types` says
    what they are made of. Attributes are worked out when they are first read, so asking only
    for `outcome` costs only that.
    """

    _index: RuleIndex
    _judge: Judge | None
    _engine_name: EngineName
    _completed: CompletedCase
    told: CaseFacts
    _refill: Refill
    _every_state: bool
    _again: tuple[Callable[..., Verdict], tuple[object, ...]]  # makes it in another process

    def __reduce__(self) -> Any:
        """How to make it again in another process: by evaluating the same case there."""
        return self._again

    def __copy__(self) -> Self:
        """Itself, for it never changes."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        """Itself, for it never changes."""
        return self

    @cached_property
    def _counterfactuals(self) -> Counterfactuals:
        return Counterfactuals(self._index, self.told, self._refill)

    @cached_property
    def _decided(self) -> DecidedCase:
        return self._checked(decide_one(self._index, self.told))

    def take(self, decided: DecidedCase, strictly: DecidedCase | None = None) -> None:
        """Take what was decided of its case together with others, before anything is asked."""
        vars(self)["_decided"] = self._checked(decided)
        if strictly is not None:
            vars(self)["strict_outcome"] = OVERALL[strictly.decision(None).outcome]

    @property
    def strictly_told(self) -> CaseFacts:
        """The same with nothing presumed."""
        completed = self._completed.strictly()
        return case_facts(completed, self.told.law_day, self.told.pinned, strict=True)

    def _checked(self, decided: DecidedCase) -> DecidedCase:
        """A decision, held against the second opinion where there is one."""
        if self._judge is not None and differences(decided, self._judge):
            engines = " and ".join(CHECKED_BY[self._engine_name])
            raise EngineDisagreement(
                f"the engines {engines} found different truths for this case, so no answer is "
                "given; please report the case and the rulebook's hash"
            )
        return decided

    @cached_property
    def explained(self) -> Explanation:
        """The explanation of the decided case."""
        return Explanation(self._decided, {**self._completed.known, **self._decided.presumed})

    @Key
    def outcome(self) -> Outcome:
        """admissible, conditional, undetermined, not_yet or refused."""
        return OVERALL[self._decided.decision(None).outcome]

    @Key
    def strict_outcome(self) -> Outcome:
        """The outcome with nothing presumed, without a second opinion of its own."""
        if self.told.is_strict:
            return self.outcome
        return OVERALL[decide_one(self._index, self.strictly_told).decision(None).outcome]

    @Key
    def certainty(self) -> Certainty:
        """shown, or assumed: resting on presumptions, unverified values or unverified law."""
        return written.certainty(self.explained)

    @Key
    def depends_on(self) -> DependsOn | None:
        """Who has to act before it can be admitted: importer, agency, or nobody."""
        return self.explained.depends_on

    @Key
    def answer(self) -> str:
        """One or two plain sentences."""
        return self._said(self._answer)

    @Key
    def headline(self) -> str:
        """The same without the doors and what a state says, unless it forbids the vehicle."""
        return self._said(replace(self._answer, brief=True))

    def _said(self, answer: Answer) -> str:
        titles = listed(scenario.title for scenario in self._index.rulebook.scenarios)
        said = answer.text()
        if not titles:
            return said
        # an answer under scenarios begins by saying so
        say = self.explained.vocabulary.say
        return say("answer.hypothetical", titles=titles, answer=inside(said))

    @cached_property
    def _answer(self) -> Answer:
        asked, vocabulary = self.questions, self.explained.vocabulary
        others = [each.words for each in self.unless if each.fact != self.unless[0].fact]
        return Answer(
            explained=self.explained,
            questions=[question for question in asked.asked if not asked.is_claim(question)],
            assumed=self.certainty == "assumed",
            unless=self.unless[0].words if self.unless else "",
            other=others[0] if others else "",
            state="" if self.state is None else state_sentence(self.state, vocabulary),
            forbidden=self.state is not None and self.state.outcome == "banned",
        )

    @Key
    def unless(self) -> tuple[parts.Unless, ...]:
        """Single things, presumed or not told, that would make the answer better."""
        return tuple(unless(self._decided, self.explained.known, self._counterfactuals))

    @Key
    def earliest(self) -> date | None:
        """The first day, from the entry day on, on which it may certainly come in."""
        return written.day_or_none(self._decided.decision(None).earliest)

    @Key
    def earliest_possible(self) -> date | None:
        """The first day, from the entry day on, on which it possibly may come in."""
        return written.day_or_none(self._decided.decision(None).possible)

    @Key
    def entry_date(self) -> date:
        """The day of importation used."""
        return date.fromordinal(self._decided.day)

    @Key
    def law_as_of(self) -> date:
        """The day whose law was used."""
        return date.fromordinal(self.told.law_day)

    @Key
    def rulebook(self) -> parts.RulesUsed:
        """Version and hash of the rules used, and what of one's own is laid over them."""
        rulebook = self._index.rulebook
        laid = tuple(map(overlay_name, rulebook.overlays))
        return parts.RulesUsed(rulebook.version, rulebook.hash, laid)

    @Key
    def scenarios(self) -> tuple[str, ...]:
        """The hypothetical reforms that were laid over the law."""
        return tuple([scenario.id for scenario in self._index.rulebook.scenarios])

    @Key
    def assumptions(self) -> tuple[parts.Assumption, ...]:
        """The presumptions without which the verdict would not stand."""
        asked = list(self.states) if self._every_state else []
        asked += [] if self.state is None else [self.state]
        others = rests_on(asked, self._decided, self.explained.known) if asked else ()
        return written.assumptions(self.explained, others)

    @Key
    def facts(self) -> tuple[parts.FactUsed, ...]:
        """Every fact used, with its source and how sure it is."""
        return written.facts(self.explained)

    @Key
    def classification(self) -> tuple[str, ...]:
        """The classes that hold."""
        return tuple([name.removeprefix("class.") for name in self.explained.recalled(classes)])

    @Key
    def standards(self) -> tuple[parts.StandardResult, ...]:
        """Every safety standard: whether it binds, whether it is known to be met."""
        return written.standards(self.explained)

    @Key
    def paths(self) -> tuple[parts.PathResult, ...]:
        """Every door, considered or not."""
        return written.paths(self.explained, self.questions.of_door)

    @Key
    def gates(self) -> tuple[parts.GateResult, ...]:
        """Everything that only bars."""
        return written.gates(self.explained)

    @Key
    def chosen(self) -> dict[str, str | None]:
        """The best door of each agency, or None where every door is closed."""
        chosen = self.explained.chosen.items()
        return {agency: None if door is None else door.path.id for agency, door in chosen}

    @Key
    def duty(self) -> parts.Duty | None:
        """What Customs collects; None where nothing can be said, with a warning why."""
        return self._duty.duty

    @cached_property
    def _duty(self) -> Account:
        return Account(self.explained)

    @Key
    def state(self) -> parts.StateAnswer | None:
        """What the state that was told says of the vehicle; None where none was told."""
        held = self.explained.known.get(STATE)
        if held is None:
            return None
        return next(asked_states([str(held.value)], self._decided, self.explained.known))

    @Key
    def missing(self) -> tuple[parts.MissingFact, ...]:
        """The facts an undetermined answer hangs on, then those that duty or state wait for."""
        state = () if self.state is None else self.state.missing
        return self.questions.missing({"duty": self._duty.missing, "state": state})

    @Key
    def actions(self) -> tuple[parts.Action, ...]:
        """What could be done, in the order a person would do it."""
        return written.actions(self.explained)

    @Key
    def reasoning(self) -> tuple[parts.Reason, ...]:
        """The chain: each step a rule, what it concluded, why, and under which law."""
        return written.reasoning(self.explained)

    @Key
    def warnings(self) -> tuple[str, ...]:
        """What to know before relying on this."""
        told, duty = self._completed.warnings, self._duty.warnings
        return tuple(written.warnings(self.explained, told, duty, self._every_state))

    @Key
    def forms(self) -> tuple[parts.FormEntry, ...]:
        """What to write where on the forms of the chosen doors; none where it may not come in."""
        filed = self.outcome in ("admissible", "conditional", "undetermined")
        doors = self.explained.chosen.values() if filed else ()
        chosen = [door.path for door in doors if door is not None]
        book = self._index.rulebook
        say, law_day = book.vocabulary.say, self.told.law_day
        return forms(book.declarations, chosen, self.explained.known, law_day, say)

    @Key
    def checked_by(self) -> tuple[str, ...]:
        """The engines that agree on the outcome."""
        return tuple(CHECKED_BY[self._engine_name])

    @checked
    def truth(self, name: str) -> Truth:
        """The truth of one conclusion of the rulebook on the entry day.

        Args:
            name: a conclusion such as `class.truck` or `standard.208.binds`.

        Raises:
            InputError: the rulebook has no such conclusion.
        """
        called(name, self._index.rulebook.conclusions, "conclusion")
        return self.explained.truths[self._index.program.names[name]]

    @checked
    def why(self, path: str) -> dict[str, Any]:
        """The proof of one path as a tree: why it is open, or what of it fails.

        Args:
            path: the id of a path, such as `nhtsa.box_1`.

        Returns:
            What the verdict says of the path, on which days, and `proof`, its tree.

        Raises:
            InputError: the rulebook has no such path.
        """
        place = place_of(path, [each.id for each in self._index.paths])
        said = plain(self.paths[place])
        context = {key: plain(getattr(self, key)) for key in WHY_CONTEXT}
        decided = self._decided
        # what waits for an action fails as things stand; the rest is told with all of it done
        done = decided.decision(place).outcome not in ("open", "needs_action")
        truths = decided.truths(decided.day, done)
        case = self.explained.case
        prover = Prover(self._index, truths.__getitem__, case.knows, case.doubts)
        proof = prover.path(self._index.paths[place])
        tree = written.ProofWriter(prover, self.explained).written(proof)
        return {"path": said.pop("id"), **said, **context, "proof": tree}

    @cached_property
    def states(self) -> tuple[parts.StateAnswer, ...]:
        """The answer of every state of the rulebook; in the JSON form only when asked for."""
        codes = self._index.view(StateTable).codes
        return tuple(asked_states(codes, self._decided, self.explained.known))

    @property
    def doors(self) -> dict[str, Truth]:
        """Whether each path is open as things stand; false if nobody claims it."""
        today, paths = self._decided.doors_on(self._decided.day, False), self._index.paths
        said = zip(paths, today.offers, today.claims, strict=True)
        return {path.id: offer if claim else claim for path, offer, claim in said}

    def suppose(self, name: str, answer: FactValue) -> DecidedCase | None:
        """The same case with one more fact told, or None where it cannot be so."""
        return self._counterfactuals.answered([{name: answer}])[0]

    @cached_property
    def questions(self) -> Questions:
        """The questions worth asking, and the outcomes that answers would lead to."""
        return Questions(self.explained, self._counterfactuals)

    @property
    def asked(self) -> list[str]:
        """The facts that the outcome hangs on, as in `missing`, without what answers settle."""
        return [question.fact.name for question in self.questions.asked]

    def timeline(self, until: date | str | None = None) -> Timeline:
        """Every answer from the day of entry on, and what changes it.

        Args:
            until: the last day to tell of, or None for all days.

        Raises:
            InputError: it is no day.
        """
        from keiimport.explain.timeline import timeline

        return timeline(self._decided, self.explained.words, until=until)

    def remedies(self) -> Remedies:
        """The smallest sets of changes that open each door that is not open."""
        from keiimport.explain.remedies import remedies

        explained, answered = self.explained, self._counterfactuals.answered
        doors = [door._replace(because=explained.said(door.because)) for door in explained.doors]
        return remedies(self._decided, self.explained.known, doors, answered)

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON values, in the order of `KEYS`; `states` only where asked for."""
        return dict(self.form)

    @property
    def form(self) -> Mapping[str, Any]:
        """The same, in which only what is read is worked out."""
        return Form(self, (*KEYS, "states") if self._every_state else KEYS)

    @checked
    def to_json(self, indent: int | None = None) -> str:
        """The verdict as JSON; the same case, day, rules and options give the same text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @checked
    def to_text(self, *, full: bool = False, width: int = 80, colour: bool = False) -> str:
        """The verdict for people: what matters on one screen, or everything.

        Args:
            full: everything, with every door and every reason.
            width: columns to fill, from 40 on; the short answer fills at most 80.
            colour: whether to write terminal colours.
        """
        from keiimport.report import text

        render = text.render if full else text.render_short
        return render(self.form, width=width, colour=colour)

    @checked
    def to_html(self, *, full: bool = False) -> str:
        """The verdict as a page of its own, with its timeline as a picture; prints on two pages.

        Args:
            full: also the doors that are closed, every reason, the facts and the standards.
        """
        from keiimport.report import html

        return html.render(self.to_dict(), self.timeline().to_dict(), full=full)

    def _repr_html_(self) -> str:
        from keiimport.report import html

        return html.render_answer(self.to_dict())

    def __repr__(self) -> str:
        return f"<Verdict {self.outcome}: {self.answer}>"


class Form(Mapping[str, Any]):
    """The JSON form of a verdict; a key is worked out when it is read."""

    def __init__(self, verdict: Verdict, keys: Sequence[str]) -> None:
        self._verdict, self._keys = verdict, keys

    def __getitem__(self, key: str) -> Any:
        if key not in self._keys:
            raise KeyError(key)
        return plain(getattr(self._verdict, key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


# the keys of the JSON form, in the order in which they are written
KEYS = tuple([name for name, each in vars(Verdict).items() if isinstance(each, Key)])


def decide_together(
    index: RuleIndex, verdicts: Sequence[Verdict], *, strictly: bool = False
) -> None:
    """Decide and explain fresh verdicts together; `strictly` also with nothing presumed."""
    decided = decide(index, [verdict.told for verdict in verdicts])
    told_strictly = [verdict.strictly_told for verdict in verdicts] if strictly else []
    pairs = zip_longest(verdicts, decided, decide(index, told_strictly))
    for verdict, its, its_strictly in pairs:
        verdict.take(its, its_strictly)
    Explanation.together([verdict.explained for verdict in verdicts])
