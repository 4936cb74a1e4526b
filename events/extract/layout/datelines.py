"""Dates at the head of a line or alone on it ("10 June 2014: ..."), datelines of wires ("BAGHDAD, June 22 (AP) --")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from events.dates import Day
from events.extract.when.windows import Window, date_of, day_of, latest_weekday, month_window, year_window
from events.extract.when.words import DASH, DAY, MONTH, MONTHS, WEEKDAY, WEEKDAYS, YEAR, month_number, weekday_number

_WEEKDAY: Final = rf"(?:(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?),?\s)?"
_DATE: Final = re.compile(
    rf"{_WEEKDAY}(?:"
    rf"(?P<iso>(?:1[89]|20)\d\d-\d\d-\d\d)(?!\d)|(?P<num>\d{{1,2}}\.\d{{1,2}}\.(?:1[89]|20)\d\d)(?!\d)"
    rf"|(?P<d>{DAY})(?:(?:{DASH}|\s(?:and|to)\s)(?P<d2>{DAY}))?(?:\sof)?[\s-](?P<m>{MONTH})(?:,?[\s-](?P<y>{YEAR}))?"
    rf"|(?P<n>{MONTH})\s(?P<e>{DAY})(?:(?:{DASH}|\s(?:and|to)\s)(?P<e2>{DAY}))?(?:,?\s(?P<z>{YEAR}))?"
    rf"|(?P<k>{MONTH}),?(?:\s(?P<ky>{YEAR}))?|(?P<only>{YEAR}))"
)
_WEEKDAY_ONLY: Final = re.compile(rf"(?P<w>{WEEKDAY})")
_OWN: Final = re.compile(r"(?i:(?:last\s|first\s)?(?:published|updated|posted|modified)(?:\son)?|date)\s?:?\s+")
_OPENING: Final = frozenset(
    (*(name[:3].lower() for name in (*MONTHS, *WEEKDAYS)), "las", "fir", "pub", "upd", "pos", "mod", "dat")
)
"""What the first word of such a line begins with where it is no number."""
_DAY_ONLY: Final = re.compile(rf"(?P<d>{DAY})(?:{DASH}(?P<d2>{DAY}))?(?=\s?(?::|--|[–—|])\s|\s-\s)")
_ALONE: Final = re.compile(
    r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?)?[\s:.,)*_#=|–—-]*\Z"
)
_HEAD: Final = re.compile(
    r"\)?(?:\s\([A-Z][a-z]{2,8}\.?\))?(?:\**(?:\s?:\**|\s?(?:--|[–—|])|\s-)(?=\s)|\.(?=\s+[\"“‘(]?[A-Z0-9])|\**\s?:\**)"
)
_LEAD: Final = re.compile(r"[\s#*_=|•·–—-]*(?:\((?=\d|[A-Z]))?")
_DATELINE: Final = re.compile(
    r"(?:[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){0,4}(?:, [A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2}){0,2})"
    rf"(?P<date>,\s(?P<when>{MONTH}\s{DAY}(?:,?\s{YEAR})?|{DAY}\s{MONTH}(?:,?\s{YEAR})?))?"
    r"(?P<agency>,?\s\([A-Z][\w &/.-]{1,40}\))?,?\s*(?P<dash>--|[–—:]|-)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date at the head of a line: its span, where the text behind it begins (the end of the line when it is alone).

    Year, month and days as far as the line names them, None for the rest. A day without a month is one only below a
    heading that names the month; elsewhere it is a number: see `window_of`.
    """

    start: int
    end: int
    text_start: int
    year: int | None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    own: bool = False
    """It is the day of the text itself: "Published: 12 June 2014"."""


def read_dateline(text: str, start: int, end: int) -> DateLine | None:
    """Read the date a line begins with, None when it begins with none or the date belongs to its first sentence."""
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    if not text[at : at + 1].isdigit() and text[at : at + 3].lower() not in _OPENING:
        return None
    own = _OWN.match(text, at, end)
    match = _DATE.match(text, own.end() if own else at, end)
    if match is None:
        return _day_only(text, at, end)
    if _ALONE.match(text, match.end(), end):
        line = _parts(match, match.start(), match.end(), end)
        return replace(line, own=True) if line is not None and own and line.day is not None else line
    head = _HEAD.match(text, match.end(), end)
    if own or head is None or (head[0].endswith(".") and not (match["d"] or match["e"] or match["k"])):
        return None
    if head.end() == end or (not text[head.end()].isspace() and match["only"]):
        return None
    return _parts(match, match.start(), match.end(), head.end())


