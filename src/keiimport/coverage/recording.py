# SPDX-License-Identifier: Apache-2.0
"""What scenarios asked, as one JSON object a line: their cases, tags and places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from keiimport.errors import InputError


@dataclass(frozen=True, slots=True)
class Asked:
    """A case that a scenario evaluated.

    Attributes:
        name: the scenario.
        place: file and line of the scenario, or of the case.
        case: the case, as JSON text or as an object.
        tags: the tags of the scenario, its rule and its feature.
        as_of: the day whose law was applied, or None for the day of entry.
        strict: whether nothing was presumed.
        scenarios: the hypothetical reforms that were supposed.
        days: other days of entry that it looked at, such as `2047-06-30`.
    """

    name: str
    place: str
    case: Any
    tags: tuple[str, ...] = ()
    as_of: str | None = None
    strict: bool = False
    scenarios: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    def line(self) -> str:
        """This as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_recording(lines: Iterable[bytes], file: str) -> Iterator[Asked]:
    """What the lines of a recording say.

    Args:
        lines: the file, as `pytest --keiimport-coverage FILE` writes it.
        file: its name, for errors.

    Raises:
        InputError: a line is nothing that was recorded.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield _asked(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError):
            raise InputError(
                "this line is no recorded scenario",
                at=f"{file}:{number}",
                got=line[:60].decode("utf-8", "backslashreplace").strip(),
                expected="what `pytest --keiimport-coverage FILE` writes, or a feature file",
            ) from None


def _asked(found: Mapping[str, Any]) -> Asked:
    made = Asked(**{**found, **{name: tuple(found[name]) for name in _LISTS}})
    texts = (made.name, made.place, *(text for name in _LISTS for text in getattr(made, name)))
    if not all(isinstance(text, str) for text in texts) or not isinstance(made.strict, bool):
        raise TypeError
    for day in made.days:
        date.fromisoformat(day)
    return made


_LISTS = ("tags", "scenarios", "days")
