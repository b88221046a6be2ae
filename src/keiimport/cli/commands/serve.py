# SPDX-License-Identifier: Apache-2.0
"""`keiimport serve` and `keiimport mcp`: the same answers for browsers, programs and assistants."""

from pathlib import Path
from typing import Final

import click

from keiimport.cli.options import options, rules
from keiimport.cli.output import say
from keiimport.engine import Engine
from keiimport.errors import need

_NEEDED: Final = ("fastapi", "jinja2", "python_multipart", "starlette", "uvicorn")


@click.command("serve")
@options("--host", "--port", "serve --workers")
@rules
def serve(host: str, port: int, workers: int, folder: Path | None) -> None:
    """Serve web pages, and an API under /api/v1, until Ctrl-C.

    Only this machine can ask, unless `--host` names an address that others reach. Nothing is
    kept of what is asked.
    """
    need("web", "pages and the API", *_NEEDED)
    import keiimport.web.serve as web
    from keiimport.web.settings import LOOPBACK, Settings

    open_to_others = host not in LOOPBACK and not host.startswith("127.")
    if open_to_others:
        say(
            f"warning: everybody who reaches `{host}` can ask this server; it knows no passwords "
            "and does not encrypt"
        )
    if folder is not None:
        Engine(folder).keep()  # a mistake in the rules is said before anything listens
    rules = None if folder is None else str(folder.resolve())
    settings = Settings(rules, () if open_to_others else LOOPBACK)
    web.serve(host, port, workers, settings, lambda at: say(f"{at} (Ctrl-C ends it)"))


@click.command("mcp")
@options("--scenario", "--with")
@rules
def mcp(scenarios: tuple[str, ...], overlays: tuple[Path, ...], folder: Path | None) -> None:
    """Serve an assistant over standard input and output (MCP).

    An assistant starts this itself: give it the command `keiimport mcp`. Its tools are check,
    evaluate, when, why, vehicles and state_map; rules and states are resources. Nothing leaves
    this machine. Needs `pip install 'keiimport[mcp]'`.
    """
    from keiimport.mcp import server

    server(Engine(folder, scenarios=scenarios, overlays=overlays)).run()
