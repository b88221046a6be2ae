# SPDX-License-Identifier: Apache-2.0
"""Decision tables: CSV files whose rows are rules, with columns declared in a rule file.

Every row adds an alternative to its conclusion. An empty cell asks nothing; a cell of `?`
asks something that is not known, so its row can never be shown to hold.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath
from typing import cast

from keiimport.errors import Place, RuleError, nearest
from keiimport.facts.problems import wrong
from keiimport.facts.vocabulary import STANDARD, Fact, FactType
from keiimport.rulebook import grammar
from keiimport.rulebook.conditions import ConditionReader, day_in
from keiimport.rulebook.grammar import AgeColumn, ConclusionColumn, TableForm, WindowColumn
from keiimport.rulebook.layers import under
from keiimport.rulebook.model import CONFIDENCES, Conclusion, Condition, Rule, Standard, Window
from keiimport.rulebook.problems import Problems, either, likely, listed, no_such
from keiimport.rulebook.yaml import BRACED, ListNode, MapNode, ScalarNode, Yaml, pairs, read_csv

UNKNOWN_CELL = "?"
ROW_KEY = "row"  # the key column that names rows; without it a row is named by all its keys


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column (stripped, places in the CSV file), and its rule id."""

    id: str
    concludes: str
    cells: Mapping[str, ScalarNode]
    place: Place

    def cell(self, column: str | None) -> ScalarNode:
        """A cell, empty if there is no such column."""
        return self.cells.get(column or "") or ScalarNode(self.place, "")

    def text(self, column: str | None) -> str:
        """The text of a cell."""
        return self.cell(column).text


@dataclass(slots=True)
class Table:
    """A table as read, before its cells are understood."""

    form: TableForm
    rows: list[Row]

    def column(self, role: str) -> str | None:
        """The first column with a role, or None."""
        return next((name for name, kind in self.form.columns.items() if kind == role), None)

    def keys(self) -> dict[str, list[str]]:
        """The different values of each key column in order."""
        columns = [name for name, kind in self.form.columns.items() if kind == "key"]
        return {name: list(dict.fromkeys(row.text(name) for row in self.rows)) for name in columns}

    def filled_in(self, row: Row, words: str) -> str:
        """`words` with `{column}` replaced by what the row has there, for columns of words."""
        for name, kind in self.form.columns.items():
            if kind in ("key", "title", "text"):
                words = words.replace(f"{{{name}}}", row.text(name))
        return words

    def cited(self, row: Row) -> tuple[str, ...]:
        """The citations of a row, or by default of its table."""
        return parts_of(row.cell(self.column("cite")), ";") or tuple(self.form.cite)


def read_table(form: TableForm, files: Mapping[str, bytes], problems: Problems) -> Table | None:
    """The table without the rows that are wrong, or None when nothing can be read."""
    told = cast(ScalarNode, form.node.entries["file"])
    name, table = beside(told), None
    names = [each for each in files if each == name or under(each) == name]
    for file, (header, *lines) in csv_lines(told, names if name in files else (), files, problems):
        before = len(problems)
        _check_names(form, header, Place(file, 1, 1), problems)
        _check_columns(form, form.at("columns"), problems)
        if len(problems) > before:
            continue
        table = table or Table(form, [])
        columns = [cell.text for cell in header]
        for line in lines:
            cells = dict(zip(columns, line, strict=True))
            if form.rows_with is not None and not cells[form.rows_with].text:
                continue
            with problems.noting():
                row = _row(form, cells, line[0])
                if file != name:  # an overlay's row replaces that with its id
                    for same in (kept for kept in table.rows if kept.id == row.id):
                        if same.place.file == file:
                            raise wrong("row_again", row.place, row=row.id, first=same.place)
                    table.rows[:] = [kept for kept in table.rows if kept.id != row.id]
                table.rows.append(row)
    return table


def beside(told: ScalarNode) -> str:
    """The full name of a file that a rule file names relative to itself."""
    return normpath(join(dirname(told.place.file), told.text))


def csv_lines(
    told: ScalarNode, names: Collection[str], files: Mapping[str, bytes], problems: Problems
) -> Iterator[tuple[str, list[list[ScalarNode]]]]:
    """The lines of CSV files, of each at least an empty one; `told` is what names them."""
    if not names:
        near = likely(beside(told), [file for file in files if file.endswith(".csv")])
        problems.note("no_file", told.place, near, file=told.text)
    for name in names:
        with problems.noting():
            if not (lines := read_csv(files[name], name)):
                raise wrong("empty_table", Place(name, 1, 1))
            yield name, lines


