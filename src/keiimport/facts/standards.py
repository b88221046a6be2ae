# SPDX-License-Identifier: Apache-2.0
"""The safety standards a vehicle is told to meet or not, and what is told by yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping

from keiimport.errors import InputError
from keiimport.facts.bounds import shown
from keiimport.facts.wording import got, key_text
from keiimport.facts.words import yes_or_no

_NUMBER = re.compile("[0-9a-z_]{1,16}")


def parse_standards(value: object) -> dict[str, bool]:
    """Read which standards are met: a mapping of their numbers to true, false or null.

    Raises:
        InputError: when it is no such mapping. Whether there is a standard of that number
            is for the table of standards to say.
    """
    if not isinstance(value, Mapping):
        raise InputError(
            f"{shown(value)} is not an object",
            got=got(value),
            expected='standards and whether they are met, such as `{"208": true}`',
        )
    met: dict[str, bool] = {}
    for number, holds in value.items():
        if not isinstance(number, str) or not _NUMBER.fullmatch(number):
            raise InputError(
                f"{shown(number)} is not the number of a standard",
                at=key_text(number),
                got=got(number),
                expected="a number such as `208`",
            )
        holds = yes_or_no(holds)
        if holds is None:
            continue
        if not isinstance(holds, bool):
            raise not_bool(holds).located(number)
        met[number] = holds
    return met


def not_bool(value: object) -> InputError:
    """The error for what should be told by yes or no, and is not."""
    return InputError(
        f"{shown(value)} is neither true nor false",
        got=got(value),
        expected="`true` or `false`",
    )
