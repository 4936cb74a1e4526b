"""How many places each actor holds, day by day: +1 and -1 at the ends of intervals, summed up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from events.dates import DayLike, parse_day, to_datetimes
from events.segments import STATUS

if TYPE_CHECKING:
    from events.replays import Known
    from events.timeline import Timeline

_GROUPS: Final = ("actor", "country", "kind", "admin1")


def series(
    timeline: Timeline,
    by: str,
    freq: str,
    known: Known,
    rule: str,
    places: Sequence[str] | None,
    start: DayLike | None,
    end: DayLike | None,
) -> pd.DataFrame:
    """Count places held; see `Timeline.series`."""
    if by not in _GROUPS:
        raise ValueError(f"a series goes by {', '.join(_GROUPS)}, not by {by!r}")
    first, last = timeline.coverage()
    first = first if start is None else parse_day(start)
    last = last if end is None else parse_day(end)
    opens, closes = to_datetimes(np.array([first, last]))
    dates = pd.date_range(opens, closes, freq=freq, unit="s")
    days = dates.to_numpy("datetime64[D]").astype(np.int64)

    segments = timeline.replay(known, rule).segments
    if places is not None:
        keep = timeline.places["place_id"].isin(list(places)).to_numpy(np.bool_)
        segments = segments.where(keep[segments.place]) if not keep.all() else segments
    ends = segments.end
    actors = [*timeline.actors["actor_id"], ""]
    held = segments.status == STATUS["controlled"]
    unsettled = np.isin(segments.status, [STATUS["contested"], STATUS["changing"]])
    actor = np.where(held, segments.holder, len(actors) - 1)
    if by == "actor":
        label, labels = np.zeros(len(timeline.places), np.int64), pd.Index([""])
    else:
        label, labels = pd.factorize(timeline.places[by], sort=True)
    counted = np.flatnonzero(held | unsettled)
    column = label[segments.place[counted]] * len(actors) + actor[counted]
    table = np.zeros((len(days) + 1, len(labels) * len(actors)), np.int64)
    np.add.at(table, (np.searchsorted(days, segments.start[counted]), column), 1)
    np.add.at(table, (np.searchsorted(days, ends[counted]), column), -1)
    held_on = np.cumsum(table[:-1], axis=0)

    shown = np.flatnonzero(held_on.any(axis=0))
    frame = pd.DataFrame(
        {
            "date": np.repeat(dates.to_numpy(), len(shown)),
            by: np.tile(labels.to_numpy(object)[shown // len(actors)], len(days)),
            "actor_id": np.tile(np.array(actors, object)[shown % len(actors)], len(days)),
            "places": held_on[:, shown].ravel(),
        }
    )
    return frame.drop(columns="actor") if by == "actor" else frame
