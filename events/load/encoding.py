"""Bytes of a file to UTF-8, and which encoding they were in."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

import numpy as np

_MARKS: Final = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_STEP: Final = 1 << 24
DAMAGED: Final = "\udcff"
"""Stands in decoded text where bytes could not be read; `errors="surrogateescape"` writes its kin."""


@dataclass(frozen=True)
class Decoded:
    """A file as UTF-8 bytes without a mark.

    ``encoding`` names what it was in when that was not UTF-8. ``damaged`` says that some bytes are no text;
    they then stand in ``data`` as they were (or as a lone surrogate), for the row to be set aside.
    """

    data: bytes
    encoding: str = ""
    damaged: bool = False


def decode(data: bytes) -> Decoded:
    """Find the encoding of a file and give it as UTF-8."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _wide(data, name.lower(), name)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _wide(data, unmarked, "UTF-16 without its mark")
    if _is_utf8(data):
        return Decoded(data)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(text.encode("ascii", "ignore"))
    if whole > broken:  # mostly sound UTF-8: other rows must not turn to gibberish for the sake of the broken
        return Decoded(data, damaged=True)
    try:
        return Decoded(data.decode("cp1252").encode(), "Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1").encode(), "Latin-1")


def _wide(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec).encode(), name)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace").replace("\ufffd", DAMAGED)
        return Decoded(text.encode("utf-8", "surrogateescape"), name, damaged=True)


def _unmarked_utf16(data: bytes) -> str:
    """Name the byte order of UTF-16 text that lacks its mark: the header is ASCII, so every other byte is 0."""
    head = np.frombuffer(data[: min(len(data), 200) // 2 * 2], np.uint8)
    if len(head) < 4:
        return ""
    even, odd = (head[0::2] == 0).mean(), (head[1::2] == 0).mean()
    if even > 0.8 and odd < 0.2:
        return "utf-16-be"
    if odd > 0.8 and even < 0.2:
        return "utf-16-le"
    return ""


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _STEP):  # in steps: the text itself is not kept
            decoder.decode(view[start : start + _STEP])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
