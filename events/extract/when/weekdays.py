"""Days by their weekday or their distance from today: "on Saturday", "overnight", "yesterday", "at the weekend"."""

from __future__ import annotations

import re
from typing import Final

from events.dates import Day
from events.extract.when.reference import FUTURE, Reference, Sense, rule
from events.extract.when.windows import LAST_DAY, Window, date_of, day_of, latest_weekday, week_window, weekend_window
from events.extract.when.words import DASH, MONTH, PART_OF_DAY, WEEKDAY, YEAR, number_range, weekday_number


def _window(day: Day, part: str) -> Window:
    return (day, day + 1) if part == "night" else (day, day)


def _read_weekday(match: re.Match[str], ref: Reference) -> Sense | None:
    name, part = weekday_number(match["w"]), (match["part"] or ("night" if match["night"] else "")).lower()
    which, week = " ".join((match["which"] or "").lower().split()), (match["week"] or "").lower()
    if which in ("next", "coming", "this coming") or (ref.may_be_soon and which in ("", "this") and not week):
        return FUTURE
    if match["ago"]:
        weeks = int(number_range(match["n"])[1])
        return ref.reckon(lambda day: _window(latest_weekday(name, day) - 7 * weeks, part), "day")
    if week:
        back = 7 if week.endswith("last week") else 0
        return ref.reckon(lambda day: _window(week_window(day - back)[0] + name, part), "day")
    if which in ("last", "past", "this past"):
        return ref.reckon(lambda day: _window(latest_weekday(name, day - 1), part), "day")
    near = match["near"] or ""
    if near == "before" or which in ("the previous", "the preceding"):
        return ref.go_on(lambda w: _window(latest_weekday(name, w[0] - 1), part), "day")
    if near == "after" or which in ("the following", "the next"):
        return ref.go_on(lambda w: _window(latest_weekday(name, w[1] + 7), part), "day")
    if which in ("that", "the same", "that same"):
        return ref.go_on(lambda w: _window(latest_weekday(name, w[1] + 3), part), "day")
    if which == "the" and ref.previous is not None and _STANDS_ALONE.match(match.string, match.end(), match.endpos):
        first = latest_weekday(name, ref.previous[0] + 6)  # "on the Saturday": the first since the time mentioned last
        if ref.limit is None or first <= ref.limit:
            return ref.go_on(lambda w: _window(first, part), "day")
    return ref.reckon(lambda day: _window(latest_weekday(name, day), part), "day")


def _read_weeks_ago(match: re.Match[str], ref: Reference) -> Sense | None:
    back = 7 * int(number_range(match["n"])[1])
    return ref.reckon(lambda day: _window(latest_weekday(weekday_number(match["w"]), day) - back, ""), "day")


_STANDS_ALONE: Final = re.compile(r"\s*(?:[,.;:)]|\Z)|\s(?:from|of|when|as|and|but|that|to|at|in|with)\b")


def _read_weekdays(match: re.Match[str], ref: Reference) -> Sense | None:
    first, last = weekday_number(match["w"]), weekday_number(match["v"])
    if ref.may_be_soon:
        return FUTURE

    def reading(day: Day) -> Window:
        end = latest_weekday(last, day)
        return latest_weekday(first, end), end

    return ref.reckon(reading, "days")


def _read_overnight(match: re.Match[str], ref: Reference) -> Sense | None:
    if not match["w"]:
        return ref.reckon(lambda day: (day - 1, day), "days")
    name, after = weekday_number(match["w"]), 0 if match["into"] else 1
    return ref.reckon(lambda day: (latest_weekday(name, day) - 1, latest_weekday(name, day) + after), "days")


_DAYS: Final = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "yesterday": (-1, -1), "last evening": (-1, -1), "last night": (-1, 0), "the day before yesterday": (-2, -2),
}  # fmt: skip


