"""Two states of the same places, compared."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events import vocab
from events.dates import Day, to_datetimes

PLACE_COLUMNS: Final = ("place_id", "name", "kind", "country", "admin1", "latitude", "longitude")
_FLIPPED: Final = ["status", "holder", "contender"]
_HELD: Final = [*_FLIPPED, "besieged_by"]
_SHOWN: Final = ["place_id", "name", "kind", "country", "admin1"]
_RESTS: Final = ["standing", "event_id", "last_confirmed"]


class Side(NamedTuple):
    """One side of a comparison: a day and its result of `Timeline.on`.

    ``observed`` flags the places that rest on an observation, ``cited`` has source ids parted by | by event id.
    """

    day: Day
    state: pd.DataFrame
    observed: NDArray[np.bool_]
    cited: pd.Series


def compare(before: Side, after: Side, alike: bool) -> pd.DataFrame:
    """Say per place and actor what differs between two sides; see `Timeline.compare`.

    ``alike`` tells that both are seen by one clock and rule.
    """
    one, two = before.state, after.state
    was, now = _controls(one), _controls(two)
    holder, contender = _words(two["holder"]), _words(two["contender"])
    same = np.logical_and.reduce([_words(one[name]) == _words(two[name]) for name in _HELD])
    unsettled = two["status"].isin(["contested", "changing"]).to_numpy()
    silent = _silent(before, after, alike, same)
    nobody = np.full(len(two), "", dtype=object)
    # Which places, called what, of which actor, beside which other.
    parts = (
        (~silent & (now != "") & (now != was), "gained", now, was),
        (~silent & (was != "") & (now != was) & ~unsettled, "lost", was, now),
        (~silent & unsettled, "contested", contender, holder),
        (~silent & ~unsettled & (now == was), "unchanged", now, nobody),
        (silent, "no information", np.where(holder == "", _words(one["holder"]), holder), nobody),
    )
    at = np.concatenate([np.flatnonzero(where) for where, *_ in parts])
    change = np.concatenate([np.full(np.count_nonzero(where), name, dtype=object) for where, name, *_ in parts])
    # What is not known any more is told by what was known.
    forgotten = (two["event_id"] == "") & (one["event_id"] != "")
    rests = two[_RESTS].assign(sources=_sources(two["event_id"], after.cited))
    if forgotten.any():
        told = one[_RESTS].assign(sources=_sources(one["event_id"], before.cited))
        rests = rests.mask(forgotten, told)
    chosen = rests.take(at)
    rows = (
        two[_SHOWN]
        .take(at)
        .assign(
            change=pd.Categorical(change, vocab.DIFFERENCES),
            actor_id=np.concatenate([actor[where] for where, _, actor, _ in parts]),
            other_actor_id=np.concatenate([other[where] for where, _, _, other in parts]),
            from_status=_words(one["status"])[at],
            from_holder=_words(one["holder"])[at],
            from_contender=_words(one["contender"])[at],
            to_status=_words(two["status"])[at],
            to_holder=holder[at],
            to_contender=contender[at],
            standing=_words(chosen["standing"]),
            event_id=chosen["event_id"],
            last_confirmed=chosen["last_confirmed"],
            sources=chosen["sources"],
        )
    )
    return rows.sort_values(["change", "actor_id", "place_id"], kind="stable", ignore_index=True)


def _sources(event_ids: pd.Series, cited: pd.Series) -> pd.Series:
    named: pd.Series = event_ids.map(cited).astype("object").fillna("").astype("str")
    return named


def _silent(before: Side, after: Side, alike: bool, same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Flag the places of which the two sides leave unsaid what became of them."""
    earlier, later = (before, after) if before.day <= after.day else (after, before)
    unknown = [(side.state["status"] == "unknown").to_numpy() for side in (earlier, later)]
    since = to_datetimes(np.array([earlier.day]))[0]
    heard: NDArray[np.bool_] = (later.state["last_confirmed"] > since).to_numpy()
    if alike:
        # What was first seen between the days was not taken between them.
        silent: NDArray[np.bool_] = (same & ~heard) | (later.observed & unknown[0])
        return silent
    # Where one side has no word on a place, it has not lost it to the other.
    if earlier.day == later.day:
        return unknown[0] | unknown[1]
    heard = heard | (earlier.state["last_confirmed"] > since).to_numpy()
    return (same & ~heard) | unknown[0] | unknown[1]


def sources_by_event(claims: pd.DataFrame) -> pd.Series:
    """Give the source ids of every event, sorted and parted by |, by event id."""
    event_id = claims["event_id"].where(claims["event_id"] != "", claims["claim_id"])
    pairs = pd.DataFrame({"event": event_id, "source": claims["source_id"]})
    pairs = pairs.drop_duplicates().sort_values("source")
    # Most events rest on one source; to join the others is a call into Python for each.
    several = pairs["event"].duplicated(keep=False)
    cited: pd.Series = pairs[~several].set_index("event")["source"]
    if several.any():
        cited = pd.concat([cited, pairs[several].groupby("event")["source"].agg("|".join)])
    return cited


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
