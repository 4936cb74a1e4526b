"""The map page: asks the ledger, shows the map and what stands around it."""

from __future__ import annotations

from datetime import timedelta

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard import library, selection, working
from dashboard.pages import controls, visit
from dashboard.panels.card import Subject, card
from dashboard.panels.chart import LEFT, RIGHT, drawing
from dashboard.panels.headline import headline
from dashboard.panels.listing import Line, changes_of, flips_of, plain
from dashboard.panels.markup import STYLES
from dashboard.panels.page import PAGE
from dashboard.style import actor_colors, rule_words
from dashboard.timemap.element import bitset, build_map
from dashboard.view import SERIES, View
from events import Timeline
from events.dates import iso, parse_day

# Every line is a button, and buttons are what the page takes longest to draw.
_LISTED, _LISTED_ALL = 12, 100
_SERIES_WORDS = {"places": "All places", "crossings": "Border crossings", "country": "By country"}


def show() -> None:
    """Show the page."""
    st.html(f"<style>{STYLES}{PAGE}</style>")
    shelf = library.shelf()
    timeline = shelf.timeline
    if timeline.places.empty:
        _nothing(timeline)
        return
    view = visit.current(timeline)
    controls.toolbar(view, shelf)
    if working.trouble():
        st.warning(plain(f"Claims accepted in review are not on the map now: {working.trouble()}."))
    controls.filters(visit.current(timeline), timeline)
    _body()


@st.fragment
def _body() -> None:
    # Asked for here: a claim may have been accepted since the page around this was drawn.
    shelf = library.shelf()
    timeline = shelf.timeline
    head = st.container(key="tt-headline")
    left, right = st.columns([0.68, 0.32], gap="small")
    below = st.container()
    with left:
        _map(shelf)
    view = visit.current(timeline)
    state = timeline.on(view.day, view.known or None, view.rule)
    earlier = iso(parse_day(view.day) - view.window)
    before = timeline.on(earlier, view.known or None, view.rule)
    passes = _passes(shelf, state, view)
    colors = [pair[visit.theme() == "dark"] for pair in actor_colors(timeline.actors)]
    with head:
        was = before[_passes(shelf, before, view)]
        st.html(headline(state[passes], was, timeline.actors, colors, view.day, view.window, view.known))
    with below:
        _chart(shelf, view, colors)
    with right, st.container(height=640, border=False, key="tt-side"):
        if view.place:
            by_id = dict(zip(timeline.actors["actor_id"], colors, strict=True))
            st.html(card(Subject(timeline, view.known, view.rule, view.day, by_id), view.place, state))
            st.button("Close", key="tt-close", type="tertiary", on_click=_select, args=("",))
        if view.against:
            _flips(timeline, view, passes)
        _changes(timeline, view, earlier, passes)


def _map(shelf: library.Shelf) -> None:
    timeline, steering = shelf.timeline, visit.steering()
    view = visit.current(timeline)
    built = build_map(**visit.constants(view, shelf))
    standing = {
        "load": "../../" + shelf.data_address(view.known, view.rule),
        "filter": {
            "bits": _bits(shelf, view),
            "actors": list(view.actors) or None,
            "standings": list(view.standings) or None,
        },
        "flips": _flipped(timeline, view)["place_id"].tolist() if view.against else None,
        "halo_days": view.window,
        "theme": visit.theme(),
    }
    orders = folium.FeatureGroup("orders")
    orders.add_child(steering.order(standing, visit.pushed()))
    heard = st_folium(
        built,
        key="timemap",
        height=640,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=orders,
    )
    if steering.listens(heard):
        picked = heard.get("picked")
        visit.change(day=str(heard["day"]), place=str(picked) if picked else "")
        moved = visit.current(timeline).with_position(heard.get("view"))
        visit.change(lat=moved.lat, lng=moved.lng, zoom=moved.zoom)


def _changes(timeline: Timeline, view: View, earlier: str, passes: pd.Series) -> None:
    days = "day" if view.window == 1 else f"{view.window} days"
    st.markdown(f"**Changes in the last {days}**")
    rows = changes_of(timeline, earlier, view.day, view.known, view.rule, passes)
    if not rows:
        st.caption("No change is known in these days.")
    _lines(rows, "go")


