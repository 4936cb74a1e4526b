"""What a step of a story can point at: the places and events of a data set, in words to choose them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dashboard.exports.wording import Names, window
from dashboard.style import VERBS, kind_words
from dashboard.view import View
from events import Timeline
from events.dates import iso, parse_day

_MOST: Final = 400
"""Lines of a list: more cannot be chosen from by eye."""


def apart(words: Mapping[str, str]) -> dict[str, str]:
    """Tell ids with the same words apart: a list on the page knows its lines by their words alone."""
    counts = Counter(words.values())
    return {key: f"{said} \N{MIDDLE DOT} {key}" if counts[said] > 1 else said for key, said in words.items()}


@dataclass(frozen=True)
class Choices:
    """Places and events of one data set; ``places`` and ``events`` give the words of an id."""

    places: dict[str, str]
    events: dict[str, str]
    _rows: pd.DataFrame
    _where: pd.DataFrame

    def place(self, place_id: str) -> str:
        """Words for a place; an id that the data set lacks says so."""
        return self.places.get(place_id, f"{place_id[:80]} (not in this data set)")

    def event(self, event_id: str) -> str:
        """Words for an event; an id that the data set lacks says so."""
        return self.events.get(event_id, f"{event_id[:80]} (not in this data set)")

    def places_near(self, view: View, chosen: Iterable[str]) -> list[str]:
        """List places by name, those that are chosen among them; of very many the nearest to the map's middle."""
        rows = self._where
        if len(rows) > _MOST and view.lat is not None and view.lng is not None:
            narrow = np.cos(np.radians(view.lat))
            away = (rows["latitude"] - view.lat) ** 2 + ((rows["longitude"] - view.lng) * narrow) ** 2
            rows = rows.loc[away.sort_values(kind="stable").index[:_MOST]]
        near = dict.fromkeys([*chosen, *rows["place_id"].head(_MOST)])
        return sorted(near, key=lambda each: (self.place(each).casefold(), each))

    def events_near(self, view: View, places: Iterable[str], chosen: Iterable[str]) -> list[str]:
        """List events in the order of their days: those of the view's window, those at some places, the chosen ones."""
        rows = self._rows
        first, last = (pd.Timestamp(iso(parse_day(view.day) - days)) for days in (view.window, 0))
        now = (rows["earliest"] <= last) & (rows["latest"] >= first)
        wanted = rows[now | rows["place_id"].isin([*places, view.place])]["event_id"].head(_MOST)
        ordered = {event: at for at, event in enumerate(rows["event_id"])}
        return sorted(dict.fromkeys([*wanted, *chosen]), key=lambda each: ordered.get(each, -1))


def choices(timeline: Timeline) -> Choices:
    """Word the places and events of a data set."""
    names, places = Names(timeline), timeline.places
    kinds = dict(zip(places["place_id"], places["kind"], strict=True))
    rows = timeline.events().sort_values(["earliest", "latest", "event_id"], kind="stable", ignore_index=True)
    columns = ("event_id", "place_id", "earliest", "latest", "change", "actor_id", "standing")
    events = {}
    for event_id, place_id, earliest, latest, change, actor, standing in zip(
        *(rows[name] for name in columns), strict=True
    ):
        did = f"{names.short_actors.get(actor, actor) or 'nobody named'} {VERBS.get(change, change)}"
        events[str(event_id)] = f"{window(earliest, latest)}: {names.place(place_id)}, {did} ({standing})"
    return Choices(
        places=apart({place: _named(names.place(place), kind_words(kind)) for place, kind in kinds.items()}),
        events=apart(events),
        _rows=rows[["event_id", "place_id", "earliest", "latest"]],
        _where=places[["place_id", "latitude", "longitude"]],
    )


def _named(name: str, kind: str) -> str:
    return name if kind.casefold() in name.casefold() else f"{name} ({kind})"
