# SPDX-License-Identifier: Apache-2.0
"""A short soak in every run of the tests, and what a longer one once found."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from random import Random
from time import process_time
from typing import Any

import pytest
from tests.soak.found import Found
from tests.soak.inputs import read_case, read_table
from tests.soak.kinds import KINDS, again
from tests.soak.soaking import FOUND

from keiimport import KeiimportError
from keiimport.logic import naive

KEPT = [
    pytest.param(json.loads(path.read_bytes()), id=path.stem)
    for path in sorted(FOUND.glob("*.json"))
]
SEED = 17 if os.environ.get("CI") else secrets.randbelow(10**9)
"""Fixed where a change is judged, new elsewhere; a failure prints it."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_soak_finds_nothing(kind: str) -> None:
    print(f"seed {SEED}: python -m tests.soak --seed {SEED} --only {kind}")
    assert KINDS[kind](Random(f"{SEED}:0")) >= (kind != "kills")  # one may end at once


def test_a_judge_that_differs_is_shown_by_a_small_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the case that is kept shows it again until it is mended."""
    cautious = naive.disjunction
    with monkeypatch.context() as patch:
        patch.setattr(naive, "disjunction", lambda values: cautious(values) or None)
        with pytest.raises(Found, match="by_naive") as found:
            KINDS["chains"](Random(1))
        kept = json.loads(json.dumps(found.value.shown))
        assert list(again("chains", kept)) == ["`by_naive` finds other truths"]
        assert len(kept["cases"]) == 1
    assert not list(again("chains", kept))


@pytest.mark.parametrize("kept", KEPT)
def test_what_was_found_once_is_mended(kept: dict[str, Any]) -> None:
    assert not list(again(kept["kind"], kept["shown"]))


def seconds(form: str, data: bytes) -> float:
    begun = process_time()
    with suppress(KeiimportError):
        read_case(data) if form == "case" else read_table(data, form)
    return process_time() - begun


GROWING = [
    ("case", b'{"', b'\\"', b""),
    ("case", b"", b'{"a":', b""),
    ("case", b"[", b"{", b""),
    ("case", b"[", b'{"vehicle": {}},', b"]"),
    ("case", b"", b'{"vehicle": {}}\n', b""),
    ("case", b"", b'{"a\n', b""),
    ("csv", b"make,model\n", b'"', b""),
    ("csv", b"make,model\n", b'a",b,"c\n', b""),
    ("csv", b"make,model\n", b'"a\n', b""),
    ("csv", b"make,model\n", b'","\n', b""),
    ("csv", b"make,model\n", b"a,b\r", b"\n"),
    ("csv", b"make,model\n", b"\xff,1\n", b""),
    ("jsonl", b'{"make": "x"}\n', b'{"a":', b"\n"),
    ("jsonl", b'{"make": "x"}\n', b'{"a":[[[[1]]]]}\n', b""),
    ("jsonl", b'{"make": "x"}\n', b'{"a\xff": 1}\n', b""),
    ("jsonl", b'{"make": "x"}\n', b"[" * 100 + b"\n", b""),
]


@pytest.mark.parametrize(("form", "first", "part", "last"), GROWING)
def test_reading_takes_time_in_proportion_to_size(
    form: str, first: bytes, part: bytes, last: bytes
) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""
    size = 20_000 // len(part) // (3 if b"\n" in part else 1)  # each row is answered besides

    def in_proportion() -> bool:
        small = seconds(form, first + part * size + last)
        large = seconds(form, first + part * 8 * size + last)
        return large < 30 * max(small, 0.02)

    assert in_proportion() or in_proportion()  # something else may have held one of them up
