# SPDX-License-Identifier: Apache-2.0
"""Names of models as Japanese papers and listings write them, read as the catalogue does."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping

from keiimport.errors import Place, RuleError
from keiimport.facts.bounds import shown

_COLUMNS = ["written", "name"]
_KANA = re.compile("[ァ-ヺー]+")


class Spellings:
    """Which name stands for which."""

    __slots__ = ("_names", "_pattern")

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        # The longest first: a longer name begins with a shorter one.
        written = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, written)) or r"(?!)")

    @classmethod
    def read(cls, csv_text: str, file: str) -> Spellings:
        """Read the table of names; none at all where the text is empty."""
        reader = csv.reader(io.StringIO(csv_text, newline=""), strict=True)
        names: dict[str, str] = {}
        try:
            for cells in reader:
                place = Place(file, reader.line_num, 1)
                if reader.line_num == 1:
                    if cells != _COLUMNS:
                        raise RuleError(
                            "the columns are others", place=place, expected="`written,name`"
                        )
                    continue
                if len(cells) != len(_COLUMNS) or not all(cells):
                    raise RuleError(
                        "the row is not complete", place=place, expected="a name and its spelling"
                    )
                written = _plain(cells[0])
                if written in names:
                    raise RuleError(f"{shown(written)} is written twice", place=place)
                names[written] = cells[1]
        except csv.Error as error:
            raise RuleError(
                f"the table cannot be read: {error}", place=Place(file, reader.line_num, 1)
            ) from None
        return cls(names)

    def latin(self, text: str) -> str:
        """`text` with every name of the table in Latin letters, each a word of its own."""
        if text.isascii():
            return text
        plain = _plain(text)
        told, end = "", 0
        for found in self._pattern.finditer(plain):
            if self._stands_alone(plain, found, end):
                told += f"{plain[end : found.start()]} {self._names[found[0]]} "
                end = found.end()
        return " ".join((told + plain[end:]).split()) if end else text

    def _stands_alone(self, text: str, found: re.Match[str], end: int) -> bool:
        """Whether a name is no part of a longer word in katakana (`ビート` in `ビートル`).

        Names are written without spaces between them, and what follows the last of them is a
        word by itself only where it is long enough.
        """
        start, last = found.span()
        if start > end and _KANA.match(text, start) and _KANA.match(text, start - 1):
            return False
        rest = _KANA.match(text, last) if _KANA.match(text, last - 1) else None
        if rest is None or self._pattern.match(text, last):
            return True
        return len(rest[0]) > 2 and rest[0][0] not in "ァィゥェォッャュョーン"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
