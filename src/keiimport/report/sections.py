# SPDX-License-Identifier: Apache-2.0
"""What stands below the short answer: sections of rows, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from keiimport.report import costs, words
from keiimport.report.questions import answers_in_words
from keiimport.report.rows import Group, Row, Section, group, section
from keiimport.report.states import every_state, one_state
from keiimport.report.words import (
    LAW_SEEN,
    Json,
    clean,
    day_words,
    days_words,
    door,
    fact_words,
    joined,
    plain,
    sentence,
    standards_counted,
    texts,
    value_words,
    what,
)

MOST_USES: Final = 12
"""Of more facts and steps than this, only the first are named behind a reason."""


MOST_ROWS: Final = {"missing": 3, "doors": 3, "limits": 1, "reasons": 5, "warnings": 4}
"""The rows of a list on a page that prints on two sheets; the rest is in the full one."""


BESIDES: Final = frozenset({"duty", "state"})
"""What a missing fact may settle besides doors."""

LONGEST: Final = 180
"""Letters of a text there."""


def sections(verdict: Json, *, full: bool = False) -> list[Section]:
    """The sections of a verdict that have something to say, in order.

    Args:
        verdict: the JSON form of a verdict; keys that are missing or empty are passed over.
        full: also the doors that are closed, every reason, the facts and the safety standards.
    """
    every = (write(verdict, full) for write in _SECTIONS)
    found = [each for each in every if each is not None]
    if full:
        return found
    return [each._replace(groups=tuple(_cut(each.name, g) for g in each.groups)) for each in found]


def _cut(section: str, found: Group) -> Group:
    """A list with so many rows as a printed page has room for."""
    rows = tuple(row._replace(cells=tuple(map(_shortened, row.cells))) for row in found.rows)
    most = MOST_ROWS.get(section, len(rows))
    rest = len(rows) - most
    if rest < 2:  # a line that says so takes as much room as the last one
        return found._replace(rows=rows)
    return found._replace(rows=rows[:most], rest=f"The full opinion has {rest} more.")


def _shortened(text: str) -> str:
    """A text that is no longer than a sentence may be, cut at a word."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _bars(verdict: Json, full: bool) -> Section | None:
    shown = ("barred", "unclear") if full else ("barred",)
    rows = [
        Row((words.bar(gate), sentence(clean(gate.get("because")))),
            cite=texts(gate.get("cite")),
            tone="no" if gate.get("outcome") == "barred" else "wait")
        for gate in verdict.get("gates") or ()
        if gate.get("outcome") in shown
    ]  # fmt: skip
    return section("bars", "What keeps it out, or may" if full else "What keeps it out", rows)


def _actions(verdict: Json, full: bool) -> Section | None:
    rows = []
    for number, action in enumerate(verdict.get("actions") or (), 1):
        told: Json = action if isinstance(action, Mapping) else {}
        notes = []
        if told.get("depends_on") == "agency":
            notes.append("Whether it is done is up to the agency.")
        if told.get("cost"):
            notes.append(f"It usually costs {clean(told['cost'])}.")
        rows.append(Row((f"{number}.", sentence(what(action))), tuple(notes)))
    return section("actions", "What can be done", rows)


def _missing(verdict: Json, full: bool) -> Section | None:
    """What is not known and matters: on the short page only what the answer hangs on."""
    asked = [each for each in verdict.get("missing") or () if full or _decides(each)]
    rows = []
    for number, entry in enumerate(asked, 1):
        notes = [sentence(each) for each in answers_in_words(entry.get("answers") or ())]
        if entry.get("where"):
            notes.append(f"Where to find it: {sentence(clean(entry['where']))}")
        if full and entry.get("settles"):
            notes.append(f"{clean(entry.get('fact'))}; settles {joined(entry['settles'], ', ')}")
        said = clean(entry.get("question")) or clean(entry.get("fact"))
        rows.append(Row((f"{number}.", said), tuple(notes)))
    return section("missing", "What would settle it", rows)


def _decides(missing: Json) -> bool:
    """Whether a door waits for a fact, and not the duty or the state alone."""
    settles = missing.get("settles") or ()
    return not settles or not BESIDES.issuperset(settles)


def _doors(verdict: Json, full: bool) -> Section | None:
    """Every door; or of those that are not closed only the ones that the answer does not name."""
    paths = verdict.get("paths") or ()
    names = words.labels(paths)
    chosen = set((verdict.get("chosen") or {}).values())
    groups = []
    for outcome, (title, tone) in words.GROUPS.items():
        rows = [
            _door(path, names, full)
            for path in paths
            if path.get("outcome") == outcome
            and (full or not (outcome == "closed" or path["id"] in chosen or path["theoretical"]))
        ]
        groups.append(Group(title, tuple(rows), tone))
    return group(
        "doors", "The doors" if full else "Other doors", groups, ("Door", "What it is", "Why")
    )


def _door(path: Json, names: Mapping[str, str], full: bool) -> Row:
    notes = [plain(path["stay"])] if path.get("stay") not in (None, "permanent") else []
    notes += ["not open to private persons"] if path.get("theoretical") else []
    title = clean(path.get("title")) + (f" ({', '.join(notes)})" if notes else "")
    why = clean(path.get("because"))
    if path.get("outcome") == "not_yet":
        opens = days_words(path.get("opens_possible"), path.get("opens_on"))
        why = f"from {opens}; {why}" if full else f"from {opens}"
    cells = (names[clean(path.get("id"))], title, sentence(why))
    return Row(cells, cite=texts(path.get("cite")))


