"""The review page: an article with what was found in it, the case in front, the queue, and what each key does."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import working
from dashboard.pages import reading, visit
from dashboard.pages.case import Case, Desk, Group, case, desk, entries, groups, today
from dashboard.pages.intake import intake
from dashboard.pages.judging import judge
from dashboard.pages.many import many
from dashboard.pages.record import coverage, log
from dashboard.pages.sitting import Sitting, sitting
from dashboard.panels.article import Mark
from dashboard.panels.case import said
from dashboard.panels.listing import plain
from dashboard.panels.markup import STYLES
from dashboard.panels.queue import DECIDED, tally
from dashboard.panels.review import BY_NIGHT, REVIEW
from events.dates import in_words, parse_day
from events.store import OPEN, Article, StoreError


def show() -> None:
    """Show the page."""
    dark = visit.theme() == "dark"
    st.html(f"<style>{STYLES}{REVIEW}{BY_NIGHT if dark else ''}</style>")
    _page()


@st.fragment
def _page() -> None:
    # Here, not around the fragment: it runs again without what is around it.
    try:
        with st.spinner("The data set is brought into the working store, once …", show_time=False):
            here = desk()
        _body(here, sitting())
    except StoreError as error:
        st.error(plain(f"The working store cannot be used: {error}."))
        st.caption(plain(f"It is at {working.address().rpartition('@')[2]}. What was decided before is safe in it."))
        st.button("Try again", key="tt-again")


def _body(here: Desk, at: Sitting) -> None:
    articles = here.store.articles(here.name)
    if at.article_id is None and len(articles):
        at.open_article(int(articles["id"].iloc[-1]))
    bar = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="tt-toolbar")
    with bar:
        _toolbar(at, articles)
    if at.adding or at.article_id is None:
        if at.said:
            st.html(said(at.said))
        intake(here, at)
        coverage(here, "")
        return
    article = here.store.article(at.article_id)
    lines = groups(here.store.queue(here.name, statuses=(*OPEN, *DECIDED), article_id=at.article_id))
    differ = working.kept(here.shelf.folder)
    if differ:
        rows = "1 row" if len(differ) == 1 else f"{len(differ)} rows"
        with st.expander(
            f"{rows} of the data set's files say otherwise than the store; the store's stand", icon=":material/info:"
        ):
            st.markdown("\n".join(f"- {plain(f'{each.table} {each.key}: {each.message}')}" for each in differ[:50]))
    current = _desk(here, at, article, lines)
    with bar:
        _beside(here, at, article, lines, current)
    coverage(here, article.published.isoformat() if article.published else "")


def _toolbar(at: Sitting, articles: pd.DataFrame) -> None:
    if len(articles):
        ids = [int(number) for number in articles["id"].iloc[::-1]]
        names = dict(zip(ids, (_title(row) for row in articles.iloc[::-1].to_dict("records")), strict=True))
        chosen = st.selectbox(
            "Article",
            ids,
            ids.index(at.article_id) if at.article_id in ids else 0,
            format_func=names.__getitem__,
            label_visibility="collapsed",
            key=f"tt-article-{at.article_id}",
            width=400,
        )
        if chosen != at.article_id and not at.adding:
            at.open_article(chosen)
            at.said = []
            st.rerun(scope="fragment")
        label = "Back to the queue" if at.adding else "Add articles"
        st.button(label, key="tt-add", on_click=_toggle_adding, shortcut="I")
    with st.container(key="tt-who", width=180):
        name = st.text_input(
            "Reviewer", at.reviewer, placeholder="Your name", label_visibility="collapsed", max_chars=100, key="tt-name"
        )
        at.reviewer = (name or "").strip()


def _beside(here: Desk, at: Sitting, article: Article, lines: Sequence[Group], current: Case | None) -> None:
    with st.popover("Accept many …", key="tt-many"):
        many(lines, article, here, at, today())
    with st.popover("Log", key="tt-log", on_change="rerun") as opened:
        if opened.open:
            log(here, [group.item for group in lines])
    if current is not None:
        st.button("Show on the map", key="tt-to-map", shortcut="M", on_click=_to_map, args=(here, current))
    if st.session_state.pop("to_map", False):
        st.switch_page(st.session_state["map_page"])


def _desk(here: Desk, at: Sitting, article: Article, lines: Sequence[Group]) -> Case | None:
    dark = visit.theme() == "dark"
    at.queue = tuple(entries(lines, here, dark))
    known = {group.item.candidate_id: group for group in lines}
    if at.candidate_id not in known:
        waiting = [entry.candidate_id for entry in at.queue if entry.status not in DECIDED]
        at.go(next(iter([*waiting, *known]), None))
    current = None
    if at.candidate_id is not None:
        current = case(known[at.candidate_id].item, article, here, at, today())
    with st.container(key="tt-desk"):
        left, middle, right = st.columns([0.41, 0.36, 0.23], gap="small")
        with middle, st.container(key="tt-case", border=False, height=600):
            if current is None:
                _empty(at)
            else:
                judge(here, at, current, dark)
        with left, st.container(key="tt-article-text"):
            _article(at, article, lines)
        with right, st.container(key="tt-queue"):
            st.html(f'<p class="tt tt-muted tt-tally">{tally(here.store.counts(here.name))} in all articles</p>')
            if at.queue:
                _go(at, reading.queue(at.queue, at.candidate_id), "queue")
            _onward(here, at)
    return current


def _onward(here: Desk, at: Sitting) -> None:
    """Lead on to another article once all of this one is decided."""
    if any(entry.status not in DECIDED for entry in at.queue):
        return
    waiting = here.store.queue(here.name, limit=1)
    if waiting:
        st.button("On to the next article", key="tt-onward", on_click=at.open_article, args=(waiting[0].article_id,))


def _article(at: Sitting, article: Article, lines: Sequence[Group]) -> None:
    text = article.text
    if text is None:
        quotes = dict.fromkeys(group.item.candidate.quote for group in lines)
        st.caption("The text of this article was not kept; these are the passages that were quoted from it.")
        for quote in quotes:
            st.markdown(f"> {plain(quote)}")
        return
    marks = [
        Mark(
            entry.candidate_id,
            entry.number,
            group.item.candidate.start,
            group.item.candidate.end,
            group.item.candidate.sentence_start,
            group.item.candidate.sentence_end,
            group.item.candidate.change,
            entry.color,
            entry.words,
            entry.status,
        )
        for entry, group in zip(at.queue, lines, strict=True)
        if not group.item.gone
    ]
    focus = (at.focus, at.focused) if at.focus else None
    _go(at, reading.article(article.article_id, text, marks, at.candidate_id, focus), "article")


def _go(at: Sitting, picked: int | None, key: str) -> None:
    if picked is not None and picked != at.candidate_id:
        at.said = []
        at.go(picked)
        st.rerun(scope="fragment")


def _empty(at: Sitting) -> None:
    if at.said:
        st.html(said(at.said))
    st.caption("No candidate was found in this article. It is filed: that it was read counts in the coverage below.")


def _to_map(here: Desk, current: Case) -> None:
    claim = current.draft.claim
    view = visit.current(here.timeline)
    known = claim["place_id"] in set(here.timeline.places["place_id"])
    st.session_state.view = visit.at(view, here.timeline, claim["latest"], claim["place_id"] if known else "")
    st.session_state.to_map = True


def _toggle_adding() -> None:
    at = sitting()
    at.adding = not at.adding
    at.said = []
    if at.adding:
        at.focus_on("tt-intake")


def _title(row: Mapping[Hashable, Any]) -> str:
    name = row["title"] or row["url"] or f"Article {row['id']}"
    published = "" if pd.isna(row["published"]) else in_words(parse_day(row["published"]))
    return ", ".join(part for part in (name, row["publisher"], published) if part)
