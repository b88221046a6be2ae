# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules`: list, show, check, compare and cover the rules behind the verdicts."""

import gc
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Final

import click
import yaml

from keiimport.cli.app import BAD_INPUT, FAILED, LazyGroup
from keiimport.cli.cases import CaseText, cases_in, exit_code, write_each
from keiimport.cli.options import DAY, Law, OneOf, day, form, lasting, options, reading, rules
from keiimport.cli.output import as_text, indented, one_line, say, say_error, screen, write
from keiimport.coverage.atoms import ToldCase, untouched
from keiimport.coverage.shown import Coverage
from keiimport.engine import Engine
from keiimport.errors import InputError, RuleError, RuleErrors, need
from keiimport.facts.problems import bad_input
from keiimport.logic.bundle import Bundle
from keiimport.logic.solving import never_together
from keiimport.rulebook import describe
from keiimport.rulebook.checks import misspelt, warnings
from keiimport.rulebook.difference import compare_rulebooks
from keiimport.rulebook.files import RULEBOOK, rules_folder, scenario_names
from keiimport.rulebook.loader import load
from keiimport.rulebook.model import ANY_STATE, entries
from keiimport.rulebook.problems import Problems, likely
from keiimport.rulebook.vehicles import check_vehicles
from keiimport.verdict_difference import compare_verdicts, differ

command = LazyGroup(
    "rules",
    package="keiimport.cli.commands.rules",
    places="list show check diff coverage schema",
    help="List, show, check, compare and cover the rules.",
)


@command.command("list")
@form("json", "text")
@options("--with")
@rules
def list_rules(form: str, overlays: tuple[Path, ...], folder: Path | None) -> None:
    """List every rule, path, gate and remark, with its dates."""
    found = entries(load(folder, overlays=overlays))
    if form == "json":
        write(indented([describe.summary(entry) for entry in found]))
        return
    width = max(len(entry.id) for entry in found)
    for entry in found:
        kind = type(entry).__name__.lower()
        write(f"{entry.id:{width}}  {kind:6}  {'; '.join(entry.cite)}".rstrip())


@command.command("show")
@click.argument("name", metavar="ID")
@form("json", "text")
@options("--with")
@rules
def show(name: str, form: str, overlays: tuple[Path, ...], folder: Path | None) -> None:
    """Show anything the rules name, and what reads it.

    A rule, path, gate or remark; a row of a state, a line of the tariff or a fee; every rule of
    a conclusion; a presumption; or a fact, with what it means and where to find it.
    """
    shown = describe.look_up(load(folder, overlays=overlays), name)
    write(indented(shown) if form == "json" else _as_yaml(shown))


def _as_yaml(shown: object) -> str:
    how: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "default_flow_style": None}
    lines = []
    for line in yaml.safe_dump(shown, width=sys.maxsize, **how).splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")) + 4)
        words = textwrap.TextWrapper(screen()["width"], subsequent_indent=indent)
        words.break_long_words = words.break_on_hyphens = False
        lines += words.wrap(line)
    return "\n".join(lines)


OLDEST: Final = 10  # rows of states listed as unchecked for longest
_COUNTED: Final = "presumptions conclusions rules paths gates remarks standards"


