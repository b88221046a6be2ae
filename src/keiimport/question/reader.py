# SPDX-License-Identifier: Apache-2.0
"""Reading a question word by word: numbers, phrases, the name of the vehicle, what is left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from keiimport.errors import InputError
from keiimport.facts.bounds import Bounds, StatedBounds, shown
from keiimport.facts.case import fact_types
from keiimport.facts.catalogue import Catalogue, Match
from keiimport.facts.identity import recognise
from keiimport.facts.names import Name
from keiimport.question.phrases import (
    SHORTEST,
    SHORTEST_BESIDE_MAKER,
    Phrase,
    Phrases,
    dated,
    misspelt,
    parsed,
    plain,
    whole_years,
    written,
)
from keiimport.question.reading import MODEL, Reading

MAKE, BUILT = "vehicle.make", "vehicle.manufactured"
ENTRY = "entry.date"
CODE, FRAME, STATE = "vehicle.chassis_code", "vehicle.frame_number", "entry.state"
SPEED, LIMIT = "vehicle.top_speed", "vehicle.limited_speed"
BODY, ENGINE, SEATS = "vehicle.body", "vehicle.engine", "vehicle.seats"

NUMBERS: Final = {
    "vin": "vehicle.vin",
    "frame_number": FRAME,
    "type_code": CODE,
    "chassis_code": CODE,
}
"""The fact that each kind of number tells."""

WIDEST: Final = 4
"""Words of the longest value in a phrase, and of the longest name of a model."""


MIXED_UP: Final = ("pickup", "van", "cargo_van")
"""Bodies that people take for each other: a fire engine is one, whatever it began as."""


@dataclass(slots=True, eq=False)
class _Word:
    text: str
    plain: str
    place: int
    tells_nothing: bool
    used: bool = False


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)


def _plainly(words: Sequence[_Word]) -> str:
    return " ".join(word.plain for word in words)


class Reader:
    """One question; each step uses up the words it understands."""

    def __init__(self, text: str, catalogue: Catalogue, phrases: Phrases) -> None:
        self._catalogue = catalogue
        self._phrases = phrases
        spaced = catalogue.latin(unicodedata.normalize("NFKC", text))
        spaced = phrases.apart.sub(lambda run: f" {run[0]} ", whole_years(spaced))
        bare = (each.strip(',;:?!()[]"“”。、？！「」').rstrip(".") for each in spaced.split())
        self._words = [
            _Word(word, plain(word), place, plain(word) in phrases.fillers)
            for place, word in enumerate(filter(None, bare))
        ]
        self._found = Reading()
        self._japanese = not text.isascii()
        self._made: list[_Word] = []
        self._others: list[tuple[list[_Word], str]] = []

    def read(self) -> Reading:
        """All that is understood, and what is not."""
        every = self._phrases.phrases
        self._numbers()
        self._say(each for each in every if each.words > 1 or (each.words and each.takes_value))
        self._say(each for each in every if each.fact == ENGINE and not each.takes_value)
        self._name()
        self._say(each for each in every if not each.words)
        self._say(each for each in every if not each.takes_value)
        self._state()
        self._body()
        self._found.unread += [
            word.text for word in self._words if not word.used and not word.tells_nothing
        ]
        return self._found

    def _use(self, words: Sequence[_Word]) -> None:
        for word in words:
            word.used = True

    def _tell(self, words: Sequence[_Word], fact: str, value: object) -> None:
        self._use(words)
        self._found.tell(_joined(words), fact, value)

    def _spans(self, most: int) -> Iterator[list[_Word]]:
        """Runs of words that nothing has used, the longest first."""
        for size in range(most, 0, -1):
            for start in range(len(self._words) - size + 1):
                span = self._words[start : start + size]
                if not any(word.used for word in span):
                    yield span

    def _numbers(self) -> None:
        """VINs, frame numbers, type codes, and chassis codes that the catalogue knows."""
        said = (self._makes.get(_plainly(span)) for span in self._spans(2))
        makers = [Name.of(make) for make in said if make]
        found: list[tuple[_Word, str, str]] = []
        for word in self._words:
            if not any(mark.isdigit() for mark in word.text) or self._dated(word.text):
                continue
            number = recognise(word.text)
            known = number.kind in ("vin", "frame_number")
            if number.kind in ("type_code", "chassis_code"):
                rows = self._catalogue.match(chassis_codes=number.chassis_codes).rows
                makes = [Name.of(row.make) for row in rows]  # a Porsche GT3 is no Impreza
                known = any(each.same_maker(make) for each in makers or makes for make in makes)
            if known:
                found.append((word, NUMBERS[number.kind], number.text))
            elif number.kind == "unknown" and 16 <= len(number.text) <= 18 and word.text.isalnum():
                wrong = f"{shown(word.text)} is no VIN: that has 17 characters, without I, O and Q"
                expected = "what does the plate at the windshield say?"
                raise InputError(wrong, at="vehicle.vin", got=word.text, expected=expected)
        if len(found) > 1:  # CB400 beside NC31 is a name, Y31 beside FPY31 the short of it
            found = [each for each in found if not self._names_another(each[:1])] or found
            long = "|".join(text for _, _, text in found)
            found = [each for each in found if not re.search(rf"\w{re.escape(each[2])}\b", long)]
        for word, fact, text in found:
            self._tell([word], fact, text)

    # -- phrases -----------------------------------------------------------------

    def _say(self, phrases: Iterable[Phrase]) -> None:
        said = {"", *(word.plain for word in self._words)}
        for phrase in phrases:
            start = 0 if said.issuperset(phrase.parts) else len(self._words)
            while start < len(self._words):
                start += self._matched(phrase, start) or 1

    def _matched(self, phrase: Phrase, start: int) -> int:
        """How many words from a place on say a phrase; 0 where they do not."""
        if not phrase.takes_value:
            negated = bool(phrase.told) and self._negated(start)
            return 0 if negated else self._tell_all(phrase, self._literal(phrase.parts, start))
        gap = phrase.parts.index("")
        after = phrase.parts[gap + 1 :]
        if gap and not self._literal(phrase.parts[:gap], start):
            return 0
        another = bool(phrase.told and phrase.told[0][1])
        for wide in sorted(range(1, WIDEST + 1), reverse=not another):
            end = start + gap + wide
            words = self._words[start + gap : end]
            if len(words) < wide or any(word.used for word in words):
                continue
            if after and not self._literal(after, end):
                continue
            span = self._words[start : end + len(after)]
            if another or not phrase.told:
                if self._names_another(words) if another else _joined(words).isdecimal():
                    return self._tell_all(phrase, span)
                continue
            value = self._value(phrase, words, end)
            if value is not None:
                self._tell(span, self._fact(phrase, value), value)
                return len(span)
            if phrase.fact == ENTRY and dated(BUILT, _joined(words)):
                self._use(span)
                said = "is not one day: tell the day of entry such as `2027-02-01`"
                self._found.notes.append(f"{shown(_joined(span))} {said}")
                return len(span)
        return 0

    def _tell_all(self, phrase: Phrase, span: Sequence[_Word]) -> int:
        """Tell what a phrase tells, if it stands there; of how many words it is."""
        self._use(span)
        for fact, told in phrase.told if span else ():
            self._tell(span, fact, written(fact, told))
        return len(span)

    def _negated(self, start: int) -> bool:
        """Whether a word turns round what begins here: no accident, not a race car."""
        before = self._words[max(start - 2, 0) : start]
        if len(before) == 2 and not before[1].tells_nothing:
            del before[0]
        return not self._phrases.negations.isdisjoint(word.plain for word in before)

    def _names_another(self, words: Sequence[_Word]) -> bool:
        """Whether words begin with a maker or are a model: those of another engine or body."""
        if words[0].plain in self._makes:
            return True
        told = Name.of(_joined(words))
        small = any(word.tells_nothing for word in words)
        return not small and any(_is_of(told, Name.of(name)) for _, name in self._catalogue.names)

    def _dated(self, text: str) -> bool:
        """Whether words by themselves are a date: S15 is a chassis, unless a paper is Japanese."""
        short = re.fullmatch("[A-Za-z] ?[0-9]{1,2}", text)
        return dated(BUILT, text) and (not short or self._japanese or text[0] in "Hh")

    def _literal(self, parts: Sequence[str], start: int) -> list[_Word]:
        span = self._words[start : start + len(parts)]
        same = [word.plain for word in span] == list(parts)
        return span if same and not any(word.used for word in span) else []

    def _value(self, phrase: Phrase, words: Sequence[_Word], end: int) -> object:
        """What words in the place of the value tell, or None."""
        spellings = self._phrases.spellings
        kind = fact_types()[phrase.fact].kind
        following = self._words[end].plain if end < len(self._words) else ""
        if kind == "number" and following in spellings:
            return None  # what follows is the unit: yen are no dollars, nor are six months
        text = " ".join(spellings.get(word.plain, word.text) for word in words)
        if kind == "date" and not (dated(phrase.fact, text) if phrase.words else self._dated(text)):
            return None
        if kind == "number" and not phrase.words and re.fullmatch(r"[\d.,\s]+[Kk]?", text):
            return None
        if phrase.fact == SEATS and self._dated(text):
            return None  # 1998 Seat Ibiza
        if phrase.fact == STATE and words[0].tells_nothing:
            return None
        return None if parsed(phrase.fact, text) is None else written(phrase.fact, text)

    def _fact(self, phrase: Phrase, value: object) -> str:
        """The fact of a phrase; a bare speed below that of the catalogue is a limit."""
        if phrase.fact != SPEED or phrase.words:
            return phrase.fact
        held, asked = self._match().facts.get(SPEED), parsed(SPEED, str(value))
        known = None if held is None else held.value
        if isinstance(known, Bounds) and known.low and isinstance(asked, StatedBounds):
            return LIMIT if (asked.bounds.high or 0) < known.low else SPEED
        return SPEED

    def _state(self) -> None:
        for span in () if STATE in self._found.told else self._spans(3):
            text, first = _joined(span), span[0]
            if re.fullmatch("[IVX]+", text):
                continue  # Evo VI
            if len(text) == 2 and not (text.isupper() and self._stands_alone(first)):
                continue  # ID needed
            if told := parsed(STATE, text):
                self._tell(span, STATE, told)
                return

    def _stands_alone(self, word: _Word) -> bool:
        """Whether a word is the first or the last, but for what is understood already."""
        after = self._words[word.place + 1 :][:1]
        alone = not word.place or not after or after[0].used or after[0].tells_nothing
        return alone and not word.tells_nothing

    def _body(self) -> None:
        """People call any small van a kei truck: what its number says of its body counts."""
        told = self._found.told
        held = self._match().facts.get(BODY) if self._code and told.get(BODY) in MIXED_UP else None
        if held is not None and held.value != told[BODY]:
            codes = recognise(self._code).chassis_codes
            title = self._catalogue.match(chassis_codes=codes).rows[0].title
            self._found.notes.append(f"took it for a {held.text.replace('_', ' ')}, as {title} is")
            del told[BODY]

    @property
    def _code(self) -> str:
        """The frame number or chassis code that is told, or nothing."""
        return str(self._found.told.get(FRAME) or self._found.told.get(CODE) or "")

    def _match(self) -> Match:
        """What the catalogue knows of the vehicle as far as it is named."""
        make, model = (self._found.told.get(fact) for fact in (MAKE, MODEL))
        return self._catalogue.match(
            make=None if make is None else str(make),
            model=None if model is None else str(model),
            chassis_codes=recognise(self._code).chassis_codes if self._code else (),
        )

    # -- make and model ----------------------------------------------------------

    @cached_property
    def _makes(self) -> dict[str, str]:
        return {plain(make): make for make, _ in self._catalogue.names} | dict(self._phrases.makes)

    def _name(self) -> None:
        """The maker, then the model; where neither is found as written, the nearest."""
        make = self._make()
        named = MODEL in self._found.told
        known = self._model(make) or named or CODE in self._found.told
        for span, other in self._others:  # two makers are refused
            if not any(word.used for word in span):
                self._tell(span, MAKE, other)
        make = make or self._near_make()
        if not known and (make is None or not self._model(make)):
            self._near_model(make)

    def _make(self) -> str | None:
        """The maker as written; of two of one house (Mazda Autozam) the last."""
        found: str | None = None
        for span in sorted(self._spans(3), key=lambda span: span[0].place):
            make = self._makes.get(_plainly(span))
            if make is None or any(word.used for word in span):
                continue
            if make == found:
                continue  # Nissan Datsun: the second is a word of the model
            if found is not None and not Name.of(make).same_maker(Name.of(found)):
                if not self._models(make):
                    continue  # Austin Mini
                if self._changed():
                    continue  # whose engine it is
                if self._models(found):
                    self._others.append((span, make))  # unless it is a word of the model
                    continue
                for word in self._made:
                    word.used = False
            self._found.told.pop(MAKE, None)
            self._tell(span, MAKE, make)
            found, self._made = make, span
        return found

    def _changed(self) -> bool:
        """Whether another engine is in it, whose maker and model may be named too."""
        return self._found.told.get(ENGINE) == "other"

    def _near_make(self) -> str | None:
        """The maker that is written most like one of the words, if it can be that one."""
        near = self._nearest(self._makes, self._words, SHORTEST)
        if near is None:
            return None
        word, make = near[0], self._makes[near[1]]
        if self._found.told.get(MAKE, make) != make:
            return None
        self._made = [word]
        self._take(word, MAKE, make)
        return make

    def _models(self, make: str | None) -> list[tuple[str, str]]:
        names = self._catalogue.names
        if make is None:
            return list(names)
        told = Name.of(make)
        return [each for each in names if told.same_maker(Name.of(each[0]))]

    def _model(self, make: str | None) -> bool:
        """Find the name of a model: beside its maker, else the first, as long as it goes."""
        known = [(maker, Name.of(model)) for maker, model in self._models(make)]
        best: list[_Word] = []
        makers: set[str] = set()
        for span in self._spans(WIDEST):
            text = _joined(span)
            if (best and self._rank(span) <= self._rank(best)) or not self._may_name(span, make):
                continue
            told = Name.of(text)
            of = {maker for maker, name in known if _is_of(told, name)}
            if of:
                best, makers = span, of
        if best:
            self._tell(best, MODEL, _joined(best))
        if make is None and len(makers) == 1:
            self._found.told[MAKE] = makers.pop()
        return bool(best)

    def _rank(self, span: Sequence[_Word]) -> tuple[bool, int, int]:
        """The place of a name among several: beside the maker, the first, the longest."""
        start, end, made = span[0].place, span[-1].place, self._made
        beside = bool(made) and (start - made[-1].place == 1 or made[0].place - end == 1)
        return beside, -start, len(_joined(span))

    def _may_name(self, span: Sequence[_Word], make: str | None) -> bool:
        """Whether words may be the name of a model: no year, and no small word by itself."""
        if all(word.tells_nothing for word in span):
            return any(word.place == span[0].place - 1 for word in self._made)
        text = _joined(span)
        if make is not None or len(text) < 3 or self._dated(text):
            return make is not None
        first = span[0].place == 1 and self._dated(self._words[0].text)
        if self._japanese or ((first or self._code) and not self._says(text)):
            return True  # 1999 beat
        # every, carry and city are words, and 500 miles no Fiat
        return text not in self._phrases.ordinary and any(mark.isalpha() for mark in text)

    def _near_model(self, make: str | None) -> None:
        """The nearest name of a model; with a maker, what follows it as it was written."""
        spellings: dict[str, tuple[str, str]] = {}
        for maker, model in self._models(make):
            cores = {"".join(core): " ".join(core).title() for core in Name.of(model).cores}
            for spelling, taken in (cores | {plain(model): model}).items():
                if spelling and (make is not None or spelling not in self._phrases.ordinary):
                    spellings.setdefault(spelling, (maker, taken))
        words, shortest = self._words, SHORTEST
        if make is not None:
            words = self._words[: self._made[0].place][-1:] + self._following()
            shortest = SHORTEST_BESIDE_MAKER
        if near := self._nearest(spellings, words, shortest):
            word, (maker, taken) = near[0], spellings[near[1]]
            self._take(word, MODEL, taken)
            self._found.told.setdefault(MAKE, maker)
        elif make is not None and (span := self._following()):
            self._new_model(make, span)
        elif make is None and self._words and self._dated(self._words[0].text):
            self._made = self._words[:1]
            first, *rest = self._following() or self._made
            named = first.text[:1].isupper() and first.text.isalpha()
            if rest and named and parsed(STATE, first.text) is None:  # 1965 Amphicar 770
                self._tell([first], MAKE, first.text)
                self._new_model(first.text, rest)

    def _new_model(self, make: str, span: Sequence[_Word]) -> None:
        """Tell the model, and that the catalogue does not have it."""
        model = _joined(span)
        self._tell(span, MODEL, model)
        if not self._catalogue.match(make=make, model=model).rows:
            said = f"{make} {model} is not in the catalogue: nothing is taken from it"
            self._found.notes.append(said)

    def _following(self) -> list[_Word]:
        """What follows the maker's name, up to a word that says something else."""
        years = [word for word in self._words if self._dated(word.text)]
        span: list[_Word] = []
        for word in self._words[max(word.place for word in self._made) + 1 :]:
            if word in years and len(years) == 1 and not span:
                continue
            said = word.used or word.tells_nothing or self._says(word.plain)
            said |= word.plain in self._makes and (bool(span) or self._changed())
            if said or (word in years and span) or len(span) == 3:
                break
            span.append(word)
        return span

    def _nearest(
        self, known: Mapping[str, object], words: Sequence[_Word], shortest: int
    ) -> tuple[_Word, str] | None:
        """The word that is one of some spellings but for a letter or two, with that.

        No word of English is, nor a name that begins with another letter: what was told stays.
        """
        near: list[tuple[tuple[int, int], _Word, str]] = []
        for word in words:
            idle = word.used or len(word.plain) < shortest or not word.plain.isalpha()
            small = word.tells_nothing or word.plain in self._phrases.ordinary
            if idle or small or self._says(word.plain):
                continue
            if found := misspelt(word.plain, known):
                near.append((found[0], word, found[1]))
        return min(near, key=lambda each: each[0])[1:] if near else None

    def _says(self, word: str) -> bool:
        return any(phrase.parts == (word,) for phrase in self._phrases.phrases)

    def _take(self, word: _Word, fact: str, taken: str) -> None:
        """Tell what a misspelt word is taken for."""
        self._found.notes.append(f"took {shown(word.text)} for {taken}")
        self._tell([word], fact, taken)


def _is_of(told: Name, name: Name) -> bool:
    """Whether the words told are a name of a model, or how it begins."""
    return told.within(name) and (told.covered(name) > 0 or told.begins(name))
