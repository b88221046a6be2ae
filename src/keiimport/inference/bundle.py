# SPDX-License-Identifier: Apache-2.0
"""A rulebook ready to run: read, compiled, and its generated code, kept between runs.

A bundle is kept in the user's cache folder under the hash of the rules and of the
code that made it. Where none can be kept or read, everything is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

import keiimport
from keiimport.inference.compile import Compiled, compile_rulebook
from keiimport.inference.direct import Direct
from keiimport.inference.exclusive import prove_exclusive
from keiimport.rulebook.files import fingerprint, read_folder, rules_folder
from keiimport.rulebook.model import Rulebook

CACHE_VARIABLE = "KEIIMPORT_CACHE"
"""Environment variable: a folder for bundles, or `off`."""


@dataclass(slots=True)
class Bundle:
    """A rulebook with its Program and the evaluators generated for it."""

    rulebook: Rulebook
    compiled: Compiled
    direct: Direct
    kept_code: int = field(default=0)

    @classmethod
    def make(cls, rulebook: Rulebook) -> Bundle:
        """Compile `rulebook`; nothing is kept.

        Raises:
            RuleError: what is declared exclusive is not.
        """
        compiled = compile_rulebook(rulebook)
        direct = Direct(compiled.program)
        prove_exclusive(rulebook, compiled, direct)
        return cls(rulebook, compiled, direct)


def load_bundle(folder: Path | None = None) -> Bundle:
    """The bundle of the rules in `folder` (default: the rules that are shipped).

    Raises:
        RuleError: the rules cannot be read.
    """
    files = read_folder(folder or rules_folder())
    place = _place(fingerprint(files))
    kept = _read(place) if place is not None else None
    if kept is not None:
        return kept
    from keiimport.rulebook.loader import load_files  # not needed where a bundle is kept

    return Bundle.make(load_files(files, folder=str(folder or "")))


def keep(bundle: Bundle) -> None:
    """Write `bundle` to the cache where its generated code has grown; never fails."""
    place = _place(bundle.rulebook.hash)
    if place is None or len(bundle.direct.code) == bundle.kept_code:
        return
    code = {key: marshal.dumps(made) for key, made in bundle.direct.code.items()}
    data = pickle.dumps((bundle.rulebook, bundle.compiled, code), pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, place)
        bundle.kept_code = len(code)


def _read(place: Path) -> Bundle | None:
    try:
        with place.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            rulebook, compiled, code = pickle.loads(file.read())
        loaded: Mapping[tuple[int, ...], CodeType] = {
            key: marshal.loads(made) for key, made in code.items()
        }
        return Bundle(rulebook, compiled, Direct(compiled.program, loaded), len(loaded))
    except Exception:
        # A bundle that cannot be read for whatever reason is simply made again.
        return None


def _is_ours(status: os.stat_result) -> bool:
    """Whether only this user can have written the file: it will be unpickled."""
    getuid = getattr(os, "getuid", None)
    mine = getuid is None or status.st_uid == getuid()
    return mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _place(rules: str) -> Path | None:
    wanted = os.environ.get(CACHE_VARIABLE)
    if wanted == "off":
        return None
    if wanted:
        folder = Path(wanted)
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = Path(base) / "keiimport"
    return folder / f"{rules[:16]}-{_code_stamp()}.bundle"


def _code_stamp() -> str:
    """A stamp of the interpreter and of the library's own source files."""
    stamp = hashlib.sha256(f"{sys.implementation.cache_tag} {keiimport.__version__}".encode())
    root = Path(keiimport.__file__).parent
    for layer in ("facts", "rulebook", "inference"):
        with os.scandir(root / layer) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    stamp.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}".encode())
    return stamp.hexdigest()[:16]
