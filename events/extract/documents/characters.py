"""Bytes of a text document to characters, and what had to be assumed for it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from events.extract.documents.article import DocumentProblem

_MARKS: Final = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
)
_NAMES: Final = {
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
    "cp1254": "Windows-1254",
}
# Pages that name these were written on machines that meant the other; browsers read them so.
_MEANT: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# What the Turkish letters of Windows-1254 become in Windows-1252, where only Icelandic has a use for them.
_TURKISH: Final = re.compile("[þýðÞÝÐ]")
_SAMPLE: Final = 1 << 16


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the characters of a text, and sentences on what was assumed; none for UTF-8 and for marked text.

    ``declared`` is the encoding that the document names for itself; it is used when the bytes agree with it. Raises
    `DocumentProblem` for what is no text in any encoding.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), ()
            except UnicodeDecodeError:
                return _patched(data, codec, name)
    if _is_wide(data):
        return _wide(data)
    if _controls(data) > 0.01 or b"\0" in data:
        raise DocumentProblem("it is binary data, not a text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        bad = error
    if declared:
        try:
            return data.decode(_MEANT.get(declared.lower(), declared)), ()
        except (UnicodeDecodeError, LookupError):
            pass
    # One broken byte in an otherwise sound text does not make it a text of another encoding.
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken * 2 < sum(character > "\x7f" for character in text) - broken or len(data) - bad.start < 4:
        return text, (f"{broken} broken characters in UTF-8 were replaced",)
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    # Where few letters are beyond ASCII a guess by statistics is a throw of dice: it reads "Möng" as Chinese.
    few = sum(byte > 0x7F for byte in data[:_SAMPLE]) < 0.15 * len(data[:_SAMPLE])
    best = None if few else from_bytes(data[:_SAMPLE]).best()
    codec = "cp1252" if best is None or best.encoding in ("ascii", "utf_8") else best.encoding
    if codec == "cp1252" and _TURKISH.search(data.decode("cp1252", "replace")):
        codec = "cp1254"
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        codec, text = "latin_1", data.decode("latin_1")
    name = _NAMES.get(codec, codec.replace("_", "-"))
    return text, (f"the encoding was not named; it was read as {name}: look at letters with accents",)


def _is_wide(data: bytes) -> bool:
    """Tell UTF-16 without a mark: in English text every second byte is NUL."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) >= 8 and max(even, odd) > len(sample) * 0.3 and min(even, odd) < len(sample) * 0.02


def _wide(data: bytes) -> tuple[str, tuple[str, ...]]:
    codec = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    text = data.decode(codec, "replace")
    return text, ("it was read as UTF-16, which it does not say",)


def _patched(data: bytes, codec: str, name: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(codec, "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken > len(text) * 0.05:
        raise DocumentProblem(f"it is marked as {name}, but is none: save it again as UTF-8")
    return text, (f"{broken} broken characters in {name} were replaced",)


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls / len(sample) if sample else 0.0
