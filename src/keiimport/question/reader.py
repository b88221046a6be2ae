# SPDX-License-Identifier: Apache-2.0
"""Reading a question word by word: numbers, phrases, the vehicle's name, and the rest."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Final

from keiimport.facts.bounds import UNBOUNDED, Bounds
from keiimport.facts.case import fact_types
from keiimport.facts.catalogue import as_spelled
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.dates import format_date
from keiimport.facts.identity import NUMBERS, recognise
from keiimport.facts.names import Name, squashed
from keiimport.facts.problems import bad_input, shown
from keiimport.question.naming import COUNTED, ENGINE, ORIGINAL, PLATE, WIDEST, Naming
from keiimport.question.phrases import Phrase, bounds_of, parsed, plain, written
from keiimport.question.reading import BODY, BUILT, ENTRY, MODEL, STATE, Reading, nearness
from keiimport.question.words import BARE, CODE, MAKE, Word, is_of, joined, plainly
from keiimport.question.years import YEARS, dated

COUNTRY, REGISTERED = "vehicle.country_of_manufacture", "vehicle.registered_in"
PLACES: Final = (STATE, COUNTRY, REGISTERED)
SPEED, LIMIT = "vehicle.top_speed", "vehicle.limited_speed"
SEATS, DISPLACEMENT, LABELS = "vehicle.seats", "vehicle.displacement", "vehicle.certified_to"
MODEL_YEAR, ALTERED = "vehicle.model_year", "vehicle.altered"

DECADES: Final = 7305  # days: what is first built so much later is another vehicle

CHANGES: Final = frozenset(((ENGINE, "other"), (ALTERED, "true"), (ORIGINAL, "false")))
CONTRARY: Final = {
    (ORIGINAL, "true"): ((ORIGINAL, "false"), (ALTERED, "true")),
    (ENGINE, "original"): ((ENGINE, "other"),),
}
"""The facts told by denying that it is as its maker built it."""

LOADS: Final = ("motorcycle", "trailer", "golf_cart", "go_kart", "snowmobile", "utility_vehicle")
MIXED_UP: Final = ("pickup", "van", "cargo_van")  # a fire engine is one, whatever it began as


class Reader(Naming):
    """A question, read in steps that each use up the words they understand."""

    def read(self) -> Reading:
        """Read the question."""
        every = self._phrases.among([word.plain for word in self._words])
        self._refuse_impossible()
        self._say(each for each in every if each.takes_value and not each.told)
        self._numbers()
        self._short_year()
        self._say(each for each in every if each.words > 1 or (each.words and each.takes_value))
        self._say(each for each in every if each.fact == ENGINE and not each.takes_value)
        self._name()
        self._say(each for each in every if not each.words)
        self._doubt_maker()
        self._say(each for each in every if not each.takes_value)
        self._state()
        self._engine_of_another()
        self._last_short_year()
        self._label_of_canada()
        self._doubt_short_year()
        self._family()
        self._unlisted_code()
        self._body()
        self._spell_model()
        said = f" {plainly(self._words)} "
        for idle in (each for each in every if each.words > 1 and not each.told):
            said = said.replace(f" {' '.join(idle.parts)} ", " ")  # shipped by boat
        crafts = sorted(each for each in self._phrases.marked["craft"] if f" {each} " in said)
        if crafts and not (BODY in self._found.told or self._match().rows):
            raise bad_input("boats", got=crafts[0], craft=crafts[0])
        left = [word for word in self._words if not (word.used or word.tells_nothing)]
        model = self._found.told.get(MODEL)
        others = [word for word in left if model and self._is_model(word)]
        left = [word for word in left if word not in others]
        known = [word for word in left if self._says(word.plain)]  # CRF450R has the form of one
        # lines part what does not stand side by side
        unknown = " ".join(
            word.text if word in left and word not in known else "\n" for word in self._words
        )
        self._found.notes += [
            *(f"left {shown(each)} out, as a number plate" for each in PLATE.findall(unknown)),
            *(f"answered for {model}: ask for {word.text} by itself" for word in others),
        ]
        self._found.unread += [*(word.text for word in known), *PLATE.sub("", unknown).split()]
        return self._found

    def _numbers(self) -> None:
        """Find VINs, frame numbers, type codes and known chassis codes."""
        said = (self._phrases.makes.get(plainly(span)) for span in self._spans(2))
        makers = [Name.of(make) for make in said if make]
        found: list[tuple[Word, str, str]] = []
        for word in self._words:
            if word.used or not any(mark.isdigit() for mark in word.text) or self._dated(word.text):
                continue
            number = recognise(word.text)
            known = number.kind in ("vin", "frame_number")
            if number.kind in ("type_code", "chassis_code"):
                rows = self._rows(number.chassis_codes, named=bool(makers))
                makes = [Name.of(row.make) for row in rows]  # a Porsche GT3 is no Impreza
                known = any(each.same_maker(make) for each in makers or makes for make in makes)
                known = known and not self._names_other(word.text, rows, makers)
            if known:
                found.append((word, NUMBERS[number.kind], number.text))
            elif number.kind == "unknown" and 16 <= len(number.text) <= 18 and word.text.isalnum():
                raise bad_input("no_vin", got=word.text, text=word.text)
        found = [each for each in found if not self._begins_name(each[0])]
        if len(found) > 1:  # CB400 beside NC31 is a name, Y31 beside FPY31 the short of it
            found = [each for each in found if not self._makes_behind(each[0].place)] or found
            long = "|".join(text for _, _, text in found)
            found = [each for each in found if not re.search(rf"\w{re.escape(each[2])}\b", long)]
        for word, fact, text in found:
            self._tell([word], fact, text)

    def _names_other(self, text: str, rows: Sequence[CatalogueRow], makers: list[Name]) -> bool:
        """Whether a code is the name of another model: an Infiniti G20 is not an S-Cargo."""
        named = self._catalogue.match(model=text, built=self._year).rows
        alike = (row for row in named if row.model.casefold() == text.casefold())
        others = [Name.of(row.make) for row in alike if row not in rows]
        its = any(each.same_maker(other) for each in makers or others for other in others)
        return its and not self._is_code(text)

    def _rows(self, codes: tuple[str, ...], *, named: bool) -> list[CatalogueRow]:
        """The rows with these codes; without a make, none first built decades after the year."""
        rows, year = self._catalogue.match(chassis_codes=codes).rows, self._year
        latest = None if named or year is None or year.high is None else year.high + DECADES
        return [row for row in rows if latest is None or (row.produced.low or 0) <= latest]

    def _label_of_canada(self) -> None:
        """Allow for a Canadian label if it comes from Canada and only a US label is missing."""
        told = self._found.told
        said = [each.words for each in self._found.understood if each.fact == LABELS]
        of_us = self._phrases.marked["of us"]
        alone = all(not of_us.isdisjoint(plain(each).split()) for each in said)
        if told.get(LABELS) == [] and told.get(REGISTERED) == "CA" and alone:
            del told[LABELS]
            self._found.notes.append("took it that it may have a Canadian label")

    def _is_model(self, word: Word) -> bool:
        """Whether a word left is the whole name of a model: Beat or Copen."""
        text, ordinary = word.text, self._phrases.marked["name"]
        idle = len(text) < 3 or text.isupper() or (text.islower() and text in ordinary)
        told = Name.of(text)
        names = [] if idle else self._catalogue.names_like(told)
        return any("".join(told.words) in map("".join, name.cores) for _, name in names)

    # -- phrases -----------------------------------------------------------------

    def _say(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            start = 0
            while start < len(self._words):
                start += self._matched(phrase, start) or 1

    def _matched(self, phrase: Phrase, start: int) -> int:
        if not phrase.takes_value:
            span = self._literal(phrase.parts, start)
            return self._said(phrase, span) if span else 0
        gap = phrase.parts.index("")
        after = phrase.parts[gap + 1 :]
        before = self._literal(phrase.parts[:gap], start)
        if gap and (not before or before[-1].mark == "?"):
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
                place = start + gap + self._dated(words[0].text)  # from a 2005 Every
                others = [w for w in self._words if not start <= w.place < max(end, place + 1)]
                named = bool(self._code) or any(self._makes_behind(w.place) for w in others)
                named &= bool(self._makes_behind(place)) or any(
                    MODEL in dict(e.told) or CODE in dict(e.told) for e in self._calling(words)
                )
                if not gap and another:
                    named &= self._is_another(words, others)
                if named if another else self._is_count(phrase, words):
                    return self._tell_all(phrase, span)
                continue
            value = self._value(phrase, words, end)
            if value is not None:
                fact, asked = phrase.fact, bounds_of(SPEED, value)
                if fact == SPEED and not phrase.words and asked:  # below that of the catalogue
                    held = self._match().facts.get(SPEED)
                    slow = held and (asked.high or 0) < (held.bounds.low or 0)
                    fact = LIMIT if slow else SPEED
                if gap and self._negated(start):  # not limited to 25 mph
                    if self._dated(joined(words)) and self._makes_behind(end):
                        del span[gap:]  # never registered 2003 Honda
                    self._leave(span)
                elif fact == BUILT and not phrase.words and self._is_another_day(span, value):
                    self._use(span)
                else:
                    coming = value == str(date.today().year + 1) and not phrase.words
                    self._tell(span, MODEL_YEAR if coming and fact == BUILT else fact, value)
                return len(span)
            day = bounds_of(BUILT, joined(words)) if dated(BUILT, joined(words)) else None
            if phrase.fact == ENTRY and day:
                self._use(span)
                self._found.note_day(joined(span), day, entering=True)
                return len(span)
        return 0

    def _said(self, phrase: Phrase, span: Sequence[Word]) -> int:
        """Read a phrase without a value; return its number of words, or 0 if it does not count."""
        start = span[0].place
        every = {word.plain for word in self._words}
        soon = self._phrases.marked["sooner"] & every
        change = not (soon or CHANGES.isdisjoint(phrase.told))
        partly = (ORIGINAL, "true") in phrase.told and self._phrases.marked["except"] & every
        if partly or (phrase.told and self._negated(start, start + len(span), change=change)):
            contrary = [CONTRARY[each] for each in phrase.told if each in CONTRARY and not partly]
            if contrary:  # isn't stock
                return self._tell_all(Phrase(phrase.parts, sum(contrary, ())), span)
            self._leave(span)
            return len(span)
        made = bool(self._made) and self._made[-1].place == start - 1
        maker = self._phrases.makes.get(self._words[start - 1].plain) if start else None
        if maker and phrase.fact.startswith("entry.") and maker in self._makes_behind(start):
            return 0  # a Ford Transit to Canada
        if made and phrase.fact in ("importer.kind", STATE):
            return 0  # an Opel Diplomat, a Hyundai Tucson
        near = self._words[max(start - 4, 0) : start]
        before, said = {word.plain for word in near}, f" {plainly(near)} "
        of_seller = any(fact.startswith("importer.") for fact, _ in phrase.told)
        of_seller &= any(f" {each} " in said for each in self._phrases.marked["seller"])
        loaded = dict(phrase.told).get(BODY) in LOADS and before & self._phrases.marked["load"]
        named = loaded and any(self._makes_behind(place) for place in range(start - 1))
        after = {each.text for each in self._words[span[-1].place + 1 :][:1]}
        city = phrase.fact == REGISTERED and not parsed(REGISTERED, span[-1].text)
        after -= {told for _, told in phrase.told}  # Ontario, CA
        namesake = city and any(parsed(STATE, each) for each in after)  # London, Kentucky
        if of_seller or named or namesake or self._of_another_maker(phrase, span):
            return 0
        if phrase.fact == STATE and near and near[-1].plain in ("to", "into"):
            span = [near[-1], *span]
        return self._tell_all(phrase, span)

    def _is_another_day(self, span: Sequence[Word], value: object) -> bool:
        """Whether a bare date is not the build date; a year before a name is."""
        text, after = joined(span), self._words[span[-1].place + 1 :][:1]
        named = text.isdecimal() and (not span[0].place or any(word.used for word in after))
        before = self._words[: span[0].place][-2:]  # a Carry in 2027
        entering = len(before) == 2 and before[0].used and before[1].plain == "in"
        return self._found.is_another_day(text, value, named=named, entering=entering)

    def _tell_all(self, phrase: Phrase, span: Sequence[Word]) -> int:
        """Store the facts of a phrase; return its number of words."""
        self._use(span)
        for fact, told in phrase.told if span else ():
            held, known = str(self._found.told.get(MODEL)), MODEL in self._found.told
            both = f"{told} {held}"  # R32 1990 GTR
            if fact == MODEL and squashed(told) == squashed(held):
                told = held  # a Spacegear is a Space Gear
            elif fact == MODEL and self._makers_of(Name.of(both), None):
                self._found.told[MODEL] = both
            elif fact == MODEL and known and squashed(told) in self._catalogue.machines:
                told = held  # a Hayabusa is a GSX1300R
            self._tell(span, fact, written(fact, told))
        if dict(phrase.told).get(BODY) and MAKE not in self._found.told:
            makes = self._phrases.makes  # Polaris Ranger
            names = makes.keys() - self._phrases.marked["name"]  # a mini truck is no Mini
            for size in (2, 1) if span else ():
                maker, model = (" ".join(p) for p in (phrase.parts[:size], phrase.parts[size:]))
                if maker in names:
                    self._tell(span, MAKE, makes[maker])
                    self._found.told.setdefault(MODEL, model.title())
                    break
        return len(span)

    def _of_another_maker(self, phrase: Phrase, span: Sequence[Word]) -> bool:
        """Whether a phrase means a model of another make: Evo, where a Mercedes is named."""
        model = dict(phrase.told).get(MODEL)
        if model is None:
            return False
        told = Name.of(model)
        makers = [maker for maker, name in self._catalogue.names if is_of(told, Name.of(name))]
        free = (each for each in self._spans(2) if not set(span) & set(each))
        said = [self._phrases.makes.get(plainly(each)) for each in free]
        made = [str(make) for make in (*said, self._found.told.get(MAKE)) if make]
        machines = self._catalogue.machines
        if squashed("".join(phrase.parts)) in machines:  # a Nissan 200SX is no KTM
            its = [each for each in made if machines.told_in(each, model)]
            return bool(made or makers) and not its
        its = [e for e in made for maker in makers if Name.of(e).same_maker(Name.of(maker))]
        return bool(made and makers) and not its

    def _is_another(self, words: Sequence[Word], others: Sequence[Word]) -> bool:
        """Whether a name before `engine` is not the vehicle's: a Beat engine in an Acty."""
        before, told = self._words[: words[0].place][-1:], Name.of(joined(words))
        if before and (before[0].plain in self._phrases.makes or self._begins_name(before[0])):
            return False  # a Honda Acty, a Skyline GT-R
        names = [name for _, name in self._catalogue.names_like(told) if name.words == told.words]
        names += [Name.of(v) for e in self._calling(words) for f, v in e.told if f == MODEL]
        rows = self._match().rows if self._code else ()
        said = {each.plain for each in others}.union(*(Name.of(row.model).words for row in rows))
        return bool(names) and said.isdisjoint(name.words[0] for name in names)

    def _value(self, phrase: Phrase, words: Sequence[Word], end: int) -> object:
        """Read the words in the place of a value; None if they have no such value."""
        spellings = self._phrases.spellings
        kind = fact_types()[phrase.fact].kind
        following = self._words[end].plain if end < len(self._words) else ""
        if kind == "number" and following in spellings:
            return None  # what follows is the unit: yen are no dollars, nor are six months
        text = " ".join(spellings.get(word.plain, word.text) for word in words)
        if fact_types()[phrase.fact].dimension == "weight":
            text = joined(words)  # pounds are a weight too
        if text.isdecimal() and not self._may_be(phrase, text, spellings.get(following, following)):
            return None
        if phrase.fact == STATE and phrase.words and len(text) == 2 and not words[0].tells_nothing:
            text = text.upper()  # to nj
        if kind == "date" and words[0].plain in self._phrases.dating:
            return None  # registered, built 1998
        if kind == "date" and not (dated(phrase.fact, text) if phrase.words else self._dated(text)):
            return None
        bare = BARE.fullmatch(text)
        if kind == "number" and (
            any(word.mark for word in words[:-1]) or (bare and not phrase.words)
        ):
            return None
        if phrase.fact == LIMIT and bare and (not phrase.parts[0] or self._dated(text)):
            return None  # ver 6 limited 2000 Impreza
        behind = [fact for e in self._calling(self._words[end : end + 1]) for fact, _ in e.told]
        named = BODY in behind or self._makes_behind(end)  # for 1998 truck
        money = fact_types()[phrase.fact].dimension == "money" and named
        if (phrase.fact == SEATS or money) and self._dated(text):
            return None  # 1998 Seat Ibiza, shipping 2016 Golf
        if phrase.fact == REGISTERED and len(text) == 2 and parsed(STATE, text):
            return None  # from CA
        if phrase.fact in PLACES and words[0].tells_nothing and not text.isupper():
            return None  # in, or, and
        if phrase.fact == COUNTRY and parsed(STATE, text):
            return "US"  # made in Ohio
        return None if parsed(phrase.fact, text) is None else written(phrase.fact, text)

    def _may_be(self, phrase: Phrase, figures: str, following: str) -> bool:
        if phrase.fact == DISPLACEMENT:
            return int(figures) not in YEARS or not int(figures) % 100
        others = (each for each in COUNTED if each != phrase.fact and len(following) > 1)
        return all(parsed(each, f"{figures} {following}") is None for each in others)

    def _engine_of_another(self) -> None:
        """Recognise engines of another make, of later years, or of a clearly different size."""
        starts = {word.plain[:3] for word in self._words if not word.used}
        every = sorted(self._phrases.marked["engine"], key=lambda each: -each.index(" "))
        engines = [each.split() for each in every if each[:3] in starts]
        rows, told = self._match().rows if engines else (), self._found.told
        first = next((word.plain for word in self._words if not word.used), "")
        of_engine = any(first.startswith(code) for code, *_ in engines)
        if rows and not self._code and MODEL in told and of_engine:
            name = Name.of(str(told[MODEL]))  # a Skyline may be a GT-R, a Skyline GTS not
            longer = (n for _, n in self._models(rows[0].make) if name.within(Name.of(n)))
            each = (self._catalogue.match(make=rows[0].make, model=n).rows for n in longer)
            rows = (*rows, *(row for found in each for row in found))
        makes = [make for make in {told.get(MAKE), *(row.make for row in rows)} if make]
        built = bounds_of(BUILT, told.get(BUILT)) or UNBOUNDED
        then = [row for row in rows if row.produced.overlaps(built)] or rows
        held = [row.facts.get(DISPLACEMENT) for row in then]
        sizes = [each.bounds for each in held if each] if all(held) else []
        for word in self._words if makes and ENGINE not in told else ():
            for code, first, cc, *makers in engines:
                if word.used or not re.fullmatch(rf"{re.escape(code)}[a-z-]*\d?", word.plain):
                    continue
                known = any(Name.of(a).same_maker(Name.of(str(b))) for a in makers for b in makes)
                known &= built.overlaps(bounds_of(BUILT, f"{first} or later") or UNBOUNDED)
                near = bounds_of(DISPLACEMENT, f"{int(cc) * 98 // 100}-{int(cc) * 102 // 100} cc")
                fits = list(map(near.overlaps, sizes)) if near and near.high else []
                if not known or (fits and not any(fits)):
                    self._tell([word], ENGINE, "other")
                elif fits and all(fits):
                    self._use([word])
                    said = f"took {shown(word.text)} for the engine that its maker put in"
                    self._found.notes.append(said)
                break

    def _state(self) -> None:
        for span in self._spans(3):
            text, held = joined(span), self._found.told.get(STATE)
            if len(text) == 2:  # ID needed
                text = text.upper() if self._is_state_code(span[0]) else ""
            said = self._found.understood
            named = any(nearness(each.words) for each in said if each.fact == STATE)  # no city
            told = parsed(STATE, re.sub("^[IVX]+$|['’]s$", "", text, flags=re.I))  # Evo VI
            if told and self._negated(span[0].place):
                self._leave(span)
            elif told and text == self._found.told.get(REGISTERED):
                self._tell(span, REGISTERED, told)  # Ontario, CA
            elif told and (held in (None, told) or not named):
                self._tell(span, STATE, told)
            elif told:
                self._use(span)
                self._found.notes.append(f"answered for {held}: ask for {text} by itself")

    def _family(self) -> None:
        """Recognise part of a chassis code of the model: Sunny B13, where there is FB13."""
        rows = () if self._code else self._match().rows
        models = {each.words for each in self._found.understood if each.fact == MODEL}
        for word in self._words if rows else ():
            code = word.plain.upper()
            if (word.used and word.text not in models) or not re.fullmatch(
                "[A-Z]{1,2}[0-9]{2,3}", code
            ):
                continue
            form = re.compile(f"[A-Z]+{code}[A-Z]*|{code}[A-Z]+")
            days = [row.may_be_built for row in rows if form.fullmatch(row.chassis_code)]
            if days:
                self._tell([word], MODEL, self._found.told[MODEL])
                built = self._found.told.setdefault(BUILT, format_date(reduce(Bounds.hull, days)))
                if built == format_date(reduce(Bounds.hull, days)):
                    self._found.notes.append(f"took {shown(word.text)} to mean built {built}")

    def _body(self) -> None:
        """Prefer the body that the chassis code shows: people call any small van a kei truck."""
        told = self._found.told
        held = self._match().facts.get(BODY) if self._code and told.get(BODY) in MIXED_UP else None
        if held is not None and held.value != told[BODY]:
            codes = recognise(self._code).chassis_codes
            title = self._catalogue.match(chassis_codes=codes).rows[0].title
            self._found.notes.append(f"took it for a {held.text.replace('_', ' ')}, as {title} is")
            del told[BODY]

    def _spell_model(self) -> None:
        """Write the model as the catalogue does: Carry, not carry."""
        told = self._found.told
        if MODEL in told:
            told[MODEL] = as_spelled(str(told[MODEL]), self._match().rows)
