"""Events to control: the order of events, and their replay into states.

No day is special here: the day is always an argument, and what a change means stands in ``model.py``.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from events.arrays import CHANGE, Codes
from events.dates import ALWAYS, Days
from events.machine import Points, run
from events.model import HOLDER_BEFORE, NOBODY, Op
from events.rules import Decision
from events.segments import STATUS, Segments
from events.standing import STANDING, Events, place_and_day

_OPENS_A_WINDOW: Final = [Op.TAKE, Op.CONTEST, Op.TIE, Op.LEAVE]


def replay(events: Events, decision: Decision, places: int) -> Segments:
    """Replay events into segments for places 0..places-1."""
    order = sequence(events, decision)
    return run(_points(events, decision, order), events, decision, _start(events, decision, order, places))


def sequence(events: Events, decision: Decision) -> Codes:
    """Order events for the replay: by place, last possible day, `vocab.SAME_DAY_ORDER`, chain, first known, id."""
    takes = (events.change == CHANGE["takes"]) & (decision.actor >= 0)
    settles = np.isin(decision.op, [Op.TAKE, Op.HOLD])
    order = np.argsort(place_and_day(events), kind="stable")
    previous = np.empty(len(events), np.int64)
    previous[order] = _holder_before_day(
        events.place[order], events.latest[order], np.where(settles, decision.actor, NOBODY)[order]
    )
    breaks_chain = takes & (events.loser != previous)
    return np.lexsort((events.event, events.first_known, place_and_day(events) * 2 + breaks_chain))


def _points(events: Events, decision: Decision, order: Codes) -> Points:
    """List when each acting event opens its window and when it is concluded; ``order`` is that of the replay."""
    acts = order[decision.op[order] >= 0]
    opens = np.flatnonzero(np.isin(decision.op[acts], _OPENS_A_WINDOW) & (events.earliest[acts] < events.latest[acts]))
    index = np.concatenate([acts, acts[opens]])
    turn = np.concatenate([np.arange(len(acts)), opens])
    day = np.concatenate([events.latest[acts], events.earliest[acts[opens]]])
    opening = np.arange(len(index)) >= len(acts)
    place = events.place[index]
    if len(opens):
        sequence = np.lexsort((turn, opening, day, place))
        place, day, opening, index = place[sequence], day[sequence], opening[sequence], index[sequence]
    return Points(place=place, day=day, opens=opening, index=index)


def _holder_before_day(place: Codes, day: Days, winner: Codes) -> Codes:
    """Who held the place before each row's day, as last settled; rows are ordered by place and day."""
    position = np.arange(len(place))
    last = np.maximum.accumulate(np.where(winner >= 0, position, -1))
    starts = (np.diff(place, prepend=-1) != 0) | (np.diff(day, prepend=0) != 0)
    run_start = np.maximum.accumulate(np.where(starts, position, 0))
    before = np.where(run_start > 0, last[run_start - 1], -1)
    known = (before >= 0) & (place[np.maximum(before, 0)] == place)
    return np.where(known, winner[np.maximum(before, 0)], NOBODY)


def _start(events: Events, decision: Decision, order: Codes, places: int) -> Segments:
    """State of each place before its first event, as that event implies it."""
    first = order[np.flatnonzero(np.diff(events.place[order], prepend=-1))]
    holder = np.full(places, NOBODY, np.int64)
    event = np.full(places, -1, np.int64)
    natural, actor, loser = decision.natural[first], decision.actor[first], events.loser[first]
    by_actor = np.isin(natural, [op for op, who in HOLDER_BEFORE.items() if who == "actor"])
    by_other = np.isin(natural, [op for op, who in HOLDER_BEFORE.items() if who == "other"]) & (loser != actor)
    holder[events.place[first]] = np.select([by_actor, by_other], [actor, loser], NOBODY)
    implied = holder >= 0
    event[events.place[first]] = events.event[first]
    return Segments(
        place=np.arange(places, dtype=np.int64),
        start=np.full(places, ALWAYS),
        status=np.where(implied, STATUS["controlled"], STATUS["unknown"]),
        holder=holder,
        contender=np.full(places, NOBODY),
        besieger=np.full(places, NOBODY),
        since_earliest=np.full(places, ALWAYS),
        since_latest=np.full(places, ALWAYS),
        standing=np.where(implied, STANDING["implied"], STANDING[""]),
        event=np.where(implied, event, -1),
        last=np.full(places, ALWAYS),
    )