def _read_day_word(match: re.Match[str], ref: Reference) -> Sense | None:
    words = " ".join(match["word"].lower().split())
    if words == "tomorrow":
        return FUTURE
    first, last = _DAYS[words]
    return ref.reckon(lambda day: (day + first, day + last), "day" if first == last else "days")


def _read_weekend(match: re.Match[str], ref: Reference) -> Sense | None:
    which = " ".join(match["which"].lower().split())
    if which in ("next", "the coming", "this coming") or ref.soon:
        return FUTURE

    def reading(day: Day) -> Window:
        window = weekend_window(day)
        return (window[0] - 7, window[1] - 7) if which == "last" and window[1] >= day else window

    return ref.reckon(reading, "days")


def _read_day_of_month(match: re.Match[str], ref: Reference) -> Sense | None:
    first = int(match["d"] or 1)
    last = int(match["d2"]) if match["d2"] else first
    if not 1 <= first <= last <= 31:
        return None
    words = (match["which"] or match["which2"] or "").lower()
    if "last" in words:
        return ref.reckon(lambda day: _days_of_month(day, -1, first, last), "day")
    base = ref.previous or (ref.now if ref.anchor == "heading" else None)
    if "this" in words or base is None:
        return ref.reckon(lambda day: _latest_days_of_month(day, first, last), "day")
    # The nearest such day to the time mentioned last, unless it is still to come.
    near = [_days_of_month(base[0], step, first, last) for step in (1, 0, -1)]
    past = [w for w in near if w[1] < FAR and (ref.limit is None or w[0] <= ref.limit)]
    if not past:
        return None
    found = min(past, key=lambda w: max(base[0] - w[0], w[0] - base[1], 0))
    return ref.go_on(lambda _: found, "day")


FAR: Final[Day] = LAST_DAY


def _days_of_month(day: Day, step: int, first: int, last: int) -> Window:
    """Give the first..last of the month of a day, or some months on; FAR where that month has no such day."""
    date = date_of(day)
    year, month = divmod(date.year * 12 + date.month - 1 + step, 12)
    one, other = day_of(year, month + 1, first), day_of(year, month + 1, last)
    return (FAR, FAR) if one is None or other is None else (one, other)


def _latest_days_of_month(day: Day, first: int, last: int) -> Window:
    return next(w for w in (_days_of_month(day, -back, first, last) for back in range(4)) if w[0] <= day)


_FEASTS: Final = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "christmas": (12, 25),
}  # fmt: skip


def _read_feast(match: re.Match[str], ref: Reference) -> Sense | None:
    month, number = _FEASTS[match["f"].lower().replace("’", "'")]

    def of_year(year: int) -> Window | None:
        found = day_of(year, month, number)
        around = 1 if match["f"].lower() == "christmas" else 0
        return None if found is None else (found - around, found + around)

    if match["y"]:
        return Sense(of_year(int(match["y"])), year=int(match["y"]))
    return ref.latest(of_year, "day")


_WHICH: Final = (
    r"(?i:last|next|this\s(?:coming|past)|this|coming|past|that\ssame|that|"
    r"the\s(?:previous|preceding|following|next|same)|the)"
)
_HOUR: Final = (
    r"(?:(?i:early|late|earlier|later|(?:the\s)?early\shours\s(?:of|on)|(?P<night>the\snight\s(?:of|on)|on\sthe\snight\sof))"
    r"\s(?:on\s)?)?"
)

_COUNTED_OFF: Final = (
    r"floor|brigade|division|battalion|regiment|corps|army|century|centuries|anniversary|day|district|street|parallel|"
    r"time|attempt|month|week|year|infantry|mechani[sz]ed|armou?red|motori[sz]ed|motor|guards|tank|assault|mountain|"
    r"airborne|marine|naval|session|round|package|kilomet\w+|km|mile|largest|biggest|arrondissement|fleet|squadron|"
    r"company|legion|police|military|party|congress|summit|person|victim|air|artillery|special|separate|village|town|"
    r"city|provincial"
)
"""What an ordinal counts when it is no day of the month: "the 9th brigade"."""

