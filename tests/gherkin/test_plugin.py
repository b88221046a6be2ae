# SPDX-License-Identifier: Apache-2.0
"""The pytest plugin in other people's projects."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

# imported here so that each run inside a test finds them loaded already
import keiimport.engine
from keiimport.gherkin import collect, steps

assert keiimport.engine and collect and steps

pytest_plugins = ["pytester"]

EXAMPLE = Path(__file__).parents[2] / "examples" / "gherkin"
Run = Callable[..., pytest.RunResult]
INSTALLED = bool(entry_points(group="pytest11", name="keiimport"))
PLUGIN = () if INSTALLED else ("-p", "keiimport.gherkin.plugin")
QUICK = tuple(
    option
    for name in ("hypothesispytest", "schemathesis", "anyio")
    for option in ("-p", f"no:{name}")
)
"""Other plugins load whole libraries in each run."""

OPEN = """
@keiimport
Feature: An old truck
  Scenario: {title}
    Given the vehicle:
      | make         | Suzuki  |
      | manufactured | 1998-05 |
      | market       | JP      |
    And it enters on 2026-11-21
    Then the outcome is {outcome}
"""

FOREIGN = """
Feature: Something else
  Scenario: not about vehicles
    Given the kettle is on
    Then it boils
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run pytest in the folder of a stranger, with the plugin as an installation gives it."""

    def run(*args: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess(*PLUGIN, *QUICK, *args)

    return run


def feature(pytester: pytest.Pytester, text: str, name: str = "features/x.feature") -> None:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_folder_with_nothing_but_a_feature_runs(pytester: pytest.Pytester, run: Run) -> None:
    """No step code, no test module, no configuration."""
    feature(pytester, OPEN.format(title="let in", outcome="admissible"))
    result = run("features/", "-v")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["features/x.feature::let in PASSED*"])


def test_without_arguments_it_runs_too(pytester: pytest.Pytester, run: Run) -> None:
    feature(pytester, OPEN.format(title="let in", outcome="admissible"))
    run().assert_outcomes(passed=1)


def test_a_failing_scenario_fails_and_shows_the_verdict(
    pytester: pytest.Pytester, run: Run
) -> None:
    """The step with its line, what was found, and why: readable without knowing Python."""
    feature(pytester, OPEN.format(title="let in", outcome="refused"))
    result = run("features/")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "features/x.feature:10: Then the outcome is refused",
            "expected the outcome to be `refused`, found `admissible`",
            "outcome: admissible",
            "answer: *",
            "paths:",
            "  nhtsa.box_1 open: *",
            "reasons:",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "/gherkin/s" not in result.stdout.str()


def test_a_step_that_nobody_knows_names_the_nearest(pytester: pytest.Pytester, run: Run) -> None:
    text = OPEN.format(title="let in", outcome="admissible").replace("enters on", "arrives on")
    feature(pytester, text)
    result = run("features/")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "features/x.feature:9: no step reads `Given it arrives on 2026-11-21`",
            "*the nearest is `it (enters on|was built in|*) {value}`",
            "*python -m keiimport.gherkin*",
        ]
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("make ", "colour ", "*unknown key `colour`*"),
        (
            "Given the vehicle:",
            "Given gvrw is 12\n    And the vehicle:",
            "*no fact `gvrw`; expected `gvwr`*",
        ),
        ("1998-05", "[1998", "*not the JSON it looks like*"),
        ("Given the vehicle:", "Given the example kary\n    And the vehicle:", "*`kary.json`*"),
        (
            "Then the outcome",
            "Then gate x is clear\n    And the outcome",
            "`x` is not among the gates*",
        ),
        ("Given the vehicle:", "Given the case in y.json\n    And the vehicle:", "*`y.json`*"),
        ("| make ", "| make | Honda |\n      | make ", "*the table tells `make` twice"),
        (
            "Then the outcome",
            "Then it does not ask for vehicle.manufactord\n    And the outcome",
            "*no fact `vehicle.manufactord`; expected `vehicle.manufactured`",
        ),
        (
            "Then the outcome",
            "Then it does not assume original_engin\n    And the outcome",
            "*nothing presumes `original_engin`; did you mean `original_engine`?",
        ),
    ],
)
def test_a_mistake_in_a_feature_is_explained(
    pytester: pytest.Pytester, run: Run, before: str, after: str, words: str
) -> None:
    text = OPEN.format(title="let in", outcome="admissible").replace(before, after, 1)
    feature(pytester, text)
    result = run("features/")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([words])
    assert "Traceback" not in result.stdout.str()


def test_examples_of_the_stranger_are_found(pytester: pytest.Pytester, run: Run) -> None:
    """From the folder of the feature upwards; facts may be added to the example."""
    examples = pytester.mkdir("examples")
    (examples / "old.json").write_text(
        '{"vehicle": {"manufactured": "1998-05", "market": "JP"}}', encoding="utf-8"
    )
    feature(
        pytester,
        """
        @keiimport
        Feature: Examples
          Scenario: from the folder above
            Given the example old
            And it enters on 2026-11-21
            Then path nhtsa.box_1 is open
        """,
        "features/deep/down/x.feature",
    )
    run("features/").assert_outcomes(passed=1)


def test_outlines_and_tags_can_be_selected(pytester: pytest.Pytester, run: Run) -> None:
    """Tags are marks, also in strict projects; `:` and brackets become full stops."""
    pytester.makeini("[pytest]\naddopts = --strict-markers --strict-config\n")
    feature(
        pytester,
        """
        @keiimport @nhtsa.box_1 @cite:49_CFR_591.5(i)(1)
        Feature: Tags
          Scenario Outline: built
            Given the vehicle:
              | manufactured | <built> |
              | market       | JP      |
            And it enters on 2026-11-21
            Then path nhtsa.box_1 is <box 1>

            Examples:
              | built   | box 1   |
              | 1998-05 | open    |
              | 2020-05 | not_yet |

          @slow @skip
          Scenario: another
            Given the vehicle:
              | make | Suzuki |
            Then the outcome is refused
        """,
    )
    run("features").assert_outcomes(passed=2, skipped=1)
    run("features", "-m", "cite.49_CFR_591.5.i.1 and not slow").assert_outcomes(
        passed=2, deselected=1
    )
    run("features", "-m", "nhtsa.box_1", "-k", "another").assert_outcomes(skipped=1, deselected=2)
    run("features/x.feature::built[2020-05-not_yet]").assert_outcomes(passed=1)


def test_a_tag_that_is_nearly_a_rule_is_warned_of(pytester: pytest.Pytester, run: Run) -> None:
    """What begins with an agency should name a rule; other tags are free."""
    tags = "@nhtsa.lsv.limitter @nhtsa.lsv.limiter_myth @nhtsa @free.limitter @cite:49_CFR_591.5"
    feature(pytester, tags + "\n" + OPEN.format(title="let in", outcome="admissible").strip())
    result = run("features")
    result.assert_outcomes(passed=1)
    found = result.stdout.str()
    assert "@nhtsa.lsv.limitter names no rule; the nearest is @nhtsa.lsv.limit" in found
    assert found.count("names no rule") == 2


THEIRS = OPEN.replace("@keiimport\n", "")
"""A feature of somebody else, in words that are ours too."""


def test_feature_files_of_others_are_left_alone(pytester: pytest.Pytester, run: Run) -> None:
    """Their own steps and tests run as ever, and nothing is said about their features."""
    feature(pytester, THEIRS.format(title="let in", outcome="parked"))
    pytester.makepyfile(
        test_vehicles="""
        from pytest_bdd import given, scenarios, then
        from pytest_bdd import parsers

        scenarios("features/x.feature")

        @given("the vehicle:")
        def vehicle(datatable): ...

        @given(parsers.parse("it enters on {day}"))
        def entry(day): ...

        @then("the outcome is parked")
        def parked(): ...
        """
    )
    result = run()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*keiimport: *")


def test_beside_behave_it_says_nothing(pytester: pytest.Pytester, run: Run) -> None:
    """A folder that behave reads, its steps in Python, beside tests for pytest."""
    feature(pytester, THEIRS.format(title="let in", outcome="parked"))
    feature(pytester, FOREIGN, "features/kettle.feature")
    steps = pytester.mkpydir("features/steps")
    (steps / "vehicles.py").write_text("from behave import given\n", encoding="utf-8")
    (pytester.path / "features" / "environment.py").write_text("", encoding="utf-8")
    pytester.makepyfile(test_x="def test_x(): ...")
    for args in ((), ("features",), (".",)):
        result = run(*args)
        result.assert_outcomes(passed=0 if args == ("features",) else 1)
        result.stdout.no_fnmatch_line("*keiimport: *")
        result.stdout.no_fnmatch_line("*.feature*")


@pytest.mark.parametrize("named", ["features/x.feature", "features", "."])
def test_what_is_named_and_not_ours_says_why(
    pytester: pytest.Pytester, run: Run, named: str
) -> None:
    feature(pytester, THEIRS.format(title="let in", outcome="parked"))
    result = run(named)
    assert result.ret == pytest.ExitCode.USAGE_ERROR or "no tests ran" in result.stdout.str()
    result.stdout.fnmatch_lines(
        ["keiimport: x.feature was left alone: tag its Feature @keiimport*"]
    )


def test_what_is_ours_and_not_selected_was_not_left_alone(
    pytester: pytest.Pytester, run: Run
) -> None:
    feature(pytester, OPEN.format(title="let in", outcome="admissible"))
    result = run("features/x.feature", "-k", "nothing_so_named")
    result.assert_outcomes(deselected=1)
    result.stdout.no_fnmatch_line("*left alone*")


@pytest.mark.parametrize(
    ("folders", "collected"), [("features", 1), ("features/deep", 0), ("other features", 1)]
)
def test_the_project_names_the_folders_that_are_ours(
    pytester: pytest.Pytester, run: Run, folders: str, collected: int
) -> None:
    pytester.makepyprojecttoml(f'[tool.pytest.ini_options]\nkeiimport_features = ["{folders}"]\n')
    for folder in ("features/deep", "other features"):
        (pytester.path / folder).mkdir(parents=True)
    home = "other features" if folders == "other features" else "features"
    feature(pytester, THEIRS.format(title="let in", outcome="admissible"), f"{home}/x.feature")
    listed = run("--collect-only", "-q").stdout.str()
    assert listed.count("::let in") == collected


def test_a_tag_makes_a_feature_ours(pytester: pytest.Pytester, run: Run) -> None:
    feature(pytester, "# words\n@agency @keiimport\n" + FOREIGN.strip())
    result = run("features")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*no step reads `Given the kettle is on`"])


def test_only_the_feature_itself_is_tagged(pytester: pytest.Pytester, run: Run) -> None:
    """A tag within, or in a text, takes nothing away from others."""
    text = THEIRS.format(title="let in", outcome="parked")
    feature(pytester, text.replace("  Scenario", "  @keiimport\n  Scenario"))
    assert "::" not in run("--collect-only", "-q").stdout.str()


def test_a_folder_that_is_not_there_is_refused(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makeini("[pytest]\nkeiimport_features = perhaps\n")
    result = run("features")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["*keiimport_features names `*perhaps`, and there is no such folder"]
    )


def test_a_feature_bound_by_a_module_runs_once(pytester: pytest.Pytester, run: Run) -> None:
    """With `scenarios()` of one's own, the steps are there and nothing runs twice."""
    feature(pytester, OPEN.format(title="let in", outcome="admissible"))
    pytester.makeconftest("from keiimport.gherkin.steps import *")
    pytester.makepyfile(test_x='from pytest_bdd import scenarios\nscenarios("features")')
    result = run("-v")
    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines(["test_x.py::test_let_in PASSED*"])


