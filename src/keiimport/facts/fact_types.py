# SPDX-License-Identifier: Apache-2.0
"""Which facts a case can tell, and the shape of each, as the models declare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from keiimport.facts.fields import Form
from keiimport.facts.models import SECTIONS, Part
from keiimport.facts.vocabulary import FactType


def fact_types() -> dict[str, FactType]:
    """Every fact that a case can tell, by its dotted name, in the order of the models.

    The standards are left out: the table of standards names them, each as the Boolean
    `vehicle.fmvss.<number>`.
    """
    return dict(known_types())


@cache
def known_types() -> Mapping[str, FactType]:
    """What `fact_types` copies; not to be changed."""
    return {
        fact.name: fact
        for section, model in SECTIONS.items()
        for fact in _model_facts(f"{section}.", model)
    }


def _model_facts(prefix: str, model: type[Part]) -> Iterator[FactType]:
    hints = get_type_hints(model, include_extras=True)
    for field in model.model_fields:
        name, hint = prefix + field, hints[field]
        if name == "vehicle.fmvss":
            continue
        inner = next(iter(_alternatives(hint)))
        if isinstance(inner, type) and issubclass(inner, Part):
            yield from _model_facts(f"{name}.", inner)
        else:
            yield _fact_type(name, inner)


def _alternatives(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, UnionType):
        yield from (part for part in get_args(hint) if part is not type(None))
    else:
        yield hint


def _fact_type(name: str, hint: Any) -> FactType:
    if get_origin(hint) is Literal:
        return FactType(name, "choice", choices=get_args(hint))
    if get_origin(hint) is tuple:
        return FactType(name, "choices", choices=get_args(get_args(hint)[0]))
    for mark in get_args(hint)[1:]:
        if isinstance(mark, Form):
            return FactType(name, mark.kind, mark.dimension, mark.choices)
    return FactType(name, "bool")
