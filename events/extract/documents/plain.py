"""Plain text and Markdown, from files and from forms."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from events.extract.documents.article import Article, DocumentProblem, compose
from events.extract.documents.calendar import day_of
from events.extract.documents.characters import decode
from events.extract.documents.wrapping import unwrap

TITLE: Final = 160
"""A first line of more characters is no title."""


def read(data: bytes, name: str, charset: str = "") -> Article:
    """Read plain text; its first line is its title when it stands alone and ends no sentence.

    ``charset`` is the encoding that a server named.
    """
    text, said = decode(data, charset)
    text, joined = unwrap(_lines(text))
    if joined:
        said = (*said, "lines that were broken at a fixed width were joined")
    return compose(text, title=title_of(text), name=name, kind="text", said=said)


def read_markdown(data: bytes, name: str) -> Article:
    """Read Markdown: front matter tells of it, links and emphasis give their words, headings and lists stay.

    Front matter is YAML between lines of ``---``; its keys are those of a table of articles.
    """
    text, said = decode(data)
    text = _lines(text)
    front: dict[str, Any] = {}
    fenced = _FRONT.match(text)
    if fenced:
        try:
            loaded = yaml.safe_load(fenced[1])
        except (yaml.YAMLError, ValueError, RecursionError):
            raise DocumentProblem("the YAML between the first lines of --- is broken: mend or remove it") from None
        front = loaded if isinstance(loaded, dict) else {}
        text = text[fenced.end() :]
    text = without_emphasis(_IMAGE_OR_LINK.sub(r"\1", _COMMENT.sub("", text)))
    published, doubt = day_of(front.get("published") or front.get("date"))
    heading = re.search(r"^#{1,2} +(\S[^\n]{0,200})$", text, re.M)
    title = str(front.get("title") or (heading[1].strip(" #") if heading else ""))
    known = {key: str(front.get(key) or "") for key in ("publisher", "url", "language")}
    return compose(text, title=title, published=published, name=name, kind="markdown", said=(*said, *doubt), **known)


def without_emphasis(text: str) -> str:
    """Give the words of Markdown without the stars and bars around them."""
    return _EMPHASIS.sub(r"\2", text)


def title_of(text: str, alone: bool = True) -> str:
    """Give the first line of a text when it looks like a title: short, no sentence, and ``alone``; else nothing."""
    first, _, rest = text.strip("\n").partition("\n")
    apart = rest.strip() != "" and (rest.startswith("\n") or not alone)
    words = first.strip(" #*=")
    ends = words.endswith((".", ":", ";", ",", '."', ".\N{RIGHT DOUBLE QUOTATION MARK}"))
    return words if apart and 0 < len(words) <= TITLE and not ends else ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


_FRONT: Final = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*\n", re.S)
_COMMENT: Final = re.compile(r"<!--.{0,5000}?-->", re.S)
_IMAGE_OR_LINK: Final = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?: +\"[^\"\n]{0,300}\")?\)"
)
_EMPHASIS: Final = re.compile(r"(\*\*|__|(?<![\w*])\*(?!\s))([^*_\n]{1,500}?)\1")
