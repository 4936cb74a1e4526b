"""Candidates on their way into the store and out of it: as JSON, as extracted, never touched again."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from events.dates import parse_day
from events.extract.candidates import Candidate
from events.extract.mentions import Reading

# What two proposals must have in common to be the same one; how sure a machine was, and which, is not asked.
_SAYS: Final = (
    "place", "place_id", "geonameid", "change", "actor", "actor_id", "from_actor", "from_actor_id", "earliest",
    "latest", "extent", "stance", "start", "end",
)  # fmt: skip
_ABOUT: Final = ("change", "stance", "extent")


def spelled(candidate: Candidate) -> str:
    """Give a candidate as JSON."""
    return json.dumps(candidate.as_row(), ensure_ascii=True)


def read(extraction: str) -> Candidate:
    """Give the candidate of such JSON; keys that candidates do not have (any more) are passed over."""
    said: dict[str, Any] = json.loads(extraction)
    known = {name: said[name] for name in Candidate.__slots__ if name in said}
    for name in ("earliest", "latest"):
        known[name] = parse_day(known[name]) if known.get(name) else None
    readings = said.get("readings", [])
    known["readings"] = tuple(Reading(**{n: each[n] for n in Reading.__slots__ if n in each}) for each in readings)
    return Candidate(**known)


def digest(candidate: Candidate) -> str:
    """Give what tells a candidate from the others of its article."""
    row = candidate.as_row()
    return _hash([row[name] for name in _SAYS])


def chain(dataset: int, lineage: str, candidate: Candidate, number: int) -> str:
    """Give what a candidate shares with the same proposal in the other versions of its article.

    ``number`` parts those of one article that say the same of the same place and actor.
    """
    place = candidate.place_id or candidate.geonameid or candidate.place.casefold()
    actor = candidate.actor_id or candidate.actor.casefold()
    return _hash([dataset, lineage, place, actor, *(getattr(candidate, name) for name in _ABOUT), number])


def _hash(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
