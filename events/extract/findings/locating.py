"""From the targets of a frame to places: names, works in towns, seats of provinces, and what "the town" stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from events.extract import words
from events.extract.frames.drafts import Draft, Sentence
from events.extract.gazetteer import Gazetteer
from events.extract.gazetteer.lexicon import table
from events.extract.memory.discourse import Memory
from events.extract.memory.recall import kind_of
from events.extract.memory.works import PLAIN, facility, phrase_of
from events.extract.mentions import PlaceMention, Reading
from events.extract.phrases.heads import CAMPS
from events.extract.phrases.targets import Target

_FULL = {"crossing": "border crossing", "post": "border crossing", "posts": "border crossing", "airbase": "air base"}
_BEGINS: Final = re.compile(r"(?P<noun>\w+) (?:in|at) (?P<town>[^(]+)\Z")
_OF_TOWN: Final = re.compile(r"[a-z ]+ (?:of|at|in) (?P<town>[A-Z][^(]+)\Z")
_SEATS: Final = frozenset(("capital", "capitals"))


def located(
    draft: Draft, sentence: Sentence, text: str, memory: Memory, gazetteer: Gazetteer
) -> list[tuple[PlaceMention, Target]]:
    """Give the places of a frame, each with its target; countries are none, and what cannot be told is left out."""
    found: list[tuple[PlaceMention, Target]] = []
    for target in draft.targets:
        if target.guess and target.name is not None:
            guess = gazetteer.guess(text, target.name.start, sentence.units[target.last].end)
            if guess is not None:
                found.append((guess, target))
        elif target.name is not None:
            place = _named(target, draft, sentence, gazetteer)
            if place is not None:
                found.append((place, target))
        else:
            owned = target.owner is not None and target.owner.place is None and target.noun in words.FACILITIES
            if owned and found:
                phrase, start, end = phrase_of(target, sentence)
                found.append((facility(found[-1][0], phrase, target.noun, start, end), target))
                continue
            town = _town_of_work(target, sentence, gazetteer)
            if town is not None:
                found.append((town, target))
                continue
            meant = memory.places.meant_by(target, sentence)
            if not meant and target.noun == "capital" and target.definite and target.first == target.last - 1:
                meant = _capital(memory.war.country, gazetteer)
            found += [(_known(place, target, gazetteer), target) for place in meant if kind_of(place) != "country"]
    return found


def _named(target: Target, draft: Draft, sentence: Sentence, gazetteer: Gazetteer) -> PlaceMention | None:
    place = target.name.place if target.name is not None else None
    if place is None or not place.readings or kind_of(place) == "country":
        return None
    if draft.rule.family == "enter" and kind_of(place) in ("region", "district"):
        return None
    if target.noun in _SEATS and kind_of(place) == "region":
        place = _seat(place, gazetteer)
        if place is None:
            return None
    if target.noun in words.FACILITIES and kind_of(place) in ("city", "town", "village", "district", "region"):
        end = sentence.units[target.last].end
        place = facility(place, target.noun, target.noun, place.start, end)
        if target.last - target.at > 1:
            # "A artillery base" is called by all its words.
            place = replace(place, surface=sentence.text[place.start : end])
    lead = _BEGINS.match(place.surface)
    if lead is not None and lead["noun"].lower() in words.FACILITIES and not target.words:
        place = _with_words_before(place, lead["noun"].lower(), lead["town"], target, sentence)
    if target.words:
        named = tuple(replace(each, name=target.words, place_id="", geonameid=0) for each in place.readings)
        place = replace(place, surface=target.words, readings=named)
    return place


def _with_words_before(place: PlaceMention, noun: str, town: str, target: Target, sentence: Sentence) -> PlaceMention:
    """Name "the presidential palace in A" in full: its mention begins at "palace" only."""
    units = [u for u in sentence.units[target.first : target.at] if u.low not in words.DETERMINERS and u.kind in "wA"]
    units = [unit for unit in units if unit.low not in PLAIN and unit.low not in words.QUANTITIES]
    if not units:
        return place
    before = sentence.text[units[0].start : units[-1].end]
    if noun == "headquarters" and not any(unit.actor is not None for unit in units):
        return replace(place, surface=f"{before} {noun}")
    surface = f"{before} {noun} in {town}" if noun in CAMPS else f"{before} {noun} ({town})"
    return replace(place, surface=surface)


def _town_of_work(target: Target, sentence: Sentence, gazetteer: Gazetteer) -> PlaceMention | None:
    """Give the town for "the city" where the sentence has named only a work in it: "the airport of A"."""
    if words.PLACE_NOUNS.get(target.noun) not in ("city", "town") or target.plural or target.owner is not None:
        return None
    named = [unit.place for unit in sentence.units[: target.first] if unit.place is not None and unit.actor is None]
    if not named or kind_of(named[-1]) in ("city", "town", "village", "district", "region", "country"):
        return None
    work = _OF_TOWN.match(named[-1].surface)
    if work is None:
        return None
    country = {each.country for each in named[-1].readings}
    towns = tuple(
        each for each in _readings(work["town"], gazetteer) if each.kind in ("city", "town") and each.country in country
    )
    return PlaceMention(named[-1].start, named[-1].end, work["town"], towns) if towns else None


def _capital(country: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Give the capital of the country that an article is about."""
    name = _capitals().get(country, "")
    found = tuple(each for each in _readings(name, gazetteer) if each.kind == "city" and each.country == country)
    return [PlaceMention(0, 0, name, found)] if found else []


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {row["country"]: row["seats"].split("|")[0] for row in table("countries.csv")}


def _seat(place: PlaceMention, gazetteer: Gazetteer) -> PlaceMention | None:
    """Give the town that a province is called after: "the capital of Kunduz province"."""
    name = place.surface.split()
    while len(name) > 1 and name[-1].lower() in words.PLACE_NOUNS:
        name.pop()
    bare = " ".join(name)
    seats = [each for each in place.readings if each.kind in ("city", "town")]
    country = place.readings[0].country
    seats = seats or [r for r in _readings(bare, gazetteer) if r.kind in ("city", "town") and r.country == country]
    return PlaceMention(place.start, place.end, bare, tuple(seats[:3])) if seats else None


def _readings(name: str, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Give what a name means when it stands alone: exactly, and not what is spelled alike."""
    found = gazetteer.find(name)
    return found[0].readings if len(found) == 1 and found[0].end - found[0].start == len(name) else ()


def _known(place: PlaceMention, target: Target, gazetteer: Gazetteer) -> PlaceMention:
    """Put the crossing or airport that a gazetteer knows in the place of one made up of a town and a noun."""
    near = target.owner or target.inside
    if not place.surface.endswith(target.noun) or near is None or near.place is None or target.name is not None:
        return place
    country = {each.country for each in near.place.readings}
    kind = words.PLACE_NOUNS.get(target.noun, "")
    for name in dict.fromkeys((near.place.surface, *(each.name for each in near.place.readings[:2]))):
        for noun in dict.fromkeys((_FULL.get(target.noun, target.noun), target.noun)):
            found = [
                each for each in _readings(f"{name} {noun}", gazetteer) if each.kind == kind and each.country in country
            ]
            if found:
                return PlaceMention(place.start, place.end, f"{near.place.surface} {noun}", tuple(found))
    return place
