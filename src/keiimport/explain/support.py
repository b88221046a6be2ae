# SPDX-License-Identifier: Apache-2.0
"""What an answer rests on: assumptions, facts with their sources, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from keiimport.explain.explanation import Explanation
from keiimport.facts.complete import SourcedValue
from keiimport.verdict_types import Assumption, Certainty, FactText, FactUsed

NAMES = ("vehicle.make", "vehicle.model", "vehicle.chassis_code")
"""The facts that say which vehicle a verdict is about."""


def assumptions(explained: Explanation, others: Iterable[str] = ()) -> tuple[Assumption, ...]:
    """The presumptions without which the verdict would not stand, and those they rest on.

    Args:
        explained: what the verdict used.
        others: facts that something besides rests on, such as the answer of a state.
    """
    by_id = {each.id: each for each in explained.index.rulebook.presumptions}
    made = {n: by_id[h.presumption] for n, h in explained.known.items() if h.presumption}
    values = {name: held.value for name, held in explained.known.items()}
    opened = explained.decision.outcome == "open"
    # a day that is only known to be later than it might be stands in no way of a yes
    idle = {name for name, each in made.items() if opened and each.at_most_before}
    waiting = [*(name for name in explained.used if name not in idle), *others]
    used = {name for name, presumption in made.items() if presumption.always_listed}
    while waiting:
        name = waiting.pop()
        if name in made and name not in used:
            used.add(name)
            tests = (test for group in made[name].given for test in group)
            waiting += [read for test in tests if test.truth(values) for read in test.reads]
    found: dict[str, Assumption] = {}
    for name, presumption in made.items():
        if name in used and presumption.id not in found:
            found[presumption.id] = Assumption(
                presumption.id,
                ", ".join(presumption.facts),
                fact_text(explained.known[name]),
                presumption.say,
                presumption.because,
                presumption.if_wrong,
            )
    return tuple(found.values())


def certainty(explained: Explanation) -> Certainty:
    """shown, or assumed: resting on presumptions, unverified values or unverified law."""
    known = explained.known
    if any(name in known and known[name].is_unsure for name in explained.used):
        return "assumed"
    if explained.decision.outcome == "closed":
        return "shown"
    opening = explained.opening if explained.opening is not None else explained.deciding_steps
    doubtful = any(step.confidence == "unverified" and step.truth for step in opening)
    return "assumed" if doubtful else "shown"


def facts(explained: Explanation) -> tuple[FactUsed, ...]:
    """Every fact used or told, and what names the vehicle, with its source and how sure it is."""
    order, known = explained.index.order, explained.known
    told = [name for name, held in known.items() if held.source == "told"]
    names = {*explained.facts, *explained.used, *NAMES, *told}
    used = sorted(names & order.keys() & known.keys(), key=order.__getitem__)
    held = [(name, known[name]) for name in used]
    return tuple([FactUsed(n, fact_text(h), h.source, h.confidence) for n, h in held])


def fact_text(held: SourcedValue) -> FactText:
    """The value of a fact as a verdict has it: quantities and dates as text."""
    match held.value:
        case bool() | str():
            return held.value
        case frozenset():
            return tuple(sorted(held.value))
    return held.text
