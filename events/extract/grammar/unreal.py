"""Forms of a sentence that make its verb unreal: "had they taken A", "taking A would", "nobody took A"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.clauses import Clause
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import Verb, is_finite
from events.extract.words import listed

_NOBODY: Final = frozenset(("nobody", "none", "neither", "nothing"))
_INVERTED: Final = frozenset(("had", "were", "should"))
_WOULD: Final = listed("would could might 'd wouldn't couldn't")
_NEARLY: Final = frozenset(("nearly", "almost"))
_ENTIRELY: Final = listed("all entirely completely fully wholly the")


def unreal(units: Sequence[Unit], clauses: Sequence[Clause], clause: int, verb: Verb) -> str:
    """Say by which form of its sentence a verb tells of nothing that happened; an empty string when it does."""
    here = clauses[clause]
    first = verb.first
    opens = units[here.start].low
    inverted = opens in _INVERTED and not here.start and first > 1 and "n" in verb.tags
    if inverted and any(unit.low in _WOULD for unit in units[verb.at :]):
        return "condition: " + opens
    if "n" in verb.tags and not (verb.passive or verb.perfect) and _shares_modal(units, here, first):
        return "modal"
    if _nobody(units, here, first):
        return "nobody did"
    if verb.tags == "g" and not verb.progressive and first == here.start and _then_modal(units, verb.at, here.end):
        return "hypothetical"
    if verb.tags != "g" and not (verb.passive or verb.perfect) and units[verb.at - 1].low in _NEARLY and verb.at:
        return "nearly"
    return ""


def _shares_modal(units: Sequence[Unit], here: Clause, first: int) -> bool:
    """Tell whether a participle behind "and" shares the modal of the one before: "will be encircled and taken"."""
    if units[first - 1].low not in ("and", "or", "then") or not first:
        return False
    be = next((k for k in range(first - 2, here.start, -1) if units[k].low in words.BE), -1)
    return be > 0 and units[be].low == "be" and any(unit.low in words.MODALS for unit in units[max(0, be - 3) : be])


def _nobody(units: Sequence[Unit], here: Clause, first: int) -> bool:
    """Tell whether the subject of a verb is nobody: "no rebel has", "nobody, a priest said, has", "neither A nor B"."""
    inserted = False
    for k in range(first - 1, max(here.start - 1, first - 12, -1), -1):
        low = units[k].low
        if units[k].kind == "s":
            if low not in (",", "'s"):
                return False
            inserted = not inserted if low == "," else inserted
        elif low in _NOBODY or (low == "no" and units[k + 1].kind == "w"):
            return True
        elif not inserted and (is_finite(units, k) or low in words.SUBORDINATORS or low in words.RELATIVES):
            return False
    return False


def _then_modal(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell whether the first finite verb behind a gerund at the head of a clause is a modal: "taking A would"."""
    for k in range(at + 1, end):
        if units[k].low in words.MODALS:
            return True
        if units[k].low == "," or is_finite(units, k):
            return False
    return False
