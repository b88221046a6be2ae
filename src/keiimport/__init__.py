# SPDX-License-Identifier: Apache-2.0
"""May this vehicle come into the United States, through which door, from when, and why?

The names below are the whole public face; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from keiimport.engine import Engine as Engine
    from keiimport.errors import EngineDisagreement as EngineDisagreement
    from keiimport.errors import InputError as InputError
    from keiimport.errors import KeiimportError as KeiimportError
    from keiimport.errors import RuleError as RuleError
    from keiimport.facts.case import Case as Case
    from keiimport.facts.case import Entry as Entry
    from keiimport.facts.case import Importer as Importer
    from keiimport.facts.case import Vehicle as Vehicle
    from keiimport.rulebook.difference import RulebookDifference as RulebookDifference
    from keiimport.rulebook.difference import compare_rulebooks as compare_rulebooks
    from keiimport.rulebook.loader import load as load_rulebook
    from keiimport.rulebook.model import Rulebook as Rulebook
    from keiimport.session import Session as Session
    from keiimport.verdict.difference import VerdictDifference as VerdictDifference
    from keiimport.verdict.difference import compare_verdicts as compare_verdicts
    from keiimport.verdict.remedies.model import Remedies as Remedies
    from keiimport.verdict.timeline.model import Timeline as Timeline
    from keiimport.verdict.verdict import Verdict as Verdict

__version__ = "0.1.0"

_HOMES = {
    "Case": "keiimport.facts.case",
    "Engine": "keiimport.engine",
    "EngineDisagreement": "keiimport.errors",
    "Entry": "keiimport.facts.case",
    "Importer": "keiimport.facts.case",
    "InputError": "keiimport.errors",
    "KeiimportError": "keiimport.errors",
    "RuleError": "keiimport.errors",
    "Remedies": "keiimport.verdict.remedies",
    "Rulebook": "keiimport.rulebook.model",
    "RulebookDifference": "keiimport.rulebook.difference",
    "Session": "keiimport.session",
    "Timeline": "keiimport.verdict.timeline",
    "Vehicle": "keiimport.facts.case",
    "Verdict": "keiimport.verdict.verdict",
    "VerdictDifference": "keiimport.verdict.difference",
    "compare_rulebooks": "keiimport.rulebook.difference",
    "compare_verdicts": "keiimport.verdict.difference",
}

__all__ = ["evaluate", "load_rulebook", *_HOMES]

_engines: dict[tuple[str, ...], Any] = {}


def evaluate(
    case: object,
    *,
    as_of: date | str | None = None,
    strict: bool = False,
    engine: str = "kernel",
    scenarios: Iterable[str] = (),
    state: str | None = None,
) -> Verdict:
    """What the law that is shipped says about one case.

    Args:
        case: a `Case`, a mapping with the same names, or JSON text.
        as_of: the day whose law to use, instead of that of the entry day.
        strict: presume nothing.
        engine: `kernel`, or the second opinion to hold answers against: `naive`, `rete` or
            `both`.
        scenarios: names of hypothetical reforms to lay over the law; the verdict says so.
        state: a name or two letters, to ask that state; `all` to ask every state.

    Raises:
        InputError: the case cannot be understood, or there is no such engine or scenario.
    """
    named = (scenarios,) if isinstance(scenarios, str) else tuple(sorted(scenarios))
    made = _engines.get((engine, *named))
    if made is None:
        home = import_module("keiimport.engine")
        made = _engines[engine, *named] = home.Engine(engine=engine, scenarios=named)
    verdict: Verdict = made.evaluate(case, as_of=as_of, strict=strict, state=state)
    return verdict


def __getattr__(name: str) -> Any:
    if name == "load_rulebook":
        return import_module("keiimport.rulebook.loader").load
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'keiimport' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
