"""What shows that a capitalised name is a place, or that it is a person, a body or a common word."""

from __future__ import annotations

from typing import Final

from events.extract.gazetteer.cues import TAKING
from events.extract.gazetteer.entries import Entry
from events.extract.gazetteer.facilities import noun_after
from events.extract.gazetteer.lexicon import table, text
from events.extract.gazetteer.nouns import (
    AFTER,
    CALLED,
    DISTRICTS,
    KINDS,
    NEUTRAL,
    NEVER,
    REGIONS,
    SETTLEMENTS,
    SPEECH,
    TITLES,
)
from events.extract.gazetteer.tokens import ABBREVIATED, ARTICLES, Words, listed
from events.places import normalise, without_article

PREFIXES: Final = listed("anti pro non ex pre post mid")
"""First halves of words whose second half is no name of its own."""
_SIDES: Final = listed("north south east west central northern southern eastern western")
_GREAT: Final = 20_000
_DASHES: Final = "-‑–—"
_WHERE: Final = listed("of in at near from")
_CUES: Final = TAKING | listed("in of at near from to toward towards around outside inside and into onto fled quit")
_PEOPLES: Final = listed(
    """druze berber tuareg hazara pashtun pashtuns alawite alawites assyrian assyrians hutu tutsi fulani hausa dinka
    nuer oromo amharas tigrayan tigrayans rohingya karen kachin tamil tamils sinhalese chechen chechens ossetian
    abkhaz serb serbs croat croats bosniak bosniaks kosovar cossack cossacks uyghur uyghurs baloch sikh sikhs
    hindu buddhist maronite salafi wahhabi yugoslav soviet ottoman lendu hema amal redcross redcrescent
    whitehelmets unicef european africans african asian asians westerners russians latin"""
)


def _blocked() -> frozenset[str]:
    """List what sides and nations are called: a hamlet of that name is not meant."""
    names: set[str] = set()
    for row in table("actors.csv"):
        names |= {row["name"], *row["aliases"].split("|")}
    for row in table("countries.csv"):
        names |= {*row["adjectives"].split("|"), *row["people"].split("|")}
    forms = {normalise(name) for name in names}
    return frozenset(form.replace(" ", "") for name in forms for form in (name, without_article(name))) | _PEOPLES


COMMON: Final = listed(text("common_words.txt"))
"""English words: with a capital they open a sentence or stand in a headline, seldom do they name a place."""
GIVEN: Final = listed(text("given_names.txt"))
"""Given names that begin a person's name."""
BLOCKED: Final = _blocked()
"""Names of armed sides and nationalities, normalised without spaces."""
HARDLY: Final = NEVER | NEUTRAL | BLOCKED
"""Words that are a place only where the word before calls them one."""
CALLING: Final = SETTLEMENTS | {"of"}


def person(words: Words, first: int, last: int) -> int | None:
    """Give the word of a run at which a person's name begins, or None when none does."""
    lower = words.lower
    if first and lower[first - 1] in TITLES and _beside(words, first):
        return first
    begins = True
    for at in range(first, last - 1):
        if lower[at] in TITLES:
            return at
        if begins and words.folded[at] in GIVEN and not noun_after(words, last - 1) and not noun_after(words, last):
            return at
        begins = begins and (lower[at] in NEUTRAL or words.folded[at] in BLOCKED)
    return None


def may_stand(words: Words, at: int, to: int, entry: Entry, first: int, persons: set[str]) -> bool:
    """Tell whether the words of a match may be a place's name where they stand.

    ``first`` is where its run begins, ``persons`` the surnames met so far.
    """
    if _second_half(words, to):
        return False
    if at and words.text[words.starts[at] - 1] in _DASHES and words.lower[at - 1] in PREFIXES:
        return False
    if to - at > 1:
        if (
            "".join(words.folded[at:to]) in BLOCKED
            or words.lower[to - 1] in ARTICLES
            or all(word in NEVER for word in words.lower[at:to])
        ):
            return False
        if words.lower[at] in _SIDES and words.joined[at] and words.text[words.ends[at]] == " " and not entry.own:
            return entry.people >= _GREAT or entry.region or entry.country
        return entry.known or not words.surface(at, to).isupper()
    lower, folded = words.lower[at], words.folded[at]
    called = called_settlement(words, at)
    if lower in NEVER or lower in KINDS or lower in REGIONS or lower in SETTLEMENTS or len(lower) < 2:
        return called and len(lower) > 1
    surface = words.surface(at, to)
    if entry.country:
        return len(surface) > 3 or surface.isupper()
    if folded in BLOCKED:
        return called and not entry.region
    if surface.isupper() and not called:
        return len(surface) > 4 and entry.known
    if called:
        return True
    if folded in persons:
        return False
    if to < words.count and words.lower[to] in SPEECH and entry.people < 500_000 and not _speaks_there(words, at):
        return False
    if lower in COMMON or lower in NEUTRAL or len(lower) <= 2 or folded in GIVEN:
        if words.opens(at) or (at != first and words.lower[at - 1] not in _CUES):
            return False
        return entry.own or entry.region or (words.lower[at - 1] in _CUES and entry.people >= 2_000 and entry.shown)
    return True


def _speaks_there(words: Words, at: int) -> bool:
    """Tell "the mayor of Bria said" from "Bria said": only the second is a person."""
    return at > 0 and words.joined[at - 1] and words.lower[at - 1] in _WHERE


def aside(words: Words, at: int) -> bool:
    """Tell whether a capitalised word beside a name is no part of it."""
    word = words.lower[at]
    return word in NEUTRAL or words.folded[at] in BLOCKED or (words.opens(at) and word in COMMON)


def called(words: Words, first: int) -> str:
    """Give the noun before a name, with "of" or without: "town" for "the town of X" and "the town X"."""
    at = first - 1
    if at < 0 or not words.joined[at]:
        return ""
    if words.lower[at] == "of":
        at -= 1
    return words.lower[at] if at >= 0 and words.joined[at] else ""


def called_settlement(words: Words, first: int) -> bool:
    """Tell whether "the town of" or "the village" stands before a word."""
    return called(words, first) in SETTLEMENTS


def called_kind(words: Words, first: int) -> str:
    """Give the kind of place that the noun before a name says it is; a town where it says nothing."""
    noun = called(words, first)
    return "district" if noun in DISTRICTS else CALLED.get(noun, "town")


def _beside(words: Words, first: int) -> bool:
    gap = words.text[words.ends[first - 1] : words.starts[first]]
    return words.joined[first - 1] or (gap == ". " and words.lower[first - 1] in ABBREVIATED)


def _second_half(words: Words, to: int) -> bool:
    if to >= words.count or words.text[words.ends[to - 1]] not in _DASHES:
        return False
    return words.joined[to - 1] and words.lower[to] in AFTER
