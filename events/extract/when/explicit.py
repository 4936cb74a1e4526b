"""Dates that name their day, month or year: "12 June 2014", "June 10-12", "mid-April", "between May and July 2015"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from events.extract.when.reference import Reference, Sense, rule
from events.extract.when.windows import (
    Window,
    date_of,
    day_of,
    hull,
    month_window,
    week_window,
    weekend_window,
)
from events.extract.when.words import (
    DASH,
    DAY,
    LICENCE,
    MONTH,
    PART,
    SPELLED,
    WEEKDAY,
    YEAR,
    day_number,
    month_number,
    part_of,
)

_YEAR_WORDS: Final = (
    r"(?:of\s)?(?:(?:last|this|that|the\s(?:same|previous|following))\syear|the\syear\s(?:before|after))"
)
_SHIFTS: Final = {"last": -1, "previous": -1, "before": -1, "following": 1, "after": 1}
_SHORT_WEEKDAY: Final = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?"
_TO: Final = rf"(?:{DASH}|\s(?:and|to|or|until|till|through)\s)"


def _year(tag: str) -> str:
    return rf"(?:(?:,\s?|\s(?:of\s)?)(?P<y{tag}>{YEAR})|\s(?P<w{tag}>{_YEAR_WORDS}))?"


def _date(tag: str) -> str:
    """Make the pattern of one day: "12 June", "the 12th of June", "Tuesday, June 12", each with its year or without."""
    return (
        rf"(?:(?:{WEEKDAY}|{_SHORT_WEEKDAY}),?\s\(?)?"
        rf"(?:(?:the\s)?(?P<d{tag}>{DAY}|{SPELLED}(?=\sof))(?:\sof)?[\s-](?P<m{tag}>{MONTH})"
        rf"|(?P<n{tag}>{MONTH})\s(?:the\s)?(?P<e{tag}>{DAY})){_year(tag)}"
    )


def _month(tag: str) -> str:
    return rf"(?P<p{tag}>{PART})?(?P<m{tag}>{MONTH}){_year(tag)}"


def named_year(match: re.Match[str], tag: str, ref: Reference) -> int | None:
    """Give the year that a match names, or points at as in "12 June last year"."""
    if match[f"y{tag}"]:
        return int(match[f"y{tag}"])
    words = match[f"w{tag}"]
    if not words:
        return None
    base = ref.now if re.search(r"\b(?:last|this)\b", words) else ref.previous or ref.now
    if base is None:
        return None
    return date_of(base[1]).year + next((by for word, by in _SHIFTS.items() if word in words), 0)


def _in_year(year: int | None, ref: Reference, of_year: Callable[[int], Window | None], precision: str) -> Sense | None:
    if year is None:
        return ref.latest(of_year, precision)
    window = of_year(year)
    return None if window is None else Sense(window, precision, year=year)


def _one_day(year: int, month: int, day: int) -> Window | None:
    found = day_of(year, month, day)
    return None if found is None else (found, found)


def _read_week_of(match: re.Match[str], ref: Reference) -> Sense | None:
    sense = _read_date(match, ref)
    if sense is None or sense.window is None:
        return sense
    day = sense.window[0]
    if match["span"] == "weekend":
        return replace(sense, window=weekend_window(day + 2), precision="days")
    around = {"of": week_window(day), "ending": (day - 6, day)}.get(match["side"], (day, day + 6))
    return replace(sense, window=around, precision="week")


def _range(
    years: tuple[int | None, int | None],
    ref: Reference,
    of_year: tuple[Callable[[int], Window | None], Callable[[int], Window | None]],
    precision: str,
) -> Sense | None:
    """Read "A to B": B first; A is the latest such before it, unless its own year is named."""
    end = _in_year(years[1] or years[0], ref, of_year[1], precision)
    if end is None or end.window is None:
        return end
    last = date_of(end.window[0]).year
    for year in (years[0],) if years[0] else (last, last - 1):
        start = of_year[0](year)
        if start is not None and start[0] <= end.window[1]:
            return Sense(hull(start, end.window), precision, end.anchor, year=end.year)
    if years[0] and not years[1]:  # "30 December 2014 to 2 January"
        after = of_year[1](years[0] + 1)
        start = of_year[0](years[0])
        return Sense(hull(start, after), precision, year=years[0]) if start and after else None
    return None


def _month_and_day(match: re.Match[str], tag: str) -> tuple[int, int]:
    day, month = match[f"d{tag}"] or match[f"e{tag}"], match[f"m{tag}"] or match[f"n{tag}"]
    return month_number(month), day_number(day)


def _read_date(match: re.Match[str], ref: Reference) -> Sense | None:
    month, day = _month_and_day(match, "a")
    return _in_year(named_year(match, "a", ref), ref, lambda y: _one_day(y, month, day), "day")


_LISTED: Final = re.compile(r"\A(?!between).*\s(?:and|or)\s", re.S)


def _read_dates(match: re.Match[str], ref: Reference) -> Sense | None:
    (month, day), (month2, day2) = _month_and_day(match, "a"), _month_and_day(match, "b")
    years = named_year(match, "a", ref), named_year(match, "b", ref)
    of_year = (lambda y: _one_day(y, month, day), lambda y: _one_day(y, month2, day2))
    sense = _range(years, ref, of_year, "days")
    if sense is None or sense.window is None or not _LISTED.search(match[0]):
        return sense
    return sense if sense.window[1] - sense.window[0] <= 7 else None  # two dates, not the days between them


def _read_days_of_month(match: re.Match[str], ref: Reference) -> Sense | None:
    month = month_number(match["m"])
    first, last = day_number(match["first"]), day_number(match["last"])

    def of_year(year: int) -> Window | None:
        one, other = day_of(year, month, first), day_of(year, month, last)
        return None if one is None or other is None or other < one else (one, other)

    return _in_year(named_year(match, "a", ref), ref, of_year, "days")


def _read_month(match: re.Match[str], ref: Reference) -> Sense | None:
    month, part = month_number(match["ma"]), part_of(match["pa"])
    return _in_year(named_year(match, "a", ref), ref, lambda y: month_window(y, month, part), "month")


def _read_edge_of_month(match: re.Match[str], ref: Reference) -> Sense | None:
    month, first = month_number(match["m"]), match["which"].split()[-1] in ("first", "opening")

    def of_year(year: int) -> Window:
        window = month_window(year, month)
        return (window[0], window[0]) if first else (window[1], window[1])

    return _in_year(named_year(match, "a", ref), ref, of_year, "day")


def _read_months(match: re.Match[str], ref: Reference) -> Sense | None:
    one, other = month_number(match["ma"]), month_number(match["mb"])
    parts = part_of(match["pa"]), part_of(match["pb"])
    if not match["from"] and not match["yb"] and not all(parts):
        return None  # "May and June"
    years = named_year(match, "a", ref), named_year(match, "b", ref)
    of_year = (lambda y: month_window(y, one, parts[0]), lambda y: month_window(y, other, parts[1]))
    return _range(years, ref, of_year, "month")


RULES: Final = (
    rule(
        "week of a date",
        "month number unit",
        rf"(?<![\w-])(?:(?i:over|at|on|during)\s)?(?i:the)\s(?P<span>week|weekend)\s(?P<side>of|beginning|starting|ending)\s(?:on\s)?{_date('a')}",
        _read_week_of,
    ),
    rule("two dates", "months number", rf"(?<![\w-])(?:(?:between|from)\s)?{_date('a')}{_TO}{_date('b')}", _read_dates),
    rule(
        "days of a month",
        "month number",
        rf"(?<![\w-])(?:(?:between|from)\s)?(?:the\s)?(?P<first>{DAY})(?:,\s{DAY}){{0,4}}{_TO}(?:the\s)?(?P<last>{DAY})"
        rf"(?:\sof)?\s(?P<m>{MONTH}){_year('a')}",
        _read_days_of_month,
    ),
    rule(
        "month and its days",
        "month number",
        rf"(?<![\w-])(?:(?:between|from)\s)?(?P<m>{MONTH})\s(?P<first>{DAY})(?:,\s{DAY}){{0,4}}{_TO}(?P<last>{DAY})"
        rf"(?!\s?{MONTH}){_year('a')}",
        _read_days_of_month,
    ),
    rule(
        "first or last day",
        "month unit",
        rf"(?<![\w-])the\s(?P<which>(?:very\s)?(?:first|last|final|opening))\sday\sof\s(?P<m>{MONTH}){_year('a')}",
        _read_edge_of_month,
    ),
    rule("date", "month number", rf"(?<![\w-]){_date('a')}", _read_date),
    rule(
        "two months",
        "months",
        rf"(?<![\w-])(?P<from>(?:between|from|in|In|of)\s)?{_month('a')}{_TO}{_month('b')}",
        _read_months,
    ),
    rule(
        "month of a year",
        "month dated",
        rf"(?<![\w-])(?P<pa>{PART})?(?P<ma>{MONTH})(?:(?:,?\s(?:of\s)?)(?P<ya>{YEAR})|\s(?P<wa>{_YEAR_WORDS}))",
        _read_month,
    ),
    rule("part of a month", "month part", rf"(?<![\w-])(?P<pa>{PART})(?P<ma>{MONTH}){_year('a')}", _read_month),
    rule("month", "linked-month", rf"{LICENCE}(?P<surface>(?P<pa>)(?P<ma>{MONTH}){_year('a')})(?!\s\d)", _read_month),
)  # fmt: skip
