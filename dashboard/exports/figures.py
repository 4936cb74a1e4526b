"""Figures in a text: ``{held:islamic_state}`` and its like, counted in the ledger for the view of a step.

`WORDS` lists what may stand between the braces. What does not exist raises `Unknown` with a sentence; nothing guesses.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from inspect import signature
from typing import Any, Final

import pandas as pd

from dashboard import selection
from dashboard.exports.wording import Names, day_words, window
from dashboard.view import View
from events import AliasIndex, Timeline, vocab
from events.dates import iso, parse_day

PLACEHOLDER: Final = re.compile(r"\{([a-z]+)((?::[^{}:\s]+)*)\}")

WORDS: Final = {
    "day": "the day of the view, or {day:EVENT} the days on which an event can have happened",
    "held": "{held:ACTOR} places an actor holds, {held:ACTOR:KIND} those of a kind",
    "places": "{places} places in the view, {places:KIND} those of a kind",
    "contested": "places contested",
    "changing": "places that are changing hands",
    "besieged": "places besieged",
    "unknown": "places without information",
    "changes": "{changes:DAYS} places that changed hands within so many days",
    "gained": "{gained:ACTOR:DAYS} places an actor gained within so many days",
    "lost": "{lost:ACTOR:DAYS} places an actor lost within so many days",
    "silent": "{silent:DAYS} places without evidence within so many days",
    "name": "{name:ID} the name of a place or an actor",
    "state": "{state:PLACE} who holds a place",
    "holder": "{holder:PLACE} the holder's name",
    "standing": "{standing:ID} how well a place's state, or an event, is supported",
    "since": "{since:PLACE} the days on which the state can have begun",
    "age": "{age:PLACE} days since the last evidence",
    "voices": "{voices:EVENT} independent voices for an event",
    "denials": "{denials:EVENT} voices against it",
    "claims": "{claims:EVENT} claims about it",
    "sources": "{sources:EVENT} sources that speak of it",
    "published": "{published:SOURCE} the day on which a source was published",
    "cite": "{cite:ID,ID} cites claims, events or sources",
    "report": "{report:DATE}, a paragraph of its own, tells in bullets what changed since a day",
}
"""What a text can ask for; `brief` fills in the last two."""


class Unknown(ValueError):
    """A figure that cannot be given, in words fit for the author of a text."""


class Figures:
    """The figures of one view; the view's filters on kind, country, name, actor and standing are kept to."""

    def __init__(self, timeline: Timeline, view: View, names: Names) -> None:
        self.timeline, self.view, self._names = timeline, view, names

    @property
    def clock(self) -> str:
        """The ISO day as known on which the view is seen; empty for hindsight."""
        return self.view.day if self.view.known == "then" else self.view.known

    def __call__(self, word: str, given: tuple[str, ...]) -> str:
        """Give a figure; raises `Unknown`."""
        if word not in WORDS:
            raise Unknown(f"{{{word}}} is no figure{_meant(word, WORDS)}")
        # What stands for a whole paragraph, and is none here, has no maker: nor has None a signature.
        make: Any = getattr(self, f"_{word}", None)
        try:
            signature(make).bind(*given)
        except TypeError:
            raise Unknown(f"{{{':'.join((word, *given))}}} is asked otherwise: {WORDS[word]}") from None
        return str(make(*given))

    @cached_property
    def state(self) -> pd.DataFrame:
        """`Timeline.on` for the view's day, all places."""
        at = self.view.day, self.view.known, self.view.rule
        state: pd.DataFrame = self._names.once(("on", *at), lambda: self.timeline.on(at[0], at[1] or None, at[2]))
        return state

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The rows of `state` that pass the view's filters."""
        passes = selection.state_filter(self.state, self.view)
        by_place = self._passing
        return self.state[passes if by_place is None else passes & by_place]

    def changes(self, days: int) -> pd.DataFrame:
        """`Timeline.changes` over the last days up to the view's, for the places that pass its filters."""
        return self.since(iso(parse_day(self.view.day) - days))

    def since(self, start: str) -> pd.DataFrame:
        """`Timeline.changes` from an ISO day to the view's, for the places that pass its filters."""
        day, known, rule = self.view.day, self.view.known, self.view.rule
        rows: pd.DataFrame = self._names.once(
            ("changes", start, day, known, rule), lambda: self.timeline.changes(start, day, known or None, rule)
        )
        passes = self._passing
        rows = rows if passes is None else rows[rows["place_id"].isin(self.timeline.places["place_id"][passes])]
        if self.view.actors:
            rows = rows[rows[["actor_id", "other_actor_id"]].isin(self.view.actors).any(axis=1)]
        return rows[rows["standing"].isin(self.view.standings)] if self.view.standings else rows

    def event(self, event_id: str) -> dict[str, Any]:
        """Give a row of `Timeline.events`; raises `Unknown`."""
        found = self._events.get(event_id)
        if found is None:
            known = f" as known on {self.view.day}" if self.view.known else ""
            raise Unknown(f"there is no event {event_id!r}{known}{_meant(event_id, self._events)}")
        return found

    def place(self, place_id: str) -> dict[str, Any]:
        """Give a row of `state`; raises `Unknown`."""
        at = self._row.get(place_id)
        if at is None:
            raise Unknown(f"no place is called {place_id!r}{_meant(place_id, self._row)}")
        return {str(name): value for name, value in self.state.iloc[at].items()}

    def _day(self, event_id: str = "") -> str:
        if not event_id:
            return day_words(self.view.day)
        event = self.event(event_id)
        return window(event["earliest"], event["latest"])

    def _held(self, actor_id: str, kind: str = "") -> str:
        held = self._of_kind(kind)
        return f"{int(((held['status'] == 'controlled') & (held['holder'] == self._actor(actor_id))).sum()):,}"

    def _places(self, kind: str = "") -> str:
        return f"{len(self._of_kind(kind)):,}"

    def _contested(self) -> str:
        return f"{int((self.shown['status'] == 'contested').sum()):,}"

    def _changing(self) -> str:
        return f"{int((self.shown['status'] == 'changing').sum()):,}"

    def _besieged(self) -> str:
        return f"{int((self.shown['besieged_by'] != '').sum()):,}"

    def _unknown(self) -> str:
        return f"{int((self.shown['status'] == 'unknown').sum()):,}"

    def _changes(self, days: str) -> str:
        rows = self.changes(_number(days))
        return f"{rows.loc[rows['change'].isin(['gained', 'lost']), 'place_id'].nunique():,}"

    def _gained(self, actor_id: str, days: str) -> str:
        return self._turned("gained", actor_id, days)

    def _lost(self, actor_id: str, days: str) -> str:
        return self._turned("lost", actor_id, days)

    def _silent(self, days: str) -> str:
        age = self.shown["evidence_age_days"]
        return f"{int((age.isna() | (age > _number(days))).sum()):,}"

    def _name(self, name: str) -> str:
        found = self._names.places.get(name) or self._names.actors.get(name)
        if found is None:
            raise Unknown(
                f"no place and no actor is called {name!r}{_meant(name, (*self._names.places, *self._names.actors))}"
            )
        return found

    def _state(self, place_id: str) -> str:
        return self._names.state(self.place(place_id))

    def _holder(self, place_id: str) -> str:
        row = self.place(place_id)
        return self._names.actor(str(row["holder"])) if row["holder"] else "nobody known"

    def _standing(self, name: str) -> str:
        found = self._events.get(name)
        row = found if found is not None else self.place(name)
        return str(row["standing"]) or "no information"

    def _since(self, place_id: str) -> str:
        row = self.place(place_id)
        return window(row["since_earliest"], row["since_latest"]) or "the first day of the data"

    def _age(self, place_id: str) -> str:
        age = self.place(place_id)["evidence_age_days"]
        return "no" if pd.isna(age) else f"{int(age):,}"

    def _voices(self, event_id: str) -> str:
        return f"{int(self.event(event_id)['voices']):,}"

    def _denials(self, event_id: str) -> str:
        return f"{int(self.event(event_id)['denials']):,}"

    def _claims(self, event_id: str) -> str:
        return f"{int(self.event(event_id)['claims']):,}"

    def _sources(self, event_id: str) -> str:
        return f"{int(self.event(event_id)['sources']):,}"

    def _published(self, source_id: str) -> str:
        found = self.timeline.sources
        found = found[found["source_id"] == source_id]
        if found.empty:
            raise Unknown(f"there is no source {source_id!r}{_meant(source_id, self.timeline.sources['source_id'])}")
        day = found["published"].iloc[0]
        return "a day not known" if pd.isna(day) else day_words(day)

    def _turned(self, change: str, actor_id: str, days: str) -> str:
        rows = self.changes(_number(days))
        return f"{int(((rows['change'] == change) & (rows['actor_id'] == self._actor(actor_id))).sum()):,}"

    def _of_kind(self, kind: str) -> pd.DataFrame:
        if kind and kind not in vocab.PLACE_KINDS:
            raise Unknown(f"{kind!r} is no kind of place{_meant(kind, vocab.PLACE_KINDS)}")
        return self.shown[self.shown["kind"] == kind] if kind else self.shown

    def _actor(self, actor_id: str) -> str:
        if actor_id not in self._names.actors:
            raise Unknown(f"no actor is called {actor_id!r}{_meant(actor_id, self._names.actors)}")
        return actor_id

    @cached_property
    def _passing(self) -> Any:
        # The index is made from the names of all places: only where names are searched.
        view = self.view
        if not view.search.strip():
            view = replace(view, search="")
        timeline = self.timeline
        index = AliasIndex(timeline.places) if view.search else AliasIndex(timeline.places.head(0))
        return selection.place_filter(timeline, index, view)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {str(place_id): at for at, place_id in enumerate(self.state["place_id"])}

    @cached_property
    def _events(self) -> dict[str, dict[str, Any]]:
        def rows() -> dict[str, dict[str, Any]]:
            told = self.timeline.events(self.clock or None, self.view.rule).to_dict("records")
            return {str(row["event_id"]): {str(k): v for k, v in row.items()} for row in told}

        found: dict[str, dict[str, Any]] = self._names.once(("events", self.clock, self.view.rule), rows)
        return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 100_000):
        raise Unknown(f"{text!r} is no number of days")
    return int(text)


def _meant(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
