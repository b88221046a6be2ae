# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules list`: every rule, path, gate and remark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from keiimport.cli.options import form, rules
from keiimport.cli.output import indented, write
from keiimport.rulebook.describe import summary
from keiimport.rulebook.loader import load
from keiimport.rulebook.model import entries


@click.command("list")
@form("json", "text")
@rules
def command(form: Literal["json", "text"], folder: Path | None) -> None:
    """List every rule, path, gate and remark with its dates and citations."""
    rows = [summary(entry) for entry in entries(load(folder))]
    if form == "json":
        write(indented(rows))
        return
    width = max(len(str(row["id"])) for row in rows)
    for row in rows:
        cite = row["cite"]
        assert isinstance(cite, list)
        write(f"{row['id']!s:{width}}  {row['kind']!s:6}  {'; '.join(cite)}".rstrip())
