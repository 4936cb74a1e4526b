"""The article with what was found in it: its text cut into stretches, each with the marks that lie on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

LONGEST_SHOWN: Final = 120_000
"""Characters of an article that are shown whole; of a longer one, what lies around its marks."""

_AROUND: Final = 1_500


@dataclass(frozen=True)
class Mark:
    """What a candidate marks in a text: its words, the sentence around them, and how they look.

    ``number`` is that of the queue, ``status`` one of the store's words for a candidate, ``label`` says in words what
    colour and line say. Offsets are half-open, as in a `Candidate`.
    """

    candidate_id: int
    number: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    change: str
    color: str
    label: str
    status: str = "waiting"


def stretches(text: str, marks: Sequence[Mark], current: int | None) -> list[dict[str, Any]]:
    """Cut a text where marks begin and end; the stretches together are the text, or with ``gap`` what is left out.

    Each has ``text``, and where marks lie on it ``marks`` (their ids, the current one first), ``numbers`` of those that
    end here, ``change``, ``color``, ``label`` and ``status`` of the first, ``current`` when it is the current one's
    words and ``sentence`` when it is within the current one's sentence. Plain values; nothing in them is markup.
    """
    at = {mark.candidate_id: mark for mark in marks}
    chosen = at.get(current) if current is not None else None
    edges = {0, len(text)}
    for mark in marks:
        edges |= {_within(mark.start, text), _within(mark.end, text)}
    if chosen:
        edges |= {_within(chosen.sentence_start, text), _within(chosen.sentence_end, text)}
    shown = _windows(text, marks)
    edges |= {edge for window in shown for edge in window}
    cuts = sorted(edges)
    made: list[dict[str, Any]] = []
    for start, end in pairwise(cuts):
        if not any(low <= start and end <= high for low, high in shown):
            made.append({"text": "", "gap": end - start})
            continue
        here = [mark for mark in marks if mark.start <= start and end <= mark.end and mark.start < mark.end]
        made.append(_stretch(text[start:end], here, chosen, start, end))
    return made


def _stretch(words: str, here: list[Mark], chosen: Mark | None, start: int, end: int) -> dict[str, Any]:
    one: dict[str, Any] = {"text": words}
    if chosen and chosen.sentence_start <= start and end <= chosen.sentence_end:
        one["sentence"] = True
    if not here:
        return one
    # The narrowest mark speaks, unless the current one is among them.
    here.sort(key=lambda mark: (mark is not chosen, mark.status == "rejected", mark.end - mark.start, mark.number))
    first = here[0]
    one |= {
        "marks": [mark.candidate_id for mark in here],
        "numbers": sorted(mark.number for mark in here if mark.end == end),
        "change": first.change,
        "color": first.color,
        "label": first.label,
        "status": first.status,
    }
    if first is chosen:
        one["current"] = True
    return one


def _windows(text: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Give the ranges of a text that are shown: all of it, or what lies around the marks and its beginning."""
    if len(text) <= LONGEST_SHOWN:
        return [(0, len(text))]
    wanted = [(0, _AROUND)]
    wanted += [(mark.sentence_start - _AROUND, mark.sentence_end + _AROUND) for mark in marks]
    merged: list[tuple[int, int]] = []
    for low, high in sorted((_within(low, text), _within(high, text)) for low, high in wanted):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _within(at: int, text: str) -> int:
    return min(max(at, 0), len(text))
