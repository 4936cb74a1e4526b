"""Lines and what they are: headings, bullets, dates, or text that may run on over several lines."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import Final

from events.extract.layout.datelines import DateLine, read_dateline

LONGEST_HEADING: Final = 110
MARKS: Final = "#=*~_- \t"
"""What headings are decked with."""

_MARKED: Final = re.compile(
    r"\s*(?:#{1,6}\s+\S|(?P<mark>-{1,3}|={1,6}|\*{1,3}|~+|_{1,2})\s?(?=[^\s=*~_-]).*?\s?(?P=mark)\s*\Z)"
)
_BULLET: Final = re.compile(r"\s*(?:[-*•·▪◦‣–—]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)(?=\S)")
_RULE: Final = re.compile(r"\s*(?:[-=*_~]\s?){3,}\s*\Z")
_STOPPED: Final = re.compile(r"[.!?;:,…][\"'”’»)\]]*\s*\Z")
_BRACKET: Final = re.compile(r"[)\]]\s*\Z")


@dataclass(slots=True)
class Line:
    """One line: its span without the white space around it, and where its own text begins (after a bullet, a date)."""

    start: int
    end: int
    text_start: int
    kind: str
    """blank, heading, title (a heading by its looks alone), bullet, date, or text."""

    date: DateLine | None = None
    width: int = 0


def read_lines(text: str) -> list[Line]:
    """Give the lines of a text, blank ones too, each with its kind."""
    lines = []
    at = 0
    for whole in text.splitlines(keepends=True):
        lines.append(_read(text, at, at + len(whole)))
        at += len(whole)
    return _settled(text, lines)


def _read(text: str, start: int, end: int) -> Line:
    body = text[start:end]
    stripped = body.strip()
    if not stripped or _RULE.match(stripped):
        return Line(end, end, end, "blank")
    first = start + len(body) - len(body.lstrip())
    last = first + len(stripped)
    width = len(body.rstrip())
    head = text[first : min(last, first + 200)]
    marked = len(stripped) <= LONGEST_HEADING and _MARKED.match(stripped)
    date = read_dateline(text, first, last)
    if date is not None and date.text_start == last:
        return Line(first, last, last, "date", date, width)
    if marked:
        inner = len(head) - len(head.lstrip(MARKS))
        # "- 1992: first losses -" dates what stands below it; a day in a title is rather that of the text.
        period = date if date is not None and date.day is None and date.weekday is None else None
        return Line(first, last, min(first + inner, last), "heading", period, width)
    if date is not None:
        return Line(first, last, date.text_start, "text", date, width)
    bullet = _BULLET.match(text, first, last)
    if bullet:
        return Line(first, last, bullet.end(), "bullet", None, width)
    if len(stripped) <= LONGEST_HEADING and not _STOPPED.search(stripped):
        if is_shouted(stripped.split(" (")[0]):
            return Line(first, last, first, "heading", None, width)
        if len(stripped.split()) <= 16 and (stripped[0].isupper() or stripped[0] in "\"'“‘0123456789"):
            return Line(first, last, first, "text" if _BRACKET.search(stripped) else "title", None, width)
    return Line(first, last, first, "text", None, width)


def is_shouted(words: str) -> bool:
    """Say whether words are in capitals, and enough of them to be no mere abbreviation."""
    return sum(c.isupper() for c in words) >= 3 and not any(c.islower() for c in words)


def runs_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Say whether a line goes on in the next: it was broken to fit the page, or in the middle of a phrase."""
    if line.kind not in _PROSE or following.kind not in ("text", "title") or following.date is not None:
        return False
    if text[following.start].islower() and not _is_stopped(text, line):
        return True
    return line.width > width * 0.6 and line.width + 1 + _first_word(text, following) > width


def page_width(text: str, lines: list[Line]) -> int:
    """Give the width to which a text was broken, or a very large number when its lines are whole paragraphs."""
    widest = max((line.width for line in lines if line.kind != "blank"), default=0)
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.kind in _PROSE and b.kind in _PROSE and not b.date]
    if not 40 <= widest <= 100 or not pairs:
        return _UNBROKEN
    full = sum(a.width + 1 + _first_word(text, b) > widest for a, b in pairs)
    open_ended = sum(not _is_stopped(text, a) for a, _ in pairs)
    return widest if full * 10 >= len(pairs) * 6 and open_ended * 2 >= len(pairs) else _UNBROKEN


_PROSE: Final = ("text", "title", "bullet")
_UNBROKEN: Final = 10**9


def _first_word(text: str, line: Line) -> int:
    return len(text[line.start : min(line.end, line.start + 60)].split(None, 1)[0])


def _is_stopped(text: str, line: Line) -> bool:
    return _STOPPED.search(text, max(line.start, line.end - 8), line.end) is not None


def _settled(text: str, lines: list[Line]) -> list[Line]:
    """Take back titles that are none: lines of a list, of a broken paragraph, or the last of the text."""
    width = page_width(text, lines)
    spoken = [line for line in lines if line.kind != "blank"]
    titles = sum(line.kind == "title" for line in spoken)
    listed = titles >= 4 and titles * 2 > len(spoken)
    first = None if titles == len(spoken) else next(iter(spoken), None)
    last = spoken[-1] if spoken else None
    settled: list[Line] = []
    broken = False
    for line, following in itertools.zip_longest(lines, lines[1:]):
        kind = line.kind
        running = following is not None and following.kind != "blank" and runs_on(text, line, following, width)
        if kind == "title":
            plain = broken or running or line is last or (listed and line is not first)
            kind = "text" if plain else "heading"
        broken = kind in ("text", "bullet") and running
        settled.append(replace(line, kind=kind) if kind != line.kind else line)
    return settled
