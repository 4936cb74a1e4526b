"""Lines that a program broke at a fixed width, joined to paragraphs again.

Sentences and places run across such breaks, and an extractor takes the end of a line for the end of a paragraph. A
break is taken out only where the next word would not have fitted on the line: so lists, headings, datelines and
verses, whose lines end early, keep theirs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_MARKED: Final = re.compile(r"\s*(?:[-*\u2022\u2013\u2014>#|]|\d{1,3}[.)]\s|[a-z][.)]\s|\(\w{1,3}\)\s)")
_DATED: Final = re.compile(r"\s*(?:\d{1,2} [A-Z][a-z]{2,8}\b|[A-Z][a-z]{2,8}\.? \d{1,2}\b|\d{4}\s*$)")
_ENTRY: Final = re.compile(
    r"\s*(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},?)?(?: \d{4})?\s?[:|\u2013\u2014-]\s|\s*\d{4}-\d\d-\d\d"
)
_STOPPED: Final = re.compile("[.!?:;][)\"'\u201d\u2019\u00bb]?$")
_NARROWEST: Final = 40
_WIDEST: Final = 120


def unwrap(text: str, printed: bool = False) -> tuple[str, int]:
    """Join lines that were broken at a fixed width; gives the text and how many breaks were taken out.

    ``text`` ends its lines with ``\\n``. A text whose lines are not of a width comes back as it is. ``printed`` is for
    pages, where letters differ in width and paragraphs follow each other without an empty line.
    """
    lines = text.split("\n")
    width = _width(lines)
    if not width:
        return text, 0
    joined = [lines[0]]
    breaks = 0
    for before, line in pairwise(lines):
        if _broken(before, line, width) or (printed and _goes_on(before, line, width)):
            joined[-1] = _join(joined[-1], line)
            breaks += 1
        else:
            joined.append(line)
    return "\n".join(joined), breaks


def _width(lines: list[str]) -> int:
    """Tell the width that lines were broken at: what the longest have, if those that go on come near it; else 0."""
    going_on = [len(line.rstrip()) for line, after in pairwise(lines) if line.strip() and after.strip()]
    width = max((len(line.rstrip()) for line in lines), default=0)
    if len(going_on) < 2 or not _NARROWEST <= width <= _WIDEST:
        return 0
    near = sum(length >= width * 0.75 for length in going_on)
    return width if near >= len(going_on) * 0.6 else 0


def _broken(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip() or _MARKED.match(line) or _ENTRY.match(line):
        return False
    words = line.split(maxsplit=1)
    if len(before.rstrip()) + 1 + len(words[0]) <= width:
        return False
    # A new entry of a chronology may follow a full line; a sentence that goes on may begin with a date, too.
    return not (_DATED.match(line) and before.rstrip().endswith((".", ":", ")")))


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a sentence of a printed page runs on, by its letters: no stop before, or no capital after."""
    before = before.rstrip()
    if not before or not line.strip() or _MARKED.match(line) or _ENTRY.match(line) or _STOPPED.search(before):
        return False
    return line.lstrip()[0].islower() or (len(before) > width * 0.7 and not _DATED.match(line))


def _join(before: str, line: str) -> str:
    before, line = before.rstrip(), line.strip()
    if before.endswith("\u00ad"):
        return before[:-1] + line
    return before + line if before.endswith("-") and line[:1].isalpha() else f"{before} {line}"
