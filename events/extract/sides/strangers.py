"""Subjects that no list knows: "the Islamists", "the PRF", "Hissène Habré", "ULIMO" before a verb of change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.mentions import ActorMention
from events.extract.sides.people import UNARMED
from events.extract.words import listed

_NOBODY: Final = (
    words.ADVERBS | words.DETERMINERS | words.PRONOUNS | words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS
    | words.AUXILIARIES | words.MODALS | words.QUANTITIES | words.RELATIVES | words.ADJECTIVES | UNARMED
    | set(words.PLACE_NOUNS)
    | listed(
        "fighting clashes battles nobody none someone everyone anyone somebody reports war conflict peace offensive"
        " operation operations attack attacks assault advance reuters afp ap bbc cnn xinhua tass interfax ria anadolu"
        " photo photographs photographers photographer cameras video footage images picture pictures police"
        " tanks warplanes planes aircraft jets helicopters artillery gunboats ships shells"
        " rockets missiles drones trucks"
        " who whoever what whatever mr mrs ms sunday monday tuesday wednesday thursday friday saturday"
    )
)  # fmt: skip
"""Words that name nobody who takes a town, though they may stand before the verb with a capital."""
_LONGEST: Final = 5
_OPENING: Final = words.CONJUNCTIONS | words.SUBORDINATORS | {"that"}
_BEFORE_VERB: Final = words.ADVERBS | words.AUXILIARIES


def stranger(units: Sequence[Unit], start: int, end: int) -> Unit | None:
    """Give the unit of a name before a verb that no list knows, with an actor of that name; None when there is none.

    A plural with an article ("the Islamists") is a bare noun, whose side the text before may tell.
    """
    k = end - 1
    while k > start and units[k].kind == "w" and units[k].low in _BEFORE_VERB:
        k -= 1
    if k < start or not is_name(units[k]):
        return None
    first = k
    while first > start and k - first < _LONGEST and is_name(units[first - 1]):
        first -= 1
    before = units[first - 1].low if first else ""
    unit = units[k]
    definite = before == "the"
    if first == k and not definite and not unit.capitals and not _begins(units, k):
        return None
    if first == k and not definite and not first and unit.low.endswith(("ing", "ly", "ed")):
        return None
    name = " ".join(units[at].surface for at in range(first, k + 1))
    bare = first == k and definite and not unit.capitals and unit.low.endswith("s")
    unit.actor = ActorMention(units[first].start, unit.end, name, "", name, "bare" if bare else "force")
    return unit


def is_name(unit: Unit) -> bool:
    """Tell whether a word may be a part of a name that no list knows."""
    return (
        unit.kind == "w"
        and unit.capital
        and unit.actor is None
        and not unit.modifier
        and unit.low not in _NOBODY
        and unit.low[0] not in "-'"
    )


def _begins(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a word stands where a subject may: at the beginning, behind a sign, a time or "and"."""
    return at == 0 or units[at - 1].kind in "sT" or units[at - 1].low in _OPENING


def is_band(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell whether a capitalised plural may be a side that no list knows: "by the Islamists"."""
    unit = units[at]
    alone = at + 1 >= end or not units[at + 1].capital
    return is_name(unit) and alone and (unit.low.endswith("s") or unit.capitals)
