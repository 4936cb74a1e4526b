"""When two names mean one place or one side: spellings, generic words, second names in brackets.

The tolerance is that of a reader who compares a table of candidates with an article, and no more: it knows nothing of
the gazetteer, so that a wrong reading of the gazetteer stays wrong.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that tell what a place is, not which.
_PLACE_WORDS: Final = _words(
    "city town village district neighbourhood neighborhood area port island corridor strait "
    "province provincial governorate region oblast territory state capital syrian iraqi "
    "crossing border side half part parts ruins ancient heritage site world strategic "
    "the of in and its s"
)
# A base beside a town is another place than the town.
_OWN_PLACES: Final = _words(
    "airport airbase base headquarters checkpoint posts camp citadel palace prison hospital university stadium "
    "dam plant field seaport canal road"
)
_ASIDES: Final = ("side", "half", "edge", "site", "ruins", "headquarters", "base")
_SIDE_WORDS: Final = _words(
    "forces force troops army military soldiers militia militiamen fighters militants rebels rebel "
    "insurgents armed group government regime junta state loyal pro backed the and of to from s"
)
# One side a line, without the words above: "Islamic State" is "islamic" here.
_SAME_SIDE: Final = tuple(
    tuple(line.split("|"))
    for line in (
        "islamic|isil|isis|is|daesh",
        "syrian democratic|sdf|kurdish",
        "syrian|assad",
        "iraqi|iraq|baghdad",
        "houthi|houthis|ansar allah",
        "gna|national accord",
        "lna|libyan national|haftar",
        "hts|hayat tahrir sham|tahrir sham",
        "fsa|free syrian",
        "ypg|peoples protection units",
        "aqap|qaeda in arabian peninsula|ansar sharia",
        "stc|southern transitional council",
        "israeli|israel|idf|israel defense|israel defence",
        "lebanese|lebanon|beirut",
        "yemeni|yemen",
        "afghan|afghanistan|kabul",
        "pakistani|pakistan|islamabad",
        "ttp|tehrik i taliban pakistan|pakistani taliban",
        "ltte|tamil tigers|tigers|liberation tigers tamil eelam",
        "sri lankan|sri lanka|colombo",
        "mndaa|myanmar national democratic alliance",
        "tatmadaw|myanmar|burmese",
        "kia|kachin independence",
        "knu|karen national union",
        "knla|karen national liberation",
        "tnla|taang national liberation",
        "milf|moro islamic liberation front",
        "mnlf|moro national liberation front",
        "biff|bangsamoro islamic freedom",
        "philippine|philippines|manila",
        "maoist|maoists|communist party nepal maoist|cpn maoist",
        "nepalese|nepali|royal nepal|nepal",
        "indian|india",
        "russian|russia|moscow",
        "ukrainian|ukraine|kyiv|ukrainians",
        "azerbaijan|azerbaijani",
        "rsf|rapid support",
        "sudanese|saf",
        "tigray defense|tdf|tigrayan|tigray peoples liberation front|tplf",
        "ethiopian|ethiopia|endf|federal",
        "m23|march 23 movement",
        "congolese|fardc|drc|democratic republic congo|congo",
    )
)
_SYNONYMS: Final = sorted(
    ((name, at) for at, names in enumerate(_SAME_SIDE) for name in names), key=lambda pair: -len(pair[0])
)
_LETTERS: Final = str.maketrans({"ə": "a", "ı": "i", "ø": "o", "’": "", "‘": "", "ʿ": "", "ʾ": "", "'": ""})
_ARTICLES: Final = re.compile(r"\b(?:al|el|ad|ar|as|ash|at|an|az)[- ]")
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_BRACKETED: Final = re.compile(r"([^(]*)\(([^)]*)\)\s*\Z")


class _Side(NamedTuple):
    """The words of a side's name, and the rows of `_SAME_SIDE` that it stands in."""

    words: frozenset[str]
    known: frozenset[int]


@cache
def same_place(one: str, other: str) -> bool:
    """Say whether two names mean one place: equal but for generic words, or one letter apart when six or longer."""
    return any(_same_words(a, b) for a in _names(one) for b in _names(other))


@cache
def same_side(one: str, other: str) -> bool:
    """Say whether two names mean one side: a synonym, or the words of one all stand in the other."""
    mine, yours = _side(one), _side(other)
    if mine.known and yours.known:
        return not mine.known.isdisjoint(yours.known)
    if not mine.words or not yours.words:
        return one.casefold() == other.casefold()
    return mine.words <= yours.words or yours.words <= mine.words


@cache
def _plain(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    folded = "".join(letters).casefold().translate(_LETTERS)
    return _NO_LETTERS.sub(" ", _ARTICLES.sub(" ", folded)).strip()


def _names(place: str) -> tuple[str, ...]:
    bracketed = _BRACKETED.match(place)
    if not bracketed:
        return (place,)
    first, second = (part.strip() for part in bracketed.groups())
    # "Mosul (eastern half)" has no second name.
    return (first, place) if any(word in second for word in _ASIDES) else (first, second)


@cache
def _key(name: str) -> frozenset[str]:
    words = frozenset(_plain(name).split())
    return words - _PLACE_WORDS or words


def _same_words(one: str, other: str) -> bool:
    mine, yours = _key(one), _key(other)
    if mine == yours:
        # A name in another script has no words here; it is compared as it stands.
        return bool(mine) or one.casefold() == other.casefold()
    if mine & _OWN_PLACES != yours & _OWN_PLACES:
        return False
    first, second = " ".join(sorted(mine)), " ".join(sorted(yours))
    return min(len(first), len(second)) >= 6 and Levenshtein.distance(first, second, score_cutoff=1) <= 1


@cache
def _side(name: str) -> _Side:
    words = _plain(name).split()
    told = [word for word in words if word not in _SIDE_WORDS]
    spoken = f" {' '.join(told)} "
    known = set()
    for synonym, side in _SYNONYMS:
        if f" {synonym} " in spoken:
            # The longest name is read first and used up: the Syrian Democratic Forces are not the Syrian state.
            spoken = spoken.replace(f" {synonym} ", " | ")
            known.add(side)
    return _Side(frozenset(told or words), frozenset(known))
