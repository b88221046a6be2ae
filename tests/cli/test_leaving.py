# SPDX-License-Identifier: Apache-2.0
"""A process of the command line ends at once, and nothing that was begun is cut off."""

from __future__ import annotations

import subprocess
import sys

import pytest

CASE = '{"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}}'
BEGIN = "import sys; sys.argv[1:] = ['evaluate', '-']; from keiimport.cli import run"


def left(code: str, told: str = CASE) -> subprocess.CompletedProcess[str]:
    script = f"{BEGIN}\n{code}\nrun()\n"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, input=told, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("told", "code"), [(CASE, 0), ("[", 2)])
def test_it_leaves_with_the_same_code_and_says_the_same(told: str, code: int) -> None:
    at_once, slowly = left("", told), left("from keiimport.cli import main as run", told)
    assert at_once.returncode == slowly.returncode == code
    assert (at_once.stdout, at_once.stderr) == (slowly.stdout, slowly.stderr)


def test_what_it_holds_is_not_taken_apart() -> None:
    held = "class Held:\n    def __del__(self): print('apart', file=sys.stderr)\nheld = Held()"
    assert left(held).stderr == ""
    assert left(f"{held}\nfrom keiimport.cli import main as run").stderr == "apart\n"


def test_what_was_asked_for_at_the_end_is_done() -> None:
    ended = left("import atexit; atexit.register(print, 'the end')")
    assert ended.stdout.splitlines()[-1] == "the end"


def test_a_thread_is_waited_for() -> None:
    late = "threading.main_thread().join(), print('late')"
    ended = left(f"import threading; threading.Thread(target=lambda: ({late})).start()")
    assert ended.stdout.splitlines()[-1] == "late"


def test_a_profiler_has_its_say() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "keiimport", "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "function calls" in ended.stdout
