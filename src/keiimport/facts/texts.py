# SPDX-License-Identifier: Apache-2.0
"""Texts as people tell them: names and numbers, and codes of countries and states."""

import unicodedata
from collections.abc import Callable, Mapping

from keiimport.errors import locating, nearest
from keiimport.facts.data import patterns, rows
from keiimport.facts.problems import refused, remark
from keiimport.facts.vocabulary import FactKind

_RE = patterns(__file__)

STATES: Mapping[str, str] = {row["code"]: row["name"] for row in rows(__file__, "states.csv")}
"""The names of the states, the District of Columbia and the five territories, by code."""

_STATES_BY_NAME = {name.casefold(): code for code, name in STATES.items()}

LONGEST_TEXT = 100  # characters of the longest text fact, such as a model name

MARKETS = ("JP", "US", "CA", "EU", "other")
"""The markets that the law and the catalogue distinguish; any other country is accepted."""


class Cut(str):
    """A text that was too long, of which only the first words are kept."""

    warnings: tuple[str, ...] = ()


def parse_name(value: object) -> str:
    """Read a name as `parse_text` does, but shorten one that is too long to its first words."""
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return parse_text(value)
    text = " ".join(unicodedata.normalize("NFKC", value[: 100 * LONGEST_TEXT]).split())
    if len(text) <= LONGEST_TEXT:
        return parse_text(text)
    first = text[: LONGEST_TEXT + 1].rpartition(" ")[0] or text[:LONGEST_TEXT]
    cut = Cut(parse_text(first))
    cut.warnings = (remark("first_words", words=first),)
    return cut


def parse_text(value: object) -> str:
    """Read a text of one line, in plain width."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        # a model may be a number, and a table make it a decimal one
        value = repr(value).removesuffix(".0") if abs(value) < 1e15 else value
    if not isinstance(value, str):
        raise refused(value, "no_text")
    # blanks may be all that makes it long; what is far too long is not worth looking at
    if len(value) > 10 * LONGEST_TEXT:
        raise refused(value, "long_text", most=LONGEST_TEXT)
    text = " ".join(unicodedata.normalize("NFKC", value).split())
    if len(text) > LONGEST_TEXT:
        raise refused(value, "long_text", most=LONGEST_TEXT)
    if not text.isprintable():
        raise refused(ascii(text)[1:-1], "unprintable")
    return text


def parse_eligibility(value: object) -> str:
    """Read an eligibility number into the form of NHTSA's list: `vcp 32` is `VCP-32`."""
    # capitals may be longer, as those of ß are
    text = parse_text(parse_text(value).upper())
    found = _RE["eligibility"].fullmatch(text)
    return f"{found[1]}-{found[2]}" if found else text


def parse_country(value: object) -> str:
    """Read an ISO code or name of a country, as the code of two letters."""
    text = parse_text(value)
    if code := country_code(text):
        return code
    raise refused(value, "no_country", near=near_country(text))


def near_country(text: str) -> str | None:
    """The code of the country whose name was probably misspelt, if any is near."""
    from iso3166 import countries

    names = {country.name.casefold(): country.alpha2 for country in countries} | _COMMON
    return names.get(nearest(text.casefold(), names, 0.8) or "") if len(text) > 3 else None


def parse_market(value: object) -> str:
    """Read a market: one of `MARKETS`, or a country."""
    text = parse_text(value)
    groups = {name.casefold(): name for name in MARKETS}
    if code := groups.get(text.casefold()) or country_code(text):
        return code
    raise refused(value, "no_market")


_COMMON = {row["name"]: row["code"] for row in rows(__file__, "countries.csv")}
"""Everyday names of countries that the ISO standard lacks, with their codes."""


def country_code(text: str) -> str | None:
    """The ISO code of a country, by its code or name; None if it is not known."""
    from iso3166 import countries, countries_by_alpha2

    code, text = text.upper(), _RE["the"].sub("", text)
    if code in countries_by_alpha2:
        return code
    found = _COMMON.get(text.casefold()) or getattr(countries.get(text, None), "alpha2", None)
    return found and str(found)


def parse_state(value: object) -> str:
    """Read a state by postal code or name: `tx` and `Texas` are `TX`."""
    text = _RE["before state"].sub("", parse_text(value), 1)
    if (code := text.upper().replace(".", "")) in STATES:
        return code
    if found := _STATES_BY_NAME.get(text.casefold()):
        return found
    names = STATES.values() if len(text) > 2 else STATES
    raise refused(value, "no_state", near=nearest(text, names))


def state_asked(told: str) -> str:
    """Read a state that is asked about in addition to a case."""
    with locating("state"):
        return parse_state(told)


FORMS: Mapping[str, tuple[Callable[[object], str], FactKind, tuple[str, ...]]] = {
    "name": (parse_name, "text", ()),
    "text": (parse_text, "text", ()),
    "eligibility_number": (parse_eligibility, "text", ()),
    "country": (parse_country, "choice", ()),
    "market": (parse_market, "choice", MARKETS),
    "state": (parse_state, "choice", tuple(STATES)),
}
"""The forms of texts: the function that reads each, its kind, and its choices if any."""
