"""The places a text has spoken of so far, for "the town", "it", "the airport" and "both villages"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.drafts import Sentence
from events.extract.heads import CAMPS
from events.extract.mentions import ActorMention, PlaceMention
from events.extract.targets import Target
from events.extract.words import listed
from events.extract.works import facility, phrase_of

_SETTLED: Final = frozenset(("city", "town", "village", "district"))
_ANY: Final = _SETTLED | {"border_crossing", "region", "air_base", "dam", "military_base", "port"}
_REACH: Final = 3
_CAMPS: Final = CAMPS | {"headquarters"}
_HOLDS: Final = listed("stronghold bastion redoubt foothold")
"""Nouns for a place by what it means to its holder: "their last stronghold in A" is A."""

_POSTS: Final = frozenset(("positions", "posts"))
"""What a side gives up when it gives up a part of the place around."""

_CAPITAL: Final = frozenset(("capital", "seat"))
_BESIDE: Final = listed("towards toward near to around outside between from of beyond")


def kind_of(mention: PlaceMention) -> str:
    """Give the kind of a mention's likeliest reading."""
    return mention.readings[0].kind if mention.readings else "town"


class Places:
    """Places in the order they were named; sentences are counted so that old ones fade."""

    def __init__(self) -> None:
        self.number = 0
        self._places: list[tuple[int, PlaceMention]] = []
        self._topics: list[tuple[int, PlaceMention]] = []
        self._lists: list[tuple[int, list[PlaceMention]]] = []
        self._capitals: list[tuple[int, PlaceMention]] = []
        self._spoken: list[PlaceMention] = []

    def begin(self, number: int) -> None:
        """Begin a sentence: what it speaks of comes before all that was named earlier."""
        self.number = number
        self._spoken = []

    def spoke_of(self, mention: PlaceMention) -> None:
        """Remember a place that a verb of this sentence was about, changed or not."""
        self._spoken.append(mention)
        self._topics.append((self.number, mention))

    def headed_by(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember the places in a heading: the lines below it may speak of them without a name."""
        self._topics += [(self.number, mention) for mention in mentions]

    def named_in(self, text: str, end: int, mentions: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> None:
        """Remember the places that a sentence named; a seat of government that may only speak is left out."""
        for mention in mentions:
            near = text[max(0, mention.start - 20) : mention.start] + text[mention.end : min(end, mention.end + 45)]
            if "capital" in near:
                self._capitals.append((self.number, mention))
            if not any(each.start <= mention.start < each.end for each in actors):
                self._places.append((self.number, mention))

    def listed_together(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember places that changed hands: "the town" is most often one of these."""
        if len(mentions) > 1:
            self._lists.append((self.number, list(mentions)))

    def meant_by(self, target: Target, sentence: Sentence) -> list[PlaceMention]:
        """Give the places that a target without a name stands for; none where the text does not tell."""
        noun = target.noun
        if noun == "part":
            return self._spoken[-1:]
        if noun in _POSTS and target.inside is not None and target.inside.place is not None:
            return [target.inside.place]
        if target.plural and noun in words.PLACE_NOUNS and target.owner is None:
            return self._several(noun)
        here = _named_here(sentence, target.first)
        if noun in words.FACILITIES:
            found = self._facility(target, sentence, here)
            return [found] if found is not None else []
        if noun in _HOLDS and target.inside is not None and target.inside.place is not None:
            return [target.inside.place]
        kind = words.PLACE_NOUNS.get(noun, "")
        if noun in ("it", "there", "place", "area", "site"):
            first = next((each for each in here if kind_of(each) in _ANY - {"region"}), None)
            found = (self._spoken[-1] if self._spoken else first) or self._last_topic() or self._last(here, _ANY)
        elif kind == "region":
            found = self._last(here, frozenset(("region",)))
        elif kind == "border_crossing":
            found = self._last(here, frozenset(("border_crossing",)))
            if found is None:
                found = self._last_topic() if noun in ("post", "crossing") else None
        elif noun in _CAPITAL:
            found = self._last_capital() or self._last(here, _SETTLED)
        elif kind in _SETTLED:
            found = self._last(here, _SETTLED)
        else:
            found = self._last(here, frozenset((kind,)))
        return [found] if found is not None else []

    def _several(self, noun: str) -> list[PlaceMention]:
        if not self._lists or self.number - self._lists[-1][0] > _REACH or words.PLACE_NOUNS[noun] not in _SETTLED:
            return []
        return self._lists[-1][1]

    def _last_topic(self) -> PlaceMention | None:
        if self._topics and self.number - self._topics[-1][0] <= _REACH:
            return self._topics[-1][1]
        return None

    def _last_capital(self) -> PlaceMention | None:
        if self._capitals and self.number - self._capitals[-1][0] <= _REACH * 3:
            return self._capitals[-1][1]
        return None

    def _last(self, here: Sequence[PlaceMention], kinds: frozenset[str]) -> PlaceMention | None:
        for mention in (*reversed(self._spoken), *reversed(here)):
            if kind_of(mention) in kinds:
                return mention
        best: tuple[int, int, int] | None = None
        found = None
        for weight, places in ((1, self._topics), (0, self._places)):
            for at in range(len(places) - 1, max(-1, len(places) - 40), -1):
                number, mention = places[at]
                if self.number - number > _REACH:
                    break
                rank = (number, weight, at)
                if kind_of(mention) in kinds and (best is None or rank > best):
                    best, found = rank, mention
        return found

    def _facility(self, target: Target, sentence: Sentence, here: Sequence[PlaceMention]) -> PlaceMention | None:
        noun = target.noun
        kind = words.PLACE_NOUNS[noun]
        near = target.owner or target.inside
        surface, start, end = phrase_of(target, sentence)
        surface = target.words or surface
        if near is None and target.definite:
            same = [m for m in here if kind_of(m) == kind and noun.rstrip("s") in m.surface.lower()]
            same += [
                m
                for n, m in self._places
                if self.number - n <= _REACH and kind_of(m) == kind and noun.rstrip("s") in m.surface.lower()
            ]
            if same:
                return same[-1]
        town = near.place if near is not None else None
        if town is None and kind == "border_crossing":
            return None
        if town is None:
            town = self._last(here, _SETTLED)
        if town is None or (near is None and not target.definite):
            return None
        made = facility(town, surface or noun, noun, start, end)
        whose = sentence.units[target.first : target.last + 1]
        if target.inside is not None and noun in _CAMPS and any(u.actor is not None or u.capital for u in whose):
            named = [u for u in whose if u.low not in words.DETERMINERS]
            text = sentence.text[named[0].start : named[-1].end] if named else ""
            made = replace(made, surface=f"{text} in {town.surface}") if text else made
        return made


def _named_here(sentence: Sentence, before: int) -> list[PlaceMention]:
    """Give the places named in a sentence so far, without those that only say where another lies."""
    units = sentence.units
    found = []
    for at in range(before):
        unit = units[at]
        if unit.place is None or unit.actor is not None:
            continue
        if at and units[at - 1].low in _BESIDE and not (at > 1 and units[at - 2].low in words.PLACE_NOUNS):
            continue
        found.append(unit.place)
    return found