def _of_doors(name: str, title: str, key: str, verdict: Json, full: bool) -> Section | None:
    """What the doors say that were chosen; those that open later where the answer is no."""
    later = verdict.get("outcome") in ("not_yet", "refused")
    groups = [
        Group(door(path), tuple(Row((sentence(what(each)),)) for each in path.get(key) or ()))
        for path in words.chosen_paths(verdict)
        if not later or path.get("outcome") == "not_yet"
    ]
    return group(name, title, groups)


def _assumptions(verdict: Json, full: bool) -> Section | None:
    rows = []
    for entry in verdict.get("assumptions") or ():
        said = sentence(clean(entry.get("says")))
        wrong = f"If that is wrong: {clean(entry['if_wrong'])}." if entry.get("if_wrong") else ""
        why = (said, sentence(clean(entry.get("because"))))
        rows.append(Row(why if full else (said,), (wrong,) if wrong else ()))
    return section("assumptions", "Assumed until you say otherwise", rows)


def _reasons(verdict: Json, full: bool) -> Section | None:
    whole = map(reason, verdict.get("reasoning") or ())
    rows = list(whole if full else map(_in_short, words.rests_on(verdict)))
    return section("reasons", "Why", rows)


def _in_short(step: Json) -> Row:
    """One step of the chain for whoever does not know the rules by their names."""
    said = sentence(clean(step.get("title")) or clean(step.get("concludes"))).rstrip(".")
    found, tone = _found(step)
    return Row((sentence(f"{said}: {found}"),), (), texts(step.get("cite")), tone)


def reason(step: Json) -> Row:
    """One step of the chain, with what it rests on."""
    found, tone = _found(step)
    name, title = clean(step.get("concludes")), clean(step.get("title"))
    said = f"{title} ({name})" if title and title != name else name
    uses = list(step.get("uses") or ())
    named = [f"step {use}" if isinstance(use, int) else clean(use) for use in uses[:MOST_USES]]
    named += [f"{len(uses) - MOST_USES} more"] if len(uses) > MOST_USES else []
    notes = [f"from {', '.join(named)}"] if named else []
    notes += [LAW_SEEN[seen]] if (seen := clean(step.get("confidence"))) in LAW_SEEN else []
    number = f"{clean(step.get('step'))}."
    return Row((number, f"{said}: {found}"), tuple(notes), texts(step.get("cite")), tone)


def _found(step: Json) -> tuple[str, str]:
    """What one step of the chain found, with why, and the tone of that."""
    truth, tone = words.truth(step)
    return truth + (f", because {clean(step['because'])}" if step.get("because") else ""), tone


def _facts(verdict: Json, full: bool) -> Section | None:
    if not full:
        return None
    rows = [
        Row((fact_words(fact.get("name")), value_words(fact.get("value")),
             words.SOURCES.get(clean(fact.get("source")), plain(fact.get("source"))),
             clean(fact.get("confidence"))))
        for fact in verdict.get("facts") or ()
    ]  # fmt: skip
    return section("facts", "The facts", rows, ("Fact", "Value", "Where from", "How sure"))


def _standards(verdict: Json, full: bool) -> Section | None:
    """The standards that may bind it, only where the answer hangs on them: not by age."""
    standards = verdict.get("standards") or ()
    if not full or not words.standards_matter(verdict):
        return None
    rows = [
        Row(
            (clean(entry.get("standard")), clean(entry.get("title")),
             "binds" if entry["binds"] else "may apply",
             {True: "met", False: "not met", None: "not known"}[entry.get("met")]),
            (clean(entry["because"]),) if entry.get("met") is False and entry.get("because") else ()
        )
        for entry in standards
        if entry.get("binds") is not False
    ]  # fmt: skip
    heads = ("Standard", "About", "Binds", "Met")
    counted = sentence("; ".join(standards_counted(standards)))
    return section("standards", "Safety standards", rows, heads, counted)


def _warnings(verdict: Json, full: bool) -> Section | None:
    rows = [Row((sentence(clean(each)),)) for each in verdict.get("warnings") or ()]
    return section("warnings", "Mind this", rows)


def _summary(verdict: Json, full: bool) -> Section | None:
    """What the answer holds for: its days, how sure it is, and the rules it was made by."""
    if not full:
        return None
    certainty, strict = clean(verdict.get("certainty")), clean(verdict.get("strict_outcome"))
    rulebook: Json = verdict.get("rulebook") or {}
    engines = joined(verdict.get("checked_by") or (), " and ")
    differs = strict and strict != verdict.get("outcome")
    version = f"{clean(rulebook.get('version'))} ({clean(rulebook.get('hash'))[:12]})"
    told = [
        ("Day of entry", day_words(verdict.get("entry_date"))),
        ("Law of", day_words(verdict.get("law_as_of"))),
        ("Certainty", words.CERTAINTIES.get(certainty, certainty)),
        ("Depends on", f"the {plain(verdict['depends_on'])}" if verdict.get("depends_on") else ""),
        ("Without our assumptions", words.headline(strict) if differs else ""),
        ("The vehicle is", joined(map(plain, verdict.get("classification") or ()), ", ")),
        ("Supposing", joined(map(plain, verdict.get("scenarios") or ()))),
        ("Rulebook", version + (f", checked by {engines}" if engines else "")),
    ]
    return section("about", "About this answer", [Row(each) for each in told if each[1]])


_SECTIONS: Final[tuple[Callable[[Json, bool], Section | None], ...]] = (
    _bars,
    _actions,
    _missing,
    _doors,
    costs.section_of,
    partial(_of_doors, "papers", "Papers", "papers"),
    one_state,
    every_state,
    partial(_of_doors, "limits", "Terms and penalties", "restrictions"),
    _assumptions,
    _reasons,
    _facts,
    _standards,
    _warnings,
    _summary,
)
