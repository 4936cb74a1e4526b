"""The history of one place as a bar: colours for holders, hatching for the days on which it may have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.panels.markup import text
from dashboard.style import NOBODY
from events.dates import Day, in_words, iso, parse_day


def history(
    rows: Sequence[Mapping[Any, Any]],
    colors: Mapping[str, str],
    labels: Mapping[str, str],
    first: Day,
    last: Day,
    day: str,
) -> str:
    """Draw a place's rows of `Timeline.intervals` (as records) between two days, the day of the view marked."""
    span = max(last - first, 1)
    bars = []
    for row in rows:
        start = first if pd.isna(row["start"]) else max(_day(row["start"]), first)
        end = last if pd.isna(row["end"]) else min(_day(row["end"]), last)
        if end <= start or row["status"] == "unknown":
            continue
        left, width = 100 * (start - first) / span, 100 * (end - start) / span
        holder, contender = colors.get(row["holder"], NOBODY[0]), colors.get(row["contender"], NOBODY[0])
        if row["status"] == "changing":
            fill = f"repeating-linear-gradient(-45deg,{contender} 0 3px,{holder} 3px 6px)"
        elif row["status"] == "contested":
            fill = f"repeating-linear-gradient(45deg,{holder} 0 5px,{contender} 5px 10px)"
        else:
            fill = holder
        bars.append(
            # A day or two must stay visible in a bar of years.
            f'<i style="left:{left:.3f}%;width:max({width:.3f}%,2px);background:{fill}"'
            f' title="{text(_words(row, labels, start, end))}"></i>'
        )
    mark = f'<u style="left:{100 * (parse_day(day) - first) / span:.3f}%"></u>'
    years = [
        f'<span style="left:{100 * (at - first) / span:.2f}%">{year}</span>'
        for year in range(int(iso(first)[:4]) + 1, int(iso(last)[:4]) + 1)
        # One that begins at the very end has no room for its number.
        if (at := parse_day(f"{year}-01-01")) < last - 0.06 * span
    ]
    kept = years[:: max(1, round(len(years) / 7))]
    label = f"History from {in_words(first)} to {in_words(last)}"
    return (
        f'<div class="tt-history" role="img" aria-label="{label}">{"".join(bars)}{mark}</div>'
        f'<div class="tt-years">{"".join(kept)}</div>'
    )


def _words(row: Mapping[Any, Any], labels: Mapping[str, str], start: Day, end: Day) -> str:
    holder = labels.get(row["holder"], "nobody known")
    contender = labels.get(row["contender"], "nobody named")
    said = {
        "controlled": holder,
        "contested": f"contested: {holder} and {contender}",
        "changing": f"changing from {holder} to {contender}",
    }[row["status"]]
    return f"{in_words(start)} to {in_words(end)}: {said}"


def _day(stamp: pd.Timestamp) -> Day:
    return int(np.datetime64(stamp, "D").astype(np.int64))
