# SPDX-License-Identifier: Apache-2.0
"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from keiimport.rulebook.files import PINNED_VARIABLE

if TYPE_CHECKING:
    from keiimport.engine import Engine
    from keiimport.logic.engines import EngineName
    from keiimport.verdict import Verdict

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
R = TypeVar("R")


def day(text: str) -> date:
    """The calendar day that `text` names, written `2026-11-21`."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise click.BadParameter(f"`{text}` is no calendar day; write it like `2026-11-21`")


def state_or_all(text: str) -> str:
    """The code of the state that `text` names, or `all`."""
    return "all" if text.casefold() == "all" else state(text, ", or `all`")


def state(text: str, more: str = "") -> str:
    """The code of the state that `text` names; `more` says what else could be written."""
    from keiimport.errors import InputError
    from keiimport.facts.texts import state_asked

    try:
        return state_asked(text)
    except InputError as error:
        raise click.BadParameter(f"{error.error}; expected {error.expected}{more}") from None


in_state = click.option(
    "--state",
    type=state,
    metavar="STATE",
    help="Ask this state, `TX` or `Texas`, instead of the one in the case.",
)
scenarios = click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="NAME",
    help="Suppose a hypothetical reform; may be given again.",
)
full = click.option(
    "--full", is_flag=True, help="As text: every door, figure and reason, not one screen."
)
overlays = click.option(
    "--with",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|FILE",
    help="Use rules of your own on top of ours; the last one wins; may be given again.",
)


def saved(words: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """The option `--save`, which keeps a case in a file; `words` say when."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option("--save", "kept", type=file, metavar="FILE", help=words)


def rules(command: Callable[..., R]) -> Callable[..., R]:
    """The options `--rules`, which names another folder of rules, and `--rules-sha256`."""
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


class Law(NamedTuple):
    """Which law is used, as the options of `law` say."""

    as_of: date | None
    strict: bool
    scenarios: tuple[str, ...]
    overlays: tuple[Path, ...]
    folder: Path | None

    def engine(self, name: EngineName = "kernel") -> Engine:
        """An engine for these rules."""
        from keiimport.engine import Engine

        return lasting(Engine(self.folder, name, self.scenarios, self.overlays))

    def evaluator(self, name: EngineName = "kernel") -> Callable[..., Verdict]:
        """What evaluates a case by this law; it takes what else `Engine.evaluate` takes."""
        return partial(self.engine(name).evaluate, as_of=self.as_of, strict=self.strict)


def lasting(engine: Engine) -> Engine:
    """An engine whose rules are kept compiled for the next start, once the command ends."""
    click.get_current_context().call_on_close(engine.keep)
    return engine


def law(command: Callable[..., R]) -> Callable[..., R]:
    """The options that say which law is used, given to the command as one `law`."""

    @wraps(command)
    def with_law(**told: Any) -> R:
        law = Law(**{name: told.pop(name) for name in Law._fields})
        return command(law=law, **told)

    as_of = click.option(
        "--as-of",
        type=day,
        metavar="DATE",
        help="Use the law of this day, whatever the day of entry.",
    )
    strict = click.option(
        "--strict", is_flag=True, help="Assume nothing: what you do not say is unknown."
    )
    return as_of(strict(scenarios(overlays(rules(with_law)))))


def form(*choices: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """The option `--format`; the first of `choices` is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="What the answer is written in.",
    )
