# SPDX-License-Identifier: Apache-2.0
"""The other engine: ZEN, given the same conditions as a decision graph."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from benchmarks.jdm import decision_model
from keiimport.decide.rule_index import RuleIndex

BATCH = 100
"""Cases in one call of `evaluate_batch`."""

_KEY = "doors"


def zen_available() -> bool:
    """Whether zen-engine is installed here."""
    return find_spec("zen") is not None


def zen_version() -> str:
    """The version of zen-engine, for the report."""
    return version("zen-engine") if zen_available() else "not installed"


class Zen:
    """The decision graph of one rulebook, read once by ZEN.

    Asked by key through a static loader, which is its fastest way for one case: a decision
    made by `create_decision` is compiled anew in every call.

    Attributes:
        model: the decision graph.
    """

    def __init__(self, index: RuleIndex) -> None:
        self.model = decision_model(index)
        loader = {"type": "static", "content": {_KEY: self.model}}
        self._engine = import_module("zen").ZenEngine({"loader": loader})

    def evaluate(self, context: Mapping[str, Any], *, trace: bool) -> dict[str, Any]:
        """The result for one context; with `trace` also every truth on the way to it."""
        return dict(self._engine.evaluate(_KEY, context, {"trace": trace}))

    def batch(self, contexts: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The results of many contexts in one call."""
        requests = [{"key": _KEY, "context": context} for context in contexts]
        return [dict(found["data"]) for found in self._engine.evaluate_batch(requests)]
