"""What stands before a sentence and tells from which day its times are reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from events.dates import Day
from events.extract.mentions import TimeMention
from events.extract.when.windows import Window, date_of, month_window


class Context(NamedTuple):
    """What stands before a sentence: the window of the heading over it, and the time mentioned last (None: none).

    ``year`` is the year that a full date before it named, ``exact`` the time mentioned last that is no longer than two
    days. `after` gives the context of the sentence that follows.
    """

    heading_earliest: Day | None = None
    heading_latest: Day | None = None
    previous: TimeMention | None = None
    year: int | None = None
    exact: TimeMention | None = None

    def after(self, times: Sequence[TimeMention]) -> Context:
        """Give the context once these times of a sentence are read."""
        context = self
        for time in times:
            context = context._carry(time)
        return context

    def _carry(self, time: TimeMention) -> Context:
        if time.latest is None:
            return self  # no window, or still to come
        # "held since May", "a week after it fell": a text goes on from the times of its story, not from an aside.
        aside = time.relation in ("since", "before", "after") or time.surface.endswith((" after", " before"))
        if aside and self.previous is not None:
            return self
        named, year = begun(time), self.year
        if time.relation == "in" and time.anchor == "absolute" and time.precision != "year" and named is not None:
            year = date_of(named[1]).year if _YEAR.search(time.surface) else year
        elif time.anchor in ("published", "heading"):
            year = None  # the text is back in its own days
        exact = time if named is not None and named[1] - named[0] <= 1 and not aside else self.exact
        return Context(self.heading_earliest, self.heading_latest, time, year, exact)


_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


def begun(time: TimeMention) -> Window | None:
    """Give the window that the named time itself covers: "since January" -> January, "by Sunday" -> that Sunday.

    None where the time has no day. Both days are inclusive.
    """
    if time.relation in ("in", ""):
        return None if time.earliest is None or time.latest is None else (time.earliest, time.latest)
    if time.relation in ("since", "after"):
        if time.earliest is None or (time.relation == "after" and time.latest is None):
            return None
        return time.earliest, _end_of_unit(time.earliest, time.precision, time.latest)
    if time.latest is None:
        return None
    day = time.latest + 1 if time.relation == "before" else time.latest
    date = date_of(day)
    first = {
        "month": lambda: month_window(date.year, date.month)[0],
        "year": lambda: month_window(date.year, 1)[0],
        "season": lambda: month_window(date.year, date.month - 2)[0],
        "week": lambda: day - 6,
        "days": lambda: day - 1,
    }.get(time.precision, lambda: day)()
    return (day, day) if time.relation == "before" else (first, day)


def _end_of_unit(day: Day, precision: str, limit: Day | None) -> Day:
    date = date_of(day)
    end = {
        "month": month_window(date.year, date.month)[1],
        "year": month_window(date.year, 12)[1],
        "season": month_window(date.year, date.month + 2)[1],
        "week": day + 6,
        "days": day + 1,
    }.get(precision, day)
    return end if limit is None else max(day, min(end, limit))


def interval_for(times: Iterable[TimeMention], start: int, end: int, text: str = "") -> TimeMention | None:
    """Give the time that likeliest dates an event at ``text[start:end]``: the nearest that has a window and is past.

    Asks nothing of verbs. With ``text``, what parts clauses (a comma, a semicolon, "while") counts as many words.
    """

    def distance(time: TimeMention) -> int:
        gap = (end, time.start) if time.start >= end else (time.end, start)
        return max(gap[1] - gap[0], 0) + sum(_APART[part.lower()] for part in _PARTING.findall(text, *gap))

    return min((t for t in times if t.latest is not None), key=distance, default=None)


_APART: Final = {",": 20, ";": 120, ":": 60, "while": 60, "but": 60, "whereas": 60, "and": 20, "which": 30, "who": 30}
_PARTING: Final = re.compile(r"[,;:]|\b(?i:while|but|whereas|and|which|who)\b")
