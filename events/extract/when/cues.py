"""The words that give a time away: a sentence without any is not searched, another only by the rules they call."""

from __future__ import annotations

import re
from typing import Final

from events.extract.when.words import MONTHS, WEEKDAYS

_UNITS: Final = ("hour", "day", "night", "week", "weekend", "fortnight", "month", "year", "decade")
_PARTS_OF_DAY: Final = ("morning", "afternoon", "evening")
_MONTH_WORDS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept", *MONTHS,
)  # fmt: skip

_CUES: Final[dict[str, frozenset[str]]] = {}


def _cue(name: str, *words: str) -> None:
    for word in words:
        _CUES[word] = _CUES.get(word, frozenset()) | {name}


_cue("month", *_MONTH_WORDS)
_cue("weekday", *WEEKDAYS)
_cue("unit", *_UNITS, *(unit + "s" for unit in _UNITS), *_PARTS_OF_DAY)
_cue("day", "today", "tonight", "tomorrow", "yesterday", "overnight", "night", *_PARTS_OF_DAY)
_cue("season", "spring", "summer", "autumn", "fall", "winter")
_cue("ordinal", "st", "nd", "rd", "th", "first")
_cue("feast", "christmas", "boxing", "new", "eve")
_cue("then", "then")
_cue("ago", "ago")
_cue("apart", "earlier", "later", "before", "beforehand", "after", "afterward", "afterwards", "previously", "on")
_cue("within", "earlier", "later")
_cue("inside", "within")
_cue("weekend", "weekend")
_cue("whole", "week", "month", "year")
_cue("told", "last", "next", "this", "that", "coming", "previous", "preceding", "following", "same")
_cue("near", "before", "after")
_cue("recent", "last", "past", "recent")
_cue("step", "same", "previous", "preceding", "following", "next", "that")
_cue("calendar", "last", "this", "next", "the", "coming")
_cue("followed", "previous", "preceding", "following", "next", "followed", "after", "afterwards")

_WORD: Final = re.compile(r"[^\W\d_]+")
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_cue("decade", "s")
_ALONE: Final = frozenset(("month", "weekday", "day", "season", "unit", "ordinal", "feast", "then", "year"))
"""Cues that mean a time by themselves; the others only beside one of these."""

_TWICE: Final = (("month", "months"), ("weekday", "weekdays"))
"""Cues that a span of two needs twice."""


def cues(sentence: str) -> frozenset[str]:
    """Give the cues of a sentence, empty when nothing in it can be a time."""
    found: set[str] = set()
    words = _WORD.findall(sentence.lower())
    for word in _CUES.keys() & set(words):
        found |= _CUES[word]
    for cue, many in _TWICE:
        if cue in found and sum(cue in _CUES.get(word, ()) for word in words) > 1:
            found.add(many)
    if _FOUR_DIGITS.search(sentence):
        found.add("year")
    return frozenset(found) if found & _ALONE else frozenset()
