# SPDX-License-Identifier: Apache-2.0
"""A small vocabulary and the files around it, for tests of reading rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.files import rules_folder
from keiimport.rulebook.loader import load_files
from keiimport.rulebook.model import Rulebook

HERE = Path(__file__).parent
BODIES = ("passenger_car", "van", "pickup", "bus", "motorcycle")
DRIVES = ("gasoline", "diesel", "electric")

TYPES: Mapping[str, FactType] = {
    type.name: type
    for type in (
        FactType("vehicle.make", "text"),
        FactType("vehicle.wheels", "number", "count"),
        FactType("vehicle.top_speed", "number", "speed"),
        FactType("vehicle.gvwr", "number", "weight"),
        FactType("vehicle.manufactured", "date"),
        FactType("vehicle.model_year", "number", "year"),
        FactType("vehicle.body", "choice", None, BODIES),
        FactType("vehicle.powertrain", "choice", None, DRIVES),
        FactType("vehicle.certified_to", "choices", None, ("us_fmvss", "canada_cmvss")),
        FactType("vehicle.kei", "bool"),
        FactType("importer.us_resident", "bool"),
        FactType("entry.date", "date"),
        FactType("entry.purpose", "choice", None, ("road_use", "off_road", "export")),
        FactType("entry.bond", "bool"),
        FactType("entry.state", "choice", None, ("CO", "RI", "TX")),
        FactType("entry.first_registered_in_state", "date"),
    )
}

Load = Callable[..., Rulebook]


def base_files() -> dict[str, bytes]:
    """The files without which no rulebook can be; the sentences are those of the law."""
    files = {file.name: file.read_bytes() for file in (HERE / "base").iterdir()}
    return files | {"words.yaml": (rules_folder() / "words.yaml").read_bytes()}


def sample(path: Path) -> dict[str, bytes]:
    """A sample (a rule file, or a folder of files) on top of the files it needs."""
    files = base_files()
    if path.is_dir():
        return files | {file.name: file.read_bytes() for file in path.iterdir()}
    return files | {path.name: path.read_bytes()}


@pytest.fixture
def types() -> Mapping[str, FactType]:
    """The shapes of the facts of these tests."""
    return TYPES


@pytest.fixture
def base() -> dict[str, bytes]:
    """The files without which no rulebook can be."""
    return base_files()


@pytest.fixture
def load(base: dict[str, bytes]) -> Load:
    """Loads a rulebook of the base files and `a.yaml`, with other files by name."""

    def loaded(rules: str = "title: A\n", **others: str) -> Rulebook:
        files = base | {"a.yaml": rules.encode()}
        files |= {name.replace("_", "."): text.encode() for name, text in others.items()}
        return load_files(files, types=TYPES)

    return loaded


@pytest.fixture
def load_sample() -> Callable[[Path], Rulebook]:
    """Loads a sample on top of the base files."""
    return lambda path: load_files(sample(path), types=TYPES)
