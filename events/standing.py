"""Claims to events: which claims speak of one change, its window, its winner, how well it stands."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np

from events import vocab
from events.arrays import CHANGE, Claims, Codes, Flags
from events.dates import Days
from events.grouped import count_distinct, extreme, majority, number
from events.model import NOBODY
from events.outcomes import Outcomes, outcomes_of
from events.voices import count_voices

STANDING: Final = {word: code for code, word in enumerate(vocab.STANDINGS)}
"""Codes of the standings, in the order of the vocabulary."""

_SAME_DAY: Final = np.array([list(vocab.SAME_DAY_ORDER).index(word) for word in vocab.CHANGES])


@dataclass(frozen=True)
class Events:
    """Events, one element each, ordered by event code.

    ``earliest``/``latest`` are inclusive day numbers; ``standing`` indexes `vocab.STANDINGS`; ``second`` is the other
    winner of a tie or -1; ``doubtful`` says that as many voices deny it as assert it outside the gaining side. The
    ``newest_*`` fields describe the outcome that the newest claim names, and ``retracted`` whether the newest word
    on it is a denial.
    """

    event: Codes
    place: Codes
    earliest: Days
    latest: Days
    change: Codes
    actor: Codes
    loser: Codes
    part: Flags
    second: Codes
    doubtful: Flags
    standing: Codes
    voices: Codes
    denials: Codes
    newest_change: Codes
    newest_actor: Codes
    newest_loser: Codes
    newest_part: Flags
    retracted: Flags
    first_known: Days
    claims: Codes
    sources: Codes

    def __len__(self) -> int:
        return len(self.event)

    def where(self, keep: Any) -> Events:
        """Keep the events of a mask or an index array, in its order."""
        return Events(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


def derive(claims: Claims) -> Events:
    """Group claims into events and grade each one's standing.

    The window is the intersection of the asserting claims' windows, or their hull when that is empty.
    """
    live_events, event = number(claims.event)
    events = len(live_events)
    outcomes = outcomes_of(claims, event, events)
    top, runner_up = _ranked(outcomes, events, outcomes.voices)
    newest, _ = _ranked(outcomes, events, outcomes.newest)
    denied_only = top < 0
    top, newest = np.maximum(top, 0), np.maximum(newest, 0)
    if not len(outcomes):
        outcomes = outcomes.placeholder()

    names_heir = outcomes.names_holder & outcomes.candidate
    heirs = np.bincount(outcomes.event[names_heir & (outcomes.claims > 0)], minlength=events)
    rivals = np.bincount(outcomes.event[names_heir & outcomes.alive], minlength=events)
    tied = (rivals >= 2) & (outcomes.voices[top] == outcomes.voices[np.maximum(runner_up, 0)])
    standing = np.select(
        [
            denied_only | ~outcomes.alive[top],
            heirs >= 2,
            outcomes.denials[top] > 0,
            outcomes.by_party[top] >= outcomes.claims[top],
            outcomes.voices[top] >= 2,
        ],
        [STANDING[word] for word in ("refuted", "disputed", "disputed", "claimed", "confirmed")],
        STANDING["reported"],
    )
    # An event that is only denied is dated and named by its denials.
    asserted = np.bincount(event[~claims.denies], minlength=events) > 0
    speaks = ~claims.denies | ~asserted[event]
    earliest, latest = _windows(event[speaks], claims.where(speaks), events)
    place = np.empty(events, np.int64)
    place[event] = claims.place
    denial = event[claims.denies]
    denied_actor = majority(denial, claims.actor[claims.denies], events)
    denied_change = majority(denial, claims.change[claims.denies], events)
    denials = np.bincount(denial, minlength=events)
    return Events(
        event=live_events,
        place=place,
        earliest=earliest,
        latest=latest,
        change=np.where(denied_only, denied_change, outcomes.change[top]),
        actor=np.where(denied_only, denied_actor, outcomes.actor[top]),
        loser=np.where(denied_only, NOBODY, outcomes.loser[top]),
        part=~denied_only & outcomes.part[top],
        second=np.where(tied, outcomes.actor[np.maximum(runner_up, 0)], NOBODY),
        doubtful=(outcomes.denials[top] > 0) & (outcomes.denials[top] >= outcomes.outside[top]),
        standing=standing,
        voices=np.where(denied_only, 0, outcomes.voices[top]),
        denials=np.where(denied_only, denials, outcomes.denials[top]),
        newest_change=np.where(denied_only, denied_change, outcomes.change[newest]),
        newest_actor=np.where(denied_only, denied_actor, outcomes.actor[newest]),
        newest_loser=np.where(denied_only, NOBODY, outcomes.loser[newest]),
        newest_part=~denied_only & outcomes.part[newest],
        retracted=denied_only
        | (outcomes.newest_denial[newest] > outcomes.newest[newest])
        | (outcomes.claims[newest] == 0),
        first_known=extreme(np.minimum, event, claims.known, events),
        claims=np.bincount(event, minlength=events),
        sources=count_distinct(event, claims.source, events),
    )


def corroborate(events: Events, claims: Claims) -> Events:
    """Confirm captures known from one voice by a later observation from another.

    The observation must be the next word on that place, name the same holder, and come from an independent voice.
    """
    change = np.where(events.standing == STANDING["refuted"], -1, events.change)
    order = np.lexsort((events.event, place_and_day(events)))
    position = np.arange(len(order))
    turns = np.where((change[order] >= 0) & (change[order] != CHANGE["holds"]), position, -1)
    before = np.roll(np.maximum.accumulate(turns), 1)
    before[:1] = -1
    earlier = order[np.maximum(before, 0)]
    weak = np.isin(events.standing[earlier], [STANDING["reported"], STANDING["claimed"]])
    sees = change[order] == CHANGE["holds"]
    contrary = sees & (events.actor[earlier] != events.actor[order])
    undisturbed = np.maximum.accumulate(np.where(contrary, position, -1)) < before
    fits = (
        (before >= 0)
        & sees
        & undisturbed
        & weak
        & (events.place[earlier] == events.place[order])
        & (change[earlier] == CHANGE["takes"])
        & ~events.part[earlier]
        & (events.actor[earlier] == events.actor[order])
        & (events.standing[order] != STANDING["claimed"])
    )
    seen, first = order[fits], earlier[fits]
    if not len(seen):
        return events
    event = number(claims.event)[1]
    rows = np.argsort(event, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(event, minlength=len(events)))])
    pair = np.concatenate([np.arange(len(seen)), np.arange(len(seen))])
    member = np.concatenate([seen, first])
    lengths = starts[member + 1] - starts[member]
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    taken = rows[np.repeat(starts[member], lengths) + within]
    chosen = claims.where(taken)
    group = np.where(chosen.denies, -1, np.repeat(pair, lengths))
    enough = count_voices(group, chosen, len(seen)) >= 2
    standing = events.standing.copy()
    standing[first[enough]] = STANDING["confirmed"]
    return replace(events, standing=standing)


def place_and_day(events: Events) -> Codes:
    """One sortable number per event: its place, its last possible day, its rank in `vocab.SAME_DAY_ORDER`."""
    days = np.clip(events.latest, -(2**23), 2**23 - 1) + 2**23
    # A part falls before the whole.
    rank = same_day_rank(events.change) * 2 + ((events.change == CHANGE["takes"]) & ~events.part)
    key: Codes = (events.place * 2**24 + days) * 2 * len(vocab.CHANGES) + rank
    return key


def same_day_rank(change: Codes) -> Codes:
    """Give the place of each change in `vocab.SAME_DAY_ORDER`."""
    return _SAME_DAY[change]


def _ranked(outcomes: Outcomes, events: int, weight: Codes) -> tuple[Codes, Codes]:
    """First and second outcome of each event: live before dead, then by weight, voices, claims; -1 where none."""
    first = np.full(events, NOBODY, np.int64)
    second = np.full(events, NOBODY, np.int64)
    first[outcomes.event] = np.arange(len(outcomes))
    rivals = np.flatnonzero(np.bincount(outcomes.event, minlength=events)[outcomes.event] > 1)
    best = rivals[
        np.lexsort(
            (
                outcomes.actor[rivals],
                -outcomes.claims[rivals],
                -outcomes.voices[rivals],
                -weight[rivals],
                ~outcomes.alive[rivals],
                ~outcomes.candidate[rivals],
                outcomes.event[rivals],
            )
        )
    ]
    starts = np.flatnonzero(np.diff(outcomes.event[best], prepend=-1))
    first[outcomes.event[best[starts]]] = best[starts]
    second[outcomes.event[best[starts]]] = best[np.minimum(starts + 1, len(best) - 1)]
    return first, second


def _windows(event: Codes, claims: Claims, events: int) -> tuple[Days, Days]:
    latest_start = extreme(np.maximum, event, claims.earliest, events)
    earliest_end = extreme(np.minimum, event, claims.latest, events)
    apart = latest_start > earliest_end
    hull_start = extreme(np.minimum, event, claims.earliest, events)
    hull_end = extreme(np.maximum, event, claims.latest, events)
    return np.where(apart, hull_start, latest_start), np.where(apart, hull_end, earliest_end)
