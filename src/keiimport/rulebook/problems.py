# SPDX-License-Identifier: Apache-2.0
"""Collecting what is wrong with a rulebook, so that one reading names all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from keiimport.errors import Place, RuleError, RuleErrors, nearest
from keiimport.facts import bounds
from keiimport.facts.bounds import shown

MOST = 20
"""The most errors that are raised together; more only hide the first ones."""


class Problems:
    """The errors found so far, raised together at the end of a stage of reading."""

    def __init__(self) -> None:
        self.errors: list[RuleError] = []

    def add(self, error: str | RuleError, place: Place | None = None, expected: str = "") -> None:
        """Note an error, or what is wrong at a place and what was expected there."""
        wrong = error if isinstance(error, RuleError) else RuleError(error, place, expected)
        self.errors.append(wrong)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note the error that what stands below raises, and go on behind it."""
        try:
            yield
        except RuleError as error:
            self.errors.append(error)

    def raise_all(self) -> None:
        """Raise what was found, in the order of the files."""
        if not self.errors:
            return
        unique = {error.sentence(): error for error in self.errors}
        found = sorted(unique.values(), key=lambda each: (each.place is None, each.place or ()))
        if len(found) > MOST:
            rest = len(found) - (MOST - 1)
            found = [*found[: MOST - 1], RuleError(f"there are {rest} more errors")]
        raise RuleErrors(found)


def no_such(
    what: str, name: str, place: Place, known: Iterable[str], otherwise: str = ""
) -> RuleError:
    """The error for the name of a `what` that there is none of; see `likely`."""
    return RuleError(f"there is no {what} {shown(name)}", place, likely(name, known, otherwise))


def not_among(said: str, place: Place, name: str, known: Iterable[str]) -> RuleError:
    """The error for a word that is none of a few."""
    known = tuple(known)
    return RuleError(said, place, likely(name, known, listed(known)))


def likely(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """What was probably meant by `name`, in back-ticks, or the words of `otherwise`."""
    found = nearest(name, known)
    return f"`{found}`" if found else otherwise


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names of which one is expected, in back-ticks, cut after `most`."""
    return bounds.listed(names, most, "or")
