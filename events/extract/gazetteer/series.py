"""Names that stand in one list: what one of them is, the others are too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from events.extract.gazetteer.entries import Entries
from events.extract.gazetteer.evidence import called_kind
from events.extract.gazetteer.facilities import noun_before, plural_before
from events.extract.gazetteer.found import Found
from events.extract.gazetteer.nouns import NEUTRAL
from events.extract.gazetteer.tokens import Words
from events.extract.gazetteer.unknown import LIST, listing, nameless

_LASTLY: Final = frozenset((" and ", ", and ", " or ", " & "))


def with_lists(
    words: Words, ranges: list[tuple[int, int]], found: list[Found], people: set[int], entries: Entries
) -> list[Found]:
    """Take in what stands in a list with places, or after "the towns of"; give plural nouns to the whole list.

    A name that was once said to be a place is one wherever it stands in the text.
    """
    at = {each.first: each for each in found}
    said = {"".join(words.folded[each.first : each.last]) for each in found if each.entry is None}
    for group in _groups(words, ranges):
        if len(group) == 1:
            _alone(words, *group[0], at, said, people)
            continue
        items = [(run, _first_in(at, run)) for run in group]
        places = [each for _, each in items if each and (each.noun or not each.entry or not each.entry.region)]
        begun = listing(words, group[0][0])
        listed = begun or bool(places)
        if places and not begun and len(group) == 2:
            listed = words.text[words.ends[group[0][1] - 1] : words.starts[group[1][0]]] in _LASTLY
        kind = called_kind(words, group[0][0])
        for (first, last), each in items:
            if each is not None and each.entry is None:
                at[each.first] = replace(each, kind=kind)
            while first < last - 1 and words.lower[first] in NEUTRAL:
                first += 1
            if each is not None or first in people:
                continue
            joined = "".join(words.folded[first:last])
            if (listed or joined in said) and not nameless(words, first, last, listed):
                at[first] = Found(first, last, None, kind=kind)
                said.add(joined)
        _share(words, group, at, entries)
    return plural_before(words, sorted(at.values(), key=lambda each: each.first), LIST)


def _alone(words: Words, first: int, last: int, at: dict[int, Found], said: set[str], people: set[int]) -> None:
    """Take in a run that stands in no list, where it was said to be a place before or is all that a list holds."""
    if first in at or not (said or listing(words, first)) or _first_in(at, (first, last)) is not None:
        return
    begins = first
    while first < last - 1 and words.lower[first] in NEUTRAL:
        first += 1
    joined = "".join(words.folded[first:last])
    if (joined in said or listing(words, first)) and first not in people and not nameless(words, first, last):
        at[first] = Found(first, last, None, kind=called_kind(words, begins))
        said.add(joined)


def _share(words: Words, group: list[tuple[int, int]], found: dict[int, Found], entries: Entries) -> None:
    """Give a plural noun before a list to all of it: the oil ports of A, B and C."""
    noun = noun_before(words, group[0][0], entries)
    if noun is None or not noun.label.endswith("s"):
        return
    for run in group[1:]:
        each = _first_in(found, run)
        if each and each.noun is None and not (each.entry and each.entry.country):
            own = replace(noun, first=each.first, last=each.last, spans=False)
            found[each.first] = replace(each, noun=own)


def _groups(words: Words, ranges: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Give the runs in groups of what stands in one list; a noun in small letters may follow the last."""
    group: list[tuple[int, int]] = []
    for first, last in ranges:
        # "as well as" is the longest of what joins a list.
        if group and (
            first - group[-1][1] > 3 or words.text[words.ends[group[-1][1] - 1] : words.starts[first]] not in LIST
        ):
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
