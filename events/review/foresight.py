"""What a draft would flip on the map before it is accepted: the place replayed without it and with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from events import check, frames
from events.dates import ALWAYS, NEVER, Days, in_words, parse_day, to_datetimes
from events.frames import Ledger, Problem
from events.replays import Known
from events.review.drafting import Draft
from events.store.ledger import frame
from events.store.vetting import vet
from events.timeline import Timeline

SHOWN: Final = ("status", "holder", "contender", "besieged_by", "standing")
_UNKNOWN: Final = ("unknown", "", "", "", "")
_ROW_CHECKS: Final = (check.coverage, check.countries, check.addresses, check.own_losses, check.rival_events)


@dataclass(frozen=True)
class Foresight:
    """What would change at the place.

    ``flips`` has one row per stretch of days whose state would differ: start, end (half-open, NaT = open), and
    status, holder, contender, besieged_by, standing, each as ``before_`` and ``after_``; it is empty when nothing
    would. ``event`` is the row of `Timeline.events` that the claim would belong to then, None when it cannot stand.
    ``problems`` are what the reader and the checks say of the draft, by file and field; on an error nothing
    is replayed.
    """

    flips: pd.DataFrame
    event: pd.Series | None
    problems: tuple[Problem, ...]

    def sentences(self, names: Any = str) -> list[str]:
        """Say what would flip, one sentence for each stretch; ``names`` gives the name of an actor id."""
        said = []
        for row in self.flips.to_dict("records"):
            first, after = _word(row["start"]), _word(row["end"], -1)
            when = f"from {first}" if first else "from the beginning"
            when += f" to {after}" if after else " on"
            before = _state(row, "before", names)
            now = _state(row, "after", names)
            if before == now:
                before += f", {row['before_standing'] or 'no word'}"
                now += f", {row['after_standing'] or 'no word'}"
            said.append(f"{when}: {now} (was {before})")
        return said


def foresee(timeline: Timeline, draft: Draft, rule: str = "assessed", known: Known = None) -> Foresight:
    """Replay the place of a draft without it and with it, under a rule and a clock as in `Timeline`.

    Only that place's claims are replayed. Raises `ValueError` for a rule or day that does not exist.
    """
    made, problems = vet(timeline.ledger, draft.rows())
    if any(problem.severity == "error" for problem in problems):
        return Foresight(_flips([], []), None, problems)
    place = draft.claim["place_id"]
    before = _at(timeline.ledger, place, draft.claim["claim_id"])
    after = _with(before, made)
    here = timeline.ledger.claims
    now = before if draft.claim["claim_id"] not in set(here["claim_id"]) else _at(timeline.ledger, place, "")
    then = Timeline(after)
    found = then.events(known, rule, [place])
    mine = found[found["event_id"] == (draft.claim["event_id"] or draft.claim["claim_id"])]
    problems += tuple(_warnings(after, draft, bool(timeline.about.coverage_from)))
    flips = _flips(_states(Timeline(now), place, rule, known), _states(then, place, rule, known))
    return Foresight(flips, mine.iloc[0] if len(mine) else None, problems)


def _at(ledger: Ledger, place: str, without: str) -> Ledger:
    """Give the part of a ledger that the replay of one place needs."""
    claims = ledger.claims
    claims = claims[(claims["place_id"] == place) & (claims["claim_id"] != without)]
    return Ledger(
        about=ledger.about,
        places=ledger.places[ledger.places["place_id"] == place],
        actors=ledger.actors,
        sources=ledger.sources,
        claims=claims,
        checkpoints=frames.empty("checkpoints"),
    )


def _with(ledger: Ledger, made: dict[str, dict[str, dict[str, Any]]]) -> Ledger:
    tables = {}
    for table in ("places", "actors", "sources", "claims"):
        there = getattr(ledger, table)
        rows = [values | {"rank": float(at)} for at, values in enumerate(made[table].values())]
        kept = there[~there[frames.TABLES[table][0].name].isin(made[table])]
        tables[table] = pd.concat([kept, frame(table, rows)], ignore_index=True) if rows else there
    return Ledger(about=ledger.about, checkpoints=ledger.checkpoints, **tables)


def _warnings(ledger: Ledger, draft: Draft, covered: bool) -> Iterator[Problem]:
    """Run the checks of the data set, and give what they say of the draft."""
    last = {table: len(getattr(ledger, table)) - 1 for table in frames.TABLES}
    lines = {table: np.arange(count + 1, dtype=np.int64) + 1 for table, count in last.items()}
    numbered = Ledger(
        ledger.about, ledger.places, ledger.actors, ledger.sources, ledger.claims, ledger.checkpoints, (), lines
    )
    for each in _ROW_CHECKS:
        if each is check.coverage and not covered:
            continue
        for problem in each(numbered):
            table = problem.file.removesuffix(".csv")
            if problem.line == last.get(table, -1) + 1 and draft.rows().get(table):
                yield Problem(problem.file, 1, problem.field, problem.message, "warning")


def _states(timeline: Timeline, place: str, rule: str, known: Known) -> list[tuple[int, int, tuple[str, ...]]]:
    if place not in set(timeline.places["place_id"]):
        return []
    rows = timeline.intervals(known, rule, [place])
    return [
        (
            ALWAYS if pd.isna(row["start"]) else parse_day(row["start"]),
            NEVER if pd.isna(row["end"]) else parse_day(row["end"]),
            tuple(str(row[name]) for name in SHOWN),
        )
        for row in rows.to_dict("records")
    ]


def _flips(
    before: list[tuple[int, int, tuple[str, ...]]], after: list[tuple[int, int, tuple[str, ...]]]
) -> pd.DataFrame:
    edges = sorted({ALWAYS, NEVER, *(edge for start, end, _ in (*before, *after) for edge in (start, end))})
    found: list[list[Any]] = []
    for start, end in pairwise(edges):
        was, now = _on(before, start), _on(after, start)
        if was == now:
            continue
        if found and found[-1][1] == start and found[-1][2:] == [*was, *now]:
            found[-1][1] = end
        else:
            found.append([start, end, *was, *now])
    names = [f"{when}_{name}" for when in ("before", "after") for name in SHOWN]
    frame = pd.DataFrame([row[2:] for row in found], columns=names, dtype="str")
    for at, name in enumerate(("start", "end")):
        days: Days = np.array([row[at] for row in found], np.int64)
        frame.insert(at, name, to_datetimes(days))
    return frame


def _on(states: list[tuple[int, int, tuple[str, ...]]], day: int) -> tuple[str, ...]:
    return next((state for start, end, state in states if start <= day < end), _UNKNOWN)


def _word(day: pd.Timestamp, shift: int = 0) -> str:
    return "" if pd.isna(day) else in_words(parse_day(day) + shift)


def _state(row: Mapping[Any, Any], when: str, names: Any) -> str:
    status, holder, contender = (row[f"{when}_{name}"] for name in ("status", "holder", "contender"))
    who = " and ".join(str(names(each)) for each in (holder, contender) if each)
    return f"{status} by {who}" if status == "controlled" else f"{status} ({who})" if who else str(status)
