"""The data page: what the map rests on, how it is decided, and what is wrong or thin."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import library
from dashboard.pages import controls
from dashboard.panels.ledger import DAYS, LINK, claims_table, documents_table, events_table
from dashboard.panels.listing import plain
from dashboard.panels.page import PAGE
from events import Timeline


def show() -> None:
    """Show the page."""
    st.html(f"<style>{PAGE}</style>")
    timeline = library.shelf().timeline
    about = timeline.about
    st.header(plain(about.title))
    st.markdown(plain(about.description))
    st.caption(_counts(timeline))
    if timeline.problems:
        _problems(timeline)
    if about.thin:
        st.subheader("Where it is thin")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in about.thin))
    st.subheader("Rules: what an event of a given standing does")
    controls.rules()
    _table("Claims", claims_table(timeline))
    _table("Events", events_table(timeline))
    _table("Documents", documents_table(timeline))
    if about.licence:
        st.subheader("Licence")
        st.markdown(plain(about.licence))
    if not timeline.problems:
        _problems(timeline)


def _counts(timeline: Timeline) -> str:
    undated = timeline.undated()
    said = ", ".join(
        _many(len(rows), word)
        for rows, word in ((timeline.claims, "claim"), (timeline.places, "place"), (timeline.sources, "document"))
    )
    if not undated:
        return f"{said}."
    come = "comes from a document" if undated == 1 else "come from documents"
    return f"{said}. {_many(undated, 'claim')} {come} without a day of publication: hindsight alone uses them."


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _problems(timeline: Timeline) -> None:
    st.subheader("Problems in the files")
    if timeline.problems:
        controls.problems(timeline)
    else:
        st.caption("None.")


def _table(title: str, rows: pd.DataFrame) -> None:
    st.subheader(title)
    if rows.empty:
        st.caption("None.")
        return
    days = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in DAYS if name in rows}
    links = {LINK: st.column_config.LinkColumn()} if LINK in rows else {}
    st.dataframe(rows, hide_index=True, column_config={**days, **links}, placeholder="")
