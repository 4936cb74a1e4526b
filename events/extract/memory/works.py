"""Works that lie in a town: airports, bases, headquarters, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from events.extract import words
from events.extract.frames.drafts import Sentence
from events.extract.mentions import PlaceMention, Reading
from events.extract.phrases.heads import CAMPS
from events.extract.phrases.targets import Target

_CAMPS: Final = CAMPS | {"headquarters"}
PLAIN: Final = frozenset(
    (
        "city",
        "town",
        "full",
        "nearby",
        "main",
        "key",
        "strategic",
        "important",
        "neighbouring",
        "neighboring",
        "last",
        "own",
    )
)
"""Words before a work's noun that are no part of its name."""

_KINDS: Final = frozenset(("border", "international", "military", "nearby", "oil", "air"))
"""First words of kinds of works: "international airport" is no name of its own."""


def phrase_of(target: Target, sentence: Sentence) -> tuple[str, int, int]:
    """Give the words that name a work, without article and owner, with their span."""
    units = sentence.units
    first = target.first
    for k in range(target.first, target.last + 1):
        unit = units[k]
        if (
            unit.actor is not None
            or unit.low in words.DETERMINERS
            or unit.low in ("'s", "'")
            or unit.kind in "PT"
            or unit.low in PLAIN
        ):
            first = k + 1
    first = min(first, target.last)
    start, end = units[first].start, units[target.last].end
    return " ".join(units[k].low for k in range(first, target.last + 1)), start, end


def facility(town: PlaceMention, name: str, noun: str, start: int, end: int) -> PlaceMention:
    """Make the mention of a work that lies in a town: "Kabul airport", "presidential palace (Kabul)"."""
    kind = words.PLACE_NOUNS.get(noun, "other")
    readings = tuple(
        Reading(
            f"{each.name} {name}" if _plain(name) else f"{name} ({each.name})",
            kind, each.country, each.admin1, each.latitude, each.longitude,
        )
        for each in town.readings
    )  # fmt: skip
    first = town.surface
    surface = f"{first} {name}" if _plain(name) else f"{name} ({first})"
    return PlaceMention(start, end, surface, readings)


def work_in(
    town: PlaceMention, surface: str, target: Target, sentence: Sentence, span: tuple[int, int]
) -> PlaceMention:
    """Make the mention of a work by what the sentence calls it: "prison (A)", "Shabab camp in A", "A airport"."""
    noun = target.noun
    made = facility(town, surface, noun, *span)
    implied = target.owner is None and target.inside is None
    if implied and words.PLACE_NOUNS[noun] == "other" and surface == noun:
        return replace(made, surface=f"{noun} ({town.surface})")
    whose = sentence.units[target.first : target.last + 1]
    own = noun in _CAMPS and not target.words and any(unit.actor is not None or unit.capital for unit in whose)
    if target.inside is None or not own:
        return made
    named = [unit for unit in whose if unit.low not in words.DETERMINERS]
    text = sentence.text[named[0].start : named[-1].end] if named else ""
    return replace(made, surface=f"{text} in {town.surface}") if text else made


def _plain(name: str) -> bool:
    """Tell "airport" and "border crossing", which go behind a town's name, from a work with a name of its own."""
    return name in words.FACILITIES or name.split()[0] in (
        "border",
        "international",
        "military",
        "nearby",
        "oil",
        "air",
    )
