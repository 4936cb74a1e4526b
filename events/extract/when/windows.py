"""Calendar windows: months, weeks, seasons and shifts, as pairs of inclusive days."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import Final, TypeAlias

from events.dates import Day

Window: TypeAlias = "tuple[Day, Day]"
"""First and last day, both inclusive, as counts of days since 1970-01-01."""

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
FIRST_DAY: Final[Day] = dt.date(1000, 1, 1).toordinal() - _EPOCH
LAST_DAY: Final[Day] = dt.date(2999, 12, 31).toordinal() - _EPOCH
"""What lies outside of FIRST_DAY..LAST_DAY is no day that news could mean."""

PART_OF_MONTH: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PART_OF_YEAR: Final = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 3), "end": (10, 12), "first half": (1, 6),
    "second half": (7, 12), "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9),
    "fourth quarter": (10, 12),
}  # fmt: skip
WEEK_OF_MONTH: Final = {"first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28)}
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, northern hemisphere, three months long."""

_DAYS_OF_MONTH: Final = PART_OF_MONTH | WEEK_OF_MONTH | {
    "first half": (1, 15), "second half": (16, 31), "start": PART_OF_MONTH["early"], "end": PART_OF_MONTH["late"],
}  # fmt: skip
_KEPT: Final = 4096
"""An article speaks of the same few days again and again: what the calendar said of them is remembered."""


def is_day(day: Day | None) -> bool:
    """Say whether a number is a day that news could mean."""
    return day is not None and FIRST_DAY <= day <= LAST_DAY


@lru_cache(maxsize=_KEPT)
def date_of(day: Day) -> dt.date:
    """Give the calendar date of a day, held inside FIRST_DAY..LAST_DAY."""
    return dt.date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY) + _EPOCH)


@lru_cache(maxsize=_KEPT)
def day_of(year: int, month: int, day: int) -> Day | None:
    """Give the day number of a date, None when the calendar has no such day."""
    if not (1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day).toordinal() - _EPOCH


@lru_cache(maxsize=_KEPT)
def month_window(year: int, month: int, part: str = "") -> Window:
    """Give a month, or a part of it as in PART_OF_MONTH, WEEK_OF_MONTH, "last week", "first half", "second half".

    Months count on past December and back before January.
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1001), 2998)
    length = calendar.monthrange(year, month)[1]
    first, last = _DAYS_OF_MONTH.get(part, (1, 31))
    if part == "last week":
        first = length - 6
    start = dt.date(year, month, 1).toordinal() - _EPOCH - 1
    return start + first, start + min(last, length)


def year_window(year: int, part: str = "") -> Window:
    """Give a year, or a part of it as in PART_OF_YEAR."""
    first, last = PART_OF_YEAR.get(part, (1, 12))
    return month_window(year, first)[0], month_window(year, last)[1]


def week_window(day: Day, part: str = "") -> Window:
    """Give Monday..Sunday around a day; early is Monday..Wednesday, mid Tuesday..Thursday, late Thursday..Sunday."""
    monday = day - weekday(day)
    first, last = {"early": (0, 2), "start": (0, 2), "mid": (1, 3), "late": (3, 6), "end": (3, 6)}.get(part, (0, 6))
    return monday + first, monday + last


def season_window(year: int, name: str) -> Window:
    """Give a season by the year in which it begins: the winter of 2014 here is December 2014..February 2015."""
    month = SEASONS[name]
    return month_window(year, month)[0], month_window(year, month + 2)[1]


def weekday(day: Day) -> int:
    """Give the day of the week, Monday 0."""
    return (day + 3) % 7


def latest_weekday(name: int, day: Day) -> Day:
    """Give the latest such weekday not after the day."""
    return day - (weekday(day) - name) % 7


def weekend_window(day: Day) -> Window:
    """Give the latest Saturday..Sunday that has begun by the day."""
    saturday = latest_weekday(5, day)
    return saturday, saturday + 1


def shifted(day: Day, number: int, unit: str) -> Day:
    """Move a day by days, weeks, months or years; the 31st of a shorter month is its last day."""
    if unit in ("day", "week"):
        return day + number * (7 if unit == "week" else 1)
    date = date_of(day)
    first, last = month_window(date.year, date.month + number * (12 if unit == "year" else 1))
    return min(first + date.day - 1, last)


def hull(one: Window, other: Window) -> Window:
    """Give the smallest window that holds both."""
    return min(one[0], other[0]), max(one[1], other[1])


def contains_year(window: Window, year: int) -> bool:
    """Say whether a window lies wholly in a year."""
    return date_of(window[0]).year == year == date_of(window[1]).year
