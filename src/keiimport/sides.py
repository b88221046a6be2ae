# SPDX-License-Identifier: Apache-2.0
"""The two sides of a comparison: a day of the law, a scenario, or rules of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from keiimport.engine import Engine
from keiimport.errors import InputError, nearest
from keiimport.facts.case import Case
from keiimport.rulebook.difference import RulebookDifference, compare_rulebooks
from keiimport.rulebook.files import RULEBOOK, rules_folder, scenario_names
from keiimport.rulebook.model import Rulebook
from keiimport.verdict import Verdict

LAW = "law"
"""Names the rules that come with this package, as they stand."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: how it was asked for.
        folder: the folder of its rules; None: those that come with this package.
        scenarios: the hypothetical reforms laid over them.
        overlays: the folders and files of one's own laid over them.
        day: the day whose law is meant, or None for every version of it.
    """

    name: str
    folder: Path | None = None
    scenarios: tuple[str, ...] = ()
    overlays: tuple[Path, ...] = ()
    day: date | None = None

    @cached_property
    def engine(self) -> Engine:
        """Evaluates cases by its rules."""
        return Engine(self.folder, scenarios=self.scenarios, overlays=self.overlays)

    @property
    def rulebook(self) -> Rulebook:
        """Its rules."""
        return self.engine.rulebook

    def evaluate(self, case: Case, today: date) -> Verdict:
        """What this side says of a case; `today` where the case names no day of entry."""
        return self.engine.evaluate(case, as_of=self.day, today=today)

    def to_dict(self) -> dict[str, object]:
        """The side as plain JSON values."""
        return {
            "name": self.name,
            "day": None if self.day is None else self.day.isoformat(),
            "scenarios": list(self.scenarios),
            "version": self.rulebook.version,
            "hash": self.rulebook.hash,
        }


def read_sides(a: str, b: str) -> tuple[Side, Side]:
    """The two sides that `a` and `b` name.

    Each is a day such as `2005-10-03` (the rules that come with this package, as in force
    that day), the name of a scenario, `law` (the same rules, every version), a folder of
    rules, or a folder or file that is no whole rulebook and is laid over `law`. Where only
    one names a day, the other is looked at on that day too.

    Raises:
        InputError: when one of them names nothing.
    """
    one, other = _side(a, "A"), _side(b, "B")
    day = one.day or other.day
    return replace(one, day=one.day or day), replace(other, day=other.day or day)


def compare(a: Side, b: Side) -> RulebookDifference:
    """What the rules of two sides say differently."""
    return compare_rulebooks(a.rulebook, b.rulebook, a_day=a.day, b_day=b.day)


def _side(text: str, at: str) -> Side:
    if _DAY.fullmatch(text):
        try:
            return Side(text, day=date.fromisoformat(text))
        except ValueError:
            raise InputError(
                f"`{text}` is no calendar day", at=at, got=text, expected="a day such as 2005-10-03"
            ) from None
    known = scenario_names(rules_folder())
    if text == LAW:
        return Side(text)
    if text in known:
        return Side(text, scenarios=(text,))
    path = Path(text)
    if (path / RULEBOOK).is_file():
        return Side(text, folder=path)
    if path.exists():
        return Side(text, overlays=(path,))
    near = nearest(text, (LAW, *known))
    raise InputError(
        f"`{text}` is neither a day, nor a scenario, nor a folder of rules",
        at=at,
        got=text,
        expected=f"`{near}`"
        if near
        else "a day such as 2005-10-03, `law`, a folder, or one of "
        + ", ".join(f"`{name}`" for name in known),
    )
