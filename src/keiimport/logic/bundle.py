# SPDX-License-Identifier: Apache-2.0
"""A rulebook ready to run: read, compiled, and its generated code, kept between runs.

A bundle is kept in the user's cache folder under the hash of the rules and of the
code that made it. Where none can be kept or read, everything is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import marshal
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import CodeType
from typing import Any

import keiimport
from keiimport.errors import InputError, printable
from keiimport.facts.catalogue import Catalogue
from keiimport.logic.compile import Compiled, compile_rulebook
from keiimport.logic.kernel import Kernel
from keiimport.rulebook.files import (
    DATA,
    fingerprint,
    read_folder,
    read_overlays,
    rules_folder,
)
from keiimport.rulebook.model import Rulebook

CACHE_VARIABLE = "KEIIMPORT_CACHE"
"""Environment variable: a folder for bundles, or `off`."""

DIGEST = 32
"""Bytes of the SHA-256 before a bundle: one flipped bit must never become law."""


@dataclass(slots=True)
class Bundle:
    """A rulebook with its Program and the evaluators generated for it.

    Attributes:
        catalogue: its vehicles, once they were read.
        kept: how much of it is in the cache, as `size` counts.
    """

    rulebook: Rulebook
    compiled: Compiled
    kernel: Kernel
    catalogue: Catalogue | None = None
    kept: int = 0

    @property
    def size(self) -> int:
        """How many things were worked out that are worth keeping."""
        return len(self.kernel.code) + (self.catalogue is not None)

    @classmethod
    def make(cls, rulebook: Rulebook) -> Bundle:
        """Compile `rulebook`; nothing is kept.

        Raises:
            RuleError: what is declared exclusive is not.
        """
        from keiimport.logic.exclusive import prove_exclusive  # not where one is kept

        compiled = compile_rulebook(rulebook)
        kernel = Kernel(compiled.program)
        prove_exclusive(rulebook, compiled, kernel)
        return cls(rulebook, compiled, kernel)


def load_bundle(
    folder: Path | None = None,
    scenarios: Iterable[str] = (),
    overlays: Iterable[Path | str] = (),
) -> Bundle:
    """The bundle of the rules in `folder` (default: the rules that are shipped).

    Args:
        folder: where the rule files are.
        scenarios: names of hypothetical reforms to lay over them.
        overlays: folders or files of one's own to lay over them.

    Raises:
        RuleError: the rules cannot be read.
        InputError: there is no such scenario or overlay.
    """
    files = read_folder(folder or rules_folder(), scenarios=scenarios)
    laid = tuple(str(path) for path in overlays)
    files |= read_overlays(laid, tuple(files))
    place = _place(fingerprint(files))
    kept = _read(place) if place is not None else None
    if kept is not None:
        kept.rulebook = replace(kept.rulebook, overlays=laid)  # they may have moved
        return kept
    from keiimport.rulebook.loader import load_files  # not needed where a bundle is kept

    return Bundle.make(load_files(files, folder=str(folder or ""), overlays=laid))


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
        RuleError: the rules cannot be read.
        InputError: these are no rules, or there is no such scenario here.
    """
    if rules is None or isinstance(rules, Path):
        return load_bundle(rules, scenarios, overlays)
    if isinstance(rules, str):
        return load_bundle(Path(rules), scenarios, overlays)
    if not isinstance(rules, Rulebook):
        raise InputError(
            "these are no rules",
            at="rulebook",
            got=printable(rules),
            expected="a rulebook, or the path of a folder of rules",
        )
    for at, what, given in (
        ("scenarios", "a scenario", scenarios),
        ("overlays", "an overlay", overlays),
    ):
        if given:
            raise InputError(
                f"{what} is laid over rules when they are read, and these are read already",
                at=at,
                got=given,
                expected=f"`load_rulebook(folder, {at}=...)`",
            )
    return Bundle.make(rules)


def keep(bundle: Bundle) -> None:
    """Write `bundle` to the cache where it has grown; never fails."""
    place = _place(bundle.rulebook.hash)
    if place is None or bundle.size == bundle.kept:
        return
    code = {key: marshal.dumps(made) for key, made in bundle.kernel.code.items()}
    data = _pickled((bundle.rulebook, bundle.compiled, code, bundle.catalogue))
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        os.replace(name, place)
        bundle.kept = bundle.size


class _Pickler(pickle.Pickler):
    """Writes frozen objects as calls of their classes, which are read back twice as fast."""

    def reducer_override(self, obj: object) -> Any:
        """How to make `obj` again: by default, but for frozen objects without secrets."""
        if is_dataclass(obj) and not isinstance(obj, type) and "__getstate__" in vars(type(obj)):
            parts = fields(obj)
            if all(part.init for part in parts):
                return type(obj), tuple([getattr(obj, part.name) for part in parts])
        return NotImplemented


def _pickled(kept: object) -> bytes:
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(kept)
    return written.getvalue()


def _read(place: Path) -> Bundle | None:
    try:
        with place.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            digest, data = file.read(DIGEST), file.read()
        if hashlib.sha256(data).digest() != digest:
            return None
        rulebook, compiled, code, catalogue = pickle.loads(data)
        loaded: Mapping[tuple[int, ...], CodeType] = {
            key: marshal.loads(made) for key, made in code.items()
        }
        bundle = Bundle(rulebook, compiled, Kernel(compiled.program, loaded), catalogue)
        bundle.kept = bundle.size
        return bundle
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
    """A stamp of the interpreter, of the library's own source files and of its vehicles."""
    stamp = hashlib.sha256(f"{sys.implementation.cache_tag} {keiimport.__version__}".encode())
    root = Path(keiimport.__file__).parent
    # a folder of rules without vehicles of its own has those that are shipped
    layers = (root / layer for layer in ("facts", "rulebook", "logic"))
    data = rules_folder() / DATA
    for folder in (*layers, data, data / "vehicles"):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".csv")):
                    status = entry.stat()
                    stamp.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}".encode())
    return stamp.hexdigest()[:16]
