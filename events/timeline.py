"""A data set and its replay: control on any day, under any rule, as known on any day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from events import diff, tally, vocab
from events.arrays import Codes
from events.dates import ALWAYS, NEVER, Day, DayLike, parse_day, to_datetimes
from events.frames import About, Ledger, Problem, spelled
from events.replays import Known, Moment, Replay, Replays, same_view
from events.segments import STATUS


class Timeline:
    """Cited claims, replayed: who held which place, on which day, according to whom, and as known when.

    ``known`` and ``rule`` mean the same in every method: see `Known`; ``rule`` is one of `vocab.RULES` or
    ``publisher:<name>``. Days are ISO strings or dates. Methods raise `ValueError` for a day or rule that does not
    exist, in words fit for a user; bad data never raises, it is listed in ``problems``.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._replays = Replays(ledger)

    @property
    def about(self) -> About:
        """What the maintainers of the data set say of it."""
        return self.ledger.about

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong in the files, each with file, line and field."""
        return self.ledger.problems

    @property
    def claims(self) -> pd.DataFrame:
        """One row per claim; columns `frames.CLAIMS`, days as ``datetime64[s]`` (``latest`` inclusive)."""
        return self.ledger.claims

    @property
    def places(self) -> pd.DataFrame:
        """One row per place; columns `frames.PLACES`, WGS84 degrees."""
        return self.ledger.places

    @property
    def actors(self) -> pd.DataFrame:
        """One row per actor; columns `frames.ACTORS`."""
        return self.ledger.actors

    @property
    def sources(self) -> pd.DataFrame:
        """One row per document; columns `frames.SOURCES`."""
        return self.ledger.sources

    def events(self, known: Known = None, rule: str = "assessed", places: Sequence[str] | None = None) -> pd.DataFrame:
        """One row per event, in the order of places and days; ``places`` narrows to some place ids.

        Columns: event_id, place_id, earliest, latest (inclusive), change, actor_id, from_actor_id, extent, standing,
        voices (independent voices for the winner), denials, claims, sources, first_known.
        """
        events = (
            self.replay(None if known == "then" else known, rule).events
            if places is None
            else self._replays.events_at(places, known, rule)
        )
        events = events.where(np.lexsort((events.event, events.latest, events.earliest, events.place)))
        return pd.DataFrame(
            {
                "event_id": self._event_names(events.event),
                "place_id": self.ledger.places["place_id"].to_numpy()[events.place],
                "earliest": to_datetimes(events.earliest),
                "latest": to_datetimes(events.latest),
                "change": spelled(events.change, vocab.CHANGES),
                "actor_id": self._actors(events.actor),
                "from_actor_id": self._actors(events.loser),
                "extent": spelled(events.part.astype(np.int64), vocab.EXTENTS),
                "standing": spelled(events.standing, vocab.STANDINGS),
                "voices": events.voices,
                "denials": events.denials,
                "claims": events.claims,
                "sources": events.sources,
                "first_known": to_datetimes(events.first_known),
            }
        )

    def intervals(
        self, known: Known = None, rule: str = "assessed", places: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """One row per state of a place, ordered by place and day; they cover all time and never overlap.

        ``places`` narrows to some place ids.

        Columns: place_id, status, holder, contender, besieged_by, since_earliest, since_latest, until_earliest,
        until_latest (the inclusive windows in which it began and ended, NaT = open), standing, event_id,
        last_confirmed, start, end (half-open: the state is shown on start <= day < end).
        """
        segments = self.replay(known, rule).segments
        merged = (segments if places is None else segments.where(self._replays.among(places)[segments.place])).merged()
        ends = merged.end
        following = np.append(np.arange(1, len(merged)), -1)[: len(merged)]
        closed = to_datetimes(ends)
        # The window of the next state's beginning, unless that state only grades the same control anew.
        opens, shuts = merged.since_earliest[following], merged.since_latest[following]
        shuts = np.where(merged.status[following] == STATUS["changing"], ends[following], shuts)
        until_earliest = np.where((ends < NEVER) & (opens > merged.start), opens, ends)
        until_latest = np.where((ends < NEVER) & (shuts > merged.start), shuts, ends)
        return pd.DataFrame(
            {
                "place_id": self.ledger.places["place_id"].to_numpy()[merged.place],
                "status": spelled(merged.status, vocab.STATUSES),
                "holder": self._actors(merged.holder),
                "contender": self._actors(merged.contender),
                "besieged_by": self._actors(merged.besieger),
                "since_earliest": to_datetimes(merged.since_earliest),
                "since_latest": to_datetimes(merged.since_latest),
                "until_earliest": to_datetimes(until_earliest),
                "until_latest": to_datetimes(until_latest),
                "standing": spelled(merged.standing, vocab.STANDINGS),
                "event_id": self._event_names(merged.event),
                "last_confirmed": to_datetimes(merged.last),
                "start": to_datetimes(merged.start),
                "end": closed,
            }
        )

    def on(self, day: DayLike, known: Known = None, rule: str = "assessed") -> pd.DataFrame:
        """Control on a day: one row per place, in the order of the places.

        Columns: place_id, name, kind, country, admin1, latitude, longitude (WGS84 degrees), status, holder,
        contender, besieged_by, since_earliest, since_latest (inclusive window in which the state began; NaT = always),
        standing, event_id, last_confirmed, evidence_age_days, claims, sources (how many the event rests on).
        """
        number = parse_day(day)
        replayed = self._replays.of(known, rule)
        places = self.ledger.places
        state = replayed.segments.on(number)
        counts = self._replays.counts_then(number, rule) if known == "then" else replayed.counts
        silent = state.last <= ALWAYS
        event = state.event
        return pd.DataFrame(
            {name: places[name].array for name in diff.PLACE_COLUMNS}
            | {
                "status": spelled(state.status, vocab.STATUSES),
                "holder": self._actors(state.holder),
                "contender": self._actors(state.contender),
                "besieged_by": self._actors(state.besieger),
                "since_earliest": to_datetimes(state.since_earliest),
                "since_latest": to_datetimes(state.since_latest),
                "standing": spelled(state.standing, vocab.STANDINGS),
                "event_id": self._event_names(event),
                "last_confirmed": to_datetimes(state.last),
                "evidence_age_days": pd.arrays.IntegerArray(np.where(silent, 0, number - state.last), silent),
                "claims": counts["claims"][event],
                "sources": counts["sources"][event],
            },
            copy=False,
        )

    def changes(self, start: DayLike, end: DayLike, known: Known = None, rule: str = "assessed") -> pd.DataFrame:
        """What differs between two days by one clock and rule; see `compare`.

        Raises `ValueError` when ``end`` is before ``start``.
        """
        if parse_day(end) < parse_day(start):
            raise ValueError(f"the first day ({start}) must not be after the second ({end})")
        return self.compare((start, known, rule), (end, known, rule))

    def compare(self, before: Moment, after: Moment) -> pd.DataFrame:
        """What differs between two (day, known, rule): one row per place and actor concerned, cited.

        Columns: place_id, name, kind, country, admin1, change (`vocab.DIFFERENCES`, from ``before`` to ``after``),
        actor_id, other_actor_id, from_ and to_ status, holder, contender, and what ``after`` rests on (``before``
        where after it nothing is known): standing, event_id, last_confirmed, sources (of the claims that the clock and
        the rule admit, source ids parted by |).

        ``no information``: no evidence is dated after the earlier day, or the place was merely observed where nothing
        was known; between two clocks or rules also where one of them knows nothing. The days may stand in any order.
        """
        return diff.compare(self._side(before), self._side(after), same_view(before, after))

    def flips(self, day: DayLike, rule: str, other: str, known: Known = None) -> pd.DataFrame:
        """Places whose status or holder on a day differs between two rules.

        Columns: place_id, name, kind, status, holder, contender, other_status, other_holder, other_contender,
        standing, event_id.
        """
        return diff.flipped(self.on(day, known, rule), self.on(day, known, other))

    def series(
        self,
        by: str = "actor",
        freq: str = "D",
        known: Known = None,
        rule: str = "assessed",
        places: Sequence[str] | None = None,
        start: DayLike | None = None,
        end: DayLike | None = None,
    ) -> pd.DataFrame:
        """Places held per actor over time.

        Columns: date, actor_id, places; with ``by`` = country, kind or admin1 that column stands before actor_id.
        An actor holds a place while its status is controlled; contested and changing places are counted under the
        actor_id "" in no one's name. ``freq`` is a pandas offset alias, ``places`` narrows to some place ids,
        ``start``/``end`` are inclusive and default to the coverage. Raises `ValueError` for an unknown ``by``.
        """
        return tally.series(self, by, freq, known, rule, places, start, end)

    def replay(self, known: Known = None, rule: str = "assessed") -> Replay:
        """Give the events and states of a clock and a rule as arrays, for those who draw many days."""
        return self._replays.of(known, rule)

    def undated(self) -> int:
        """Count the claims without a day of publication: the second clock leaves them out."""
        return int(
            self.ledger.sources.set_index("source_id")["published"].reindex(self.claims["source_id"]).isna().sum()
        )

    def coverage(self) -> tuple[Day, Day]:
        """First and last day of the data: as declared, widened to the claims."""
        claims = self._replays.claims
        days = [parse_day(d) for d in (self.about.coverage_from, self.about.coverage_to) if d]
        if len(claims):
            days += [int(claims.earliest.min()), int(claims.latest.max())]
        return min(days, default=0), max(days, default=0)

    def _side(self, moment: Moment) -> diff.Side:
        day, known, rule = moment
        replayed, number = self.replay(known, rule), parse_day(day)
        observed = replayed.observations(replayed.segments.on(number).event)
        heard = self._replays.heard(moment)
        cited = self._cited if heard is None else diff.sources_by_event(self.claims.take(heard))
        return diff.Side(number, self.on(day, known, rule), observed, cited)

    @cached_property
    def _cited(self) -> pd.Series:
        return diff.sources_by_event(self.claims)

    def _actors(self, codes: Codes) -> Any:
        return spelled(codes, self._actor_words, missing=True)

    @cached_property
    def _actor_words(self) -> list[str]:
        return self.ledger.actors["actor_id"].tolist()

    def _event_names(self, codes: Codes) -> Any:
        return self._names.take(np.where(codes < 0, len(self._names) - 1, codes))

    @cached_property
    def _names(self) -> Any:
        return pd.Series([*self._replays.event_ids, ""], dtype="str").array
