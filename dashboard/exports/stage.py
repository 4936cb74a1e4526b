"""All that a map can show through time, and the scene of one day: the same numbers as the screen's map is sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard import selection
from dashboard.timemap import payload
from dashboard.view import View
from events import AliasIndex, Timeline, vocab
from events.dates import Day, parse_day

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WORLD: Final = 256.0
"""The world is so many units wide, as in the script of the map: at zoom z a unit is 2**z pixels."""
NOTHING_KNOWN: Final = -2
"""In place of a holder's number."""
STALE_DAYS: Final = 365
"""Evidence older than this fades, on the screen as here."""

_NEAR: Final = 0.06 * 256 / 360
"""World units within which a crossing and its neighbour are kept apart."""
_STATUS: Final = {word: code for code, word in enumerate(vocab.STATUSES)}
_GRADES: Final = ("", "implied", "claimed", "reported", "disputed", "confirmed")
# Higher is drawn over lower, and named before lower; within a rank the data set's own order decides.
_RANK: Final = {
    "village": 0, "other": 1, "road": 2, "district": 3, "oil_field": 4, "bridge": 4, "port": 5, "refinery": 5,
    "military_base": 5, "dam": 6, "air_base": 6, "town": 7, "border_crossing": 8, "city": 9,
}  # fmt: skip


def mercator_x(longitude: Any) -> Any:
    """Give Web Mercator eastings of WGS84 degrees, in units of `WORLD`."""
    return (np.asarray(longitude, np.float64) / 360 + 0.5) * WORLD


