# SPDX-License-Identifier: Apache-2.0
"""The forms on which doors are declared: their editions by date, and their fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from keiimport.errors import RuleError
from keiimport.facts.bounds import shown
from keiimport.rulebook.files import OVERLAY
from keiimport.rulebook.grammar import DeclarationForm
from keiimport.rulebook.model import CONFIDENCES, Declaration, Edition, FormField
from keiimport.rulebook.overlay import under
from keiimport.rulebook.problems import Problems, listed, no_such
from keiimport.rulebook.tables import beside, csv_lines
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
        files: every file of the rulebook by name, those of overlays last.
        facts: the names of all facts.
        doors: the form of each door, by its id.
        problems: takes what is wrong.
    """
    told = cast(ScalarNode, node.entries["file"])
    # an overlay may leave the fields as they are shipped
    names = [each for each in files if under(each) == under(beside(told))]
    here = [id for id, its_form in doors.items() if its_form == form.form]
    # a row of an overlay stands in place of that of the same field
    fields: dict[str, FormField] = {}
    for name, (header, *lines) in csv_lines(told, names, files, problems):
        if tuple(cell.text for cell in header) != COLUMNS:
            place = header[0].place if name.startswith(OVERLAY) and header else told.place
            expected = listed(COLUMNS, len(COLUMNS))
            problems.add("the columns are not those of fields", place, expected)
            continue
        for line in lines:
            cells = dict(zip(COLUMNS, line, strict=True))
            if cells["form"].text == form.form:
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
    for name in ("field", "label", "cite"):
        if not cells[name].text:
            raise RuleError(f"`{name}` is missing", cells[name].place, "text")
    if cells["fact"].text and cells["value"].text:
        raise RuleError("a fact and a value", cells["value"].place, "one of them")
    confidence = cells["confidence"]
    if confidence.text not in CONFIDENCES:
        said = f"{shown(confidence.text)} is no confidence"
        raise RuleError(said, confidence.place, listed(CONFIDENCES))
    return FormField(
        name=cells["field"].text,
        label=cells["label"].text,
        facts=_names(cells["fact"], facts, "fact"),
        value=cells["value"].text,
        paths=_names(cells["paths"], doors, f"path with the form {form}"),
        note=cells["note"].text,
        cite=cells["cite"].text,
        confidence=confidence.text,
    )


def _names(cell: ScalarNode, known: Collection[str], what: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in cell.text.split("|") if name.strip())
    for name in names:
        if name not in known:
            raise no_such(what, name, cell.place, known)
    return names
