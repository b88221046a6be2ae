# SPDX-License-Identifier: Apache-2.0
"""`keiimport mcp`: the same answers for assistants, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from keiimport.cli.options import overlays, rules, scenarios
from keiimport.engine import Engine


@click.command("mcp")
@scenarios
@overlays
@rules
def command(scenarios: tuple[str, ...], overlays: tuple[Path, ...], folder: Path | None) -> None:
    """Answer an assistant on standard input and output, until it hangs up.

    An assistant starts this itself: give it the command `keiimport mcp`. Its tools are check,
    evaluate, when, why, vehicles and state_map; rules and states are resources. Nothing leaves
    this machine. Needs `pip install 'keiimport[mcp]'`.
    """
    from keiimport.mcp import server

    server(Engine(folder, scenarios=scenarios, overlays=overlays)).run()
