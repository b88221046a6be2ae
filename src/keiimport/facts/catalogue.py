# SPDX-License-Identifier: Apache-2.0
"""The catalogue of small Japanese vehicles: one row for each chassis code.

A row says what the maker built under a code, and how well that was seen. It fills in
what nobody told, and it notices where somebody told something else.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from keiimport.errors import InputError, Place, RuleError, nearest
from keiimport.facts.bounds import Bounds, shown
from keiimport.facts.case import fact_types
from keiimport.facts.comparisons import FactValue
from keiimport.facts.dates import parse_date
from keiimport.facts.identity import plain_number, recognise, same_code
from keiimport.facts.units import format_quantity, parse_quantity

Confidence = Literal["verified", "secondary", "unverified"]

CONFIDENCES: tuple[Confidence, ...] = ("verified", "secondary", "unverified")
"""How well something was seen, the best first."""

_MEMORY = 4096
"""Questions whose answers the catalogue keeps."""

# Column, fact and, for numbers, unit and dimension.
_WORDS = (
    ("make", "vehicle.make"),
    ("model", "vehicle.model"),
    ("chassis_code", "vehicle.chassis_code"),
    ("market", "vehicle.market"),
    ("country_of_manufacture", "vehicle.country_of_manufacture"),
    ("body", "vehicle.body"),
    ("designed_for", "vehicle.designed_for"),
    ("rear_seats", "vehicle.rear_seats"),
    ("powertrain", "vehicle.powertrain"),
    ("drive_side", "vehicle.drive_side"),
    ("us_twin", "vehicle.us_twin"),
)
_BOOLEANS = (("kei", "vehicle.kei"), ("open_cargo_bed", "vehicle.open_cargo_bed"))
_NUMBERS = (
    ("wheels", "vehicle.wheels", "", "count"),
    ("seats", "vehicle.seats", "", "count"),
    ("doors", "vehicle.doors", "", "count"),
    ("displacement_cc", "vehicle.displacement", "cc", "displacement"),
    ("power_kw", "vehicle.power", "kW", "power"),
    ("top_speed_kmh", "vehicle.top_speed", "km/h", "speed"),
    ("gross_weight_kg", "vehicle.gvwr", "kg", "weight"),
    ("curb_weight_kg", "vehicle.curb_weight", "kg", "weight"),
    ("length_mm", "vehicle.length", "mm", "length"),
    ("width_mm", "vehicle.width", "mm", "length"),
    ("height_mm", "vehicle.height", "mm", "length"),
)
_COLUMNS = frozenset(
    ["id", "model_code_prefix", "produced_from", "produced_to", "dates_confidence"]
    + ["gross_weight_basis", "certified_to", "spec_confidence", "sources", "note"]
    + [row[0] for row in (*_WORDS, *_BOOLEANS, *_NUMBERS)]
)
_MEASURED = tuple(column for column, *_ in _NUMBERS if column not in ("wheels", "seats", "doors"))

# What a note may call unverified, and the columns it means.
_UNVERIFIED: Mapping[str, tuple[str, ...]] = {
    **{column: (column,) for column in _COLUMNS},
    "specs": _MEASURED,
    "weights": ("curb_weight_kg", "gross_weight_kg"),
    "curb range": ("curb_weight_kg",),
    "produced_from month": ("produced_from",),
    "code split": (),  # which code is which version: no column says it
}

_JAPANESE = " (Japanese gross weight)"

_RANGE = re.compile(r"(?P<column>[a-z_]+)=(?P<low>[0-9.]+)-(?P<high>[0-9.]+)")


@dataclass(frozen=True, slots=True)
class CatalogueFact:
    """One fact of a row, in words too, and how well it was seen."""

    value: FactValue
    text: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One chassis code, or one model where the code is not known.

    Attributes:
        id: its own name.
        make: the maker, as the catalogue spells it.
        model: the model, as the catalogue spells it.
        chassis_code: the code, or empty when it is not known.
        type_prefix: the emission prefix of its type code, or empty.
        market: where it was sold new: JP, US, CA or EU.
        produced: the days on which it may have been built (date ordinals).
        start_confidence: how well its first month was seen.
        end_confidence: how well its last month was seen.
        facts: what it says, by the dotted name of the fact.
        sources: where it was found.
        note: remarks for people.
    """

    id: str
    make: str
    model: str
    chassis_code: str
    type_prefix: str
    market: str
    produced: Bounds
    start_confidence: Confidence
    end_confidence: Confidence
    facts: Mapping[str, CatalogueFact]
    sources: tuple[str, ...]
    note: str

    @property
    def title(self) -> str:
        """Make, model and chassis code in words."""
        return " ".join(filter(None, (self.make, self.model, self.chassis_code)))


