# SPDX-License-Identifier: Apache-2.0
"""Good rule files load; bad ones say what is wrong in the words of their first lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from keiimport.errors import RuleError, RuleErrors
from keiimport.logic.bundle import Bundle
from keiimport.logic.solving import never_together
from keiimport.rulebook.model import Rulebook
from keiimport.rulebook.problems import Problems

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").iterdir())
BAD = sorted((HERE / "bad").iterdir())
MARK = "# expected: "


def proved(rulebook: Rulebook) -> None:
    """Refuse what only a proof finds."""
    Problems(never_together(rulebook, Bundle.make(rulebook).compiled)).raise_all()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_loads(path: Path, load_sample: Callable[[Path], Rulebook]) -> None:
    """A good sample is a rulebook."""
    rulebook = load_sample(path)
    assert rulebook.vocabulary
    if not rulebook.exactly_one:  # that of a sample leaves vehicles out
        proved(rulebook)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_says_what_is_wrong(path: Path, load_sample: Callable[[Path], Rulebook]) -> None:
    """A bad sample raises exactly the sentences it announces, in their order."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    expected = [
        line.removeprefix(MARK)
        for file in files
        for line in file.read_text().splitlines()
        if line.startswith(MARK)
    ]
    assert expected
    with pytest.raises(RuleError) as raised:
        proved(load_sample(path))
    found = raised.value
    errors = found.errors if isinstance(found, RuleErrors) else (found,)
    assert [error.sentence() for error in errors] == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_speaks_to_people(path: Path, load_sample: Callable[[Path], Rulebook]) -> None:
    """No message shows the insides of the program."""
    with pytest.raises(RuleError) as raised:
        proved(load_sample(path))
    text = str(raised.value)
    for word in ("Traceback", "NoneType", "pydantic", "MapNode", "ScalarNode", "Form", "dict"):
        assert word not in text
