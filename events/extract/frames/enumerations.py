"""Lists of places that a colon or bullets set apart from their verb: "The following towns were liberated: A, B, C"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract.frames.drafts import Sentence
from events.extract.grammar.units import Unit
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading

_REACH: Final = 25
"""How many units behind a verb the colon may stand."""


def behind_colon(sentence: Sentence, at: int) -> Reading:
    """Read the places after the colon that follows a verb, where they are all that is left of the sentence."""
    units = sentence.units
    total = len(units)
    colon = next((k for k in range(at + 1, min(at + _REACH, total)) if units[k].low in (":", ";")), -1)
    if colon < 0 or units[colon].low != ":":
        return Reading([], at)
    reading = read(units, colon + 1, total, bare=True)
    rest = [unit for unit in units[reading.stop :] if unit.kind not in "sT"]
    if rest or reading.refused or any(target.name is None for target in reading.targets):
        return Reading([], at)
    return reading


def nameless(reading: Reading) -> bool:
    """Tell whether a phrase names no place: nothing at all, or only "the following towns"."""
    return all(target.name is None and target.inside is None for target in reading.targets)


def itemised(units: Sequence[Unit], items: Sequence[tuple[int, int]]) -> list[Unit]:
    """Write the items of a list below its lead as a list in a sentence: a colon before the first, then commas.

    ``items`` are spans in the text: where the mark before an item begins, and where its own words do.
    """
    found: list[Unit] = []
    left = list(items)
    for unit in units:
        if left and unit.start >= left[0][1]:
            start = left.pop(0)[0]
            sign = "," if len(left) + 1 < len(items) else ":"
            if not found or found[-1].low != sign:
                found.append(Unit("s", sign, start, start, sign, False))
        elif left and unit.start >= left[0][0]:
            continue  # the bullet or number
        found.append(unit)
    return found
