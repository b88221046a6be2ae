# SPDX-License-Identifier: Apache-2.0
"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import click

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """The calendar day that `text` names, written `2026-11-21`.

    Raises:
        click.BadParameter: when it names none.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise click.BadParameter(f"`{text}` is no calendar day; write it like `2026-11-21`")


def form(*choices: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format`; the first of `choices` is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="What the answer is written in.",
    )
