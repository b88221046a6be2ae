# SPDX-License-Identifier: Apache-2.0
"""The words and tones for the values in a verdict, some in tables beside this module."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from keiimport.capitals import begun, inside

Json = Mapping[str, Any]

MONTHS: Final = (  # which no locale changes
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Outcome(NamedTuple):
    """The words and marks for an outcome: of the whole or an agency, of a door, of a bar."""

    outcome: str  # its name
    headline: str = ""  # what the whole comes to, in words that begin a line
    tone: str = "no"  # whether that is a `yes`, waits for something (`wait`), or is a `no`
    group: str = ""  # the heading of such doors; of a door alone
    shade: str = "no"  # the tone of that, and of such days
    mark: str = ""  # such days on a terminal
    drawn: str = ""  # such days in a picture; empty where they are left white
    period: str = ""  # what it is on such days
    rows: str = ""  # such rows of a table


def read(file: str) -> Iterator[list[str]]:
    """The rows of a table beside this module."""
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        yield from islice(csv.reader(lines), 1, None)


OUTCOMES: Final = {row[0]: Outcome(*row) for row in read("outcomes.csv")}

DOORS: Final = [each for each in OUTCOMES.values() if each.group]  # as they are grouped

WORDS: Final[Mapping[str, Mapping[str, str]]] = {  # of the JSON forms, by what they are about
    group: {word: says for _, word, says in rows}
    for group, rows in groupby(read("words.csv"), itemgetter(0))
}
SOURCES: Final = WORDS["source"]  # where the value of a fact comes from


class Said(NamedTuple):
    """The words, the sign and the tone for a value."""

    words: str
    sign: str
    tone: str


# what a state says, in this order; what a test, a rule or a conclusion is; how a rule has
# changed; and how a door has since the last reply, by whether it is open now
STATES, TRUTHS, CHANGES, DOORS_NOW = (
    {name: Said(*says) for _, name, *says in rows}
    for _, rows in groupby(read("said.csv"), itemgetter(0))
)

COUNTRIES: Final = ("vehicle.registered_in", "vehicle.country_of_manufacture")
UNNAMED: Final = "a vehicle"  # a vehicle of which neither make nor model is known
AN_AGENCY_AGREES: Final = "Only if an agency agrees"  # its yes is needed, and it may refuse
STEERING: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")  # what controls, turns writing or ends a line


def clean(value: object) -> str:
    """`value` as text on one line; what controls a terminal or turns writing becomes a space."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if text.isprintable():  # no mark of those categories is
        return text
    return "".join(" " if unicodedata.category(mark) in STEERING else mark for mark in text)


class Cleaned(dict[str, Any]):
    """A JSON object with clean texts, in which a missing key is an empty text.

    What stands in `later` is taken when it is first read.
    """

    def __init__(self, found: Json = MappingProxyType({}), later: Json = MappingProxyType({})):
        super().__init__(found)
        self._later = later

    def __missing__(self, key: str) -> Any:
        if key not in self._later:
            return ""
        value = self[key] = cleaned(self._later[key])
        return value


def cleaned(value: Any) -> Any:
    """A JSON value for people: its texts clean, null an empty text."""
    if isinstance(value, str) or value is None:
        return clean(value)
    if isinstance(value, Cleaned):
        return value
    if isinstance(value, dict):
        return Cleaned({key: cleaned(each) for key, each in value.items()})
    if isinstance(value, Mapping):  # which works out what is read
        return Cleaned(later=value)
    return [cleaned(each) for each in value] if isinstance(value, list | tuple) else value


def outcome(name: str) -> Outcome:
    """The words for an outcome; a new one goes by its name."""
    return OUTCOMES.get(name) or Outcome(name, name, group=name, period=plain(name))


def headline(name: str) -> str:
    """The words of an outcome inside a sentence."""
    return inside(outcome(name).headline)


def sentence(text: str) -> str:
    """`text` with a full stop at the end, and a capital at the start unless it is a dotted name."""
    text = text.strip()
    if text and text[-1] not in ".!?":
        text += "."
    first = text.split(maxsplit=1)[0] if text else ""
    return text if "." in first[:-1] else begun(text)


def first_clause(text: str, ends: str = ";") -> str:
    """`text` up to the first of the marks `ends`, or all of it, without a full stop."""
    # the comma of 2,500 ends nothing
    found = re.split(rf"[{re.escape(ends)}](?!\d)", text, maxsplit=1)[0].strip()
    return (found or text).rstrip(". ")


def plain(value: object) -> str:
    """A name of the rules or the vocabulary as words: `passenger_car` as `passenger car`."""
    return re.sub(r"\b(us|suv)\b", lambda m: m[0].upper(), clean(value).replace("_", " "))


def day_words(day: object) -> str:
    """A day or a month as people say it: `2047-06-30` as `30 June 2047`; else as it is written."""
    year, *rest = clean(day).split("-")
    try:
        found = date(int(year), *map(int, rest or ["x"]), *([1] if len(rest) == 1 else []))
    except (ValueError, TypeError):
        return clean(day)
    month = f"{MONTHS[found.month - 1]} {found.year}"
    return f"{found.day} {month}" if len(rest) == 2 else month


