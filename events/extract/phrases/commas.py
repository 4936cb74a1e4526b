"""What a comma does in a list of places: the next of them, an apposition, the region around, or an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.phrases.lists import LISTING, STOPS, finite, joins, place_follows
from events.extract.triggers import VERBS

_TOWNS: Final = words.SETTLEMENTS - {"capital", "capitals", "seat", "stronghold", "area", "areas"}


def after_comma(units: Sequence[Unit], at: int, end: int, any_yet: bool, preposition: str, apposition: bool) -> str:
    """Say what a comma does: goes on with the list, opens or closes an apposition, names the region, or stops."""
    k = at + 1
    while k < end and units[k].kind == "T":
        k += 1
    if k >= end:
        return "stop"
    unit = units[k]
    if unit.low == "among":
        return "skip"
    if not any_yet:
        return "list" if unit.kind == "P" or unit.low in words.DETERMINERS or unit.low in LISTING else "stop"
    if unit.low in ("and", "as", "along", "plus", "together", "&") or unit.low in LISTING:
        return "skip"
    if unit.low in ("known", "north", "south", "east", "west") or (
        unit.low in words.PREPOSITIONS and unit.low not in STOPS
    ):
        return "apposition" if unit.low != "known" else "skip"
    if unit.low in words.RELATIVES or unit.low in words.SUBORDINATORS or unit.low in STOPS or unit.low in _PARTING:
        return "stop"
    listed = list_goes_on(units, k, end)
    if _among_them(units, k, end):
        return "list"
    if unit.kind == "P" or (unit.capital and unit.kind == "w"):
        if apposition:
            return "list" if listed else "stop"
        return "list" if listed and preposition not in ("near", "around", "between") else "chain"
    if (
        unit.low in words.DETERMINERS
        or unit.low in words.ADJECTIVES
        or unit.low in words.QUANTITIES
        or unit.kind == "n"
    ):
        if unit.low in ("its", "their") and any(each.low in words.FACILITIES for each in units[k + 1 : k + 4]):
            return "list"
        head = next((j for j in range(k, min(k + 7, end)) if units[j].kind == "P" or units[j].low in (",", "of")), -1)
        of = head > 0 and units[head].low == "of" and head + 1 < end and units[head + 1].kind == "P"
        if listed and of and units[head - 1].low in _TOWNS:
            return "list"
        return "list" if listed and not of and _is_work(units, k, end) else "apposition"
    if apposition and unit.kind == "w" and unit.low.endswith("ing"):
        return "stop"
    if unit.kind == "w" and not unit.low.endswith(("ing", "ed")) and not finite(units, k):
        return "apposition"
    return "stop"


_PARTING: Final = frozenset(("but", "yet", "so", "nor", "or"))


def _is_work(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "the palace, the airport of A and the base" from "A, the capital": works are listed, not said of others."""
    for k in range(at, min(at + 6, end)):
        unit = units[k]
        if unit.kind == "P":
            return unit.low.split()[0] in words.FACILITIES
        if unit.low in words.FACILITIES:
            return k + 1 >= end or units[k + 1].kind == "s" or units[k + 1].low in ("of", "at", "in", "and")
        if unit.kind in "sT" or unit.low in words.PREPOSITIONS or unit.low in words.SETTLEMENTS:
            return False
    return False


def _among_them(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell whether a list ends in "among them": what it lists are examples of the thing before."""
    for k in range(at, min(at + 14, end - 1)):
        if units[k].low in ("among", "included"):
            return units[k].low == "included" or units[k + 1].low in ("them", "others")
        if units[k].kind not in "PT" and units[k].low not in (",", "and") and not units[k].capital:
            return False
    return False


def list_goes_on(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell a list ("A, B and C") from a chain of where A lies ("A, B province, country")."""
    depth = 0
    names = 0
    for k in range(at, min(at + 60, end)):
        unit = units[k]
        if unit.kind in "PT" or (unit.capital and unit.kind == "w"):
            names += unit.kind != "T"
            continue
        joined = joins(units, k, end)
        if joined:
            return names > 0 and place_follows(units, k + joined, end, True)
        if unit.low == "(":
            depth += 1
        elif unit.low == ")":
            depth -= 1
        elif (
            (unit.kind == "s" and unit.low not in (",", "'", '"', "“", "”"))
            or unit.low in STOPS
            or unit.low in words.SUBORDINATORS
            or unit.low in words.RELATIVES
            or (unit.kind == "w" and not depth and finite(units, k))
            or (unit.low.endswith("ing") and unit.low in VERBS)
        ):
            return False
    return False
