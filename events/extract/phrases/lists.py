"""What comes next in a list of places: a further name, a person, a body, or another clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from events.extract import words
from events.extract.gazetteer.evidence import COMMON
from events.extract.grammar.insertions import past_insertion
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.phrases.compounds import numbered
from events.extract.triggers import VERBS
from events.extract.words import listed

LISTING: Final = frozenset({"including", "namely", "notably", "especially", "particularly", "e.g"})


STOPS: Final = listed(
    "from to with without by for against into onto via than during after amid until till despite under like through"
    " following"
)


_AS_WELL: Final = {"as": ("well", "as"), "along": ("with",), "together": ("with",), "in": ("addition", "to")}


TITLES: Final = listed(
    "general gen colonel col president minister prime commander mr mrs ms dr sheikh sheik captain lieutenant major"
    " sgt king prince governor mayor leader spokesman spokeswoman chief senator ambassador secretary journalist"
)


PEOPLE: Final = listed(
    "soldiers soldier fighters fighter men people civilians troops prisoners hostages weapons militants officers tanks"
    " vehicles tons tonnes ammunition equipment arms bodies cash drugs documents assets leader commander aircraft"
    " members headlines positions power hearts attention part place time shape title trophy championship match lead"
    " point points residents ships vessel vessels ship boats boat trucks goods passports pilots crew"
)


BODIES: Final = listed(
    "party council league cup championship championships agreement treaty union nations organization organisation"
    " olympics games bank ministry court congress parliament senate assembly company front army force forces movement"
    " brigade battalion division regiment corps mission operation conference summit accord accords pact tour series"
    " open prix oscars house airlines media times news agency prize award committee commission cabinet coalition"
    " exchange index dollar euro police guard guards squad islam christianity god i"
)
ENTITLED: Final = TITLES | BODIES
"""Words that make a name in capitals one of a person or a body."""
"""Words that make a name that of a body, a contest or a paper, and not of a place."""


_AYNS: Final = frozenset(("‘", "’", "'", "`", "ʿ", "ʻ"))


def is_adjective(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "the Syrian town" and "a Moscow official" from a place of that name."""
    k = at + 1
    while k < end and (units[k].low in words.ADJECTIVES or units[k].low in words.QUANTITIES):
        k += 1
    return (
        k < end
        and k > at
        and units[k].kind == "w"
        and units[k].low in words.PLACE_NOUNS
        and units[at].actor is not None
    )


