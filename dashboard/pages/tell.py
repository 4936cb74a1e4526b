"""The tell page: a story step by step, its words, what they say on this data set, and its map."""

from __future__ import annotations

import streamlit as st

from dashboard import library, stories
from dashboard.exports.narrative import Step
from dashboard.pages import controls, telling_kept, visit
from dashboard.pages.sitting import Said, sitting
from dashboard.pages.telling import Telling, telling
from dashboard.pages.telling_bar import bar
from dashboard.pages.telling_form import form, on_the_map
from dashboard.pages.telling_list import steps
from dashboard.panels.case import said
from dashboard.panels.listing import plain
from dashboard.panels.markup import STYLES
from dashboard.panels.story import BY_NIGHT, TELL, remarked, still, told
from dashboard.steps import address
from dashboard.steps import told as told_on
from events.store import StoreError


def show() -> None:
    """Show the page."""
    st.html(f"<style>{STYLES}{TELL}{BY_NIGHT if visit.theme() == 'dark' else ''}</style>")
    shelf = library.shelf()
    if shelf.timeline.places.empty:
        st.error("This data set has no places that could be read.")
        controls.problems(shelf.timeline)
        return
    _page()


@st.fragment
def _page() -> None:
    # Here, not around the fragment: it runs again without what is around it.
    shelf = library.shelf()
    story = _story(shelf)
    telling_kept.refresh(story)
    bar(shelf, story)
    _news(story)
    theme = visit.theme()
    # Of a story that came with the data set there is nothing to fill in: its words have the room.
    left, middle, *right = st.columns([0.25, 0.75] if story.built_in else [0.25, 0.39, 0.36], gap="small")
    for column in right:
        with column, st.container(key="tt-form", height=600, border=False):
            form(shelf, story)
    with middle, st.container(key="tt-step", height=600, border=False):
        _step(shelf, story, theme)
    with left, st.container(key="tt-storyline"):
        steps(shelf, story, theme)
    _address(story)
    if st.session_state.pop("to_map", False):
        st.switch_page(st.session_state["map_page"])


def _story(shelf: library.Shelf) -> Telling:
    """Give the story in front; on arrival that of the address, else the first of the list."""
    asked = st.query_params.get("story", "")
    here = telling()
    if here is not None and (not asked or asked == here.key or st.session_state.get("tell_asked") == asked):
        return here
    st.session_state.tell_asked = asked
    number = st.query_params.get("step", "1")
    at = int(number) - 1 if number.isdecimal() else 0
    for key in dict.fromkeys([asked, *(each.name for each in stories.listed())]):
        if not key:
            continue
        try:
            return telling_kept.open_story(key, at if key == asked else 0)
        except (ValueError, StoreError) as error:
            st.session_state.tell_said = str(error)
    return telling_kept.begin_with(Step(visit.current(shelf.timeline)))


def _address(story: Telling) -> None:
    query = {"story": story.name, "step": str(story.at + 1)} if story.name else {}
    st.session_state.tell_asked = story.name
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def _news(story: Telling) -> None:
    """Say how the story stands with the store, and how the last action went."""
    lines = [*story.said]
    if words := st.session_state.pop("tell_said", ""):
        lines.append(Said("bad", words))
    if story.quicker:
        lines.append(Said("warn", f"{story.quicker}, after you opened it. Your changes are here and not saved yet."))
    elif story.unsaved and not sitting().reviewer.strip():
        lines.append(Said("asks", "Not saved yet: give your name, every change is kept with who made it."))
    elif story.trouble:
        lines.append(Said("bad", f"Not saved: {story.trouble}. Nothing of it is lost while this page is open."))
    elif trouble := stories.trouble():
        lines.append(Said("warn", f"Only the stories beside the data set are listed: {trouble}."))
    if lines:
        st.html(said(lines))
    if story.quicker:
        with st.container(horizontal=True, gap="small", key="tt-quicker"):
            for label, choice in (
                ("Keep mine as a copy", "copy"), ("Save mine over theirs", "over"), ("Show theirs", "theirs"),
            ):  # fmt: skip
                st.button(label, key=f"tt-quicker-{choice}", on_click=telling_kept.settle, args=(story, choice))
    elif story.trouble:
        st.button("Try again", key="tt-save-again", on_click=telling_kept.save, args=(story,))


def _step(shelf: library.Shelf, story: Telling, theme: str) -> None:
    found = told_on(shelf, story.step)
    if found.remarks:
        st.html(remarked(found.remarks))
    position = f"Step {story.at + 1} of {len(story.ids)}"
    picture = still(found.page, f"./{address(shelf, story.step, theme)}")
    if not story.built_in:
        st.html(picture)
        st.html(told(found.page, found.references, position))
        return
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        st.html(picture)
        on_the_map(story)
        if story.narrative.description:
            st.caption(plain(story.narrative.description))
    with right:
        position += " \N{MIDDLE DOT} this story came with the data set: copy it to edit"
        st.html(told(found.page, found.references, position))
