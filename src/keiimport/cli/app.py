# SPDX-License-Identifier: Apache-2.0
"""The command `keiimport` itself: its subcommands, and how errors are reported."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

import click

import keiimport
from keiimport.capitals import inside
from keiimport.cli import output
from keiimport.errors import InputError, KeiimportError, RuleError, nearest, reason

FAILED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
DEBUG: Final = "KEIIMPORT_DEBUG"  # environment variable: show tracebacks of defects


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used.

    `places` names them: `what-if:case` is `what_if` in the module `case`, and `batch` alone is
    `command` in the module `batch`, unless a command of that name was added.
    """

    def __init__(self, name: str, *, package: str, places: str, **more: Any) -> None:
        super().__init__(name, **more | {"callback": _help, "invoke_without_command": True})
        self._package = package
        self._places = dict(place.partition(":")[::2] for place in places.split())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help text."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `cmd_name`, or None."""
        if cmd_name in self._places and cmd_name not in self.commands:
            module = self._places[cmd_name]
            name = cmd_name.replace("-", "_") if module else "command"
            found = getattr(import_module(f"{self._package}.{module or cmd_name}"), name)
            assert isinstance(found, click.Command)
            self.add_command(found, cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first of `args`; several words, or a year, are a question."""
        if args and args[0] not in self._places and not args[0].startswith("-"):
            if "ask" in self._places and (" " in args[0].strip() or args[0][:4].isdecimal()):
                return super().resolve_command(ctx, ["check", *args])
            near = nearest(args[0], self._places)
            hint = f", perhaps `{near}` was meant" if near else ""
            raise click.UsageError(f"there is no command `{args[0]}`{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.pass_context
def _help(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


class App(LazyGroup):
    """The outermost group, which reports every error as one line of JSON on standard error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would exit with 1 if the reader has gone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            output.give_up_output()
            raise click.exceptions.Exit(output.CLOSED_PIPE) from None

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run, and exit with 0 (evaluated), 2 (bad input) or 1 (keiimport's own failure)."""
        extra["standalone_mode"] = False
        try:
            output.without_closed_streams()
            code = super().main(args=args, prog_name=prog_name or "keiimport", **extra)
            sys.stdout.flush()
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except Exception as error:
            if isinstance(error, OSError):
                output.give_up_output()
            said = as_error(error)
            output.say_error(said)
            code = BAD_INPUT if isinstance(said, InputError | RuleError) else FAILED
        try:
            sys.stdout.flush()
        except (OSError, ValueError):  # already reported; Python would do so again at exit
            output.give_up_output()
        sys.exit(code if isinstance(code, int) else 0)


def as_error(error: Exception) -> KeiimportError:
    """Convert any exception into an error of this library."""
    match error:
        case KeiimportError():
            return error
        case click.ClickException():
            return _in_arguments(error)
        case OSError():
            name = f"`{error.filename}`" if error.filename else "an answer"
            return KeiimportError(f"{name} cannot be written or read: {reason(error)}")
    return _defect(error)


def _in_arguments(error: click.ClickException) -> InputError:
    context = getattr(error, "ctx", None)
    usage = context.get_usage().removeprefix("Usage: ") if context is not None else ""
    message, at, expected = error.format_message(), "arguments", usage
    if isinstance(error, click.NoSuchOption):
        message, at = f"there is no option `{error.option_name}`", error.option_name
        near = nearest(at, error.possibilities or ())
        expected = f"perhaps `{near}`" if near else usage
    elif isinstance(error, click.BadOptionUsage):
        message, at = message.replace("an argument", "a value"), error.option_name
    elif isinstance(error, click.BadParameter) and error.param is not None and error.message:
        message, at = error.message, error.param.opts[-1]
    message = message.strip().rstrip(".").replace("'", "`")
    return InputError(inside(message), expected, at=at)


def _defect(error: Exception) -> KeiimportError:
    """The error for a bug in this library, with its place in the code."""
    import traceback

    if os.environ.get(DEBUG):
        traceback.print_exc()
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = " ".join(f"{type(error).__name__} {error}".split())[:200]
    return KeiimportError(
        f"keiimport itself failed{where} ({said}); please report it, with what `{DEBUG}=1` shows"
    )


@click.version_option(keiimport.__version__, message="keiimport %(version)s")
@click.group(
    "keiimport",
    cls=App,
    package="keiimport.cli.commands",
    places="check evaluate:case batch when:case what-if:case why:case forms:case ask serve:serve "
    "vehicles mcp:serve rules",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def app() -> None:
    """May this small Japanese vehicle enter the United States: when, how, and why?

    Answers go to standard output, most of them as JSON; messages go to standard error. The exit
    code is 0 if the case was evaluated, whatever the verdict, and 2 for bad input, which one line
    of JSON on standard error explains, or on a terminal a sentence. Several words that name no
    command are a question for `check`.
    """
