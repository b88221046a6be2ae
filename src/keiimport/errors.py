# SPDX-License-Identifier: Apache-2.0
"""Errors in sentences for people: what is wrong, where, and what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple


class KeiimportError(Exception):
    """Base of every error this library raises on purpose."""

    def __init__(self, error: str, expected: str = "", *, at: str = "", got: object = None) -> None:
        self.error = error  # what is wrong, one lower-case sentence without a final stop
        # where, such as the JSON path `vehicle.gvwr` (empty for the whole input)
        self.at = str(printable(at))  # a column name may be a megabyte long
        self.got = printable(got)  # the value that was found, in a form that JSON can carry
        self.expected = expected  # what would have been understood
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole error as one line."""
        where = f"{self.at}: " if self.at else ""
        tail = f"; expected {self.expected}" if self.expected else ""
        return f"{where}{self.error}{tail}"

    def as_dict(self) -> dict[str, object]:
        """The JSON form that the command line prints on stderr."""
        return {name: getattr(self, name) for name in ("error", "at", "got", "expected")}


class InputError(KeiimportError):
    """Something in a case cannot be understood."""

    def located(self, at: str) -> InputError:
        """The same error, said to be at `at`."""
        return InputError(self.error, self.expected, at=at, got=self.got)

    def within(self, at: str) -> InputError:
        """The same error, with its place in what is at `at`, unless it has its whole place."""
        if self.at == at or self.at.startswith(f"{at}."):
            return self
        between = "." if self.at and not self.at.startswith("[") else ""
        return self.located(f"{at}{between}{self.at}")


@contextmanager
def locating(at: str) -> Iterator[None]:
    """Say that an `InputError` raised in the `with` block is at `at`."""
    try:
        yield
    except InputError as error:
        raise error.located(at) from None


class InputWarning(UserWarning):
    """Something in a table is ignored, or read in a way that may surprise."""


class Place(NamedTuple):
    """A place in a rule file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class RuleError(KeiimportError):
    """A rule file says something that cannot be a rule."""

    def __init__(
        self, error: str, place: Place | None = None, expected: str = "", *, at: str = ""
    ) -> None:
        self.place = place  # None when the whole rulebook is meant
        super().__init__(error, at=str(place) if place else at, expected=expected)


class RuleErrors(RuleError):
    """Several errors found in one reading of a rulebook, in the order of the files."""

    def __init__(self, errors: Iterable[RuleError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.error, first.place, first.expected)
        self.args = ("\n".join(error.sentence() for error in self.errors),)

    def __reduce__(self) -> tuple[type[RuleErrors], tuple[tuple[RuleError, ...]]]:
        """How to rebuild it in another process."""
        return RuleErrors, (self.errors,)


class EngineDisagreement(KeiimportError):
    """Two engines found different truths for one case, so no answer is given."""


class MissingPackage(KeiimportError):
    """A package of an extra is not installed."""


def need(extra: str, what: str, *modules: str) -> None:
    """Say how to install the `modules` of an extra that `what` (such as `tables`) need."""
    from importlib.util import find_spec

    # check all now, rather than fail on another in the middle of work
    for name in modules:
        if find_spec(name) is None:
            how = f"pip install 'keiimport[{extra}]'"
            raise MissingPackage(f"{what} need the package `{name}`, which is not installed: {how}")


def reason(error: OSError) -> str:
    """Why the system refused something, as the end of a sentence."""
    return (error.strerror or str(error) or "no reason is given").lower()


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that `name` was probably meant to be, or None; `likeness` is from 0 to 1."""
    from rapidfuzz import fuzz, process  # needed only for misspellings

    if isinstance(known, set | frozenset):  # of two equally near, always the first
        known = sorted(known)
    folded = {n.casefold().replace("-", "_").replace(" ", "_"): n for n in known}
    key = name.casefold().replace("-", "_").replace(" ", "_")
    if key in folded:
        return folded[key]
    found = process.extractOne(key, folded.keys(), scorer=fuzz.ratio, score_cutoff=100 * likeness)
    return folded[found[0]] if found else None


LONGEST_INTEGER = 200  # bits
MANY_DIGITS = "a number of very many digits"


def printable(value: object, limit: int = 200) -> object:
    """`value` in a form that JSON can carry, cut when it is very long."""
    if value is None or isinstance(value, bool | int):
        # Python refuses to print integers of thousands of digits
        return value if value is None or value.bit_length() <= LONGEST_INTEGER else MANY_DIGITS
    if isinstance(value, str):
        text = value.encode("utf-8", "backslashreplace").decode()
    else:
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
            text.encode()
            if len(text) <= limit:
                return json.loads(text)
        except (TypeError, ValueError, RecursionError):  # not JSON
            if isinstance(value, Mapping | list | tuple | set | frozenset):
                return "an object" if isinstance(value, Mapping) else "a list"
            text = str(value).encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= limit else text[:limit] + "…"
