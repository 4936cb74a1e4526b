"""Markdown as blocks of runs, which slides, pages and documents can each set in their own way; never HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["paragraph", "bullet", "heading", "quote"]

# Characters that would turn the direction of all that follows, and those that no XML may hold.
_UNSAID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_WEB: Final = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Words in one style. ``href`` is an http address or empty; ``cites`` are numbers of references, or none."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph, a bullet (``level`` 0 is outermost), a heading or a quotation."""

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """Its words without any style."""
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Raw HTML is text here, and an address becomes a link only where its author made it one.
    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])


def blocks(markdown: str) -> tuple[Block, ...]:
    """Read Markdown; what has no place on a slide, such as a picture, leaves its words."""
    return tuple(block for block in _blocks(_parser().parse(plain(markdown))) if block.text.strip())


def plain(text: str) -> str:
    """Take out the characters that would turn a line's direction or break a file."""
    return _UNSAID.sub("", text)


def address(url: str) -> str:
    """Give an address if it is of the web, else nothing: no other scheme becomes a link."""
    url = plain(url).strip()
    return url if _WEB.match(url) and not any(character.isspace() for character in url) else ""


def is_rtl(text: str) -> bool:
    """Tell whether a text begins, by its first letter, from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Put neighbours of one style together."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and not run.cites and not last.cites and _style(run) == _style(last):
            out[-1] = Run(last.text + run.text, *_style(run))
        elif run.text:
            out.append(run)
    return tuple(out)


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    lists, first_of_item = 0, False
    kinds: list[Kind] = ["paragraph"]
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "list_item_open":
            first_of_item = True
        elif token.type in ("heading_open", "blockquote_open"):
            kinds.append("heading" if token.type == "heading_open" else "quote")
        elif token.type in ("heading_close", "blockquote_close"):
            kinds.pop()
        elif token.type == "inline":
            bullet = first_of_item and lists > 0
            first_of_item = False
            yield Block("bullet" if bullet else kinds[-1], joined(_runs(token.children or [])), max(0, lists - 1))
        elif token.type in ("fence", "code_block"):
            yield Block(kinds[-1], (Run(token.content.rstrip("\n")),), max(0, lists - 1))


def _runs(tokens: list[Token]) -> Iterator[Run]:
    bold = italic = 0
    href: list[str] = []
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            href.append(address(str(token.attrGet("href") or "")))
        elif token.type == "link_close":
            href.pop()
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ", bool(bold), bool(italic), href[-1] if href else "")
        elif token.content:
            yield Run(token.content, bool(bold), bool(italic), href[-1] if href else "")
