# SPDX-License-Identifier: Apache-2.0
"""The sections below the short answer, for a terminal and for a page."""

from collections.abc import Iterator, Mapping
from typing import Final

from keiimport.report import words
from keiimport.report.costs import costs
from keiimport.report.rows import Group, Row, Section, section
from keiimport.report.states import every_state, one_state
from keiimport.report.words import Json, day_words, joined, plain, sentence

MOST_USES: Final = 12  # of more facts and steps than this, only the first are named behind a reason

# rows of a list on a two-sheet page; the full page has all
MOST_ROWS: Final = {"missing": 3, "doors": 3, "limits": 1, "reasons": 5, "warnings": 4}
LONGEST: Final = 180  # letters of a text on that page
BESIDES: Final = frozenset({"duty", "state"})  # what else a missing fact may settle


def sections(verdict: Json, *, full: bool = False) -> list[Section]:
    """The sections of a verdict that have rows, in order; `full` as full pages have them."""
    found = []
    for each in _sections(words.cleaned(verdict), full):
        groups = [group for group in each.groups if group.rows]
        if groups:
            shown = groups if full else [_cut(each.name, group) for group in groups]
            found.append(each._replace(groups=shown))
    return found


def _cut(section: str, found: Group) -> Group:
    """Cut a list to the rows that fit on a printed page, and long texts at a word."""
    rows = []
    for row in found.rows:
        cut = [c if len(c) <= LONGEST else f"{c[:LONGEST].rpartition(' ')[0]} …" for c in row.cells]
        rows.append(row._replace(cells=cut))
    most = MOST_ROWS.get(section, len(rows))
    rest = len(rows) - most
    if rest < 2:  # saying so takes as much room as the row itself
        return found._replace(rows=rows)
    return found._replace(rows=rows[:most], rest=f"The full opinion has {rest} more.")


def _sections(verdict: Json, full: bool) -> Iterator[Section]:
    yield _bars(verdict, full)
    yield section("actions", "What can be done", _actions(verdict))
    yield section("missing", "What would settle it", _missing(verdict, full))
    yield _doors(verdict, full)
    yield from costs(verdict, full)
    yield _of_doors("papers", "Papers", "papers", verdict)
    if verdict["state"]:
        yield one_state(verdict["state"], full)
    yield every_state(verdict)
    yield _of_doors("limits", "Terms and penalties", "restrictions", verdict)
    assumed = (
        Row(
            [sentence(each[key]) for key in (("says", "because") if full else ("says",))],
            [f"If that is wrong: {each['if_wrong']}."] if each["if_wrong"] else [],
        )
        for each in verdict["assumptions"]
    )
    yield section("assumptions", "Assumed until you say otherwise", assumed)
    yield section("reasons", "Why", _reasons(verdict, full))
    if full:
        heads = ("Fact", "Value", "Where from", "How sure")
        yield section("facts", "The facts", _facts(verdict), heads)
        yield from _standards(verdict)
    yield section("warnings", "Mind this", (Row([sentence(each)]) for each in verdict["warnings"]))
    if full:
        yield _summary(verdict)


def _bars(verdict: Json, full: bool) -> Section:
    tones = {"barred": "no", "unclear": "wait"} if full else {"barred": "no"}
    rows = [
        Row((words.bar(gate), sentence(gate["because"])), (), gate["cite"], tones[gate["outcome"]])
        for gate in verdict["gates"]
        if gate["outcome"] in tones
    ]
    return section("bars", "What keeps it out, or may" if full else "What keeps it out", rows)


def _actions(verdict: Json) -> Iterator[Row]:
    for number, action in enumerate(verdict["actions"], 1):
        by_agency = action["depends_on"] == "agency"
        notes = ["Whether it is done is up to the agency."] if by_agency else []
        notes += [f"It usually costs {action['cost']}."] if action["cost"] else []
        yield Row((f"{number}.", sentence(action["what"])), notes)


def _missing(verdict: Json, full: bool) -> Iterator[Row]:
    """Missing facts that matter; on the short page, only those that decide the answer."""
    # a door waits for what settles more than the duty or the state
    asked = [
        entry
        for entry in verdict["missing"]
        if full or not entry["settles"] or not BESIDES.issuperset(entry["settles"])
    ]
    for number, entry in enumerate(asked, 1):
        notes = [sentence(each) for each in words.answers_in_words(entry["fact"], entry["answers"])]
        if entry["where"]:
            notes.append(f"Where to find it: {sentence(entry['where'])}")
        if full and entry["settles"]:
            notes.append(f"{entry['fact']}; settles {joined(entry['settles'], ', ')}")
        yield Row((f"{number}.", entry["question"] or entry["fact"]), notes)


