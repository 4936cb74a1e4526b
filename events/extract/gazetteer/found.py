"""A name of a place as it was found, before it is told what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.extract.gazetteer.entries import Entry

if TYPE_CHECKING:
    from events.extract.gazetteer.facilities import Noun


@dataclass(slots=True)
class Found:
    """A match, in words: half-open range, what it may mean, the noun that belongs to it.

    ``kind`` is what its list says an unknown name is.
    """

    first: int
    last: int
    entry: Entry | None
    noun: Noun | None = None
    kind: str = ""