@command.command("check")
@click.argument("folder", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@form("json", "text")
@options("--with", "--scenarios")
def check(
    folder: Path | None, form: str, overlays: tuple[Path, ...], features: tuple[Path, ...]
) -> int:
    """Check the rules in a folder, or those of keiimport.

    Every error names its file, line and column, what was found and what was expected; parts of
    a condition that can never hold, or never fail, together are errors too. Each scenario is
    checked by laying it over the rules.
    Warnings name what is suspicious: days between two texts of one conclusion on which none is
    in force, conclusions that nobody asks for, citations that look misspelt, rows that nobody
    compared with their sources for two years, thresholds that no scenario touches from both
    sides (of rules of your own none, unless `--scenarios` names yours).
    Rows of states that nobody compared with their sources for longest are listed.
    """
    if folder is not None and folder.is_dir() and not (folder / RULEBOOK).is_file():
        raise bad_input("no_whole_rules", at="FOLDER", got=str(folder), folder=folder)
    try:
        # compiling proves what loading takes on trust: that `exactly_one` of a group holds
        engine = Engine(load(folder, overlays=overlays))
        check_vehicles(engine.catalogue)
        names = tuple(misspelt(engine.rulebook, engine.catalogue))
        problems = Problems(never_together(engine.rulebook, engine.index.bundle.compiled))
        problems += [error for error, sure in names if sure]
        problems.raise_all()
        gc.freeze()  # all of it stays, so the collector need not look at it
        scenarios = scenario_names(folder or rules_folder())
        for scenario in scenarios:
            Bundle.make(load(folder, (scenario,), overlays))
    except RuleError as error:
        errors = error.errors if isinstance(error, RuleErrors) else (error,)
        if form == "json":
            write(indented({"ok": False, "errors": [error.as_dict() for error in errors]}))
        else:
            write("\n".join(error.sentence() for error in errors))
        say_error(errors[0])
        return BAD_INPUT
    rulebook = engine.rulebook
    counts = {"files": len(rulebook.files), "facts": len(rulebook.vocabulary)}
    counts |= {name: len(getattr(rulebook, name)) for name in _COUNTED.split()}
    counts["states"] = len({row.state for row in rulebook.states} - {ANY_STATE})
    counts["vehicles"] = len(engine.catalogue.rows)
    today = date.today()
    ours = set(warnings(load(folder), today)) if overlays else ()
    suspicious = [
        *(warning for warning in warnings(rulebook, today) if warning not in ours),
        *(error.sentence() for error, _ in names),
        *_untouched(engine, folder, features, overlays),
    ]
    oldest = [
        {
            "row": row.rule,
            "state": row.state,
            "last_checked": date.fromordinal(row.last_checked).isoformat(),
            "place": str(row.place),
        }
        for row in sorted(rulebook.states, key=lambda row: row.last_checked)[:OLDEST]
    ]
    if form == "json":
        about = {"ok": True, "version": rulebook.version, "hash": rulebook.hash}
        more = {"warnings": suspicious, "scenarios": list(scenarios), "oldest_checked": oldest}
        write(indented(about | counts | more))
    else:
        write("in order: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
        for row in oldest:
            write(f"last checked {row['last_checked']}: {row['row']} ({row['place']})")
        for warning in suspicious:
            write(f"warning: {warning}")
    return 0


def _untouched(
    engine: Engine, folder: Path | None, features: Sequence[Path], overlays: Sequence[Path]
) -> Iterable[str]:
    """The thresholds that no scenario touches from both sides.

    The features default to those beside the folder of rules, unless something is laid over it.
    """
    beside = (folder or rules_folder()).resolve().parent / "features"
    if not features and not overlays and beside.is_dir() and find_spec("pytest_bdd") is not None:
        features = (beside,)
    if not features:
        return ()
    return untouched(engine, _told_in(features))


def _told_in(features: Sequence[Path]) -> Iterable[ToldCase]:
    for path in features:
        if not path.exists():
            raise bad_input("no_feature", got=str(path), path=path)
    need("gherkin", "feature files", "pytest", "pytest_bdd")
    from keiimport.gherkin.told import told_in

    return told_in(features)


LAW: Final = "law"  # the name of the rules that come with this package


@command.command("diff")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@form("json", "text")
@options("diff --cases")
def diff(a: str, b: str, form: str, file: str | None) -> int:
    """Show which rules, thresholds and dates differ.

    A and B are each a day such as 2005-10-03 (the rules in force for what enters, or is built, that
    day), the name of a scenario, `law` (the rules that come with keiimport, every version of
    them), a folder of rules, or a folder or file of your own, which is laid over the law.
    If only one is a day, the other is taken on that day too.

    With cases, every answer takes one line: first the rules, then each case whose verdict
    changes (with both chains of reasons) or cannot be evaluated, at last how many there were.
    """
    one, other = _named(a, "A"), _named(b, "B")
    laws = [each._replace(as_of=each.as_of or one.as_of or other.as_of) for each in (one, other)]
    engines = [law.engine() for law in laws]
    rules, days = [engine.rulebook for engine in engines], [law.as_of for law in laws]
    sides = {
        side: {
            "name": name,
            "day": None if law.as_of is None else law.as_of.isoformat(),
            "scenarios": list(law.scenarios),
            "version": rulebook.version,
            "hash": rulebook.hash,
        }
        for side, name, law, rulebook in zip("ab", (a, b), laws, rules, strict=True)
    }
    found = sides | compare_rulebooks(*rules, a_day=days[0], b_day=days[1]).to_dict()
    if form == "text":
        write(as_text("rules.render_difference", found))
    else:
        write(indented(found) if file is None else one_line(found))
    if file is None:
        return 0
    today = date.today()  # the same on both sides, even over midnight
    changed = 0

    def compared(case: CaseText) -> str | None:
        nonlocal changed
        told = case.read()
        each = zip(engines, days, strict=True)
        verdicts = [engine.evaluate(told, as_of=day, today=today) for engine, day in each]
        if not differ(*verdicts):
            return None
        changed += 1
        found = compare_verdicts(*verdicts).to_dict()
        if form == "json":
            return one_line(case.place | found)
        return as_text("rules.render_verdicts", found, (a, b))

    if form == "text":
        write("")
    with cases_in(file, Law()) as cases:
        total, bad = write_each(cases, compared, form, "evaluated")
    if form == "json":
        write(one_line({"cases": total, "changed": changed, "errors": bad}))
    else:
        failed = f", {bad} cannot be compared" if bad else ""
        write(f"{changed} of {total} verdicts change{failed}")
    return exit_code(total, bad, "evaluated")


def _named(text: str, at: str) -> Law:
    if DAY.fullmatch(text):
        return Law(as_of=reading(day, at)(text))
    known = scenario_names(rules_folder())
    if text == LAW:
        return Law()
    if text in known:
        return Law(scenarios=(text,))
    path = Path(text)
    if (path / RULEBOOK).is_file():
        return Law(folder=path)
    if path.exists():
        return Law(overlays=(path,))
    named = ", ".join(f"`{name}`" for name in known)
    raise bad_input("no_side", likely(text, (LAW, *known)), at=at, got=text, text=text, names=named)


@command.command("coverage")
@click.argument("features", nargs=-1, type=click.Path(path_type=Path), metavar="[FEATURES]...")
@options("coverage --cases", "--under", "--tagged", "--atoms", "--mcdc", "--fail", "--all")
@form("json", "text")
@options("--with")
@rules
def coverage(
    features: tuple[Path, ...],
    files: tuple[str, ...],
    under: tuple[str, ...],
    tagged: bool,
    atoms: bool,
    mcdc: float | None,
    fail: bool,
    every: bool,
    form: str,
    overlays: tuple[Path, ...],
    folder: Path | None,
) -> int:
    """Show which rules some scenario shows true, and which false.

    FEATURES are feature files or folders of them; default: the folder `features`. The cases that
    their scenarios tell are evaluated; whether these pass, pytest says.
    """
    engine = lasting(Engine(folder, overlays=overlays))
    found = Coverage(engine, under, tagged=tagged, atoms=atoms or mcdc is not None)
    if under and not found.rows:
        raise bad_input("none_under", got=", ".join(under), names="`, `".join(under))
    for asked in _asked(features, files):
        found.ask(asked)
    if not (found.recorded or found.hypothetical or found.not_evaluated):
        raise bad_input("no_scenario")
    report = found.to_dict()
    if mcdc is not None:
        from keiimport.coverage.pairs import find_pairs

        report["mcdc"] = find_pairs(found, engine, mcdc)
    text = as_text("rules.render_coverage", report, every=every) if form == "text" else ""
    write(text or indented(report))
    if fail and not report["ok"]:
        say(f"{len(found.gaps)} rules lack a way, or were shown a way that they say is none")
        return FAILED
    return 0


def _asked(features: tuple[Path, ...], files: tuple[str, ...]) -> Iterator[ToldCase]:
    named = features or (() if files else (Path("features"),))
    if named:
        yield from _told_in(named)
    for name in files:
        with cases_in(name, Law()) as cases:
            for case in cases.texts:
                if isinstance(case.text, InputError):
                    raise case.text.located(f"{name}:{case.line}")
                yield ToldCase(f"{name}:{case.line}", case.text)


_SCHEMAS: Final = {
    "case": "facts.case.case_schema",
    "mapping": "batch.mapping.MappingForm.model_json_schema",
    "rules": "rulebook.vocabulary.rules_schema",
    "verdict": "verdict_schema.verdict_schema",
}


@command.command("schema")
@click.argument("name", type=OneOf(list(_SCHEMAS)), default="case")
def schema(name: str) -> None:
    """Print the JSON Schema of a case, mapping, rule or verdict."""
    write(indented(resolve_name(f"keiimport.{_SCHEMAS[name]}")()))
