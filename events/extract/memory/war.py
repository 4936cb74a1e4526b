"""Who fights whom in an article: its sides by how often they are named, who gained and left last, the other side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeAlias

from events.extract.gazetteer.lexicon import table
from events.extract.memory.bare_nouns import adjectives, is_state
from events.extract.mentions import ActorMention, PlaceMention
from events.extract.words import listed

Find: TypeAlias = Callable[[str], list[ActorMention]]

_NEAR: Final = 3
_LEFT: Final = 8
"""How many sentences back who gained, and who left, is still the one meant."""

_FOES: Final = listed(
    "rebels insurgents militants separatists jihadists guerrillas terrorists extremists gunmen mutineers opposition"
)
_BESIDE: Final = ("peacekeep", "officer", "observer", "official")

_NO_ARMY: Final = frozenset(("PS",))
"""Countries where "the army" is another's."""

_SIDES: Final = 6

_OURS: Final = re.compile(
    r"[Oo](?<!\w[Oo])ur (?:\w+ ){0,2}(?:troops|forces|soldiers|army|brigades?|men|fighters|units|military|defenders)\b"
)

_OFFICE: Final = re.compile(
    r"\b(?:media cent(?:re|er)|headquarters|ministry of (?:national )?defen[cs]e|defen[cs]e ministry|press (?:release"
    r"|office|service)|media office|joint statement|communiqu[eé]|general staff)\b",
    re.IGNORECASE,
)
"""What stands in the first line of a release by an office of the armed forces; that line is no sentence."""


_ENEMY: Final = re.compile(
    r"\b(?:[Tt]he (?:enemy|terrorists|terrorist groups?)|informs the public|Khawarij|Group of Forces)\b"
)
"""What a side calls the other, and itself, in what it writes itself."""

_PRESS: Final = re.compile(
    r"\b(?:Reuters|AFP|AP|(?i:told|according to|(?:residents|witnesses) \w+ed|residents said"
    r"|witnesses said|reporters?|observers))\b"
)
"""What stands in the text of a reporter who asked others."""

_HINTS: Final = ("he enemy", "he terrorist", "informs the public", "Khawarij", "Group of Forces")
_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")


def _is_release(text: str) -> bool:
    head = next((line for line in text.splitlines() if line.strip()), "")
    if len(head) <= 120 and not head.rstrip().endswith(".") and _OFFICE.search(head) is not None:
        return True
    if not any(hint in text for hint in _HINTS):
        return False
    if "informs the public" in text:
        return True
    return _ENEMY.search(_QUOTED.sub(" ", text)) is not None and _PRESS.search(text) is None


@lru_cache(maxsize=4096)
def _stands_beside(surface: str) -> bool:
    low = surface.lower()
    return any(word in low for word in _BESIDE)


