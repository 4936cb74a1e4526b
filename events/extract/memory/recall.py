"""The places a text has spoken of so far, for "the town", "it", "the airport" and "both villages"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from events.extract import words
from events.extract.frames.drafts import Sentence
from events.extract.memory.scene import named_here, owners_here
from events.extract.memory.works import phrase_of, work_in
from events.extract.mentions import ActorMention, PlaceMention, Reading
from events.extract.phrases.targets import Target

SETTLED: Final = frozenset(("city", "town", "village", "district"))
_ANY: Final = SETTLED | {"border_crossing", "region", "air_base", "dam", "military_base", "port"}
_APART: Final = _ANY - {"region"}
_BEGINS: Final = re.compile(r"(?:\A|[.!?\n]\s*[\"“]?)\s*(?:The (?:\w+ )?(?:town|city|village|port) of )?\Z")
"""What stands before the first name of a sentence that is about it."""
_REACH: Final = 3
_LONG_REACH: Final = 6
"""Sentences over which "the port" is still the port that was taken."""
_WEIGHTS: Final = (0.0, 0.6, 1.1)
"""How many sentences nearer a place counts that a verb told of, in an aside or outright, than one merely named."""
_FAINT: Final = 0.7
"""How many sentences farther off a place counts that is only said to lie near, or to be come from."""
_LYING: Final = ("from ", "near ", "toward ", "towards ", "around ", "outside ", "between ", "beyond ", "of ")
_LIES_BY: Final = re.compile(r"\b(?:from|near|towards?|around|outside|between|beyond|of) \Z")
_MAIN: Final = 1.0
"""How many sentences nearer the place counts that the article names most."""
_POSTS: Final = frozenset(("positions", "posts"))
"""What a side gives up when it gives up a part of the place around."""

_OWN_WORDS: Final = frozenset(("free", "old", "new", "second"))
"""Words that tell one port or airport of a town from another."""

_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5}
_OF_A_PART: Final = frozenset(("provincial", "regional", "district", "state", "departmental", "county"))
"""What says that a capital is not that of the country."""

_ONE_OF_TWO: Final = frozenset(("both", "latter", "former"))
_CAPITAL: Final = frozenset(("capital", "seat"))


def kind_of(mention: PlaceMention) -> str:
    """Give the kind of a mention's likeliest reading."""
    return mention.readings[0].kind if mention.readings else "town"


