# SPDX-License-Identifier: Apache-2.0
"""What Customs collects, for people: one row a line, the sums, what else may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from keiimport.report import words
from keiimport.report.layout import grid, section, styled
from keiimport.report.words import Json, clean, joined, sentence

if TYPE_CHECKING:
    from rich.console import RenderableType


class Line(NamedTuple):
    """A line of the duty, a fee, or a security.

    Attributes:
        what: what it is, with its heading.
        rate: of the value unless it says of what.
        amount: empty where it is not known.
        marks: that it is disputed, refundable or no cost, or how well its law was seen; empty
            if none.
        cite: its citations.
    """

    what: str
    rate: str
    amount: str
    marks: str
    cite: str


def lines(duty: Json) -> Iterator[Line]:
    """The lines, then the fees, then what is no cost but a security."""
    for line in duty.get("lines") or ():
        number = clean(line.get("heading"))
        marks = ["disputed"] if line.get("contested") else []
        marks += ["refundable"] if line.get("refundable") else []
        said = sentence(clean(line.get("what"))).rstrip(".")
        rate = clean(line.get("rate")) or "not known"
        if line.get("of") not in (None, "value"):
            rate += f" of {clean(line['of'])}"
        yield Line(
            f"{said} ({number})" if number else said,
            rate,
            clean(line.get("amount")),
            "; ".join([*marks, *_seen(line)]),
            joined(line.get("cite") or ()),
        )
    for fee in (*(duty.get("fees") or ()), *(securities := duty.get("securities") or ())):
        ends = [
            f"{word} {clean(fee[key])}"
            for key, word in (("minimum", "at least"), ("maximum", "at most"))
            if fee.get(key)
        ]
        yield Line(
            sentence(clean(fee.get("what"))).rstrip("."),
            ", ".join([clean(fee.get("rate")) or clean(fee.get("fixed")), *ends]),
            span(fee.get("amount"), fee.get("low"), fee.get("high")),
            "; ".join(
                [*(["a security, not in the total"] if fee in securities else []), *_seen(fee)]
            ),
            joined(fee.get("cite") or ()),
        )


def sums(duty: Json) -> Iterator[tuple[str, str]]:
    """The heading, the duty and the total, in names and figures."""
    yield "Heading", clean(duty.get("hts")) or "not known"
    yield "Origin", clean(duty.get("origin")) or "not told"
    if duty.get("value"):
        yield "Value", clean(duty["value"])
    rate = span(duty.get("rate"), duty.get("rate_low"), duty.get("rate_high"))
    amount = span(duty.get("amount"), duty.get("low"), duty.get("high"))
    yield "Duty", f"{amount}, {rate} of the value" if amount else f"{rate} of the value"
    total = span(duty.get("total"), duty.get("total_low"), duty.get("total_high"))
    if total:
        yield "Duty and fees", total
    landed = duty.get("landed") or {}
    for cost in landed.get("costs") or ():
        yield sentence(clean(cost.get("what"))).rstrip("."), clean(cost.get("amount"))
    if whole := span(landed.get("amount"), landed.get("low"), landed.get("high")):
        yield "Landed total", whole
    if landed.get("missing"):
        yield "Not in it", joined(landed["missing"], ", ")
    ahead = " (today's law carried forward)" if duty.get("carried_forward") else ""
    yield "As entered on", clean(duty.get("valid_on")) + ahead


def others(duty: Json) -> Iterator[str]:
    """What else the duty may be, one line each."""
    for way in duty.get("alternatives") or ():
        rate = span(way.get("rate"), way.get("rate_low"), way.get("rate_high"))
        amount = span(way.get("amount"), way.get("low"), way.get("high"))
        figure = f"{rate} ({amount})" if amount else rate
        why = f", {clean(way['why'])}" if way.get("why") else ""
        yield f"{figure} under {clean(way.get('hts'))}{why}"


def span(exact: object, low: object, high: object) -> str:
    """A figure, or what it lies between; empty where nothing is known of it."""
    if exact or low == high:
        return clean(exact or low)
    if high is None:
        return f"at least {clean(low)}"
    return f"at most {clean(high)}" if low is None else f"{clean(low)} to {clean(high)}"


def duty_section(verdict: Json) -> RenderableType | None:
    """The duty on a terminal."""
    duty = verdict.get("duty")
    if not duty:
        return None
    table = grid(1)
    for name, figure in sums(duty):
        table.add_row(name, styled(figure))
    for line in lines(duty):
        text = styled(f"{line.what}: {line.rate}")
        if line.cite:
            text.append(f" [{line.cite}]", style="cyan")
        if line.marks:
            text.append(f" ({line.marks})", style="dim")
        table.add_row(line.amount or "-", text)
    for other in others(duty):
        table.add_row("or", other)
    for note in duty.get("notes") or ():
        table.add_row("!", sentence(clean(note)))
    return section("Duty and fees, an estimate", table)


def _seen(line: Json) -> list[str]:
    seen = clean(line.get("confidence"))
    return [words.LAW_SEEN[seen]] if seen in words.LAW_SEEN else []
