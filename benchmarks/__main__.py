# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks single` measures one evaluation at a time, `many` whole tables.

`serve` measures the server on loopback; `layer` reading and writing tables alone, and the memory
that takes; `agree` compares what tables say with what single evaluations say.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    measured = {
        "single": "one case at a time, and the cold start",
        "many": "whole tables, memory, and others beside",
        "layer": "reading and writing tables, without evaluating",
        "serve": "the server on loopback, and its memory",
    }
    options: dict[str, argparse.ArgumentParser] = {}
    for name, about in measured.items():
        options[name] = commands.add_parser(name, help=about)
        options[name].add_argument("--json", action="store_true", help="print the rows as JSON")
        quick = "only a little: shows that it works"
        options[name].add_argument("--quick", action="store_true", help=quick)
    for name in ("layer", "serve"):
        options[name].add_argument("--memory", action="store_true", help="only the memory")
    many, server = options["many"], options["serve"]
    other = "the Python that has OpenFisca-core"
    many.add_argument("--openfisca", type=Path, metavar="PYTHON", help=other)
    server.add_argument("--requests", type=int, help="over which memory is watched; 100,000")
    agree = commands.add_parser("agree", help="tables against single evaluations")
    agree.add_argument("--rows", type=int, default=200_000)
    agree.add_argument("--seed", type=int, default=1)
    agree.add_argument("--columns", choices=("outcomes", "doors", "every"), default="outcomes")
    _measure(parser.parse_args())


def _measure(asked: Any) -> None:
    # what tables and the server need is imported where they are measured
    if asked.command == "agree":
        from benchmarks.agree import ASKED, compare, show_agreement

        found = compare(asked.rows, asked.seed, ASKED[asked.columns])
        show_agreement(found)
        raise SystemExit(1 if found.different else 0)
    if asked.command == "serve":
        from benchmarks import serve

        load = serve.QUICK if asked.quick else serve.Effort()
        load = load._replace(memory=asked.requests or load.memory)
        if asked.memory:
            serve.measure_memory(load)
            return
        served = serve.measure_serve(load)
        if asked.json:
            print(json.dumps(served, ensure_ascii=False, indent=2))
        else:
            serve.show_serve(served)
        return
    if asked.command == "layer":
        from benchmarks.layer import measure_layer

        report = measure_layer(quick=asked.quick, speed=not asked.memory)
    elif asked.command == "many":
        from benchmarks import many

        report = many.measure_many(many.QUICK if asked.quick else many.Effort(), asked.openfisca)
    else:
        from benchmarks import single

        report = single.measure_all(single.QUICK if asked.quick else single.Effort())
    if asked.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        report.show()


if __name__ == "__main__":
    main()
