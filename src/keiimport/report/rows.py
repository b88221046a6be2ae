# SPDX-License-Identifier: Apache-2.0
"""Sections of rows: what a terminal prints as columns and a page as tables."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A row: its texts, with small remarks and the law below the text at index `at`."""

    cells: Sequence[str]
    notes: Sequence[str] = ()
    cite: Sequence[str] = ()
    tone: str = ""
    at: int = -1
    strong: bool = False


class Group(NamedTuple):
    """Rows, perhaps under a title of their own; `rest` says how many were left out."""

    rows: Sequence[Row]
    title: str = ""
    tone: str = ""
    rest: str = ""


class Section(NamedTuple):
    """A section by its name in addresses, with heads of columns, if any, and a first sentence."""

    name: str
    title: str
    groups: Sequence[Group]
    heads: Sequence[str] = ()
    lead: str = ""


def section(
    name: str, title: str, rows: Iterable[Row], heads: Sequence[str] = (), lead: str = ""
) -> Section:
    """A section of one group of rows."""
    return Section(name, title, [Group(list(rows))], heads, lead)
