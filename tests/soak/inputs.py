# SPDX-License-Identifier: Apache-2.0
"""Broken inputs of every form: each gets a sentence or an answer, at once."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from random import Random
from time import monotonic, process_time
from typing import Any

import polars as pl
from tests.soak.answers import TODAY
from tests.soak.cases import random_case
from tests.soak.found import Found, smaller_bytes
from tests.verdict.cases import EXAMPLES, ROOT, engine

from keiimport import InputError, KeiimportError
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.files import Position, open_source
from keiimport.batch.mapping import read_mapping
from keiimport.batch.options import Options
from keiimport.cli.cases import read_cases
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.headings import told_facts
from keiimport.rulebook.files import read_folder, read_tables, rules_folder
from keiimport.rulebook.loader import load_files

SLOW = 1.0
"""Seconds of the processor after which a small input counts as a hang."""
STARTED = 4.0
"""Seconds of the processor that a command may take besides, to start on a busy machine."""
WAITED = 10.0
"""The same in seconds of the clock for a request, which other processes answer."""


def read_case(data: bytes) -> None:
    """Cases, as `evaluate` reads them; the first are evaluated too."""
    for place, case in enumerate(read_cases(BytesIO(data)).texts):
        with suppress(InputError):
            read = case.read()
            if place < 2:
                verdict = engine().evaluate(read)
                assert verdict.outcome and (len(data) % 8 or verdict.to_json())


def read_table(data: bytes, form: Any) -> None:
    """A table, as `batch` reads it: as many rows out as in, wherever it is cut."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        options = replace(Options.of(today=TODAY, columns=["outcome"]), input_format=form)
        evaluator = Evaluator(options, engine=engine())
        source = open_source(file.name, form, chunk_bytes=max(1, len(data) // 3))
        try:
            evaluator.begin(source.first)
            for chunk in source.chunks(Position(), 0):
                answers = evaluator.answers(chunk).table
                assert answers.height == chunk.rows, "rows are lost or doubled"
        finally:
            source.close()


def read_rules(data: bytes) -> None:
    """A rule file on its own: all that it may say is an error."""
    load_files({"rulebook.yaml": rules()["rulebook.yaml"], "federal/x.yaml": data})


def read_vehicles(data: bytes) -> None:
    """A table of the catalogue, every row of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data" / "vehicles"
        folder.mkdir(parents=True)
        (folder / "make.csv").write_bytes(data)
        assert list(Catalogue.read(read_tables(name, "vehicles")).rows) is not None


def read_own_mapping(data: bytes) -> None:
    """A mapping."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(data)
        file.flush()
        read_mapping(file.name, told_facts())


@cache
def rules() -> dict[str, bytes]:
    """The files of the rules."""
    return read_folder(rules_folder())


@cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """Sound inputs of every form, to be broken."""
    lots = (ROOT / "examples" / "lots.csv").read_bytes()
    page, lines = BytesIO(), BytesIO()
    table = pl.read_csv(lots, infer_schema=False)
    table.write_parquet(page)
    table.write_ndjson(lines)
    cars = rules_folder() / "data" / "vehicles" / "suzuki.csv"
    mappings = ROOT / "src" / "keiimport" / "batch" / "mappings"
    small = sorted((n for n in rules() if n.endswith(".yaml")), key=lambda n: len(rules()[n]))[:12]
    return {
        "case": (*EXAMPLES.values(), b"[" + b",".join(list(EXAMPLES.values())[:3]) + b"]"),
        "jsonl": (lines.getvalue(), b'{"vehicle": {"manufactured": "1998-05"}}\n{"entry": {}}\n'),
        "csv": (lots, lots.replace(b",", b";"), lots.replace(b"\n", b"\r\n")),
        "parquet": (page.getvalue(),),
        "rules": tuple(rules()[name] for name in small),
        "catalogue": (b"".join(cars.read_bytes().splitlines(keepends=True)[:12]),),
        "mapping": tuple(path.read_bytes() for path in sorted(mappings.glob("*.yaml"))),
    }


READERS: dict[str, Callable[[bytes], None]] = {
    "case": read_case,
    "jsonl": lambda data: read_table(data, "jsonl"),
    "csv": lambda data: read_table(data, "csv"),
    "parquet": lambda data: read_table(data, "parquet"),
    "rules": read_rules,
    "catalogue": read_vehicles,
    "mapping": read_own_mapping,
}

_PIECES = (
    *(bytes([each]) for each in b'"\\{}[]:,\n\r\0\xff\x1f\t-%#'),
    *(b'""', b'\\"', b"\xef\xbb\xbf", b"\xff\xfe", b"{{", b"[" * 200, b"- " * 200, b'{"a":' * 120),
    *(b"&a ", b"*a ", b"!x ", b"? ", b"|\n", b"<<: ", b'{"\\"\\"\\"', b"=1+1"),
    *(b"null", b"true", b"1e999", b"NaN", b"9" * 400, "\u202e".encode(), "令和".encode()),
)


def broken(chance: Random, data: bytes) -> bytes:
    """The bytes, broken in a few places."""
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(data) + 1)
        size = min(chance.choice((0, 1, 1, 4, 40)), len(data) - place)
        before, cut, after = data[:place], data[place : place + size], data[place + size :]
        match chance.randrange(5):
            case 0:
                data = before + chance.choice(_PIECES) + after
            case 1:
                data = before + after
            case 2:
                data = before + chance.randbytes(size) + cut + after
            case 3:
                data = before + cut * chance.choice((3, 51)) + after
            case 4:
                data = before if chance.random() < 0.2 else data + chance.choice(_PIECES)
    return data


OFTEN = {"case": 60, "rules": 60, "catalogue": 30, "mapping": 30, "jsonl": 10, "csv": 10}
"""How many of each form are tried in one turn; of Parquet one, which takes a process of its own.

One more is given to the command line itself.
"""


@contextmanager
def held_to(seconds: float) -> Iterator[None]:
    """Break off what takes longer of the processor, as soon as Python runs again."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def wrong_reading(form: str, data: bytes) -> str | None:
    """How a reader fails on some bytes, other than by a sentence and at once."""
    if form in COMMANDS:
        return wrong_typing(form, data)
    begun = process_time()
    try:
        with warnings.catch_warnings(), held_to(10 * SLOW):
            warnings.simplefilter("ignore")
            READERS[form](data)
    except KeiimportError as error:
        if any(mark in str(error) for mark in ("Traceback", "<class")):
            return f"the words of a program: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = process_time() - begun
    return f"it takes {took:.1f} s" if took > SLOW and len(data) < 100_000 else None


COMMANDS = {
    "typed case": ("case", ["evaluate", "-"]),
    "typed csv": ("csv", ["batch", "-", "--input-format", "csv"]),
    "typed jsonl": ("jsonl", ["batch", "-", "--input-format", "jsonl"]),
}
"""Commands that read from a pipe, each with the form of what it reads."""


def wrong_typing(form: str, data: bytes) -> str | None:
    """How the command line fails on some bytes: nothing but answers, or errors as JSON."""
    begun = os.times()
    command = [sys.executable, "-m", "keiimport", *COMMANDS[form][1]]
    found = subprocess.run(command, input=data, capture_output=True, timeout=600, check=False)
    took = sum(os.times()[2:4]) - sum(begun[2:4])
    said = found.stderr.decode()
    if found.returncode not in (0, 2):
        return f"it leaves with {found.returncode}: {said[-300:]}"
    if "Traceback" in said or "<class" in said:
        return f"the words of a program: {said[-300:]}"
    if found.returncode == 2 and not json.loads(said.splitlines()[-1])["error"]:
        return "it refuses without a sentence"
    return f"it takes {took:.1f} s" if took > STARTED + SLOW else None


def inputs(chance: Random) -> int:
    """Broken files of every form: a sentence or an answer, at once."""
    tried = [form for form, often in OFTEN.items() for _ in range(often)]
    tried += ["parquet", chance.choice(sorted(COMMANDS))]
    for form in tried:
        sound = seeds()[COMMANDS[form][0] if form in COMMANDS else form]
        data = broken(chance, chance.choice(sound))
        why = wrong_reading(form, data)
        if why and "takes" in why:
            why = wrong_reading(form, data)  # something else may have held the machine
        if why:
            if len(data) < 20_000 and form not in COMMANDS:
                look = partial(wrong_reading, form)
                data = smaller_bytes(data, lambda less, look=look: look(less) is not None)
            shown = {"form": form, "bytes": data.decode("latin-1")}
            raise Found("inputs", shown, wrong_reading(form, data) or why)
    return len(tried)


# -- the API and the pages ---------------------------------------------------------

POSTED = (
    *("check", "evaluate", "evaluate-many", "when", "what-if", "why", "states", "forms", "ask"),
    *("compare", "nothing"),
)
PAGES = ("/", "/ask", "/states", "/states/TX", "/law", "/law/nhtsa.box_1", "/batch", "/x")
WORDS = ("words", "state", "price", "from", "date", "path", "columns", "format", "full", "?")
TYPES = ("application/json", "application/json; charset=x", "text/csv", "multipart/form-data", "")


@cache
def client() -> Any:
    """The application as it is served, in this process."""
    from starlette.testclient import TestClient

    from keiimport.web.app import guarded
    from keiimport.web.settings import Settings

    served = TestClient(
        guarded(Settings()), base_url="http://localhost", raise_server_exceptions=False
    )
    served.__enter__()
    atexit.register(served.__exit__, None, None, None)
    return served


def wrong_answer(method: str, address: str, told: list[list[str]], body: bytes, kind: str) -> Any:
    """How the server fails on a request, other than by a sentence and at once."""
    begun = monotonic()
    found = client().request(
        method, address, params=told, content=body, headers={"content-type": kind} if kind else {}
    )
    took = monotonic() - begun
    if found.status_code >= 500:
        return f"it answers {found.status_code}"
    if found.status_code >= 400 and address.startswith("/api") and not found.json().get("detail"):
        return "it refuses without a sentence"
    if any(mark in found.text for mark in ("Traceback", "<class '")):
        return "it shows the words of a program"
    return f"it takes {took:.1f} s" if took > WAITED else None


def requests(chance: Random) -> int:
    """Requests of any kind to the API and the pages."""
    sound = seeds()["case"]
    for _ in range(20):
        told = [
            [chance.choice(WORDS), broken(chance, b"1999 Honda Acty").decode("latin-1")]
            for _ in range(chance.randrange(3))
        ]
        if chance.random() < 0.3:
            asked: tuple[Any, ...] = ("GET", chance.choice(PAGES), told, b"", "")
        else:
            case = chance.choice((chance.choice(sound), json.dumps(random_case(chance)).encode()))
            body = case if chance.random() < 0.2 else broken(chance, case)
            body = body if chance.random() < 0.5 else b'{"case": ' + body + b"}"
            address = f"/api/v1/{chance.choice(POSTED)}"
            method = "GET" if chance.random() < 0.1 else "POST"
            kind = TYPES[0] if chance.random() < 0.9 else chance.choice(TYPES)
            asked = (method, address, told, body, kind)
        if (why := wrong_answer(*asked)) and (why := wrong_answer(*asked)):
            method, address, told, body, kind = asked
            shown = {"method": method, "address": address, "told": told, "kind": kind}
            raise Found("requests", shown | {"body": body.decode("latin-1")}, why)
    return 20
