"""Who speaks for a side without being one: its ministries, its radio, its leaders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeAlias

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.mentions import ActorMention
from events.extract.phrases.lists import TITLES
from events.extract.words import listed

Find: TypeAlias = Callable[[str], list[ActorMention]]

_BODIES: Final = listed(
    "ministry minister president presidency premier radio television tv media staff command commander spokesman"
    " spokeswoman spokesperson chief general colonel governor officials official officer officers ambassador"
)
"""Nouns that with a nationality before them speak for the state of that nation."""
_BETWEEN: Final = listed(
    "defence defense foreign interior prime state national general military armed forces army navy high joint supreme"
    " deputy government official the"
)
_REACH: Final = 5
_ARTICLES: Final = frozenset(("al-", "el-"))


def speak_for(units: list[Unit], find: Find) -> None:
    """Give a nationality with such a noun, and a leader who says something, their side, in place.

    "Russian state television" becomes one unit: "state" is no verb there.
    """
    named = [at for at, unit in enumerate(units) if unit.capital or unit.low[:3] in _ARTICLES]
    for at in reversed(named):
        unit = units[at]
        if unit.kind != "w" or unit.actor is not None or unit.modifier:
            continue
        body = _body_after(units, at)
        side = _nation(unit, find) if body else _led(unit, find) if _speaks(units, at) else None
        if side is None:
            continue
        unit.actor = side
        if body and any(each.low == "state" for each in units[at:body]):
            surface = " ".join(each.surface for each in units[at:body])
            made = Unit("A", surface, unit.start, units[body - 1].end, surface.lower(), True)
            made.actor = replace(side, end=made.end, surface=surface)
            units[at:body] = [made]


def _body_after(units: Sequence[Unit], at: int) -> int:
    """Give the end of "defence ministry" behind a nationality; 0 where none stands there."""
    for k in range(at + 1, min(len(units), at + 1 + _REACH)):
        if units[k].kind not in "wA":
            return 0
        last = units[k].low.split()
        if last[-1] in _BODIES and not (last[-1] == "general" and k + 1 < len(units) and units[k + 1].low == "staff"):
            return k + 1
        if not set(last) <= _BETWEEN:
            return 0
    return 0


def _speaks(units: Sequence[Unit], at: int) -> bool:
    after = units[at + 1].low if at + 1 < len(units) else ""
    before = units[at - 1].low if at else ""
    return (after in words.SAYING or before in TITLES or (before in words.SAYING and after in ("", ".", ","))) and (
        unit_is_name(units[at])
    )


def unit_is_name(unit: Unit) -> bool:
    """Tell whether a word may be the name of a person."""
    named = unit.capital or unit.low[:3] in _ARTICLES
    return named and unit.low not in TITLES and unit.low not in words.SAYING and not unit.capitals


@lru_cache(maxsize=4096)
def _side(phrase: str, find: Find) -> ActorMention | None:
    found = find(phrase)
    return found[0] if len(found) == 1 and found[0].start == 0 and found[0].actor_id else None


def _nation(unit: Unit, find: Find) -> ActorMention | None:
    found = _side(f"{unit.surface} forces", find)
    named = found is not None and found.end == len(unit.surface) + len(" forces")
    return _of(unit, found) if named else None


def _led(unit: Unit, find: Find) -> ActorMention | None:
    return _of(unit, _side(f"{unit.surface}'s forces", find))


def _of(unit: Unit, found: ActorMention | None) -> ActorMention | None:
    if found is None:
        return None
    return replace(found, start=unit.start, end=unit.end, surface=unit.surface, role="government")
