"""The second clock run along the first: each day as it was reported then.

The state of day D as known on day D. Every place is replayed once for each day on which something new about it
became known, and each of those replays counts only until the next such day.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from events.arrays import Claims, Codes
from events.control import replay
from events.dates import ALWAYS, NEVER, Days
from events.model import NOBODY
from events.rules import decide
from events.segments import STATUS, Segments
from events.standing import corroborate, derive

_COPIES_AT_ONCE: Final = 2_000_000
"""A place with n claims is replayed up to n times; so many copies of claims are in memory together."""


def as_reported(claims: Claims, rule: str, places: int) -> Segments:
    """Replay places 0..places-1 so that each day shows what was known on it; before the first report, unknown."""
    copies = np.bincount(claims.place, minlength=places) ** 2
    batch = (np.cumsum(copies) // _COPIES_AT_ONCE)[claims.place]
    parts = [_silence(places)]
    parts += [_shown(claims.where(batch == number), rule, places) for number in np.unique(batch)]
    joined = {name: np.concatenate([part.columns()[name] for part in parts]) for name in parts[0].columns()}
    order = np.lexsort((joined["start"], joined["place"]))
    return Segments(**{name: values[order] for name, values in joined.items()}).merged()


def _shown(claims: Claims, rule: str, places: int) -> Segments:
    versions = _Versions(claims, places)
    row, version = _members(claims, versions)
    copies = claims.where(row)
    steps = int(versions.count.max(initial=0)) + 1
    virtual = _moved(copies, event=copies.event * steps + version, place=versions.first[copies.place] + version)
    events = corroborate(derive(virtual), virtual)
    replayed = replay(events, decide(events, rule), len(versions.place))

    start = np.maximum(replayed.start, versions.known[replayed.place])
    end = np.minimum(replayed.end, versions.until[replayed.place])
    counts = start < end
    kept = replayed.where(counts)
    return Segments(
        **kept.columns()
        | {
            "place": versions.place[kept.place],
            "start": start[counts],
            "event": np.where(kept.event >= 0, kept.event // steps, -1),
        }
    )


class _Versions:
    """For each place the days on which its record grew; ``first`` and ``count`` locate a place's versions."""

    def __init__(self, claims: Claims, places: int) -> None:
        self.place, self.known = np.unique(np.stack([claims.place, claims.known]), axis=1)
        self.count = np.bincount(self.place, minlength=places)
        self.first = np.cumsum(self.count) - self.count
        self.until = np.append(self.known[1:], NEVER)
        self.until[np.append(self.place[1:] != self.place[:-1], True)[: len(self.until)]] = NEVER


def _members(claims: Claims, versions: _Versions) -> tuple[Codes, Codes]:
    """List which claims each version contains: (row, version within its place)."""
    span = 2 * NEVER
    at = np.searchsorted(versions.place * span + versions.known, claims.place * span + claims.known)
    rank = at - versions.first[claims.place]
    copies = versions.count[claims.place] - rank
    row = np.repeat(np.arange(len(claims)), copies)
    within = np.arange(len(row)) - np.repeat(np.cumsum(copies) - copies, copies)
    return row, rank[row] + within


def _moved(claims: Claims, event: Codes, place: Codes) -> Claims:
    moved = {name: getattr(claims, name) for name in claims.__dataclass_fields__}
    return Claims(**moved | {"event": event, "place": place})


def _silence(places: int) -> Segments:
    """The state before anything was reported."""
    nobody = np.full(places, NOBODY, np.int64)
    open_start: Days = np.full(places, ALWAYS)
    return Segments(
        place=np.arange(places, dtype=np.int64),
        start=open_start,
        status=np.full(places, STATUS["unknown"]),
        holder=nobody,
        contender=nobody,
        besieger=nobody,
        since_earliest=open_start,
        since_latest=open_start,
        standing=np.zeros(places, np.int64),
        event=nobody,
        last=open_start,
    )
