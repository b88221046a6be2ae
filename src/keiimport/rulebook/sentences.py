# SPDX-License-Identifier: Apache-2.0
"""`words.yaml`: the sentences that join facts, doors and law, and the places that each may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, create_model

from keiimport.rulebook.grammar import Form, Text, said

_PLACE = re.compile(r"\{([^{}]*)\}")


def _listed(words: str) -> dict[str, str]:
    """Names of sentences, each with its places in brackets."""
    return dict(re.findall(r"([a-z_]+)(?:\(([a-z_ ]+)\))?", words))


SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "answer": _listed(
        "open(yes vehicle day) use(through) then_use(through) refuse yes yes_scope(scope) "
        "action(yes todo) agency(vehicle todo) agency_scope(scope vehicle todo) rests "
        "refused(vehicle unless) unless(unless) closed(door because) not_yet(unless opening day "
        "through) not_yet_range(unless opening month day through) not_yet_far(unless opening "
        "month day) not_yet_far_certain(unless opening month last day) then(through) opening "
        "undetermined(vehicle) unsettled(vehicle) not_before(month vehicle) waiting(vehicle door) "
        "first(question) left_open(door because) certain(day) no_law(vehicle day begins) "
        "no_law_agency(agency day) hypothetical(titles answer) box(form box) code(agency form "
        "code) this"
    ),
    "door": _listed(
        "other_purpose(purpose door purposes) purpose_unknown(door purposes) "
        "right_purpose(purpose) this_box this_code this_entry unclaimed todo(todo) "
        "missing(question) opens(because day) closed"
    ),
    "gate": _listed("unsaid(title) clear(title)"),
    "proof": _listed(
        "which_rule unknown(title) no_rule_built no_rule_day no_rule no_rule_applies none_applies "
        "gap(gap) undone(title) undone_fact rival(rule) in_force(span) in_force_built(span) "
        "no_rule_in_force(span) no_rule_in_force_built(span) from(day) until(day) always"
    ),
    "standard": _listed(
        "applies(number title) does_not_apply(number title) may_apply(number title) none "
        "parts(parts) unclear(parts) part(part because)"
    ),
    "fact": _listed(
        "is(title value) is_bool(title value) is_not(title value wanted) inexact(title value) "
        "unknown(title) includes(value) told at_least(value) at_most(value) aged(years day) "
        "aged_calendar(years day) either(one other) law_day not_known not_known_title(title)"
    ),
    "value": _listed(
        "yes no none anything anything_else another any_day more(number) from_to(low high) to(low "
        "high) from(low) until(high) or_later(low) or_earlier(high) or_more(low) above(low) "
        "at_most(high) below(high) between(low high)"
    ),
    "remedy": _listed(
        "wait(day) become(title values) do(todo title values) blocked(facts) blocked_alone "
        "block(title value) tell(titles) none(most) none_because(most because) open sworn"
    ),
    "timeline": _listed(
        "law_stays covered(agency) day(day) law comes(rule) goes(rule) age(years date) "
        "age_first(years date) age_last(years date) calendar_years(years)"
    ),
    "warning": _listed(
        "no_law(agency day law_day) own_rules(rules) scenario(title id law proposal invention) "
        "catalogue(titles) unverified(rule) secondary(rule) gap(list path)"
    ),
    "duty": _listed(
        "estimate before(day) no_heading carried(last day) carried_warning(last day) "
        "classified(numbers) if(conditions) rest(share) value uncollected(lines) disputed(line) "
        "disputed_warning(lines) refundable(line how) rate_unknown(line) no_value(fact) "
        "no_origin(fact) no_share(share) ways(number most) incomplete no_fees(day) "
        "unverified(rules) secondary(rules)"
    ),
    "state": _listed(
        "allowed(state because) restricted(state because) banned(state because) unclear(state "
        "because) depends(state because) allowed_word restricted_word banned_word unclear_word "
        "the(state) no_row is(title) asks road_refused(speed most) road_doubtful(speed most) "
        "if(condition because) otherwise(because) outcome_if(outcome condition) "
        "outcome_otherwise(outcome)"
    ),
    "told": _listed(
        "today(day) used(told because) unbelieved(told because) between(told because) "
        "built_until(told because day) another_vehicle(told because) wrong(told because) "
        "fact(title value) built(value) registered(value) registration_day registered_later(value "
        "day) entry after_entry(because) no_build(because span) month_span(low high) "
        "by_registration(built) when_registered(built day) production(vehicle) "
        "production_unverified(vehicle) production_began(vehicle began) production_ended(vehicle "
        "ended) production_began_ended(vehicle began ended) production_began_unverified(vehicle "
        "began) production_ended_unverified(vehicle ended) "
        "production_began_ended_unverified(vehicle began ended) in_catalogue prefix(years) "
        "by_prefix later(day by) later_built(day by built) model_year(year first) "
        "vin_model_year(year first) later_model_year(year) codes later_codes doubted(built later) "
        "catalogue_has(value vehicle) vehicle_has(vehicle value) in_both(told known) "
        "weight(value) weight_empty(empty) weight_from(told because value) weight_more(value "
        "empty) market(value) market_number(value because) market_only(vehicle markets) "
        "two_numbers read_as(fact kind text) japanese_frame(text) japanese_type(text) "
        "altered(text) altered_by(text) codes_conflict(codes) unsure_start(vehicles)"
    ),
    "catalogue": _listed(
        "hyphen(codes) other_code(codes vehicle told) no_code(codes) no_make(make) no_plain(model "
        "models) several(model models) version(model models) no_model(model) no_model_near(model "
        "near) other_market(vehicle markets) other_years(model built) other_years_to(model built "
        "last) other_years_from(model built first) other_years_from_to(model built first last)"
    ),
    "form": _listed("catalogue presumed derived today secondary unverified untold"),
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
