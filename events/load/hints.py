"""What a person may have meant: hints for messages, never used as data."""

from __future__ import annotations

import bisect
import datetime as dt
import difflib
import re
from collections.abc import Sequence
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS: Final = re.compile(r"(\d{1,2})[./\-\s]+(\d{1,2})[./\-\s]+(\d{4})\Z", re.ASCII)
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})(?:[./\-\s](\d{1,2})[./\-\s](\d{1,2})|(\d\d)(\d\d))(?:[t\s]\d\d:\d\d.*)?\Z", re.ASCII
)
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]+([a-z]{3,9})\.?,?[\s.\-/]+(\d{4})\Z", re.ASCII)
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z", re.ASCII)
_MONTH_ONLY: Final = re.compile(r"(\d{4}[-/.]\d{1,2}|\d{4}|\d{1,2}[-/.]\d{4}|[a-z]{3,9}\.?,? \d{4})\Z", re.ASCII)
_SERIAL: Final = re.compile(r"[234]\d{4}(\.0*)?\Z", re.ASCII)
_SPREADSHEET_EPOCH: Final = dt.date(1899, 12, 30)
_NEIGHBOURS: Final = 50


def day_hint(text: str) -> str:
    """Say what to write in place of a date that is not ISO, as an ending of the message; blank when unclear."""
    value = text.strip().lower()
    if found := _NUMBERS.match(value):
        first, second, year = map(int, found.groups())
        readings = {_iso(year, second, first), _iso(year, first, second)} - {""}
        if len(readings) == 1:
            return f"; write {readings.pop()} if that is the day"
        if readings:
            return "; it may be " + " or ".join(sorted(readings)) + ": look it up in the source"
    if found := _YEAR_FIRST.match(value):
        return _ending(_iso(*(int(part) for part in found.groups() if part)))
    if found := _DAY_MONTH.match(value):
        return _ending(_iso(int(found[3]), _month(found[2]), int(found[1])))
    if found := _MONTH_DAY.match(value):
        return _ending(_iso(int(found[3]), _month(found[1]), int(found[2])))
    if _MONTH_ONLY.match(value):
        return "; a month or a year is no day: give the first and the last day it can have been"
    if _SERIAL.match(value):
        day = _SPREADSHEET_EPOCH + dt.timedelta(int(float(value)))
        return f"; as a spreadsheet's day number it is {day.isoformat()}: format the column as text"
    return ""


def _ending(day: str) -> str:
    return f"; write {day} if that is the day" if day else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def number_hint(text: str) -> str:
    """Say what to write in place of a coordinate that is no decimal number, as an ending of the message."""
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        return f"; write a point: {text.replace(',', '.')}"
    if re.search(r"[°º'′\"″NSEWnsew]", text) and re.search(r"\d", text):
        return "; turn degrees, minutes and seconds into decimal degrees, south and west negative"
    return ""


def near_word(value: str, words: Sequence[str]) -> str:
    """Name the word of a closed list that was meant, as an ending of the message, or list them all."""
    folded = {word.casefold(): word for word in words}
    near = difflib.get_close_matches(value.casefold()[:60], folded, 1, 0.6)
    return f"; did you mean {folded[near[0]]}?" if near else f"; use one of {', '.join(words)}"


class NearIds:
    """Finds the ids most like a mistyped one.

    Among many ids only the neighbours in order are compared, from the front and from the back: a slip of the pen
    leaves what stands before it or what stands after it as it was.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._spelled = {key.casefold(): key for key in ids}
        self._ids = sorted(self._spelled)
        self._backward = sorted(key[::-1] for key in self._spelled)
        self._known: dict[str, str] = {}

    def ending(self, value: str) -> str:
        """Name the nearest id, as an ending of a message; blank when none is near."""
        if value not in self._known:
            folded = value[:200].casefold()
            candidates = {*_around(self._ids, folded), *(key[::-1] for key in _around(self._backward, folded[::-1]))}
            near = difflib.get_close_matches(folded, sorted(candidates), 1, 0.7)
            self._known[value] = f"; did you mean {self._spelled[near[0]]}?" if near else ""
        return self._known[value]


def _around(ids: list[str], value: str) -> list[str]:
    at = bisect.bisect(ids, value)
    return ids[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]
