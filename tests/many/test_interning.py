# SPDX-License-Identifier: Apache-2.0
"""Equal combinations have one number, chunk after chunk, and different ones never share one."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keiimport.many import interning
from keiimport.many.interning import Interner

SIZES = (1, 7, 300, 2**31, 2**62)


@st.composite
def chunks(draw: st.DrawFn) -> list[list[tuple[int, ...]]]:
    """Chunks of rows of a few numbers, some of them very large."""
    tops = draw(st.lists(st.sampled_from(SIZES), min_size=1, max_size=5))
    row = st.tuples(*(st.sampled_from((0, 1, top // 2, top)) for top in tops))
    return draw(st.lists(st.lists(row, min_size=1, max_size=12), min_size=1, max_size=4))


@settings(max_examples=60, deadline=None)
@given(chunks())
def test_equal_combinations_have_one_number_in_a_chunk(rows: list[list[tuple[int, ...]]]) -> None:
    """However wide the numbers are; from chunk to chunk too where they do not grow."""
    interner = Interner()
    for chunk in [*rows, rows[-1]]:
        columns = [pl.Series(list(part), dtype=pl.UInt64) for part in zip(*chunk, strict=True)]
        found = interner.numbers(columns).to_list()
        assert len(set(zip(chunk, found, strict=True))) == len(set(chunk)) == len(set(found))
    assert interner.numbers(columns).to_list() == found


def test_what_is_forgotten_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """More combinations than are kept."""
    monkeypatch.setattr(interning, "MOST_KEYS", 4)
    made: list[int] = []

    def make(rows: pl.Series) -> list[int]:
        made.extend(rows)
        return [10 * (row + 1) for row in rows]

    interner = Interner(make)
    for size in (3, 3, 6, 2):
        column = pl.Series(range(size), dtype=pl.UInt32)
        assert interner.numbers([column]).to_list() == [10 * (n + 1) for n in range(size)]
    assert len(made) >= 9
