"""The sides a text has spoken of so far, for "they", "the group" and "the army"."""

from __future__ import annotations

from bisect import insort
from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.frames.drafts import Sentence
from events.extract.memory.bare_nouns import adjectives, agrees, fits, is_state, named_after
from events.extract.memory.war import Find, War, kind_of
from events.extract.mentions import ActorMention
from events.extract.phrases.lists import TITLES
from events.extract.sides.people import ARMY_UNITS, ENEMIES, GROUPS
from events.extract.sides.roles import Side
from events.extract.words import listed

_NEAR: Final = 3
_FAR: Final = 12
"""How many sentences back a pronoun, and a noun, may look."""

_LATELY: Final = 40
"""How many mentions back are looked at, at most."""
_REACH: Final = 5
_REBELS: Final = ("rebel", "")
_MEANT: Final = (
    dict.fromkeys(listed("rebels rebel insurgents insurgent guerrillas separatists jihadists rebellion"), _REBELS)
    | dict.fromkeys(listed("militia militias militiamen paramilitaries"), ("militia", ""))
    | dict.fromkeys(listed("gang gangs cartel gangsters"), ("other", ""))
)
"""Of which kind a side is that a noun means; a side that no list knows may be of any."""


_NO_NAMES: Final = words.PRONOUNS | words.DETERMINERS
_SPEAKING: Final = words.SAYING | words.DENYING | words.ADMITTING


