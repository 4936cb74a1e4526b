"""Narratives that nobody wrote: of one day, and of the days between two dates, told by the ledger alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

import pandas as pd

from dashboard.exports.narrative import Narrative, Step
from dashboard.pair import moment
from dashboard.panels.side_by_side import moment_words
from dashboard.view import View
from events import Timeline
from events.dates import in_words, iso, parse_day, window_in_words

_BETWEEN: Final = 6
"""Days told of between the first and the last: those on which most changed."""
_TOLD: Final = 10
"""Places named that two views show otherwise."""
_COUNTS: Final = (
    "Of {places} places {contested} were contested and {changing} changing hands; there is no information on {unknown}."
)


def of_day(timeline: Timeline, view: View) -> Narrative:
    """Tell of the view's day and of what changed in its window."""
    start = iso(parse_day(view.day) - view.window)
    text = f"{_COUNTS}\n\nSince {in_words(parse_day(start))}:\n\n{{report:{start}}}"
    title = f"Territorial control, {in_words(parse_day(view.day))}"
    return Narrative(title=title, steps=(Step(view, "Control on {day}", text),), description=timeline.about.title)


def of_span(timeline: Timeline, view: View, start: str) -> Narrative:
    """Tell of the days from an ISO day to the view's: the first, the busiest, the last.

    Raises `ValueError` when ``start`` comes after the view's day.
    """
    first, last = parse_day(start), parse_day(view.day)
    if first > last:
        raise ValueError(f"the first day ({start}) must not be after the second ({view.day})")
    days = [iso(first), *_busiest(timeline, view, first, last), iso(last)]
    days = list(dict.fromkeys(days))
    steps = [Step(replace(view, day=days[0]), "At the start, {day}", _COUNTS)]
    for before, day in pairwise(days):
        since = f"Since {in_words(parse_day(before))}"
        count = f"{{changes:{parse_day(day) - parse_day(before)}}}"
        headline = f"By {{day}}: {count} changed hands"
        steps.append(Step(replace(view, day=day), headline, f"{since}:\n\n{{report:{before}}}"))
    title = f"Territorial control, {window_in_words(first, last)}"
    return Narrative(title=title, steps=tuple(steps), description=timeline.about.title)


def of_pair(timeline: Timeline, before: View, after: View) -> Narrative:
    """Tell of two views that differ in their clock or rule, and of what differs between them, cited."""
    one, other = moment_words(before, after), moment_words(after, before)
    steps = (
        Step(replace(before, against=""), _begun(one), _COUNTS),
        Step(replace(after, against=""), _begun(other), f"{_COUNTS}\n\n{_differing(timeline, before, after)}"),
    )
    title = f"Territorial control, {one} and {other}"
    return Narrative(title=title, steps=steps, description=timeline.about.title)


def _differing(timeline: Timeline, before: View, after: View) -> str:
    """Name the places that have another holder, or another state, on the other view; names are put in by id."""
    rows = timeline.compare(moment(before), moment(after))
    rows = rows[rows["change"].isin(("gained", "contested"))].drop_duplicates("place_id")
    if rows.empty:
        return "No place is shown otherwise."
    lines = ["Shown otherwise:", ""]
    for row in rows.head(_TOLD).to_dict("records"):
        cited = f" {{cite:{row['event_id']}}}" if row["event_id"] else ""
        lines.append(f"- {{name:{row['place_id']}}}: {{state:{row['place_id']}}}{cited}")
    more = len(rows) - _TOLD
    return "\n".join([*lines, f"- and {more} more places"] if more > 0 else lines)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _busiest(timeline: Timeline, view: View, first: int, last: int) -> list[str]:
    starts = timeline.intervals(view.known or None, view.rule)["start"].dropna()
    opens, closes = (pd.Timestamp(iso(day)) for day in (first, last))
    counts = starts[(starts > opens) & (starts < closes)].value_counts()
    # Of days as busy as each other the earlier ones.
    chosen = counts.sort_index().sort_values(ascending=False, kind="stable").index[:_BETWEEN]
    return sorted(day.date().isoformat() for day in chosen)
