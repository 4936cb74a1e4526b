"""Sides that a sentence brings in: "a new movement, ULIMO,", "the rebel group M23", "a splinter group under X"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.mentions import ActorMention
from events.extract.sides.people import UNARMED
from events.extract.sides.strangers import is_name
from events.extract.triggers import VERBS
from events.extract.words import listed

_COLLECTIVES: Final = listed(
    "group groups faction factions movement movements gang gangs militia militias band bands column columns coalition"
    " alliance army force front organisation organization outfit wing cartel"
)
_INDEFINITE: Final = listed("a an another two three four five several some rival")
_BEFORE: Final = _INDEFINITE | {"new", "second", "third"}
_ENDS: Final = words.PREPOSITIONS | words.CONJUNCTIONS | UNARMED
_WHOSE: Final = (
    ("under",), ("led", "by"), ("commanded", "by"), ("headed", "by"), ("loyal", "to"), ("calling", "itself"),
    ("called",), ("known", "as"), ("of",),
)  # fmt: skip
_SENT: Final = listed("sent dispatched ordered commanded")
_IN: Final = frozenset(("in", "of", "from"))
_WITHIN: Final = 4
_LONGEST: Final = 6


def introduce(units: list[Unit], text: str) -> None:
    """Give such nouns the actor that they name, in place; ``text`` is the whole article."""
    for at in [at for at, unit in enumerate(units) if unit.actor is not None or unit.low in _COLLECTIVES]:
        unit = units[at]
        noun = unit.low.rpartition(" ")[2]
        bare = unit.actor is not None and unit.kind == "A" and unit.actor.role == "bare"
        if unit.modifier or not (bare or (unit.actor is None and unit.kind == "w" and noun in _COLLECTIVES)):
            continue
        name = _named_beside(units, at)
        if name is not None:
            unit.actor = name
            if at and units[at - 1].kind == "A" and units[at - 1].end + 1 == unit.start:
                units[at - 1].modifier = True  # "the Congolese rebel movement CNDP"
        elif noun in _COLLECTIVES and _is_new(units, at):
            _name(units, at, text)


def within_whom(units: list[Unit], at: int) -> ActorMention | None:
    """Read whose a noun for fighters is in "the Sunni militia in the Y Brigades": that of the name behind it."""
    k = at + 1
    if k + 1 >= len(units) or units[k].low not in _IN:
        return None
    k += 1 + (units[k + 1].low == "the")
    beside = units[k].actor if k < len(units) and units[k].kind == "A" and not units[k].modifier else None
    return beside if beside is not None and beside.actor_id and beside.role == "force" else None


def _named_beside(units: list[Unit], at: int) -> ActorMention | None:
    """Read the name in "the rebel group M23" and "a new movement, ULIMO, seized"."""
    k = at + 1
    if k + 1 < len(units) and units[k].low == "the" and units[k + 1].kind == "A":
        k += 1  # "the armed group the Arakan Army"
    if k < len(units) and units[k].kind == "A" and not units[k].modifier:
        beside = units[k].actor
        return beside if beside is not None and beside.role == "force" else None
    if k + 2 >= len(units) or units[k].low != ",":
        return None
    k += 2 if units[k + 1].low == "the" else 1
    last = k
    found = units[k].actor if units[k].kind == "A" else None
    while found is None and last < len(units) and is_name(units[last]):
        last += 1
    last += found is not None
    if last == k or last >= len(units) or units[last].low not in (",", "."):
        return None
    if found is not None and found.role == "bare":
        return None
    if last + 1 < len(units):
        behind = units[last + 1]
        verb = (
            behind.low in words.HAVE or behind.low in words.SAYING or behind.low in VERBS or is_finite(units, last + 1)
        )
        if not verb:
            return None
    elif not _is_new(units, at):
        return None
    if found is None:
        name = " ".join(unit.surface for unit in units[k:last])
        found = ActorMention(units[k].start, units[last - 1].end, name, "", name, "force")
    return found


def _is_new(units: list[Unit], at: int) -> bool:
    """Tell whether "a" or "three" begins the noun phrase that ends at a unit."""
    for k in range(at - 1, max(-1, at - 2 - _WITHIN), -1):
        unit = units[k]
        if unit.low in _INDEFINITE:
            return True
        if unit.kind not in "wA" or unit.low in words.PREPOSITIONS or unit.low in words.DETERMINERS:
            return False
    return False


def _name(units: list[Unit], at: int, text: str) -> None:
    """Name a new group by the words of the text, with those that say whose it is."""
    unit = units[at]
    if at + 2 < len(units) and units[at + 2].low == "by" and units[at + 1].low in _SENT:
        return  # who sent them is who they are
    first = at
    while first and units[first - 1].low not in _BEFORE:
        first -= 1
    last = at
    for joint in _WHOSE:
        to = at + 1 + len(joint)
        if tuple(each.low for each in units[at + 1 : to]) != joint:
            continue
        end = to
        while end < len(units) and end - to < _LONGEST and units[end].kind in "wP" and not is_finite(units, end):
            if units[end].low in _ENDS:
                break
            end += 1
        if end == to or not any(each.capital for each in units[to:end]):
            # "A group of residents" is no side, and "a group of fighters" is named by the fighters.
            if joint == ("of",):
                return
            continue
        last = end - 1
    start, end = units[first].start, units[last].end
    surface = text[start:end]
    unit.actor = ActorMention(unit.start, end, surface, "", surface, "force")
