# SPDX-License-Identifier: Apache-2.0
"""Whether words hold a value of one row, so that they are not true of rows like it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from keiimport.facts.bounds import Bounds, Told, shown
from keiimport.facts.case import ToldValue
from keiimport.facts.dates import format_date
from keiimport.facts.fact_types import known_types
from keiimport.facts.identity import plain_number
from keiimport.verdict.law import ENTRY_DAY
from keiimport.verdict.verdict import Verdict
from keiimport.verdict.warnings import uncovered

FRAME = "vehicle.frame_number"


def warnings_vary(told: Mapping[str, ToldValue], verdict: Verdict) -> bool:
    """Whether the warnings of a verdict hold something that rows like it tell otherwise.

    Those that come from the rules alone have no values of the row in them.

    Args:
        told: what the row tells.
        verdict: the verdict of the row.
    """
    texts = [text for text in verdict._filled.warnings if not text.startswith(_TODAY)]
    explained = verdict._explained
    templates = explained.account.remarks
    texts += [said for text in templates if (said := explained.said(text)) != text]
    texts += [*uncovered(explained), *verdict._duty.warnings]
    if not texts:
        return False
    whole = "\n".join(texts)
    return any(form in whole for form in _forms(told, verdict))


_TODAY = "no entry date was told"


def _forms(told: Mapping[str, ToldValue], verdict: Verdict) -> set[str]:
    """All the ways in which the values of a row that others need not share are written."""
    forms: set[str] = set()
    for name, value in told.items():
        if isinstance(value, Told):
            forms.add(value.text)
            if known_types()[name].kind == "date":
                forms |= _dates(value.bounds)
        elif name == FRAME and isinstance(value, str):
            forms |= {value, shown(value), plain_number(value)}
    for name, held in verdict._known.items():
        if isinstance(held.value, Bounds) and held.source in (
            "told",
            "first_registered",
            "derived",
        ):
            forms.add(held.text)
            fact = known_types().get(name)
            if fact is not None and fact.kind == "date":
                forms |= _dates(held.value)
    if ENTRY_DAY in told:
        forms |= {verdict.entry_date, verdict.law_as_of}
    forms.discard("")
    return forms


def _dates(bounds: Bounds) -> set[str]:
    forms = {format_date(bounds)}
    for end in (bounds.low, bounds.high):
        if end is not None:
            day = date.fromordinal(end)
            forms |= {day.isoformat(), day.isoformat()[:7], f"{day.year:04}"}
    return forms
