"""The replay's machine: `model.transition` as a table, run for every place at once.

In step r the r-th point of every place is applied with a handful of numpy calls, so the cost is a few calls per
step and not a Python call per claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from events.arrays import Codes, Flags
from events.dates import ALWAYS, Days
from events.model import NOBODY, Effect, Op, transition
from events.rules import Decision
from events.segments import COLUMNS, STATUS, Segments
from events.standing import STANDING, Events

_SYMBOLS: Final = 6  # nobody, holder, contender, besieger, actor, other
_BITS: Final = 13


@dataclass(frozen=True)
class Points:
    """What the replay walks through, ordered by place and day.

    At ``day`` the window of event ``index`` opens (``opens``), or the event is concluded.
    """

    place: Codes
    day: Days
    opens: Flags
    index: Codes

    def __len__(self) -> int:
        return len(self.place)


def run(points: Points, events: Events, decision: Decision, start: Segments) -> Segments:
    """Walk every place through its points; gives one state per point after ``start``, unmerged and in order."""
    places = len(start)
    count = np.bincount(points.place, minlength=places)
    first = np.cumsum(count) - count
    busiest = np.argsort(-count, kind="stable")
    steps = np.searchsorted(-count[busiest], -np.arange(1, count.max(initial=0) + 1), side="right")

    now = _Registers(start, busiest)
    # Each place's rows lie together: its state before the first event, then one row per point. The values of a row
    # are side by side in memory, for in every step the rows that are written lie far apart.
    rows = np.empty((len(points) + places, len(COLUMNS)), np.int64)
    opening = first + np.arange(places)
    rows[opening] = start.rows
    following = np.arange(len(points)) + points.place + 1
    rows[following, 0], rows[following, 1] = points.place, points.day
    backdated: list[Segments] = []
    for step, active in enumerate(steps):
        here = busiest[:active]
        at = first[here] + step
        event, day = points.index[at], points.day[at]
        late = now.advance(active, event, day, points.opens[at], events, decision)
        if late is not None:
            backdated.append(replace(late, place=here[late.place]))
        rows[opening[here] + 1 + step, 2:] = now.state(active, day, events, decision)

    kept = np.ones(len(rows), np.bool_)
    kept[:-1] = (np.diff(rows[:, 0]) != 0) | (np.diff(rows[:, 1]) != 0)
    settled = Segments.of_rows(rows[kept])
    if not backdated:
        return settled
    return settled.with_rows(Segments.of_rows(np.concatenate([late.rows for late in backdated])))


class _Registers:
    """What is true of each place at the moment the replay has reached."""

    def __init__(self, start: Segments, order: Codes) -> None:
        self.holder = start.holder[order]
        self.contender = start.contender[order]
        self.besieger = start.besieger[order]
        self.since_earliest = start.since_earliest[order]
        self.since_latest = start.since_latest[order]
        self.standing = start.standing[order]
        self.event = start.event[order]
        self.last = start.last[order]
        self.marked = np.zeros(len(order), np.bool_)
        # The open window that ends last, if any: until then the place is changing.
        self.open_until = np.full(len(order), ALWAYS)
        self.open_event = np.zeros(len(order), np.int64)
        self.row_start = np.full(len(order), ALWAYS)

    def advance(
        self, n: int, event: Codes, day: Days, opens: Flags, events: Events, decision: Decision
    ) -> Segments | None:
        """Apply one point to the first ``n`` places; gives the states that an observation backdates."""
        actor, other = decision.actor[event], decision.other[event]
        holder, contender, besieger = self.holder[:n], self.contender[:n], self.besieger[:n]
        symbols = np.stack([np.full(n, NOBODY), holder, contender, besieger, actor, other])
        found = _table()[_key(decision.op[event], holder, contender, besieger, actor, other)]
        column = np.arange(n)
        effect = found[:, 3]
        done = ~opens
        earliest, latest = events.earliest[event], events.latest[event]

        seen = self.last[:n] > ALWAYS
        contradicts = done & (effect == Effect.CONTRADICT)
        gap = contradicts & seen & (self.last[:n] + 1 < latest) & (self.row_start[:n] <= self.last[:n])
        late = self._backdate(np.flatnonzero(gap), event, actor, events) if gap.any() else None

        sets = done & ((effect == Effect.SET) | contradicts)
        confirms = done & (effect == Effect.CONFIRM)
        stronger = confirms & (
            self.marked[:n]
            | (self.standing[:n] <= STANDING["implied"])
            | (events.standing[event] == STANDING["confirmed"])
        )
        marks = done & (effect == Effect.MARK)
        since = np.where(contradicts & seen, np.minimum(self.last[:n] + 1, latest), earliest)
        _put(self.since_earliest, n, sets, since)
        _put(self.since_latest, n, sets, latest)
        for target, value in ((self.standing, events.standing[event]), (self.event, events.event[event])):
            _put(target, n, sets | stronger | marks, value)
        _put(self.marked, n, done & (sets | stronger | marks), marks)
        proven = sets | confirms | (done & (effect == Effect.KEEP))
        _put(self.last, n, proven, np.maximum(self.last[:n], latest))
        _put(self.holder, n, done, symbols[found[:, 0], column])
        _put(self.contender, n, done, symbols[found[:, 1], column])
        _put(self.besieger, n, done, symbols[found[:, 2], column])

        # A holder who clears the rest of a town gains nothing new: until then it stays contested.
        gains = (actor != holder) | (decision.op[event] == Op.LEAVE)
        begins = opens & gains & (effect == Effect.SET) & (latest > self.open_until[:n])
        _put(self.open_until, n, begins, latest)
        _put(self.open_event, n, begins, event)
        _put(self.open_until, n, self.open_until[:n] <= day, np.full(n, ALWAYS))
        self.row_start[:n] = day
        return late

    def state(self, n: int, day: Days, events: Events, decision: Decision) -> Codes:
        """Describe the first ``n`` places as rows of `Segments`, without place and day."""
        changing = self.open_until[:n] > day
        opened = self.open_event[:n]
        coming = np.where(decision.op[opened] == Op.LEAVE, NOBODY, decision.actor[opened])
        settled = np.select(
            [self.contender[:n] >= 0, self.holder[:n] >= 0],
            [STATUS["contested"], STATUS["controlled"]],
            STATUS["unknown"],
        )
        known = changing | (settled != STATUS["unknown"])
        return np.stack(
            (
                np.where(changing, STATUS["changing"], settled),
                self.holder[:n],
                np.where(changing, coming, self.contender[:n]),
                self.besieger[:n],
                np.where(changing, events.earliest[opened], self.since_earliest[:n]),
                np.where(changing, events.earliest[opened], self.since_latest[:n]),
                np.where(changing, events.standing[opened], np.where(known, self.standing[:n], 0)),
                np.where(changing, events.event[opened], self.event[:n]),
                self.last[:n],
            ),
            axis=1,
        )

    def _backdate(self, rows: Codes, event: Codes, actor: Codes, events: Events) -> Segments:
        """Show the place as changing from the day after the last evidence up to a contradicting observation."""
        day = self.last[rows] + 1
        return Segments(
            place=rows,
            start=day,
            status=np.full(len(rows), STATUS["changing"]),
            holder=self.holder[rows],
            contender=actor[rows],
            besieger=self.besieger[rows],
            since_earliest=day,
            since_latest=day,
            standing=events.standing[event[rows]],
            event=events.event[event[rows]],
            last=self.last[rows],
        )


def _put(target: npt.NDArray[Any], n: int, where: Flags, values: npt.NDArray[Any]) -> None:
    np.copyto(target[:n], values, where=where)


def _key(op: Codes, holder: Codes, contender: Codes, besieger: Codes, actor: Codes, other: Codes) -> Codes:
    """Pack what a transition can depend on, the operation and who equals whom, into one number."""
    key = op
    for bit in (
        holder < 0,
        contender < 0,
        besieger < 0,
        actor < 0,
        other < 0,
        besieger == contender,
        actor == holder,
        actor == contender,
        actor == besieger,
        other == holder,
        other == contender,
        other == besieger,
        actor == other,
    ):
        key = key * 2 + bit
    return key


@cache
def _table() -> npt.NDArray[np.int8]:
    """Work out `model.transition` for every pattern of equal registers; rows (holder, contender, besieger, effect).

    The first three name a symbol: 0 nobody, 1 holder, 2 contender, 3 besieger, 4 actor, 5 other.
    """
    table = np.zeros((len(Op) << _BITS, 4), np.int8)
    choices = range(-1, 5)
    values = np.array([v for v in product(choices, repeat=5) if _canonical(v)], np.int64)
    for op in Op:
        keys = _key(np.full(len(values), int(op)), *values.T)
        for key, (h, c, s, a, b) in zip(keys.tolist(), values.tolist(), strict=True):
            step = transition(op, a, b, h, c, s)
            symbols = (NOBODY, h, c, s, a, b)
            table[key] = (*(symbols.index(actor) for actor in step[:3]), step.effect)
    return table


def _canonical(values: tuple[int, ...]) -> bool:
    """Keep one naming per pattern: each actor is nobody, one already named, or the next new one."""
    fresh = 0
    for value in values:
        if value > fresh:
            return False
        fresh += value == fresh
    return True
