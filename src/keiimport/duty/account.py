# SPDX-License-Identifier: Apache-2.0
"""The duty in a verdict: lines, fees, totals, alternatives and warnings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, filterfalse
from typing import Any, NamedTuple

from keiimport.duty import cases, money
from keiimport.duty.cases import OpenFact, Possible, Shape
from keiimport.duty.money import Shares, charged, dollars, fee, fits, half_up, percent
from keiimport.duty.plan import Charge, Plan
from keiimport.explain.explanation import Explanation
from keiimport.explain.words import day_words, listed, title
from keiimport.facts.bounds import Bounds
from keiimport.facts.comparisons import Comparison, is_settled
from keiimport.rulebook.model import CLOCK_FACTS, MILLION, Cover, FeeRow
from keiimport.verdict_types import Duty, DutyAlternative, DutyLine, Fee

Json = dict[str, Any]
FeeRows = Sequence[tuple[FeeRow, bool]]

ORIGIN = "vehicle.country_of_manufacture"

MOST_ALTERNATIVES = 8  # any more are only counted


class Figure(NamedTuple):
    """The result of a plan: rates in parts of `money.WHOLE`, sums in cents; None is not known."""

    rate: int | None
    amount: int | None
    rate_low: int
    rate_high: int | None
    low: int | None
    high: int | None


def before(cover: Cover, day: int) -> str:
    """The first day that tables cover, if `day` is before it."""
    return day_words(cover.first) if cover.first is not None and day < cover.first else ""


class Account:
    """The duty and fees of one case, computed as they are asked for."""

    def __init__(self, explained: Explanation) -> None:
        self.index = index = explained.index
        self.facts = facts = explained.decided.facts
        self._explained = explained
        # the day on which it is entered, whose tariff counts
        day = facts[CLOCK_FACTS["entered"]]
        assert isinstance(day, Bounds) and day.low is not None
        self.day = day.low
        self.vocabulary = index.rulebook.vocabulary
        self.say = self.vocabulary.say
        # the least and the most that it may be worth, in cents; empty where nothing bounds it
        self.value = money.customs_value(facts)
        self.is_exact = len(set(self.value)) == 1  # whether both are the same
        self._figures: dict[object, Figure] = {}
        self._texts: dict[tuple[str, tuple[Comparison, ...]], list[str]] = {}

    @cached_property
    def shape(self) -> Shape:
        """The results of the tables for cases like this one, whatever their value."""
        return self._explained.recalled(cases.Shapes, done=True)

    @cached_property
    def unsaid(self) -> tuple[str, ...] | None:
        """The reasons why nothing can be said, one sentence each; None if something can."""
        book = self.index.rulebook
        if not book.tariff:
            return ()
        if first := before(book.tariff_cover, self.day):
            return (self.say("duty.before", day=first),)
        if not self.shape.found and self.shape.complete:
            return (self.say("duty.no_heading"),)
        return None

    @cached_property
    def figures(self) -> Json:
        """The figures of the duty, by their names in the verdict; empty if nothing can be said.

        Rates are parts of `money.WHOLE`, amounts cents; None is not known.
        """
        if self.unsaid is not None:
            return {}
        shape = self.shape
        same = {self._figure(plan)[:2] for plan in shape.figures}
        rate, amount = same.pop() if shape.complete and len(same) == 1 else (None, None)
        readings = [*map(self._figure, shape.readings)] if shape.complete else []
        low = _end(min, [each.low for each in readings])
        high = _end(max, [each.high for each in readings])
        total_low, total_high = self._with_fees(low, "low"), self._with_fees(high, "high")
        total = total_low if amount is not None and total_low == total_high else None
        if shape.is_disputed:
            total = self._with_fees(amount, "amount")
        return {
            "hts": shape.numbers[0] if len(shape.numbers) == 1 else None,
            "rate": rate,
            "rate_low": _end(min, [each.rate_low for each in readings]),
            "rate_high": _end(max, [each.rate_high for each in readings]),
            "amount": amount,
            "low": low,
            "high": high,
            "total": total,
            "total_low": total_low,
            "total_high": total_high,
        }

    @cached_property
    def duty(self) -> Duty | None:
        """The duty as the verdict has it, or None."""
        figures = self.figures
        if not figures:
            return None
        settled = figures["rate"] is not None
        several = len(self.shape.found) > 1 or self.shape.is_disputed
        told = self._alternatives(settled) if several else []
        entry: Json = {
            **_written(figures),
            "alternatives": tuple(told[:MOST_ALTERNATIVES]),
            "origin": self.facts.get(ORIGIN),
            "value": self._range() if self.value else None,
            "lines": tuple(self._lines(settled)),
            "fees": tuple([Fee(**_written(each)) for each in self._fees]),
            "securities": tuple([Fee(**_written(each)) for each in self._securities]),
            "valid_on": date.fromordinal(self.day),
            "carried_forward": self._carried("duty.carried"),
            "missing": self.missing,
        }
        notes = tuple(dict.fromkeys(self._notes(len(told), entry)))
        known, totals = self._explained.known, (figures["total_low"], figures["total_high"])
        return Duty(**entry, notes=notes, landed=money.landed(*totals, known, self.vocabulary))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The missing facts that would narrow it."""
        asked = dict.fromkeys(self._missing() if self.unsaid is None else ())
        return tuple([name for name in asked if name in self.vocabulary])

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The warnings about it, one sentence each."""
        return tuple(self._warnings()) if self.unsaid is None else self.unsaid

    # -- figures -------------------------------------------------------------

    def _figure(self, plan: Plan) -> Figure:
        if plan.paid not in self._figures:
            self._figures[plan.paid] = self._reckoned(plan)
        return self._figures[plan.paid]

    def _reckoned(self, plan: Plan) -> Figure:
        rates: list[int] = []
        sums: list[int] = []
        bounded = all(charge.rate is not None for charge in plan.charges)
        for shares in cases.corners(plan, self.facts):
            parts = [charged(charge, shares) for charge in plan.charges]
            rates.append(sum(parts))
            sums += [sum(half_up(part * value) for part in parts) for value in self.value]
        single = bounded and len(rates) == 1
        return Figure(
            rate=rates[0] if single else None,
            amount=sums[0] if single and self.is_exact else None,
            rate_low=min(rates),
            rate_high=max(rates) if bounded else None,
            low=min(sums, default=None),
            high=max(sums, default=None) if bounded else None,
        )

    def _alternatives(self, settled: bool) -> list[DutyAlternative]:
        """The alternatives: every figure if there are several, and disputed readings."""
        ways: dict[tuple[str, Figure, str], list[Possible]] = {}
        for possible in self.shape.found:
            readings = [] if settled else [(possible.plan, "")]
            if possible.without is not None:
                readings.append((possible.without, self._disputed(possible.plan.charges)))
            for plan, disputed in readings:
                way = (plan.number, self._figure(plan), disputed)
                ways.setdefault(way, []).append(possible)
        told: dict[tuple[Figure, str], list[str]] = {}
        for (number, figure, disputed), same in ways.items():
            told.setdefault((figure, self._conditions(same, disputed)), []).append(number)
        found = []
        for (figure, said), numbers in told.items():
            conditions = [said] if said else []
            if len({*numbers}) < len(self.shape.numbers):
                conditions.insert(0, self.say("duty.classified", numbers=listed(numbers, "or")))
            why = self.say("duty.if", conditions=" and ".join(conditions)) if conditions else ""
            written = _written(figure._asdict())
            found.append(DutyAlternative(hts=", ".join(numbers), why=why, **written))
        return found

    def _disputed(self, charges: Sequence[Charge]) -> str:
        return listed(dict.fromkeys(self._called(each) for each in charges if each.disputed))

    def _called(self, charge: Charge) -> str:
        return charge.row.number or self.index.rules[charge.row.rule].title

    def _conditions(self, same: Sequence[Possible], disputed: str) -> str:
        """The conditions of plans of one heading, in words."""
        chosen = [cells for possible in same for cells in possible.chosen]
        said = []
        for fact, numbers in cases.narrowed(same[0].open_facts, chosen):
            texts = self._in_words(fact)
            value = listed(dict.fromkeys(texts[number] for number in numbers), "or")
            title_ = title(fact.name, self.vocabulary)
            said.append(self.say("fact.is", title=title_, value=value))
        if disputed:
            said.append(self.say("duty.uncollected", lines=disputed))
        return " and ".join(said)

    def _in_words(self, fact: OpenFact) -> list[str]:
        """The cells of a fact in words; hundreds of plans share them."""
        key = fact.name, fact.tests
        if key not in self._texts:
            vocabulary = self.vocabulary[fact.name]
            self._texts[key] = cases.cells_in_words(fact, vocabulary, self.facts, self.say)
        return self._texts[key]

    # -- lines and fees ------------------------------------------------------

    def _lines(self, settled: bool) -> list[DutyLine]:
        """The lines of the figure; without one, those that all plans share."""
        if not self.shape.found:
            return []
        plan, *others = [possible.plan for possible in self.shape.found]
        ends = list(cases.corners(plan, self.facts))
        # plans with the same total may differ in an unknown line at nothing
        return [
            self._line(charge, ends)
            for charge in plan.charges
            if (settled and charge.rate != 0) or all(charge in other.charges for other in others)
        ]

    def _line(self, charge: Charge, ends: Sequence[Shares]) -> DutyLine:
        row, rule = charge.row, self.index.rules[charge.row.rule]
        owed = None
        if self.is_exact and charge.rate is not None:
            cents = {half_up(charged(charge, s) * self.value[0]) for s in ends}
            owed = cents.pop() if len(cents) == 1 else None
        of = self.say("duty.value")
        if row.of.fact is not None:
            words = title(row.of.fact, self.vocabulary)
            of = self.say("duty.rest", share=words) if row.of.rest else words
        return DutyLine(
            what=rule.title,
            heading=row.number,
            layer=row.layer,
            kind=row.kind,
            rate=percent(charge.rate, MILLION),
            of=of,
            amount=dollars(owed),
            refundable=row.refundable or None,
            contested=charge.disputed,
            cite=tuple(rule.cite),
            confidence=rule.confidence,
            rule=rule.id,
        )

    def _comes_with(self, row: FeeRow) -> bool:
        """Whether a fee is of no door, or of a chosen one."""
        doors = () if row.path is None else self._explained.chosen.values()
        return row.path is None or any(door and door.path.id == row.path for door in doors)

    @cached_property
    def _fee_rows(self) -> tuple[Sequence[FeeRows], Sequence[FeeRows]]:
        """The rows of each fee and security, without those of doors not chosen."""
        fees, securities = (
            [[each for each in rows if self._comes_with(each[0])] for rows in groups]
            for groups in (self.shape.fees, self.shape.securities)
        )
        return fees, securities

    @cached_property
    def _fees(self) -> list[Json]:
        return [each for rows in self._fee_rows[0] if (each := self._fee(rows)) is not None]

    @cached_property
    def _securities(self) -> list[Json]:
        """Securities, which are refunded, each with whether it is certain."""
        told = []
        for rows in self._fee_rows[1]:
            each = self._fee([(row, True) for row, _ in rows])
            if each is not None:
                told.append({**each, "certain": each["certain"] and all(sure for _, sure in rows)})
        return told

    def _fee(self, rows: FeeRows) -> Json | None:
        owed: list[int] = []
        chosen: dict[str, FeeRow] = {}
        certain = True
        for value in self.value or (None,):
            for row, holds in rows:
                if value is not None and not fits(row, value):
                    continue
                chosen[row.rule] = row
                if value is not None:
                    owed.append(fee(row, value))
                if holds and (value is not None or row.value_up_to is None):
                    break
            else:
                owed.append(0)
                certain = False
        if not chosen:
            return None
        # what nobody is known to ask for, such as an informal entry, is not the one to name
        sure_rows = [row for row, holds in rows if holds and row.rule in chosen]
        row = next(iter(sure_rows or chosen.values()))
        rule = self.index.rules[row.rule]
        sure = bool(self.value) and len(set(owed)) == 1
        return {
            "what": rule.title,
            "fee": row.fee,
            "rate": percent(row.rate, MILLION),
            "fixed": dollars(row.fixed),
            "minimum": dollars(row.minimum),
            "maximum": dollars(row.maximum),
            "amount": owed[0] if sure else None,
            "low": min(owed) if self.value else None,
            "high": max(owed) if self.value else None,
            "certain": certain and len(chosen) == 1,
            "cite": tuple(rule.cite),
            "confidence": rule.confidence,
            "rule": rule.id,
        }

    def _fees_beyond(self) -> str:
        return before(self.index.rulebook.fees_cover, self.day)

    def _with_fees(self, duty: int | None, key: str) -> int | None:
        """A duty and the fees; None where either is not known."""
        owed = [each[key] for each in self._fees]
        return None if duty is None or None in owed or self._fees_beyond() else duty + sum(owed)

    def _missing(self) -> Iterator[str]:
        yield from self.shape.asked
        shares = (share for plan in self.shape.figures for share in plan.shares)
        yield from filterfalse(self._is_settled, shares)
        yield from money.unpriced(self.facts)
        fees = (*self._fees, *self._securities)
        uncertain = {each["fee"] for each in fees if not each["certain"]}
        for rows in chain(*self._fee_rows):
            for row, holds in rows:
                doubted = row.fee in uncertain and not holds
                if doubted and (not self.value or any(fits(row, value) for value in self.value)):
                    yield from filterfalse(self._is_settled, self.shape.waits_for[row.rule])

    def _is_settled(self, fact: str) -> bool:
        return is_settled(self.facts.get(fact))

    # -- words ---------------------------------------------------------------

    def _carried(self, sentence: str) -> str | None:
        """Why a figure only carries today's law forward, or None if the law of the day is known."""
        last = self.index.rulebook.tariff_cover.last
        if last is None or self.day <= last:
            return None
        return self.say(sentence, last=day_words(last), day=day_words(self.day))

    def _range(self) -> str:
        low, high = (str(dollars(end)) for end in self.value)
        return low if low == high else self.say("value.to", low=low, high=high)

    def _notes(self, ways: int, entry: Json) -> Iterator[str]:
        if entry["carried_forward"]:
            yield entry["carried_forward"]
        yield self.say("duty.estimate")
        rows = {charge.row.rule: charge for charge in self.shape.charges}
        common = {line.rule for line in entry["lines"]}
        for charge in rows.values():
            name = self._called(charge)
            if charge.disputed and charge.row.rule in common:
                yield self.say("duty.disputed", line=name)
            if charge.row.refundable and charge.rate != 0 and charge.row.rule in common:
                yield self.say("duty.refundable", line=name, how=charge.row.refundable)
            tells = charge.rate != 0 or charge.row.kind == "instead"
            if charge.row.note and tells and charge.row.rule in common:
                yield charge.row.note
            if charge.rate is None:
                yield self.say("duty.rate_unknown", line=name)
        if not self.value:
            yield self.say("duty.no_value", fact=money.VALUE)
        if self.facts.get(ORIGIN) is None:
            yield self.say("duty.no_origin", fact=ORIGIN)
        shares = dict.fromkeys(share for plan in self.shape.figures for share in plan.shares)
        for name in shares:
            if not isinstance(self.facts.get(name), Bounds):
                yield self.say("duty.no_share", share=title(name, self.vocabulary))
        if ways > MOST_ALTERNATIVES:
            yield self.say("duty.ways", number=ways, most=MOST_ALTERNATIVES)
        if not self.shape.complete:
            yield self.say("duty.incomplete")
        if beyond := self._fees_beyond():
            yield self.say("duty.no_fees", day=beyond)

    def _warnings(self) -> Iterator[str]:
        if carried_forward := self._carried("duty.carried_warning"):
            yield carried_forward
        paid = self.shape.charges
        if disputed := self._disputed(paid):
            yield self.say("duty.disputed_warning", lines=disputed)
        rules = [self.index.rules[id] for id in dict.fromkeys(each.row.rule for each in paid)]
        for confidence in ("unverified", "secondary"):
            if ids := [rule.id for rule in rules if rule.confidence == confidence]:
                yield self.say(f"duty.{confidence}", rules=listed(ids))


def _written(figures: Mapping[str, Any]) -> Json:
    """The figures of a duty or a fee, for people."""
    made = dict(figures)
    for key, value in figures.items():
        if type(value) is int:
            made[key] = percent(value) if key.startswith("rate") else dollars(value)
    return made


def _end(pick: Callable[[list[int]], int], ends: Sequence[int | None]) -> int | None:
    """The least or the most of several figures; None if one is not known."""
    known = [end for end in ends if end is not None]
    return pick(known) if known and len(known) == len(ends) else None
