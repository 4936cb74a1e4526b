"""The line of a comparison from which it is filtered, swapped, shared, copied and taken along."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.library import Shelf
from dashboard.pages import comparison, exporting, telling_map
from dashboard.pair import SIDES, Pair
from dashboard.style import COUNTRY_WORDS, kind_words
from events import Timeline, vocab
from events.dates import parse_day


def bar(shelf: Shelf, pair: Pair, passes: pd.Series, names: Mapping[str, str]) -> None:
    """Show the line; what is taken along is made when it is asked for, and nothing is drawn anew for it."""
    timeline = shelf.timeline
    with st.container(horizontal=True, gap="small", key="tt-taking"):
        st.button("Swap sides", icon=":material/swap_horiz:", key="tt-swap", on_click=_swap)
        with st.popover(_filter_words(pair)):
            _filters(timeline, pair)
        with st.popover("Copy as text", key="tt-text", on_change="rerun") as opened:
            if opened.open:
                from dashboard.exports.comparison import as_text

                st.code(as_text(timeline, pair, passes, names), language=None, height=420)
        exporting.buttons("compare", timeline)
        sides = sorted(SIDES, key=lambda side: parse_day(pair.side(side).day))
        telling_map.both([comparison.on_the_map(pair.side(side)) for side in sides])
        with st.popover("Share", key="tt-share-pair", on_change="rerun") as opened:
            if opened.open:
                st.code(comparison.address(), language=None, wrap_lines=True)
                st.caption("Both sides with day, clock and rule, filters, selection and map position are in it.")


def _swap() -> None:
    pair = comparison.become(st.session_state.pair.swapped())
    for side in SIDES:
        comparison.push(side, day=pair.side(side).day)


def _filter_words(pair: Pair) -> str:
    count = sum(bool(chosen) for chosen in (pair.right.actors, pair.right.kinds, pair.right.countries))
    return f"Filters ({count})" if count else "Filters"


def _filters(timeline: Timeline, pair: Pair) -> None:
    places = timeline.places
    names = dict(zip(timeline.actors["actor_id"], timeline.actors["name"], strict=True))
    there = set(places["kind"].unique())
    kinds = [kind for kind in vocab.PLACE_KINDS if kind in there]
    countries = sorted(set(places["country"].unique()) - {""})
    for field, label, options, words in (
        ("actors", "Actors", list(names), names),
        ("kinds", "Kinds", kinds, {kind: kind_words(kind) for kind in kinds}),
        ("countries", "Countries", countries, {code: COUNTRY_WORDS.get(code, code) for code in countries}),
    ):
        key = f"tt-pair-{field}"
        st.session_state[key] = [word for word in getattr(pair.right, field) if word in options]
        st.multiselect(label, options, format_func=words.__getitem__, key=key, on_change=_filter, args=(field,))


def _filter(field: str) -> None:
    comparison.become(st.session_state.pair.with_both(**{field: tuple(st.session_state[f"tt-pair-{field}"])}))
