"""Every state of every place with the days on which it is valid: what maps with a time slider are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dashboard import selection
from dashboard.exports.credits import Credits, credits_of
from dashboard.exports.wording import Names
from dashboard.style import NOBODY, actor_colors, kind_words
from dashboard.view import View
from events import AliasIndex, Timeline

COLUMNS: Final = (
    "place_id", "name", "kind", "country", "admin1", "status", "holder", "holder_name", "contender",
    "contender_name", "besieged_by", "standing", "event_id", "last_confirmed", "valid_from", "valid_to", "color",
    "contender_color",
)  # fmt: skip
_FAR: Final = pd.Timestamp("9999-12-31").as_unit("s")


@dataclass(frozen=True)
class Spans:
    """States with their validity: ``frame`` has `COLUMNS` and latitude, longitude (WGS84 degrees).

    A state is valid on valid_from <= day < valid_to, NaT = open. ``colors`` are #rrggbb by actor id.
    """

    frame: pd.DataFrame
    colors: dict[str, str]
    names: Names
    credits: Credits


def spans_of(timeline: Timeline, view: View, since: str = "", version: str = "") -> Spans:
    """Take the states of a view's clock and rule; its filters are kept to, ``since`` (ISO) narrows to what is valid
    from that day to the view's."""
    names = Names(timeline)
    colors = dict(zip(timeline.actors["actor_id"], (c for c, _ in actor_colors(timeline.actors)), strict=True))
    passes = selection.place_filter(timeline, AliasIndex(timeline.places), view)
    places = timeline.places if passes is None else timeline.places[passes]
    rows = intervals_of(timeline, view, places["place_id"].tolist())
    for name in ("status", "holder", "contender", "besieged_by", "standing"):
        rows[name] = rows[name].astype("str")
    rows = rows[selection.state_filter(rows, view)].rename(columns={"start": "valid_from", "end": "valid_to"})
    if since:
        first, last = pd.Timestamp(since).as_unit("s"), pd.Timestamp(view.day).as_unit("s")
        rows = rows[(rows["valid_from"].fillna(first) <= last) & (rows["valid_to"].fillna(_FAR) > first)]
    rows = rows.merge(places.drop(columns="aliases"), on="place_id", how="left", sort=False)
    for name in ("holder", "contender"):
        rows[f"{name}_name"] = rows[name].map(names.actors).fillna("")
    rows["color"] = rows["holder"].map(colors).fillna(NOBODY[0])
    rows["contender_color"] = rows["contender"].map(colors).fillna(NOBODY[0])
    return Spans(
        rows[[*COLUMNS, "latitude", "longitude"]].reset_index(drop=True),
        colors,
        names,
        credits_of(timeline, view, since, version),
    )


def intervals_of(timeline: Timeline, view: View, place_ids: list[str]) -> pd.DataFrame:
    """Give `Timeline.intervals` for some places by a view's clock and rule; no rows for no places."""
    if place_ids:
        return timeline.intervals(view.known or None, view.rule, place_ids)
    texts = ("place_id", "status", "holder", "contender", "besieged_by")
    dates = ("since_earliest", "since_latest", "until_earliest", "until_latest")
    kinds = dict.fromkeys(texts, "str") | dict.fromkeys(dates, "datetime64[s]")
    kinds |= {"standing": "str", "event_id": "str"} | dict.fromkeys(("last_confirmed", "start", "end"), "datetime64[s]")
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def days(column: pd.Series) -> list[str]:
    """Spell days as ISO dates, open ends as nothing."""
    return [str(text) for text in column.dt.strftime("%Y-%m-%d").fillna("")]


def geojson(spans: Spans) -> bytes:
    """Write GeoJSON (RFC 7946); colours are given after the simplestyle convention, the origin as a foreign member."""
    frame = spans.frame
    texts = {
        name: days(frame[name]) if pd.api.types.is_datetime64_any_dtype(frame[name]) else frame[name].tolist()
        for name in COLUMNS
    }
    symbols = [kind_words(kind) for kind in texts["kind"]]
    features = []
    for at, (x, y) in enumerate(zip(np.round(frame["longitude"], 6), np.round(frame["latitude"], 6), strict=True)):
        said: dict[str, object] = {name: texts[name][at] or None for name in COLUMNS}
        said |= {"marker-color": texts["color"][at], "title": f"{texts['name'][at]}, {symbols[at]}"}
        features.append({"type": "Feature", "geometry": {"type": "Point", "coordinates": [x, y]}, "properties": said})
    about = dict(spans.credits.rows)
    whole = {"type": "FeatureCollection", "name": spans.credits.data_set, "about": about, "features": features}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
