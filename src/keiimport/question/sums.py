# SPDX-License-Identifier: Apache-2.0
"""Sums of money as people write them."""

from __future__ import annotations

import re
from typing import Final

from keiimport.question.years import rewritten

_MONEY: Final = r"(?:eur|usd|gbp|jpy|dollar|pound|yen|€|円)"
_DOTTED: Final = re.compile(
    rf"(?<![\d.])(?:(?<=[€£$¥])(\d{{1,3}}(?:\.\d{{3}})+)|(\d{{1,3}}(?:\.\d{{3}})+)(?= ?{_MONEY}))"
    r"(?![\d.])",
    re.I,
)
_TEN_THOUSANDS: Final = re.compile(
    r"(?<![A-Za-z0-9.,])(\d[\d,]*)(?:\.(\d{1,4}))? ?"
    r"(?:man[- ]?(?:yen|en)(?!\w)|万(?: ?(?:円|yen))?(?! ?(?:km|k?mi|キロ|㎞)))",
    re.I,
)
_PER_DOLLAR: Final = re.compile(
    r"\b(?:at )?(\d{2,3}(?:\.\d+)?) ?(?:yen|jpy)(?: per | to (?:the|a) |/)(?:us ?)?(?:dollar|usd)"
    r"|\b1 ?(?:us ?)?(?:dollar|usd) ?= ?(\d{2,3}(?:\.\d+)?) ?(?:yen|jpy)"
    r"|\b(?:exchange )?rate:? (?:of )?(\d{3}(?:\.\d+)?)(?![\d.])(?: ?(?:yen|jpy)\b)?",
    re.I,
)


def whole_sums(text: str) -> str:
    """Text with 4.500 euros as 4500 euros, 35 man yen as 350000 yen, 150 yen per dollar a rate."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), rewritten(text, "sums"))
    text = _PER_DOLLAR.sub(lambda m: f"rate {1 / float(m[1] or m[2] or m[3]):.6f}", text)
    return _TEN_THOUSANDS.sub(
        lambda m: f"{m[1].replace(',', '')}{(m[2] or '').ljust(4, '0')} yen", text
    )
