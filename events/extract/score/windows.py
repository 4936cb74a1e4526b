"""Dates of labels as windows of days, and when a proposed window is near enough to a labelled one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from events.dates import Day, parse_day

SLACK: Final = 1
"""Days that two windows may miss each other by and still agree."""

LOOKBACK: Final = 31
"""Days that a proposal may end before a label that only says "not later than"."""

_PARTS: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z", re.ASCII)


class Window(NamedTuple):
    """Days from ``first`` to ``last``, both inclusive; None is an open end, and one of them is never open."""

    first: Day | None
    last: Day | None


def read_window(date: Any) -> Window | None:
    """Read ``"YYYY[-MM[-DD]]"``, ``{"start", "end"}`` with one or both, or None for no date at all.

    Raises `ValueError` for anything else.
    """
    if date is None:
        return None
    if isinstance(date, str):
        return Window(_edge(date, last=False), _edge(date, last=True))
    if isinstance(date, Mapping) and set(date) <= {"start", "end"} and any(date.values()):
        first, last = date.get("start"), date.get("end")
        window = Window(_edge(first, last=False) if first else None, _edge(last, last=True) if last else None)
        if window.first is not None and window.last is not None and window.first > window.last:
            raise ValueError(f"date {dict(date)!r} ends before it starts")
        return window
    raise ValueError(f"date {date!r} is neither YYYY, YYYY-MM, YYYY-MM-DD nor a start and an end")


def agree(label: Window | None, proposed: Window | None) -> bool | None:
    """Say whether a proposed window is right; None when the label has no date to compare.

    Windows agree when they overlap within `SLACK` days and the proposal is not absurdly wide: at most three times as
    long as the label, and two days. A label that only says "not later than" is met by a window that ends by then,
    up to `LOOKBACK` days before.
    """
    if label is None:
        return None
    if proposed is None:
        return False
    first = proposed.last if proposed.first is None else proposed.first
    last = proposed.first if proposed.last is None else proposed.last
    if first is None or last is None:
        return False
    if label.first is None:
        return label.last is not None and last <= label.last + SLACK and label.last - first <= LOOKBACK
    until = label.first if label.last is None else label.last
    if last < label.first - SLACK or first > until + SLACK:
        return False
    return last - first <= 3 * (until - label.first + 1) + 2


def _edge(text: Any, *, last: bool) -> Day:
    found = _PARTS.match(text) if isinstance(text, str) else None
    if not found:
        raise ValueError(f"date {text!r} is neither YYYY, YYYY-MM nor YYYY-MM-DD")
    year, month, day = found.groups()
    month = month or ("12" if last else "01")
    if not 1 <= int(month) <= 12 or year == "0000":
        raise ValueError(f"date {text!r} is not in the calendar")
    day = day or (f"{calendar.monthrange(int(year), int(month))[1]:02}" if last else "01")
    return parse_day(f"{year}-{month}-{day}")
