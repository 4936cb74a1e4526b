"""Words that may open a clause or stand before a noun: "since Friday", "as a base", "once again"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit

_BEFORE_NOUNS: Final = words.DETERMINERS | {"short", "little", "long"}
"""Words behind which "following" and "while" are no conjunctions: "the following towns", "a short while ago"."""


def bare_preposition(units: Sequence[Unit], at: int) -> bool:
    """Tell "since Friday", "as a base", "where as" from the openings of clauses."""
    low = units[at].low
    follows = units[at + 1]
    if low in ("following", "while") and at and units[at - 1].low in _BEFORE_NOUNS:
        return True
    if low in ("since", "before", "after", "until", "till") and follows.kind == "T":
        return True
    if low == "since" and at and units[at - 1].low in words.HAVE:
        return True
    if low == "as":
        before = units[at - 1].low if at else ""
        return follows.low in ("well", "a", "an", "part", "of", "far", "many", "much", "saying", "long", "soon") or (
            before in ("well", "such", "known", "same", "as", "soon", "far", "described", "serves", "regarded", "seen")
        )
    return (low in ("where", "once") and follows.kind == "s") or (low == "once" and follows.low in ("again", "more"))
