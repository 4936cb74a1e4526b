"""Names of several units: "Abu Karshola", "Base 80", "the Karm air defence post", "the Wau artillery base"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.gazetteer.evidence import BLOCKED
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.phrases.targets import Target
from events.extract.triggers import VERBS

PREFIXES: Final = words.listed(
    "abu umm tell tel tal deir dayr kafr khan ain ayn beit bayt ras wadi jabal jebel san santa santo puerto nova novo"
    " velyka mala nyzhnia verkhnia upper lower old new fort mount lake"
)
"""First words of names: what a gazetteer knows by such a word alone is not meant when another name follows."""

_NUMBERED: Final = words.listed("base camp point hill height post outpost checkpoint brigade position")
_ONE_PLACE: Final = words.listed(
    "post hill mountain plateau valley gorge crossing checkpoint district neighbourhood neighborhood quarter suburb"
    " base junction ridge peak roundabout square"
)
"""Nouns that with capitalised words before them make the name of one place."""

_AROUND: Final = words.listed("area sector zone enclave pocket")
_SMALL: Final = words.PREPOSITIONS | words.CONJUNCTIONS | words.DETERMINERS | words.AUXILIARIES | words.ADVERBS


def kind(unit: Unit) -> str:
    """Give the kind of a name's likeliest reading, empty for what is no name of a place."""
    return unit.place.readings[0].kind if unit.place is not None and unit.place.readings else ""


def is_next(unit: Unit) -> bool:
    """Tell whether a comma of a bare list leads to its next name, and not to the region around the last."""
    if unit.kind == "P":
        return kind(unit) not in ("country", "region")
    return unit.kind == "w" and unit.capital


def numbered(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "Base 80" and "Hill 203", whose number is their name."""
    unit = units[at]
    return unit.capital and unit.low in _NUMBERED and at + 1 < end and units[at + 1].low.isdigit()


def work_behind(units: Sequence[Unit], at: int, end: int) -> str:
    """Give the noun of the work in "the Wau artillery base", for the name at a unit; empty when none follows."""
    if at + 2 >= end or units[at + 1].kind != "w" or units[at + 1].capital or units[at + 1].low in _SMALL:
        return ""
    noun = units[at + 2].low
    return noun if noun in words.FACILITIES else ""


def called(units: Sequence[Unit], run: int, last: int, first: int, head: str, part: bool) -> Target | None:
    """Make the target of "the Karm air defence post", whose name no gazetteer knows; None when it names no one place.

    ``run`` is the unit where the capitals begin, ``first..last`` those of the phrase.
    """
    if (head not in _ONE_PLACE and head not in _AROUND) or units[run].kind != "w":
        return None
    if units[run].capitals or units[run].low in BLOCKED or units[run].low in words.ADJECTIVES or not units[run].capital:
        return None
    if head in _AROUND and units[last].low == head:
        last -= 1  # "the Gor Tepa area" is Gor Tepa
        if last < run or not all(unit.capital for unit in units[run : last + 1]):
            return None
    return Target(run, first, last, units[run], head, True, guess=True, part=part)


def past_where(units: Sequence[Unit], at: int, end: int) -> int:
    """Give the second comma of "including A, where they camp, B and C" for the first; 0 where no clause is inserted."""
    if at + 1 >= end or units[at + 1].low not in ("where", "which", "whose"):
        return 0
    close = next((k for k in range(at + 2, min(at + 16, end)) if units[k].low == ","), 0)
    if not close or close + 3 >= end or units[close + 1].kind not in "Pw" or not units[close + 1].capital:
        return 0
    behind = units[close + 2].low
    return close if behind in ("and", ",") and units[close + 3].capital else 0


def two_regions(units: Sequence[Unit], at: int, to: int) -> bool:
    """Tell "towns in Borno and Adamawa", where both say in which region; ``at`` is the unit of "and"."""
    regions = ("region", "country")
    return to < len(units) and kind(units[at - 1]) in regions and kind(units[to]) in regions


def ends_here(units: Sequence[Unit], at: int, definite: bool) -> bool:
    """Tell "took both on Friday" and "left there" from "both towns" and "the latter half"."""
    if units[at].low in ("latter", "former") and not definite:
        return False
    behind = units[at + 1] if at + 1 < len(units) else None
    return (
        behind is None
        or behind.kind in "sT"
        or behind.low in VERBS
        or behind.low in words.MODALS
        or is_finite(units, at + 1)
        or behind.low in words.PREPOSITIONS
        or behind.low in words.CONJUNCTIONS
        or behind.low in words.SUBORDINATORS
        or behind.low in words.ADVERBS
    )
