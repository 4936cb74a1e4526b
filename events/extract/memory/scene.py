"""The places that a sentence has named before a word, and how they stand to it."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.drafts import Sentence
from events.extract.mentions import PlaceMention
from events.extract.words import listed

_BESIDE: Final = listed("towards toward near to around outside between from of beyond")


def named_here(sentence: Sentence, before: int) -> list[PlaceMention]:
    """Give the places named in a sentence so far, without those that only say where another lies."""
    units = sentence.units
    found = []
    beside = -9
    for at in range(before):
        unit = units[at]
        goes_on = at + 2 < before and units[at + 1].low == "," and units[at + 2].low in ("where", "which")
        if unit.place is None:
            continue
        lies_by = at and units[at - 1].low in _BESIDE and not (at > 1 and units[at - 2].low in words.PLACE_NOUNS)
        if lies_by and not goes_on:
            beside = at
            continue
        if beside == at - 2 and units[at - 1].low in ("and", ","):
            beside = at  # "from A and B": the second lies beside, too
            continue
        if unit.actor is not None and not goes_on:
            continue
        found.append(unit.place)
    return found


def owners_here(sentence: Sentence, before: int) -> list[PlaceMention]:
    """Give the places of "residents of A" and "the people of A": second best, where no other is named."""
    units = sentence.units
    return [
        unit.place
        for at, unit in enumerate(units[:before])
        if at and unit.place is not None and unit.actor is None and units[at - 1].low in ("of", "from")
    ]
