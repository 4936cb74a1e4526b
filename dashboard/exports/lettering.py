"""Text as outlines: measured once, shaped in any direction, with the fonts that stand beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Transform

from dashboard.exports.stamps import Box, Placed

Style: TypeAlias = Literal["normal", "italic"]

_FONTS: Final = FilePath(__file__).with_name("fonts")
for _file in sorted(_FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(str(_file))
FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
"""The last comes with matplotlib and has what the others lack."""
_EM: Final = 100.0
_HALO: Final = 3.4
"""Width in pixels of the line around the letters of which half is seen."""


@lru_cache(maxsize=4096)
def outlined(text: str, size: float, weight: str = "normal", style: Style = "normal") -> tuple[Path, float]:
    """Give a line of text as a path, y downwards from its baseline, and its width; sizes in pixels."""
    path, wide = _shaped(text, weight, style)
    return Path(np.asarray(path.vertices) * (size / _EM), path.codes), wide * size / _EM


def width(text: str, size: float, weight: str = "normal", style: Style = "normal") -> float:
    """Measure a line of text in pixels."""
    return _shaped(text, weight, style)[1] * size / _EM


@lru_cache(maxsize=8192)
def _shaped(text: str, weight: str, style: Style) -> tuple[Path, float]:
    """Shape a line once for all sizes: that takes most of the time."""
    if not text.strip():
        return Path([(0.0, 0.0)]), 0.0
    # A $ would begin a formula.
    path = TextPath((0, 0), text.replace("$", r"\$"), size=_EM, prop=_font(weight, style))
    flipped = Path(np.asarray(path.vertices) * (1, -1), path.codes)
    return flipped, float(np.asarray(path.vertices)[:, 0].max()) if len(path.vertices) else 0.0


@dataclass(frozen=True)
class Line:
    """A line of text whose baseline begins at its point; ``halo`` as (colour, opacity)."""

    text: str
    size: float
    color: str
    weight: str = "normal"
    style: Style = "normal"
    halo: tuple[str, float] | None = None

    @property
    def box(self) -> Box:
        """Room that it takes: of letters that hang over, too."""
        path, _ = outlined(self.text, self.size, self.weight, self.style)
        (left, top), (right, bottom) = np.asarray(path.vertices).min(axis=0), np.asarray(path.vertices).max(axis=0)
        edge = 1.0 + (_HALO / 2 if self.halo else 0.0)
        return float(left) - edge, float(top) - edge, float(right) + edge, float(bottom) + edge

    def paint(self, renderer: Any, where: Transform) -> None:
        """Paint the halo, then the letters."""
        path, _ = outlined(self.text, self.size, self.weight, self.style)
        gc = renderer.new_gc()
        gc.set_joinstyle("round")
        if self.halo:
            color, opacity = self.halo
            gc.set_foreground(to_rgba(color, opacity), isRGBA=True)
            gc.set_alpha(opacity)
            gc.set_linewidth(_HALO)
            renderer.draw_path(gc, path, where, None)
        gc.set_linewidth(0)
        gc.set_alpha(1)
        renderer.draw_path(gc, path, where, to_rgba(self.color))
        gc.restore()


class Words(Placed):
    """A line of text whose baseline begins at a point in pixels, with a halo if asked for."""

    def __init__(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str,
        weight: str = "normal",
        style: Style = "normal",
        halo: tuple[str, float] | None = None,
    ) -> None:
        super().__init__(x, y, Line(text, size, color, weight, style, halo))


@lru_cache
def _font(weight: str, style: Style) -> FontProperties:
    return FontProperties(family=list(FAMILIES), weight=weight, style=style)
