# SPDX-License-Identifier: Apache-2.0
"""How an age or a year is meant: as the build date, negated, in question, or of something else."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal, NamedTuple

from keiimport.question.phrases import Phrases, plain
from keiimport.question.years import BIRTHDAY, full_year, pattern

_BREAK: Final = re.compile(r"[,;:!?()、。！？\n]|\.(?=\s)")
_PAST: Final = re.compile("[a-z]{3,}ed")  # what was done to it: serviced, restored

_LATER: Final = ("after", "since", "newer", "later")
_TOLD: Final = pattern("{told date}")

_BUILDS: Final = frozenset(("built", "made", "manufactured", "produced", "from"))
_TIES: Final = frozenset(("in", "from", "on", "during"))
_DETERMINERS: Final = frozenset(("a", "an", "the", "this", "my", "our", "your", "his", "her"))


IsName = Callable[[str], bool]  # whether a word is that of a maker or a model


class Stand(NamedTuple):
    """How something is meant: as told, negated, or not about the build."""

    how: Literal["told", "turned", "aside"]
    start: int  # where it begins, with the negation that turns it


class Clause:
    """The words of a clause before a place in a text."""

    def __init__(self, text: str, start: int, end: int, phrases: Phrases) -> None:
        begins = max((found.end() for found in _BREAK.finditer(text, 0, start)), default=0)
        self._start, self._phrases = start, phrases
        found = list(re.finditer(r"\S+", text[begins:start]))
        self._places = [begins + each.start() for each in found]
        self._words = [plain(each[0]).replace("’", "'").strip('"“”') for each in found]
        self._behind = [plain(word) for word in _BREAK.split(text[end:], maxsplit=1)[0].split()]
        self._dating = phrases.building
        self._small = phrases.marked["through"] | self._dating
        self._negation = self._last_negation()
        self.small_words = [] if self._negation is None else self._words[self._negation + 1 :]
        """What stands between the negation and the place."""
        self.is_denied = self._negation is not None and self._small.issuperset(self.small_words)
        """Whether what stands there is negated: not built in 2004."""
        self._aside = Stand("aside", start)

    def stand_of_age(self, *, ago: bool) -> Stand:
        """How an age at this place is meant; negated it means younger or older, if it is a limit.

        A time `ago` is an age only after a word such as `built`.
        """
        if ago and (self.is_of_part() or _BUILDS.isdisjoint(self._words[-1:])):
            return self._aside
        # a 24-year-old truck
        of_noun = bool(self._behind) and not _DETERMINERS.isdisjoint(self._words[-1:])
        others = self._phrases.marked["other"]
        of_other = self.is_of_other() or not others.isdisjoint(self._behind[:1])
        asked = of_other or (self._asked() and not of_noun)
        return self._aside if asked else self._negated(turns=True)

    def is_of_other(self, *, turns: bool = False) -> bool:
        """Whether an age is that of somebody or something else: my son is 30, my wife turns 35.

        `turns` means that the text at this place has a verb of its own.
        """
        marked = self._phrases.marked
        # I am a 26 year old
        last = end = len(self._words) - (self._words[-1:] in (["a"], ["an"]))
        while last and self._words[last - 1] in marked["being"]:
            last -= 1
        # one owner, 30 years old: the owner is not
        others = marked["other"] if turns or last < end else frozenset[str]()
        return bool(last) and self._words[last - 1] in others | marked["pronoun"]

    def stand_of_bound(self, relation: str, *, alone: bool) -> Stand:
        """How a date after `before` or `since` is meant; `since` beside a year is no build date."""
        since_event = relation == "since" and not alone
        if since_event or self._asked() or self._of_event(beside=relation in ("newer", "older")):
            return self._aside
        return self._negated(turns=relation != "since")

    def _negated(self, *, turns: bool) -> Stand:
        if self._negation is None:
            return Stand("told", self._start)
        place = self._places[self._negation] if self.is_denied else self._start
        return Stand("turned" if self.is_denied and turns else "aside", place)

    def stand_of_year(self, *, alone: bool, is_name: IsName) -> Stand:
        """How a bare year is meant: the words beside it may show that it is no build date.

        One of several years may be that of another event, unless a vehicle's name follows it.
        """
        born = "born" in self._words and (self.is_of_other() or "born" not in self._words[1:])
        if born or self.is_of_part():
            return self._aside
        named = any(map(is_name, self._behind[:1]))
        before = self._phrases.before_date  # imported in 2019
        dates = any(tuple(self._words[-len(e) :]) == e for e in before if e)
        tied = not (alone and _TIES.isdisjoint(self._words[-1:]))  # bought in
        if self._negation is not None and self.is_denied:
            if not named or self._dating.isdisjoint(self.small_words):
                return Stand("aside", self._places[self._negation])  # never registered 2003 Alto
        elif tied and not (named or dates) and self._of_event(beside=False):
            return self._aside
        last = len(self._words)
        while last and self._words[last - 1] in self._small:
            last -= 1
        asked = any(end >= last for end in self._ends("asked")) and not self._behind
        asked = asked and "or" not in self._words  # or is it 2009
        return self._aside if asked else Stand("told", self._start)

    def is_of_part(self) -> bool:
        """Whether a year is that of a part or a look: engine from 1998, a 1998 engine."""
        words, marked = self._words, self._phrases.marked
        others, last = marked["other"], len(words)
        behind = [word.lstrip("-") for word in self._behind[:1]]
        if not marked["style"].isdisjoint(behind):
            return True
        while last and words[last - 1] in self._dating | _TIES:
            last -= 1
        if last == len(words):
            return not others.isdisjoint(behind) and not _DETERMINERS.isdisjoint(words[-1:])
        return not others.isdisjoint(words[last - 1 : last])

    def _last_negation(self) -> int | None:
        """The last negation that is not part of a known phrase such as `no accident`."""
        negations = self._phrases.marked[""]
        for place in range(len(self._words) - 1, -1, -1):
            # isn't a 1999 ...
            asks = not self._places[place] and self._words[place].endswith("n't")
            if self._words[place] in negations and not asks and not self._is_of_phrase(place):
                return place
        return None

    def _is_of_phrase(self, place: int) -> bool:
        for each in self._phrases.among(self._words):
            parts = each.parts[: each.parts.index("")] if each.takes_value else each.parts
            if len(each.parts) == 1 or self._words[place] not in parts:
                continue
            first = place - parts.index(self._words[place])
            if first >= 0 and tuple(self._words[first : first + len(parts)]) == parts:
                return True
        return False

    def _ends(self, mark: str) -> list[int]:
        said, marked = self._words, self._phrases.marked[mark]
        ends = range(1, len(said) + 1)
        spans = ((end, size) for end in ends for size in range(1, min(end, 3) + 1))
        return [end for end, size in spans if " ".join(said[end - size : end]) in marked]

    def _asked(self) -> bool:
        asked, answers = self._ends("asked"), self._phrases.marked["answer"]
        if not asked:
            return False
        beside = [word for word in self._behind if word not in self._small][:1]
        return answers.isdisjoint([*self._words[asked[-1] :], *beside])

    def _of_event(self, *, beside: bool) -> bool:
        words = self._words
        builds = self._dating - self._phrases.marked["event"]  # titled is either
        built = max((at for at, word in enumerate(words, 1) if word in builds), default=0)
        small = self._small - self._phrases.marked["event"]
        free = [end for end in range(built + 1, len(words) + 1) if words[end - 1] not in small]
        if not free:
            return False
        events = {end for end in self._ends("event") if end > built}
        if _PAST.fullmatch(words[free[-1] - 1]):
            events.add(free[-1])
        return free[-1] in events if beside else bool(events)


def set_aside(text: str, phrases: Phrases, is_name: IsName) -> tuple[str, list[str]]:
    """Remove years that are not the build date from a text; return the text and those years.

    Negations are resolved where they are plain: no older than 2001 becomes 2001 or later.
    """
    text, aside = _without_others(text, phrases, is_name)
    kept, done = list[str](), 0
    alone = sum(bool(found["year"]) for found in _TOLD.finditer(text)) < 2
    for found in _TOLD.finditer(text):
        year = re.search("(?:19|20)[0-9]{2}", found[0])
        if year and int(year[0]) > date.today().year:
            continue  # that of the entry
        clause = Clause(text, *found.span(), phrases)
        said = found["way"] or found["than"] or found["prior"]
        short = "before" if found["pre"] else "after" if found["post"] else ""
        relation = (said or short).casefold()
        if relation:
            stand = clause.stand_of_bound(relation, alone=alone)
        else:  # owned since 2005 1999
            first = alone or text[done : found.start()].isspace() or not found["year"]
            stand = clause.stand_of_year(alone=first, is_name=is_name)
        if stand.how == "told" and not relation:
            continue  # as it stands
        if found["short"] and full_year(found["short"]) is None:
            continue  # nobody knows which
        kept += [text[done : stand.start], " "]
        if stand.how == "aside":
            aside.append(text[stand.start : found.end()])
        else:
            turned = stand.how == "turned"
            kept += [*(f"{word} " for word in clause.small_words if turned)]
            kept.append(_bound(found, relation, turned=turned))
        done = found.end()
    return "".join([*kept, text[done:]]), aside


def _without_others(text: str, phrases: Phrases, is_name: IsName) -> tuple[str, list[str]]:
    """Remove what is said of others: I turn 25 in 2027, my last truck was stolen.

    Another vehicle counts only if the text names one besides.
    """
    said = "|".join(map(re.escape, sorted(phrases.marked["apart"], key=len, reverse=True)))
    aside = [
        found[0]
        for found in BIRTHDAY.finditer(text)
        if Clause(text, *found.span(), phrases).is_of_other(turns=True)
    ]
    small = phrases.fillers | phrases.marked["name"]
    for found in pattern(rf"{{may}}\b(?:{said})\b{{other}}").finditer(text) if said else ():
        words = (each.strip(",.;:?!()") for each in text.replace(found[0], " ").split())
        named = [plain(each) for each in words if len(each) > 1 and each not in small]
        if "kei" in named or any(map(is_name, named)):
            aside.append(found[0])
    for each in aside:
        text = text.replace(each, "  ")
    return text, [each.strip() for each in aside]


def _bound(found: re.Match[str], relation: str, *, turned: bool) -> str:
    """Write what is before or after a date as an open range.

    The year or decade itself is excluded, but a part of a year, a month or a day is not.
    """
    later = (relation in _LATER) != turned
    beyond = not (turned or found["part"] or found["named"]) and relation != "since"
    day = found["month"]
    if found["decade"]:
        decade = found["decade"]
        first = int(decade) if len(decade) == 4 else int(decade) + (1900 if decade > "40" else 2000)
        day = str(first + (10 if later else -1) if beyond else first + (0 if later else 9))
    elif day is None:
        year = int(found["year"] or 0) or full_year(found["short"]) or 0
        year += (1 if later else -1) if beyond else 0
        day = f"{found['named'] or ''} {year}".strip()
    return f"{day} or {'later' if later else 'earlier'}"
