# SPDX-License-Identifier: Apache-2.0
"""Where the rules are, and the bytes of their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from keiimport.errors import Place, RuleError

MAX_BYTES = 1 << 20
"""The largest rule file or table."""

MAX_FILES = 1000
SCENARIOS = "scenarios"
"""The folder of hypothetical reforms, read only when asked for."""

DATA = "data"
"""The folder of lists that are no rules, such as the vehicles."""

_SUFFIXES = (".yaml", ".csv")


def rules_folder() -> Path:
    """The folder of the rules that come with this package.

    Returns:
        The folder inside an installed package, or `rules` at the top of a checkout.

    Raises:
        RuleError: when neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parents[1] / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("the rules that come with keiimport are missing", expected="a new installation")


def read_folder(path: Path, *, scenarios: bool = False) -> dict[str, bytes]:
    """Read every rule file and table below `path`.

    Args:
        path: the folder.
        scenarios: whether to read the hypothetical reforms too.

    Returns:
        The bytes of each `*.yaml` and `*.csv` by its name relative to `path` with forward
        slashes, sorted by name. Names that begin with a dot are skipped.

    Raises:
        RuleError: when the folder cannot be read, holds too much, or links out of itself.
    """
    if not path.is_dir():
        raise RuleError(f"there is no folder `{path}`", expected="a folder of rule files")
    root = path.resolve()
    found: dict[str, Path] = {}
    for file in path.rglob("*"):
        name = file.relative_to(path).as_posix()
        parts = name.split("/")
        if file.suffix not in _SUFFIXES or any(part.startswith(".") for part in parts):
            continue
        if parts[0] == SCENARIOS and not scenarios:
            continue
        if not file.resolve().is_relative_to(root):
            raise RuleError(f"`{name}` is a link out of the folder of rules", expected="a file")
        if file.is_file():
            found[name] = file
    if len(found) > MAX_FILES:
        raise RuleError(f"the folder holds {len(found)} files", expected=f"at most {MAX_FILES}")
    return {name: _read(found[name], name) for name in sorted(found)}


def read_data(folder: str, name: str) -> str:
    """The text of a file of data that comes with the rules, such as the list of vehicles.

    Args:
        folder: the folder of the rules (empty: the one that comes with this package).
        name: the name of a file in its `data`; where it has none, that of the package serves.

    Raises:
        RuleError: when it is missing, too large or not UTF-8.
    """
    places = ([Path(folder)] if folder else []) + [rules_folder()]
    file = next((f for place in places if (f := place / DATA / name).is_file()), None)
    if file is None:
        raise RuleError(f"there is no file `{DATA}/{name}` among the rules")
    try:
        return _read(file, f"{DATA}/{name}").decode("utf-8")
    except UnicodeDecodeError:
        raise RuleError(f"`{DATA}/{name}` is not UTF-8", expected="UTF-8") from None


def _read(file: Path, name: str) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise RuleError(f"`{name}` cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise RuleError("the file is too large", place=Place(name, 1, 1), expected="at most 1 MiB")
    return data


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, in hexadecimal, sorted by name."""
    return {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}


def fingerprint(files: Mapping[str, bytes]) -> str:
    """One SHA-256, in hexadecimal, over the names and bytes of all files.

    It changes when a file changes, moves, comes or goes, and never with the order of
    reading.
    """
    lines = (f"{digest}  {name}\n" for name, digest in digests(files).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
