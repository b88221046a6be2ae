# SPDX-License-Identifier: Apache-2.0
"""Answers that must agree: of every judge, of tables, threads, processes and changed rules."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from random import Random
from time import process_time
from typing import Any

import jsonschema
from tests.mutants import mistakes
from tests.soak.cases import changed_on_the_way, random_case, random_words
from tests.soak.found import Found, Json, fails_still, smaller_case
from tests.verdict.cases import ROOT, engine

from keiimport import Case, Engine, InputError, KeiimportError
from keiimport.decide.decision import differences
from keiimport.logic.engines import Judge, make_judge
from keiimport.logic.rete import available
from keiimport.rulebook.checks import check
from keiimport.rulebook.model import Rulebook

TODAY = date(2026, 11, 21)
KINDS_OF_RULES = ("rules", "paths", "gates", "remarks")


def judges_of(rules: Engine) -> Iterator[tuple[str, Judge]]:
    """The written semantics, and durable-rules where it can run."""
    for name in ("naive", "rete") if available() else ("naive",):
        judge = make_judge(name, rules.index.bundle, rules.index.roots)
        assert judge is not None  # it is not the kernel
        yield name, judge


@cache
def judges() -> tuple[tuple[str, Judge], ...]:
    """Those of the rules as shipped."""
    return tuple(judges_of(engine()))


@cache
def schema() -> Any:
    """What a verdict must be."""
    text = (ROOT / "schema" / "verdict.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def wrong_with(case: Json, *, whole: bool = False) -> str | None:
    """What must not be of one case; None where all is well."""
    read = Case.parse(case)
    if Case.parse(read.to_dict()).told() != read.told():
        return "it does not survive `to_dict` and back"
    try:
        mine = engine().evaluate(read)
        for name, judge in judges():
            if differences(mine._decided, judge):
                return f"`{name}` finds other truths"
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
            return less_known(case)
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
        look = partial(wrong_with, whole=number == 0)
        if why := look(case):
            small = smaller_case(case, lambda c, look=look: fails_still(lambda: look(c)))
            raise Found("cases", small, look(small) or why)
    if chance.random() < 0.05:
        engine().forget()
    return 50


def tellings(chance: Random) -> int:
    """Cases in the words of whoever tells them, written and read again."""
    for _ in range(500):
        told = random_words(chance)
        begun = process_time()
        with suppress(InputError):
            Case.parse(told)
        if process_time() - begun > 0.5:
            raise Found("tellings", told, "it takes long to read")
        if changed_on_the_way(told):
            small = smaller_case({"": told}, lambda c: changed_on_the_way(c[""]) is not None)[""]
            raise Found("tellings", small, changed_on_the_way(small))
    return 500


def unlike_table(rows: list[Json]) -> list[int]:
    """The rows of which a table says something else than a single evaluation."""
    outputs = ["outcome", "earliest", "strict_outcome"]
    many = engine().evaluate_many(rows, outputs=outputs, today=TODAY)
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
        small = smaller_case(rows[number], lambda c: fails_still(lambda: unlike_row(c)))
        raise Found("tables", small, "a table says something else")
    return len(rows)


def unlike_row(case: Json) -> str | None:
    """What a table of one row says otherwise."""
    return "a table says something else" if unlike_table([case]) else None


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


# -- other rules -----------------------------------------------------------------


def changed_rules(chance: Random) -> tuple[str, Rulebook]:
    """The rules with one to three of their parts changed, and what was changed."""
    book, said = engine().rulebook, []
    for _ in range(chance.randrange(1, 4)):
        kind = chance.choices(KINDS_OF_RULES, [len(getattr(book, k)) for k in KINDS_OF_RULES])[0]
        items = getattr(book, kind)
        place = chance.randrange(len(items))
        changes = list(mistakes(kind, items[place], book.vocabulary))
        if not changes:
            continue
        what, other = chance.choice(changes)
        kept = () if other is None else (other,)
        book = replace(book, **{kind: (*items[:place], *kept, *items[place + 1 :])})
        said.append(f"{items[place].id}: {what}")
    return "; ".join(said), book


def mutations(chance: Random) -> int:
    """Rules that say something else: refused with a sentence, or read alike by all judges."""
    said, book = changed_rules(chance)
    if check(book):
        return 1
    try:
        rules = Engine(book)
    except KeiimportError:
        return 1
    asked = list(judges_of(rules))
    for _ in range(20):
        case = random_case(chance)
        try:
            decided = rules.evaluate(case)._decided
        except InputError:
            continue
        for name, judge in asked:
            if differences(decided, judge):
                shown = {"changed": said, "case": case}
                raise Found("mutations", shown, f"`{name}` finds other truths")
    return 1
