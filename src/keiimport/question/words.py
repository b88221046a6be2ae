# SPDX-License-Identifier: Apache-2.0
"""The words of a question: their order, which are used up, and which are names or years."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds
from keiimport.facts.dates import parse_date
from keiimport.facts.names import Name
from keiimport.question.clauses import set_aside
from keiimport.question.phrases import Phrase, bounds_of, phrases, plain
from keiimport.question.reading import BODY, BUILT, STATE, Reading
from keiimport.question.years import WHOLE_DAY, dated, plain_years, rewritten, whole_years

MAKE = "vehicle.make"
CODE, FRAME = "vehicle.chassis_code", "vehicle.frame_number"

BARE: Final = re.compile(r"(?:[a-z]+ ){0,2}[\d.,\s–-]+[Kk]?|between [\d.,]+ and [\d.,]+")
"""Figures without a unit."""
_BRACKETS: Final = re.compile("[【】『』〔〕「」|*★☆◆◇■□●○◎▲△▼▽♪]")
_CONTRACTED: Final = re.compile("([a-z]+)['’](?:s|re|ve|ll|d|m)")
_KANA: Final = re.compile("[ァ-ヺー]")

_MARK: Final = re.compile(".*[^,;:.!?]")  # a word without what parts it from the next
NEAR: Final = 3  # words behind figures, within which stands what they count


@dataclass(slots=True, eq=False)
class Word:
    """A word of a question."""

    text: str
    plain: str  # in plain width and small letters
    place: int  # how many words stand before it
    tells_nothing: bool  # whether it is a small word that tells nothing by itself
    mark: str  # behind it, of those that part what is said: 1998, modifications: none
    used: bool = False


def _apart(found: re.Match[str]) -> str:
    text, (start, end) = found.string, found.span()
    inside = _KANA.match(text, start) and _KANA.match(text[:start][-1:])
    return found[0] if inside and _KANA.match(text, end) else f" {found[0]} "


def joined(words: Sequence[Word]) -> str:
    """Join words as they were written."""
    return " ".join(word.text for word in words)


def plainly(words: Sequence[Word]) -> str:
    """Join words in plain width and lower case."""
    return " ".join(word.plain for word in words)


class Words:
    """The words of a question; each is used at most once."""

    def __init__(self, text: str, engine: Engine) -> None:
        self._catalogue, self._phrases = engine.catalogue, phrases(engine)
        spaced = plain_years(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", text)))
        spaced = self._catalogue.spellings.latin(spaced)
        spaced, aside = set_aside(spaced, self._phrases, self._is_name)
        spaced = rewritten(whole_years(spaced), "sums")
        spaced = self._phrases.apart.sub(_apart, spaced)
        said = (each for each in spaced.split() if any(map(str.isalnum, each)))
        self._words = [
            Word(word, plain(word), place, self._tells_nothing(plain(word)), _MARK.sub("", each))
            for place, each in enumerate(said)
            for word in [each.strip(',;:?!()[]{}"“”。、？！').rstrip(".")]
        ]
        self._found = Reading(engine.rulebook.vocabulary[BODY].finished_as, unread=aside)
        self._japanese = not text.isascii()
        self._plans = tuple(f" {each}" for each in self._phrases.marked["plan"])
        self._made: list[Word] = []
        self._others: list[tuple[list[Word], str]] = []

    def _tells_nothing(self, word: str) -> bool:
        short = _CONTRACTED.fullmatch(word)
        return not self._phrases.fillers.isdisjoint((word, short[1] if short else word))

    def _use(self, words: Sequence[Word]) -> None:
        for word in words:
            word.used = True

    def _leave(self, words: Sequence[Word]) -> None:
        self._use(words)
        self._found.unread.append(joined(words))

    def _tell(self, words: Sequence[Word], fact: str, value: object) -> None:
        self._use(words)
        self._found.tell(joined(words), fact, value)

    def _spans(self, most: int) -> Iterator[list[Word]]:
        for size in range(most, 0, -1):
            for start in range(len(self._words) - size + 1):
                span = self._words[start : start + size]
                if not any(word.used for word in span):
                    yield span

    def _dated(self, text: str) -> bool:
        """Whether words alone are a date: S15 is a chassis code, unless the text is Japanese."""
        if not dated(BUILT, text):
            return False
        short = re.fullmatch(r"([A-Za-z] ?[0-9]{1,2})(\.[0-9]{1,2})?", text)
        if not short or text[0] in "Hh":
            return True
        # an S14.5 Silvia; nobody has a car of Showa 14
        known = self._is_code(short[1]) or re.fullmatch("[Ss]1[0-9]", short[1])
        return not known and (self._japanese or bool(short[2]))

    def _is_code(self, text: str) -> bool:
        """Whether the catalogue has this chassis code for a vehicle that is named: Silvia S15."""
        rows = self._catalogue.match(chassis_codes=(text.upper(),)).rows
        said = {*Name.of(" ".join(word.text for word in self._words if word.text != text)).words}
        return any(not said.isdisjoint(Name.of(row.model).words) for row in rows)

    def _refuse_impossible(self) -> None:
        """Refuse an impossible day or era year: 31 November 2001."""
        for span in self._spans(3):
            text = joined(span)
            if not WHOLE_DAY.fullmatch(text) or dated(BUILT, text):
                continue
            try:
                parse_date(text)
            except InputError as error:
                raise InputError(error.error, error.expected, at="words", got=text) from None

    def _literal(self, parts: Sequence[str], start: int) -> list[Word]:
        span = self._words[start : start + len(parts)]
        same = [word.plain for word in span] == list(parts)
        return span if same and not any(word.used for word in span) else []

    def _negated(self, start: int, end: int = 0, *, change: bool = False) -> bool:
        """Whether what begins at `start` is negated: no accident, never had a swap: none.

        A change that is only planned counts as negated too: will swap the engine.
        """
        marked, words = self._phrases.marked, self._words
        gone = marked["none"]  # the label is missing
        after = [w for w in words[end : end + 3] if w.plain in gone or not w.tells_nothing]
        for word in after[:1] if end else ():
            mark = words[end - 1].mark
            # none of it begins something else
            ends = word.mark or word is words[-1]
            last = ends or mark == ":" or not word.plain.isascii()
            none = last and mark in ("", ":") and word.plain in gone
            if none or (ends and mark in (":", "?") and word.plain in marked[""]):
                return True  # modified? no.
        listed = False  # no accident or repair
        for place in range(start, max(start - NEAR - 1, 0), -1):
            word = words[place - 1]
            if word.mark or word.plain in marked[""]:
                return not word.mark  # no, engine swapped
            if change and f" {plainly(words[:place])}".endswith(self._plans):
                # Will a modified one be allowed?
                return place == start or bool(place > 1 and words[place - 2].mark in ("", ","))
            if not listed and word.plain not in marked["through"] | marked["or"]:
                break
            listed = word.plain in marked["or"]
        return False

    def _calling(self, words: Sequence[Word]) -> list[Phrase]:
        said = tuple(word.plain for word in words)
        return [each for each in self._phrases.among(said) if each.parts == said]

    def _says(self, word: str) -> bool:
        return any(phrase.parts == (word,) for phrase in self._phrases.among([word]))

    @property
    def _year(self) -> Bounds | None:
        years = [word.text for word in self._words if word.text.isdecimal()]
        told = [bounds_of(BUILT, year) for year in years if self._dated(year)]
        return told[0] if len(told) == 1 else None

    @property
    def _code(self) -> str:
        return str(self._found.told.get(FRAME) or self._found.told.get(CODE) or "")

    def _models(self, make: str | None) -> list[tuple[str, str]]:
        names = self._catalogue.names
        if make is None:
            return list(names)
        told = Name.of(make)
        makes = {each for each in dict(names) if told.same_maker(Name.of(each))}
        return [each for each in names if each[0] in makes]

    def _makes_behind(self, place: int) -> list[str]:
        """The makes whose name, or whose model, stands at a place."""
        spans = [self._words[place:end] for end in (place + 1, place + 2)]
        known = self._phrases.makes
        makes = [known[text] for text in map(plainly, spans) if text in known]
        if makes or not spans[0] or spans[0][0].tells_nothing:
            return makes
        told = [Name.of(joined(each)) for each in spans]
        like = (each for name in told for each in self._catalogue.names_like(name))
        return [make for make, name in like if any(is_of(each, name) for each in told)]

    def _is_count(self, phrase: Phrase, words: Sequence[Word]) -> bool:
        """Whether words only count or number something: four doors, lot 1993."""
        text = joined(words)
        if phrase.parts[-1]:
            unit = phrase.parts[-1] in self._phrases.marked["unit"]  # 1998 rpm
            return text.isdecimal() and (unit or not self._dated(text))
        named = phrase.words == 1 and self._dated(text) and self._makes_behind(words[0].place + 1)
        figures = any(mark.isdigit() for mark in text) and text.strip("#").isalnum()
        return len(words) == 1 and figures and not named

    def _is_state_code(self, word: Word) -> bool:
        """Whether two letters may be a state: capitals standing alone or after a city."""
        after = self._words[word.place + 1 :][:1]
        before = self._words[word.place - 1] if word.place else word
        city = before.text.isalpha() and len(before.text) > 3 and not before.tells_nothing
        if word.tells_nothing:  # Portland OR; is an Acty OK
            states = [each.words for each in self._found.understood if each.fact == STATE]
            city &= before.text.istitle() and (not before.used or before.text in states)
            return word.text.isupper() and city and (not after or after[0].used)
        if self._makes_behind(word.place + 1):
            return word.text.isupper() and not word.place  # a VT Commodore
        last = not after or after[0].used or after[0].tells_nothing
        return (last and city) or (word.text.isupper() and (last or not word.place))

    def _is_name(self, word: str) -> bool:
        return word in self._phrases.makes or word in self._phrases.models


def is_of(told: Name, name: Name) -> bool:
    """Whether `told` is a name of a model, or its beginning."""
    return told.within(name) and (told.covered(name) > 0 or told.begins(name))
