"""A quoted sentence with the words marked that a claim was read from."""

from __future__ import annotations

import re
from typing import Final

from dashboard.panels.markup import name, text

# As `events.review` writes it: where in the article the marked words stand, and where the quoted sentence does.
_SPANS: Final = re.compile(r"characters (\d{1,9})-(\d{1,9}), sentence (\d{1,9})-(\d{1,9})\Z", re.ASCII)


def quoted(quote: str, locator: str) -> str:
    """Mark up a quote; where its locator does not fit, as after a hand has shortened it, nothing in it is marked."""
    found = _SPANS.match(locator)
    if not found:
        return name(quote)
    start, end, first, last = map(int, found.groups())
    if not (first <= start < end <= last and last - first == len(quote)):
        return name(quote)
    before, words, after = quote[: start - first], quote[start - first : end - first], quote[end - first :]
    return f'<bdi dir="auto">{text(before)}<mark class="tt-mark">{text(words)}</mark>{text(after)}</bdi>'