class Places:
    """Places in the order they were named; sentences are counted so that old ones fade."""

    def __init__(self) -> None:
        self.number = 0
        self._places: list[tuple[int, PlaceMention]] = []
        self._topics: list[tuple[int, int, PlaceMention]] = []
        self._lead: tuple[int, PlaceMention] | None = None
        self._lists: list[tuple[int, list[PlaceMention]]] = []
        self._capitals: list[tuple[int, PlaceMention]] = []
        self._spoken: list[PlaceMention] = []
        self._main = ""
        self._near = False
        self._headed = 0
        self._beside: set[int] = set()

    def survey(self, mentions: Sequence[PlaceMention]) -> None:
        """Count the names of an article: one that stands out is what it is about."""
        counted = Counter(each.surface for each in mentions if kind_of(each) in SETTLED)
        most, second = sorted([0, 0, *counted.values()])[:-3:-1]
        if most > 1 and most > second * 1.5:
            self._main = max(counted, key=counted.__getitem__)

    def begin(self, number: int) -> None:
        """Begin a sentence: what it speaks of comes before all that was named earlier."""
        self.number = number
        self._spoken = []

    def spoke_of(self, mention: PlaceMention, main: bool = True) -> None:
        """Remember a place that a verb of this sentence was about, changed or not; ``main`` if no aside told it."""
        self._spoken.append(mention)
        self._topics.append((self.number, 2 if main else 1, mention))

    def headed_by(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember the places in a heading: the lines below it may speak of them without a name."""
        self._headed = self.number
        self._topics += [(self.number, 2, mention) for mention in mentions]

    def named_in(self, text: str, end: int, mentions: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> None:
        """Remember the places that a sentence named; a seat of government that may only speak is left out."""
        # Few sentences say "capital": one search for all their names tells so.
        capital = bool(mentions) and text.find("capital", max(0, mentions[0].start - 20), end) >= 0
        for mention in mentions:
            before = text[max(0, mention.start - 30) : mention.start]
            if capital and ("capital" in before[-20:] or "capital" in text[mention.end : min(end, mention.end + 45)]):
                self._capitals.append((self.number, mention))
            if not any(each.start <= mention.start < each.end for each in actors):
                self._places.append((self.number, mention))
                if before.endswith(_LYING) and _LIES_BY.search(text, max(0, mention.start - 12), mention.start):
                    self._beside.add(mention.start)
                if _may_begin(before) and _BEGINS.search(text, max(0, mention.start - 30), mention.start):
                    self._lead = (self.number, mention)

    def listed_together(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember places that changed hands: "the town" is most often one of these."""
        if len(mentions) > 1:
            self._lists.append((self.number, list(mentions)))

    def meant_by(self, target: Target, sentence: Sentence) -> list[PlaceMention]:
        """Give the places that a target without a name stands for; none where the text does not tell."""
        noun = target.noun
        if noun == "part" and target.inside is not None and target.inside.place is not None:
            return [target.inside.place] if kind_of(target.inside.place) in SETTLED else []
        if noun == "part":
            return self._spoken[-1:]
        if noun in _POSTS and target.inside is not None and target.inside.place is not None:
            return [target.inside.place]
        here = named_here(sentence, target.first)
        if noun in _ONE_OF_TWO:
            pair = self._pair(here, sentence)
            return pair if noun == "both" else pair[:1] if noun == "former" else pair[1:]
        if noun in _COUNTS:
            return self._some(noun, {unit.low for unit in sentence.units[target.first : target.last]}, here, sentence)
        if target.plural and noun in words.PLACE_NOUNS and target.owner is None:
            said = {unit.low for unit in sentence.units[target.first : target.last + 1]}
            return self._several(noun) or (self._pair(here, sentence) if said & {"both", "two"} else [])
        if noun in words.FACILITIES:
            found = self._facility(target, sentence, here)
            return [found] if found is not None else []
        if noun in words.HOLDS and target.inside is not None and target.inside.place is not None:
            return [target.inside.place]
        kind = words.PLACE_NOUNS.get(noun, "")
        if noun in ("it", "there", "place", "area", "site"):
            if noun == "it" and target.first < 2 and self._lead is not None and self._lead[0] == self.number - 1:
                return [self._lead[1]]
            first = next((each for each in here if kind_of(each) in _APART), None)
            found = self._spoken[-1] if self._spoken else first
            if found is None and noun not in ("area", "site"):
                found = self._last_topic() or self._last(here, _ANY)
        elif kind == "region":
            found = self._last(here, frozenset(("region",)))
        elif kind == "border_crossing":
            found = self._last(here, frozenset(("border_crossing",)))
            if found is None:
                found = self._last_topic() if noun in ("post", "crossing") else None
        elif noun in _CAPITAL:
            said = {unit.low for unit in sentence.units[target.first : target.last]}
            found = self._last_capital() or (self._last(here, SETTLED) if said & _OF_A_PART else None)
        elif kind in SETTLED:
            self._near = any(unit.low == "that" for unit in sentence.units[target.first : target.last])
            found = self._last(here, SETTLED) or self._last(owners_here(sentence, target.first), SETTLED)
        else:
            found = self._last(here, frozenset((kind,)))
            if found is not None and kind == "other" and noun not in found.surface.lower():
                found = None  # one building is not another
        return [found] if found is not None else []

    def _several(self, noun: str) -> list[PlaceMention]:
        if not self._lists or self.number - self._lists[-1][0] > _REACH or words.PLACE_NOUNS[noun] not in SETTLED:
            return []
        return self._lists[-1][1]

    def _some(self, noun: str, said: set[str], here: Sequence[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
        """Give the places of a list told last that "the last two", "the first two" and "all three" mean."""
        count = _COUNTS[noun]
        every = self._lists[-1][1] if self._lists and self.number - self._lists[-1][0] <= 1 else []
        if "first" in said and len(every) > count:
            return every[:count]
        if said & {"last", "latter"} and len(every) > count:
            return every[-count:]
        if not every and count == 2:
            return self._pair(here, sentence)
        return every if len(every) == count else []

    def _pair(self, here: Sequence[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
        """Give the two towns named last: in this sentence, or in one before that names two."""
        every = [unit.place for unit in sentence.units if unit.place is not None and unit.actor is None]
        for named in (here, every, *self._sentences()):
            towns = [each for each in named if kind_of(each) in _APART]
            apart = list({each.surface: each for each in towns}.values())
            if len(apart) > 1:
                return apart[-2:]
        return []

    def _sentences(self) -> Iterator[list[PlaceMention]]:
        """Give what was named in each of the sentences before, the last of them first."""
        for number in range(self.number - 1, self.number - _REACH, -1):
            named = [each for at, each in self._places[-40:] if at == number]
            if named:
                yield named

    def _last_topic(self) -> PlaceMention | None:
        if not self._topics or self.number - self._topics[-1][0] > _REACH:
            return None
        number = self._topics[-1][0]
        last = [each for each in self._topics[-40:] if each[0] == number]
        return max(reversed(last), key=lambda each: each[1])[2]

    def _last_capital(self) -> PlaceMention | None:
        if self._capitals and self.number - self._capitals[-1][0] <= _REACH * 3:
            return self._capitals[-1][1]
        return None

    def _last(self, here: Sequence[PlaceMention], kinds: frozenset[str]) -> PlaceMention | None:
        for mention in (*reversed(self._spoken), *reversed(here)):
            if kind_of(mention) in kinds:
                return mention
        best: tuple[float, int] | None = None
        found = None
        named = [(number, 0, mention) for number, mention in self._places[-40:]]
        for places in (named, self._topics[-40:]):
            for at, (number, weight, mention) in enumerate(places):
                if self.number - number > _REACH or kind_of(mention) not in kinds:
                    continue
                faint = _FAINT if not weight and mention.start in self._beside else 0
                main = _MAIN if mention.surface == self._main and not self._near else 0
                rank = (number - faint + _WEIGHTS[weight] + main, at)
                if best is None or rank >= best:
                    best, found = rank, mention
        return found

    def _facility(self, target: Target, sentence: Sentence, here: Sequence[PlaceMention]) -> PlaceMention | None:
        noun = target.noun
        kind = words.PLACE_NOUNS[noun]
        near = target.owner or target.inside
        surface, start, end = phrase_of(target, sentence)
        surface = target.words or surface
        if near is None and target.definite:
            called = surface if surface.split()[0] in _OWN_WORDS else noun.rstrip("s")
            near_by = [
                *(m for n, _, m in self._topics if n >= self._headed and self.number - n <= _LONG_REACH),
                *(m for n, m in self._places if self.number - n <= _REACH),
                *here,
            ]
            same = [m for m in near_by if kind_of(m) == kind and called in m.surface.lower()]
            if same:
                return same[-1]
        town = near.place if near is not None else None
        if town is None and kind == "border_crossing":
            return None
        behind = sentence.units[target.last + 1].low if target.last + 1 < len(sentence.units) else ""
        if town is None and behind == "there" and not any(kind_of(each) in SETTLED for each in here):
            return None  # "Belila airport and the oilfield there"
        if town is None:
            town = self._last(here, SETTLED) or self._last(owners_here(sentence, target.first), SETTLED)
        if near is None and not target.definite:
            return None
        if town is None:
            # "the presidential palace" may be noted without its town; a mere "the base" may not
            apart = " " in surface and surface.split()[0] not in words.ADJECTIVES - {"presidential", "police"}
            return PlaceMention(start, end, surface, (Reading(surface, kind, ""),)) if apart else None
        return work_in(town, surface or noun, target, sentence, (start, end))


def _may_begin(before: str) -> bool:
    """Tell at a glance, before a pattern is searched for, whether words may stand at the head of a sentence."""
    told = before.rstrip()
    return not told or told[-1] in '.!?"“' or told.endswith(" of") or "\n" in before[len(told) :]
