# SPDX-License-Identifier: Apache-2.0
"""Where the rules are, and the bytes of their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from keiimport.errors import InputError, Place, RuleError, nearest

MAX_BYTES = 1 << 20
"""The largest rule file or table."""

MAX_FILES = 1000
SCENARIOS = "scenarios"
"""The folder of hypothetical reforms, read only when asked for."""

DATA = "data"
"""The folder of lists that are no rules, such as the vehicles."""

_SUFFIXES = (".yaml", ".csv")
_MISTAKEN = {".yml": ".yaml", ".yaml": ".yaml", ".csv": ".csv"}


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


def scenario_names(path: Path) -> tuple[str, ...]:
    """The hypothetical reforms that may be laid over the rules in the folder `path`, sorted."""
    files = (path / SCENARIOS).glob("*.yaml")
    return tuple(sorted(file.stem for file in files if not file.name.startswith(".")))


def read_folder(path: Path, *, scenarios: Iterable[str] = ()) -> dict[str, bytes]:
    """Read every rule file and table below `path`.

    Args:
        path: the folder.
        scenarios: the hypothetical reforms to read too: `scenarios/<name>.yaml` and what
            lies in the folder `scenarios/<name>`.

    Returns:
        The bytes of each `*.yaml` and `*.csv` by its name relative to `path` with forward
        slashes, sorted by name. Names that begin with a dot are skipped.

    Raises:
        RuleError: when the folder cannot be read, holds too much, links out of itself, or
            holds a `*.yml`, which would not be read.
        InputError: when there is no such scenario.
    """
    if not path.is_dir():
        raise RuleError(f"there is no folder `{path}`", expected="a folder of rule files")
    wanted = {scenarios} if isinstance(scenarios, str) else set(scenarios)
    _check_known(wanted, scenario_names(path))
    root = path.resolve()
    found: dict[str, Path] = {}
    for file in path.rglob("*"):
        name = file.relative_to(path).as_posix()
        parts = name.split("/")
        if any(part.startswith(".") for part in parts):
            continue
        if file.suffix not in _SUFFIXES:
            _check_suffix(file, name)
            continue
        if parts[0] == SCENARIOS and parts[1].removesuffix(".yaml") not in wanted:
            continue
        if not file.resolve().is_relative_to(root):
            raise RuleError(f"`{name}` is a link out of the folder of rules", expected="a file")
        if file.is_file():
            found[name] = file
    if len(found) > MAX_FILES:
        raise RuleError(f"the folder holds {len(found)} files", expected=f"at most {MAX_FILES}")
    return {name: _read(found[name], name) for name in sorted(found)}


def _check_suffix(file: Path, name: str) -> None:
    """Refuse a file that was surely meant to be read, and would not be."""
    meant = _MISTAKEN.get(file.suffix.lower())
    if meant is not None and file.is_file():
        raise RuleError(
            f"`{name}` would not be read",
            place=Place(name, 1, 1),
            expected=f"the name `{name[: -len(file.suffix)]}{meant}`",
        )


def _check_known(wanted: Iterable[str], known: tuple[str, ...]) -> None:
    for name in sorted(set(wanted).difference(known)):
        near = nearest(name, known)
        listed = ", ".join(f"`{each}`" for each in known)
        raise InputError(
            f"there is no scenario `{name}`",
            at="scenarios",
            got=name,
            expected=f"`{near}`" if near else f"one of {listed}" if known else "none",
        )


def read_data(folder: str, name: str) -> str:
    """The text of a file of data that comes with the rules, such as the list of names.

    Args:
        folder: the folder of the rules (empty: the one that comes with this package).
        name: the name of a file in its `data`; where it has none, that of the package serves.

    Raises:
        RuleError: when it is missing, too large or not UTF-8.
    """
    return _text(_data(folder, name), f"{DATA}/{name}")


def read_tables(folder: str, name: str) -> dict[str, str]:
    """The texts of the tables in a folder of data, such as `vehicles`.

    Args:
        folder: the folder of the rules (empty: the one that comes with this package).
        name: the name of a folder in its `data`; where it has none, that of the package serves.

    Returns:
        The text of each `*.csv` by its name relative to the rules, sorted by name.

    Raises:
        RuleError: when the folder is missing, or a file is too large or not UTF-8.
    """
    files = sorted(_data(folder, name).glob("[!.]*.csv"))
    return {(place := f"{DATA}/{name}/{file.name}"): _text(file, place) for file in files}


def _data(folder: str, name: str) -> Path:
    for place in [Path(folder), rules_folder()] if folder else [rules_folder()]:
        if (place / DATA / name).exists():
            return place / DATA / name
    raise RuleError(f"there is no `{DATA}/{name}` among the rules")


def _text(file: Path, name: str) -> str:
    try:
        return _read(file, name).decode("utf-8")
    except UnicodeDecodeError:
        raise RuleError(f"`{name}` is not UTF-8", expected="UTF-8") from None


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
