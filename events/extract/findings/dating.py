"""The days of a change: which of the times around a verb is its own, and what is left when none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.dates import Day
from events.extract.findings.own_times import Dated, Window, near, own, window_of
from events.extract.frames.drafts import Draft, Sentence
from events.extract.grammar.units import Unit
from events.extract.grammar.verbs import is_finite
from events.extract.mentions import TimeMention
from events.extract.phrases.targets import Target
from events.extract.triggers import VERBS
from events.extract.when import begun

_WITH: Final = frozenset(("when", "as", "while", "where", "with", "amid", "whereas", "upon"))
_LATER: Final = frozenset(("before", "until", "till"))
_LONG_AGO: Final = 40
_LATELY: Final = 4
"""Days before publication up to which a day named before bounds what is told next."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What dates a sentence that names no day: publication, the heading over it, the time mentioned last before."""

    published: Day | None = None
    heading: tuple[Day | None, Day | None] = (None, None)
    previous: TimeMention | None = None
    same_paragraph: bool = False


def date(draft: Draft, sentence: Sentence, setting: Setting, target: Target | None = None) -> Dated:
    """Give the window of the change that a frame tells; ``target`` is the place of a list that may have its own."""
    found = _beside(draft, sentence, target) or own(draft, sentence) or _from_clauses(draft, sentence)
    if found is not None:
        return _held(found, setting)
    verb = draft.verb
    present = verb is not None and not verb.passive and not verb.perfect and ("b" in verb.tags or "s" in verb.tags)
    present = present or (
        verb is not None and not verb.had and verb.passive and not verb.perfect and _is(sentence, verb.first)
    )
    if verb is None or "g" in verb.tags or verb.infinitive:
        present = _main_is_present(sentence)
    if setting.heading != (None, None):
        earlier = verb is not None and verb.had
        return Dated(None if earlier else setting.heading[0], setting.heading[1], "heading")
    previous = setting.previous
    if (
        previous is not None
        and not present
        and setting.published is not None
        and not (verb is not None and verb.perfect and not verb.had)
    ):
        window = begun(previous)
        if window is not None and setting.same_paragraph and window[1] < setting.published - _LONG_AGO:
            return Dated(window[0], window[1], "the time before")
    if setting.published is None:
        return Dated(None, None, "none")
    told = sentence.clauses[draft.clause].kind == "said"
    if previous is not None and verb is not None and not present and (told or not verb.had):
        window = begun(previous)
        lately = window is not None and 0 <= setting.published - window[0] <= _LATELY
        if window is not None and lately and previous.anchor == "published" and previous.precision in ("day", "days"):
            # Told on after "on Saturday": not before that day, and not after the page.
            return Dated(window[0], setting.published, "the day named before")
    return Dated(setting.published if present else None, setting.published, "publication")


def _is(sentence: Sentence, first: int) -> bool:
    return sentence.units[first].low in ("is", "are", "'s")


def _main_is_present(sentence: Sentence) -> bool:
    for at, unit in enumerate(sentence.units):
        if unit.kind == "w" and is_finite(sentence.units, at):
            rows = VERBS.get(unit.low)
            tags = rows[0][2] if rows else ""
            return "d" not in tags and not unit.low.endswith("ed") and unit.low not in (
                "said", "was", "were", "had", "told", "did", "would", "could", "led", "began", "left", "sent", "made",
                "came",
            )  # fmt: skip
    return False


def _held(found: Dated, setting: Setting) -> Dated:
    """Keep a window on this side of publication."""
    published = setting.heading[1] if found.latest is None and setting.heading[1] is not None else setting.published
    if published is None or (found.latest is not None and found.latest <= published):
        return found
    earliest = found.earliest if found.earliest is None or found.earliest <= published else published
    return Dated(earliest, published, found.how)


def _beside(draft: Draft, sentence: Sentence, target: Target | None) -> Dated | None:
    """Read the time of one place in a list that dates each: "A in May, B in June"."""
    if target is None or len(draft.targets) < 2:
        return None
    inserted = _inserted(sentence, target) if target is not draft.targets[0] else None
    if inserted is not None:
        return inserted
    later = [each.first for each in draft.targets if each.first > target.last]
    end = sentence.clauses[draft.clause].end
    end = min(later, default=end if target.last < end else len(sentence.units))
    first, last = min(t.last for t in draft.targets), len(sentence.units)
    times = [u for u in sentence.units[first:last] if u.time is not None and window_of(u.time, False) is not None]
    if len(times) < 2:
        return None
    for unit in sentence.units[target.last + 1 : end]:
        if unit.time is not None:
            window = window_of(unit.time, draft.since)
            if window is not None:
                return Dated(window[0], window[1], "clause")
    return None


def _inserted(sentence: Sentence, target: Target) -> Dated | None:
    """Read the time set before one place of a list: "and, on 15 March, B"; or in brackets behind it: "B (15 March)"."""
    units = sentence.units
    if target.last + 2 < len(units) and units[target.last + 1].low == "(":
        near: Sequence[Unit] = units[target.last + 2 : target.last + 4]
    elif target.first > 2 and units[target.first - 1].low == ",":
        near = units[max(0, target.first - 5) : target.first - 1]
        opens = next((k for k in range(len(near) - 1, 0, -1) if near[k].low == ","), 0)
        near = near[opens:] if opens and near[opens - 1].low in ("and", "then") else ()
    else:
        return None
    time = next((unit.time for unit in near if unit.time is not None), None)
    window = window_of(time, False) if time is not None else None
    return Dated(window[0], window[1], "clause") if window is not None else None


def _from_clauses(draft: Draft, sentence: Sentence) -> Dated | None:
    """Look for a time in the clauses above, and in those that go with this one."""
    clauses = sentence.clauses
    number = draft.clause
    seen = {number}
    later_than = False
    not_later = False
    while True:
        here = clauses[number]
        up = here.parent
        if here.kind == "said":
            not_later = True
        elif here.kind in ("sub", "rel", "aside"):
            if here.opener in _LATER:
                later_than = True
            elif here.opener not in _WITH:
                not_later = True
        if up < 0 and here.kind in ("main", "resumed") and here.opener in (",", "and", "but", "") and number:
            up = number - 1
        if up < 0 or up in seen:
            break
        seen.add(up)
        found = _in_clause(sentence, up, here.start, here.opener)
        if found is not None:
            return _bounded(found, not_later, later_than)
        number = up
    for at, clause in enumerate(clauses):
        if clause.kind == "saying" or (
            clause.kind == "sub" and clause.opener in _WITH and clause.parent == draft.clause
        ):
            found = _in_clause(sentence, at)
            if found is not None:
                return _bounded(found, clause.kind == "saying", False)
    return None


def _bounded(window: Window, not_later: bool, later_than: bool) -> Dated:
    if later_than:
        return Dated(window[0], None if window[0] is None else window[1], "clause above")
    if not_later:
        return Dated(None, window[1], "not later than the clause above")
    return Dated(window[0], window[1], "clause above")


def _in_clause(sentence: Sentence, number: int, towards: int = 0, opener: str = "") -> Window | None:
    """Give the time of a clause that is nearest to another clause, which begins at ``towards`` with ``opener``."""
    clause = sentence.clauses[number]
    times = near(sentence, clause.start, clause.end, towards)
    for at in times:
        time = sentence.units[at].time
        assert time is not None
        # "since June, when it fell": what "when" tells is of the day named, not of the time since.
        window = begun(time) if opener == "when" and time.relation == "since" else window_of(time, False)
        if window is not None:
            return window
    return None
