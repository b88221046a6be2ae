# SPDX-License-Identifier: Apache-2.0
"""The conditions under OpenFisca-core, run by the Python of an environment of its own."""

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

folder = Path(sys.argv[1])
arrays = dict(np.load(folder / "rows.npz"))
conditions = json.loads((folder / "conditions.json").read_text())
Lot = build_entity(key="lot", plural="lots", label="a lot", is_person=True)
system = TaxBenefitSystem([Lot])


def fact(name):
    """A variable that is given."""
    return type(
        name,
        (Variable,),
        {"value_type": int, "entity": Lot, "definition_period": periods.DateUnit.MONTH},
    )


def rule(name, condition):
    """A variable that is worked out."""

    def formula(lot, period):
        found = None
        for what, how, value, negated in condition["tests"]:
            held = lot(what, period)
            if how == "in":
                truth = held == value[0]
                for other in value[1:]:
                    truth = truth | (held == other)
            else:
                truth = held >= value if how == "ge" else held <= value
            truth = ~truth if negated else truth
            if found is None:
                found = truth
            else:
                found = (found & truth) if condition["every"] else (found | truth)
        return found

    return type(
        name,
        (Variable,),
        {
            "value_type": bool,
            "entity": Lot,
            "definition_period": periods.DateUnit.MONTH,
            "formula": formula,
        },
    )


for name in arrays:
    system.add_variable(fact(name))
for place, condition in enumerate(conditions):
    system.add_variable(rule(f"n{place}", condition))
count = len(next(iter(arrays.values())))
simulation = SimulationBuilder().build_default_simulation(system, count)
for name, values in arrays.items():
    # its whole numbers have 32 bits
    simulation.set_input(name, "2026-11", values.astype(np.int32))
begun = perf_counter()
holding = sum(
    int(simulation.calculate(f"n{place}", "2026-11").sum()) for place in range(len(conditions))
)
print(json.dumps({"seconds": perf_counter() - begun, "holding": holding}))