def _check_names(form: TableForm, header: list[ScalarNode], top: Place, problems: Problems) -> None:
    declared = cast(MapNode, form.node.entries["columns"])
    names = [cell.text for cell in header]
    missing = [name for name in form.columns if name not in names]
    if len(missing) == len(form.columns):
        problems.note("no_columns", top, listed(form.columns, 50))
        return
    for cell in header:
        words = {"column": cell.text, "table": form.id, "file": declared.place.file}
        if not cell.text:
            problems.note("nameless_column", cell.place, **words)
        elif names.count(cell.text) > 1:
            problems.note("column_twice", cell.place, column=cell.text)
        elif cell.text in form.columns:
            continue
        elif meant := nearest(cell.text, missing):  # said once, with both places
            missing.remove(meant)
            said = {"column": cell.text, "name": meant, "declared": declared.keys[meant]}
            problems.note("misspelt_column", cell.place, **said)
        else:
            problems.note("undeclared_column", cell.place, **words)
    for name in missing:
        problems.note("lacks_column", top, name=name, declared=declared.keys[name])
    if form.rows_with is not None:
        problems.check_known("column", form.rows_with, form.at("rows_with"), form.columns)


def _check_columns(form: TableForm, place: Place, problems: Problems) -> None:
    """Check that a conclusion has key columns, and no role or end of a window is repeated."""
    keys = [name for name, kind in form.columns.items() if kind == "key"]
    if not keys:
        problems.note("no_key", place, table=form.id)
    if not grammar.NAME.match(BRACED.sub("x", form.concludes)):
        at = form.at("concludes")
        problems.note("no_table_conclusion", at, grammar.NAME_FORM, name=form.concludes)
    for name in BRACED.findall(form.concludes):
        if name not in keys:
            problems.note("not_key", form.at("concludes"), listed(keys), name=name, table=form.id)
    if form.lists == "standards" and ("standard" not in keys or "title" not in form.columns):
        problems.note("lacks_standards", form.at("lists"))
    kinds = list(form.columns.values())
    for role in ("title", "cite", "confidence", "unknown", "because", "otherwise"):
        if kinds.count(role) > 1:
            problems.note("role_twice", place, role=role)
    windows = [kind for kind in kinds if isinstance(kind, WindowColumn)]
    if len({kind.clock for kind in windows}) > 1:
        problems.note("two_clocks", place)
    if len({kind.window for kind in windows}) < len(windows):
        problems.note("same_end", place)
    selectors = [kind for kind in kinds if isinstance(kind, ConclusionColumn) and kind.selector]
    if len(selectors) > 1 or any(kind.joined == "&" for kind in selectors):
        problems.note("two_selectors", place)


def check_tests(form: TableForm, reader: ConditionReader) -> None:
    """Note the columns whose test can never be valid, whatever their cells say."""
    for kind in form.columns.values():
        if isinstance(kind, AgeColumn):
            fact, test, told, at = kind.age, "age", kind.at("age"), kind.at("age")
        elif isinstance(kind, grammar.FactColumn):
            fact, test, told, at = kind.fact, kind.test, kind.at("fact"), kind.at("test")
        else:
            continue
        with reader.problems.noting():
            reader.check_test(reader.known_type(fact, told), test, at)


def _row(form: TableForm, cells: Mapping[str, ScalarNode], first: ScalarNode) -> Row:
    keys = {name: cells[name] for name, kind in form.columns.items() if kind == "key"}
    name = form.concludes
    for key, cell in keys.items():
        if cell.text in ("", UNKNOWN_CELL):
            raise wrong("no_key_cell", cell.place, key=key)
        name = name.replace(f"{{{key}}}", cell.text)
    row = keys[ROW_KEY].text if ROW_KEY in keys else ".".join(c.text for c in keys.values())
    place = keys.get(ROW_KEY, first).place
    if not grammar.ID.match(id := f"{form.id}.{row}"):
        raise wrong("no_row_name", place, row=row)
    if not grammar.NAME.match(name):
        raise wrong("no_conclusion_name", place, grammar.NAME_FORM, name=name)
    return Row(id, name, cells, first.place)


def standards_of(tables: Iterable[Table], problems: Problems) -> tuple[Standard, ...]:
    """The standards that tables list, each once."""
    found: dict[str, tuple[Standard, Table]] = {}
    for table in tables:
        for row in table.rows if table.form.lists == "standards" else ():
            number, title = row.text("standard"), row.text("title")
            mine = Standard(number, title, row.concludes, STANDARD + number)
            known, of = found.setdefault(number, (mine, table))
            if of is not table:
                problems.note("standard_again", table.form.node.place, number=number)
            elif title != known.title:
                problems.note("standard_title", row.cells["title"].place, mine=mine, known=known)
    return tuple(standard for standard, _ in found.values())


def standard_fact(standard: Standard) -> Fact:
    """The fact that says whether a vehicle meets `standard`."""
    called = standard.number.replace("_", " ")
    question = f"Does it meet standard {called} ({standard.title})?"
    where = "the maker's statement of conformity or a test report"
    title = f"conformity with standard {called}"
    return Fact(FactType(standard.met, "bool"), question, where, title)


def conclusions_of(table: Table) -> list[Conclusion]:
    """The conclusions of the rows of a table, each once."""
    form, found = table.form, dict[str, Conclusion]()
    titled = "{" in form.concludes and table.column("title")
    for row in table.rows:
        name = row.concludes
        title = (row.text(titled) if titled else form.title) or readable(name)
        found.setdefault(name, Conclusion(name, form.when_no_rule, title, place=form.node.place))
    return list(found.values())


