"""Names that no list knows and that the text itself says are places: most villages of a war are such."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from events.extract.gazetteer.cues import WHERE, cued, sounds_like_a_place
from events.extract.gazetteer.evidence import BLOCKED, COMMON, GIVEN, PREFIXES, called_settlement
from events.extract.gazetteer.facilities import noun_after, noun_of
from events.extract.gazetteer.nouns import KINDS, NEUTRAL, NEVER, REGIONS, SETTLEMENTS
from events.extract.gazetteer.tokens import Words, listed

LIST: Final = frozenset((", ", " and ", ", and ", " & ", " or ", ", or ", ", as well as ", " as well as "))
"""What stands between the items of a list."""
_SAID: Final = listed("a an the its two three four five six seven both some several another one")
_BY: Final = listed("near close outside overlooking")
_ROADS: Final = listed("road highway route border coast river bank banks way")
_POINTING: Final = listed("the a an this its their his her")
_COMPASS: Final = listed("north south east west northeast northwest southeast southwest")
_REACH: Final = 6
_LOOK_BACK: Final = 14
_OPENING: Final = listed("including namely particularly notably")


def unknown(words: Words, first: int, last: int, areas: Container[str]) -> tuple[int, int] | None:
    """Give the words of a run that the text says are a place, or None.

    It says so by a noun (the village of X, X village, the X district), by what follows (X, a town in; X, Y Province),
    or by the list that X stands in. ``areas`` are the countries and divisions by normalised name without spaces.
    """
    whole = first
    while first < last and (words.lower[first] in NEUTRAL or _no_name(words, first)):
        if sounds_like_a_place(words, first, last):
            break
        first += 1
    if first == last:
        return None
    for end in range(first + 1, last + 1):
        noun = noun_after(words, end)
        # Common words make a name where the noun has a capital too: Tiger Hill, the Grand Mosque.
        if noun and not noun.first < last > noun.last and not nameless(words, first, end, noun.first < last):
            return first, end
    if sounds_like_a_place(words, first, last) and not nameless(words, last - 1, last):
        return first, last
    called = called_settlement(words, first) or _called_after(words, last) or noun_of(words, first)
    if nameless(words, first, last, called):
        return None
    if called:
        return first, last
    # "The 5th Armoured Division in X" and "Officials in X" are no places.
    alone = first == whole or words.lower[first - 1] in WHERE
    alone = alone and (not first or words.lower[first - 1] not in _POINTING)
    if alone and ((_situated(words, last, areas) and not words.opens(first)) or cued(words, first, last)):
        return first, last
    return None


def listing(words: Words, first: int) -> bool:
    """Tell whether a list of places begins with a word: the towns, including X; four villages: X."""
    if first == 0:
        return False
    gap = words.text[words.ends[first - 1] : words.starts[first]]
    begins = words.lower[first - 1] in _OPENING or gap == ": "
    begins = begins or (words.lower[first - 1] == "as" and first > 1 and words.lower[first - 2] == "such")
    if not begins:
        return False
    since = max(0, first - _LOOK_BACK)
    while since < first and any(sign in words.text[words.ends[since] : words.starts[first]] for sign in (". ", "\n")):
        since += 1
    return any(word in SETTLEMENTS and word.endswith("s") for word in words.lower[since:first])


def nameless(words: Words, first: int, last: int, listed: bool = False) -> bool:
    """Tell whether words with capitals are no name of a place: sides, nations, bodies, given names, common words.

    In the midst of a list of places a common word is a name.
    """
    if words.folded[first] in GIVEN or "".join(words.folded[first:last]) in BLOCKED:
        return True
    if any(_no_name(words, at) for at in range(first, last)):
        return True
    return all(word in COMMON for word in words.lower[first:last]) and not (listed and not words.opens(first))


def _no_name(words: Words, at: int) -> bool:
    lower, start = words.lower[at], words.starts[at]
    if lower in NEVER or lower in KINDS or words.folded[at] in BLOCKED:
        return True
    if at and words.text[start - 1] == "-" and words.lower[at - 1] in PREFIXES:
        return True
    return words.surface(at, at + 1).isupper() or not words.text[start].isalpha()


def _called_after(words: Words, last: int) -> bool:
    """Tell whether a name is followed by "village", or by what it is: ", a key town in the east"."""
    if last >= words.count:
        return False
    if words.joined[last - 1]:
        return words.lower[last] in ("town", "village", "city")
    gap = words.text[words.ends[last - 1] : words.starts[last]]
    if gap not in (", ", " (") or words.lower[last] not in _SAID:
        return False
    for at in range(last + 1, min(last + _REACH, words.count)):
        if not words.joined[at - 1] or words.capital[at]:
            return False
        if words.lower[at] in SETTLEMENTS and (words.lower[at] != "capital" or words.lower[last] == "its"):
            return True
        if words.lower[at] in ("in", "of", "that", "which", "on", "near", "and"):
            return False
    return False


def _on_a_road(words: Words, at: int) -> bool:
    return words.lower[at : at + 2] == ["on", "the"] and not _ROADS.isdisjoint(words.lower[at + 2 : at + _REACH])


def _situated(words: Words, last: int, areas: Container[str]) -> bool:
    """Tell whether a name is said to lie somewhere: "X, Homs Governorate", "X in South Kivu", "X, south of Y"."""
    if last >= words.count:
        return False
    gap = words.text[words.ends[last - 1] : words.starts[last]]
    if gap == ", " and words.lower[last] in _COMPASS and words.lower[last + 1 : last + 2] == ["of"]:
        return True
    if gap == ", " and (words.lower[last] in _BY or _on_a_road(words, last)):
        return True
    if gap == " " and words.lower[last] == "in":
        last += 2 if words.lower[last + 1 : last + 2] == ["the"] else 1
    elif gap != ", ":
        return False
    joined = ""
    for at in range(last, min(last + _REACH, words.count)):
        if not words.capital[at]:
            return at > last and words.joined[at - 1] and words.lower[at] in REGIONS
        joined += words.folded[at]
        if joined in areas or (at > last and words.lower[at] in REGIONS):
            return True
        if not words.joined[at]:
            return False
    return False
