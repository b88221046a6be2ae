# SPDX-License-Identifier: Apache-2.0
"""One answer for each case of an input, for commands that ask one question about cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keiimport.cli.app import BAD_INPUT, defect
from keiimport.cli.cases import Cases, CaseText
from keiimport.cli.output import error_dict, one_line, say, say_error, write, written
from keiimport.errors import InputError, KeiimportError
from keiimport.facts.case import Case


def answer_each(
    cases: Cases, answer: Callable[[Case], dict[str, Any]], page: Callable[..., str], form: str
) -> int:
    """Answer one case, or each of many on a line of its own; the exit code.

    `page` makes the text of an answer.

    Raises:
        KeiimportError: an only case cannot be answered; among many it takes a line.
    """
    if cases.shape == "object":
        found = answer(next(cases.texts).read())
        write(page(found) if form == "text" else written(found))
        return 0
    row = page if form == "text" else one_line
    counts = write_each(cases, lambda case: row(answer(case.read())), form, "answered")
    return exit_code(*counts, "answered")


def write_each(
    cases: Cases, row: Callable[[CaseText], str | None], form: str, done: str
) -> tuple[int, int]:
    """Write what is said of each of many cases, if anything; how many there were, and failed.

    One that fails does not stop the others; `done` is what was to be done with it.
    """
    total = bad = 0
    for case in cases.texts:
        total += 1
        try:
            said = row(case)
        except Exception as error:  # even a defect in this library costs one case alone
            bad += 1
            failed = error if isinstance(error, KeiimportError) else defect(error)
            said = f"not {done}: {failed}" if form == "text" else error_row(case, failed)
        if said is not None:
            write(f"{f' {case.where} ':=^100}\n\n{said}\n" if form == "text" else said)
    return total, bad


def exit_code(total: int, bad: int, done: str, what: str = "cases", first: str = "") -> int:
    """Say how many of `what` could not be `done`, if any, and why the first; the exit code."""
    if bad and bad == total:
        why = first and f"; the first: {first}"
        say_error(InputError(f"none of the {total} {what} could be {done}{why}"))
        return BAD_INPUT
    if bad:
        say(f"{bad} of {total} {what} could not be {done}")
    return 0


def error_row(case: CaseText, error: KeiimportError) -> str:
    """The line of JSON that stands for a case that failed."""
    return one_line(case.place | {"error": error_dict(error)})
