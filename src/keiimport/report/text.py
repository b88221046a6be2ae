# SPDX-License-Identifier: Apache-2.0
"""A verdict as text for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from keiimport.report import words
from keiimport.report.words import Json, clean, door, joined, sentence, what

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


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
    # rich takes a tenth of a second to import, and only this face needs it
    from rich.console import Console

    file = io.StringIO()
    console = Console(
        file=file,
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for number, part in enumerate(_parts(verdict)):
        if number:
            console.print()
        console.print(part)
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip("\n").split("\n"))


def _parts(verdict: Json) -> Iterator[RenderableType]:
    yield _headline(verdict)
    yield _summary(verdict)
    for section in (
        _doors,
        _gates,
        _actions,
        _papers,
        _missing,
        _assumptions,
        _reasons,
        _standards,
        _warnings,
    ):
        found = section(verdict)
        if found is not None:
            yield found


def _headline(verdict: Json) -> RenderableType:
    from rich.text import Text

    outcome = clean(verdict.get("outcome"))
    title, style = words.HEADLINES.get(outcome, (outcome, "bold"))
    text = Text(title, style=style)
    if answer := clean(verdict.get("answer")):
        text.append(f"\n{answer}", style="not bold default")
    return text


def _summary(verdict: Json) -> RenderableType:
    table = _table(1)
    earliest, possible = verdict.get("earliest"), verdict.get("earliest_possible")
    if earliest or possible:
        table.add_row("earliest", _when(possible, earliest))
    days = f"entry {clean(verdict.get('entry_date'))}, law of {clean(verdict.get('law_as_of'))}"
    table.add_row("as of", days)
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
    chosen = _chosen(verdict)
    if chosen:
        table.add_row("best doors", joined(f"{door(path)} ({path['id']})" for path in chosen))
    if verdict.get("scenarios"):
        table.add_row("supposing", joined(verdict["scenarios"]))
    rulebook: Json = verdict.get("rulebook") or {}
    engines = joined(verdict.get("checked_by") or (), " and ")
    source = f"{clean(rulebook.get('version'))} ({clean(rulebook.get('hash'))[:12]})"
    table.add_row("rulebook", source + (f", checked by {engines}" if engines else ""))
    return table


def _doors(verdict: Json) -> RenderableType | None:
    from rich.console import Group

    paths = verdict.get("paths") or ()
    parts: list[RenderableType] = []
    chosen = {path["id"] for path in _chosen(verdict)}
    for outcome, (title, style) in words.GROUPS.items():
        group = [path for path in paths if path.get("outcome") == outcome]
        if not group:
            continue
        table = _table(2)
        for path in group:
            mark = "→" if path.get("id") in chosen else " "
            table.add_row(f"{mark} {door(path)}", _title(path), _why(path))
        parts += [_heading(title, style), table]
    return Group(*parts) if parts else None


def _title(path: Json) -> str:
    notes = [clean(path["stay"])] if path.get("stay") not in (None, "permanent") else []
    notes += ["theoretical: no private person can use it"] if path.get("theoretical") else []
    return clean(path.get("title")) + (f" ({', '.join(notes)})" if notes else "")


def _why(path: Json) -> str:
    parts = []
    if path.get("outcome") == "not_yet":
        parts.append(f"from {_when(path.get('opens_possible'), path.get('opens_on'))}")
    if path.get("because"):
        parts.append(clean(path["because"]))
    return "; ".join(parts)


def _when(possible: object, certain: object) -> str:
    if not certain:
        return f"perhaps from {clean(possible)}" if possible else "a day that is not known"
    if possible and possible != certain:
        return f"{clean(certain)} for certain, {clean(possible)} at the soonest"
    return clean(certain)


def _gates(verdict: Json) -> RenderableType | None:
    shut = [gate for gate in verdict.get("gates") or () if gate.get("outcome") != "clear"]
    table = _table(1)
    for gate in shut:
        text = _text(sentence(clean(gate.get("because"))), cite=gate.get("cite"))
        table.add_row(f"{clean(gate.get('id'))}: {clean(gate.get('outcome'))}", text)
    return _section("Barred, or may be", table, "red") if shut else None


def _actions(verdict: Json) -> RenderableType | None:
    actions = verdict.get("actions") or ()
    table = _table(1)
    for number, action in enumerate(actions, 1):
        who = action.get("depends_on") if isinstance(action, Mapping) else None
        text = sentence(what(action))
        note = " Whether it is done is up to the agency." if who == "agency" else ""
        table.add_row(f"{number}.", text + note)
    return _section("What can be done", table) if actions else None


def _papers(verdict: Json) -> RenderableType | None:
    table = _table(1)
    for path in _chosen(verdict):
        for paper in path.get("papers") or ():
            table.add_row(door(path), what(paper))
        for restriction in path.get("restrictions") or ():
            table.add_row(door(path), f"restriction: {what(restriction)}")
    return _section("Papers and restrictions of the best doors", table) if table.rows else None


def _missing(verdict: Json) -> RenderableType | None:
    missing = verdict.get("missing") or ()
    table = _table(1)
    for number, entry in enumerate(missing, 1):
        text = _text(clean(entry.get("question")) or clean(entry.get("fact")))
        notes = [clean(entry.get("fact"))]
        if entry.get("where"):
            notes.insert(0, f"where: {clean(entry['where'])}")
        if entry.get("settles"):
            notes.append(f"settles {joined(entry['settles'], ', ')}")
        text.append("\n" + "; ".join(notes), style="dim")
        table.add_row(f"{number}.", text)
    return _section("What would settle it", table, "yellow") if missing else None


def _assumptions(verdict: Json) -> RenderableType | None:
    assumptions = verdict.get("assumptions") or ()
    table = _table(1)
    for entry in assumptions:
        text = _text(f"{clean(entry.get('fact'))} is {_value(entry.get('value'))}")
        if entry.get("because"):
            text.append(f": {clean(entry['because'])}")
        if entry.get("if_wrong"):
            text.append(f"\nIf that is wrong: {clean(entry['if_wrong'])}", style="dim")
        table.add_row(clean(entry.get("id")), text)
    return _section("Assumed, because nobody said otherwise", table) if assumptions else None


def _reasons(verdict: Json) -> RenderableType | None:
    reasons = verdict.get("reasoning") or ()
    table = _table(1)
    for reason in reasons:
        truth, style = words.TRUTHS.get(clean(reason.get("truth")), (clean(reason["truth"]), ""))
        text = _text(f"{clean(reason.get('concludes'))}: ")
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
    return _section("Why", table) if reasons else None


def _standards(verdict: Json) -> RenderableType | None:
    standards = verdict.get("standards") or ()
    if not standards:
        return None
    binding = [entry for entry in standards if entry.get("binds") is True]
    unclear = [entry for entry in standards if entry.get("binds") is None]
    failing = [entry for entry in binding if entry.get("met") is False]
    unknown = [entry for entry in binding if entry.get("met") is None]
    counts = [f"{len(binding)} of {len(standards)} bind this vehicle"]
    counts += [f"{len(unknown)} of those are not known to be met"] if unknown else []
    counts += [f"whether {len(unclear)} more bind is not known"] if unclear else []
    table = _table(1)
    table.add_row("", "; ".join(counts))
    for entry in failing:
        text = _text(f"{clean(entry.get('title'))}: not met")
        if entry.get("because"):
            text.append(f", {clean(entry['because'])}")
        table.add_row(clean(entry.get("standard")), text)
    return _section("Safety standards", table)


def _warnings(verdict: Json) -> RenderableType | None:
    warnings = verdict.get("warnings") or ()
    table = _table(1)
    for warning in warnings:
        table.add_row("!", sentence(clean(warning)))
    return _section("Mind this", table, "yellow") if warnings else None


def _chosen(verdict: Json) -> list[Json]:
    """The chosen paths, in the order of their agencies."""
    by_id = {path.get("id"): path for path in verdict.get("paths") or ()}
    ids = (verdict.get("chosen") or {}).values()
    return [by_id[name] for name in ids if name in by_id]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return joined(value, ", ") or "none"
    return clean(value)


def _heading(title: str, style: str = "") -> Text:
    return _text(title, style=f"bold {style}".strip())


def _section(title: str, body: RenderableType, style: str = "") -> RenderableType:
    from rich.console import Group

    return Group(_heading(title, style), body)


def _table(narrow: int) -> Table:
    """A table without lines whose first `narrow` columns are as wide as what they hold."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for column in range(narrow + 1):
        if column == 0:
            table.add_column(no_wrap=True, style="bold")
        else:
            table.add_column(ratio=2 + column)
    return table


def _text(text: str, *, style: str = "", cite: Any = None) -> Text:
    from rich.text import Text

    built = Text(text, style=style)
    if cite:
        built.append(f" [{joined(cite)}]", style="cyan")
    return built
