# SPDX-License-Identifier: Apache-2.0
"""The rows of a table of states: the columns they need, and what may stand in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar, cast, get_args

from keiimport.errors import InputError, RuleError
from keiimport.facts.bounds import shown
from keiimport.facts.units import DIMENSIONS, parse_figure
from keiimport.rulebook.grammar import ConclusionColumn, parse_day
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.rows import ANY_STATE, STATE_PREFIX, StateOutcome, StateRow, YesNo
from keiimport.rulebook.tables import ROW_KEY, Row, Table
from keiimport.rulebook.yaml import ScalarNode

OUTCOMES: tuple[StateOutcome, ...] = get_args(StateOutcome)
TITLED = ("yes", "no", "unclear")
INTERSTATES = ("yes", "no")
NEEDED = ("state", "kind", "rank", "outcome", "last_checked", "sources")
"""The columns without which a table cannot list states."""

BETWEEN_CONDITIONS, BETWEEN_SOURCES = " ; ", " || "

W = TypeVar("W", bound=str)


def states_of(table: Table, codes: Collection[str], problems: Problems) -> list[StateRow]:
    """What a table says of states, one for each row; none if it lists no states.

    Args:
        table: the table as read.
        codes: the codes of all states; none where any code is good.
        problems: takes what is wrong.
    """
    if table.form.lists != "states" or not _fits(table, problems):
        return []
    found = []
    for row in table.rows:
        try:
            found.append(_state_row(table, row, codes))
        except RuleError as error:
            problems.errors.append(error)
    return found


def _fits(table: Table, problems: Problems) -> bool:
    """Whether the table has the columns that states need."""
    columns = table.form.columns
    fits = isinstance(columns.get("kind"), ConclusionColumn) and columns.get(ROW_KEY) == "key"
    fits = fits and all(columns.get(name) == "text" for name in NEEDED if name != "kind")
    if not fits:
        texts = ", ".join(f"`{name}: text`" for name in NEEDED if name != "kind")
        problems.add(
            "a list of states lacks its columns",
            table.node.entries["lists"].place,
            f"`{ROW_KEY}: key`, `kind: {{conclusion: ...}}` and {texts}",
        )
    if not table.form.concludes.startswith(STATE_PREFIX):
        problems.add(
            f"a list of states concludes {shown(table.form.concludes)}",
            table.node.entries["concludes"].place,
            f"`{STATE_PREFIX}{{{ROW_KEY}}}`, apart from the law of the doors",
        )
    return fits


def _state_row(table: Table, row: Row, codes: Collection[str]) -> StateRow:
    texts = {name: row.text(name) for name, kind in table.form.columns.items() if kind == "text"}
    rank = row.cells["rank"]
    if not rank.text.isdecimal():
        raise RuleError(
            f"{shown(rank.text)} is no rank",
            place=rank.place,
            expected="a whole number; of the rows that hold, the lowest is the state's answer",
        )
    kind = row.cells["kind"]
    if not kind.text:
        raise RuleError(
            "the row names no kind of vehicle", place=kind.place, expected="a kind such as `kei`"
        )
    return StateRow(
        rule=row.id,
        concludes=row.concludes,
        state=_state(row, codes),
        kind=kind.text,
        rank=int(rank.text),
        outcome=_word(row.cells["outcome"], OUTCOMES),
        titled=cast(YesNo, _optional(row, "titled", TITLED)),
        interstates=cast(YesNo, _optional(row, "interstates", INTERSTATES)),
        posted_up_to=_speed(row.cells.get("posted_up_to")),
        last_checked=_day(row.cells["last_checked"]),
        conditions=_parts(texts.get("conditions", ""), BETWEEN_CONDITIONS),
        sources=_sources(row.cells["sources"]),
        texts=texts,
        place=row.place,
    )


def _state(row: Row, codes: Collection[str]) -> str:
    """The code of the state, which the key of the row begins with."""
    cell = row.cells["state"]
    code = cell.text
    if code != ANY_STATE and (code not in codes if codes else len(code) != 2):
        raise RuleError(
            f"{shown(code)} is not the code of a state",
            place=cell.place,
            expected=likely(code.upper(), codes) or f"two capital letters, or `{ANY_STATE}`",
        )
    key = row.cells[ROW_KEY]
    if key.text.partition(".")[0] != code.lower():
        raise RuleError(
            f"the row {shown(key.text)} is one of the state {shown(code)}",
            place=key.place,
            expected=f"a key that begins with `{code.lower()}.`",
        )
    return code


def _word(cell: ScalarNode, words: Sequence[W]) -> W:
    for word in words:
        if cell.text == word:
            return word
    said = f"{shown(cell.text)} cannot stand here" if cell.text else "nothing stands here"
    raise RuleError(said, place=cell.place, expected=likely(cell.text, words, listed(words)))


def _optional(row: Row, column: str, words: Sequence[str]) -> str:
    cell = row.cells.get(column)
    return _word(cell, words) if cell is not None and cell.text else ""


def _speed(cell: ScalarNode | None) -> int | None:
    if cell is None or not cell.text:
        return None
    if cell.text.isdecimal():
        raise RuleError(
            f"the speed {shown(cell.text)} has no unit",
            place=cell.place,
            expected=DIMENSIONS["speed"].expected,
        )
    try:
        return parse_figure(cell.text, "speed")
    except InputError as error:
        raise RuleError(error.error, place=cell.place, expected=error.expected) from None


def _day(cell: ScalarNode) -> int:
    day = parse_day(cell.text)
    if day is None:
        raise RuleError(
            f"{shown(cell.text)} is not a day" if cell.text else "nobody says when it was checked",
            place=cell.place,
            expected="the day on which the row was last compared with its sources, such as "
            "`2026-11-21`",
        )
    return day.toordinal()


def _sources(cell: ScalarNode) -> tuple[str, ...]:
    found = _parts(cell.text, BETWEEN_SOURCES)
    if not found:
        raise RuleError(
            "the row names no source",
            place=cell.place,
            expected="what it says and where, several with ` || ` between them",
        )
    return found


def _parts(text: str, between: str) -> tuple[str, ...]:
    # the blanks around a separator keep one that belongs to a text
    return tuple(part.strip() for part in text.split(between) if part.strip())
