"""From a sentence to its times: each way to speak of time is looked for, read, and held to the day of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from events.dates import Day
from events.extract.mentions import TimeMention
from events.extract.when import explicit, narrative, relative, weekdays, years
from events.extract.when.apart import Apart, beside, settled
from events.extract.when.context import Context, begun
from events.extract.when.cues import Cues, bits, cues_of
from events.extract.when.reference import Reference, Rule, Sense
from events.extract.when.windows import Window, is_day
from events.extract.when.words import ATTRIBUTE_AFTER, NAMES_AFTER, NAMES_BEFORE
from events.extract.words import listed

if TYPE_CHECKING:
    from events.extract.layout import Sentence  # which reads its date lines with this package

LONGEST: Final = 2000
"""Characters of a sentence that are read; no sentence is longer, and a text without stops costs no more than one."""

RULES: Final = (*explicit.RULES, *years.RULES, *weekdays.RULES, *relative.RULES, *narrative.RULES)
_LEAD: Final = re.compile(
    r"\b(?P<word>(?i:(?:ever\s)?since|until|till|up\sto|by|no\slater\sthan|before|prior\sto|after|following|from))\s"
    r"(?:(?:at\sleast|at\sthe\slatest|about|around|roughly|as\searly\sas)\s)?(?:the\s)?\Z"
)
_LEADS: Final = 50  # letters, more than the longest of these has
_LEADING: Final = listed("since until till to by than before after following from")
_VAGUE: Final = listed("around about circa roughly approximately")
_SIGNS: Final = str.maketrans(dict.fromkeys("([{\"'“‘«—–-/,;:.…", " "))
_RELATIONS: Final = {
    "since": "since", "ever since": "since", "from": "since", "until": "until", "till": "until", "up to": "until",
    "by": "by", "no later than": "by", "before": "before", "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip
_NO_LEAD: Final = re.compile(r"\s(?:prayers?|sermons?|mass|services?)\b")
"""What is on the day itself, so that "after Friday prayers" is no later than Friday."""

_PRECISIONS: Final = {"hour": "day", "fortnight": "week", "decade": "year"}
_ATTACKS: Final = re.compile(r"\s(?:terror(?:ist)?\s)?attacks\b")
ABOUT: Final = 2
"""Days on either side that "around 10 June" may mean."""

_ABOUT: Final = re.compile(r"\b(?i:around|about|circa|roughly|approximately)\s(?:the\s)?\Z")
_NO_REPORT: Final = r"(?![^,;:.]*\b(?:said|told|announced|warned|reported)\b)[^,;:.]{0,60}\Z"
_SOON: Final = re.compile(
    r"(?:\b(?:will|shall|(?:scheduled|slated|planned|planning|plans?|set|going|expected)\s(?:for|to)|deadline\s(?:of|on)|"
    rf"(?:is|are|was|were)\s(?:to|due|likely|expected|scheduled))|['’]ll)\b{_NO_REPORT}"
)
_SOON_CUE: Final = bits("soon")
_WOULD: Final = re.compile(rf"\bwould\b{_NO_REPORT}")


def find_times(
    text: str, start: int, end: int, published: Day | None, context: Context | None = None, cues: Cues | None = None
) -> list[TimeMention]:
    """Find the times of one sentence, in order and apart, as windows of inclusive days.

    ``text[start:end]`` is the sentence; spans are offsets in ``text``. ``published`` is the day of publication, None
    where nobody knows it. Windows are as in the table of `events.extract.when`. ``cues`` are those of the sentence,
    where the caller has them.
    """
    start, end = max(0, start), min(len(text), end, start + LONGEST)
    cues = cues_of(text, start, end) if cues is None else cues
    if not cues.found:
        return []
    context = context or Context()
    matches = [(*m.span(rule.span), at, m) for at, rule in _rules(cues.found) for m in rule.matches(text, cues, end)]
    if len(matches) > 1:
        matches.sort(key=lambda found: (found[0], -found[1], found[2]))
    if not matches:
        return []
    times: list[TimeMention] = []
    apart: dict[int, Apart] = {}
    now = _now(published, context)
    told = context  # after all times but the last, which the next one may still change
    for first, last, at, match in matches:
        if times and first < times[-1].end:
            continue
        if _is_name(text, start, first, last, end, RULES[at].name):
            continue
        before = text[max(start, first - 80, times[-1].end if times else 0) : first]
        reference = _reference(now, told.after(times[-1:]), before, bool(cues.found & _SOON_CUE))
        sense = RULES[at].read(match, reference)
        if sense is None:
            continue
        if sense.apart is not None:
            apart[len(times)] = sense.apart
        times.append(_mention(text, first, last, before, sense, reference.limit))
        if len(times) > 1:
            times[-2] = beside(text, times[-2], times[-1])
            told = told.after(times[-2:-1])
    return settled(text, times, apart, _reference(now, context)) if apart else times


def _is_name(text: str, start: int, first: int, last: int, end: int, rule: str) -> bool:
    if NAMES_AFTER.match(text, last, end) or (first > start and NAMES_BEFORE.match(text, first)):
        return True
    if rule == "date" and _ATTACKS.match(text, last, end) and "11" in text[first:last] and "ep" in text[first:last]:
        return True  # a date that has become a name
    return rule in ("date", "month of a year", "year of a war") and bool(ATTRIBUTE_AFTER.match(text, last, end))


@lru_cache(maxsize=4096)
def _rules(asked: int) -> tuple[tuple[int, Rule], ...]:
    return tuple((at, rule) for at, rule in enumerate(RULES) if rule.needs & asked == rule.needs)


def _now(published: Day | None, context: Context) -> tuple[Window | None, str, Day | None]:
    """Give the days of writing, what tells them, and the day past which nothing is known."""
    published = published if is_day(published) else None
    first, last = context.heading_earliest, context.heading_latest
    now, anchor = ((published, published), "published") if published is not None else (None, "published")
    limit = published
    if first is not None and last is not None and is_day(first) and is_day(last) and first <= last:
        if published is not None and first <= published:
            last = min(last, published)
        elif published is not None:
            limit = last  # the page's own day is wrong, or its clock ran behind
        now, anchor = (first, last), "heading"
    return now, anchor, limit


def _reference(
    now: tuple[Window | None, str, Day | None], context: Context, before: str = "", may_be_soon: bool = False
) -> Reference:
    previous = begun(context.previous) if context.previous is not None else None
    exact = begun(context.exact) if context.exact is not None else None
    soon = may_be_soon and _SOON.search(before) is not None
    would = "would" in before and bool(_WOULD.search(before))
    return Reference(*now, previous, context.year, exact, soon, soon or would)


def _mention(text: str, first: int, last: int, before: str, sense: Sense, limit: Day | None) -> TimeMention:
    relation, start = sense.relation, first
    before = before[-_LEADS:]
    # Most times have neither before them: that is seen sooner than the patterns are searched for.
    close = before.lower().translate(_SIGNS).split()
    about = not _VAGUE.isdisjoint(close) and _ABOUT.search(before)
    lead = None if _LEADING.isdisjoint(close) else _LEAD.search(before)
    if lead and relation == "in" and sense.window is not None and not _NO_LEAD.match(text, last):
        word = " ".join(lead["word"].lower().split())
        relation = "in" if word == "from" and sense.many else _RELATIONS[word]
        start = first - (len(before) - lead.start())
    elif relation == "in" and sense.precision == "day" and sense.window is not None and about:
        sense = replace(sense, window=(sense.window[0] - ABOUT, sense.window[1] + ABOUT), precision="days")
    earliest, latest = _held(sense.window, relation, limit)
    future = sense.relation == "after" or (latest is None and earliest is not None and earliest == limit)
    if future:
        relation, earliest, latest = "after", limit, None
    precision = _PRECISIONS.get(sense.precision, sense.precision)
    return TimeMention(start, last, text[start:last], earliest, latest, precision, relation, sense.anchor)


def _held(window: Window | None, relation: str, limit: Day | None) -> tuple[Day | None, Day | None]:
    """Apply a relation to a window and hold it to the limit; what begins past it is (limit, None)."""
    if window is None:
        return None, None
    earliest, latest = window
    if not (is_day(earliest) and is_day(latest)):
        return None, None
    if limit is not None and (earliest > limit or (relation in ("by", "until") and latest > limit)):
        return limit, None
    if relation == "in":
        return earliest, latest if limit is None else min(latest, limit)
    if relation in ("since", "after"):
        return earliest, limit
    return None, earliest - 1 if relation == "before" else latest


def times_of(text: str, sentences: Sequence[Sentence], published: Day | None) -> list[list[TimeMention]]:
    """Find the times of all sentences of a text, one list each, carrying on what was mentioned before.

    The memory ends where a heading or a date line begins something new. Without ``published`` the day that the text
    gives as its own serves.
    """
    found: list[list[TimeMention]] = []
    context, over = Context(), None
    for sentence in sentences:
        here = (sentence.heading, sentence.heading_earliest, sentence.heading_latest)
        if here != over:
            context, over = Context(sentence.heading_earliest, sentence.heading_latest), here
        day = sentence.written if published is None else published
        times = find_times(text, sentence.start, sentence.end, day, context)
        context = context.after(times)
        found.append(times)
    return found
