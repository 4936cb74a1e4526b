"""Text as outlines: measured once, shaped in any direction, with the fonts that stand beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Transform

Style: TypeAlias = Literal["normal", "italic"]

_FONTS: Final = FilePath(__file__).with_name("fonts")
for _file in sorted(_FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(str(_file))
FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
"""The last comes with matplotlib and has what the others lack."""


@lru_cache(maxsize=4096)
def outlined(text: str, size: float, weight: str = "normal", style: Style = "normal") -> tuple[Path, float]:
    """Give a line of text as a path, y downwards from its baseline, and its width; sizes in pixels."""
    if not text.strip():
        return Path([(0.0, 0.0)]), 0.0
    # A $ would begin a formula.
    path = TextPath((0, 0), text.replace("$", r"\$"), size=size, prop=_font(weight, style))
    flipped = Path(np.asarray(path.vertices) * (1, -1), path.codes)
    return flipped, float(np.asarray(path.vertices)[:, 0].max()) if len(path.vertices) else 0.0


def width(text: str, size: float, weight: str = "normal", style: Style = "normal") -> float:
    """Measure a line of text in pixels."""
    return outlined(text, size, weight, style)[1]


class Words(Artist):
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
        super().__init__()
        self.text, self.x, self.y, self.color, self.halo = text, x, y, color, halo
        self.path, self.width = outlined(text, size, weight, style)

    def draw(self, renderer: Any) -> None:
        """Paint the halo, then the letters."""
        where: Transform = Affine2D().translate(self.x, self.y) + self.get_transform()
        gc = renderer.new_gc()
        gc.set_joinstyle("round")
        if self.halo:
            color, opacity = self.halo
            gc.set_foreground(to_rgba(color, opacity), isRGBA=True)
            gc.set_alpha(opacity)
            gc.set_linewidth(3.4)
            renderer.draw_path(gc, self.path, where, None)
        gc.set_linewidth(0)
        gc.set_alpha(1)
        renderer.draw_path(gc, self.path, where, to_rgba(self.color))
        gc.restore()


@lru_cache
def _font(weight: str, style: Style) -> FontProperties:
    return FontProperties(family=list(FAMILIES), weight=weight, style=style)
