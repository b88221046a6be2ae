# SPDX-License-Identifier: Apache-2.0
"""Text for a terminal: a verdict, proof, questions or timeline, or a summary of many."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.console import Group as Stack
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from keiimport.capitals import inside
from keiimport.report import words
from keiimport.report.layout import STYLES, Parts, grid, heading, outcome_line, rendered, table
from keiimport.report.proof import Line, lines, said
from keiimport.report.rows import Row, section
from keiimport.report.sections import reason, sections
from keiimport.report.view import Part, view
from keiimport.report.words import TRUTHS, Json, day_words, headline, joined, outcome, sentence

MOST_LINES: Final = 23
WIDTH: Final = 80

# the lines a part may take, and those it is cut to if there is too much
LINES: Final = {name: (int(most), int(least)) for name, most, least in words.read("lines.csv")}
LISTS: Final = ("Bring", "Watch out", "Assumed")  # which say how many items are left out
COLOURS: Final = {"yes": "32", "wait": "33", "no": "31"}  # as terminals number them

MOST_CHOICES: Final = 10  # more are described
MOST_DOORS: Final = 10  # beside a question
HIDDEN: Final = ("nothing", "theoretical")  # doors usually only counted

LEGEND: Final = "█ open   ▓ open once something is done   ? fact missing   · later   - closed"
LEAST: Final = 3  # columns of the shortest period

MOST_REASONS: Final = 10


@rendered
def render(verdict: Json, *, unread: Sequence[str] = ()) -> Parts:
    """Write a verdict for people: the short answer uncut (see `view`), and every section."""
    found = view(verdict, unread)
    rows = [
        (Text(part.label, style=STYLES[found.tone] if part is found.answer else ""), part.text)
        for part in found.parts
    ]
    return [grid(1, rows), *sections(verdict, full=True)]


@rendered
def render_chain(verdict: Json) -> Parts:
    """Write the reasons that the chosen doors rest on."""
    return [section("reasons", "Why", map(reason, words.rests_on(verdict)))]


def render_short(
    verdict: Json, *, unread: Sequence[str] = (), width: int = WIDTH, colour: bool = False
) -> str:
    """Write the short answer (see `view`) in at most 23 lines, from 40 to 80 columns wide."""
    found = view(verdict, unread)
    every = found.parts
    margin = max(len(part.label) for part in every) + 2
    room = min(max(width, 40), WIDTH) - margin
    most, least = map(list, zip(*(LINES.get(part.label, (2, 2)) for part in every), strict=True))
    fitted = [_fitted(part, lines, room) for part, lines in zip(every, most, strict=True)]
    while sum(map(len, fitted)) > MOST_LINES:
        longest = max(range(len(every)), key=lambda n: len(fitted[n]) - least[n])
        if most[longest] <= least[longest]:
            break
        most[longest] = min(most[longest], len(fitted[longest])) - 1
        fitted[longest] = _fitted(every[longest], most[longest], room)
    lines: list[str] = []
    for part, own in zip(every, fitted, strict=True):
        tone = COLOURS[found.tone] if part is found.answer else "0"
        for number, line in enumerate(own):
            label = f"{part.label if not number else '':{margin}}"
            lines.append((f"\x1b[1;{tone}m{label}\x1b[0m" if colour else label) + line)
    return "\n".join(line.rstrip() for line in lines[:MOST_LINES])


def _fitted(part: Part, most: int, width: int) -> Sequence[str]:
    """Cut a part to some lines: between items, or within a single text at a word."""
    items = [item for item in part.items if item]
    for kept in range(len(items), 0, -1):
        rest = len(items) - kept
        more = f" and {rest} more" if rest and part.label in LISTS else ""
        found = _wrapped(part.between.join(items[:kept]) + more, width)
        if len(found) <= most:
            return found
    if not items:
        return []
    *found, last = _wrapped(items[0], width)[:most]
    return [*found, f"{last[: width - 1].rstrip(' ,;:')}…"]


def _wrapped(text: str, width: int) -> Sequence[str]:
    console = Console(width=width, _environ={})  # counts a wide character as two columns
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)]


@rendered
def render_why(why: Json) -> Parts:
    """Write the proof of a path (what `Verdict.why()` gives) for people."""
    found = said(why)
    head = Text(f"{found.label}: {found.door}, {found.title}", f"bold {STYLES[found.tone]}")
    if found.said:
        head.append(f"\n{found.said}", style="not bold default")
    legend = Text("   ".join(f"{each.sign} {each.words}" for each in TRUTHS.values()), style="dim")
    return [head, grid(1, found.about), _tree(lines(why["proof"] or {})), legend]


def _tree(line: Line) -> Tree:
    found = TRUTHS.get(line.truth, words.Said("", "…", ""))
    label = Text(f"{found.sign} ", style=STYLES.get(found.tone, "dim"))
    label.append(line.text)
    if line.cite:
        label.append(f" [{joined(line.cite)}]", style="cyan")
    if line.remarks:
        label.append(f" ({line.remarks})", style="dim")
    tree = Tree(label, guide_style="dim")
    tree.children += map(_tree, line.parts)
    return tree


@rendered
def render_paths(paths: Sequence[Json]) -> Parts:
    """Write the paths of an agency for people, each with how it stands."""
    rows = []
    for path in paths:
        stands = outcome(path["outcome"])
        line = Text(f"{stands.group}: ", style=STYLES[stands.shade])
        line.append(f"{words.door(path)}, {path['title']}", style="default")
        rows.append((path["id"], line))
    return [grid(1, rows)]


@rendered
def render_forms(forms: Sequence[Json]) -> Parts:
    """Write what to write in which field of some forms."""
    for each in forms:
        fields = (Row((f["label"], f["value"] or "...", f["note"])) for f in each["fields"])
        edition = each["edition"] or "an edition that was not seen"
        yield section("form", f"{each['form']}, {edition}", fields)


# --- what is worth telling or doing ---


@rendered
def render_question(question: Json, verdict: Json) -> Parts:
    """Write a turn of the interview: a question, and the `outcome`, `paths`, `changes` so far."""
    names = words.labels(verdict["paths"])
    asked, doors = Stack(*_question(question, names)), Stack(*_doors(verdict, names))

    def arranged(width: int) -> RenderableType:
        if width < WIDTH:
            return Stack(doors, "", asked)
        beside = Table.grid(padding=(0, 3, 0, 0), expand=True)
        beside.add_column(ratio=3)
        beside.add_column(ratio=2)
        beside.add_row(asked, doors)
        return beside

    yield arranged


def _question(asked: Json, names: Mapping[str, str]) -> Iterator[Text]:
    if not asked:
        yield heading("Nothing that could still be asked matters. Enter shows the answer.")
        return
    yield heading(asked["question"])
    if asked["where"]:
        yield Text(sentence(f"where to find it: {asked['where']}"))
    if asked["held"]:
        yield Text(f"Known so far: {asked['held']}.")
    numbered = ", ".join(f"{number} {word}" for number, word in enumerate(asked["words"], 1))
    several = ", with commas between them, or none" if asked["kind"] == "choices" else ""
    few = 0 < len(asked["words"]) <= MOST_CHOICES
    yield Text(f"Answer: {numbered + several if few else asked['expected']}.")
    for each in words.answers_in_words(asked["fact"], asked["prospects"]):
        yield Text(f"  {each}", style="dim")
    if why := words.WORDS["asked"].get(asked["why"]):
        yield Text(why, style="dim")
    doors = ", ".join(names[path] for path in asked["settles"])
    about = f"; about {doors}" if doors else ""
    yield Text(asked["fact"] + about, style="dim")


def _doors(verdict: Json, names: Mapping[str, str]) -> Iterator[Text]:
    yield outcome_line(verdict)
    for after, now in words.DOORS_NOW.items():
        told = (each for each in verdict["changes"] if str(each["after"]) == after)
        if changed := ", ".join(names[each["path"]] for each in told):
            yield Text(f"{now.words}: {changed}", style=f"bold {STYLES[now.tone]}")
    standing = [path for path in verdict["paths"] if not path["theoretical"]]
    *groups, closed = ([p for p in standing if p["outcome"] == d.outcome] for d in words.DOORS)
    for path in [path for group in groups for path in group][:MOST_DOORS]:
        stands = outcome(path["outcome"])
        opens = path["opens_on"] if stands.outcome == "not_yet" else ""
        line = Text(f"{names[path['id']]}: ")
        line.append(inside(stands.group), style=STYLES[stands.shade])
        yield line.append(f", {day_words(opens)}" if opens else "")
    if closed:
        yield Text(f"{len(closed)} closed", style="dim")


@rendered
def render_sets(found: Json) -> Parts:
    """Write the smallest sets of questions (`Questions.sets`) for people."""
    yield outcome_line(found)
    for settles, title in words.WORDS["settles"].items():
        rows: list[Row] = []
        for each in (each for each in found["sets"] if each["settles"] == settles):
            shown = ", ".join(f"{name}: {value}" for name, value in each["example"].items())
            cells = (f"{len(rows) + 1}.", "\n".join(each["questions"]))
            rows.append(Row(cells, [f"{shown}: {headline(each['outcome'])}"]))
        yield section(settles, title, rows)
    if found["complete"] is False:
        yield "There may be more: not every set of up to three questions was tried."
    elif not found["sets"] and found["outcome"] == "undetermined":
        yield "No set of up to three questions settles it."


@rendered
def render_remedies(remedies: Json, *, full: bool = False) -> Parts:
    """Write the remedies for people; in full with the doors that nothing opens."""
    yield outcome_line(remedies, f", on {day_words(remedies['entry_date'])}")
    whole, paths = remedies["whole"], remedies["paths"]
    if whole["kind"] != "open":
        yield section("whole", "To get it in", [Row([_ways(whole)])])
    names = words.labels(paths)
    for kind, title in words.WORDS["remedy"].items():
        if kind not in HIDDEN or full:
            group = (path for path in paths if path["kind"] == kind)
            rows = (Row((f"{names[path['id']]} ({path['id']})", _ways(path))) for path in group)
            yield section(kind, title, rows)
    shut = sum(path["kind"] in HIDDEN for path in paths)
    if shut and not full:
        yield f"Nothing opens the other {shut} doors; --full lists them."
    yield from map(sentence, remedies["warnings"])


def _ways(found: Json) -> str:
    """Each remedy, or why there is none."""
    ways = []
    for remedy in found["remedies"]:
        changes, then = remedy["changes"], headline(remedy["outcome"])
        if any(change["depends_on"] == "agency" for change in changes):
            then = inside(words.AN_AGENCY_AGREES)  # it may refuse, which is no yes
        waits = any(change["kind"] == "time" for change in changes)
        day = "" if waits else f" on {day_words(remedy['opens_on'])}"
        ways.append(f"{joined(change['what'] for change in changes)} (then{day}: {then})")
    return "\nor ".join(ways) or str(found["because"])


# --- a timeline: every answer a bar, and below it what changes them ---


@rendered
def render_timeline(found: Json) -> Parts:
    """Draw a timeline for people."""
    certain, possible, since = found["earliest"], found["earliest_possible"], ""
    if found["outcome"] != "admissible" and (certain or possible):
        since = f": from {words.days_words(possible, certain)}"
    yield outcome_line(found, since)
    names = words.labels(found["paths"]) | {gate["id"]: words.bar(gate) for gate in found["gates"]}
    yield partial(_drawing, found, names)
    yield LEGEND
    if not found["changes"]:
        yield "Nothing changes as time goes by."
    yield section("changes", "What changes, and by which rule", _changes(found, names))
    notes = [*found["warnings"]]
    if found["changes_again"]:
        until, again = day_words(found["until"]), day_words(found["changes_again"])
        notes.append(f"after {until} it changes again: {again}")
    yield section("notes", "To know", (Row([sentence(note)]) for note in notes))


def _drawing(found: Json, names: Mapping[str, str], width: int) -> Text:
    rows, periods = list(_bars(found, names)), found["periods"]
    margin = max(len(name) for name, _ in rows) + 2
    columns = _columns(periods, width - margin)
    scale, at = "", 0  # the first day of each period above its bar, if there is room for it
    for period, wide in zip(periods, columns, strict=True):
        place = min(at, max(sum(columns) - len(period["from"]), 0))
        if len(scale) <= place:
            scale = f"{scale:{place}}{period['from']} "
        at += wide
    text = Text(" " * margin + scale.rstrip(), style="bold")
    for name, own in rows:
        text.append(f"\n{name:{margin}}")
        for period, wide in zip(periods, columns, strict=True):
            now = outcome([each["outcome"] for each in own if each["from"] <= period["from"]][-1])
            text.append(now.mark * wide, style=STYLES[now.shade])
    return text


def _bars(found: Json, names: Mapping[str, str]) -> Iterator[tuple[str, Sequence[Json]]]:
    """The bars worth drawing, without those closed for good."""
    yield "altogether", found["periods"]
    for agency in found["agencies"]:
        yield agency["id"].upper(), agency["periods"]
        for each in (*found["paths"], *found["gates"]):
            if each["agency"] == agency["id"] and words.is_drawn(each):
                yield f"  {names[each['id']]}", each["periods"]


def _columns(periods: Sequence[Json], width: int) -> list[int]:
    """The width of each period by its length, but none too narrow to see."""
    day = date.fromisoformat
    days = [
        (day(period["until"]) - day(period["from"])).days + 1 if period["until"] else 0
        for period in periods
    ]
    # a period without an end gets a sixth of those with one
    tail = max(sum(days) // 6, 1)
    lengths = [length or tail for length in days]
    room = max(width - LEAST * len(lengths), 0)
    return [LEAST + room * length // max(sum(lengths), 1) for length in lengths]


def _changes(found: Json, names: Mapping[str, str]) -> Iterator[Row]:
    grouped: dict[tuple[str, str], list[Json]] = {}
    for change in found["changes"]:
        because = joined(cause["because"] for cause in change["by"])
        grouped.setdefault((change["day"], because), []).append(change)
    for (day, because), group in grouped.items():
        causes = group[0]["by"]
        rules = ", ".join(rule for cause in causes for rule in cause["rules"])
        why = (because or "several clocks together") + (f" ({rules})" if rules else "")
        changed = joined(_change(change, names) for change in group)
        cited = list(dict.fromkeys(cite for cause in causes for cite in cause["cite"]))
        yield Row((day_words(day), f"{changed}\n{why}"), (), cited)


def _change(change: Json, names: Mapping[str, str]) -> str:
    id = change["id"]
    said = {"whole": "altogether", "agency": id.upper()}.get(change["what"], id)
    perhaps = "" if change["certain"] else " (possible)"
    return f"{names.get(id, said)}: {outcome(change['after']).period}{perhaps}"


# --- many rows: outcomes, why not, and when they open ---


@rendered
def render_summary(summary: Json) -> Parts:
    """Write the summary of a table for people."""
    rows, outcomes = summary["rows"], summary["outcomes"].items()
    yield heading(f"{rows:,} rows")
    said = [(f"{name}  {words.OUTCOMES[name].rows}".rstrip(), count) for name, count in outcomes]
    if summary["errors"]:
        said.append(("error  cannot be read, or cannot be", summary["errors"]))
    yield partial(_chart, "What comes of them", said, rows, "cyan")
    if summary["assumed"]:
        yield (
            f"{summary['assumed']:,} of the admissible rest on something presumed, or on law or "
            "figures not verified"
        )
    reasons, title = [(each["reason"], each["rows"]) for each in summary["reasons"]], "Why not"
    if len(reasons) > MOST_REASONS:
        title += f" (the {MOST_REASONS} most frequent of {len(reasons)} reasons)"
    if reasons:
        yield partial(_chart, title, reasons[:MOST_REASONS], rows, "yellow")
    if years := [(str(each["year"]), each["rows"]) for each in summary["opens"]]:
        yield partial(_chart, "When they open", years, rows, "green")
    if summary["first_errors"]:
        text = heading("The first that could not be evaluated")
        for each in summary["first_errors"]:
            error, line = each["error"], each["line"]
            where = "" if error.startswith(f"line {line}:") else f"line {line}: "
            text.append(f"\n{where}{error}", style="not bold")
        yield text


def _chart(title: str, bars: Sequence[tuple[str, int]], rows: int, style: str, width: int) -> Stack:
    chart = table(show_header=False)
    chart.add_column(overflow="fold")
    chart.add_column(justify="right", no_wrap=True)
    chart.add_column(justify="right", no_wrap=True)
    chart.add_column(no_wrap=True)
    room, most = max(8, width // 4), max(count for _, count in bars)
    for label, count in bars:
        shown = max(count, most / (8 * room)) if count else 0  # an eighth of a column at least
        bar = Bar(most, 0, shown, width=room, color=style)
        share = 100 * count / (rows or 1)
        part = "<0.1 %" if 0 < share < 0.1 else f"{share:.1f} %"
        chart.add_row(label, f"{count:,}", part if rows else "", bar)
    return Stack(heading(title), chart)
