# SPDX-License-Identifier: Apache-2.0
"""Names of makes and models, compared forgivingly: `N-BOX`, `n box` and `NBOX` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

_MEMORY = 4096
"""Names that are kept taken apart."""

# Words for the body. A model told without them may be any of its bodies.
_BODIES = frozenset({"truck", "van", "wagon"})
# Words that make another vehicle of a model. None may be told in excess.
_DISTINCT = _BODIES | {"ev", "miev", "electric", "hybrid", "phev", "diesel", "ハイブリッド"}
_SAME_WORDS = {"cargo": "van", "トラック": "truck", "バン": "van", "ワゴン": "wagon"}

# Makes that share vehicles under one roof, and makes as Japanese papers print them.
_SAME_MAKES = {
    "autozam": "mazda",
    "スズキ": "suzuki",
    "ダイハツ": "daihatsu",
    "ホンダ": "honda",
    "マツダ": "mazda",
    "三菱": "mitsubishi",
    "日産": "nissan",
    "ニッサン": "nissan",
    "スバル": "subaru",
    "トヨタ": "toyota",
}


@lru_cache(maxsize=_MEMORY)
def raw_words(text: str) -> tuple[str, ...]:
    """The words of a name in small letters, split at everything else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"[^\W_]+", folded))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, one for each thing."""
    return tuple(_SAME_WORDS.get(word, word) for word in raw_words(text))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart, so that `N-BOX`, `n box` and `NBOX` are one.

    Attributes:
        words: its words.
        joined: its words and every run of them written together.
        cores: for each of its alternatives (`Jimny Wide / Sierra` has three), the words
            without those for the body.
    """

    words: tuple[str, ...]
    joined: Set[str]
    cores: tuple[tuple[str, ...], ...]

    @staticmethod
    @lru_cache(maxsize=_MEMORY)
    def of(text: str) -> Name:
        """The name that `text` is."""
        raw, words = raw_words(text), words_of(text)
        runs = {
            "".join(raw[start:end])
            for start in range(len(raw))
            for end in range(start + 1, len(raw) + 1)
        }
        return Name(words, runs.union(words), tuple(_cores(text)))

    def same_maker(self, maker: Name) -> bool:
        """Whether the maker told (self) is `maker`."""
        if not self.latin and not _SAME_MAKES.keys() & set(self.words):
            return True  # in a script that says nothing here
        told = {_SAME_MAKES.get(word, word) for word in self.words}
        known = {_SAME_MAKES.get(word, word) for word in maker.words}
        return told <= known or known <= told or not self.joined.isdisjoint(maker.joined)

    def within(self, name: Name) -> bool:
        """Whether every word told is part of `name`, so that `name` may be meant."""
        return bool(self.words) and all(word in name.joined for word in self.words)

    def covers_core(self, name: Name) -> bool:
        """Whether all that `name` has beyond the words told is words for a body."""
        return any(
            all(word in self.joined for word in core) or "".join(core) in self.joined
            for core in name.cores
        )

    def extends(self, name: Name) -> bool:
        """Whether the words told are `name` and more, such as a trim level."""
        distinct = _DISTINCT.intersection(self.words)
        return distinct <= set(name.words) and self.covers_core(name)

    def begins(self, name: Name) -> bool:
        """Whether the words told are those with which `name` begins.

        A single letter is too little (the petrol i is no i-MiEV).
        """
        joined = "".join(self.words)
        starts = ("".join(name.words[:count]) for count in range(1, len(name.words) + 1))
        return len(joined) > 1 and joined in starts

    def words_short_of(self, name: Name) -> int:
        """How many words of `name`, that begins with the words told, are left."""
        joined = "".join(self.words)
        return next(
            len(name.words) - count
            for count in range(len(name.words), 0, -1)
            if "".join(name.words[:count]) == joined
        )

    def shares_word(self, name: Name) -> bool:
        """Whether both have a word that is more than a letter or two and no body."""
        shared = set(self.words).intersection(name.words) - _DISTINCT
        return any(len(word) > 2 for word in shared)

    @property
    def latin(self) -> bool:
        """Whether it can be compared with the names of the catalogue."""
        return any(word.isascii() for word in self.words)

    def core_size(self, name: Name) -> int:
        """How much of `name` the words told cover."""
        return max(
            (
                len("".join(core))
                for core in name.cores
                if all(word in self.joined for word in core) or "".join(core) in self.joined
            ),
            default=0,
        )


def _cores(text: str) -> Iterator[tuple[str, ...]]:
    first, *others = re.sub(r"\([^)]*\)", "", text).split("/")
    stem = raw_words(first)[:1]
    for alternative in (raw_words(first), *(stem + raw_words(other) for other in others)):
        core = tuple(word for word in alternative if _SAME_WORDS.get(word, word) not in _BODIES)
        # A core of single letters (the R of Wagon R) is no name by itself.
        yield core if any(len(word) > 1 for word in core) else alternative
