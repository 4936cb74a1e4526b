"""The words that give a time away: a sentence without any is not searched, another only by the rules they call.

What a word may be a sign of is a number with a bit for each cue: a whole sentence is then asked in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from events.extract.when.words import MONTHS, ORDINALS, WEEKDAYS

_UNITS: Final = ("hour", "day", "night", "week", "weekend", "fortnight", "month", "year", "decade")
_PARTS_OF_DAY: Final = ("morning", "afternoon", "evening")
_MONTH_WORDS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept", *MONTHS,
)  # fmt: skip

_BITS: Final[dict[str, int]] = {}
_CUES: Final[dict[str, int]] = {}


def _cue(name: str, *words: str) -> int:
    bit = _BITS.setdefault(name, 1 << len(_BITS))
    for word in words:
        _CUES[word] = _CUES.get(word, 0) | bit
    return bit


def bits(names: str) -> int:
    """Give the cues of these names as one number; raises KeyError for a name that is none."""
    found = 0
    for name in names.split():
        found |= _BITS[name]
    return found


_cue("month", *_MONTH_WORDS)
_cue("weekday", *WEEKDAYS)
_cue("unit", *_UNITS, *(unit + "s" for unit in _UNITS), *_PARTS_OF_DAY)
_cue("day", "today", "tonight", "tomorrow", "yesterday", "overnight", "night", *_PARTS_OF_DAY)
_cue("season", "spring", "summer", "autumn", "fall", "winter")
_cue("ordinal", "st", "nd", "rd", "th", "first")
_cue("feast", "christmas", "boxing", "new", "eve")
_cue("then", "then")
_cue("ago", "ago")
_cue("way", "earlier", "later", "before", "beforehand", "after", "afterward", "afterwards", "previously", "on")
_cue("within", "earlier", "later")
_cue("inside", "within")
_cue("weekend", "weekend")
_cue("whole", "week", "month", "year")
_cue("told", "last", "next", "this", "past", "that", "coming", "previous", "preceding", "following", "same")
_cue("recent", "last", "past", "recent")
_cue("step", "same", "previous", "preceding", "following", "next", "that", "very")
_cue("calendar", "last", "this", "next", "the", "coming", "current")
_cue("followed", "previous", "preceding", "following", "next", "followed", "after", "afterwards")
_cue("part", "early", "mid", "late", "middle", "start", "beginning", "end", "close", "part", "quarter", "half")
_cue("part", "day", "days", "week", "weeks", "month", "months")
_cue("decade", "s")
_cue("number", *(word.rpartition("-")[2] for word in ORDINALS))
_cue("soon", "will", "shall", "ll", "scheduled", "slated", "planned", "planning", "plan", "plans", "set", "going")
_cue("soon", "expected", "deadline")
_cue("be", "is", "are", "was", "were")
_cue("to-be", "to", "due", "likely")
_cue("dated", "year")
_cue("year")
_cue(
    "link", "in", "by", "of", "since", "until", "till", "from", "during", "throughout", "through", "before", "after",
    "between", "for", "about", "around",
)  # fmt: skip

_WORD: Final = re.compile(r"\w+")
_PIECES: Final = re.compile(r"[^\W\d_]+")
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ALONE: Final = bits("month weekday day season unit ordinal feast then year")
"""Cues that mean a time by themselves; the others only beside one of these."""

_TWICE: Final = ((bits("month"), _cue("months")), (bits("weekday"), _cue("weekdays")))
"""Cues that a span of two needs twice."""

_PAIRS: Final = (
    (bits("unit"), bits("way"), _cue("apart")),
    (bits("link"), bits("month"), _cue("linked-month")),
    (bits("told"), bits("month"), _cue("told-month")),
    (bits("step"), bits("unit"), _cue("stepped-unit")),
    (bits("calendar"), bits("whole"), _cue("calendar-unit")),
    (bits("be"), bits("to-be"), bits("soon")),
)
"""Cues of two words side by side: "days after", "in May", "last May", "the previous day", "this week", "is to"."""

_SECOND: Final = bits("way month unit whole to-be")


class _Words(dict[str, int]):
    """What each word, in small letters, may be a sign of; worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        found = 0
        for piece in _PIECES.findall(word):
            found |= _CUES.get(piece, 0)
        if any(letter.isdecimal() for letter in word):
            found |= bits("number")
            if _FOUR_DIGITS.search(word):
                found |= bits("year dated")
        self[word] = found
        return found


_KEPT: Final = 200_000
CUES: Final = _Words()


def gathered(words: Iterable[int]) -> int:
    """Give the cues of a sentence from those of its words in their order, 0 when nothing in it can be a time."""
    found = twice = last = 0
    for here in words:
        if here:
            if here & _SECOND:
                for first, second, pair in _PAIRS:
                    if last & first and here & second:
                        found |= pair
            twice |= found & here
            found |= here
        last = here
    if not found & _ALONE:
        return 0
    for once, many in _TWICE:
        if twice & once:
            found |= many
    return found


def cues(sentence: str) -> int:
    """Give the cues of a sentence that stands alone."""
    return gathered(CUES[word] for word in _WORD.findall(sentence.lower()))
