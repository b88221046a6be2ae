# SPDX-License-Identifier: Apache-2.0
"""A verdict as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from keiimport.report import words
from keiimport.report.duty import duty_section
from keiimport.report.layout import grid, heading, printed, section, styled
from keiimport.report.questions import answers_in_words
from keiimport.report.states import state_section, states_section
from keiimport.report.words import (
    Json,
    clean,
    door,
    joined,
    sentence,
    standards_counted,
    what,
)

if TYPE_CHECKING:
    from rich.console import RenderableType


NO: Final = ("not_yet", "refused")
"""The outcomes that are a no."""


def render(verdict: Json, *, width: int = 100, colour: bool = False) -> str:
    """Write a verdict for people.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.

    Returns:
        Lines without trailing blanks, and without a newline at the end.
    """
    return printed(_parts(verdict), width=width, colour=colour)


def render_chain(verdict: Json, *, width: int = 100, colour: bool = False) -> str:
    """Write the reasons that the answer rests on, those of the doors that were chosen.

    Args:
        verdict: the JSON form of a verdict.
        width: columns to fill, at least 40.
        colour: whether to write terminal colours.
    """
    part = _reasons({"reasoning": words.rests_on(verdict)})
    return "" if part is None else printed([part], width=width, colour=colour)


def _parts(verdict: Json) -> Iterator[RenderableType]:
    yield _headline(verdict)
    yield _summary(verdict)
    for part in (
        _doors,
        _gates,
        state_section,
        states_section,
        duty_section,
        _actions,
        _papers,
        _missing,
        _assumptions,
        _reasons,
        _standards,
        _warnings,
    ):
        found = part(verdict)
        if found is not None:
            yield found


def _headline(verdict: Json) -> RenderableType:
    from rich.text import Text

    title, style = words.headline(verdict)
    if verdict.get("scenarios"):
        title = f"Hypothetical: {title[:1].lower()}{title[1:]}"
    text = Text(title, style=style)
    if answer := clean(verdict.get("answer")):
        text.append(f"\n{answer}", style="not bold default")
    return text


def _summary(verdict: Json) -> RenderableType:
    table = grid(1)
    earliest, possible = verdict.get("earliest"), verdict.get("earliest_possible")
    if earliest or possible:
        table.add_row("earliest", _when(possible, earliest))
    table.add_row("as of", _days(verdict))
    certainty = clean(verdict.get("certainty"))
    table.add_row("certainty", words.CERTAINTIES.get(certainty, certainty))
    if verdict.get("depends_on"):
        table.add_row("depends on", f"the {clean(verdict['depends_on'])}")
    strict = verdict.get("strict_outcome")
    if strict and strict != verdict.get("outcome"):
        title = words.HEADLINES.get(strict, (clean(strict), ""))[0]
        table.add_row("strictly", f"{title[:1].lower()}{title[1:]}, if nothing is presumed")
    if verdict.get("classification"):
        table.add_row("classes", joined(verdict["classification"], ", "))
    chosen = _best(verdict)
    if chosen:
        label = "opens later" if verdict.get("outcome") in NO else "best doors"
        table.add_row(label, joined(f"{door(path)} ({path['id']})" for path in chosen))
    if verdict.get("scenarios"):
        table.add_row("supposing", joined(verdict["scenarios"]))
    rulebook: Json = verdict.get("rulebook") or {}
    engines = joined(verdict.get("checked_by") or (), " and ")
    source = f"{clean(rulebook.get('version'))} ({clean(rulebook.get('hash'))[:12]})"
    table.add_row("rulebook", source + (f", checked by {engines}" if engines else ""))
    return table


def _days(verdict: Json) -> str:
    """The day of entry and the day of the law, said once where they are one."""
    entry, law = clean(verdict.get("entry_date")), clean(verdict.get("law_as_of"))
    return f"entry {entry}, law of {'that day' if law == entry else law}"


def _doors(verdict: Json) -> RenderableType | None:
    from rich.console import Group

    paths = verdict.get("paths") or ()
    parts: list[RenderableType] = []
    chosen = {path["id"] for path in _best(verdict)}
    names = words.labels(paths)
    for outcome, (title, style) in words.GROUPS.items():
        group = [path for path in paths if path.get("outcome") == outcome]
        if not group:
            continue
        table = grid(2)
        for path in group:
            mark = "→" if path.get("id") in chosen else " "
            table.add_row(f"{mark} {names[path['id']]}", _title(path), _why(path))
        parts += [heading(title, style), table]
    return Group(*parts) if parts else None


def _title(path: Json) -> str:
    notes = [clean(path["stay"])] if path.get("stay") not in (None, "permanent") else []
    notes += ["theoretical: no private person can use it"] if path.get("theoretical") else []
    return clean(path.get("title")) + (f" ({', '.join(notes)})" if notes else "")


def _why(path: Json) -> str:
    because = clean(path.get("because"))
    parts = [because] if because else []
    if path.get("outcome") == "not_yet":
        possible, certain = clean(path.get("opens_possible")), clean(path.get("opens_on"))
        if not certain or certain not in because:
            parts.insert(0, f"from {_when(possible, certain)}")
        elif possible and possible not in because:
            parts.append(f"at the soonest on {possible}")
    return "; ".join(parts)


def _when(possible: object, certain: object) -> str:
    if not certain:
        return f"perhaps from {clean(possible)}" if possible else "a day that is not known"
    if possible and possible != certain:
        return f"{clean(certain)} for certain, {clean(possible)} at the soonest"
    return clean(certain)


def _gates(verdict: Json) -> RenderableType | None:
    shut = [gate for gate in verdict.get("gates") or () if gate.get("outcome") != "clear"]
    table = grid(1)
    for gate in shut:
        text = styled(sentence(clean(gate.get("because"))), cite=gate.get("cite"))
        table.add_row(f"{clean(gate.get('id'))}: {clean(gate.get('outcome'))}", text)
    return section("Barred, or may be", table, "red") if shut else None


def _actions(verdict: Json) -> RenderableType | None:
    actions = verdict.get("actions") or ()
    table = grid(1)
    for number, action in enumerate(actions, 1):
        who = action.get("depends_on") if isinstance(action, Mapping) else None
        text = sentence(what(action))
        note = " Whether it is done is up to the agency." if who == "agency" else ""
        table.add_row(f"{number}.", text + note)
    return section("What can be done", table) if actions else None


def _papers(verdict: Json) -> RenderableType | None:
    table = grid(1)
    for path in _best(verdict):
        for paper in path.get("papers") or ():
            table.add_row(door(path), what(paper))
        for restriction in path.get("restrictions") or ():
            table.add_row(door(path), f"restriction: {what(restriction)}")
    title = "Papers and restrictions of the best doors"
    if verdict.get("outcome") in NO:
        several = len(_best(verdict)) > 1
        title = "The doors that open later" if several else "The door that opens later"
    return section(title, table) if table.rows else None


def _missing(verdict: Json) -> RenderableType | None:
    missing = verdict.get("missing") or ()
    table = grid(1)
    for number, entry in enumerate(missing, 1):
        text = styled(clean(entry.get("question")) or clean(entry.get("fact")))
        notes = [clean(entry.get("fact"))]
        if entry.get("where"):
            notes.insert(0, f"where: {clean(entry['where'])}")
        if entry.get("settles"):
            notes.append(f"settles {joined(entry['settles'], ', ')}")
        if words := answers_in_words(entry):
            text.append(f"\n{joined(words)}")
        text.append("\n" + "; ".join(notes), style="dim")
        table.add_row(f"{number}.", text)
    return section("What would settle it", table, "yellow") if missing else None


def _assumptions(verdict: Json) -> RenderableType | None:
    assumptions = verdict.get("assumptions") or ()
    table = grid(1)
    for entry in assumptions:
        text = styled(f"{clean(entry.get('fact'))} is {_value(entry.get('value'))}")
        if entry.get("because"):
            text.append(f": {clean(entry['because'])}")
        if entry.get("if_wrong"):
            text.append(f"\nIf that is wrong: {clean(entry['if_wrong'])}", style="dim")
        table.add_row(clean(entry.get("id")), text)
    return section("Assumed, because nobody said otherwise", table) if assumptions else None


def _reasons(verdict: Json) -> RenderableType | None:
    reasons = verdict.get("reasoning") or ()
    table = grid(1)
    for reason in reasons:
        truth, style = words.TRUTHS.get(clean(reason.get("truth")), (clean(reason["truth"]), ""))
        text = styled(f"{_concluded(reason)}: ")
        text.append(truth, style=style)
        if reason.get("because"):
            text.append(f", because {clean(reason['because'])}")
        if reason.get("cite"):
            text.append(f" [{joined(reason['cite'])}]", style="cyan")
        notes = [f"from {joined(reason['uses'], ', ')}"] if reason.get("uses") else []
        if reason.get("confidence") in words.LAW_SEEN:
            notes.append(words.LAW_SEEN[reason["confidence"]])
        if notes:
            text.append(f" ({'; '.join(notes)})", style="dim")
        table.add_row(f"{clean(reason.get('step'))}.", text)
    return section("Why", table) if reasons else None


def _concluded(reason: Json) -> str:
    """What a step concludes: its title, and the name that rules know it by."""
    name, title = clean(reason.get("concludes")), clean(reason.get("title"))
    return f"{title} ({name})" if title and title != name else name


def _standards(verdict: Json) -> RenderableType | None:
    standards = verdict.get("standards") or ()
    if not standards or not words.standards_matter(verdict):
        return None
    failing = [e for e in standards if e.get("binds") is True and e.get("met") is False]
    table = grid(1)
    table.add_row("", "; ".join(standards_counted(standards)))
    for entry in failing:
        text = styled(f"{clean(entry.get('title'))}: not met")
        if entry.get("because"):
            text.append(f", {clean(entry['because'])}")
        table.add_row(clean(entry.get("standard")), text)
    return section("Safety standards", table)


def _warnings(verdict: Json) -> RenderableType | None:
    warnings = verdict.get("warnings") or ()
    table = grid(1)
    for warning in warnings:
        table.add_row("!", sentence(clean(warning)))
    return section("Mind this", table, "yellow") if warnings else None


def _chosen(verdict: Json) -> list[Json]:
    """The chosen paths, in the order of their agencies."""
    by_id = {path.get("id"): path for path in verdict.get("paths") or ()}
    ids = (verdict.get("chosen") or {}).values()
    return [by_id[name] for name in ids if name in by_id]


def _best(verdict: Json) -> list[Json]:
    """The chosen paths that the answer is about; those that open later where it is no."""
    later = verdict.get("outcome") in NO
    return [path for path in _chosen(verdict) if not later or path.get("outcome") == "not_yet"]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return joined(value, ", ") or "none"
    return clean(value)
