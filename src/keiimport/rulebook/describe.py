# SPDX-License-Identifier: Apache-2.0
"""Rules as JSON, with their tests in words."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from keiimport.errors import nearest
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison, HasAged, Includes, IsOneOf
from keiimport.facts.data import rows
from keiimport.facts.dates import iso_day
from keiimport.facts.problems import bad_input
from keiimport.facts.units import DIMENSIONS, format_quantity
from keiimport.facts.vocabulary import Vocabulary
from keiimport.rulebook import model
from keiimport.rulebook.model import FIGURES, MILLION, FeeRow, Portion, StateRow, TariffRow
from keiimport.rulebook.ways import TRUTHS, standing_one_way


def look_up(rulebook: model.Rulebook, name: str) -> dict[str, object]:
    """Like `find`, but an error if nothing in the rules has that name."""
    if (what := find(rulebook, name)) is not None:
        return what
    known = [entry.id for entry in model.entries(rulebook)]
    known += [*rulebook.conclusions, *rulebook.vocabulary, *(p.id for p in rulebook.presumptions)]
    guess = nearest(name, known)
    raise bad_input("no_rule", f"perhaps `{guess}`" if guess else "", got=name, name=name)


_OF_FACT = "one_of:type.choices not_told_means:unknown can_be_changed:change depends_on todo cost"


def find(rulebook: model.Rulebook, name: str) -> dict[str, object] | None:
    """The entry, conclusion, fact or presumption of that name, if there is one."""
    vocabulary = rulebook.vocabulary
    for entry in model.entries(rulebook):
        if entry.id == name:
            return details(entry, vocabulary) | _listed(rulebook, name)
    if (conclusion := rulebook.conclusions.get(name)) is not None:
        rules = [rule for rule in rulebook.rules if rule.concludes == name]
        return {
            "id": name,
            "kind": "conclusion",
            **_said(conclusion, "title when_no_rule", vocabulary),
            **_without_empty({"gap": conclusion.gap, "read_by": readers(rulebook, name)}),
            "rules": [details(rule, vocabulary) for rule in rules],
        }
    presumed = [each for each in rulebook.presumptions if name in (each.id, *each.facts)]
    names = "id value:text of:calendar_year_of say because if_wrong"
    said = [_without_empty(_said(each, names, vocabulary)) for each in presumed]
    if (fact := vocabulary.get(name)) is not None:
        found = {"id": name, "kind": "fact", **_said(fact, "title question where", vocabulary)}
        found |= {"what": fact.type.dimension or fact.type.kind}
        found |= _said(fact, _OF_FACT, vocabulary)
        return _without_empty(found | {"presumed": said, "read_by": readers(rulebook, name)})
    if presumed:
        facts = [fact for each in presumed for fact in each.facts]
        return {"id": name, "kind": "presumption", "facts": facts, **said[0]}
    return None


def readers(rulebook: model.Rulebook, name: str) -> list[str]:
    """The ids of the entries that ask for a fact or a conclusion, in the order of the files."""
    found = []
    for entry in model.entries(rulebook):
        tests = (part.comparison for part in model.parts_of(entry) if part.comparison)
        read = {each for test in tests for each in test.reads} | {*model.needed_by(entry)}
        if isinstance(entry, model.Rule) and entry.window is not None:
            read.add(model.CLOCK_FACTS[entry.window.clock])
        if name in read:
            found.append(entry.id)
    return found


def _listed(book: model.Rulebook, rule: str) -> dict[str, object]:
    """The row of a state, of the tariff or of a fee that belongs to a rule."""
    listed: list[StateRow | TariffRow | FeeRow] = [*book.states, *book.tariff, *book.fees]
    for row in listed:
        if row.rule == rule:
            shown = {n: _cell(n, v) for n, v in row._asdict().items() if n not in _UNSHOWN}
            return {type(row).__name__.removesuffix("Row").lower(): _without_empty(shown)}
    return {}


_UNSHOWN = ("rule", "concludes", "place")


def _cell(name: str, value: object) -> object:
    match value:
        case int() if name == "last_checked":
            return iso_day(value)
        case int() if name == "rate":
            return f"{100 * value / MILLION:g} %"
        case int() if name in FIGURES:
            return _figure(value, FIGURES[name])
        case Portion():
            whole = "its value" if value.fact is None else value.fact
            return f"what {whole} leaves" if value.rest else whole
    found = as_json(value, Vocabulary({}))
    return _without_empty(found) if isinstance(found, dict) else found


_SHOWN = {row["kind"]: row for row in rows(__file__, "shown.csv")}
"""What is shown of each kind of entry in a list, and alone, as `key:attribute`."""


def summary(entry: model.Entry) -> dict[str, object]:
    """The keys of `entry` in a list: `id`, `kind`, its subject, dates, law and place."""
    kind = type(entry).__name__.lower()
    said = _said(entry, _SHOWN[kind]["listed"], Vocabulary({}))
    place = str(entry.place) if entry.place else None
    return {"id": entry.id, "kind": kind, **said, "cite": list(entry.cite), "place": place}


def details(entry: model.Entry, vocabulary: Vocabulary) -> dict[str, object]:
    """Everything `entry` says, without empty keys."""
    said = summary(entry)
    more = _said(entry, _SHOWN[str(said["kind"])]["alone"], vocabulary)
    more["one_way"] = as_json(standing_one_way(entry), vocabulary)
    return _without_empty(said | more)


def _said(thing: object, names: str, vocabulary: Vocabulary) -> dict[str, object]:
    pairs = (name.split(":") for name in names.split())
    return {said: as_json(attrgetter(*of or [said])(thing), vocabulary) for said, *of in pairs}


def as_json(value: object, vocabulary: Vocabulary) -> Any:
    """A part of a rulebook as JSON values: tests and days in words, without places."""
    match value:
        case model.Condition():
            return _condition(value, vocabulary)
        case model.Window():
            return {"from": iso_day(value.start), "until": iso_day(value.end), "clock": value.clock}
        case model.OneWay():
            return {"only": TRUTHS[value.only], "reason": value.reason}
        case _ if isinstance(value, Comparison):
            return test_words(value, vocabulary)
        case Bounds():
            return [value.low, value.high]
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): as_json(each, vocabulary) for key, each in value.items()}
        case frozenset():
            return [as_json(each, vocabulary) for each in sorted(map(_plain, value))]
        case model.Paper():
            return _without_empty(_fields(value, vocabulary))
        case list() | tuple() if not hasattr(value, "_fields"):
            return [as_json(each, vocabulary) for each in value]
    is_whole = hasattr(value, "_fields") or hasattr(value, "__dataclass_fields__")
    return _fields(value, vocabulary) if is_whole else str(value)


def _fields(value: Any, vocabulary: Vocabulary) -> dict[str, object]:
    names = getattr(value, "_fields", None) or value.__dataclass_fields__
    kept = (name for name in names if name not in ("place", "number"))
    return {name: as_json(getattr(value, name), vocabulary) for name in kept}


def part_words(part: model.Condition, vocabulary: Vocabulary) -> str:
    """A test in words, or the name of a conclusion."""
    if part.comparison is not None:
        return test_words(part.comparison, vocabulary)
    return part.conclusion or part.op


def _condition(condition: model.Condition, vocabulary: Vocabulary) -> object:
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
            found["not"] = _condition(inner, vocabulary)
        case _:
            found[condition.op] = [_condition(part, vocabulary) for part in condition.parts]
    return found | _without_empty({"because": condition.because, "otherwise": condition.otherwise})


def test_words(test: Comparison, vocabulary: Vocabulary, *, negated: bool = False) -> str:
    """One test on facts in words, such as `vehicle.gvwr at most 1,361 kg`."""
    match test:
        case IsOneOf():
            return f"{test.fact} is {' or '.join(sorted(_plain(v) for v in test.values))}"
        case Includes():
            return f"{test.fact} includes {test.value}"
        case AtLeast() | AtMost():
            return f"{test.fact} {_threshold(test, vocabulary, negated)}"
        case HasAged():
            how = f"to the day, 29 February: {test.leap_day.replace('_', ' ')}"
            if test.count == "calendar_years":
                how = "calendar years subtracted"
            return f"{test.years} years from {test.since} by {test.by} ({how})"
        case _:
            return f"{test.fact} is told"


def _threshold(test: AtLeast | AtMost, vocabulary: Vocabulary, negated: bool) -> str:
    fact = vocabulary.get(test.fact)
    figures = sorted({test.low, test.high})
    if test.fact in model.LAW_DAYS or (fact is not None and fact.type.kind == "date"):
        words = ("from", "before", "until", "after")
        printed = [str(iso_day(figure)) for figure in figures]
    else:
        words = ("at least", "below", "at most", "above")
        dimension = (fact.type.dimension if fact is not None else None) or "count"
        printed = [_figure(figure, dimension) for figure in figures]
    return f"{words[2 * isinstance(test, AtMost) + negated]} {' or '.join(printed)}"


def _figure(figure: int, dimension: str) -> str:
    """A figure in the unit in which it is a round number, as the law prints it."""
    kind = DIMENSIONS[dimension]
    for unit in (kind.base, *kind.units):
        number = figure / kind.units[unit]
        if unit and not kind.whole and number.denominator == 1:
            return f"{number.numerator:,} {unit}"
    return format_quantity(Bounds.point(figure), dimension)


def _plain(value: Any) -> Any:
    return TRUTHS[value] if value is None or isinstance(value, bool) else value


def _without_empty(found: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if value not in (None, "", [], False)}
