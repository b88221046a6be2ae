# SPDX-License-Identifier: Apache-2.0
"""A real Ray of two processes: the same answers as one machine, even when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from keiimport.batch.table import TableEvaluator
from keiimport.errors import InputError, KeiimportError

DAY = date(2026, 11, 21)

TABLE = pl.DataFrame(
    {
        "lot": range(240),
        "chassis_code": ["DD51T", "B6AW", "PP1", "HA4"] * 60,
        "first_registered": [str(1990 + n % 36) for n in range(240)],
        "manufactured": ["2001-11" if n % 5 else None for n in range(240)],
    }
)


@pytest.fixture(scope="module")
def data() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="there is no Ray for this Python")
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    root = str(Path(__file__).parents[1])
    with pytest.MonkeyPatch.context() as patch:
        # the workers get it from here; a `runtime_env` would have them begun twice
        patch.setenv("PYTHONPATH", os.pathsep.join([root + "/src", root]))
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.data
    ray.shutdown()


def evaluated(dataset: Any, **options: Any) -> pl.DataFrame:
    from keiimport import cluster

    found = cluster.evaluate(dataset, id=["lot"], today=DAY, **options)
    return pl.concat([pl.DataFrame(batch) for batch in found.iter_batches(batch_format="pyarrow")])


def test_a_cluster_answers_as_one_machine_does_and_survives_a_killed_worker(
    data: Any, tmp_path: Path
) -> None:
    expected = TableEvaluator(id=["lot"], today=DAY)(TABLE)
    blocks = data.from_arrow([TABLE[n : n + 40].to_arrow() for n in range(0, 240, 40)])
    mark = str(tmp_path / "killed")

    def kill_once(block: Any) -> Any:
        import pathlib

        if 100 in block["lot"].to_pylist() and not pathlib.Path(mark).exists():
            pathlib.Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return block

    dying = blocks.map_batches(kill_once, batch_format="pyarrow")
    assert evaluated(dying).sort("lot").equals(expected)
    assert (tmp_path / "killed").exists()


def test_what_is_wrong_shows_before_anything_is_sent() -> None:
    from keiimport import cluster

    pytest.importorskip("ray")
    with pytest.raises(InputError, match="expected `earliest`"):
        cluster.evaluate(None, columns=["earlest"])


def test_without_ray_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from keiimport import cluster

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(KeiimportError, match=r"keiimport\[cluster\]"):
        cluster.evaluate(None)
