"""What a data set must hold true beyond its single rows: one list of pure checks, and the checkpoints.

A row that cannot be is found by ``load``; here stands what can be, but should not stay unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from events import frames
from events.frames import Ledger, Problem

Snapshot: TypeAlias = Callable[[str], pd.DataFrame]
"""Control on an ISO day: one row per place with at least place_id, status, holder, contender."""

_WEB: Final = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
_COUNTRY: Final = re.compile(r"[A-Z]{2}\Z")
_NO_ADDRESS: Final = "no address that begins with http:// or https://, so that it will not be a link: mend or clear it"
_ABOUT: Final = "dataset.yml"


def run(ledger: Ledger, snapshot: Snapshot | None = None) -> list[Problem]:
    """Run every check; without a ``snapshot`` (such as `Timeline.on`) the checkpoints are left out."""
    found = [problem for check in CHECKS for problem in check(ledger)]
    if snapshot is not None:
        found += checkpoints(ledger, snapshot)
    order = [_ABOUT, *(f"{table}.csv" for table in frames.TABLES)]
    return sorted(found, key=lambda problem: (order.index(problem.file), problem.line))


def minimums(ledger: Ledger) -> Iterator[Problem]:
    """A data set holds at least as many rows as ``minimums`` in dataset.yml promises."""
    for table, least in ledger.about.minimums.items():
        count = len(getattr(ledger, table))
        if count < least:
            message = f"only {count:,} {table} load, {least:,} are promised: mend the rows set aside, or the promise"
            yield Problem(_ABOUT, 0, "minimums", message)


def coverage(ledger: Ledger) -> Iterator[Problem]:
    """Claims lie within the coverage that dataset.yml declares."""
    first, last = pd.Timestamp(ledger.about.coverage_from or "NaT"), pd.Timestamp(ledger.about.coverage_to or "NaT")
    claims = ledger.claims
    message = "the claim lies outside the coverage of dataset.yml: widen the one or mend the other"
    outside = (claims["latest"] < first) | (claims["earliest"] > last)
    yield from _each(ledger, "claims", outside, "earliest", lambda _: message)


def unused_sources(ledger: Ledger) -> Iterator[Problem]:
    """Every source is cited by a claim or a checkpoint."""
    cited = pd.concat([ledger.claims["source_id"], ledger.checkpoints["source_id"]])
    message = "no claim and no checkpoint cites this source: cite it or delete it"
    unused = ~ledger.sources["source_id"].isin(cited)
    yield from _each(ledger, "sources", unused, "source_id", lambda _: message)


def addresses(ledger: Ledger) -> Iterator[Problem]:
    """Addresses of sources are http or https, so that they can be opened from the page."""
    for name in ("url", "archive_url"):
        cells = ledger.sources[name].str.strip()
        wrong = (cells != "") & ~cells.str.match(_WEB)
        yield from _each(ledger, "sources", wrong, name, lambda _: _NO_ADDRESS)


def colors(ledger: Ledger) -> Iterator[Problem]:
    """Colours of actors are written #rrggbb."""
    cells = ledger.actors["color"]
    wrong = (cells != "") & ~cells.str.match(_COLOR)
    yield from _each(
        ledger,
        "actors",
        wrong,
        "color",
        lambda row: f"{cells.iloc[row][:60]!r} is not of the form #rrggbb: the palette's is used",
    )


def countries(ledger: Ledger) -> Iterator[Problem]:
    """Countries of places are ISO 3166-1 codes of two capitals."""
    cells = ledger.places["country"].str.strip()
    wrong = (cells != "") & ~cells.str.match(_COUNTRY)
    yield from _each(
        ledger,
        "places",
        wrong,
        "country",
        lambda row: f"{cells.iloc[row][:60]!r} is not an ISO 3166-1 code such as IQ",
    )


def own_losses(ledger: Ledger) -> Iterator[Problem]:
    """Nobody takes a place from themselves."""
    claims = ledger.claims
    same = (claims["actor_id"] != "") & (claims["actor_id"] == claims["from_actor_id"])
    message = "the same actor on both sides: name the other side, or leave it blank"
    yield from _each(ledger, "claims", same, "from_actor_id", lambda _: message)


