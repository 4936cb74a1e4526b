"""The claim that a candidate would become: every cell filled in as far as the text goes, nothing invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from events import frames
from events.dates import iso
from events.extract.candidates import Candidate
from events.extract.mentions import Reading
from events.review import beside, naming
from events.review.beside import Cells
from events.review.joining import Near, days, near
from events.store.articles import Article
from events.timeline import Timeline

UNNAMED: Final = "unnamed reports"
"""The attribution of what a text calls reported without saying by whom: all such reports are one voice."""


_SAID: Final = (
    "source_id", "place_id", "change", "actor_id", "from_actor_id", "earliest", "latest", "stance", "quote"
)  # fmt: skip
"""The cells that tell one claim from another."""


@dataclass(frozen=True)
class Draft:
    """A claim row with the rows that it needs; every cell a text as it stands in the files.

    ``place`` is None when the place is in the data set, ``actors`` are those that are not; ``source`` may be either,
    ``source_is_new`` says which. ``event_is_new`` says that no event is joined.
    """

    claim: Cells
    source: Cells
    source_is_new: bool
    place: Cells | None = None
    actors: tuple[Cells, ...] = ()
    event_is_new: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The cells that must be filled in first, as ``table.column``, or ``table.key.column`` for actors."""
        found = [f"claims.{name}" for name in _blank("claims", self.claim)]
        if not self.claim["actor_id"] and not (self.claim["change"] == "leaves" and self.claim["from_actor_id"]):
            found += ["claims.actor_id"] if self.claim["change"] != "relieves" else []
        found += [f"sources.{name}" for name in _blank("sources", self.source)]
        found += [f"places.{name}" for name in _blank("places", self.place or {})] if self.place else []
        return (*found, *(f"actors.{a['actor_id']}.{name}" for a in self.actors for name in _blank("actors", a)))

    def rows(self) -> dict[str, list[Cells]]:
        """Give the rows to accept, by table: what is new."""
        return {
            "claims": [self.claim],
            "sources": [self.source] if self.source_is_new else [],
            "places": [self.place] if self.place else [],
            "actors": list(self.actors),
        }


@dataclass(frozen=True)
class Proposal:
    """A draft for one reading of the place, with the events it may belong to (the joined one first)."""

    draft: Draft
    reading: Reading | None
    events: tuple[Near, ...] = ()
    notes: tuple[str, ...] = field(default=())


def proposals(
    candidate: Candidate,
    timeline: Timeline,
    article: Article,
    *,
    reviewer: str,
    today: dt.date,
    claim_id: str = "",
    kind_of_actor: Callable[[str], str] | None = None,
) -> list[Proposal]:
    """Give a draft for every place that the candidate's name may mean, the likeliest first; one with no place if none.

    ``claim_id`` is that of the claim which the candidate has already, if any. ``kind_of_actor`` gives the kind
    (`vocab.ACTOR_KINDS`) of an actor that is not in the data set, blank when it does not know; by default the built-in
    lexicon is asked.
    """
    readings: Sequence[Reading | None] = candidate.readings or (None,)
    kind = kind_of_actor or beside.kind_in_lexicon
    return [_proposal(candidate, timeline, article, reading, reviewer, today, claim_id, kind) for reading in readings]


def revised(draft: Draft, timeline: Timeline, cells: Mapping[str, str]) -> Draft:
    """Change cells of the claim, and give it the event that it then belongs to, unless ``event_id`` is among them."""
    claim = draft.claim | dict(cells)
    if "event_id" in cells:
        there = cells["event_id"] in set(timeline.claims["event_id"])
        return replace(draft, claim=claim, event_is_new=not there)
    event, events = _event(timeline, claim)
    joined = bool(events) and events[0].same
    return replace(draft, claim=claim | {"event_id": event}, event_is_new=not joined)


def key_of(claim: Cells) -> str:
    """Give the id of a claim by what tells it from others."""
    return naming.claim_id(*(claim[name] for name in _SAID))


