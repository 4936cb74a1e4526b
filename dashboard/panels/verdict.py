"""What a claim would do to the map before it is accepted, and what was decided on it before: sentences as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.panels.markup import name, swatch, text
from dashboard.style import NOBODY
from events.dates import Day, in_words, parse_day, window_in_words

_MOST = 3
_ARROW = ' <span class="tt-arrow" aria-label="becomes">\N{RIGHTWARDS ARROW}</span> '


def window(earliest: Day | None, latest: Day | None) -> str:
    """Spell a window of days, shortly; an open first day is "not after", no day at all is blank."""
    if latest is None:
        return "" if earliest is None else f"from {in_words(earliest)}"
    if earliest is None:
        return f"not after {in_words(latest)}"
    return window_in_words(earliest, latest)


def verdict(
    place: str,
    flips: pd.DataFrame,
    event: pd.Series | None,
    joins: bool,
    names: Mapping[str, str],
    colors: Mapping[str, str],
) -> str:
    """Say what would change at a place: rows of `Foresight.flips` and its event; ``joins``: that is there already."""
    hands = [row for row in flips.to_dict("records") if _hands(row, "before") != _hands(row, "after")]
    if hands:
        lines = "".join(f"<li>{_days(row)}: {_change(row, names, colors)}</li>" for row in hands[:_MOST])
        more = len(hands) - _MOST
        rest = f"<li>and {more} more {'stretch' if more == 1 else 'stretches'} of days</li>" if more > 0 else ""
        return f'<div class="tt tt-verdict" role="status"><h4>Moves {name(place)}</h4><ul>{lines}{rest}</ul></div>'
    graded = [row for row in flips.to_dict("records") if row["before_standing"] != row["after_standing"]]
    said = "nothing changes hands"
    if graded:
        row = graded[0]
        said += f": {text(row['before_standing'] or 'no word')}{_ARROW}{text(row['after_standing'] or 'no word')}"
        said += f" {_days(row)}"
    elif event is not None:
        voices = f"{event['voices']} independent {'voice' if event['voices'] == 1 else 'voices'}"
        said += f": the event {'stays' if joins else 'is'} {text(event['standing'])}, of {voices} with this one"
    return f'<div class="tt tt-verdict" role="status"><h4>{name(place)}</h4><p>On the map {said}.</p></div>'


def _days(row: Mapping[Any, Any]) -> str:
    first = None if pd.isna(row["start"]) else parse_day(row["start"].date())
    last = None if pd.isna(row["end"]) else parse_day(row["end"].date()) - 1
    if first is not None and last is None:
        return f"from {in_words(first)} on"
    if first is None and last is None:
        return "on all days"
    if first is None:
        return f"up to {in_words(last or 0)}"
    return window(first, last)


def _hands(row: Mapping[Any, Any], when: str) -> tuple[str, ...]:
    return tuple(str(row[f"{when}_{part}"]) for part in ("status", "holder", "contender", "besieged_by"))


def _change(row: Mapping[Any, Any], names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    before, after = _state(row, "before", names, colors), _state(row, "after", names, colors)
    return f"{before}{_ARROW}{after}"


def _state(row: Mapping[Any, Any], when: str, names: Mapping[str, str], colors: Mapping[str, str]) -> str:
    status, holder, contender, besieger = _hands(row, when)

    def actor(actor_id: str) -> str:
        if not actor_id:
            return "nobody named"
        return swatch(colors.get(actor_id, NOBODY[0])) + name(names.get(actor_id, actor_id))

    said = {
        "unknown": "not known",
        "controlled": actor(holder),
        "contested": f"contested, {actor(holder)} and {actor(contender)}",
        "changing": f"changing from {actor(holder)} to {actor(contender)}",
    }[status]
    return said + (f", besieged by {actor(besieger)}" if besieger else "")
