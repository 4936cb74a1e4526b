"""Adjectives that stand for a side: "in Russian hands", "rebel-held", "under government control"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from events.extract.grammar.units import Unit
from events.extract.mentions import ActorMention
from events.extract.words import listed

Find: TypeAlias = Callable[[str], list[ActorMention]]

HELD: Final = listed(
    "hands control rule authority possession grip -held -controlled -occupied -run -ruled capture recapture seizure"
    " takeover conquest withdrawal retreat pullout advance evacuation occupation"
)
"""Nouns before which an adjective says whose."""
_BARE: Final = listed(
    "government rebel rebels insurgent army militia opposition regime jihadist militant separatist junta guerrilla"
    " federal loyalist islamist extremist gang military state official terrorist royalist allied enemy"
)
_NOUN: Final = {
    "federal": "federal forces",
    "state": "state forces",
    "official": "government",
    "allied": "allied forces",
}


def adopt(units: Sequence[Unit], find: Find) -> None:
    """Give the units of such adjectives the actor they mean, in place; nouns without a name are left bare."""
    for at in [at for at, unit in enumerate(units) if at and unit.low in HELD and unit.kind == "w"]:
        unit = units[at - 1]
        if unit.low in ("full", "complete", "total", "military", "sole", "direct") and at > 1:
            unit = units[at - 2] if units[at - 2].kind == "w" else unit
        if unit.actor is not None or unit.kind not in "wP":
            continue
        if unit.low in _BARE:
            name = _NOUN.get(unit.low, unit.low)
            unit.actor = ActorMention(unit.start, unit.end, name, "", name, "bare")
        elif unit.capital:
            unit.actor = _nation(unit, find)
        if unit.actor is not None and unit.kind == "w" and units[at].low[0] == "-":
            unit.modifier = True


def _nation(unit: Unit, find: Find) -> ActorMention | None:
    found = _of_nation(unit.low.title(), find)
    if found is None:
        return None
    return ActorMention(unit.start, unit.end, found.surface, found.actor_id, found.name, "force", found.countries)


@lru_cache(maxsize=4096)
def _of_nation(adjective: str, find: Find) -> ActorMention | None:
    found = find(f"{adjective} forces")
    whole = len(found) == 1 and found[0].start == 0 and found[0].actor_id
    return found[0] if whole else None
