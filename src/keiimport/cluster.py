# SPDX-License-Identifier: Apache-2.0
"""Tables spread over many machines with Ray Data: each block is evaluated where it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from keiimport.errors import need

if TYPE_CHECKING:
    from typing import Unpack

    from keiimport.batch.options import Asked
    from keiimport.batch.table import TableEvaluator

BLOCK_ROWS = 100_000  # rows evaluated together; larger blocks are split


def evaluate(dataset: Any, *, batch_size: int = BLOCK_ROWS, **options: Unpack[Asked]) -> Any:
    """The answers for every row of a dataset, as another dataset.

    It is lazy, as always in Ray Data. Blocks keep their rows and their order; pass the column
    that identifies rows through with `id`.

    Args:
        dataset: a `ray.data.Dataset`.
        batch_size: the most rows to evaluate together.
        options: those of `keiimport.batch.options.Asked`.

    Returns:
        A `ray.data.Dataset` with the columns passed through and those of the answer.

    Raises:
        InputError: an option, or the columns of the dataset, cannot be understood.
        KeiimportError: Ray is not installed.
    """
    need("cluster", "datasets on many machines", "ray", "polars", "pyarrow")
    import ray

    from keiimport.batch.table import TableEvaluator

    evaluator = ray.put(TableEvaluator(**options))
    return dataset.map_batches(
        _block, batch_format="pyarrow", batch_size=batch_size, fn_args=(evaluator,)
    )


def _block(block: Any, evaluator: Any) -> Any:
    return _got(evaluator)(block).to_arrow()


@lru_cache(maxsize=1)
def _got(evaluator: Any) -> TableEvaluator:
    """The evaluator sent along, unpickled once in each worker."""
    import ray

    found: TableEvaluator = ray.get(evaluator)
    return found
