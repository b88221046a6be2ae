# SPDX-License-Identifier: Apache-2.0
"""Completing a case: facts told, facts that follow from them, and dates that are presumed.

Other presumptions are made later, in `keiimport.decide.presuming`. Nothing here decides
anything. Every fact keeps its source and confidence, for the verdict to report; where a told
fact contradicts the catalogue in the direction that could open a door, neither is believed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

from keiimport.facts import build_date
from keiimport.facts.case import StatedValue
from keiimport.facts.catalogue import Catalogue, Match, as_spelled
from keiimport.facts.catalogue_rows import FACTS, CatalogueRow, agreed
from keiimport.facts.completion import BUILT, COUNTRY, MAKE, MARKET, MODEL, Completion, told_word
from keiimport.facts.contradictions import check_weights, differs, settle, take_whole_engine
from keiimport.facts.identity import LABELLED, NUMBERS, Numbers, read_numbers
from keiimport.facts.problems import listed
from keiimport.facts.sources import Confidence, Presumption, Source, SourcedValue, with_margin
from keiimport.facts.vocabulary import Vocabulary

FOR_US, LABELS, TWIN = "vehicle.built_for_us", "vehicle.certified_to", "vehicle.us_twin"
POWERTRAIN, DISPLACEMENT = "vehicle.powertrain", "vehicle.displacement"
SEATS, PERSONS = "vehicle.seats", "vehicle.designed_persons"
REGISTERED_IN, CERTIFIED_BY = "vehicle.registered_in", "vehicle.certified_by"

LOOKED_AT = frozenset(
    (
        *(BUILT, "vehicle.first_registered", "vehicle.manufactured_evidence", "vehicle.model_year"),
        *("entry.date", "entry.entered", "entry.arrived", REGISTERED_IN),
        *(FOR_US, LABELS, CERTIFIED_BY, PERSONS, *NUMBERS.values(), *FACTS),
    )
)
"""The facts from which others are derived; presumed dates follow from further ones."""

_OF_A_VERSION = frozenset({DISPLACEMENT, "vehicle.drive_side", POWERTRAIN})
"""The facts in which a labelled version of a model may differ from others."""


class CompletedCase(NamedTuple):
    """A completed case, with only those presumptions that depend on its dates."""

    known: Mapping[str, SourcedValue]
    warnings: tuple[str, ...]
    models: tuple[str, ...]
    contradicted: frozenset[str]  # caller and catalogue differ so that neither is believed
    disputed: frozenset[str] = frozenset()  # told otherwise than there, whoever is believed

    def strictly(self) -> Self:
        """Copy the case without presumed dates."""
        held = ((name, held) for name, held in self.known.items() if held.source != "presumed")
        return self._replace(known={name: value.unpresumed or value for name, value in held})


class Completer:
    """Completes cases by one set of rules."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        catalogue: Catalogue,
        presumptions: Iterable[Presumption],
        standards: Sequence[str],
    ) -> None:
        self.vocabulary = vocabulary
        self._catalogue = catalogue
        self._standards = frozenset(standards)
        self._by_date = [each for each in presumptions if each.known is None]

    def completed(self, told: Mapping[str, StatedValue], today: date) -> CompletedCase:
        """Complete a case, or raise `InputError` if what was told is impossible."""
        completion = Completion(told, self.vocabulary, self._standards)
        build_date.take_entry_day(completion, today)
        build_date.bound_build(completion)
        numbers = read_numbers(completion, self._catalogue.exhaust)
        build_date.check_model_year(completion, numbers)
        match = _find_vehicle(completion, self._catalogue, numbers)
        if match.rows:
            _use_catalogue(completion, build_date.in_production(completion, match), self._catalogue)
        elif match.other_years:
            _use_name(completion, match.ruled_out, (COUNTRY,))
            _use_name(completion, _near(completion, match.ruled_out), _OF_A_NAME)
        build_date.bound_by_production(completion, match, numbers)
        if any([row.start_confidence == "unverified" for row in match.rows]):
            # the catalogue itself is not sure of when they were built
            completion.warn("unsure_start", vehicles=listed(row.title for row in match.rows))
        if not match.rows:
            _use_machine(completion, self._catalogue)
        check_weights(completion)
        _check_labels(completion, self._catalogue, numbers, match)
        _rule_out_us_market(completion, self._catalogue, match)
        if seats := completion.known.get(SEATS):
            # unless somebody says otherwise, it is designed for as many persons as it seats
            completion.offer(PERSONS, seats._replace(source="derived"))
        for each in self._by_date:
            for name in each.facts:
                dated = each.by_date(name, completion.known)
                if dated is not None and name not in completion.contradicted:
                    completion.known[name] = dated
        return CompletedCase(
            completion.known,
            tuple(dict.fromkeys(completion.warnings)),
            tuple([row.id for row in match.rows]),
            frozenset(completion.contradicted),
            frozenset(completion.disputed),
        )


