# SPDX-License-Identifier: Apache-2.0
"""Reading tables of CSV: those beside the code (units, states, figures), and those of the rules."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from keiimport.errors import Place, RuleError, nearest


def rows(module: str, file: str) -> list[dict[str, str]]:
    """Read a table that lies beside a module (its `__file__`), each row by column."""
    text = Path(module).with_name(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def filled(written: str, known: Mapping[str, str]) -> str:
    """Replace words in braces by the patterns that they stand for."""
    return re.sub("{([a-z ]+)}", lambda word: known[word[1]], written)


def pattern_texts(module: str, **known: str) -> dict[str, str]:
    """Read the patterns of a module, by name: their parts in `patterns.csv` beside it, joined."""
    for row in rows(module, "patterns.csv"):
        if row["module"] == Path(module).stem:
            known[row["name"]] = known.get(row["name"], "") + filled(row["part"], known)
    return known


def patterns(module: str, **known: str) -> dict[str, re.Pattern[str]]:
    """The same, compiled."""
    return {name: re.compile(text) for name, text in pattern_texts(module, **known).items()}


def check_columns(found: Sequence[str], columns: Sequence[str], place: Place) -> None:
    """Refuse a table unless it has exactly these columns in this order."""
    if not any(found):
        raise RuleError("the first line is empty", place, f"`{','.join(columns)}`")
    for column in found:
        if column not in columns or found.count(column) > 1:
            guess = nearest(column, set(columns).difference(found))
            said = f"column `{column}` is unknown or written twice"
            raise RuleError(said, place, f"`{guess}`" if guess else "each known column once")
    if list(found) != list(columns):
        raise RuleError("columns are missing or in another order", place, f"`{','.join(columns)}`")


def table_rows(text: str, file: str, columns: Sequence[str]) -> Iterator[tuple[list[str], Place]]:
    """Yield the rows of a table of the rules, each with its place; an empty text has none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            place = Place(file, reader.line_num, 1)
            if reader.line_num == 1:
                check_columns(cells, columns, place)
            if len(cells) != len(columns):
                raise RuleError("the row is not complete", place, f"{len(columns)} cells")
            if reader.line_num > 1:
                yield cells, place
    except csv.Error as error:
        place = Place(file, reader.line_num, 1)
        raise RuleError(f"the table cannot be read: {error}", place) from None
