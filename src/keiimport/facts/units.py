# SPDX-License-Identifier: Apache-2.0
"""Quantities as people tell them, as integers of one smallest unit for each dimension.

The dimensions are rows of `units.csv`. Conversions are exact: the inch (25.4 mm), the pound
(0.45359237 kg) and standard gravity (9.80665 m/s2) are defined by international agreement, and
the other factors follow: a metric horsepower is 75 kgf m/s, a horsepower 550 ft lbf/s. A value
between two smallest units is read as bounds one unit wide. All fit a signed 64-bit integer.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from math import ceil, floor
from typing import Any, Final

from keiimport.errors import InputError, locating, nearest
from keiimport.facts import bounds
from keiimport.facts.bounds import Bounds, StatedBounds, plain
from keiimport.facts.data import patterns, rows
from keiimport.facts.problems import perhaps, refused, remark


class Dimension:
    """A kind of quantity, read from a row of the table."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.name, self.called, self.expected = row["name"], row["called"], row["expected"]
        self.base = row["base"]  # the unit of bare numbers and of printed ones
        self.small = row["small"]  # that of bare ones below 10, where those are never in the base
        self.smallest = row["smallest"]  # such as `0.1 mm`
        self.whole = not self.base  # it counts things, so that only whole numbers make sense
        # how many smallest units make one of each, by its usual spelling
        self.units: dict[str, Fraction] = {}
        for each in row["units"].split("; "):
            spellings, _, size = each.rpartition("=")
            count = Fraction(size) / Fraction(self.smallest.split()[0])
            self.units.update(dict.fromkeys(spellings.split("|"), count))
        self.spellings = {spelling.casefold(): spelling for spelling in self.units}
        # in which thousands are common, so that a point before three digits may be between them
        self.thousands = frozenset(row["thousands"].split())
        # spellings that are several units, each with those that it may be
        self.unclear = dict.fromkeys(filter(None, row["unclear"].split("|")), row["meant"])
        # in which such a point means nothing else: 2.494 ccm, $12.900
        self.grouped = frozenset(row["grouped"].split())

    def usual_unit(self, number: Fraction) -> str:
        """The unit assumed for a number without one."""
        return self.small if self.small and 0 < number < 10 else self.base


DIMENSIONS: Final = {row["name"]: Dimension(row) for row in rows(__file__, "units.csv")}

ENDS = ("min", "max")
_OPEN_ENDS = ("at least {}", "at most {}")

LARGEST: Final = 2**63 - 1  # the largest number of smallest units any quantity may have

_RE = patterns(__file__)
_TIMES = {"万": 10_000, "만": 10_000, "千": 1000, "k": 1000, "million": 1_000_000}


def parse_quantity(value: object, dimension: str) -> StatedBounds:
    """Read a number in the base unit (litres below 10), text with a unit, or two ends.

    What was read before is returned as it is.
    """
    kind = DIMENSIONS[dimension]
    if isinstance(value, StatedBounds):
        return value
    if isinstance(value, str):
        if len(value) > bounds.LONGEST:
            raise refused(value, "long_quantity", kind=kind)
        return _parse_text(" ".join(value.split()), dimension)
    if isinstance(value, Mapping):
        read = partial(parse_quantity, dimension=dimension)
        return bounds.read_range(value, ENDS, read, _OPEN_ENDS, f"{kind.expected},")
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _bare(value, dimension)
    raise refused(value, "no_quantity", kind=kind)


def parse_figure(text: object, dimension: str) -> int:
    """Read one exact figure, a whole number of smallest units, as in the files of the rules."""
    bounds = parse_quantity(text, dimension).bounds
    if bounds.low is None or bounds.low != bounds.high:
        raise refused(text, "inexact", kind=DIMENSIONS[dimension])
    return bounds.low


def format_quantity(bounds: Bounds, dimension: str) -> str:
    """Format `bounds`, such as `1,290 kg`; in another unit if only that gives a round figure."""
    kind = DIMENSIONS[dimension]
    ends = [end for end in (bounds.low, bounds.high) if end is not None]
    plain_in = (n for n, size in kind.units.items() if all(_is_plain(end, size) for end in ends))
    is_base = all((1000 * end / kind.units[kind.base]).denominator == 1 for end in ends)
    name = kind.base if is_base else next(plain_in, kind.base)
    # to three decimals, half up
    rounded = [floor(1000 * end / kind.units[name] + Fraction(1, 2)) for end in ends]
    said = [*dict.fromkeys(_words(Decimal(f"{end}E-3"), kind) for end in rounded)]
    if not said:
        return "not known"
    least = "at least " if bounds.high is None else "at most " if bounds.low is None else ""
    between = "between " if len(said) > 1 else least
    return f"{between}{' and '.join(said)} {name}".rstrip()


