# SPDX-License-Identifier: Apache-2.0
"""One step of this project's own; all others come with keiimport."""

from pytest_bdd import given, parsers


@given(parsers.parse("our customer pays {yen:d} yen at {rate:d}"))
def customer_pays(keiimport_scene, yen, rate):
    """A price as our customers know it, with the rate of the day."""
    keiimport_scene.tell("entry.value", f"{yen} JPY")
    keiimport_scene.tell("entry.exchange_rate", str(1 / rate))
