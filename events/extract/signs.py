"""Which sentences may tell of something, read off the words of the article, which are parted once for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from events.extract import words
from events.extract.findings.answers import FALSE, YIELDING
from events.extract.findings.contradictions import SIGNS as CONTRADICTING
from events.extract.gazetteer.tokens import Words
from events.extract.triggers import TELLING, WORDS, partners
from events.extract.when.cues import CUES, Cues


def _pieces(forms: Iterable[str]) -> frozenset[str]:
    """Give what a word must hold to be one of these forms, of which some have a hyphen: take for "re-take"."""
    return frozenset(max(form.strip("'").split("-"), key=len) for form in forms)


_PARTNERS: Final = {
    piece: (_pieces(beside), _pieces(within))
    for form in WORDS - TELLING
    for piece in _pieces((form,))
    for beside, within in (partners(form),)
}
_CHANGES: Final = _pieces(TELLING)
_ANSWERS: Final = _pieces(words.DENYING | words.ADMITTING | FALSE | CONTRADICTING | YIELDING)
_CHANGE, _ANSWER, _ASKS = 1, 2, 4
_LETTERS: Final = re.compile(r"[a-z]+")


class _Kinds(dict[str, int]):
    """What each word, in small letters, may be a sign of; worked out once. A footnote may cling to it: seized2."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        pieces = _LETTERS.findall(word)
        kind = 0 if _CHANGES.isdisjoint(pieces) else _CHANGE
        kind |= 0 if _ANSWERS.isdisjoint(pieces) else _ANSWER
        kind |= 0 if _PARTNERS.keys().isdisjoint(pieces) else _ASKS
        self[word] = kind
        return kind


_KEPT: Final = 200_000
_KINDS: Final = _Kinds()


class Signs:
    """The signs of one article. Spans are half-open offsets in its text."""

    def __init__(self, cut: Words) -> None:
        self._starts = cut.starts
        self._lower = cut.lower
        self._cues = list(map(CUES.__getitem__, cut.lower))
        self._changes: list[int] = []
        self._asking: list[int] = []
        self._answers: list[int] = []
        for at, kind in enumerate(map(_KINDS.__getitem__, cut.lower)):
            if kind:
                if kind & _CHANGE or (kind & _ASKS and self._is_beside(at)):
                    self._changes.append(cut.starts[at])
                elif kind & _ASKS:
                    self._asking.append(at)
                if kind & _ANSWER:
                    self._answers.append(cut.starts[at])

    def of_change(self, start: int, end: int) -> bool:
        """Tell whether a word in the span, with what it needs beside it, may say that a place changed hands."""
        if bisect_left(self._changes, start) < bisect_left(self._changes, end):
            return True
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        asking = self._asking[bisect_left(self._asking, first) : bisect_left(self._asking, last)]
        if not asking:
            return False
        told = self._pieces(first, last)
        return any(not within.isdisjoint(told) for at in asking for _, within in self._partners(at))

    def of_answer(self, start: int, end: int) -> bool:
        """Tell whether a word in the span may deny or confirm what was told."""
        return bisect_left(self._answers, start) < bisect_left(self._answers, end)

    def of_time(self, start: int, end: int) -> Cues:
        """Give the cues of time in the span, as `find_times` takes them."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return Cues(self._starts[first:last], self._cues[first:last])

    def _is_beside(self, at: int) -> bool:
        """Tell whether right beside a word stands one that makes it tell of a change."""
        near = self._pieces(max(0, at - 1), at + 2)
        return any(not beside.isdisjoint(near) for beside, _ in self._partners(at))

    def _partners(self, at: int) -> list[tuple[frozenset[str], frozenset[str]]]:
        return [_PARTNERS[piece] for piece in _LETTERS.findall(self._lower[at]) if piece in _PARTNERS]

    def _pieces(self, first: int, last: int) -> set[str]:
        return set(_LETTERS.findall(" ".join(self._lower[first:last])))
