"""The difference of two views as a product: each place that differs, with its event, its standing and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.pair import moment
from dashboard.style import VERBS, kind_words
from dashboard.view import View
from events import Timeline
from events.dates import in_words, parse_day, window_in_words

CHANGED: Final = ("gained", "lost", "contested")


class Source(NamedTuple):
    """A document as a line cites it."""

    publisher: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One place and actor that a comparison speaks of, in words; ``before`` and ``after`` say who has it there."""

    place_id: str
    place: str
    where: str
    change: str
    actor_id: str
    other_id: str
    before: str
    after: str
    standing: str
    event: str
    seen: str
    sources: tuple[Source, ...]


def compared(timeline: Timeline, before: View, after: View, passes: pd.Series) -> pd.DataFrame:
    """Give the rows of `Timeline.compare` for two views, of the places that pass the filters.

    ``passes`` flags the timeline's places.
    """
    rows = timeline.compare(moment(before), moment(after))
    if passes.all():
        return rows
    return rows[rows["place_id"].isin(timeline.places.loc[passes.to_numpy(), "place_id"])].reset_index(drop=True)


def entries(timeline: Timeline, rows: pd.DataFrame, after: View, names: Mapping[str, str]) -> list[Entry]:
    """Write out rows of a comparison that leads to ``after``; ``names`` are the actors' by id."""
    clock = after.day if after.known == "then" else after.known
    events = timeline.events(clock or None, after.rule, rows["place_id"].unique().tolist())
    events = events[events["event_id"].isin(rows["event_id"].unique())]
    told = {event["event_id"]: _event(event, names) for event in events.to_dict("records")}
    cited = _documents(timeline, {source for ids in rows["sources"] for source in ids.split("|")})
    return [_entry(row, told, cited, names) for row in rows.to_dict("records")]


def grouped(found: Sequence[Entry], order: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """Group entries by their actor, those of ``order`` first and in it; the last may be of nobody."""
    by_actor: dict[str, list[Entry]] = {}
    for entry in found:
        by_actor.setdefault(entry.actor_id, []).append(entry)
    for actor in [*order, ""]:
        if actor in by_actor:
            yield actor, by_actor.pop(actor)
    yield from by_actor.items()


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """Count the places of a comparison: changed hands (gained), left (lost, and nobody gained), and so on.

    A place counts once: as gained before contested before lost.
    """
    place = rows["place_id"]
    gained, contested = (set(place[rows["change"] == word]) for word in ("gained", "contested"))
    lost = set(place[rows["change"] == "lost"]) - gained - contested
    told = {"gained": len(gained), "contested": len(contested), "lost": len(lost)}
    return told | {word: int((rows["change"] == word).sum()) for word in ("unchanged", "no information")}


def _entry(
    row: Mapping[Any, Any], told: Mapping[str, str], cited: Mapping[str, Source], names: Mapping[str, str]
) -> Entry:
    seen = row["last_confirmed"]
    return Entry(
        place_id=str(row["place_id"]),
        place=str(row["name"]),
        where=", ".join(part for part in (kind_words(row["kind"]), row["admin1"], row["country"]) if part),
        change=str(row["change"]),
        actor_id=str(row["actor_id"]),
        other_id=str(row["other_actor_id"]),
        before=_state(row, "from", names),
        after=_state(row, "to", names),
        standing=str(row["standing"]),
        event=told.get(row["event_id"], ""),
        seen="" if pd.isna(seen) else in_words(parse_day(seen.date())),
        sources=tuple(cited[s] for s in row["sources"].split("|") if s in cited),
    )


def _state(row: Mapping[Any, Any], side: str, names: Mapping[str, str]) -> str:
    status = str(row[f"{side}_status"])
    holder, contender = (
        names.get(str(row[f"{side}_{who}"]), str(row[f"{side}_{who}"])) for who in ("holder", "contender")
    )
    return {
        "unknown": "no information",
        "controlled": holder or "nobody named",
        "contested": f"contested, {holder or 'nobody known'} and {contender or 'nobody named'}",
        "changing": f"changing from {holder or 'nobody known'} to {contender or 'nobody named'}",
    }[status]


def _event(event: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    verb = "took part of it" if event["extent"] == "part" and event["change"] == "takes" else VERBS[event["change"]]
    actor = names.get(str(event["actor_id"]), "nobody named")
    return f"{window_in_words(parse_day(event['earliest']), parse_day(event['latest']))}: {actor} {verb}"


def _documents(timeline: Timeline, ids: set[str]) -> dict[str, Source]:
    sources = timeline.sources
    sources = sources[sources["source_id"].isin(sorted(ids))]
    columns = (sources[name] for name in ("source_id", "wire", "publisher", "url"))
    return {
        source_id: Source(f"{publisher} ({wire})" if wire and wire != publisher else publisher, url)
        for source_id, wire, publisher, url in zip(*columns, strict=True)
    }
