"""Weeks, months, seasons, spans reckoned from the day of writing: "last week", "three weeks ago", "in recent days"."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from events.dates import Day
from events.extract.when.reference import FUTURE, Reference, Sense, rule
from events.extract.when.windows import (
    Window,
    date_of,
    hull,
    month_window,
    season_window,
    shifted,
    week_window,
    year_window,
)
from events.extract.when.words import MONTH, NUMBER, PART, UNIT, YEAR, month_number, number_range, part_of, unit_of

SLACK: Final = {"hour": 0, "day": 0, "week": 3, "month": 10, "year": 60}
"""Days that a round number may be out by: "three weeks ago" is 18 to 24 days ago, "a week ago" 5 to 9."""


def _whole(number: tuple[float, float], unit: str) -> tuple[int, int, str]:
    """Turn hours, fortnights, decades and halves into whole days, weeks, months or years."""
    few, many = number
    if unit == "hour":
        return int(few // 24), max(1, math.ceil(many / 24)), "day"
    if unit == "fortnight":
        return int(2 * few), int(2 * many), "week"
    if unit == "decade":  # never meant to the year
        return int(10 * few) - 1, int(10 * many) + 1, "year"
    if few % 1 or many % 1:
        parts, unit = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "day": (1, "day")}[unit]
        return math.floor(few * parts), math.ceil(many * parts), unit
    return int(few), int(many), unit


def moved(window: Window, number: tuple[float, float], unit: str, sign: int) -> Window:
    """Move a window by fewest..most units, forward or back, widened by what a round number may be out by."""
    few, many, unit = _whole(number, unit)
    ends = [shifted(day, sign * n, unit) for day in window for n in (few, many)]
    slack = 0 if few != many else min(SLACK[unit] * few, 183) if unit == "year" else SLACK[unit]
    if unit == "week" and many == 1:
        slack -= 1
    return min(ends) - slack, max(ends) + slack


_DURATION: Final = re.compile(r"\b(?:for|hundred|thousand|dozens?|million|of)\s\Z|\d\s\Z")
"""What makes a number and unit part of something longer: "for two days before", "a thousand days later"."""


def counted(match: re.Match[str]) -> tuple[float, float] | None:
    """Read "two", "several" or "two or three" before a unit; None where a singular stands alone: no number, no time."""
    unit = match["unit"].lower()
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _DURATION.search(before):
        return None
    if match["n"] is None:
        return number_range("") if unit.endswith("s") else None
    first = number_range(match["n"])
    return (first[0], number_range(match["n2"])[1]) if match["n2"] else first


def unit_window(unit: str, day: Day, shift: int = 0, part: str = "") -> Window:
    """Give the week, month or year around a day, some units away, or a part of it."""
    date = date_of(day)
    if unit == "week":
        return week_window(day + 7 * shift, part)
    if unit == "month":
        return month_window(date.year, date.month + shift, part)
    return year_window(date.year + shift, part)


def _read_unit(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, which = match["unit"].lower(), " ".join(match["which"].lower().split())
    said = (match["part"] or "").lower()
    if which in ("next", "the coming", "coming", "the next") or (said.startswith("later") and which == "this"):
        return FUTURE
    if which == "the" and not said and not match["before"]:
        return None
    shift, part = (-1 if which == "last" else -2 if match["before"] else 0), part_of(match["part"])
    if not said.startswith("earlier"):
        return ref.reckon(lambda day: unit_window(unit, day, shift, part), unit)

    def so_far(day: Day) -> Window:
        first = unit_window(unit, day, shift)[0]
        # Some count the week from Sunday: on a Monday "earlier this week" reaches back to it.
        return min(first, day - 1) if unit == "week" else first, day

    return ref.reckon(so_far, unit)


def _read_ago(match: re.Match[str], ref: Reference) -> Sense | None:
    number, unit = counted(match), unit_of(match["unit"])
    if number is None:
        return None
    base = {"today": "day", "this week": "week", "this month": "month"}.get(match["fine"] or "")
    if base and number[0] == number[1]:  # "a year ago this week"
        back = int(number[0])
        return ref.reckon(lambda day: _around(shifted(day, -back, unit), base), base)
    return ref.reckon(lambda day: moved((day, day), number, unit, -1), "day" if unit == "hour" else unit)


def _around(day: Day, unit: str) -> Window:
    return (day, day) if unit == "day" else unit_window(unit, day)


_RECENT: Final = {"decade": 3653, "hour": 1, "day": 7, "week": 42, "fortnight": 42, "month": 183, "year": 1096}
"""Days that "in recent days" and the like reach back."""


def _read_recent(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, number = unit_of(match["unit"]), match["n"]
    plural = match["unit"].lower().endswith("s")
    if number is None and plural:
        return ref.reckon(lambda day: (day - _RECENT[unit], day), "days")
    if number is None and not match["the"]:
        return None
    span = number_range(number or "a")[1]
    _, many, base = _whole((span, span), unit)
    return ref.reckon(lambda day: (shifted(day, -many, base), day), "days")


def _read_season(match: re.Match[str], ref: Reference) -> Sense | None:
    name, which = match["s"].lower(), " ".join((match["which"] or "").lower().split())
    if which in ("next", "the coming", "coming") or (ref.soon and not match["y"]):
        return FUTURE
    if match["y"]:
        year = int(match["y"])
        window = season_window(year, name)
        if name == "winter" and not match["z"]:  # "the winter of 2014" may have begun or ended in 2014
            window = hull(season_window(year - 1, name), window)
        return Sense(window, "season", year=year)
    if which in ("that", "the previous", "the following"):
        step = {"that": 0, "the previous": -1, "the following": 1}[which]
        return ref.go_on(lambda w: season_window(date_of(w[0]).year + step, name), "season")

    def latest(day: Day) -> Window:
        year = date_of(day).year
        windows = [season_window(y, name) for y in (year, year - 1, year - 2)]
        return next(w for w in windows if (w[1] if which == "last" else w[0]) <= day)

    return ref.reckon(latest, "season")


def _read_month_by_word(match: re.Match[str], ref: Reference) -> Sense | None:
    month, which, part = month_number(match["m"]), " ".join(match["which"].lower().split()), part_of(match["part"])
    if which in ("next", "coming"):
        return FUTURE
    if which == "that" and match["m"] == "May":
        return None  # "said that May would resign"

    def finished(day: Day) -> Window:
        year = date_of(day).year
        this_year = month_window(year, month, part)
        return this_year if this_year[1] < day else month_window(year - 1, month, part)

    def coming(window: Window) -> Window:
        year = date_of(window[1]).year
        found = month_window(year, month, part)
        return month_window(year + 1, month, part) if found[0] <= window[1] else found

    if which in ("last", "this past"):
        return ref.reckon(finished, "month")
    if which in ("the previous", "the preceding"):
        return ref.go_on(lambda w: finished(w[0]), "month")
    if which in ("the following", "the next"):
        return ref.go_on(coming, "month")
    if which in ("that", "the same"):
        return ref.go_on(lambda w: month_window(date_of(w[1]).year, month, part), "month")
    return replace(ref, year=None).latest(lambda y: month_window(y, month, part), "month")


ABOUT: Final = (
    r"(?:(?i:about|around|almost|nearly|roughly|some|just|only|barely|more\sthan|less\sthan|over|at\sleast)\s)?"
)
COUNT: Final = rf"(?:(?P<n>(?i:{NUMBER}))\s(?:(?:or|to)\s(?P<n2>(?i:{NUMBER}))\s)?)?(?P<unit>(?i:{UNIT}))"

RULES: Final = (
    rule(
        "calendar unit",
        "calendar-unit",
        rf"(?<![\w-])(?:(?P<part>(?i:earlier(?:\sin)?|later(?:\sin)?)\s|{PART}))?"
        r"(?P<which>(?i:last|this|next|coming|the\s(?:coming|next|current)|the))\s(?P<unit>week|month|year)\b"
        r"(?P<before>\sbefore\slast\b)?(?!-)",
        _read_unit,
    ),
    rule(
        "ago", "unit ago", rf"(?<![\w-]){ABOUT}{COUNT}\sago\b(?:\s(?P<fine>today|this\sweek|this\smonth)\b)?", _read_ago
    ),
    rule(
        "recent",
        "unit recent",
        r"(?<![\w-])(?:(?i:in|over|during|within|for|throughout)\s)?(?P<the>(?i:the|this)\s)?(?i:last|past|recent)\s"
        rf"(?:(?P<n>(?i:{NUMBER}))\s)?(?P<unit>(?i:{UNIT}))\b(?!\sof\b)",
        _read_recent,
    ),
    rule(
        "season",
        "season",
        rf"(?<![\w-])(?:(?P<which>(?i:last|this|next|that|the\s(?:previous|following|coming)))\s|{PART}(?:the\s)?|"
        # "since" and the like stand before the surface: they say how the event stands to the season.
        r"(?i:in|during|of)\s(?:the\s)?|(?i:(?<=since\s)|(?<=since\sthe\s)|(?<=by\s)|(?<=by\sthe\s)|"
        r"(?<=until\s)|(?<=until\sthe\s)))"
        rf"(?P<s>(?i:spring|summer|autumn|winter|(?<=last\s)fall|(?<=this\s)fall|fall(?=\sof\s{YEAR})|fall(?=\s{YEAR})))\b"
        rf"(?:\s(?:of\s)?(?P<y>{YEAR})(?:[-/–](?P<z>\d\d(?:\d\d)?))?)?"
        r"(?!\s(?:offensive|campaign)|[-\w])",
        _read_season,
    ),
    rule(
        "month by word",
        "told-month",
        rf"(?<![\w-])(?P<part>{PART})?(?P<which>(?i:last|next|this\spast|this|that|coming|"
        rf"the\s(?:previous|preceding|following|next|same)))\s(?P<m>{MONTH})(?!\s\d)",
        _read_month_by_word,
    ),
)
