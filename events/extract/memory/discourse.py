"""What the text has spoken of so far: places, sides, and the changes told last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract.memory.parties import Parties
from events.extract.memory.recall import SETTLED, Places, kind_of
from events.extract.memory.war import Find, War
from events.extract.mentions import ActorMention, PlaceMention

_SPEAKS_ON: Final = 3
"""How many sentences on "he" is still who spoke last."""


class Memory:
    """The memory of one article; sentences are counted so that what is old fades."""

    def __init__(self, find: Find) -> None:
        self.places = Places()
        self.war = War(find)
        self.parties = Parties(find, self.war)
        self.number = 0
        self.last: tuple[str, ActorMention | None, ActorMention | None] | None = None
        self._told = 0
        self._speaker: tuple[int, ActorMention | None] = (-9, None)
        self._taken: tuple[int, list[PlaceMention], ActorMention | None] = (-9, [], None)

    def begin(self, number: int) -> None:
        """Begin a sentence."""
        if number - self._told > 2:
            self.last = None
        self.number = self.parties.number = self.war.number = number
        self.places.begin(number)

    def note_change(self, change: str, actor: ActorMention | None, loser: ActorMention | None) -> None:
        """Remember the change told last: "B followed" takes it up."""
        self.last = (change, actor, loser)
        self._told = self.number

    def note_taken(self, places: Sequence[PlaceMention], actor: ActorMention | None) -> None:
        """Remember which places were entered or taken last, and by whom."""
        self._taken = (self.number, list(places), actor)

    def just_taken(self, leaver: ActorMention) -> list[PlaceMention]:
        """Give the places that others took or entered a sentence ago: it is these that a side withdraws from."""
        number, places, actor = self._taken
        if self.number - number != 1 or actor is None or not leaver.actor_id or leaver.actor_id == actor.actor_id:
            return []
        settled = [place for place in places if kind_of(place) in SETTLED]
        return settled or places

    def spoke(self, speaker: ActorMention) -> None:
        """Remember for which side somebody spoke last."""
        self._speaker = (self.number, speaker)

    def speaker(self) -> ActorMention | None:
        """Give the side that "he said" speaks for."""
        return self._speaker[1] if self.number - self._speaker[0] <= _SPEAKS_ON else None
