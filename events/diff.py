"""Two states of the same places, compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from events import vocab
from events.dates import Day, to_datetimes

PLACE_COLUMNS: Final = ("place_id", "name", "kind", "country", "admin1", "latitude", "longitude")
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
    held = ["status", "holder", "contender", "besieged_by"]
    same = (before[held].astype("str") == after[held].astype("str")).all(axis=1)
    evidence = after["last_confirmed"] > to_datetimes(np.array([start]))[0]
    unsettled = after["status"].isin(["contested", "changing"])
    silent = (same & ~evidence) | (observed & (before["status"] == "unknown"))
    parts = [
        _rows(before, after, ~silent & (now != "") & (now != was), "gained", now, was),
        _rows(before, after, ~silent & (was != "") & (now != was) & ~unsettled, "lost", was, now),
        _rows(
            before,
            after,
            ~silent & unsettled,
            "contested",
            after["contender"].astype("str"),
            after["holder"].astype("str"),
        ),
        _rows(before, after, ~silent & ~unsettled & (now == was), "unchanged", now, None),
        _rows(before, after, silent, "no information", after["holder"].astype("str"), None),
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["change"] = pd.Categorical(rows["change"], vocab.DIFFERENCES)
    rows["sources"] = cite(rows["event_id"])
    return rows.sort_values(["change", "actor_id", "place_id"], kind="stable", ignore_index=True)


def flipped(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """List the places that two results of `Timeline.on` show differently; see `Timeline.flips`."""
    held = ["status", "holder", "contender"]
    differs = (one[held].astype("str") != other[held].astype("str")).any(axis=1)
    columns = ["place_id", "name", "kind", *held]
    result = one.loc[differs, columns].copy()
    for name in held:
        result[f"other_{name}"] = other.loc[differs, name]
    # The event to read is the one that a rule acts on and the other does not: the later of the two.
    newer = (other["since_latest"] > one["since_latest"]) | one["since_latest"].isna()
    for name in ("standing", "event_id"):
        result[name] = other[name].astype("str").where(newer, one[name].astype("str"))[differs]
    return result.reset_index(drop=True)


def _controls(state: pd.DataFrame) -> pd.Series:
    return state["holder"].astype("str").where(state["status"] == "controlled", "")


def _rows(
    before: pd.DataFrame,
    after: pd.DataFrame,
    where: pd.Series,
    change: str,
    actor: pd.Series,
    other: pd.Series | None,
) -> pd.DataFrame:
    chosen = after.loc[where]
    return pd.DataFrame(
        {name: chosen[name] for name in _SHOWN}
        | {
            "change": change,
            "actor_id": actor[where],
            "other_actor_id": "" if other is None else other[where],
            "from_status": before.loc[where, "status"].astype("str"),
            "from_holder": before.loc[where, "holder"].astype("str"),
            "to_status": chosen["status"].astype("str"),
            "to_holder": chosen["holder"].astype("str"),
            "standing": chosen["standing"].astype("str"),
            "event_id": chosen["event_id"],
            "last_confirmed": chosen["last_confirmed"],
        }
    )
