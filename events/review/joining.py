"""Which event of the data set a new claim would join: same place, overlapping days, same outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from events.dates import ALWAYS, NEVER, Day, iso, parse_day
from events.timeline import Timeline

_NEAR_DAYS: Final = 7


@dataclass(frozen=True)
class Near:
    """An event at the same place and about the same time.

    ``earliest``/``latest`` are ISO days, inclusive. ``same`` says that it is the same outcome in overlapping days: the
    claim joins it unless the reviewer says otherwise. ``why`` says in words how the two stand to one another.
    """

    event_id: str
    earliest: str
    latest: str
    change: str
    actor_id: str
    from_actor_id: str
    extent: str
    standing: str
    claims: int
    same: bool
    why: str


def near(timeline: Timeline, claim: Mapping[str, str]) -> list[Near]:
    """Give the events that a claim may belong to, the one that it joins first.

    ``claim`` has the columns of claims.csv as texts; a blank ``earliest`` is open. The claim itself, if it is in the
    data set already, does not count. None are found while the last day is blank or no day.
    """
    place = claim["place_id"]
    window = days(claim)
    if not place or place not in set(timeline.places["place_id"]) or window is None:
        return []
    first, last = window
    mine = timeline.claims
    alone = set(mine.loc[mine["claim_id"] == claim["claim_id"], "event_id"])
    found: list[tuple[tuple[int, ...], Near]] = []
    for row in timeline.events(places=[place]).to_dict("records"):
        begin, end = _day(row["earliest"]), _day(row["latest"])
        gap = max(begin - last, first - end, 0)
        if gap > _NEAR_DAYS or (row["claims"] == 1 and row["event_id"] in alone):
            continue
        alike = _same_outcome(
            claim, str(row["change"]), str(row["actor_id"]), str(row["from_actor_id"]), str(row["extent"])
        )
        same = alike and gap == 0 and first > ALWAYS
        overlap = min(last, end) - max(first, begin)
        each = Near(
            str(row["event_id"]),
            iso(begin),
            iso(end),
            str(row["change"]),
            str(row["actor_id"]),
            str(row["from_actor_id"]),
            str(row["extent"]),
            str(row["standing"]),
            int(row["claims"]),
            same,
            _why(alike, gap, first > ALWAYS),
        )
        found.append(((not same, not alike, gap, -overlap if first > ALWAYS else -end, -each.claims), each))
    return [each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].event_id))]


def days(claim: Mapping[str, str]) -> tuple[Day, Day] | None:
    """Give the window of a claim, a blank first day as `ALWAYS`; None where it has no last day, or one is no day."""
    try:
        first = parse_day(claim["earliest"]) if claim["earliest"] else ALWAYS
        return (first, parse_day(claim["latest"])) if claim["latest"] else None
    except ValueError:
        return None


def _same_outcome(claim: Mapping[str, str], change: str, actor: str, loser: str, extent: str) -> bool:
    if (claim["extent"] or "whole") != extent:
        return False
    mine = (claim["change"], claim["actor_id"] or (claim["from_actor_id"] if claim["change"] == "leaves" else ""))
    if mine == (change, actor) and actor:
        return True
    # Who leaves, and who takes it from them, are one change told from two sides.
    if mine[0] == "leaves" and change == "takes":
        return mine[1] == loser
    return mine[0] == "takes" and change == "leaves" and claim["from_actor_id"] in (actor, loser) and loser != mine[1]


def _why(alike: bool, gap: int, dated: bool) -> str:
    if not alike:
        return "another outcome" + (" in the same days: join it if both tell of one change" if not gap else "")
    if not dated:
        return "the same outcome: set the first day, or join it"
    return "the same outcome in overlapping days" if not gap else f"the same outcome, {gap} days apart"


def _day(value: pd.Timestamp) -> Day:
    return NEVER if pd.isna(value) else parse_day(value)
