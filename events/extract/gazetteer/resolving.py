"""Telling homonyms apart by the rest of the article; what stays close stays open."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from events.extract.gazetteer.entries import Entries
from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.nouns import UNITS
from events.extract.gazetteer.own import SETTLED, distance
from events.extract.gazetteer.spelling import Spellings
from events.extract.gazetteer.tokens import words_of
from events.extract.mentions import PlaceMention, Reading
from events.places import normalise, without_article

_Ranked = dict[int, list[tuple[float, Reading]]]
_CLEARLY: Final = 1.5
"""A reading stands alone when it leads the next by so many points."""
_TOLD: Final = 4.0  # countries the caller names
_NAMED: Final = 3.0  # a country named; each further time counts one
_PLACED: Final = 1.5  # a place of the data set or a division
_HINTED: Final = 1.0  # a nationality, a side, a place of one reading
_MOST: Final = 8.0  # no country weighs more, however often it is named
_COUNTRY: Final = 3.5
_NEIGHBOUR: Final = 0.5
_OWN: Final = 2.0
_DIVISION: Final = 2.0
_REGION: Final = 4.0  # a division of the name, where no noun says that it is meant
_NEAR: Final = ((60.0, 1.5), (150.0, 1.0), (400.0, 0.4))
_FAR: Final = 4.0  # degrees of latitude, beyond the last of these
_WIDE: Final = 12.0  # degrees of longitude, beyond it too, as long as neither lies far north
_NORTH: Final = 60.0
_FEW: Final = 8
"""Only the best readings are weighed by distance."""
_GREAT: Final = 500_000  # people; such a city may be meant anywhere
_TRIED: Final = 2  # countries in which a spelling is looked for
_ONE: Final = 10.0  # km within which two entries of one name are one place


class Resolver:
    """Orders and narrows readings; ``countries`` are those the caller says the texts are about."""

    def __init__(self, entries: Entries, spellings: Spellings, countries: Sequence[str] = ()) -> None:
        self._entries = entries
        self._spellings = spellings
        self._countries = tuple(countries)
        self._hints = _hints()

    def resolve(self, mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
        """Give the mentions with their readings ordered and narrowed."""
        weights, named = self._weights(mentions, text)
        regions = [m.readings for m in mentions if all(each.kind == "region" for each in m.readings)]
        divisions = {_short(each.admin1 or each.name) for readings in regions for each in readings}
        most = max(weights.values(), default=0.0)
        ranked: _Ranked = {}
        for mention in mentions:
            # By identity: all mentions of a name share their readings, and to hash sixty of them takes time.
            if len(mention.readings) > 1 and id(mention.readings) not in ranked:
                scored = [(self._score(each, weights, most, divisions), each) for each in mention.readings]
                ranked[id(mention.readings)] = sorted(scored, key=lambda pair: -pair[0])
        anchors = self._anchors(mentions, ranked)
        narrowed = {key: _narrowed(scored, anchors) for key, scored in ranked.items()}
        resolved = []
        for mention in mentions:
            readings = narrowed.get(id(mention.readings), mention.readings)
            if most >= _TOLD:
                readings = self._doubted(mention.surface, readings, weights, named)
            if readings is not mention.readings:
                mention = PlaceMention(mention.start, mention.end, mention.surface, readings)
            resolved.append(mention)
        return resolved

    def _doubted(
        self, surface: str, readings: tuple[Reading, ...], weights: Mapping[str, float], named: Collection[str]
    ) -> tuple[Reading, ...]:
        """Leave open what is only known in countries that the article does not name: its own may be too small to know.

        Places of the countries it does name with a name that sounds so are added as proposals.
        """
        first = readings[0]
        if first.kind not in SETTLED or first.place_id:
            return readings
        if first.country:
            if any(each.country in named or each.population >= _GREAT or each.place_id for each in readings):
                return readings
            first = Reading(surface, "town", "")
        countries = sorted(named, key=lambda country: (-weights[country], country))[:_TRIED]
        proposals = self._spellings.heard(surface, tuple(countries))
        return (first, *proposals, *(each for each in readings if each.country))

    def _weights(self, mentions: Sequence[PlaceMention], text: str) -> tuple[dict[str, float], set[str]]:
        """Give what speaks for each country, and the countries that the text names by more than a place's name."""
        weights: dict[str, float] = defaultdict(float)
        for country in self._countries:
            weights[country] += _TOLD
        hints = self._hints
        for word in hints.keys() & set(words_of(text).folded):
            for country in hints[word]:
                weights[country] += 2 * _HINTED / len(hints[word])
        seen: Counter[Reading] = Counter()
        for mention in mentions:
            if len(mention.readings) == 1:
                seen[mention.readings[0]] += 1
        places: dict[str, float] = defaultdict(float)
        for reading, times in seen.items():
            if reading.kind == "country":
                weights[reading.country] += _NAMED + times - 1
            elif reading.kind == "region" or reading.place_id:
                weights[reading.country] += _PLACED
            else:
                places[reading.country] += _HINTED
        weights.pop("", None)
        places.pop("", None)
        named = {*weights}
        for country, weight in places.items():
            weights[country] += weight
        return {country: min(weight, _MOST) for country, weight in weights.items()}, named

    def _score(self, reading: Reading, weights: Mapping[str, float], most: float, divisions: Iterable[str]) -> float:
        score = _REGION if reading.kind == "region" else math.log10(reading.population + 100) - 1
        if most:
            share = weights.get(reading.country, 0.0) / most
            score += _COUNTRY * share
            if not share:
                beside = self._entries.neighbours.get(reading.country, ())
                score += _NEIGHBOUR * max((weights.get(each, 0.0) for each in beside), default=0.0) / most
        if reading.place_id:
            score += _OWN
        if reading.admin1 and reading.kind != "region" and _short(reading.admin1) in divisions:
            score += _DIVISION
        return score

    def _anchors(self, mentions: Sequence[PlaceMention], ranked: _Ranked) -> list[Reading]:
        """List the places that are clear before distances are looked at."""
        anchors: dict[Reading, None] = {}
        for mention in mentions:
            scored = ranked.get(id(mention.readings))
            if scored is None:
                first = mention.readings[0]
            elif scored[0][0] - scored[1][0] >= _CLEARLY:
                first = scored[0][1]
            else:
                continue
            if first.latitude is not None:
                anchors[first] = None
        return list(anchors)[:_FEW]


