"""The sentence over a comparison: what differs, and what kind of difference it is."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.pair import Pair
from dashboard.panels.markup import text
from dashboard.panels.side_by_side import clock_words, day_words, moment_words
from dashboard.style import rule_words
from events.dates import parse_day


def summary(pair: Pair, told: Mapping[str, int]) -> str:
    """Write it for a pair and the counts of its places (see `panels.difference.counts`)."""
    left, right = pair.left, pair.right
    one_day = left.day == right.day
    parts = [
        _counted(told["gained"], "has another holder", "have another holder")
        if one_day
        else _counted(told["gained"], "changed hands", "changed hands"),
        _counted(told["contested"], "is contested or changing", "are contested or changing"),
        _counted(told["lost"], "was left to nobody named", "were left to nobody named"),
        _counted(
            told["unchanged"], *(("is the same", "are the same") if one_day else ("is unchanged", "are unchanged"))
        ),
        _silent(pair, told["no information"]),
    ]
    said = ", ".join(part for part in parts if part) or "no place differs"
    if pair.same_view:
        both = f"Between {day_words(left)} and {day_words(right)} ({clock_words(left)}, rule: {rule_words(left.rule)})"
    elif one_day:
        both = f"On {day_words(left)}, {moment_words(left, right)} against {moment_words(right, left)}"
    else:
        both = f"Between {moment_words(left)} and {moment_words(right)}"
    return f'<p class="tt tt-what" role="status">{text(both)}: {said}. {_kind(pair)}</p>'


def _kind(pair: Pair) -> str:
    if pair.same_view:
        if pair.left.day == pair.right.day:
            return '<span class="tt-muted">Both sides are the same: choose another day, clock or rule for one.</span>'
        return ""
    what = "the clock" if pair.left.rule == pair.right.rule else "the rule"
    if pair.left.known != pair.right.known and pair.left.rule != pair.right.rule:
        what = "clock and rule"
    if pair.left.day == pair.right.day:
        return f'<span class="tt-muted">The day is the same: what differs is judgement ({what}), not control.</span>'
    return f'<span class="tt-muted">The sides differ in {what} too: not every difference is a change of control.</span>'


def _silent(pair: Pair, count: int) -> str:
    if not count:
        return ""
    if pair.left.day == pair.right.day:
        return f"of <b>{count}</b> one side knows nothing"
    earlier = min(pair.left, pair.right, key=lambda view: parse_day(view.day))
    return f"of <b>{count}</b> there is no information since {text(day_words(earlier))}"


def _counted(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    return f"<b>{count}</b> {'place' if count == 1 else 'places'} {one if count == 1 else several}"
