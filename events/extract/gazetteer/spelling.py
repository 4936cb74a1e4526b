"""Other spellings of a name: places whose names sound alike in the countries at hand, as proposals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from events.extract.gazetteer.own import Own
from events.extract.gazetteer.sounds import NOT_LATIN, sounds
from events.extract.gazetteer.world import World
from events.extract.mentions import Reading

_ALIKE: Final = 78.0
_HEARD: Final = 70.0
_TRIED: Final = 12
_SKELETON: Final = 0.45
"""Share of the consonants in the likeness; the rest is the whole word's."""


@dataclass(frozen=True, slots=True)
class Proposal(Reading):
    """A reading that is only spelled like the name that was asked for; ``likeness`` goes from 0 to 100."""

    likeness: float = 0.0


class Spellings:
    """Finds places of a country by names that are spelled like another."""

    def __init__(self, world: World, own: Own) -> None:
        self._world = world
        self._own = own
        self._names = lru_cache(maxsize=8)(self._of_country)
        self.heard = lru_cache(maxsize=20_000)(self._heard)

    def alike(self, name: str, countries: Sequence[str], limit: int = 8) -> list[Proposal]:
        """Give up to ``limit`` places of the countries with a name spelled alike, likest first."""
        word, skeleton = sounds(name)
        if len(word) < 3:
            return []
        found: dict[Reading, float] = {}
        for country in countries:
            plains, skeletons, readings = self._names(country)
            for _, score, at in process.extract(word, plains, scorer=fuzz.ratio, score_cutoff=55, limit=60):
                likeness = (1 - _SKELETON) * score + _SKELETON * fuzz.ratio(skeleton, skeletons[at])
                place = readings[at]
                reading = self._world.reading(place) if isinstance(place, int) else place
                if likeness >= _ALIKE and likeness > found.get(reading, 0):
                    found[reading] = likeness
        # The data set's own place comes before the world's of the same number; a place that lies somewhere, before
        # a division of its name.
        ranked = sorted(found.items(), key=lambda item: (not item[0].place_id, not item[0].geonameid, -item[1]))
        kept: dict[object, tuple[float, Reading]] = {}
        for reading, likeness in ranked:
            kept.setdefault(reading.geonameid or sounds(reading.name)[0], (likeness, reading))
            kept.setdefault(sounds(reading.name)[0], (likeness, reading))
        unique = sorted(dict.fromkeys(kept.values()), key=lambda item: (-item[0], -item[1].population))
        return [_proposal(reading, likeness) for likeness, reading in unique[:limit]]

    def _heard(self, name: str, countries: tuple[str, ...], limit: int = 3) -> tuple[Proposal, ...]:
        """Give a few places of the countries whose consonants are the name's; quick enough for every text."""
        word, skeleton = sounds(name)
        found: dict[Reading, float] = {}
        for country in countries:
            for row in self._world.alike(skeleton, country)[:_TRIED]:
                score = max(fuzz.ratio(word, sounds(each)[0]) for each in self._world.names(row) if each < NOT_LATIN)
                if score >= _HEARD:
                    found[self._world.reading(row)] = score
        ranked = sorted(found.items(), key=lambda item: (not item[0].geonameid, -item[1]))
        return tuple(_proposal(reading, score) for reading, score in ranked[:limit])

    def _of_country(self, country: str) -> tuple[list[str], list[str], list[Reading | int]]:
        plains: list[str] = []
        skeletons: list[str] = []
        readings: list[Reading | int] = []
        places: list[tuple[Reading | int, Sequence[str]]] = [
            (reading, names) for reading, names in self._own.named if reading.country == country
        ]
        places += [(row, self._world.names(row)) for row in self._world.rows_of_country(country).tolist()]
        for place, names in places:
            latin = [name for name in names if name[:1] < NOT_LATIN] or names
            for word, skeleton in dict.fromkeys(map(sounds, latin)):
                plains.append(word)
                skeletons.append(skeleton)
                readings.append(place)
        return plains, skeletons, readings


def _proposal(reading: Reading, likeness: float) -> Proposal:
    return Proposal(**{name: getattr(reading, name) for name in Reading.__slots__}, likeness=round(likeness, 1))
