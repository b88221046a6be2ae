# SPDX-License-Identifier: Apache-2.0
"""The rows of tables of the tariff and of fees: the columns they need, what may stand in them.

What a row is conditional on are columns of conditions, as in every table. What it costs, and
which other lines it leaves out, are columns of text that are read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import get_args

from keiimport.errors import InputError, RuleError
from keiimport.facts.bounds import shown
from keiimport.facts.units import parse_figure
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.grammar import TableForm
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.rows import (
    ANY_HEADING,
    DUTY_PREFIX,
    MILLION,
    WHOLE_VALUE,
    Cover,
    FeeRow,
    Portion,
    TariffKind,
    TariffRow,
)
from keiimport.rulebook.tables import ROW_KEY, UNKNOWN_CELL, Row, Table
from keiimport.rulebook.yaml import ScalarNode

TARIFF_NEEDED = ("layer", "kind", "rate", "headings", "heading")
"""The columns without which a table cannot list lines of the tariff."""

FEES_NEEDED = ("fee", "rate", "fixed", "minimum", "maximum")
"""The columns without which a table cannot list fees."""

KINDS: tuple[TariffKind, ...] = get_args(TariffKind)
HEADING_PREFIX = "hts."
_HEADING = re.compile(r"hts\.[0-9]{4}(?:_[0-9]{2})*\Z")
"""Begins the conclusions about the classification of a vehicle."""

PERCENT = MILLION // 100

REST = "rest of "
"""Stands before a share whose rest a rate is of."""


def tariff_of(
    table: Table,
    conclusions: Collection[str],
    types: Mapping[str, FactType],
    paths: Collection[str],
    problems: Problems,
) -> list[TariffRow]:
    """The lines of a tariff table; none if it lists none.

    Args:
        table: the table as read.
        conclusions: every conclusion of the rulebook.
        types: the shapes of the facts.
        paths: every path of the rulebook.
        problems: takes what is wrong.
    """
    if table.form.lists != "tariff" or not _fits(table, TARIFF_NEEDED, problems):
        return []
    headings = [name for name in conclusions if _HEADING.match(name)]
    found = []
    for row in table.rows:
        try:
            found.append(_tariff_row(row, headings, types, paths))
        except RuleError as error:
            problems.errors.append(error)
    return found


def fees_of(table: Table, paths: Collection[str], problems: Problems) -> list[FeeRow]:
    """The rows of a table of fees; none if it lists none.

    Args:
        table: the table as read.
        paths: every path of the rulebook.
        problems: takes what is wrong.
    """
    if table.form.lists != "fees" or not _fits(table, FEES_NEEDED, problems):
        return []
    found = []
    for row in table.rows:
        try:
            found.append(_fee_row(row, paths))
        except RuleError as error:
            problems.errors.append(error)
    return found


def cover_of(forms: Sequence[TableForm]) -> Cover:
    """The days of which every one of some tables speaks."""
    first = [form.covered_from.toordinal() for form in forms if form.covered_from]
    last = [form.known_until.toordinal() for form in forms if form.known_until]
    return Cover(max(first, default=None), min(last, default=None))


def same_layers(rows: Sequence[TariffRow], problems: Problems) -> None:
    """Check that lines leave out layers that there are, and never each other in a circle."""
    layers = {row.layer for row in rows}
    above: dict[str, set[str]] = {layer: set() for layer in layers}
    for row in rows:
        for layer in sorted(row.suppressed_by | row.contested_by):
            if layer not in layers:
                problems.add(
                    f"no line belongs to the layer {shown(layer)}", row.place, likely(layer, layers)
                )
        above[row.layer] |= row.suppressed_by & layers
    for row in rows:
        if row.layer in _reached(row.layer, above):
            problems.add(
                f"lines of the layer {shown(row.layer)} leave each other out in a circle",
                row.place,
                "`suppressed_by` that never leads back",
            )
            return


def _reached(layer: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(above[layer])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += above[name]
    return found


def _fits(table: Table, needed: Iterable[str], problems: Problems) -> bool:
    columns = table.form.columns
    fits = columns.get(ROW_KEY) == "key" and all(columns.get(name) == "text" for name in needed)
    if not fits:
        texts = ", ".join(f"`{name}: text`" for name in needed)
        problems.add(
            f"a list of {table.form.lists} lacks its columns",
            table.node.entries["lists"].place,
            f"`{ROW_KEY}: key`, {texts}",
        )
    if not table.form.concludes.startswith(DUTY_PREFIX):
        problems.add(
            f"a list of {table.form.lists} concludes {shown(table.form.concludes)}",
            table.node.entries["concludes"].place,
            f"`{DUTY_PREFIX}{{{ROW_KEY}}}`, apart from the law of the doors",
        )
    return fits


def _tariff_row(
    row: Row, headings: Sequence[str], types: Mapping[str, FactType], paths: Collection[str]
) -> TariffRow:
    kind = row.cells["kind"]
    if kind.text not in KINDS:
        raise RuleError(
            f"{shown(kind.text)} is no kind of line",
            place=kind.place,
            expected=likely(kind.text, KINDS, listed(KINDS)),
        )
    layer = row.cells["layer"]
    if not layer.text:
        raise RuleError("the line belongs to no layer", place=layer.place, expected="a word")
    return TariffRow(
        rule=row.id,
        concludes=row.concludes,
        layer=layer.text,
        kind=kind.text,
        headings=_headings(row.cells["headings"], headings),
        number=_text(row, "heading"),
        rate=_rate(row.cells["rate"]),
        of=_part(row.cells.get("of"), types),
        suppressed_by=_words(row, "suppressed_by"),
        contested_by=_words(row, "contested_by"),
        refundable=_text(row, "refundable"),
        claimed=_yes(row, "claimed"),
        note=_text(row, "note"),
        place=row.place,
        path=_path(row.cells.get("path"), paths),
    )


def _fee_row(row: Row, paths: Collection[str]) -> FeeRow:
    fee = row.cells["fee"]
    if not fee.text:
        raise RuleError("the row names no fee", place=fee.place, expected="a word")
    rate, fixed = row.cells["rate"], _cents(row.cells["fixed"])
    if bool(rate.text) is (fixed is not None):
        raise RuleError(
            "a fee is a part of the value or a fixed amount",
            place=rate.place,
            expected="one of `rate` and `fixed`",
        )
    return FeeRow(
        rule=row.id,
        concludes=row.concludes,
        fee=fee.text,
        rate=_rate(rate) if rate.text else None,
        fixed=fixed,
        minimum=_cents(row.cells["minimum"]),
        maximum=_cents(row.cells["maximum"]),
        value_up_to=_cents(row.cells.get("value_up_to")),
        suppressed_by=_words(row, "suppressed_by"),
        claimed=_yes(row, "claimed"),
        path=_path(row.cells.get("path"), paths),
        security=_yes(row, "security"),
        place=row.place,
    )


def _path(cell: ScalarNode | None, paths: Collection[str]) -> str | None:
    """The door that a row comes with, if it comes with one."""
    if cell is None or not cell.text:
        return None
    if cell.text not in paths:
        raise RuleError(
            f"there is no path {shown(cell.text)}",
            place=cell.place,
            expected=likely(cell.text, paths, "the id of a path"),
        )
    return cell.text


def _headings(cell: ScalarNode, known: Sequence[str]) -> tuple[str, ...]:
    """The conclusions that a cell names; a star at the end stands for all that begin so."""
    found: dict[str, None] = {}
    for word in filter(None, map(str.strip, cell.text.split("|"))):
        name = HEADING_PREFIX + word
        if word.endswith(ANY_HEADING):
            begins = name.removesuffix(ANY_HEADING)
            matching = [each for each in known if each.startswith(begins)]
        else:
            matching = [name] if name in known else []
        if not matching:
            raise RuleError(
                f"there is no heading {shown(word)}",
                place=cell.place,
                expected=likely(name, known, f"a conclusion that begins with `{HEADING_PREFIX}`"),
            )
        found.update(dict.fromkeys(matching))
    if not found:
        raise RuleError(
            "the line concerns no heading", place=cell.place, expected="headings, or `*` for all"
        )
    return tuple(found)


def _rate(cell: ScalarNode) -> int | None:
    """A rate in millionths; None for one that is not known."""
    if cell.text == UNKNOWN_CELL:
        return None
    figure = cell.text.removesuffix("%").strip()
    try:
        rate = Decimal(figure) * PERCENT if figure != cell.text else Decimal(-1)
    except InvalidOperation:
        rate = Decimal(-1)
    if not rate.is_finite() or rate < 0 or rate != int(rate):
        raise RuleError(
            f"{shown(cell.text)} is no rate",
            place=cell.place,
            expected=f"a percentage such as `2.5 %` or `0.3464 %`, or `{UNKNOWN_CELL}`",
        )
    return int(rate)


def _part(cell: ScalarNode | None, types: Mapping[str, FactType]) -> Portion:
    if cell is None or cell.text in ("", WHOLE_VALUE):
        return Portion()
    name = cell.text.removeprefix(REST).strip()
    type = types.get(name)
    if type is None or type.dimension != "share":
        shares = [each.name for each in types.values() if each.dimension == "share"]
        raise RuleError(
            f"{shown(name)} is no share of the value",
            place=cell.place,
            expected=likely(name, shares, f"`{WHOLE_VALUE}`, or one of {listed(shares)}"),
        )
    return Portion(name, cell.text != name)


def _cents(cell: ScalarNode | None) -> int | None:
    if cell is None or not cell.text:
        return None
    try:
        return parse_figure(cell.text, "money")
    except InputError as error:
        raise RuleError(error.error, place=cell.place, expected=error.expected) from None


def _words(row: Row, column: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, _text(row, column).split("|"))))


def _yes(row: Row, column: str) -> bool:
    cell = row.cells.get(column)
    if cell is not None and cell.text not in ("", "yes"):
        raise RuleError(
            f"{shown(cell.text)} cannot stand here", place=cell.place, expected="`yes`, or nothing"
        )
    return cell is not None and cell.text == "yes"


def _text(row: Row, column: str) -> str:
    cell = row.cells.get(column)
    return "" if cell is None else cell.text
