# SPDX-License-Identifier: Apache-2.0
"""Rules as JSON, with their tests in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from keiimport.errors import InputError, nearest
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, Includes, IsOneOf
from keiimport.facts.units import DIMENSIONS, format_quantity
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook.model import (
    CLOCK_FACTS,
    LAW_DAYS,
    Condition,
    Gate,
    Paper,
    Path,
    Remark,
    Rule,
    Rulebook,
    Window,
)
from keiimport.rulebook.rows import MILLION, FeeRow, Portion, StateRow, TariffRow
from keiimport.rulebook.ways import Entry, standing_one_way

CONDITIONS = (
    "when", "applies", "unless", "open_when", "claimed_when", "claimed_unless", "barred_when",
    "raised_when",
)  # fmt: skip
"""What an entry may ask, in the order in which it is shown."""


def found(rulebook: Rulebook, name: str) -> dict[str, object]:
    """What there is under a name.

    Raises:
        InputError: there is nothing; the nearest name is what is expected.
    """
    what = described(rulebook, name)
    if what is None:
        known = [entry.id for entry in entries(rulebook)]
        known += [*rulebook.conclusions, *rulebook.vocabulary]
        guess = nearest(name, [*known, *(presumed.id for presumed in rulebook.presumptions)])
        raise InputError(
            f"there is no rule `{name}`",
            at="ID",
            got=name,
            expected=f"perhaps `{guess}`" if guess else "an id that `keiimport rules list` prints",
        )
    return what


def described(rulebook: Rulebook, name: str) -> dict[str, object] | None:
    """What there is under a name: an entry, a conclusion, a fact, a presumption, or None.

    A row of a state and a line of the tariff are rules that say more.
    """
    vocabulary = rulebook.vocabulary
    entry = next((entry for entry in entries(rulebook) if entry.id == name), None)
    if entry is not None:
        return details(entry, vocabulary) | _lists(rulebook, name)
    if name in rulebook.conclusions:
        conclusion = rulebook.conclusions[name]
        rules = [rule for rule in rulebook.rules if rule.concludes == name]
        return {
            "id": name,
            "kind": "conclusion",
            "title": conclusion.title,
            "when_no_rule": conclusion.when_no_rule,
            **_completed({"gap": conclusion.gap, "read_by": readers(rulebook, name)}),
            "rules": [details(rule, vocabulary) for rule in rules],
        }
    presumed = [found for found in rulebook.presumptions if name in (found.id, *found.facts)]
    said = [
        _completed(
            {"id": p.id, "value": p.text, "of": p.calendar_year_of, "because": p.because,
             "if_wrong": p.if_wrong}
        )
        for p in presumed
    ]  # fmt: skip
    fact = vocabulary.get(name)
    if fact is not None:
        type = fact.type
        return _completed(
            {
                "id": name,
                "kind": "fact",
                "title": fact.title,
                "question": fact.question,
                "where": fact.where,
                "what": type.kind if type.dimension is None else type.dimension,
                "one_of": list(type.choices),
                "not_told_means": fact.unknown,
                "can_be_changed": fact.change,
                "depends_on": fact.depends_on,
                "todo": fact.todo,
                "cost": fact.cost,
                "presumed": said,
                "read_by": readers(rulebook, name),
            }
        )
    if presumed:
        facts = [fact for found in presumed for fact in found.facts]
        return {"id": name, "kind": "presumption", "facts": facts, **said[0]}
    return None


def readers(rulebook: Rulebook, name: str) -> list[str]:
    """The ids of the entries that ask for a fact or a conclusion, in the order of the files."""
    found = []
    for entry in entries(rulebook):
        asked = [getattr(entry, key, None) for key in CONDITIONS]
        if isinstance(entry, Path):
            asked += [paper.when for paper in (*entry.papers, *entry.restrictions)]
        read = {
            read
            for condition in asked
            if condition is not None
            for part in condition.walk()
            for read in (part.conclusion, *(part.comparison.reads if part.comparison else ()))
        }
        if isinstance(entry, Rule) and entry.window is not None:
            read.add(CLOCK_FACTS[entry.window.clock])
        if name in read:
            found.append(entry.id)
    return found


def _lists(rulebook: Rulebook, rule: str) -> dict[str, object]:
    """What the row says that is listed under a rule: of a state, of the tariff, of a fee."""
    rows: list[StateRow | TariffRow | FeeRow]
    rows = [*rulebook.states, *rulebook.tariff, *rulebook.fees]
    row = next((row for row in rows if row.rule == rule), None)
    if row is None:
        return {}
    kind = {StateRow: "state", TariffRow: "tariff", FeeRow: "fee"}[type(row)]
    return {kind: _completed({f.name: _row_value(f.name, getattr(row, f.name)) for f in fields(row)
                           if f.name not in ("rule", "concludes", "place", "limits")})}  # fmt: skip


def _row_value(name: str, value: object) -> object:
    if name == "last_checked" and isinstance(value, int):
        return date.fromordinal(value).isoformat()
    if isinstance(value, Portion):
        whole = "its value" if value.fact is None else value.fact
        return f"what {whole} leaves" if value.rest else whole
    if name == "rate" and isinstance(value, int):
        return f"{100 * value / MILLION:g} %"
    if name in ("fixed", "minimum", "maximum", "value_up_to") and isinstance(value, int):
        return _figure(value, "money")
    if name == "posted_up_to" and isinstance(value, int):
        return _figure(value, "speed")
    if isinstance(value, frozenset | tuple):
        return sorted(map(str, value)) if isinstance(value, frozenset) else list(map(str, value))
    if isinstance(value, Mapping):
        return _completed({str(key): text for key, text in value.items()})
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def entries(rulebook: Rulebook) -> list[Entry]:
    """Everything in `rulebook` that has an id, in the order of its files."""
    return [*rulebook.rules, *rulebook.paths, *rulebook.gates, *rulebook.remarks]


def summary(entry: Entry) -> dict[str, object]:
    """What a list says about `entry`: `id`, `kind`, what it is about, dates, law and place."""
    found: dict[str, object] = {"id": entry.id}
    match entry:
        case Rule():
            found |= {
                "kind": "rule",
                "concludes": entry.concludes,
                "in_force": _window(entry.window),
                "confidence": entry.confidence,
            }
        case Path():
            found |= {
                "kind": "path",
                "agency": entry.agency,
                "form": entry.form,
                "box": entry.box,
                "code": entry.code,
                "title": entry.title,
                "stay": entry.stay,
                "theoretical": entry.theoretical,
                "confidence": entry.confidence,
            }
        case Gate():
            found |= {
                "kind": "gate",
                "agency": entry.agency,
                "title": entry.title,
                "confidence": entry.confidence,
            }
        case Remark():
            found |= {"kind": "remark", "say": entry.say}
    place = str(entry.place) if entry.place else None
    return found | {"cite": list(entry.cite), "place": place}


def details(entry: Entry, vocabulary: Vocabulary) -> dict[str, object]:
    """Everything `entry` says; keys that would hold nothing are left out."""

    def condition(found: Condition | None) -> object:
        return None if found is None else describe(found, vocabulary)

    def papers(found: tuple[Paper, ...]) -> list[dict[str, object]]:
        return [
            _completed({"name": p.name, "when": condition(p.when), "cite": list(p.cite)})
            for p in found
        ]

    more: dict[str, object] = {}
    match entry:
        case Rule():
            more = {
                "title": entry.title,
                "adds_to": entry.adds,
                "applies": condition(entry.applies),
                "selected_by": list(entry.selector),
                "when": condition(entry.when),
                "unless": condition(entry.unless),
                "overrides": list(entry.overrides),
                "because": entry.because,
                "otherwise": entry.otherwise,
            }
        case Path():
            more = {
                "purposes": list(entry.purposes),
                "claimed_when": condition(entry.claimed_when),
                "claimed_unless": condition(entry.claimed_unless),
                "open_when": condition(entry.open_when),
                "because": entry.because,
                "otherwise": entry.otherwise,
                "papers": papers(entry.papers),
                "restrictions": papers(entry.restrictions),
            }
        case Gate():
            more = {
                "barred_when": condition(entry.barred_when),
                "raised_when": condition(entry.raised_when),
                "because": entry.because,
                "otherwise": entry.otherwise,
            }
        case Remark():
            truths = sorted(_truth(truth) for truth in entry.truths)
            more = {"when": condition(entry.when), "on": truths, "paths": list(entry.paths)}
    if (stuck := standing_one_way(entry)) is not None:
        more["one_way"] = {"only": _truth(stuck.only), "reason": stuck.reason}
    return _completed(summary(entry) | more)


def part_words(part: Condition, vocabulary: Vocabulary) -> str:
    """A test, or the conclusion that is asked, in words."""
    if part.comparison is not None:
        return test_words(part.comparison, vocabulary)
    return part.conclusion or part.op


def describe(condition: Condition, vocabulary: Vocabulary) -> object:
    """A condition as JSON: `all`, `any`, `not`, or words for one test."""
    inner = condition.parts[0] if condition.op == "not" else condition
    found: dict[str, object] = {}
    match condition.op:
        case "true":
            found["always"] = True
        case "unknown":
            found["unknown"] = True
        case "conclusion":
            found["conclusion"] = condition.conclusion
        case "fact" if condition.comparison is not None:
            found["test"] = test_words(condition.comparison, vocabulary)
        case "not" if isinstance(inner.comparison, AtLeast | AtMost):
            found["test"] = test_words(inner.comparison, vocabulary, negated=True)
        case "not":
            found["not"] = describe(inner, vocabulary)
        case _:
            found[condition.op] = [describe(part, vocabulary) for part in condition.parts]
    return found | _completed({"because": condition.because, "otherwise": condition.otherwise})


def test_words(test: Comparison, vocabulary: Vocabulary, *, negated: bool = False) -> str:
    """One test on facts in words, such as `vehicle.gvwr at most 1,361 kg`.

    Args:
        test: the test.
        vocabulary: tells the unit of each fact.
        negated: for `AtLeast` and `AtMost`, whether the opposite is meant.
    """
    match test:
        case IsOneOf():
            return f"{test.fact} is {' or '.join(sorted(_plain(v) for v in test.values))}"
        case Includes():
            return f"{test.fact} includes {test.value}"
        case AtLeast() | AtMost():
            return f"{test.fact} {_threshold(test, vocabulary, negated)}"
        case HasAged():
            years = f"{test.years} years"
            how = "calendar years subtracted" if test.count == "calendar_years" else "to the day"
            leap = f", 29 February: {test.leap_day.replace('_', ' ')}"
            if test.count == "calendar_years":
                leap = ""
            return f"{years} from {test.since} by {test.by} ({how}{leap})"
        case _:
            return f"{test.fact} is told"


def _threshold(test: AtLeast | AtMost, vocabulary: Vocabulary, negated: bool) -> str:
    fact = vocabulary.get(test.fact)
    is_date = test.fact in LAW_DAYS or (fact is not None and fact.type.kind == "date")
    rises = isinstance(test, AtLeast)
    if is_date:
        words = {(True, False): "from", (True, True): "before", (False, False): "until"}
        word = words.get((rises, negated), "after")
        figures = [date.fromordinal(n).isoformat() for n in sorted({test.low, test.high})]
    else:
        words = {(True, False): "at least", (True, True): "below", (False, False): "at most"}
        word = words.get((rises, negated), "above")
        dimension = (fact.type.dimension if fact is not None else None) or "count"
        figures = [_figure(n, dimension) for n in sorted({test.low, test.high})]
    return f"{word} {' or '.join(figures)}"


def _figure(figure: int, dimension: str) -> str:
    """A figure in the unit in which it is a round number, as the law prints it."""
    kind = DIMENSIONS[dimension]
    for unit in (kind.base, *kind.units):
        number = figure / kind.units[unit]
        if unit and number.denominator == 1:
            return f"{number.numerator:,} {unit}"
    return format_quantity(Bounds.point(figure), dimension)


def _window(window: Window | None) -> dict[str, object] | None:
    if window is None:
        return None
    start, end = (
        date.fromordinal(day).isoformat() if day is not None else None
        for day in (window.start, window.end)
    )
    return {"from": start, "until": end, "clock": window.clock}


def _plain(value: bool | str) -> str:
    return _truth(value) if isinstance(value, bool) else value


def _truth(truth: bool | None) -> str:
    return "unknown" if truth is None else "true" if truth else "false"


def _completed(found: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if value not in (None, "", [], False)}
