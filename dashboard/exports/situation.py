"""What happened between two days, in neutral sentences, each with the sources it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.exports.citations import Citations
from dashboard.exports.figures import Figures
from dashboard.exports.prose import Block, Run, joined
from dashboard.exports.wording import Names, counted, day_words, listed, window
from dashboard.view import View
from events import Timeline

LEDGER: Final = "ledger"
"""What stands for a source where a sentence is a count of the whole ledger."""
_NAMED: Final = (99, 8, 4)
"""Places named in one sentence, at each coarser level of telling."""
_SILENT: Final = 3
_UNSETTLED: Final = ("contested", "changing", "unknown")


class Sentence(NamedTuple):
    """Words without a full stop, and the source ids behind them; none = a count of the ledger."""

    words: str
    sources: tuple[str, ...]


class Situation:
    """Sentences on what a view's day shows that an earlier day did not. ``level`` 0 tells most, 2 least.

    ``names`` and ``citations`` of a longer text may be given: what they have looked up serves here too.
    """

    def __init__(
        self,
        timeline: Timeline,
        view: View,
        start: str,
        level: int = 0,
        names: Names | None = None,
        citations: Citations | None = None,
    ) -> None:
        self._names, self._citations = names or Names(timeline), citations or Citations(timeline)
        self._timeline, self._view, self._start, self._level = timeline, view, start, level
        self._figures = Figures(timeline, view, self._names)
        self._clock = self._figures.clock
        self._rows = self._figures.since(start)
        self._now = {str(row["place_id"]): row for row in self._figures.shown.to_dict("records")}

    def overview(self) -> list[Sentence]:
        """Count: places that changed hands, places held now and before, what is unsettled."""
        moved = self._rows.loc[self._rows["change"].isin(["gained", "lost"]), "place_id"].nunique()
        span = f"between {day_words(self._start)} and {day_words(self._view.day)}"
        said = [Sentence(f"{counted(moved, 'place')} changed hands {span}", ())]
        held, was = _held(self._figures.shown), _held(self._before())
        parts = [
            f"{name} {held.get(actor, 0)} ({_signed(held.get(actor, 0) - was.get(actor, 0))})"
            for actor, name in self._names.actors.items()
            if held.get(actor) or was.get(actor)
        ]
        if parts:
            said.append(Sentence(f"Places held on {day_words(self._view.day)}, and the change: {listed(parts)}", ()))
        count = {status: int((self._figures.shown["status"] == status).sum()) for status in _UNSETTLED}
        contested, changing, unknown = count.values()
        were = "was" if contested == 1 else "were"
        unsettled = f"{counted(contested, 'place')} {were} contested, {changing} changing hands"
        return [*said, Sentence(f"{unsettled} and {unknown} without information", ())]

    def taken(self) -> list[Sentence]:
        """Who took what from whom, and who left."""
        gained = self._rows[self._rows["change"] == "gained"]
        alone = (self._rows["change"] == "lost") & ~self._rows["place_id"].isin(gained["place_id"])
        return [*self._grouped(gained, _took), *self._grouped(self._rows[alone], _left)]

    def contested(self) -> list[Sentence]:
        """Where two sides stood, or a change was under way; and what was besieged."""
        rows = self._rows[self._rows["change"] == "contested"]
        besieged = [row for row in self._now.values() if row["besieged_by"]]
        told = [
            Sentence(
                f"{row['name']}, {self._names.state(row)}",
                tuple(self._citations.sources(str(row["event_id"]), self._clock)),
            )
            for row in besieged
        ]
        return [*self._grouped(rows, _disputed), *told]

    def unchanged(self) -> list[Sentence]:
        """What was seen anew and was as before."""
        return list(self._grouped(self._rows[self._rows["change"] == "unchanged"], _stayed))

    def silent(self) -> list[Sentence]:
        """Of what nothing was heard; the longest silence by name."""
        rows = self._rows[self._rows["change"] == "no information"]
        rows = rows.drop_duplicates("place_id").sort_values(["last_confirmed", "place_id"], kind="stable")
        if rows.empty:
            return []
        said = [Sentence(f"No information since {day_words(self._start)} on {counted(len(rows), 'place')}", ())]
        for row in rows[rows["last_confirmed"].notna()].head(_SILENT).to_dict("records"):
            sources = tuple(self._citations.sources(str(row["event_id"]), self._clock))
            name = self._names.place(str(row["place_id"]))
            said.append(Sentence(f"No information since {day_words(row['last_confirmed'])} on {name}", sources))
        return said

    def _before(self) -> pd.DataFrame:
        before = self._timeline.on(self._start, self._view.known or None, self._view.rule)
        return before[before["place_id"].isin(list(self._now))]

    def _grouped(self, rows: pd.DataFrame, say: Any) -> Iterator[Sentence]:
        """Tell rows that differ in their place alone in one sentence, in the order of the days."""
        groups: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
        for row in rows.to_dict("records"):
            state = self._now.get(str(row["place_id"]))
            if state is None:
                continue
            row |= {name: state[name] for name in ("since_earliest", "since_latest", "holder", "contender")}
            row["verb"] = self._change(str(row["event_id"]))
            # At a coarser level days and publishers are told together.
            key: tuple[Any, ...] = (row["actor_id"], row["other_actor_id"], row["to_status"], row["verb"] == "holds")
            if self._level == 0:
                key += (row["since_earliest"], row["since_latest"])
            if self._level < 2:
                key += (row["standing"], self._who_says(row) if self._level == 0 else "")
            groups.setdefault(key, []).append(row)
        for group in sorted(groups.values(), key=_first_day):
            yield self._sentence(group, say)

    def _sentence(self, group: list[dict[Any, Any]], say: Any) -> Sentence:
        names = [self._names.place(str(row["place_id"])) for row in group]
        most = _NAMED[self._level]
        shown = listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"
        row = group[0]
        row["since_earliest"] = min((r["since_earliest"] for r in group), default=pd.NaT)
        row["since_latest"] = max((r["since_latest"] for r in group), default=pd.NaT)
        words = say(row, shown, len(names), self._names)
        sources: dict[str, None] = {}
        for each in group:
            sources |= dict.fromkeys(self._citations.sources(str(each["event_id"]), self._clock))
        standing = {str(each["standing"]) for each in group}
        told = self._who_says(row) if len({self._who_says(each) for each in group}) == 1 else ""
        grade = f" ({', '.join(sorted(standing))})" if standing - {""} else ""
        return Sentence(f"{words}{told}{grade}", tuple(sources))

    def _who_says(self, row: Mapping[Any, Any]) -> str:
        """Name who says so where it is not confirmed."""
        if row["standing"] not in ("reported", "claimed"):
            return ""
        named = self._citations.publishers(self._citations.sources(str(row["event_id"]), self._clock))
        only = ", which only the side that gains says" if row["standing"] == "claimed" else ""
        return f", according to {listed(named[:2])}{only}" if named else only

    def _change(self, event_id: str) -> str:
        try:
            return str(self._figures.event(event_id)["change"])
        except ValueError:
            return ""


def told(sentences: list[Sentence], citations: Citations, kind: Any = "bullet") -> list[Block]:
    """Set sentences as blocks with their citations; a count of the ledger cites the ledger."""
    return [Block(kind, joined((Run(f"{each.words} "), *_cited(each, citations), Run(".")))) for each in sentences]


def _cited(sentence: Sentence, citations: Citations) -> tuple[Run, ...]:
    return citations.runs(sentence.sources) or (Run(f"[{LEDGER}]", cites=(0,)),)


def _took(row: Mapping[Any, Any], places: str, count: int, names: Names) -> str:
    actor = names.actor(str(row["actor_id"]))
    if row["verb"] == "holds":
        return f"{actor} held {places}, as seen {_when(row)}"
    other = f" from {names.actor(str(row['other_actor_id']))}" if row["other_actor_id"] else ""
    return f"{actor} took {places}{other} {_when(row)}"


def _left(row: Mapping[Any, Any], places: str, count: int, names: Names) -> str:
    actor = names.actor(str(row["actor_id"]))
    verb = "left" if row["verb"] == "leaves" else "no longer held"
    return f"{actor} {verb} {places} {_when(row)}"


def _disputed(row: Mapping[Any, Any], places: str, count: int, names: Names) -> str:
    were = "was" if count == 1 else "were"
    holder, contender = (names.actor(str(row[name])) for name in ("holder", "contender"))
    if row["to_status"] == "changing":
        return f"{places} {were} changing from {holder} to {contender} {_when(row)}"
    return f"{places} {were} contested between {holder} and {contender} {_when(row)}"


def _stayed(row: Mapping[Any, Any], places: str, count: int, names: Names) -> str:
    return f"{places} stayed with {names.actor(str(row['actor_id']))}"


def _when(row: Mapping[Any, Any]) -> str:
    first, last = row["since_earliest"], row["since_latest"]
    days = window(first, last)
    if not days:
        return "on a day not known"
    return f"on {days}" if first == last else f"between {window(first, last, ' and ')}"


def _first_day(group: list[dict[Any, Any]]) -> tuple[pd.Timestamp, str]:
    day = group[0]["since_latest"]
    return (pd.Timestamp.min.as_unit("s") if pd.isna(day) else day, str(group[0]["place_id"]))


def _held(state: pd.DataFrame) -> dict[str, int]:
    counts = state.loc[state["status"] == "controlled", "holder"].astype("str").value_counts()
    return {str(actor): int(count) for actor, count in counts.items() if actor}


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "no change"