RULES: Final = (
    rule(
        "two weekdays",
        "weekdays",
        rf"(?<![\w-])(?:(?:between|from)\s)?{_HOUR}(?P<w>{WEEKDAY})(?:\s{PART_OF_DAY})?(?:,\s{WEEKDAY}){{0,4}}"
        rf"(?:{DASH}|\s(?:and|or|to|into|through|until)\s(?:on\s|early\s|late\s)?)(?P<v>{WEEKDAY})(?:\s{PART_OF_DAY})?",
        _read_weekdays,
    ),
    rule(
        "weekday",
        "weekday",
        rf"(?<![\w-]){_HOUR}(?:(?P<which>{_WHICH})\s)?(?P<w>{WEEKDAY})(?:\s(?P<part>{PART_OF_DAY}))?"
        r"(?:(?P<week>\s(?:of\s)?(?:last|this)\sweek\b)|(?P<ago>,?\s(?P<n>a|one|two|three)\sweeks?\sago\b)"
        r"|\s(?P<near>before|after)(?=[,.;:)]|\s*\Z))?",
        _read_weekday,
    ),
    rule(
        "weeks ago on a weekday",
        "weekday ago",
        rf"(?<![\w-])(?P<n>a|one|two|three)\sweeks?\sago\s(?:on\s|last\s)?(?P<w>{WEEKDAY})",
        _read_weeks_ago,
    ),
    rule(
        "overnight",
        "day",
        rf"\b[Oo]vernight\b(?:(?:\s(?:on|from)\s|\s(?P<into>into|to)\s(?:early\s)?|\s)(?P<w>{WEEKDAY})"
        rf"(?:\s(?:to|into)\s(?:early\s)?{WEEKDAY})?)?",
        _read_overnight,
    ),
    rule(
        "day word",
        "day",
        r"(?<![\w-])(?:(?i:early|late|earlier|later)\s)?"
        r"(?P<word>(?i:today|tonight|tomorrow|the\sday\sbefore\syesterday|yesterday|last\s(?:night|evening)|"
        rf"this\s(?:morning|afternoon|evening)))\b(?:\s{PART_OF_DAY}\b)?",
        _read_day_word,
    ),
    rule(
        "weekend",
        "weekend",
        r"\b(?:(?i:over|at|on|during)\s)?(?P<which>(?i:the\s(?:last|past|coming)|this\s(?:past|coming)|the|last|this|next))"
        r"\sweekend\b",
        _read_weekend,
    ),
    rule(
        "day of the month",
        "ordinal",
        r"\b(?i:on|until|till|since|by|before|after|from|of|between)\sthe\s(?P<surface>(?P<d>\d{1,2})(?:st|nd|rd|th)"
        r"(?:\s(?:and|or|to)\s(?:the\s)?(?P<d2>\d{1,2})(?:st|nd|rd|th))?(?P<which>\sof\s(?:this|that|the|last)\smonth)?"
        r"|(?P<e>first)(?P<which2>\sof\s(?:this|that|the|last)\smonth))\b(?![-–]|\s(?:of\s)?(?:[A-Z]\w+\s){0,2}(?i:"
        rf"{_COUNTED_OFF})s?\b|\s(?:of\s)?{MONTH})",
        _read_day_of_month,
    ),
    rule(
        "feast",
        "feast",
        rf"\b(?P<f>(?i:Christmas\s(?:Eve|Day)|(?<=at\s)Christmas|(?<=before\s)Christmas|(?<=after\s)Christmas|(?<=by\s)Christmas|Boxing\sDay|New\sYear['’]s\s(?:Eve|Day)))\b(?:,?\s(?P<y>{YEAR}))?",
        _read_feast,
    ),
)
