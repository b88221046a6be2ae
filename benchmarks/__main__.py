# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks single` measures one evaluation at a time."""

from __future__ import annotations

import argparse
import json

from benchmarks.single import Effort, measure_all
from benchmarks.table import show


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    single = commands.add_parser("single", help="one case at a time, and the cold start")
    single.add_argument("--json", action="store_true", help="print the rows as JSON")
    single.add_argument("--quick", action="store_true", help="few runs: shows that it works")
    arguments = parser.parse_args()
    report = measure_all(Effort.quick() if arguments.quick else Effort())
    if arguments.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        show(report)


if __name__ == "__main__":
    main()
