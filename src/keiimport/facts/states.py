# SPDX-License-Identifier: Apache-2.0
"""The states, the District of Columbia and the territories, by their postal codes."""

from __future__ import annotations

from collections.abc import Mapping

from keiimport.facts.data import rows

STATES: Mapping[str, str] = {row["code"]: row["name"] for row in rows(__file__, "states.csv")}
"""The name of every state, of the District and of the five territories by its code."""
