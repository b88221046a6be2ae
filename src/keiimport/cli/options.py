# SPDX-License-Identifier: Apache-2.0
"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from keiimport.rulebook.files import PINNED_VARIABLE

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


def state_or_all(text: str) -> str:
    """The code of the state that `text` names, or `all`.

    Raises:
        click.BadParameter: when it names none.
    """
    return "all" if text.casefold() == "all" else _state(text, ", or `all`")


def state(text: str) -> str:
    """The code of the state that `text` names.

    Raises:
        click.BadParameter: when it names none.
    """
    return _state(text, "")


def _state(text: str, more: str) -> str:
    from keiimport.errors import InputError
    from keiimport.facts.texts import parse_state

    try:
        code = parse_state(text)
    except InputError as error:
        raise click.BadParameter(f"{error.error}; expected {error.expected}{more}") from None
    if code is None:
        raise click.BadParameter(f"no state is named; write it like `Texas` or `TX`{more}")
    return code


def in_state() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--state`, which asks a state."""
    return click.option(
        "--state",
        type=state,
        metavar="STATE",
        help="Ask this state, `TX` or `Texas`, instead of the one in the case.",
    )


def rules() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options `--rules`, which names another folder of rules, and `--rules-sha256`."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.option(
            "--rules-sha256",
            metavar="HASH",
            expose_value=False,
            callback=_pin,
            help="Answer by the rules of this SHA-256, as a verdict names them, and by no others.",
        )(command)
        return click.option(
            "--rules",
            "folder",
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            help="Take the rules in FOLDER instead of those that come with keiimport.",
        )(command)

    return decorate


def _pin(context: click.Context, _: click.Parameter, told: str | None) -> None:
    """Ask for these rules until the command ends, in the processes that it begins too."""
    if told is None:
        return
    if not re.fullmatch(r"[0-9a-fA-F]{16,64}", told):
        raise click.BadParameter(f"`{told}` is no SHA-256; write 16 to 64 of its digits")
    before = os.environ.get(PINNED_VARIABLE)
    os.environ[PINNED_VARIABLE] = told

    def restore() -> None:
        os.environ.pop(PINNED_VARIABLE)
        if before is not None:
            os.environ[PINNED_VARIABLE] = before

    context.call_on_close(restore)


def law() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that say which law is used.

    `--as-of`, `--strict`, `--scenario`, `--with` and `--rules`.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed((as_of(), strict(), scenarios(), overlays(), rules())):
            command = option(command)
        return command

    return decorate


def as_of() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--as-of`, which pins the day of the law."""
    return click.option(
        "--as-of",
        type=day,
        metavar="DATE",
        help="Use the law of this day, whatever the day of entry.",
    )


def strict() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--strict`, under which nothing is presumed."""
    return click.option(
        "--strict", is_flag=True, help="Assume nothing: what you do not say is unknown."
    )


def scenarios() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--scenario`, which supposes a reform."""
    return click.option(
        "--scenario",
        "scenarios",
        multiple=True,
        metavar="NAME",
        help="Suppose a hypothetical reform; may be given again.",
    )


def full() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--full`, which shows everything instead of the short answer."""
    return click.option(
        "--full", is_flag=True, help="As text: every door, figure and reason, not one screen."
    )


def overlays() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--with`, which lays rules of one's own over the others."""
    return click.option(
        "--with",
        "overlays",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FOLDER|FILE",
        help="Use rules of your own on top of ours; the last one wins; may be given again.",
    )


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
