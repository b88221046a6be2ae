# SPDX-License-Identifier: Apache-2.0
"""A kept bundle answers as freshly read rules do, and one that is not sound is never used."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.verdict.cases import EXAMPLES, ROOT

from keiimport import Engine
from keiimport.logic import bundle
from keiimport.logic.bundle import CACHE_VARIABLE, Bundle, load_bundle
from keiimport.rulebook.loader import load

NAMES = ("sakura-2022-limited", "kei-truck-h13", "leaf-2011-us", "low-speed-vehicle-2025")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def said(engine: Engine) -> list[str]:
    return [engine.evaluate(EXAMPLES[name]).to_json() for name in NAMES]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """Name and bytes of a bundle that was kept after some use."""
    folder = tmp_path_factory.mktemp("used")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder))
        engine = Engine()
        said(engine)
        engine.keep()
    (place,) = folder.glob("*.bundle")
    assert place.stat().st_mode & 0o077 == 0
    return place.name, place.read_bytes()


@pytest.fixture
def kept(folder: Path, used: tuple[str, bytes]) -> Path:
    """A kept bundle, for a test to spoil."""
    folder.mkdir(mode=0o700)
    place = folder / used[0]
    place.write_bytes(used[1])
    place.chmod(0o600)
    return place


def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rulebooks that would be compiled from now on; none is."""
    seen: list[object] = []
    monkeypatch.setattr(Bundle, "make", seen.append)
    return seen


def test_kept_and_read_back(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle read back is not compiled again and gives the same bytes."""
    fresh = said(Engine(load()))
    compiled = made(monkeypatch)
    assert said(Engine()) == fresh
    assert compiled == []


def test_only_grown_code_is_written_again(kept: Path) -> None:
    """Keeping twice writes once; nothing but the bundle is left behind."""
    before = kept.stat().st_mtime_ns
    engine = Engine()
    said(engine)
    engine.keep()
    assert kept.stat().st_mtime_ns == before
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_bundle_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    """A disk that filled up: the rules are read anew."""
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * part)])
    compiled = made(monkeypatch)
    load_bundle()
    assert len(compiled) == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_corrupted_bundle_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """One flipped bit, wherever it is, must never become law."""
    data = bytearray(kept.read_bytes())
    chance = random.Random(seed)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    kept.write_bytes(data)
    compiled = made(monkeypatch)
    load_bundle()
    assert len(compiled) == 1


@pytest.mark.parametrize("data", [b"", b"nothing", pickle.dumps(None), pickle.dumps((1, 2, 3))])
@pytest.mark.parametrize("signed", [True, False])
def test_what_is_no_bundle_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, signed: bool
) -> None:
    """Any other file in its place."""
    kept.write_bytes((hashlib.sha256(data).digest() if signed else b"") + data)
    compiled = made(monkeypatch)
    load_bundle()
    assert len(compiled) == 1


class Trap:
    """What somebody else might leave: reading it would run something."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self.mark),))


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
@pytest.mark.parametrize("how", ["mode 0666", "mode 0620", "owner"])
def test_a_bundle_that_others_could_write_is_never_read(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """It is unpickled, so only a file that this user alone can have written is opened."""
    mark = tmp_path / "sprung"
    trap = pickle.dumps(Trap(mark))
    kept.write_bytes(hashlib.sha256(trap).digest() + trap)
    if how == "owner":
        uid = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    else:
        kept.chmod(int(how.removeprefix("mode "), 8))
    compiled = made(monkeypatch)
    load_bundle()
    assert len(compiled) == 1
    assert not mark.exists()


def test_the_cache_can_be_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`KEIIMPORT_CACHE=off` reads and writes nothing, whatever else is set."""
    monkeypatch.setenv(CACHE_VARIABLE, "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    engine = Engine()
    said(engine)
    engine.keep()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keeping never fails: here a file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file" / "kept"))
    engine = Engine()
    said(engine)
    engine.keep()
    assert (tmp_path / "file").read_text() == ""


def test_other_rules_or_other_code_have_another_place(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle stands under the hash of its rules and of the code that made it."""
    assert bundle._place(load().hash) == kept
    assert bundle._place("0" * 64) != kept
    monkeypatch.setattr("keiimport.__version__", "99")
    assert bundle._place(load().hash) != kept


def test_a_bundle_of_another_run_gives_the_same_bytes(folder: Path) -> None:
    """Kept by one process and read by another that orders its sets otherwise."""
    code = (
        "import hashlib, sys, keiimport\n"
        "engine = keiimport.Engine()\n"
        "for path in sys.argv[1:]:\n"
        "    text = engine.evaluate(open(path, 'rb').read()).to_json()\n"
        "    print(hashlib.sha256(text.encode()).hexdigest())\n"
        "engine.keep()\n"
    )
    paths = [str(ROOT / "examples" / f"{name}.json") for name in NAMES]
    printed = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1
    assert len(list(folder.glob("*.bundle"))) == 1
