"""Days, and the one statement of how the ledger counts them.

Doctrine. In files a window is ``earliest..latest``: whole days, both inclusive (UCDP ``date_start`` and
``date_end``; the Security Force Monitor's rule that a claim never reaches past the page that makes it).
In code a day is an ``int64`` count of days since 1970-01-01 and a range is half-open, ``[start, end)``.
No clock is read in this package: the day is always an argument.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Day: TypeAlias = int
Days: TypeAlias = npt.NDArray[np.int64]
DayLike: TypeAlias = "str | dt.date | np.datetime64"

ALWAYS: Final[Day] = -(2**40)
"""Start of an interval that has no first day."""

NEVER: Final[Day] = 2**40
"""End of an interval that has no last day, and the day on which an unpublished claim became known."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def parse_day(text: DayLike) -> Day:
    """Give the day number of an ISO date ``YYYY-MM-DD``, a `datetime.date` or a timestamp.

    Raises `ValueError` with a sentence a person can act on when it is no such date.
    """
    if isinstance(text, dt.datetime):
        text = text.date()
    if isinstance(text, dt.date):
        return text.toordinal() - _EPOCH
    if isinstance(text, np.datetime64):
        if np.isnat(text):
            raise ValueError("a date is needed, not an empty one")
        return int(text.astype("datetime64[D]").astype(np.int64))
    value = str(text).strip()
    if not _ISO.match(value):
        raise ValueError(f"{value!r} is not a date of the form YYYY-MM-DD, such as 2014-06-22")
    try:
        return dt.date.fromisoformat(value).toordinal() - _EPOCH
    except ValueError as error:
        raise ValueError(f"{value!r} is not a day of the calendar ({error})") from None


def iso(day: Day) -> str:
    """Write a day number as ``YYYY-MM-DD``; an open end gives an empty string."""
    if not _FIRST <= day <= _LAST:
        return ""
    return dt.date.fromordinal(day + _EPOCH).isoformat()


def in_words(day: Day) -> str:
    """Write a day in full, as ``22 June 2014``; an open end gives an empty string."""
    if not _FIRST <= day <= _LAST:
        return ""
    date = dt.date.fromordinal(day + _EPOCH)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def window_in_words(earliest: Day, latest: Day, between: str = "\N{EN DASH}") -> str:
    """Write an inclusive window of days in full, as ``21–22 June 2014``; a single day as that day."""
    first, last = in_words(earliest), in_words(latest)
    if first == last:
        return first
    day, month, year = first.split()
    if last.endswith(f" {month} {year}"):
        first = day
    elif last.endswith(f" {year}"):
        first = f"{day} {month}"
    return f"{first}{between}{last}"


def to_datetimes(days: Days) -> npt.NDArray[np.datetime64]:
    """Turn day numbers into ``datetime64[s]``; `ALWAYS` and `NEVER` become ``NaT``."""
    open_ended = (days <= ALWAYS) | (days >= NEVER)
    result = np.where(open_ended, 0, days).astype("datetime64[D]").astype("datetime64[s]")
    result[open_ended] = np.datetime64("NaT")
    return result


_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_FIRST: Final = dt.date.min.toordinal() - _EPOCH
_LAST: Final = dt.date.max.toordinal() - _EPOCH
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
