"""One step under the hand of its teller: its words, what it points at, where it looks; saved when a field is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

import streamlit as st

from dashboard import library
from dashboard.exports.plates import clock_words
from dashboard.exports.wording import counted, day_words
from dashboard.pages import telling_edits
from dashboard.pages.telling import Telling
from dashboard.pages.telling_figures import figures
from dashboard.panels.choices import Choices, choices
from dashboard.panels.listing import plain
from dashboard.style import COUNTRY_WORDS, kind_words
from dashboard.view import View

_LONGEST: Final = 20_000
_HELP: Final = {
    "places": "They are ringed on the map.",
    "events": "Those of the step's days and of its places are offered. Their places are ringed, their sources cited.",
}


def form(shelf: library.Shelf, story: Telling) -> None:
    """Show the fields of the current step."""
    step, number = story.step, story.current
    key = f"{number}-{story.turn}"
    offered = _choices(shelf.version)
    with st.container(key="tt-words", gap="small"):
        _text(story, "headline", "Headline", step.headline, key)
        _text(story, "text", "Text, in Markdown", step.text, key, 210)
        with st.popover("Figures", key="tt-figures", on_change="rerun") as opened:
            if opened.open:
                figures(shelf, story, offered)
        _text(story, "notes", "Speaker notes", step.notes, key, 100)
    _pick(story, "places", "Highlighted places", offered.places_near(step.view, step.places), offered.place, key)
    events = offered.events_near(step.view, step.places, step.events)
    _pick(story, "events", "Highlighted events", events, offered.event, key)
    on_the_map(story)


def _text(story: Telling, name: str, label: str, value: str, key: str, height: int = 0) -> None:
    widget = f"tt-{name}-{key}"
    arguments = (story, story.current, name, widget)
    if height:
        st.text_area(label, value, height=height, max_chars=_LONGEST, key=widget, on_change=_typed, args=arguments)
    else:
        st.text_input(
            label, value, max_chars=500, key=widget, on_change=_typed, args=arguments,
            placeholder="The day, if it is left blank",
        )  # fmt: skip


def _pick(story: Telling, name: str, label: str, options: list[str], words: Callable[[str], str], key: str) -> None:
    widget = f"tt-{name}-{key}"
    st.multiselect(
        label, options, list(getattr(story.step, name)), format_func=words, key=widget, placeholder="None",
        on_change=_picked, args=(story, story.current, name, widget), help=_HELP[name],
    )  # fmt: skip


def _picked(story: Telling, number: int, name: str, widget: str) -> None:
    telling_edits.edit(story, number, True, **{name: tuple(st.session_state.get(widget) or ())})


def _typed(story: Telling, number: int, name: str, widget: str) -> None:
    telling_edits.edit(story, number, True, **{name: st.session_state.get(widget) or ""})


def on_the_map(story: Telling) -> None:
    """Say where the step looks, and lead to the map."""
    step, number = story.step, story.current
    st.caption(plain(view_words(step.view)))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Open on the map", key="tt-on-map", icon=":material/map:", on_click=_to_map, args=(step.view, number),
            help="See it there" if story.built_in else "Move the map, the day or the filters, and bring the view back",
        )  # fmt: skip
        if not story.built_in:
            st.button(
                "Step like this one", key="tt-like", icon=":material/content_copy:", on_click=_like, args=(story,),
                help="A copy of this step's view after it, to go on from",
            )  # fmt: skip


def view_words(view: View) -> str:
    """Say what a view shows: the day, both clocks and the rule, its filters, whether it has a position."""
    said = [day_words(view.day), clock_words(view)]
    said += [f"against {view.against}"] if view.against else []
    only = [kind_words(kind) for kind in view.kinds] + [COUNTRY_WORDS.get(each, each) for each in view.countries]
    only += [*view.standings, *([repr(view.search)] if view.search else [])]
    only += [counted(len(view.actors), "side")] if view.actors else []
    said += [f"only {', '.join(only)}"] if only else []
    said.append(f"change over {counted(view.window, 'day')}")
    said += [] if view.zoom is not None else ["the whole map"]
    return " · ".join(said)


def _to_map(view: View, number: int) -> None:
    st.session_state.view = view
    st.session_state.adjusting = number
    st.session_state.to_map = True


def _like(story: Telling) -> None:
    telling_edits.insert(story, replace(story.step, headline="", text="", notes=""), story.current)


@lru_cache(maxsize=4)
def _choices(version: str) -> Choices:
    found = library.by_version(version)
    return choices((found or library.shelf()).timeline)
