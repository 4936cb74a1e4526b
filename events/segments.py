"""The state of every place through all time, as arrays, and the state on a day."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from events import vocab
from events.arrays import Codes
from events.dates import NEVER, Day, Days

STATUS: Final = {word: code for code, word in enumerate(vocab.STATUSES)}
"""Codes of the statuses, in the order of the vocabulary."""


@dataclass(frozen=True)
class Segments:
    """States of places, one element each, ordered by place and day; they cover all time and never overlap.

    ``start`` is the first day (`ALWAYS` for the first of a place), each lasts until the next of its place. ``since_*``
    is the inclusive window in which the state began, ``last`` the day of the newest evidence (`ALWAYS` = none),
    ``event`` the number of the event that set it or stands against it (-1 = none).
    """

    place: Codes
    start: Days
    status: Codes
    holder: Codes
    contender: Codes
    besieger: Codes
    since_earliest: Days
    since_latest: Days
    standing: Codes
    event: Codes
    last: Days

    def __len__(self) -> int:
        return len(self.place)

    def where(self, keep: Any) -> Segments:
        """Keep the segments of a mask or an index array, in its order."""
        return Segments(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})

    def columns(self) -> dict[str, Codes]:
        """Give the arrays by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @cached_property
    def end(self) -> Days:
        """First day after each segment; `NEVER` for the last of a place."""
        end = np.full(len(self), NEVER)
        end[:-1] = np.where(self.place[1:] == self.place[:-1], self.start[1:], NEVER)
        return end

    @cached_property
    def _keys(self) -> Codes:
        return self.place * _SPAN + np.clip(self.start, -_HALF, _HALF)

    @cached_property
    def rows(self) -> Codes:
        """The same as one table, columns in the order of the fields.

        A row's values lie side by side in memory: reading few of many rows is then several times faster.
        """
        return np.stack(list(self.columns().values()), axis=1)

    @classmethod
    def of_rows(cls, rows: Codes) -> Segments:
        """Read such a table."""
        return cls(*np.ascontiguousarray(rows.T))

    @cached_property
    def _first(self) -> Codes:
        return np.flatnonzero(np.diff(self.place, prepend=-1))

    @cached_property
    def _short_start(self) -> npt.NDArray[np.int32]:
        return np.clip(self.start, -_HALF, _HALF).astype(np.int32)

    def on(self, day: Day) -> Segments:
        """Give each place's segment on a day, in place order."""
        sought = min(max(day, 1 - _HALF), _HALF - 1)
        # All places are bisected at once, over numbers half as long: most of the time goes into reading memory.
        at, left = self._first.copy(), np.diff(self._first, append=len(self))
        while (half := left >> 1).any():
            at += half * (self._short_start.take(at + half) <= sought)
            left -= half
        return Segments.of_rows(self.rows.take(at, axis=0))

    def with_rows(self, more: Segments) -> Segments:
        """Insert rows, in any order, whose place and first day are not there yet."""
        order = np.argsort(more._keys)
        at = np.searchsorted(self._keys, more._keys[order])
        return Segments(
            **{name: np.insert(values, at, more.columns()[name][order]) for name, values in self.columns().items()}
        )

    def merged(self) -> Segments:
        """Join neighbours that differ only in the age of their evidence; the newest evidence stays."""
        if not len(self):
            return self
        same = np.ones(len(self), np.bool_)
        for name in ("place", "status", "holder", "contender", "besieger", "standing", "event"):
            values = getattr(self, name)
            same[1:] &= values[1:] == values[:-1]
        same[0] = False
        first = np.flatnonzero(~same)
        newest = np.append(first[1:], len(self)) - 1
        joined = {f.name: getattr(self, f.name)[first] for f in fields(self)}
        return Segments(**(joined | {"last": self.last[newest]}))


_HALF: Final = 2**23
_SPAN: Final = 2 * _HALF

COLUMNS: Final = tuple(f.name for f in fields(Segments))
"""The fields, in their order: place and start first."""
