"""The replays of one ledger: under which clock, under which rule, kept for reuse."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from events.arrays import CHANGE, Claims, Codes, Flags
from events.control import replay
from events.dates import Day, DayLike, parse_day
from events.frames import Ledger
from events.grouped import count_distinct
from events.reported import as_reported
from events.rules import check_rule, decide
from events.segments import Segments
from events.standing import Events, corroborate, derive

Known = DayLike | Literal["then"] | None
"""The second clock: ``None`` is hindsight, a day is what was known on it, ``then`` is each day as reported then."""

Moment: TypeAlias = tuple[DayLike, Known, str]
"""A day, by a clock, under a rule."""

_KEPT: Final = 16


@dataclass(frozen=True)
class Replay:
    """What one clock and one rule make of a ledger, as arrays."""

    events: Events
    segments: Segments

    @cached_property
    def counts(self) -> dict[str, Codes]:
        """How many claims and sources each event rests on, by its number; 0 for event -1."""
        size = int(max(self.events.event.max(initial=-1), self.segments.event.max(initial=-1))) + 2
        table = {"claims": np.zeros(size, np.int64), "sources": np.zeros(size, np.int64)}
        for name, counts in table.items():
            counts[self.events.event] = getattr(self.events, name)
        return table

    def observations(self, event: Codes) -> Flags:
        """Flag which of some events (by number, -1 = none) merely saw a holder."""
        flags: Flags = np.isin(event, self.events.event[self.events.change == CHANGE["holds"]])
        return flags


class Replays:
    """Makes replays of a ledger and keeps the last few; safe to share between threads.

    Every method raises `ValueError` for a rule or a day that does not exist, in words fit for a user.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: OrderedDict[tuple[object, str], Replay] = OrderedDict()
        self._lock = threading.RLock()

    def of(self, known: Known, rule: str) -> Replay:
        """Replay the claims known on a day under a rule."""
        check_rule(rule)
        clock = _clock(known)
        with self._lock:
            if (clock, rule) not in self._kept:
                self._kept[clock, rule] = self._made(clock, rule)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end((clock, rule))
            return self._kept[clock, rule]

    def events_at(self, places: Sequence[str], known: Known, rule: str) -> Events:
        """Derive the events of some places alone; ``then`` counts as hindsight."""
        check_rule(rule)
        claims = self._under(rule)
        keep = self.among(places)[claims.place]
        clock = _clock(known)
        if isinstance(clock, int):
            keep &= claims.known <= clock
        claims = claims.where(keep)
        return corroborate(derive(claims), claims)

    def counts_then(self, day: Day, rule: str) -> dict[str, Codes]:
        """What each event rested on as known on a day; see `Replay.counts`."""
        claims = self._under(rule)
        claims = claims.where(claims.known <= day)
        size = len(self.event_ids) + 1
        counted: dict[str, Codes] = {"claims": np.bincount(claims.event, minlength=size)}
        return counted | {"sources": count_distinct(claims.event, claims.source, size)}

    def heard(self, moment: Moment) -> Codes | None:
        """Rows of the ledger's claims that a moment's clock and rule admit; None for all of them."""
        day, known, rule = moment
        if known is None and not rule.startswith("publisher:"):
            return None
        claims = self._under(rule)
        clock = _clock(day if known == "then" else known)
        return claims.row[claims.known <= clock] if isinstance(clock, int) else claims.row

    def among(self, places: Sequence[str]) -> Flags:
        """Flag the ledger's places that are among some place ids."""
        return self._ledger.places["place_id"].isin(list(places)).to_numpy(np.bool_)

    @property
    def claims(self) -> Claims:
        """The claims as arrays."""
        return self._coded[0]

    @property
    def event_ids(self) -> pd.Index:
        """The event ids, by number."""
        return self._coded[1]

    @cached_property
    def _coded(self) -> tuple[Claims, pd.Index]:
        return Claims.of(self._ledger)

    def _made(self, clock: Day | str | None, rule: str) -> Replay:
        claims = self._under(rule)
        if isinstance(clock, int):
            claims = claims.where(claims.known <= clock)
        events = corroborate(derive(claims), claims)
        places = len(self._ledger.places)
        if clock == "then":
            return Replay(events, as_reported(claims, rule, places))
        return Replay(events, replay(events, decide(events, rule), places))

    def _under(self, rule: str) -> Claims:
        if not rule.startswith("publisher:"):
            return self.claims
        wanted = rule.partition(":")[2].strip()
        publishers = self._ledger.sources["publisher"].str.strip()
        match = (publishers.str.casefold() == wanted.casefold()).to_numpy(np.bool_)
        if not match.any():
            near = get_close_matches(wanted, publishers.unique().tolist(), 3, 0.5)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise ValueError(f"no source was published by {wanted!r}{hint}")
        return self.claims.where(match[self.claims.source])


def _clock(known: Known) -> Day | str | None:
    if known is None or (isinstance(known, str) and known == "then"):
        return known
    return parse_day(known)


def same_view(one: Moment, other: Moment) -> bool:
    """Tell whether two moments differ by their day at most."""
    return (_clock(one[1]), one[2]) == (_clock(other[1]), other[2])