class _Question(NamedTuple):
    make: str | None
    model: str | None
    codes: tuple[str, ...]
    markets: frozenset[str] | None
    built: Bounds | None


class _Candidates(NamedTuple):
    rows: tuple[CatalogueRow, ...] = ()
    warnings: tuple[str, ...] = ()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The rows a vehicle may be.

    Attributes:
        rows: the rows, in the order of the catalogue.
        facts: what all of them agree on; a number is the hull of theirs.
        warnings: what did not fit.
        loose: they were found by part of a name only, and may be another vehicle.
        before_production: what was told of the build lies before all of their months.
        after_production: what was told of the build lies after all of their months.
    """

    rows: tuple[CatalogueRow, ...] = ()
    facts: Mapping[str, CatalogueFact] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    loose: bool = False
    before_production: bool = False
    after_production: bool = False


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least of `confidences`; of none, the best there is."""
    return max(confidences, key=CONFIDENCES.index, default="verified")


class Catalogue:
    """Every row, found by chassis code or by name."""

    __slots__ = ("_agreements", "_by_code", "_candidates", "_matches", "_names", "rows")

    def __init__(self, rows: Iterable[CatalogueRow]) -> None:
        self.rows = tuple(rows)
        self._by_code: dict[str, list[CatalogueRow]] | None = None
        self._names: list[tuple[CatalogueRow, _Name, _Name]] | None = None
        # What was asked before; feeds ask for the same few thousand vehicles again.
        self._matches: dict[_Question, Match] = {}
        self._candidates: dict[_Question, _Candidates] = {}
        self._agreements: dict[tuple[bool, tuple[str, ...]], dict[str, CatalogueFact]] = {}

    @classmethod
    def read(cls, csv_text: str, file: str = "data/vehicles.csv") -> Catalogue:
        """Read the catalogue.

        Args:
            csv_text: the table, with one line of column names.
            file: its name, for messages.

        Raises:
            RuleError: at the first cell that cannot be understood.
        """
        return cls(_read_rows(csv_text, file))

    def find(
        self,
        *,
        make: str | None = None,
        model: str | None = None,
        chassis_code: str | None = None,
        built: Bounds | None = None,
        markets: frozenset[str] | None = None,
    ) -> list[CatalogueRow]:
        """The rows a vehicle may be; `match` says more, and takes the same."""
        codes = () if chassis_code is None else recognise(chassis_code).chassis_codes
        return list(
            self.match(
                make=make, model=model, chassis_codes=codes, built=built, markets=markets
            ).rows
        )

    def match(
        self,
        *,
        make: str | None = None,
        model: str | None = None,
        chassis_codes: tuple[str, ...] = (),
        built: Bounds | None = None,
        markets: frozenset[str] | None = None,
    ) -> Match:
        """The rows a vehicle may be, what they agree on, and what did not fit.

        Args:
            make: the make as told, in any case; katakana is understood.
            model: the model as told; a short name (`Carry`) stands for its versions.
            chassis_codes: codes it may have, as `recognise` gives them.
            built: the days on which it may have been built; picks among generations.
            markets: the markets it may have been built for; None allows all.

        Returns:
            No rows where nothing fits or what was told contradicts itself.
        """
        question = _Question(make, model, chassis_codes, markets, built)
        found = self._matches.get(question)
        if found is None:
            if len(self._matches) >= _MEMORY:
                self._matches.clear()
            found = self._matches[question] = self._match(question)
        return found

    def search(self, text: str, limit: int = 20) -> list[CatalogueRow]:
        """The rows that have every word of `text` in their make, model, code or id.

        Args:
            text: words, or a frame number or type code; rows that match as whole words
                come first.
            limit: the most rows to give.
        """
        codes = recognise(text).chassis_codes
        exact = [row for code in codes for row in self._code_index().get(code, ())]
        words = _words(text)
        scored: list[tuple[int, CatalogueRow]] = []
        for row in self.rows:
            have = _words(f"{row.make} {row.model} {row.chassis_code} {row.type_prefix}")
            squashed = "".join(have)
            if words and all(word in squashed for word in words):
                scored.append((sum(word not in have for word in words), row))
        scored.sort(key=lambda pair: pair[0])
        ordered = dict.fromkeys(row.id for row in (*exact, *(row for _, row in scored)))
        by_id = {row.id: row for row in self.rows}
        return [by_id[name] for name in ordered][:limit]

    # ------------------------------------------------------------ matching

    def _match(self, question: _Question) -> Match:
        """The candidates that production at the time allows."""
        found = self._candidates_for(question._replace(built=None))
        rows, built = found.rows, question.built
        before = after = False
        if rows and built is not None:
            if fitting := tuple(row for row in rows if row.produced.intersect(built)):
                rows = fitting
            else:
                before = all(_before(built, row.produced) for row in rows)
                after = all(_before(row.produced, built) for row in rows)
        return Match(
            rows, self._agreed(rows, found.loose), found.warnings, found.loose, before, after
        )

    def _candidates_for(self, question: _Question) -> _Candidates:
        """The rows that fit in all but the time."""
        found = self._candidates.get(question)
        if found is None:
            if len(self._candidates) >= _MEMORY:
                self._candidates.clear()
            make, model, codes, markets, _ = question
            if codes:
                found = self._with_code(codes, make, model)
            elif model is not None:
                found = self._with_name(make, model)
            else:
                found = _Candidates()
            if found.rows and markets is not None:
                found = _in_markets(found, markets)
            self._candidates[question] = found
        return found

    def _agreed(self, rows: tuple[CatalogueRow, ...], loose: bool) -> Mapping[str, CatalogueFact]:
        key = (loose, tuple(row.id for row in rows))
        found = self._agreements.get(key)
        if found is None:
            if len(self._agreements) >= _MEMORY:
                self._agreements.clear()
            found = self._agreements[key] = _agreed(rows, loose)
        return found

    def _with_code(
        self, codes: tuple[str, ...], make: str | None, model: str | None
    ) -> _Candidates:
        """The rows of the codes that make and model do not contradict."""
        index = self._code_index()
        exact = [row for code in codes for row in index.get(code, ())]
        found = exact or [
            row
            for row in self.rows
            if row.chassis_code and any(same_code(code, row.chassis_code) for code in codes)
        ]
        fitting = [row for row in found if _fits(row, make, model)]
        if not fitting and exact and make is not None:
            # A short code may be one maker's and, with its last letter dropped, another's.
            fitting = [
                row
                for row in self.rows
                if len(row.chassis_code) > 3
                and row.chassis_code[:-1] in codes
                and _fits(row, make, model)
            ]
        if fitting:
            if len(codes) > 1 and len({row.chassis_code for row in fitting}) > 1:
                could = listed(row.chassis_code for row in fitting)
                return _Candidates(
                    warnings=(
                        f"the frame number without its hyphen could begin with {could}: "
                        "write the hyphen",
                    )
                )
            return _Candidates(tuple(fitting))
        if found:
            told = " ".join(filter(None, (make, model)))
            return _Candidates(
                warnings=(
                    f"chassis code {listed(codes)} is that of {found[0].make} {found[0].model} "
                    f"in the catalogue, not of {shown(told)}: nothing is taken from it",
                )
            )
        warnings = (f"the catalogue does not know the chassis code {listed(codes)}",)
        if model is None:
            return _Candidates(warnings=warnings)
        # Where the catalogue has no code, the vehicle may still be the one.
        named = self._with_name(make, model).rows
        return _Candidates(tuple(row for row in named if not row.chassis_code), warnings, True)

    def _with_name(self, make: str | None, model: str) -> _Candidates:
        """The rows that the name may mean."""
        told = _Name.of(model)
        makes = None if make is None else _Name.of(make)
        named = [
            (row, name)
            for row, maker, name in self._name_index()
            if makes is None or makes.same_maker(maker)
        ]
        wide = [(row, name) for row, name in named if told.within(name)]
        if any(told.covers_core(name) for _, name in wide):
            return _Candidates(tuple(row for row, _ in wide))
        if wide:
            models = listed(f"{row.make} {row.model}" for row, _ in wide)
            return _Candidates(
                warnings=(
                    f"the catalogue has no plain {shown(model)}, only {models}: nothing is "
                    "taken from it",
                )
            )
        narrow = [(told.core_size(name), row) for row, name in named if told.extends(name)]
        most = max((size for size, _ in narrow), default=0)
        rows = tuple(row for size, row in narrow if size == most)
        if not rows:
            return _Candidates()
        models = listed(f"{row.make} {row.model}" for row in rows)
        return _Candidates(
            rows, (f"the catalogue has no {shown(model)}: taken for a version of {models}",), True
        )

    def _code_index(self) -> Mapping[str, list[CatalogueRow]]:
        if self._by_code is None:
            by_code: dict[str, list[CatalogueRow]] = {}
            for row in self.rows:
                if row.chassis_code:
                    by_code.setdefault(row.chassis_code, []).append(row)
            self._by_code = by_code
        return self._by_code

    def _name_index(self) -> Sequence[tuple[CatalogueRow, _Name, _Name]]:
        if self._names is None:
            self._names = [(row, _Name.of(row.make), _Name.of(row.model)) for row in self.rows]
        return self._names


