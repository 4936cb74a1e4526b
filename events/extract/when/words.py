"""The words in which news speaks of time, and the fragments of patterns made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALSO_WORDS: Final = {"March", "May", "August"}  # in small letters: a walk, a doubt, a dignity


def _spellings(name: str) -> list[str]:
    short = {"September": ("Sept", "Sep"), "June": ("Jun",), "July": ("Jul",), "May": ()}.get(name, (name[:3],))
    spelled = [name, name.upper(), *(s + r"\b\.?" for s in short), *(s.upper() + r"\b\.?" for s in short)]
    return spelled if name in _ALSO_WORDS else [*spelled, name.lower()]


MONTH: Final = "(?:" + "|".join(s for name in _MONTH_NAMES for s in _spellings(name)) + r")(?![A-Za-z])"
WEEKDAY: Final = (
    "(?:" + "|".join(s for name in WEEKDAY_NAMES for s in (name, name.upper(), name.lower())) + ")(?![A-Za-z])"
)
YEAR: Final = r"(?:1[89]|20)\d\d(?![\d%s]|[,.:]\d|-(?!\d\d)\w)"
DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.:]\d|,\d{3})"
DASH: Final = r"\s?[-–—]\s?"
APOSTROPHE: Final = "['’]"

MONTHS: Final = {name[:3].lower(): at for at, name in enumerate(_MONTH_NAMES, 1)}
WEEKDAYS: Final = {name.lower(): at for at, name in enumerate(WEEKDAY_NAMES)}

_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
NUMBERS: Final = (
    {word: at for at, word in enumerate(_ONES, 1)}
    | {word: 10 * at for at, word in enumerate(_TENS, 2)}
    | {f"{tens}-{one}": 10 * at + n for at, tens in enumerate(_TENS, 2) for n, one in enumerate(_ONES[:9], 1)}
    | {"a": 1, "an": 1, "a single": 1, "a dozen": 12, "a hundred": 100, "one hundred": 100}
)
_FIRST_TO_NINTH: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENTH_TO_TWENTIETH: Final = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_AFTER_THE_TWENTIETH: Final = (*(f"twenty-{word}" for word in _FIRST_TO_NINTH), "thirtieth", "thirty-first")
ORDINALS: Final = {
    word: at for at, word in enumerate((*_FIRST_TO_NINTH, *_TENTH_TO_TWENTIETH, *_AFTER_THE_TWENTIETH), 1)
}
SPELLED: Final = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
VAGUE: Final = {
    "a couple of": (2, 3),
    "a couple": (2, 3),
    "a few": (2, 5),
    "few": (2, 5),
    "some": (2, 7),
    "several": (2, 7),
    "many": (3, 12),
    "": (2, 7),
}
"""Numbers that are none: the fewest and the most units they may stand for; a bare plural ("days later") is the last."""


def _any_of(words: Iterable[str]) -> str:
    """Make the pattern of any of these words, the longest first.

    They are parted by their first letters: where case does not count, each branch that is tried takes its time.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()) + ")"


NUMBER: Final = (
    rf"(?:\d{{1,3}}|{_any_of((*NUMBERS, *filter(None, VAGUE)))}|half\san?|(?:\d{{1,2}}|{_any_of(_ONES)})\sand\sa\shalf)"
)
UNIT: Final = r"(?:hour|day|night|week|fortnight|month|year|decade)s?"
PART: Final = (
    r"(?i:early[- ]in[- ]|early[- ](?:on[- ]in[- ])?|mid[- ]?|late[- ]in[- ]|late[- ]|in[- ]the[- ]middle[- ]of[- ]|"
    r"the\s(?:(?:very\s)?(?:start|beginning|end|middle|close)|(?:opening|first|early|last|closing|final)\s(?:few\s|two\s|three\s)?(?:days|weeks|months)|"
    r"(?:early|first|latter|last)\spart|(?:first|second|third|fourth|last)\squarter|"
    r"(?:first|second|third|fourth|last|opening|final)\sweek|(?:first|second|latter)\shalf)\sof\s(?:the\s)?)"
)
PART_OF_DAY: Final = (
    r"(?:night|evening|afternoon|morning|midday|noon|lunchtime|dawn|dusk|daybreak|sunrise|sunset|midnight)"
)

