# SPDX-License-Identifier: Apache-2.0
"""A rulebook ready to run: read, compiled, and its generated code, kept between runs.

A bundle is kept in the user's cache folder under the hash of everything it answers by: the
rules, their data, and the code that made it. It is read only from a folder and a file that
nobody else can write, signed with a key that nobody else can read, and made of this library's
own data alone; what is anything else is passed over with a warning, and made again.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import marshal
import os
import pickle
import stat
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keiimport
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.problems import bad_input
from keiimport.logic.kernel import Kernel
from keiimport.logic.program import Compiled
from keiimport.memory import Memory
from keiimport.rulebook import files
from keiimport.rulebook.model import Rulebook

CACHE_VARIABLE = "KEIIMPORT_CACHE"  # environment variable: a folder for bundles, or `off`
SIGNED = 32  # bytes of the signature before a bundle, and of the key that signs it
KEY = "key"
_UNFINISHED = ".new-"
_STALE = 3600.0  # seconds after which an unfinished file is what a process that was ended has left


@dataclass(slots=True)
class Bundle:
    """A rulebook with its Program and the evaluators generated for it."""

    rulebook: Rulebook
    compiled: Compiled
    kernel: Kernel
    catalogue: Catalogue | None = None  # its vehicles, once they were read
    kept: int | None = None  # how much of it is in the cache, as `size` counts, if anything
    name: str = ""  # what it is called there; empty where it is not kept

    @property
    def size(self) -> int:
        """How many things were computed that are worth keeping."""
        return len(self.kernel.code) + (self.catalogue is not None)

    @classmethod
    def make(cls, rulebook: Rulebook, name: str = "") -> Bundle:
        """Compile `rulebook`; raises a `RuleError` if what is declared exclusive may not be so."""
        from keiimport.logic.compile import compile_rulebook  # not where one is kept
        from keiimport.logic.solving import prove_exclusive

        compiled = compile_rulebook(rulebook)
        prove_exclusive(rulebook, compiled)
        return cls(rulebook, compiled, Kernel(compiled.program), name=name)


def bundle_of(
    rules: Rulebook | Path | str | None = None,
    scenarios: Iterable[str] = (),
    overlays: Iterable[Path | str] = (),
) -> Bundle:
    """The bundle of `rules`.

    Args:
        rules: a rulebook, a folder of rules, or None for the rules that are shipped.
        scenarios: names of hypothetical reforms to lay over a folder of rules.
        overlays: folders or files of one's own to lay over a folder of rules.

    Raises:
        RuleError: the rules cannot be read, or are others than the environment asks for.
        InputError: these are no rules, or there is no such scenario or overlay here.
    """
    if isinstance(rules, Rulebook):
        laid = (("scenarios", "a scenario", scenarios), ("overlays", "an overlay", overlays))
        for at, what, given in laid:
            if given:
                raise bad_input("read_already", at=at, got=given, what=what, key=at)
        return Bundle.make(rules)
    folder = files.rules_folder() if rules is None else Path(rules)
    read = files.read_rules(folder, scenarios, overlays)
    files.check_pinned(files.fingerprint(read))
    name = _name(read)
    place, over = str(folder.absolute()), tuple(str(Path(path).absolute()) for path in overlays)

    def load() -> Bundle:
        kept = _read(name)
        if kept is not None:
            # the same rules may stand elsewhere now
            kept.rulebook = replace(kept.rulebook, folder=place, overlays=over)
            return kept
        from keiimport.rulebook.loader import load_files  # not needed where a bundle is kept

        return Bundle.make(load_files(read, folder=place, overlays=over), name)

    return _loaded.recall((name, place, over), load)


_loaded: Memory[tuple[str, str, tuple[str, ...]], Bundle] = Memory(4)
"""Bundles of this process: an engine made again is ready in less than half the time."""


def keep(bundle: Bundle) -> None:
    """Write `bundle` to the cache if it has grown, whole or not at all; never fails."""
    folder = _folder() if bundle.name and bundle.size != bundle.kept else None
    if folder is None:
        return
    code = {key: marshal.dumps(made) for key, made in bundle.kernel.code.items()}
    parts = (bundle.rulebook, bundle.compiled, code, bundle.catalogue)
    data = pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(os.lstat(folder), stat.S_ISDIR):
            _warn(folder)
            return
        for left in folder.glob(f"{_UNFINISHED}*"):
            if left.lstat().st_mtime < time.time() - _STALE:
                left.unlink()
        if _key(folder) is None:
            with suppress(FileExistsError):
                _put(folder / KEY, os.urandom(SIGNED), new=True)
        if (key := _key(folder)) is not None:
            _put(folder / bundle.name, hmac.digest(key, data, "sha256") + data)
            bundle.kept = bundle.size


def _put(place: Path, data: bytes, *, new: bool = False) -> None:
    """Write a file whole or not at all; `new`: never in the place of another."""
    import tempfile

    handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        (os.link if new else os.replace)(unfinished, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)


def _key(folder: Path) -> bytes | None:
    key = _bytes_of(folder / KEY)
    return key if key is not None and len(key) == SIGNED else None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Find a class, but only one that rules and vehicles are made of."""
        if module.startswith(_OWN):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a bundle")


