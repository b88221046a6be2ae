# SPDX-License-Identifier: Apache-2.0
"""One answer for each case of an input, for commands that ask one question about cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.cases import Cases, CaseText
from keiimport.cli.output import error_dict, one_line, say, say_error, write, written
from keiimport.errors import InputError, KeiimportError
from keiimport.facts.case import Case

T = TypeVar("T")
Form = Literal["json", "text"]
Answer = Callable[[Case], dict[str, Any]]
Readable = Callable[[dict[str, Any]], str]


def answer_each(cases: Cases, answer: Answer, readable: Readable, form: Form) -> int:
    """Answer one case, or each of many on a line of its own; the exit code.

    Args:
        cases: the cases.
        answer: the JSON form of the answer for one case.
        readable: the same as text.
        form: what to write.

    Raises:
        KeiimportError: an only case cannot be answered; among many it takes a line.
    """
    if cases.shape == "object":
        found = answer(read_case(next(cases.texts)))
        write(readable(found) if form == "text" else written(found))
        return 0
    total = bad = 0
    for case in cases.texts:
        total += 1
        try:
            found = answer(read_case(case))
            row = readable(found) if form == "text" else one_line(found)
        except KeiimportError as error:
            bad += 1
            row = one_line(case.place | {"error": error_dict(error)})
            if form == "text":
                row = f"not answered: {error}"
        write(f"{f' {case.where} ':=^100}\n\n{row}\n" if form == "text" else row)
    if bad and bad == total:
        say_error(InputError(f"none of the {total} cases could be answered"))
        return BAD_INPUT
    if bad:
        say(f"{bad} of {total} cases could not be answered")
    return 0


def answers_of(cases: Cases, answer: Callable[[Case], T]) -> Iterator[T]:
    """The answer for each case; what cannot be answered is said on standard error.

    Raises:
        KeiimportError: an only case cannot be answered.
    """
    for case in cases.texts:
        try:
            found = answer(read_case(case))
        except KeiimportError as error:
            if cases.shape == "object":
                raise
            say(one_line(case.place | {"error": error_dict(error)}))
            continue
        yield found


def read_case(case: CaseText) -> Case:
    """The case, or why it cannot be read.

    Raises:
        InputError: it cannot be.
    """
    if isinstance(case.text, InputError):
        raise case.text
    return Case.parse(case.text)
