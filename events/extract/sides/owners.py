"""Whose capture or withdrawal a noun speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.sides.roles import NOBODY, Side


def owner(units: Sequence[Unit], at: int) -> Side:
    """Find whose capture or withdrawal a noun speaks of: "X's capture", "the rebel capture", "their capture"."""
    k = at - 1
    while k >= 0 and (
        (units[k].low in words.ADJECTIVES and (units[k].actor is None or units[k].modifier))
        or units[k].kind == "T"
        or units[k].low in ("'s", "'", "recent", "swift")
    ):
        k -= 1
    if k < 0:
        return NOBODY
    unit = units[k]
    if unit.actor is not None and not unit.modifier:
        return Side(unit, k)
    if unit.low in ("its", "their", "his", "our"):
        return Side(unit, k)
    return NOBODY
