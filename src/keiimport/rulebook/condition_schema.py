# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of conditions and tests, for editors; the reading is in `conditions`."""

from __future__ import annotations

from typing import Any

_FIGURE: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "integer"]},
        {"type": "array", "items": {"type": ["string", "integer"]}, "minItems": 2, "maxItems": 2},
    ],
    "description": "one figure with its unit, or a printed pair such as [25 mph, 40 km/h]",
}
_VALUE: dict[str, Any] = {"type": ["string", "integer", "boolean"]}
_VALUES: dict[str, Any] = {"type": "array", "items": _VALUE, "minItems": 1}
_DATE: dict[str, Any] = {"type": "string", "format": "date"}
_SUB: dict[str, Any] = {"$ref": "#/$defs/Condition"}
_SUBS: dict[str, Any] = {"type": "array", "items": _SUB, "minItems": 1}

CONDITION_SCHEMAS: dict[str, Any] = {
    "Condition": {
        "description": "a conclusion or Boolean fact by name, a list (all of them), or one of: "
        "all, any, not, unknown, for_each, a name with a test",
        "anyOf": [
            {"type": ["string", "boolean"]},
            _SUBS,
            {
                "type": "object",
                "properties": {
                    "all": _SUBS,
                    "any": _SUBS,
                    "not": _SUB,
                    "unknown": {"type": "string", "description": "why the law is not encoded"},
                    "for_each": {
                        "type": "object",
                        "properties": {
                            "table": {"type": "string"},
                            "key": {"type": "string"},
                            "all": _SUBS,
                            "any": _SUBS,
                        },
                        "required": ["table", "key"],
                        "additionalProperties": False,
                    },
                    "because": {"type": "string"},
                    "otherwise": {"type": "string"},
                },
                "additionalProperties": {"$ref": "#/$defs/Test"},
            },
        ],
    },
    "Test": {
        "description": "what must be so of a fact; true or false of a conclusion",
        "anyOf": [
            {**_VALUE, "description": "true or false, or a value that it is"},
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {
                    **dict.fromkeys(("is", "is_not", "includes", "excludes"), _VALUE),
                    **dict.fromkeys(("any_of", "none_of"), _VALUES),
                    "told": {"const": True},
                    **dict.fromkeys(("above", "at_least", "at_most", "below"), _FIGURE),
                    **dict.fromkeys(("from", "until", "before", "after"), _DATE),
                    "age": {
                        "type": "object",
                        "required": ["at_least", "by", "count"],
                        "additionalProperties": False,
                        "properties": {
                            "at_least": {"type": "string", "description": "such as 25 years"},
                            "by": {"type": "string", "description": "a date fact, or law.day"},
                            "count": {"enum": ["anniversary", "calendar_years"]},
                            "leap_day": {"enum": ["next_day", "last_day"]},
                        },
                    },
                },
            },
        ],
    },
}
"""The definitions `Condition` and `Test`."""
