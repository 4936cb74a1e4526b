"""The ways folium's own documentation and users show a map through time, built as well as they can be built.

Each draws the same states on the same canvas renderer as ours does, without tiles, names or pop-ups.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import folium
import numpy as np
import pandas as pd
from folium.plugins import Timeline as FoliumTimeline
from folium.plugins import TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode

from events import Timeline
from tests.benchmarks.made import DAYS, FIRST

COLORS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_NOBODY: Final = "#999999"
_CENTRE: Final = (33.0, 43.0)


def with_timeline(timeline: Timeline) -> str:
    """Build `Timeline` and `TimelineSlider`: one feature per place and state, with the days it begins and ends."""
    built = _map()
    layer = FoliumTimeline(
        {"type": "FeatureCollection", "features": list(_states(timeline))},
        point_to_layer=JsCode(
            "function (f, at) { return L.circleMarker(at, "
            "{radius: 4, weight: 1, color: '#333333', fillColor: f.properties.color, fillOpacity: 1}); }"
        ),
    )
    layer.add_to(built)
    slider = TimelineSlider(auto_play=False, enable_playback=False, show_ticks=False)
    slider.add_timelines(layer)  # type: ignore[no-untyped-call]
    slider.add_to(built)
    return _page(built)


def with_timestamps(timeline: Timeline) -> str:
    """Build `TimestampedGeoJson`: one feature per place and state; it knows no end, so later states lie on top."""
    features = []
    for state in _states(timeline):
        properties = state["properties"]
        style = {"radius": 4, "weight": 1, "color": "#333333", "fillColor": properties["color"], "fillOpacity": 1}
        state["properties"] = {"time": properties["start"], "icon": "circle", "iconstyle": style}
        features.append(state)
    built = _map()
    TimestampedGeoJson(  # type: ignore[no-untyped-call]
        {"type": "FeatureCollection", "features": features},
        period="P1D",
        auto_play=False,
        add_last_point=False,
        time_slider_drag_update=True,
    ).add_to(built)
    return _page(built)


def of_one_day(timeline: Timeline, day: str) -> folium.Map:
    """Build the map of one day with a `CircleMarker` per place: what is built anew whenever the day changes."""
    built = _map()
    state = timeline.on(day)
    colors = _colors(timeline, state["holder"])
    for lat, lon, color in zip(state["latitude"].tolist(), state["longitude"].tolist(), colors, strict=True):
        folium.CircleMarker(
            (lat, lon), radius=4, weight=1, color="#333333", fill=True, fill_color=color, fill_opacity=1
        ).add_to(built)
    return built


def _states(timeline: Timeline) -> Iterator[dict[str, Any]]:
    states = timeline.intervals().merge(timeline.places[["place_id", "latitude", "longitude"]], on="place_id")
    # The whole of time is shown, and the slider ends with the data.
    first, last = FIRST.astype("datetime64[ms]"), (FIRST + DAYS).astype("datetime64[ms]")
    stamps = []
    for name, open_end in (("start", first), ("end", last)):
        days = states[name].to_numpy("datetime64[ms]")
        stamps.append(np.where(np.isnat(days), open_end, np.clip(days, first, last)).astype(np.int64).tolist())
    place = zip(states["longitude"].tolist(), states["latitude"].tolist(), strict=True)
    for begins, ends, at, color in zip(*stamps, place, _colors(timeline, states["holder"]), strict=True):
        if begins < ends:
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": at},
                "properties": {"start": begins, "end": ends, "color": color},
            }


def _colors(timeline: Timeline, holder: pd.Series) -> list[str]:
    known = dict(zip(timeline.actors["actor_id"], COLORS, strict=True))
    return [known.get(actor, _NOBODY) for actor in holder]


def _map() -> folium.Map:
    return folium.Map(_CENTRE, zoom_start=6, tiles=None, prefer_canvas=True, maxZoom=14)


def _page(built: folium.Map) -> str:
    page: str = built.get_root().render()
    return page
