# SPDX-License-Identifier: Apache-2.0
"""Collecting errors in rules, and naming what was probably meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from keiimport.errors import InputError, Place, RuleError, RuleErrors, nearest
from keiimport.facts import problems
from keiimport.facts.data import rows
from keiimport.facts.problems import shown, wrong

MOST = 20  # the most errors raised together; more would hide the first ones


class Problems(list[RuleError]):
    """The errors found so far, raised together at the end of a stage of reading."""

    def note(self, name: str, at: Place | None, expected: str = "", /, **words: object) -> None:
        """Note an error as `wrong` makes it."""
        self.append(wrong(name, at, expected, **words))

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note an error raised in the `with` block, and go on after it."""
        try:
            yield
        except RuleError as error:
            self.append(error)

    def check_known(
        self, what: str, name: str, place: Place, known: Collection[str], expected: str = ""
    ) -> None:
        """Note that there is no `what` of that name, unless it is `known`."""
        if name not in known:
            self.append(no_such(what, name, place, known, expected or listed(known)))

    def raise_all(self) -> None:
        """Raise what was found, in the order of the files."""
        unique = {error.sentence(): error for error in self}
        found = sorted(unique.values(), key=lambda each: (each.place is None, each.place or ()))
        if len(found) > MOST:
            found[MOST - 1 :] = [wrong("more", number=len(found) - (MOST - 1))]
        if found:
            raise RuleErrors(found)


KINDS: Final = {row["kind"]: row["expected"] for row in rows(__file__, "argument_errors.csv")}


def unfit(found: Mapping[str, Any]) -> InputError:
    """The error in an argument, from an error that Pydantic found."""
    name, told = str(found["loc"][-1]), found["input"]
    if found["type"] == "missing":
        return InputError(f"`{name}` is missing", at=name)
    wanted = str(found["msg"]).removeprefix("Input should be ").replace("'", "`")
    wanted = wanted.replace("greater than or equal to", "at least")
    wanted = wanted.replace("less than or equal to", "at most")
    expected = KINDS.get(found["type"].partition("_")[0], wanted)
    return InputError(f"it is {shown(told)}", expected, at=name, got=told)


def no_such(what: str, name: str, at: Place, known: Iterable[str], expected: str = "") -> RuleError:
    """The error that there is no `what` of that name; see `likely`."""
    return RuleError(f"there is no {what} {shown(name)}", at, likely(name, known, expected))


def likely(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known name most like `name`, in back-ticks, or the words of `otherwise`."""
    found = nearest(name, known)
    return f"`{found}`" if found else otherwise


def either(name: str, known: Iterable[str], most: int = 12) -> str:
    """The known name most like `name`, or all of the few that are `known`."""
    known = tuple(known)
    return likely(name, known, listed(known, most))


def listed(names: Iterable[str], most: int = 12) -> str:
    """The names, one of which is expected, in back-ticks, cut after `most`."""
    return problems.listed(names, most, "or")