def leads_to_place(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell whether a noun of places or a name follows in the same noun phrase."""
    for k in range(at, min(at + 8, end)):
        unit = units[k]
        if unit.low in ("'s", "'", '"', "“", "”"):
            continue
        if unit.kind == "w" and unit.low in words.PLACE_NOUNS:
            return True
        if unit.kind == "P":
            work = unit.low.split()[0] in words.FACILITIES
            return work or (k > at and units[k - 1].kind == "w" and units[k - 1].low not in words.PREPOSITIONS)
        if unit.kind in "sT" or unit.low in words.PREPOSITIONS or unit.low in words.CONJUNCTIONS:
            return False
        if unit.low in PEOPLE or is_finite(units, k):
            return False
    return False


def joins(units: Sequence[Unit], at: int, end: int) -> int:
    """Count the units of a word that joins two noun phrases: "and", "as well as", "along with"; 0 for none."""
    low = units[at].low
    if low == "and" and at + 2 < end and units[at + 1].low == "with" and units[at + 2].low in ("it", "them"):
        return 3
    if low in ("and", "&", "plus", "then"):
        return 1 + (at + 1 < end and units[at + 1].low in ("also", "then", "later", "of", "finally"))
    if low == "but" and at + 1 < end and units[at + 1].low == "also":
        return 2
    rest = _AS_WELL.get(low)
    if rest and at + len(rest) < end and all(units[at + 1 + n].low == word for n, word in enumerate(rest)):
        return 1 + len(rest)
    return 0


def place_follows(units: Sequence[Unit], at: int, end: int, guess: bool) -> bool:
    """Tell whether a noun phrase of a place, and not a new clause, comes next."""
    definite = False
    noun = False
    at = past_insertion(units, at, end)
    for k in range(at, min(at + 12, end)):
        unit = units[k]
        low = unit.low
        if unit.kind == "P":
            after = k + 1
            while after < end and units[after].kind in "Tn":
                after += 1
            described = after < end and units[after].kind == "w" and not finite(units, after)
            if unit.actor is not None and described and is_adjective(units, k, end):
                definite = True
                continue
            return not (after < end and finite(units, after))
        if unit.kind == "T" or low in ('"', "“", "”", "'", "‘", "’", "-"):
            continue
        if unit.kind == "A":
            if unit.modifier or leads_to_place(units, k + 1, end):
                definite = True
                continue
            return False
        if unit.kind == "s":
            return noun and definite
        if low in words.DETERMINERS:
            definite = True
            continue
        if numbered(units, k, end):
            return True
        if low in words.PLACE_NOUNS or low in words.PARTS:
            noun = noun or not describes_noun(units, k, end)
            continue
        if low in words.ADJECTIVES or low in words.QUANTITIES or low in words.ADVERBS or low[:1] == "-":
            continue
        if unit.kind == "n" or low in ("of", "both"):
            continue
        if low in words.PREPOSITIONS:
            return noun and definite
        if unit.capital and guess and low not in words.SAYING:
            stop = capitals(units, k, end)
            body = stop < end and (units[stop].low in BODIES or units[stop].low in words.HOLDS)
            return bool(stop) and not body and not (stop < end and finite(units, stop))
        if finite(units, k):
            return False
        if not definite:
            return False
    return noun and definite


def describes_noun(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell "the state broadcaster" and "the border guards" from a state and a border: a noun follows."""
    unit = units[at + 1] if at + 1 < end else None
    return (
        units[at].low in ("state", "border", "town", "city", "port", "airport", "region", "district", "province")
        and unit is not None
        and unit.kind == "w"
        and not unit.capital
        and unit.low not in _SMALL_WORDS
        and not unit.low.endswith(("ly", "ing", "ed"))
        and not finite(units, at + 1)
    )


_SMALL_WORDS: Final = (
    words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS | words.RELATIVES | words.ADVERBS | words.PRONOUNS
    | words.AUXILIARIES | words.DETERMINERS | words.PARTS | words.PLACE_NOUNS.keys() | words.ADJECTIVES
    | words.NEGATIONS | words.SAYING | {"of", "that", "known", "called", "named"}
    | {"center", "centers", "centre", "centres"}
)  # fmt: skip


def finite(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a unit is a finite verb or a modal."""
    low = units[at].low
    return is_finite(units, at) or low in words.MODALS


def entitled(units: Sequence[Unit], at: int, end: int) -> bool:
    """Tell ", a local mayor" from what is said of a place: a title stands before any preposition."""
    for k in range(at, min(at + 5, end)):
        if units[k].low in words.PREPOSITIONS or units[k].low == "of" or units[k].kind in "sPT":
            return False
        if units[k].low in TITLES:
            return True
    return False


def initials(units: Sequence[Unit], at: int, stop: int) -> bool:
    """Tell NATO and the UN from a name: two to five capitals."""
    return stop - at == 1 and units[at].capitals


def begins_otherwise(units: Sequence[Unit], stop: int, end: int) -> bool:
    """Tell a word that is only written large because it opens the sentence from a name."""
    low = units[0].low
    if low in VERBS or (stop == 1 and (low in COMMON or len(low) < 4)):
        return True
    return (
        stop < end
        and units[stop].kind in "wn"
        and not units[stop].capital
        and not joins(units, stop, end)
        and (units[stop].low not in words.PREPOSITIONS)
    )


def capitals(units: Sequence[Unit], at: int, end: int) -> int:
    """Give the unit after a run of capitalised words, or 0 when there is none; an ayn inside a name is no break."""
    k = at
    while k < end and k - at < 5:
        unit = units[k]
        ayn = unit.low in _AYNS and k > at and k + 1 < end and units[k + 1].capital and units[k + 1].start == unit.end
        if not (ayn or (unit.kind == "w" and (unit.capital or unit.low[0] == "-"))):
            break
        k += 1
    return k if k > at else 0
