"""Sides that act together: "the army and allied militias captured", "Turkey's army and its Syrian allies took"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.memory.war import War
from events.extract.mentions import ActorMention
from events.extract.sides.roles import Side
from events.extract.words import listed

_ALLIES: Final = listed("allies supporters youths volunteers defectors deserters tribesmen vigilantes auxiliaries")
_HELP: Final = listed("backed supported joined helped aided assisted accompanied led reinforced")
_ADJECTIVES: Final = ("an", "ian", "ese", "ish", "i", "ch", "ic")
"""How the names of most nations end where they describe."""

_PARTING: Final = words.PREPOSITIONS | words.AUXILIARIES | words.PRONOUNS
_REACH: Final = 5


def with_allies(
    actor: ActorMention | None, side: Side, units: Sequence[Unit], text: str, war: War
) -> ActorMention | None:
    """Give a side the words for those who act with it, so that the reviewer sees all that gained."""
    for one, other in _helped(units):
        war.allied(one, other)
    if actor is None or side.unit is None or side.unit.actor is None or side.at < 0:
        return actor
    first, last = _named_before(units, side.at), _joined(units, side.at)
    if not last and first == side.at:
        return actor
    ally = units[last].actor if last else None
    if ally is not None:
        war.allied(actor, ally)
    start, end = units[first].start, units[last or side.at].end
    return replace(actor, start=start, end=end, surface=text[start:end])


def _named_before(units: Sequence[Unit], at: int) -> int:
    """Give the unit that begins "Kenyan and Somali troops"."""
    if at < 2 or units[at - 1].low != "and":
        return at
    before = units[at - 2]
    alone = at == 2 or not units[at - 3].capital
    return at - 2 if before.kind == "w" and before.capital and before.low.endswith(_ADJECTIVES) and alone else at


def _joined(units: Sequence[Unit], at: int) -> int:
    """Give the unit that ends "X and Y", 0 where nobody is joined."""
    first = at + 2
    if first >= len(units) or units[at + 1].low != "and" or units[first].low in words.PREPOSITIONS:
        return 0
    for k in range(first, min(len(units), first + _REACH)):
        unit = units[k]
        if (unit.actor is not None and unit.kind == "A" and not unit.modifier) or unit.low in _ALLIES:
            return k
        if unit.kind not in "wA" or unit.low in _PARTING:
            return 0
    return 0


def _helped(units: Sequence[Unit]) -> Iterator[tuple[ActorMention, ActorMention]]:
    """Give the pairs of "X, backed by Y" and "X alongside Y"."""
    for at in range(1, len(units) - 1):
        low = units[at].low
        if not (low == "alongside" or (low == "by" and units[at - 1].low in _HELP)):
            continue
        before = next((units[k].actor for k in range(at - 1, max(-1, at - 5), -1) if units[k].actor is not None), None)
        behind = next((each.actor for each in units[at + 1 : at + 5] if each.actor is not None), None)
        if before is not None and behind is not None:
            yield before, behind
