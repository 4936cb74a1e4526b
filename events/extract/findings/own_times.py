"""The times around a verb: which of them is its own, and which belongs to another verb or to a noun beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from events.dates import Day
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.units import Unit
from events.extract.mentions import TimeMention
from events.extract.triggers import NOUNS, VERBS
from events.extract.when import begun

Window = tuple[Day | None, Day | None]
"""Inclusive days, either None where the text does not say."""

_SETTLED: Final = frozenset((
    "signed", "reached", "agreed", "announced", "declared", "brokered", "adopted", "launched", "begun", "concluded",
    "imposed", "due", "scheduled", "set", "planned", "held", "called", "proclaimed", "struck",
))  # fmt: skip
"""What becomes of truces, offensives and votes: a day behind it is theirs."""
_MOST: Final = frozenset(("first", "last", "latest", "only", "second", "third", "sole", "biggest", "worst", "largest"))
_BEHIND: Final = frozenset(("after", "following", "since", "upon"))
_REACH: Final = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A window of inclusive days, either end None where the text does not say; ``how`` names where it came from."""

    earliest: Day | None
    latest: Day | None
    how: str


def window_of(time: TimeMention, since: bool) -> Window | None:
    """Give the days in which what has this time may have been; ``since`` says that it has gone on from then."""
    if time.earliest is None and time.latest is None:
        return None
    if time.relation == "after" and time.latest is None:
        return None
    if since and time.relation == "since":
        window = begun(time)
        return window if window is not None else (time.earliest, time.latest)
    return time.earliest, time.latest


def near(sentence: Sentence, start: int, end: int, towards: int) -> list[int]:
    """List the units that are times between two units, those nearest to a third first."""
    times = [at for at in range(start, end) if sentence.units[at].time is not None]
    return sorted(times, key=lambda at: abs(at - towards)) if towards else times


def own(draft: Draft, sentence: Sentence) -> Dated | None:
    """Choose among the times of the frame's own clause: the nearest, those behind the verb before those ahead of it."""
    clause = sentence.clauses[draft.clause]
    best: tuple[float, TimeMention] | None = None
    after: Window | None = None
    for at in range(clause.start, clause.end):
        time = sentence.units[at].time
        window = window_of(time, draft.since) if time is not None else None
        if time is None or window is None or _of_another(draft, sentence, at, time, clause.end):
            continue
        if at < draft.at and _of_a_change_before(sentence.units, clause.start, at, draft.at):
            after = window
            continue
        distance = _distance(draft, sentence, at)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    if best is not None:
        window = window_of(best[1], draft.since)
        assert window is not None
        return Dated(window[0], window[1], "clause")
    return Dated(after[0], None, "after another change") if after is not None and after[0] is not None else None


def _distance(draft: Draft, sentence: Sentence, at: int) -> float | None:
    """Give how far a time stands from the verb, None when another verb behind it has it."""
    distance = (at - draft.at) * 0.6 if at > draft.at else (draft.at - at) * 1.0
    if at < draft.at and any(unit.low in ("and", "but", "then") for unit in sentence.units[at + 1 : draft.at]):
        distance += 3  # more likely that of the verb before the "and"
    if at > draft.last:
        distance = min(distance, 4.0 + (at - draft.last) * 0.6)
    if _verb_between(sentence, min(at, draft.at), max(at, draft.at)):
        return None if at > draft.at else distance + 6
    return distance


def _verb_between(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether another verb stands between: the time behind it is more likely its own."""
    units = sentence.units
    for k in range(first + 1, last):
        unit = units[k]
        if unit.kind != "w":
            continue
        low = unit.low
        if low in VERBS and units[k - 1].low in (",", "and", "then") and low not in ("control",):
            return True
        if units[k - 1].low == "," and low.endswith("ing"):
            return True
    return False


def _of_another(draft: Draft, sentence: Sentence, at: int, time: TimeMention, end: int) -> bool:
    """Tell whether a time is not of this verb: "the truce signed on 9 May", "its first gain since spring"."""
    units = sentence.units
    if draft.at < at:
        # "..., a week after a coup": so long after it the verb's own day was, but who knows the day of the coup?
        if time.surface.endswith((" after", " before")) and at + 1 < len(units) and units[at + 1].kind != "s":
            return True
        if time.relation == "since":
            return any(unit.low in _MOST for unit in units[at - _REACH : at])
        return any(unit.low in _SETTLED for unit in units[max(draft.at + 1, at - _REACH) : at])
    return _in_insertion(draft, units, at)


def _in_insertion(draft: Draft, units: list[Unit], at: int) -> bool:
    """Tell whether a time stands in words set between commas: "A, captured last month, was retaken"."""
    closes = next((k for k in range(at + 1, min(at + 4, draft.at)) if units[k].low == ","), -1)
    if closes < 0 or draft.verb is None or draft.verb.first <= closes:
        return False
    opens = next((k for k in range(at - 1, max(-1, at - 14), -1) if units[k].low == ","), -1)
    return opens > 0 and units[opens + 1].low in VERBS


def _of_a_change_before(units: list[Unit], start: int, at: int, verb: int) -> bool:
    """Tell whether a time is of a change told before the verb: "after the fall of A on Monday, troops took B"."""
    if at + 1 >= verb or units[at + 1].low != ",":
        return False
    opens = next((k for k in range(at - 1, max(start, at - 12) - 1, -1) if units[k].low in _BEHIND), -1)
    return opens >= 0 and any(unit.low in NOUNS for unit in units[opens + 1 : at])
