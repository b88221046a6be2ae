# SPDX-License-Identifier: Apache-2.0
"""Finding the make, the model and a year of two digits in a question."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from keiimport.facts.bounds import Bounds
from keiimport.facts.catalogue import Match
from keiimport.facts.identity import recognise
from keiimport.facts.names import Name
from keiimport.facts.problems import shown
from keiimport.question.phrases import SHORTEST_BESIDE_MAKER, bounds_of, misspelt, parsed, plain
from keiimport.question.reading import BODY, BUILT, MODEL, STATE
from keiimport.question.words import BARE, CODE, MAKE, NEAR, Word, Words, is_of, joined, plainly
from keiimport.question.years import full_year

ENGINE, ORIGINAL = "vehicle.engine", "vehicle.original_configuration"
KEI, WHEELS = "vehicle.kei", "vehicle.wheels"
SHORTEST: Final = 5  # letters of a name alone that may be misspelt
TOLERANCE: Final = 15 * 366  # days by which people may be off with when a model was built
WIDEST: Final = 4  # words of the longest value in a phrase, and of the longest name of a model

SUMS: Final = ("entry.value", "vehicle.odometer")
PLATE: Final = re.compile(
    r"\b(?:[A-HJ-NP-Y][0-9]{1,3} ?[A-Z]{3}|[A-Z]{2}[0-9]{2} [A-Z]{3}|[A-Z]{3} ?[0-9]{1,3}[A-Y])\b"
)
"""A British number plate, which is ignored: it may be older than the vehicle."""

COUNTED: Final = ("vehicle.odometer", "vehicle.power", "vehicle.curb_weight", "entry.value")
"""Facts whose figures look like a year until a unit follows."""
SIZES: Final = ("80", "90")  # cc of small motorcycles, which stand behind their names


class Naming(Words):
    """A question, with the steps that find the make, the model and a year of two digits."""

    def _name(self) -> None:
        said = self._found.understood
        engines = {each.words for each in said if (each.fact, each.value) == (ENGINE, "other")}
        for word in self._words:  # Tesla powered Mini
            engine, *behind = self._words[word.place + 1 :] or [word]
            if not word.used and not engine.mark and engine.text in engines:
                named = KEI in self._found.told or any(self._makes_behind(w.place) for w in behind)
                if named and self._makes_behind(word.place):
                    self._tell([word], ENGINE, "other")
        make = self._make()
        named = MODEL in self._found.told
        known = self._model(make) or named or CODE in self._found.told
        for span, other in self._others:  # two makers are refused
            if not any(word.used for word in span):
                self._tell(span, MAKE, other)
        make = make or self._near_make()
        if not known and (make is None or not self._model(make)):
            self._near_model(make)
        if make and (make, make) in self._catalogue.names:
            self._found.told.setdefault(MODEL, make)  # Mini

    def _make(self) -> str | None:
        """Find the make; of two brands of one company (Mazda Autozam), take the last."""
        found: str | None = None
        for span in sorted(self._spans(3), key=lambda span: span[0].place):
            make = self._phrases.makes.get(plainly(span))
            if make is None or any(word.used for word in span) or self._is_ordinary(span, make):
                continue
            before = self._words[: span[0].place][-1:]
            maker = plainly(before) in self._phrases.makes
            if make == found or (before and not maker and self._begins_name(before[0])):
                continue  # Nissan Datsun, Pajero Mini: the second is a word of the model
            if found is not None and not Name.of(make).same_maker(Name.of(found)):
                if not self._models(make) or plainly(span) in self._phrases.marked["name"]:
                    continue  # Austin Mini, a microcar of Mitsuoka
                if self._found.told.get(ENGINE) == "other":
                    continue  # whose engine it is
                if self._models(found):
                    self._others.append((span, make))  # unless it is a word of the model
                    continue
                for word in self._made:
                    word.used = False
            self._found.told.pop(MAKE, None)
            self._tell(span, MAKE, make)
            if (ORIGINAL, "false") in [told for e in self._calling(span) for told in e.told]:
                self._found.told[ORIGINAL] = False  # who rebuilds what others made
            found, self._made = make, span
        return found

    def _begins_name(self, word: Word) -> bool:
        pair = self._words[word.place : word.place + 2]
        told = Name.of(joined(pair))
        like = self._catalogue.names_like(told)
        return len(pair) > 1 and any(is_of(told, name) for _, name in like)

    def _is_ordinary(self, span: Sequence[Word], make: str) -> bool:
        """Whether a make's name is used as an ordinary word: smart key, heated seat, zero rust."""
        if plainly(span) not in self._phrases.marked["name"] or not joined(span).islower():
            return False
        free = (word.place for word in self._words if word not in span)
        makes = {each for place in free for each in self._makes_behind(place)}
        return bool(makes) and make not in makes

    def _near_make(self) -> str | None:
        near = self._nearest(self._phrases.makes, self._words, SHORTEST)
        if near is None:
            return None
        word, make = near[0], self._phrases.makes[near[1]]
        if self._found.told.get(MAKE, make) != make:
            return None
        self._made = [word]
        self._take(word, MAKE, make)
        return make

    def _model(self, make: str | None) -> bool:
        """Find the longest name of a model beside its make, or else the first in the question."""
        best: list[Word] = []
        makers: set[str] = set()
        for span in self._spans(WIDEST):
            text = joined(span)
            if (best and self._rank(span) <= self._rank(best)) or not self._may_name(span, make):
                continue
            of = self._makers_of(Name.of(text), make)
            if of:
                best, makers = span, of
        if best:
            self._tell(best, MODEL, joined(best))
        if make is None and len(makers) == 1:
            self._found.told[MAKE] = makers.pop()
        return bool(best)

    def _makers_of(self, told: Name, make: str | None) -> set[str]:
        found = {each for each, name in self._catalogue.names_like(told) if is_of(told, name)}
        coded = {row.make for row in self._match().rows} if self._code and make is None else {make}
        makers = [Name.of(each) for each in coded if each]  # an AE86 GTV is no Alfa Romeo
        return {e for e in found if not makers or any(m.same_maker(Name.of(e)) for m in makers)}

    def _rank(self, span: Sequence[Word]) -> tuple[bool, bool, bool, int, int]:
        """Rank a name: no year, beside its make, no ordinary word, early, long."""
        start, end, made, text = span[0].place, span[-1].place, self._made, joined(span)
        beside = bool(made) and (start - made[-1].place == 1 or made[0].place - end == 1)
        before = self._words[max(start - 1, 0)].text
        ordinary = text in self._phrases.marked["name"] and not self._dated(before)
        return not self._dated(text), beside, not ordinary, -start, len(text)

    def _may_name(self, span: Sequence[Word], make: str | None) -> bool:
        if any(word.mark for word in span[:-1]):
            return False  # Hijet, deck lift
        if all(word.tells_nothing for word in span):
            titled = (word.text.istitle() and word.text != "I" for word in span)
            kana = self._japanese and all(titled)  # ムーヴ is Move
            return kana or any(word.place == span[0].place - 1 for word in self._made)
        text = joined(span)
        if make is None and (
            parsed(STATE, text) or any(e.fact == STATE for e in self._calling(span))
        ):
            return False  # Montana
        if make is not None or len(text) < 3 or self._dated(text):
            return make is not None
        before = self._words[max(span[0].place - 1, 0)]
        of_year = self._dated(before.text) or (before.used and before.text.isdecimal())
        after = self._words[span[-1].place + 1 :]  # 1985 behind all else
        alone = text.isalpha() and self._found.told.keys().isdisjoint((KEI, BODY, WHEELS))
        ends = after and (not span[0].place or (alone and len(after) == 1))
        of_year |= bool(ends) and self._dated(after[0].text)
        if self._says(plainly(span)):
            return not self._japanese and text not in self._phrases.marked["name"]
        if self._japanese or of_year or self._code:
            return True  # 1999 beat
        # every, carry and city are words, and 500 miles no Fiat
        return text not in self._phrases.marked["name"] and any(mark.isalpha() for mark in text)

    def _near_model(self, make: str | None) -> None:
        spellings: dict[str, tuple[str, str]] = {}
        for maker, model in self._models(make):
            cores = {"".join(core): " ".join(core).title() for core in Name.of(model).cores}
            for spelling, taken in (cores | {plain(model): model}).items():
                if spelling and (make is not None or spelling not in self._phrases.marked["name"]):
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
        elif make is None and len(span := self._unknown()) > 1:
            first, *rest = span
            if first.text[:1].isupper() and first.text.isalpha() and not parsed(STATE, first.text):
                self._tell([first], MAKE, first.text)
                self._new_model(first.text, rest)

    def _doubt_maker(self) -> None:
        """Drop a maker taken from the model alone if it is of other years (2019 Beta)."""
        told, said = self._found.told, {each.fact for each in self._found.understood}
        built = bounds_of(BUILT, told.get(BUILT))
        if built is None or MAKE not in told or MAKE in said or self._code:
            return
        near = Bounds(built.low and built.low - TOLERANCE, built.high and built.high + TOLERANCE)
        if self._catalogue.match(model=str(told.get(MODEL)), built=near).other_years:
            del told[MAKE]

    def _unlisted_code(self) -> None:
        """Take a word for a chassis code after a model that has such codes: Elf NJR85."""
        told, marked = self._found.told, self._phrases.marked
        make = str(told[MAKE]) if MAKE in told else None
        named = [w for e in self._found.understood if e.fact == MODEL for w in e.words.split()]
        engines = tuple(each.split()[0] for each in marked["engine"])
        for before, word in pairwise(self._words) if named and not self._code else ():
            codes = recognise(word.text).chassis_codes
            formed = word.text.isupper() and re.search("[A-Z]{2}[0-9]([0-9]|[A-Z]{3})", word.text)
            plate = PLATE.fullmatch(joined(self._words[word.place : word.place + 2]))
            if word.used or before.text not in named or not formed or plate or len(codes) != 1:
                continue
            known = self._catalogue.match(make=make, model=str(told[MODEL]), chassis_codes=codes)
            if known.rows and not word.plain.startswith(engines):
                self._tell([word], CODE, word.text)

    def _unknown(self) -> list[Word]:
        """The words of an unknown name, after or before the only year: 1965 Amphicar 770."""
        years = [word.place for word in self._words if self._dated(word.text)]
        if years[:1] == [0]:
            self._made = self._words[:1]
            return self._following()
        span = self._words[: years[0]] if len(years) == 1 else []
        idle = any(word.used or word.tells_nothing or self._says(word.plain) for word in span)
        return [] if idle or len(span) > WIDEST else span

    def _new_model(self, make: str, span: Sequence[Word]) -> None:
        model = joined(span)
        self._tell(span, MODEL, model)
        if not self._catalogue.match(make=make, model=model).rows:
            said = f"{make} {model} is not in the catalogue: nothing is taken from it"
            self._found.notes.append(said)

    def _following(self) -> list[Word]:
        """The words after the make, up to one with another meaning."""
        years = [word for word in self._words if self._dated(word.text)]
        span: list[Word] = []
        for word in self._words[max(word.place for word in self._made) + 1 :]:
            if word in years and len(years) == 1 and not span:
                continue
            said = word.used or word.tells_nothing or self._says(word.plain)
            said |= word.plain in self._phrases.marked["doubt"] or self._is_sum(word)
            said |= word.plain in self._phrases.makes and (
                bool(span) or self._found.told.get(ENGINE) == "other"
            )
            said |= bool(span and len(word.text) > 2 and parsed(STATE, word.text))
            if said or (word in years and span) or len(span) == 3:
                break
            span.append(word)
        return span

    def _is_sum(self, word: Word) -> bool:
        """Whether a price or a distance begins with this word: $3000, 85,000 km."""
        both = joined(self._words[word.place : word.place + 2])
        texts = [text for text in (word.text, both) if not BARE.fullmatch(text)]
        return any(parsed(fact, text) for fact in SUMS for text in texts)

    def _nearest(
        self, known: Mapping[str, object], words: Sequence[Word], shortest: int
    ) -> tuple[Word, str] | None:
        """Find a word that misspells one of the names by a letter or two, and that name.

        Words with a known meaning, and names with another first letter, do not count.
        """
        near: list[tuple[tuple[int, int], Word, str]] = []
        for word in words:
            idle = word.used or len(word.plain) < shortest or not word.plain.isalpha()
            small = word.tells_nothing or word.plain in self._phrases.marked["name"]
            if idle or small or self._says(word.plain):
                continue
            if found := misspelt(word.plain, known):
                near.append((found[0], word, found[1]))
        return min(near, key=lambda each: each[0])[1:] if near else None

    def _take(self, word: Word, fact: str, taken: str) -> None:
        self._found.notes.append(f"took {shown(word.text)} for {taken}")
        self._tell([word], fact, taken)

    def _match(self) -> Match:
        told = self._found.told
        make, model = (str(told[fact]) if fact in told else None for fact in (MAKE, MODEL))
        codes = recognise(self._code).chassis_codes if self._code else ()
        return self._catalogue.match(make=make, model=model, chassis_codes=codes)

    # -- years of two digits --------------------------------------------------------

    def _short_year(self) -> None:
        """Find a two-digit year before a name or a body, or after a chassis code at the end."""
        days = [bounds_of(BUILT, word.text) for word in self._words if self._dated(word.text)]
        if any((each.low or 0) <= date.today().toordinal() for each in days if each):
            return  # what lies ahead is no build
        said = [each for word in self._words for each in (word.plain, word.plain.removesuffix("s"))]
        bodies = [e.parts for e in self._phrases.among(said) if e.fact in (BODY, KEI)]
        # the Showa era had 64 years
        short = "6[5-9]|[7-9][0-9]" if self._japanese else "0[0-9]|6[5-9]|[7-9][0-9]"
        for word in self._words:
            after = self._words[word.place + 1 : word.place + 2]
            if word.used or not re.fullmatch(short, word.text):
                continue
            model = plainly(after) == "model"
            counted = any(parsed(each, f"{word.text} {plainly(after)}") for each in COUNTED)
            last = all(word.mark or each.used or each.tells_nothing for each in after)
            last = last and not (after and counted)
            makes = self._makes_behind(word.place + 1 + model)
            body = any(self._literal(each, word.place + 1) for each in bodies)
            before = self._words[word.place - 1 : word.place] if last else []
            if before and plainly(before) not in self._phrases.makes:
                makes = makes or self._makes_behind(word.place - 1)  # Figaro 91
            known = makes or body or (last and self._code)
            if known and not (self._of_series(word, makes) or self._is_of_several(word, bodies)):
                self._tell([word], BUILT, str(full_year(word.text)))
                return

    def _last_short_year(self) -> None:
        """Take two digits at the end for a year in which the model was built: Supra 97.

        They may not be part of a chassis code: a Prado 95 is a KZJ95W.
        """
        rows, told = self._match().rows, self._found.told
        if not rows or MODEL not in told or BUILT in told or self._year:
            return
        *before, word = self._words[-2:]
        counted = any(not (each.used or each.tells_nothing) for each in before)
        if word.used or counted or not re.fullmatch("[89][0-9]", word.text):
            return
        year = bounds_of(BUILT, f"19{word.text}")
        of_code = any(re.search(rf"{word.text}[A-Z]*$", row.chassis_code) for row in rows)
        makes = sorted({row.make for row in rows})
        built = year and any(row.may_be_built.overlaps(year) for row in rows)
        if built and not (of_code or self._of_series(word, makes)):
            self._tell([word], BUILT, f"19{word.text}")

    def _doubt_short_year(self) -> None:
        """Drop a two-digit year if the vehicle was never built then: route 66 Acty.

        After the name of a motorcycle it may be the size of the engine: a Yamaha Jog 90.
        """
        told, known = self._found.told, self._match().rows
        year = bounds_of(BUILT, told.get(BUILT))
        said = (each for each in self._found.understood if each.fact == BUILT)
        short = [each.words for each in said if each.words == str(each.value)[2:]]
        if not (short and year):
            return
        make = str(told[MAKE]) if MAKE in told else None
        models = [] if known or make is None else self._models(make)
        rows = [*known]
        rows += (r for m, n in models for r in self._catalogue.match(make=m, model=n).rows)
        never = bool(rows) and not any(row.may_be_built.overlaps(year) for row in rows)
        sized = short[0] in SIZES and short[0] != self._words[0].text
        sized &= not re.search("[0-9]", str(told.get(MODEL, "")))
        bodies = {row.facts[BODY].value if BODY in row.facts else None for row in rows}
        sized &= bodies == {"motorcycle"} or (not known and "motorcycle" in bodies)
        self._found.unread += short if never or sized else []
        told.pop(BUILT if never or sized else "", None)

    def _of_series(self, word: Word, makes: Sequence[str]) -> bool:
        """Whether two digits may belong to a series: a 79 Toyota Land Cruiser."""
        said = {part for each in self._words for part in each.plain.split("-")}
        names = [name.casefold().split() for make in makes for _, name in self._models(make)]
        numbers = [name[-1] for name in names if said.issuperset(name[:-1])]
        return any(re.fullmatch(f"{word.text[:1]}[0-9]", number) for number in numbers)

    def _is_of_several(self, word: Word, bodies: Sequence[tuple[str, ...]]) -> bool:
        """Whether two digits count things: 98 kei trucks."""
        ends = {each[-1] for each in bodies}
        behind = (each.plain for each in self._words[word.place + 1 : word.place + 1 + NEAR])
        return any(each[-1:] == "s" and each[:-1] in ends for each in behind)
