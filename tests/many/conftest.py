# SPDX-License-Identifier: Apache-2.0
"""Here few rows are laid out in columns too, as many would be."""

from __future__ import annotations

import pytest

from keiimport.many import table


@pytest.fixture(autouse=True)
def _however_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "FEW", 0)
