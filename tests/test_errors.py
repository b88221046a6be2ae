# SPDX-License-Identifier: Apache-2.0
"""What an error suggests."""

from __future__ import annotations

import os
import subprocess
import sys

from keiimport.errors import InputError


def test_of_two_names_as_near_every_process_suggests_the_same() -> None:
    names = "{'roada', 'roadb', 'roadc'}"
    code = f"from keiimport.errors import InputError, nearest; print(nearest('roadx', {names}))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert said == {"roada\n"}


def test_a_place_that_a_stranger_named_at_length_is_cut() -> None:
    """A column of a megabyte is no megabyte of an error."""
    error = InputError("there is no such fact", at="x" * 1_000_000, got="x" * 1_000_000)
    assert len(error.at) < 300 and len(str(error)) < 400
    assert error.located("y" * 1_000_000).at.startswith("yyy")
    assert len(error.located("y" * 1_000_000).at) < 300
