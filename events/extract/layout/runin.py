"""Headings that stand in the first line of a paragraph: "KIDAL. The garrison held out until noon."."""

from __future__ import annotations

import re
from typing import Final

from events.extract.layout.lines import is_shouted

_RUN_IN: Final = re.compile(
    r"(?P<words>[A-Z][\w'’]+(?:[ /-](?:[A-Z][\w'’]*|of|the|and|al|de|el|at)){0,4})\.(?=\s+[\"“‘(]?[A-Z0-9])"
)
_SPOKEN: Final = frozenset(
    ("yes", "no", "gen", "col", "lt", "maj", "capt", "brig", "sgt", "mr", "mrs", "ms", "dr", "prof", "rev", "st", "sen")
)


def run_in(text: str, start: int, end: int) -> int | None:
    """Give where a heading at the head of a paragraph ends, None when the paragraph begins with a sentence."""
    match = _RUN_IN.match(text, start, end)
    if match is None or match["words"].lower() in _SPOKEN:
        return None
    return match.end()


def run_ins(text: str, starts: list[tuple[int, int]]) -> dict[int, int]:
    """Give the headings at the heads of paragraphs as starts and ends.

    Words in capitals are headings; others only where two paragraphs or more begin so.
    """
    found = {start: stop for start, end in starts if (stop := run_in(text, start, end)) is not None}
    if len(found) > 1:
        return found
    return {start: stop for start, stop in found.items() if is_shouted(text[start:stop])}
