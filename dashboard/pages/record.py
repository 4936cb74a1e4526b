"""The record beside the work: who decided what, and how much was read in which weeks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.pages.case import Desk
from dashboard.panels.strip import over, strip
from events.review import coverage as weeks_of
from events.store import Item

_DONE = {
    "file": "filed an article",
    "import": "brought files in",
    "export": "wrote files out",
    "accept": "accepted",
    "reject": "rejected",
    "skip": "put off",
    "reopen": "reopened",
    "undo": "undid",
    "narrative": "wrote a story",
}
_WHEN = {"at": st.column_config.DatetimeColumn("when (UTC)", format="YYYY-MM-DD HH:mm", timezone="UTC")}


def log(here: Desk, items: Sequence[Item]) -> None:
    """List the decisions on some candidates, and what was done to the data set."""
    made = [
        {"at": each.at, "who": each.who, "what": _done(each.kind), "place": item.candidate.place, "why": each.why}
        for item in items
        for each in item.decisions
    ]
    st.markdown("**Decisions on this article**")
    if made:
        rows = pd.DataFrame(made).sort_values("at", ascending=False)
        st.dataframe(rows, hide_index=True, column_config=_WHEN)
    else:
        st.caption("None yet.")
    st.markdown("**Everything done to this data set, newest first**")
    every = here.store.log(here.name, 100)
    every = every.assign(what=every["kind"].map(_done))
    st.dataframe(every[["at", "who", "what", "why"]], hide_index=True, column_config=_WHEN)


def _done(kind: str) -> str:
    return _DONE.get(kind, kind)


def coverage(here: Desk, day: str) -> None:
    """Show the coverage strip, with a day marked where one is given."""
    kept = st.session_state.get("coverage")
    token = (here.name, here.store.version(here.name), len(here.store.articles(here.name)))
    if kept is None or kept[0] != token:
        kept = st.session_state["coverage"] = (token, weeks_of(here.store, here.name))
    st.html(strip(over(kept[1], *here.timeline.coverage()), day))
