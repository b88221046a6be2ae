# SPDX-License-Identifier: Apache-2.0
"""A verdict as a page that reads, and prints, like a short legal opinion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from keiimport.report import words
from keiimport.report.duty import lines, others, sums
from keiimport.report.markup import Markup, Part, tag
from keiimport.report.page import Section, page
from keiimport.report.picture import picture
from keiimport.report.picture import rows as drawn_rows
from keiimport.report.questions import answers_in_words
from keiimport.report.words import (
    Json,
    clean,
    door,
    joined,
    sentence,
    standards_counted,
    what,
)

_TONES: Final = {
    "admissible": "yes",
    "conditional": "wait",
    "undetermined": "wait",
    "not_yet": "no",
    "refused": "no",
}


def render(verdict: Json, timeline: Json | None = None) -> str:
    """Write a verdict as one page that needs nothing besides itself.

    Args:
        verdict: the JSON form of a verdict (`Verdict.to_dict()`); keys that are missing
            or empty are passed over.
        timeline: the JSON form of its timeline, to draw it.
    """
    title, _ = words.headline(verdict)
    if verdict.get("scenarios"):
        title = f"Hypothetical: {title[:1].lower()}{title[1:]}"
    sections = [
        Section(name, heading, body)
        for name, heading, write in _SECTIONS
        if (body := write(verdict)) is not None
    ]
    drawn = None if timeline is None else _timeline(timeline)
    if drawn is not None:
        place = next((i for i, part in enumerate(sections) if part.name == "doors"), -1) + 1
        sections.insert(place, Section("when", "When", drawn))
    return page(f"{title} · import opinion", _head(verdict, title), sections, foot(verdict))


# --- the head ---


def _head(verdict: Json, title: str) -> Markup:
    tone = _TONES.get(clean(verdict.get("outcome")), "")
    return Markup(
        tag("p", "May this vehicle come into the United States?", class_="kicker")
        + tag("h1", title, class_=tone or None)
        + tag("p", clean(verdict.get("answer")), class_="answer")
        + _summary(verdict)
    )


def _summary(verdict: Json) -> Markup:
    rows: list[tuple[str, str]] = []
    if verdict.get("earliest") or verdict.get("earliest_possible"):
        rows.append(("Earliest day", _when(verdict["earliest_possible"], verdict["earliest"])))
    rows.append(("Day of entry", clean(verdict.get("entry_date"))))
    rows.append(("Law of", clean(verdict.get("law_as_of"))))
    certainty = clean(verdict.get("certainty"))
    rows.append(("Certainty", words.CERTAINTIES.get(certainty, certainty)))
    if verdict.get("depends_on"):
        rows.append(("Depends on", f"the {clean(verdict['depends_on'])}"))
    strict = clean(verdict.get("strict_outcome"))
    if strict and strict != verdict.get("outcome"):
        said = words.HEADLINES.get(strict, (strict, ""))[0]
        rows.append(("If nothing is presumed", f"{said[:1].lower()}{said[1:]}"))
    if verdict.get("classification"):
        rows.append(
            ("The vehicle is", joined((_plain(c) for c in verdict["classification"]), ", "))
        )
    if verdict.get("scenarios"):
        rows.append(("Supposing", joined(verdict["scenarios"])))
    return described(rows)


def described(rows: Iterable[tuple[str, Part]]) -> Markup:
    """Names with what stands for them."""
    return tag("dl", [(tag("dt", name), tag("dd", value)) for name, value in rows])


def foot(verdict: Json) -> Markup:
    """What the page rests on."""
    rulebook: Json = verdict.get("rulebook") or {}
    engines = joined(verdict.get("checked_by") or (), " and ")
    checked = f", checked by {engines}" if engines else ""
    return Markup(
        tag(
            "p",
            "This is no legal advice. Import forms are sworn, and the agencies decide at the port.",
        )
        + tag(
            "p",
            f"Rulebook {clean(rulebook.get('version'))} ({clean(rulebook.get('hash'))}){checked}.",
        )
    )


# --- the sections, in the order of the page ---


def _doors(verdict: Json) -> Markup | None:
    paths = verdict.get("paths") or ()
    chosen = set((verdict.get("chosen") or {}).values())
    tables = []
    for outcome, (title, _) in words.GROUPS.items():
        group = [path for path in paths if path.get("outcome") == outcome]
        told = [path for path in group if not _beside_the_point(path)]
        if told:
            rows = [_door(path, path.get("id") in chosen) for path in told]
            tables.append(_table(title, ("Door", "What it is", "Why"), rows))
    return _together(tables)


def _others(verdict: Json) -> Markup | None:
    """The doors that do not count, shortly."""
    rows = [
        (door(path), _title(path, ()), sentence(clean(path.get("because"))))
        for path in verdict.get("paths") or ()
        if _beside_the_point(path)
    ]
    title = "Nobody claims them, they are for something else, or no private person can use them"
    return _table(title, ("Door", "What it is", "Why"), rows) if rows else None


def _beside_the_point(path: Json) -> bool:
    """Whether a door does not count for this case, whatever is known of it."""
    because = clean(path.get("because"))
    shut = because.startswith(("nobody claims it", "it is not for the purpose"))
    return bool(path.get("theoretical")) or (path.get("outcome") == "closed" and shut)


def _title(path: Json, more: Iterable[str]) -> Part:
    notes = [clean(path["stay"])] if path.get("stay") not in (None, "permanent") else []
    notes += ["theoretical: no private person can use it"] if path.get("theoretical") else []
    notes += more
    return [clean(path.get("title")), _note(f" ({', '.join(notes)})") if notes else None]


def _door(path: Json, best: bool) -> Sequence[Part]:
    why: list[Part] = []
    if path.get("outcome") == "not_yet":
        why.append(tag("p", f"From {_when(path.get('opens_possible'), path.get('opens_on'))}."))
    if path.get("because"):
        why.append(tag("p", sentence(clean(path["because"]))))
    why.append(_cite(path))
    return (door(path), _title(path, ["the best of its agency"] if best else ()), why)


def _timeline(timeline: Json) -> Markup | None:
    found = drawn_rows(timeline)
    if not found:
        return None
    caption = tag("figcaption", _CAPTION, class_="note")
    drawn = tag("figure", picture(found), caption)
    table = _table("The same in words", ("What", "When"), [(row.name, row.words) for row in found])
    return Markup(drawn + table)


_CAPTION: Final = (
    "From the day of entry on, supposing that the law stays as it stands. Solid: open; light: open "
    "once something is done; striped: not decided, because something is known in part only; "
    "empty: closed."
)


def _gates(verdict: Json) -> Markup | None:
    shut = [gate for gate in verdict.get("gates") or () if gate.get("outcome") != "clear"]
    rows = [
        (clean(gate.get("id")), clean(gate.get("outcome")),
         [sentence(clean(gate.get("because"))), _cite(gate)])
        for gate in shut
    ]  # fmt: skip
    return _table("What bars it", ("Bar", "Says", "Why"), rows) if shut else None


def _actions(verdict: Json) -> Markup | None:
    items = []
    for action in verdict.get("actions") or ():
        parts: list[Part] = [sentence(what(_told(action)))]
        if _of(action, "depends_on") == "agency":
            parts.append(" Whether it is done is up to the agency.")
        if _of(action, "for"):
            parts.append(_note(f" For {joined(_of(action, 'for'), ', ')}."))
        items.append(tag("li", parts))
    return tag("ol", items) if items else None


def _told(action: Any) -> Any:
    """An action by its instruction, where it has one."""
    return _of(action, "what") or action


def _papers(verdict: Json) -> Markup | None:
    parts: list[Part] = []
    for path in _chosen(verdict):
        items = [tag("li", sentence(what(paper))) for paper in path.get("papers") or ()]
        items += [
            tag("li", tag("strong", "Restriction: "), sentence(what(limit)))
            for limit in path.get("restrictions") or ()
        ]
        if items:
            parts += [tag("h3", f"{door(path)}, {clean(path.get('title'))}"), tag("ul", items)]
    return _together(parts)


def _costs(verdict: Json) -> Markup | None:
    parts: list[Part] = []
    duty = verdict.get("duty")
    if isinstance(duty, Mapping):
        rows = [
            (line.what, line.rate, line.amount, line.marks, _cite({"cite": [line.cite]}))
            for line in lines(duty)
        ]
        if rows:
            heads = ("What", "Rate", "Amount", "Mind", "Law")
            parts.append(_table("Duty and fees, an estimate", heads, rows))
        parts.append(described(sums(duty)))
        ways = [tag("li", way) for way in others(duty)]
        if ways:
            parts += [tag("p", "It may also be:"), tag("ul", ways)]
        parts += [tag("p", sentence(clean(note))) for note in duty.get("notes") or ()]
    costs = [
        (sentence(what(_told(action))), clean(_of(action, "cost")))
        for action in verdict.get("actions") or ()
        if _of(action, "cost")
    ]
    if costs:
        parts.append(
            _table("What has to be done, and what it usually costs", ("What", "Cost"), costs)
        )
    return _together(parts)


def _state(verdict: Json) -> Markup | None:
    asked = [state for state in [verdict.get("state")] if state]
    every = verdict.get("states") or ()
    parts: list[Part] = []
    for state in asked:
        rows: list[tuple[str, Part]] = [("Answer", tag("strong", clean(state.get("outcome"))))]
        rows += [
            (_plain(key).capitalize(), clean(state[key]))
            for key in ("titled", "plate", "roads", "interstates", "use_limits", "grandfather")
            if state.get(key)
        ]
        rows += [("Condition", clean(each)) for each in state.get("conditions") or ()]
        rows += [("Source", clean(each)) for each in state.get("sources") or ()]
        rows += (
            [("Last checked", clean(state["last_checked"]))] if state.get("last_checked") else []
        )
        parts.append(tag("h3", clean(state.get("name") or state.get("state"))))
        parts.append(tag("p", sentence(clean(state.get("because")))))
        parts += [described(rows), _cite(state)]
    if every:
        rows_ = [
            (clean(s.get("name") or s.get("state")), clean(s.get("outcome")),
             sentence(clean(s.get("because"))))
            for s in every
        ]  # fmt: skip
        parts.append(_table("Every state", ("State", "Answer", "Why"), rows_))
    return _together(parts)


def _missing(verdict: Json) -> Markup | None:
    items = []
    for entry in verdict.get("missing") or ():
        parts: list[Part] = [tag("strong", clean(entry.get("question")) or clean(entry["fact"]))]
        if entry.get("where"):
            parts.append(tag("p", "Where to find it: ", sentence(clean(entry["where"]))))
        if words := answers_in_words(entry):
            parts.append(tag("ul", [tag("li", sentence(each)) for each in words]))
        settles = f"; settles {joined(entry['settles'], ', ')}" if entry.get("settles") else ""
        parts.append(tag("p", f"{clean(entry.get('fact'))}{settles}", class_="note"))
        items.append(tag("li", parts))
    return tag("ol", items) if items else None


def _assumptions(verdict: Json) -> Markup | None:
    rows = [
        (
            clean(entry.get("fact")),
            _value(entry.get("value")),
            [sentence(clean(entry.get("because"))),
             _note(f" If that is wrong: {clean(entry['if_wrong'])}.")
             if entry.get("if_wrong") else None],
        )
        for entry in verdict.get("assumptions") or ()
    ]  # fmt: skip
    title = "Assumed, because nobody said otherwise"
    return _table(title, ("Fact", "Taken as", "Because"), rows) if rows else None


def _reasons(verdict: Json) -> Markup | None:
    items = []
    for reason in verdict.get("reasoning") or ():
        truth = clean(reason.get("truth"))
        said = words.TRUTHS.get(truth, (truth, ""))[0]
        tone = {"true": "yes", "false": "no"}.get(truth, "wait")
        parts: list[Part] = [
            _concluded(reason),
            tag("span", said, class_=f"mark {tone}"),
        ]
        if reason.get("because"):
            parts.append(f", because {clean(reason['because'])}")
        parts += [". ", _cite(reason, "span"), _uses(reason)]
        number = clean(reason.get("step"))
        items.append(tag("li", parts, id=f"step-{number}", value=number))
    return tag("ol", items) if items else None


def _concluded(reason: Json) -> str:
    """What a step concludes, in words where it has some."""
    name, title = clean(reason.get("concludes")), clean(reason.get("title"))
    return f"{title} ({name}): " if title else f"{name}: "


def _uses(reason: Json) -> Markup | None:
    """The facts of a step, and links to the earlier steps it rests on."""
    links: list[Part] = []
    for use in _first(reason.get("uses") or ()):
        links += [", "] if links else []
        links.append(
            tag("a", f"step {use}", href=f"#step-{use}") if isinstance(use, int) else clean(use)
        )
    seen = words.LAW_SEEN.get(clean(reason.get("confidence")))
    if not links and not seen:
        return None
    notes = [" From ", links, "."] if links else []
    return tag("span", notes, f" ({seen})" if seen else None, class_="note")


def _first(uses: Sequence[Any], most: int = 12) -> list[Any]:
    rest = len(uses) - most
    return list(uses) if rest <= 0 else [*uses[:most], f"{rest} more"]


def _facts(verdict: Json) -> Markup | None:
    rows = [
        (
            clean(fact.get("name")),
            _value(fact.get("value")),
            _plain(clean(fact.get("source"))),
            clean(fact.get("confidence")),
        )
        for fact in verdict.get("facts") or ()
    ]
    heads = ("Fact", "Value", "Where from", "How sure")
    return _table("The facts that were used", heads, rows) if rows else None


def _standards(verdict: Json) -> Markup | None:
    standards = verdict.get("standards") or ()
    if not standards:
        return None
    binding = [entry for entry in standards if entry.get("binds") is True]
    unclear = [entry for entry in standards if entry.get("binds") is None]
    counts = standards_counted(standards)
    rows = [
        (
            clean(entry.get("standard")),
            clean(entry.get("title")),
            {True: "binds", None: "may bind"}[entry.get("binds")],
            {True: "met", False: "not met", None: "not known"}[entry.get("met")],
        )
        for entry in (*binding, *unclear)
    ]
    said = tag("p", sentence("; ".join(counts)))
    heads = ("Standard", "About", "Binds", "Met")
    return Markup(said + (_table("The standards that bind it", heads, rows) if rows else ""))


def _warnings(verdict: Json) -> Markup | None:
    warnings = verdict.get("warnings") or ()
    return tag("ul", [tag("li", sentence(clean(each))) for each in warnings]) if warnings else None


_SECTIONS: Final[Sequence[tuple[str, str, Callable[[Json], Markup | None]]]] = (
    ("bars", "What bars it", _gates),
    ("doors", "The doors", _doors),
    ("actions", "What can be done", _actions),
    ("missing", "What would settle it", _missing),
    ("papers", "Papers and restrictions of the best doors", _papers),
    ("costs", "Costs", _costs),
    ("state", "Once it is in: the state", _state),
    ("reasons", "The reasons", _reasons),
    ("facts", "The facts", _facts),
    ("assumptions", "What was assumed", _assumptions),
    ("standards", "Safety standards", _standards),
    ("others", "Doors that were not considered", _others),
    ("warnings", "Mind this", _warnings),
)


# --- small things ---


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[Part]]) -> Markup:
    """A table whose first column names its rows; narrow screens can scroll it, by key as well."""
    body = [
        tag("tr", tag("th", row[0], scope="row"), [tag("td", cell) for cell in row[1:]])
        for row in rows
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", title),
            tag("thead", tag("tr", [tag("th", head, scope="col") for head in heads])),
            tag("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=title,
    )


def _cite(entry: Any, name: str = "p") -> Markup | None:
    cited = _of(entry, "cite")
    return tag(name, f"[{joined(cited)}]", class_="cite") if cited else None


def _note(said: str) -> Markup:
    return tag("span", said, class_="note")


def _together(parts: Sequence[Part]) -> Markup | None:
    return Markup("".join(str(part) for part in _flat(parts))) if parts else None


def _flat(parts: Sequence[Part]) -> Iterator[Markup]:
    for part in parts:
        if part is not None:
            assert isinstance(part, Markup)
            yield part


def _of(entry: Any, key: str) -> Any:
    return entry.get(key) if isinstance(entry, Mapping) else None


def _chosen(verdict: Json) -> list[Json]:
    by_id = {path.get("id"): path for path in verdict.get("paths") or ()}
    ids = (verdict.get("chosen") or {}).values()
    return [by_id[name] for name in ids if name in by_id]


def _when(possible: object, certain: object) -> str:
    if not certain:
        return f"perhaps from {clean(possible)}" if possible else "a day that is not known"
    if possible and possible != certain:
        return f"{clean(certain)} for certain, {clean(possible)} at the soonest"
    return clean(certain)


def _plain(word: object) -> str:
    return clean(word).replace("_", " ")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return joined(value, ", ") or "none"
    return clean(value)
