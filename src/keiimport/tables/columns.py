# SPDX-License-Identifier: Apache-2.0
"""The columns of an answer, each read from the verdict on a row."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import polars as pl

from keiimport.decide.rule_index import RuleIndex
from keiimport.duty.money import WHOLE
from keiimport.facts.bounds import Bounds
from keiimport.tables.reason_code import reason_code
from keiimport.verdict import Verdict
from keiimport.verdict_types import plain

ERROR = "error"
REASONS = "reasons"

MONEY = pl.Decimal(18, 2)

DUTY_COLUMNS: Mapping[str, tuple[pl.DataType, str]] = {
    "duty_heading": (pl.String(), "hts"),
    "duty_rate": (pl.Float64(), "rate"),
    "duty_low": (MONEY, "low"),
    "duty_high": (MONEY, "high"),
    "duty_amount": (MONEY, "amount"),
    "duty_total": (MONEY, "total"),
}
"""The columns about the duty: the type of each, and its key in the duty of a verdict."""

STATE_KEYS = ("outcome", "plate", "roads", "because")  # the parts of a state's answer shown


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column of the answer."""

    dtype: pl.DataType
    read: Callable[[Verdict], Any]  # its cell, from the verdict on a row


def output_columns(index: RuleIndex) -> dict[str, OutputColumn]:
    """Every column that an answer can have except `error`, in order; see `docs/columns.md`."""
    text, day, texts = pl.String(), pl.Date(), pl.List(pl.String())
    with_paths = {path.agency for path in index.paths}
    agencies = [agency.id for agency in index.rulebook.agencies if agency.id in with_paths]
    return {
        "outcome": OutputColumn(text, lambda v: v.outcome),
        "strict_outcome": OutputColumn(text, lambda v: v.strict_outcome),
        "certainty": OutputColumn(text, lambda v: v.certainty),
        "depends_on": OutputColumn(text, lambda v: v.depends_on),
        "answer": OutputColumn(text, answer_code),
        "earliest": OutputColumn(day, lambda v: v.earliest),
        "earliest_possible": OutputColumn(day, lambda v: v.earliest_possible),
        **{f"chosen_{a}": OutputColumn(text, partial(_chosen, a)) for a in agencies},
        **{f"opens_on_{a}": OutputColumn(day, partial(_opens_on, a)) for a in agencies},
        "reason": OutputColumn(text, lambda v: v.explained.recalled(reason_code)),
        "missing": OutputColumn(texts, lambda v: v.asked),
        "build_precision": OutputColumn(text, _precision),
        "warnings": OutputColumn(texts, lambda v: list(v.warnings)),
        **{n: OutputColumn(d, partial(_duty, d, k)) for n, (d, k) in DUTY_COLUMNS.items()},
        **{f"state_{k}": OutputColumn(text, partial(_state, k)) for k in STATE_KEYS},
        "rulebook": OutputColumn(text, lambda v: v.rulebook.hash),
        REASONS: OutputColumn(text, lambda v: json.dumps(plain(v.reasoning), ensure_ascii=False)),
    }


def _chosen(agency: str, verdict: Verdict) -> str | None:
    return verdict.chosen[agency]


def _opens_on(agency: str, verdict: Verdict) -> date | None:
    door = verdict.explained.chosen[agency]
    opens = None if door is None else door.opens_on
    return None if opens is None else date.fromordinal(opens)


def _duty(dtype: pl.DataType, key: str, verdict: Verdict) -> Any:
    told = verdict._duty.figures.get(key)
    if told is None or dtype == pl.String():
        return told
    return told / WHOLE if dtype == pl.Float64() else Decimal(told).scaleb(-2)


def _state(key: str, verdict: Verdict) -> str | None:
    return None if verdict.state is None else getattr(verdict.state, key)


def _precision(verdict: Verdict) -> str:
    built = verdict.explained.decided.facts.get("vehicle.manufactured")
    if not isinstance(built, Bounds) or (built.low is None and built.high is None):
        return "none"
    if built.exact:
        return "day"
    if built.low is None or built.high is None:
        return "range"
    first, after = date.fromordinal(built.low), date.fromordinal(built.high) + timedelta(1)
    if first.day != 1 or after.day != 1:
        return "range"
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 1:
        return "month"
    return "year" if months == 12 and first.month == 1 else "range"


def answer_code(verdict: Verdict) -> str:
    """A code for what the answer says, one of those in `docs/columns.md`."""
    match verdict.outcome:
        case "admissible":
            return "yes_assumed" if verdict.certainty == "assumed" else "yes"
        case "conditional":
            return f"yes_after_{verdict.depends_on}"
        case "not_yet":
            return "not_yet"
        case "refused":
            return "no"
    if verdict.explained.unwritten:
        return "unknown_law"
    return "unknown_agency" if verdict.depends_on == "agency" else "unknown_facts"
