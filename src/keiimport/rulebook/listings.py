# SPDX-License-Identifier: Apache-2.0
"""Tables whose rows are more than rules: states, lines of the tariff, fees, fields of forms.

What a row is conditional on are columns of conditions, as in every table. The rest are columns
of text, which are read here.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar, cast, get_args

from keiimport.errors import Place
from keiimport.facts.data import check_columns
from keiimport.facts.problems import wrong
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook import model
from keiimport.rulebook.checks import circle_in
from keiimport.rulebook.conditions import day_in, figure_in
from keiimport.rulebook.grammar import AskingColumn, ConclusionColumn, DeclarationForm
from keiimport.rulebook.layers import under
from keiimport.rulebook.model import CONFIDENCES, Declaration, Edition, FormField
from keiimport.rulebook.problems import Problems, either, likely, listed, no_such
from keiimport.rulebook.tables import ROW_KEY, UNKNOWN_CELL, Row, Table, beside, csv_lines, parts_of
from keiimport.rulebook.yaml import ScalarNode

NEEDED: Mapping[str, tuple[str, ...]] = {
    "states": ("state", "rank", "outcome", "last_checked", "sources"),
    "tariff": ("layer", "kind", "rate", "headings", "heading"),
    "fees": ("fee", "rate", "fixed", "minimum", "maximum"),
}
"""The columns of text without which a table cannot list what it lists."""

# by these, as by conditions, rows are about different vehicles or different sums
_APART = ("state", "rank", "layer", "kind", "headings", "of", "path", "fee")
_HEADING = re.compile(r"hts\.[0-9]{4}(?:_[0-9]{2})*\Z")
_HEADING_PREFIX = "hts."  # starts conclusions on classification
_REST = "rest of "  # stands before a share whose rest a rate is of

Cells = dict[str, Callable[[ScalarNode], object]]  # by column, how its cells are read
R = TypeVar("R", model.StateRow, model.TariffRow, model.FeeRow)


def listed_rows(
    tables: Iterable[Table],
    types: Mapping[str, FactType],
    conclusions: Iterable[str],
    doors: Collection[str],
    problems: Problems,
) -> dict[str, Any]:
    """The rows of tables that list more than rules and standards, by their rulebook names."""
    codes = types["entry.state"].choices if "entry.state" in types else ()
    cells: Cells = {
        "headings": partial(_headings, known=[n for n in conclusions if _HEADING.match(n)]),
        "of": partial(_portion, types=types),
        "path": partial(_path, paths=doors),
        "outcome": partial(_word, words=get_args(model.StateOutcome)),
        "titled": partial(_word, words=("yes", "no", "unclear"), optional=True),
        "interstates": partial(_word, words=("yes", "no"), optional=True),
        **{name: partial(_figure, dimension=unit) for name, unit in model.FIGURES.items()},
        **dict.fromkeys(("suppressed_by", "contested_by"), lambda c: frozenset(parts_of(c, "|"))),
        **dict.fromkeys(("claimed", "security"), lambda c: bool(_word(c, ("yes",), optional=True))),
        **dict.fromkeys(("refundable", "note"), attrgetter("text")),
    }
    read: dict[str, Callable[[Table, Row], object]] = {
        "states": lambda table, row: _state_row(table, row, cells, codes),
        "tariff": lambda _, row: _tariff_row(row, cells),
        "fees": lambda _, row: _fee_row(row, cells),
    }
    read_rows: dict[str, list[Any]] = {lists: [] for lists in read}
    for table in tables:
        lists = table.form.lists
        if lists in read and _fits(table, lists, problems):
            for row in table.rows:
                with problems.noting():
                    read_rows[lists].append(read[lists](table, row))
            _check_overlaps(table, problems)
    if not problems:  # a line that is wrong may be the only one of its layer
        _check_layers(read_rows["tariff"], problems)
    found: dict[str, Any] = {lists: tuple(each) for lists, each in read_rows.items()}
    for lists in ("tariff", "fees"):  # of the days of which every table of a kind speaks
        forms = [table.form for table in tables if table.form.lists == lists]
        first = max((form.covered_from for form in forms if form.covered_from), default=None)
        last = min((form.known_until for form in forms if form.known_until), default=None)
        found[f"{lists}_cover"] = model.Cover(first, last)
    return found


def _fits(table: Table, lists: str, problems: Problems) -> bool:
    columns, concludes = table.form.columns, table.form.concludes
    fits = columns.get(ROW_KEY) == "key"
    fits = fits and all(columns.get(name) == "text" for name in NEEDED[lists])
    prefix, kind = model.DUTY_PREFIX, ""
    if lists == "states":
        fits = fits and isinstance(columns.get("kind"), ConclusionColumn)
        prefix, kind = model.STATE_PREFIX, "`kind: {conclusion: ...}` and "
    if not fits:
        texts = ", ".join(f"`{name}: text`" for name in NEEDED[lists])
        expected = f"`{ROW_KEY}: key`, {kind}{texts}"
        problems.note("lacks_columns", table.form.at("lists"), expected, lists=lists)
    if not concludes.startswith(prefix):
        problems.note("list_concludes", table.form.at("concludes"), form=table.form, prefix=prefix)
    return fits


def _state_row(table: Table, row: Row, cells: Cells, codes: Collection[str]) -> model.StateRow:
    """The answer in a row of a state; without `codes`, any two letters are a state."""
    state, key, rank = row.cell("state"), row.cell(ROW_KEY), row.cell("rank")
    if not rank.text.isdecimal():
        raise wrong("no_rank", rank.place, rank=rank.text)
    checked, sources = row.cell("last_checked"), row.cell("sources")
    when = "the day on which the row was last compared with its sources, such as `2026-11-21`"
    _told(checked, "unchecked", when)
    _told(sources, "no_source")
    code = state.text
    if code != model.ANY_STATE and (code not in codes if codes else len(code) != 2):
        near = likely(code.upper(), codes)
        raise wrong("no_state", state.place, near, code=code, any=model.ANY_STATE)
    if key.text.partition(".")[0] != code.lower():
        raise wrong("key_of_state", key.place, key=key.text, code=code, begins=code.lower())
    return _row(
        model.StateRow,
        row,
        cells,
        state=code,
        kind=_told(row.cell("kind"), "no_kind"),
        rank=int(rank.text),
        last_checked=day_in(checked, when),
        conditions=parts_of(row.cell("conditions"), " ; "),
        # spaces around a separator tell it from one inside a text
        sources=parts_of(sources, " || "),
        texts={name: row.text(name) for name, kind in table.form.columns.items() if kind == "text"},
    )


def _tariff_row(row: Row, cells: Cells) -> model.TariffRow:
    layer = _told(row.cell("layer"), "no_layer")
    kind = _word(row.cell("kind"), get_args(model.TariffKind), "no_kind_of_line")
    said = {"layer": layer, "kind": kind, "number": row.text("heading")}
    return _row(model.TariffRow, row, cells, rate=_rate(row.cell("rate")), **said)


def _fee_row(row: Row, cells: Cells) -> model.FeeRow:
    fee, rate = _told(row.cell("fee"), "no_fee"), row.cell("rate")
    if bool(rate.text) is bool(row.text("fixed")):
        raise wrong("rate_or_fixed", rate.place)
    found = _row(model.FeeRow, row, cells, fee=fee, rate=_rate(rate) if rate.text else None)
    if found.minimum is not None and found.maximum is not None and found.minimum > found.maximum:
        raise wrong("least_above_most", row.cell("minimum").place)
    return found


def _row(listed: type[R], row: Row, cells: Cells, /, **own: Any) -> R:
    read: Any = {name: cells[name](row.cell(name)) for name in listed._fields if name in cells}
    return listed(rule=row.id, concludes=row.concludes, place=row.place, **read, **own)


def _check_layers(rows: Sequence[model.TariffRow], problems: Problems) -> None:
    """Check that the layers that lines suppress exist, and form no circle."""
    above: dict[str, set[str]] = {row.layer: set() for row in rows}
    for row in rows:
        for layer in sorted(row.suppressed_by | row.contested_by):
            if layer not in above:
                problems.note("empty_layer", row.place, likely(layer, above), layer=layer)
        above[row.layer] |= row.suppressed_by & above.keys()
    if circle := circle_in(above):
        row = next(row for row in rows if row.layer in circle)
        problems.note("layers_circle", row.place, layer=row.layer)


def _check_overlaps(table: Table, problems: Problems) -> None:
    """Check that one row is in force on each day for the same vehicles, other ways left out."""
    columns = table.form.columns.items()
    apart = [name for name, kind in columns if name in _APART or isinstance(kind, AskingColumn)]
    before: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        rank = row.text("rank")
        if rank.isdecimal() and int(rank) >= model.ALTERNATIVE_RANK:
            continue
        same = before.setdefault(tuple(map(row.text, apart)), [])
        for other in same:
            ends = [each.text("until") or "9999" for each in (row, other)]
            if max(row.text("from"), other.text("from")) <= min(ends):
                words = {"row": row.text(ROW_KEY), "other": other.text(ROW_KEY)}
                problems.note("rows_overlap", row.place, place=other.place, **words)
        same.append(row)


# --- single cells ---


def _told(cell: ScalarNode, error: str, expected: str = "") -> str:
    if not cell.text:
        raise wrong(error, cell.place, expected)
    return cell.text


def _word(
    cell: ScalarNode, words: Sequence[str], error: str = "no_word", *, optional: bool = False
) -> Any:
    if cell.text not in words and (cell.text or not optional):
        known = either(cell.text, words) + (", or nothing" if optional else "")
        raise wrong(error if cell.text else "empty_cell", cell.place, known, word=cell.text)
    return cell.text


def _figure(cell: ScalarNode, dimension: str) -> int | None:
    return figure_in(cell, dimension) if cell.text else None


def _path(cell: ScalarNode, paths: Collection[str]) -> str | None:
    if cell.text and cell.text not in paths:
        raise no_such("path", cell.text, cell.place, paths, "the id of a path")
    return cell.text or None


def _headings(cell: ScalarNode, known: Sequence[str]) -> tuple[str, ...]:
    """The conclusions in a cell; a star at the end stands for all that begin so."""
    found: list[str] = []
    for word in parts_of(cell, "|"):
        name = _HEADING_PREFIX + word
        begins = name.removesuffix(model.ANY_HEADING)
        matching = [n for n in known if n == name or (begins != name and n.startswith(begins))]
        if not matching:
            raise wrong("no_heading", cell.place, likely(name, known), word=word)
        found += matching
    if not found:
        raise wrong("no_headings", cell.place)
    return tuple(dict.fromkeys(found))


def _rate(cell: ScalarNode) -> int | None:
    if cell.text == UNKNOWN_CELL:
        return None
    figure = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%", cell.text)
    if figure is None:
        raise wrong("no_rate", cell.place, rate=cell.text, unknown=UNKNOWN_CELL)
    return int(Decimal(figure[1]) * model.MILLION / 100)


def _portion(cell: ScalarNode, types: Mapping[str, FactType]) -> model.Portion:
    if cell.text in ("", model.WHOLE_VALUE):
        return model.Portion()
    name = cell.text.removeprefix(_REST).strip()
    shares = [each.name for each in types.values() if each.dimension == "share"]
    if name not in shares:
        expected = likely(name, shares, f"`{model.WHOLE_VALUE}`, or one of {listed(shares)}")
        raise wrong("no_share", cell.place, expected, name=name)
    return model.Portion(name, cell.text != name)


COLUMNS = ("form", "field", "label", "fact", "value", "paths", "note", "cite", "confidence")


def declaration(
    form: DeclarationForm,
    files: Mapping[str, bytes],
    facts: Collection[str],
    doors: Mapping[str, str],
    forms: Collection[str],
    problems: Problems,
) -> Declaration:
    """A form as it was declared, with its fields; `doors` has the form of each door."""
    told = cast(ScalarNode, form.node.entries["file"])
    # an overlay may leave the fields unchanged
    names = [each for each in files if under(each) == under(beside(told))]
    here = [id for id, its_form in doors.items() if its_form == form.form]
    known = sorted({*doors.values()})
    problems.check_known("door with the form", form.form, form.node.place, known)
    # an overlay's row replaces that of the same field
    fields: dict[str, FormField] = {}
    for name, (header, *lines) in csv_lines(told, names, files, problems):
        with problems.noting():
            check_columns([cell.text for cell in header], COLUMNS, Place(name, 1, 1))
            for line in lines:
                cells = dict(zip(COLUMNS, line, strict=True))
                named = cells["form"]
                problems.check_known("form", named.text, named.place, forms)
                if named.text == form.form:
                    with problems.noting():
                        fields[cells["field"].text] = _field(cells, form.form, facts, here)
    editions = tuple(
        Edition(each.edition, each.from_, each.until, tuple(each.cite), each.confidence)
        for each in form.editions
    )
    return Declaration(form.form, form.title, editions, tuple(fields.values()))


def _field(
    cells: Mapping[str, ScalarNode], form: str, facts: Collection[str], doors: Collection[str]
) -> FormField:
    texts = {column: cell.text for column, cell in cells.items()}
    if texts["fact"] and texts["value"]:
        raise wrong("fact_and_value", cells["value"].place)
    named: dict[str, tuple[str, ...]] = {}
    known = {"fact": ("fact", facts), "paths": (f"path with the form {form}", doors)}
    for column, (what, names) in known.items():
        named[column] = parts_of(cells[column], "|")
        for name in named[column]:
            if name not in names:
                raise no_such(what, name, cells[column].place, names)
    for column in ("field", "label", "cite"):
        if not texts[column]:
            raise wrong("missing_cell", cells[column].place, column=column)
    return FormField(
        name=texts["field"],
        facts=named["fact"],
        paths=named["paths"],
        confidence=_word(cells["confidence"], CONFIDENCES, "no_confidence"),
        **{column: texts[column] for column in ("label", "value", "note", "cite")},
    )
