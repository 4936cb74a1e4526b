"""How a sentence says that somebody says it: ", the ministry said on Sunday", "told reporters in A that"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite


def closing_attribution(units: Sequence[Unit], at: int) -> bool:
    """Tell ", the ministry said on Sunday" and ", according to residents" from what is told."""
    if units[at].low == "according":
        return True
    for k in range(at, min(at + 16, len(units))):
        unit = units[k]
        if unit.low in words.SAYING and k > at and not unit.low.endswith("ing"):
            after = units[k + 1] if k + 1 < len(units) else None
            return (
                after is None or after.kind in "sT" or after.low in ("on", "in", "late", "early", "to", "at", "earlier")
            )
        if unit.kind == "s" and unit.low not in ("-", "'", '"', "”", "“", "’"):
            return False
        if k > at and is_finite(units, k):
            return False
    return False


def telling(units: Sequence[Unit], start: int, at: int) -> str:
    """Give the verb of "told reporters in A that" and "recalled that", by which a clause is what somebody says."""
    if units[at - 1].low in _RECALLING:
        return units[at - 1].low
    return next((units[k].low for k in range(max(start, at - 6), at - 1) if units[k].low in _ADDRESSING), "")


_ADDRESSING: Final = frozenset(("told", "tell", "tells", "informed", "assured", "informs", "notified", "reminded"))
_RECALLING: Final = frozenset(
    ("recalled", "recalls", "stressed", "stresses", "emphasised", "emphasized", "underlined", "pointed", "boasted")
)
