"""The compare page's part of a visit: the pair of views it is at, kept between runs and mirrored in the address."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import library
from dashboard.pages import visit
from dashboard.pair import SIDES, Pair, Side, from_address
from dashboard.timemap import payload
from dashboard.timemap.steering import Steering
from dashboard.view import View
from events import Timeline
from events.dates import iso, parse_day

HERE: Final = "tt-left-clock"
"""Key of a widget that is on this page in every run: Streamlit forgets it when another page was shown since."""

_APART: Final = 30
"""Days between the sides at first."""
_CLOSER: Final = 0.75
"""How much closer the map page looks, which has twice the room."""


def current(timeline: Timeline) -> Pair:
    """Give the pair of this visit; the first time it is read from the address, else begins at the map's view."""
    if "pair" not in st.session_state:
        asked, said = from_address(st.query_params.to_dict(), _usual(timeline))
        sides = {side: visit.sensible(asked.side(side), timeline, said) for side in SIDES}
        st.session_state.pair = Pair(sides["left"], sides["right"])
        st.session_state.said = list(dict.fromkeys(said))
    pair: Pair = st.session_state.pair
    return pair


def become(pair: Pair) -> Pair:
    """Move the visit to another pair and write it into the address bar."""
    st.session_state.pair = pair
    query = pair.to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    return pair


def push(side: Side, **fields: Any) -> None:
    """Ask a map to follow in the next run: ``day``, ``select`` or ``view``."""
    st.session_state.setdefault(f"push_{side}", {}).update(fields)


def pushed(side: Side) -> dict[str, Any]:
    """Take what a map is to follow."""
    orders: dict[str, Any] = st.session_state.pop(f"push_{side}", {})
    return orders


def steering(side: Side) -> Steering:
    """Give this visit's dialogue with a map."""
    dialogue: Steering = st.session_state.setdefault(f"steering_{side}", Steering())
    return dialogue


def arrive(shelf: library.Shelf) -> None:
    """Prepare the maps when the page is opened, or opened again: they will be mounted anew, at the pair's views."""
    pair = current(shelf.timeline)
    if HERE in st.session_state and "twins" in st.session_state:
        return
    st.session_state.twins = {side: _constants(pair.side(side), side, shelf, secrets.token_hex(8)) for side in SIDES}
    # Both listen on one channel.
    st.session_state.twins["right"]["options"]["twin"] = st.session_state.twins["left"]["options"]["twin"]
    for side in SIDES:
        view = pair.side(side)
        push(side, day=view.day, select=view.place or None, **_looks(view, shelf.timeline))
    become(pair)


def constants(side: Side) -> dict[str, Any]:
    """Give what a map was mounted with: it must not change during a visit, or the map mounts anew."""
    mounted: dict[str, Any] = st.session_state.twins[side]
    return mounted


def heard(side: Side, value: Mapping[str, Any]) -> None:
    """Take over what a map reports: its day; place and position are those of both."""
    pair: Pair = st.session_state.pair
    picked = value.get("picked")
    pair = pair.with_side(side, day=str(value["day"])).with_both(place=str(picked) if picked else "")
    moved = pair.side(side).with_position(value.get("view"))
    become(pair.with_both(lat=moved.lat, lng=moved.lng, zoom=moved.zoom))


def on_the_map(view: View) -> View:
    """Give the view of a side as the map page, which has twice the room, shows the same land."""
    return view if view.zoom is None else replace(view, zoom=view.zoom + _CLOSER)


def address() -> str:
    """Spell the address at which a colleague sees this comparison."""
    pair: Pair = st.session_state.pair
    here = urlsplit(st.context.url or "")
    return here._replace(query=urlencode(pair.to_query()), fragment="").geturl()


def _usual(timeline: Timeline) -> Pair:
    """The map's view on the right, what was a month before it on the left."""
    right: View = st.session_state.get("view") or View(day=payload.initial_day(timeline))
    right = replace(right, against="", standings=(), search="")
    if right.zoom is not None:
        right = replace(right, zoom=right.zoom - _CLOSER)
    earlier = payload.day_within(timeline, iso(parse_day(right.day) - _APART))
    return Pair(replace(right, day=earlier), right)


def _constants(view: View, side: Side, shelf: library.Shelf, channel: str) -> dict[str, Any]:
    return {
        "data_url": None,
        "basemap_url": "../../" + shelf.basemap_address(),
        "day": view.day,
        "theme": visit.theme(),
        "bounds": payload.bounds(shelf.timeline),
        "options": {"twin": channel, "legend": False, "pageKeys": side == "right"},
    }


def _looks(view: View, timeline: Timeline) -> dict[str, Any]:
    if view.zoom is not None:
        return {"view": {"lat": view.lat, "lng": view.lng, "zoom": view.zoom}}
    if timeline.about.opens_at:
        lat, lng, zoom = timeline.about.opens_at
        return {"view": {"lat": lat, "lng": lng, "zoom": zoom - _CLOSER}}
    return {}
