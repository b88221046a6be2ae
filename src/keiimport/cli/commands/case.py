# SPDX-License-Identifier: Apache-2.0
"""The commands about cases: `evaluate`, `when`, `what-if`, `why` and `forms`."""

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

import click

from keiimport.cli.app import BAD_INPUT
from keiimport.cli.cases import Cases, answer_each, cases_in, error_row, only_case, verdict_in
from keiimport.cli.options import Law, cases_argument, form, law, options
from keiimport.cli.output import rendered, say, show, write
from keiimport.errors import InputError, KeiimportError, nearest
from keiimport.explain.doors import place_of
from keiimport.facts.case import Case, changed, fact_types, flat
from keiimport.facts.problems import bad_input
from keiimport.facts.reading import read_json
from keiimport.logic.engines import EngineName, second_opinion
from keiimport.verdict import Verdict
from keiimport.verdict_difference import suppose
from keiimport.verdict_types import plain


@click.command("evaluate")
@cases_argument
@form("json", "text", "html")
@options("--full", "evaluate --state")
@law
@options("evaluate --engine")
def evaluate(
    file: str, form: str, full: bool, state: str | None, law: Law, name: EngineName | None
) -> int:
    """Evaluate the cases in FILE, or on standard input.

    FILE holds one JSON object, which gives one verdict, or a JSON list of objects or one JSON
    object a line, which give one verdict a line; a case or a question in words may stand in its
    place. A case that cannot be evaluated gives a line {"line": ..., "error": ...} and does not
    stop the others.
    """
    with cases_in(file, law) as cases:
        one = cases.shape == "object"
        if form == "html" and not one:
            raise bad_input("page_of_many", got=form)

        @cache  # not loaded for a case that cannot be read
        def evaluator() -> Callable[..., Verdict]:
            # a second opinion only for a single case
            return law.evaluator(name or (second_opinion() if one else "kernel"))

        def answer(case: Case) -> str:
            return verdict_in(form, evaluator()(case, state=state), full=full, line=not one)

        return answer_each(cases, answer, form, "evaluated")


@click.command("when")
@cases_argument
@form("json", "text", "ics")
@options("--until", "--state")
@law
def when(file: str, form: str, until: date | None, state: str | None, law: Law) -> int:
    """Show when the answers change, and what changes them.

    FILE holds one JSON object, a JSON list of objects or one JSON object a line; or words say
    which vehicle it is. The first day is the day of entry. Every day of a period has the same
    answer; between two periods a clock turns: an age is reached, or a text comes into force or
    goes out of it. As `ics` it is a calendar with the day from which on each vehicle certainly
    may come in, and the first on which it may.
    """
    with cases_in(file, law) as cases:
        evaluate = law.evaluator()

        def verdict(case: Case) -> Verdict:
            return evaluate(changed(case, state=state))

        if form == "ics":
            return _calendar(cases, verdict)

        def answer(case: Case) -> str:
            found = verdict(case).timeline(until).to_dict()
            return cases.answer(found, form, "text.render_timeline")

        return answer_each(cases, answer, form)


def _calendar(cases: Cases, verdict: Callable[[Case], Verdict]) -> int:
    from keiimport.report import calendar
    from keiimport.report.words import named

    stamps: list[str] = []
    noted, idle = [], 0
    for case in cases.texts:
        try:
            found = verdict(case.read())
            known, timeline = plain(found.facts), found.timeline().to_dict()
        except KeiimportError as error:
            if cases.shape == "object":
                raise
            say(f"{case.where}: {error}" if sys.stderr.isatty() else error_row(case, error))
            continue
        stamps.append(timeline["entry_date"])
        built = [fact["value"] for fact in known if fact["name"] == "vehicle.manufactured"]
        entries = list(calendar.entries(timeline, ", built ".join([named(known), *built])))
        noted.extend(entries)
        idle += not entries
    if idle:
        say(f"{idle} of {len(stamps)} may come in already, or never: no day to note")
    if not stamps:
        return BAD_INPUT
    write(calendar.render(noted, min(stamps)))
    return 0


@click.command("what-if")
@cases_argument
@form("json", "text")
@options("--full", "--set", "--state")
@law
def what_if(
    file: str, form: str, full: bool, settings: tuple[str, ...], state: str | None, law: Law
) -> int:
    """Show the smallest changes that would open each closed path.

    Time will do it, papers or work will do it, or nothing will. Each set has at most three
    changes, each was tried out, and none of them can be left out. With --set: what a verdict
    says differently once facts are otherwise, and the first step where the reasons part.
    """
    each = [_setting(text) for text in settings]
    told = dict(each)
    if twice := [name for place, (name, _) in enumerate(each) if name in dict(each[:place])]:
        raise InputError(f"`{twice[0]}` is set twice", "it once", at="--set")
    with cases_in(file, law) as cases:
        evaluate = law.evaluator()

        def answer(case: Case) -> str:
            found = suppose(evaluate, case, told, state)
            if told:
                return cases.answer(found, form, "rules.render_verdicts", ("as told", "as set"))
            return cases.answer(found, form, "text.render_remedies", full=full)

        return answer_each(cases, answer, form)


def _setting(text: str) -> tuple[str, object]:
    name, sign, written = (part.strip() for part in text.partition("="))
    if name not in fact_types() and not name.startswith("vehicle.fmvss."):
        near = nearest(name, fact_types())
        expected = f"`{near}={written or '...'}`" if near else ""
        raise bad_input("no_fact_set", expected, got=text, name=name)
    if not sign or not written:
        raise bad_input("no_value_set", got=text, name=name, text=text)
    told = Case.parse({name: read_json(written) if written[0] in "[{" else written})
    return name, flat(told.to_dict()).get(name)


_LISTED: Final = ("id", "form", "box", "code", "title", "outcome", "because")


@click.command("why")
@click.argument("path", metavar="PATH")
@cases_argument
@form("text", "json", "mermaid", "dot", "html")
@options("--state")
@law
def why(path: str, file: str, form: str, state: str | None, law: Law) -> None:
    """Show why a path is open to a case, or what keeps it closed.

    PATH is its id, such as nhtsa.box_1; with an agency instead (such as epa), its paths are
    listed. FILE holds one JSON object. The proof is a tree down to the facts, each with its
    source; for a closed path it keeps what fails, and nothing else.
    """
    case = only_case(file, law)
    engine = law.engine(second_opinion())
    known = engine.index.paths
    paths = [each for each in known if each.agency == path]
    if not paths:
        place_of(path, [each.id for each in known], [each.agency for each in known])
    verdict = engine.evaluate(case, as_of=law.as_of, strict=law.strict, state=state)
    if paths:
        if form not in ("text", "json"):
            raise bad_input("list_drawn", got=form)
        its = [plain(each) for each in verdict.paths if each.agency == path]
        show([{key: each[key] for key in _LISTED} for each in its], form, "text.render_paths")
    elif form in ("text", "json"):
        show(verdict.why(path), form, "text.render_why")
    elif form == "html":
        write(rendered("html.render_why", verdict.why(path)))
    else:
        write(rendered("drawing.drawing", verdict.why(path), form))


@click.command("forms")
@cases_argument
@form("text", "json")
@law
def forms(file: str, form: str, law: Law) -> None:
    """Show what to write in each field of the forms for a case.

    FILE holds one JSON object. The forms are those of the doors that the verdict chooses; where
    it may not come in there are none, and standard error says why.
    """
    verdict = law.evaluator()(only_case(file, law))
    if verdict.forms or form == "json":
        show(plain(verdict.forms), form, "text.render_forms")
    if not verdict.forms:
        say(verdict.answer)
