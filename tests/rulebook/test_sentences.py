# SPDX-License-Identifier: Apache-2.0
"""`words.yaml`: checked like a rule file, part of the rulebook, and all of it said by code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from tests.rulebook.conftest import Load

import keiimport
from keiimport.errors import RuleErrors
from keiimport.rulebook.vocabulary import SENTENCES, rules_schema
from keiimport.rulebook.yaml import read_yaml

CODE = Path(keiimport.__file__).parent


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "  unclaimed:",
            "  unclamed:",
            "words.yaml:LINE:13: unknown key `unclamed`; expected `unclaimed`",
        ),
        ("  unclaimed:", "  #", "`unclaimed` is missing"),
        ("{because}; you can", "{becase}; you can", "{becase} has no place in this sentence"),
        ('"only if you ask for it"', '"only {if you ask"', "a brace in this sentence"),
        ('"only if you ask for it"', "true", "`unclaimed` is read as true or false"),
    ],
)
def test_mistakes_are_named_at_their_place(
    load: Load, base: dict[str, bytes], old: str, new: str, said: str
) -> None:
    """A misspelt name or place, a missing sentence, a stray brace: file, line and column."""
    text = base["words.yaml"].decode()
    assert text.count(old) == 1
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(RuleErrors) as raised:
        load(words_yaml=text.replace(old, new))
    messages = [error.sentence() for error in raised.value.errors]
    assert any(said.replace("LINE", str(line)) in message for message in messages), messages
    assert all(error.place is not None for error in raised.value.errors)


def test_a_place_that_is_not_there_names_those_that_are(load: Load, base: dict[str, bytes]) -> None:
    """The places that a sentence may have are told."""
    text = base["words.yaml"].decode().replace("{because}; you can", "{becase}; you can")
    with pytest.raises(RuleErrors, match=r"expected `\{because\}`, `\{day\}`"):
        load(words_yaml=text)


def test_one_s_own_sentence_is_said_and_changes_the_rulebook(tmp_path: Path) -> None:
    """A sentence laid over the others is printed, and the hash tells that the words differ."""
    (tmp_path / "words.yaml").write_text('door:\n  unclaimed: "Ask for it, then we look."\n')
    told: dict[str, object] = {"vehicle.chassis_code": "B6AW", "entry.date": "2026-11-21"}
    ours = keiimport.Engine(overlays=[tmp_path]).evaluate(told)
    theirs = keiimport.Engine().evaluate(told)
    assert "Ask for it, then we look." in {path.because for path in ours.paths}
    assert ours.outcome == theirs.outcome and ours.rulebook.hash != theirs.rulebook.hash


def test_editors_know_every_sentence() -> None:
    """The schema of the rule files has that of `words.yaml`, which the law keeps."""
    schema = {"$defs": rules_schema()["$defs"], "$ref": "#/$defs/WordsFile"}
    shipped = (CODE.parents[1] / "rules" / "words.yaml").read_bytes()
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(read_yaml(shipped, "words.yaml").plain())
    assert not validator.is_valid({"door": {"unclaimed": "so"}})


def test_every_sentence_is_said_by_code() -> None:
    """No sentence lies in the file that nothing says."""
    words = set(_words())
    for group, names in SENTENCES.items():
        for name in names:
            whole = f"{group}.{name}" in words or name in words
            assert whole or words.issuperset(name.split("_")), f"{group}.{name}"


def _words() -> Iterator[str]:
    """The names in the texts of the code, and the parts of which names are put together."""
    for file in CODE.rglob("*.py"):
        if file.name == "sentences.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(r"[a-z_.]+", text):
                yield text
                yield from re.split(r"[._]+", text)
