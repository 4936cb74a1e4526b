"""How a map is to look: its size, how fine it is, its theme, what lies over it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

_READ: Final = 1200
"""Pixels that a sheet is wide at least before it is drawn finer instead of larger."""
_LEAST: Final = (800, 450)
"""Pixels that a legend, a day and a map between them need."""
_FINER: Final = (6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 1.5, 1.25)


@dataclass(frozen=True)
class Options:
    """How a sheet looks. Size in pixels at ``scale`` 1; ``scale`` 2 makes a picture twice as fine."""

    width: int = 1280
    height: int = 720
    scale: float = 2.0
    theme: str = "light"
    transparent: bool = False
    legend: bool = True
    caption: str = ""
    """A line under the day; empty for none."""
    steady: bool = False
    """Keep every actor that ever holds a place in the legend, so that nothing jumps from frame to frame."""


def sized(wide: int, high: int) -> Options:
    """Give a sheet of so many pixels: a large one is a finer one, so that names and marks keep their size on it, and a
    small one is drawn larger and shrunk, so that its legend leaves room for a map."""
    small = min(wide / _LEAST[0], high / _LEAST[1])
    if small < 1:
        # A picture is cut to whole pixels: a hair more, lest one is lost.
        return Options(ceil(wide / small - 1e-6), ceil(high / small - 1e-6), small * (1 + 1e-9))
    finer = (scale for scale in _FINER if wide / scale >= _READ and high / scale >= _READ / 2)
    scale = next((each for each in finer if not (wide % each or high % each)), 1.0)
    return Options(round(wide / scale), round(high / scale), scale)
