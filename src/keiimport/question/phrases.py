# SPDX-License-Identifier: Apache-2.0
"""Phrases that tell facts (`data/phrases.csv`), and values and misspellings among words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import Final, NamedTuple

from keiimport.engine import Engine
from keiimport.errors import InputError, Place, RuleError
from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import Case, fact_types
from keiimport.facts.catalogue import Machine
from keiimport.facts.data import rows, table_rows
from keiimport.facts.problems import shown
from keiimport.facts.units import RATE
from keiimport.rulebook.files import read_data

FILE: Final = "phrases.csv"
MARKS: Final = {row["mark"]: row for row in rows(__file__, "marks.csv")}
"""The marks on words that tell no fact, with their meaning."""

DATED: Final = ("vehicle.manufactured", "vehicle.first_registered", "vehicle.model_year")
"""The facts that tell a vehicle's age."""

SOME_RATE: Final = "0.01"  # with any rate beside it, an amount in another currency can be read


class Phrase(NamedTuple):
    """A phrase and the facts it tells, if any.

    A fact has its value here, or the value stands among the words. A phrase with both names
    something of another vehicle, which stands in the place of the value.
    """

    parts: tuple[str, ...]  # its words; an empty one stands for the value
    told: tuple[tuple[str, str], ...]  # facts by their dotted names with their values

    @property
    def fact(self) -> str:
        """The first fact, or an empty text."""
        return self.told[0][0] if self.told else ""

    @property
    def words(self) -> int:
        """The number of words, without the value."""
        return sum(map(bool, self.parts))

    @property
    def takes_value(self) -> bool:
        """Whether a value stands among the words."""
        return "" in self.parts


class Phrases(NamedTuple):
    """The known phrases, with the makers of the catalogue.

    `models` has the first words of its models, `dating` those of phrases with a date, and
    `building` those of phrases with a build date.
    """

    phrases: tuple[Phrase, ...]
    first: Mapping[str, Sequence[int]]  # the places of the phrases that begin with a word
    makes: Mapping[str, str]
    models: frozenset[str]
    fillers: frozenset[str]
    marked: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]
    apart: re.Pattern[str]
    dating: frozenset[str]
    building: frozenset[str]
    before_date: frozenset[tuple[str, ...]]  # the words of phrases at whose end a date stands

    def among(self, words: Iterable[str]) -> list[Phrase]:
        """The phrases all of whose words are among `words`, in order."""
        said = {"", *words}
        places = sorted([place for word in said for place in self.first.get(word, ())])
        begun = (self.phrases[place] for place in places)
        return [phrase for phrase in begun if said.issuperset(phrase.parts)]

    def told_in(self, name: str) -> dict[str, object]:
        """The facts told by phrases in a name, where the longest phrase counts."""
        words, found = plain(name).split(), dict[str, object]()
        for each in self.among(words):
            if f" {' '.join(each.parts)} " in f" {' '.join(words)} ":
                found |= {fact: written(fact, v) for fact, v in each.told if fact not in found}
        return found


@lru_cache(maxsize=4)
def phrases(engine: Engine) -> Phrases:
    """The phrases that come with an engine's rules."""
    text, catalogue = read_data(engine.rulebook.folder, FILE), engine.catalogue
    machines = tuple(chain.from_iterable(catalogue.machines.values()))
    return read_phrases(text, machines, catalogue.names)


def _naming(machine: Machine) -> Iterator[tuple[str, str]]:
    """The make of a machine, if there is only one, and its model."""
    for make in machine.makes[:1]:
        name = machine.name.removeprefix(f"{plain(make)} ")
        code = len(name.split()[0]) < 4 or any(map(str.isdigit, name.split()[0]))
        yield "vehicle.model", name.upper() if code else name.title()
    if len(machine.makes) == 1:
        yield "vehicle.make", machine.makes[0]