def _find_vehicle(completion: Completion, catalogue: Catalogue, numbers: Numbers) -> Match:
    built = completion.bounds_of(BUILT)
    make, model = completion.text_of(MAKE), completion.text_of(MODEL)
    if make is None and model is not None and catalogue.is_maker(model):
        make, model = model, None  # 車名 on the papers is the maker
        completion.known[MAKE] = completion.known.pop(MODEL)
    if make is not None and (spelled := catalogue.maker(make)) != make:
        completion.known[MAKE] = completion.known[MAKE]._replace(value=spelled, text=spelled)
    if numbers.conflict:
        each = [catalogue.match(chassis_codes=codes, built=built) for codes in numbers.conflict]
        build_date.check_codes(completion, each)
        return Match(ruled_out=tuple(row for match in each for row in match.rows))
    if model is not None and (latin := catalogue.spellings.latin(model)) != model:
        completion.known[MODEL] = completion.known[MODEL]._replace(value=latin)
        model = latin
    if not (numbers.codes or model):
        if make is not None:
            shared = (*_OF_A_NAME, POWERTRAIN, DISPLACEMENT)
            _use_name(completion, catalogue.made_by(make, built), shared)
        return Match()
    match = catalogue.match(
        make=completion.text_of(MAKE),
        model=model,
        chassis_codes=numbers.codes,
        built=built,
        markets=numbers.markets,
    )
    if model is not None and (spelled := as_spelled(model, match.rows)) != model:
        completion.known[MODEL] = completion.known[MODEL]._replace(value=spelled, text=spelled)
    for name, places in match.warnings:
        completion.warnings.append(completion.vocabulary.say(f"catalogue.{name}", **places))
    take_whole_engine(completion, match.rows)
    return _with_its_engine(completion, match, catalogue)


def _with_its_engine(completion: Completion, match: Match, catalogue: Catalogue) -> Match:
    """Keep rows with the engine told; if none has it, a name alone means another vehicle."""
    told = [name for name in (POWERTRAIN, DISPLACEMENT) if name in completion.known]
    other: dict[str, SourcedValue] = {}
    rows = []
    for row in match.rows:
        differing = [n for n in told if differs(completion, n, row.facts.get(n))]
        if not differing:
            rows.append(row)
        other.update((name, row.facts[name]) for name in differing)
    if not other or (match.numbered and not rows):
        return match
    if not rows and _only_kei(completion, catalogue):
        return match._replace(numbered=True)
    if not rows:
        # of another size, it may be of another class
        other_size = DISPLACEMENT in other
        _use_name(completion, match.rows, _OF_A_NAME[:-1] if other_size else _OF_A_NAME)
        name, fact = next(iter(other.items()))
        has = completion.say("vehicle_has", vehicle=match.rows[0].title, value=fact.text)
        completion.warn("another_vehicle", told=completion.told(name), because=has)
        return match._replace(rows=(), ruled_out=match.rows, other_years=False)
    return match._replace(rows=tuple(rows))


def _only_kei(completion: Completion, catalogue: Catalogue) -> bool:
    named = catalogue.match(make=completion.text_of(MAKE), model=completion.text_of(MODEL)).rows
    kei = [row.facts.get("vehicle.kei") for row in named]
    closed = any(row.is_last_of_its_name for row in named)
    return closed and all(fact is not None and fact.value is True for fact in kei)


_OF_A_NAME = (COUNTRY, "vehicle.body", "vehicle.designed_for", "vehicle.kei")
"""The facts of a name that hold for unlisted vehicles of it as well; the class comes last."""


def _near(completion: Completion, rows: tuple[CatalogueRow, ...]) -> tuple[CatalogueRow, ...]:
    """Return all rows if any was in production near the build date, otherwise none."""
    built = completion.known.get(BUILT)
    spans = [with_margin(row.produced, "name", "name") for row in rows]
    return rows if built and any(span.overlaps(built.bounds) for span in spans) else ()


def _use_machine(completion: Completion, catalogue: Catalogue) -> None:
    """Fill in what names such as ATV or CRF450R imply, unless something else is told."""
    model = completion.text_of(MODEL)
    told = catalogue.machines.told_in(completion.text_of(MAKE), model) if model else {}
    if all(completion.value_of(name) in (None, value) for name, value in told.items()):
        for name, value in told.items():
            known = told_word(value)._replace(source="catalogue", confidence="secondary")
            completion.offer(name, known)


def _use_name(completion: Completion, rows: tuple[CatalogueRow, ...], names: Sequence[str]) -> None:
    shared = agreed(rows, loose=True)
    for name in (name for name in names if name in shared):
        completion.offer(name, shared[name])


