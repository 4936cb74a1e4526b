"""The words of one noun phrase before its name: its article, its noun, whether they make a part of the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.phrases.targets import Reading, Target
from events.extract.triggers import VERBS

_ONE: Final = frozenset(("one", "last", "first", "second", "third", "other", "remaining"))
_POINTING: Final = frozenset(("the", "that", "this", "its", "their", "both", "these", "those"))
CAMPS: Final = frozenset(("base", "bases", "camp", "outpost", "checkpoint", "barracks", "garrison"))
_CAMPS: Final = CAMPS | {"airbase"}
"""Works whose name needs the town beside it, even where it says who is in them."""

QUARTERS: Final = frozenset(("districts", "neighbourhoods", "neighborhoods", "quarters", "suburbs", "streets"))
"""Plurals that, without a name, are parts of the place spoken of."""

_PLURALS: Final = frozenset(("districts", "villages", "towns", "counties", "settlements", "localities", "provinces"))
_SINGULAR: Final = frozenset(("headquarters", "ruins", "barracks"))


class Phrase:
    """What was seen of a noun phrase: its head, its owner, and a last word ``odd`` that is no word of places.

    ``run`` is the unit where capitalised words before the noun began ("Southern Command headquarters"), or -1.
    """

    __slots__ = ("definite", "first", "head", "odd", "owner", "part", "plural", "run")

    def __init__(self, first: int) -> None:
        self.first = first
        self.head = ""
        self.odd = ""
        self.definite = self.part = self.plural = False
        self.run = -1
        self.owner: Unit | None = None

    def hear(self, low: str, last: Unit | None) -> bool:
        """Take in a word that may stand before a name; False when it may not. ``last`` is the name before, if any."""
        if low in words.DETERMINERS:
            self.definite = self.definite or low in _POINTING
            if low in ("its", "their") and last is not None and self.owner is None:
                self.owner = last
            self.odd = ""
        elif low in words.PLACE_NOUNS:
            self.head = low
            self.plural = self.plural or (low.endswith("s") and low not in _SINGULAR)
            self.part = self.part or (low in words.PARTS and not (self.definite and not low.endswith("s")))
            self.odd = ""
        elif low in words.PARTS:
            self.part = self.part or low != "side"
            self.odd = ""
        elif low in words.QUANTITIES:
            self.plural = self.plural or low not in _ONE
            self.part = self.part or low == "most"
        elif low in words.PART_ADVERBS:
            self.part = True
        else:
            return low in words.WHOLES or low in words.ADVERBS or low in words.ADJECTIVES or low.endswith("ly")
        return True

    def puzzle(self, low: str) -> bool:
        """Take an unknown word for an adjective or noun of the phrase; False when it is the -ing of a trigger."""
        if low in VERBS and "g" in VERBS[low][0][2]:
            return False
        self.odd = low
        return True


def all_camps(reading: Reading) -> bool:
    """Tell camps and bases, which soldiers evacuate, from towns, which are evacuated of their people."""
    return all(
        target.noun in CAMPS or (target.name is not None and target.name.low.split()[-1] in _CAMPS)
        for target in reading.targets
    )


def of_many(units: Sequence[Unit], phrase: Phrase, at: int, end: int) -> bool:
    """Tell "three of the five districts of A", which are not A, from "the districts of A and B"."""
    counted = any(unit.kind == "n" or unit.low in words.QUANTITIES for unit in units[phrase.first : at])
    listed = at + 1 < end and units[at + 1].low == "and"
    return phrase.plural and phrase.head in _PLURALS and counted and not listed and _is_region(units[at])


def _is_region(unit: Unit) -> bool:
    return unit.place is not None and bool(unit.place.readings) and unit.place.readings[0].kind in ("region", "country")


def joined(at: int, unit: Unit, phrase: Phrase) -> Target:
    """Make the target of a name of two units: "Abu Karshola", of which a gazetteer knows each half alone."""
    return Target(at, phrase.first, at + 1, unit, phrase.head, phrase.definite, guess=True)


def work_of(units: Sequence[Unit], at: int, end: int, phrase: Phrase) -> tuple[Target, int]:
    """Read "headquarters of the 4th Brigade", a work named after who is in it; ``at`` is the unit of "of".

    Gives the target and the unit behind it.
    """
    k = at + 1
    named: list[str] = []
    every: list[str] = []
    while k < end and (units[k].kind in "nAw" or units[k].low in ("'s", "'")):
        unit = units[k]
        if unit.kind == "w" and (
            unit.low in words.PREPOSITIONS or unit.low in words.CONJUNCTIONS or is_finite(units, k)
        ):
            break
        if unit.low in ("'s", "'"):
            named = []
        elif unit.kind != "w" or unit.capital:
            named.append(unit.surface)
        every.append(unit.surface)
        k += 1
    target = Target(at - 1, phrase.first, k - 1, None, phrase.head, True, part=phrase.part)
    target.words = " ".join([*named, phrase.head] if named else [phrase.head, "of", *every])
    return target, k


def is_noun(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a word after capitalised ones is a noun that they describe: "Russian Grad launchers"."""
    unit = units[at]
    return (
        unit.kind == "w"
        and not unit.capital
        and unit.low not in _SMALL
        and unit.low not in words.PLACE_NOUNS
        and not unit.low.endswith(("ly", "ing", "ed"))
        and not is_finite(units, at)
    )


_SMALL: Final = (
    words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS | words.RELATIVES | words.ADVERBS | words.AUXILIARIES
    | words.MODALS | words.DETERMINERS | words.PRONOUNS | words.NEGATIONS | words.PARTS | {"'s", "known", "itself"}
)  # fmt: skip
"""Words that may follow a name without being described by it."""
