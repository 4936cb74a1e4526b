"""A sentence as a row of units: words, signs, and the places, actors and times found in it, each one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, TypeAlias

from events.extract.mentions import ActorMention, PlaceMention, TimeMention
from events.extract.words import listed

Mention: TypeAlias = PlaceMention | ActorMention | TimeMention

# Most words have no letter but these: to look them up at once is quicker than to ask of each what it is.
_LETTERS: Final = r"(?:[a-zA-Z]++(?![^\W\d_])|[^\W\d_]+)"
# A hyphen and what follows it stays in one piece: after a name it is "-held" or "-backed".
_WORD: Final = rf"-{_LETTERS}|[A-Z]\d{{1,3}}\b|{_LETTERS}(?:[-.]{_LETTERS}|['’](?!s\b){_LETTERS})*|['’]s\b"
_NUMBER: Final = r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*"
_SIGN: Final = r"[^\w\s]"
_KIND: Final = re.compile(rf"(?P<w>{_WORD})|(?P<n>{_NUMBER})|(?P<s>{_SIGN})")
_PIECE: Final = re.compile(rf"[ \s_]*+(?:{_WORD}|{_NUMBER}|{_SIGN})")
"""A unit with the blanks before it: pieces follow each other without a hole."""
_SUFFIXES: Final = listed("held controlled occupied run ruled backed aligned led allied supported")
# A right single quotation mark is an apostrophe inside a word; one spelling of it is enough for the rules.
_APOSTROPHE: Final = str.maketrans("’ʼ", "''")


class _Forms(dict[str, tuple[str, bool]]):
    """What a surface comes to, worked out once: in small letters, and whether it has a capital."""

    def __missing__(self, surface: str) -> tuple[str, bool]:
        if len(self) > _KEPT:
            self.clear()
        low = surface.lower()
        form = self[surface] = (low if surface.isascii() else low.translate(_APOSTROPHE), surface[:1].isupper())
        return form


class _Pieces(dict[str, tuple[int, int, str, str, str, bool, int]]):
    """What a piece comes to, worked out once.

    How many blanks lead it, its length, then kind, surface, small letters and capital of its unit, and at which letter
    a suffix parts off as a unit of its own ("rebel-held"), 0 where none does.
    """

    def __missing__(self, piece: str) -> tuple[int, int, str, str, str, bool, int]:
        if len(self) > _KEPT:
            self.clear()
        found = _KIND.search(piece)
        assert found is not None
        kind, surface = found.lastgroup or "s", found[0]
        stem, _, tail = surface.rpartition("-")
        cut = len(stem) if tail.lower() in _SUFFIXES else 0
        made = self[piece] = (found.start(), len(piece), kind, surface, *_FORMS[surface], cut)
        return made


_KEPT: Final = 200_000
_FORMS: Final = _Forms()
_PIECES: Final = _Pieces()


class Unit:
    """One unit: ``kind`` is ``w`` word, ``n`` number, ``s`` sign, ``P`` place, ``A`` actor or ``T`` time.

    ``low`` is the lower-cased ``surface``; ``start..end`` are offsets in the text. ``place``, ``actor`` and ``time``
    hold the mention; a capital that may stand for a government has both ``place`` and ``actor``. ``capital`` says that
    it is written with a capital letter, ``modifier`` that the name only describes what follows ("rebel-held").
    """

    __slots__ = ("actor", "capital", "end", "kind", "low", "modifier", "place", "start", "surface", "time")

    def __init__(self, kind: str, surface: str, start: int, end: int, low: str, capital: bool) -> None:
        self.kind = kind
        self.surface = surface
        self.low = low
        self.capital = capital
        self.start = start
        self.end = end
        self.place: PlaceMention | None = None
        self.actor: ActorMention | None = None
        self.time: TimeMention | None = None
        self.modifier = False

    @property
    def capitals(self) -> bool:
        """Tell whether it is a short word of capitals only, such as NATO."""
        return 1 < len(self.surface) <= 5 and self.surface.isupper()

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}"


def split(
    text: str,
    start: int,
    end: int,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    times: Sequence[TimeMention],
) -> list[Unit]:
    """Cut ``text[start:end]`` into units; of names that overlap the longer wins, of equals the actor before the place.

    A place that an actor of the same span stands for (a capital, a government) becomes one unit with both.
    """
    units: list[Unit] = []
    at = start
    for mention, twin in _arranged(places, actors, times):
        if mention.start > at:
            _words(text, at, mention.start, units)
        units.append(_unit(text, mention, twin))
        at = mention.end
    _words(text, at, end, units)
    return units


_START: Final = attrgetter("start")


def _arranged(
    places: Sequence[PlaceMention], actors: Sequence[ActorMention], times: Sequence[TimeMention]
) -> list[tuple[Mention, Mention | None]]:
    apart: list[Mention] = [*places, *actors, *times]
    apart.sort(key=_START)
    if all(one.end <= other.start for one, other in pairwise(apart)):
        return [(mention, None) for mention in apart]
    every: list[tuple[int, int, int, Mention]] = [(-(a.end - a.start), 0, a.start, a) for a in actors]
    every += [(-(p.end - p.start), 1, p.start, p) for p in places]
    every += [(-(t.end - t.start), 2, t.start, t) for t in times]
    every.sort(key=lambda row: row[:3])
    kept: list[tuple[Mention, Mention | None]] = []
    for _, _, _, mention in every:
        for at, (other, twin) in enumerate(kept):
            if mention.start < other.end and other.start < mention.end:
                same = (mention.start, mention.end) == (other.start, other.end)
                if same and twin is None and isinstance(other, ActorMention) and isinstance(mention, PlaceMention):
                    kept[at] = (other, mention)
                break
        else:
            kept.append((mention, None))
    kept.sort(key=lambda pair: pair[0].start)
    return kept


def _unit(text: str, mention: Mention, twin: Mention | None) -> Unit:
    surface = text[mention.start : mention.end]
    low, capital = _FORMS[surface]
    unit = Unit("T", surface, mention.start, mention.end, low, capital)
    if isinstance(mention, TimeMention):
        unit.time = mention
    elif isinstance(mention, PlaceMention):
        unit.kind, unit.place = "P", mention
    else:
        unit.kind, unit.actor = "A", mention
        if isinstance(twin, PlaceMention):
            unit.kind, unit.place = "P", twin
    return unit


def _words(text: str, start: int, end: int, units: list[Unit]) -> None:
    for piece in _PIECE.findall(text, start, end):
        blanks, size, kind, surface, low, capital, cut = _PIECES[piece]
        first = start + blanks
        start += size
        if cut:
            stem = surface[:cut]
            units.append(Unit(kind, stem, first, first + cut, _FORMS[stem][0], capital))
            first += cut
            surface = surface[cut:]
            low, capital = _FORMS[surface]
        if kind == "w" and low[0] == "-" and units and units[-1].end == first:
            units[-1].modifier = True  # a hyphen makes an adjective of a name: "Rwandan-backed", "rebel-held"
        units.append(Unit(kind, surface, first, start, low, capital))
