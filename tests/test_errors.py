# SPDX-License-Identifier: Apache-2.0
"""What an error suggests."""

from __future__ import annotations

import os
import subprocess
import sys


def test_of_two_names_as_near_every_process_suggests_the_same() -> None:
    names = "{'roada', 'roadb', 'roadc'}"
    code = f"from keiimport.errors import nearest; print(nearest('roadx', {names}))"
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
