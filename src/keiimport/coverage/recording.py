# SPDX-License-Identifier: Apache-2.0
"""What scenarios asked, as one JSON object a line: their cases, tags and places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, TypeAdapter, with_config

from keiimport.errors import InputError


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


@with_config(ConfigDict(extra="forbid", strict=True))
@dataclass(frozen=True, slots=True)
class Asked:
    """A case that a scenario evaluated."""

    name: str
    place: str  # file and line of the scenario, or of the case
    case: Any  # as JSON text or as an object
    tags: tuple[str, ...] = ()  # of the scenario, its rule and its feature
    as_of: str | None = None  # the day whose law was applied; None: the day of entry
    strict: bool = False  # whether nothing was presumed
    scenarios: tuple[str, ...] = ()  # the hypothetical reforms that were supposed
    days: tuple[Annotated[str, AfterValidator(_day)], ...] = ()  # others that it looked at

    def line(self) -> str:
        """This as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_recording(lines: Iterable[bytes], file: str) -> Iterator[Asked]:
    """What the lines say of a file that `pytest --keiimport-coverage FILE` wrote.

    Raises:
        InputError: a line is nothing that was recorded.
    """
    read = TypeAdapter(Asked).validate_json
    for number, line in enumerate(lines, 1):
        try:
            yield read(line)
        except ValueError:
            raise InputError(
                "this line is no recorded scenario",
                at=f"{file}:{number}",
                got=line[:60].decode("utf-8", "backslashreplace").strip(),
                expected="what `pytest --keiimport-coverage FILE` writes, or a feature file",
            ) from None
