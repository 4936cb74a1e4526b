"""Ties what an engine says to the text: places and actors are those that are written there, or they are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from events import vocab
from events.extract.layout import sentences
from events.extract.mentions import ActorMention, PlaceMention, Reading


class Gazetteer(Protocol):
    """What an engine asks of a gazetteer."""

    def find(self, text: str) -> list[PlaceMention]:
        """Give the mentions of places in a text."""

    def guess(self, text: str, start: int, end: int) -> PlaceMention | None:
        """Make a mention of a capitalised span that nobody knows."""

    def resolve(self, mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
        """Order and narrow the readings of mentions."""


class Actors(Protocol):
    """What an engine asks of a list of actors."""

    def find(self, text: str) -> list[ActorMention]:
        """Give the mentions of actors in a text."""


@dataclass(frozen=True)
class Ground:
    """A text with what is found in it: places as resolved, actors, and the spans of its sentences."""

    text: str
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    sentences: tuple[tuple[int, int], ...]
    gazetteer: Gazetteer

    @classmethod
    def of(cls, text: str, gazetteer: Gazetteer, actors: Actors | None = None) -> Ground:
        """Find the places and actors of a text."""
        places = gazetteer.resolve(gazetteer.find(text), text)
        spans = tuple((each.start, each.end) for each in sentences(text))
        return cls(text, tuple(places), tuple(actors.find(text) if actors else ()), spans, gazetteer)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the sentences that a span lies in; the span itself where there is none."""
        inside = [(first, last) for first, last in self.sentences if first < end and start < last]
        return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else (start, end)

    def place(self, surface: str, start: int, end: int) -> PlaceMention | None:
        """Give the mention of a place that is written so, best inside ``start..end``; None when the text has none.

        Countries and regions are no places that change hands.
        """
        at = self._written(surface, start, end)
        if at is None:
            return None
        last = at + len(surface)
        touching = [each for each in self.places if each.start < last and at < each.end]
        exact = next((each for each in touching if (each.start, each.end) == (at, last)), None)
        found = exact or (max(touching, key=_length) if touching else None)
        if found is None and not any(each.start < last and at < each.end for each in self.actors):
            found = self.gazetteer.guess(self.text, at, last)  # a village that nobody knows; a side is no village
        if found is None:
            return None
        readings = tuple(each for each in found.readings if each.kind in vocab.PLACE_KINDS)
        return PlaceMention(found.start, found.end, found.surface, readings) if readings else None

    def actor(self, surface: str, start: int, end: int) -> ActorMention | None:
        """Give the mention of an actor that is written so, best inside ``start..end``; None when the text has none."""
        at = self._written(surface, start, end)
        if at is None:
            return None
        last = at + len(surface)
        touching = [each for each in self.actors if each.start < last and at < each.end]
        return max(touching, key=_length) if touching else ActorMention(at, last, surface, "", surface, "bare")

    def _written(self, surface: str, start: int, end: int) -> int | None:
        """Find where a surface stands as words of its own: inside the span, else the last before it, else anywhere."""
        if not surface.strip():
            return None
        spots: list[int] = []
        at = self.text.find(surface)
        while at >= 0 and len(spots) < _MOST_SPOTS:
            if not _inside_word(self.text, at, at + len(surface)):
                spots.append(at)
            at = self.text.find(surface, at + 1)
        inside = [spot for spot in spots if start <= spot < end]
        before = [spot for spot in spots if spot < start]
        return inside[0] if inside else before[-1] if before else spots[0] if spots else None


def chosen(mention: PlaceMention) -> Reading | None:
    """Give the reading of a mention when one is left, and None while it is open."""
    return mention.readings[0] if len(mention.readings) == 1 else None


def _length(mention: PlaceMention | ActorMention) -> int:
    return mention.end - mention.start


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


_MOST_SPOTS: Final = 500