def rival_events(ledger: Ledger) -> Iterator[Problem]:
    """Claims that let different actors take a place from the same one at the same time are one disputed event.

    Under different event ids they replay as two changes, one after the other.
    """
    claims = ledger.claims
    taken = (claims["change"] == "takes") & (claims["stance"] == "asserts") & (claims["extent"] != "part")
    taken &= (claims["actor_id"] != "") & (claims["from_actor_id"] != "")
    rows = pd.DataFrame(
        {
            "place": claims["place_id"],
            "loser": claims["from_actor_id"],
            "winner": claims["actor_id"],
            "event": claims["event_id"].where(claims["event_id"] != "", claims["claim_id"]),
            "earliest": claims["earliest"],
            "latest": claims["latest"],
            "row": np.arange(len(claims)),
        }
    )[taken.to_numpy(np.bool_)]
    groups = rows.groupby(["place", "loser"], sort=False)
    rows = rows[(groups["winner"].transform("nunique") > 1) & (groups["event"].transform("nunique") > 1)]
    rivals: dict[int, int] = {}
    warned: set[tuple[str, str]] = set()
    rows = rows.sort_values(["place", "loser", "earliest", "row"])
    before: dict[tuple[str, str], tuple[Any, int]] = {}
    here: tuple[str, str] = ("", "")
    for place, loser, winner, event, earliest, latest, row in rows.itertuples(index=False):
        if (place, loser) != here:
            here, before = (place, loser), {}
        before = {key: seen for key, seen in before.items() if seen[0] >= earliest}
        for (other, other_event), (_, other_row) in before.items():
            pair = (min(event, other_event), max(event, other_event))
            if other != winner and other_event != event and pair not in warned:
                warned.add(pair)
                rivals.setdefault(row, other_row)
        known = before.get((winner, event))
        if known is None or known[0] < latest:
            before[winner, event] = (latest, row)
    wrong = np.zeros(len(claims), np.bool_)
    wrong[list(rivals)] = True
    yield from _each(
        ledger,
        "claims",
        wrong,
        "event_id",
        lambda row: (
            f"claim {claims['claim_id'].iloc[rivals[row]]!r} names another winner over the same side in the "
            "same days: give both one event_id if they tell of one change"
        ),
        "warning",
    )


CHECKS: Final[tuple[Callable[[Ledger], Iterator[Problem]], ...]] = (
    minimums,
    coverage,
    countries,
    colors,
    unused_sources,
    addresses,
    own_losses,
    rival_events,
)


def checkpoints(ledger: Ledger, snapshot: Snapshot) -> Iterator[Problem]:
    """The replay meets every checkpoint, or dataset.yml declares the difference; what is declared does differ.

    A checkpoint is met when status and actor are those of that day, or when that day is changing or contested and
    the actor is one of the two. A declared difference is stale when the day is just as stated.
    """
    rows = ledger.checkpoints
    declared = {(place, day): reason for place, day, reason in ledger.about.known_differences}
    seen: dict[tuple[str, str], bool] = {}
    days = np.datetime_as_string(rows["date"].to_numpy().astype("datetime64[D]"))
    for day in np.unique(days).tolist():
        state = snapshot(day).set_index("place_id")[["status", "holder", "contender"]]
        for row in np.flatnonzero(days == day).tolist():
            place, status, actor = rows[["place_id", "status", "actor_id"]].iloc[row]
            now = [str(word) for word in state.loc[place]]
            seen[place, day] = seen.get((place, day), False) or not _agrees(status, actor, *now)
            if not _is_met(status, actor, *now) and (place, day) not in declared:
                said, replayed = _in_words(status, actor), _in_words(*now)
                message = f"{place} on {day}: the checkpoint says {said}, the replay {replayed}: mend the claims, or "
                message += "declare the difference and its reason under known_differences in dataset.yml"
                yield Problem("checkpoints.csv", _line(ledger, "checkpoints", row), "status", message)
    for (place, day), _ in declared.items():
        if not seen.get((place, day), False):
            why = "the replay meets that checkpoint" if (place, day) in seen else "there is no such checkpoint"
            message = f"{place} on {day} is stale ({why}): remove it"
            yield Problem(_ABOUT, 0, "known_differences", message)


def _is_met(status: str, actor: str, now: str, holder: str, contender: str) -> bool:
    involved = now in ("contested", "changing") and actor != "" and actor in (holder, contender)
    return involved or _agrees(status, actor, now, holder, contender)


def _agrees(status: str, actor: str, now: str, holder: str, contender: str) -> bool:
    involved = (holder, contender) if now in ("contested", "changing") else (holder,)
    return status == now and actor in ("", *involved)


def _in_words(status: str, holder: str, contender: str = "") -> str:
    who = " and ".join(filter(None, (holder, contender)))
    return f"{status} ({who})" if who else status


def _each(
    ledger: Ledger,
    table: str,
    wrong: Any,
    field: str,
    message: Callable[[int], str],
    severity: Any = "warning",
) -> Iterator[Problem]:
    for row in np.flatnonzero(np.asarray(wrong, np.bool_)).tolist():
        yield Problem(f"{table}.csv", _line(ledger, table, row), field, message(row), severity)


def _line(ledger: Ledger, table: str, row: int) -> int:
    """Give the line of a row, 0 when the ledger was not read from files."""
    lines = ledger.lines.get(table)
    return int(lines[row]) if lines is not None and len(lines) == len(getattr(ledger, table)) else 0
