"""Words set between dashes or commas that are no clause of their own: "- the biggest town -", ", after a siege,"."""

from __future__ import annotations

from collections.abc import Sequence

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite


def short_aside(units: Sequence[Unit], at: int) -> int:
    """Give the dash that closes a few words without a verb: "A - the biggest town - fell"; 0 where none does."""
    for k in range(at + 1, min(at + 12, len(units))):
        if units[k].low == units[at].low:
            return k if units[at].kind == "s" and units[at].low not in ":;" else 0
        if is_finite(units, k) or (units[k].kind == "s" and units[k].low not in (",", "'s", "-", "'")):
            return 0
    return 0


def past_insertion(units: Sequence[Unit], at: int, end: int) -> int:
    """Give the unit behind words set between commas: "and, after a siege of three days, B"."""
    if at >= end or units[at].low != ",":
        return at
    close = next(
        (
            k
            for k in range(at + 1, min(at + 11, end))
            if units[k].low == "," or is_finite(units, k) or units[k].low in words.MODALS
        ),
        -1,
    )
    return close + 1 if close > 0 and units[close].low == "," else at


def before_insertion(units: Sequence[Unit], at: int) -> Unit:
    """Give the unit before another, or before the few words between commas that part them: "reports, too, that"."""
    if units[at - 1].low == ",":
        for k in range(at - 3, max(0, at - 6), -1):
            if units[k].low == ",":
                return units[k - 1]
    return units[at - 1]