def _narrowed(scored: list[tuple[float, Reading]], anchors: Sequence[Reading]) -> tuple[Reading, ...]:
    if len(scored) == 1 or scored[0][0] - scored[1][0] > _CLEARLY + _NEAR[0][1]:
        return (scored[0][1],)
    few = [(score + _nearness(each, anchors), each) for score, each in scored[:_FEW]]
    few.sort(key=lambda pair: -pair[0])
    best = few[0]
    kept = [best[1]]
    for score, each in few[1:]:
        same = each.kind == best[1].kind and distance(each, best[1]) < _ONE and not each.place_id
        if score > best[0] - _CLEARLY and not same:
            kept.append(each)
    return tuple(kept)


def _nearness(reading: Reading, anchors: Sequence[Reading]) -> float:
    if reading.latitude is None or reading.longitude is None:
        return 0.0
    near = math.inf
    southerly = abs(reading.latitude) < _NORTH
    for each in anchors:
        # Most lie far away: their degrees alone say so.
        if each is reading or each.latitude is None or each.longitude is None:
            continue
        if abs(each.latitude - reading.latitude) > _FAR:
            continue
        if southerly and _WIDE < abs(each.longitude - reading.longitude) < 360 - _WIDE:
            continue
        near = min(near, distance(reading, each))
    return next((points for reach, points in _NEAR if near < reach), 0.0)


def _short(name: str) -> str:
    """Give a division's name without article and noun, so that "Al Anbar" and "Anbar Governorate" meet."""
    known = _SHORT.get(name)
    if known is None:
        words = [word for word in normalise(name).split() if word not in UNITS]
        known = _SHORT[name] = without_article(" ".join(words)).replace(" ", "")
    return known


_SHORT: Final[dict[str, str]] = {}


def _hints() -> dict[str, tuple[str, ...]]:
    """Map nationalities and sides of one word, folded, to the countries they speak for."""
    hints: dict[str, tuple[str, ...]] = {}
    for row in table("actors.csv"):
        countries = tuple(filter(None, row["countries"].split("|")))
        for name in (row["name"], *row["aliases"].split("|")):
            if countries and name and " " not in name and len(name) > 2:
                hints[normalise(name).replace(" ", "")] = countries
    for row in table("countries.csv"):
        for name in (*row["adjectives"].split("|"), *row["people"].split("|")):
            if len(name) > 2 and " " not in name:
                hints.setdefault(normalise(name), (row["country"],))
    return hints
