# SPDX-License-Identifier: Apache-2.0
"""The kinds of facts in a case: how each is read, written, compared and described.

A field is an attribute of a section of a case, such as `vehicle.gvwr`. Type checkers know both
what it accepts and what it returns.
"""

import json
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Generic, Self, TypeVar, get_args, overload

from keiimport.errors import InputError, locating, nearest
from keiimport.facts import dates, units
from keiimport.facts.bounds import StatedBounds, plain
from keiimport.facts.data import patterns, rows
from keiimport.facts.problems import key_text, refused
from keiimport.facts.texts import FORMS
from keiimport.facts.units import DIMENSIONS, parse_quantity
from keiimport.facts.vocabulary import FactKind, FactType

G = TypeVar("G")
T = TypeVar("T")
W = TypeVar("W", bound=str)

DateGiven = str | int | float | date | Mapping[str, object] | StatedBounds
QuantityGiven = str | int | float | Mapping[str, object] | StatedBounds

_RE = patterns(__file__)


def says_nothing(text: str, fact: str = "") -> bool:
    """Whether people write this for a value they do not know: `n/a`, `-`, or a model `Other`."""
    said = {_ALSO.get(fact, {}).get(_key(text)), _ANY.get(_key(text))}
    return "nothing" in said or _RE["marks"].fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    return plain(text).strip().casefold()


def _key(word: str) -> str:
    """Normalize a choice for looking it up; a katakana long vowel mark counts as a dash."""
    return _folded(word).replace(" ", "_").replace("-", "_")


_ALSO: dict[str, dict[str, str]] = {}
_BESIDE: dict[str, dict[str, Mapping[str, str]]] = {}
for _row in rows(__file__, "words.csv"):
    for _other in _row["also"].split("|"):
        _ALSO.setdefault(_row["fact"], {})[_key(_other)] = _row["word"]
        if _row["tells"]:
            _more = dict(each.split("=") for each in _row["tells"].split("; "))
            _BESIDE.setdefault(_row["fact"], {})[_key(_other)] = _more
_ANY = _ALSO.pop("")  # the words of any fact: yes, no, and that nobody knows
_YES_NO = {said: word == "true" for said, word in _ANY.items() if word != "nothing"}


class Field(Generic[G, T]):
    """A fact in a case."""

    fact = name = ""
    kind: FactKind = "text"
    dimension: str | None = None
    choices: tuple[str, ...] = ()
    single = True  # whether it is one fact, and not several by names of their own
    _parse: Callable[[Any], G | None]  # reads what says something

    def named(self, section: str, name: str, annotation: object) -> None:
        """Store the field's name; a choice also takes its words from the annotation."""
        self.name, self.fact = name, f"{section}.{name}" if section else name

    @overload
    def __get__(self, section: None, owner: type) -> Self: ...
    @overload
    def __get__(self, section: Any, owner: type) -> G | None: ...
    def __get__(self, section: Any, owner: type) -> Self | G | None:
        return self if section is None else section.given.get(self.name)

    def __set__(self, section: Any, value: T | None) -> None:
        raise AttributeError(f"`{self.fact}` of a case cannot be changed")

    @property
    def type(self) -> FactType:
        """The kind, dimension and choices of the fact."""
        return FactType(self.fact, self.kind, self.dimension, self.choices)

    def read(self, value: object) -> G | None:
        """Read what was told; None if it says nothing."""
        nothing = isinstance(value, str) and says_nothing(value, self.fact)
        return None if nothing else self._parse(value)

    def written(self, told: Any) -> object:
        """Write a value as JSON that reads back the same."""
        return told


KINDS: Mapping[str, tuple[FactKind, str | None]] = {
    "bool": ("bool", None),
    **dict.fromkeys(dates.FORMS, ("date", None)),
    **{form: (kind, None) for form, (_, kind, _) in FORMS.items()},
    **{dimension: ("number", dimension) for dimension in DIMENSIONS},
}
"""The words under `type` in `facts.yaml`, with the kind and dimension of such a fact."""


class Text(Field[str, str | int | float]):
    """A text of some form, such as a model's name or a country's code."""

    def __init__(self, form: str) -> None:
        self._parse, self.kind, self.choices = FORMS[form]


def beside(fact: str, value: object) -> Mapping[str, str]:
    """The other facts that a word implies: an ATV has a handlebar."""
    words = _BESIDE.get(fact)
    return words.get(_key(value), {}) if words and isinstance(value, str) else {}


class YesNo(Field[bool, bool]):
    """A Boolean fact."""

    kind = "bool"

    def read(self, value: object) -> bool | None:
        """Read a Boolean or a word for one; None if it says nothing."""
        if type(value) in (int, float) and value in (0, 1):
            return bool(value)  # tables hold 1 and 0, and 1.0 where some cells are empty
        if isinstance(value, str):
            # what one fact calls it, such as 修復歴なし
            said = _ALSO.get(self.fact, {}).get(_key(value), _key(value))
            if (found := _YES_NO.get(said)) is not None or says_nothing(value):
                return found
        if value is None or isinstance(value, bool):
            return value
        raise refused(value, "neither_true_nor_false")


