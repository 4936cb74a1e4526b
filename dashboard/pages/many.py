"""Accepting many at once: only above a threshold that the reviewer sets, and only after he has seen which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.pages import deciding
from dashboard.pages.case import Case, Desk, Group, case
from dashboard.pages.sitting import Sitting
from dashboard.panels.listing import plain
from dashboard.panels.queue import DECIDED
from events.extract.engines import needs_a_person
from events.store import Article


def many(lines: Sequence[Group], article: Article, desk: Desk, sitting: Sitting, day: dt.date) -> None:
    """Let the reviewer set a threshold, show how many and which lie above it, and accept them when he says so."""
    threshold = st.number_input(
        "Accept all that are at least so sure, in percent",
        min_value=1,
        max_value=100,
        value=None,
        step=1,
        placeholder="off",
        key="tt-threshold",
        help="There is none until you set one. What a language model proposed is never among them.",
    )
    if threshold is None:
        st.caption("Off. Set a threshold to see which would be accepted.")
        return
    ready, held = _sorted(lines, article, desk, sitting, day, threshold / 100)
    st.markdown(f"**{len(ready)} would be accepted**")
    if ready:
        st.markdown("\n".join(f"- {plain(each.title)}" for each in ready[:40]))
    if held:
        st.caption("Left to you: " + "; ".join(plain(f"{title} ({why})") for title, why in held[:20]))
    st.button(
        "Accept this one" if len(ready) == 1 else f"Accept these {len(ready)}",
        key="tt-accept-many",
        type="primary",
        disabled=not ready,
        on_click=deciding.accept_many,
        args=(desk, ready),
    )


def _sorted(
    lines: Sequence[Group], article: Article, desk: Desk, sitting: Sitting, day: dt.date, least: float
) -> tuple[list[Case], list[tuple[str, str]]]:
    ready, held = [], []
    for group in lines:
        it = group.item.candidate
        if group.item.status in DECIDED or it.confidence < least:
            continue
        each = case(group.item, article, desk, sitting, day)
        if needs_a_person(it.engine):
            held.append((each.title, "a language model proposed it"))
        elif each.choice is None:
            held.append((each.title, "its place is open"))
        elif each.draft.missing:
            held.append((each.title, "something is missing"))
        elif group.item.gone:
            held.append((each.title, "no longer in the article"))
        else:
            ready.append(each)
    return ready, held
