# SPDX-License-Identifier: Apache-2.0
"""Text files that are not UTF-8, or end their lines in an old way, turned into what is."""

from __future__ import annotations

import codecs
import tempfile
from functools import partial
from itertools import chain
from typing import BinaryIO, Final

from keiimport.errors import InputError
from keiimport.rulebook.problems import likely

USUAL: Final = ("cp932", "euc_jp", "cp1252", "cp1251", "gb18030", "utf_16")
"""What tables of vehicles are written in, where they are not UTF-8: what Excel saves in Japan,
in the West and in Russia, and what Japanese sites send."""

_SAMPLE: Final = 1 << 16
_BLOCK: Final = 1 << 20


def encoding_of(head: bytes, told: str | None, *, guess: bool = True) -> str | None:
    """What a text is written in; None where it is UTF-8 and can be read as it is."""
    if told is not None:
        try:
            name = codecs.lookup(told).name
        except LookupError:
            said = f"there is no encoding `{told}`"
            expected = likely(told, ("utf-8", *USUAL), "a name such as `cp932` or `utf-8`")
            raise InputError(said, at="encoding", got=told, expected=expected) from None
        return None if name in ("utf-8", "utf-8-sig") else name
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf_16"
    if not guess or _mostly_utf8(head):
        return None
    from charset_normalizer import from_bytes

    # whole lines: half a character at the end would speak against every encoding
    sample = head[:_SAMPLE]
    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample, cp_isolation=list(USUAL)).best()
    if best is None:
        said = "nobody says what the text is written in, and it is not UTF-8"
        expected = "UTF-8, or `--encoding` with a name such as `cp932`"
        raise InputError(said, at="encoding", expected=expected)
    return best.encoding


def _mostly_utf8(head: bytes) -> bool:
    """Whether most lines that are more than ASCII are UTF-8; the last may be cut off."""
    good = bad = 0
    for line in head.splitlines():
        if not line.isascii():
            try:
                codecs.getincrementaldecoder("utf-8")().decode(line)
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad


def as_utf8(head: bytes, rest: BinaryIO, encoding: str | None, *, returns: bool) -> BinaryIO:
    """A file of the same text in UTF-8; with `returns` its lines end in a carriage return alone."""
    name = encoding or "utf-8-sig"
    decoder = codecs.getincrementaldecoder(name)()
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the source that reads it lets go of it
    read = 0
    try:
        for block in chain([head], iter(partial(rest.read, _BLOCK), b"")):
            text = decoder.decode(block)
            file.write((text.replace("\r", "\n") if returns else text).encode())
            read += len(block)
        file.write(decoder.decode(b"", final=True).encode())
    except UnicodeError:
        file.close()
        raise InputError(
            f"the text is not written in `{name}` throughout: about byte {read} something else "
            "begins",
            at="encoding",
            got=name,
            expected="`--encoding` with the right name, such as `cp932` or `utf-8`",
        ) from None
    file.seek(0)
    return file
