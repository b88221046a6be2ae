# SPDX-License-Identifier: Apache-2.0
"""What the import costs: duty and fees line by line, the rest, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from keiimport.report.rows import Group, Row, Section, group
from keiimport.report.words import (
    LAW_SEEN,
    Json,
    clean,
    day_words,
    first_clause,
    joined,
    sentence,
    texts,
)

FREE: Final = "it may be free of duty"
"""How remarks begin on entries that nobody claimed and that would be free."""

PER: Final = 1000
"""The dollars that a rate is told for where the price is not."""


def cost_items(verdict: Json) -> Iterator[str]:
    """Duty, fees and the landed total, each in a few words; rates where the price is untold."""
    duty = verdict.get("duty")
    if not duty:
        yield "duty not known"
        return
    rate = span(duty, "rate")
    ahead = " by today's law" if duty.get("carried_forward") else ""
    warnings = map(clean, verdict.get("warnings") or ())
    free = (first_clause(said) for said in warnings if said.startswith(FREE))
    if duty.get("value"):
        yield f"duty {span(duty)} ({rate}{ahead}){_or_less(duty)}"
        yield from free
        yield f"with fees {span(duty, 'total')}"
    else:
        yield f"duty {rate} of the price{ahead}{_or_less(duty)}"
        yield from free
        if fees := ", ".join(_each(duty)):
            yield f"on each ${PER:,}: {fees}"
    landed = duty.get("landed") or {}
    for cost in landed.get("costs") or ():
        yield f"{clean(cost.get('what'))} {clean(cost.get('amount'))}"
    missing = joined(landed.get("missing") or (), ", ")
    if total := span(landed):
        yield f"landed total {total}" + (f" without {missing}" if missing else "")
    elif missing:
        yield f"plus {missing}"


def _or_less(duty: Json) -> str:
    """What the duty may be instead, which the totals cover too."""
    other: Json = next(iter(duty.get("alternatives") or ()), {})
    key, low = ("amount", "low") if duty.get("value") else ("rate", "rate_low")
    if not duty.get(key) or duty[key] == duty.get(low) or not other.get(key):
        return ""
    return f", or {clean(other[key])} {clean(other.get('why'))}"


def _each(duty: Json) -> Iterator[str]:
    for fee in duty.get("fees") or ():
        share = _share(fee.get("rate"))
        figure = clean(fee.get("fixed")) if share is None else dollars(share * PER)
        notes = [f"at least {clean(fee['minimum'])}"] if fee.get("minimum") else []
        notes += [] if fee.get("certain", True) else ["if due"]
        more = f" ({', '.join(notes)})" if notes else ""
        yield f"{clean(fee.get('what'))} {figure}{more}"


def _share(rate: object) -> Fraction | None:
    """A rate in percent as a share; None where it is something else."""
    number = clean(rate).removesuffix("%").strip()
    try:
        return Fraction(number) / 100 if clean(rate).endswith("%") else None
    except ValueError:
        return None


def dollars(amount: Fraction) -> str:
    """An amount to the cent, half a cent up."""
    cents = (amount * 100 + Fraction(1, 2)).__floor__()
    return f"${cents // 100:,}.{cents % 100:02}"


def span(found: Json, figure: str = "") -> str:
    """A figure of an entry, or what it lies between; its amount where none is named."""
    exact, ends = found.get(figure or "amount"), f"{figure}_" if figure else ""
    low, high = found.get(f"{ends}low"), found.get(f"{ends}high")
    if exact or low == high:
        return clean(exact or low)
    if high is None:
        return f"at least {clean(low)}"
    return f"at most {clean(high)}" if low is None else f"{clean(low)} to {clean(high)}"


def section_of(verdict: Json, full: bool) -> Section | None:
    """Duty, fees and the rest, a row each: what it is, its rate, its amount where one is known."""
    duty = verdict.get("duty")
    if not duty:
        return None
    groups = [
        Group("", (*_lines(duty), *_fees(duty), *_sums(duty))),
        Group("It may also be", tuple(_others(duty)) if full else ()),
    ]
    notes = [sentence(clean(note)) for note in duty.get("notes") or ()]
    ahead = " (today's law carried forward)" if duty.get("carried_forward") else ""
    day = day_words(duty.get("valid_on"))
    shown = notes if full else notes[:2]
    lead = joined(([f"As entered on {day}{ahead}."] if day else []) + shown, " ")
    heads: tuple[str, ...] = ("What", "Rate", "Amount")
    if not any(row.cells[2] for each in groups for row in each.rows):
        heads = heads[:2]
        groups = [
            each._replace(rows=tuple(row._replace(cells=row.cells[:2]) for row in each.rows))
            for each in groups
        ]
    return group("costs", "Duty and fees, an estimate", groups, heads, lead)


def _lines(duty: Json) -> Iterator[Row]:
    for line in duty.get("lines") or ():
        number = clean(line.get("heading"))
        said = sentence(clean(line.get("what"))).rstrip(".")
        rate = clean(line.get("rate")) or "not known"
        if line.get("of") not in (None, "value"):
            rate += f" of {clean(line['of'])}"
        notes = ["disputed"] if line.get("contested") else []
        notes += ["refundable"] if line.get("refundable") else []
        said += f" ({number})" if number else ""
        yield _row(said, rate, clean(line.get("amount")), notes, line)


def _fees(duty: Json) -> Iterator[Row]:
    """The fees, then what is no cost but a security."""
    for key, notes in (("fees", []), ("securities", ["a security, not in the total"])):
        for fee in duty.get(key) or ():
            ends = [
                f"{word} {clean(fee[end])}"
                for end, word in (("minimum", "at least"), ("maximum", "at most"))
                if fee.get(end)
            ]
            rate = ", ".join([clean(fee.get("rate")) or clean(fee.get("fixed")), *ends])
            yield _row(sentence(clean(fee.get("what"))).rstrip("."), rate, span(fee), notes, fee)


def _row(said: str, rate: str, amount: str, notes: list[str], entry: Json) -> Row:
    seen = LAW_SEEN.get(clean(entry.get("confidence")))
    told = tuple([*notes, seen] if seen else notes)
    return Row((said, rate, amount), told, texts(entry.get("cite")), at=0)


def _sums(duty: Json) -> Iterator[Row]:
    if duty.get("value"):
        yield Row(("Value", "", clean(duty["value"])))
    heading = clean(duty.get("hts")) or "not known"
    origin = clean(duty.get("origin")) or "not told"
    notes = (f"heading {heading}, origin {origin}",)
    cells = ("Duty", f"{span(duty, 'rate')} of the value", span(duty))
    yield Row(cells, notes, at=0, strong=True)
    if total := span(duty, "total"):
        yield Row(("Duty and fees", "", total), strong=True)
    landed = duty.get("landed") or {}
    for cost in landed.get("costs") or ():
        yield Row((sentence(clean(cost.get("what"))).rstrip("."), "", clean(cost.get("amount"))))
    missing = joined(landed.get("missing") or (), ", ")
    if whole := span(landed):
        without = (f"without {missing}",) if missing else ()
        yield Row(("Landed total", "", whole), without, at=0, strong=True)
    elif missing:
        yield Row(("Not in it", missing, ""))


def _others(duty: Json) -> Iterator[Row]:
    for way in duty.get("alternatives") or ():
        why = clean(way.get("why")) or f"under {clean(way.get('hts'))}"
        yield Row((sentence(why), span(way, "rate"), span(way)))
