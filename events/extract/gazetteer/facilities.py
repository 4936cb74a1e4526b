"""Names that a noun turns into another place: X airport, the crossing at X, X and Y provinces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from events.extract.gazetteer.nouns import ADJECTIVES, BEFORE, KINDS, REGIONS, UNITS
from events.extract.gazetteer.tokens import Words, listed
from events.extract.mentions import Reading

if TYPE_CHECKING:
    from events.extract.gazetteer.entries import Entries
    from events.extract.gazetteer.found import Found

_FILLERS: Final = listed("""the town city village border of strategic frontier key nearby northern southern""")
_SIDES: Final = listed("with to into from on border frontier the and between")
_LONGEST: Final = 4
_ENDINGS: Final = {noun.split()[-1] for noun in KINDS} | UNITS
_BEGINNINGS: Final = {noun.split()[0] for noun in KINDS} | REGIONS | ADJECTIVES


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that belongs to a name: range of words, kind of place, and the noun as it is written.

    ``leads`` says that it stands before the name, ``spans`` that it belongs to the mention, ``region`` that it makes
    a division or area of it.
    """

    first: int
    last: int
    kind: str
    label: str
    region: bool = False
    leads: bool = False
    spans: bool = True


def noun_after(words: Words, at: int) -> Noun | None:
    """Give the noun that begins at a word, just after a name; a possessive may part them."""
    if at >= words.count or words.lower[at] not in _BEGINNINGS or not (words.joined[at - 1] or _owned(words, at)):
        return None
    end = at
    while end < min(at + _LONGEST + 1, words.count) and (end == at or words.joined[end - 1]):
        end += 1
    first = at
    while True:
        for to in range(end, first, -1):
            phrase = " ".join(words.lower[first:to])
            kind = KINDS.get(phrase)
            if kind is not None and not (phrase == "port" and to < words.count and words.lower[to] == "of"):
                return Noun(at, to, kind, " ".join(words.lower[at:to]))
            if to == first + 1 and phrase in REGIONS and not _owned(words, at):
                return Noun(at, to, "region", phrase, region=True)
        if first < end and words.lower[first] in ADJECTIVES and first - at < 2:
            first += 1
        else:
            return None


def noun_of(words: Words, first: int) -> bool:
    """Tell whether a noun for a kind of place with of or at stands before a name: the camp of X, the bridge at X."""
    if (
        first < 2
        or words.lower[first - 1] not in ("of", "at")
        or not (words.joined[first - 1] and words.joined[first - 2])
    ):
        return False
    return words.lower[first - 2] in KINDS


def noun_before(words: Words, first: int, entries: Entries) -> Noun | None:
    """Give the noun that a name is tied to by at, in, of or near: the crossing at X, a dam near the city of X."""
    at = first - 1
    while at > 0 and words.joined[at] and words.lower[at] in _FILLERS and first - at < 5:
        at -= 1
    if at < 1 or not words.joined[at] or words.lower[at] not in BEFORE:
        # "of" may have been passed as a filler: the port of X.
        at += 1
        while at < first and words.lower[at] != "of":
            at += 1
        if at >= first:
            return None
    joint = words.lower[at]
    apart = joint == "near" and words.text[words.ends[at - 1] : words.starts[at]] == ", "
    end = at
    while (
        end > 1
        and (words.joined[end - 1] or (apart and end == at))
        and (words.lower[end - 1] in _SIDES or words.folded[end - 1] in entries.countries)
        and at - end < 6
    ):
        end -= 1
    if not (words.joined[end - 1] or (apart and end == at)) or words.lower[end - 1] not in _ENDINGS:
        return None
    for start in range(max(0, end - 3), end):
        phrase = " ".join(words.lower[start:end])
        kind = KINDS.get(phrase)
        if kind is None and phrase in UNITS and joint == "of":
            return Noun(start, first, "region", phrase, region=True, leads=True)
        if kind is None or any(not words.joined[each] for each in range(start, end)):
            continue
        if apart and kind != "border_crossing":
            return None  # a crossing has no name but that of the town behind the comma; other works may
        if kind in ("district", "road") or (kind == "other" and joint not in ("of", "at")):
            return None
        if words.capital[start] and start and words.capital[start - 1] and words.joined[start - 1]:
            return None  # the noun of another name: the X Airport near Y
        return Noun(start, first, kind, phrase, leads=True)
    return None


def faceted(name: str, joined: str, readings: Sequence[Reading], noun: Noun, entries: Entries) -> tuple[Reading, ...]:
    """Give what a name with its noun may mean: the known facility, else one of that kind at each town of the name."""
    if noun.region:
        return _regions(name, joined, readings, noun, entries)
    known = [each for each in entries.own.core.get(joined, ()) if each.kind == noun.kind and _is_it(each, noun)]
    known += [each for each in readings if each.kind == noun.kind and each not in known]
    if known and (noun.kind != "district" or any(each.place_id for each in known)):
        return tuple(dict.fromkeys(known))
    towns = [each for each in readings if each.kind not in ("country", "region")]
    if not towns and noun.kind != "district" and readings:
        return tuple(readings)  # a base in a province is not any base we know
    found: list[Reading] = []
    for town in towns:
        found += [each for each in entries.own.facility(town, joined, noun.kind) if _is_it(each, noun)]
    if found:
        return tuple(dict.fromkeys(found))
    label = _singular(noun.label)
    made = [
        replace(town, name=f"{town.name} {label}", kind=noun.kind, population=0, place_id="", geonameid=0)
        for town in towns
    ]
    return tuple(made) or (Reading(f"{name} {label}", noun.kind, ""),)


def plural_before(words: Words, found: list[Found], joints: frozenset[str]) -> list[Found]:
    """Give each name of a list the plural noun that stands after its last: A, B and C provinces."""
    for at in range(len(found) - 1, 0, -1):
        noun = found[at].noun
        before = found[at - 1]
        if noun is None or noun.leads or not noun.label.endswith("s") or before.noun is not None:
            continue
        if words.text[words.ends[before.last - 1] : words.starts[found[at].first]] in joints:
            found[at - 1] = replace(before, noun=replace(noun, spans=False, first=before.first))
    return found


def _is_it(known: Reading, noun: Noun) -> bool:
    """Tell whether a known place may be meant: there are many kinds of "other", and a citadel is no university."""
    if known.kind not in ("other", "road", "military_base"):
        return True
    return _singular(noun.label).split()[-1] in known.name.lower()


def _singular(label: str) -> str:
    for many, one in (("ies", "y"), ("s", "")):
        if label.removesuffix(many) + one in KINDS:
            return label.removesuffix(many) + one
    return label


def _owned(words: Words, at: int) -> bool:
    return words.owns[at - 1] and words.text[words.ends[at - 1] + 2 : words.starts[at]] == " "


def _regions(name: str, joined: str, readings: Sequence[Reading], noun: Noun, entries: Entries) -> tuple[Reading, ...]:
    known = entries.region(joined) or entries.region(joined + noun.label.replace(" ", ""))
    if known:
        return tuple(known)
    made = [
        Reading(each.admin1 or f"{each.name} {noun.label}", "region", each.country, each.admin1)
        for each in readings
        if each.kind not in ("country", "region")
    ]
    return tuple(dict.fromkeys(made)) or (Reading(f"{name} {noun.label}", "region", ""),)
