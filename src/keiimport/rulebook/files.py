# SPDX-License-Identifier: Apache-2.0
"""Finding and reading the files of rules."""

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from keiimport.errors import Place, RuleError, reason
from keiimport.facts.problems import bad_input, wrong
from keiimport.rulebook.problems import likely

MAX_BYTES = 1 << 20  # the largest rule file or table
MAX_FILES = 1000
PINNED_VARIABLE = "KEIIMPORT_RULES_SHA256"
"""Environment variable: the hash of the only rules to answer by, as a verdict names it."""

SHORTEST_PIN = 16  # the fewest digits of the hash that identify rules
RULEBOOK = "rulebook.yaml"  # describes the rulebook; every complete one has it
SCENARIOS = "scenarios"  # the folder of hypothetical reforms, read only when asked for
DATA = "data"  # the folder of lists that are not rules, such as vehicles
CATALOGUE = (
    *(f"{DATA}/vehicles/", f"{DATA}/model-names.csv", f"{DATA}/exhaust-prefixes.csv"),
    f"{DATA}/machines.csv",
)
"""Data taken from the package if a folder of rules has none."""

OVERLAY = "with:"
"""The start of an overlay's file names: `with:mine/states/states.csv`."""

_SUFFIXES = (".yaml", ".csv")


def rules_folder() -> Path:
    """The folder of the rules that come with this package."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parents[1] / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("the rules that come with keiimport are missing", expected="a new installation")


def scenario_names(path: Path) -> tuple[str, ...]:
    """The hypothetical reforms that may be laid over the rules in the folder `path`, sorted."""
    files = (path / SCENARIOS).glob("*.yaml")
    return tuple(sorted(file.stem for file in files if not file.name.startswith(".")))


def read_rules(
    folder: Path, scenarios: Iterable[str] = (), overlays: Iterable[Path | str] = ()
) -> dict[str, bytes]:
    """The bytes of the rules in a folder, as `read_folder`, and of overlays."""
    files = read_folder(folder, scenarios=scenarios)
    return files | read_overlays(overlays, files)


def read_folder(path: Path, *, scenarios: Iterable[str] = (), called: str = "") -> dict[str, bytes]:
    """The bytes of every rule file and table below `path`, by name, sorted.

    Only the scenarios asked for are read. A file with a mistaken ending (`*.yml`)
    is refused, as is a link out of the folder. `called` is the folder's name in errors.
    """
    if not path.is_dir():
        said, expected = f"there is no folder `{path}`", "a folder; `--with` lays a file over ours"
        raise RuleError(said, expected=expected, at="rules")
    wanted, known = set(scenarios), scenario_names(path)
    for name in sorted(wanted.difference(known)):
        listed = ", ".join(f"`{each}`" for each in known)
        expected = likely(name, known, f"one of {listed}" if known else "none")
        raise bad_input("no_such_scenario", expected, got=name, name=name)
    root = path.resolve()
    found: dict[str, Path] = {}
    for folder, below, names in os.walk(path):
        below[:] = [each for each in below if not each.startswith(".")]
        for each in names:
            place = os.path.join(folder, each)
            name = place[len(str(path)) + 1 :].replace(os.sep, "/")
            suffix = os.path.splitext(each)[1]
            if each.startswith("."):
                continue
            if suffix not in _SUFFIXES:
                meant = suffix.lower().replace(".yml", ".yaml")
                if meant in _SUFFIXES and os.path.isfile(place):
                    other = name.removesuffix(suffix) + meant
                    raise wrong("unread", Place(called + name, 1, 1), name=name, other=other)
                continue
            parts = name.split("/")
            if parts[0] == SCENARIOS and parts[1].removesuffix(".yaml") not in wanted:
                continue
            if os.path.islink(place) and not _leads_into(Path(place), root):
                raise wrong("link_outside", name=name)
            if os.path.isfile(place):
                found[name] = Path(place)
    if len(found) > MAX_FILES:
        raise RuleError(f"the folder holds {len(found)} files", expected=f"at most {MAX_FILES}")
    return {name: _read(found[name], called + name) for name in sorted(found)}


def read_overlays(paths: Iterable[Path | str], shipped: Iterable[str]) -> dict[str, bytes]:
    """Read overlays: folders, or single files matched by name to those they overlay."""
    found: dict[str, bytes] = {}
    names: set[str] = set()
    for path in map(Path, paths):
        if path.is_dir():
            if scenario := next(iter(scenario_names(path)), None):
                place = Place(f"{OVERLAY}{overlay_name(path)}/{SCENARIOS}/{scenario}.yaml", 1, 1)
                raise wrong("scenario_laid_over", place)
            if not (files := read_folder(path, called=f"{OVERLAY}{overlay_name(path)}/")):
                raise bad_input("empty_overlay", got=str(path), path=path)
        elif path.is_file() and path.suffix in _SUFFIXES:
            alike = [name for name in shipped if name.rsplit("/", 1)[-1] == path.name]
            files = {alike[0] if len(alike) == 1 else path.name: _read(path, path.name)}
        else:
            raise bad_input("no_overlay", got=str(path), path=path)
        name = overlay_name(path)
        if name in names:
            raise bad_input("overlay_twice", got=str(path), name=name)
        names.add(name)
        found |= {f"{OVERLAY}{name}/{file}": data for file, data in files.items()}
    return found


def overlay_name(path: Path | str) -> str:
    """The name of an overlay: its folder or file, without the ending."""
    return Path(path).resolve().stem


def _leads_into(link: Path, root: Path) -> bool:
    with suppress(OSError, RuntimeError):
        return link.resolve(strict=True).is_relative_to(root)
    return False


def read_data(folder: str, name: str, overlays: Sequence[str] = ()) -> str:
    """The text of a data file, by default the package's, with the rows of overlays."""
    place = f"{DATA}/{name}"
    text = utf8(_read(_data(folder, name), place), place)
    for place, own in _laid_over(overlays, name):
        first, _, rows = own.partition("\n")
        if first.strip() != (header := text.partition("\n")[0].strip()):
            raise wrong("other_columns", Place(place, 1, 1), f"`{header}`")
        text = _without_rows(text, own) + rows
    return text


