# SPDX-License-Identifier: Apache-2.0
"""The costs of an import: duty, fees and the rest, line by line, and what is not included."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from keiimport.capitals import begun
from keiimport.report import words
from keiimport.report.rows import Group, Row, Section
from keiimport.report.words import Json, day_words, joined, sentence

FREE: Final = "it may be free of duty"  # how remarks on entries that would be free begin
PER: Final = 1000  # the dollars that a rate is told for where the price is not


def cost_items(verdict: Json) -> Iterator[str]:
    """Duty, fees and the landed total in a few words; rates if no price is told."""
    duty = verdict["duty"]
    if not duty:
        yield "duty not known"
        return
    rate, ahead = _span(duty, "rate"), " by today's law" if duty["carried_forward"] else ""
    free = (words.first_clause(said) for said in verdict["warnings"] if said.startswith(FREE))
    # what a territory levies instead of the duty
    instead = [line["what"] for line in duty["lines"] if line["kind"] == "instead"]
    if instead and not (duty["rate"] or duty["rate_high"]):
        yield f"{', '.join(instead)} is not known"
        yield from free
    elif duty["value"]:
        yield f"duty {_span(duty)} ({rate}{ahead}){_or_less(duty)}"
        yield from free
        yield f"with fees {_span(duty, 'total')}"
    else:
        yield f"duty {rate} of the price{ahead}{_or_less(duty)}"
        yield from free
        if fees := ", ".join(map(_each, duty["fees"])):
            yield f"on each ${PER:,}: {fees}"
    told, missing, total = _landed(duty)
    yield from (f"{cost['what']} {cost['amount']}" for cost in told)
    if total:
        yield f"landed total {total}" + (f" without {missing}" if missing else "")
    elif missing:
        yield f"plus {missing}"


def _landed(duty: Json) -> tuple[Sequence[Json], str, str]:
    landed: Json = duty["landed"] or words.cleaned({})
    return landed["costs"], joined(landed["missing"], ", "), _span(landed)


def _or_less(duty: Json) -> str:
    """The alternative duty, which the totals include."""
    other: Json = next(iter(duty["alternatives"]), words.cleaned({}))
    key, low = ("amount", "low") if duty["value"] else ("rate", "rate_low")
    if not duty[key] or duty[key] == duty[low] or not other[key]:
        return ""
    return f", or {other[key]} {other['why']}"


def _each(fee: Json) -> str:
    """A fee on `PER` dollars: its rate, rounded half up to the cent, or its fixed amount."""
    notes = [f"at least {fee['minimum']}"] if fee["minimum"] else []
    notes += ["if due"] if fee["certain"] is False else []
    amount = fee["fixed"]
    if rate := re.fullmatch(r"\s*([0-9./]+)\s*%", fee["rate"]):
        cents = int(Fraction(rate[1]) * PER + Fraction(1, 2))
        amount = f"${cents // 100:,}.{cents % 100:02}"
    return f"{fee['what']} {amount}" + (f" ({', '.join(notes)})" if notes else "")


def _span(found: Json, figure: str = "") -> str:
    """A figure of an entry, or its range; by default the amount."""
    ends = f"{figure}_" if figure else ""
    exact, low, high = found[figure or "amount"], found[f"{ends}low"], found[f"{ends}high"]
    if exact or low == high:
        return str(exact or low)
    if not high:
        return f"at least {low}"
    return f"{low} to {high}" if low else f"at most {high}"


def costs(verdict: Json, full: bool) -> Iterator[Section]:
    """Rows of duty, fees and the rest: name, rate, and the amount if known."""
    duty = verdict["duty"]
    if not duty:
        return
    rows = [*_lines(duty), *_fees(duty), *_sums(duty)]
    others = [
        Row((sentence(each["why"] or f"under {each['hts']}"), _span(each, "rate"), _span(each)))
        for each in (duty["alternatives"] if full else ())
    ]
    notes = [sentence(note) for note in duty["notes"]]
    ahead = " (today's law carried forward)" if duty["carried_forward"] else ""
    entered = [f"As entered on {day_words(duty['valid_on'])}{ahead}."] if duty["valid_on"] else []
    lead = " ".join([*entered, *(notes if full else notes[:2])])
    heads = ["What", "Rate", "Amount"][: 3 if any(row.cells[2] for row in rows + others) else 2]
    for each in (rows, others):
        each[:] = [row._replace(cells=row.cells[: len(heads)]) for row in each]
    groups = [Group(rows), Group(others, "It may also be")]
    yield Section("costs", "Duty and fees, an estimate", groups, heads, lead)


def _lines(duty: Json) -> Iterator[Row]:
    for line in duty["lines"]:
        rate = line["rate"] or "not known"
        rate += f" of {line['of']}" if line["of"] not in ("", "value") else ""
        notes = ["disputed"] if line["contested"] else []
        notes += ["refundable"] if line["refundable"] else []
        number = f" ({line['heading']})" if line["heading"] else ""
        yield _row(line, number, rate, line["amount"], notes)


def _fees(duty: Json) -> Iterator[Row]:
    for key, notes in (("fees", []), ("securities", ["a security, not in the total"])):
        for fee in duty[key]:
            ends = {"at least": fee["minimum"], "at most": fee["maximum"]}
            bounds = [f"{bound} {end}" for bound, end in ends.items() if end]
            rate = ", ".join([fee["rate"] or fee["fixed"], *bounds])
            yield _row(fee, "", rate, _span(fee), notes)


def _row(entry: Json, number: str, rate: str, amount: str, notes: Sequence[str]) -> Row:
    told = [*notes, *words.law_seen(entry)]
    return Row((begun(entry["what"]) + number, rate, amount), told, entry["cite"], at=0)


def _sums(duty: Json) -> Iterator[Row]:
    if duty["value"]:
        yield Row(("Value", "", duty["value"]))
    notes = [f"heading {duty['hts'] or 'not known'}, origin {duty['origin'] or 'not told'}"]
    cells = ("Duty", f"{_span(duty, 'rate')} of the value", _span(duty))
    yield Row(cells, notes, at=0, strong=True)
    if total := _span(duty, "total"):
        yield Row(("Duty and fees", "", total), strong=True)
    told, missing, whole = _landed(duty)
    yield from (Row((begun(cost["what"]), "", cost["amount"])) for cost in told)
    if whole:
        without = [f"without {missing}"] if missing else []
        yield Row(("Landed total", "", whole), without, at=0, strong=True)
    elif missing:
        yield Row(("Not in it", missing, ""))
