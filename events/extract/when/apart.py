"""Times told by their distance from another event: "two days after the city fell", "a week before Friday's vote"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from events.extract.mentions import TimeMention
from events.extract.when.reference import Reference
from events.extract.when.relative import moved
from events.extract.when.windows import Window, is_day

Apart: TypeAlias = "tuple[tuple[float, float], str, int]"
"""Number, unit, and the direction from the main event to the one told after the words."""

_BETWEEN: Final = re.compile(r"\s(?:the\s)?\Z")


def settled(text: str, times: list[TimeMention], apart: Mapping[int, Apart], ref: Reference) -> list[TimeMention]:
    """Give the times of a sentence with those told by their distance reckoned from the others.

    Behind "two days after" stands either a time, and both together are one ("two days after 10 June" is 12 June), or
    another event: that one lies two days before the main event, and the window given is its own. Without a time for the
    main event months and years are reckoned from the day of writing; days and weeks have no window.
    """
    result: list[TimeMention] = []
    skip = -1
    for at, time in enumerate(times):
        if at == skip:
            continue
        if at not in apart:
            result.append(time)
            continue
        number, unit, sign = apart[at]
        following = times[at + 1] if at + 1 < len(times) and at + 1 not in apart else None
        if following is not None and _BETWEEN.match(text, time.end, following.start):
            base = _window(following)
            end, skip = following.end, at + 1
            window, anchor = (moved(base, number, unit, -sign) if base else None), following.anchor
        else:
            base = _main(times, at, apart, ref, unit)
            end, anchor = time.end, time.anchor
            window = moved(base, number, unit, sign) if base else None
        result.append(_with(text, time, end, window, anchor, ref))
    return result


def beside(text: str, time: TimeMention, following: TimeMention) -> TimeMention:
    """Give a time with the window of the day that stands in apposition to it: "a week earlier, on 29 May"."""
    if (
        following.precision != "day"
        or following.relation != "in"
        or time.relation != "in"
        or _window(following) is None
    ):
        return time
    vague = time.anchor == "previous" or time.precision in ("week", "month", "year", "season")
    if vague and _APPOSITION.fullmatch(text, time.end, following.start):
        return replace(time, earliest=following.earliest, latest=following.latest, precision="day")
    return time


_APPOSITION: Final = re.compile(r",\son\s(?:the\s)?(?:(?:night|morning|evening|afternoon)\sof\s)?")


def _main(times: list[TimeMention], at: int, apart: Mapping[int, Apart], ref: Reference, unit: str) -> Window | None:
    others = [*reversed(times[:at]), *times[at + 1 :]]
    usable = [t for t in others if t.relation == "in" and times.index(t) not in apart]
    found = next((w for w in map(_window, usable) if w is not None), None)
    if found is not None:
        return found
    return ref.now if ref.anchor == "heading" or unit in ("month", "year") else None


def _window(time: TimeMention) -> Window | None:
    return None if time.earliest is None or time.latest is None else (time.earliest, time.latest)


def _with(text: str, time: TimeMention, end: int, window: Window | None, anchor: str, ref: Reference) -> TimeMention:
    surface = text[time.start : end]
    if window is None or not (is_day(window[0]) and is_day(window[1])):
        return replace(time, end=end, surface=surface, earliest=None, latest=None)
    if ref.limit is not None and window[0] > ref.limit:
        return replace(time, end=end, surface=surface, earliest=ref.limit, latest=None, relation="after", anchor=anchor)
    latest = window[1] if ref.limit is None else min(window[1], ref.limit)
    return replace(time, end=end, surface=surface, earliest=window[0], latest=latest, anchor=anchor)