class _Choice(Field[G, T]):
    def named(self, section: str, name: str, annotation: object) -> None:
        super().named(section, name, annotation)
        self.choices = get_args(*get_args(annotation))
        self._words = _ALSO.get(self.fact, {}) | {word.casefold(): word for word in self.choices}

    def _listed(self) -> str:
        return ", ".join(f"`{word}`" for word in self.choices)

    def _unknown(self, value: object, at: str = "") -> InputError:
        near = nearest(value[:100], self.choices) if isinstance(value, str) else None
        return refused(value, "no_choice", at=at, words=self._listed(), near=near)


class OneOf(_Choice[W, W]):
    """A choice among a few words."""

    kind = "choice"

    def read(self, value: object) -> W | None:
        """Read a choice, or another word for it."""
        if isinstance(value, str):
            key = _key(value)  # Clean (WA)
            if says_nothing(value, self.fact) and key not in self.choices:
                return None
            if word := self._words.get(key) or self._words.get(key.partition("_(")[0]):
                return word  # type: ignore[return-value]
        raise self._unknown(value)


class SomeOf(_Choice[tuple[W, ...], Collection[W]]):
    """Any number of choices among a few words."""

    kind = "choices"

    def read(self, value: object) -> tuple[W, ...] | None:
        """Read a list of choices, or text that lists them."""
        if isinstance(value, str):
            key = _folded(value)
            if key in ("none", "[]"):
                return ()
            each = [part for part in _RE["between"].split(key) if part]
            if each and all(part in self._words for part in each):
                return tuple(self._words[part] for part in each)  # type: ignore[misc]
            if says_nothing(value):
                return None
        if not isinstance(value, list | tuple | set | frozenset):
            raise refused(value, "no_list_of", words=self._listed())
        for place, word in enumerate(value):
            if word not in self.choices:
                raise self._unknown(word, f"[{place}]")
        return tuple(value)

    def written(self, told: tuple[W, ...]) -> object:
        """Write the choices as a list."""
        return list(told)


class _Bounded(Field[StatedBounds, T]):
    ends: tuple[str, str]
    _read_bounds: Callable[[Any], StatedBounds]
    _written_end: Callable[[int], str]

    def _parse(self, value: object) -> StatedBounds:
        if isinstance(value, str) and value.startswith("{"):
            # a range as JSON, as cells tell one
            with suppress(ValueError, RecursionError):
                value = found if isinstance(found := json.loads(value), dict) else value
        return self._read_bounds(value)

    def written(self, told: StatedBounds) -> object:
        """Write the original text if it reads back the same, otherwise both ends."""
        with suppress(InputError):
            found = self._read_bounds(told.text)
            # a warning quotes the words that were read, which are these ones now
            if found.bounds == told.bounds and found.text == told.text:
                return told.text
        low, high = told.bounds.low, told.bounds.high
        if low is not None and low == high:
            return self._written_end(low)
        ends = zip(self.ends, told.bounds, strict=True)
        return {key: self._written_end(end) for key, end in ends if end is not None} or None


class Date(_Bounded[DateGiven]):
    """A date of some form, exact or within bounds."""

    kind = "date"
    ends = dates.ENDS

    def __init__(self, form: str) -> None:
        self._read_bounds = dates.FORMS[form]

    def _written_end(self, end: int) -> str:
        return str(date.fromordinal(end))


class Quantity(_Bounded[QuantityGiven]):
    """A number of one dimension, exact or within bounds."""

    kind = "number"
    ends = units.ENDS
    dimension: str

    def __init__(self, dimension: str) -> None:
        self.dimension, self._read_bounds = dimension, partial(parse_quantity, dimension=dimension)

    def _written_end(self, end: int) -> str:
        # In a unit whose size is a power of ten every number of smallest units is a decimal.
        sizes = DIMENSIONS[self.dimension].units.items()
        unit, size = next(each for each in sizes if str(each[1]).rstrip("0") == "1")
        digits = format(Decimal(end).scaleb(1 - len(str(size))), "f")
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
            # Three decimals might be read as thousands, four never.
            digits += "0" if digits[-4:-3] == "." else ""
        return f"{digits} {unit}".strip()


class Standards(Field[Mapping[str, bool], Mapping[str, bool | None]]):
    """Whether each safety standard is met, by its number in the table of standards."""

    single = False

    def _parse(self, value: object) -> Mapping[str, bool] | None:
        if not isinstance(value, Mapping):
            raise refused(value, "no_standards")
        met: dict[str, bool] = {}
        for number, told in value.items():
            if not isinstance(number, str) or not _RE["standard"].fullmatch(number):
                raise refused(number, "no_number_of_standard", at=key_text(number))
            with locating(number):
                holds = YesNo().read(told)
            if holds is not None:
                met[number] = holds
        return met or None
