"""Web pages: their main text without menus and scripts, and the day they were published."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

import htmldate
import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]

from events.dates import Day, in_words, iso
from events.extract.documents import leads
from events.extract.documents.article import Article, DocumentProblem, compose
from events.extract.documents.calendar import day_of
from events.extract.documents.characters import decode
from events.extract.documents.plain import without_emphasis

for _library in ("trafilatura", "htmldate", "charset_normalizer", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())  # or Python prints their warnings to the terminal

FEWEST: Final = 5
"""A main text of fewer words is none."""

LARGEST: Final = 4_000_000
"""Bytes of a page without its scripts, styles and pictures."""

SHORT: Final = 40
"""A main text of fewer words may be the words on a door: a login, a consent, a paywall."""


def read(data: bytes, name: str, url: str = "", charset: str = "") -> Article:
    """Read a page: main text, title, publisher and publication day; ``url`` is where it came from,
    ``charset`` the encoding that the server named.

    Raises `DocumentProblem` when there is no main text, which is what pages for logging in or consent look like.
    """
    text, said = decode(data, charset or _declared(data))
    tree = _tree(text)
    body, kept = _main_text(tree)
    number = len(body.split())
    door = _door(tree) if number < SHORT else ""
    if door or number < FEWEST:
        raise DocumentProblem(door or _SCRIPTED)
    about = _about(tree, url)
    published, doubt = _published(tree, url or about["url"])
    if kept:
        said = (*said, f"{kept} short paragraphs or list items were kept that look apart from the main text")
    return compose(
        body, published=published, name=name, kind="html", said=(*said, *doubt, *_cut_short(tree, body)), **about
    )


def words(markup: str) -> str:
    """Give the words of a piece of HTML, its paragraphs and list items on lines of their own; no menus are sought."""
    tree = _tree(markup)
    return "\n\n".join(block.text for block in leads.blocks(tree))


def _tree(text: str) -> html.HtmlElement:
    # A declaration of an encoding is of no use to a string, and lxml refuses the pair of them.
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).replace("\0", "")
    # huge_tree: without it a page with its pictures inside ends after ten million characters; LARGEST bounds it.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentProblem("there is no text in it") from None
    _lighten(tree)
    # A page without its scripts and pictures is small, and the libraries take minutes over one that is not.
    size = len(html.tostring(tree))
    if size > LARGEST:
        raise DocumentProblem(
            f"the page has {size / 1e6:.0f} MB of text and marks; up to {LARGEST / 1e6:.0f} MB are read: split it"
        )
    return tree


def _lighten(tree: html.HtmlElement) -> None:
    """Take out styles, drawings, pictures that stand in the page itself, and scripts that are no data about it."""
    for each in tree.xpath("//script[not(contains(@type, 'ld+json'))] | //style | //svg | //canvas | //template"):
        if each.getparent() is not None:
            each.drop_tree()
    for each in tree.xpath("//*[starts-with(@src, 'data:') or starts-with(@href, 'data:') or @srcset or @style]"):
        for name in ("src", "href", "srcset", "style"):
            each.attrib.pop(name, None)


def _main_text(tree: html.HtmlElement) -> tuple[str, int]:
    # A copy: trafilatura takes the tree apart. Trees are given, never strings: htmldate fetches a string that is a URL.
    copy = html.fromstring(html.tostring(tree, encoding="unicode"))
    found = trafilatura.extract(
        copy, favor_recall=True, include_comments=False, include_tables=True, output_format="markdown"
    )
    lines = [without_emphasis(line) for line in (found or "").split("\n") if not _RULE.match(line)]
    return leads.put_back("\n".join(lines), tree) if found else ("", 0)


def _about(tree: html.HtmlElement, url: str) -> dict[str, Any]:
    found = trafilatura.extract_metadata(tree, default_url=url or None)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    return {
        "title": (found and found.title) or "",
        "publisher": (found and (found.sitename or found.hostname)) or "",
        "url": url or (found and found.url) or "",
        "language": language if re.match(r"[A-Za-z]{2}(?:-|$)", language) else "",
    }


def _published(tree: html.HtmlElement, url: str) -> tuple[Day | None, tuple[str, ...]]:
    for extensive in (False, True):
        found = htmldate.find_date(tree, original_date=True, extensive_search=extensive, url=url or None)
        day, _ = day_of(found)
        if day is not None and (not extensive or _written(day, tree)):
            guessed = f"its day of publication, {found}, was guessed from the words of the page: see that it is right"
            return day, ((guessed,) if extensive else ())
    return None, ("it does not say when it was published: give the day, or relative dates stay open",)


def _written(day: Day, tree: html.HtmlElement) -> bool:
    """Tell whether a guessed day stands in the page; of a year alone, its first of January is guessed."""
    number, name, year = in_words(day).split()
    month = rf"(?:{name}|{name[:3]}\.?|0?{int(iso(day)[5:7])})"
    first, last = rf"0?{number}(?:st|nd|rd|th)?[ ./-]{month}", rf"{month}[ ./-]0?{number}(?:st|nd|rd|th)?"
    forms = rf"\b(?:{first}|{last}),?[ ./-]{year}\b|\b{year}[./-]?{month}[./-]?0?{number}\b"
    shown = " ".join(" ".join(tree.itertext()).split())
    return re.search(forms, shown[:200_000], re.I) is not None


def _door(tree: html.HtmlElement) -> str:
    """Say what a page without an article is, by what it asks for; empty when it asks for nothing."""
    if tree.xpath("//input[@type='password']"):
        return _LOGIN
    shown = " ".join(tree.text_content().split()).lower()[:20_000]
    return next((message for sign, message in _SIGNS if re.search(sign, shown)), "")


def _cut_short(tree: html.HtmlElement, body: str) -> tuple[str, ...]:
    closed = any(_CLOSED.search(each.text or "") for each in tree.iter("script"))
    if closed or (len(body.split()) < 250 and _PAYWALL.search(tree.text_content()[:50_000])):
        return ("the page is for subscribers: its text may break off early",)
    return ()


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


_CHARSET: Final = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_-]{2,30})|encoding=[\"']([A-Za-z0-9_-]{2,30})")
_RULE: Final = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+\s*$")
_CLOSED: Final = re.compile(r'"isAccessibleForFree"\s{0,5}:\s{0,5}"?false', re.I)
_PAYWALL: Final = re.compile(r"subscribe to (?:continue|read|keep reading)|to continue reading|subscribers only", re.I)
_LOGIN: Final = (
    "it is a page for logging in, not an article: log in with a browser and paste the text, or save the page"
)
_CONSENT: Final = "it is a page that asks for consent to cookies: open it in a browser and paste the text"
_SCRIPTED: Final = "the page has no main text: it may need a browser to show it; open it there and paste its text"
_SIGNS: Final = (
    (r"captcha|are you a (?:robot|human)|checking your browser|unusual traffic|enable javascript and cookies",
     "the site wants to see a person first: open it in a browser and paste the text"),
    (r"subscribe to (?:continue|read)|subscribers only|already a subscriber",
     "the page is for subscribers and shows no text: paste it from a browser that may read it"),
    (r"\b(?:log|sign) ?in (?:to|with)\b", _LOGIN),
    (r"\b(?:accept|reject|manage|allow|your) (?:all )?(?:\w+ )?(?:cookies|choices)\b|we use cookies", _CONSENT),
    (r"enable javascript|requires javascript",
     "the page is made by its scripts, which are not run here: open it in a browser and paste the text"),
)  # fmt: skip
