"""What the extractor proposes: candidates, which a person turns into claims or rejects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from events.dates import Day, iso
from events.extract.mentions import Reading

STANDINGS: Final = ("confirmed", "reported", "claimed", "denied")
"""How a text stands to a change: the outlet's own voice or an admission; attributed to others; said only by the side
that gains; carried together with a denial."""

FIRST_KEYS: Final = (
    "place", "kind", "change", "actor", "actor_id", "from_actor", "from_actor_id", "earliest", "latest", "extent",
    "stance", "standing", "quote",
)  # fmt: skip
"""The keys each JSON line begins with; the rest follow."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed claim.

    Words are those of `events.vocab`; days are inclusive, ``earliest`` None where the text only says "not later than",
    both None where it gives no time. ``start..end`` is the span of what is marked in the text (verb, place and actor),
    ``sentence_start..sentence_end`` the sentence around it; both half-open offsets in the original text. ``readings``
    holds every place the name may mean; ``place_id`` and ``geonameid`` are set only when one is left. ``rule`` names
    the pattern, ``why`` says why it was not cancelled, ``engine`` who proposed it. ``confidence`` is from 0 to 1.
    """

    place: str
    place_surface: str
    kind: str
    change: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    quote: str
    readings: tuple[Reading, ...] = ()
    place_id: str = ""
    geonameid: int = 0
    actor: str = ""
    actor_id: str = ""
    actor_surface: str = ""
    from_actor: str = ""
    from_actor_id: str = ""
    from_actor_surface: str = ""
    earliest: Day | None = None
    latest: Day | None = None
    manner: str = "unknown"
    extent: str = "whole"
    stance: str = "asserts"
    standing: str = "confirmed"
    attribution: str = ""
    party: str = ""
    confidence: float = 0.5
    rule: str = ""
    why: str = ""
    engine: str = "rules"

    def as_row(self) -> dict[str, Any]:
        """Give the candidate as plain values: `FIRST_KEYS`, then the rest; days as ISO dates or None."""
        row: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("earliest", "latest"):
            row[name] = None if row[name] is None else iso(row[name])
        row["confidence"] = round(self.confidence, 3)
        row["readings"] = [{name: getattr(each, name) for name in Reading.__slots__} for each in self.readings]
        chosen = self.readings[0] if len(self.readings) == 1 else None
        row["country"] = chosen.country if chosen else ""
        row["latitude"] = chosen.latitude if chosen else None
        row["longitude"] = chosen.longitude if chosen else None
        return {name: row.pop(name) for name in FIRST_KEYS} | row


@dataclass(frozen=True)
class Candidates(Sequence[Candidate]):
    """All candidates of one article, in the order of the text; ``said`` holds sentences for the reader."""

    text: str
    published: Day | None
    found: tuple[Candidate, ...] = ()
    said: tuple[str, ...] = field(default=())

    def __getitem__(self, at: Any) -> Any:
        """Give a candidate, or a tuple of them for a slice."""
        return self.found[at]

    def __len__(self) -> int:
        """Count the candidates."""
        return len(self.found)

    def __iter__(self) -> Iterator[Candidate]:
        """Go through the candidates in the order of the text."""
        return iter(self.found)

    def frame(self) -> pd.DataFrame:
        """Give the candidates as a frame, one row each, columns as in `Candidate.as_row`."""
        columns = [
            *FIRST_KEYS,
            *(n for n in Candidate.__slots__ if n not in FIRST_KEYS),
            "country",
            "latitude",
            "longitude",
        ]
        return pd.DataFrame([each.as_row() for each in self.found], columns=columns)

    def json_lines(self) -> Iterator[str]:
        """Give each candidate as one line of JSON, keys as in `Candidate.as_row`."""
        for each in self.found:
            yield json.dumps(each.as_row(), ensure_ascii=False)
