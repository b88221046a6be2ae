# SPDX-License-Identifier: Apache-2.0
"""The proof of a path for people: a summary, and a tree of short lines."""

from typing import Final, NamedTuple

from keiimport.report import words
from keiimport.report.rows import Row, Section, section
from keiimport.report.words import Json, cleaned, day_words, joined, sentence

MOST_PARTS: Final = 12  # only so many parts are shown


class Line(NamedTuple):
    """One line of a proof, with the lines below it; a remark such as "3 more" has no truth."""

    truth: str
    text: str
    name: str = ""
    cite: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple["Line", ...] = ()

    @property
    def remarks(self) -> str:
        """Its name and its notes on one line."""
        return joined(filter(None, (self.name, *self.notes)))


def lines(node: Json, whole: bool = False) -> Line:
    """The lines of a proof from `Verdict.why()`, with every part if `whole`."""
    node = cleaned(node)
    kind, truth, says = node["kind"], node["truth"], node["says"]
    name, title, cite = node["name"], node["title"], tuple(node["cite"])
    notes = tuple(words.law_seen(node))
    match kind:
        case "conclusion":
            return _conclusion(node, whole)
        case "not":
            return _not(node, whole)
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
            return Line(truth, says or words.WORDS[kind][truth], parts=_parts(node, whole))
    return Line(truth, says, "", cite, tuple(map(_fact, node["facts"])), _parts(node, whole))


def _conclusion(node: Json, whole: bool) -> Line:
    truth, name, says = node["truth"], node["name"], node["says"]
    title = node["title"] or name
    # that no rule may apply is seldom worth saying
    idle = [p for p in node["parts"] if p["kind"] == "no_rule" and p["truth"] != "unknown"]
    parts = [part for part in node["parts"] if part not in idle or not part["parts"]]
    if len(parts) != 1:
        below = _limited([lines(part, whole) for part in parts], whole)
        return Line(truth, f"{title}: {says}" if says else title, name, parts=below)
    says = says or parts[0]["says"]
    text = f"{title}: {says}" if says and says != title else title
    return lines(parts[0], whole)._replace(truth=truth, text=text, name=name)


def _not(node: Json, whole: bool) -> Line:
    inner: Json = next(iter(node["parts"]), cleaned({}))
    below = lines(inner, whole)
    says = node["says"]
    text = says if says and says != inner["says"] else below.text
    if text == below.text and inner["kind"] in ("conclusion", "again", "all", "any"):
        text = f"not: {text}"
    return below._replace(truth=node["truth"], text=text)


def _parts(node: Json, whole: bool) -> tuple[Line, ...]:
    # that a rule is simply in force is not worth saying
    idle = ("in_force", "true")
    applies = [each for each in node["applies"] if (each["kind"], each["truth"]) != idle]
    shown = [lines(part, whole) for part in (*applies, *node["parts"])]
    if len(shown) == 1 and node["says"] and shown[0].text == node["says"]:
        # a rule that repeats its only condition is said once
        return shown[0].parts
    return _limited(shown, whole)


def _limited(parts: list[Line], whole: bool) -> tuple[Line, ...]:
    shown = list(dict.fromkeys(parts))  # the two ends of a range say the same when both hold
    if whole or len(shown) <= MOST_PARTS:
        return tuple(shown)
    rest = len(shown) - MOST_PARTS + 1
    return (*shown[: MOST_PARTS - 1], Line("", f"and {rest} more of the same kind"))


def _fact(fact: Json) -> str:
    said, source = f"{fact['name']}: {fact['value']}", str(fact["source"])
    if source == "not_told":
        return said
    said += f", {words.SOURCES.get(source, source)}"
    if fact["presumption"]:
        return f"{said} ({fact['presumption']})"
    doubts = {"secondary": ", from a secondary source", "unverified": ", not confirmed"}
    return said + doubts.get(fact["confidence"], "")


class Why(NamedTuple):
    """The summary of a path: its door, whether it is open and why, and a table about it."""

    door: str
    title: str
    label: str
    tone: str
    said: str
    about: list[tuple[str, str]]
    sections: list[Section]


def said(why: Json) -> Why:
    """The summary of a path, from what `Verdict.why()` gives."""
    why = cleaned(why)
    outcome = words.outcome(why["outcome"])
    label, tone = outcome.group, outcome.shade
    if why["scenarios"]:
        label += f" (hypothetical, supposing {joined(map(words.plain, why['scenarios']), ', ')})"
    # of a door that waits for facts, name only those that would settle it
    because = sentence(why["because"]) if why["outcome"] != "needs_facts" else ""
    opens = "" if why["outcome"] in ("open", "needs_action") else why["opens_on"]
    about = (
        ("Path", why["path"]),
        ("Law", joined(why["cite"])),
        ("How it was seen", "".join(words.law_seen(why))),
        ("Opens on", day_words(opens)),
        ("Waits for", joined(why["missing"], ", ")),
        ("Day of entry", day_words(why["entry_date"])),
        ("Law of", day_words(why["law_as_of"])),
    )
    told = [(name, says) for name, says in about if says]
    titles = {"papers": "Papers", "restrictions": "Terms and penalties"}.items()
    rows = {key: [Row([sentence(each)]) for each in why[key]] for key, _ in titles}
    shown = [section(key, title, rows[key]) for key, title in titles if rows[key]]
    return Why(words.door(why), why["title"], label, tone, because, told, shown)
