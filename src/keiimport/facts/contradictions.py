# SPDX-License-Identifier: Apache-2.0
"""Where told facts and the catalogue differ: which of them is believed.

Neither is believed if what was told differs in the direction that could open a door.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

from keiimport.facts.bounds import Bounds, StatedBounds
from keiimport.facts.case import StatedValue
from keiimport.facts.catalogue_rows import CatalogueRow
from keiimport.facts.comparisons import FactValue, agree
from keiimport.facts.completion import MAKE, MARKET, MODEL, Completion
from keiimport.facts.data import rows
from keiimport.facts.dates import format_date
from keiimport.facts.names import squashed
from keiimport.facts.problems import refused
from keiimport.facts.sources import FIGURES, SourcedValue
from keiimport.facts.units import DIMENSIONS, format_quantity, parse_quantity
from keiimport.facts.vocabulary import Fact

CURB, GROSS, DISPLACEMENT = "vehicle.curb_weight", "vehicle.gvwr", "vehicle.displacement"
NAMES = frozenset({MAKE, MODEL, "vehicle.chassis_code", MARKET})
"""The names of a vehicle, which people spell in several ways."""

_ROUND = Fraction(FIGURES["roundly"]).as_integer_ratio()
_TENTH = int(DIMENSIONS["displacement"].units["L"] / 10)
"""A tenth of a litre, in the unit of displacements."""


def settle(
    completion: Completion,
    name: str,
    told: SourcedValue,
    fact: SourcedValue,
    row: CatalogueRow,
    *,
    numbered: bool,
) -> None:
    """Believe one of two values, told and from the catalogue, or neither.

    A name alone (not `numbered`) covers several bodies, so another body told does not show that
    the vehicle was changed; but if that body could open a door, the body becomes unknown.
    """
    opens, value, known = completion.opens(name), told.value, fact.value
    if name in NAMES:
        # spelled as the catalogue and the tables do, and printed as it was told
        if squashed(str(value)) == squashed(str(known)):
            completion.known[name] = told._replace(value=known)
        return
    meaning = completion.vocabulary[name]
    if agree(value, known) or (known, value) in meaning.finished_as:
        return
    if _in_tenths(completion, name, fact):
        if fact.bounds.low == fact.bounds.high:
            completion.known[name] = fact
        return
    different, contested = differs(completion, name, fact), opens is not None
    if isinstance(value, Bounds) and isinstance(known, Bounds):
        lower = value.high is not None and known.low is not None and value.high < known.low
        contested = opens in ("other", "lower" if lower else "higher")
        if not different and not contested:
            return
    has = completion.say("catalogue_has", value=fact.text, vehicle=row.title)
    both = {"told": completion.told(name), "because": has}
    if {value, known} <= meaning.loosely:
        if numbered:
            completion.warn("loosely", **both)
            completion.known[name] = fact
            return
        # a vehicle of that name may be either: an Every is a cargo van or a van
        contested = contested and (value, known) not in meaning.finished_as
    if different and numbered:
        completion.disputed.add(name)
    if not contested:
        completion.warn("used", **both)
    elif isinstance(value, Bounds) and isinstance(known, Bounds):
        completion.contradicted.add(name)
        completion.warn("between", **both)
        text = completion.say("in_both", told=told.text, known=fact.text)
        completion.known[name] = SourcedValue(value.hull(known), text, "told", fact.confidence)
    else:
        completion.disbelieve(name, has)


def differs(completion: Completion, name: str, fact: SourcedValue | None) -> bool:
    """Whether a told value differs from the catalogue by more than rounding."""
    told = completion.value_of(name)
    if told is None or fact is None or agree(told, fact.value):
        return False
    return not (_in_tenths(completion, name, fact) or same_roundly(told, fact.value))


def _in_tenths(completion: Completion, name: str, fact: SourcedValue) -> bool:
    """Whether a displacement is rounded to a tenth of a litre, such as 0.7 L for 656 cc."""
    told, kind = completion.bounds_of(name), completion.vocabulary[name].type.dimension
    if kind != "displacement" or not told.low or not all(fact.bounds):
        return False
    low, high = (end or 0 for end in fact.bounds)
    near = 2 * low - _TENTH <= 2 * told.low <= 2 * high + _TENTH
    return told.exact and told.low % _TENTH == 0 and near


def same_roundly(told: FactValue, known: FactValue) -> bool:
    """Whether two figures differ only by rounding: listings say 660 cc for 657, 1,300 for 1,329."""
    if not (isinstance(told, Bounds) and isinstance(known, Bounds)):
        return False
    ends = [end for end in (*told, *known) if end is not None]
    part, whole = _ROUND
    return len(ends) == 4 and (max(ends) - min(ends)) * whole <= max(ends) * part


def check_weights(completion: Completion) -> None:
    """Doubt a gross weight below the empty weight: the true one may be anything above."""
    gross, curb = completion.bounds_of(GROSS), completion.bounds_of(CURB)
    if gross.high is None or curb.low is None or gross.high >= curb.low:
        return
    told, empty = completion.known[GROSS], completion.known[CURB]
    is_empty = completion.say("weight_empty", empty=empty.text)
    why = {"told": completion.say("weight", value=told.text), "because": is_empty}
    if completion.opens(GROSS) != "lower":
        completion.warn("used", **why)
        return
    completion.contradicted.add(GROSS)
    text = completion.say("weight_more", value=told.text, empty=empty.text)
    completion.known[GROSS] = told._replace(value=Bounds(gross.low, None), text=text)
    completion.warn("weight_from", value=told.text, **why)


def check_plausible(told: Mapping[str, StatedValue], limited: Mapping[str, Fact]) -> None:
    """Refuse values outside the plausible limits of their facts."""
    for name, value in told.items():
        if name not in limited or not isinstance(value, StatedBounds):
            continue
        fact = limited[name]
        ends = [end for end in value.bounds if end is not None]
        below = fact.least is not None and any(end < fact.least for end in ends)
        if below or (fact.most is not None and any(end > fact.most for end in ends)):
            kind, limits = fact.type.dimension, Bounds(fact.least, fact.most)
            plausible = format_date(limits) if kind is None else format_quantity(limits, kind)
            expected = "; ".join((plausible, *value.warnings))
            raise refused(value.text, "implausible", expected, at=name, title=fact.title)


_ROTARY = [
    [parse_quantity(row[part], "displacement").bounds for part in ("chamber", "engine")]
    for row in rows(__file__, "rotors.csv")
]
"""Wankel engines, by one chamber and as a whole: Japanese papers may give only one chamber."""


def take_whole_engine(completion: Completion, vehicles: Sequence[CatalogueRow]) -> None:
    """Replace the displacement of one chamber of a Wankel engine by that of the whole engine."""
    told = completion.known.get(DISPLACEMENT)
    if told is None or told.source != "told":
        return
    engines = [row.facts[DISPLACEMENT].bounds for row in vehicles if DISPLACEMENT in row.facts]
    if any(same_roundly(told.value, engine) for engine in engines):
        return
    wholes = [whole for chamber, whole in _ROTARY if same_roundly(told.value, chamber)]
    fitting = [each for each in engines if any(same_roundly(each, whole) for whole in wholes)]
    if fitting:
        completion.warn("chamber", told=completion.told(DISPLACEMENT))
        completion.known[DISPLACEMENT] = told._replace(value=reduce(Bounds.hull, fitting))
