"""What is found in a text before anything is said of it: places, actors and times, each with its span.

Spans are half-open offsets of characters in the original text: ``text[start:end]`` is the surface.
"""

from __future__ import annotations

from dataclasses import dataclass

from events.dates import Day


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a name may mean.

    ``place_id`` is a place of the data set, empty when it is none; ``geonameid`` is 0 when GeoNames has none.
    ``kind`` is one of `vocab.PLACE_KINDS`, or ``region`` (admin division) or ``country``, which are never candidates of
    their own accord. Latitude and longitude are WGS84 degrees, both None where nobody knows them; never 0, 0.
    """

    name: str
    kind: str
    country: str
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    place_id: str = ""
    geonameid: int = 0

    def __hash__(self) -> int:
        # Readings are kept in sets and caches by the dozen for each article; these fields tell nearly all apart.
        return hash((self.name, self.kind, self.latitude, self.geonameid))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the text with all that it may mean, likeliest first; homonyms stay apart."""

    start: int
    end: int
    surface: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name of an armed side in the text.

    ``actor_id`` is of the data set or of the lexicon; empty for a bare noun such as "rebels" or "the army", whose side
    the text around it must tell. ``role`` is force (fighters, army), government (an authority or a capital that stands
    for it), people (a nationality: "the Syrians") or bare. ``countries`` are ISO 3166-1 alpha-2.
    """

    start: int
    end: int
    surface: str
    actor_id: str
    name: str
    role: str = "force"
    countries: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells one side from another: its id, or its name where no list knows it; empty for a bare noun."""
        return self.actor_id or ("" if self.role == "bare" else self.name.casefold())


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in the text as a window of whole days, both ends inclusive.

    ``earliest`` is None where the text only says "not later than". ``precision`` is day, days, week, month, season or
    year. ``relation`` says how the event stands to the window: in, since, until, by, before, after; ``anchor`` is what
    the window was reckoned from: absolute, published, heading or previous (another time in the text).
    """

    start: int
    end: int
    surface: str
    earliest: Day | None
    latest: Day | None
    precision: str = "day"
    relation: str = "in"
    anchor: str = "absolute"
