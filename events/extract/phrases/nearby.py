"""What stands beside a name in a list of places: the suburb that it lies in, a name behind a comma, the next item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.phrases.commas import list_goes_on
from events.extract.phrases.compounds import kind
from events.extract.phrases.lists import ENTITLED, capitals
from events.extract.phrases.targets import Target

_QUARTERS: Final = frozenset(("district", "quarter", "neighbourhood", "neighborhood"))


def leads_into(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "the Aleppo suburb of A" and "the Old City of A", where the name to take comes behind.

    "The Hanano district of Aleppo" is a district: what lies behind it is the city around.
    """
    last = units[at].low.split()[-1]
    return (
        at + 2 < end
        and last in words.SETTLEMENTS
        and last != units[at].low
        and units[at + 1].low == "of"
        and units[at + 2].kind == "P"
        and not (last in _QUARTERS and kind(units[at + 2]) in ("city", "town"))
    )


def name_behind(units: Sequence[Unit], at: int, end: int, target: Target) -> int:
    """Name "the last post on the frontier, A" after what stands behind the comma; the unit behind that, or 0."""
    if target.name is not None or target.inside is not None or at + 1 >= end:
        return 0
    follows = units[at + 1]
    if follows.kind == "P" and kind(follows) not in ("country", "region"):
        ends = at + 2 >= end or units[at + 2].kind == "s"
        if (follows.actor is not None and not ends) or list_goes_on(units, at + 1, end):
            return 0
        target.name, target.last = follows, at + 1
        return at + 2
    stop = capitals(units, at + 1, end) if target.definite else 0
    if not stop or stop >= end or units[stop].low not in (",", "."):
        return 0
    if not ENTITLED.isdisjoint(unit.low for unit in units[at + 1 : stop]):
        return 0
    target.name, target.last, target.guess = follows, stop - 1, True
    return stop


def lie_in(targets: Sequence[Target], around: Unit) -> None:
    """Say where the last target lies, and with it the works listed before: "the airport and the Old Bridge at A"."""
    last = targets[-1]
    last.inside = around
    noun = last.noun or (last.name.low.split()[-1] if last.name is not None else "")
    if noun not in words.FACILITIES:
        return
    for target in reversed(targets[:-1]):
        if target.name or target.inside or target.owner or target.noun not in words.FACILITIES:
            break
        target.inside = around
