# SPDX-License-Identifier: Apache-2.0
"""A proof as people read it: a tree of short lines, whatever it is drawn with afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from keiimport.report.words import LAW_SEEN, SOURCES, Json, clean, joined, texts

MOST_PARTS: Final = 12
"""Of more parts than this only the first are shown, with a word on how many there are more."""

MARKS: Final = {
    "true": ("✓", "holds", "yes"),
    "false": ("✗", "fails", "no"),
    "unknown": ("?", "is not known", "wait"),
}
"""How a truth is marked, in a sign, in words, and its tone; the sign tells without the colour."""

_GROUPS: Final = {
    ("all", "true"): "all of these hold",
    ("all", "false"): "these would all be needed, and fail",
    ("all", "unknown"): "these would all be needed, and are not known",
    ("any", "true"): "one of these is enough",
    ("any", "false"): "one of these would be enough, and none holds",
    ("any", "unknown"): "one of these would be enough, and is not known",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a proof.

    Attributes:
        truth: true, false or unknown; empty for a remark such as "3 more".
        text: what it says.
        name: the conclusion, path or facts it is about.
        cite: the law behind it.
        notes: where a fact comes from, how well the law was seen, which rule says so.
        parts: the lines below it.
    """

    truth: str
    text: str
    name: str = ""
    cite: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Line, ...] = ()

    @property
    def remarks(self) -> str:
        """Its name and its notes on one line."""
        return joined((*([self.name] if self.name else ()), *self.notes))


def lines(node: Json, whole: bool = False) -> Line:
    """The lines of a proof.

    Args:
        node: `proof` of `Verdict.why()`, or a part of it.
        whole: whether to show every part, however many there are.
    """
    kind = node.get("kind")
    if kind == "conclusion":
        return _conclusion(node, whole)
    if kind == "not":
        return _not(node, whole)
    truth, says = clean(node.get("truth")), clean(node.get("says"))
    name, title = clean(node.get("name")), clean(node.get("title"))
    cite = texts(node.get("cite"))
    seen = LAW_SEEN.get(clean(node.get("confidence")))
    notes = () if seen is None else (seen,)
    match kind:
        case "path":
            return Line(truth, title, name, cite, notes, _parts(node, whole))
        case "rule":
            held = (f"rule {name}", *notes)
            return Line(truth, says or title or name, "", cite, held, _parts(node, whole))
        case "again":
            return Line(truth, f"{title or name}, as explained above", name)
        case "table":
            return Line(truth, says or title, name, cite, ("from a table of the rules",))
        case "unwritten":
            return Line(truth, f"not in our rules: {says or 'this part of the law'}")
        case "all" | "any":
            text = says or _GROUPS[str(kind), truth]
            return Line(truth, text, parts=_parts(node, whole))
    told = tuple(_fact(fact) for fact in node.get("facts") or ())
    return Line(truth, says, "", cite, told, _parts(node, whole))


def _conclusion(node: Json, whole: bool) -> Line:
    truth, name, says = (clean(node.get(key)) for key in ("truth", "name", "says"))
    title = clean(node.get("title")) or name
    parts = [part for part in node.get("parts") or () if _tells(part)]
    if len(parts) != 1:
        below = _limited([lines(part, whole) for part in parts], whole)
        return Line(truth, f"{title}: {says}" if says else title, name, parts=below)
    only = lines(parts[0], whole)
    says = says or clean(parts[0].get("says"))
    text = f"{title}: {says}" if says and says != title else title
    return Line(truth, text, name, only.cite, only.notes, only.parts)


def _not(node: Json, whole: bool) -> Line:
    inner: Json = (node.get("parts") or ({},))[0]
    below = lines(inner, whole)
    says = clean(node.get("says"))
    text = says if says and says != clean(inner.get("says")) else below.text
    if text == below.text and inner.get("kind") in ("conclusion", "again", "all", "any"):
        text = f"not: {text}"
    return replace(below, truth=clean(node.get("truth")), text=text)


def _tells(node: Json) -> bool:
    """Whether a part of a conclusion says something: that no rule may apply seldom does."""
    return node.get("kind") != "no_rule" or not node.get("parts") or node["truth"] == "unknown"


def _parts(node: Json, whole: bool) -> tuple[Line, ...]:
    # that a rule is simply in force is not worth saying
    idle = ("in_force", "true")
    applies = [e for e in node.get("applies") or () if (e.get("kind"), e.get("truth")) != idle]
    shown = [lines(part, whole) for part in (*applies, *(node.get("parts") or ()))]
    own = clean(node.get("says"))
    if len(shown) == 1 and own and shown[0].text == own:
        # a rule that says what its only condition says needs saying once
        return shown[0].parts
    return _limited(shown, whole)


def _limited(parts: list[Line], whole: bool) -> tuple[Line, ...]:
    shown = list(dict.fromkeys(parts))  # the two ends of a range say the same when both hold
    if whole or len(shown) <= MOST_PARTS:
        return tuple(shown)
    rest = len(shown) - MOST_PARTS + 1
    return (*shown[: MOST_PARTS - 1], Line("", f"and {rest} more of the same kind"))


def _fact(fact: Json) -> str:
    source = clean(fact.get("source"))
    value = clean(fact.get("value"))
    if source == "not_told":
        return f"{clean(fact.get('name'))}: {value}"
    words = SOURCES.get(source, source)
    confidence = clean(fact.get("confidence"))
    if fact.get("presumption"):
        words += f" ({clean(fact['presumption'])})"
    elif confidence in ("secondary", "unverified"):
        words += ", not confirmed" if confidence == "unverified" else ", from a secondary source"
    return f"{clean(fact.get('name'))}: {value}, {words}"
