"""Times reckoned from the time mentioned before: "a day earlier", "four days later", "that month", "the next week"."""

from __future__ import annotations

import re
from typing import Final

from events.extract.when.reference import FUTURE, Reference, Sense, rule
from events.extract.when.relative import ABOUT, COUNT, counted, moved, unit_window
from events.extract.when.windows import Window, hull
from events.extract.when.words import NUMBER, PART, number_range, part_of, unit_of

_END: Final = r"(?P<end>(?=\s*[,.;:)\]!?\"”’]|\s*\Z|\s[-–—]|\s(?:and|but|as|when)\b))?"
_DAYS: Final = ("day", "night", "morning", "afternoon", "evening")


def _read_distance(match: re.Match[str], ref: Reference) -> Sense | None:
    number, unit, way = counted(match), unit_of(match["unit"]), match["way"].lower()
    if number is None or match["than"] or (way == "on" and match["end"] is None):
        return None
    precision = "day" if unit == "hour" else unit
    sign = -1 if way in ("earlier", "before", "beforehand", "previously") else 1
    if way in ("before", "after") and match["end"] is None and match["that"] is None:
        return Sense(None, precision, "previous", apart=(number, unit, -sign))
    return ref.go_on(lambda w: moved(w, number, unit, sign), precision)


def _read_step(match: re.Match[str], ref: Reference) -> Sense | None:
    which, unit = match["which"].lower().split()[-1], match["unit"].lower()
    if match["over"] and which in ("next", "following") and unit not in _DAYS:
        return FUTURE if which == "next" else None
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(which, 0)
    if unit in _DAYS:
        return ref.go_on(lambda w: (w[0] + step, w[1] + step), "day")
    if unit == "weekend":
        return ref.go_on(lambda w: _weekend(w, step), "days")

    part = part_of(match["part"])

    def reading(window: Window) -> Window:
        return hull(unit_window(unit, window[0], step, part), unit_window(unit, window[1], step, part))

    return ref.go_on(reading, unit)


def _weekend(window: Window, step: int) -> Window:
    saturday = unit_window("week", window[1] if step >= 0 else window[0])[0] + 5
    if step > 0 and saturday <= window[1]:
        saturday += 7
    if step < 0 and saturday + 1 >= window[0]:
        saturday -= 7
    return saturday, saturday + 1


def _read_neighbour(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, step = match["unit"].lower(), -1 if match["way"].lower() == "before" else 1
    if match["end"] is None:
        base = "day" if unit in _DAYS else "week" if unit == "weekend" else unit
        return Sense(None, base, "previous", apart=((1, 1), base, -step))
    if unit == "weekend":
        return ref.go_on(lambda w: _weekend(w, step), "days")
    if unit in _DAYS:
        return ref.go_on(lambda w: (w[0] + step, w[1] + step), "day")
    return ref.go_on(lambda w: hull(unit_window(unit, w[0], step), unit_window(unit, w[1], step)), unit)


def _read_in_the_same(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, later = match["unit"].lower(), match["way"].lower() == "later"
    if unit in _DAYS:
        return ref.go_on(lambda w: w, "day")

    def reading(window: Window) -> Window:
        whole = hull(unit_window(unit, window[0]), unit_window(unit, window[1]))
        return (window[0], whole[1]) if later else (whole[0], window[1])

    if match["link"].lower() == "in the" and not later:  # "earlier in the week" looks back from the day of writing
        return None
    return ref.go_on(reading, unit)


def _read_after_that(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, number = unit_of(match["unit"] or match["unit2"]), match["n"]
    many = number_range(number)[1] if number else 7 if unit == "day" else 6
    if ref.soon or (match["which"] == "next" and ref.previous is None):
        return FUTURE
    back = (match["which"] or "following").lower() in ("previous", "preceding")

    def reading(window: Window) -> Window:
        far = moved(window, (many, many), unit, -1 if back else 1)
        return (far[0], window[0]) if back else (window[1], far[1])

    return ref.go_on(reading, "days")


def _read_within(match: re.Match[str], ref: Reference) -> Sense | None:
    unit, previous = unit_of(match["unit"]), ref.previous
    if ref.may_be_soon:
        return FUTURE
    if previous is None or (match["n"] is None and match["the"] is None and not match["unit"].endswith("s")):
        return None  # no more than a duration
    many = number_range(match["n"] or ("a" if match["the"] else ""))[1]
    return Sense((previous[0], moved(previous, (many, many), unit, 1)[1]), "days", "previous")


def _read_since_then(match: re.Match[str], ref: Reference) -> Sense | None:
    if ref.previous is None:
        return None
    return Sense(ref.previous, "day", "previous", "since")


_UNITS: Final = r"day|night|morning|afternoon|evening|weekend|week|month|year"

RULES: Final = (
    rule(
        "distance",
        "apart",
        rf"(?<![\w-]){ABOUT}{COUNT}\s(?P<way>earlier|later|previously|afterwards?|beforehand|before|after|on)\b{_END}"
        r"(?P<than>\sthan\b)?(?P<that>\s(?:that|this|then)(?=[\s,.;]))?",
        _read_distance,
    ),
    rule(
        "step",
        "stepped-unit",
        rf"(?<![\w-])(?:(?P<over>(?i:over|in|within|for))\s)?(?P<part>{PART})?"
        r"(?P<which>(?i:the\s(?:very\s)?(?:same|previous|preceding|following|next)|that(?:\svery|\ssame)?))"
        rf"\s(?P<unit>{_UNITS})\b(?!-)",
        _read_step,
    ),
    rule(
        "neighbour",
        "apart",
        r"(?<![\w-])(?i:the)\s(?P<unit>day|night|weekend|week|month|year)\s"
        rf"(?P<way>before|after)\b{_END}(?!\s(?:last|yesterday)\b)",
        _read_neighbour,
    ),
    rule(
        "within the same",
        "unit within",
        r"(?<![\w-])(?P<way>(?i:earlier|later))\s(?:on\s)?(?P<link>in\sthe|in\sthat|in\sthe\ssame|that|the\ssame)"
        r"\s(?P<unit>day|night|morning|afternoon|evening|week|month|year)\b",
        _read_in_the_same,
    ),
    rule(
        "days that followed",
        "unit followed",
        rf"(?<![\w-])(?i:in|over|during)\sthe\s(?:(?P<which>previous|preceding|following|next)\s"
        rf"(?:(?P<n>(?i:{NUMBER}))\s)?(?P<unit>(?:day|week|month)s)"
        r"|(?P<unit2>(?:day|week|month)s)\s(?:that\sfollowed|afterwards?|after(?=[,.;]|\Z)))\b",
        _read_after_that,
    ),
    rule(
        "soon after",
        "unit inside",
        rf"(?<![\w-])(?i:within)\s(?:(?P<the>the)\s|(?P<n>(?i:{NUMBER}))\s)?(?P<unit>(?:hour|day|week|month)s?)\b"
        r"(?!\s(?:of|range|reach)\b)",
        _read_within,
    ),
    rule("since then", "then", r"\b(?i:(?:ever\s)?since\sthen)\b", _read_since_then),
)