@lru_cache(maxsize=4)
def read_phrases(
    text: str, machines: tuple[Machine, ...] = (), names: tuple[tuple[str, str], ...] = ()
) -> Phrases:
    """Read a table of phrases: `say`, `fact`, `value`.

    In `say`, `[no|without a] plate` means two phrases, and `{}` the place of the value; in a row
    that has a value too, a make or model stands there, whose engine or body it is. A row without a
    fact is a word with no meaning of its own (several words: a phrase with none, in which `{}` is a
    number) or, with a value, another spelling of that value. The fact `not` marks words, as
    `marks.csv` describes. Names of machines become phrases; `names` are makes and models.
    """
    told: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    found: list[Phrase] = []
    makes, spellings = {plain(make): make for make, _ in names}, dict[str, str]()
    fillers = set[str]()
    marked: dict[str, set[str]] = {mark: set() for mark in MARKS}
    for (written, say, fact, value), place in _each_said(text, f"data/{FILE}"):
        if not say:
            raise RuleError("the row is not complete", place=place, expected="say, fact, value")
        parts = tuple("" if part == "{}" else part for part in say.split())
        if fact == "not":
            if value not in marked:
                known = ", ".join(map(shown, filter(None, MARKS)))
                raise RuleError(f"{shown(value)} marks no word", place=place, expected=known)
            if not re.fullmatch(MARKS[value]["shape"], say):
                wrong = f"{shown(written)} cannot be marked `{value}`"
                raise RuleError(wrong, place=place, expected=MARKS[value]["expected"])
            marked[value].add(say)
        elif not fact and len(parts) > 1:
            told.setdefault(parts, [])
        elif not fact:
            spellings |= {say: value} if value else {}
            fillers |= set() if value else {say}
        elif fact not in fact_types():
            raise RuleError(f"there is no fact {shown(fact)}", place=place)
        elif value and parsed(fact, value) is None:
            raise RuleError(f"{shown(value)} is no value of `{fact}`", place=place)
        elif fact == "vehicle.make":
            makes[say] = value
        elif value:
            told.setdefault(parts, []).append((fact, value))
        else:
            found.append(Phrase(parts, ((fact, value),)))
    for machine in machines:
        tells = told.setdefault(tuple(plain(machine.name).split()), [])
        tells.extend((*machine.facts, *_naming(machine)))
    found += [Phrase(parts, tuple(facts)) for parts, facts in told.items()]
    for word, other in map(str.split, sorted(marked["like"])):
        said = (each for each in found if word in each.parts)
        found += [
            e._replace(parts=tuple([other if p == word else p for p in e.parts])) for e in said
        ]
    found.sort(key=lambda phrase: (-phrase.words, -len("".join(phrase.parts))))
    words = {word for phrase in found for word in phrase.parts} | makes.keys() | fillers
    # of scripts that put no spaces between words
    japanese = sorted((e for e in words if max(e, default="") > "⺀"), key=len, reverse=True)
    apart = re.compile("|".join(map(re.escape, japanese)) or "(?!)")
    marks = {mark: frozenset(said) for mark, said in marked.items()}
    dates = (each for each in found if each.takes_value and each.fact and each.words)
    dating = {each.parts[0] for each in dates if fact_types()[each.fact].kind == "date"}
    first: dict[str, list[int]] = {}
    for number, phrase in enumerate(found):
        first.setdefault(phrase.parts[0], []).append(number)
    of_build = (each for each in found if each.fact in DATED and len(each.parts) == 2)
    building = frozenset([each.parts[0] for each in of_build]) - {""}
    models = frozenset([plain(model).split()[0] for _, model in names])
    begin = (tuple(found), first, makes, models, frozenset(fillers), marks, spellings)
    of_days = (each for each in found if each.fact in (*DATED, "entry.date", ""))
    before = frozenset(e.parts[:-1] for e in of_days if e.words and not e.parts[-1])
    return Phrases(*begin, apart, frozenset(dating), building, before)


def _each_said(text: str, file: str) -> Iterator[tuple[tuple[str, str, str, str], Place]]:
    """Yield the rows of a table of phrases, one for each choice in brackets."""
    for (written, fact, value), place in table_rows(text, file, ("say", "fact", "value")):
        parts = re.split(r"[\[\]]", written)
        choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
        for each in product(*choices) if len(parts) > 1 else ([written],):
            yield (written, " ".join(plain("".join(each)).split()), fact, value), place


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Normalize text to plain width and lower case."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


@lru_cache(maxsize=4096)
def parsed(fact: str, text: str) -> object:
    """The value of a fact in `text`, or None if it has none."""
    kind = fact_types()[fact]
    value: object = text
    match kind.kind:
        case "bool":
            value = {"true": True, "false": False}.get(text)
        case "choices":
            value = [] if text == "none" else [text]
        case "choice" if not kind.choices:
            # names, and codes in capitals: `in` is no India
            value = text if len(text) != 2 or text.isupper() else None
    if value is None:
        return None
    rate = {RATE: SOME_RATE} if kind.dimension == "money" else {}
    try:
        return Case.parse({fact: value, **rate}).told().get(fact)
    except InputError:
        return None


def bounds_of(fact: str, value: object) -> Bounds | None:
    """The bounds of a number or a date."""
    told = parsed(fact, str(value))
    return told.bounds if isinstance(told, StatedBounds) else None


def written(fact: str, text: str) -> object:
    """The value of a fact in `text`, as a JSON case has it."""
    held = parsed(fact, text)
    if isinstance(held, frozenset):
        return sorted(held)
    return text if isinstance(held, StatedBounds) else held


LONG, SHORTEST_BESIDE_MAKER = 8, 4
"""The least letters of a name of which two may be wrong, or one."""


def misspelt(word: str, known: Iterable[str]) -> tuple[tuple[int, int], str] | None:
    """Find the name that a word misspells by a letter or two, after its rank among others.

    The first letter must be right: people write what they hear.
    """
    from rapidfuzz.distance import OSA  # not where nothing is misspelled

    most = 2 if len(word) >= LONG else 1
    found: list[tuple[tuple[int, int], str]] = []
    for spelling in known:
        if spelling[:1] == word[0] and len(spelling) >= SHORTEST_BESIDE_MAKER:
            wrong = OSA.distance(word, spelling, score_cutoff=most)
            if wrong <= most:
                found.append(((wrong, -len(spelling)), spelling))  # letters are left out
    return min(found, default=None)
