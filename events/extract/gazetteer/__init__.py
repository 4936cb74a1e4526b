"""Places in English text: the world's towns, the data set's own places, crossings and regions, found and told apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd
from filelock import FileLock

from events.extract.gazetteer import building, world
from events.extract.gazetteer.entries import Entries
from events.extract.gazetteer.finding import Finder
from events.extract.gazetteer.own import Own, from_lexicon
from events.extract.gazetteer.resolving import Resolver
from events.extract.gazetteer.spelling import Proposal, Spellings
from events.extract.mentions import PlaceMention, Reading
from events.places import normalise, without_article

__all__ = ["Gazetteer", "Proposal"]


class Gazetteer:
    """Finds places in text and says what each may mean. Make one with `Gazetteer.open`."""

    def __init__(self, entries: Entries, countries: Sequence[str] = ()) -> None:
        self._entries = entries
        self._finder = Finder(entries)
        self._spellings = Spellings(entries.world, entries.own)
        self._resolver = Resolver(entries, self._spellings, countries)
        self._countries = tuple(countries)

    @classmethod
    def open(
        cls,
        places: pd.DataFrame | None = None,
        countries: Sequence[str] = (),
        progress: world.Progress | None = None,
        path: Path | None = None,
    ) -> Gazetteer:
        """Open the index of the world's towns, building it first where this user has none, and lay ``places`` over it.

        ``places`` has the columns of `frames.PLACES`; its places win over the world's. ``countries`` (ISO 3166-1
        alpha-2) are those the texts are about. ``progress`` is told of the building. Raises OSError when the index can
        be neither read nor written.
        """
        return cls(Entries(_opened(path or world.default_path(), progress), Own(places, from_lexicon())), countries)

    def find(self, text: str) -> list[PlaceMention]:
        """Give the mentions of places in the order of the text, each with all its readings; no spans overlap."""
        return self._finder.find(text)

    def guess(self, text: str, start: int, end: int) -> PlaceMention | None:
        """Make a mention of a capitalised span, with a reading without coordinates where nobody knows the name.

        Gives None when the span holds no capital.
        """
        return self._finder.guess(text, start, end)

    def resolve(self, mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
        """Order the readings of each mention by what the article tells, and drop those that are clearly not meant.

        The countries, divisions and other places named, and population, decide. Close ones stay open.
        """
        return self._resolver.resolve(mentions, text)

    def lookup(self, name: str, country: str = "") -> list[Reading]:
        """Give every reading of a name in any script, then places spelled alike, which are of type `Proposal`.

        ``country`` (ISO 3166-1 alpha-2) narrows both; without it, places spelled alike are sought in the countries that
        the gazetteer was opened for and in those of the data set.
        """
        joined = normalise(name).replace(" ", "")
        entry = self._entries.one(joined) or self._entries.one(without_article(normalise(name)).replace(" ", ""))
        exact = [each for each in (entry.readings if entry else ()) if not country or each.country == country]
        countries = [country] if country else [*dict.fromkeys((*self._countries, *self._entries.own.countries))]
        known = {(each.geonameid or each.name, each.country) for each in exact}
        alike = self._spellings.alike(name, countries) if joined else []
        return [*exact, *(each for each in alike if (each.geonameid or each.name, each.country) not in known)]


@lru_cache(maxsize=2)
def _opened(path: Path, progress: world.Progress | None) -> world.World:
    try:
        return world.World(path)
    except (FileNotFoundError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock")):  # of several processes one builds, the others wait for it
        try:
            return world.World(path)
        except (FileNotFoundError, ValueError):
            building.build(path, progress)
            return world.World(path)
