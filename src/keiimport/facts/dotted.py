# SPDX-License-Identifier: Apache-2.0
"""A case in JSON as facts by their dotted names, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_INNER = ("vehicle.fmvss", "vehicle.off_road", "entry.costs")
"""The parts of a case that hold facts of their own."""


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Every fact of a case in JSON by its dotted name, those that are null among them."""
    return dict(_flat(data))


def _flat(data: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        name = f"{at}.{key}" if at else key
        if isinstance(value, Mapping) and (not at or name in _INNER) and "." not in key:
            yield from _flat(value, name)
        elif value is not None or "." in name:
            yield name, value


def nested(told: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by their dotted names as a case in JSON; what nobody knows is null."""
    case: dict[str, Any] = {}
    for name, value in told.items():
        inner = next((part for part in _INNER if name.startswith(f"{part}.")), None)
        section, _, key = name.partition(".")
        here = case.setdefault(section, {})
        if inner is not None:
            here = here.setdefault(inner.partition(".")[2], {})
            key = name.removeprefix(f"{inner}.")
        here[key] = value
    return case
