# SPDX-License-Identifier: Apache-2.0
"""What to write in which field of the forms on which the chosen doors are declared."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from keiimport.facts.sources import SourcedValue
from keiimport.rulebook.model import DOOR, Declaration, Path
from keiimport.rulebook.model import FormField as FieldOfForm
from keiimport.verdict_types import FormEntry, FormField

# sources of a value and confidences of a field that have a note
NOTED: Final = ("catalogue", "presumed", "derived", "today", "untold", "secondary", "unverified")


def forms(
    declarations: Iterable[Declaration],
    chosen: Iterable[Path],
    facts: Mapping[str, SourcedValue],
    day: int,
    say: Callable[[str], str],
) -> tuple[FormEntry, ...]:
    """The forms to file for each chosen door, with the edition of a day and what fields ask for."""
    doors, found = list(chosen), []
    for each in declarations:
        editions = [e.name for e in each.editions if (e.start or day) <= day <= (e.end or day)]
        edition = editions[0] if editions else None
        for door in doors:
            if door.form == each.form:
                asked = [f for f in each.fields if not f.paths or door.id in f.paths]
                written = tuple([_filled_in(field, door, facts, say) for field in asked])
                found.append(FormEntry(each.form, edition, written))
    return tuple(found)


def _filled_in(
    field: FieldOfForm, door: Path, facts: Mapping[str, SourcedValue], say: Callable[[str], str]
) -> FormField:
    name = next((name for name in field.facts if name in facts), None)
    value: str | None = field.value if name is None or field.value else facts[name].text
    if value == DOOR:
        value = door.box or door.code
    source = "untold" if name is None else facts[name].source
    said = (field.confidence, source if field.facts else "")
    notes = [field.note, *(say(f"form.{each}") for each in said if each in NOTED)]
    note = "; ".join(filter(None, notes)) or None
    return FormField(field.name, field.label, value or None, name, note)
