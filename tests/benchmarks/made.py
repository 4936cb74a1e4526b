"""Made ledgers of any size: a war that never was, but that reads, checks and replays like one that did."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from events import frames, write
from events.frames import About, Ledger

FIRST: Final = np.datetime64("2014-01-01")
DAYS: Final = 2190
ACTORS: Final = ("northern", "southern", "eastern", "western", "river", "hill")
_PUBLISHERS: Final = 24
_CHANGES: Final = {"takes": 0.86, "contests": 0.07, "leaves": 0.07}
_KINDS: Final = {"village": 0.5, "town": 0.3, "city": 0.05, "border_crossing": 0.05, "military_base": 0.05, "dam": 0.05}
_WINDOWED: Final = 0.3
"""Share of the claims whose day is a window of two to four days."""


def ledger(places: int, claims: int, observed: float = 0.2) -> Ledger:
    """Make a data set: ``claims`` claims, each an event of its own, spread evenly over places and days.

    Frames as `frames.TABLES` has them, rows in no order; whoever takes a place takes it from its holder; the share
    ``observed`` sees a holder and changes nothing. No row is faulty, so that reading is measured and not
    complaining. The same numbers give the same data set.
    """
    chance = np.random.default_rng(1)
    made = _claims(places, claims, observed, chance)
    return Ledger(
        about=About(
            title=f"Made up: {places:,} places, {claims:,} claims",
            coverage_from=str(FIRST),
            coverage_to=str(FIRST + DAYS),
        ),
        places=_places(places, chance),
        actors=_filled(
            "actors",
            len(ACTORS),
            actor_id=ACTORS,
            name=[f"{name.title()} forces" for name in ACTORS],
            short_name=[name.title() for name in ACTORS],
            kind="other",
        ),
        sources=_sources(made["source_id"]),
        claims=made,
        checkpoints=frames.empty("checkpoints"),
    )


def folder(path: Path, places: int, claims: int, observed: float = 0.2) -> Path:
    """Write such a data set into a folder and give the folder."""
    write.write(ledger(places, claims, observed), path)
    return path


def _places(count: int, chance: np.random.Generator) -> pd.DataFrame:
    numbers = np.arange(count)
    # On a shuffled grid: even, as settlements are not, but without two on one spot.
    side = int(np.ceil(np.sqrt(count)))
    cell = chance.permutation(side * side)[:count]
    return _filled(
        "places",
        count,
        place_id=_ids("p", numbers),
        name=[f"Place {number}" for number in numbers],
        kind=chance.choice(list(_KINDS), count, p=list(_KINDS.values())),
        country=np.where(numbers % 2 == 0, "IQ", "SY"),
        latitude=(29 + 8 * (cell // side + chance.random(count) * 0.8) / side).round(4),
        longitude=(38 + 10 * (cell % side + chance.random(count) * 0.8) / side).round(4),
        geo_precision="1",
    )


def _claims(places: int, count: int, observed: float, chance: np.random.Generator) -> pd.DataFrame:
    place = np.sort(chance.permutation(count) % places)
    day = chance.integers(0, DAYS - 3, count)
    order = np.lexsort((day, place))
    place, day = place[order], day[order]
    change = chance.choice(list(_CHANGES), count, p=list(_CHANGES.values()))
    change = np.where(chance.random(count) < observed, "holds", change)
    # A chain of holders: each capture moves on to another actor, an observation sees the one who is there.
    step = np.where(change == "takes", chance.integers(1, len(ACTORS), count), 0)
    holder = np.cumsum(step) % len(ACTORS)
    before = np.roll(holder, 1)
    first = np.diff(place, prepend=-1) != 0
    names = np.array(ACTORS)
    latest = day + np.where(chance.random(count) < _WINDOWED, chance.integers(1, 4, count), 0)
    published = latest + chance.integers(0, 3, count)
    rival = names[(holder + 1) % len(ACTORS)]
    frame = _filled(
        "claims",
        count,
        claim_id=_ids("c", np.arange(count)),
        event_id=_ids("e", chance.permutation(count)),
        place_id=_ids("p", place),
        earliest=_days(day),
        latest=_days(latest),
        change=change,
        actor_id=np.where(change == "contests", rival, names[holder]),
        from_actor_id=np.where((change == "takes") & ~first, names[before], ""),
        source_id=_source_ids(published, chance.integers(0, _PUBLISHERS, count)),
        **frames.DEFAULTS,
    )
    return frame.iloc[chance.permutation(count)].reset_index(drop=True)


def _source_ids(day: npt.NDArray[np.int64], publisher: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    numbers, where = np.unique(day * _PUBLISHERS + publisher, return_inverse=True)
    # The number tells both, so that `_sources` can read them back.
    return _ids("s", numbers)[where]


def _sources(cited: pd.Series) -> pd.DataFrame:
    ids = np.unique(cited.to_numpy(object))
    number = np.array([int(name[1:]) for name in ids])
    return _filled(
        "sources",
        len(ids),
        source_id=ids,
        publisher=[f"Paper {chr(65 + letter)}" for letter in number % _PUBLISHERS],
        title=[f"Report {name}" for name in ids],
        published=_days(number // _PUBLISHERS),
        language="en",
    )


def _ids(letter: str, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    # As wide as the largest, so that they sort like their numbers.
    width = len(str(int(numbers.max(initial=0))))
    return np.array([f"{letter}{number:0{width}d}" for number in numbers.tolist()], object)


def _days(number: npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64]:
    return (FIRST + number).astype("datetime64[s]")


def _filled(table: str, rows: int, **columns: Any) -> pd.DataFrame:
    """Make a table in which the columns that are not given are blank."""
    index = pd.RangeIndex(rows)
    blank = {"datetime64[s]": np.datetime64("NaT", "s"), "float64": np.nan, "str": ""}
    return pd.DataFrame(
        {
            column.name: pd.Series(columns.get(column.name, blank[frames.dtype(column)]), index, frames.dtype(column))
            for column in frames.TABLES[table]
        }
    )