def _use_catalogue(completion: Completion, match: Match, catalogue: Catalogue) -> None:
    facts = dict(match.facts)
    labelled = completion.value_of(LABELS) and not match.numbered
    twin = _may_be_labelled(completion, catalogue, match)
    if twin or (labelled and _name_sold_there(completion, catalogue)):
        # its twin with the label may come from other works
        facts.pop(COUNTRY, None)
    if twin:
        facts.pop(MARKET, None)
    for name, fact in facts.items():
        told = completion.known.get(name)
        if told is None:
            completion.offer(name, fact)
        elif told.value != fact.value and told.source != "vin":
            settle(completion, name, told, fact, match.rows[0], numbered=match.numbered)


# --- for which market it was built, and whether what was told of labels fits that ---
# The catalogue never fills a label. Where the vehicle is one of Japan, by its number, its market or
# every row it can be, a US or Canadian label that somebody tells is not believed: it would open a
# door at once. A VIN of 17 characters, or the market itself, speaks for it.


def _check_labels(
    completion: Completion, catalogue: Catalogue, numbers: Numbers, match: Match
) -> None:
    """Doubt labels, or a US market, told of a vehicle built for another market."""
    by_maker = completion.value_of(CERTIFIED_BY) in (None, "original_maker")
    labelled = bool(completion.value_of(LABELS)) and by_maker
    for_us = completion.value_of(FOR_US) is True
    if not (labelled or for_us):
        return
    why = _other_market(completion, numbers, match)
    if why is None:
        return
    if not match.numbered and _name_sold_there(completion, catalogue):
        # the version with labels may have the wheel on the other side, and another engine
        for name in _OF_A_VERSION & completion.known.keys():
            if completion.known[name].source == "catalogue":
                del completion.known[name]
        return
    for name, told in ((LABELS, labelled), (FOR_US, for_us)):
        if told and completion.opens(name) is not None:
            completion.disbelieve(name, why)


def _other_market(completion: Completion, numbers: Numbers, match: Match) -> str | None:
    """The evidence that it was built for a market without labels, if there is any."""
    market = completion.known.get(MARKET)
    if numbers.vin or (market is not None and market.value in LABELLED):
        return None
    if numbers.japanese is not None:
        return numbers.japanese
    if market is not None and market.source == "told":
        return completion.say("market", value=market.text)
    rows = match.rows or match.ruled_out
    twins = not match.numbered and any(row.twin for row in rows)
    if rows and not twins and LABELLED.isdisjoint(row.market for row in rows):
        markets = listed(row.market for row in rows)
        return completion.say("market_only", vehicle=rows[0].title, markets=markets)
    return None


def _name_sold_there(completion: Completion, catalogue: Catalogue) -> bool:
    """Whether any vehicle of this name was sold with labels, as a Civic was in Canada."""
    model, market = completion.text_of(MODEL), completion.known.get(MARKET)
    if model is None or (market is not None and market.source == "told"):
        return False
    rows = catalogue.match(make=completion.text_of(MAKE), model=model).rows
    words = set(model.casefold().split())
    twins = (str(row.twin.value).casefold().split() for row in rows if row.twin)
    return any(row.market in LABELLED for row in rows) or any(map(words.issubset, twins))


def _may_be_labelled(completion: Completion, catalogue: Catalogue, match: Match) -> bool:
    """Whether it is known by name alone and registered where a labelled version was sold."""
    if match.numbered or completion.value_of(REGISTERED_IN) not in LABELLED:
        return False
    return any(row.twin for row in match.rows) or _name_sold_there(completion, catalogue)


def _rule_out_us_market(completion: Completion, catalogue: Catalogue, match: Match) -> None:
    """Say whether it was built for the US, if all rows agree and none has a US version."""
    if FOR_US in completion.known or not completion.contradicted.isdisjoint((FOR_US, MARKET)):
        return
    built = completion.known.get(COUNTRY)
    if built is not None and built.source == "told" and built.value in LABELLED:
        return  # a Civic made in Indiana
    market, rows = completion.known.get(MARKET), match.rows
    of_us = all(row.market == "US" for row in rows)
    source: Source = "catalogue"
    confidence: Confidence = "secondary"
    if market is not None:
        source, confidence, of_us = market.source, market.confidence, market.value == "US"
    elif (
        not rows
        or of_us is not any(row.market == "US" for row in rows)
        or _may_be_labelled(completion, catalogue, match)
    ):
        # it may be the version for the United States itself
        twin = next((row for row in rows if row.market == "US" or row.twin), None)
        if twin is not None and TWIN not in completion.known:
            own = SourcedValue(twin.title, twin.title, source, confidence)
            completion.known[TWIN] = twin.twin or own
        return
    completion.known[FOR_US] = SourcedValue(of_us, "yes" if of_us else "no", source, confidence)
