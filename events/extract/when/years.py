"""Years, decades and dates in digits alone: "in 2012", "2012-14", "the early 1990s", "2014-06-12", "12.06.2014"."""

from __future__ import annotations

import re
from typing import Final

from events.extract.when.reference import Reference, Sense, rule
from events.extract.when.windows import Window, date_of, day_of, hull, year_window
from events.extract.when.words import DASH, LICENCE, PART, YEAR, part_of


def _one_day(year: int, month: int, day: int) -> Window | None:
    found = day_of(year, month, day)
    return None if found is None else (found, found)


def _read_decade(match: re.Match[str], ref: Reference) -> Sense | None:
    year, part = int(match["y"]), part_of(match["part"])
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(part, (0, 9))
    return Sense(hull(year_window(year + first), year_window(year + last)), "year", year=None)


def _read_year(match: re.Match[str], ref: Reference) -> Sense | None:
    year = int(match["y"])
    if ref.limit is not None and year > date_of(ref.limit).year + 5:
        return None  # more likely a number
    return Sense(year_window(year, part_of(match["part"])), "year", year=year)


def _read_years(match: re.Match[str], ref: Reference) -> Sense | None:
    first, last = int(match["y"]), int(match["z"])
    last = last if last > 99 else first // 100 * 100 + last
    window = hull(year_window(first), year_window(last))
    return Sense(window, "year", year=first, many=True) if first < last else None


def _read_number(match: re.Match[str], ref: Reference) -> Sense | None:
    year = int(match["y"] or match["z"])
    if match["y"]:
        window = _one_day(year, int(match["m"]), int(match["d"]))
        return None if window is None else Sense(window, year=year)
    one, other = int(match["one"]), int(match["other"])
    readings = [_one_day(year, other, one)] + ([_one_day(year, one, other)] if match["dot"] != "." else [])
    possible = [w for w in readings if w is not None and (ref.limit is None or w[0] <= ref.limit)]
    possible = possible or [w for w in readings if w is not None]
    if not possible:
        return None
    window = hull(possible[0], possible[-1])
    return Sense(window, "day" if window[0] == window[1] else "days", year=year)


_ISO: Final = r"(?<![\d-])(?P<y>(?:1[89]|20)\d\d)(?P<iso>[-/])(?P<m>0[1-9]|1[0-2])(?P=iso)(?P<d>[0-2]\d|3[01])(?![\d-])"
_NUMERIC: Final = (
    r"(?<![\d./-])(?P<one>[0-3]?\d)(?P<dot>[./-])(?P<other>[0-3]?\d)(?P=dot)(?P<z>(?:1[89]|20)\d\d)(?!\d|[./]\d)"
)
_FIGHTING: Final = (
    r"(?:[a-zA-Z-]+\s)?(?:offensive|invasion|war|campaign|operation|battle|fighting|siege|conflict|uprising|coup|"
    r"rebellion|assault|takeover|advance|incursion)"
)
_COUNTED: Final = (
    r"(?!\s(?:[a-z-]+\s)?(?:people|men|women|children|soldiers|fighters|troops|families|houses|homes|villages|vehicles|"
    r"civilians|rebels|militants|police|officers|prisoners|residents|km|kilomet|metres|meters|miles|feet|tonnes|tons|"
    r"refugees|shells|rockets|square|dead|wounded|casualties|personnel|policemen|members|others|euros|dollars)\b)"
)


RULES: Final = (
    rule("decade", "year decade", rf"(?<![\w-])(?P<part>{PART})?(?:the\s)?(?P<y>(?:1[89]|20)\d0)s\b", _read_decade),
    rule("numbers", "year", rf"{_ISO}|{_NUMERIC}", _read_number),
    rule(
        "two years",
        "year",
        rf"(?:{LICENCE}|(?<=[(]))(?P<surface>(?P<y>{YEAR})(?:{DASH}|\s(?:and|to|or|until)\s)(?P<z>(?:1[89]|20)\d\d|\d\d))(?![\w-])",
        _read_years,
    ),
    rule(
        "part of a year",
        "year part",
        rf"(?<![\w-])(?P<part>{PART})(?P<y>{YEAR})(?!\s{_FIGHTING}){_COUNTED}",
        _read_year,
    ),
    rule("year", "year", rf"(?P<part>){LICENCE}(?P<surface>(?P<y>{YEAR})){_COUNTED}", _read_year),
    rule("year in brackets", "year", rf"(?P<part>)(?<=[(])(?P<surface>(?P<y>{YEAR}))(?=[),;])", _read_year),
    rule(
        "year of a war",
        "year",
        rf"(?P<part>)(?:\b(?i:in|during|since|after|before|of)\sthe\s)(?P<surface>(?P<y>{YEAR}))(?=\s{_FIGHTING}\b)",
        _read_year,
    ),
)  # fmt: skip
