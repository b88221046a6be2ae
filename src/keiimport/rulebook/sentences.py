# SPDX-License-Identifier: Apache-2.0
"""`words.yaml`: the sentences that join facts, doors and law, and the places that each may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, create_model

from keiimport.facts.data import rows
from keiimport.rulebook.grammar import Form, Text, said

_PLACE = re.compile(r"\{([^{}]*)\}")


SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    group: {row["name"]: row["places"] for row in each}
    for group, each in groupby(rows(__file__, "sentences.csv"), itemgetter("group"))
}
"""Every sentence by its group and its name, with the places that it may have."""


def _checked(places: str) -> AfterValidator:
    """Holds a sentence to its places."""
    known = places.split()
    expected = ", ".join(f"`{{{place}}}`" for place in known) or "no braces"

    def check(sentence: str) -> str:
        for name in _PLACE.findall(sentence):
            if name not in known:
                raise said(f"{{{name}}} has no place in this sentence", expected)
        if set("{}") & set(_PLACE.sub("", sentence)):
            raise said("a brace in this sentence has no other one", expected)
        return sentence

    return AfterValidator(check)


def _group(name: str, sentences: Mapping[str, str]) -> Any:
    fields: dict[str, Any] = {
        key: (
            Annotated[Text, _checked(places)],
            Field(description=f"a sentence; places: {places or 'none'}"),
        )
        for key, places in sentences.items()
    }
    return create_model(f"{name.capitalize()}Words", __base__=Form, **fields)


_GROUPS: Final[dict[str, Any]] = {
    name: (_group(name, each), Field(description=f"the sentences about `{name}`"))
    for name, each in SENTENCES.items()
}
WordsFile = create_model("WordsFile", __base__=Form, title=(Text | None, None), **_GROUPS)
"""`words.yaml`: the sentences that join facts, doors and law."""


def words_schema() -> dict[str, Any]:
    """The JSON Schema of `words.yaml` and its parts, by their names."""
    schema = WordsFile.model_json_schema()
    return {**schema.pop("$defs"), "WordsFile": schema}


def sentences(form: Form) -> dict[str, str]:
    """Every sentence of `words.yaml` by the name of its group and its own."""
    return {
        f"{group}.{name}": text
        for group in SENTENCES
        for name, text in getattr(form, group).model_dump().items()
    }
