"""The line above a story: which one, whose, what can be done with the whole of it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard import library, stories
from dashboard.exports.narrative import Narrative, Step, read, write
from dashboard.pages import exporting, telling_edits, telling_kept, visit
from dashboard.pages.sitting import Said, sitting
from dashboard.pages.telling import Telling, aside
from dashboard.panels.choices import apart
from dashboard.panels.listing import plain
from dashboard.timemap.payload import initial_day
from events.store import StoreError, Written

_ABOUT: Final = {
    "title": ("Title", 200, 0),
    "description": ("Description", 2000, 90),
    "author": ("Author", 200, 0),
    "language": ("Language, as a code such as en or ar", 20, 0),
}
_SHOWN: Final = 30
_PAUSE: Final = 600
"""Seconds without a change after which the history begins a new line."""


def bar(shelf: library.Shelf, story: Telling) -> None:
    """Show the line."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="tt-toolbar"):
        _choose(story)
        if story.built_in:
            st.button("Copy to edit", key="tt-copy", type="primary", on_click=_copy, args=(story,))
        st.button("New story", key="tt-new", on_click=_new, args=(shelf,), help="Begins with the view of the map page")
        with st.popover("Story", key="tt-story-menu", on_change="rerun") as opened:
            if opened.open:
                _menu(shelf, story)
        with st.container(key="tt-who", width=150):
            st.text_input(
                "Your name", sitting().reviewer, placeholder="Your name", label_visibility="collapsed", max_chars=100,
                key="tt-teller", on_change=_signed, args=(story,),
            )  # fmt: skip
        if not story.built_in:
            st.button(
                "Undo", key="tt-undo", icon=":material/undo:", on_click=telling_edits.undo, args=(story,),
                disabled=not story.past, help=f"Takes back {story.past[-1].what}" if story.past else None,
            )  # fmt: skip
        _present(story)
        with st.container(key="tt-exports", width="content"):
            exporting.buttons("tell", shelf.timeline, story.narrative)


def _signed(story: Telling) -> None:
    sitting().reviewer = (st.session_state.get("tt-teller") or "").strip()
    telling_kept.save(story)


def _choose(story: Telling) -> None:
    there = {each.name: each.title + (" \N{MIDDLE DOT} built in" if each.built_in else "") for each in stories.listed()}
    for key, laid in aside().items():
        there[key] = f"{laid.narrative.title} \N{MIDDLE DOT} not saved"
    there.setdefault(story.key, story.narrative.title)
    there = apart(there)
    keys = list(there)
    widget = f"tt-story-{story.key}"
    st.selectbox(
        "Story", keys, keys.index(story.key), format_func=there.__getitem__, label_visibility="collapsed",
        key=widget, width=300, on_change=_chosen, args=(widget,),
    )  # fmt: skip


def _chosen(widget: str) -> None:
    _open(st.session_state[widget])


def _open(key: str) -> None:
    try:
        telling_kept.open_story(key)
    except (ValueError, StoreError) as error:
        st.session_state.tell_said = f"It cannot be opened: {error}"


def _new(shelf: library.Shelf) -> None:
    view = visit.current(shelf.timeline)
    telling_kept.begin_with(Step(view))


def _copy(story: Telling) -> None:
    telling_kept.copy_of(story)


def _present(story: Telling) -> None:
    why = "Full screen, with keys, notes and a clock; opens in a new tab"
    if story.unsaved:
        why = "What is presented is what is saved: give your name first" if not sitting().reviewer else "Not saved yet"
    theme = visit.theme()
    st.link_button(
        "Present", f"present/{story.name}?theme={theme}&step={story.at + 1}", key="tt-present", help=why,
        icon=":material/present_to_all:", disabled=story.unsaved, type="primary" if not story.built_in else "secondary",
    )  # fmt: skip


def _menu(shelf: library.Shelf, story: Telling) -> None:
    told, takes, past = st.tabs(["About", "Import and export", "History"])
    with told:
        _about(story)
    with takes:
        _download(story)
        _upload(shelf, story)
    with past:
        try:
            _history(story)
            _deleted()
        except StoreError as error:
            st.error(plain(f"The working store cannot be used: {error}."))