LICENCE: Final = (
    r"\b(?i:in|by|of|since|until|till|from|during|throughout|through|before|after|between|for)\s(?:(?:about|around)\s)?"
)
"""What lets a bare month or year stand for a time: May may be a person, 2014 a number."""

NAMES_AFTER: Final = re.compile(
    r"\s(?:of\s)?(?:(?:Youth|Revolution(?:ary)?|Martyrs['’]?|People['’]s|Popular|Liberation|National|Islamic)\s)*"
    r"(?:[Mm]ovements?|[Bb]rigades?|[Bb]attalions?|[Ff]ront|[Gg]roup|[Rr]egiment|[Dd]ivision|Army|Alliance|Coalition|"
    r"Martyrs|Forces|Organi[sz]ation|Party|[Bb]ridge|[Ss]treet|[Ss]quare|City|[Uu]niversity|[Dd]istrict|"
    r"[Nn]eighbou?rhood|[Rr]oad|[Aa]venue|[Hh]ospital|[Cc]amp|[Ss]tadium|[Aa]irport|[Bb]arracks|[Ss]chool|[Qq]uarter|"
    r"Times|Telegraph|Mirror|Express|Mail|Herald|Mosque|Island|Market|Fools|Revolution|Accords?|Law|Code)\b"
)
"""What makes a date, a month or a weekday part of a name when it follows: a front, a bridge, a newspaper."""

ATTRIBUTE_AFTER: Final = re.compile(
    r"\s(?:agreements?|accords?|laws?|resolutions?|revolution|treat(?:y|ies)|constitution|pacts?|deals?|memorandum)\b"
)
"""What a date names rather than dates when an article stands before it: "the 12 May agreement"."""

_NAMES_BEFORE: Final = (
    "Black", "Bloody", "Good", "Ash", "Palm", "Holy", "Shrove", "Easter", "Mail on", "Theresa", "Mrs", "Mrs.", "Ms",
    "Ms.", "Mr", "Mr.", "Brigade", "Division", "Every", "every", "Each", "each", "Alternate", "alternate", "Operation",
    "M",
)  # fmt: skip
NAMES_BEFORE: Final = re.compile("|".join((*(rf"(?<=\b{re.escape(word)}\s)" for word in _NAMES_BEFORE), "(?<=[-/])")))
"""What makes it part of a name, or a habit, when it stands before: matched where the date begins, it looks back."""


def day_number(word: str) -> int:
    """Give the number of a day: "12", "12th" or "twelfth"."""
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))


def month_number(word: str) -> int:
    """Give the number of a month's name or abbreviation, January 1."""
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Give the number of a weekday's name, Monday 0."""
    return WEEKDAYS[word.lower()]


def number_range(word: str | None) -> tuple[float, float]:
    """Read a number, in digits or words, as the fewest and the most it may stand for."""
    word = " ".join((word or "").lower().split())
    if word in VAGUE:
        return VAGUE[word]
    if word in ("half a", "half an"):
        return 0.5, 0.5
    whole = word.removesuffix(" and a half")
    exact = (int(whole) if whole.isdecimal() else NUMBERS.get(whole, 1)) + (0.5 if whole != word else 0)
    return exact, exact


def unit_of(word: str) -> str:
    """Give the unit of a word such as "weeks": hour, day, week, fortnight, month or year; a night counts as a day."""
    unit = word.lower().removesuffix("s")
    return "day" if unit == "night" else unit


_NAMED_PART: Final = re.compile(r"\b(?:(?:first|second|third|fourth|last) (?:week|quarter)|(?:first|second) half)\b")


@lru_cache(maxsize=1024)
def part_of(words: str | None) -> str:
    """Give the part named by words such as "the end of": early, mid, late, start, end, a half, a week, or nothing."""
    said = re.sub(r"[-\s]+", " ", words or "").lower()
    named = _NAMED_PART.search(said)
    if named:
        return named[0].replace("last quarter", "fourth quarter")
    table = {
        "opening week": "first week", "final week": "last week", "latter half": "second half",
        "latter part": "second half", "last part": "second half", "early": "early",
        "mid": "mid", "late": "late", "start": "start", "beginning": "start", "end": "end", "close": "end",
        "opening": "start", "first": "start", "last": "end", "closing": "end", "final": "end",
    }  # fmt: skip
    return next((part for word, part in table.items() if re.search(rf"\b{word}\b", said)), "")
