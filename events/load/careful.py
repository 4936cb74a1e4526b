"""The slow, exact reading of a CSV body in which something is wrong: what can be read is, the rest is named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator, Mapping
from typing import Final, NamedTuple

from events.load.scan import LONGEST_ROW, MOST_LINES

_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")

_TRIES: Final = 20
NOT_CLOSED: Final = (
    "a quotation mark is out of place or never closed: put one mark before and one after the cell, "
    'and double each mark inside it ("")'
)
TOO_LONG: Final = f"is longer than {LONGEST_ROW:,} characters: shorten the text, or part the row in two"


class Row(NamedTuple):
    """One row: the line it begins on, its cells, and what is wrong with it (blank for a sound one).

    ``cut`` is False when the row could not be cut into cells that can be written again; ``cells`` is then a guess.
    """

    line: int
    cells: list[str]
    wrong: str = ""
    cut: bool = True


class _Feed(Iterator[str]):
    """Lines for the csv reader, which can be sent back to an earlier line."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.stop = 0

    def __next__(self) -> str:
        if self.at >= self.stop:
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def read(text: str, delimiter: str, width: int, words: Mapping[int, Container[str]], first: int = 0) -> Iterator[Row]:
    """Give every row of a body whose header has ``width`` cells; empty lines are no rows.

    ``first`` is the number of its first line. ``words`` says what some cells of a row may be: so a row is known
    again that a stray mark swallowed.

    A row that cannot be cut is only as long as its first line: reading goes on at the next, so that an open
    quotation mark costs one row.
    """
    feed = _Feed(list(io.StringIO(text, newline="")))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    damaged = _NO_TEXT.search(text) is not None
    reach, to_spare = MOST_LINES, _TRIES * (len(feed.lines) + MOST_LINES)
    while feed.at < len(feed.lines):
        start = feed.at
        if not feed.lines[start].strip():
            feed.at += 1
            continue
        feed.stop = min(start + reach, len(feed.lines))
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            cells = []
        inner = feed.lines[start + 1 : feed.at]
        if not cells or (
            inner and (len(cells) != width or any(_is_row(line, delimiter, width, words) for line in inner))
        ):
            to_spare -= feed.at - start
            if to_spare < 0:  # nothing but open marks: look less far, or the time grows with the square
                reach = _TRIES
            feed.at = start + 1
            line = feed.lines[start].rstrip("\r\n")
            why = NOT_CLOSED if len(line) <= LONGEST_ROW else TOO_LONG
            yield Row(first + start, line.split(delimiter), why, cut=False)
        elif damaged and any(map(_NO_TEXT.search, cells)):
            yield Row(first + start, cells, _no_text(cells), cut=False)
        elif len(cells) != width:
            yield Row(first + start, cells, _ragged(len(cells), width))
        else:
            yield Row(first + start, cells)


def _is_row(line: str, delimiter: str, width: int, words: Mapping[int, Container[str]]) -> bool:
    """Whether a line inside a quoted cell is a row of its own, and no text that happens to have commas."""
    if line.count(delimiter) < width - 1:
        return False
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return False
    return len(cells) == width and all(cells[at].strip() in allowed for at, allowed in words.items())


def _no_text(cells: list[str]) -> str:
    if any("\x00" in cell for cell in cells):
        return "holds a NUL character, which is no text: delete it"
    return "holds bytes that are not UTF-8: type the damaged letters again and save the file as UTF-8"


def _ragged(count: int, width: int) -> str:
    if count < width:
        why = "a cell or its comma is missing"
    else:
        why = 'a text that holds a comma must stand between quotation marks ("...")'
    return f"has {count} cells where the header has {width}: {why}"
