"""Two states of the same places, compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events import vocab
from events.dates import Day, to_datetimes

PLACE_COLUMNS: Final = ("place_id", "name", "kind", "country", "admin1", "latitude", "longitude")
_FLIPPED: Final = ["status", "holder", "contender"]
_HELD: Final = [*_FLIPPED, "besieged_by"]
_SHOWN: Final = ["place_id", "name", "kind", "country", "admin1"]


def compare(
    before: pd.DataFrame,
    after: pd.DataFrame,
    start: Day,
    observed: pd.Series,
    cite: Callable[[pd.Series], pd.Series],
) -> pd.DataFrame:
    """Say per place and actor what differs between two results of `Timeline.on`; see `Timeline.changes`.

    ``observed`` flags the places whose later state rests on an observation, which says nothing of before.
    """
    was, now = _controls(before), _controls(after)
    holder, contender = _words(after["holder"]), _words(after["contender"])
    same = np.logical_and.reduce([_words(before[name]) == _words(after[name]) for name in _HELD])
    evidence = (after["last_confirmed"] > to_datetimes(np.array([start]))[0]).to_numpy()
    unsettled = after["status"].isin(["contested", "changing"]).to_numpy()
    silent = (same & ~evidence) | (observed & (before["status"] == "unknown")).to_numpy()
    nobody = np.full(len(after), "", dtype=object)
    # Which places, called what, of which actor, beside which other.
    parts = (
        (~silent & (now != "") & (now != was), "gained", now, was),
        (~silent & (was != "") & (now != was) & ~unsettled, "lost", was, now),
        (~silent & unsettled, "contested", contender, holder),
        (~silent & ~unsettled & (now == was), "unchanged", now, nobody),
        (silent, "no information", holder, nobody),
    )
    at = np.concatenate([np.flatnonzero(where) for where, *_ in parts])
    change = np.concatenate([np.full(np.count_nonzero(where), name, dtype=object) for where, name, *_ in parts])
    chosen = after.take(at)
    rows = chosen[_SHOWN].assign(
        change=pd.Categorical(change, vocab.DIFFERENCES),
        actor_id=np.concatenate([actor[where] for where, _, actor, _ in parts]),
        other_actor_id=np.concatenate([other[where] for where, _, _, other in parts]),
        from_status=_words(before["status"])[at],
        from_holder=_words(before["holder"])[at],
        to_status=_words(after["status"])[at],
        to_holder=holder[at],
        standing=_words(chosen["standing"]),
        event_id=chosen["event_id"],
        last_confirmed=chosen["last_confirmed"],
        sources=cite(chosen["event_id"]),
    )
    return rows.sort_values(["change", "actor_id", "place_id"], kind="stable", ignore_index=True)


def flipped(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """List the places that two results of `Timeline.on` show differently; see `Timeline.flips`."""
    differs = np.logical_or.reduce([_words(one[name]) != _words(other[name]) for name in _FLIPPED])
    result = one.loc[differs, ["place_id", "name", "kind", *_FLIPPED]].copy()
    for name in _FLIPPED:
        result[f"other_{name}"] = other.loc[differs, name]
    # The event to read is the one that a rule acts on and the other does not: the later of the two.
    newer = (other["since_latest"] > one["since_latest"]) | one["since_latest"].isna()
    for name in ("standing", "event_id"):
        result[name] = other[name].astype("str").where(newer, one[name].astype("str"))[differs]
    return result.reset_index(drop=True)


def _controls(state: pd.DataFrame) -> NDArray[np.object_]:
    return np.where(state["status"] == "controlled", _words(state["holder"]), "")


def _words(column: pd.Series) -> NDArray[np.object_]:
    return np.asarray(column, dtype=object)
