# SPDX-License-Identifier: Apache-2.0
"""Tables that lie beside the code: units, states."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a table, each by its columns."""
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
