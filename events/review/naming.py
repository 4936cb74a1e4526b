"""Ids that a person can read: of events, places, sources and claims, as the built-in data set has them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from anyascii import anyascii

_LONGEST: Final = 60
_APART: Final = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Give a text as small Latin letters and digits parted by hyphens, whatever its script."""
    return _APART.sub("-", anyascii(text).lower().replace("'", "")).strip("-")[:_LONGEST].strip("-")


def event_id(place_id: str, day: str, actor_id: str, change: str, extent: str, taken: Collection[str]) -> str:
    """Give a new event id: ``<place>-<yyyy-mm>-<actor>``, with the change unless it is a capture, and ``part``.

    Where that is taken the day stands in place of the month, then a number follows. Blank without a place or a day.
    """
    if not place_id or not day:
        return ""
    words = [slug(actor_id) or "unknown", "" if change == "takes" else change, "part" if extent == "part" else ""]
    tail = "-".join(filter(None, words))
    return free([f"{place_id}-{day[:7]}-{tail}", f"{place_id}-{day}-{tail}"], taken)


def place_id(country: str, name: str, admin1: str, taken: Collection[str]) -> str:
    """Give a new place id: ``<iso2>-<slug>``; of homonyms in one country the second is told apart by its division."""
    plain = f"{slug(country) or 'xx'}-{slug(name) or 'place'}"
    return free([plain, f"{plain}-{slug(admin1)}" if slug(admin1) else plain], taken)


def source_id(publisher: str, url: str, published: str, sha256: str, taken: Collection[str]) -> str:
    """Give a new source id: ``<publisher>-<day>-<six digits>``."""
    who = slug(publisher) or slug((urlsplit(url).hostname or "").removeprefix("www.")) or "article"
    mark = hashlib.sha256((url or sha256).encode("utf-8", "replace")).hexdigest()[:6]
    return free([f"{who[:40]}-{published or 'undated'}-{mark}"], taken)


def claim_id(*said: str) -> str:
    """Give the id of a claim: the same words from the same source give the same id, so that none is entered twice."""
    return "c-" + hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:10]


def free(wanted: list[str], taken: Collection[str]) -> str:
    """Give the first of some ids that is not taken; when all are, the last with a number."""
    for each in wanted:
        if each not in taken:
            return each
    number = 2
    while f"{wanted[-1]}-{number}" in taken:
        number += 1
    return f"{wanted[-1]}-{number}"
