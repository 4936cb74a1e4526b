"""The line above the map: the day, who holds how much, and what that was N days before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.panels.markup import name, swatch, text
from dashboard.style import UNSETTLED
from events.dates import in_words, parse_day


def headline(
    state: pd.DataFrame,
    before: pd.DataFrame,
    actors: pd.DataFrame,
    colors: Sequence[str],
    day: str,
    window: int,
    known: str,
) -> str:
    """Write the headline from two results of `Timeline.on`, ``window`` days apart."""
    held, was = _held(state), _held(before)
    counts = []
    for actor, color in zip(actors.to_dict("records"), colors, strict=True):
        now, then = held.get(actor["actor_id"], 0), was.get(actor["actor_id"], 0)
        if now or then:
            counts.append(_count(swatch(color), actor["short_name"] or actor["name"], now, now - then))
    for status in ("contested", "changing"):
        now, then = int((state["status"] == status).sum()), int((before["status"] == status).sum())
        if now or then:
            counts.append(_count(swatch(UNSETTLED[0], status), status, now, now - then))
    since = f'<span class="tt-muted">over {window} {"day" if window == 1 else "days"}{_clock(known)}</span>'
    return f'<div class="tt tt-head" role="status"><h2>{in_words(parse_day(day))}</h2>{"".join(counts)}{since}</div>'


def _held(state: pd.DataFrame) -> dict[str, int]:
    counts = state.loc[state["status"] == "controlled", "holder"].astype("str").value_counts()
    return {str(actor): int(count) for actor, count in counts.items()}


def _count(mark: str, label: str, now: int, change: int) -> str:
    sign = f" <small>{change:+d}</small>".replace("-", "\N{MINUS SIGN}") if change else ""
    return f'<span class="tt-count">{mark}{name(label)} <b>{now}</b>{sign}</span>'


def _clock(known: str) -> str:
    if not known:
        return ""
    return ", as reported then" if known == "then" else f", as known on {text(in_words(parse_day(known)))}"
