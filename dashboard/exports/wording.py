"""Neutral words for what a ledger says: names, windows of days, states of places, lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.exports.prose import plain
from events import Timeline
from events.dates import in_words, parse_day, window_in_words


class Names:
    """Names by id, free of characters that turn a line; an unknown id is its own name."""

    def __init__(self, timeline: Timeline) -> None:
        actors, places = timeline.actors, timeline.places
        short = actors["short_name"].where(actors["short_name"] != "", actors["name"])
        self.actors = _named(actors["actor_id"], actors["name"])
        self.short_actors = _named(actors["actor_id"], short)
        self.places = _named(places["place_id"], places["name"])
        self._kept: dict[tuple[str, ...], Any] = {}

    def once(self, asked: tuple[str, ...], find: Callable[[], Any]) -> Any:
        """Ask the ledger what was not asked for an earlier text of the same brief; ``asked`` says what."""
        if asked not in self._kept:
            self._kept[asked] = find()
        return self._kept[asked]

    def actor(self, actor_id: str) -> str:
        """Name an actor; nobody for no id."""
        return self.actors.get(actor_id, plain(actor_id)) if actor_id else "nobody named"

    def place(self, place_id: str) -> str:
        """Name a place."""
        return self.places.get(place_id, plain(place_id))

    def state(self, row: Mapping[Any, Any]) -> str:
        """Say who holds a place, from a row of `Timeline.on`."""
        status, holder, contender = (str(row[name]) for name in ("status", "holder", "contender"))
        said = {
            "unknown": "no information on who holds it",
            "controlled": f"held by {self.actor(holder)}",
            "contested": f"contested between {self.actor(holder)} and {self.actor(contender)}",
            "changing": f"changing from {self.actor(holder)} to {self.actor(contender)}",
        }[status]
        besieger = str(row["besieged_by"])
        return said + (f", besieged by {self.actor(besieger)}" if besieger else "")


def window(earliest: pd.Timestamp, latest: pd.Timestamp, between: str = "\N{EN DASH}") -> str:
    """Write a window of days in full: 21–22 June 2014; empty for an open one."""
    if pd.isna(earliest) or pd.isna(latest):
        return ""
    return window_in_words(parse_day(earliest), parse_day(latest), between)


def day_words(day: pd.Timestamp | str) -> str:
    """Write a day in full."""
    return in_words(parse_day(day if isinstance(day, str) else day.date()))


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(number: int, word: str, several: str = "") -> str:
    """Write a number with its noun."""
    return f"{number:,} {word if number == 1 else several or word + 's'}"


def _named(ids: pd.Series, names: pd.Series) -> dict[str, str]:
    return {str(i): " ".join(plain(str(name)).split()) for i, name in zip(ids, names, strict=True)}
