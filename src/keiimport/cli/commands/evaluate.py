# SPDX-License-Identifier: Apache-2.0
"""`keiimport evaluate`: cases in, verdicts out."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, get_args

import click

from keiimport.cli.app import BAD_INPUT, defect
from keiimport.cli.cases import Cases, CaseText, opened, read_cases
from keiimport.cli.options import form, full, law, state_or_all
from keiimport.cli.output import (
    error_dict,
    one_line,
    say,
    say_error,
    verdict_json,
    verdict_text,
    write,
)
from keiimport.engine import Engine
from keiimport.errors import InputError, KeiimportError
from keiimport.facts.case import Case
from keiimport.logic.engines import EngineName, second_opinion
from keiimport.verdict import Verdict

Form = Literal["json", "text", "html"]


@click.command("evaluate")
@click.argument("file", default="-", metavar="[FILE|-]")
@form("json", "text", "html")
@full()
@click.option(
    "--state",
    type=state_or_all,
    metavar="XX|all",
    help="Ask this state, by name or two letters, instead of the one in the case; or all of them.",
)
@law()
@click.option(
    "--engine",
    "name",
    type=click.Choice(get_args(EngineName)),
    help="Which engine answers. By default the kernel and a second opinion answer one case, which "
    "must agree; many cases are for the kernel alone.",
)
def command(
    file: str,
    form: Form,
    full: bool,
    as_of: date | None,
    state: str | None,
    strict: bool,
    scenarios: tuple[str, ...],
    overlays: tuple[Path, ...],
    folder: Path | None,
    name: EngineName | None,
) -> int:
    """Evaluate the cases in FILE, or on standard input.

    FILE holds one JSON object, which gives one verdict, or a JSON list of objects or one JSON
    object a line, which give one verdict a line. A case that cannot be
    evaluated gives a line {"line": ..., "error": ...} and does not stop the others.
    """
    with ExitStack() as stack:
        cases = read_cases(opened(file, stack))
        # an only case that cannot be read needs no rules to say so
        only = _read(next(cases.texts)) if cases.shape == "object" else None
        if only is None and form == "html":
            raise InputError(
                "a page is about one case, and there are several",
                at="--format",
                got=form,
                expected="one JSON object, or `--format json` or `text`",
            )
        engine = Engine(
            folder, engine=name or _engine(cases), scenarios=scenarios, overlays=overlays
        )

        gc.freeze()  # the rules stay, so the collector need not look at them
        gc.enable()

        def verdict(case: Case) -> Verdict:
            return engine.evaluate(case, as_of=as_of, strict=strict, state=state)

        write_one = partial(_write_one, form=form, full=full)
        write_many = partial(_write_many, form=form, full=full)
        code = write_many(cases, verdict) if only is None else write_one(verdict(only))
        engine.keep()  # the next start finds the rules compiled
        return code


def _engine(cases: Cases) -> EngineName:
    """The engine to take when none is named: the second opinion is for one case, not for many."""
    return second_opinion() if cases.shape == "object" else "kernel"


def _read(case: CaseText) -> Case:
    if isinstance(case.text, InputError):
        raise case.text
    return Case.parse(case.text, case.begins)


def _write_one(answer: Verdict, form: Form, full: bool) -> int:
    if form == "html":
        write(answer.to_html(full=full))
    else:
        write(verdict_text(answer, full=full) if form == "text" else verdict_json(answer))
    return 0


def _write_many(cases: Cases, verdict: Callable[[Case], Verdict], form: Form, full: bool) -> int:
    total = bad = 0
    for case in cases.texts:
        total += 1
        try:
            answer = verdict(_read(case))
            row = (
                verdict_text(answer, full=full)
                if form == "text"
                else verdict_json(answer, line=True)
            )
        except KeiimportError as error:
            bad += 1
            row = f"not evaluated: {error}" if form == "text" else _error_row(case, error)
        except Exception as problem:  # a defect in this library costs one case, not the others
            bad += 1
            failed = defect(problem)
            row = f"not evaluated: {failed}" if form == "text" else _error_row(case, failed)
        if form == "text":
            row = f"{f' {case.where} ':=^100}\n\n{row}\n"
        write(row)
    if bad and bad == total:
        say_error(InputError(f"none of the {total} cases could be evaluated"))
        return BAD_INPUT
    if bad:
        say(f"{bad} of {total} cases could not be evaluated")
    return 0


def _error_row(case: CaseText, error: KeiimportError) -> str:
    return one_line(case.place | {"error": error_dict(error)})
