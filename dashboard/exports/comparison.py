"""A comparison to take along: as text for a mail or a slide, as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from dashboard import selection
from dashboard.exports.credits import NO_ENDORSEMENT, credits_of
from dashboard.exports.prose import plain
from dashboard.pair import Pair, moment
from dashboard.panels.difference import CHANGED, Entry, compared, counts, entries, grouped
from dashboard.panels.direction import SIGNS
from dashboard.panels.side_by_side import moment_words
from dashboard.view import View
from events import AliasIndex, Timeline
from events.render import render

_DIRECTIONS: Final = (("left", "right"), ("right", "left"))


def of_wish(timeline: Timeline, before: View, after: View, form: str) -> bytes:
    """Write what differs between two views as ``csv`` or ``text``; the filters of the later one are kept to."""
    pair = Pair(before, after)
    either = [selection.state_filter(timeline.on(*moment(view)), view) for view in (before, after)]
    passes = pd.Series(either[0] | either[1])
    places = selection.place_filter(timeline, AliasIndex(timeline.places), after)
    passes = passes if places is None else passes & places
    actors = timeline.actors
    short = actors["short_name"].where(actors["short_name"] != "", actors["name"])
    names = dict(zip(actors["actor_id"].tolist(), short.tolist(), strict=True))
    if form == "text":
        return as_text(timeline, pair, passes, names).encode()
    return as_table(timeline, pair, passes, names)


def as_text(timeline: Timeline, pair: Pair, passes: pd.Series, names: Mapping[str, str]) -> str:
    """Write a comparison in both directions as plain text, every line that tells of a change with its sources."""
    parts = [credits_of(timeline, pair.right).line]
    for before, after in ((pair.left, pair.right), (pair.right, pair.left)):
        rows = compared(timeline, before, after, passes)
        parts.append("\n".join(_direction(timeline, rows, before, after, names)))
    parts.append(NO_ENDORSEMENT)
    return plain("\n\n".join(parts)) + "\n"


def as_table(timeline: Timeline, pair: Pair, passes: pd.Series, names: Mapping[str, str]) -> bytes:
    """Write a comparison in both directions as CSV (UTF-8 with its mark, as spreadsheets want it).

    Each row carries both moments and where it comes from; a text that a spreadsheet would run as a formula gets a
    leading apostrophe.
    """
    frames = []
    credits = credits_of(timeline, pair.right)
    urls = timeline.sources.set_index("source_id")["url"]
    for one, other in _DIRECTIONS:
        before, after = (pair.left, pair.right) if one == "left" else (pair.right, pair.left)
        rows = compared(timeline, before, after, passes)
        moments = {
            f"{side}_{field}": spelled
            for side, view in (("from", before), ("to", after))
            for field, spelled in (("day", view.day), ("known", view.known or "hindsight"), ("rule", view.rule))
        }
        told = rows.assign(
            direction=f"{one} to {other}",
            **moments,
            actor=rows["actor_id"].map(names).fillna(""),
            other_actor=rows["other_actor_id"].map(names).fillna(""),
            data_set=credits.data_set,
            version=credits.version,
            licence=credits.licence,
            urls=[" ".join(filter(None, (urls.get(s, "") for s in cited.split("|")))) for cited in rows["sources"]],
        )
        first = ["direction", *moments, "place_id", "name", "change", "actor", "other_actor"]
        frames.append(told[[*first, *(column for column in told.columns if column not in first)]])
    return ("\ufeff" + render(pd.concat(frames, ignore_index=True), "csv") + "\n").encode()


def _direction(
    timeline: Timeline, rows: pd.DataFrame, before: View, after: View, names: Mapping[str, str]
) -> Iterator[str]:
    yield f"FROM {moment_words(before)} TO {moment_words(after)}"
    told = counts(rows)
    yield ", ".join(f"{word} {count}" for word, count in told.items())
    changed = entries(timeline, rows[rows["change"].isin(CHANGED)], after, names)
    for actor, group in grouped(changed, list(names)):
        yield f"\n{names.get(actor) or 'Nobody known'}: {_tally(group)}"
        yield from (_line(entry) for entry in group)
    for word in ("unchanged", "no information"):
        places = rows.loc[rows["change"] == word, "name"].tolist()
        if places:
            yield f"\n{word.capitalize()} ({len(places)}): {', '.join(places)}"


def _tally(group: Sequence[Entry]) -> str:
    found = ((word, sum(entry.change == word for entry in group)) for word in CHANGED)
    return ", ".join(f"{word} {count}" for word, count in found if count)


def _line(entry: Entry) -> str:
    cited = "; ".join(f"{source.publisher} {source.url}".strip() for source in entry.sources) or "no source"
    parts = [f"{entry.before} \N{RIGHTWARDS ARROW} {entry.after}", entry.standing, entry.event, cited]
    return f"{SIGNS[entry.change]} {entry.place} ({entry.where}): {'. '.join(part for part in parts if part)}"
