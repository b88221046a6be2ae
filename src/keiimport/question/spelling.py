# SPDX-License-Identifier: Apache-2.0
"""Words that are spelt in another way than the rules know them: misspelt names, short years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from keiimport.facts.dates import PIVOT

LONG, SHORTEST, SHORTEST_BESIDE_MAKER = 8, 5, 4
"""Letters from which on a name may have two wrong ones, or one, and still be that name."""

_MODEL_YEAR: Final = re.compile(r"\bMY'? ?(?=(?:19|20)[0-9]{2}\b)")
_SHORT_YEAR: Final = re.compile(r"(?<!\S)['’]([0-9]{2})(?!\S)")


def misspelt(word: str, known: Iterable[str]) -> tuple[tuple[int, int], str] | None:
    """The spelling that a word is but for a letter or two, behind what sets it before others.

    A name with another first letter is none: people write what they hear.
    """
    from rapidfuzz.distance import OSA  # not where nothing is misspelled

    most = 2 if len(word) >= LONG else 1
    found: list[tuple[tuple[int, int], str]] = []
    for spelling in known:
        if spelling[:1] == word[0] and len(spelling) >= SHORTEST_BESIDE_MAKER:
            wrong = OSA.distance(word, spelling, score_cutoff=most)
            if wrong <= most:
                found.append(((wrong, -len(spelling)), spelling))  # letters are left out
    return min(found, default=None)


def whole_years(text: str) -> str:
    """Text with '99 as 1999 and MY2001 as model year 2001; shouting, MY is no model year."""
    if not text.isupper():
        text = _MODEL_YEAR.sub("model year ", text)
    return _SHORT_YEAR.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    year = int(found[1])
    return found[0] if year in PIVOT else str(year + (2000 if year < PIVOT.start else 1900))
