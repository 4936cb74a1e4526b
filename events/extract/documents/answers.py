"""What a site answered, before and after it is read: how far it may go, what its status means, what is in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from events.extract.documents import plain, web_page
from events.extract.documents.article import Article
from events.extract.documents.kinds import kind_of
from events.extract.documents.links import Link, Refused
from events.extract.documents.reading import read


@dataclass(frozen=True)
class Limits:
    """How far a fetch may go: seconds in all, bytes of the body as sent and as unpacked, redirects, ports."""

    seconds: float = 20.0
    bytes: int = 10_000_000
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443)


@dataclass(frozen=True)
class Body:
    """The body of an answer, unpacked, with its type of content and its encoding as the server named them."""

    data: bytes
    kind: str
    charset: str


def following(status: int, fields: Mapping[str, str]) -> str:
    """Give the address that an answer sends on to, empty when it does not; ``fields`` have names in lower case."""
    return fields.get("location", "") if status in _MOVED else ""


def body(status: int, fields: Mapping[str, str], chunks: Iterable[bytes], limits: Limits) -> Body:
    """Take in the body of an answer.

    Raises `Refused` when it is no page, of a type that is not read, packed in a way not asked for, or too large.
    """
    if status != 200:
        raise Refused(_STATUS.get(status, _OTHER_STATUS).format(status=status))
    kind, _, rest = fields.get("content-type", "").partition(";")
    if kind.strip().lower() not in _TYPES:
        raise Refused(f"it is {kind.strip()[:60]!r}, no text, page or PDF: fetch it with a browser and read the file")
    length = fields.get("content-length", "")
    if length.isdigit() and int(length[:18]) > limits.bytes:
        raise _too_large(limits)
    data = b"".join(_unpacked(_counted(chunks, limits), fields.get("content-encoding", ""), limits))
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Body(data, kind.strip().lower(), charset)


def _counted(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limits.bytes:
            raise _too_large(limits)
        yield chunk


def _unpacked(chunks: Iterable[bytes], encoding: str, limits: Limits) -> Iterator[bytes]:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from chunks
        return
    if name not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"the site packs its pages in a way that was not asked for ({name[:20]}): open it in a browser")
    unpack = zlib.decompressobj(47)  # gzip or zlib, as its head says
    size = 0
    try:
        for chunk in chunks:
            while chunk and not unpack.eof:
                piece = unpack.decompress(chunk, 1 << 16)
                chunk = unpack.unconsumed_tail
                size += len(piece)
                if size > limits.bytes:
                    raise _too_large(limits)
                yield piece
        yield unpack.flush()
        if not unpack.eof:
            raise Refused("the page broke off on its way: try again")
    except zlib.error:
        raise Refused("the page came damaged: try again") from None


def read_body(body: Body, link: Link, said: tuple[str, ...] = ()) -> Article:
    """Read the article out of an answer; raises `Refused` when there is none in it."""
    url = str(link)
    try:
        kind = kind_of(body.data, "page.txt" if body.kind == "text/plain" else "page.html")
        if kind == "html":
            article = web_page.read(body.data, url, url, body.charset)
        elif kind in ("text", "markdown"):
            article = plain.read(body.data, url, body.charset)
        else:
            article = read(body.data, name=url)
    except Refused:
        raise
    except ValueError as problem:
        raise Refused(str(problem)) from None
    return replace(article, url=url, publisher=article.publisher or link.host, said=(*article.said, *said))


def _too_large(limits: Limits) -> Refused:
    return Refused(f"the page has more than {limits.bytes / 1e6:g} MB: save its text and read the file")


_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_TYPES: Final = frozenset(
    {"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/x-pdf"}
)
_LOGIN: Final = "the site wants a login ({status}): log in with a browser and paste the text"
_GONE: Final = "there is no such page ({status}): copy the address again, or look for it in a web archive"
_OTHER_STATUS: Final = "the site gave no page but the answer {status}: open it in a browser and paste the text"
_STATUS: Final = {
    401: _LOGIN,
    402: "the page is for subscribers ({status}): open it in a browser that may read it and paste the text",
    403: "the site refuses programs ({status}): open it in a browser and paste the text",
    404: _GONE,
    407: _LOGIN,
    410: _GONE,
    429: "the site asks for a pause ({status}): try again later",
    451: "the page is withheld for legal reasons ({status}): look for it in a web archive",
    500: "the site has a fault ({status}): try again later",
    502: "the site has a fault ({status}): try again later",
    503: "the site is not there at the moment ({status}): try again later",
    504: "the site is not there at the moment ({status}): try again later",
}
