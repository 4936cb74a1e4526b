"""The claim form: every cell that a reviewer may correct, with what is missing said beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import streamlit as st

from dashboard.pages.case import Case, Desk
from dashboard.pages.sitting import Sitting
from dashboard.panels.case import event_words
from dashboard.panels.listing import plain
from dashboard.panels.markup import text
from dashboard.style import CHANGE_WORDS, kind_words
from events import vocab

_EXTENT: Final = {"whole": "the whole place", "part": "part of it"}
_STANCE: Final = {"asserts": "says so", "denies": "denies it"}
_MANNER: Final = {"battle": "by battle", "unopposed": "unopposed", "agreement": "by agreement", "unknown": "not said"}
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
_NEW: Final = "(new)"


def claim_form(case: Case, desk: Desk, sitting: Sitting, wrong: Mapping[str, str]) -> None:
    """Show the form and keep what is typed; ``wrong`` gives a sentence by ``table.column``."""
    form = _Form(case, desk, sitting, wrong)
    if "sources.publisher" in wrong or case.article.article_id in sitting.sources:
        _source(form)
    left, right = st.columns(2, gap="small")
    with left:
        form.choose("change", "What happened", CHANGE_WORDS)
        form.actor("actor_id", "Who")
        form.day("earliest", "First possible day")
        form.choose("extent", "Extent", _EXTENT)
        form.words("attribution", "According to")
        form.choose("stance", "The text", _STANCE)
    with right:
        form.choose("manner", "Manner", _MANNER)
        form.actor("from_actor_id", "From whom")
        form.day("latest", "Last possible day")
        _kind(form)
        form.actor("party", "They speak for")
        form.words("note", "Note")
    _event(form)
    _new_actors(form)
    if form.cells != sitting.edits.get(case.item.candidate_id, {}):
        sitting.edit(case.item.candidate_id, form.cells)


class _Form:
    """The fields of one claim; ``cells`` is what differs from the proposal."""

    def __init__(self, case: Case, desk: Desk, sitting: Sitting, wrong: Mapping[str, str]) -> None:
        self.case, self.desk, self.sitting, self.wrong = case, desk, sitting, wrong
        self.number = case.item.candidate_id
        self.typed = sitting.edits.get(self.number, {})
        self.cells: dict[str, str] = {}

    def value(self, name: str) -> str:
        return self.typed.get(name, self.case.proposed.claim[name])

    def keep(self, name: str, value: str) -> None:
        if value != self.case.proposed.claim[name]:
            self.cells[name] = value

    def key(self, name: str) -> str:
        return f"tt-claim-{self.number}-{name}"

    def say(self, cell: str, value: object) -> None:
        """Say beside a field what is wrong with its cell, as long as nothing is in it."""
        if cell in self.wrong and not value:
            st.html(f'<p class="tt-wrong" role="alert">{text(self.wrong[cell])}</p>')

    def choose(self, name: str, label: str, words: Mapping[str, str]) -> None:
        options = list(words)
        value = self.value(name) or options[-1]
        chosen = st.selectbox(label, options, options.index(value), format_func=words.__getitem__, key=self.key(name))
        self.keep(name, chosen)
        self.say(f"claims.{name}", self.cells.get(name, self.case.proposed.claim[name]))

    def words(self, name: str, label: str) -> None:
        typed = st.text_input(label, self.value(name), key=self.key(name), max_chars=500)
        self.keep(name, (typed or "").strip())

    def day(self, name: str, label: str) -> None:
        value = self.value(name)
        day = st.date_input(
            label,
            dt.date.fromisoformat(value) if value else None,
            min_value=_FIRST,
            max_value=_LAST,
            format="YYYY-MM-DD",
            key=self.key(name),
        )
        self.keep(name, day.isoformat() if isinstance(day, dt.date) else "")
        self.say(f"claims.{name}", self.cells.get(name, self.case.proposed.claim[name]))

    def actor(self, name: str, label: str) -> None:
        value = self.value(name)
        new = {row["actor_id"]: row["name"] for row in (*self.case.proposed.actors, *self.case.draft.actors)}
        names = self.desk.names | new
        options = ["", *names] if value in names or not value else ["", value, *names]
        chosen = st.selectbox(
            label,
            options,
            options.index(value),
            format_func=lambda key: names.get(key, key) if key else "nobody named",
            accept_new_options=True,
            key=self.key(name),
        )
        if chosen and chosen not in names and chosen != value:
            chosen = self.new_actor(chosen)
        self.keep(name, chosen or "")
        self.say(f"claims.{name}", self.cells.get(name, self.case.proposed.claim[name]))

    def new_actor(self, typed: str) -> str:
        """Make the row of a side that the data set does not have yet."""
        slug = re.sub(r"[^a-z0-9]+", "_", typed.lower()).strip("_")
        key = slug[:60] or f"actor_{sha256(typed.encode()).hexdigest()[:6]}"
        rows = self.sitting.actors.setdefault(self.number, {})
        rows.setdefault(key, {"actor_id": key, "name": typed.strip()[:200], "kind": ""})
        return key


def _kind(form: _Form) -> None:
    """Offer the kind of a place that is new; that of a known one stands."""
    place = form.case.draft.place
    if place is None:
        return
    kinds = vocab.PLACE_KINDS
    at = kinds.index(place["kind"]) if place["kind"] in kinds else None
    chosen = st.selectbox("Kind of place (new here)", kinds, at, format_func=kind_words, key=form.key("kind"))
    form.sitting.kinds[form.number] = chosen or ""
    form.say("places.kind", chosen)


def _event(form: _Form) -> None:
    """Let the reviewer say which event the claim belongs to; as proposed unless he does."""
    near = {each.event_id: each for each in form.case.events}
    draft = form.case.draft
    own = draft.claim["event_id"] if draft.event_is_new else _NEW
    options = list(dict.fromkeys([draft.claim["event_id"], *near, own]))

    def spell(key: str) -> str:
        return event_words(near.get(key), form.case.names)

    mark = sha256("|".join(options).encode()).hexdigest()[:8]
    chosen = st.selectbox("Event", options, format_func=spell, key=f"{form.key('event')}-{mark}")
    if chosen != draft.claim["event_id"] or "event_id" in form.typed:
        form.cells["event_id"] = "" if chosen == _NEW else chosen


def _new_actors(form: _Form) -> None:
    """Ask what kind of side each new one is."""
    for row in form.case.draft.actors:
        kinds = vocab.ACTOR_KINDS
        typed = form.sitting.actors.get(form.number, {}).get(row["actor_id"], {})
        kind = typed.get("kind") or row.get("kind", "")
        chosen = st.selectbox(
            f"{plain(row['name'])} is new here. What kind of side is it?",
            kinds,
            kinds.index(kind) if kind in kinds else None,
            key=form.key(f"kind-{row['actor_id']}"),
        )
        form.sitting.actors.setdefault(form.number, {})[row["actor_id"]] = {**row, "kind": chosen or ""}
        form.say(f"actors.{row['actor_id']}.kind", chosen)


def _source(form: _Form) -> None:
    """Ask once per article who published it and when, where that is not known."""
    article = form.case.article
    typed: dict[str, Any] = form.sitting.sources.get(article.article_id, {})
    left, right = st.columns(2, gap="small")
    with left:
        publisher = st.text_input(
            "Publisher of the article", typed.get("publisher", article.publisher), key=f"tt-pub-{article.article_id}"
        )
        form.say("sources.publisher", publisher)
    with right:
        day = st.date_input(
            "Published on",
            article.published,
            min_value=_FIRST,
            max_value=_LAST,
            format="YYYY-MM-DD",
            key=f"tt-day-{article.article_id}",
        )
    form.sitting.sources[article.article_id] = {
        "publisher": (publisher or "").strip(),
        "published": day.isoformat() if isinstance(day, dt.date) else "",
    }
