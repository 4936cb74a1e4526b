"""Lists of places with one line each: what changed in the last days, what flips under another rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from events import Timeline

_SIGNS: Final = {"gained": "+", "lost": "\N{MINUS SIGN}", "contested": "?"}
# Characters that would turn the direction of all that follows in the line.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+.!|$~:^-])")


class Line(NamedTuple):
    """One line: a key that stays with it, the place it leads to, its label in Markdown with all text escaped."""

    key: str
    place_id: str
    label: str


def changes_of(timeline: Timeline, start: str, end: str, known: str, rule: str, passes: pd.Series) -> list[Line]:
    """List who gained, left or contests what between two days, newest first."""
    rows = timeline.changes(start, end, known or None, rule)
    rows = rows[rows["change"].isin(list(_SIGNS))]
    # Who gains is told with who lost; a loss stands alone only where nobody gained.
    gained = set(rows.loc[rows["change"] == "gained", "place_id"])
    rows = rows[(rows["change"] != "lost") | ~rows["place_id"].isin(gained)]
    if not passes.all():
        rows = rows[rows["place_id"].isin(timeline.places.loc[passes.to_numpy(), "place_id"])]
    rows = rows.sort_values(["last_confirmed", "place_id"], ascending=[False, True], kind="stable")
    names = _short_names(timeline)
    return [
        Line(f"{row['place_id']}-{row['change']}-{row['actor_id']}", row["place_id"], _label(row, names))
        for row in rows.to_dict("records")
    ]


def flips_of(timeline: Timeline, rows: pd.DataFrame, passes: pd.Series) -> list[Line]:
    """List what two rules show differently, as `Timeline.flips` gives it."""
    rows = rows[rows["place_id"].isin(timeline.places.loc[passes.to_numpy(), "place_id"])]
    names = _short_names(timeline)
    return [
        Line(
            row["place_id"],
            row["place_id"],
            f"**{plain(row['name'])}** {_who(row, '', names)} \N{RIGHTWARDS ARROW} {_who(row, 'other_', names)}",
        )
        for row in rows.to_dict("records")
    ]


def plain(text: object) -> str:
    """Escape a text for Markdown, so that it shows as it is."""
    return _MARKDOWN.sub(r"\\\1", _TURNS.sub("", str(text))).replace("\n", " ")


def _label(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    actor, other = plain(names.get(row["actor_id"], "nobody")), plain(names.get(row["other_actor_id"], ""))
    told = {
        "gained": f"to {actor}" + (f" from {other}" if other else ""),
        "lost": f"left by {actor}",
        "contested": f"{actor} against {other}" if other else f"contested by {actor}",
    }[row["change"]]
    sources = row["sources"].count("|") + 1 if row["sources"] else 0
    cited = "1 source" if sources == 1 else f"{sources} sources"
    return f"{_SIGNS[row['change']]} **{plain(row['name'])}** {told} · {row['standing']} · {cited}"


def _who(row: Mapping[Any, Any], prefix: str, names: Mapping[str, str]) -> str:
    status, holder, contender = (str(row[f"{prefix}{part}"]) for part in ("status", "holder", "contender"))
    if status == "controlled":
        return plain(names.get(holder, holder))
    if status == "unknown":
        return "unknown"
    both = "/".join(plain(names.get(a, a)) for a in (holder, contender) if a)
    return f"{status} {both}".strip()


def _short_names(timeline: Timeline) -> dict[str, str]:
    actors = timeline.actors
    return dict(
        zip(actors["actor_id"], actors["short_name"].where(actors["short_name"] != "", actors["name"]), strict=True)
    )
