"""The compare page: two maps that move together, and below them what differs, cited, in both directions."""

from __future__ import annotations

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard import library, selection
from dashboard.pages import comparison, controls, sides, taking, visit
from dashboard.pair import SIDES, Pair, Side, moment
from dashboard.panels.card import Subject, card
from dashboard.panels.difference import CHANGED, compared, counts, entries
from dashboard.panels.direction import direction
from dashboard.panels.listing import plain
from dashboard.panels.markup import STYLES
from dashboard.panels.matrix import GROUPS, balance, matrix
from dashboard.panels.side_by_side import COMPARE, moment_words, side_head
from dashboard.panels.summary import summary
from dashboard.style import actor_colors
from dashboard.timemap.element import bitset, build_map
from events import Timeline
from events.balance import turnover
from events.dates import parse_day

_KINDS = {"changed": "Gained, lost, contested", "unchanged": "Unchanged", "no information": "No information since"}
# On one day nothing is gained or lost: two judgements differ.
_SAME_DAY = {"changed": "What differs", "unchanged": "The same", "no information": "One side knows nothing"}
_LISTED = 300
_TABLES = {"actor": "Actor", **GROUPS}


def show() -> None:
    """Show the page."""
    st.html(f"<style>{STYLES}{COMPARE}</style>")
    shelf = library.shelf()
    if shelf.timeline.places.empty:
        st.error("This data set has no places that could be read.")
        controls.problems(shelf.timeline)
        return
    comparison.arrive(shelf)
    for sentence in st.session_state.pop("said", []):
        st.warning(plain(sentence))
    _body(shelf)


@st.fragment
def _body(shelf: library.Shelf) -> None:
    timeline = shelf.timeline
    with st.container(key="tt-twins"):
        columns = st.columns(2, gap="small")
        heads = {}
        for side, column in zip(SIDES, columns, strict=True):
            with column:
                heads[side] = st.container()
                _map(shelf, side)
    pair = comparison.current(timeline)
    states = {side: timeline.on(*moment(pair.side(side))) for side in SIDES}
    names, colors = _actors(timeline)
    passes = _passes(shelf, pair, states)
    shown = {side: states[side][passes] for side in SIDES}
    for side, other in (SIDES, SIDES[::-1]):
        with heads[side]:
            sides.switches(side, pair.side(side), timeline)
            st.html(side_head(pair.side(side), shown[side], shown[other], names, colors))
    if pair.right.place:
        _cards(timeline, pair, states, colors)
    _difference(shelf, pair, passes)


def _map(shelf: library.Shelf, side: Side) -> None:
    timeline, steering = shelf.timeline, comparison.steering(side)
    pair = comparison.current(timeline)
    view = pair.side(side)
    places = selection.place_filter(timeline, shelf.names, view)
    standing = {
        "load": "../../" + shelf.data_address(view.known, view.rule),
        "filter": {
            "bits": None if places is None else bitset(places.tolist()),
            "actors": list(view.actors) or None,
            "standings": None,
        },
        "flips": _differing(timeline, pair),
        "halo_days": _between(pair) if view.day > pair.side("right" if side == "left" else "left").day else 0,
        "theme": visit.theme(),
    }
    orders = folium.FeatureGroup("orders")
    orders.add_child(steering.order(standing, comparison.pushed(side)))
    value = st_folium(
        build_map(**comparison.constants(side)),
        key=f"timemap-{side}",
        height=480,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=orders,
    )
    if steering.listens(value):
        comparison.heard(side, value)


def _differing(timeline: Timeline, pair: Pair) -> list[str] | None:
    """Places to ring: what two clocks or rules show otherwise. What the days between changed has its halo."""
    if pair.same_view:
        return None
    left, right = (timeline.on(*moment(pair.side(side))) for side in SIDES)
    parts = ["status", "holder", "contender"]
    differs = (left[parts].astype("str") != right[parts].astype("str")).any(axis=1)
    # That one side knows nothing is no contradiction.
    differs &= (left["status"] != "unknown") & (right["status"] != "unknown")
    return [str(place) for place in left.loc[differs, "place_id"]]