def is_plain(number: int, dimension: str) -> bool:
    """Whether a number of smallest units is a round figure in some unit."""
    return any(_is_plain(number, size) for size in DIMENSIONS[dimension].units.values())


PLAIN_DECIMALS = 2  # decimals that a figure in a text of law may have


def _is_plain(number: int, size: Fraction) -> bool:
    """Whether a figure of few decimals, in a unit of this size, is that number or next to it."""
    figure = round(number / size, PLAIN_DECIMALS)
    return number in (floor(figure * size), ceil(figure * size))


@lru_cache(maxsize=4096)
def _parse_text(text: str, dimension: str) -> StatedBounds:
    kind = DIMENSIONS[dimension]
    written = _RE["comma"].sub(lambda m: f"{m[1].replace('.', '')}.{m[2]}", plain(text))
    written = _RE["beside"].sub("", written)
    if found := _RE["open"].fullmatch(written):
        end, word = _parse_text(found[2], dimension), found[1].lower()
        low, high = end.bounds.low, end.bounds.high
        if low is None or high is None:
            raise refused(text, "no_quantity", kind=kind)
        beyond = word not in ("at least", "at most")
        if word in ("at least", "above", "over"):
            within = Bounds(low + beyond, None)
        elif high < beyond:
            raise refused(text, "negative", kind=kind)
        else:
            within = Bounds(None, high - beyond)
        return StatedBounds(within, f"{word} {end.text}", end.warnings)
    between = _RE["range"].fullmatch(written)
    parts = [written] if between is None else [between["low"], between["high"]]
    amounts = [_amount(part, text, kind) for part in parts]
    told = next((unit for _, unit, _ in amounts if unit), "")
    # A unit written once is meant for both ends.
    used = list[tuple[str, str, int]]()
    for number, own, times in amounts:
        unit = own or told or kind.usual_unit(Fraction(number) * times)
        grouped = unit in kind.grouped and times == 1 and _RE["grouped"].fullmatch(number)
        used.append((number, unit, 1000 if grouped else times))
    unclear = ((n, unit) for n, unit, times in used if times == 1 and unit in kind.thousands)
    warnings = tuple(
        _either_way(n, unit, text) for n, unit in unclear if _RE["grouped"].fullmatch(n)
    )
    printed = text if told or not kind.base else f"{text} {used[0][1]}"
    each = (_bounds(Fraction(n) * times * kind.units[unit], text, kind) for n, unit, times in used)
    ends = [StatedBounds(amount, printed, warnings) for amount in each]
    return bounds.spanned(ends[0], ends[-1], text, printed)


def _either_way(number: str, unit: str, text: str) -> str:
    """Warn of a point that may separate decimals or thousands."""
    small = number.rstrip("0").rstrip(".")
    # A fourth decimal says that the point is no group of thousands.
    small = small if len(small) < len(number) else f"{number}0"
    large = number.replace(".", "")
    return remark("decimals_or_thousands", text=text, small=small, large=large, unit=unit)


def _amount(part: str, text: str, kind: Dimension) -> tuple[str, str, int]:
    """Parse one end of `text`: digits, unit (empty if none) and multiplier."""
    found = _RE["amount"].fullmatch(part.strip())
    if found is None:
        raise refused(text, "no_quantity", kind=kind)
    before, after = (_unit(found[group] or "", text, kind) for group in ("before", "after"))
    if before and (kind.name != "money" or (after and kind.units[after] != kind.units[before])):
        raise refused(text, "no_quantity", kind=kind)
    if found["minus"]:
        raise refused(text, "negative", kind=kind)
    many = found["many"] or ""
    if many.lower() == "k" and kind.name not in ("money", "distance"):
        raise refused(text, "unknown_unit", kind=kind, unit=many, meant="")
    return found["number"].replace(",", ""), after or before, _TIMES.get(many.lower(), 1)