def _day_only(text: str, at: int, end: int) -> DateLine | None:
    named = _WEEKDAY_ONLY.match(text, at, end)
    if named is not None:
        head = _HEAD.match(text, named.end(), end)
        behind = end if _ALONE.match(text, named.end(), end) else head.end() if head and head[0][-1] != "." else None
        if behind is None:
            return None
        return DateLine(at, named.end(), behind, None, weekday=weekday_number(named["w"]))
    match = _DAY_ONLY.match(text, at, end)
    head = _HEAD.match(text, match.end(), end) if match else None
    if match is None or head is None:
        return None
    return DateLine(match.start(), match.end(), head.end(), None, None, _number(match["d"]), _number(match["d2"]))


def _parts(match: re.Match[str], start: int, end: int, behind: int) -> DateLine | None:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return DateLine(start, end, behind, year, month, day) if day_of(year, month, day) is not None else None
    if match["num"]:
        day, month, year = (int(part) for part in match["num"].split("."))
        return DateLine(start, end, behind, year, month, day) if day_of(year, month, day) is not None else None
    year_word = match["y"] or match["z"] or match["ky"] or match["only"]
    named = int(year_word) if year_word else None
    name = match["m"] or match["n"] or match["k"]
    if name is None:
        return DateLine(start, end, behind, named)
    first, last = _number(match["d"] or match["e"]), _number(match["d2"] or match["e2"])
    return DateLine(start, end, behind, named, month_number(name), first, last)


def _number(day: str | None) -> int | None:
    return int(day.rstrip("stndrh")) if day else None


def window_of(line: DateLine, standing: Window | None, previous: Window | None, published: Day | None) -> Window | None:
    """Give the days that a date line means, None when its year cannot be known.

    Without its own year it takes that of the heading it stands under (``standing``), else goes on from the date line
    before it (``previous``), else it is the latest such not after publication. A bare day takes its month from the
    heading too.
    """
    if line.weekday is not None:
        day = None if published is None else latest_weekday(line.weekday, published)
        return None if day is None else (day, day)
    if line.month is None and line.day is not None:
        return _in_month(line, standing) if standing else None
    if line.year is not None:
        return _in_year(line, line.year)
    if standing is not None:
        years = range(date_of(standing[1]).year, date_of(standing[0]).year - 1, -1)
        return next((w for w in (_in_year(line, y) for y in years) if w is not None), None)
    if previous is not None:
        year = date_of(previous[0]).year
        same = _in_year(line, year)
        after = _in_year(line, year + 1)
        if same is not None and same[0] < previous[0] - 150 and after is not None:
            return after if published is None or after[0] <= published else same
        return same
    if published is None:
        return None
    newest = date_of(published).year
    windows = (_in_year(line, year) for year in range(newest, newest - 9, -1))
    return next((w for w in windows if w is not None and w[0] <= published), None)


def _in_month(line: DateLine, standing: Window) -> Window | None:
    date = date_of(standing[0])
    if month_window(date.year, date.month) != standing:
        return None
    return _in_year(replace(line, month=date.month), date.year)


def _in_year(line: DateLine, year: int) -> Window | None:
    if line.month is None:
        return year_window(year)
    if line.day is None:
        return month_window(year, line.month)
    first = day_of(year, line.month, line.day)
    last = first if line.last_day is None else day_of(year, line.month, line.last_day)
    return None if first is None or last is None or last < first else (first, last)


def wire_dateline(text: str, start: int, end: int) -> tuple[int, DateLine | None] | None:
    """Give where the text behind a wire's dateline begins, and the date in it; None when the line has no dateline.

    A dateline is a place in capitals, or a place with an agency or a date behind it, then a dash; behind a date a colon
    does too.
    """
    match = _DATELINE.match(text, start, min(end, start + 160))
    if match is None:
        return None
    place = text[start:end].split(",")[0].split("(")[0].split("-")[0]
    shouted = sum(c.isupper() for c in place) >= 3 and not any(c.islower() for c in place)
    if not (match["date"] or (match["dash"] != ":" and (shouted or match["agency"]))):
        return None
    written = None
    if match["when"]:
        found = _DATE.match(text, match.start("when"), match.end("when"))
        written = _parts(found, found.start(), found.end(), found.end()) if found else None
    return match.end(), written


def day_in_title(text: str, start: int, end: int, published: Day | None) -> Day | None:
    """Give the day that the last words of a title name in full: "Manila, 10 July 2000"; None when there is none."""
    for match in _FULL_DATE.finditer(text, start, end):
        found = _DATE.match(text, match.start(), end)
        line = _parts(found, match.start(), end, end) if found else None
        window = window_of(line, None, None, published) if line is not None and line.day and line.year else None
        if window is not None and window[0] == window[1]:
            return window[0]
    return None


_FULL_DATE: Final = re.compile(rf"(?<!\w)(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?),?\s{YEAR}")