def _flips(timeline: Timeline, view: View, passes: pd.Series) -> None:
    rows = flips_of(timeline, _flipped(timeline, view), passes)
    told = "1 place flips" if len(rows) == 1 else f"{len(rows)} places flip"
    st.markdown(f"**{told} under {plain(rule_words(view.against))}**")
    if not rows:
        st.caption("On this day both rules show the same.")
    _lines(rows, "flip")


def _lines(rows: list[Line], what: str) -> None:
    """Show lines that lead to their places, the first of them until all are asked for."""
    whole = f"whole_{what}"
    most = _LISTED_ALL if st.session_state.get(whole) else _LISTED
    for row in rows[:most]:
        st.button(row.label, key=f"{what}-{row.key}", type="tertiary", on_click=_select, args=(row.place_id,))
    if len(rows) > _LISTED:
        offer = f"Show all {len(rows)}" if most == _LISTED else f"Show the first {_LISTED}"
        st.button(
            offer, key=f"tt-{whole}", type="tertiary", icon=":material/unfold_more:", on_click=_flip, args=(whole,)
        )
    if len(rows) > _LISTED_ALL and most == _LISTED_ALL:
        st.caption(f"The first {most} of {len(rows)}: narrow the filters or the days to see the rest.")


def _flip(name: str) -> None:
    st.session_state[name] = not st.session_state.get(name, False)


def _chart(shelf: library.Shelf, view: View, colors: list[str]) -> None:
    timeline = shelf.timeline
    what = st.segmented_control(
        "Places held over time",
        SERIES,
        default=view.series,
        required=True,
        format_func=_SERIES_WORDS.__getitem__,
        key="tt-what",
    )
    if what != view.series:
        view = visit.change(series=what)
    shown = selection.place_filter(timeline, shelf.names, view)
    ids = None if shown is None else timeline.places.loc[shown, "place_id"].tolist()
    dark = visit.theme() == "dark"
    with st.container(key="tt-chart", gap=None):
        picked = st.vega_lite_chart(
            shelf.steps(what, view.known, view.rule, ids),
            drawing(timeline, colors, what, "#c9c5bd" if dark else "#4a4f54", "#363c42" if dark else "#dcd9d2"),
            key="tt-series",
            on_select="rerun",
            theme=None,
            width="stretch",
            alt="Places held by each actor over time, stacked",
        )
        first, last = timeline.coverage()
        share = (parse_day(view.day) - first) / max(last - first, 1)
        st.html(f'<div class="tt-daymark" style="left:calc({LEFT}px + (100% - {LEFT + RIGHT}px) * {share:.5f})"></div>')
    _go_to(picked, timeline)


def _go_to(picked: object, timeline: Timeline) -> None:
    """Follow a click on the chart to its day."""
    points = (picked or {}).get("selection", {}).get("go", [])  # type: ignore[attr-defined]
    stamp = points[0].get("date") if points else None
    if stamp is None or st.session_state.get("chart_followed") == stamp:
        return
    st.session_state.chart_followed = stamp
    day = iso(parse_day((pd.Timestamp(0) + timedelta(milliseconds=float(stamp))).date()))
    visit.change(day=day)
    visit.push(day=day)
    st.rerun(scope="fragment")


def _select(place_id: str) -> None:
    visit.change(place=place_id)
    visit.push(select=place_id or None)


def _passes(shelf: library.Shelf, state: pd.DataFrame, view: View) -> pd.Series:
    passes = pd.Series(selection.state_filter(state, view), index=state.index)
    places = selection.place_filter(shelf.timeline, shelf.names, view)
    return passes if places is None else passes & places


def _bits(shelf: library.Shelf, view: View) -> str | None:
    shown = selection.place_filter(shelf.timeline, shelf.names, view)
    return None if shown is None else bitset(shown.tolist())


def _flipped(timeline: Timeline, view: View) -> pd.DataFrame:
    return timeline.flips(view.day, view.rule, view.against, view.known or None)


def _nothing(timeline: Timeline) -> None:
    st.title("Territory Timeline")
    st.error("This data set has no places that could be read.")
    controls.problems(timeline)
    st.caption(
        "`python -m events check --dataset FOLDER` lists what is wrong and what to do; the README tells under "
        "*Your own data set in five minutes* which files a folder holds."
    )
