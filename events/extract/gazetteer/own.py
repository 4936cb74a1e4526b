"""The places a data set and the built-in lexicon bring, by all their names and by what is left without the kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd

from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.nouns import KINDS
from events.extract.gazetteer.tokens import listed
from events.extract.mentions import Reading
from events.places import normalise_all, without_article

Named = tuple[Reading, tuple[str, ...]]
"""A place with all its names, the shown one first."""

_KIND_WORDS: Final = frozenset(word for noun in KINDS for word in noun.split()) | listed(
    """international military border main side iraqi syrian turkish jordanian iranian saudi of the"""
)
SETTLED: Final = frozenset(("city", "town", "village"))
"""Kinds of places that people live in."""
_EARTH: Final = 12742.0  # km through the earth
_SAME: Final = 15.0
_NEAR: Final = 20.0


class Own:
    """The known places.

    ``places`` has the columns of `frames.PLACES`. ``full`` maps a normalised name without spaces to readings, ``core``
    does so for facilities by what is left of the name without the words for its kind.
    """

    def __init__(self, places: pd.DataFrame | None, lexicon: Sequence[Named]) -> None:
        self.full: dict[str, list[Reading]] = {}
        self.core: dict[str, list[Reading]] = {}
        mine = _of_frame(places) if places is not None else []
        self._enter(mine, _spelled(mine))
        self._by_geonameid = {each.geonameid: each for each, _ in mine if each.geonameid}
        spelled = _spelled(lexicon)
        same = [
            (self._same(reading, forms) or reading, names)
            for (reading, names), forms in zip(lexicon, spelled, strict=True)
        ]
        self._enter(same, spelled)
        self.named = [*mine, *same]
        self.beside = _towns(same, spelled)
        self.countries = tuple(dict.fromkeys(each.country for each, _ in mine if each.country))
        self._facilities: dict[str, list[Reading]] = {}
        for reading in dict.fromkeys(each for each, _ in (*mine, *same)):
            self._facilities.setdefault(reading.kind, []).append(reading)
        self.facility = lru_cache(maxsize=20_000)(self._facility)

    def owned(self, reading: Reading, joined: str) -> Reading | None:
        """Give the data set's own settlement that a reading of the world index is, if it has it."""
        known = self._by_geonameid.get(reading.geonameid)
        if known is not None:
            return known
        for own in self.full.get(joined, ()):
            if own.kind in SETTLED and distance(own, reading) < _SAME:
                return own
        return None

    def _facility(self, town: Reading, joined: str, kind: str) -> list[Reading]:
        """Give the known facilities of a kind that carry a town's name, or the only one close to it."""
        named = [own for own in self.core.get(joined, ()) if own.kind == kind]
        close = [own for own in named if town.latitude is None or distance(own, town) < 5 * _NEAR]
        if close or named:
            return close or named
        near = [own for own in self._facilities.get(kind, ()) if distance(own, town) < _NEAR]
        return near if len({own.name for own in near}) == 1 else []

    def _same(self, reading: Reading, forms: Iterable[str]) -> Reading | None:
        for core in dict.fromkeys(core for form in forms for core in _cores(form)):
            for own in self.core.get(core, ()):
                far = own.latitude is not None and reading.latitude is not None and distance(own, reading) > 2 * _NEAR
                if own.kind == reading.kind and own.country == reading.country and not far:
                    return own
        return None

    def _enter(self, entries: Sequence[Named], spelled: Sequence[Sequence[str]]) -> None:
        for (reading, _), forms in zip(entries, spelled, strict=True):
            for normal in forms:
                _add(self.full, normal.replace(" ", ""), reading)
                bare = without_article(normal)
                if bare != normal:
                    _add(self.full, bare.replace(" ", ""), reading)
                if reading.kind not in SETTLED:
                    for core in _cores(normal):
                        _add(self.core, core, reading)


def _spelled(entries: Sequence[Named]) -> list[list[str]]:
    """Give the normalised names of each entry; what stands in brackets is no part of a name."""
    forms = iter(normalise_all([name.partition("(")[0] for _, names in entries for name in names]))
    return [[next(forms) for _ in names] for _, names in entries]


def _towns(entries: Sequence[Named], spelled: Sequence[Sequence[str]]) -> dict[str, list[Reading]]:
    """Give the towns that crossings and ports are called after, where these are: many are too small to be known."""
    towns: dict[str, list[Reading]] = {}
    for (reading, names), forms in zip(entries, spelled, strict=True):
        if reading.kind in ("border_crossing", "port") and not reading.place_id and reading.latitude is not None:
            for normal in forms:
                if not set(normal.split()) & _KIND_WORDS:
                    town = replace(reading, name=names[0], kind="town")
                    _add(towns, normal.replace(" ", ""), town)
    return towns


def _of_frame(places: pd.DataFrame) -> list[Named]:
    entries = []
    for row in places.to_dict("records"):
        latitude, longitude = _degrees(row.get("latitude")), _degrees(row.get("longitude"))
        identity = _degrees(row.get("geonameid"))
        reading = Reading(
            name=str(row["name"]),
            kind=str(row["kind"]),
            country=str(row.get("country") or ""),
            admin1=str(row.get("admin1") or ""),
            latitude=latitude,
            longitude=longitude,
            place_id=str(row["place_id"]),
            geonameid=int(identity) if identity else 0,
        )
        names = (reading.name, *str(row.get("aliases") or "").split("|"))
        entries.append((reading, tuple(name for name in names if name.strip())))
    return entries


def from_lexicon() -> list[Named]:
    """Read the crossings and facilities that are built in, each with all its names; a crossing once for each side."""
    entries = []
    for row in table("crossings.csv"):
        near = (_degrees(row["latitude"]), _degrees(row["longitude"]))
        for side in ("", "other_"):
            name = row[f"{side}name"]
            reading = Reading(f"{name} border crossing", row["kind"], row[f"{side}country"], "", *near)
            entries.append((reading, (name, reading.name, *filter(None, row[f"{side}aliases"].split("|")))))
    for row in table("facilities.csv"):
        near = (_degrees(row["latitude"]), _degrees(row["longitude"]))
        reading = Reading(row["name"], row["kind"], row["country"], "", *near)
        entries.append((reading, (row["name"], *filter(None, row["aliases"].split("|")))))
    return entries


def distance(one: Reading, other: Reading) -> float:
    """Give the distance of two readings in kilometres; infinite where one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    half = math.sin(math.radians(one.latitude - other.latitude) / 2) ** 2 + (
        math.cos(math.radians(one.latitude))
        * math.cos(math.radians(other.latitude))
        * math.sin(math.radians(one.longitude - other.longitude) / 2) ** 2
    )
    return _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _cores(normal: str) -> list[str]:
    """Give what is left of a facility's name without the words for its kind, with and without the article."""
    core = " ".join(word for word in normal.split() if word not in _KIND_WORDS)
    return [form.replace(" ", "") for form in dict.fromkeys((core, without_article(core))) if form]


def _degrees(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _add(index: dict[str, list[Reading]], key: str, reading: Reading) -> None:
    known = index.setdefault(key, [])
    if key and reading not in known:
        known.append(reading)