def _about(story: Telling) -> None:
    for name, (label, most, height) in _ABOUT.items():
        widget = f"tt-about-{name}-{story.key}-{story.turn}"
        ask: Any = partial(st.text_area, height=height) if height else st.text_input
        ask(
            label, getattr(story.narrative, name), max_chars=most, key=widget, disabled=story.built_in,
            on_change=_told_about, args=(story, name, widget),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button("Duplicate", key="tt-duplicate", on_click=_copy, args=(story,))
        if not story.built_in:
            st.button("Delete this story", key="tt-delete-story", on_click=_delete, args=(story,))


def _told_about(story: Telling, name: str, widget: str) -> None:
    value = (st.session_state.get(widget) or "").strip()
    if name == "title" and not value:
        story.say("warn", "A story needs a title: it keeps the one that it has.")
        story.turn += 1
        return
    telling_edits.about(story, **{name: value})


def _delete(story: Telling) -> None:
    if not telling_kept.remove(story):
        return
    gone = story.narrative.title
    story.saved = story.narrative
    aside().pop(story.key, None)
    _open(stories.listed()[0].name) if stories.listed() else st.session_state.pop("telling", None)
    here = st.session_state.get("telling")
    if here is not None and here is not story:
        where = " Story, History brings it back." if story.name else ""
        here.said = [Said("good", f"{gone} is deleted.{where}")]


def _download(story: Telling) -> None:
    st.download_button(
        "Download as YAML", data=lambda: write(story.narrative), file_name=f"{story.name or 'story'}.yml",
        mime="application/yaml", on_click="ignore", key="tt-yaml", icon=":material/download:",
    )  # fmt: skip


def _upload(shelf: library.Shelf, story: Telling) -> None:
    turn = st.session_state.setdefault("tt-yaml-turn", 0)
    given = st.file_uploader("Import a story from YAML", type=["yml", "yaml"], key=f"tt-yaml-in-{turn}")
    if given is None:
        return
    try:
        narrative, remarks = read(given.getvalue().decode("utf-8-sig"), initial_day(shelf.timeline))
    except (ValueError, UnicodeDecodeError) as error:
        st.error(plain(f"Not imported, nothing was changed: {error}."))
        return
    st.markdown(f"**{plain(narrative.title)}**, {len(narrative.steps)} steps")
    if remarks:
        st.warning("\n".join(f"- {plain(remark)}" for remark in remarks[:50]))
    with st.container(horizontal=True, gap="small"):
        st.button("Import as a new story", key="tt-import", type="primary", on_click=_import, args=(narrative,))
        if not story.built_in:
            st.button(
                "In place of this one", key="tt-import-over", on_click=_import_over, args=(story, narrative),
                help="The next version of the story in front; undo takes it back",
            )  # fmt: skip


def _import(narrative: Narrative) -> None:
    st.session_state["tt-yaml-turn"] += 1
    telling_kept.begin(narrative)


def _import_over(story: Telling, narrative: Narrative) -> None:
    st.session_state["tt-yaml-turn"] += 1
    telling_edits.replace_all(story, narrative)


def _history(story: Telling) -> None:
    versions = telling_kept.history(story)
    if not versions:
        st.caption("It came with the data set." if story.built_in else "It was never saved: give your name.")
        return
    shown: list[Written] = []
    for each in versions:
        # One line for what one person wrote at a stretch: its last version.
        last = shown[-1] if shown else None
        if last and last.who == each.who and not last.removed and (last.at - each.at).total_seconds() < _PAUSE:
            continue
        shown.append(each)
    for at, each in enumerate(shown[:_SHOWN]):
        did = "deleted it" if each.removed else f"version {each.number}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(f"{each.at:%d %B %Y, %H:%M} UTC: {each.who}, {did}"))
            if at and not each.removed:
                st.button(
                    "Take this", key=f"tt-version-{each.number}", type="tertiary", on_click=_back, args=(story, each)
                )


def _back(story: Telling, version: Written) -> None:
    telling_edits.replace_all(story, read(version.content, story.step.view.day)[0])


def _deleted() -> None:
    gone = telling_kept.deleted()
    if gone:
        st.markdown("**Deleted stories**")
    for each in gone[:_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(f"{each.title}, deleted by {each.who} on {each.at:%d %B %Y}"))
            st.button(
                "Bring back", key=f"tt-back-{each.narrative_id}", type="tertiary", on_click=_restore, args=(each,)
            )


def _restore(version: Written) -> None:
    try:
        telling_kept.restore(version)
        _open(version.narrative_id)
    except StoreError as error:
        st.session_state.tell_said = f"Not brought back: {error}"
