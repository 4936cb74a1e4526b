"""Text into room: lines of a width, and the size of type at which a text fits; what does not fit is cut and said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard.exports.lettering import outlined
from dashboard.exports.prose import Block, Run, joined

LEADING: Final = 1.3
"""Height of a line over the size of its type."""
AFTER: Final = 0.45
"""Room after a block, over the size of its type."""
INDENT: Final = 1.25
"""Of a bullet's text, for each level, over the size of its type."""
_PIECES: Final = re.compile(r"\s+|[^\s]+")
_EM: Final = 100.0


class Fitted(NamedTuple):
    """A text at the size of type that was found; ``cut`` when its end did not fit."""

    size: float
    blocks: tuple[Block, ...]
    cut: bool


def width(text: str, size: float, bold: bool = False) -> float:
    """Measure a text letter by letter, as wide as it is before pairs of letters are drawn together."""
    return _wide(text, bold) * size / _EM


@lru_cache(maxsize=16384)
def _wide(text: str, bold: bool) -> float:
    return sum(_letter(letter, bold) for letter in text)


def wrap(runs: Sequence[Run], size: float, wide: float, bold: bool = False) -> list[tuple[Run, ...]]:
    """Break runs into lines no wider than ``wide``; a word longer than a line is broken where the line ends."""
    lines: list[list[Run]] = [[]]
    at = 0.0
    for piece in _pieces(runs):
        long = width(piece.text, size, bold or piece.bold)
        if piece.text.isspace():
            if at and at + long <= wide:
                lines[-1].append(piece)
                at += long
            continue
        if at + long > wide and at:
            lines.append([])
            at = 0.0
        while long > wide:
            fits = _fitting(piece.text, size, wide, bold or piece.bold)
            lines[-1].append(replace(piece, text=piece.text[:fits]))
            lines.append([])
            piece = replace(piece, text=piece.text[fits:])
            long = width(piece.text, size, bold or piece.bold)
        lines[-1].append(piece)
        at += long
    return [joined(line) for line in lines]


def height(block: Block, size: float, wide: float) -> float:
    """Measure a block with the room after it."""
    inner = wide - INDENT * size * (block.level + 1) if block.kind == "bullet" else wide
    lines = len(wrap(block.runs, size, max(inner, 4 * size), block.kind == "heading"))
    return (lines * LEADING + AFTER) * size


def fit(blocks: Sequence[Block], wide: float, high: float, sizes: Sequence[float]) -> Fitted:
    """Find the largest of ``sizes`` at which blocks fit; at the smallest, keep the words that do."""
    for size in sizes:
        if sum(height(block, size, wide) for block in blocks) <= high:
            return Fitted(size, tuple(blocks), False)
    shown, _ = split(blocks, sizes[-1], wide, high)
    return Fitted(sizes[-1], shown, True)


def split(
    blocks: Sequence[Block], size: float, wide: float, high: float
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part blocks into those that fit and the rest; a block that is too long alone is parted between two lines."""
    left = high
    for at, block in enumerate(blocks):
        needed = height(block, size, wide)
        if needed - AFTER * size > left:
            inner = wide - INDENT * size * (block.level + 1) if block.kind == "bullet" else wide
            lines = wrap(block.runs, size, max(inner, 4 * size), block.kind == "heading")
            room = int(left / size / LEADING)
            if room < 2 and at:
                return tuple(blocks[:at]), tuple(blocks[at:])
            room = max(room, 1)
            head, tail = _glued(lines[:room]), _glued(lines[room:])
            rest = (replace(block, runs=tail),) if tail else ()
            return (*blocks[:at], replace(block, runs=head)), (*rest, *blocks[at + 1 :])
        left -= needed
    return tuple(blocks), ()


def _pieces(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        for piece in _PIECES.findall(run.text):
            yield Run(piece, run.bold, run.italic, run.href, run.cites)


def _glued(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    parts: list[Run] = []
    for line in lines:
        parts += [Run(" ")] if parts else []
        parts += line
    return joined(parts)


def _fitting(text: str, size: float, wide: float, bold: bool) -> int:
    taken = 0.0
    for at, letter in enumerate(text):
        taken += _letter(letter, bold) * size / _EM
        if taken > wide:
            return max(at, 1)
    return len(text)


@lru_cache(maxsize=8192)
def _letter(letter: str, bold: bool) -> float:
    if letter.isspace():
        return 0.26 * _EM
    # Between two strokes, for ink alone leaves out the room at a letter's sides. A mark that stands on another letter
    # takes none; a letter that no font has takes a box.
    weight = "bold" if bold else "normal"
    return max(outlined(f"|{letter}|", _EM, weight)[1] - outlined("||", _EM, weight)[1], 0.0)
