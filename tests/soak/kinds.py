# SPDX-License-Identifier: Apache-2.0
"""What is tried over and over: each kind takes a source of chance and says what went wrong.

A kind gives how many it has tried. A failure is kept in `tests/soak/found/` as small as it can
be made, and tried again by every run of the tests.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import jsonschema
import polars as pl
from tests.soak.cases import (
    Json,
    changed_on_the_way,
    random_case,
    random_words,
    smaller_bytes,
    smaller_case,
)
from tests.verdict.cases import EXAMPLES, ROOT, engine

from keiimport import Case, Engine, InputError, KeiimportError
from keiimport.batch.evaluate import Evaluator
from keiimport.batch.files import Position, open_source
from keiimport.batch.mapping import read_mapping
from keiimport.batch.options import Options
from keiimport.cli.cases import read_cases
from keiimport.facts.headings import told_facts
from keiimport.logic.rete import available
from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.loader import load_files

TODAY = date(2026, 11, 21)
COMPARED = ("outcome", "strict_outcome", "earliest", "earliest_possible", "chosen")
SLOW = 1.0
"""Seconds of the processor after which a small input counts as a hang."""


class Found(AssertionError):
    """Something that must not be.

    Attributes:
        kind: what was tried.
        shown: the smallest that shows it, as JSON.
    """

    def __init__(self, kind: str, shown: Json, why: str) -> None:
        super().__init__(f"{kind}: {why}: {json.dumps(shown, ensure_ascii=False)[:2000]}")
        self.kind, self.shown = kind, shown


# -- cases ---------------------------------------------------------------------


@cache
def judges() -> tuple[Engine, ...]:
    """The kernel, the written semantics and durable-rules."""
    names: list[Any] = ["naive", *(["rete"] if available() else [])]
    return (engine(), *(Engine(engine=name) for name in names))


@cache
def schema() -> Any:
    """What a verdict must be."""
    text = (ROOT / "schema" / "verdict.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def wrong_with(case: Json, *, whole: bool = False) -> str | None:
    """What must not be of one case; None where all is well."""
    read = Case.parse(case)
    if Case.parse(read.to_dict()).told_facts != read.told_facts:
        return "it does not survive `to_dict` and back"
    try:
        mine = engine().evaluate(case)
        for judge in judges()[1:]:
            judge.evaluate(case).outcome  # raises where the engines differ  # noqa: B018
        if mine.earliest and str(mine.earliest) < str(mine.entry_date):
            return "it opens before it enters"
        first, sure = _day(mine.earliest_possible), _day(mine.earliest)
        if first and sure and first > sure:
            return "it may open only after it opens"
        if mine.outcome == "undetermined" and not mine.missing:
            return "it is undetermined and nothing is missing"
        if whole:
            text = mine.to_json()
            for error in schema().iter_errors(json.loads(text)):
                return f"its verdict is not by the schema: {error.message[:100]}"
            if Engine(engine().rulebook).evaluate(read.to_dict()).to_json() != text:
                return "another engine finds other words"
            if (why := less_known(case)) is not None:
                return why
    except InputError:
        return None
    except KeiimportError as error:
        return str(error)
    return None


def less_known(case: Json) -> str | None:
    """Whether a day of the build that is known better takes a sure answer back."""
    built = case.get("vehicle", {}).get("manufactured")
    sure = engine().evaluate(case, strict=True)
    if not isinstance(built, dict) or sure.outcome not in ("admissible", "refused"):
        return None
    for end in built.values():
        told = {**case, "vehicle": {**case["vehicle"], "manufactured": end}}
        with suppress(InputError):
            if engine().evaluate(told, strict=True).outcome != sure.outcome:
                return "what is known better takes a sure answer back"
    return None


def cases(chance: Random) -> int:
    """Random cases by all judges, and what must hold of each."""
    for number in range(50):
        case = random_case(chance)
        whole = number == 0
        if wrong_with(case, whole=whole):
            look = partial(wrong_with, whole=whole)
            small = smaller_case(case, lambda c, look=look: _still(lambda: look(c)))
            raise Found("cases", small, str(look(small)))
    if chance.random() < 0.05:
        engine().forget()
    return 50


def _still(look: Callable[[], str | None]) -> bool:
    with suppress(KeiimportError):
        return look() is not None
    return False


def unlike_table(rows: list[Json]) -> list[int]:
    """The rows of which a table says something else than a single evaluation."""
    many = engine().evaluate_many(
        rows, outputs=["outcome", "earliest", "strict_outcome"], today=TODAY
    )
    found = []
    for number, (case, row) in enumerate(zip(rows, many.to_dicts(), strict=True)):
        try:
            one = engine().evaluate(case, today=TODAY)
            single = (one.outcome, one.strict_outcome, _day(one.earliest))
        except InputError:
            continue
        told = (row["outcome"], row["strict_outcome"], _day(row["earliest"]))
        if row["error"] is not None or told != single:
            found.append(number)
    return found


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def tables(chance: Random) -> int:
    """Tables of random cases, row by row as single evaluations."""
    rows = [random_case(chance) for _ in range(40)]
    for number in unlike_table(rows):
        small = smaller_case(
            rows[number], lambda c: _still(lambda: "x" if unlike_table([c]) else None)
        )
        raise Found("tables", small, "a table says something else")
    return len(rows)


_HASHES = """
import hashlib, json, sys, keiimport
engine = keiimport.Engine()
for line in sys.stdin:
    try:
        text = engine.evaluate(json.loads(line)).to_json()
    except keiimport.InputError as error:
        text = str(error)
    print(hashlib.sha256(text.encode()).hexdigest())
