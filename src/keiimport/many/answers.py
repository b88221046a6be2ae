# SPDX-License-Identifier: Apache-2.0
"""The columns of an answer: each made from the verdict of one row, true of all rows like it.

What is a day stays a day of one row only until its place among the days on which something
changes is known; rows that are alike have the same places and other days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Truth
from keiimport.facts.dates import parse_date
from keiimport.many.duty import DUTY_COLUMNS
from keiimport.many.reason_codes import doing, failing_code, missing_code
from keiimport.rulebook.model import Path
from keiimport.verdict.doors import STAYS
from keiimport.verdict.law import Law
from keiimport.verdict.outcome import RANK, Sight
from keiimport.verdict.truths import Truths
from keiimport.verdict.verdict import Verdict
from keiimport.verdict.warnings import uncovered

ERROR = "error"
REASONS = "reasons"
PRECISION = "build_precision"
BUILT = "vehicle.manufactured"

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column of the answer.

    Attributes:
        name: its name.
        dtype: its type.
        read: what stands in it, from the verdict of a row; for a day its ordinal.
        worded: whether it hangs on all that was told and not only on what rules look at: it
            holds values of the row, or what other answers would change.
    """

    name: str
    dtype: pl.DataType
    read: Callable[[Verdict], Any]
    worded: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is a day, which rows that are alike need not share."""
        return self.dtype == pl.Date()


def output_columns(law: Law) -> dict[str, OutputColumn]:
    """Every column that an answer can have, in order, but for `error`.

    - `outcome`, `strict_outcome`, `certainty`, `depends_on`: as in a verdict.
    - `answer`: a code for what the answer says, as `answer_code` lists them.
    - `earliest`, `earliest_possible`: days.
    - `chosen_<agency>`: the path chosen; `opens_on_<agency>`: the day on which it opens.
    - `reason`: what stands in the way, as `reason_code` lists them; null when nothing does.
    - `missing`: the facts an undetermined answer hangs on, the most useful first.
    - `build_precision`: how well the build date used is known: `day`, `month`, `year`,
      `range` or `none`.
    - `warnings`: as in a verdict.
    - `duty_heading`: the heading of the tariff; `duty_rate`: the part of the value, 0.25 for
      25 %; `duty_low`, `duty_high`, `duty_amount`: the duty in dollars; `duty_total`: the duty
      and the fees. Null where the `duty` of a verdict has nothing.
    - `rulebook`: the hash of the rules.
    - `reasons`: the chain of reasons as JSON, only where it is asked for.
    """
    text, day = pl.String(), pl.Date()
    texts = pl.List(pl.String())
    columns = [
        OutputColumn("outcome", text, lambda v: v.outcome),
        OutputColumn("strict_outcome", text, lambda v: v.strict_outcome),
        OutputColumn("certainty", text, lambda v: v.certainty),
        OutputColumn("depends_on", text, lambda v: v.depends_on),
        OutputColumn("answer", text, answer_code),
        OutputColumn("earliest", day, lambda v: _ordinal(v.earliest)),
        OutputColumn("earliest_possible", day, lambda v: _ordinal(v.earliest_possible)),
    ]
    agencies = [agency.id for agency in law.rulebook.agencies if _has_paths(law, agency.id)]
    for agency in agencies:
        columns.append(OutputColumn(f"chosen_{agency}", text, _chosen(agency)))
    for agency in agencies:
        columns.append(OutputColumn(f"opens_on_{agency}", day, _opens_on(agency)))
    columns += [
        OutputColumn("reason", text, reason_code),
        OutputColumn("missing", texts, lambda v: [asked["fact"] for asked in v.missing], True),
        OutputColumn(PRECISION, text, lambda v: precision(_built(v))),
        OutputColumn("warnings", texts, lambda v: list(v.warnings), worded=True),
        *(OutputColumn(n, c.dtype, c.read) for n, c in DUTY_COLUMNS.items()),
        OutputColumn("rulebook", text, lambda v: v.rulebook["hash"]),
        OutputColumn(REASONS, text, _reasons),
    ]
    return {column.name: column for column in columns}


def _has_paths(law: Law, agency: str) -> bool:
    return any(path.agency == agency for path in law.paths)


def _ordinal(day: str | None) -> int | None:
    return None if day is None else parse_date(day).bounds.low


def _chosen(agency: str) -> Callable[[Verdict], str | None]:
    return lambda verdict: verdict.chosen[agency]


def _opens_on(agency: str) -> Callable[[Verdict], int | None]:
    return lambda verdict: opening_day(verdict, agency)


def opening_day(verdict: Verdict, agency: str) -> int | None:
    """The day (date ordinal) on which the door chosen for an agency opens, if there is one."""
    door = verdict._explained.chosen[agency]
    return None if door is None else door.opens_on


def _built(verdict: Verdict) -> Bounds | None:
    held = verdict.values.get(BUILT)
    return held if isinstance(held, Bounds) else None


def precision(built: Bounds | None) -> str:
    """How well the build is known: to the `day`, `month` or `year`, within a `range`, or `none`."""
    if built is None or (built.low is None and built.high is None):
        return "none"
    if built.exact:
        return "day"
    if built.low is None or built.high is None:
        return "range"
    from datetime import date, timedelta

    first, after = date.fromordinal(built.low), date.fromordinal(built.high) + timedelta(1)
    if first.day != 1 or after.day != 1:
        return "range"
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 1:
        return "month"
    return "year" if months == 12 and first.month == 1 else "range"


def _reasons(verdict: Verdict) -> str:
    return json.dumps(verdict.reasoning, ensure_ascii=False)


def answer_code(verdict: Verdict) -> str:
    """A code for what the answer says.

    `yes`, `yes_assumed`, `yes_after_importer`, `yes_after_agency`, `unknown_facts` (facts
    are missing), `unknown_agency` (an agency's written word is), `unknown_law` (the law of
    the day is not written down), `not_yet`, `no`.
    """
    match verdict.outcome:
        case "admissible":
            return "yes_assumed" if verdict.certainty == "assumed" else "yes"
        case "conditional":
            return f"yes_after_{verdict.depends_on}"
        case "not_yet":
            return "not_yet"
        case "refused":
            return "no"
    if any(True for _ in uncovered(verdict._explained)):
        return "unknown_law"
    return "unknown_agency" if verdict.depends_on == "agency" else "unknown_facts"


def reason_code(verdict: Verdict) -> str | None:
    """What stands in the way today, as a code that stays the same from run to run.

    - `<path>:<what>`: a door is shut by the first thing that fails, facts of the vehicle
      before time before the rest: the name of a conclusion (`nhtsa.box_1:age.nhtsa_25_years`)
      or of the facts that a test looks at, joined by `+`; `!` before what must not be so.
    - `<path>:ask:<fact>`: a fact is missing (`standards` for those on single standards);
      `<path>:do:<action>`: something is to be done.
    - `<agency>:no_door`: no door of an agency fits; `<agency>:not_written`: its law of that
      day is not in the rulebook; `<gate>:barred` and `<gate>:ask`: a gate bars, or may.

    Null where nothing stands in the way. The agency is the first that says no, or that does
    not say yes; of its doors that somebody claims the nearest one: by what it comes to, a
    permanent stay first, by its place in the rulebook's preferences, by its name.
    """
    if verdict.outcome == "admissible":
        return None
    law, sight = verdict._law, verdict._sight
    look = sight.look(sight.day, True)
    says = look.agencies
    if verdict.outcome == "conditional":
        says = sight.look(sight.day, False).agencies
    refusing = verdict._explained.refusing
    for doors, truth in zip(law.doors, says, strict=True):
        agency = doors.agency
        if truth or (refusing and agency.id not in refusing):
            continue
        if agency.covered_from is not None and verdict._law_day < agency.covered_from:
            return f"{agency.id}:not_written"
        for place in doors.gates:
            if look.barred[place]:
                return f"{law.gates[place].id}:barred"
            if look.barred[place] is None and look.raised[place]:
                return f"{law.gates[place].id}:ask"
        considered = [place for place in doors.counted if look.claims[place]]
        if not considered:
            return f"{agency.id}:no_door"
        truths = Truths.of_slots(law, sight.slots(sight.day, True))
        nearest = min(considered, key=partial(_nearness, sight, truths))
        return _door_code(sight, truths, nearest)
    return None


def _nearness(sight: Sight, truths: Truths, place: int) -> tuple[object, ...]:
    path = sight.law.paths[place]
    return (
        RANK[sight.settle(place).outcome],
        _purpose_fits(truths, sight.law, path) is False,
        STAYS.index(path.stay),
        path.prefer,
        path.id,
    )


def _purpose_fits(truths: Truths, law: Law, path: Path) -> Truth:
    purpose = law.program.names.get(f"purpose:{path.id}")
    return True if purpose is None else truths[purpose]


def _door_code(sight: Sight, truths: Truths, place: int) -> str:
    law = sight.law
    path, outcome = law.paths[place], sight.settle(place).outcome
    if _purpose_fits(truths, law, path) is False:
        return f"{path.id}:entry.purpose"
    if outcome == "needs_action":
        facts = sight.facts
        left = frozenset(fact.name for fact in law.actions if facts.get(fact.name) is not True)
        return doing(left)(law, place, truths.__getitem__)
    code = missing_code if outcome == "needs_facts" else failing_code
    return code(law, place, truths.__getitem__)


def cells_of(verdict: Verdict, columns: Mapping[str, OutputColumn]) -> Cells:
    """What stands in `columns` for the row of a verdict."""
    return {name: column.read(verdict) for name, column in columns.items()}
