"""The sides a text has spoken of so far, for "they", "the group" and "the army"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from events.extract import words
from events.extract.bare_nouns import adjectives, agrees, fits, is_state, named_after
from events.extract.drafts import Sentence
from events.extract.mentions import ActorMention, PlaceMention
from events.extract.people import ENEMIES
from events.extract.sides import Side

Find: TypeAlias = Callable[[str], list[ActorMention]]

_NEAR: Final = 3
_FAR: Final = 12
"""How many sentences back a pronoun, and a noun, may look."""

_LATELY: Final = 40
"""How many mentions back are looked at, at most."""


_OURS: Final = re.compile(
    r"\b[Oo]ur (?:\w+ ){0,2}(?:troops|forces|soldiers|army|brigades?|men|fighters|units|military|defenders)\b"
)

_OFFICE: Final = re.compile(
    r"\b(?:media cent(?:re|er)|headquarters|ministry of (?:national )?defen[cs]e|defen[cs]e ministry|press (?:release"
    r"|office|service)|media office|joint statement|communiqu[eé]|general staff)\b",
    re.IGNORECASE,
)
"""What stands in the first line of a release by an office of the armed forces; that line is no sentence."""


def _is_release(text: str) -> bool:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return len(head) <= 120 and not head.rstrip().endswith(".") and _OFFICE.search(head) is not None


class Parties:
    """Sides in the order they were named; ``find`` finds actors in a few words, as `Actors.find` does."""

    def __init__(self, find: Find) -> None:
        self.number = 0
        self.country = ""
        self._find = find
        self._adjectives = adjectives()
        self._actors: list[tuple[int, ActorMention]] = []
        self._gains: list[tuple[int, ActorMention]] = []
        self._sides: list[tuple[str, ActorMention]] = []
        self._leavers: list[tuple[int, ActorMention]] = []
        self._ours = False

    def survey(self, text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> None:
        """Look over the whole article once: the country it is about, and its sides by how often they are named."""
        self._ours = _OURS.search(text) is not None or _is_release(text)
        countries = Counter(each.readings[0].country for each in places if each.readings and each.readings[0].country)
        self.country = countries.most_common(1)[0][0] if countries else ""
        named = Counter(each.actor_id for each in actors if each.actor_id and each.role == "force")
        first = {each.actor_id: each for each in reversed(actors) if each.actor_id}
        self._sides = [(actor_id, first[actor_id]) for actor_id, _ in named.most_common(4)]

    def named(self, mention: ActorMention) -> None:
        """Remember a side that was named by its name."""
        if mention.actor_id and mention.role in ("force", "people", "government"):
            self._actors.append((self.number, mention))
        elif mention.role == "bare" and is_state(mention.surface):
            local = self._local(mention, "")
            if local is not None and local.actor_id:
                self._actors.append((self.number, replace(local, role="bare")))
        elif mention.role == "bare":
            recent = self._recent(False)
            if recent is not None:
                self._actors.append((self.number, recent))

    def meant_by(self, side: Side, sentence: Sentence, country: str = "", gains: bool = False) -> ActorMention | None:
        """Give the actor that a side means: a pronoun or a bare noun is looked up in what was said before.

        A bare noun that nothing before explains is taken for the side of that kind in ``country``.
        """
        unit = side.unit
        if unit is None:
            return None
        mention = unit.actor
        if mention is not None and (mention.role != "bare" or mention.countries):
            return mention
        if unit.low in ENEMIES:
            return mention
        if mention is None:
            return (
                self._first(sentence, side.at, unit.low)
                or self._first_bare(sentence, side.at, country)
                or self._gainer_before(gains)
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
            if found is None and not any(u.low in words.SAYING for u in sentence.units[: side.at]):
                found = self._subject()
            return found if found is not None else self._of_speaker(sentence, side, mention)
        state = is_state(unit.low)
        if side.at and sentence.units[side.at - 1].low == "same" and self._gains:
            return self._gains[-1][1]
        here = self._earlier(sentence, side.at, state)
        found = here or self._recent(state)
        local = self._local(mention, country)
        if (
            state
            and local is not None
            and local.actor_id
            and here is None
            and (found is None or country not in found.countries)
        ):
            found = local
        if found is None:
            found = local
        if found is not None:
            return replace(found, start=mention.start, end=mention.end, surface=mention.surface)
        return mention

    def _local(self, mention: ActorMention, country: str) -> ActorMention | None:
        adjective = self._adjectives.get(country or self.country)
        if not adjective:
            return None
        bare = mention.surface.lower().removeprefix("the ")
        name = f"{adjective} {bare}"
        # A numbered division is a part of the army.
        found = self._find(f"{adjective} army" if bare[0].isdigit() else name)
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
            names = [*names, unit.low.title()] if unit.capital and unit.kind == "w" else []
        return replace(mention, name=f"{' '.join(names)}'s {mention.surface}") if names else mention

    def gained(self, mention: ActorMention) -> None:
        """Remember who gained a place."""
        self._gains.append((self.number, mention))

    def is_own(self, actor: ActorMention | None, change: str) -> bool:
        """Tell whether who gains is who writes: a release that speaks of "our troops"."""
        return (
            self._ours
            and change == "takes"
            and actor is not None
            and (actor.actor_id.endswith("_government") or actor.surface.lower().startswith("our"))
        )

    def opponent(self, actor: ActorMention) -> ActorMention | None:
        """Give the other side where the article knows only two; None where a third is named as often."""
        if not actor.actor_id:
            return None
        others = [mention for actor_id, mention in self._sides if actor_id != actor.actor_id]
        if len(others) == 1 or (others and len(self._sides) > 1 and actor.actor_id == self._sides[0][0]):
            return others[0]
        if others and any(actor_id == actor.actor_id for actor_id, _ in self._sides[1:]):
            return self._sides[0][1]
        return None

    def left(self, mention: ActorMention) -> None:
        """Remember who left a place."""
        self._leavers.append((self.number, mention))

    def leaver(self) -> ActorMention | None:
        """Guess who leaves where the text names nobody: who left last, a few sentences ago at most."""
        if not self._leavers or self.number - self._leavers[-1][0] > _NEAR:
            return None
        return self._leavers[-1][1]

    def gainer(self, loser: ActorMention | None, country: str, again: bool) -> ActorMention | None:
        """Guess who gains where the text names nobody: who gained last, else the state that wins its own town back."""
        for number, mention in reversed(self._gains[-6:]):
            if self.number - number > _NEAR + 1:
                break
            if loser is None or (mention.actor_id or mention.name) != (loser.actor_id or loser.name):
                return mention
        adjective = self._adjectives.get(country or self.country)
        state = self._find(f"{adjective} government") if adjective else []
        if again and len(state) == 1 and (loser is None or state[0].actor_id != loser.actor_id):
            return state[0]
        holder = loser.actor_id if loser is not None else (state[0].actor_id if len(state) == 1 else "")
        for actor_id, mention in self._sides:
            if actor_id != holder:
                return mention
        return None

    @staticmethod
    def _first(sentence: Sentence, at: int, pronoun: str = "") -> ActorMention | None:
        """Give the first side named before in the sentence: what "it" and "they" most often take up."""
        named = [u.actor for u in sentence.units[:at] if u.actor is not None and u.actor.actor_id and not u.modifier]
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

    def _gainer_before(self, gains: bool) -> ActorMention | None:
        """Give who gained last, for "they" who gain again; None where nobody did of late."""
        if not gains or not self._gains or self.number - self._gains[-1][0] > _NEAR - 1:
            return None
        return self._gains[-1][1]

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
                and unit.actor.actor_id
                and not unit.modifier
                and fits(unit.actor, state)
            ):
                return unit.actor
        return None

    def _recent(self, state: bool | None) -> ActorMention | None:
        for number, mention in reversed(self._actors):
            if self.number - number > (_FAR if state is not None else _NEAR):
                return None
            if mention.role == "force" and fits(mention, state):
                return mention
        return None
