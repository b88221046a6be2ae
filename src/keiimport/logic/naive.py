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
    return network(program, [comparison.truth(facts) for comparison in program.comparisons])


def network(program: Program, tested: Sequence[Truth]) -> list[Truth]:
    """The truth of every node, given the truth of every comparison."""
    found: list[Truth] = []
    for node in program.nodes:
        if node.op == "test":
            found.append(tested[node.args[0]])
            continue
        values = [found[child] for child in node.args]
        match node.op:
            case "all" | "true":  # all of nothing is true
                found.append(conjunction(values))
            case "any" | "false":  # any of nothing is false
                found.append(disjunction(values))
            case "not":
                found.append(negation(values[0]))
            case "choose":
                found.append(choice(values[0::2], values[1::2]))
            case "unknown":
                found.append(None)
    return found


def negation(value: Truth) -> Truth:
    """Not: swaps true and false; unknown stays unknown."""
    return None if value is None else not value


def conjunction(values: Sequence[Truth]) -> Truth:
    """All: false if any part is false, true if all are true, else unknown."""
    if False in values:
        return False
    return None if None in values else True


def disjunction(values: Sequence[Truth]) -> Truth:
    """Any: true if any part is true, false if all are false, else unknown."""
    if True in values:
        return True
    return None if None in values else False


def choice(lives: Sequence[Truth], values: Sequence[Truth]) -> Truth:
    """The value of the one live branch, exactly one being live.

    Two formulas say the same when everything is known: every branch is either not
    live or true; some branch is live and true. Where one is unknown the other may
    not be: "built 2006, two texts, both say no" is no.
    """
    branches = list(zip(lives, values, strict=True))
    every = conjunction([disjunction([negation(live), value]) for live, value in branches])
    if every is not None:
        return every
    return disjunction([conjunction(branch) for branch in branches])
