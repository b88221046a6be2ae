# SPDX-License-Identifier: Apache-2.0
"""Reading a folder of rules, and telling one rulebook from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from keiimport.errors import RuleError
from keiimport.rulebook.files import (
    MAX_BYTES,
    fingerprint,
    read_data,
    read_folder,
    read_tables,
    rules_folder,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ["b.yaml", "a/c.yaml", "a/t.csv", "a/note.txt", ".x/h.yaml", "scenarios/s.yaml"]
    for name in (*names, "scenarios/s/t.csv", "scenarios/other.yaml", "scenarios/other/t.csv"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(name.encode())
    return tmp_path


def test_rules_and_tables_by_name(folder: Path) -> None:
    """Names are relative, sorted, with forward slashes; a scenario only when asked for."""
    law = ["a/c.yaml", "a/t.csv", "b.yaml"]
    assert list(read_folder(folder)) == law
    for asked in (["s"], ("s", "s"), "s"):
        found = list(read_folder(folder, scenarios=asked))
        assert found == [*law, "scenarios/s.yaml", "scenarios/s/t.csv"]
    assert read_folder(folder)["a/c.yaml"] == b"a/c.yaml"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("a/extra.yml", "a/extra.yaml"),
        ("a/extra.YAML", "a/extra.yaml"),
        ("T.CSV", "T.csv"),
        ("scenarios/other.yml", "scenarios/other.yaml"),
    ],
)
def test_another_suffix_is_no_reason_to_be_silent(folder: Path, name: str, meant: str) -> None:
    """A file that was surely meant to be read is named."""
    (folder / name).write_text("title: A\n")
    with pytest.raises(RuleError) as raised:
        read_folder(folder)
    assert str(raised.value) == (
        f"{name}:1:1: `{name}` would not be read; expected the name `{meant}`"
    )


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is an error, not an empty rulebook."""
    with pytest.raises(RuleError, match="there is no folder"):
        read_folder(tmp_path / "nowhere")


def test_too_large(folder: Path) -> None:
    """A huge file is not read whole."""
    (folder / "b.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(RuleError, match="too large; expected at most 1 MiB"):
        read_folder(folder)


def test_links_stay_inside(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link cannot pull in a file from elsewhere."""
    outside = tmp_path_factory.mktemp("outside") / "o.yaml"
    outside.write_text("title: O\n")
    (folder / "o.yaml").symlink_to(outside)
    with pytest.raises(RuleError, match="link to nothing in the folder"):
        read_folder(folder)


def test_fingerprint() -> None:
    """It depends on names and bytes, and on nothing else."""
    files = {"a.yaml": b"a", "b.yaml": b"b"}
    assert fingerprint(files) == fingerprint(dict(reversed(files.items())))
    different = [
        {"a.yaml": b"ab", "b.yaml": b""},
        {"a.yaml": b"a"},
        {"c.yaml": b"a", "b.yaml": b"b"},
    ]
    assert len({fingerprint(files), *map(fingerprint, different)}) == 4


def test_data(tmp_path: Path) -> None:
    """Lists that are no rules come from the folder, or else from the package."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("é")
    assert read_data(str(tmp_path), "x.csv") == "é"
    assert read_tables(str(tmp_path), "vehicles") == read_tables("", "vehicles")
    (tmp_path / "data" / "vehicles").mkdir()
    (tmp_path / "data" / "vehicles" / "x.csv").write_text("é")
    assert read_tables(str(tmp_path), "vehicles") == {"data/vehicles/x.csv": "é"}
    with pytest.raises(RuleError, match=r"no `data/nothing\.csv`"):
        read_data("", "nothing.csv")


def test_own_rules() -> None:
    """The rules that come with the package are found."""
    assert (rules_folder() / "rulebook.yaml").is_file()