def _proposal(
    candidate: Candidate,
    timeline: Timeline,
    article: Article,
    reading: Reading | None,
    reviewer: str,
    today: dt.date,
    claim_id: str,
    kind_of_actor: Callable[[str], str],
) -> Proposal:
    source, source_is_new = beside.source(timeline, article, today)
    place_id, place = beside.place(timeline, candidate, reading)
    attribution, party, notes = _voice(candidate)
    claim = dict.fromkeys(frames.names("claims"), "") | {
        "place_id": place_id,
        "earliest": "" if candidate.earliest is None else iso(candidate.earliest),
        "latest": "" if candidate.latest is None else iso(candidate.latest),
        "change": candidate.change,
        "actor_id": candidate.actor_id,
        "from_actor_id": candidate.from_actor_id,
        "manner": candidate.manner,
        "extent": candidate.extent,
        "stance": candidate.stance,
        "attribution": attribution,
        "party": party,
        "source_id": source["source_id"],
        "locator": _locator(candidate),
        "quote": candidate.quote,
        "origin": "extracted",
        "coder": reviewer,
        "recorded": today.isoformat(),
    }
    claim["claim_id"] = claim_id or key_of(claim)
    claim["event_id"], events = _event(timeline, claim)
    names = {candidate.actor_id: candidate.actor, candidate.from_actor_id: candidate.from_actor}
    surfaces = {candidate.actor_id: candidate.actor_surface, candidate.from_actor_id: candidate.from_actor_surface}
    known = set(timeline.actors["actor_id"])
    needed = dict.fromkeys(key for key in (candidate.actor_id, candidate.from_actor_id, party) if key)
    actors = tuple(
        beside.actor(key, names.get(key, ""), surfaces.get(key, ""), kind_of_actor(key))
        for key in needed
        if key not in known
    )
    joined = bool(events) and events[0].same
    return Proposal(Draft(claim, source, source_is_new, place, actors, not joined), reading, tuple(events), notes)


def _locator(candidate: Candidate) -> str:
    """Say where in the article the marked words stand, and where the quote does: so they are found in the quote too."""
    it = candidate
    return f"characters {it.start}-{it.end}, sentence {it.sentence_start}-{it.sentence_end}"


def _event(timeline: Timeline, claim: Cells) -> tuple[str, list[Near]]:
    events = near(timeline, claim)
    if events and events[0].same:
        return events[0].event_id, events
    mine = timeline.claims
    taken = set(mine.loc[mine["claim_id"] != claim["claim_id"], "event_id"])
    # A day that is none makes no name; the reader says what is wrong with it.
    day = "" if days(claim) is None else claim["earliest"] or claim["latest"]
    actor = claim["actor_id"] or claim["from_actor_id"]
    return naming.event_id(claim["place_id"], day, actor, claim["change"], claim["extent"], taken), events


def _voice(candidate: Candidate) -> tuple[str, str, tuple[str, ...]]:
    """Say whom the text quotes and for which side, from how the text stands to the change."""
    attribution, party = candidate.attribution, candidate.party
    notes = []
    if candidate.standing == "claimed":
        gains = (
            candidate.from_actor_id if candidate.change == "leaves" and not candidate.actor_id else candidate.actor_id
        )
        party = party or gains
        attribution = attribution or candidate.actor
        notes.append("only the side that gains says so")
    elif candidate.standing == "reported":
        attribution = attribution or UNNAMED
    elif candidate.standing == "denied" and candidate.stance == "asserts":
        notes.append("the text carries a denial too: that is a second claim, accepted and undone with this one")
    if len(candidate.readings) > 1:
        notes.append("the name may mean several places: choose one")
    return attribution, party, tuple(notes)


def _blank(table: str, row: Mapping[str, str]) -> list[str]:
    return [column.name for column in frames.TABLES[table] if column.required and not row.get(column.name, "").strip()]
