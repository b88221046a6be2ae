# SPDX-License-Identifier: Apache-2.0
"""Rules on a terminal: how two sides differ, and which rules scenarios show."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from keiimport.report.costs import cost_items
from keiimport.report.layout import STYLES, Parts, grid, heading, rendered, table
from keiimport.report.states import state_line
from keiimport.report.words import CHANGES, Json, day_words, joined, plain, sentence, truth

ARROW: Final = "→"
# other differences shown with both sides; the rest is in the JSON
SHOWN: Final = ("when_no_rule", "covered_from", "outcome", "confidence", "cite")

# scenarios that show a single test deciding
ATOMS: Final = (("true", "while it holds"), ("false", "while it fails"))
WAYS: Final = ("true", "false", "unknown", "not_live")


@rendered
def render_difference(found: Json) -> Parts:
    """Write how the rules of two sides differ, from what `keiimport rules diff` found."""
    sides, number = [found[side] for side in "ab"], len(found["changes"])
    each = (dict.fromkeys(filter(None, (side["name"], side["day"]))) for side in sides)
    names = [*map(" on ".join, each)]  # a day by itself stands once
    count = {0: "no difference", 1: "1 difference"}.get(number, f"{number} differences")
    yield heading(f"{names[0]} {ARROW} {names[1]}: {count}")
    yield from map(_change, found["changes"])


def _change(change: Json) -> Table:
    head = heading(f"{change['kind']} {change['id']}")
    if change["was"]:
        head.append(f" in the place of {change['was']}")
    if change["concludes"]:
        head.append(f", on {change['concludes']}")
    how = CHANGES[change["change"]]
    lines = (("", line) for line in _lines(change))
    return grid(1, [(Text(how.sign, STYLES[how.tone]), head), *lines])


def _lines(change: Json) -> Iterator[str]:
    if change["title"]:
        yield change["title"]
    if change["dates"]:
        windows = [_window(change["dates"][side]) for side in "ab" if change[side]]
        yield "in force: " + f" {ARROW} ".join(windows)
    yield from (_both(threshold["a"], threshold["b"]) for threshold in change["thresholds"])
    others = {other["what"]: other for other in change["others"]}
    for key in SHOWN:
        if key in others:
            yield f"{key}: {_both(_value(others[key]['a']), _value(others[key]['b']))}"
    named = [key for key in others if key not in (*SHOWN, "title")]
    if named:
        yield f"also other: {', '.join(named)}"


def _both(one: str, other: str) -> str:
    if not one:
        return f"now {other}"
    return f"{one} {ARROW} {other}" if other else f"no longer {one}"


def _window(window: Json) -> str:
    if not window:
        return "always"
    days = [f"{word} {window[word]}" for word in ("from", "until") if window[word]]
    what = "built" if window["clock"] == "manufactured" else "law"
    return f"{what} {' '.join(days)}"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return joined(map(_value, value))
        case {"outcome": how, "opens_on": day}:
            return plain(how) + (f", from {day_words(day)}" if day and how != "open" else "")
        case Mapping():
            told = {key: _value(value[key]) for key in value}
            return ", ".join(f"{key} {said}" for key, said in told.items() if said)
    return str(value)


_IN_WORDS = {
    "duty": lambda duty: "; ".join(cost_items({"duty": duty, "warnings": ()})),
    "state": state_line,
}
"""How keys of a verdict are said that hold more than a few words."""


@rendered
def render_verdicts(found: Json, names: Sequence[str]) -> Parts:
    """Write how two verdicts on one case differ, under their names, with both chains of reasons."""
    sides = _sides(names)
    sides.add_row("answer", found["answer"]["a"], found["answer"]["b"])
    for pair in found["differences"]:
        said = _IN_WORDS.get(pair["what"], _value)
        both = ((pair[side] and said(pair[side])) or "nothing" for side in "ab")
        sides.add_row(pair["what"], *both)
    yield sides
    if found["why"]:
        yield sentence(found["why"])
    if found["chains"]:
        yield heading("The steps that differ, side by side")
        sides = _sides(names)
        each = [{side: _key(row[side]) for side in "ab"} for row in found["chains"]]
        keys = {side: {key[side] for key in each} for side in "ab"}
        for row, key in zip(found["chains"], each, strict=True):
            parts = row == found["parts_at"]
            # a step that only moved comes to the same as before
            if parts or key["a"] not in keys["b"] or key["b"] not in keys["a"]:
                sides.add_row(ARROW if parts else "≠", *(_step(row[side]) for side in "ab"))
        yield sides


def _key(step: Json) -> object:
    return step and tuple(step[key] for key in ("concludes", "rule", "truth"))


def _step(step: Json) -> Text:
    if not step:
        return Text()
    found, tone = truth(step)
    text = Text(f"{step['step']}. {step['title'] or step['concludes']}: ")
    text.append(found, style=STYLES[tone])
    text.append(f", {step['because']}")
    if step["cite"]:
        text.append(f" [{joined(step['cite'])}]", style="cyan")
    return text


def _sides(names: Sequence[str]) -> Table:
    sides = table()
    sides.add_column(no_wrap=True)
    for name in names:
        sides.add_column(name, ratio=1)
    return sides


@rendered
def render_coverage(report: Json, *, every: bool = False) -> Parts:
    """Write the rules that lack a way, or every rule, with how often each was shown."""
    rows = report["rows"]
    gaps = [row for row in rows if row["lacks"] or row["contradicted_by"]]
    yield heading(
        f"{report['rules']} rules in {report['cases']} cases: {report['both_ways']} shown both "
        f"ways, {len(report['one_way'])} with one way only, {len(gaps)} that lack one"
    )
    if rows and (every or gaps):
        yield _counts(rows if every else gaps)
    for name, said in (("never_live", "never live"), ("never_tagged", "named by no tag")):
        if report[name]:
            yield f"{said}: {', '.join(report[name])}"
    if report["mcdc"]:
        yield from _pairs(report["mcdc"])
        return
    undecided = [
        f"{row['id']}: {atom['test']} never decides {' or '.join(lacking)} ({atom['place']})"
        for row in rows
        for atom in row["atoms"]
        if (lacking := [said for way, said in ATOMS if not atom["decides_by"][way]])
    ]
    if undecided:
        yield "\n".join(undecided)
    if report["not_evaluated"]:
        yield f"could not be evaluated: {', '.join(report['not_evaluated'])}"


def _pairs(report: Json) -> Parts:
    yield heading(
        f"{report['with_pair']} of {report['conditions']} conditions have a pair of cases in which "
        f"each alone turns the conclusion ({report['percent']:g} % of those that can); "
        f"{report['without_by_reason']} cannot, {report['lacking']} lack one"
    )
    lines = []
    for pair in (each for each in report["pairs"] if not (each["true"] and each["false"])):
        missing = "false" if pair["true"] else "true"
        why = pair["no_pair_because"] or f"no case in which it decides while {missing}"
        lines.append(f"{pair['rule']}: {pair['condition']}: {why} ({pair['place']})")
    if lines:
        yield "\n".join(lines)


def _counts(rows: Sequence[Json]) -> Table:
    counts = table()
    counts.add_column("rule", overflow="fold", ratio=1)
    for way in WAYS:
        counts.add_column(plain(way), justify="right", no_wrap=True)
    counts.add_column("", overflow="fold", ratio=1)
    for row in rows:
        shown = ((row["shown"][way] or {}).get("scenarios", 0) for way in WAYS)
        name = Text(row["id"], style="bold")
        name.append(f"\n{row['place']}", style="not bold cyan")
        only, other = row["one_way"], row["contradicted_by"]
        said = f"only {only['only']}: {only['reason']}" if only else ""
        if other:
            said = f"says that it is only ever {only['only']}; otherwise in {other}"
        elif row["lacks"]:
            said = "never " + ", never ".join(row["lacks"])
        counts.add_row(name, *map(str, shown), said)
    return counts
