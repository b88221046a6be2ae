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
    from typing import Unpack

    from keiimport.engine import Engine as Engine
    from keiimport.engine import TableQuestion
    from keiimport.errors import EngineDisagreement as EngineDisagreement
    from keiimport.errors import InputError as InputError
    from keiimport.errors import KeiimportError as KeiimportError
    from keiimport.errors import RuleError as RuleError
    from keiimport.explain.remedies import Remedies as Remedies
    from keiimport.explain.timeline import Timeline as Timeline
    from keiimport.facts.case import Case as Case
    from keiimport.facts.models import Entry as Entry
    from keiimport.facts.models import Importer as Importer
    from keiimport.facts.models import Vehicle as Vehicle
    from keiimport.interviewing import interview as interview
    from keiimport.question.check import Checked as Checked
    from keiimport.rulebook.difference import RulebookDifference as RulebookDifference
    from keiimport.rulebook.difference import compare_rulebooks as compare_rulebooks
    from keiimport.rulebook.loader import load as load_rulebook
    from keiimport.rulebook.model import Rulebook as Rulebook
    from keiimport.session import Session as Session
    from keiimport.verdict import Verdict as Verdict
    from keiimport.verdict_difference import VerdictDifference as VerdictDifference
    from keiimport.verdict_difference import compare_verdicts as compare_verdicts

__version__ = "0.2.0"

_HOMES = {
    name: f"keiimport.{home}"
    for home, names in (
        ("engine", "Engine"),
        ("errors", "EngineDisagreement InputError KeiimportError RuleError"),
        ("explain.remedies", "Remedies"),
        ("explain.timeline", "Timeline"),
        ("facts.case", "Case"),
        ("facts.models", "Entry Importer Vehicle"),
        ("interviewing", "interview"),
        ("question.check", "Checked"),
        ("rulebook.difference", "RulebookDifference compare_rulebooks"),
        ("rulebook.model", "Rulebook"),
        ("session", "Session"),
        ("verdict", "Verdict"),
        ("verdict_difference", "VerdictDifference compare_verdicts"),
    )
    for name in names.split()
}

__all__ = ["check", "evaluate", "evaluate_many", "load_rulebook", *_HOMES]


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

    Any number of threads may ask at once. To ask again and again under other rules, make an
    `Engine`.

    Args:
        case: a `Case`, a mapping with the same names, nested or dotted, or JSON text. Bare
            numbers are in the unit of the fact (kg, mm, cc, kW, km/h, US dollars); text may
            name another (`"25 mph"`, `"600000 JPY"`). Dates are `"2001-11-21"`, `"2001-11"`,
            `"2001"` or of a Japanese era (`"H13.11"`). What is left out is not known.
        as_of: the day whose law to use, instead of that of the entry day.
        strict: presume nothing.
        engine: `kernel`, or the second opinion to hold answers against: `naive`, `rete` or
            `both`.
        scenarios: names of hypothetical reforms to lay over the law; the verdict says so.
        state: a name or two letters, to ask that state; `all` to ask every state.

    Raises:
        InputError: the case cannot be understood, or there is no such engine or scenario.
        EngineDisagreement: two engines were asked and differ.

    Example:
        >>> import keiimport
        >>> carry = {"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": "1998-05"}}
        >>> verdict = keiimport.evaluate({**carry, "entry": {"date": "2026-11-21"}})
        >>> verdict.outcome, verdict.chosen["nhtsa"]
        ('admissible', 'nhtsa.box_1')
    """
    verdict: Verdict = _engine(engine, scenarios).evaluate(
        case, as_of=as_of, strict=strict, state=state
    )
    return verdict


def evaluate_many(rows: object, **asked: Unpack[TableQuestion]) -> Any:
    """What the law that is shipped says about every row of a table, row by row as `evaluate`.

    Needs Polars: `pip install 'keiimport[batch]'`. `Engine.evaluate_many` does the same under
    other rules.

    Args:
        rows: a pandas or Polars frame, an Arrow table, or a list of cases: mappings, JSON texts
            or `Case`s. Columns are facts, dotted (`vehicle.gvwr`) or by their last word
            (`gvwr`); values take every form that a case takes, in the same units.
        asked: what is asked of every row, as `keiimport.engine.TableQuestion` says: `outputs`,
            `reasons`, `as_of`, `strict`, `today`, `state`.

    Returns:
        A Polars frame with a row of answers for each row, in the same order. Its last column,
        `error`, is null, or the sentence that `evaluate` would raise for the row.

    Raises:
        InputError: a column is no fact, or there is no such output.
        KeiimportError: Polars is missing.

    Example:
        >>> import keiimport
        >>> lots = [{"make": "Suzuki", "model": "Carry"} for _ in range(2)]
        >>> lots[0]["manufactured"], lots[1]["manufactured"] = "1998-05", "2015-06"
        >>> lots = [{"vehicle": lot, "entry": {"date": "2026-11-21"}} for lot in lots]
        >>> keiimport.evaluate_many(lots, outputs=["outcome", "reason"]).rows()
        [('admissible', None, None), ('not_yet', 'nhtsa.box_1:age.nhtsa_25_years', None)]
    """
    return _engine("kernel").evaluate_many(rows, **asked)


def check(
    *words: str,
    state: str | None = None,
    price: object = None,
    origin: str | None = None,
    date: object = None,
) -> Checked:
    """Answer a question in the words people use: `check("1999 Honda Acty to Texas")`.

    Args:
        words: make, model, year, month, numbers, what was done to it, in any order, in
            English or Japanese.
        state: where it will be registered.
        price: its price, in US dollars or with its currency.
        origin: the country where it is registered, by its code.
        date: the day on which it comes in; default: today.

    Returns:
        What was understood, what was not, the case that it makes and the verdict on it.

    Raises:
        InputError: no vehicle is named, or something is told twice or cannot be.

    Example:
        >>> import keiimport
        >>> found = keiimport.check("1999 Honda Acty to Texas", price=5000, date="2026-11-21")
        >>> found.verdict.outcome, found.case.to_dict()["entry"]["state"]
        ('admissible', 'TX')
    """
    besides = {"state": state, "price": price, "from": origin, "date": date}
    home = import_module("keiimport.question.check")
    checked: Checked = home.check(home.question(words), _engine("kernel"), besides)
    return checked


def _engine(name: str, scenarios: Iterable[str] = ()) -> Any:
    return import_module("keiimport.engine").engine_of("", name, scenarios)


def __getattr__(name: str) -> Any:
    if name == "load_rulebook":
        return import_module("keiimport.rulebook.loader").load
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'keiimport' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
