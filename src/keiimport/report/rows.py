# SPDX-License-Identifier: Apache-2.0
"""Sections of rows: what a terminal prints as columns and a page as tables."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A section.

    Attributes:
        name: its name in addresses, a word.
        title: its heading.
        groups: its rows; a group without a title stands right below the heading, and one
            without rows is left out.
        heads: what the columns are called; empty where that goes without saying.
        lead: a sentence above the rows.
    """

    name: str
    title: str
    groups: Sequence[Group]
    heads: Sequence[str] = ()
    lead: str = ""
