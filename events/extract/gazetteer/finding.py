"""Finding the names of places in a text: longest match in runs of capitalised words, persons and bodies left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from events.extract.gazetteer.facilities import Noun, faceted, noun_after, noun_before, plural_before
from events.extract.gazetteer.nouns import NEUTRAL, RANKS
from events.extract.gazetteer.tokens import ARTICLES, Words, runs, words_of
from events.extract.gazetteer.unknown import LIST, listing, nameless, unknown
from events.extract.mentions import PlaceMention, Reading

_LONGEST: Final = 6
_LASTLY: Final = frozenset((" and ", ", and ", " or ", " & "))
_DASHES: Final = "-‑–—"


@dataclass(frozen=True, slots=True)
class Found:
    """A match, in words: half-open range, what it may mean, the noun that belongs to it.

    ``kind`` is what its list says an unknown name is.
    """

    first: int
    last: int
    entry: Entry | None
    noun: Noun | None = None
    kind: str = ""


class Finder:
    """Finds places with the entries it is given."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def find(self, text: str) -> list[PlaceMention]:
        """Give the mentions of places in the order of the text; none overlap, all spans lie in the text."""
        words = words_of(text)
        ranges = runs(words)
        folded = words.folded
        wanted = {
            "".join(folded[at:to])
            for first, last in ranges
            for at in range(first, last)
            for to in range(at + 1, min(last, at + _LONGEST) + 1)
        }
        known = self._entries.get(wanted)
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
        return self._mentions(words, self._with_lists(words, ranges, found, people))

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
        self, words: Words, first: int, last: int, known: dict[str, Entry | None], persons: set[str]
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
        while hits:
            kept = [hit for hit in hits if _stands(words, first, last, hit, hits)]
            if len(kept) == len(hits):
                return hits
            hits = kept
        guess = unknown(words, first, last, self._entries.areas)
        if guess is None:
            return []
        return [Found(guess[0], guess[1], None, noun_after(words, guess[1]))]

    def _with_lists(
        self, words: Words, ranges: list[tuple[int, int]], found: list[Found], people: set[int]
    ) -> list[Found]:
        """Take in what stands in a list with places, or after "the towns of"; give plural nouns to the whole list.

        A name that was once said to be a place is one wherever it stands in the text.
        """
        at = {each.first: each for each in found}
        said = {"".join(words.folded[each.first : each.last]) for each in found if each.entry is None}
        for group in _groups(words, ranges):
            if len(group) == 1 and (_first_in(at, group[0]) or not (said or listing(words, group[0][0]))):
                continue
            items = [(run, _first_in(at, run)) for run in group]
            places = [each for _, each in items if each and (each.noun or not each.entry or not each.entry.region)]
            listed = len(group) > 1 and (bool(places) or listing(words, group[0][0]))
            if listed and len(group) == 2 and not listing(words, group[0][0]):
                listed = words.text[words.ends[group[0][1] - 1] : words.starts[group[1][0]]] in _LASTLY
            kind = called_kind(words, group[0][0])
            for (first, last), each in items:
                if each is not None and each.entry is None:
                    at[each.first] = replace(each, kind=kind)
                while first < last - 1 and words.lower[first] in NEUTRAL:
                    first += 1
                known = listed or (said and "".join(words.folded[first:last]) in said)
                alone = len(group) == 1 and listing(words, first)
                if (
                    each is None
                    and (known or alone)
                    and first not in people
                    and not nameless(words, first, last, listed)
                ):
                    at[first] = Found(first, last, None, kind=kind)
                    said.add("".join(words.folded[first:last]))
            if len(group) > 1:
                self._share(words, group, at)
        return plural_before(words, sorted(at.values(), key=lambda each: each.first), LIST)

    def _share(self, words: Words, group: list[tuple[int, int]], found: dict[int, Found]) -> None:
        """Give a plural noun before a list to all of it: the oil ports of A, B and C."""
        noun = noun_before(words, group[0][0], self._entries)
        if noun is None or not noun.label.endswith("s"):
            return
        for run in group[1:]:
            each = _first_in(found, run)
            if each and each.noun is None and not (each.entry and each.entry.country):
                own = replace(noun, first=each.first, last=each.last, spans=False)
                found[each.first] = replace(each, noun=own)

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


def _whole(words: Words, first: int, last: int, known: dict[str, Entry | None]) -> bool:
    """Tell whether a run is as it stands the name of a place: Imam Sahib is a town, General MacArthur is not meant."""
    entry = known.get("".join(words.folded[first:last])) if last - first > 1 else None
    return entry is not None and (entry.known or (entry.shown and words.lower[first] not in RANKS))


def _groups(words: Words, ranges: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give the runs in groups of what stands in one list; a noun in small letters may follow the last."""
    group: list[tuple[int, int]] = []
    for first, last in ranges:
        if group and words.text[words.ends[group[-1][1] - 1] : words.starts[first]] not in LIST:
            yield group
            group = []
        group.append((first, last))
    if group:
        yield group


def _first_in(found: dict[int, Found], run: tuple[int, int]) -> Found | None:
    for at in range(*run):
        if at in found:
            return found[at]
    return None


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
