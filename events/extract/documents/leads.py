"""Leads and lists of a page that the search for its main text drops, though they hold the events.

Nothing is added before it is seen to lie inside the article: in the page's own container of one, ahead of or between
paragraphs that were found. What comes after the last of them is mostly other stories and stays away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import html  # type: ignore[import-untyped]

_BLOCKS: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt", "td", "th", "div", "section", "article",
     "main", "body", "ul", "ol", "dl", "table", "tr", "pre", "header", "hgroup", "address"}
)  # fmt: skip
_NEVER: Final = frozenset(
    {"script", "style", "noscript", "nav", "aside", "footer", "form", "button", "select", "textarea", "svg", "iframe",
     "figure", "figcaption", "head", "template", "object", "video", "audio", "time", "title"}
)  # fmt: skip
_BESIDE: Final = re.compile(
    r"related|share|social|newsletter|advert|sponsor|cookie|consent|comment|byline|author|breadcrumb|tags|recommend"
    r"|read-?more|more-?on|most-?read|signup|paywall",
    re.I,
)
# A link to another story, between the paragraphs of this one; its events are not of this article, nor of its day.
_POINTER: Final = re.compile(
    r"\W*(?:read|see|watch|listen|more|also|related|recommended|don.t miss|in pictures)\b", re.I
)
_ONLY_LINK: Final = 0.9
_FEWEST_WORDS: Final = 5
_MOST_LINKED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item of a page; ``linked`` is the share of its characters that is links."""

    text: str
    tag: str
    linked: float


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """Go through what a page shows as blocks of text, in its order; scripts, forms and menus are passed by."""
    words: list[str] = []
    linked = 0
    tag = tree.tag

    def flush() -> Iterator[Block]:
        nonlocal words, linked
        text = " ".join("".join(words).split())
        if text:
            yield Block(text, str(tag), linked / len(text))
        words, linked = [], 0

    # A stack of its own: pages nest deeper than Python's calls may.
    stack: list[tuple[html.HtmlElement, bool, bool]] = [(tree, False, False)]
    while stack:
        element, leaving, in_link = stack.pop()
        if leaving:
            if element.tag in _BLOCKS:
                yield from flush()
            words.append(element.tail or "")
            linked += len(element.tail or "") if in_link else 0
            continue
        if not isinstance(element.tag, str):
            continue
        if element.tag in _NEVER and element is not tree:
            words.append(" " + (element.tail or ""))
            continue
        if element.tag == "br":
            if (element.getnext() is not None and element.getnext().tag == "br") and not (element.tail or "").strip():
                yield from flush()
            words.append(" " + (element.tail or ""))
            continue
        if element.tag in _BLOCKS:
            yield from flush()
            tag = element.tag
        inside = in_link or element.tag == "a"
        words.append(element.text or "")
        linked += len(element.text or "") if inside else 0
        stack.append((element, True, in_link))
        stack += [(child, False, inside) for child in reversed(element)]
    yield from flush()


def put_back(main: str, tree: html.HtmlElement) -> tuple[str, int]:
    """Add to a main text, one block a line, what stands before or between its blocks in the article of the page.

    Links to other stories ("Read more: ...") between its paragraphs are taken out. Gives the text and how many blocks
    were added.
    """
    container = _container(tree)
    if container is None:
        return main, 0
    lines = main.split("\n")
    where = {_bare(line): at for at, line in enumerate(lines) if line.strip()}
    whole = _bare(main)
    added: dict[int, list[str]] = {}
    waiting: list[str] = []
    at = 0
    for block in blocks(container):
        bare = _bare(block.text)
        if bare in where and block.linked > _ONLY_LINK and _POINTER.match(block.text):
            lines[where.pop(bare)] = ""
        elif bare in where:
            # What waits is between two blocks that were found, or before the first: it belongs to the article.
            added.setdefault(at, []).extend(waiting)
            waiting = []
            at = where[bare] + 1
        elif bare not in whole and len(block.text.split()) >= _FEWEST_WORDS and block.linked < _MOST_LINKED:
            waiting.append(f"- {block.text}" if block.tag == "li" else block.text)
    out: list[str] = []
    for number, line in enumerate([*lines, ""]):
        for text in added.get(number, ()):
            out += [text, ""]
        out.append(line)
    return "\n".join(out), sum(map(len, added.values()))


def _container(tree: html.HtmlElement) -> html.HtmlElement | None:
    for way in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']"):
        found = tree.xpath(way)
        if len(found) == 1:
            return _without_what_is_beside(found[0])
    return None


def _without_what_is_beside(element: html.HtmlElement) -> html.HtmlElement:
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    beside = [each for each in copy.iter() if each is not copy and _BESIDE.search(_names(each))]
    for each in beside:
        parent = each.getparent()
        if parent is not None:
            each.drop_tree()
    return copy


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if isinstance(element.tag, str) else ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
