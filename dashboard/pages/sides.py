"""The switches of one side of a comparison: its day, its clock, its rule."""

from __future__ import annotations

import datetime as dt
from typing import Final

import streamlit as st

from dashboard.pages import comparison
from dashboard.pair import Pair, Side
from dashboard.style import rule_words
from dashboard.view import View
from events import Timeline, vocab
from events.dates import iso

_CLOCKS: Final = {"": "Hindsight", "then": "As reported then", "day": "As known on …"}
_ENDS: Final = (dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def switches(side: Side, view: View, timeline: Timeline) -> None:
    """Show the switches; they follow the view, which the map's own timeline moves too."""
    first, last = (dt.date.fromisoformat(iso(day)) for day in timeline.coverage())
    mode = view.known if view.known in ("", "then") else "day"
    rules = _rules(view, timeline)
    # Set before they are drawn: the day may have come from the map.
    values = {"day": dt.date.fromisoformat(view.day), "clock": mode, "rule": view.rule}
    if mode == "day":
        values["known"] = dt.date.fromisoformat(view.known)
    for name, value in values.items():
        st.session_state[_key(side, name)] = value
    with st.container(horizontal=True, gap="small", key=f"tt-{side}-bar"):
        st.date_input(
            f"Day, {side}", min_value=first, max_value=last, format="YYYY-MM-DD", required=True,
            label_visibility="collapsed", key=_key(side, "day"), on_change=_day, args=(side,),
        )  # fmt: skip
        st.selectbox(
            f"Clock, {side}", list(_CLOCKS), format_func=_CLOCKS.__getitem__, label_visibility="collapsed",
            key=_key(side, "clock"), on_change=_clock, args=(side,),
        )  # fmt: skip
        if mode == "day":
            st.date_input(
                f"Known on, {side}", min_value=_ENDS[0], max_value=_ENDS[1], format="YYYY-MM-DD", required=True,
                label_visibility="collapsed", key=_key(side, "known"), on_change=_known, args=(side,),
            )  # fmt: skip
        st.selectbox(
            f"Rule, {side}", rules, format_func=lambda rule: f"Rule: {rule_words(rule)}",
            label_visibility="collapsed", key=_key(side, "rule"), on_change=_rule, args=(side,),
        )  # fmt: skip


def _rules(view: View, timeline: Timeline) -> list[str]:
    publishers = timeline.sources["publisher"].value_counts()
    rules = [*vocab.RULES, *(f"publisher:{name}" for name in publishers.index if name)]
    return rules if view.rule in rules else [*rules, view.rule]


def _key(side: Side, name: str) -> str:
    return f"tt-{side}-{name}"


def _pair() -> Pair:
    pair: Pair = st.session_state.pair
    return pair


def _day(side: Side) -> None:
    day = st.session_state[_key(side, "day")].isoformat()
    comparison.become(_pair().with_side(side, day=day))
    comparison.push(side, day=day)


def _clock(side: Side) -> None:
    chosen = st.session_state[_key(side, "clock")]
    known = chosen if chosen in ("", "then") else _pair().side(side).day
    comparison.become(_pair().with_side(side, known=known))


def _known(side: Side) -> None:
    comparison.become(_pair().with_side(side, known=st.session_state[_key(side, "known")].isoformat()))


def _rule(side: Side) -> None:
    comparison.become(_pair().with_side(side, rule=st.session_state[_key(side, "rule")]))