class War:
    """The sides of one article; ``find`` finds actors in a few words, as `Actors.find` does."""

    def __init__(self, find: Find) -> None:
        self.number = 0
        self.country = ""
        self.sides: list[ActorMention] = []
        self._find = find
        self._gains: list[tuple[int, ActorMention]] = []
        self._leavers: list[tuple[int, ActorMention]] = []
        self._holders: dict[str, ActorMention] = {}
        self._often: set[str] = set()
        self._foe: ActorMention | None = None
        self._allies: set[frozenset[str]] = set()
        self._ours = False
        self._own: ActorMention | None = None

    def survey(self, text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> None:
        """Look over the whole article once: the country it is about, and its sides by how often they are named."""
        # A letter case apart, most texts have no such word: that is seen sooner than a pattern is searched for.
        self._ours = ("ur " in text and _OURS.search(text) is not None) or _is_release(text)
        countries = Counter(each.readings[0].country for each in places if each.readings and each.readings[0].country)
        self.country = countries.most_common(1)[0][0] if countries else ""
        # Peacekeepers and observers stand in the text for themselves, not for the states that sent them.
        actors = [each for each in actors if not _stands_beside(each.surface)]
        named = Counter(each.actor_id for each in actors if each.actor_id and each.role == "force")
        first = {each.actor_id: each for each in reversed(actors) if each.actor_id and each.role == "force"}
        for each in actors:
            if each.actor_id and each.actor_id not in first:
                # A capital that stands for its state is named where no force is.
                first[each.actor_id] = replace(each, surface=each.name)
        self._often = {key for key, count in Counter(each.actor_id for each in actors).items() if count > 1}
        foes = [each for each in actors if each.role == "bare" and not each.countries and each.surface.lower() in _FOES]
        self._foe = next(iter(foes), None)
        state = self.state("")
        if state is not None:
            # "The army" and "soldiers" are the state's, though nobody names it.
            named[state.actor_id] += sum(each.role == "bare" and is_state(each.surface) for each in actors)
            first.setdefault(state.actor_id, state)
        self.sides = [first[actor_id] for actor_id, count in named.most_common(_SIDES) if count]
        self._own = next((each for each in self.sides if kind_of(each) == "state"), None) if self._ours else None

    def gained(self, mention: ActorMention) -> None:
        """Remember who gained a place."""
        self._gains.append((self.number, mention))

    def gained_last(self, within: int | None = None) -> ActorMention | None:
        """Give who gained last, ``within`` so many sentences at most."""
        if not self._gains or (within is not None and self.number - self._gains[-1][0] > within):
            return None
        return self._gains[-1][1]

    def is_own(self, actor: ActorMention | None, change: str) -> bool:
        """Tell whether who gains is who writes: a release that speaks of "our troops"."""
        return (
            self._ours
            and change == "takes"
            and actor is not None
            and (
                actor.surface.lower().startswith("our")
                or (self._own is not None and actor.key == self._own.key)
                or (self._own is None and kind_of(actor) == "state")
            )
        )

    def left(self, mention: ActorMention) -> None:
        """Remember who left a place."""
        self._leavers.append((self.number, mention))

    def holds(self, place: PlaceMention, actor: ActorMention) -> None:
        """Remember who has a place now, as the text tells it."""
        self._holders[_name(place)] = actor

    def holder(self, place: PlaceMention) -> ActorMention | None:
        """Give who has a place, as the text told it so far."""
        return self._holders.get(_name(place))

    def leaver(self) -> ActorMention | None:
        """Guess who leaves where the text names nobody: who left last, a few sentences ago at most."""
        if not self._leavers or self.number - self._leavers[-1][0] > _LEFT:
            return None
        return self._leavers[-1][1]

    def allied(self, one: ActorMention, other: ActorMention) -> None:
        """Remember two sides that act together: neither loses to the other."""
        self._allies.add(frozenset((one.key, other.key)))

    def state(self, country: str) -> ActorMention | None:
        """Give the state of a country."""
        country = country or self.country
        adjective = None if country in _NO_ARMY else adjectives().get(country)
        found = self._find(f"{adjective} government") if adjective else []
        return found[0] if len(found) == 1 else None

    def only_state(self, country: str) -> ActorMention | None:
        """Give the state of a country unless another state fights there too: "the minister" may be that one's."""
        state = self.state(country)
        others = [each for each in self.sides if kind_of(each) == "state" and (state is None or each.key != state.key)]
        return None if others else state

    def gainer(self, loser: ActorMention | None, country: str, again: bool) -> ActorMention | None:
        """Guess who gains where the text names nobody: who gained last, else the state that wins its own town back."""
        state = self.state(country)
        mine = self._own or state
        if self._ours and again and mine is not None and (loser is None or mine.key != loser.key):
            return mine
        for number, mention in reversed(self._gains[-6:]):
            if self.number - number > _NEAR + 1:
                break
            if loser is None or mention.key != loser.key:
                return mention
        if again and state is not None and (loser is None or state.key != loser.key):
            return state
        holder = loser.key if loser is not None else (state.key if state is not None else "")
        if loser is not None:
            other = self.opponent(loser, country)
            if other is not None:
                return other
        return next((each for each in self.sides if each.key != holder), None)

    def opponent(self, actor: ActorMention, country: str) -> ActorMention | None:
        """Give who fights a side, as far as who is named tells it.

        A state fights the rebels of its own country, and else another state; rebels fight the state of the country, and
        else each other; those who came from abroad fight whom the text names most, and nobody fights them unasked.
        """
        kind, state = kind_of(actor), self.state(country)
        others = [
            each
            for each in self.sides
            if each.key != actor.key
            and kind_of(each) != "external"
            and frozenset((each.key, actor.key)) not in self._allies
        ]
        own = [each for each in others if state is not None and each.key == state.key]
        local = [each for each in others if country in each.countries and kind_of(each) != "state"]
        if kind == "state" and state is not None and actor.key == state.key:
            foes = [each for each in local if kind_of(each) != "militia"] or local
            foes = foes or [each for each in others if kind_of(each) == "rebel"]
            foreign = [each for each in others if kind_of(each) != "state" or each.key in self._often]
            return next(iter(foes), None) or self._foe or next(iter(foreign), None)
        if kind == "state":
            return next((each for each in others if each in own or each in local), None) or next(iter(others), None)
        if kind == "militia" and any(kind_of(each) == "rebel" for each in local):
            return next(each for each in local if kind_of(each) == "rebel")
        return next(iter(own or local or others), None)


def _name(place: PlaceMention) -> str:
    return (place.readings[0].name if place.readings else place.surface).casefold()


def kind_of(mention: ActorMention) -> str:
    """Give the kind of a side: state, rebel, militia, external, civilian, other; blank where nobody knows."""
    return _kinds().get(mention.actor_id, "state" if mention.actor_id.endswith("_government") else "")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["actor_id"]: row["kind"] for row in table("actors.csv")}