def read_tables(folder: str, name: str, overlays: Sequence[str] = ()) -> dict[str, str]:
    """The texts of the tables in a data folder, such as `vehicles`; see `read_data`."""
    files = sorted(_data(folder, name).glob("[!.]*.csv"))
    places = {f"{DATA}/{name}/{file.name}": file for file in files}
    found = {place: utf8(_read(file, place), place) for place, file in places.items()}
    for place, own in _laid_over(overlays, f"{name}/*"):
        found = {each: _without_rows(text, own) for each, text in found.items()} | {place: own}
    return found


def _laid_over(overlays: Sequence[str], name: str) -> Iterator[tuple[str, str]]:
    """The files that overlays have under a name in `data`: their names and texts."""
    for path in map(Path, overlays):
        for file in sorted((path / DATA).glob(name)):
            if file.suffix == ".csv" and not file.name.startswith("."):
                place = f"{OVERLAY}{overlay_name(path)}/{file.relative_to(path).as_posix()}"
                yield place, utf8(_read(file, place), place)


def _without_rows(text: str, own: str) -> str:
    ids = {row[0] for row in csv.reader(io.StringIO(own)) if row}
    first, *rows = csv.reader(io.StringIO(text))
    if ids.isdisjoint(row[0] for row in rows if row):
        return text
    written = io.StringIO()
    kept = (row for row in rows if row and row[0] not in ids)
    csv.writer(written, lineterminator="\n").writerows([first, *kept])
    return written.getvalue()


def _data(folder: str, name: str) -> Path:
    for place in [Path(folder), rules_folder()] if folder else [rules_folder()]:
        if (place / DATA / name).exists():
            return place / DATA / name
    raise RuleError(f"there is no `{DATA}/{name}` among the rules")


def utf8(data: bytes, name: str) -> str:
    """The text of a file, which must be UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode("utf-8"), name)
        raise RuleError("the text is not UTF-8", place, "UTF-8") from None


def place_after(text: str, name: str) -> Place:
    """The place in a file just after `text`, with which it begins."""
    return Place(name, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _read(file: Path, name: str) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise wrong("unreadable", name=name, why=reason(error)) from None
    if len(data) > MAX_BYTES:
        raise RuleError("the file is too large", Place(name, 1, 1), "at most 1 MiB")
    return data


def fingerprint(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of all names and bytes; only the order of overlays matters."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    lines += [name for name in files if name.startswith(OVERLAY)]  # a later one wins
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def check_pinned(found: str) -> None:
    """Refuse rules whose hash is not the one that the environment pins."""
    pinned = os.environ.get(PINNED_VARIABLE, "").strip().casefold()
    if not found.startswith(pinned) or 0 < len(pinned) < SHORTEST_PIN:
        expected = f"`{pinned}`" if len(pinned) >= SHORTEST_PIN else ""
        raise wrong("other_rules", None, expected, found=found, least=SHORTEST_PIN)