def _before(first: Bounds, second: Bounds) -> bool:
    return first.high is not None and second.low is not None and first.high < second.low


def _in_markets(found: _Candidates, markets: frozenset[str]) -> _Candidates:
    rows = tuple(row for row in found.rows if row.market in markets)
    if rows:
        return _Candidates(rows, found.warnings, found.loose)
    warning = (
        f"the catalogue knows {found.rows[0].title} only as built for "
        f"{listed(row.market for row in found.rows)}, which its number or its market rules out: "
        "nothing is taken from it"
    )
    return _Candidates(warnings=(*found.warnings, warning))


def _agreed(rows: Sequence[CatalogueRow], loose: bool) -> dict[str, CatalogueFact]:
    """The facts on which all rows agree; a number is the hull of theirs."""
    agreed: dict[str, CatalogueFact] = {}
    for name, first in rows[0].facts.items() if rows else ():
        facts = [row.facts[name] for row in rows if name in row.facts]
        if len(facts) < len(rows):
            continue
        confidence = "unverified" if loose else weakest(fact.confidence for fact in facts)
        value, text = first.value, first.text
        if any(fact.value != value for fact in facts):
            if not isinstance(value, Bounds):
                continue
            for fact in facts:
                value = value.hull(cast(Bounds, fact.value))
            text = _spread(name, value)
        agreed[name] = CatalogueFact(value, text, confidence)
    return agreed


