"""How a text is laid out: blocks and sentences with their spans, the heading and the date that stand over each.

Spans are half-open offsets into the original text; days are inclusive. Nothing here judges what a sentence says.
"""

from __future__ import annotations

from dataclasses import dataclass

from events.dates import Day
from events.extract.layout.datelines import day_in_title, window_of, wire_dateline
from events.extract.layout.items import items_under
from events.extract.layout.lines import MARKS, Line, page_width, read_lines, runs_on
from events.extract.layout.runin import run_ins
from events.extract.layout.splitting import sentence_ends, sources_end
from events.extract.when.windows import Window, is_day

__all__ = ["Block", "Sentence", "blocks", "sentences"]


@dataclass(slots=True)
class Block:
    """A heading, a date line, a bullet or a paragraph.

    ``start..end`` is the whole, ``text_start`` where its own words begin, behind a bullet, a date or a dateline.
    ``heading`` is the span of the heading over it. ``heading_earliest..heading_latest`` are the days of the date line
    or dated heading in force, both None without one; ``date`` is that line's span. ``written`` is the day that the text
    itself gives as its own: a dateline's, or that of a single date below the title.
    """

    start: int
    end: int
    text_start: int
    kind: str
    paragraph: int
    heading: tuple[int, int] | None = None
    heading_earliest: Day | None = None
    heading_latest: Day | None = None
    date: tuple[int, int] | None = None
    written: Day | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence; ``block`` is its place in the list of blocks, ``sources`` the span of the brackets behind it.

    The other fields are those of its `Block`.
    """

    start: int
    end: int
    block: int
    paragraph: int
    is_heading: bool = False
    heading: tuple[int, int] | None = None
    heading_earliest: Day | None = None
    heading_latest: Day | None = None
    date: tuple[int, int] | None = None
    written: Day | None = None
    sources: tuple[int, int] | None = None
    items: tuple[tuple[int, int], ...] = ()
    """The names listed in lines of their own below it: start of each line, and of its own words."""


@dataclass(slots=True)
class _Standing:
    """What stands over the line being read."""

    published: Day | None
    heading: tuple[int, int] | None = None
    standing: Window | None = None
    standing_date: tuple[int, int] | None = None
    entry: Window | None = None
    entry_date: tuple[int, int] | None = None
    last: Window | None = None
    year: Window | None = None
    written: Day | None = None
    titles: int = 0

    def over(self) -> tuple[Window | None, tuple[int, int] | None]:
        if self.entry_date is not None:
            return self.entry, self.entry_date
        return self.standing, self.standing_date


def blocks(text: str, published: Day | None = None) -> list[Block]:
    """Give the blocks of a text in order; ``published`` tells the year of dates that name none."""
    lines = read_lines(text)
    width = page_width(text, lines)
    state = _Standing(published if is_day(published) else None)
    lone = _lone_date(lines, state.published)
    found: list[Block] = []
    paragraph, at = 0, 0
    while at < len(lines):
        line = lines[at]
        last = at
        if line.kind == "blank":
            state.entry = state.entry_date = None
            at += 1
            continue
        if line.kind in ("text", "bullet"):
            while (
                last + 1 < len(lines)
                and lines[last + 1].kind != "blank"
                and runs_on(text, lines[last], lines[last + 1], width)
            ):
                last += 1
        end, text_start = lines[last].end, line.text_start
        dated = _note(text, state, line, line is lone or (line.date is not None and line.date.own))
        if line.date is not None and not dated:
            text_start = line.start
        if line.kind == "text" and not dated:
            text_start = _behind_dateline(text, line.start, end, state)
        window, date = state.over()
        earliest, latest = window if window else (None, None)
        heading = None if line.kind == "heading" and state.heading == (line.start, line.end) else state.heading
        found.append(
            Block(line.start, end, text_start, line.kind, paragraph, heading, earliest, latest, date, state.written)
        )
        paragraph += 1
        at = last + 1
    return found


def _lone_date(lines: list[Line], published: Day | None) -> Line | None:
    """Give the one date line near the top of a text that has no other: the day of writing, not of an entry."""
    dated = [line for line in lines if line.date is not None and not line.date.own]
    top = [line for line in lines if line.kind != "blank"][:4]
    if len(dated) != 1 or dated[0].kind != "date" or dated[0] not in top:
        return None
    date = dated[0].date
    if date is None or date.day is None or date.last_day is not None:
        return None
    window = window_of(date, None, None, published)
    # Far from the day of publication it dates what stands below it.
    return dated[0] if window is None or published is None or abs(window[0] - published) <= 3 else None


def _note(text: str, state: _Standing, line: Line, alone: bool) -> bool:
    """Take note of a heading or a date; say whether the line begins with a date."""
    if line.kind == "heading":
        title = day_in_title(text, line.start, line.end, state.published) if state.titles < 4 else None
        if title is not None and (state.published is None or abs(title - state.published) <= 3):
            state.written = title
        state.titles += 1
        state.heading = (line.start, line.end)
        state.entry = state.entry_date = None
    if line.date is None:
        return False
    date = line.date
    span = (date.start, date.end)
    under = state.standing if date.day is not None and _is_long(state.standing) else state.year
    window = window_of(date, under if date.year is None else None, state.last, state.published)
    if window is None and line.kind != "date" and (date.month is None or date.year is not None):
        return False  # a number, or no day of the calendar
    state.last = window or state.last
    if alone:
        state.written = window[0] if window else None
    elif line.kind in ("date", "heading"):
        if date.month is None or date.year is not None:
            state.year = window if date.month is None else None  # a year under which months and days follow
        state.standing, state.standing_date, state.entry, state.entry_date = window, span, None, None
    else:
        state.entry, state.entry_date = window, span
    return True


def _is_long(window: Window | None) -> bool:
    """Say whether days of their own may stand below a date: it is a month or a year."""
    return window is not None and window[1] - window[0] > 26


def _behind_dateline(text: str, start: int, end: int, state: _Standing) -> int:
    dateline = wire_dateline(text, start, end)
    if dateline is None:
        return start
    behind, date = dateline
    if date is not None and date.day is not None:
        window = window_of(date, None, None, state.published)
        state.written = window[0] if window else state.written
    return behind


def sentences(text: str, published: Day | None = None) -> list[Sentence]:
    """Give the sentences of a text in order, headings among them; date lines, bullets and sources are left out."""
    found: list[Sentence] = []
    whole = blocks(text, published)
    under = items_under(text, whole)
    listed = {item.start for items in under.values() for item in items}
    headed = run_ins(text, [(each.text_start, each.end) for each in whole if each.kind in ("text", "bullet")])
    for number, block in enumerate(whole):
        if block.kind == "date" or block.start in listed:
            continue
        at, heading = block.text_start, block.heading
        if block.kind == "heading":
            ends = [(block.end, block.end)]
        else:
            ends = [*sentence_ends(text, at, block.end), (block.end, block.end)]
        for end, behind in ends:
            said = text[at:end]
            start = at + len(said) - len(said.lstrip())
            if start >= end:
                at = max(at, behind)
                continue
            is_heading = block.kind == "heading" or headed.get(start) == end
            if not is_heading and end == behind == block.end and sources_end(text, start, end) == end and found:
                at = behind  # a line of nothing but sources
                continue
            sources = (end, behind) if behind > end else None
            if sources:
                shift = len(text[end:behind]) - len(text[end:behind].lstrip())
                sources = (end + shift, behind)
            stripped = start + len(text[start:end].rstrip(MARKS if is_heading else None))
            items = under.get(number, []) if end == block.end else []
            if items:
                stripped, is_heading = items[-1].end, False
            found.append(
                Sentence(
                    start, stripped, number, block.paragraph, is_heading, heading, block.heading_earliest,
                    block.heading_latest, block.date, block.written, sources,
                    tuple((item.start, item.text_start) for item in items),
                )
            )  # fmt: skip
            if is_heading:
                heading = (start, stripped)
            at = behind
    return found