def days_words(possible: str, certain: str) -> str:
    """The day from which something is certain, and the first on which it is possible."""
    if not certain:
        return f"perhaps {day_words(possible)}" if possible else "a day we do not know"
    if possible and possible != certain:
        return f"{day_words(certain)} for certain, {day_words(possible)} at the earliest"
    return day_words(certain)


def value_words(value: object) -> str:
    """The value of a fact in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " and ".join(map(plain, value)) or "none"
    return plain(value)


def joined(values: Iterable[object], between: str = "; ") -> str:
    """`values` on one line."""
    return between.join(map(clean, values))


def door(path: Json) -> str:
    """The short name of a path: its form and its box or code."""
    kind = "box" if path["box"] else "code"
    return f"{path['form']} {kind} {path[kind]}" if path[kind] else path["form"] or path["id"]


def bar(gate: Json) -> str:
    """The short name of a gate, `cbp.stolen_numbers` as `stolen numbers`."""
    return plain(gate["id"].rpartition(".")[2])


def named(facts: Sequence[Json]) -> str:
    """Make, model and chassis code of a vehicle, as far as a verdict's facts have them."""
    known = {fact["name"]: clean(fact["value"]) for fact in cleaned(facts)}
    told = (known[name] for name in ("vehicle.make", "vehicle.model") if name in known)
    names = " ".join(dict.fromkeys(told))  # a Mini of the maker Mini
    code = known.get("vehicle.chassis_code", "")
    return (names or UNNAMED) + (f" ({code})" if code else "")


def labels(paths: Sequence[Json]) -> dict[str, str]:
    """The short name of each path by its id; names that several share end with part of the id."""
    names = {path["id"]: door(path) for path in cleaned(paths)}
    shared = Counter(names.values())
    for id, name in names.items():
        end = plain(id.rpartition(".")[2])
        if shared[name] > 1 and not name.casefold().endswith(end.casefold()):
            names[id] = f"{name} ({end})"
    return names


def is_drawn(each: Json) -> bool:
    """Whether a path or gate of a timeline is drawn: not if it is closed, or clear, all along."""
    idle = all(period["outcome"] in ("closed", "clear") for period in each["periods"])
    return not idle and not each["theoretical"]


def law_seen(entry: Json) -> list[str]:
    """A remark on law that was not read in its own text; none if it was."""
    seen = WORDS["law_seen"].get(entry["confidence"])
    return [seen] if seen else []


def truth(step: Json) -> tuple[str, str]:
    """Yes or no for a step of the chain, and its tone."""
    found: str = step["truth"]
    tone = TRUTHS[found].tone if found in TRUTHS else "wait"
    return {"true": "yes", "false": "no"}.get(found, found), tone


def chosen_paths(verdict: Json) -> list[Json]:
    """The chosen paths, in the order of their agencies."""
    by_id = {path["id"]: path for path in verdict["paths"]}
    return [by_id[name] for name in (verdict["chosen"] or {}).values() if name in by_id]


def rests_on(verdict: Json) -> list[Json]:
    """The steps of the chain behind the chosen doors, or behind every door if none is chosen."""
    steps = {step["step"]: step for step in verdict["reasoning"]}
    chosen: Json = verdict["chosen"] or {}
    shut = {agency for agency, name in chosen.items() if not name}
    roots = {path["id"] for path in verdict["paths"] if path["agency"] in shut}
    roots.update(filter(None, chosen.values()))
    wanted = [number for number, step in steps.items() if step["concludes"] in roots]
    found: set[int] = set()
    while wanted:
        number = wanted.pop()
        if number in steps and number not in found:
            found.add(number)
            wanted += [use for use in steps[number]["uses"] if isinstance(use, int)]
    return [steps[number] for number in sorted(found)]


def country(code: object) -> str:
    """A country by its code."""
    from iso3166 import countries_by_alpha2

    found = countries_by_alpha2.get(str(code))
    listed = found.apolitical_name.partition(",")[0] if found else clean(code)
    return WORDS["country"].get(str(code), listed)


def answers_in_words(fact: str, answers: Sequence[Json]) -> list[str]:
    """The outcome of each answer to a question, if they differ."""
    if len({each["outcome"] for each in answers}) < 2:
        return []
    said = country if fact in COUNTRIES else plain
    each = ((map(said, answer["answer"].split(", ")), answer["outcome"]) for answer in answers)
    return [f"{', '.join(named)}: {headline(outcome)}" for named, outcome in each]


def rules_used(verdict: Json) -> str:
    """The rulebook that answered, and the engines that checked it."""
    rulebook: Json = verdict["rulebook"] or cleaned({})
    engines = " and ".join(verdict["checked_by"])
    used = f"{rulebook['version']} ({rulebook['hash'][:12]})"
    return f"{used}, checked by {engines}" if engines else used
