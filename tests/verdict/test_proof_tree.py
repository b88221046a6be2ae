# SPDX-License-Identifier: Apache-2.0
"""The proof of a path: it replays from its leaves, and says no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from tests.verdict import cases
from tests.verdict.cases import EXAMPLES, engine

from keiimport import InputError, Verdict
from keiimport.facts.comparisons import Truth
from keiimport.logic.naive import choice, conjunction, disjunction, negation

Node = dict[str, Any]
TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}


class Replay:
    """Works out the truth of a proof again from its leaves alone."""

    def __init__(self) -> None:
        self.seen: dict[str, Truth] = {}

    def truth(self, node: Node) -> Truth:
        parts = node.get("parts", ())
        match node["kind"]:
            case "path" | "all":
                return self.every(parts)
            case "any":
                return disjunction([self.truth(part) for part in parts])
            case "not":
                return negation(self.truth(parts[0]))
            case "conclusion":
                found = self.seen[node["name"]] = self.conclusion(parts)
                return found
            case "again":
                return self.seen[node["name"]]
        return TRUTHS[node["truth"]]

    def every(self, parts: Iterable[Node]) -> Truth:
        return conjunction([self.truth(part) for part in parts])

    def conclusion(self, parts: Iterable[Node]) -> Truth:
        lives: list[Truth] = []
        values: list[Truth] = []
        added: list[Truth] = []
        for part in parts:
            if part["kind"] == "no_rule":
                lives.append(self.every(part.get("parts", ())))
                values.append(TRUTHS[part["truth"]])
                continue
            live, value = self.every(part["applies"]), self.every(part["parts"])
            if part.get("adds"):
                added.append(conjunction([live, value]))
            else:
                lives.append(live)
                values.append(value)
        chosen = [choice(lives, values)] if lives else []
        return disjunction([*chosen, *added])


def assert_sound(verdict: Verdict) -> None:
    """Every path of a verdict has a proof that replays, and that is the truth of the path."""
    index, decided = engine().index, verdict._decided
    for place, path in enumerate(index.paths):
        proof = verdict.why(path.id)["proof"]
        truth = TRUTHS[proof["truth"]]
        assert Replay().truth(proof) is truth, path.id
        done = decided.decision(place).outcome not in ("open", "needs_action")
        truths = decided.truths(decided.day, done)
        names = index.program.names
        claim = truths[names[f"claim:{path.id}"]]
        if path.claimed_unless is not None:
            wanted = path.claimed_when
            claim = claim is not False and (wanted is None or truths[index.node(wanted)])
        found = conjunction([truths[names[f"offer:{path.id}"]], claim])
        assert truth is found, path.id
        assert_pruned(proof)


def assert_pruned(node: Node) -> None:
    """What fails keeps what fails, what is unknown keeps what is unknown."""
    parts = node.get("parts", ())
    if node["kind"] in ("path", "all") or (node["kind"] == "any" and node["truth"] != "true"):
        assert all(part["truth"] == node["truth"] for part in parts)
    if node["kind"] == "any" and node["truth"] == "true":
        assert len(parts) == 1
    if node["kind"] == "fact":
        assert node["says"] and node["facts"]
    for part in (*node.get("applies", ()), *parts):
        assert_pruned(part)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_proofs_of_an_example(name: str) -> None:
    """Worked out again from the leaves, each proof comes to the same."""
    assert_sound(cases.example(name))


@settings(max_examples=25, deadline=None)
@given(cases.verdicts(most=6))
def test_the_proofs_of_any_case(verdict: Verdict) -> None:
    """A proof replays to its verdict from its leaves alone."""
    assert_sound(verdict)


def found(node: Node, kind: str) -> list[Node]:
    below = [*node.get("applies", ()), *node.get("parts", ())]
    here = [node] if node["kind"] == kind else []
    return here + [each for part in below for each in found(part, kind)]


def test_why_not_says_only_what_failed() -> None:
    """The Sakura is too young, and that is all that is wrong with box 1."""
    why = cases.example("sakura-2022").why("nhtsa.box_1")
    assert why["outcome"] == "not_yet"
    (fact,) = found(why["proof"], "fact")
    assert fact["truth"] == "false"
    assert [used["name"] for used in fact["facts"]] == ["vehicle.manufactured", "entry.date"]
    assert fact["facts"][0]["source"] == "told"
    (rule,) = found(why["proof"], "rule")
    assert "49 USC 30112(b)(9)" in rule["cite"]
    assert rule["confidence"] == "verified"


def test_what_waits_for_an_action_fails_by_the_action() -> None:
    """A door that opens once something is done shows what is not done."""
    vehicle = {"make": "Nissan", "model": "Sakura", "manufactured": "2022-06"}
    verdict = engine().evaluate(
        {"vehicle": vehicle, "entry": {"date": "2026-11-21", "purpose": "show_or_display"}}
    )
    waiting = [path.id for path in verdict.paths if path.outcome == "needs_action"]
    assert waiting
    for path in waiting:
        proof = verdict.why(path)["proof"]
        assert proof["truth"] == "false"
        assert "not done yet" in str(proof)


def test_a_path_may_be_named_by_its_last_word() -> None:
    """Only one path ends so."""
    assert cases.example("carry-1998").why("box_2b")["path"] == "nhtsa.box_2b"


def test_a_path_that_does_not_exist_is_answered_with_the_nearest() -> None:
    """The error names the path that was probably meant."""
    with pytest.raises(InputError, match=r"nhtsa\.box_2a"):
        cases.example("carry-1998").why("nhtsa.box_2aa")
