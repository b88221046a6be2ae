# SPDX-License-Identifier: Apache-2.0
"""What a Program means, written to be read and never to be fast.

Truth is Kleene's strong three-valued logic. Every other engine is held against this
page by property tests; a change of meaning starts here.
"""

from __future__ import annotations

from collections.abc import Sequence

from keiimport.facts.comparisons import Facts, Truth
from keiimport.logic.program import Program


def truths(program: Program, facts: Facts) -> list[Truth]:
    """The truth of every node of `program`, given `facts`."""
    tested = [comparison.truth(facts) for comparison in program.comparisons]
    return network(program, tested)


def network(program: Program, tested: Sequence[Truth]) -> list[Truth]:
    """The truth of every node, given the truth of every comparison."""
    found: list[Truth] = []
    for node in program.nodes:
        values = [found[child] for child in node.children]
        match node.op:
            case "test":
                found.append(tested[node.args[0]])
            case "true":
                found.append(True)
            case "false":
                found.append(False)
            case "unknown":
                found.append(None)
            case "not":
                found.append(negation(values[0]))
            case "all":
                found.append(conjunction(values))
            case "any":
                found.append(disjunction(values))
            case "choose":
                found.append(choice(values[0::2], values[1::2]))
    return found


def negation(value: Truth) -> Truth:
    """Not: swaps true and false; unknown stays unknown."""
    return None if value is None else not value


def conjunction(values: Sequence[Truth]) -> Truth:
    """All: false if any part is false, true if all are true, else unknown."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


def disjunction(values: Sequence[Truth]) -> Truth:
    """Any: true if any part is true, false if all are false, else unknown."""
    return negation(conjunction([negation(value) for value in values]))


def choice(lives: Sequence[Truth], values: Sequence[Truth]) -> Truth:
    """The value of the one live branch, exactly one being live.

    Two formulas say the same when everything is known: every branch is either not
    live or true; some branch is live and true. Where one is unknown the other may
    not be: "built 2006, two texts, both say no" is no.
    """
    every = conjunction(
        [disjunction([negation(live), value]) for live, value in zip(lives, values, strict=True)]
    )
    if every is not None:
        return every
    return disjunction(
        [conjunction([live, value]) for live, value in zip(lives, values, strict=True)]
    )