def test_a_step_of_ones_own_wins(pytester: pytest.Pytester, run: Run) -> None:
    """A `conftest.py` may add steps, and use the case that the scenario tells."""
    feature(
        pytester,
        """
        @keiimport
        Feature: Own words
          Scenario: a kei truck
            Given the kei truck of my uncle
            And the entry:
              | date | 2026-11-21 |
            Then the outcome is admissible
        """,
    )
    pytester.makeconftest(
        """
        from pytest_bdd import given

        @given("the kei truck of my uncle")
        def _(keiimport_scene):
            keiimport_scene.use('{"vehicle": {"manufactured": "H3.4", "market": "JP"}}')
        """
    )
    run("features").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "@keiimport\nFeature: x\n  Scenario: a\n    Given a case:\n  Scnario: b\n",
            "*x.feature:5: *",
        ),
        (
            "@keiimport\nFeature: x\n"
            "  Scenario: a\n    Given a case:\n  Scenario: a\n    Given a case:\n",
            "*two scenarios are called `a`*",
        ),
        ("@keiimport\nGiven a case:\nFeature: x\n", "*x.feature:2: *"),
    ],
)
def test_a_file_that_is_not_gherkin_says_where(
    pytester: pytest.Pytester, run: Run, text: str, words: str
) -> None:
    feature(pytester, text)
    result = run("features")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([words])
    assert "Traceback" not in result.stdout.str()


