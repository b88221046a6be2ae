# SPDX-License-Identifier: Apache-2.0
"""The options of the commands, from `options.csv`, and what several commands share."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial, wraps
from math import inf
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar, get_args

import click

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.data import rows
from keiimport.facts.problems import bad_input, shown
from keiimport.facts.texts import state_asked
from keiimport.logic.engines import EngineName
from keiimport.rulebook.files import PINNED_VARIABLE
from keiimport.rulebook.problems import either
from keiimport.verdict import Verdict

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
R = TypeVar("R")
T = TypeVar("T")


def reading(read: Callable[[str], T], option: str) -> Callable[[str], T]:
    """Wrap `read` so that its errors name the option and its text."""

    def convert(text: str) -> T:
        try:
            return read(text)
        except InputError as error:
            raise InputError(error.error, error.expected, at=option, got=text) from None

    return convert


def day(text: str) -> date:
    """A calendar day, written `2026-11-21`."""
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise InputError(f"{shown(text)} is no calendar day", "a day such as `2026-11-21`")


def number(least: float, most: float = inf, *, whole: bool = True) -> Callable[[str], float]:
    """Make a reader of numbers within limits."""
    kind = "a whole number" if whole else "a number"
    limits = f"{kind} of {least} or more" if most == inf else f"{kind} from {least} to {most}"

    def read(text: str) -> float:
        with suppress(ValueError):
            found = int(text) if whole else float(text)
            if least <= found <= most:
                return found
        raise InputError(f"{shown(text)} cannot stand here", limits)

    return read


class OneOf(click.Choice[str]):
    """One of a few words; another one is an error that names those nearest to it."""

    def convert(self, value: str, param: Any, ctx: click.Context | None) -> str:
        """The word, if it is one of them."""
        if value not in self.choices:
            expected = either(value, self.choices)
            error = f"{shown(value)} cannot stand here"
            raise InputError(error, expected, at=param.opts[-1], got=value)
        return value


def state_or_all(text: str) -> str:
    """The code of a state, or `all`."""
    try:
        return "all" if text.casefold() == "all" else state_asked(text)
    except InputError as error:
        raise InputError(error.error, f"{error.expected}, or `all`") from None


def _pin(context: click.Context, _: click.Parameter, told: str | None) -> None:
    """Accept only these rules until the command ends, in its child processes too."""
    if told is None:
        return
    if not re.fullmatch(r"[0-9a-fA-F]{16,64}", told):
        raise bad_input("no_sha", got=told, told=told)
    before = os.environ.get(PINNED_VARIABLE)
    os.environ[PINNED_VARIABLE] = told

    def restore() -> None:
        os.environ.pop(PINNED_VARIABLE)
        if before is not None:
            os.environ[PINNED_VARIABLE] = before

    context.call_on_close(restore)


_TABLE: Final = {row["option"]: row for row in rows(__file__, "options.csv")}
_KINDS: Final[dict[str, dict[str, Any]]] = {
    "count": {"read": number(1)},
    "day": {"read": day},
    "engine": {"type": OneOf(get_args(EngineName))},
    "flag": {"is_flag": True},
    "format": {"type": OneOf(["csv", "jsonl", "parquet"])},
    "many": {"multiple": True},
    "names": {"type": lambda text: [name for part in text.split(",") if (name := part.strip())]},
    "path": {"type": click.Path(path_type=Path)},
    "port": {"read": number(0, 65535)},
    "processes": {"read": number(1, 64)},
    "rules": {"expose_value": False, "callback": _pin},
    "seconds": {"read": number(0, whole=False)},
    "state": {"read": state_asked},
    "state_or_all": {"read": state_or_all},
    "written_day": {"read": lambda text: day(text).isoformat()},
}


def options(*wanted: str, **more: Any) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Add options of the table to a command; `check --state` is that of one command alone."""

    def with_options(command: Callable[..., R]) -> Callable[..., R]:
        for option in reversed(wanted):
            row = _TABLE[option]
            how: dict[str, Any] = {"metavar": row["metavar"] or None, "help": row["help"], **more}
            for kind in row["kind"].split():
                how |= _KINDS[kind]
            if row["default"]:
                how |= {"default": row["default"], "show_default": True}
            flags = [flag for flag in option.split() if flag.startswith("-")]
            if "read" in how:
                how["type"] = reading(how.pop("read"), flags[-1])
            command = click.option(*flags, *row["name"].split(), **how)(command)
        return command

    return with_options


rules = options("--rules", "--rules-sha256")


def _said(context: click.Context, argument: click.Parameter, told: tuple[str, ...]) -> str:
    if len(told) > 1 and Path(told[0]).is_file():
        raise InputError("there are several files", "one file", at="FILE", got=" ".join(told))
    return " ".join(told)


cases_argument = click.argument("file", nargs=-1, metavar="[FILE|-|WORDS...]", callback=_said)


class Law(NamedTuple):
    """The law to use: the values of the options of `law`."""

    as_of: date | None = None
    strict: bool = False
    scenarios: tuple[str, ...] = ()
    overlays: tuple[Path, ...] = ()
    folder: Path | None = None

    def engine(self, name: EngineName = "kernel") -> Engine:
        """An engine for these rules."""
        return lasting(Engine(self.folder, name, self.scenarios, self.overlays))

    def evaluator(self, name: EngineName = "kernel") -> Callable[..., Verdict]:
        """`Engine.evaluate` under this law."""
        return partial(self.engine(name).evaluate, as_of=self.as_of, strict=self.strict)


def lasting(engine: Engine) -> Engine:
    """Return the engine, and cache its compiled rules when the command ends."""
    click.get_current_context().call_on_close(engine.keep)
    return engine


def law(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options that choose the law, passed to the command as one `law`."""

    @wraps(command)
    def with_law(**told: Any) -> R:
        return command(law=Law(**{name: told.pop(name) for name in Law._fields}), **told)

    return options("--as-of", "--strict", "--scenario", "--with")(rules(with_law))


def form(*choices: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Add the option `--format`; the first of `choices` is the default, on a terminal text."""
    if choices[0] != "json":
        how: dict[str, Any] = {"default": choices[0], "show_default": True}
    else:
        how = {"default": lambda: "text" if sys.stdout.isatty() else "json"}
        how["show_default"] = "text on a terminal, else json"
    short = click.option("--json", "form", flag_value="json", help="The same as `--format json`.")
    chosen = options("--format", type=OneOf(choices), **how)
    return lambda command: chosen(short(command))
