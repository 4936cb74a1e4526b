"""Finding the names of places in a text: longest match in runs of capitalised words, persons and bodies left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from events.extract.gazetteer.entries import Entries, Entry
from events.extract.gazetteer.evidence import (
    CALLING,
    HARDLY,
    aside,
    called_kind,
    may_stand,
    person,
)
from events.extract.gazetteer.facilities import faceted, noun_after, noun_before
from events.extract.gazetteer.found import Found
from events.extract.gazetteer.nouns import NEUTRAL, RANKS
from events.extract.gazetteer.series import with_lists
from events.extract.gazetteer.tokens import ARTICLES, Words, runs, words_of
from events.extract.gazetteer.unknown import unknown
from events.extract.mentions import PlaceMention, Reading

_LONGEST: Final = 6
_DASHES: Final = "-‑–—"


class Finder:
    """Finds places with the entries it is given."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def find(self, text: str) -> list[PlaceMention]:
        """Give the mentions of places in the order of the text; none overlap, all spans lie in the text."""
        words = words_of(text)
        ranges = runs(words)
        folded = words.folded
        known = self._entries.get(_names(words, ranges))
        persons: set[str] = set()
        people: set[int] = set()
        found: list[Found] = []
        for first, last in ranges:
            if last - first == 1 and folded[first] in HARDLY and not (first and words.lower[first - 1] in CALLING):
                continue
            name = None if _whole(words, first, last, known) else person(words, first, last)
            if name is not None:
                persons.add(folded[last - 1])
                people.add(first)
                last = name
            if last > first:
                found += self._in_run(words, first, last, known, persons)
        return self._mentions(words, with_lists(words, ranges, found, people, self._entries))

    def guess(self, text: str, start: int, end: int) -> PlaceMention | None:
        """Make a mention of any capitalised span: what it is known as, else a reading without coordinates."""
        start, end = max(start, 0), min(end, len(text))
        surface = text[start:end].strip()
        if not any(letter.isupper() for letter in surface):
            return None
        start = text.index(surface, start)
        words = Words(surface)
        entry = self._entries.one("".join(words.folded)) if words.count else None
        if entry:
            return PlaceMention(start, start + len(surface), surface, entry.readings)
        for at in range(1, words.count):
            noun = noun_after(words, at)
            if noun and noun.last == words.count:
                joined = "".join(words.folded[:at])
                known = self._entries.one(joined)
                readings = faceted(words.surface(0, at), joined, known.readings if known else (), noun, self._entries)
                return PlaceMention(start, start + len(surface), surface, readings)
        return PlaceMention(start, start + len(surface), surface, (Reading(surface, "town", ""),))

    def _in_run(
        self, words: Words, first: int, last: int, known: Mapping[str, Entry | None], persons: set[str]
    ) -> list[Found]:
        hits: list[Found] = []
        folded = words.folded
        at = first
        while at < last:
            article = words.lower[at] in ARTICLES
            for to in range(min(last, at + _LONGEST), at, -1):
                entry = known.get("".join(folded[at:to]))
                if entry is None and article and to - at > 1:
                    entry = self._entries.one("".join(folded[at + 1 : to]))
                if entry is not None and may_stand(words, at, to, entry, first, persons):
                    hits.append(Found(at, to, entry, noun_after(words, to)))
                    at = to
                    break
            else:
                at += 1
        if len(hits) == 1 and hits[0].first == first and hits[0].last == last:
            return hits
        while hits:
            kept = [hit for hit in hits if _stands(words, first, last, hit, hits)]
            if len(kept) == len(hits):
                return hits
            hits = kept
        guess = unknown(words, first, last, self._entries.areas)
        if guess is None:
            return []
        return [Found(guess[0], guess[1], None, noun_after(words, guess[1]))]

    def _mentions(self, words: Words, found: list[Found]) -> list[PlaceMention]:
        mentions: list[PlaceMention] = []
        done = 0
        for each in found:
            noun = each.noun
            if noun is None and (each.entry is None or not each.entry.country):
                noun = noun_before(words, each.first, self._entries)
                fits = noun and noun.first >= done and (noun.region or each.entry is None or not each.entry.region)
                noun = noun if fits else None
            first = min(each.first, noun.first) if noun else each.first
            last = max(each.last, noun.last) if noun and noun.spans else each.last
            # A country may stand inside: a crossing with Jordan near X.
            done = done if each.entry and each.entry.country else last
            name = words.surface(each.first, each.last)
            readings = each.entry.readings if each.entry else ()
            if noun is not None:
                joined = "".join(words.folded[each.first : each.last])
                readings = faceted(name, joined, readings, noun, self._entries)
            elif not readings:
                readings = (Reading(name, each.kind or called_kind(words, each.first), ""),)
            start, end = words.starts[first], words.ends[last - 1]
            while mentions and mentions[-1].end > start:
                mentions.pop()
            mentions.append(PlaceMention(start, end, words.text[start:end], readings))
        return mentions


def _names(words: Words, ranges: list[tuple[int, int]]) -> set[str]:
    """Give all that may be a name in the runs, folded."""
    found: set[str] = set()
    folded = words.folded
    for first, last in ranges:
        for at in range(first, last):
            joined = ""
            for word in folded[at : min(last, at + _LONGEST)]:
                joined += word
                found.add(joined)
    return found


def _whole(words: Words, first: int, last: int, known: Mapping[str, Entry | None]) -> bool:
    """Tell whether a run is as it stands the name of a place: Imam Sahib is a town, General MacArthur is not meant."""
    entry = known.get("".join(words.folded[first:last])) if 1 < last - first <= _LONGEST else None
    return entry is not None and (entry.known or (entry.shown and words.lower[first] not in RANKS))


def _stands(words: Words, first: int, last: int, hit: Found, hits: list[Found]) -> bool:
    """Tell whether a match is a name of its own, and no part of a longer one."""
    if len(hits) == 1 and hit.first == first and hit.last == last:
        return True
    assert hit.entry is not None
    covered = {at for each in hits for at in range(each.first, each.last)}
    before, after = hit.first - 1, hit.noun.last if hit.noun else hit.last
    if before >= first and before not in covered and not aside(words, before):
        return False
    if after < last and after not in covered and words.lower[after] not in NEUTRAL:
        return False
    # Two hamlets side by side are a person's name.
    beside = [each for each in hits if each.last == hit.first or each.first == hit.last]
    if beside and not hit.entry.known and not hit.noun:
        if any(words.text[words.ends[min(each.last, hit.last) - 1]] in _DASHES for each in beside):
            return True
        return any(each.entry and (each.entry.country or each.entry.region) for each in beside)
    return True