def _spread(name: str, bounds: Bounds) -> str:
    text = format_quantity(bounds, cast(str, _TYPES[name].dimension))
    return text + _JAPANESE if name == "vehicle.gvwr" else text


def listed(words: Iterable[str]) -> str:
    """`words` in back-ticks, each once, at most four of them."""
    each = [f"`{word}`" for word in dict.fromkeys(words)]
    if len(each) > 4:
        return ", ".join(each[:4]) + f" and {len(each) - 4} more"
    return ", ".join(each[:-1]) + (" and " if each[:-1] else "") + each[-1] if each else ""


# ---------------------------------------------------------------- names

# Words for the body. A model told without them may be any of its bodies.
_BODIES = frozenset({"truck", "van", "wagon"})
# Words that make another vehicle of a model. None may be told in excess.
_DISTINCT = _BODIES | {"ev", "miev", "electric", "hybrid", "phev", "diesel", "ハイブリッド"}
_SAME_WORDS = {"cargo": "van", "トラック": "truck", "バン": "van", "ワゴン": "wagon"}

# Makes that share vehicles under one roof, and makes as Japanese papers print them.
_SAME_MAKES = {
    "autozam": "mazda",
    "スズキ": "suzuki",
    "ダイハツ": "daihatsu",
    "ホンダ": "honda",
    "マツダ": "mazda",
    "三菱": "mitsubishi",
    "日産": "nissan",
    "ニッサン": "nissan",
    "スバル": "subaru",
    "トヨタ": "toyota",
}


