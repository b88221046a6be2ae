# SPDX-License-Identifier: Apache-2.0
"""A proof as JSON has it: with the facts of a case in its words, and nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from keiimport.explain.explanation import Explanation
from keiimport.explain.proof import Proof, Prover
from keiimport.explain.words import title
from keiimport.explain.written import WHERE_TRUE
from keiimport.rulebook.model import Rule

Json = dict[str, Any]


class ProofWriter:
    """Writes a proof down; a conclusion is explained once, and only named after that."""

    def __init__(self, prover: Prover, explained: Explanation) -> None:
        self._prover = prover
        self._say = prover.say
        self._explained = explained
        self._named: set[str] = set()

    def written(self, node: Proof) -> Json:
        """A node with all that it rests on; what is empty is left out."""
        node = _plain(node)
        law = node.law
        kind: str = node.kind
        if kind == "conclusion" and node.name in self._named:
            kind = "again"
        found: Json = {"kind": kind, "truth": WHERE_TRUE[node.truth]}
        if law is not None:
            found |= {"name": law.id, "title": law.title}
        elif node.name:
            found |= {"name": node.name, "title": self._prover.index.titles[node.name]}
        found["says"] = self._says(node)
        if law is not None:
            found |= {"cite": list(law.cite), "confidence": law.confidence}
        found["adds"] = isinstance(law, Rule) and law.adds
        found["facts"] = [self._used(name) for name in node.facts]
        if kind == "rule":
            found["applies"] = [self.written(part) for part in node.applies]
        elif kind == "conclusion":
            self._named.add(node.name)
        if kind not in ("again", "table"):
            flat = kind in ("path", "rule", "all")
            parts = _flat(node.parts) if flat else node.parts
            found["parts"] = [self.written(part) for part in parts]
        kept = ("applies", "parts") if kind == "rule" else ()
        return {key: value for key, value in found.items() if value or key in kept}

    def _says(self, node: Proof) -> str:
        if node.says:
            return self._explained.said(node.says)
        if node.kind == "fact":
            return self._fact(node)
        if node.kind == "table":
            return self._standard(node)
        if node.kind == "not":
            return self._says(_plain(node.parts[0]))
        return ""

    def _fact(self, node: Proof) -> str:
        known = self._explained.known
        for name in node.facts if node.truth is False else ():
            if self._is_doable(name) and not (name in known and known[name].value):
                return self._say("proof.undone", title=title(name, self._prover.vocabulary))
        return self._explained.said(self._prover.words(node))

    def _standard(self, node: Proof) -> str:
        """Whether a standard binds; nothing where the table is no table of standards."""
        how = {True: "applies", False: "does_not_apply", None: "may_apply"}[node.truth]
        for each in self._prover.index.rulebook.standards:
            if each.binds == node.name:
                return self._say(f"standard.{how}", number=each.number, title=each.title)
        return ""

    def _used(self, name: str) -> Json:
        vocabulary, words = self._prover.vocabulary, self._explained.words
        held = words.get(name)
        if held is not None:
            value = held.text
        else:
            value = self._say("proof.undone_fact" if self._is_doable(name) else "fact.not_known")
        return {
            "name": name,
            "title": title(name, vocabulary),
            "value": value,
            "source": "not_told" if held is None else held.source,
            "confidence": None if held is None else held.confidence,
            "presumption": None if held is None else held.presumption,
        }

    def _is_doable(self, name: str) -> bool:
        fact = self._prover.vocabulary.get(name)
        return fact is not None and fact.unknown == "action"


def _plain(node: Proof) -> Proof:
    """A node without what says nothing: a group of one, the opposite of an opposite."""
    while not node.says and node.kind in ("all", "any") and len(node.parts) == 1:
        node = node.parts[0]
    if node.kind != "not":
        return node
    inner = _plain(node.parts[0])
    if inner.kind != "not":
        return node
    found = copy(_plain(inner.parts[0]))
    found.says = node.says or found.says
    return found


def _flat(parts: Iterable[Proof]) -> list[Proof]:
    """Parts of an `all`, with what stands in an `all` without words of its own among them."""
    found: list[Proof] = []
    for part in map(_plain, parts):
        found += _flat(part.parts) if part.kind == "all" and not part.says else [part]
    return found