def _between(pair: Pair) -> int:
    return abs(parse_day(pair.left.day) - parse_day(pair.right.day))


def _cards(timeline: Timeline, pair: Pair, states: dict[Side, pd.DataFrame], colors: dict[str, str]) -> None:
    with st.container(key="tt-cards"):
        for side, column in zip(SIDES, st.columns(2, gap="medium"), strict=True):
            view = pair.side(side)
            subject = Subject(timeline, view.known, view.rule, view.day, colors)
            with column:
                st.html(card(subject, view.place, states[side]))
        st.button("Close", key="tt-close", type="tertiary", on_click=_close)


def _close() -> None:
    comparison.become(st.session_state.pair.with_both(place=""))
    for side in SIDES:
        comparison.push(side, select=None)


def _difference(shelf: library.Shelf, pair: Pair, passes: pd.Series) -> None:
    timeline = shelf.timeline
    names, colors = _actors(timeline)
    forth = compared(timeline, pair.left, pair.right, passes)
    back = compared(timeline, pair.right, pair.left, passes)
    st.html(summary(pair, counts(forth)))
    taking.bar(shelf, pair, passes, names)
    _sums(forth, pair, names, colors)
    kinds = _SAME_DAY if pair.left.day == pair.right.day else _KINDS
    what = st.segmented_control(
        "Show", list(_KINDS), default="changed", required=True, format_func=kinds.__getitem__,
        key="tt-kind", label_visibility="collapsed",
    )  # fmt: skip
    words = CHANGED if what == "changed" else (what,)
    columns = st.columns(2, gap="medium")
    for rows, before, after, column in (
        (back, pair.right, pair.left, columns[0]),
        (forth, pair.left, pair.right, columns[1]),
    ):
        shown = rows[rows["change"].isin(words)]
        told = entries(timeline, shown.head(_LISTED), after, names)
        title = f"{moment_words(before, after)} \N{RIGHTWARDS ARROW} {moment_words(after, before)}"
        with column:
            st.html(direction(title, shown, told, names, colors))


def _sums(forth: pd.DataFrame, pair: Pair, names: dict[str, str], colors: dict[str, str]) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**Who took from whom**" if pair.left.day != pair.right.day else "**Who has it on either side**")
        before, after = moment_words(pair.left, pair.right), moment_words(pair.right, pair.left)
        st.html(matrix(turnover(forth), before, after, names, colors))
    with right:
        st.markdown("**Totals**")
        by = st.segmented_control(
            "Totals by", list(_TABLES), default="actor", required=True, format_func=_TABLES.__getitem__,
            key="tt-by", label_visibility="collapsed",
        )  # fmt: skip
        st.html(balance(forth, None if by == "actor" else by, names, colors))


def _actors(timeline: Timeline) -> tuple[dict[str, str], dict[str, str]]:
    """Give names and colours of the actors by id, in the order of the data set."""
    actors = timeline.actors
    short = actors["short_name"].where(actors["short_name"] != "", actors["name"])
    colors = [pair[visit.theme() == "dark"] for pair in actor_colors(actors)]
    ids = actors["actor_id"].tolist()
    return dict(zip(ids, short.tolist(), strict=True)), dict(zip(ids, colors, strict=True))


def _passes(shelf: library.Shelf, pair: Pair, states: dict[Side, pd.DataFrame]) -> pd.Series:
    """Flag the places that the filters let through on either side."""
    either = [selection.state_filter(states[side], pair.side(side)) for side in SIDES]
    passes = pd.Series(either[0] | either[1])
    places = selection.place_filter(shelf.timeline, shelf.names, pair.right)
    return passes if places is None else passes & places
