# SPDX-License-Identifier: Apache-2.0
"""The pytest plugin installed with the package, which finds feature files and runs them.

A file is collected if its Feature has the tag `@keiimport`, or if it is in a folder that the ini
option `keiimport_features` names. One that a module binds with `scenarios()` runs only there, with
`from keiimport.gherkin.steps import *` in a `conftest.py`. The rules that `keiimport_with` names
are laid over the law.
Every pytest run on the machine loads this module, so it imports nothing until it meets such a file.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Step

    from keiimport.gherkin.collect import FeatureFile

CURRENT_STEP = pytest.StashKey[tuple[Any, Any]]()  # its feature, and the step

FOLDERS = "keiimport_features"
OWN_RULES = "keiimport_with"
TAG = "@keiimport"


def own_rules(config: pytest.Config) -> tuple[Path, ...]:
    """The rules that the project lays over the law."""
    return tuple(config.getini(OWN_RULES))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini options."""
    about = f"folders whose .feature files keiimport runs, besides those tagged {TAG}"
    parser.addini(FOLDERS, about, type="paths", default=[])
    about = "folders or files of rules of your own, laid over the law for every feature"
    parser.addini(OWN_RULES, about, type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Refuse folders that do not exist."""
    for option in (FOLDERS, OWN_RULES):
        for folder in config.getini(option):
            if not folder.exists():
                raise pytest.UsageError(f"{option} names `{folder}`, and there is no such folder")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect a feature file if it is ours."""
    if file_path.suffix != ".feature" or not is_ours(file_path, parent.config):
        return None
    from keiimport.errors import KeiimportError, need

    try:
        need("gherkin", "feature files", "pytest_bdd", "gherkin")
        from keiimport.gherkin import collect
    except KeiimportError as error:
        raise pytest.Collector.CollectError(str(error)) from None
    collect.make_ready(parent.config)
    return collect.FeatureFile.from_parent(parent, path=file_path)


def is_ours(path: Path, config: pytest.Config) -> bool:
    """Whether a feature file is in a folder that the project names, or is tagged for us."""
    if any(path.is_relative_to(folder) for folder in config.getini(FOLDERS)):
        return True
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8-sig") as lines:
        for line in map(str.strip, lines):
            if line.startswith("@"):
                if TAG in line.split():
                    return True
            elif line and not line.startswith("#"):
                return False  # the Feature itself: its tags stand before it
    return False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drop what a module of the project already runs through `scenarios()`."""
    if any(item.path.suffix == ".feature" for item in items):
        from keiimport.gherkin import collect

        collect.drop_bound_elsewhere(config, items)


def pytest_report_collectionfinish(
    config: pytest.Config, items: list[pytest.Item]
) -> list[str] | None:
    """Say why nothing runs, when the feature files that somebody named are not ours."""
    if items or config.args_source is not config.ArgsSource.ARGS:
        return None
    named = [Path(argument.split("::")[0]) for argument in config.args]
    for file in (found for place in named for found in lone_features(place)):
        if not is_ours(file, config):
            said = f"keiimport: {file.name} was left alone: tag its Feature {TAG}, "
            return [f"{said}or name its folder in {FOLDERS}"]
    return None


def lone_features(place: Path) -> list[Path]:
    """Feature files at `place`; of a folder only where no Python is that could have their steps."""
    if place.is_dir():
        return [] if any(place.rglob("*.py")) else sorted(place.rglob("*.feature"))
    return [place] if place.suffix == ".feature" else []


@pytest.hookimpl(optionalhook=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest, feature: Feature, step: Step) -> None:
    """Remember the running step, so that a failure can name it."""
    request.node.stash[CURRENT_STEP] = (feature, step)
