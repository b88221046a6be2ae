# SPDX-License-Identifier: Apache-2.0
"""What to know before relying on a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from keiimport.decide.rule_index import RuleIndex
from keiimport.explain.explanation import Explanation
from keiimport.explain.words import day_text, listed
from keiimport.rulebook.files import overlay_name
from keiimport.rulebook.model import Remark


def warnings(
    explained: Explanation,
    told: Iterable[str],
    duty: Iterable[str],
    every_state: bool = False,
) -> list[str]:
    """What to know before relying on this, each thing once.

    Args:
        explained: the case with what is said of it.
        told: the warnings of the facts themselves.
        duty: those of the duty.
        every_state: whether every state is asked, so that none is missing.
    """
    index = explained.index
    remarks = (
        f"{explained.said(remark.say)} [{'; '.join(remark.cite)}]"
        for remark in explained.speaking
        if not (every_state and _is_about_states(remark))
    )
    said = chain(
        suppositions(index),
        told,
        remarks,
        _uncovered(explained),
        _doubtful_facts(explained),
        _doubtful_law(explained),
        _gaps(explained),
        duty,
        index.rulebook.always,
    )
    return list(dict.fromkeys(said))


def _is_about_states(remark: Remark) -> bool:
    """Whether a remark rests on which state was told and on nothing else."""
    read = {
        name
        for part in remark.when.walk()
        if part.comparison is not None
        for name in part.comparison.reads
    }
    return read == {"entry.state"}


def _uncovered(explained: Explanation) -> Iterator[str]:
    """What is said of each agency whose law is not written down for that day."""
    law_day = day_text(explained.decided.law_day)
    for agency, first in explained.unwritten:
        say = explained.vocabulary.say
        yield say("warning.no_law", agency=agency.name, day=day_text(first), law_day=law_day)


def suppositions(index: RuleIndex) -> Iterator[str]:
    """What is laid over the law that is shipped: somebody's own rules, hypothetical reforms."""
    say = index.rulebook.vocabulary.say
    for path in index.rulebook.overlays:
        yield say("warning.own_rules", rules=overlay_name(path))
    for scenario in index.rulebook.scenarios:
        yield say(
            "warning.scenario",
            title=scenario.title,
            id=scenario.id,
            law=scenario.law,
            proposal=scenario.proposal,
            invention=scenario.invention,
        )


def _doubtful_facts(explained: Explanation) -> Iterator[str]:
    known = explained.known
    held = [(name, known[name]) for name in explained.mentioned if name in known]
    doubtful = [n for n, h in held if h.source == "catalogue" and h.confidence == "unverified"]
    if doubtful:
        titles = listed(explained.vocabulary[name].title for name in doubtful)
        yield explained.vocabulary.say("warning.catalogue", titles=titles)


def _doubtful_law(explained: Explanation) -> Iterator[str]:
    written = explained.index.rules
    for confidence in ("unverified", "secondary"):
        rules = dict.fromkeys(
            rule
            for step in explained.deciding_steps
            if step.confidence == confidence and step.rule and step.truth is not None
            for rule in step.rule.split(", ")
            if rule not in written or written[rule].confidence == confidence
        )
        for rule in rules:
            yield explained.vocabulary.say(f"warning.{confidence}", rule=rule)


def _gaps(explained: Explanation) -> Iterator[str]:
    index, today = explained.index, explained.today
    for i, path in enumerate(index.paths):
        if today.offers[i] is None and today.claims[i]:
            for title in index.gaps_of[i]:
                yield explained.vocabulary.say("warning.gap", list=title, path=path.id)
