"""Places told apart from the verb: "A and B are among the towns captured", "three towns fell: A, B and C"."""

from __future__ import annotations

from typing import Final

from events.extract import words
from events.extract.frames.arguments import from_left
from events.extract.frames.drafts import Sentence, left_start
from events.extract.grammar.verbs import Verb, is_finite
from events.extract.phrases.lists import LISTING
from events.extract.phrases.reader import read
from events.extract.phrases.targets import Reading
from events.extract.words import listed

_NAMING: Final = listed("are were is was include includes included comprise comprised")
_STARTING: Final = frozenset(("beginning", "starting", "along", "together"))
_WIDE: Final = listed("places kilometres kilometers miles settlements")
_REACH: Final = 14


def which_ones(sentence: Sentence, verb: Verb) -> Reading | None:
    """Read the names that go with "the towns captured" or "the liberated villages"; None where no such noun stands."""
    units = sentence.units
    if "n" not in verb.tags or verb.passive or verb.perfect:
        return None
    noun = verb.first - 1
    while noun > 0 and units[noun].low in words.ADVERBS:
        noun -= 1
    if noun >= 0 and (units[noun].low == "those" or _several(sentence, noun)):
        return _told_of(sentence, verb, noun)
    behind = next((k for k in range(verb.at + 1, min(verb.at + 4, len(units))) if _several(sentence, k)), -1)
    if behind < 0 or noun < 0 or units[noun].low not in words.DETERMINERS or behind + 1 >= len(units):
        return None
    names = units[behind + 1].low in _NAMING or units[behind + 1].low == ":"
    return _named(read(units, behind + 2, len(units), bare=units[behind + 1].low == ":")) if names else None


def _several(sentence: Sentence, at: int) -> bool:
    unit = sentence.units[at]
    return unit.kind == "w" and unit.low.endswith("s") and (unit.low in words.PLACE_NOUNS or unit.low in _WIDE)


def _told_of(sentence: Sentence, verb: Verb, noun: int) -> Reading | None:
    """Read "A is among those captured", "among those captured are A" and "the towns captured include A"."""
    units = sentence.units
    among = next((k for k in range(noun - 1, max(-1, noun - 7), -1) if units[k].low in ("among", "of")), -1)
    opened = among > 0 and units[among].low == "of" and units[among - 1].low in ("one", "two", "three")
    linked = among - 1 - opened
    if among > 0 and (opened or units[among].low == "among") and units[linked].low in words.BE:
        clause = sentence.clause_of(linked)
        return _named(from_left(sentence, left_start(sentence, linked, clause), linked))
    for k in range(verb.at + 1, min(verb.at + _REACH, len(units) - 1)):
        if units[k].low in _NAMING or units[k].low == ":":
            return _named(read(units, k + 1, len(units), bare=units[k].low == ":"))
        if units[k].low in (";", ".", ","):
            break
    return None


def _named(reading: Reading) -> Reading:
    """Leave out what has no name: it is no list that says which."""
    return Reading([each for each in reading.targets if each.name is not None], reading.stop, reading.refused)


def listed_behind(sentence: Sentence, first: int, at: int) -> Reading:
    """Read the names behind "several towns fell on Friday: " or "..., including", for a noun from ``first`` on."""
    units = sentence.units
    noun = next((k for k in range(first, min(first + 7, len(units))) if _several(sentence, k)), -1)
    if noun < 0 or any(units[k].kind == "P" for k in range(first, noun)):
        return Reading([], at)
    for k in range(max(at, noun) + 1, len(units) - 1):
        low = units[k].low
        pair = (low == "such" and units[k + 1].low == "as") or (low in _STARTING and units[k + 1].low == "with")
        if pair or low in (":", "–", "—", "include", "includes", "included") or low in LISTING:
            return _named(read(units, k + 1 + pair, len(units), bare=low == ":"))
        if low == "among" and units[k + 1].low in ("them", "others"):
            return _named(read(units, k + 2, len(units)))
        if low == ";" or (units[k - 1].low in ("and", "but", "which", "who") and is_finite(units, k)):
            break
    return Reading([], at)
