"""What one name may mean: the data set's places, the lexicon's, the world's towns, regions and countries together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.nouns import UNITS
from events.extract.gazetteer.own import SETTLED, Own, distance
from events.extract.gazetteer.tokens import ARTICLES
from events.extract.gazetteer.world import World, region_names
from events.extract.mentions import Reading
from events.places import normalise_all, without_article

_BARE: Final = frozenset(("border_crossing", "oil_field"))
"""Kinds of places that are called by a name alone; a dam without its noun is a river, a base a town."""
_LETTERS: Final = 6  # of such a name; Omar is no oil field
_GREAT: Final = 100_000
_SEAT: Final = 15_000  # people; a hamlet does not take the name from its division
_MANY: Final = 60
"""Of the places that share a name, no more are kept; the least peopled go."""
_BESIDE: Final = 60.0  # km; a facility so close to a town of the same name needs its noun
_KEPT: Final = 300_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may mean, likeliest first.

    ``own`` says that the data set or lexicon has it, ``shown`` that it is the name GeoNames shows for some place,
    ``people`` is the population of the greatest.
    """

    readings: tuple[Reading, ...]
    own: bool
    shown: bool
    people: int
    country: bool = False
    region: bool = False

    @property
    def known(self) -> bool:
        """Tell whether the name is of a place worth believing without further signs."""
        return self.own or self.country or self.region or self.people >= _GREAT


class Entries:
    """The entries by normalised name without spaces, looked up in the world index once and then remembered."""

    def __init__(self, world: World, own: Own) -> None:
        self.world = world
        self.own = own
        self.countries: dict[str, Reading] = {}
        self.neighbours: dict[str, tuple[str, ...]] = {}
        self.regions: dict[str, list[Reading]] = {}
        self._known: dict[str, Entry | None] = {}
        self._read_countries()
        self._read_regions()
        self.areas = frozenset(self.regions) | frozenset(self.countries)

    def get(self, keys: Set[str]) -> Mapping[str, Entry | None]:
        """Look several names up at once; gives the entries of all names known by now, theirs among them."""
        known = self._known
        if len(known) > _KEPT:
            known.clear()
        missing = sorted(key for key in keys if key not in known)
        if missing:
            for key, rows in zip(missing, self.world.look_up(missing), strict=True):
                known[key] = self._make(key, rows)
        return known

    def one(self, joined: str) -> Entry | None:
        """Give the entry of one name, or None."""
        known = self._known
        return known[joined] if joined in known else self.get({joined})[joined]

    def region(self, joined: str) -> list[Reading]:
        """Give the first-level divisions and areas that are called so."""
        return self.regions.get(joined, [])

    def _make(self, key: str, rows: tuple[tuple[int, bool], ...]) -> Entry | None:
        if key in self.countries:
            return Entry((self.countries[key],), False, True, 0, country=True)
        towns: list[Reading] = []
        seats: list[Reading] = []  # a village that is called so besides does not take the name from its division
        shown = False
        for row, main in rows[:_MANY]:
            reading = self.world.reading(row)
            shown |= main
            if main or reading.population >= _GREAT:
                seats.append(reading)
            own = self.own.owned(reading, key)
            # Divisions come last; one is not needed where a town of its name is.
            seated = not reading.geonameid and any(town.country == reading.country for town in towns)
            if not seated and (own or reading) not in towns:
                towns.append(own or reading)
        listed = self.own.full.get(key, [])
        towns = [each for each in listed if each.kind in SETTLED and each not in towns] + towns
        towns.sort(key=lambda each: not each.place_id)
        facilities = [each for each in listed if each.kind not in SETTLED]
        if not facilities and len(key) >= _LETTERS:
            facilities = [each for each in self.own.core.get(key, []) if each.kind in _BARE]
        if not any(town.country == each.country for town in towns for each in facilities):
            towns += [each for each in self.own.beside.get(key, ()) if each not in towns]
        facilities = [each for each in facilities if not any(_beside(each, town) for town in towns)]
        regions = [each for each in self.region(key) if not any(_seat(town, each) for town in (*seats, *listed))]
        if any(not each.country for each in regions) and not any(town.place_id for town in towns):
            towns = []
        people = max((town.population for town in towns), default=0)
        readings = (*(facilities if not people else ()), *towns, *(facilities if people else ()), *regions)
        if not readings:
            return None
        # A region beats the far hamlets of its name.
        ordered = (*regions, *(e for e in readings if e not in regions)) if regions and people < _GREAT else readings
        if any(each.place_id for each in ordered):
            ordered = tuple(sorted(ordered, key=lambda each: not each.place_id))
        return Entry(tuple(ordered), bool(listed or facilities), shown, people, region=bool(regions))

    def _read_countries(self) -> None:
        rows = table("countries.csv")
        names = [[row["name"], *filter(None, row["aliases"].split("|"))] for row in rows]
        normal = iter(normalise_all([name for each in names for name in each]))
        for row, called in zip(rows, names, strict=True):
            reading = Reading(row["name"], "country", row["country"], geonameid=int(row["geonameid"]))
            self.neighbours[row["country"]] = tuple(row["neighbours"].split("|"))
            for _ in called:
                self.countries.setdefault(next(normal).replace(" ", ""), reading)

    def _read_regions(self) -> None:
        named = region_names()
        for ((country, _), name), normal in zip(named.items(), normalise_all(list(named.values())), strict=True):
            words = normal.split()
            short = [word for word in words if word not in UNITS and word != "muhafazat"] or words
            reading = Reading(name, "region", country, admin1=name)
            for form in _forms(words, short):
                self._region(form, reading)
        for row in table("areas.csv"):
            countries = row["countries"].split("|")
            reading = Reading(row["name"], "region", countries[0] if len(countries) == 1 else "")
            for normal in normalise_all([row["name"], *row["aliases"].split("|")]):
                for form in _forms(normal.split()):
                    self._region(form, reading)

    def _region(self, joined: str, reading: Reading) -> None:
        known = self.regions.setdefault(joined, [])
        if not any(each.country == reading.country or not reading.country for each in known):
            known.append(reading)


def _beside(facility: Reading, town: Reading) -> bool:
    """Tell whether a facility lies at a town of its name: the bare name is the town's."""
    if town.latitude is None:
        return town.country == facility.country
    return distance(facility, town) < _BESIDE


def _forms(*spellings: list[str]) -> Iterator[str]:
    for words in spellings:
        if words:
            yield "".join(words)
            if words[0] in ARTICLES:
                yield without_article(" ".join(words)).replace(" ", "")


def _seat(town: Reading, region: Reading) -> bool:
    """Tell whether a town lies in the region of its name: then the bare name is the town's."""
    if town.country != region.country:
        return False
    return bool(town.place_id) or town.population >= (_SEAT if town.admin1 == region.admin1 else _GREAT)
