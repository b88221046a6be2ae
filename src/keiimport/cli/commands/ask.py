# SPDX-License-Identifier: Apache-2.0
"""`keiimport ask`: an interview that asks only what still matters."""

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from keiimport.capitals import begun
from keiimport.cli.cases import only_case, verdict_in
from keiimport.cli.options import Law, cases_argument, form, law, options
from keiimport.cli.output import indented, rendered, save, say, screen, show, write
from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.case import Case, changed
from keiimport.facts.headings import facts_named
from keiimport.facts.problems import bad_input
from keiimport.facts.reading import LARGEST_CASE
from keiimport.interviewing import Change, Reply, Turn, interview
from keiimport.question.replies import nobody_knows
from keiimport.verdict_types import plain

HELP: Final = (
    'Answer as you would on paper. An empty line or `?` is "don\'t know"; `back` takes the last '
    "answer back; `change manufactured` answers that question anew; `save FILE` writes "
    "the case; `stop` ends the interview with what is known."
)


@dataclass(slots=True)
class _Terminal:
    """Standard input and standard error, used by a person or a pipe."""

    kept: Path | None
    live: bool = field(default_factory=lambda: sys.stdin.isatty())  # whether a person answers

    def show(self, turn: Turn) -> None:
        if turn.problem is not None:
            say(f"{turn.problem.sentence()}\n")
        if self.live:
            verdict = turn.verdict
            doors = {"outcome": verdict.outcome, "paths": verdict.paths, "changes": turn.changes}
            asked = plain((turn.question, doors))
            say(rendered("text.render_question", *asked, **screen(sys.stderr)))
        elif turn.question is not None:
            say(f"{turn.question.question} ({turn.question.expected})")

    def line(self) -> str | None:
        """The next line of input; None at its end."""
        if self.live:
            print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.buffer.readline()
        return " ".join(line.decode("utf-8", "replace").split()) if line else None

    def reply(self, turn: Turn | None = None) -> object:
        """The next reply, after dealing with commands for the terminal itself."""
        while True:
            text = self.line()
            if text is None:
                return Reply.STOP
            verb, _, rest = text.partition(" ")
            if nobody_knows(text):
                return Reply.UNKNOWN
            match verb.casefold():
                case "back" if not rest:
                    return Reply.BACK
                case "stop" | "quit" | "exit" if not rest:
                    return Reply.STOP
                case "change" if rest:
                    return Change(next(iter(facts_named(rest)), rest))
                case "help" if not rest:
                    say(HELP)
                case "save" if turn is not None:
                    self.save(Path(rest) if rest else self.kept, turn)
                case _:
                    return text

    def save(self, file: Path | None, turn: Turn) -> None:
        """Save the case to a file from now on, if that is allowed."""
        if file is None:
            say("`save FILE` names the file")
        elif file != self.kept and not self.live:
            say("an answer that comes through a pipe names no file: begin with `--save FILE`")
        elif file == self.kept or self.may_replace(file):
            self.kept = file
            self.keep(turn)
            say(f"saved to {file}")

    def may_replace(self, file: Path) -> bool:
        """Whether a file may be written: it is new, holds a case, or a person agrees."""
        if not file.exists():
            return True
        with suppress(InputError, OSError):
            text = b"no case"
            if file.is_file():
                with file.open("rb") as opened:
                    text = opened.read(LARGEST_CASE + 1)
            if text.strip():
                Case.parse(text)
            return True
        if self.live:
            say(f"`{file}` is no case. Write `yes` to replace it.")
            return (self.line() or "").casefold() == "yes"
        return False

    def keep(self, turn: Turn) -> None:
        if self.kept is not None:
            save(self.kept, indented(turn.case))


@click.command("ask")
@cases_argument
@form("text", "json", "html")
@options("ask --save", "--confirm", "--sets", "--full", "--state")
@law
def command(
    file: str,
    form: str,
    kept: Path | None,
    confirm: bool,
    sets: bool,
    full: bool,
    state: str | None,
    law: Law,
) -> None:
    """Ask one plain question at a time, then give the verdict.

    FILE, or words, tell the case to begin with, such as one that was saved; without them the
    first question is which vehicle it is. Questions go to standard error and answers come from
    standard input, one a line; what nobody knows stays unknown.
    """
    engine = law.engine()
    terminal = _Terminal(kept)
    if kept is not None and not terminal.may_replace(kept):
        raise bad_input("no_case_kept", got=str(kept), file=kept)
    if terminal.live and not sets:
        say(HELP + "\n")
    told = _named(terminal, engine) if not file and not sets else {}
    case = changed(only_case(file, law) if file else Case.parse(told or {}), state=state)
    if sets:
        if form == "html":
            raise bad_input("page_of_sets", got=form)
        show(plain(law.evaluator()(case).questions.sets), form, "text.render_sets")
        return
    talk = interview(
        case,
        engine=engine,
        as_of=law.as_of,
        strict=law.strict,
        confirm=confirm,
        foresee=terminal.live,
        opening=not file or None,
    )
    turn = next(talk)
    terminal.keep(turn)
    while told is not None and (turn.question is not None or terminal.live):
        terminal.show(turn)
        reply = terminal.reply(turn)
        if reply is Reply.STOP or (turn.question is None and reply is Reply.UNKNOWN):
            break
        turn = talk.send(reply)
        terminal.keep(turn)
    write(verdict_in(form, turn.verdict, full=full))


def _named(terminal: _Terminal, engine: Engine) -> dict[str, object] | None:
    """The facts in the first answer; None if the interview stops there."""
    from keiimport.question.check import WHICH, read

    say(f"Which vehicle is it? {begun(WHICH)}")
    while (words := terminal.reply()) is not Reply.UNKNOWN:
        if words is Reply.STOP:
            return None
        try:
            found = read(words if isinstance(words, str) else "", engine)
        except InputError as error:
            say(f"{begun(error.error)}; expected {error.expected}")
            continue
        for remark in found.remarks:
            say(remark)
        return found.told
    return {}
