# SPDX-License-Identifier: Apache-2.0
"""The kinds of facts of a case: how each is read, written, compared and described.

A field is an attribute of a section of a case (`vehicle.gvwr`): it takes what `read` takes and
gives what was read, to a type checker too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar, get_args, overload

from keiimport.errors import InputError, nearest, printable
from keiimport.facts.bounds import StatedBounds, got, key_text, plain, refused
from keiimport.facts.dates import is_registration, parse_date
from keiimport.facts.texts import (
    LONGEST_TEXT,
    MARKETS,
    STATES,
    parse_country,
    parse_eligibility,
    parse_market,
    parse_name,
    parse_state,
    parse_text,
)
from keiimport.facts.units import DIMENSIONS, parse_quantity
from keiimport.facts.vocabulary import FactKind, FactType
from keiimport.facts.writing import written_date, written_quantity

Json = dict[str, Any]
G = TypeVar("G")
T = TypeVar("T")
W = TypeVar("W", bound=str)

DateGiven = str | int | float | date | Mapping[str, object] | StatedBounds
QuantityGiven = str | int | float | Mapping[str, object] | StatedBounds

_NOTHING = re.compile(
    r"[-?*.]*|n/a|n\.a\.?|nan|null|none|unknown|not known|no data"
    r"|不明|走?行?距?離?不明|未記入|記載なし"
)
"""What people write where they know nothing."""

_YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1", "1.0", "有", "あり"), True),
    **dict.fromkeys(("false", "no", "0", "0.0", "無", "なし"), False),
}
_BETWEEN = re.compile(r"[]|,;\s\"'[]+")
_STANDARD = re.compile("[0-9a-z_]{1,16}")


def says_nothing(value: object) -> bool:
    """Whether `value` is what people write where they know nothing."""
    return isinstance(value, str) and _NOTHING.fullmatch(_folded(value)) is not None


def _folded(text: str) -> str:
    return plain(text).strip().casefold()


class Field(Generic[G, T]):
    """A fact of a case.

    Attributes:
        single: whether it is one fact, and not several by names of their own.
    """

    fact = name = ""
    kind: FactKind = "text"
    dimension: str | None = None
    choices: tuple[str, ...] = ()
    single = True

    def __init__(
        self,
        parse: Callable[[Any], G | None],
        schema: Json,
        written: Callable[[Any], object] = lambda told: told,
    ) -> None:
        self._parse, self.schema, self.written = parse, schema, written

    def named(self, section: str, name: str, annotation: object) -> None:
        """Learn its name, and the words that its annotation allows."""
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
        """The shape of the fact."""
        return FactType(self.fact, self.kind, self.dimension, self.choices)

    def read(self, value: object) -> G | None:
        """What was told, or None where that says nothing."""
        if isinstance(value, str):
            if says_nothing(value):
                return None
            if self.kind in ("date", "number"):
                value = _range_in(value)
        return self._parse(value)


def _range_in(text: str) -> object:
    """The range that a text holds as JSON, as cells tell one; else the text itself."""
    if not text.startswith("{"):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict) else text


_CODE: Json = {"pattern": "^[A-Za-z]{2}$", "type": "string"}
_TEXT: Json = {"maxLength": LONGEST_TEXT, "type": "string"}
_TEXTS: Mapping[str, tuple[Callable[[object], str | None], FactKind, tuple[str, ...], Json]] = {
    "name": (parse_name, "text", (), {"type": "string"}),
    "text": (parse_text, "text", (), _TEXT),
    "eligibility_number": (parse_eligibility, "text", (), _TEXT),
    "country": (parse_country, "choice", (), _CODE),
    "market": (parse_market, "choice", MARKETS, {"anyOf": [{"enum": list(MARKETS)}, _CODE]}),
    "state": (parse_state, "choice", tuple(STATES), {"enum": [*STATES, *STATES.values()]}),
}


KINDS: Mapping[str, tuple[FactKind, str | None]] = {
    "bool": ("bool", None),
    "date": ("date", None),
    "day": ("date", None),
    "build": ("date", None),
    **{form: (kind, None) for form, (_, kind, *_) in _TEXTS.items()},
    **{dimension: ("number", dimension) for dimension in DIMENSIONS},
}
"""The words under `type` in `facts.yaml`: how such a fact is compared, and in which dimension."""


class Text(Field[str, str | int | float]):
    """A text of some form, such as the name of a model or the code of a country."""

    def __init__(self, form: str) -> None:
        parse, self.kind, self.choices, schema = _TEXTS[form]
        super().__init__(parse, schema)


class YesNo(Field[bool, bool]):
    """What is told by yes or no."""

    kind = "bool"

    def __init__(self) -> None:
        super().__init__(_bool, {"type": "boolean"})
        self.read = _bool  # type: ignore[method-assign]


def _bool(value: object) -> bool | None:
    found = yes_or_no(value)
    if found is None or isinstance(found, bool):
        return found
    raise _not_bool(value)


def yes_or_no(value: object) -> object:
    """`value` as true or false where it says so, None where it says nothing, else as it is."""
    if type(value) in (int, float) and value in (0, 1):
        return bool(value)  # tables hold 1 and 0, and 1.0 where some cells are empty
    if not isinstance(value, str):
        return value
    found = _YES_NO.get(_folded(value))
    return value if found is None and not says_nothing(value) else found


def _not_bool(value: object) -> InputError:
    return refused(value, "is neither true nor false", "`true` or `false`", got=got(value))


class _Choice(Field[G, T]):
    def __init__(self, also: Mapping[str, str] = MappingProxyType({})) -> None:
        self._words = {other: word for word, each in also.items() for other in each.split("|")}

    def named(self, section: str, name: str, annotation: object) -> None:
        """Learn its name, and the words that its annotation allows."""
        super().named(section, name, annotation)
        (words,) = get_args(annotation)
        self.choices = get_args(words)
        self._words |= {word.casefold(): word for word in self.choices}
        schema: Json = {"enum": list(self.choices), "type": "string"}
        several = self.kind == "choices"
        if several:
            schema = {"items": schema, "type": "array"}
        super().__init__(self.read, schema, list if several else lambda told: told)

    def _unknown(self, value: object, at: str = "") -> InputError:
        listed = ", ".join(f"`{word}`" for word in self.choices)
        guess = None
        if isinstance(value, str) and len(value) <= 100:
            guess = nearest(value, self.choices)
        return refused(
            value,
            "is none of the words known here",
            f"one of {listed}" + (f"; did you mean `{guess}`?" if guess else ""),
            got=got(value),
            at=at,
        )


class OneOf(_Choice[W, W]):
    """One word of a few."""

    kind = "choice"

    def read(self, value: object) -> W | None:
        """The word that is meant."""
        if isinstance(value, str):
            key = _folded(value).replace(" ", "_").replace("-", "_")
            if word := self._words.get(key):
                return word  # type: ignore[return-value]
            if says_nothing(value):
                return None
        raise self._unknown(value)


class SomeOf(_Choice[tuple[W, ...], Collection[W]]):
    """Any number of words of a few."""

    kind = "choices"

    def read(self, value: object) -> tuple[W, ...] | None:
        """The words that are meant."""
        if isinstance(value, str):
            key = _folded(value)
            if key in ("none", "[]"):
                return ()
            each = [part for part in _BETWEEN.split(key) if part]
            if each and all(part in self._words for part in each):
                return tuple(self._words[part] for part in each)  # type: ignore[misc]
            if says_nothing(value):
                return None
        if not isinstance(value, list | tuple | set | frozenset):
            words = ", ".join(f"`{word}`" for word in self.choices)
            raise refused(
                value,
                "is not a list",
                f"a list of {words}; empty when there is none",
                got=got(value),
            )
        for place, word in enumerate(value):
            if word not in self.choices:
                raise self._unknown(word, f"[{place}]")
        return tuple(value)


def _range_schema(low: str, high: str, *kinds: str) -> Json:
    end = {"type": list(kinds)}
    return {
        "additionalProperties": False,
        "properties": {low: end, high: end},
        "type": "object",
    }


_DATE: Json = {
    "anyOf": [
        {"type": ["string", "integer"]},
        _range_schema("earliest", "latest", "string", "integer", "null"),
    ],
    "description": "a date, a month, a year, a Japanese era date, or a range of them",
}


def _date(value: object) -> StatedBounds:
    return value if isinstance(value, StatedBounds) else parse_date(value)


def _build(value: object) -> StatedBounds:
    """A date of manufacture: one that its own words call a registration is none."""
    if isinstance(value, str) and is_registration(value):
        expected = "the build, or this as `vehicle.first_registered`"
        raise refused(value, "is a date of registration, not of manufacture", expected)
    return _date(value)


def _day(value: object) -> StatedBounds:
    told = _date(value)
    if not told.bounds.exact:
        raise refused(
            told.text,
            "is not a full day",
            "one day with its year, month and day, such as `2024-06-15`",
            got=printable(value),
        )
    return told


class Date(Field[StatedBounds, DateGiven]):
    """A date, exact or within bounds."""

    kind = "date"

    def __init__(
        self, parse: Callable[[object], StatedBounds] = _date, schema: Json = _DATE
    ) -> None:
        super().__init__(parse, schema, written_date)


class Day(Date):
    """One full day."""

    def __init__(self) -> None:
        super().__init__(_day, {"description": "a full day", "type": "string"})


class Build(Date):
    """A date of manufacture."""

    def __init__(self) -> None:
        super().__init__(_build)


class Quantity(Field[StatedBounds, QuantityGiven]):
    """A number of some dimension, exact or within bounds."""

    kind = "number"

    def __init__(self, dimension: str) -> None:
        ends = _range_schema("min", "max", "number", "string", "null")
        schema = {
            "anyOf": [{"type": ["number", "string"]}, ends],
            "description": f"{DIMENSIONS[dimension].expected}, or a range",
        }
        self.dimension = dimension
        super().__init__(
            partial(_quantity, dimension=dimension),
            schema,
            partial(written_quantity, dimension=dimension),
        )


def _quantity(value: object, dimension: str) -> StatedBounds:
    if type(value) is int:
        return _whole_number(value, dimension)
    return value if isinstance(value, StatedBounds) else parse_quantity(value, dimension)


@lru_cache(maxsize=4096)
def _whole_number(value: int, dimension: str) -> StatedBounds:
    return parse_quantity(value, dimension)


class Standards(Field[Mapping[str, bool], Mapping[str, bool | None]]):
    """Which safety standards are met: a mapping of their numbers to true, false or null.

    Whether there is a standard of that number is for the table of standards to say.
    """

    single = False

    def __init__(self) -> None:
        told = {"additionalProperties": {"type": ["boolean", "null"]}, "type": "object"}
        super().__init__(_standards, told)


def _standards(value: object) -> Mapping[str, bool] | None:
    if not isinstance(value, Mapping):
        raise refused(
            value,
            "is not an object",
            'standards and whether they are met, such as `{"208": true}`',
            got=got(value),
        )
    met: dict[str, bool] = {}
    for number, holds in value.items():
        if not isinstance(number, str) or not _STANDARD.fullmatch(number):
            raise refused(
                number,
                "is not the number of a standard",
                "a number such as `208`",
                got=got(number),
                at=key_text(number),
            )
        holds = yes_or_no(holds)
        if isinstance(holds, bool):
            met[number] = holds
        elif holds is not None:
            raise _not_bool(holds).located(number)
    return met or None
