"""The day on which a document says it was published, in the forms that tables, mails and front matter use."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Any, Final

from events.dates import Day, parse_day

_ISO_HEAD: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T ]\d)", re.ASCII)
_WRITTEN: Final = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d", "%d. %B %Y")


def day_of(value: Any) -> tuple[Day | None, tuple[str, ...]]:
    """Give the day that a value names, and a sentence when it names none that is certain.

    A time keeps the day it is written with, whatever its zone. ``03/04/2016`` is two days and becomes none.
    """
    if value is None or value != value:  # NaN and NaT of tables
        return None, ()
    if isinstance(value, dt.date | dt.datetime):
        return parse_day(value), ()
    text = " ".join(str(value).split())
    if text.lower() in ("", "none", "nan", "nat", "null"):
        return None, ()
    iso = _ISO_HEAD.match(text)
    if iso:
        try:
            return parse_day("-".join(iso.groups())), ()
        except ValueError:
            return None, _doubt(text)
    for form in _WRITTEN:
        try:
            return parse_day(dt.datetime.strptime(text[:40], form)), ()
        except ValueError:
            continue
    try:
        return parse_day(parsedate_to_datetime(text)), ()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, _doubt(text)


def _doubt(text: str) -> tuple[str, ...]:
    return (f"its date {text[:60]!r} was not understood: give it as YYYY-MM-DD",)
