# SPDX-License-Identifier: Apache-2.0
"""Untrusted Arrow streams, read in a separate process.

A stream that lies about its sizes crashes its reader. `python -m keiimport.web.arrow` reads one
from standard input, with limited memory, and writes a valid one to standard output.
"""

import subprocess
import sys
from contextlib import suppress
from typing import Any, Final

from keiimport.errors import InputError, need
from keiimport.facts.problems import bad_input

SECONDS: Final = 20.0  # within which a stream must have been read
MEMORY: Final = 4 << 30  # bytes of address space for reading
LARGEST: Final = 256 << 20  # bytes of the largest table that is taken; streams may be compressed


def polars() -> Any:
    """Polars, if it is installed."""
    need("batch", "tables", "polars")
    import polars

    return polars


def read(data: bytes) -> Any:
    """The table in an Arrow stream."""
    library = polars()
    try:
        found = subprocess.run(
            [sys.executable, "-m", __name__], input=data, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise _unreadable("it takes too long") from None
    if found.returncode:
        lines = found.stderr.decode("utf-8", "replace").splitlines() or ["it is damaged"]
        raise _unreadable(lines[-1] if found.returncode == 1 else "it is damaged")
    return library.read_ipc_stream(found.stdout)


def written(table: Any) -> bytes:
    """A table as an Arrow stream."""
    return bytes(table.write_ipc_stream(None).getvalue())


def _unreadable(why: str) -> InputError:
    return bad_input("no_arrow", why=why[:200])


def _main() -> None:
    library = polars()
    with suppress(ImportError):  # not every system has such bounds
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        table = library.read_ipc_stream(sys.stdin.buffer.read())
        if table.estimated_size() > LARGEST:
            sys.exit(f"it is larger than {LARGEST >> 20} MiB")
        sys.stdout.buffer.write(written(table))
    except library.exceptions.PanicException:
        sys.exit("it is damaged")
    except (library.exceptions.PolarsError, OSError, MemoryError) as error:
        sys.exit(next(iter(str(error).splitlines()), "it is damaged"))


if __name__ == "__main__":
    _main()