class Parties:
    """Sides in the order they were named; ``find`` finds actors in a few words, as `Actors.find` does."""

    def __init__(self, find: Find, war: War) -> None:
        self.number = 0
        self._war = war
        self._find = find
        self._actors: list[tuple[int, ActorMention]] = []

    def named(self, mention: ActorMention) -> None:
        """Remember a side that was named by its name."""
        if mention.key and mention.role in ("force", "people", "government"):
            self._actors.append((self.number, mention))
        elif mention.role == "bare" and is_state(mention.surface):
            local = self._local(mention, "")
            if local is not None and local.actor_id:
                self._actors.append((self.number, replace(local, role="bare")))
        elif mention.role == "bare":
            recent = self._recent(False, mention.surface.lower())
            if recent is not None:
                self._actors.append((self.number, recent))

    def named_before(self, mention: ActorMention, number: int) -> None:
        """Remember a side that a sentence before named."""
        insort(self._actors, (number, mention), key=lambda each: each[0])

    def meant_by(self, side: Side, sentence: Sentence, country: str = "", gains: bool = False) -> ActorMention | None:
        """Give the actor that a side means: a pronoun or a bare noun is looked up in what was said before.

        A bare noun that nothing before explains is taken for the side of that kind in ``country``.
        """
        unit = side.unit
        if unit is None:
            return None
        mention = unit.actor
        if mention is not None and (mention.role != "bare" or mention.countries):
            return mention if mention.actor_id else self._led(mention)
        if unit.low in ENEMIES:
            return mention
        if mention is None:
            if unit.low in ("its", "their", "his"):
                # "Russia says that it has completed its withdrawal": whose it is stands before it.
                for k in range(side.at - 1, max(-1, side.at - 1 - _REACH), -1):
                    if sentence.units[k].low in ("it", "they", "he"):
                        return self.meant_by(Side(sentence.units[k], k), sentence, country, gains)
            return (
                self._who_says(sentence, side.at, country)
                or self._first(sentence, side.at, unit.low)
                or self._first_bare(sentence, side.at, country)
                or (self._war.gained_last(_NEAR - 1) if gains else None)
                or self._subject(unit.low)
                or self._recent(None)
            )
        named = named_after(sentence, side.at, mention)
        if named is not None:
            return named
        if side.at and sentence.units[side.at - 1].low in ("his", "its", "their", "our", "own"):
            if sentence.units[side.at - 1].low == "our":
                return self._local(mention, country) or mention
            found = self._first(sentence, side.at)
            if found is not None and sentence.units[side.at - 1].low == "his":
                # "Haftar said his forces": what he is called says whose they are.
                return replace(found, surface=f"{found.surface}'s {mention.surface}")
            if found is None and not any(u.low in words.SAYING for u in sentence.units[: side.at]):
                found = self._subject()
            return found if found is not None else self._of_speaker(sentence, side, mention)
        if unit.low == "peacekeepers":
            return next((each for _, each in reversed(self._actors) if kind_of(each) == "external"), mention)
        state = is_state(unit.low)
        if side.at and sentence.units[side.at - 1].low == "same" and self._war.gained_last() is not None:
            return self._war.gained_last()
        here = self._earlier(sentence, side.at, state)
        found = here or self._recent(state, unit.low)
        local = self._local(mention, country)
        if (
            state
            and local is not None
            and local.actor_id
            and here is None
            and (found is None or country not in found.countries)
        ):
            found = local
        if unit.kind == "w" and mention.surface.istitle():
            found = self.known_as(mention.surface) or found
        elif found is not None and here is None and not state and self._is_elsewhere(found, country):
            found = None  # in a digest the rebels of one country are not those of another
        if found is None:
            found = mention if unit.low in GROUPS else local
        if found is not None:
            return replace(found, start=mention.start, end=mention.end, surface=mention.surface)
        return mention

    def _is_elsewhere(self, found: ActorMention, country: str) -> bool:
        """Tell whether a side fights neither in a country nor in the one that the article is mostly about."""
        return bool(country and found.countries) and not {country, self._war.country} & set(found.countries)

    def known_as(self, short: str) -> ActorMention | None:
        """Give the side named before that a short name stands for: "the Front", "the Giants"."""
        if not short.istitle() or " " in short:
            return None
        named = (each for _, each in reversed(self._actors))
        return next((each for each in named if short in each.name.split() or short in each.surface.split()), None)

    def _led(self, mention: ActorMention) -> ActorMention:
        """Give the side of a leader who stands for it, "Haftar took it", and that of a short name, "the Front"."""
        known = self.known_as(mention.name)
        if known is not None:
            return replace(known, start=mention.start, end=mention.end, surface=mention.surface)
        leader = mention.name.removesuffix("'s men")
        while " " in leader and leader.partition(" ")[0].lower() in TITLES:
            leader = leader.partition(" ")[2]
        found = self._find(f"{leader}'s forces")
        led = len(found) == 1 and found[0].actor_id and found[0].role == "force"
        return replace(found[0], start=mention.start, end=mention.end, surface=mention.surface) if led else mention

    def _local(self, mention: ActorMention, country: str) -> ActorMention | None:
        adjective = adjectives().get(country or self._war.country)
        if not adjective or (is_state(mention.surface) and self._war.state(country) is None):
            return None
        if "-" in mention.surface:
            return mention  # "Rwandan-backed rebels" says whose they are
        bare = mention.surface.lower().removeprefix("the ")
        name = f"{adjective} {bare}"
        # A numbered division is a part of the army.
        found = self._find(f"{adjective} army" if bare.split()[-1] in ARMY_UNITS else name)
        if len(found) == 1 and found[0].actor_id:
            return found[0]
        return replace(mention, name=name)

    @staticmethod
    def _of_speaker(sentence: Sentence, side: Side, mention: ActorMention) -> ActorMention:
        """Name "his forces" after who speaks: "Ramzan Kadyrov's forces"."""
        names: list[str] = []
        for unit in sentence.units[: side.at]:
            if unit.low in words.SAYING:
                break
            name = unit.capital and unit.kind == "w" and unit.low not in _NO_NAMES
            names = [*names, unit.low.title()] if name else []
        return replace(mention, name=f"{' '.join(names)}'s {mention.surface}") if names else mention

    @staticmethod
    def _first(sentence: Sentence, at: int, pronoun: str = "") -> ActorMention | None:
        """Give the first side named before in the sentence: what "it" and "they" most often take up."""
        named = [u.actor for u in sentence.units[:at] if u.actor is not None and u.actor.key and not u.modifier]
        if not any(u.low in words.SAYING for u in sentence.units[:at]) or pronoun in ("it", "its"):
            named = [each for each in named if agrees(each, pronoun)]
        forces = [each for each in named if each.role == "force"]
        return next(iter(forces or named), None)

    def _first_bare(self, sentence: Sentence, at: int, country: str) -> ActorMention | None:
        """Give what the first noun for a side in the sentence means: "the army said it ..."."""
        for k in range(at):
            unit = sentence.units[k]
            if unit.actor is not None and unit.actor.role == "bare" and not unit.modifier and unit.low not in ENEMIES:
                return self.meant_by(Side(unit, k), sentence, country)
        return None

    def _subject(self, pronoun: str = "") -> ActorMention | None:
        """Give the first side that the nearest sentence before named."""
        lately = [(number, mention) for number, mention in self._actors[-_LATELY:] if number < self.number]
        if not lately or self.number - lately[-1][0] > 2:
            return None
        named = [mention for number, mention in lately if number == lately[-1][0] and agrees(mention, pronoun)]
        return next((each for each in named if each.role == "force"), next(iter(named), None))

    def _earlier(self, sentence: Sentence, at: int, state: bool | None) -> ActorMention | None:
        for k in range(at - 1, -1, -1):
            unit = sentence.units[k]
            if (
                unit.actor is not None
                and unit.kind == "A"
                and unit.actor.key
                and not unit.modifier
                and fits(unit.actor, state)
            ):
                return unit.actor
        return None

    def _recent(self, state: bool | None, noun: str = "") -> ActorMention | None:
        """Give the side named last that a noun may mean; "the rebels" are no militia where others rebel."""
        kinds = _MEANT.get(noun.rpartition(" ")[2], ())
        oldest = self.number - (_FAR if state is not None else _NEAR)
        lately: list[ActorMention] = []
        for number, mention in reversed(self._actors):
            if number < oldest:
                break
            if mention.role == "force" and fits(mention, state):
                if not kinds:
                    return mention
                lately.append(mention)
        for kind in kinds:
            for each in (*lately, *self._war.sides):
                if kind_of(each) == kind and fits(each, state):
                    return each
        return next(iter(lately), None)

    def _who_says(self, sentence: Sentence, at: int, country: str) -> ActorMention | None:
        """Give who says what a pronoun begins: "the army denied that it had lost ..."."""
        units = sentence.units
        k = at - 1
        while k >= 0 and at - k <= _REACH and (units[k].kind == "T" or units[k].low in ("that", "on", "in", "late")):
            k -= 1
        if k < 1 or units[k].kind != "w" or units[k].low not in _SPEAKING:
            return None
        for before in range(k - 1, max(-1, k - 1 - _REACH), -1):
            unit = units[before]
            if unit.actor is not None and unit.kind in "AP" and not unit.modifier:
                return unit.actor if unit.actor.key else self.meant_by(Side(unit, before), sentence, country)
            if unit.kind == "s" or unit.low in words.CONJUNCTIONS:
                break
        return None
