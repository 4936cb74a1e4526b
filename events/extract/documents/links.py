"""An address that a person gave, taken apart once: what is checked is what is asked for."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import idna

from events.extract.documents.article import DocumentProblem

_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?", re.ASCII)
_LONGEST: Final = 4000
# Parsers disagree over these, and such a disagreement is how an address means one host to a check and another later.
_NEVER: Final = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_KEPT: Final = "/%:@!$&'()*+,;=~-._?"
_PASTE: Final = "open it in a browser and paste its text instead"


class Refused(DocumentProblem):
    """A page that is not fetched; the message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Link:
    """The parts of an address: host in ASCII, lower case; target is path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def is_link(text: str) -> bool:
    """Tell whether a string is meant as the address of a page, whether or not it may be fetched."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://\S", text) is not None


def take_apart(url: str, ports: tuple[int, ...] = (80, 443), base: Link | None = None) -> Link:
    """Take an address apart; ``base`` is what a redirect's is relative to.

    Raises `Refused` for another scheme than http and https, for credentials, for ports that are not in ``ports``, and
    for what is no address at all.
    """
    text = url.strip()
    if len(text) > _LONGEST:
        raise Refused(f"the address has more than {_LONGEST} characters: give a shorter one")
    if _NEVER.search(text):
        raise Refused("the address holds spaces or characters that no address may hold: copy it again")
    try:
        parts = urlsplit(urljoin(str(base), text) if base else text)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise Refused("this is no address of a page: copy it again, it begins with https://") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        named = f"{scheme}: is not fetched" if scheme else "this is no address of a page"
        raise Refused(f"{named}; only addresses that begin with https:// or http:// are")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise Refused(f"the address holds a user name or password, which would be stored with the article: {_PASTE}")
    if not host:
        raise Refused("the address names no host: copy it again")
    port = _PORTS[scheme] if port is None else port
    if port not in ports:
        raise Refused(f"port {port} is not asked; pages are fetched from ports {', '.join(map(str, ports))}: {_PASTE}")
    query = f"?{parts.query}" if parts.query else ""
    return Link(scheme, _ascii(host), port, quote((parts.path or "/") + query, safe=_KEPT))


def _ascii(host: str) -> str:
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host.split("%", 1)[0]))
        except ValueError:
            raise Refused("the address names no host: copy it again") from None
    try:
        plain = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        plain = ""
    plain = plain.lower()
    if not _HOST.fullmatch(plain):
        raise Refused("the address names no host that can be asked: copy it again")
    return plain
