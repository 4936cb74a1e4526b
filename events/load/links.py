"""Ids and references: which row is meant, and what to say when none is."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from events import frames
from events.load.cells import Codes, Table
from events.load.findings import show
from events.load.hints import NearIds

KEYED: Final = ("places", "actors", "sources", "claims")


class Keys:
    """The ids of one table: the first row that has each of them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.name = frames.TABLES[table.name][0].name
        self._near: NearIds | None = None
        ids = table.text(self.name).to_pandas().astype("str") if table.rows.complete else pd.Series([], dtype="str")
        again = ids.duplicated().to_numpy()
        if again.any():
            self._set_aside_duplicates(ids, np.flatnonzero(again & ~table.blank(self.name)))
        self._ids = ids[~again]
        self._rows = np.flatnonzero(~again)

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self._ids)

    def _set_aside_duplicates(self, ids: pd.Series, again: Codes) -> None:
        first = dict(zip(ids, self.table.lines.tolist(), strict=True))
        for key, line in zip(reversed(ids.tolist()), self.table.lines[::-1].tolist(), strict=True):
            first[key] = line
        self.table.fault(
            again,
            self.name,
            lambda row: (
                f"{show(ids.iloc[row])} stands on line {first[ids.iloc[row]]} already: that row is kept; "
                "give this one an id of its own, or delete it"
            ),
        )

    def rows(self, words: list[str]) -> Codes:
        """Give the row of each id, -1 where there is none; blank ids have none."""
        found = self._index.get_indexer(pd.Index(words, dtype="str"))
        rows = np.where(found < 0, -1, self._rows[found] if len(self._rows) else -1)
        return np.where(np.array([word == "" for word in words], np.bool_), -1, rows)

    def why_not(self, word: str, row: int) -> str:
        """Say why an id leads nowhere, given the row it names or -1."""
        line = int(self.table.lines[row]) if row >= 0 else self.table.rows.lost.get(word)
        if line is not None:
            return f"{show(word)} cannot be used: {self.table.file} line {line} was set aside; mend that first"
        if self._near is None:
            self._near = NearIds(self._index.tolist())
        near = self._near.ending(word)
        return f"{self.table.file} has no {self.name} {show(word)}{near or ': add it there, or mend the id'}"


def link(table: Table, keys: dict[str, Keys]) -> None:
    """Look up every reference of a table; rows whose reference leads nowhere are set aside."""
    if not table.rows.complete:
        return
    for column in frames.TABLES[table.name]:
        if column.refers and column.refers != table.name:
            _look_up(table, column.name, keys[column.refers])


def _look_up(table: Table, name: str, keys: Keys) -> None:
    words, codes = table.words[name], table.codes[name]
    rows = keys.rows(words)
    sound = (rows >= 0) & keys.table.good[rows] if len(keys.table.good) else np.zeros(len(words), np.bool_)
    table.refers[name] = np.where(sound, rows, -1)[codes] if len(words) else codes
    wrong = ~sound & np.array([word != "" for word in words], np.bool_)
    if not wrong.any():
        return
    affected = np.flatnonzero(wrong[codes])
    if not keys.table.rows.complete:
        # One cause, one sentence: not as many as there are rows.
        count = f"{len(affected):,} row(s), of which this is the first, do not load"
        table.fault(affected[:1], name, lambda _: f"{count}: {keys.table.file} could not be read; mend that first")
        table.good[affected] = False
        return
    table.fault(affected, name, lambda row: keys.why_not(words[codes[row]], int(rows[codes[row]])))


def pair(places: Table, keys: Keys) -> None:
    """Look up the crossing on the other side; one that leads nowhere is a warning, and is left out."""
    if not places.rows.complete:
        return
    words, codes = places.words["pair_id"], places.codes["pair_id"]
    rows = keys.rows(words)
    other = rows[codes] if len(words) else codes
    given = ~places.blank("pair_id") & places.good
    found = given & (other >= 0)
    found &= places.good[other]
    places.fault(
        given & ~found,
        "pair_id",
        lambda row: keys.why_not(words[codes[row]], int(other[row])) + "; the place loads without it",
        "warning",
    )
    back = np.where(found, other[other], -2)
    itself = found & (other == np.arange(len(other)))
    places.fault(itself, "pair_id", lambda _: "a place is not the other side of itself: clear it", "warning")
    places.fault(
        found & ~itself & (back != np.arange(len(other))),
        "pair_id",
        lambda row: (
            f"the two sides must name each other, but {show(words[codes[row]])} "
            f"(line {places.lines[other[row]]}) does not name {show(places.cell(keys.name, row))}: mend one of them"
        ),
        "warning",
    )
    if (given & ~found).any():
        places.clear("pair_id", given & ~found)
