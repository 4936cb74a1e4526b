"""The words that give a time away: a sentence without any is not searched, another only by the rules they call.

What a word may be a sign of is a number with a bit for each cue: a whole sentence is then asked in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_
from typing import Final

from events.extract.when.words import MONTHS, NUMBERS, ORDINALS, VAGUE, WEEKDAYS

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
_cue(
    "lead", *(name[:length] for name in WEEKDAYS for length in (3, 4, 5)),
    *(piece for number in (*NUMBERS, *VAGUE, *ORDINALS) for piece in number.replace("-", " ").split()),
    "midday", "noon", "lunchtime", "dawn", "dusk", "daybreak", "sunrise", "sunset", "midnight",
    "early", "earlier", "late", "later", "mid", "middle", "start", "beginning", "end", "close", "opening", "closing",
    "final", "part", "latter", "quarter", "half", "very", "the", "this", "that", "same", "last", "next", "past",
    "coming", "previous", "preceding", "following", "current", "recent", "ago", "before", "after", "ever", "more",
    "less", "than", "least", "almost", "nearly", "roughly", "just", "only", "barely", "about", "around", "and", "or",
    "to", "into", "through", "throughout", "until", "till", "from", "between", "of", "in", "on", "at", "over", "during",
    "within", "for", "since", "by", "starting", "ending",
)  # fmt: skip
"""What else may stand in a phrase before the word that gives it away: "more than two", "at dawn on the last"."""

_WORD: Final = re.compile(r"\w+")
_PIECES: Final = re.compile(r"[^\W\d_]+")
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ALONE: Final = bits("month weekday day season unit ordinal feast then year")
"""Cues that mean a time by themselves; the others only beside one of these."""

_OF_A_PHRASE: Final = _ALONE | bits("lead")
_TWICE: Final = ((bits("month"), _cue("months")), (bits("weekday"), _cue("weekdays")))
"""Cues that a span of two needs twice."""

_PAIRS: Final = (
    (bits("unit"), bits("way"), _cue("apart")),
    (bits("link"), bits("month"), _cue("linked-month")),
    (bits("told"), bits("month"), _cue("told-month")),
    (bits("step"), bits("unit"), _cue("stepped-unit")),
    (bits("calendar"), bits("whole"), _cue("calendar-unit")),
)
"""Cues of two words side by side: "days after", "in May", "last May", "the previous day", "this week"."""

_BE, _TO_BE, _SOON = bits("be"), bits("to-be"), bits("soon")


@lru_cache(maxsize=4096)
def _paired(one: int, other: int) -> int:
    """Give the cues of two words that stand side by side."""
    return reduce(or_, (pair for first, second, pair in _PAIRS if one & first and other & second), 0)


class _Words(dict[str, int]):
    """What each word, in small letters, may be a sign of; worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        found = 0
        for piece in _PIECES.findall(word):
            found |= _CUES.get(piece, 0)
        if any(letter.isdecimal() for letter in word):
            found |= bits("number lead")
            if _FOUR_DIGITS.search(word):
                found |= bits("year dated")
        self[word] = found
        return found


_KEPT: Final = 200_000
CUES: Final = _Words()


def anchor_of(needs: int) -> int:
    """Give the cue that a word of every phrase has that needs all of these."""
    for once, many in _TWICE:
        if needs & many:
            return once
    for first, second, pair in _PAIRS:
        if needs & pair:
            return first if first & _ALONE else second
    likeliest = needs & _ALONE or needs
    return likeliest & -likeliest


class Cues:
    """The cues of one sentence: ``found``, 0 when nothing in it can be a time, and the words they stand on.

    ``starts`` are the offsets of its words in the text, ``signs`` what each may be a sign of.
    """

    __slots__ = ("_near", "_phrases", "_signs", "_starts", "found")

    def __init__(self, starts: Sequence[int], signs: Sequence[int]) -> None:
        self.found = 0
        alone = [at for at, sign in enumerate(signs) if sign & _ALONE]
        if not alone:
            return
        self._starts, self._signs = starts, signs
        self._near: dict[int, list[int]] = {}
        self._phrases: list[tuple[int, int]] = []
        found = reduce(or_, set(signs))
        once = twice = done = first = 0
        for at in alone:
            sign = signs[at]
            twice |= once & sign
            once |= sign
            if at:
                found |= _paired(signs[at - 1], sign)
            if at + 1 < len(signs):
                found |= _paired(sign, signs[at + 1])
            # What leads to a word before this one leads to this one too, where nothing else stands between them.
            lead = at
            while lead > done and signs[lead - 1] & _OF_A_PHRASE:
                lead -= 1
            first = lead if lead > done else first
            done = at + 1
            self._phrases.append((first, at))
        for one, many in _TWICE:
            if twice & one:
                found |= many
        if found & _BE and found & _TO_BE and any(one & _BE and other & _TO_BE for one, other in pairwise(signs)):
            found |= _SOON
        self.found = found

    def near(self, anchor: int) -> Sequence[int]:
        """Give where a phrase may begin that holds a word with one of these cues, in the order of the text."""
        known = self._near.get(anchor)
        if known is None:
            known = self._near[anchor] = []
            done = 0
            for first, at in self._phrases:
                if self._signs[at] & anchor:
                    known += self._starts[max(first, done) : at + 1]
                    done = at + 1
        return known


def cues_of(text: str, start: int, end: int) -> Cues:
    """Give the cues of ``text[start:end]``, a sentence whose words nobody has parted yet."""
    words = list(_WORD.finditer(text, start, end))
    return Cues([word.start() for word in words], [CUES[word[0].lower()] for word in words])
