# SPDX-License-Identifier: Apache-2.0
"""`keiimport rules`: read the law that verdicts rest on."""

from __future__ import annotations

from keiimport.cli.app import LazyGroup

command = LazyGroup(
    "rules",
    package="keiimport.cli.commands.rules",
    names=("list", "show", "check", "diff", "coverage", "schema"),
    help="List, show, check, compare and cover the rules that verdicts rest on.",
)