@lru_cache(maxsize=_MEMORY)
def _raw_words(text: str) -> tuple[str, ...]:
    """The words of a name in small letters, split at everything else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"[^\W_]+", folded))


def _words(text: str) -> tuple[str, ...]:
    """The words of a name, one for each thing."""
    return tuple(_SAME_WORDS.get(word, word) for word in _raw_words(text))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart, so that `N-BOX`, `n box` and `NBOX` are one.

    Attributes:
        words: its words.
        joined: its words and every run of them written together.
        cores: for each of its alternatives (`Jimny Wide / Sierra` has three), the words
            without those for the body.
    """

    words: tuple[str, ...]
    joined: Set[str]
    cores: tuple[tuple[str, ...], ...]

    @staticmethod
    @lru_cache(maxsize=_MEMORY)
    def of(text: str) -> _Name:
        """The name that `text` is."""
        raw, words = _raw_words(text), _words(text)
        runs = {
            "".join(raw[start:end])
            for start in range(len(raw))
            for end in range(start + 1, len(raw) + 1)
        }
        return _Name(words, runs.union(words), tuple(_cores(text)))

    def same_maker(self, maker: _Name) -> bool:
        """Whether the maker told (self) is `maker`."""
        if not self.latin and not _SAME_MAKES.keys() & set(self.words):
            return True  # in a script that says nothing here
        told = {_SAME_MAKES.get(word, word) for word in self.words}
        known = {_SAME_MAKES.get(word, word) for word in maker.words}
        return told <= known or known <= told or not self.joined.isdisjoint(maker.joined)

    def within(self, name: _Name) -> bool:
        """Whether every word told is part of `name`, so that `name` may be meant."""
        return bool(self.words) and all(word in name.joined for word in self.words)

    def covers_core(self, name: _Name) -> bool:
        """Whether all that `name` has beyond the words told is words for a body."""
        return any(
            all(word in self.joined for word in core) or "".join(core) in self.joined
            for core in name.cores
        )

    def extends(self, name: _Name) -> bool:
        """Whether the words told are `name` and more, such as a trim level."""
        distinct = _DISTINCT.intersection(self.words)
        return distinct <= set(name.words) and self.covers_core(name)

    def shares_word(self, name: _Name) -> bool:
        """Whether both have a word that is more than a letter or two and no body."""
        shared = set(self.words).intersection(name.words) - _DISTINCT
        return any(len(word) > 2 for word in shared)

    @property
    def latin(self) -> bool:
        """Whether it can be compared with the names of the catalogue."""
        return any(word.isascii() for word in self.words)

    def core_size(self, name: _Name) -> int:
        """How much of `name` the words told cover."""
        return max(
            (
                len("".join(core))
                for core in name.cores
                if all(word in self.joined for word in core) or "".join(core) in self.joined
            ),
            default=0,
        )


def _cores(text: str) -> Iterator[tuple[str, ...]]:
    first, *others = re.sub(r"\([^)]*\)", "", text).split("/")
    stem = _raw_words(first)[:1]
    for alternative in (_raw_words(first), *(stem + _raw_words(other) for other in others)):
        core = tuple(word for word in alternative if _SAME_WORDS.get(word, word) not in _BODIES)
        # A core of single letters (the R of Wagon R) is no name by itself.
        yield core if any(len(word) > 1 for word in core) else alternative


def _fits(row: CatalogueRow, make: str | None, model: str | None) -> bool:
    """Whether make and model, as told, may be those of a row found by its code."""
    if make is not None and not _Name.of(make).same_maker(_Name.of(row.make)):
        return False
    if model is None:
        return True
    told, name = _Name.of(model), _Name.of(row.model)
    return not told.latin or told.within(name) or told.extends(name) or told.shares_word(name)


# ---------------------------------------------------------------- reading the table


class _Cell:
    """A row of the table while it is read, which knows its place."""

    def __init__(self, cells: Mapping[str, str], file: str, line: int) -> None:
        self.cells = cells
        self.place = Place(file, line, 1)

    def error(self, column: str, why: str, expected: str = "") -> RuleError:
        return RuleError(f"column `{column}`: {why}", place=self.place, expected=expected)

    def one_of(self, column: str, words: Sequence[str]) -> str:
        word = self.cells[column]
        if word not in words:
            raise self.error(
                column, f"{shown(word)} is not allowed", "one of " + ", ".join(filter(None, words))
            )
        return word


def _read_rows(csv_text: str, file: str) -> Iterator[CatalogueRow]:
    reader = csv.DictReader(io.StringIO(csv_text, newline=""), strict=True)
    header = reader.fieldnames or []
    for column in (*header, *_COLUMNS):
        if column not in _COLUMNS or header.count(column) != 1:
            guess = nearest(column, _COLUMNS.symmetric_difference(header))
            raise RuleError(
                f"column `{column}` is unknown, missing or written twice",
                place=Place(file, 1, 1),
                expected=f"`{guess}`" if guess else "each known column once",
            )
    ids: set[str] = set()
    try:
        for cells in reader:
            row = _Cell(cells, file, reader.line_num)
            if None in cells or None in cells.values():
                raise RuleError(
                    "the row has too many cells or too few",
                    place=row.place,
                    expected=f"{len(header)} cells",
                )
            if cells["id"] in ids or not cells["id"]:
                raise row.error("id", f"{shown(cells['id'])} is empty or used twice")
            ids.add(cells["id"])
            yield _read_row(row)
    except csv.Error as error:
        raise RuleError(
            f"the table cannot be read: {error}", place=Place(file, reader.line_num, 1)
        ) from None