def _doors(verdict: Json, full: bool) -> Section:
    """Every door, or only those not closed that the answer does not name."""
    names = words.labels(verdict["paths"])
    chosen = set((verdict["chosen"] or {}).values())
    shown = [
        path
        for path in verdict["paths"]
        if full or not (path["outcome"] == "closed" or path["id"] in chosen or path["theoretical"])
    ]
    groups = [
        Group([_door(p, names, full) for p in shown if p["outcome"] == d.outcome], d.group, d.shade)
        for d in words.DOORS
    ]
    heads = ("Door", "What it is", "Why")
    return Section("doors", "The doors" if full else "Other doors", groups, heads)


def _door(path: Json, names: Mapping[str, str], full: bool) -> Row:
    notes = [plain(path["stay"])] if path["stay"] not in ("", "permanent") else []
    notes += ["not open to private persons"] if path["theoretical"] else []
    title = path["title"] + (f" ({', '.join(notes)})" if notes else "")
    why = path["because"]
    if path["outcome"] == "not_yet":
        opens = words.days_words(path["opens_possible"], path["opens_on"])
        why = f"from {opens}; {why}" if full else f"from {opens}"
    return Row((names[path["id"]], title, sentence(why)), cite=path["cite"])


def _of_doors(name: str, title: str, key: str, verdict: Json) -> Section:
    """The chosen doors or, if the answer is no, those that open later."""
    later = verdict["outcome"] in ("not_yet", "refused")
    groups = [
        Group([Row([sentence(each)]) for each in path[key]], words.door(path))
        for path in words.chosen_paths(verdict)
        if not later or path["outcome"] == "not_yet"
    ]
    return Section(name, title, groups)


def _reasons(verdict: Json, full: bool) -> Iterator[Row]:
    if full:
        yield from map(reason, verdict["reasoning"])
        return
    for step in words.rests_on(verdict):  # for readers who do not know the rules by name
        said = sentence(step["title"] or step["concludes"]).rstrip(".")
        found, tone = _found(step)
        yield Row([sentence(f"{said}: {found}")], (), step["cite"], tone)


def reason(step: Json) -> Row:
    """One step of the chain, with what it rests on."""
    found, tone = _found(step)
    name, title = step["concludes"], step["title"]
    said = f"{title} ({name})" if title and title != name else name
    uses = step["uses"]
    named = [f"step {use}" if isinstance(use, int) else use for use in uses[:MOST_USES]]
    named += [f"{len(uses) - MOST_USES} more"] if len(uses) > MOST_USES else []
    notes = [f"from {', '.join(named)}"] if named else []
    cells = (f"{step['step']}.", f"{said}: {found}")
    return Row(cells, notes + words.law_seen(step), step["cite"], tone)


def _found(step: Json) -> tuple[str, str]:
    truth, tone = words.truth(step)
    return truth + (f", because {step['because']}" if step["because"] else ""), tone


def _facts(verdict: Json) -> Iterator[Row]:
    for fact in verdict["facts"]:
        name = plain(fact["name"].removeprefix("vehicle.").replace(".", " "))
        source = words.SOURCES.get(fact["source"], plain(fact["source"]))
        yield Row((name, words.value_words(fact["value"]), source, fact["confidence"]))


def _standards(verdict: Json) -> Iterator[Section]:
    """The standards that may bind it, if the answer depends on them and not on its age."""
    uses = (use for step in words.rests_on(verdict) for use in step["uses"])
    if not any(isinstance(use, str) and use.startswith("vehicle.fmvss.") for use in uses):
        return
    every, rows = verdict["standards"], []
    for entry in (each for each in every if each["binds"] is not False):
        binds = "binds" if entry["binds"] else "may apply"
        met = {True: "met", False: "not met"}.get(entry["met"], "not known")
        why = [entry["because"]] if entry["met"] is False and entry["because"] else []
        rows.append(Row((entry["standard"], entry["title"], binds, met), why))
    binding = [entry for entry in every if entry["binds"]]
    unknown = sum(entry["met"] not in (True, False) for entry in binding)
    counts = [f"{len(binding)} of {len(every)} apply to this vehicle"]
    counts += [f"we don't know whether it meets {unknown} of those"] if unknown else []
    if unclear := len(rows) - len(binding):
        counts.append(f"we can't say whether {unclear} more apply")
    heads, lead = ("Standard", "About", "Binds", "Met"), sentence("; ".join(counts))
    yield section("standards", "Safety standards", rows, heads, lead)


def _summary(verdict: Json) -> Section:
    certainty, strict = verdict["certainty"], verdict["strict_outcome"]
    differs = strict and strict != verdict["outcome"]
    told = [
        ("Day of entry", day_words(verdict["entry_date"])),
        ("Law of", day_words(verdict["law_as_of"])),
        ("Certainty", words.WORDS["certainty"].get(certainty, certainty)),
        ("Depends on", f"the {plain(verdict['depends_on'])}" if verdict["depends_on"] else ""),
        ("Without our assumptions", words.headline(strict) if differs else ""),
        ("The vehicle is", joined(map(plain, verdict["classification"]), ", ")),
        ("Supposing", joined(map(plain, verdict["scenarios"]))),
        ("Rulebook", words.rules_used(verdict)),
    ]
    return section("about", "About this answer", (Row(each) for each in told if each[1]))
