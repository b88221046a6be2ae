# SPDX-License-Identifier: Apache-2.0
"""The forms on which doors are declared: their editions by date, and their fields."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import cast, get_args

from keiimport.errors import Place, RuleError
from keiimport.facts.bounds import shown
from keiimport.rulebook.csv import read_csv
from keiimport.rulebook.files import OVERLAY
from keiimport.rulebook.grammar import DeclarationForm
from keiimport.rulebook.model import Confidence, Declaration, Edition, FormField
from keiimport.rulebook.overlay import law_first, under
from keiimport.rulebook.problems import Problems, likely, listed
from keiimport.rulebook.yaml import MapNode, ScalarNode

COLUMNS = ("form", "field", "label", "fact", "value", "paths", "note", "cite", "confidence")


def declaration(
    form: DeclarationForm,
    node: MapNode,
    files: Mapping[str, bytes],
    facts: Collection[str],
    doors: Mapping[str, str],
    problems: Problems,
) -> Declaration:
    """One form as it was declared, with the fields that its file has for it.

    Args:
        form: the declaration.
        node: where it is written.
        files: every file of the rulebook by name.
        facts: the names of all facts.
        doors: the form of each door, by its id.
        problems: takes what is wrong.
    """
    at = node.entries["file"].place
    name = normpath(join(dirname(at.file), form.file))
    if name not in files:  # an overlay may leave the fields as they are shipped
        name = under(name)
    # a row of an overlay stands in place of that of the same field
    fields: dict[str, FormField] = {}
    if name in files:
        for file in (each for each in law_first(files) if under(each) == under(name)):
            for cells in _rows(files[file], file, at, problems):
                if cells["form"].text == form.form:
                    try:
                        fields[cells["field"].text] = _field(cells, form.form, facts, doors)
                    except RuleError as error:
                        problems.errors.append(error)
    else:
        tables = [file for file in files if file.endswith(".csv")]
        problems.add(f"there is no file {shown(form.file)}", at, likely(name, tables, "a CSV file"))
    return Declaration(
        form=form.form,
        title=form.title,
        editions=tuple(
            Edition(
                each.edition,
                None if each.from_ is None else each.from_.toordinal(),
                None if each.until is None else each.until.toordinal(),
                tuple(each.cite),
                each.confidence,
            )
            for each in form.editions
        ),
        fields=tuple(fields.values()),
    )


def _rows(
    data: bytes, name: str, at: Place, problems: Problems
) -> Iterator[Mapping[str, ScalarNode]]:
    header, *lines = read_csv(data, name) or [[]]
    if tuple(cell.text for cell in header) == COLUMNS:
        for line in lines:
            yield dict(zip(COLUMNS, line, strict=True))
    else:
        place = header[0].place if name.startswith(OVERLAY) and header else at
        problems.add("the columns are not those of fields", place, listed(COLUMNS, len(COLUMNS)))


def _field(
    cells: Mapping[str, ScalarNode], form: str, facts: Collection[str], doors: Mapping[str, str]
) -> FormField:
    for name in ("field", "label", "cite"):
        if not cells[name].text:
            raise RuleError(f"`{name}` is missing", place=cells[name].place, expected="text")
    if cells["fact"].text and cells["value"].text:
        raise RuleError("a fact and a value", place=cells["value"].place, expected="one of them")
    confidence = cells["confidence"]
    if confidence.text not in get_args(Confidence):
        raise RuleError(
            f"{shown(confidence.text)} is no confidence",
            place=confidence.place,
            expected=listed(get_args(Confidence)),
        )
    here = [id for id, its_form in doors.items() if its_form == form]
    return FormField(
        name=cells["field"].text,
        label=cells["label"].text,
        facts=_names(cells["fact"], facts, "fact"),
        value=cells["value"].text,
        paths=_names(cells["paths"], here, f"path with the form {form}"),
        note=cells["note"].text,
        cite=cells["cite"].text,
        confidence=cast(Confidence, confidence.text),
    )


def _names(cell: ScalarNode, known: Collection[str], what: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in cell.text.split("|") if name.strip())
    for name in names:
        if name not in known:
            raise RuleError(
                f"there is no {what} {shown(name)}", place=cell.place, expected=likely(name, known)
            )
    return names
