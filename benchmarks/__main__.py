# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks single` measures one evaluation at a time, `many` whole tables.

`serve` measures the server on loopback; `layer` reading and writing tables alone, and the memory
that takes; `agree` compares what tables say with what single evaluations say.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from benchmarks.single import Effort, measure_all
from benchmarks.table import show


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    single = commands.add_parser("single", help="one case at a time, and the cold start")
    single.add_argument("--json", action="store_true", help="print the rows as JSON")
    single.add_argument("--quick", action="store_true", help="few runs: shows that it works")
    many = commands.add_parser("many", help="whole tables, memory, and others beside")
    many.add_argument("--json", action="store_true", help="print the rows as JSON")
    many.add_argument("--quick", action="store_true", help="few rows: shows that it works")
    many.add_argument(
        "--openfisca", type=Path, metavar="PYTHON", help="the Python that has OpenFisca-core"
    )
    layer = commands.add_parser("layer", help="reading and writing tables, without evaluating")
    layer.add_argument("--json", action="store_true", help="print the rows as JSON")
    layer.add_argument("--quick", action="store_true", help="few rows: shows that it works")
    layer.add_argument("--memory", action="store_true", help="only the memory")
    server = commands.add_parser("serve", help="the server on loopback, and its memory")
    server.add_argument("--json", action="store_true", help="print the rows as JSON")
    server.add_argument("--quick", action="store_true", help="few requests: shows that it works")
    server.add_argument("--requests", type=int, help="over which memory is watched; 100,000")
    server.add_argument("--memory", action="store_true", help="only the memory")
    agree = commands.add_parser("agree", help="tables against single evaluations")
    agree.add_argument("--rows", type=int, default=200_000)
    agree.add_argument("--seed", type=int, default=1)
    agree.add_argument("--columns", choices=("outcomes", "doors", "every"), default="outcomes")
    arguments = parser.parse_args()
    if arguments.command == "agree":
        from benchmarks.agree import ASKED, compare, show_agreement

        found = compare(arguments.rows, arguments.seed, ASKED[arguments.columns])
        show_agreement(found)
        raise SystemExit(1 if found.different else 0)
    if arguments.command == "serve":
        from benchmarks import serve

        load = serve.Effort.quick() if arguments.quick else serve.Effort()
        if arguments.requests:
            load = replace(load, memory=arguments.requests)
        if arguments.memory:
            serve.show_memory(serve.measure_memory(load))
            return
        served = serve.measure_serve(load)
        if arguments.json:
            print(json.dumps(served.to_dict(), ensure_ascii=False, indent=2))
        else:
            serve.show_serve(served)
        return
    if arguments.command == "layer":
        from benchmarks import layer as batch_layer

        amount = batch_layer.Effort.quick() if arguments.quick else batch_layer.Effort.full()
        report = batch_layer.measure_layer(amount, speed=not arguments.memory)
    elif arguments.command == "many":
        # tables need Polars, which measuring single cases does without
        from benchmarks import many as tables

        effort = tables.Effort.quick() if arguments.quick else tables.Effort.full()
        report = tables.measure_many(effort, arguments.openfisca)
    else:
        report = measure_all(Effort.quick() if arguments.quick else Effort())
    if arguments.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        show(report)


if __name__ == "__main__":
    main()
