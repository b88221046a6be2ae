# SPDX-License-Identifier: Apache-2.0
"""What to write in which field of the forms on which the chosen doors are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from keiimport.facts.sources import SourcedValue
from keiimport.rulebook.model import DOOR, Declaration, Edition, Path
from keiimport.rulebook.model import FormField as FieldOfForm
from keiimport.verdict_types import FormEntry, FormField

SOURCES: Final = {
    "catalogue": "from the catalogue: compare it with the vehicle",
    "presumed": "assumed: see whether it is so",
    "derived": "worked out from what was told",
    "today": "nobody told the day, so it is today",
}
LABELS: Final = {
    "secondary": "seen at second hand",
    "unverified": "not seen on the form",
}


def forms(
    declarations: Iterable[Declaration],
    chosen: Iterable[Path],
    facts: Mapping[str, SourcedValue],
    day: int,
) -> tuple[FormEntry, ...]:
    """The forms to file for the chosen doors, each with its edition and what its fields ask for.

    Args:
        declarations: the forms of the rulebook.
        chosen: the doors to declare.
        facts: what is known, by the names of the facts.
        day: the day whose edition is filed (date ordinal).

    Returns:
        One entry for each form and door.
    """
    doors = list(chosen)
    return tuple(
        [
            FormEntry(
                each.form,
                _edition(each.editions, day),
                tuple(
                    [
                        _completed(field, door, facts)
                        for field in each.fields
                        if not field.paths or door.id in field.paths
                    ]
                ),
            )
            for each in declarations
            for door in doors
            if door.form == each.form
        ]
    )


def _edition(editions: Iterable[Edition], day: int) -> str | None:
    for each in editions:
        if (each.start or day) <= day <= (each.end or day):
            return each.name
    return None


def _completed(field: FieldOfForm, door: Path, facts: Mapping[str, SourcedValue]) -> FormField:
    name = next((name for name in field.facts if name in facts), None)
    known = None if name is None else facts[name]
    value: str | None = None if known is None else known.text
    if field.value:
        mark = door.box or door.code
        value = mark if field.value == DOOR else field.value
    notes = [field.note, LABELS.get(field.confidence, "")]
    if known is not None:
        notes.append(SOURCES.get(known.source, ""))
    elif field.facts:
        notes.append("nobody told it")
    return FormField(field.name, field.label, value, name, "; ".join(filter(None, notes)) or None)
