"""The map page's part in telling: its view becomes a step of the story in front, or the new view of a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import library
from dashboard.exports.narrative import Step
from dashboard.pages import visit
from dashboard.pages.telling import Telling, telling
from dashboard.panels.listing import plain
from dashboard.view import View


def buttons() -> bool:
    """Show the way from the map into the story; tells whether the map was opened to change the view of a step.

    What the map shows when a button is pressed is taken.
    """
    story, number = telling(), st.session_state.get("adjusting")
    adjusting = story is not None and number in story.ids and not story.built_in
    if story is not None and adjusting:
        at = story.ids.index(number) + 1
        st.button(
            f"Use this view for step {at}", key="tt-use-view", type="primary", on_click=_use, args=(story, number),
            help=plain(story.narrative.title),
        )  # fmt: skip
        st.button("Back to Tell", key="tt-leave-view", on_click=_back, help="The step keeps the view that it has")
    else:
        st.button(
            "Add as step", key="tt-add-step", on_click=_add,
            help="This view becomes a step of the story that is written on the Tell page",
        )  # fmt: skip
    if st.session_state.pop("to_tell", False):
        st.switch_page(st.session_state["tell_page"])
    return adjusting


def _seen() -> View:
    """Give the view as it is on the screen: a map that nobody moved stands where the data set opens."""
    timeline = library.shelf().timeline
    view, opens = visit.current(timeline), timeline.about.opens_at
    if view.zoom is not None or not opens:
        return view
    return replace(view, lat=opens[0], lng=opens[1], zoom=opens[2])


def _use(story: Telling, number: int) -> None:
    from dashboard.pages import telling_edits

    story.current = number
    telling_edits.edit(story, number, False, view=_seen())
    story.say("good", f"Step {story.at + 1} now looks where the map looked.")
    _back()


def _back() -> None:
    st.session_state.pop("adjusting", None)
    st.session_state.to_tell = True


def both(views: Sequence[View]) -> None:
    """Show the button that makes steps of the two sides of a comparison, the earlier one first."""
    st.button(
        "Add both as steps", key="tt-add-both", on_click=_take, args=(views,),
        help="Both sides become steps of the story that is written on the Tell page",
    )  # fmt: skip


def _add() -> None:
    _take([_seen()])


def _take(views: Sequence[View]) -> None:
    # What saves takes a while to import: who only looks at the map does not wait for it.
    from dashboard.pages import telling_edits, telling_kept

    steps = [Step(view, places=(view.place,) if view.place else ()) for view in views]
    story, number = telling(), 0
    if story is None or story.built_in:
        story, number = telling_kept.begin_with(steps.pop(0)), 1
    else:
        telling_kept.refresh(story)
    for step in steps:
        number = telling_edits.insert(story, step)
    title = plain(story.narrative.title)
    if not number:
        st.toast(story.said[-1].words)
    elif story.unsaved:
        st.toast(f"Step {number} of **{title}**. It is not saved before you give your name on the page Tell.")
    else:
        st.toast(f"Step {number} of **{title}**. [Open it in a new tab](tell?story={story.name}&step={number})")
