# SPDX-License-Identifier: Apache-2.0
"""Sections of rows: what a terminal prints as columns and a page as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One row.

    Attributes:
        cells: its texts; the first says which row it is.
        notes: small remarks below the last text.
        cite: the law behind it.
        tone: `yes`, `wait`, `no` or `later`, for its colour; empty if it has none.
        at: the text below which the notes and the law stand; the last one as a rule.
        strong: whether it is a sum, or stands out for another reason.
    """

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    tone: str = ""
    at: int = -1
    strong: bool = False


class Group(NamedTuple):
    """Rows under a title of their own; `rest` says how many were left out."""

    title: str
    rows: tuple[Row, ...]
    tone: str = ""
    rest: str = ""


class Section(NamedTuple):
    """A section.

    Attributes:
        name: its name in addresses, a word.
        title: its heading.
        groups: its rows; a group without a title stands right below the heading.
        heads: what the columns are called; empty where that goes without saying.
        lead: a sentence above the rows.
    """

    name: str
    title: str
    groups: tuple[Group, ...]
    heads: tuple[str, ...] = ()
    lead: str = ""


def section(
    name: str, title: str, rows: Sequence[Row], heads: Iterable[str] = (), lead: str = ""
) -> Section | None:
    """A section of one group; None where it has no rows."""
    return group(name, title, [Group("", tuple(rows))], heads, lead)


def group(
    name: str, title: str, groups: Iterable[Group], heads: Iterable[str] = (), lead: str = ""
) -> Section | None:
    """A section of the groups that have rows; None where none has."""
    found = tuple(each for each in groups if each.rows)
    return Section(name, title, found, tuple(heads), lead) if found else None