def _unit(written: str, text: str, kind: Dimension) -> str:
    folded = " ".join(written.replace(".", " ").split()).replace(" / ", "/").casefold()
    found = kind.spellings.get(folded)
    if found is not None or not folded:
        return found or ""
    if folded in kind.unclear:
        name = "other_currency" if kind.name == "money" else "which_unit"
        raise refused(text, name, unit=written, meant=kind.unclear[folded])
    for other in DIMENSIONS.values():
        if folded in other.spellings:
            raise refused(text, "other_quantity", kind=kind, other=other)
    meant = perhaps(nearest(folded, kind.units))
    raise refused(text, "unknown_unit", kind=kind, unit=written, meant=meant)


def _bare(value: int | float | Decimal, dimension: str) -> StatedBounds:
    kind = DIMENSIONS[dimension]
    # The shortest decimal that gives a float back is what somebody wrote: 0.1 is 1/10.
    number = Decimal(float.__repr__(value) if isinstance(value, float) else value)
    if not number.is_finite():
        raise refused(value, "no_number", kind=kind)
    if number < 0:
        raise refused(value, "negative", kind=kind)
    if number and number.adjusted() > 20:
        raise too_large(value, kind)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -400:
        raise refused(value, "many_decimals", kind=kind)
    unit = kind.usual_unit(Fraction(number))
    bounds = _bounds(Fraction(number) * kind.units[unit], value, kind)
    return StatedBounds(bounds, " ".join(filter(None, (_words(number, kind), unit))))


def _bounds(amount: Fraction, value: object, kind: Dimension) -> Bounds:
    low, high = floor(amount), ceil(amount)
    if high > LARGEST:
        raise too_large(value, kind)
    if kind.whole and low != high:
        raise refused(value, "not_whole", kind=kind)
    if kind.name == "year" and not 1000 <= low <= 9999:
        raise refused(value, "no_model_year", kind=kind)
    return Bounds(low, high)


def _words(number: Decimal, kind: Dimension) -> str:
    """Format `number`: thousands with commas, no trailing zeros, cents as two digits."""
    digits = f"{number.copy_abs():f}" if kind.name == "year" else f"{number.copy_abs():,f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    if kind.name == "money" and decimals:
        decimals = decimals.ljust(2, "0")
    return f"{whole}.{decimals}" if decimals else whole


def too_large(value: object, kind: Dimension) -> InputError:
    """Make the error for a figure above `LARGEST`."""
    most = format_quantity(Bounds.point(LARGEST), kind.name)
    return refused(value, "large_quantity", kind=kind, most=most)


RATE = "entry.exchange_rate"
_CURRENCIES = sorted(DIMENSIONS["money"].unclear, key=len, reverse=True)


def in_dollars(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Convert the value and costs of an entry to US dollars."""
    rate, costs = entry.get("exchange_rate"), entry.get("costs")
    if rate is None:
        return entry
    found = {**entry, "value": _dollars(entry.get("value"), rate, "entry.value")}
    if isinstance(costs, Mapping):
        found["costs"] = {n: _dollars(told, rate, f"entry.costs.{n}") for n, told in costs.items()}
    return found


def _dollars(told: object, rate: object, at: str) -> object:
    figure = _without_currency(told) if isinstance(told, str) else None
    if figure is None:
        return told
    dollar, amounts = DIMENSIONS["exchange_rate"].units["USD"], _bounds_at(at, figure, "money")
    rates = _bounds_at(RATE, rate, "exchange_rate")
    pairs, half_up = zip(amounts, rates, strict=True), Fraction(1, 2)
    ends = [None if a is None or r is None else floor(a * r / dollar + half_up) for a, r in pairs]
    cents = Bounds(*ends)
    if cents.high is not None and cents.high > LARGEST:
        raise too_large(told, DIMENSIONS["money"]).located(at)
    return StatedBounds(cents, format_quantity(cents, "money"))


def _bounds_at(at: str, value: object, dimension: str) -> Bounds:
    with locating(at):
        return parse_quantity(value, dimension).bounds


def _without_currency(text: str) -> str | None:
    """The figure of an amount in another currency; None if it names none."""
    folded = text.casefold().strip()
    for word in _CURRENCIES:
        for rest in (folded.removesuffix(word), folded.removeprefix(word)):
            if rest != folded and not rest.strip()[:1].isalpha():
                return rest.strip()
    return None
