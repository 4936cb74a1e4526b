"""Places held per actor over time, as stacked steps: a Vega-Lite drawing that does not change with the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dashboard.style import UNSETTLED
from events import Timeline

LEFT: Final = 44
RIGHT: Final = 12
"""Pixels between the edge of the chart and its axes: the mark of the day is laid over it by these."""
HEIGHT: Final = 170
_UNSETTLED_NAME: Final = "contested or changing"
_CLICKABLE: Final = 300
"""At most so many days of the chart can be clicked: one for every three or four pixels."""


def steps(timeline: Timeline, what: str, known: str, rule: str, shown: Sequence[str] | None = None) -> pd.DataFrame:
    """Count places held on each day on which a count changes; columns date, actor, places and, by country, country.

    ``what`` is one of `view.SERIES`; ``shown`` narrows to place ids.
    """
    places = timeline.places
    if what == "crossings":
        chosen = places.loc[places["kind"] == "border_crossing", "place_id"]
        shown = [p for p in chosen if shown is None or p in set(shown)]
    by = "country" if what == "country" else "actor"
    series = timeline.series(by, "D", known or None, rule, shown)
    keys = ["actor_id"] if by == "actor" else ["country", "actor_id"]
    wide = series.pivot(index="date", columns=keys, values="places").fillna(0).astype("int64")
    turns = (wide != wide.shift()).any(axis=1)
    turns.iloc[-1:] = True
    long = wide[turns].melt(ignore_index=False, value_name="places").reset_index()
    labels = dict(zip(timeline.actors["actor_id"], timeline.actors["short_name"], strict=True)) | {"": _UNSETTLED_NAME}
    long["actor"] = long["actor_id"].map(labels)
    return long.drop(columns="actor_id")


def drawing(timeline: Timeline, colors: Sequence[str], what: str, ink: str, grid: str) -> dict[str, Any]:
    """Describe the chart; the colours are those of the map, ``ink`` and ``grid`` those of the page."""
    order = [*timeline.actors["short_name"], _UNSETTLED_NAME]
    scale = {"domain": order, "range": [*colors, UNSETTLED[0]]}
    axis = {"labelColor": ink, "titleColor": ink, "gridColor": grid, "domainColor": grid, "tickColor": grid}
    encoding: dict[str, Any] = {
        "x": {
            "field": "date",
            "type": "temporal",
            "title": None,
            "axis": {**axis, "grid": False, "labelFlush": True, "format": "%Y", "tickCount": "year"},
        },
        "y": {
            "field": "places",
            "type": "quantitative",
            "stack": "zero",
            "title": None,
            "axis": {**axis, "minExtent": LEFT, "maxExtent": LEFT, "tickCount": 4},
        },
        "color": {"field": "actor", "type": "nominal", "scale": scale, "legend": None},
        "order": {"field": "rank", "type": "quantitative"},
        "tooltip": [
            {"field": "date", "type": "temporal", "format": "%-d %B %Y", "title": "from"},
            {"field": "actor", "title": "held by"},
            {"field": "places", "title": "places"},
        ],
    }
    row = {"field": "country", "title": None, "header": {"labelColor": ink, "labelAngle": 0, "labelAlign": "left"}}
    layers: dict[str, Any] = {
        "height": HEIGHT,
        "layer": [
            {"mark": {"type": "area", "interpolate": "step-after", "opacity": 0.92}, "encoding": encoding},
            # Areas cannot be clicked between their points; bare rules can, one for every few pixels. A rule for each
            # row of the frame would be tens of thousands of elements, and with an opacity each is a layer of its own
            # to the browser: the whole page, the map in it, then moves at five frames a second.
            {
                "transform": [
                    {"calculate": f"floor(time(datum.date) / {_apart(timeline)})", "as": "bin"},
                    {"window": [{"op": "row_number", "as": "nth"}], "groupby": ["bin"], "sort": [{"field": "date"}]},
                    {"filter": "datum.nth == 1"},
                ],
                "mark": {"type": "rule", "color": "transparent", "strokeWidth": 3},
                "encoding": {"x": {"field": "date", "type": "temporal"}},
                "params": [
                    {"name": "go", "select": {"type": "point", "on": "click", "nearest": True, "fields": ["date"]}}
                ],
            },
        ],
    }
    if what == "country":
        layers |= {"height": 64, "width": "container"}
    ranks: Mapping[str, int] = {name: at for at, name in enumerate(order)}
    return {
        "padding": {"left": 0, "right": RIGHT, "top": 6, "bottom": 2},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": "transparent",
        "config": {"view": {"stroke": None}, "facet": {"spacing": 6}},
        "transform": [{"calculate": f"indexof({list(ranks)!r}, datum.actor)", "as": "rank"}],
        **({"facet": {"row": row}, "spec": layers} if what == "country" else layers),
    }


def _apart(timeline: Timeline) -> int:
    """Give the milliseconds between two days that can be clicked."""
    first, last = timeline.coverage()
    return -(-(last - first + 1) // _CLICKABLE) * 86_400_000