def readable(name: str) -> str:
    """Words for a name that has no title."""
    return name.split(".", 1)[-1].replace("_", " ").replace(".", " ")


def rule_of(table: Table, row: Row, reader: ConditionReader) -> Rule | None:
    """The rule that a row stands for; None if it has an error."""
    problems, form = reader.problems, table.form
    before = len(problems)
    parts: list[Condition] = []
    ends: dict[str, int] = {}
    selector: tuple[str, ...] = ()
    for name, kind in form.columns.items():
        cell = row.cells[name]
        if not cell.text or (isinstance(kind, str) and kind != "unknown"):
            continue
        try:
            if isinstance(kind, str) or cell.text == UNKNOWN_CELL:
                unsaid = f"what `{name}` says of this row is not known"
                why = cell.text if isinstance(kind, str) else unsaid
                parts.append(reader.new("unknown", cell.place, because=why, otherwise=why))
            elif isinstance(kind, WindowColumn):
                ends[kind.window] = day_in(cell)
            else:
                part = _asked(kind, cell, reader)
                if kind.say is not None:
                    words = replace(cell, text=kind.say.replace("{cell}", cell.text), quoted=True)
                    part = part._replace(because=reader.words(words))
                parts.append(part)
                if isinstance(kind, ConclusionColumn) and kind.selector:
                    selector = tuple(p.conclusion or "" for p in part.walk() if not p.parts)
        except RuleError as error:
            said = f"column `{name}`: {error.error}"
            problems.append(RuleError(said, error.place or cell.place, error.expected))
    clocks = [kind.clock for kind in form.columns.values() if isinstance(kind, WindowColumn)]
    window = Window(clocks[0], ends.get("from"), ends.get("until")) if ends else None
    if window is not None and window.is_backwards:
        problems.note("row_backwards", row.place)
    cite = table.cited(row)
    if not cite:
        problems.note("row_uncited", row.place, row=row.id)
    at = row.cell(table.column("confidence"))
    confidence = at.text or form.confidence or ""
    if confidence not in CONFIDENCES:
        name = "no_confidence" if confidence else "row_unseen"
        problems.note(name, at.place, either(confidence, CONFIDENCES), word=confidence, row=row.id)
    because, otherwise = (_words(table, row, role, reader) for role in ("because", "otherwise"))
    if len(problems) > before or confidence not in CONFIDENCES:
        return None
    when = reader.joined("all", parts, row.place) if parts else reader.new("true", row.place)
    title = row.text(table.column("title")) or form.title or ""
    own = (row.id, row.concludes, when, cite, confidence)
    found = Rule(*own, adds=True, window=window, selector=selector, title=title, place=row.place)
    return found._replace(because=because, otherwise=otherwise)


def _asked(
    kind: grammar.FactColumn | AgeColumn | ConclusionColumn,
    cell: ScalarNode,
    reader: ConditionReader,
) -> Condition:
    """The condition in a cell of the column."""
    at = cell.place
    if isinstance(kind, ConclusionColumn):
        return _conclusion(kind, cell, reader)
    if isinstance(kind, AgeColumn):
        words = {key: ScalarNode(at, getattr(kind, key)) for key in ("by", "count", "leap_day")}
        age = pairs(at, {**words, "at_least": cell})
        return reader.tested(reader.known_type(kind.age, at), pairs(at, {"age": age}), at)
    type, value = reader.known_type(kind.fact, at), cast(Yaml, cell)
    is_list = kind.test in ("any_of", "none_of")
    texts = parts_of(cell, "|" if is_list else " / ")
    if is_list or (type.kind == "number" and len(texts) > 1):
        value = ListNode(at, tuple(ScalarNode(at, text) for text in texts))
    return reader.tested(type, pairs(at, {kind.test: value}), at)


def _conclusion(kind: ConclusionColumn, cell: ScalarNode, reader: ConditionReader) -> Condition:
    found = []
    for text in parts_of(cell, kind.joined):
        negated = text.startswith("not ") and not kind.selector
        word = text.removeprefix("not ").strip() if negated else text
        name = kind.conclusion.replace("{cell}", word)
        if kind.selector and name not in reader.conclusions:
            known = reader.conclusions
            raise no_such("conclusion", name, cell.place, known, "the name of a conclusion")
        condition = reader.named(name, cell.place)
        found.append(reader.new("not", cell.place, parts=(condition,)) if negated else condition)
    return reader.joined("all" if kind.joined == "&" else "any", found, cell.place)


def parts_of(cell: ScalarNode, separator: str) -> tuple[str, ...]:
    """The texts in a cell, split at a separator."""
    return tuple(text for part in cell.text.split(separator) if (text := part.strip()))


def _words(table: Table, row: Row, role: str, reader: ConditionReader) -> str | None:
    node = row.cell(table.column(role))
    if not node.text:
        if not isinstance(shared := table.form.node.get(role), ScalarNode):
            return None
        node = replace(shared, text=table.filled_in(row, shared.text))
    return reader.words(replace(node, quoted=True))
