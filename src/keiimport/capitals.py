# SPDX-License-Identifier: Apache-2.0
"""Words at the start of a sentence and inside it: only the first letter differs."""


def begun(text: str) -> str:
    """`text` with a capital at the start."""
    return f"{text[:1].upper()}{text[1:]}"


def inside(text: str) -> str:
    """Words that begin a line as they stand inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}"
