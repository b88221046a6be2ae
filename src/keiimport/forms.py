# SPDX-License-Identifier: Apache-2.0
"""What to write in which field of the forms on which the chosen doors are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from keiimport.facts.sources import SourcedValue
from keiimport.rulebook.model import DOOR, Declaration, Edition, Path
from keiimport.rulebook.model import FormField as FieldOfForm
from keiimport.verdict_types import FormEntry, FormField

TO_COMPARE: Final = (
    *("catalogue", "presumed", "derived", "today", "untold"),
    *("secondary", "unverified"),
)
"""The sources of a value, and the confidences of a field, with a note of their own."""


def forms(
    declarations: Iterable[Declaration],
    chosen: Iterable[Path],
    facts: Mapping[str, SourcedValue],
    day: int,
    say: Callable[[str], str],
) -> tuple[FormEntry, ...]:
    """The forms to file for the chosen doors, each with its edition and what its fields ask for.

    Args:
        declarations: the forms of the rulebook.
        chosen: the doors to declare.
        facts: what is known, by the names of the facts.
        day: the day whose edition is filed (date ordinal).
        say: says a sentence of `words.yaml`.

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
                        _completed(field, door, facts, say)
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


def _completed(
    field: FieldOfForm, door: Path, facts: Mapping[str, SourcedValue], say: Callable[[str], str]
) -> FormField:
    name = next((name for name in field.facts if name in facts), None)
    known = None if name is None else facts[name]
    value: str | None = None if known is None else known.text
    if field.value:
        mark = door.box or door.code
        value = mark if field.value == DOOR else field.value
    said: list[str] = [field.confidence]
    if known is not None:
        said.append(known.source)
    elif field.facts:
        said.append("untold")
    notes = [field.note, *(say(f"form.{each}") for each in said if each in TO_COMPARE)]
    return FormField(field.name, field.label, value, name, "; ".join(filter(None, notes)) or None)
