"""Choosing a figure: what is counted, of whom, what it comes to on the step's day; then it goes into the text."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import streamlit as st

from dashboard import library
from dashboard.exports.figures import WORDS
from dashboard.exports.narrative import Step
from dashboard.exports.wording import Names
from dashboard.pages import telling_edits
from dashboard.pages.telling import Telling
from dashboard.panels.choices import Choices, apart
from dashboard.panels.listing import plain
from dashboard.steps import told
from dashboard.style import kind_words
from events import vocab

ASKS: Final[dict[str, tuple[str, ...]]] = {
    "day": ("event?",), "held": ("actor", "kind?"), "places": ("kind?",), "contested": (), "changing": (),
    "besieged": (), "unknown": (), "changes": ("days",), "gained": ("actor", "days"), "lost": ("actor", "days"),
    "silent": ("days",), "name": ("place",), "state": ("place",), "holder": ("place",), "standing": ("event",),
    "since": ("place",), "age": ("place",), "voices": ("event",), "denials": ("event",), "claims": ("event",),
    "sources": ("event",), "published": ("source",), "cite": ("event",), "report": ("date",),
}  # fmt: skip
"""What has to be chosen for each figure; with a question mark it may be left out."""
_LABELS: Final = {
    "held": "places that a side holds", "places": "places in the view", "changes": "places that changed hands",
    "gained": "places that a side gained", "lost": "places that a side lost", "silent": "places without evidence",
    "name": "the name of a place", "state": "who holds a place", "holder": "the holder's name",
    "standing": "how well an event is supported", "since": "since when a place is held so",
    "age": "days since the last evidence of a place", "voices": "independent voices for an event",
    "denials": "voices against an event", "claims": "claims about an event",
    "sources": "sources that speak of an event",
    "published": "the day on which a source was published", "cite": "a citation of an event's sources",
    "report": "what changed since a day, in bullets", "day": "the day of the step, or the days of an event",
}  # fmt: skip
_ALL: Final = "all kinds"
_MOST_SOURCES: Final = 400


def figures(shelf: library.Shelf, story: Telling, offered: Choices) -> None:
    """Let the teller choose a figure, show what it comes to, and put it into the text."""
    st.markdown("A figure is counted in the data by the step's day, clock, rule and filters; none is typed.")
    word = st.selectbox(
        "Figure",
        list(ASKS),
        list(ASKS).index("held"),
        format_func=lambda each: _LABELS.get(each, WORDS[each]),
        key="tt-figure-word",
    )
    given = [_asked(shelf, story, offered, word, ask) for ask in ASKS[word]]
    if None in given:
        st.caption("There is nothing to choose from on this step's days: highlight a place or an event first.")
        return
    code = "{" + ":".join([word, *filter(None, (str(each) for each in given))]) + "}"
    found = told(shelf, Step(story.step.view, headline="H", text=code))
    st.code(code, language=None, wrap_lines=True)
    comes = " ".join(block.text for block in found.page.blocks)
    st.markdown(f"Now: **{plain(comes[:400]) or 'nothing'}**")
    st.button(
        "Put it at the end of the text", key="tt-figure-put", on_click=_put, args=(story, story.current, code, word)
    )


def _put(story: Telling, number: int, code: str, word: str) -> None:
    text = story.narrative.steps[story.ids.index(number)].text if number in story.ids else ""
    # A report is a paragraph of its own.
    between = "\n\n" if word == "report" else " "
    telling_edits.edit(story, number, False, text=f"{text}{between if text else ''}{code}")


def _asked(shelf: library.Shelf, story: Telling, offered: Choices, word: str, ask: str) -> Any:
    """Ask for one thing; blank when it is left out, None when there is nothing to choose from."""
    step, timeline = story.step, shelf.timeline
    key = f"tt-figure-{ask}"
    if ask == "days":
        return int(st.number_input("Within how many days", 1, 3650, step.view.window, key=key))
    if ask == "date":
        first = dt.date.fromisoformat(step.view.day) - dt.timedelta(days=step.view.window)
        day = st.date_input(
            "Since", first, min_value="1900-01-01", max_value="2100-12-31", format="YYYY-MM-DD", key=key
        )
        return day.isoformat() if day else None
    if ask == "kind?":
        kinds = ["", *(kind for kind in vocab.PLACE_KINDS if timeline.places["kind"].eq(kind).any())]
        return st.selectbox("Kind", kinds, format_func=lambda each: kind_words(each) if each else _ALL, key=key)
    if ask == "actor":
        words = apart(Names(timeline).actors)
        return st.selectbox("Side", list(words), format_func=words.__getitem__, key=key)
    if ask == "place":
        places = offered.places_near(step.view, step.places)
        return st.selectbox("Place", places, format_func=offered.place, key=key)
    if ask == "source":
        rows = timeline.sources[["source_id", "publisher", "title"]].head(_MOST_SOURCES)
        words = apart({str(i): f"{publisher}: {title}"[:120] for i, publisher, title in rows.itertuples(index=False)})
        return st.selectbox("Source", list(words), format_func=words.__getitem__, key=key)
    events = offered.events_near(step.view, step.places, step.events)
    options = ["", *events] if ask == "event?" else events
    return st.selectbox(
        "Event", options, format_func=lambda each: offered.event(each) if each else "the step's own day", key=key
    )
