"""One article as the extractor reads it, and the one place where its characters are settled."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from events.dates import Day

LONGEST_TEXT: Final = 2_000_000
"""Characters of one article; a book of 300,000 words is no article, and the time spent on one is bounded."""


class DocumentProblem(ValueError):
    """A document that cannot be read; the message says why, and what the reader can do about it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, and what is known of where it comes from.

    ``text`` ends its lines with ``\\n`` alone; spans are offsets of characters in it. ``published`` is a day or None,
    ``language`` an ISO 639-1 code where the document names one. ``sha256`` is the hash of the text as UTF-8, in
    hexadecimal. ``name`` is the file, row or address it came by, ``kind`` the sort of document (`kinds.KINDS`).
    ``said`` holds sentences for the reader: what was assumed, what was left out.
    """

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: Day | None = None
    language: str = ""
    sha256: str = ""
    name: str = ""
    kind: str = "text"
    said: tuple[str, ...] = ()


def compose(
    text: str,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    published: Day | None = None,
    language: str = "",
    name: str = "",
    kind: str = "text",
    said: tuple[str, ...] = (),
) -> Article:
    """Make an article of a text: lines end with ``\\n``, letters are composed (NFC), what cannot be seen is gone.

    Raises `DocumentProblem` for a text without a letter, and for one of more than `LONGEST_TEXT` characters.
    """
    settled = _settled(text)
    if not any(map(str.isalnum, settled)):
        raise DocumentProblem("there is no text in it")
    if len(settled) > LONGEST_TEXT:
        raise DocumentProblem(
            f"its text has {len(settled):,} characters; up to {LONGEST_TEXT:,} are read as one article: split it"
        )
    digest = hashlib.sha256(settled.encode("utf-8")).hexdigest()
    words = (_one_line(each) for each in (title, publisher, url, language))
    title, publisher, url, language = words
    return Article(settled, title, publisher, url, published, language[:2].lower(), digest, name, kind, said)


def _settled(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text)
    text = _NOT_SEEN.sub("", _SPACES.sub(" ", text))
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", text).strip("\n") + "\n"


def _one_line(text: str) -> str:
    return " ".join(_settled(text).split())


_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Marks of direction, soft hyphens and byte order marks split a name in two; joiners (200C, 200D) are letters' business.
_NOT_SEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# PDFs write "fi" as one character, and "Afrin" is not found.
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
_LONE: Final = re.compile("[\ud800-\udfff]")