def mercator_y(latitude: Any) -> Any:
    """Give Web Mercator southings of WGS84 degrees, in units of `WORLD`."""
    sine = np.sin(np.radians(np.clip(np.asarray(latitude, np.float64), -85.0511, 85.0511)))
    return (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * WORLD


@dataclass(frozen=True)
class Look:
    """What a mark looks like: kind of place, status, grade of its standing, holder and contender (-1 = nobody)."""

    kind: str
    status: str
    standing: str
    holder: int
    contender: int


@dataclass(frozen=True)
class Scene:
    """The places of one day, one element each, in the order in which they are drawn.

    ``place`` is the row in the stage's places; ``besieger`` an actor or -1; ``faded`` marks old evidence, ``recent``
    a change within the window. ``held`` counts places per actor; ``tally`` those contested, changing, besieged, and
    those without information.
    """

    day: Day
    place: Ints
    looks: tuple[Look, ...]
    besieger: Ints
    faded: Flags
    recent: Flags
    held: tuple[int, ...]
    tally: dict[str, int]


class Gate(NamedTuple):
    """A crossing near another place: its row, the way away from that other, how far it is (in world units), and how
    much of the lacking room it gives."""

    place: int
    right: float
    down: float
    distance: float
    share: float


class Stage:
    """A timeline by one clock and rule, ready to be asked for the scene of any day; filters of a view are kept to."""

    def __init__(self, timeline: Timeline, view: View, names: AliasIndex | None = None) -> None:
        raw = payload.build(timeline, view.known or None, view.rule)
        self.title: str = raw["title"]
        self.epoch: Day = parse_day(raw["epoch"])
        self.days: int = raw["days"]
        self.actors: list[dict[str, str]] = raw["actors"]
        places = raw["places"]
        self.ids: list[str] = places["id"]
        self.names: list[str] = places["name"]
        self.kind: list[str] = [raw["kinds"][k] for k in places["kind"]]
        self.x: Floats = mercator_x(places["lon"])
        self.y: Floats = mercator_y(places["lat"])
        self._columns: dict[str, Ints] = {name: np.array(values, np.int64) for name, values in raw["segments"].items()}
        self._since = _run_starts(self._columns)
        self._keys = self._columns["place"] * _SPAN + self._columns["start"]
        rank = np.array([_RANK.get(kind, 1) for kind in self.kind])
        self.order: Ints = np.lexsort((-np.arange(len(rank)), rank))
        history = np.bincount(self._columns["place"], minlength=len(rank))
        first = np.searchsorted(self._columns["place"], np.arange(len(rank)))
        silent = (history == 1) & (self._columns["status"][first] == _STATUS["unknown"])
        weight = rank + 1.2 * np.minimum(4, history - 1) - 9 * silent
        self.naming: Ints = np.lexsort((np.arange(len(rank)), -weight))
        self.spoken: Flags = ~silent
        shown = selection.place_filter(timeline, names or _index(timeline, view), view)
        self.allowed: Flags = np.ones(len(rank), np.bool_) if shown is None else shown
        self._passes = self._wanted(view)
        self._window = view.window
        holders = self._columns["holder"][self._columns["status"] == _STATUS["controlled"]]
        self.holders = frozenset(self.actors[at]["id"] for at in np.unique(holders[holders >= 0]).tolist())

    def scene(self, day: str) -> Scene:
        """Give the places as they are on an ISO day."""
        number = parse_day(day)
        at = number - self.epoch
        row = self._rows(at)
        shown = self.allowed & self._passes[row]
        status, holder = self._columns["status"][row], self._columns["holder"][row]
        besieger, since = self._columns["besieger"][row], self._since[row]
        recent = (since > payload.SINCE_ALWAYS) & (at - since < self._window) & (at >= since)
        faded = (status != _STATUS["unknown"]) & (at - self._columns["evidence"][row] > STALE_DAYS)
        controlled = shown & (status == _STATUS["controlled"])
        unknown = shown & ((status == _STATUS["unknown"]) | (controlled & (holder < 0)))
        drawn = self.order[shown[self.order]]
        return Scene(
            day=number,
            place=drawn,
            looks=tuple(self._look(place, row[place]) for place in drawn.tolist()),
            besieger=besieger[drawn],
            faded=faded[drawn],
            recent=recent[drawn],
            held=tuple(np.bincount(holder[controlled & (holder >= 0)], minlength=len(self.actors)).tolist()),
            tally={
                "contested": int((shown & (status == _STATUS["contested"])).sum()),
                "changing": int((shown & (status == _STATUS["changing"])).sum()),
                "besieged": int((shown & (besieger >= 0)).sum()),
                "no information": int(unknown.sum()),
            },
        )

    @cached_property
    def area(self) -> float:
        """World units squared that the places fill, without outliers."""

        def span(values: Floats) -> float:
            ordered = np.sort(values)
            return float(ordered[int(len(ordered) * 0.95)] - ordered[int(len(ordered) * 0.05)]) if len(ordered) else 0.0

        return max(1e-4, span(self.x)) * max(1e-4, span(self.y)) / 0.81

    @cached_property
    def gates(self) -> list[Gate]:
        """The crossings that have a neighbour so near that they may have to step aside."""
        crossing = np.array([kind == "border_crossing" for kind in self.kind], np.bool_)
        found = []
        for place in np.flatnonzero(crossing).tolist() if len(self.x) > 1 else ():
            far = np.hypot(self.x - self.x[place], self.y - self.y[place])
            far[place] = np.inf
            other = int(far.argmin())
            distance = float(far[other])
            if distance < _NEAR:
                right, down = (-1.0 if place < other else 1.0), 0.0
                if distance >= 1e-9:
                    right = float(self.x[place] - self.x[other]) / distance
                    down = float(self.y[place] - self.y[other]) / distance
                found.append(Gate(place, right, down, distance, 0.5 if crossing[other] else 1.0))
        return found

    def held(self, day: str) -> Ints:
        """Give for each place of the data set who holds it on an ISO day, by number: -1 where that is unsettled,
        `NOTHING_KNOWN` where nothing is known or the view shows nothing."""
        row = self._rows(parse_day(day) - self.epoch)
        status = self._columns["status"][row]
        held = np.where(status == _STATUS["controlled"], self._columns["holder"][row], -1)
        hidden = (status == _STATUS["unknown"]) | ~self.allowed | ~self._passes[row]
        found: Ints = np.where(hidden, NOTHING_KNOWN, held)
        return found

    def _rows(self, at: int) -> Ints:
        """Find the segment of each place on a day counted from the epoch."""
        place = np.arange(len(self.ids))
        row = np.searchsorted(self._keys, place * _SPAN + at, side="right") - 1
        rows: Ints = np.maximum(row, np.searchsorted(self._columns["place"], place))
        return rows

    def box(self) -> tuple[float, float, float, float]:
        """West, north, east, south in world units of the places that anything is known of, else of all."""
        some = self.allowed & self.spoken
        some = some if some.any() else self.allowed if self.allowed.any() else np.ones(len(self.x), np.bool_)
        if not len(self.x):
            return 0.0, 0.0, WORLD, WORLD
        return (
            float(self.x[some].min()),
            float(self.y[some].min()),
            float(self.x[some].max()),
            float(self.y[some].max()),
        )

    def _look(self, place: int, row: int) -> Look:
        status = vocab.STATUSES[self._columns["status"][row]]
        two = status in ("contested", "changing")
        return Look(
            kind=self.kind[place],
            status=status,
            standing="" if two or status == "unknown" else _GRADES[self._columns["standing"][row]],
            holder=-1 if status == "unknown" else int(self._columns["holder"][row]),
            contender=int(self._columns["contender"][row]) if two else -1,
        )

    def _wanted(self, view: View) -> Flags:
        passes = np.ones(len(self._keys), np.bool_)
        if view.actors:
            wanted = np.array([actor["id"] in view.actors for actor in self.actors] + [False])
            columns = (self._columns[name] for name in ("holder", "contender", "besieger"))
            passes &= np.logical_or.reduce([wanted[column] for column in columns])
        if view.standings:
            passes &= np.isin(
                self._columns["standing"], [at for at, word in enumerate(_GRADES) if word in view.standings]
            )
        return passes


_SPAN: Final = 2**24


def _index(timeline: Timeline, view: View) -> AliasIndex:
    """Give the names of all places, or of none where no name is searched: to read them takes a while."""
    return AliasIndex(timeline.places if view.search.strip() else timeline.places.head(0))


def _run_starts(columns: dict[str, Ints]) -> Ints:
    """First day of the run of like states that each segment belongs to; a newer word on it does not begin it anew."""
    place = columns["place"]
    begins = np.ones(len(place), np.bool_)
    begins[1:] = place[1:] != place[:-1]
    for name in ("status", "holder", "contender"):
        begins[1:] |= columns[name][1:] != columns[name][:-1]
    first = np.maximum.accumulate(np.where(begins, np.arange(len(place)), 0))
    since: Ints = columns["start"][first]
    # What a place began with is no change.
    opening = np.concatenate([[True], place[1:] != place[:-1]]) if len(place) else begins
    since = np.where(opening[first] & opening, payload.SINCE_ALWAYS, since)
    return since
