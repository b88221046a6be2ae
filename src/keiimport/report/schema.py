# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a verdict: every key, in the order in which a verdict has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Schema = Mapping[str, object]

_TEXT: Final[Schema] = {"type": "string"}
_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_DAY_OR_NULL: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_BOOL: Final[Schema] = {"type": "boolean"}
_BOOL_OR_NULL: Final[Schema] = {"type": ["boolean", "null"]}
_ANY: Final[Schema] = {}


def _word(*words: str | None) -> Schema:
    return {"enum": list(words)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _named(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


_TEXTS: Final = _list(_TEXT)
_OUTCOME: Final = _word("admissible", "conditional", "undetermined", "not_yet", "refused")
_WHO: Final = _word("importer", "agency", None)
_LAW_SEEN: Final = _word("verified", "secondary", "unverified")
_FACT_SEEN: Final = _word("verified", "secondary", "unverified", "presumed")
_PAPER: Final = _object(name=_TEXT, cite=_TEXTS)
_ACTION: Final = _object(fact=_TEXT, todo=_TEXT, depends_on=_WHO, cost=_TEXT_OR_NULL)

_STATE_WORDS: Final[Mapping[str, Schema]] = {
    "outcome": _word("allowed", "restricted", "banned", "unclear"),
    "applies_to": _TEXT_OR_NULL,
    "titled": _word("yes", "no", "unclear", None),
    "plate": _TEXT_OR_NULL,
    "roads": _TEXT_OR_NULL,
    "posted_up_to": _TEXT_OR_NULL,
    "interstates": _word("yes", "no", None),
    "use_limits": _TEXT_OR_NULL,
    "grandfather": _TEXT_OR_NULL,
    "conditions": _TEXTS,
    "because": _TEXT,
    "cite": _TEXTS,
    "sources": _TEXTS,
    "last_checked": _DAY_OR_NULL,
    "confidence": _word("verified", "secondary", "unverified", None),
    "rules": _TEXTS,
    "missing": _TEXTS,
}
_STATE_BRANCHES: Final = _list(_object(**{"if": _TEXT_OR_NULL}, **_STATE_WORDS))
_STATE: Final = _object(
    state=_TEXT,
    name=_TEXT,
    **_STATE_WORDS,
    branches=_STATE_BRANCHES,
    alternatives=_STATE_BRANCHES,
)

_FIGURES: Final[Mapping[str, Schema]] = dict.fromkeys(
    ("rate", "rate_low", "rate_high", "low", "high", "amount"), _TEXT_OR_NULL
)
_LINE: Final = _object(
    what=_TEXT,
    heading=_TEXT,
    layer=_TEXT,
    kind=_word("base", "add", "floor", "instead"),
    rate=_TEXT_OR_NULL,
    of=_TEXT,
    amount=_TEXT_OR_NULL,
    refundable=_TEXT_OR_NULL,
    contested=_BOOL,
    cite=_TEXTS,
    confidence=_LAW_SEEN,
    rule=_TEXT,
)
_FEE: Final = _object(
    what=_TEXT,
    fee=_TEXT,
    rate=_TEXT_OR_NULL,
    fixed=_TEXT_OR_NULL,
    minimum=_TEXT_OR_NULL,
    maximum=_TEXT_OR_NULL,
    amount=_TEXT_OR_NULL,
    low=_TEXT_OR_NULL,
    high=_TEXT_OR_NULL,
    certain=_BOOL,
    cite=_TEXTS,
    confidence=_LAW_SEEN,
    rule=_TEXT,
)
_DUTY: Final = _object(
    hts=_TEXT_OR_NULL,
    alternatives=_list(_object(hts=_TEXT, why=_TEXT, **_FIGURES)),
    origin=_TEXT_OR_NULL,
    value=_TEXT_OR_NULL,
    lines=_list(_LINE),
    **_FIGURES,
    fees=_list(_FEE),
    securities=_list(_FEE),
    total=_TEXT_OR_NULL,
    total_low=_TEXT_OR_NULL,
    total_high=_TEXT_OR_NULL,
    valid_on=_DAY_OR_NULL,
    carried_forward=_TEXT_OR_NULL,
    missing=_TEXTS,
    notes=_TEXTS,
    landed=_object(
        costs=_list(_object(what=_TEXT, amount=_TEXT)),
        missing=_TEXTS,
        amount=_TEXT_OR_NULL,
        low=_TEXT_OR_NULL,
        high=_TEXT_OR_NULL,
    ),
)

_PATH: Final = _object(
    id=_TEXT,
    agency=_TEXT,
    form=_TEXT,
    box=_TEXT_OR_NULL,
    code=_TEXT_OR_NULL,
    title=_TEXT,
    outcome=_word("open", "needs_action", "needs_facts", "not_yet", "closed"),
    opens_possible=_DAY_OR_NULL,
    opens_on=_DAY_OR_NULL,
    stay=_word("permanent", "temporary", "transit"),
    theoretical=_BOOL,
    actions=_list(_ANY),
    papers=_list(_ANY),
    restrictions=_list(_ANY),
    missing=_TEXTS,
    because=_TEXT_OR_NULL,
    cite=_TEXTS,
    confidence=_LAW_SEEN,
)

_VERDICT: Final[Mapping[str, Schema]] = {
    "outcome": _OUTCOME,
    "strict_outcome": _OUTCOME,
    "certainty": _word("shown", "assumed"),
    "depends_on": _WHO,
    "answer": _TEXT,
    "unless": _list(
        _object(fact=_TEXT, value=_ANY, outcome=_OUTCOME, earliest=_DAY_OR_NULL, words=_TEXT)
    ),
    "earliest": _DAY_OR_NULL,
    "earliest_possible": _DAY_OR_NULL,
    "entry_date": _DAY_OR_NULL,
    "law_as_of": _DAY_OR_NULL,
    "rulebook": {
        **_object(version=_TEXT, hash=_TEXT, **{"with": _TEXTS}),
        "required": ["version", "hash"],
    },
    "scenarios": _TEXTS,
    "assumptions": _list(_object(id=_TEXT, fact=_TEXT, value=_ANY, because=_TEXT, if_wrong=_TEXT)),
    "facts": _list(_object(name=_TEXT, value=_ANY, source=_TEXT, confidence=_FACT_SEEN)),
    "classification": _TEXTS,
    "standards": _list(
        _object(
            standard=_TEXT,
            title=_TEXT,
            binds=_BOOL_OR_NULL,
            met=_BOOL_OR_NULL,
            because=_TEXT_OR_NULL,
        )
    ),
    "paths": _list(_PATH),
    "gates": _list(
        _object(
            id=_TEXT,
            agency=_TEXT,
            outcome=_word("clear", "barred", "unclear"),
            because=_TEXT_OR_NULL,
            cite=_TEXTS,
        )
    ),
    "chosen": _named(_TEXT_OR_NULL),
    "duty": {"anyOf": [{"$ref": "#/$defs/duty"}, {"type": "null"}]},
    "state": {"anyOf": [{"$ref": "#/$defs/state"}, {"type": "null"}]},
    "missing": _list(
        _object(
            fact=_TEXT,
            question=_TEXT,
            where=_TEXT_OR_NULL,
            settles=_TEXTS,
            answers=_list(_object(answer=_TEXT, outcome=_OUTCOME)),
        )
    ),
    "actions": _list(_ANY),
    "reasoning": _list(
        _object(
            step={"type": "integer", "minimum": 1},
            rule=_TEXT_OR_NULL,
            concludes=_TEXT,
            title=_TEXT,
            truth=_word("true", "false", "unknown"),
            because=_TEXT_OR_NULL,
            cite=_TEXTS,
            uses=_list({"type": ["string", "integer"]}),
            confidence=_LAW_SEEN,
        )
    ),
    "warnings": _TEXTS,
    "forms": _list(
        _object(
            form=_TEXT,
            edition=_TEXT_OR_NULL,
            fields=_list(
                _object(
                    field=_TEXT,
                    label=_TEXT,
                    value=_TEXT_OR_NULL,
                    note=_TEXT_OR_NULL,
                    **{"from": _TEXT_OR_NULL},
                )
            ),
        )
    ),
    "checked_by": _TEXTS,
}


def verdict_schema() -> Schema:
    """The JSON Schema (2020-12) that every verdict meets."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "keiimport verdict",
        "type": "object",
        "properties": {
            **_VERDICT,
            "states": {
                **_list({"$ref": "#/$defs/state"}),
                "description": "every state, only where all of them were asked",
            },
        },
        "required": list(_VERDICT),
        "additionalProperties": False,
        "$defs": {"duty": _DUTY, "state": _STATE},
    }
