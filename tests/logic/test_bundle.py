# SPDX-License-Identifier: Apache-2.0
"""A kept bundle answers as freshly read rules do, and one that is not sound is never used."""

from __future__ import annotations

import errno
import hmac
import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.verdict.cases import EXAMPLES, ROOT

from keiimport import Engine
from keiimport.logic import bundle
from keiimport.logic.bundle import CACHE_VARIABLE, Bundle, bundle_of
from keiimport.memory import Memory
from keiimport.rulebook.files import read_folder, rules_folder
from keiimport.rulebook.loader import load

pytestmark = pytest.mark.filterwarnings("ignore:.* is passed over:RuntimeWarning")

NAMES = ("sakura-2022-limited", "kei-truck-h13", "leaf-2011-us", "low-speed-vehicle-2025")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


class Forgetful(Memory[Any, Any]):
    """Remembers nothing."""

    def recall(self, key: Any, make: Callable[[], Any]) -> Any:
        return make()


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load as a process does that has loaded nothing."""
    monkeypatch.setattr(bundle, "_loaded", Forgetful(0))


def said(engine: Engine) -> list[str]:
    return [engine.evaluate(EXAMPLES[name]).to_json() for name in NAMES]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Names and bytes of a bundle that was kept after some use, and of the key."""
    folder = tmp_path_factory.mktemp("used")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "_loaded", Forgetful(0))
        patch.setenv(CACHE_VARIABLE, str(folder))
        engine = Engine()
        said(engine)
        engine.keep()
    (place,) = folder.glob("*.bundle")
    assert place.stat().st_mode & 0o077 == 0
    assert (folder / "key").stat().st_mode & 0o077 == 0
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def kept(folder: Path, used: dict[str, bytes]) -> Path:
    """A kept bundle, for a test to spoil."""
    folder.mkdir(mode=0o700)
    for name, data in used.items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
    return next(folder.glob("*.bundle"))


def signed(place: Path, data: bytes) -> bytes:
    """A bundle with these data, signed as by its user."""
    return hmac.digest((place.parent / "key").read_bytes(), data, "sha256") + data


def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The rulebooks that would be compiled from now on; none is."""
    seen: list[object] = []
    monkeypatch.setattr("keiimport.rulebook.loader.load_files", lambda *_, **__: None)
    monkeypatch.setattr(Bundle, "make", lambda *given: seen.append(given))
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
    assert set(kept.parent.iterdir()) == {kept, kept.parent / "key"}


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_bundle_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    """A disk that filled up: the rules are read anew."""
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * part)])
    compiled = made(monkeypatch)
    bundle_of()
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
    bundle_of()
    assert len(compiled) == 1


@pytest.mark.parametrize("data", [b"", b"nothing", pickle.dumps(None), pickle.dumps((1, 2, 3))])
@pytest.mark.parametrize("sign", [True, False])
def test_what_is_no_bundle_is_ignored(
    kept: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, sign: bool
) -> None:
    """Any other file in its place."""
    kept.write_bytes(signed(kept, data) if sign else data)
    compiled = made(monkeypatch)
    bundle_of()
    assert len(compiled) == 1


class Trap:
    """What somebody else might leave: reading it would run something."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self.mark),))


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
@pytest.mark.parametrize(
    "how",
    ["mode 0666", "mode 0620", "owner", "link", "pipe", "folder 0777", "folder link", "key 0666"],
)
def test_a_bundle_that_others_could_write_is_never_read(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Only a file that this user alone can have written is opened, and nothing waits for one."""
    what, _, mode = how.partition(" ")
    if what == "owner":
        uid = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    elif what == "link":
        kept.rename(tmp_path / "download")
        kept.symlink_to(tmp_path / "download")
    elif what == "pipe":
        kept.unlink()
        os.mkfifo(kept, 0o600)
    elif how == "folder link":
        kept.parent.rename(tmp_path / "elsewhere")
        kept.parent.symlink_to(tmp_path / "elsewhere")
    else:
        place = {"folder": kept.parent, "key": kept.parent / "key"}.get(what, kept)
        place.chmod(int(mode, 8))
    compiled = made(monkeypatch)
    with pytest.warns(RuntimeWarning, match="is passed over"):
        bundle_of()
    assert len(compiled) == 1


def test_even_a_signed_bundle_runs_nothing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made of this library's own data, whoever wrote it."""
    mark = tmp_path / "sprung"
    kept.write_bytes(signed(kept, pickle.dumps(Trap(mark))))
    compiled = made(monkeypatch)
    with pytest.warns(RuntimeWarning, match="is passed over"):
        bundle_of()
    assert len(compiled) == 1 and not mark.exists()


def test_a_bundle_that_does_not_fit_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all; and what a process that was ended left goes with the next one."""
    folder.mkdir(mode=0o700)
    stale = folder / ".new-left"
    stale.write_bytes(b"half")
    os.utime(stale, (0, 0))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    engine = Engine()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        engine.keep()
    assert [file.name for file in folder.iterdir()] == ["key"]


def test_rules_from_another_place_have_their_own_vehicles(folder: Path, tmp_path: Path) -> None:
    """A bundle kept without its vehicles does not remember where the rules once were."""
    first, second = tmp_path / "first", tmp_path / "second"
    shutil.copytree(ROOT / "rules", first)
    table = next(
        file
        for file in sorted((first / "data" / "vehicles").glob("*.csv"))
        if ",DD51T," in file.read_text(encoding="utf-8")
    )
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if ",DD51T," not in line), encoding="utf-8")
    bundle_of(first)
    bundle.keep(bundle_of(first))
    first.rename(second)
    case = {"vehicle": {"chassis_code": "DD51T"}, "entry": {"date": "2026-11-21"}}
    told = [Engine(second).evaluate(case).to_json(), Engine(load(second)).evaluate(case).to_json()]
    assert told[0] == told[1] != Engine().evaluate(case).to_json()


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


def test_other_rules_data_or_code_have_another_name(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle is called after everything it answers by."""
    files = read_folder(rules_folder())
    assert bundle._name(files) == kept.name
    laws = {name: data for name, data in files.items() if not name.startswith("data/")}
    with_others = laws | {"data/vehicles/x.csv": b"one"}
    names = {
        bundle._name(files),
        bundle._name(files | {"rulebook.yaml": b""}),
        bundle._name(laws),
        bundle._name(with_others),
        bundle._name(with_others | {"data/vehicles/x.csv": b"two"}),
    }
    assert len(names) == 5
    monkeypatch.setattr("keiimport.__version__", "99")
    assert bundle._name(files) not in names


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


def test_the_rules_that_are_shipped_are_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    """Rows of states, of the tariff and of fees too: no class of theirs is refused."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    first = bundle_of()
    bundle.keep(first)
    assert bundle_of().kept == first.size
    assert not recwarn.list
