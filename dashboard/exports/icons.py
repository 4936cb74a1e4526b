"""Marks of the map as small pictures, for maps that others draw."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from dashboard.exports.brush import Brush
from dashboard.exports.inks import THEMES
from dashboard.exports.stage import Look

PIXELS: Final = 64
_SIZE: Final = 32.0
_RADIUS: Final = 9.0


class _Mark(Artist):
    """One mark in the middle of its picture."""

    def __init__(self, look: Look, colors: Sequence[str]) -> None:
        super().__init__()
        self._look, self._colors = look, list(colors)

    def draw(self, renderer: Any) -> None:
        brush = Brush(renderer, self.get_transform(), THEMES["light"], self._colors)
        brush.to(_SIZE / 2, _SIZE / 2).mark(self._look, _RADIUS)


@lru_cache(maxsize=1024)
def icon(look: Look, colors: tuple[str, ...]) -> bytes:
    """Draw a mark as a transparent PNG of `PIXELS` by `PIXELS`; ``colors`` are #rrggbb by the actor's number."""
    figure = Figure(figsize=(_SIZE / 72, _SIZE / 72), dpi=72 * PIXELS / _SIZE)
    figure.patch.set_visible(False)
    mark = _Mark(look, colors)
    mark.set_transform(Affine2D().scale(1 / _SIZE, -1 / _SIZE).translate(0, 1) + figure.transFigure)
    figure.add_artist(mark)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": "Territory Timeline"})  # type: ignore[no-untyped-call]
    return out.getvalue()
