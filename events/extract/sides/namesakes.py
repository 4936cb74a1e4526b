"""Sides that bear one name in several countries: Serb forces in Bosnia and in Croatia, the Taliban of Pakistan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from events.extract.gazetteer.lexicon import table
from events.extract.mentions import ActorMention, PlaceMention
from events.places import normalise

Find: TypeAlias = Callable[[str], list[ActorMention]]


def tell_apart(actors: Sequence[ActorMention], places: Sequence[PlaceMention], find: Find) -> list[ActorMention]:
    """Give the sides of an article, each that has namesakes taken for the one of the nearest place's country."""
    return [_meant(each, places, find) if _key(each.surface) in _namesakes() else each for each in actors]


def _meant(mention: ActorMention, places: Sequence[PlaceMention], find: Find) -> ActorMention:
    known = _namesakes()[_key(mention.surface)]
    near = sorted(
        (each for each in places if each.readings and each.readings[0].country),
        key=lambda place: abs(place.start - mention.start),
    )
    country = next((each.readings[0].country for each in near if each.readings[0].kind != "country"), "")
    name = known.get(country)
    found = find(name) if name else []
    if len(found) != 1 or not found[0].actor_id:
        return mention
    return replace(found[0], start=mention.start, end=mention.end, surface=mention.surface, role=mention.role)


@lru_cache(maxsize=4096)
def _key(surface: str) -> str:
    return normalise(surface).removeprefix("the ")


@lru_cache(maxsize=1)
def _namesakes() -> dict[str, dict[str, str]]:
    """Give by name and country the full name of who is meant there."""
    names = {row["actor_id"]: row["name"] for row in table("actors.csv")}
    found: dict[str, dict[str, str]] = {}
    for row in table("namesakes.csv"):
        found.setdefault(normalise(row["name"]), {})[row["country"]] = names[row["actor_id"]]
    return found
