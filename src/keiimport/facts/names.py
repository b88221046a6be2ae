# SPDX-License-Identifier: Apache-2.0
"""Names of makes and models: comparing them tolerantly, and reading those on Japanese papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from unicodedata import normalize

from keiimport.facts.data import patterns, rows, table_rows
from keiimport.facts.problems import wrong

_WORDS: dict[str, dict[str, str]] = {}
for _row in rows(__file__, "name_words.csv"):
    _WORDS.setdefault(_row["kind"], {})[_row["word"]] = _row["means"]
_SAME_WORDS = _WORDS["body"]  # a model told without them may be any of its bodies
_BODIES = frozenset(_SAME_WORDS.values())
_DRIVES = _WORDS["drive"]  # they pick among the versions of a model
_DISTINCT = _BODIES.union(_WORDS["version"])  # another vehicle: none may be told in excess
_SAME_MAKES = _WORDS["make"]  # makes that share vehicles under one roof


@lru_cache(maxsize=4096)
def raw_words(text: str) -> tuple[str, ...]:
    """Split a name into words of lower-case letters and digits."""
    folded = normalize("NFKC", text).casefold()
    if not folded.isascii():
        # no accents; what kana are made of stays
        folded = "".join(normalize("NFD", c)[0] if c < "ɐ" else c for c in folded)
    return tuple(re.findall(r"[^\W_]+", folded))


def squashed(text: str) -> str:
    """Reduce a name to its lower-case letters and digits."""
    return "".join(raw_words(text))


def words_of(text: str) -> tuple[str, ...]:
    """Split a name into words, replacing synonyms for bodies by one word."""
    return tuple(_SAME_WORDS.get(word, word) for word in raw_words(text))


class Name:
    """A name of a make or model, for which `N-BOX`, `n box` and `NBOX` are equal."""

    def __init__(self, text: str) -> None:
        raw, self.words = raw_words(text), words_of(text)
        starts = range(len(raw))
        runs = {"".join(raw[start : end + 1]) for start in starts for end in starts[start:]}
        self.joined = runs.union(self.words)  # its words and every run of them together
        # the words without those for the body, of each of its alternatives: `Jimny Wide / Sierra`
        self.cores = tuple(_cores(text))
        self.keys = self.joined.union(map("".join, self.cores))  # what it is found by
        self.drives = {_DRIVES[word] for word in self.words if word in _DRIVES}
        self.latin = any(word.isascii() for word in self.words)  # so that it can be compared

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(text: str) -> Name:
        """Make a `Name`, or reuse one."""
        return Name(text)

    def same_maker(self, maker: Name) -> bool:
        """Whether this may be the name of `maker`; one in another script may be any."""
        if not self.latin:
            return True
        told, known = ({_SAME_MAKES.get(w, w) for w in name.words} for name in (self, maker))
        return told <= known or known <= told or not self.joined.isdisjoint(maker.joined)

    def within(self, name: Name) -> bool:
        """Whether every word of this name is part of `name`, so that `name` may be meant."""
        return bool(self.words) and name.joined >= set(self.words)

    def covered(self, name: Name) -> int:
        """How many letters of `name` this one covers; 0 if it lacks more than a body."""
        covered = (c for c in name.cores if self.joined >= set(c) or "".join(c) in self.joined)
        return max((len("".join(core)) for core in covered), default=0)

    def same(self, name: Name) -> bool:
        """Whether this name has everything that `name` has."""
        return self.joined >= set(name.words) or "".join(name.words) in self.joined

    def extends(self, name: Name) -> bool:
        """Whether this is `name` with more words, such as a trim level."""
        excess = set(self.words).difference(name.joined)
        figures = [int(word) for word in excess if word.isdigit() and len(word) > 2]
        other_engine = any(not 1900 < figure < 2100 for figure in figures)
        return _DISTINCT.isdisjoint(excess) and not other_engine and self.covered(name) > 0

    def begins(self, name: Name) -> bool:
        """Whether `name` begins with this one (more than a letter) and adds no drive or version."""
        untold = set(name.words) - _BODIES - self.joined
        if not name.drives <= self.drives or not _DISTINCT.isdisjoint(untold):
            return False
        joined = "".join(self.words)
        return len(joined) > 1 and joined in accumulate(name.words)

    def shares_word(self, name: Name) -> bool:
        """Whether both share a word of three letters or more that is no body or version."""
        return any(len(word) > 2 for word in set(self.words).intersection(name.words) - _DISTINCT)


def _cores(text: str) -> Iterator[tuple[str, ...]]:
    first, *others = _RE["in brackets"].sub("", text).split("/")
    stem = raw_words(first)[:1]
    for alternative in (raw_words(first), *(stem + raw_words(other) for other in others)):
        core = tuple(word for word in alternative if word not in _SAME_WORDS)
        # A core of single letters (the R of Wagon R) is no name by itself.
        yield core if any(len(word) > 1 for word in core) else alternative


_RE = patterns(__file__)
_KANA = _RE["kana"]


class Spellings(dict[str, str]):
    """Names in Japanese, each with its Latin spelling."""

    def __reduce__(self) -> tuple[type[Spellings], tuple[dict[str, str]]]:
        return Spellings, (dict(self),)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A pattern for any of the names, the longest first, since one may begin another."""
        return re.compile("|".join(map(re.escape, sorted(self, key=len, reverse=True))) or r"(?!)")

    @classmethod
    def read(cls, csv_text: str) -> Spellings:
        """Read the table, which may be empty."""
        names = cls()
        for cells, place in table_rows(csv_text, "data/model-names.csv", ("written", "name")):
            if not all(cells):
                raise wrong("no_spelling", place)
            written = normalize("NFKC", cells[0])
            if written in names:
                raise wrong("spelled_twice", place, name=written)
            names[written] = cells[1]
        return names

    def latin(self, text: str) -> str:
        """Replace every known name in `text` by its Latin spelling, as a separate word."""
        if text.isascii():
            return text
        plain = normalize("NFKC", text)
        told, end = "", 0
        for found in self._pattern.finditer(plain):
            if self._stands_alone(plain, found, end):
                told += f"{plain[end : found.start()]} {self[found[0]]} "
                end = found.end()
        return " ".join((told + plain[end:]).split()) if end else text

    def _stands_alone(self, text: str, found: re.Match[str], end: int) -> bool:
        """Whether a match is not part of a longer katakana word, as `ビート` is in `ビートル`."""
        start, last = found.span()
        if start > end and _KANA.match(text, start) and _KANA.match(text, start - 1):
            return False
        rest = _KANA.match(text, last) if _KANA.match(text, last - 1) else None
        if rest is None or self._pattern.match(text, last):
            return True
        return len(rest[0]) > 2 and rest[0][0] not in "ァィゥェォッャュョーン"
