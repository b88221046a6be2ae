# SPDX-License-Identifier: Apache-2.0
"""Tags that name a rule, and those that only look as if they did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from keiimport.errors import nearest
from keiimport.logic.bundle import load_bundle
from keiimport.rulebook.files import SCENARIOS, read_folder, rules_folder, scenario_names
from keiimport.rulebook.model import entries


def mistaken(tags: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The tags that begin like the id of a rule and are none, with the nearest id, if one is near.

    They begin with an agency, and name no rule, table, path, gate or remark that is shipped.
    """
    for tag in sorted(tags):
        if tag.partition(".")[0] in _agencies() and "." in tag and tag not in known_ids():
            yield tag, nearest(tag, known_ids())


@cache
def known_ids() -> frozenset[str]:
    """Every id of the rules that are shipped, of their scenarios too, and what ids begin with.

    A table has no part in a rulebook; it is what the ids of its rows begin with.
    """
    law = load_bundle().rulebook
    ids = {entry.id for entry in entries(law)}
    words = (id.split(".") for id in ids)
    stems = {".".join(each[:count]) for each in words for count in range(1, len(each))}
    return frozenset(ids | stems | set(_of_scenarios()))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(agency.id for agency in load_bundle().rulebook.agencies)


def _of_scenarios() -> Iterator[str]:
    folder = rules_folder()
    for name, data in read_folder(folder, scenarios=scenario_names(folder)).items():
        if name.startswith(f"{SCENARIOS}/"):
            yield from re.findall(r"\bid: ([\w.-]+)", data.decode())
