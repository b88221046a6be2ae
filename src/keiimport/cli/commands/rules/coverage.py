# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules coverage`: which rules the scenarios show to hold, and which to fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from keiimport.cli.app import FAILED
from keiimport.cli.cases import cases_in
from keiimport.cli.options import form, lasting, options, rules
from keiimport.cli.output import indented, page, say, write
from keiimport.errors import InputError, needing
from keiimport.rulebook.problems import bad_input

if TYPE_CHECKING:
    from keiimport.coverage.atoms import Asked


@click.command("coverage")
@click.argument("features", nargs=-1, type=click.Path(path_type=Path), metavar="[FEATURES]...")
@options("coverage --cases", "--under", "--tagged", "--atoms", "--mcdc", "--fail", "--all")
@form("json", "text")
@rules
def command(
    features: tuple[Path, ...],
    files: tuple[str, ...],
    under: tuple[str, ...],
    tagged: bool,
    atoms: bool,
    mcdc: float | None,
    fail: bool,
    every: bool,
    form: str,
    folder: Path | None,
) -> int:
    """Say of each rule, path, gate and remark whether scenarios show it true, and false.

    FEATURES are feature files or folders of them; default: the folder `features`. The cases that
    their scenarios tell are evaluated; whether these pass, pytest says.
    """
    from keiimport.coverage.shown import Coverage
    from keiimport.engine import Engine

    engine = lasting(Engine(folder))
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
    write(
        page("rules.render_coverage", report, every=every) if form == "text" else indented(report)
    )
    if fail and not report["ok"]:
        say(f"{len(found.gaps)} rules lack a way, or were shown a way that they say is none")
        return FAILED
    return 0


def _asked(features: tuple[Path, ...], files: tuple[str, ...]) -> Iterator[Asked]:
    named = features or (() if files else (Path("features"),))
    for path in named:
        if not path.exists():
            raise bad_input("no_feature", got=str(path), path=path)
    if named:
        with needing("gherkin", "feature files", "pytest", "pytest_bdd"):
            from keiimport.gherkin.collect import told_in

        yield from told_in(named)
    from keiimport.coverage.atoms import Asked

    for name in files:
        with cases_in(name) as cases:
            for case in cases.texts:
                if isinstance(case.text, InputError):
                    raise case.text.located(f"{name}:{case.line}")
                yield Asked(f"{name}:{case.line}", case.text)
