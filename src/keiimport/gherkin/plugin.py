# SPDX-License-Identifier: Apache-2.0
"""The pytest plugin that is installed with the package: finds feature files and runs them.

`pytest features/` is enough: no step code, no `test_*.py`. Which feature files are
taken is said by the ini option `keiimport_features`:

`auto` (the default)
    a file is taken when its own path is given on the command line, when its Feature
    carries the tag `@keiimport`, or when it speaks our language: at least one of its
    steps gives a case, a vehicle, an importer, an entry or an example in the words of
    `keiimport.gherkin.steps`. Feature files of other projects are left alone, and a
    file that a module binds with pytest-bdd's own `scenarios()` runs there only.
`true`
    every feature file that pytest meets is taken.
`false`
    none is; the steps can still be imported by those who bind scenarios themselves
    (`from keiimport.gherkin.steps import *` in a `conftest.py`).

`--keiimport-coverage FILE` writes what every scenario that passes asked to FILE, one JSON
object a line, for `keiimport rules coverage FILE`.

Every pytest run on the machine loads this module, so it imports nothing of the
library, nor pytest-bdd, before a feature file is met.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Step

    from keiimport.gherkin.collect import FeatureFile

OPTION = "keiimport_features"
LEFT_ALONE = pytest.StashKey[list[Path]]()
COVERAGE = "keiimport_coverage"
CURRENT_STEP = pytest.StashKey["tuple[Feature, Step]"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini option, and the option that records what scenarios ask."""
    parser.addini(
        OPTION,
        "which .feature files keiimport runs: auto (those that use its steps), true, false",
        default="auto",
    )
    parser.getgroup("keiimport").addoption(
        "--keiimport-coverage",
        dest=COVERAGE,
        metavar="FILE",
        help="write what each scenario asked to FILE, for `keiimport rules coverage FILE`",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a value of the option that means nothing."""
    if _wanted(config) not in ("auto", "true", "false"):
        raise pytest.UsageError(f"{OPTION} is `{_wanted(config)}`; expected auto, true or false")
    # of several processes, only the one that hears of every scenario writes
    if (file := config.getoption(COVERAGE)) and not hasattr(config, "workerinput"):
        from keiimport.gherkin.record import Recorder

        config.pluginmanager.register(Recorder(config.invocation_params.dir / file))


def _wanted(config: pytest.Config) -> str:
    return str(config.getini(OPTION)).strip().casefold()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Take a feature file, when it is ours to take."""
    if file_path.suffix != ".feature":
        return None
    wanted = _wanted(parent.config)
    if wanted == "false":
        return None
    from keiimport.gherkin import collect

    if wanted == "auto" and not collect.is_ours(file_path, parent.config):
        parent.config.stash.setdefault(LEFT_ALONE, []).append(file_path)
        return None
    collect.make_ready(parent.config)
    return collect.FeatureFile.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drop what a module of the project runs already through `scenarios()`."""
    if any(item.path.suffix == ".feature" for item in items):
        from keiimport.gherkin import collect

        collect.drop_bound_elsewhere(config, items)


def pytest_report_collectionfinish(
    config: pytest.Config, items: list[pytest.Item]
) -> list[str] | None:
    """Say why nothing runs, when feature files were met and none was ours."""
    left = config.stash.get(LEFT_ALONE, [])
    if items or not left:
        return None
    return [
        f"keiimport: {left[0].name} uses no keiimport step and was left alone"
        + (f", with {len(left) - 1} more" if len(left) > 1 else ""),
        f"keiimport: name the file, tag its Feature @keiimport, or set {OPTION} = true",
    ]


@pytest.hookimpl(optionalhook=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest, feature: Feature, step: Step) -> None:
    """Remember which step runs, so that a failure can name it."""
    request.node.stash[CURRENT_STEP] = (feature, step)