def _read_row(row: _Cell) -> CatalogueRow:
    cells = row.cells
    ranges, doubted = _read_note(row)
    specs = cast(Confidence, row.one_of("spec_confidence", CONFIDENCES))
    dates = cast(Confidence, row.one_of("dates_confidence", CONFIDENCES))
    derived = row.one_of("gross_weight_basis", ("", "derived", "stated")) != "stated"

    def confidence(column: str) -> Confidence:
        return "unverified" if column in doubted else specs

    facts: dict[str, CatalogueFact] = {}
    for column, name in _WORDS:
        if word := cells[column]:
            if choices := _TYPES[name].choices:
                row.one_of(column, choices)
            facts[name] = CatalogueFact(word, word.replace("_", " "), confidence(column))
    for column, name in _BOOLEANS:
        if row.one_of(column, ("true", "false", "")):
            holds = cells[column] == "true"
            facts[name] = CatalogueFact(holds, "yes" if holds else "no", confidence(column))
    for column, name, unit, dimension in _NUMBERS:
        number = ranges.get(column) or cells[column]
        if not number:
            continue
        try:
            told = _quantity(f"{number} {unit}".strip(), dimension)
        except InputError as error:
            raise row.error(column, error.error, error.expected) from None
        sure, text = confidence(column), told[1]
        if column == "gross_weight_kg":
            # Japan adds 55 kg for each seat and the payload to the curb weight; the
            # rating of 49 CFR 567 is the maker's own and may differ.
            text += _JAPANESE
            sure = "unverified" if derived else sure
        facts[name] = CatalogueFact(told[0], text, sure)
    return CatalogueRow(
        id=cells["id"],
        make=cells["make"],
        model=cells["model"],
        chassis_code=plain_number(cells["chassis_code"]),
        type_prefix=cells["model_code_prefix"],
        market=row.one_of("market", _TYPES["vehicle.market"].choices),
        produced=_read_window(row),
        start_confidence="unverified" if "produced_from" in doubted else dates,
        end_confidence="unverified" if "produced_to" in doubted else dates,
        facts=facts,
        sources=tuple(source for source in cells["sources"].split(" | ") if source),
        note=cells["note"],
    )


def _read_note(row: _Cell) -> tuple[dict[str, str], set[str]]:
    """The ranges a note gives for empty cells, and the columns it calls unverified."""
    ranges: dict[str, str] = {}
    doubted: set[str] = set()
    for remark in row.cells["note"].split("; "):
        if remark.startswith("range "):
            for part in remark.removeprefix("range ").split(", "):
                found = _RANGE.fullmatch(part)
                if found is None or found["column"] not in _MEASURED:
                    raise row.error(
                        "note", f"{shown(part)} is not a range", "such as `height_mm=1850-1960`"
                    )
                ranges[found["column"]] = f"{found['low']}-{found['high']}"
        elif remark.startswith("unverified: "):
            for part in remark.removeprefix("unverified: ").split(", "):
                if part not in _UNVERIFIED:
                    raise row.error(
                        "note", f"{shown(part)} is no column", "names of columns, by commas"
                    )
                doubted.update(_UNVERIFIED[part])
    return ranges, doubted


def _read_window(row: _Cell) -> Bounds:
    first, last = _read_month(row, "produced_from"), _read_month(row, "produced_to")
    if first.low is not None and last.high is not None and first.low > last.high:
        raise row.error("produced_to", "production ends before it begins")
    return Bounds(first.low, last.high)


def _read_month(row: _Cell, column: str) -> Bounds:
    month = row.cells[column]
    try:
        return parse_date(month).bounds if month else Bounds(None, None)
    except InputError as error:
        raise row.error(column, error.error, error.expected) from None


@lru_cache(maxsize=4096)
def _quantity(text: str, dimension: str) -> tuple[Bounds, str]:
    bounds = parse_quantity(text, dimension).bounds
    return bounds, format_quantity(bounds, dimension)


_TYPES = fact_types()
