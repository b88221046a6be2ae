# SPDX-License-Identifier: Apache-2.0
"""The dimensions of quantities: their units, their smallest units, their words.

Conversions are exact: the inch (25.4 mm), the pound (0.45359237 kg) and standard gravity
(9.80665 m/s2) are defined by international agreement, and every other factor follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Dimension:
    """A kind of quantity.

    Attributes:
        base: the unit of bare numbers and of printed ones (empty: a plain number).
        units: how many smallest units make one of each unit, by its usual spelling.
        thousands: the units in which figures of thousands are common, so that a point
            before three digits may stand between thousands.
        small: the unit of bare numbers below 10, where those are never in the base unit.
        unclear: spellings that are several units, each with those that it may be.
    """

    name: str
    called: str
    base: str
    units: Mapping[str, Fraction]
    smallest: str
    expected: str
    thousands: frozenset[str] = frozenset()
    small: str = ""
    unclear: Mapping[str, str] = field(default_factory=dict)

    def usual_unit(self, number: Fraction) -> str:
        """The unit of a number that has none."""
        return self.small if self.small and 0 < number < 10 else self.base

    @property
    def scale(self) -> Fraction:
        """How many smallest units make one base unit."""
        return self.units[self.base]

    @property
    def whole(self) -> bool:
        """Whether it counts things, so that only whole numbers make sense."""
        return not self.base


def _measure(
    name: str,
    base: str,
    smallest: str,
    offered: str,
    units: Mapping[str, Fraction | int],
    thousands: str = "",
    small: str = "",
    unclear: Mapping[str, str] | None = None,
) -> Dimension:
    """A dimension; `units` are in the measure of `smallest`, one key per size, spellings by `|`."""
    grain = Fraction(smallest.split()[0])
    sizes = {
        spelling: Fraction(size) / grain
        for spellings, size in units.items()
        for spelling in spellings.split("|")
    }
    called = f"a {name}"
    return Dimension(
        name,
        called,
        base,
        MappingProxyType(sizes),
        smallest,
        f"{called} in {offered}",
        frozenset(thousands.split()),
        small,
        unclear or {},
    )


def _plain_number(name: str, expected: str) -> Dimension:
    units = MappingProxyType({"": Fraction(1)})
    return Dimension(name, f"a {name}", "", units, "1", expected)


_INCH = Fraction("25.4")  # mm
_FOOT = 12 * _INCH
_MILE = 5280 * _FOOT
_POUND = Fraction("0.45359237")  # kg
_GRAVITY = Fraction("9.80665")  # m/s2
_WATT = Fraction(1, 1000)  # kW
_METRIC_HORSEPOWER = 75 * _GRAVITY * _WATT  # 75 kgf m/s
_HORSEPOWER = 550 * (_FOOT / 1000) * _POUND * _GRAVITY * _WATT  # 550 ft lbf/s

_DIMENSIONS = (
    _measure(
        "length",
        "mm",
        "0.1 mm",
        "mm, cm, m, in or ft",
        {"mm": 1, "cm": 10, "m": 1000, 'in|inch|inches|"': _INCH, "ft|foot|feet": _FOOT},
    ),
    _measure(
        "weight",
        "kg",
        "0.00000001 kg",
        "kg, g, t or lb",
        {
            "kg|kgs|kilo|kilos|キロ|キログラム|кг": 1,
            "g": Fraction(1, 1000),
            "t|tonne|tonnes|metric ton|metric tons|トン": 1000,
            "lb|lbs|pound|pounds": _POUND,
            "short ton|short tons": 2000 * _POUND,
            "long ton|long tons": 2240 * _POUND,
        },
        "kg kgs lb lbs pound pounds",
        unclear=dict.fromkeys(
            ("ton", "tons"), "`t` (1,000 kg), `short tons` (2,000 lb) or `long tons` (2,240 lb)"
        ),
    ),
    _measure(
        "speed",
        "km/h",
        "0.000001 km/h",
        "km/h or mph",
        {"km/h|kph|kmh|kmph": 1, "mph": _MILE / 1_000_000},
    ),
    _measure(
        "displacement",
        "cc",
        "0.000001 cc",
        "cc, ml, L or cu in",
        {
            "cc|ccm|cm3|ml|см3|куб см": 1,
            "L|liter|liters|litre|litres|リットル|л": 1000,
            "cu in|cuin|ci|cid|cubic inch|cubic inches": (_INCH / 10) ** 3,
        },
        small="L",
    ),
    _measure(
        "power",
        "kW",
        "0.00000001 kW",
        "kW, W, PS or hp",
        {
            "kW|kilowatt|kilowatts": 1,
            "W": _WATT,
            "PS|cv|馬力": _METRIC_HORSEPOWER,
            "hp|bhp|horsepower": _HORSEPOWER,
        },
    ),
    _measure(
        "distance",
        "mi",
        "1 mm",
        "mi or km",
        {
            "mi|mile|miles": _MILE,
            "km|kms|kilometer|kilometers|kilometre|kilometres|キロ|км": 1_000_000,
        },
        "mi mile miles km kms",
    ),
    Dimension(
        "money",
        "an amount of money",
        "USD",
        MappingProxyType(dict.fromkeys(("USD", "US$", "$", "dollars"), Fraction(100))),
        "1 cent",
        "US dollars, such as `$1,200.50` or `1200.50 USD`",
        unclear=dict.fromkeys(
            [
                "¥",
                "jpy",
                "yen",
                "円",
                "€",
                "eur",
                "£",
                "gbp",
                "a$",
                "aud",
                "c$",
                "cad",
                "chf",
                "cny",
                "krw",
                "sek",
                "nok",
                "nzd",
                "inr",
                "twd",
                "thb",
                "mxn",
            ],
            "US dollars, or `entry.exchange_rate` beside it: how many US dollars one unit is "
            "worth, such as 0.0066 for a yen; for a table use a mapping with `times` and, for "
            "yen, `--parameter usd_per_yen=0.0066`",
        ),
    ),
    Dimension(
        "exchange_rate",
        "an exchange rate",
        "USD",
        MappingProxyType(dict.fromkeys(("USD", "US$", "$", "dollars"), Fraction(10**8))),
        "0.00000001 USD",
        "how many US dollars one unit of the currency is worth, such as `0.0066`",
    ),
    Dimension(
        "share",
        "a share",
        "%",
        MappingProxyType({"%": Fraction(10_000), "percent": Fraction(10_000)}),
        "0.0001 %",
        "a percentage, such as `40 %`",
    ),
    Dimension(
        "fuel_economy",
        "a fuel economy",
        "mpg",
        MappingProxyType({"mpg": Fraction(10)}),
        "0.1 mpg",
        "a fuel economy in mpg, such as `21.4 mpg`",
    ),
    _plain_number("count", "a whole number without a unit, such as `4`"),
    _plain_number("year", "a four-digit year, such as `2001`"),
)

DIMENSIONS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {dimension.name: dimension for dimension in _DIMENSIONS}
)
"""Every dimension by name."""