_OWN = ("keiimport.errors", "keiimport.facts.", "keiimport.logic.program", "keiimport.rulebook.")


def _read(name: str) -> Bundle | None:
    """The cached bundle of this name; None if there is none that can be trusted."""
    folder = _folder()
    if folder is None or not os.path.lexists(place := folder / name):
        return None
    try:
        key, kept = _key(folder), _bytes_of(place)
        if not _is_ours(os.lstat(folder), stat.S_ISDIR) or key is None or kept is None:
            raise ValueError
        signature, data = kept[:SIGNED], memoryview(kept)[SIGNED:]
        if not hmac.compare_digest(hmac.digest(key, data, "sha256"), signature):
            raise ValueError
        rulebook, compiled, code, catalogue = _Unpickler(io.BytesIO(data)).load()
        kernel = Kernel(compiled.program, {key: marshal.loads(made) for key, made in code.items()})
        bundle = Bundle(rulebook, compiled, kernel, catalogue, name=name)
        bundle.kept = bundle.size
        return bundle
    except Exception:
        # a bundle that cannot be read for whatever reason is simply made again
        _warn(place)
        return None


def _warn(place: Path) -> None:
    said = f"`{place}` was not kept by keiimport, or others can write there; it is passed over"
    warnings.warn(said, RuntimeWarning, stacklevel=2)


def _bytes_of(place: Path) -> bytes | None:
    """The content of a regular file that only this user can write; None if it is no such file."""
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    with suppress(OSError), os.fdopen(os.open(place, flags), "rb") as file:
        return file.read() if _is_ours(os.fstat(file.fileno()), stat.S_ISREG) else None
    return None


def _is_ours(status: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind and only this user can have written it."""
    getuid = getattr(os, "getuid", None)
    mine = getuid is None or status.st_uid == getuid()
    open_to_others = getuid is not None and status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return mine and not open_to_others and kind(status.st_mode)


def _folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    wanted = os.environ.get(CACHE_VARIABLE) or os.path.join(base, "keiimport")
    return None if wanted == "off" else Path(wanted)


def _name(read: Mapping[str, bytes]) -> str:
    lacking = [part for part in files.CATALOGUE if not any(name.startswith(part) for name in read)]
    shipped = files.read_rules(files.rules_folder()) if lacking else {}
    data = {n: text for n, text in shipped.items() if n.startswith(tuple(lacking))}
    stamp = hashlib.sha256(f"{files.fingerprint(read)} {files.fingerprint(data)} ".encode())
    stamp.update(f"{sys.implementation.cache_tag} {keiimport.__version__}".encode())
    root = Path(keiimport.__file__).parent
    for folder in (root / layer for layer in ("facts", "rulebook", "logic")):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".csv")):
                    status = entry.stat()
                    stamp.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}".encode())
    return f"{stamp.hexdigest()[:32]}.bundle"