"""


def processes(chance: Random) -> int:
    """The same bytes in another process, with another hash seed and clock."""
    rows = [random_case(chance) for _ in range(20)]
    found = subprocess.run(
        [sys.executable, "-c", _HASHES],
        input="".join(json.dumps(row) + "\n" for row in rows).encode(),
        env={**os.environ, "PYTHONHASHSEED": str(chance.randrange(1000)), "TZ": "Asia/Tokyo"},
        stdout=subprocess.PIPE,
        timeout=300,
        check=True,
    )
    for row, there in zip(rows, found.stdout.decode().split(), strict=True):
        if there != _hash(row):
            raise Found("processes", row, "another process finds other bytes")
    return len(rows)


def _hash(row: Json) -> str:
    try:
        text = engine().evaluate(row).to_json()
    except InputError as error:
        text = str(error)
    return hashlib.sha256(text.encode()).hexdigest()


def threads(chance: Random) -> int:
    """One engine asked by several threads at once answers as it does alone."""
    rows = [random_case(chance) for _ in range(12)]
    alone, wrong = [_hash(row) for row in rows], []

    def ask(turn: int) -> None:
        for place in range(len(rows)):
            at = (place + turn) % len(rows)
            if _hash(rows[at]) != alone[at]:
                wrong.append(rows[at])

    asking = [threading.Thread(target=ask, args=(turn,)) for turn in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    if wrong:
        raise Found("threads", wrong[0], "threads disturb each other")
    return 4 * len(rows)


def tellings(chance: Random) -> int:
    """Cases in the words of whoever tells them, written and read again."""
    for _ in range(500):
        told = random_words(chance)
        if changed_on_the_way(told):
            small = smaller_case({"": told}, lambda c: changed_on_the_way(c[""]) is not None)[""]
            raise Found("tellings", small, str(changed_on_the_way(small)))
    return 500


# -- broken inputs ---------------------------------------------------------------


def read_case(data: bytes) -> None:
    """A case, as `evaluate` reads it."""
    for case in read_cases(BytesIO(data)).texts:
        if isinstance(case.text, bytes):
            with suppress(InputError):
                Case.parse(case.text, case.begins)


def read_table(data: bytes, form: Any) -> None:
    """A table, as `batch` reads it: as many rows out as in, wherever it is cut."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        evaluator = Evaluator(Options.of(today=TODAY, columns=["outcome"]), engine=engine())
        object.__setattr__(evaluator.options, "input_format", form)
        source = open_source(file.name, form, chunk_bytes=max(1, len(data) // 3))
        try:
            evaluator.take(source.columns, source.separator)
            evaluator.learn(source.first)
            for chunk in source.chunks(Position(), 0):
                assert evaluator.read(chunk).facts.height == chunk.rows, "rows are lost or doubled"
        finally:
            source.close()


def read_rules(data: bytes) -> None:
    """A rule file on its own: all that it may say is an error."""
    load_files({"rulebook.yaml": rules()["rulebook.yaml"], "federal/x.yaml": data})


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
    mappings = ROOT / "src" / "keiimport" / "batch" / "mappings"
    small = sorted((n for n in rules() if n.endswith(".yaml")), key=lambda n: len(rules()[n]))[:12]
    return {
        "case": (*EXAMPLES.values(), b"[" + b",".join(list(EXAMPLES.values())[:3]) + b"]"),
        "jsonl": (lines.getvalue(), b'{"vehicle": {"manufactured": "1998-05"}}\n{"entry": {}}\n'),
        "csv": (lots, lots.replace(b",", b";"), lots.replace(b"\n", b"\r\n")),
        "parquet": (page.getvalue(),),
        "rules": tuple(rules()[name] for name in small),
        "mapping": tuple(path.read_bytes() for path in sorted(mappings.glob("*.yaml"))),
    }


READERS: dict[str, Callable[[bytes], None]] = {
    "case": read_case,
    "jsonl": lambda data: read_table(data, "jsonl"),
    "csv": lambda data: read_table(data, "csv"),
    "parquet": lambda data: read_table(data, "parquet"),
    "rules": read_rules,
    "mapping": read_own_mapping,
}

_PIECES = (
    *(
        b'"',
        b'""',
        b"\\",
        b'\\"',
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1f",
        b"{{",
        b"[" * 200,
        b"- " * 200,
        b"&a ",
        b"*a ",
        b"!x ",
    ),
    *(b"null", b"true", b"1e999", b"-", b"NaN", b"9" * 400, "\u202e".encode(), "令和".encode()),
    *(b'{"a":' * 120, b"=1+1", b"\t", b"? ", b"|\n", b"<<: ", b'{"\\"\\"\\"', b"%", b"#"),
)


def broken(chance: Random, data: bytes) -> bytes:
    """The bytes, broken in a few places."""
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(data) + 1)
        size = min(chance.choice((0, 1, 1, 4, 40)), len(data) - place)
        match chance.randrange(5):
            case 0:
                data = data[:place] + chance.choice(_PIECES) + data[place + size :]
            case 1:
                data = data[:place] + data[place + size :]
            case 2:
                data = (
                    data[:place] + bytes(chance.randrange(256) for _ in range(size)) + data[place:]
                )
            case 3:
                data = (
                    data[:place]
                    + data[place : place + size] * chance.choice((2, 50))
                    + data[place:]
                )
            case 4:
                data = data[:place] if chance.random() < 0.2 else data + chance.choice(_PIECES)
    return data


def wrong_reading(form: str, data: bytes) -> str | None:
    """How a reader fails on some bytes, other than by a sentence and at once."""
    begun = process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            READERS[form](data)
    except KeiimportError as error:
        if any(mark in str(error) for mark in ("Traceback", "<class")):
            return f"the words of a program: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = process_time() - begun
    return f"it takes {took:.1f} s" if took > SLOW and len(data) < 100_000 else None


def inputs(chance: Random) -> int:
    """Broken files of every form: a sentence or an answer, at once."""
    for form, sound in seeds().items():
        for _ in range(2 if form == "rules" else 12):
            data = broken(chance, chance.choice(sound))
            why = wrong_reading(form, data)
            if why and why.startswith("it takes"):
                why = wrong_reading(form, data)  # something else may have held the machine
            if why:
                if len(data) < 20_000:
                    look = partial(wrong_reading, form)
                    data = smaller_bytes(data, lambda less, look=look: look(less) is not None)
                shown = {"form": form, "bytes": data.decode("latin-1")}
                raise Found("inputs", shown, str(wrong_reading(form, data) or why))
    return 12 * len(seeds()) - 10


# -- kills -------------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from datetime import date
from keiimport.batch.job import run
left = int(sys.argv[3])
def dying(name):
    real = getattr(os, name)
    def step(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    setattr(os, name, step)
for name in ("fsync", "replace", "open", "unlink", "rmdir", "mkdir"):
    dying(name)
asked = {"id": ["lot"], "columns": ["outcome"], "today": date(2026, 11, 21), "chunk_bytes": 300}
run(sys.argv[1], sys.argv[2], resume=True, **asked)
"""


def kills(chance: Random) -> int:
    """A run ended at any moment and gone on with makes the same bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder, form = Path(name), chance.choice(("csv", "jsonl", "parquet"))
        source, whole, out = folder / "in.jsonl", folder / f"whole.{form}", folder / f"out.{form}"
        rows = [{"lot": n, "manufactured": f"{1990 + n}-05", "make": "Suzuki"} for n in range(30)]
        source.write_text("".join(json.dumps(row) + "\n" for row in rows))
        _kill(source, whole, 1_000_000)
        killed = 0
        while not out.exists() and killed < 40:
            killed += _kill(source, out, chance.randrange(1, 45))
        if killed < 40:
            _kill(source, out, 1_000_000)
        if out.read_bytes() != whole.read_bytes():
            raise Found("kills", {"form": form, "kills": killed}, "bytes are lost or doubled")
        left = {path.name for path in folder.iterdir()} - {source.name, whole.name, out.name}
        if left:
            raise Found("kills", {"form": form, "left": sorted(left)}, "something is left behind")
    return killed


def _kill(source: Path, out: Path, after: int) -> bool:
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(source), str(out), str(after)],
        stderr=subprocess.PIPE,
        timeout=300,
        check=False,
    )
    if ended.returncode not in (0, -signal.SIGKILL):
        raise Found("kills", {"said": ended.stderr.decode()[-500:]}, "it cannot be gone on with")
    return ended.returncode != 0


KINDS: dict[str, Callable[[Random], int]] = {
    "cases": cases,
    "tellings": tellings,
    "tables": tables,
    "threads": threads,
    "inputs": inputs,
    "processes": processes,
    "kills": kills,
}


def again(kind: str, shown: Json) -> Iterator[str]:
    """What is still wrong with a failure that was kept."""
    if kind == "inputs":
        why = wrong_reading(shown["form"], shown["bytes"].encode("latin-1"))
    elif kind == "tellings":
        why = changed_on_the_way(shown)
    elif kind == "tables":
        why = "a table says something else" if unlike_table([shown]) else None
    else:
        why = wrong_with(shown, whole=True)
    if why:
        yield why
