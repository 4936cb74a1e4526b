"""One visit: the view it is at, kept between runs of the page and mirrored in the address bar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import library
from dashboard.timemap import payload
from dashboard.timemap.steering import Steering
from dashboard.view import View, from_query, with_fields
from events import Timeline


def current(timeline: Timeline) -> View:
    """Give the view of this visit; the first time it is read from the address."""
    if "view" not in st.session_state:
        asked, said = from_query(st.query_params.to_dict(), payload.initial_day(timeline))
        st.session_state.view = sensible(asked, timeline, said)
        st.session_state.said = said
    view: View = st.session_state.view
    return view


def change(**fields: Any) -> View:
    """Move the visit to another view and write it into the address bar."""
    view: View = replace(st.session_state.view, **fields)
    st.session_state.view = view
    query = view.to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    return view


def at(view: View, timeline: Timeline, day: str, place: str) -> View:
    """Give the view with a day (within the data, blank = as it is) and a place; for a page that leads to the map."""
    return replace(view, day=payload.day_within(timeline, day) if day else view.day, place=place)


def push(**fields: Any) -> None:
    """Ask the map to follow in the next run: ``day``, ``select`` or ``view``."""
    st.session_state.setdefault("push", {}).update(fields)


def pushed() -> dict[str, Any]:
    """Take what the map is to follow."""
    orders: dict[str, Any] = st.session_state.pop("push", {})
    return orders


def steering() -> Steering:
    """Give this visit's dialogue with its map."""
    if "steering" not in st.session_state:
        st.session_state.steering = Steering()
    dialogue: Steering = st.session_state.steering
    return dialogue


def constants(view: View, shelf: library.Shelf) -> dict[str, Any]:
    """Give what the map was first mounted with: it must not change during a visit, or the map mounts anew."""
    if "mounted" not in st.session_state:
        st.session_state.mounted = {
            "data_url": None,
            "basemap_url": "../../" + shelf.basemap_address(),
            "day": view.day,
            "theme": theme(),
            "bounds": payload.bounds(shelf.timeline),
        }
        push(day=view.day)
        if view.place:
            push(select=view.place)
        lat, lng, zoom = shelf.timeline.about.opens_at or (None, None, None)
        if view.zoom is not None:
            lat, lng, zoom = view.lat, view.lng, view.zoom
        if zoom is not None:
            push(view={"lat": lat, "lng": lng, "zoom": zoom})
        if st.session_state.pop("returned", False):
            # The way back is an address without the view.
            change()
    mounted: dict[str, Any] = st.session_state.mounted
    return mounted


def left() -> None:
    """Note that the map is off the page: it will be mounted anew, at the view that the visit is at by then."""
    st.session_state.pop("mounted", None)
    st.session_state.returned = "view" in st.session_state


def theme() -> str:
    """Name the theme in use, light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def address(view: View) -> str:
    """Spell the address at which a colleague sees this view."""
    here = urlsplit(st.context.url or "")
    return here._replace(query=urlencode(view.to_query()), fragment="").geturl()


def sensible(view: View, timeline: Timeline, said: list[str]) -> View:
    """Bring a view from the address within the data, and say what had to give."""
    within = payload.day_within(timeline, view.day)
    if within != view.day:
        said.append(f"The data do not reach {view.day}: the nearest day is shown.")
        view = replace(view, day=within)
    if view.place and not timeline.places["place_id"].eq(view.place).any():
        said.append(f"The address asks for a place that is not in this data set: {view.place[:60]!r}.")
        view = replace(view, place="")
    for name in ("rule", "against"):
        rule = getattr(view, name)
        try:
            if rule:
                timeline.on(view.day, None, rule)
        except ValueError as error:
            said.append(f"{str(error)[:200]}. The usual rule is used.")
            view = with_fields(view, **{name: "assessed" if name == "rule" else ""})
    actors = tuple(a for a in view.actors if timeline.actors["actor_id"].eq(a).any())
    return replace(view, actors=actors)
