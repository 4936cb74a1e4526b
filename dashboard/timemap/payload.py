"""A timeline as the map takes it: arrays of small integers, one fetch, no day computed twice."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dashboard.style import actor_colors, country_words
from events import Known, Timeline, vocab
from events.dates import ALWAYS, iso, parse_day

SINCE_ALWAYS: Final = -100_000
"""First day of a place's first segment, and the evidence day of a state without evidence."""

# The map's own order of grades; a refuted event sets nothing, so it never shows.
_STANDING: Final = {"": 0, "implied": 1, "refuted": 2, "claimed": 2, "reported": 3, "disputed": 4, "confirmed": 5}


def build(timeline: Timeline, known: Known, rule: str) -> dict[str, Any]:
    """Give the map's data for a clock and a rule, ready for JSON; days count from ``epoch``.

    Raises `ValueError` for a clock or a rule that does not exist.
    """
    first, last = timeline.coverage()
    segments = timeline.replay(known, rule).segments
    places = timeline.places
    start = np.maximum(segments.start - first, SINCE_ALWAYS)
    evidence = np.where(segments.last <= ALWAYS, SINCE_ALWAYS, np.maximum(segments.last - first, SINCE_ALWAYS))
    grades = np.array([_STANDING[word] for word in vocab.STANDINGS])
    turned = _changes(segments)
    # What became known only after the data end, such as an undated page, has no place on the timeline.
    turned = turned[segments.start[turned] <= last]
    day = start[turned]
    order = np.argsort(day, kind="stable")
    return {
        "version": 1,
        "title": timeline.about.title,
        "epoch": iso(first),
        "days": last - first + 1,
        "actors": [
            {
                "id": actor["actor_id"],
                "name": actor["name"],
                "short": actor["short_name"] or actor["name"],
                "color": light,
                "dark": dark,
            }
            for actor, (light, dark) in zip(
                timeline.actors.to_dict("records"), actor_colors(timeline.actors), strict=True
            )
        ],
        "kinds": list(vocab.PLACE_KINDS),
        "places": {
            "id": places["place_id"].tolist(),
            "name": places["name"].tolist(),
            "kind": [vocab.PLACE_KINDS.index(kind) for kind in places["kind"]],
            "lat": places["latitude"].round(5).tolist(),
            "lon": places["longitude"].round(5).tolist(),
            "country": [country_words(code) for code in places["country"]],
        },
        "segments": {
            "place": segments.place.tolist(),
            "start": start.tolist(),
            "status": segments.status.tolist(),
            "holder": segments.holder.tolist(),
            "contender": segments.contender.tolist(),
            "besieger": segments.besieger.tolist(),
            "standing": grades[segments.standing].tolist(),
            "evidence": evidence.tolist(),
        },
        "changes": {
            "day": day[order].tolist(),
            "place": segments.place[turned][order].tolist(),
            "actor": _named(segments, turned)[order].tolist(),
        },
    }


def surroundings(timeline: Timeline) -> tuple[float, float, float, float]:
    """West, south, east, north of the data in degrees, with half its size around it."""
    west, south, east, north = bounds(timeline)
    wide, high = max(east - west, 2.0) / 2, max(north - south, 2.0) / 2
    return west - wide, max(south - high, -90.0), east + wide, min(north + high, 90.0)


def bounds(timeline: Timeline) -> tuple[float, float, float, float]:
    """West, south, east, north of the places that anything is said of, else of all; a world for none."""
    places = timeline.places
    spoken = places[places["place_id"].isin(timeline.claims["place_id"])]
    places = spoken if len(spoken) else places
    if not len(places):
        return -170.0, -55.0, 170.0, 70.0
    lon, lat = places["longitude"], places["latitude"]
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def initial_day(timeline: Timeline) -> str:
    """The day to open on: what the data set says, else the one with the most change in the week before it."""
    if timeline.about.opens_on:
        return timeline.about.opens_on
    first, last = timeline.coverage()
    segments = timeline.replay().segments
    days = np.sort(segments.start[_changes(segments)])
    days = days[(days >= first) & (days <= last)]
    if not len(days):
        return iso(last)
    count = np.arange(1, len(days) + 1) - np.searchsorted(days, days - 6)
    return iso(int(days[np.argmax(count)]))


def day_within(timeline: Timeline, day: str) -> str:
    """Keep a day within the coverage."""
    first, last = timeline.coverage()
    return iso(min(max(parse_day(day), first), last))


def _changes(segments: Any) -> np.ndarray:
    """Segments in which a place is settled otherwise than it was before; an open window is not settled."""
    changing = vocab.STATUSES.index("changing")
    settled = np.flatnonzero(segments.status != changing)
    place = segments.place[settled]
    differs = np.zeros(len(settled), np.bool_)
    for name in ("status", "holder", "contender"):
        values = getattr(segments, name)[settled]
        differs[1:] |= values[1:] != values[:-1]
    differs[1:] &= place[1:] == place[:-1]
    return settled[differs]


def _named(segments: Any, which: np.ndarray) -> np.ndarray:
    contender = segments.contender[which]
    named: np.ndarray = np.where(contender >= 0, contender, segments.holder[which])
    return named
