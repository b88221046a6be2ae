# SPDX-License-Identifier: Apache-2.0
"""A slow stand-in for `Engine.evaluate_many`."""

from __future__ import annotations

import polars as pl

SCHEMA = {
    "outcome": pl.String,
    "strict_outcome": pl.String,
    "certainty": pl.String,
    "chosen_nhtsa": pl.String,
    "chosen_epa": pl.String,
    "earliest": pl.Date,
    "reason": pl.String,
    "missing": pl.List(pl.String),
    "warnings": pl.List(pl.String),
    "rulebook": pl.String,
    "reasons": pl.String,
    "error": pl.String,
}


def evaluate_many(engine, rows, outputs=None, reasons=False, as_of=None, strict=False, today=None):
    import json
    from datetime import date

    from keiimport.errors import KeiimportError

    cases = rows
    if isinstance(rows, pl.DataFrame):
        cases = [
            {k: v for k, v in row.items() if v is not None} for row in rows.iter_rows(named=True)
        ]
    found = []
    for case in cases:
        try:
            v = engine.evaluate(case, as_of=as_of, strict=strict, today=today)
            day = v.earliest and date.fromisoformat(v.earliest)
            d = dict(
                outcome=v.outcome,
                strict_outcome=v.strict_outcome,
                certainty=v.certainty,
                chosen_nhtsa=v.chosen.get("nhtsa"),
                chosen_epa=v.chosen.get("epa"),
                earliest=day,
                reason=None if v.outcome == "admissible" else v.paths[0]["id"],
                missing=[m["fact"] for m in v.missing],
                warnings=list(v.warnings),
                rulebook=engine.rulebook.hash,
                reasons=json.dumps(v.reasoning) if reasons else None,
                error=None,
            )
        except KeiimportError as e:
            d = dict.fromkeys(SCHEMA) | {"error": str(e)}
        found.append(d)
    table = pl.DataFrame(found, schema=SCHEMA)
    if not reasons and not outputs:
        table = table.drop("reasons")
    if outputs:
        table = table.select([*[o for o in outputs if o != "error"], "error"])
    return table
