# SPDX-License-Identifier: Apache-2.0
"""Whatever is on the other end of a stream, an error is one line of JSON and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from keiimport.cli.cases import is_whole_object
from keiimport.cli.output import harmless

Run = Any
ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
LOT = "make,model,manufactured\nSuzuki,Carry,1998-05\n"
KEIIMPORT = f"{sys.executable} -m keiimport"


def shell(command: str, folder: Path) -> tuple[int, str, str]:
    """Code, standard output and standard error of a line of the shell."""
    found = subprocess.run(
        ["bash", "-c", command.replace("keiimport ", f"{KEIIMPORT} ", 1)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return found.returncode, found.stdout.decode(), found.stderr.decode()


STREAMS = [
    ("check 1999 Honda Acty >&-", 1, "standard output is closed"),
    ("batch lots.csv -o - --output-format csv >&-", 1, "standard output is closed"),
    ("evaluate <&-", 2, "the input is empty"),
    ("batch - --input-format csv -o out.csv <&-", 2, "the input is empty"),
    ("check 1999 Honda Acty >/dev/full", 1, "no space left on device"),
    ("evaluate case.json >/dev/full", 1, "no space left on device"),
    ("batch lots.csv -o - --output-format csv >/dev/full", 1, "no space left on device"),
    ("batch lots.csv -o /dev/full --output-format csv", 1, "no space left on device"),
    ("batch lots.csv -o folder.csv", 2, "is a folder"),
    ("check --rules loop 1999 Honda Acty", 2, "is a link to nothing in the folder"),
]


@pytest.mark.skipif(not FULL.is_char_device(), reason="no full disk here")
@pytest.mark.parametrize(("line", "code", "words"), STREAMS)
def test_a_stream_that_fails_is_one_line_of_json(
    tmp_path: Path, line: str, code: int, words: str
) -> None:
    (tmp_path / "lots.csv").write_text(LOT)
    (tmp_path / "case.json").write_text("{}")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "a.yaml").symlink_to("a.yaml")
    found, _, said = shell(f"keiimport {line}", tmp_path)
    assert said.count("\n") == 1 and words in json.loads(said)["error"], said
    assert found == code
    assert FULL.is_char_device()


def test_nobody_who_reads_any_more_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "lots.csv").write_text(LOT + "Suzuki,Carry,1998-05\n" * 12_000)
    line = "keiimport batch lots.csv -o - --output-format csv --columns outcome | head -1"
    code, out, said = shell(line + "; echo ${PIPESTATUS[0]}", tmp_path)
    assert code == 0 and said == "" and out.split() == ["line,outcome,error", "141"]


STEERING = ["\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\u202egnp.exe", "\u2066x", "\x07", "a\rb"]


@pytest.mark.parametrize("marks", STEERING)
def test_no_text_of_a_stranger_steers_a_terminal(run: Run, tmp_path: Path, marks: str) -> None:
    case = {
        "vehicle": {"make": marks, "model": marks, "manufactured": "1998-05"},
        "entry": {"date": "2026-11-21"},
    }
    wrong = {"vehicle": {marks: marks, "manufactured": marks}}
    lots = tmp_path / "lots.jsonl"
    lots.write_text(
        json.dumps({"manufactured": marks}) + "\n" + json.dumps({"make": "Suzuki"}) + "\n"
    )
    answers = [
        run("evaluate", "--format", "text", data=json.dumps(case)),
        run("evaluate", "--format", "text", "--full", data=json.dumps(case)),
        run("evaluate", data=json.dumps(case)),
        run("evaluate", data=json.dumps(wrong)),
        run("when", "-", data=json.dumps(case)),
        run("what-if", "-", data=json.dumps(case)),
        run("batch", str(lots), "--summary", "--entry-date", "2026-11-21"),
        run("check", marks, "1998", "Suzuki", "Carry"),
        run("vehicles", marks),
    ]
    for answer in answers:
        for text in (answer.stdout, answer.stderr):
            assert text == harmless(text)
            assert not any(mark in text for mark in "\x1b\x07\x9b\u202e\u2066\r")
    assert json.loads(answers[2].stderr or answers[2].stdout)
    assert json.loads(answers[3].stderr)["error"]


def seconds(text: bytes) -> float:
    begun = time.process_time()
    assert not is_whole_object(text)
    return time.process_time() - begun


@pytest.mark.parametrize("part", [b'\\"', b'"', b"{", b"[{", b"\\", b'"a":{'])
def test_whole_objects_are_looked_for_in_time_with_their_size(part: bytes) -> None:
    small = b'{"' + part * (100_000 // len(part)) + b"}{}}"
    large = b'{"' + part * (800_000 // len(part)) + b"}{}}"
    assert seconds(large) < 40 * max(seconds(small), 0.002)
