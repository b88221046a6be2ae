# SPDX-License-Identifier: Apache-2.0
"""The arguments of public functions, checked against their annotations in one place."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import wraps
from inspect import unwrap
from typing import Any, Final, ParamSpec, TypeVar

from keiimport.errors import InputError, locating
from keiimport.facts.dates import parse_date
from keiimport.facts.problems import bad_input, shown
from keiimport.rulebook.problems import KINDS, likely

P = ParamSpec("P")
T = TypeVar("T")
_ALIASES: Final = {"Folder": "Path", "pathlib.Path": "Path", "EngineName": "str"}


def checked(function: Callable[P, T]) -> Callable[P, T]:
    """Refuse arguments of another kind than the annotations of a function say, in a sentence.

    A list may be told as one name; the function gets a tuple. Only annotations that are written
    as text are read.
    """
    code, said = unwrap(function).__code__, function.__annotations__
    names = code.co_varnames[: code.co_argcount]

    @wraps(function)
    def call(*args: Any, **told: Any) -> T:
        first = [fit(said.get(name), name, each) for name, each in zip(names, args, strict=False)]
        named = {name: fit(said.get(name), name, each) for name, each in told.items()}
        return function(*first, *args[len(first) :], **named)

    return call


def fit(annotation: str | None, name: str, told: Any) -> Any:
    """An argument in its final form; the error names it."""
    if annotation is None or told is None:
        return told
    kind, _, of = annotation.removesuffix(" | None").partition("[")
    kinds = [_ALIASES.get(each, each) for each in (of.rstrip("]") or kind).split(" | ")]
    if not of and (not KINDS.keys() >= {*kinds} or _is_any(told, kinds)):
        return told
    with suppress(TypeError):
        each = (told,) if _is_any(told, kinds) else tuple(told)
        if of and all(_is_any(part, kinds) for part in each):
            return each
    expected = KINDS[f"{kinds[0]}s" if of else kinds[0]]
    raise InputError(f"it is {shown(told)}", expected, at=name, got=told)


def _is_any(told: object, kinds: Collection[str]) -> bool:
    return any(each.__name__ in kinds for each in type(told).__mro__)


def day_of(told: date | str | None, name: str) -> date | None:
    """The day told as the argument `name`; the error names it."""
    if told is None:
        return None
    with locating(name):
        bounds = parse_date(told).bounds
    if not bounds.exact or bounds.low is None:
        raise bad_input("no_one_day", at=name, got=str(told))
    return date.fromordinal(bounds.low)


def called(name: object, known: Mapping[str, T], what: str, at: str = "") -> T:
    """What is called `name`; an error that says the nearest name if nothing is."""
    if not isinstance(name, str) or name not in known:
        expected = likely(str(name), known, f"the name of a {what}")
        raise InputError(f"there is no {what} {shown(name)}", expected, at=at, got=name)
    return known[name]
