"""The data page: what the map rests on, how it is decided, and what is wrong or thin."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import library
from dashboard.pages import controls
from dashboard.panels.listing import plain
from dashboard.panels.markup import is_web
from events import Timeline


def show() -> None:
    """Show the page."""
    timeline = library.shelf().timeline
    about = timeline.about
    st.header(plain(about.title))
    st.markdown(plain(about.description))
    st.caption(
        f"{len(timeline.claims):,} claims, {len(timeline.places):,} places, {len(timeline.sources):,} documents. "
        f"{timeline.undated():,} claims come from documents without a date of publication; only hindsight uses them."
    )
    if about.thin:
        st.subheader("Where it is thin")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in about.thin))
    st.subheader("Rules: what an event of a given standing does")
    controls.rules()
    _tables(timeline)
    st.subheader("Problems in the files")
    if timeline.problems:
        controls.problems(timeline)
    else:
        st.caption("None.")


def _tables(timeline: Timeline) -> None:
    st.subheader("Claims")
    sources = timeline.sources[["source_id", "publisher", "wire", "published", "url"]]
    # The table would make a link of any address, into a script too.
    sources = sources.assign(url=sources["url"].where(sources["url"].map(is_web)))
    st.dataframe(
        timeline.claims.drop(columns=["locator", "quote", "coder", "recorded"]).merge(sources, on="source_id"),
        hide_index=True,
        column_config={"url": st.column_config.LinkColumn(), **_days("earliest", "latest", "published")},
    )
    st.subheader("Events")
    st.dataframe(timeline.events(), hide_index=True, column_config=_days("earliest", "latest", "first_known"))


def _days(*names: str) -> dict[str, Any]:
    return {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in names}