def test_pytest_bdd_may_not_be_switched_off(pytester: pytest.Pytester, run: Run) -> None:
    feature(pytester, OPEN.format(title="let in", outcome="admissible"))
    result = run("features", "-p", "no:pytest-bdd")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["feature files need the pytest-bdd plugin*"])


def test_other_projects_pay_nothing(pytester: pytest.Pytester) -> None:
    """A run among feature files of others loads neither the engine nor its models."""
    feature(pytester, THEIRS.format(title="let in", outcome="parked"))
    pytester.makepyfile(
        test_x="""
        import sys

        def test_nothing_is_loaded():
            loaded = {name for name in sys.modules if name.startswith("keiimport.")}
            ours = {f"keiimport.gherkin{name}" for name in ("", ".plugin")}
            assert loaded <= ours
            assert not loaded or "pydantic" not in sys.modules
        """
    )
    command = [sys.executable, "-m", "pytest", *PLUGIN, *QUICK, "-q"]
    done = subprocess.run(command, cwd=pytester.path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_starts_within_thirty_milliseconds(pytester: pytest.Pytester) -> None:
    """All that a project of others pays: the import, and a look at each of 100 feature files."""
    for number in range(100):
        feature(pytester, FOREIGN, f"features/{number}.feature")
    pytester.makepyfile(
        measured="""
        import time
        from pathlib import Path
        from types import SimpleNamespace
        import pytest

        begin = time.process_time()
        from keiimport.gherkin import plugin
        config = SimpleNamespace(getini=lambda name: [])
        parent = SimpleNamespace(config=config)
        for path in Path("features").iterdir():
            assert plugin.pytest_collect_file(path, parent) is None
        print(time.process_time() - begin)
        """
    )
    command = [sys.executable, "measured.py"]
    seconds = min(float(subprocess.check_output(command, cwd=pytester.path)) for _ in range(3))
    assert seconds < 0.030


def test_the_example_project_passes(pytester: pytest.Pytester, run: Run) -> None:
    """Copied to somewhere else, as it would be by whoever begins with it."""
    shutil.copytree(EXAMPLE, pytester.path, dirs_exist_ok=True)
    run().assert_outcomes(passed=7)


HOUSE = """
title: House rules
agency: nhtsa
conclusions:
  mine.light: {when_no_rule: false}
rules:
  - id: mine.light.2027
    concludes: mine.light
    cite: [an example]
    in_force: {from: 2027-01-01}
    confidence: verified
    when: {vehicle.curb_weight: {at_most: 250 kg}}
"""
LIGHT = """
@keiimport
Feature: Light vehicles
  @mine.light
  Scenario: a light one
    Given the vehicle:
      | curb_weight | 240 kg |
    And it enters on 2027-02-01
    Then conclusion mine.light is true
"""


def test_rules_of_ones_own(pytester: pytest.Pytester, run: Run) -> None:
    """Features run under what the project lays over the law, and say what is wrong with it."""
    mine = pytester.mkdir("mine")
    (mine / "house.yaml").write_text(HOUSE)
    (pytester.path / "light.feature").write_text(LIGHT)
    without = run()
    without.stdout.fnmatch_lines(
        [
            "*light.feature:9: Then conclusion mine.light is true",
            "there is no conclusion `mine.light`*",
        ]
    )
    without.stdout.no_fnmatch_line("*another exception*")
    run("-o", "keiimport_with=mine").assert_outcomes(passed=1)
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nkeiimport_with = ["mine"]\n')
    run().assert_outcomes(passed=1)
    other = pytester.mkdir("other")
    (other / "house.yaml").write_text(HOUSE.replace("curb_weight", "curb_weigth"))
    said = "*other/house.yaml:12:12: there is no fact or conclusion `vehicle.curb_weigth`*"
    run("-o", "keiimport_with=other").stdout.fnmatch_lines([said])
    nowhere = run("-o", "keiimport_with=nowhere")
    nowhere.stderr.fnmatch_lines(["*keiimport_with names `*nowhere`, and there is no such folder"])
