# SPDX-License-Identifier: Apache-2.0
"""What to know before relying on a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    said: dict[str, None] = dict.fromkeys(suppositions(explained.index))
    said.update(dict.fromkeys(told))
    template = explained.template
    for remark, words in zip(template.speaking, template.remarks, strict=True):
        if not (every_state and _is_about_states(remark)):
            said[explained.said(words)] = None
    said.update(dict.fromkeys(uncovered(explained)))
    said.update(dict.fromkeys(_doubtful_facts(explained)))
    said.update(dict.fromkeys(_doubtful_law(explained)))
    said.update(dict.fromkeys(_gaps(explained)))
    said.update(dict.fromkeys(duty))
    said.update(dict.fromkeys(explained.index.rulebook.always))
    return list(said)


def _is_about_states(remark: Remark) -> bool:
    """Whether a remark rests on which state was told and on nothing else."""
    read = {
        name
        for part in remark.when.walk()
        if part.comparison is not None
        for name in part.comparison.reads
    }
    return read == {"entry.state"}


def uncovered(explained: Explanation) -> Iterator[str]:
    """What is said of each agency whose law is not written down for that day."""
    law_day = day_text(explained.decided.law_day)
    for name, first in agencies_uncovered(explained):
        yield (
            f"{name}: its law stands in this rulebook from {first} on; on {law_day} its answer is "
            "not known"
        )


def agencies_uncovered(explained: Explanation) -> Iterator[tuple[str, str]]:
    """Each of these agencies, with the day from which on its law is written down."""
    for doors in explained.index.doors:
        covered = doors.agency.covered_from
        if covered is not None and explained.decided.law_day < covered:
            yield doors.agency.name, day_text(covered)


def suppositions(index: RuleIndex) -> Iterator[str]:
    """What is laid over the law that is shipped: somebody's own rules, hypothetical reforms."""
    for path in index.rulebook.overlays:
        yield f"rules of one's own are laid over those that are shipped: `{overlay_name(path)}`"
    for scenario in index.rulebook.scenarios:
        yield (
            f"this is hypothetical, supposing {scenario.title} (`{scenario.id}`); law today: "
            f"{scenario.law}; proposed: {scenario.proposal}; made up here: "
            f"{scenario.invention}"
        )


def _doubtful_facts(explained: Explanation) -> Iterator[str]:
    known = explained.known
    doubtful = [
        name
        for name in explained.template.mentioned
        if name in known
        and known[name].source == "catalogue"
        and known[name].confidence == "unverified"
    ]
    if doubtful:
        titles = listed(explained.vocabulary[name].title for name in doubtful)
        yield f"taken from the vehicle catalogue and not verified: {titles}"


def _doubtful_law(explained: Explanation) -> Iterator[str]:
    written = explained.index.rules
    for confidence, words in (
        ("unverified", "rests on law that was not seen in a source"),
        ("secondary", "rests on law seen in a secondary source only"),
    ):
        rules = dict.fromkeys(
            rule
            for step in explained.deciding_steps
            if step.confidence == confidence and step.rule and step.truth is not None
            for rule in step.rule.split(", ")
            if rule not in written or written[rule].confidence == confidence
        )
        for rule in rules:
            yield f"{rule} {words}"


def _gaps(explained: Explanation) -> Iterator[str]:
    index, decided = explained.index, explained.decided
    doors_on = decided.doors_on(decided.day, True)
    for i, path in enumerate(index.paths):
        if doors_on.offers[i] is None and doors_on.claims[i]:
            for title in index.gaps_of[i]:
                yield f"{title} is known here in part only: {path.id} may be open"
