# SPDX-License-Identifier: Apache-2.0
"""The wheel alone, and with each extra alone, on each Python: `python -m tests.matrix 3.11 3.12`.

Each cell is a new environment outside the checkout. In every one `check` and `evaluate` must
answer; then each extra is used once, and where it is missing the command that needs it must say
in one line how to get it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
CASE = '{"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}}'
FEATURE = """@keiimport
Feature: a kei truck
  Scenario: of 1998
    Given the vehicle:
      | make         | Suzuki  |
      | model        | Carry   |
      | manufactured | 1998-05 |
    And it enters on 2026-11-29
    Then the outcome is admissible
"""
TABLE = "make,model,manufactured\nSuzuki,Carry,1998-05\n"
MANY = """
import polars
import keiimport
print(keiimport.evaluate_many(polars.read_csv("lots.csv"))["outcome"].to_list())
"""
CLUSTER = """
import ray
import keiimport.cluster
ray.init(num_cpus=1, log_to_driver=False)
rows = ray.data.from_items([{"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}])
print(keiimport.cluster.evaluate(rows, columns=["outcome"]).take_all())
"""
SERVE = """
import socket, subprocess, sys, time, urllib.request
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = str(free.getsockname()[1])
served = subprocess.Popen([sys.executable, "-m", "keiimport", "serve", "--port", port])
try:
    for _ in range(120):
        time.sleep(0.5)
        try:
            page = urllib.request.urlopen(f"http://127.0.0.1:{port}/?q=1998+Suzuki+Carry").read()
            print("served", "Suzuki Carry" in page.decode())
            break
        except OSError:
            pass
finally:
    served.terminate()
"""
MCP = """
import asyncio
from keiimport.mcp import server
print([tool.name for tool in asyncio.run(server().list_tools())])
"""

USES: dict[str, tuple[Sequence[str], str]] = {
    "rete": (("-m", "keiimport", "evaluate", "case.json", "--engine", "rete"), '"rete"'),
    "gherkin": (("-m", "pytest", "-q", "kei.feature"), "1 passed"),
    "batch": (("-c", MANY), "['admissible']"),
    "cluster": (("-c", CLUSTER), "admissible"),
    "web": (("-c", SERVE), "served True"),
    "mcp": (("-c", MCP), "evaluate"),
}
"""How each extra is used, and what its output must show."""

LACKING = {
    "rete": USES["rete"][0],
    "batch": ("-m", "keiimport", "batch", "lots.csv", "--summary"),
    "web": ("-m", "keiimport", "serve"),
    "mcp": ("-m", "keiimport", "mcp"),
}
"""The commands that need an extra."""


def run(folder: Path, python: str, *arguments: str) -> tuple[int, str]:
    """What a Python of some environment says, and its exit code."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, *arguments], cwd=folder, env=own, capture_output=True, text=True, timeout=900
    )
    return done.returncode, done.stdout + done.stderr


def cell(python: str, wheel: Path, extra: str) -> str:
    """What one environment shows: `ok`, what the extra says it needs, or what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "case.json").write_text(CASE)
        (folder / "kei.feature").write_text(FEATURE)
        (folder / "lots.csv").write_text(TABLE)
        subprocess.run([python, "-m", "venv", "env"], cwd=folder, check=True)
        own = str(folder / "env/bin/python")
        wanted = f"{wheel}[{extra}]" if extra else str(wheel)
        code, said = run(folder, own, "-m", "pip", "install", "--quiet", wanted)
        if code:
            return f"does not install: {said.strip().splitlines()[-1]}"
        for asked in (("check", "1998", "Suzuki", "Carry"), ("evaluate", "case.json")):
            code, said = run(folder, own, "-m", "keiimport", *asked)
            if code:
                return f"{asked[0]}: {said.strip().splitlines()[-1]}"
        installed = list(USES) if extra == "all" else [extra] if extra else []
        for each in installed:
            command, shown = USES[each]
            code, said = run(folder, own, *command)
            if (code or shown not in said) and f"keiimport[{each}]" in said:
                return f"ok; {each} says how to get it"
            if code or shown not in said:
                return f"{each}: {said.strip().splitlines()[-1]}"
        for each, lacking in LACKING.items():
            if each not in installed and not (extra == "cluster" and each == "batch"):
                code, said = run(folder, own, *lacking)
                if not code or f"keiimport[{each}]" not in said or "Traceback" in said:
                    return f"without {each}: {said.strip().splitlines()[-1]}"
    return "ok"


def main(arguments: Sequence[str]) -> int:
    """Print the table; the exit code is 1 where a cell is not in order.

    Args:
        arguments: the versions; a wheel among them is tried instead of one that is built now.
    """
    wheels = [Path(each).absolute() for each in arguments if each.endswith(".whl")]
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    versions = [each for each in arguments if not each.endswith(".whl")] or [own]
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        if not wheels:
            built = [sys.executable, "-m", "build", "--wheel", "--outdir", name, str(ROOT)]
            subprocess.run(built, check=True, capture_output=True)
            wheels = [*Path(name).glob("*.whl")]
        print("|", " | ".join(("", *versions)), "|\n" + "|---" * (len(versions) + 1) + "|")
        for extra in ("", *USES, "all"):
            found = [cell(f"python{version}", wheels[0], extra) for version in versions]
            bad += sum(not each.startswith("ok") for each in found)
            print("|", " | ".join((extra or "the wheel alone", *found)), "|", flush=True)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
