"""The quick look at a CSV body: is every row plainly well formed, and on which line does each begin?

Well formed means what RFC 4180 means: as many cells as the header, quotation marks only around a cell or doubled
inside one, lines ended by LF or CRLF. Then a fast parser reads it as `careful` would; else `careful` reads it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from events.load.findings import Lines

LONGEST_ROW: Final = 131_072
"""Bytes a row may have; the limit of Python's csv module for a cell, so that both readers agree."""

MOST_LINES: Final = 500
"""Lines a row may run over; beyond, a quotation mark was left open."""

_STEP: Final = 1 << 24
_NUL, _LF, _CR, _QUOTE = 0, 10, 13, 34
_Bytes = npt.NDArray[np.uint8]
_Places = npt.NDArray[np.int64]


def plain_lines(body: memoryview, delimiter: str, width: int) -> Lines | None:
    """Give the line (from 0) on which each row begins, or None when the body needs the careful reader.

    ``width`` is the number of cells of the header. Empty lines are no rows.
    """
    view = np.frombuffer(body, np.uint8)
    comma = ord(delimiter)
    quotes = _positions(view, _QUOTE)
    if len(_positions(view, _NUL)) or not _quotes_are_plain(view, quotes, comma) or _has_lone_cr(view):
        return None
    newlines = _positions(view, _LF)
    ends = newlines[_outside(newlines, quotes)]
    if len(view) and (not len(ends) or ends[-1] != len(view) - 1):
        ends = np.append(ends, len(view))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1)) if len(ends) else ends
    lines = np.searchsorted(newlines, starts)
    span = np.searchsorted(newlines, ends) - lines
    empty = (ends == starts) | ((ends == starts + 1) & (view[np.minimum(starts, len(view) - 1)] == _CR))
    parted, per_line = _count(view, comma, quotes, ends, newlines)
    if (
        np.any(~empty & (parted != width - 1))
        or np.any(ends - starts > LONGEST_ROW)
        or np.any(span >= MOST_LINES)
        or (span.any() and _may_swallow_rows(per_line, lines, width))
    ):
        return None
    return np.asarray(lines[~empty], np.int64)


def _positions(view: _Bytes, byte: int) -> _Places:
    """Where a byte stands; in steps, so that no mask as large as the file is made."""
    found = [np.flatnonzero(view[at : at + _STEP] == byte) + at for at in range(0, len(view), _STEP)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _outside(places: _Places, quotes: _Places) -> npt.NDArray[np.bool_]:
    """Which places stand outside quoted cells."""
    return np.asarray(np.searchsorted(quotes, places) % 2 == 0)


def _quotes_are_plain(view: _Bytes, quotes: _Places, comma: int) -> bool:
    """Every mark that opens stands at the start of a cell or after a mark, every one that closes at an end."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    before = view[opening[opening > 0] - 1]
    after = view[closing[closing < len(view) - 1] + 1]
    sound_before = (before == comma) | (before == _LF) | (before == _QUOTE)
    sound_after = (after == comma) | (after == _LF) | (after == _CR) | (after == _QUOTE)
    return bool(sound_before.all() and sound_after.all())


def _has_lone_cr(view: _Bytes) -> bool:
    returns = _positions(view, _CR)
    return bool(len(returns) and (returns[-1] == len(view) - 1 or np.any(view[returns + 1] != _LF)))


def _count(view: _Bytes, comma: int, quotes: _Places, ends: _Places, newlines: _Places) -> tuple[_Places, _Places]:
    """Count the delimiters outside quotes per row, and all delimiters per line."""
    seen, seen_raw = 0, 0
    totals = np.zeros(len(ends), np.int64)
    raw = np.zeros(len(newlines), np.int64)
    for at in range(0, len(view), _STEP):
        step = slice(at, at + _STEP)
        commas = np.flatnonzero(view[step] == comma) + at
        here = slice(*np.searchsorted(newlines, (at, at + _STEP)))
        raw[here] = seen_raw + np.searchsorted(commas, newlines[here])
        seen_raw += len(commas)
        if len(quotes):
            commas = commas[_outside(commas, quotes)]
        here = slice(*np.searchsorted(ends, (at, at + _STEP)))
        totals[here] = seen + np.searchsorted(commas, ends[here])
        seen += len(commas)
    if len(ends) and ends[-1] == len(view):  # a last row without its newline
        totals[-1] = seen
    return np.diff(totals, prepend=0), np.diff(np.append(raw, seen_raw), prepend=0)


def _may_swallow_rows(per_line: _Places, lines: Lines, width: int) -> bool:
    """Whether a line inside a quoted cell has delimiters enough to be a row that a stray mark swallowed."""
    inner = np.ones(len(per_line), np.bool_)
    inner[lines] = False
    return bool(np.any(per_line[inner] >= width - 1))
