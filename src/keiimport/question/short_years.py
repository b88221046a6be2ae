# SPDX-License-Identifier: Apache-2.0
"""Years of two digits in a question, recognised by names, bodies and codes beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from keiimport.question.naming import KEI, Naming
from keiimport.question.phrases import bounds_of, parsed
from keiimport.question.reading import BODY, BUILT, MODEL
from keiimport.question.words import MAKE, NEAR, Word, plainly
from keiimport.question.years import full_year

COUNTED: Final = ("vehicle.odometer", "vehicle.power", "vehicle.curb_weight", "entry.value")
"""Facts whose figures look like a year until their unit follows."""

SIZES: Final = ("80", "90")  # cc of small motorcycles, which stand behind their names


class ShortYears(Naming):
    """A question, with the steps that distinguish years of two digits from other figures."""

    def _short_year(self) -> None:
        """Find a two-digit year before a name or a body, or after a chassis code at the end."""
        days = [bounds_of(BUILT, word.text) for word in self._words if self._dated(word.text)]
        if any((each.low or 0) <= date.today().toordinal() for each in days if each):
            return  # what lies ahead is no build
        bodies = [each.parts for each in self._phrases.phrases if each.fact in (BODY, KEI)]
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
        rows = [
            *known,
            *(r for m, n in models for r in self._catalogue.match(make=m, model=n).rows),
        ]
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
